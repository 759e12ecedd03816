"""Where a run of paragraphs may come apart: two articles behind each other with no headline between them.

Inside an article the paragraphs share words that the rest of the page has not; across the border of two they hardly do
(Hearst 1997, *TextTiling*, compares the sides of a gap so). Each pair of characters weighs by how few of the page's
paragraphs hold it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.pieces import Paragraph


@dataclass(frozen=True, slots=True)
class Border:
    """What tells whether an article ends before a paragraph.

    `shared` is what the run's two sides have in common, by the length of the shorter; `forward` is from 1.0, if the
    paragraph shares its words with what follows in the run only, to -1.0, if with what precedes.
    """

    shared: float
    forward: float


def borders(paragraphs: Sequence[Paragraph], headed: Iterable[int] = ()) -> dict[int, Border]:
    """For each paragraph with nothing between it and the one before: the border there.

    The same for each that is `headed`: between the paragraphs before what may be a heading inside an article, and those
    behind it.
    """
    count = len(paragraphs)
    times = Counter(chain.from_iterable([paragraph.pairs for paragraph in paragraphs]))
    owners = {pair: 0 for pair, n in times.items() if n > 1}
    for k, paragraph in enumerate(paragraphs):
        bit = 1 << k
        for pair in paragraph.pairs & owners.keys():
            owners[pair] |= bit
    weights = [0.0, 0.0, *(math.log((count + 1.0) / n) for n in range(2, count + 1))]
    by_bits: defaultdict[int, float] = defaultdict(float)
    for bits in owners.values():
        by_bits[bits] += weights[bits.bit_count()]
    found: dict[int, Border] = {}
    edges = [0, *(k for k, p in enumerate(paragraphs) if k and p.after), count]
    for first, last in pairwise(edges):
        if last - first > 1:
            found.update(_within(paragraphs, by_bits, first, last))
    for k in headed:
        at = edges.index(k)
        found[k] = dict(_within(paragraphs, by_bits, edges[at - 1], edges[at + 1]))[k]
    return found


def _within(
    paragraphs: Sequence[Paragraph], by_bits: dict[int, float], first: int, last: int
) -> Iterator[tuple[int, Border]]:
    count = last - first
    across, before, after = [0.0] * (count + 1), [0.0] * count, [0.0] * count
    run = (1 << count) - 1
    for bits, weight in by_bits.items():
        here = bits >> first & run
        if here & (here - 1):
            low, high = (here & -here).bit_length() - 1, here.bit_length() - 1
            across[low + 1] += weight
            across[high + 1] -= weight
            after[low] += weight
            before[high] += weight
            here &= ~(1 << low | 1 << high)
            while here:
                at = here.bit_length() - 1
                before[at] += weight
                after[at] += weight
                here ^= 1 << at
    lengths = [len(paragraphs[k].pairs) for k in range(first, last)]
    left, right, shared = 0, sum(lengths), 0.0
    for at in range(1, count):
        left, right, shared = left + lengths[at - 1], right - lengths[at - 1], shared + across[at]
        yield (
            first + at,
            Border(
                _PER * shared / (min(left, right) + _PER),
                (after[at] - before[at]) / (after[at] + before[at] + _DOUBT),
            ),
        )


_PER = 10
"""Pairs of characters by which what is shared is measured."""
_DOUBT = 3.0
"""Weight of shared pairs from which they tell something."""
