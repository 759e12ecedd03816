"""Chinese questions taken apart: places, names, dates, people and offices lifted out, the rest cut into concepts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import dates, places
from retrieval import glossary, kinds, text
from retrieval.concepts import Concept, Term
from retrieval.kinds import Kind
from retrieval.numbers import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.dates import DateMention
    from corpus.places import Place
    from retrieval.pinyin import Spelt

_WORDS = Path(__file__).with_name("data") / "question_words.txt"


@dataclass
class Parts:
    """What a reading of a question fills in; the names are those of `Question`."""

    kinds: tuple[Kind, ...] = ()
    places: tuple[Place, ...] = ()
    ambiguous: tuple[tuple[Place, ...], ...] = ()
    concepts: tuple[Concept, ...] = ()
    content: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = field(default=())
    ordinal: int | None = None
    last: bool = False
    unit: str | None = None
    elliptical: bool = False


QUOTED = re.compile(
    r"《([^《》]{1,60})》|“([^“”]{1,40})”|\"([^\"]{1,40})\"|「([^「」]{1,40})」|『([^『』]{1,40})』|‘([^‘’]{1,40})’|(?<!\w)'([^']{1,40})'(?!\w)|〈([^〈〉]{1,40})〉"
)
"""On the text as typed: what stands between marks of quotation."""

_NUMERAL = r"[一二两三四五六七八九十百]+|\d{1,3}"
_COUNTER = "项|条|点|个|大|方面|款|部分|类|种|件|步|招"
_THING = "措施|任务|举措|体系|内容|工作|要求|行动"
_ORDINAL = re.compile(
    rf"第\s*({_NUMERAL})\s*(?:(?:{_COUNTER})(?:具体|重点|主要)?(?:{_THING})?|(?=$|呢|是|具体|怎|如何|的|\s|[?]))"
)
_LAST = re.compile(r"最后一?(?:项|条|点|个|方面|类|种)")
_OFFICE = re.compile(
    r"(?:副|常务副)?(?:省|市|县|区|州|厅|局|部|处|司|院|所|会|站|社|校|馆|镇|乡|村|组|科|秘书|理事|董事)长|(?:副)?(?:党组|党委|省委|市委|县委|支部)?(?:副)?书记|(?:党组)?成员|(?:副)?主任|(?:副)?主席|总统|总理|(?:一级|二级)?巡视员|调研员|(?:负责人|发言人|分管领导|主要领导|一把手|总经理|院士)"
)
_PERSON_BEFORE = re.compile(
    r"([\u4e00-\u9fff]{2,4}?)(?:同志)?(?=(?:是谁|是什么人|是何人|是哪位|是干什么|担任|现任|任什么|任何|的?(?:职务|职位|身份|头衔)|是什么(?:职务|职位|官|身份)|(?:在.{0,16})?(?:强调|指出|要求|说|讲|表示|谈|提)(?:到)?了?(?:什么|啥|哪|些)|[作做]了?(?:什么|哪些)|(?:有没有|是否|有)?(?:出席|参加|主持)))"
)
_PERSON_AFTER = re.compile(r"(?:谁是|介绍一下)([\u4e00-\u9fff]{2,4})$")

_FILLERS = re.compile(
    r"(?<=会)议?上(?=作|讲|发|强|指|提|介|交|说|致|宣|传)|作了|(?:能不能|能否|可否|可以)?(?:告诉|帮)我(?:找|查|列|看|说)?(?:一下|下)?|我?(?:想|要)(?:知道|了解|问)(?:一下|下)?|请问|谢谢"
)
"""Words around what is asked that a cut into words would join to it."""

ROLES = (
    ("出席", r"出席|参加|参会|与会|到会|列席|在场"),
    ("讲话", r"讲话|致辞|作报告|作了?讲话|发表讲话"),
    ("主持", r"主持"),
    ("发言", r"发言|交流|分享"),
    ("介绍", r"介绍(?!一下)|汇报"),
    ("发布", r"发布|印发|出台|制定|公布|下发|颁布|推出|发出|起草"),
    ("召开", r"召开|举办|举行|主办|承办|组织召开|召集"),
    ("采写", r"报道|采写|撰写|记者"),
)
"""What somebody did, and the words that ask for it."""

_ROLES = tuple((role, re.compile(pattern)) for role, pattern in ROLES)
_FOLLOWS = re.compile(
    r"^(?:那(?!些|个|位|次|里|曲)么?|还有|另外|此外|再(?!就业|生)|然后|接着|继续|换成|改成|如果是|要是)|呢$"
    r"|^(?:具体|详细|为什么|为何|继续|更多|展开)\W*$|^(?:具体|详细)(?:怎么|如何|怎样|说|讲|内容)|^又(?:是|有|怎)"
)
_POINTS_BACK = re.compile(
    r"(?:它|他|她)们?|(?:这|那)(?:个|些|位|次|里|项|份|篇)|该(?!当)|此(?!外)|上述|其(?![他它实余次])|前者|后者|上面|刚才|其[中他它]|别的"
)
"""What points back to something said before, unless the question itself names it."""
_UNIT = re.compile(
    r"(?:多少|几)(?:个|多)?(万|亿)?(元|块钱?|钱|人|名|户|家|个|项|条|次|年|月|天|日|岁|%|种|类|级|所|处|张|件|份|期|届|位|平方米|公里|支|辆|亩|分|倍)"
)
_UNITS = {"块": "元", "块钱": "元", "钱": "元", "名": "人", "位": "人"}


def read(folded: str, plain: str, *, spelt: Spelt | None = None) -> Parts:
    """Take a Chinese question apart; `plain` is as typed and as long as `folded`."""
    parts = Parts()
    taken: list[tuple[int, int]] = []
    quoted = list(QUOTED.finditer(plain))
    parts.names = tuple(dict.fromkeys(inner(match).strip() for match in quoted if inner(match).strip()))
    inside = [match.span() for match in quoted]
    mentions = places.find(folded) if spelt is None else ()
    latin_mentions = places.find_latin(plain) if spelt is None else spelt.places
    parts.places, parts.ambiguous = settle(mentions, latin_mentions)
    parts.dates = dates.find(folded)
    asked = kinds.asked(without(folded, inside), english=False)
    parts.kinds = tuple(dict.fromkeys(each.kind for each in asked)) or (Kind.TOPIC,)
    parts.ordinal, ordinal_span = _ordinal(folded)
    last = _LAST.search(folded)
    parts.last = last is not None
    unit = _UNIT.search(folded)
    if unit:
        parts.unit = _UNITS.get(unit[2], unit[2])
    elif re.search(r"比例|百分|占比|比重|[比率]率", folded) and Kind.HOW_MANY in parts.kinds:
        parts.unit = "%"
    taken += [(each.start, each.end) for each in asked if not each.kept]
    taken += [match.span() for match in _FILLERS.finditer(folded)]
    outside = without(folded, inside)
    parts.kinds = items_first(parts)
    parts.people, people_spans = _people(outside, mentions)
    parts.offices = tuple(dict.fromkeys(match[0] for match in _OFFICE.finditer(outside)))
    parts.roles = tuple(
        role for role, pattern in _ROLES if pattern.search(without(outside, [(each.start, each.end) for each in asked]))
    )
    parts.content = tuple(_runs(without(folded, taken)))
    dropped = (
        taken
        + [tuple(each.span) for each in mentions]
        + people_spans
        + [tuple(each.span) for each in parts.dates if each.text not in glossary.by_chinese()]
    )
    dropped += [tuple(many[0].span) for many in latin_mentions]
    dropped += [ordinal_span] if ordinal_span else []
    dropped += [last.span()] if last else []
    concepts = [_name(name) for name in parts.names]
    concepts += [_person(name) for name in parts.people]
    concepts += _concepts(without(without(folded, inside), dropped))
    if spelt is not None:
        concepts = [spelt.named(concept) for concept in concepts]
    parts.concepts = tuple(unique(concepts))
    parts.elliptical = _elliptical(folded, parts)
    return parts


def items_first(parts: Parts) -> tuple[Kind, ...]:
    """Who asks for an item by its number asks for a list's item, however he puts it."""
    if (parts.ordinal or parts.last) and parts.kinds[0] in {Kind.WHAT_IS, Kind.TOPIC, Kind.OVERVIEW}:
        return (Kind.MEASURES, *(kind for kind in parts.kinds if kind is not Kind.MEASURES))
    return parts.kinds


def settle(
    mentions: Iterable[places.PlaceMention], latin: Iterable[tuple[places.PlaceMention, ...]]
) -> tuple[tuple[Place, ...], tuple[tuple[Place, ...], ...]]:
    """The places that are sure, in the order of the question, and the readings of those that are not."""
    every = sorted([(each,) for each in mentions] + list(latin), key=lambda many: many[0].span)
    sure = dict.fromkeys(many[0].place for many in every if len(many) == 1)
    return tuple(sure), tuple(dict.fromkeys(tuple(each.place for each in many) for many in every if len(many) > 1))


def inner(match: re.Match[str]) -> str:
    """What stands between the marks that `QUOTED` matched."""
    return match[match.lastindex or 0]


def without(folded: str, spans: Iterable[tuple[int, ...]]) -> str:
    """The text with blanks over the spans, as long as before."""
    characters = list(folded)
    for start, end in spans:
        characters[start:end] = "\0" * (end - start)
    return "".join(characters)


def _runs(blanked: str) -> Iterator[str]:
    for run in re.split(r"[\0\s，。、；：？！,.;:?!…()“”\"'《》「」『』‘’]+", blanked):
        if run and run not in stop_words():
            yield run


def _ordinal(folded: str) -> tuple[int | None, tuple[int, int] | None]:
    for match in _ORDINAL.finditer(folded):
        numeral = match[1]
        number = int(numeral) if numeral.isascii() else value(numeral)
        if number:
            return number, match.span()
    return None, None


def _people(folded: str, mentions: Iterable[places.PlaceMention]) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Names: a surname and one or two characters, where a question is about who that is or what he said."""
    standing = {index for mention in mentions for index in range(*mention.span)}
    found: dict[str, tuple[int, int]] = {}
    for pattern in (_PERSON_BEFORE, _PERSON_AFTER):
        for match in pattern.finditer(folded):
            for length in (3, 2) if pattern is _PERSON_BEFORE else (len(match[1]),):
                name = match[1][-length:]
                span = (match.end(1) - len(name), match.end(1))
                if not 2 <= len(name) <= 3 or not name.startswith(surnames()) or standing & set(range(*span)):
                    continue
                if _OFFICE.search(name) or text.normalise(name) in text.field_words() or name in glossary.by_chinese():
                    continue
                if any(word in stop_words() or word in light_words() for word in (name, name[:2], name[-2:])):
                    continue
                found[name] = span
                break
    return tuple(found), list(found.values())


def _name(name: str) -> Concept:
    folded = text.normalise(name)
    readings = glossary.widen(folded) or (glossary.Reading(folded, 1.0),)
    return Concept(
        name,
        tuple(Term(each.text, each.weight, name, "asked" if each.text == folded else "glossary") for each in readings),
    )


def _person(name: str) -> Concept:
    return Concept(name, (Term(text.normalise(name), 1.0, name, "asked"),))


def _concepts(blanked: str) -> Iterator[Concept]:
    """The words of the glossary, the longest first, and between them jieba's words; words that say nothing dropped."""
    for match in re.finditer(r"[^\0\s，。、；：？！,.;:?!…()“”\"'《》「」『』‘’—~]+", blanked):
        run, at, start = match[0], 0, 0
        while at < len(run):
            word = glossary.longest_at(run, at)
            if word is None:
                at += 1
                continue
            yield from _plain(run[start:at])
            yield concept(word)
            at += len(word)
            start = at
        yield from _plain(run[start:])


def concept(word: str) -> Concept:
    """A word of the glossary with what it widens to, any other word as it is."""
    readings = glossary.widen(word) or (glossary.Reading(word, 1.0),)
    terms = tuple(Term(each.text, each.weight, word, "asked" if each.text == word else "glossary") for each in readings)
    return Concept(word, terms, required=word not in light_words(), parts=parts_of(word))


def parts_of(word: str) -> tuple[str, ...]:
    """The words of a compound of four characters or more, where all have at least two; empty for other words."""
    if len(word) < 4:
        return ()
    whole: list[text.Token] = []
    for token in text.words(word):
        if 2 <= len(token.term) < len(word) and (not whole or token.start >= whole[-1].end):
            whole.append(token)
    covered = sum(token.end - token.start for token in whole)
    return tuple(token.term for token in whole) if len(whole) > 1 and covered == len(word) else ()


def _plain(run: str) -> Iterator[Concept]:
    if not run:
        return
    for token in _whole(text.words(run)):
        word = token.term
        if word in stop_words() or (len(word) == 1 and not word.isdigit()):
            continue
        source = "asked" if run[token.start : token.end] == word else "number"
        typed = run[token.start : token.end]
        yield Concept(typed, (Term(word, 1.0, typed, source),), required=word not in light_words())


def _whole(tokens: list[text.Token]) -> list[text.Token]:
    """Of tokens in search mode, the whole words: those that stand in no longer one."""
    whole: list[text.Token] = []
    for token in sorted(tokens, key=lambda each: (each.start, -each.end)):
        if not whole or token.end > whole[-1].end:
            whole.append(token)
    return whole


def unique(concepts: Iterable[Concept]) -> list[Concept]:
    """Each concept once, by its terms; concepts with none apart."""
    found: dict[tuple[str, ...], Concept] = {}
    for each in concepts:
        if each.terms:
            found.setdefault(tuple(term.text for term in each.terms), each)
    return list(found.values())


def _elliptical(folded: str, parts: Parts) -> bool:
    """A question that points back, or that names neither a place nor anything to look for."""
    if parts.kinds[0] in {Kind.GREETING, Kind.HELP, Kind.BULLETINS}:
        return False
    stripped = folded.strip(" ?!.,;:。、~…\n\t吗啊呀")
    if _FOLLOWS.search(stripped):
        return True
    named = bool(parts.places or parts.ambiguous or parts.names or parts.people)
    if not named and _POINTS_BACK.search(stripped):
        return True
    dated = any(date.start for date in parts.dates)
    return not named and not dated and not any(each.required for each in parts.concepts)


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


def stop_words() -> frozenset[str]:
    """Words that say nothing of what is looked for: particles, politeness, question words."""
    return _sections()["stop"]


@cache
def surnames() -> tuple[str, ...]:
    """Family names, of one character and two."""
    return tuple(sorted(_sections()["surnames"]))


def light_words() -> frozenset[str]:
    """Words that say little (工作, 加强): they rank, and a sentence without them is not found wanting."""
    return _sections()["light"]
