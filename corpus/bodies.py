"""Which paragraphs of a layout may be one article, and what each such body weighs, whatever its headline.

An article may begin where something stands between two paragraphs or where one opens like an article; it goes on over
beginnings in doubt, not over sure ones, unless its lead is printed behind it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.beginnings import (
    ONE_PARAGRAPH,
    WIDER,
    Beginning,
    alone,
    beginning,
    is_scene,
    stray,
)
from corpus.openings import DATED, LIKE_A_LEAD, LIKE_INNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.pieces import Layout, Paragraph

_SURE: Final = 4.5
"""A beginning of such a weight is none that an article goes on over."""
_LIKELY: Final = 3.0
"""A beginning of such a weight may have a scene before it, with which its article opens."""
_HIDDEN: Final = -2.0
"""What a beginning weighs at least that is looked at."""
_CALLED: Final = -8.0
"""The same, if there are more headlines than bodies without it."""
_DOUBTS: Final = 8
"""Beginnings in doubt that are looked at."""
_STRAY: Final = 2
"""Paragraphs that a lead behind the rest of its article has at most."""
_LONG: Final = -1.0
"""What it weighs that it has a second one."""
_OTHER: Final = 1.5
"""What it weighs against a body that a paragraph names another province than its first: it may be two."""
_OTHERS: Final = 2
_FIRST: Final = Beginning(0.0, 0.0)
"""Of the page's first paragraph."""


class Body(NamedTuple):
    """Paragraphs that may be one article: those from `first` to `last`, read from `opens` on, then those before it."""

    first: int
    last: int
    opens: int
    weight: float
    ahead: int
    """Which beginning stands behind it."""

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """In reading order."""
        return (*range(self.opens, self.last + 1), *range(self.first, self.opens))

    @property
    def lead(self) -> tuple[int, int]:
        """The first two of them, or the only one twice."""
        return self.opens, self.opens + 1 if self.opens < self.last else self.first

    @property
    def ends(self) -> int:
        """The last of them."""
        return self.last if self.opens == self.first else self.opens - 1


class Bodies:
    """A layout's bodies: for each beginning those that begin there, each with the beginning behind it."""

    def __init__(self, layout: Layout, headlines: int) -> None:
        """For so many `headlines` at most."""
        self.layout = layout
        paragraphs, count = layout.paragraphs, len(layout.paragraphs)
        self._weights = {k: beginning(layout, k) for k in range(1, count)}
        for k in range(1, count - 1):
            if self._weights[k + 1].lead >= _LIKELY and is_scene(layout, k):
                lesser, greater = sorted((self._weights[k], self._weights[k + 1]), key=max)
                self._weights[k] = greater
                self._weights[k + 1] = Beginning(lesser.lead + ONE_PARAGRAPH, lesser.rest + ONE_PARAGRAPH)
        likely = {k: max(weights) for k, weights in self._weights.items()}
        self.due = sum([max(0.0, likely[k]) for k in likely if paragraphs[k].after])
        """What all beginnings behind a headline, a byline or a credit weigh: they are the rule and bring nothing in."""
        self._sure = {k for k, weight in likely.items() if weight >= _SURE}
        lone = [
            k for k, following in pairwise([*sorted(self._sure), count]) if following == k + 1 and self._is_bare_lead(k)
        ]
        behind = any(map(self._is_wide_lead, range(1, count)))
        least = _CALLED if lone or behind or headlines > len(self._sure) + 1 else _HIDDEN
        doubts = [k for k, weight in likely.items() if least < weight < _SURE]
        doubts = sorted(doubts, key=lambda k: -likely[k])[:_DOUBTS]
        self._edges = [0, *sorted(self._sure.union(doubts)), count]
        self.each: list[list[Body]] = [list(self._from(i)) for i in range(len(self._edges) - 1)]

    def _is_bare_lead(self, k: int) -> bool:
        """Whether paragraph `k` is a lead by itself that no headline stands before: its rest may stand there."""
        paragraph = self.layout.paragraphs[k]
        return paragraph.opening >= DATED and "headline" not in paragraph.after

    def _is_wide_lead(self, k: int) -> bool:
        """Whether paragraph `k` is a lead by itself in a column wider than that of the text right before it."""
        before, here = self.layout.paragraphs[k - 1 : k + 1]
        return here.opening >= DATED and not here.after and here.column > WIDER * before.column > 0

    def _from(self, i: int) -> Iterator[Body]:
        """The bodies that begin with edge `i`: in order, or with their lead behind them."""
        start, paragraphs = self._edges[i], self.layout.paragraphs
        weights = self._weights.get(start, _FIRST)
        in_order = weights.lead + alone(paragraphs[start])
        over: int | None = None  # the sure beginning that a lead behind may be
        elsewhere = _Elsewhere(paragraphs[start])
        for j in range(i + 1, len(self._edges)):
            end, last = self._edges[j], self._edges[j - 1]
            if j > i + 1 and last in self._sure:
                if over is not None:
                    break
                over = last
            if over is None:
                for k in range(last, end):
                    elsewhere.add(paragraphs[k])
                yield Body(start, end - 1, start, in_order - elsewhere.weight, j)
            for lead in range(max(start + 1, end - _STRAY), end):
                if over in {None, lead} and (weight := self._stray(start, lead, end, sure=over is not None)) > _HIDDEN:
                    names = _Elsewhere(paragraphs[lead])
                    for k in (*range(lead, end), *range(start, lead)):
                        names.add(paragraphs[k])
                    yield Body(start, end - 1, lead, weights.rest + weight - names.weight, j)
            if over is not None and end - over > _STRAY:
                break

    def _stray(self, start: int, lead: int, end: int, *, sure: bool) -> float:
        """What it weighs that the paragraphs from `lead` on stand behind the rest of their article."""
        paragraphs = self.layout.paragraphs
        if any(p.after for p in paragraphs[lead + 1 : end]):
            return _HIDDEN
        weight = stray(self.layout, start, lead) + _LONG * (end - lead - 1)
        return weight + self._weights[lead].lead if sure else weight

    def plain(self, body: Body) -> bool:
        """Whether nothing hints at a second article in the body or at a lead behind it."""
        opens, *others = [self.layout.paragraphs[k] for k in body.paragraphs]
        return opens.opening > LIKE_INNER and not any(
            p.opening >= LIKE_A_LEAD or p.column > WIDER * opens.column > 0 or p.place not in {None, opens.place}
            for p in others
        )


class _Elsewhere:
    """What speaks against paragraphs as one body: that some name other provinces than the one that opens it."""

    def __init__(self, opens: Paragraph) -> None:
        self._own, self._others = opens.places, 0

    def add(self, paragraph: Paragraph) -> None:
        self._others += bool(self._own and paragraph.place and paragraph.place not in self._own)

    @property
    def weight(self) -> float:
        return _OTHER * min(_OTHERS, self._others)
