"""The best way to part a page into bodies with a headline each, from its top to its end.

A way goes from beginning to beginning, by the bodies that stand between; each body takes one of the headlines that are
left, or none. Of the ways that have come to a beginning with the same headlines used, the best one is kept. What a way
can still bring in is known from behind, as if each body could have the headline it likes best: a way that falls short
of a complete one, even so, is given up (branch and bound). Two limits keep a page of fifty headlines from taking for
ever: a body tries so many headlines of those that are left (`_LIKELIEST`), and so many ways go on from one beginning
(`_KEPT`). Where neither is reached, what is found is the best.
"""

from __future__ import annotations

import math
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.bodies import Body
    from corpus.likeness import Table

LOST: Final = -2.5
"""What a headline weighs that no body has."""
HEADING: Final = 1.5
"""How much more, if it can be a heading inside one."""
NAMELESS: Final = -4.5
"""What a body without a headline weighs."""
_LIKELIEST: Final = 4
"""Headlines that are tried for one body, of those that are left."""
_KEPT: Final = 12
"""Ways that are gone on with from one beginning."""
_CLOSE: Final = 1e-7
"""What ways may differ by and still be alike."""

_weight_of: Final = itemgetter(0)
_Way = tuple[float, int, "_Way | None", int, int]
"""Weight so far, used headlines as bits, the way before, its last body, that one's headline or -1."""
_Open = list[tuple[int, float, int, list[tuple[float, int]]]]
"""The bodies of one beginning: number, weight, the beginning behind it, what it gains by which headlines."""


class Parted(NamedTuple):
    """A way from the page's top to its end: its weight, and its bodies, each with its headline or -1."""

    weight: float
    steps: list[tuple[int, int]]


NO_WAY: Final = Parted(-math.inf, [])


class Parting:
    """The bodies of a layout, by where they begin, and what each headline is worth to each of them."""

    def __init__(self, bodies: Sequence[Sequence[Body]], count: int, worth: Table, before: Sequence[int]) -> None:
        """Of so many paragraphs; `worth` is told for each headline and body, in the order of the bodies.

        `before` tells for each headline how many paragraphs stand before it.
        """
        numbers = iter(range(worth.shape[1]))
        self._bodies = [[(next(numbers), body.weight, body.ahead) for body in starting] for starting in bodies]
        spans = np.array([(body.first, body.last) for starting in bodies for body in starting]).T
        self._first, self._last = spans
        self._before, self._count = before, count
        at = np.array(before, np.int64)[:, None]
        inside = (self._first < at) & (at <= self._last)
        self._gains = (worth - LOST - HEADING * inside).T
        """What each body gains by each headline, (bodies, headlines)."""

    def best(self, headlines: Sequence[int], weight: float, least: float = -math.inf) -> Parted:
        """The best way; `NO_WAY`, if it is not above `least`.

        `headlines` are those there are; `weight` is what all ways weigh alike.
        """
        weight += LOST * len(headlines)
        inner, options = self._headings(headlines), self._likeliest(headlines)
        bodies = [[(n, own + inner[n], j, options[n]) for n, own, j in starting] for starting in self._bodies]
        ahead = [0.0] * (len(bodies) + 1)
        for i in range(len(bodies) - 1, -1, -1):
            ahead[i] = max([own + gains[0][0] + ahead[j] for _, own, j, gains in bodies[i]])
        least += _CLOSE
        if weight + ahead[0] < least:
            return NO_WAY
        dive = _dive(bodies, ahead, weight)
        bar = max(least, dive.weight - _CLOSE)
        reached: list[dict[int, _Way]] = [{0: (weight, 0, None, -1, -1)}, *({} for _ in bodies)]
        for i, starting in enumerate(bodies):
            for way in sorted(reached[i].values(), key=_weight_of, reverse=True)[:_KEPT]:
                if way[0] + ahead[i] < bar:
                    break
                _go_on(way, starting, reached, ahead, bar)
        found = [Parted(way[0], _steps(way)) for way in reached[-1].values()]  # none, if the dive's was not kept
        best = max([dive, *found], key=_weight_of)
        return best if best.weight >= least else NO_WAY

    def _headings(self, headlines: Sequence[int]) -> list[float]:
        """What each body brings in by the headlines that may be headings inside it."""
        times = np.bincount([self._before[headline] for headline in headlines], minlength=self._count + 1)
        sums = np.cumsum(times)
        return [HEADING * float(count) for count in sums[self._last] - sums[self._first]]

    def _likeliest(self, headlines: Sequence[int]) -> list[list[tuple[float, int]]]:
        """What the likeliest headlines bring in as each body's, the best first, and what none does, last."""
        gains = self._gains[:, headlines]
        order = np.argsort(-gains, axis=1, kind="stable")
        likeliest = np.take_along_axis(gains, order, axis=1).tolist()
        numbers = np.array(headlines, np.int64)[order].tolist()
        nameless = (NAMELESS, -1)
        return [
            [*[pair for pair in zip(row, names, strict=True) if pair[0] > NAMELESS], nameless]
            for row, names in zip(likeliest, numbers, strict=True)
        ]


def _go_on(way: _Way, bodies: _Open, reached: list[dict[int, _Way]], ahead: Sequence[float], bar: float) -> None:
    """The way gone on with each of the bodies that begin where it ends, as far as that may pass the bar."""
    so_far, used = way[0], way[1]
    for n, own, j, gains in bodies:
        there, least, tries = reached[j], bar - ahead[j], 0
        for gain, headline in gains:
            weight = so_far + own + gain
            if weight < least:
                break
            if headline >= 0:
                bit = 1 << headline
                tries += not used & bit
                if used & bit or tries > _LIKELIEST:
                    continue
                bits = used | bit
            else:
                bits = used
            known = there.get(bits)
            if known is None or known[0] < weight:
                there[bits] = (weight, bits, way, n, headline)


def _steps(way: _Way) -> list[tuple[int, int]]:
    steps = []
    while way[2] is not None:
        steps.append((way[3], way[4]))
        way = way[2]
    return steps[::-1]


def _dive(bodies: Sequence[_Open], ahead: Sequence[float], weight: float) -> Parted:
    """The way that takes at each beginning what promises most."""
    at, used, steps = 0, 0, list[tuple[int, int]]()
    while at < len(bodies):
        most, ways = -math.inf, (0, 0.0, 0, 0)
        for n, own, j, gains in bodies[at]:
            gain, headline = next(pair for pair in gains if pair[1] < 0 or not used >> pair[1] & 1)
            if own + gain + ahead[j] > most:
                most, ways = own + gain + ahead[j], (j, own + gain, n, headline)
        at, weight = ways[0], weight + ways[1]
        steps.append((ways[2], ways[3]))
        used |= 1 << ways[3] if ways[3] >= 0 else 0
    return Parted(weight, steps)
