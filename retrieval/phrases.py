"""English words and phrases as concepts, each with all Chinese that may say it.

Which word belongs to a phrase is told by the longest phrase that the field's tables have, then the longest of
CC-CEDICT; what neither knows stays what was typed: a name, an abbreviation that the text may have in Latin letters, or
something that the bulletins do not speak of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.patterns import lazy
from retrieval import chinese, english, glossary, littlewords
from retrieval.concepts import Concept, Term
from retrieval.english_numbers import CARDINALS, MONTHS, ORDINALS, number
from retrieval.english_words import stop_words, tables
from retrieval.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(NamedTuple):
    """A word or number as typed, in small letters, its stem, and where it stands."""

    word: str
    stem: str
    start: int
    end: int


_WORD = lazy(r"[A-Za-zÀ-ɏ]+|\d+(?:st|nd|rd|th)\b|\d+(?:,\d{3})*(?:\.\d+)?%?|[\u3400-\u9fff]+")
LONGEST = 8
"""Words of a phrase of the field."""
LONGEST_GLOSS = 5
"""Words of a phrase of the general dictionary."""
GENERAL = 0.7
"""What a general dictionary's meaning weighs of a word that the field's tables have."""
FEW = 8
"""Up to so many meanings, words of the same root are asked too."""
PART = 0.39
"""What a meaning of one word weighs where the phrase around it has its own: it ranks and covers nothing."""
SAID = 0.75
"""What the Chinese of a topic weighs, where a dictionary does not think it likelier."""
COUNTERS = ("项", "大", "个", "张", "种", "条", "级", "")
"""Between a number and what it groups: 两项政策, 四张网."""
GROUPED = 4
"""How many of a dictionary's meanings the noun of a named group may have."""
_CHINESE_NUMERALS = "零一二三四五六七八九十"


def words_of(plain: str, blanked: str) -> list[Word]:
    """The words of the text that are not blanked out."""
    found = []
    for match in _WORD.finditer(blanked):
        word = match[0].lower()
        if word == "s" and match.start() and plain[match.start() - 1] in "'’":
            continue
        found.append(Word(word, stem(word), *match.span()))
    return found


def as_typed(word: str) -> Term:
    """The word itself as what to look for."""
    return Term(word.lower().replace(",", ""), 1.0, word, "asked")


def concepts_of(words: list[Word], folded: str, *, named: bool = False) -> Iterator[Concept]:
    """The field's phrases wherever they stand, then what a general dictionary has between them, then the rest.

    `named` is whether a number and a noun may be the name of a group (the four nets).
    """
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
                if concept is None and named and known is _of_the_field:
                    concept = named_group(" ".join(word.word for word in words[at : at + count]))
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
    if not words or number(words[0].word) is not None or not words[0].word.isascii():
        return len(words)
    count, prefix = 0, _prefixes()
    while count < len(words) and tuple(word.stem for word in words[: count + 1]) in prefix:
        count += 1
    return count


@cache
def _prefixes() -> frozenset[tuple[str, ...]]:
    lists = tables()
    keys = [*glossary.by_english(), *lists.light, *lists.offices, *lists.measured, *lists.topics]
    return frozenset(key[:end] for key in keys for end in range(1, len(key) + 1))


def _of_the_field(words: list[Word]) -> Concept | None:
    typed, key = " ".join(word.word for word in words), tuple(word.stem for word in words)
    if len(words) == 1 and words[0].word in stop_words():
        return None
    if "\u3400" <= typed[0] <= "\u9fff":
        return chinese.concept(typed)
    everyday = key in tables().light or (key in tables().topics and not glossary.from_english(key))
    if len(words) == 1 and everyday:  # a phrase of the dictionary goes first: sign language
        return None
    return _measured(key, typed) or _office(key, typed) or _field(key, typed) or _light(key, typed)


def _in_general(words: list[Word]) -> Concept | None:
    typed, key = " ".join(word.word for word in words), tuple(word.stem for word in words)
    if len(words) == 1 and words[0].word in stop_words():
        return None
    return _light(key, typed) or _field(key, typed) or _dictionary(key, typed)


def _measured(key: tuple[str, ...], typed: str, *, named: bool = False) -> Concept | None:
    """A number and what it groups: two policies → 两项政策, 两大政策, 两个政策; anything where it is `named`."""
    count = number(typed.split(maxsplit=1)[0])
    if count is None or not 1 < count < 100 or len(key) < 2:
        return None
    nouns = tables().measured.get(key[1:]) or (_nouns(key[1:]) if named else ())
    if not nouns:
        return None
    numerals = [str(count)] if count >= len(_CHINESE_NUMERALS) else [_CHINESE_NUMERALS[count], str(count)]
    if count == 2:
        numerals.insert(0, "两")
    counted = [f"{numeral}{counter}{noun}" for noun in nouns for numeral in numerals for counter in COUNTERS]
    alone = [Term(noun, 0.3, typed, "glossary") for noun in nouns]
    return Concept(typed, (*(Term(term, 1.0, typed, "glossary") for term in counted), *alone))


def _nouns(key: tuple[str, ...]) -> tuple[str, ...]:
    """What the noun of a named group may be in Chinese."""
    lists = tables()
    field = [reading.text for reading in glossary.from_english(key)]
    general = [meaning.text for meaning in english.meanings(key)[:GROUPED]]
    return tuple(dict.fromkeys([*field, *lists.topics.get(key, ()), *lists.light.get(key, ()), *general]))


def named_group(name: str) -> Concept | None:
    """What a quoted name says that is a number and a noun: “four nets”."""
    words = words_of(name, name)
    return _measured(tuple(word.stem for word in words), name.lower(), named=True) if words else None


def _office(key: tuple[str, ...], typed: str) -> Concept | None:
    titles = tables().offices.get(key)
    return Concept(typed, tuple(Term(title, 1.0, typed, "glossary") for title in titles)) if titles else None


def _field(key: tuple[str, ...], typed: str) -> Concept | None:
    readings = glossary.from_english(key)
    if not readings:
        return _topic(key, typed)
    return Concept(
        typed,
        _with_dictionary(key, typed, {each.text: each.weight for each in readings}),
        required=readings[0].text not in littlewords.light_words(),
        parts=chinese.parts_of(readings[0].text),
    )


def _topic(key: tuple[str, ...], typed: str) -> Concept | None:
    """What a general dictionary has, and the Chinese of bulletins among it."""
    said = tables().topics.get(key)
    if said is None:
        return None
    general = _dictionary(key, typed)
    terms = {term.text: term for term in (general.terms if general else ())}
    for text in said:
        terms[text] = Term(text, max(SAID, terms[text].weight if text in terms else 0.0), typed, "topic")
    return Concept(typed, tuple(terms.values()))


def _light(key: tuple[str, ...], typed: str) -> Concept | None:
    words = tables().light.get(key)
    if words is None:
        return None
    return Concept(typed, _with_dictionary(key, typed, dict.fromkeys(words, 1.0)), required=False)


def _with_dictionary(key: tuple[str, ...], typed: str, field: dict[str, float]) -> tuple[Term, ...]:
    """The field's words for it, and at less weight what else a general dictionary has."""
    terms = {text: Term(text, weight, typed, "glossary") for text, weight in field.items()}
    for text in tables().topics.get(key, ()):
        terms.setdefault(text, Term(text, SAID, typed, "topic"))
    for each in english.meanings(key):
        terms.setdefault(each.text, Term(each.text, round(GENERAL * each.weight**0.5, 3), typed, "dictionary"))
    return tuple(terms.values())


def _dictionary(key: tuple[str, ...], typed: str) -> Concept | None:
    count = number(typed)
    if count is not None:
        return Concept(typed, (Term(str(count), 1.0, typed, "number"),), required=typed.isdigit())
    if len(key) > 1 and (typed.split(maxsplit=1)[0] in stop_words() or typed.rsplit(maxsplit=1)[-1] in stop_words()):
        return None
    meanings = english.meanings(key)
    kindred = english.kindred(key[0]) if len(key) == 1 and len(meanings) <= FEW else ()
    if not meanings and not kindred:
        return None
    required = not any(typed in forms for forms in tables().roles.values())
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


def _unknown(word: Word) -> Concept:
    return Concept(word.word, (as_typed(word.word),))


def knows(word: str) -> bool:
    """Whether one of the tables of English has the word."""
    lists, key = tables(), (stem(word),)
    found = word in lists.stop or any(
        key in table for table in (lists.light, lists.offices, lists.measured, lists.topics)
    )
    return found or word in CARDINALS or word in ORDINALS or word in MONTHS or key in glossary.by_english()


def glossed(plain: str) -> tuple[str, dict[str, str]]:
    """A Chinese text with the field's English phrases in it put into Chinese, and what was typed for each."""
    typed: dict[str, str] = {}
    words = [word for word in words_of(plain, plain) if word.word.isascii() and word.word.isalpha()]
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
