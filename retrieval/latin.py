# ruff: noqa: E501 - a row of the tables below is read as one line
"""English questions taken apart: the field's phrases first, a general dictionary after, the rest as it was typed.

A word becomes a concept with all Chinese that may say it. Which word belongs to a phrase is told by the longest phrase
that the glossary has, then the longest of CC-CEDICT; what neither knows is looked up once more with one typing error
forgiven, and else stays what was typed: a name, an abbreviation that the text may have in Latin letters, or something
that the bulletins do not speak of.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus import dates, places
from corpus.model import Span
from corpus.patterns import lazy
from retrieval import chinese, english, glossary, kinds, littlewords, transliteration
from retrieval.chinese import Parts
from retrieval.concepts import Concept, Term
from retrieval.kinds import Kind
from retrieval.stemming import stem
from retrieval.syllables import characters, syllables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TABLE = Path(__file__).with_name("data") / "english_words.txt"


class Word(NamedTuple):
    """A word or number as typed, in small letters, its stem, and where it stands."""

    word: str
    stem: str
    start: int
    end: int


_WORD = lazy(r"[A-Za-zÀ-ɏ]+|\d+(?:st|nd|rd|th)\b|\d+(?:,\d{3})*(?:\.\d+)?%?|[\u3400-\u9fff]+")
_JOINS = lazy(r"[ \t'’-]*|['’]s ")
_POSSESSIVE = lazy(r"(?<=\w)['’]s\b")
_NAME = lazy(r"\b[A-Z][a-z]{1,6}(?: [A-Z][a-z]{1,5}(?:['-]?[a-z]{1,6})?){1,2}\b")
LONGEST = 8
"""Words of a phrase of the field."""
LONGEST_GLOSS = 5
"""Words of a phrase of the general dictionary."""
GENERAL = 0.7
"""What a general dictionary's meaning weighs of a word that the glossary has."""
FEW = 8
"""Up to so many meanings, words of the same root are asked too."""
HEARD = 0.3
"""What a pair of characters weighs that a name may be written with."""
PART = 0.39
"""What a meaning of one word weighs where the phrase around it has its own: it ranks and covers nothing."""

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_CHINESE_NUMERALS = "零一二三四五六七八九十"

_ITEM = r"(?:measures?|items?|tasks?|points?|steps?|systems?|actions?|ones?|articles?|parts?|requirements?|aspects?|projects?|priorit(?:y|ies)|policy|policies|initiatives?|areas?|sections?|clauses?)"
_NTH = "|".join(ORDINALS)
_ORDINAL = lazy(
    rf"\b(?:the )?(?:(?P<word>{_NTH})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th)) (?:\w+ ){{0,2}}?{_ITEM}\b"
    rf"|\b{_ITEM} (?:no\.? ?|number |#)?(?P<after>\d{{1,2}}|{'|'.join(list(CARDINALS)[1:21])})\b"
    rf"|\bthe (?P<alone>{_NTH})(?: one)?\W*$"
)
_LAST = lazy(rf"\b(?:the )?(?:last|final) {_ITEM}\b")
_MONTH = "|".join(MONTHS)
_DATE = lazy(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH})\b(?:,? (?P<year2>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month3>{_MONTH})\.? (?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<year4>(?:19|20)\d\d)\b(?!\s*(?:people|yuan|households))"
    rf"|\bin (?P<month5>{_MONTH})\b"
)
_UNIT = lazy(
    r"(?P<money>\bhow much\b(?=.{0,60}\b(?:paid|pay|costs?|allowance|subsidy|money|(?:per|a|each) month|monthly)\b))"
    r"|\b(?:how (?:many|much)|(?:what|which) (?:number|amount|percentage|share) of) (?:\w+ ){0,3}?"
    r"(?P<unit>people|persons|yuan|rmb|money|measures?|items?|years?|months?|days?|cit(?:y|ies)|count(?:y|ies)|households|percent|times"
    r"|organi[sz]ations?|places|systems|tasks|provinces|articles)\b|(?P<percent>\b(?:percentage|ratio|proportion|per ?cent|what share)\b)"
    r"|(?P<monthly>\b(?:per month|monthly)\b)"
)
_UNITS = {
    "peop": "人", "pers": "人", "yuan": "元", "rmb": "元", "mone": "元", "meas": "项", "item": "项", "year": "年", "mont": "月",
    "days": "天", "day": "天", "citi": "市", "city": "市", "coun": "县", "hous": "户", "perc": "%", "time": "次", "syst": "个",
    "task": "项", "prov": "省", "arti": "条",
}  # fmt: skip
_FOLLOWS = lazy(
    r"^(?:and|or|but|also|then|so|ok(?:ay)?,?)\b|^(?:what|how) about\b|\b(?:who|what|where) else\b"
    r"|^(?:why|more|details?|go on|continue|elaborate|tell me more|in detail|anything else)\W*$"
)
_POINTS_BACK = lazy(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|his|hers|this|that|these|those|there|the same|the latter|the former"
    r"|the others?|another)\b(?! (?:year|month|week))"
)
_SPEAKERS = lazy(r"\b(?:which|what) (?:cit|count|unit|place|district|province|region)")
_EMPTY_SUBJECTS = lazy(
    r"\b(?:is|are|was|were|has|have|had) there\b|\bthere (?:is|are|was|were)\b|\bhow (?:is|does|was) it (?:that)?|\bthat (?=\w+ (?:is|are|was|were|has|have|the)\b)|(?<=[a-z] )that\b|\bit is\b"
)


def read(folded: str, plain: str) -> Parts:
    """Take an English question apart; `plain` is as typed and as long as `folded`."""
    parts = Parts()
    straight = folded.replace("’", "'")
    quoted = list(chinese.QUOTED.finditer(plain))
    parts.names = tuple(dict.fromkeys(name for name in (chinese.inner(match).strip() for match in quoted) if name))
    mentions = places.find_latin(_POSSESSIVE.sub("  ", plain))
    named = places.find(folded)
    parts.places, parts.ambiguous = chinese.settle(named, mentions)
    parts.dates, date_terms = _dates(straight, plain)
    asked = kinds.asked(straight, english=True)
    parts.kinds = tuple(dict.fromkeys(each.kind for each in asked)) or (Kind.TOPIC,)
    ordinal = _ORDINAL.search(straight)
    if ordinal:
        parts.ordinal = _number(next(text for text in ordinal.groups() if text))
    last = _LAST.search(straight)
    parts.last = last is not None
    parts.kinds = chinese.items_first(parts)
    parts.unit = _unit(straight, parts.kinds)
    taken: list[tuple[int, ...]] = [(each.start, each.end) for each in asked if not each.kept]
    taken += [tuple(many[0].span) for many in mentions] + [tuple(each.span) for each in named]
    taken += [tuple(date.span) for date in parts.dates]
    taken += [match.span() for match in (ordinal, last) if match]
    words = _words(plain, chinese.without(plain, taken))
    people = list(_people(plain, words))
    held = {index for person in people for index in range(*person.span)}
    words = [word for word in words if word.start not in held]
    concepts = [Concept(each.name, (_as_typed(each.name),), sounds=each.sounds) for each in people]
    concepts += _concepts(words, straight)
    concepts += [heard for each in concepts for heard in _heard(each, plain)]
    parts.roles = _roles(words, straight)
    parts.offices = tuple(dict.fromkeys(title for each in concepts for title in _titles(each)))
    parts.people = tuple(person.name for person in people)
    parts.concepts = tuple(chinese.unique([*concepts, *date_terms]))
    parts.content = tuple(_content(parts))
    parts.elliptical = _elliptical(straight, parts)
    return parts


def _words(plain: str, blanked: str) -> list[Word]:
    found = []
    for match in _WORD.finditer(blanked):
        word = match[0].lower()
        if word == "s" and match.start() and plain[match.start() - 1] in "'’":
            continue
        found.append(Word(word, stem(word), *match.span()))
    return found


class _Person(NamedTuple):
    name: str
    sounds: tuple[str, ...]
    span: Span


def _people(plain: str, words: list[Word]) -> Iterator[_Person]:
    """Chinese names in Latin letters: two or three capitalised words in pinyin, a surname first (Wang Wenxu)."""
    free = {word.start for word in words}
    for match in _NAME.finditer(plain):
        given = match[0].replace("-", " ").replace("'", "").lower().split()
        sounds = [syllable for word in given for syllable in syllables(word)]
        if glossary.from_english(tuple(stem(word) for word in given)):
            continue
        spelt = match.start() in free and all(map(syllables, given)) and 2 <= len(sounds) <= 4
        if spelt and given[0] in _surnames() and not any(word in stop_words() for word in given):
            yield _Person(match[0], tuple(sounds), Span(*match.span()))


@cache
def _surnames() -> frozenset[str]:
    """The spellings of Chinese surnames."""
    table = characters()
    return frozenset(key for key, those in table.items() if set(those) & set(littlewords.surnames()))


def _concepts(words: list[Word], folded: str) -> Iterator[Concept]:
    """The field's phrases wherever they stand, then what a general dictionary has between them, then the rest."""
    found: dict[int, tuple[int, Concept]] = {}
    for known in (_of_the_field, _in_general):
        at = 0
        while at < len(words):
            if known is _in_general and words[at].word in stop_words():
                at += 1
                continue
            reach = _reach(words, at, folded, found)
            most = _of_field_length(words[at : at + reach]) if known is _of_the_field else min(reach, LONGEST_GLOSS)
            for count in range(most, 0, -1):
                concept = known(words[at : at + count])
                if concept is not None:
                    found[at] = (count, concept)
                    break
            at += found[at][0] if at in found else 1
    at = 0
    while at < len(words):
        if at in found:
            yield found[at][1]
        elif words[at].word not in stop_words():
            yield _unknown(words[at])
        at += found[at][0] if at in found else 1


def _heard(concept: Concept, plain: str) -> Iterator[Concept]:
    """What a foreign name may be written as, a concept for each pair of characters in it: they rank, none is missed."""
    if " " in concept.typed or concept.sounds or any(term.source == "glossary" for term in concept.terms):
        return
    match = re.search(rf"(?<=[\w,;:] ){re.escape(concept.typed)}\b", plain, re.IGNORECASE)
    if match and match[0][0].isupper() and not match[0].isupper():
        for pairs in transliteration.pairs(concept.typed.lower()):
            terms = (Term(pair, round(HEARD * likely, 3), concept.typed, "sound") for pair, likely in pairs)
            yield Concept(concept.typed, tuple(terms), required=False)


def _reach(words: list[Word], at: int, folded: str, found: dict[int, tuple[int, Concept]]) -> int:
    """How many words from `at` on are free and joined by nothing but spaces and hyphens, at most `LONGEST`."""
    count = 0 if at in found else 1
    while 0 < count < LONGEST and at + count < len(words) and at + count not in found:
        between = folded[words[at + count - 1].end : words[at + count].start]
        if between.strip(" -'s") or "\0" in between:
            break
        count += 1
    return count


def _of_field_length(words: list[Word]) -> int:
    """How many of the words can be one phrase of the field: no more than some phrase of it begins with."""
    if not words or _number(words[0].word) is not None or not words[0].word.isascii():
        return len(words)
    count, prefix = 0, _prefixes()
    while count < len(words) and tuple(word.stem for word in words[: count + 1]) in prefix:
        count += 1
    return count


@cache
def _prefixes() -> frozenset[tuple[str, ...]]:
    tables = _tables()
    keys = [*glossary.by_english(), *tables.light, *tables.offices, *tables.measured]
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))


def _of_the_field(words: list[Word]) -> Concept | None:
    typed, key = " ".join(word.word for word in words), tuple(word.stem for word in words)
    if len(words) == 1 and words[0].word in stop_words():
        return None
    if "\u3400" <= typed[0] <= "\u9fff":
        return chinese.concept(typed)
    if len(words) == 1 and key in _tables().light:
        return None
    return _measured(key, typed) or _office(key, typed) or _field(key, typed) or _light(key, typed)


def _in_general(words: list[Word]) -> Concept | None:
    typed, key = " ".join(word.word for word in words), tuple(word.stem for word in words)
    if len(words) == 1 and words[0].word in stop_words():
        return None
    return _light(key, typed) or _field(key, typed) or _dictionary(key, typed)


def _measured(key: tuple[str, ...], typed: str) -> Concept | None:
    """A number and what it groups: two policies → 两项政策, 两大政策, 两个政策."""
    number = _number(typed.split(maxsplit=1)[0])
    nouns = _tables().measured.get(key[1:]) if number is not None and len(key) > 1 else None
    if number is None or nouns is None or not 1 < number < 100:
        return None
    numerals = [str(number)] if number > len(_CHINESE_NUMERALS) - 1 else [_CHINESE_NUMERALS[number], str(number)]
    if number == 2:
        numerals.insert(0, "两")
    counted = [
        f"{numeral}{counter}{noun}" for noun in nouns for numeral in numerals for counter in ("项", "大", "个", "")
    ]
    alone = [Term(noun, 0.3, typed, "glossary") for noun in nouns]
    return Concept(typed, (*(Term(term, 1.0, typed, "glossary") for term in counted), *alone))


def _office(key: tuple[str, ...], typed: str) -> Concept | None:
    titles = _tables().offices.get(key)
    return Concept(typed, tuple(Term(title, 1.0, typed, "glossary") for title in titles)) if titles else None


def _field(key: tuple[str, ...], typed: str) -> Concept | None:
    readings = glossary.from_english(key)
    if not readings:
        return None
    return Concept(
        typed,
        _with_dictionary(key, typed, {each.text: each.weight for each in readings}),
        required=readings[0].text not in littlewords.light_words(),
        parts=chinese.parts_of(readings[0].text),
    )


def _light(key: tuple[str, ...], typed: str) -> Concept | None:
    words = _tables().light.get(key)
    if words is None:
        return None
    return Concept(typed, _with_dictionary(key, typed, dict.fromkeys(words, 1.0)), required=False)


def _with_dictionary(key: tuple[str, ...], typed: str, field: dict[str, float]) -> tuple[Term, ...]:
    """The field's words for it, and at less weight what else a general dictionary has."""
    terms = {text: Term(text, weight, typed, "glossary") for text, weight in field.items()}
    for each in english.meanings(key):
        terms.setdefault(each.text, Term(each.text, round(GENERAL * each.weight**0.5, 3), typed, "dictionary"))
    return tuple(terms.values())


def _dictionary(key: tuple[str, ...], typed: str) -> Concept | None:
    number = _number(typed)
    if number is not None:
        return Concept(typed, (Term(str(number), 1.0, typed, "number"),), required=typed.isdigit())
    if len(key) > 1 and (typed.split(maxsplit=1)[0] in stop_words() or typed.rsplit(maxsplit=1)[-1] in stop_words()):
        return None
    meanings = english.meanings(key)
    kindred = english.kindred(key[0]) if len(key) == 1 and len(meanings) <= FEW else ()
    if not meanings and not kindred:
        return None
    required = not any(typed in forms for forms in _tables().roles.values())
    terms = {each.text: round(each.weight**0.5, 3) for each in meanings}
    for each in kindred:
        terms.setdefault(each.text, round(min(PART, each.weight**0.5), 3))
    if len(key) > 1:
        parts = [each for part in key for each in english.meanings((part,)) if part not in english.LITTLE]
        for each in parts:
            terms.setdefault(each.text, round(PART * each.weight**0.5, 3))
    return Concept(
        typed,
        (
            *(Term(text, weight, typed, "dictionary") for text, weight in terms.items()),
            Term(typed, 1.0, typed, "asked"),
        ),
        required=required,
    )


def _as_typed(word: str) -> Term:
    return Term(word.lower().replace(",", ""), 1.0, word, "asked")


def _unknown(word: Word) -> Concept:
    return Concept(word.word, (_as_typed(word.word),))


def _number(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 9 else None
    return CARDINALS.get(text, ORDINALS.get(text))


def _dates(folded: str, plain: str) -> tuple[tuple[dates.DateMention, ...], list[Concept]]:
    mentions, concepts = [], []
    for match in _DATE.finditer(folded):
        parts = {name.rstrip("12345"): text for name, text in match.groupdict().items() if text}
        year, month = parts.get("year"), MONTHS.get(parts.get("month", ""))
        day = int(parts["day"]) if "day" in parts else None
        if day is not None and not 1 <= day <= 31:
            continue
        start = "-".join([year or "-", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])])
        precision = "day" if day else "month" if month else "year"
        typed = plain[match.start() : match.end()]
        mentions.append(dates.DateMention(Span(*match.span()), typed, precision, start))
        terms = [f"{month:02}-{day:02}"] if month and day else [f"{month}月"] if month else []
        terms += [year] if year else []
        concepts += [Concept(typed, (Term(term, 1.0, typed, "number"),), required=False) for term in terms]
    return tuple(mentions), concepts


def _unit(folded: str, asked: tuple[Kind, ...]) -> str | None:
    match = _UNIT.search(folded)
    if match is None or Kind.HOW_MANY not in asked:
        return None
    if match["unit"]:
        return _UNITS.get(match["unit"][:4])
    return "%" if match["percent"] else "元"


def _roles(words: list[Word], folded: str) -> tuple[str, ...]:
    spoken = {word.word for word in words}
    found = [role for role, forms in _tables().roles.items() if spoken & forms]
    if _SPEAKERS.search(folded):  # cities and units do not make speeches, they share experience
        found = ["发言" if role == "讲话" else role for role in found]
    return tuple(dict.fromkeys(found))


def _titles(concept: Concept) -> tuple[str, ...]:
    key = glossary.stems(concept.typed)
    return _tables().offices.get(key, ())


def _content(parts: Parts) -> Iterator[str]:
    """The likeliest Chinese of the question, place by place and concept by concept."""
    yield from (place.short for place in parts.places)
    for concept in parts.concepts:
        if concept.terms[0].source != "sound":
            yield concept.terms[0].text


def _elliptical(folded: str, parts: Parts) -> bool:
    if parts.kinds[0] in {Kind.GREETING, Kind.HELP, Kind.BULLETINS}:
        return False
    plain = _EMPTY_SUBJECTS.sub(" ", folded.strip())
    if _FOLLOWS.search(plain):
        return True
    named = bool(parts.places or parts.ambiguous or parts.names or parts.people)
    if not named and _POINTS_BACK.search(plain):
        return True
    return not named and not parts.dates and not any(each.required for each in parts.concepts)


class _Tables(NamedTuple):
    stop: frozenset[str]
    light: dict[tuple[str, ...], tuple[str, ...]]
    roles: dict[str, frozenset[str]]
    offices: dict[tuple[str, ...], tuple[str, ...]]
    measured: dict[tuple[str, ...], tuple[str, ...]]


@cache
def _tables() -> _Tables:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    by_stems = {
        name: {
            glossary.stems(left): tuple(right.split())
            for left, _, right in (row.partition("=") for row in sections[name])
        }
        for name in ("light", "offices", "measured")
    }
    roles = {
        left.strip(): frozenset(right.split()) for left, _, right in (row.partition("=") for row in sections["roles"])
    }
    stop = frozenset(word for line in sections["stop"] for word in line.split())
    return _Tables(stop, by_stems["light"], roles, by_stems["offices"], by_stems["measured"])


def stop_words() -> frozenset[str]:
    """Words that say nothing of what is looked for."""
    return _tables().stop


def function_words(words: Iterable[str]) -> int:
    """How many of the words only English sentences have."""
    return sum(word.lower() in _tables().stop for word in words)


def knows(word: str) -> bool:
    """Whether one of the tables of English has the word."""
    tables, key = _tables(), (stem(word),)
    known = (word in tables.stop, key in tables.light, key in tables.offices, key in tables.measured)
    return any(known) or word in CARDINALS or word in ORDINALS or word in MONTHS or key in glossary.by_english()


def glossed(plain: str) -> tuple[str, dict[str, str]]:
    """A Chinese text with the field's English phrases in it put into Chinese, and what was typed for each."""
    typed: dict[str, str] = {}
    words = [word for word in _words(plain, plain) if word.word.isascii() and word.word.isalpha()]
    at = 0
    pieces, end = [], 0
    while at < len(words):
        count = _reach(words, at, plain, {})
        while count and not glossary.from_english(tuple(word.stem for word in words[at : at + count])):
            count -= 1
        if count:
            chinese_word = glossary.from_english(tuple(word.stem for word in words[at : at + count]))[0].text
            first, last = words[at].start, words[at + count - 1].end
            typed[chinese_word] = plain[first:last]
            pieces += [plain[end:first], chinese_word]
            end = last
        at += count or 1
    return "".join([*pieces, plain[end:]]), typed
