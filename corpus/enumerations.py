"""Numbered lists in running text: 一是…；二是…, （一）…（二）…, ①…②….

A marker counts only where a clause begins, and a list only from two markers on: so 统一是, 十一是 and a lone 一是 are
none. An ordinal that starts again at 1 starts another list. A list that lies within one item of another is nested in
it. The ways to number are the rows of `corpus.numbering`.

A marker that the page lost leaves a gap in the ordinals (一是, 二是, 四是); such a list is kept, and shows it, if three
of its markers are left and nothing between them says that the report has taken its thread up again (会议要求，…), which
is where one list ends and another may begin.

Where a list ends is told by its own habit. Items that are clauses of one sentence end with that sentence; items that
hold sentences end with their paragraph, or where the report takes its thread up again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from corpus.model import Enumeration, Item, Span
from corpus.numbering import NEXT, STYLES
from corpus.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.numbering import Style

LOST: Final = 2
"""Markers in a row that a list may have lost."""
DEEP: Final = 8
"""Lists of one style that may go on at once: more of them is a text that only repeats itself."""

_RESUMES: Final = lazy(
    r"(?:会议|大会|座谈会|推进会|活动)(?:还)?(?:指出|强调|要求|认为|提出|明确|以|由|期间)|会上|会后|与会|下一步|接下来|据了解|据悉|据介绍|记者了解到"
    r"|[\u4e00-\u9fff]{2,4}(?:强调|指出|要求|表示|最后)[，：]"
    r"|[\u4e00-\u9fff]{2,16}(?:长|书记|主任|负责人)[\u4e00-\u9fff]{0,4}(?:介绍|表示|说|指出|强调|要求|透露|告诉)[，：]"
)


_FIRSTS: Final = tuple((style, style.firsts.split()) for style in STYLES)
"""The styles, each with what one of is in a text that has such a list."""
_FIRST: Final = lazy("|".join(re.escape(first) for _, firsts in _FIRSTS for first in firsts))
"""Any of these: a text without one has no list, which is seen at once."""


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
    if not _FIRST.search(text):
        return ()
    bounds = [span.start for span in paragraphs] or [0]
    styles = [style for style, firsts in _FIRSTS if any(map(text.__contains__, firsts))]
    lists = [found for style in styles for found in _chains(text, style, bounds)]
    lists.sort(key=lambda found: found.start)
    ends = [*bounds[1:], len(text)]
    resumed = list(_resumed(text)) if lists else []
    for found in lists:
        found.end = _end(text, found, bounds, ends, resumed)
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
    """The lists of one style."""
    chains: list[list[_Marker]] = []
    going: list[list[_Marker]] = []  # those that may still go on, each within an item of the one before
    for marker in _markers(text, style, bounds):
        if marker.ordinal == NEXT:
            marker = _counted(text, going, marker, style)  # noqa: PLW2901 - the same marker, numbered
        at = _goes_on(text, going, marker, style) if marker.ordinal > 1 else None
        if at is not None:
            del going[at + 1 :]
            going[at].append(marker)
            continue
        still = [chain for chain in going if not _is_over(text, chain, marker)]
        if marker.ordinal == 1 or (marker.ordinal == 2 and style.headless and not still):
            chains.append([marker])
            going = [*still[-DEEP + 1 :], chains[-1]]
    return [_List(chain) for chain in chains if _is_list(text, chain)]


def _markers(text: str, style: Style, bounds: Sequence[int]) -> Iterator[_Marker]:
    """Those of one style that begin a clause."""
    beginnings = frozenset(bounds)
    for m in style.pattern.finditer(text):
        at = m.start()
        while at not in beginnings and text[at - 1] == " ":
            at -= 1
        if at in beginnings or text[at - 1] in style.after:
            yield _Marker(style.ordinal(m[1]), Span(*m.span()))


def _counted(text: str, going: Sequence[Sequence[_Marker]], marker: _Marker, style: Style) -> _Marker:
    """A marker that bears no number, with the one that it has in its list; NEXT where there is none."""
    near = bool(going) and not _apart(text, going[-1][-1], marker)
    first = 1 if style.counted else NEXT
    return _Marker(going[-1][-1].ordinal + 1 if near else first, marker.span)


def _goes_on(text: str, going: Sequence[Sequence[_Marker]], marker: _Marker, style: Style) -> int | None:
    """Which of the lists goes on with `marker`: the innermost that it follows on, else one that has lost a marker."""
    if not going:
        return None
    inner = len(going) - 1
    follows = [i for i in range(inner, -1, -1) if going[i][-1].ordinal + 1 == marker.ordinal]
    still = [i for i in follows if not _is_over(text, going[i], marker)]
    lost = marker.ordinal - going[inner][-1].ordinal - 1
    gap = 0 < lost <= LOST and not style.spoken and not _is_over(text, going[inner], marker)
    if gap and (not still or len(going[inner]) > 1):
        return inner
    return next(iter(still), inner if inner in follows else None)


def _is_over(text: str, chain: Sequence[_Marker], marker: _Marker) -> bool:
    """Whether a list has ended before `marker`: with the sentence that holds it, or where the thread is taken up."""
    stops = text.find("。", chain[-1].span.end, marker.span.start) >= 0
    if stops and len(chain) > 1 and text.find("。", chain[0].span.start, chain[-1].span.start) < 0:
        return True
    return stops and _apart(text, chain[-1], marker)


def _apart(text: str, before: _Marker, marker: _Marker) -> bool:
    """Whether the report takes its thread up again between two markers."""
    stop = text.find("。", before.span.end, marker.span.start)
    while stop >= 0:
        if _RESUMES.match(text, _past_closers(text, stop + 1), marker.span.start):
            return True
        stop = text.find("。", stop + 1, marker.span.start)
    return False


def _is_list(text: str, chain: Sequence[_Marker]) -> bool:
    """Whether markers make a list: two at least, three where one is lost; 首先 and 最后 alone only tell a story."""
    lost = chain[-1].ordinal - chain[0].ordinal + 1 - len(chain)
    if len(chain) < (3 if lost else 2) or not _has_text(text, chain):
        return False
    first, second = (text[marker.span.start : marker.span.end].strip("，,") for marker in chain[:2])
    return len(chain) > 2 or (first, second) != ("首先", "最后")


def _has_text(text: str, chain: Sequence[_Marker]) -> bool:
    """Whether each item says something: 一、二、三等奖 is no list."""
    for marker, following in pairwise(chain):
        if len(text[marker.span.end : following.span.start].strip("，、；。 ")) < 2:
            return False
    return len(text) - chain[-1].span.end >= 2


def _resumed(text: str) -> Iterator[tuple[int, int]]:
    """Each full stop behind which the report takes its thread up again, and where it does."""
    stop = text.find("。")
    while stop >= 0:
        following = _past_closers(text, stop + 1)
        if _RESUMES.match(text, following):
            yield stop, following
        stop = text.find("。", following)


def _end(
    text: str, found: _List, bounds: Sequence[int], ends: Sequence[int], resumed: Sequence[tuple[int, int]]
) -> int:
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
    at = bisect_left(resumed, (last.end, 0))
    if at < len(resumed) and resumed[at][0] < limit - 1 and not _RESUMES.search(inner):
        return resumed[at][1]
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
