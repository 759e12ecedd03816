"""Numbered lists in running text: 一是…；二是…, （一）…（二）…, ①…②….

A marker counts only where a clause begins, and a list only if its ordinals run 1, 2, 3 without a gap: so 统一是, 十一是
and a lone 一是 are none. An ordinal that starts again at 1 starts another list. A list that lies within one item of
another is nested in it.

Where a list ends is told by its own habit. Items that are clauses of one sentence end with that sentence; items that
hold sentences end with their paragraph, or where the report takes its thread up again (会议要求，…).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.model import Enumeration, Item, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMERALS: Final = "一二三四五六七八九十"


def _number(numeral: str) -> int:
    """一, 十二, 二十一, 12, ３."""
    if numeral[0] not in _NUMERALS:
        return int(numeral)
    tens, ten, units = numeral.partition("十")
    one = _NUMERALS.index
    return (one(tens) + 1 if tens else 1) * 10 + (one(units) + 1 if units else 0) if ten else one(tens) + 1


def _circled(numeral: str) -> int:
    return ord(numeral) - ord("①") + 1


def _in_turn(numeral: str) -> int:
    return {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "最后": 0, "一方面": 1, "另一方面": 2}[numeral]


class Style(NamedTuple):
    """One way to number: its pattern (group 1 is the numeral), how the numeral is read, what may stand before it.

    `firsts` are the ways to write the first marker, or its beginning: a text with none of them has no such list.
    """

    name: str
    firsts: str
    pattern: re.Pattern[str]
    ordinal: Callable[[str], int]
    after: str
    example: str


_N: Final = "[一二三四五六七八九十](?:(?<!十)十[一二三四五六七八九]?|(?<=十)[一二三四五六七八九])?"
_CLAUSE: Final = "。；：！？，、”’）…:;,"
_SENTENCE: Final = "。；：！？”…:;"

STYLES: Final = (
    Style("是", "一是", re.compile(f"({_N})是"), _number, _CLAUSE, "一是完善制度；二是加强监管。"),
    Style("要", "一要", re.compile(f"({_N})要"), _number, _CLAUSE, "一要提高认识，二要落实责任。"),
    Style("（）", "（一 (一", re.compile(f"[（(]({_N})[）)]"), _number, _CLAUSE, "（一）完善制度。（二）加强监管。"),
    Style("、", "一、", re.compile(f"({_N})、"), _number, _SENTENCE, "一、总体要求。二、主要任务。"),
    Style(
        "第", "第一", re.compile(f"第({_N})[，、,是：:]"), _number, _SENTENCE + "，", "第一，提高认识。第二，落实责任。"
    ),
    Style(
        "其",
        "其一",
        re.compile("其([一二三四五])[，,是]"),
        _number,
        _SENTENCE + "，",
        "其一，提高认识。其二，落实责任。",
    ),
    Style(
        "首先",
        "首先",
        re.compile("(首先|其次|再次|然后|最后)[，,]?"),
        _in_turn,
        _SENTENCE,
        "首先，提高认识。其次，落实责任。",
    ),
    Style(
        "方面", "一方面", re.compile("(一方面|另一方面)[，,]?"), _in_turn, _CLAUSE, "一方面完善制度，另一方面加强监管。"
    ),
    Style(
        "1.",
        "1. 1． 1、 １. １． １、",
        re.compile(r"([0-9０-９][0-9０-９]?)[.．、](?![0-9０-９])"),
        _number,
        _SENTENCE,
        "1.完善制度。2.加强监管。",
    ),
    Style(
        "(1)",
        "1） 1) １） １)",
        re.compile(r"[（(]([0-9０-９]{1,2})[）)]"),
        _number,
        _CLAUSE,
        "（1）完善制度；（2）加强监管。",
    ),
    Style("①", "①", re.compile("([①-⑳])"), _circled, _CLAUSE, "①完善制度；②加强监管。"),
)

_RESUMES: Final = re.compile(
    r"(?:会议|大会|座谈会|推进会|活动)(?:还)?(?:指出|强调|要求|认为|提出|明确|以|由|期间)|会上|会后|与会|下一步|接下来|据了解|据悉|据介绍|记者了解到"
    r"|[\u4e00-\u9fff]{2,4}(?:强调|指出|要求|表示|最后)[，：]"
    r"|[\u4e00-\u9fff]{2,16}(?:长|书记|主任|负责人)[\u4e00-\u9fff]{0,4}(?:介绍|表示|说|指出|强调|要求|透露|告诉)[，：]"
)


@dataclass(frozen=True, slots=True)
class _Marker:
    ordinal: int
    span: Span


@dataclass(slots=True)
class _List:
    markers: list[_Marker]
    end: int = 0

    @property
    def start(self) -> int:
        return self.markers[0].span.start

    def item(self, index: int) -> Span:
        following = self.markers[index + 1].span.start if index + 1 < len(self.markers) else self.end
        return Span(self.markers[index].span.start, following)


def enumerations(text: str, sentences: Sequence[Span], paragraphs: Sequence[Span] = ()) -> tuple[Enumeration, ...]:
    """The numbered lists of `text`, in the order of their first items; one that holds another comes before it.

    `sentences` and `paragraphs` tile the text; without paragraphs it is one.
    """
    bounds = [span.start for span in paragraphs] or [0]
    styles = [style for style in STYLES if any(first in text for first in style.firsts.split())]
    lists = [found for style in styles for found in _chains(text, style, bounds)]
    lists.sort(key=lambda found: found.start)
    ends = [*bounds[1:], len(text)]
    for found in lists:
        found.end = _end(text, found, bounds, ends)
    parents = _parents(lists)
    for found, parent in zip(lists, parents, strict=True):
        if parent is not None:
            found.end = min(found.end, lists[parent[0]].item(parent[1]).end)
    levels: list[int] = []
    for parent in parents:
        levels.append(1 if parent is None else levels[parent[0]] + 1)
    starts = [span.start for span in sentences]
    return tuple(
        Enumeration(_lead(found, sentences, starts, lists, parent), level, parent, _items(text, found, bounds, ends))
        for found, level, parent in zip(lists, levels, parents, strict=True)
    )


def _chains(text: str, style: Style, bounds: Sequence[int]) -> list[_List]:
    """The lists of one style: markers whose ordinals run from 1 without a gap, two at least."""
    chains: list[list[_Marker]] = []
    broken = False
    beginnings = frozenset(bounds)
    for m in style.pattern.finditer(text):
        at = m.start()
        if at not in beginnings and text[at - 1] not in style.after:
            continue
        last = chains[-1][-1].ordinal if chains else 0
        ordinal = style.ordinal(m[1]) or (last + 1 if last else 0)
        marker = _Marker(ordinal, Span(*m.span()))
        if ordinal == 1:
            chains.append([marker])
            broken = False
        elif chains and not broken and ordinal == last + 1:
            chains[-1].append(marker)
        elif chains and not broken:
            chains.pop()
            broken = True
    return [_List(chain) for chain in chains if len(chain) > 1 and _has_text(text, chain)]


def _has_text(text: str, chain: Sequence[_Marker]) -> bool:
    """Whether each item says something: 一、二、三等奖 is no list."""
    for marker, following in pairwise(chain):
        if len(text[marker.span.end : following.span.start].strip("，、；。 ")) < 2:
            return False
    return len(text) - chain[-1].span.end >= 2


def _end(text: str, found: _List, bounds: Sequence[int], ends: Sequence[int]) -> int:
    """Where the last item ends."""
    markers = found.markers
    last = markers[-1].span
    inner = text[found.start : last.start]
    paragraph = bisect_right(bounds, last.start) - 1
    limit = ends[paragraph]
    if "。" not in inner:
        stop = text.find("。", last.end, limit)
        return limit if stop < 0 else _past_closers(text, stop + 1)
    spread = [bisect_right(bounds, marker.span.start) - 1 for marker in markers]
    if all(b - a > 1 for a, b in pairwise(spread)):
        limit = len(text)
    stop = text.find("。", last.end, limit)
    while 0 <= stop < limit - 1:
        following = _past_closers(text, stop + 1)
        if _RESUMES.match(text, following) and not _RESUMES.search(inner):
            return following
        stop = text.find("。", following, limit)
    return limit


def _past_closers(text: str, at: int) -> int:
    while at < len(text) and text[at] in "”’）":
        at += 1
    return at


def _parents(lists: Sequence[_List]) -> list[tuple[int, int] | None]:
    """For each list the item, of the innermost list around it, that holds it."""
    parents: list[tuple[int, int] | None] = []
    around: list[int] = []
    for number, found in enumerate(lists):
        while around and lists[around[-1]].end <= found.start:
            around.pop()
        held: tuple[int, int] | None = None
        for index in reversed(around):
            outer = lists[index]
            item = bisect_right([marker.span.start for marker in outer.markers], found.start) - 1
            if found.markers[-1].span.start < outer.item(item).end:
                held = (index, item)
                break
        parents.append(held)
        around.append(number)
    return parents


def _lead(
    found: _List,
    sentences: Sequence[Span],
    starts: Sequence[int],
    lists: Sequence[_List],
    parent: tuple[int, int] | None,
) -> Span | None:
    """The sentence before the first item, or the part of its own sentence in front of it."""
    index = bisect_right(starts, found.start) - 1
    if index < 0:
        return None
    floor = lists[parent[0]].item(parent[1]).start if parent else 0
    if starts[index] < found.start:
        lead = Span(max(starts[index], floor), found.start)
    elif index:
        lead = Span(max(sentences[index - 1].start, floor), sentences[index - 1].end)
    else:
        return None
    return lead if lead.end > lead.start else None


def _items(text: str, found: _List, bounds: Sequence[int], ends: Sequence[int]) -> tuple[Item, ...]:
    lines = (ends[bisect_right(bounds, marker.span.start) - 1] for marker in found.markers)
    return tuple(
        _item(text, marker, found.item(i), line)
        for i, (marker, line) in enumerate(zip(found.markers, lines, strict=True))
    )


def _item(text: str, marker: _Marker, span: Span, line: int) -> Item:
    """Its headline is its first sentence, or the first clause of an item that is one sentence.

    A paragraph that ends at `line` without a full stop is a heading, and the headline.
    """
    start, end = span
    stop = text.find("。", marker.span.end, min(end, line))
    cut = _past_closers(text, stop + 1) if stop >= 0 else min(end, line)
    if cut < end:
        return Item(marker.ordinal, marker.span, Span(start, cut), Span(cut, end))
    clause = re.compile("[，；]").search(text, marker.span.end + 1, end - 1)
    if clause and clause.start() - marker.span.end >= 2:
        return Item(marker.ordinal, marker.span, Span(start, clause.start()), Span(clause.end(), end))
    return Item(marker.ordinal, marker.span, Span(start, end), Span(end, end))
