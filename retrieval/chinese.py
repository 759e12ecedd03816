"""Chinese questions taken apart: places, names, dates, people and offices lifted out, the rest cut into concepts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus import dates, places
from corpus.patterns import lazy
from retrieval import glossary, kinds, text
from retrieval.concepts import Concept, Term
from retrieval.kinds import Kind
from retrieval.littlewords import light_words, stop_words
from retrieval.names import OFFICE, people
from retrieval.numbers import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.dates import DateMention
    from corpus.places import Place
    from retrieval.pinyin import Spelt


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
    lasting: bool = False
    negated: bool = False
    yes_or_no: bool = False
    elliptical: bool = False


QUOTED = lazy(
    r"《([^《》]{1,60})》|“([^“”]{1,40})”|\"([^\"]{1,40})\"|「([^「」]{1,40})」|『([^『』]{1,40})』|‘([^‘’]{1,40})’|(?<!\w)'([^']{1,40})'(?!\w)|〈([^〈〉]{1,40})〉"
)
"""On the text as typed: what stands between marks of quotation."""

SORTS = frozenset("通知 方案 意见 办法 规划 条例 计划 公告 决定 规定 细则 若干措施 措施 实施方案 实施意见".split())
"""Names of documents that say only their sort: 《通知》 names less than what else is quoted beside it."""
_NUMERAL = r"[一二两三四五六七八九十百]+|\d{1,3}"
_COUNTER = "项|条|点|个|大|方面|款|部分|类|种|件|步|招"
_THING = "措施|任务|举措|体系|内容|工作|要求|行动"
_ORDINAL = lazy(
    rf"第\s*({_NUMERAL})\s*(?:(?:{_COUNTER})(?:具体|重点|主要)?(?:{_THING})?|(?=$|呢|是|具体|怎|如何|的|\s|[?]))"
)
_LAST = lazy(r"最后一?(?:项|条|点|个|方面|类|种)")
_FILLERS = lazy(
    r"(?<=[县市区省镇乡村家个位])(?:都要|都须|需要|必须|应当|要(?!素|求|点|件|闻)|须(?!知)|都(?!市))|[，,。!?~\s](?:非常|多|太)?感谢(?:你|您|了|啦)*[\W]*$|(?<=[率数量额比例准])要(?=达到?|多|几|$)|(?<=会)议?上(?=作|讲|发|强|指|提|介|交|说|致|宣|传)|作了|(?:能不能|能否|可否|可以)?(?:告诉|帮)我(?:找|查|列|看|说)?(?:一下|下)?|我?(?:想|要)(?:知道|了解|问|咨询|请教)(?:一下|下)?|请问|请教|多谢|(?:非常|太)?谢谢(?:你|您|了|啦)*|麻烦(?:你|您)|辛苦(?:你|您)?了"
)
"""Words around what is asked that a cut into words would join to it."""

ROLES = (
    ("出席", r"出席|参加|参会|与会|到会|列席|在场"),
    ("讲话", r"讲话|致辞|讲课|授课|主讲|作报告|作了?讲话|发表讲话"),
    ("主持", r"主持"),
    ("发言", r"发言(?!人)|交流|分享"),
    ("介绍", r"介绍(?!一下)|汇报"),
    ("发布", r"发布|印发|出台|制定|公布|下发|颁布|推出|发出|起草"),
    ("召开", r"召开|举办|举行|主办|承办|组织召开|召集"),
    ("采写", r"报道|采写|撰写|记者"),
)
"""What somebody did, and the words that ask for it."""

_ROLES = tuple((role, lazy(pattern)) for role, pattern in ROLES)
PREAMBLE = 40
"""Characters before the clause that asks, from which on they are circumstances and not what is asked about."""
_CIRCUMSTANCES = lazy(
    r"^\s*(?:在.+(?:背景|形势|情况|前提|框架|大局|趋势|过程)(?:之?下|中)|随着|鉴于|为了|听说|据说|我(?!国|省|市|县|区))"
)
_FOLLOWS = lazy(
    r"^(?:那(?!些|个|位|次|里|曲)么?|还有|另外|此外|再(?!就业|生)|然后|接着|继续|换成|改成|如果是|要是)|呢$"
    r"|^(?:具体|详细|为什么|为何|继续|更多|展开)\W*$|^(?:具体|详细)(?:怎么|如何|怎样|说|讲|内容)|^又(?:是|有|怎)"
)
_JOINED = lazy(r"\s*(?:和|与|及|以及|或者?|还是|、|/|跟|同)\s*")
_LASTING = lazy(
    r"多久|多长时间|时限|时长|期限|起止|(?:多少|几)个?(?:工作日|月|天|年)|从(?:什么时候|何时|哪天|几月|哪).{0,8}(?:到|至)|持续到|持续至"
)
"""Asks for a stretch of time, not for a day."""
_NEGATED = lazy(
    r"(?:谁|哪些(?:人|单位|领导|部门|地方|省|市)?|什么|哪位|哪个|何)[^，。?]{0,4}(?:没有?|未|不)(?!同|少|过|足|止|断|仅|但|限|动产|良|当)"
    r"|(?:没有?|未|不)(?:出席|参加|提到|提及|说到|涉及|包括|包含|介绍|发言|主持|出台|采取)?(?:了)?(?:哪些|谁|什么)"
)
"""Asks for what is not there: 谁没有出席, 没有哪些措施."""
_YES_OR_NO = lazy(
    r"是不是|有没有|是否|会不会|能不能(?!告诉|帮|请|给|说|介绍)|对不对|对吗|吗\W*$|没有\W*$|(?:出席|参加|召开|提到|说)了?没有?\W*$"
)
_POINTS_BACK = lazy(
    r"(?:它|他|她)们?|(?:这|那)(?:个|些|位|次|里|项|份|篇)|该(?!当)|此(?!外)|上述|其(?![他它实余次])|前者|后者|上面|刚才|其[中他它]|别的"
)
"""What points back to something said before, unless the question itself names it."""
_UNIT = lazy(
    r"(?:多少|几)(?:个|多)?(万|亿)?(元|块钱?|钱|人|名|户|家|个|项|条|次|年|月|天|日|岁|%|种|类|级|所|处|张|件|份|期|届|位|平方米|公里|支|辆|亩|分|倍)"
)
_UNITS = {"块": "元", "块钱": "元", "钱": "元", "名": "人", "位": "人"}


def read(folded: str, plain: str, *, spelt: Spelt | None = None) -> Parts:
    """Take a Chinese question apart; `plain` is as typed and as long as `folded`."""
    parts = Parts()
    taken: list[tuple[int, int]] = []
    quoted = list(QUOTED.finditer(plain))
    parts.names, sorts = _names(quoted)
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
    parts.people, people_spans = people(outside, mentions)
    parts.offices = tuple(dict.fromkeys(match[0] for match in OFFICE.finditer(outside)))
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
    concepts += [replace(_name(name), required=False) for name in sorts]
    blanked = without(without(folded, inside), dropped)
    opening = _preamble(folded, [each.start for each in asked if not each.kept])
    concepts += (replace(each, required=False) for each in _concepts(blanked[:opening]))
    concepts += alternatives(list(_concepts(blanked[opening:])), folded)
    if spelt is not None:
        concepts = [spelt.named(concept) for concept in concepts]
    parts.concepts = tuple(unique(concepts))
    parts.kinds = fallen_through(parts)
    parts.lasting = bool({Kind.WHEN, Kind.HOW_MANY} & set(parts.kinds)) and _LASTING.search(outside) is not None
    parts.negated = _NEGATED.search(outside) is not None
    parts.yes_or_no = _YES_OR_NO.search(outside) is not None
    parts.elliptical = _elliptical(folded, parts)
    return parts


def fallen_through(parts: Parts) -> tuple[Kind, ...]:
    """The kinds, and after them what else may answer: what a text says on a topic, or of a place."""
    topical = any(each.required for each in parts.concepts)
    if not parts.concepts and parts.kinds == (Kind.TOPIC,) and parts.places and not parts.dates:
        return (Kind.OVERVIEW,)  # a bare place
    if topical and Kind.OVERVIEW in parts.kinds and not parts.people and not parts.offices:
        return tuple(dict.fromkeys((*parts.kinds, Kind.TOPIC)))
    return parts.kinds


def _names(quoted: list[re.Match[str]]) -> tuple[tuple[str, ...], list[str]]:
    """What is quoted, and apart what says only a document's sort where a group is quoted beside it."""
    named = tuple(dict.fromkeys(inner(match).strip() for match in quoted if inner(match).strip()))
    groups = any(match[0][0] not in "《〈" for match in quoted)
    sorts = [name for name in named if groups and name in SORTS]
    return tuple(name for name in named if name not in sorts), sorts


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


def _preamble(folded: str, asking: list[int]) -> int:
    """Where the clause begins that asks, after a long opening or one that only tells of circumstances; else 0."""
    first = min(asking, default=0)
    end = max((folded.rfind(sign, 0, first) for sign in "，,。;；!"), default=-1) + 1
    return end if end > PREAMBLE or _CIRCUMSTANCES.match(folded[:end]) else 0


def _of_the_field(concept: Concept) -> bool:
    return concept.typed in glossary.by_chinese()


def alternatives(
    found: list[Concept],
    folded: str,
    *,
    joined: re.Pattern[str] = _JOINED,
    known: Callable[[Concept], bool] = _of_the_field,
) -> Iterator[Concept]:
    """The concepts, those that are `known` and `joined` (和, 或, 、) as alternatives, and each of these beside it."""
    at, before = 0, 0
    either: Concept | None = None
    for each in found:
        start = folded.find(each.typed, at)
        joins = either is not None and joined.fullmatch(folded[before:start]) is not None
        if start >= 0:
            at = before = start + len(each.typed)
        if start < 0 or not each.required or not known(each):
            if either is not None:
                yield either
            either = None
            yield each
        elif either is not None and joins:
            if not either.either:
                yield replace(either, required=False)
            yield replace(each, required=False)
            either = either.or_else(each)
        else:
            if either is not None:
                yield either
            either = each
    if either is not None:
        yield either


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
            if longer := _county(run, at, len(word)):
                at += longer
                continue
            yield from _plain(run[start:at])
            yield concept(word)
            at += len(word)
            start = at
        yield from _plain(run[start:])


def _county(run: str, at: int, length: int) -> int:
    """How long a county's name is that begins with a word of the field (公安县); 0 when none stands here."""
    if run[at + length : at + length + 1] not in {"县", "镇", "乡"}:
        return 0
    named = run[at : at + length + 1]
    return len(named) if any(token.term == named for token in text.words(named)) else 0


def concept(word: str) -> Concept:
    """A word of the glossary with what it widens to, any other word as it is."""
    readings = glossary.widen(word) or (glossary.Reading(word, 1.0),)
    terms = tuple(Term(each.text, each.weight, word, "asked" if each.text == word else "glossary") for each in readings)
    return Concept(word, terms, required=word not in light_words(), parts=parts_of(word))


def parts_of(word: str) -> tuple[str, ...]:
    """The words of a compound of four characters or more, where all have at least two; empty for other words."""
    if len(word) < 4:
        return ()
    found: list[text.Token] = []
    for token in text.words(word):
        if 2 <= len(token.term) < len(word) and (not found or token.start >= found[-1].end):
            found.append(token)
    covered = sum(token.end - token.start for token in found)
    return tuple(token.term for token in found) if len(found) > 1 and covered == len(word) else ()


def _plain(run: str) -> Iterator[Concept]:
    if run in stop_words() or (len(run) < 2 and not run.isdigit()):
        return  # without a cut, which would load a dictionary for the 的 in 上海的慈善措施
    for token in whole(text.words(run)):
        word = token.term
        if word in stop_words() or (len(word) == 1 and not word.isdigit()):
            continue
        source = "asked" if run[token.start : token.end] == word else "number"
        typed = run[token.start : token.end]
        yield Concept(typed, (Term(word, 1.0, typed, source),), required=word not in light_words())


def whole(tokens: list[text.Token]) -> list[text.Token]:
    """Of tokens in search mode, the whole words: those that stand in no longer one."""
    found: list[text.Token] = []
    for token in sorted(tokens, key=lambda each: (each.start, -each.end)):
        if not found or token.end > found[-1].end:
            found.append(token)
    return found


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
    if parts.kinds == (Kind.OVERVIEW,) and not parts.concepts and not parts.names and not parts.people:
        return True
    stripped = folded.strip(" ?!.,;:。、~…\n\t吗啊呀")
    if _FOLLOWS.search(stripped):
        return True
    named = bool(parts.places or parts.ambiguous or parts.names or parts.people)
    if not named and _POINTS_BACK.search(stripped):
        return True
    dated = any(date.start for date in parts.dates)
    return not named and not dated and not any(each.required for each in parts.concepts)
