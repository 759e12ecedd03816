"""Where a run of paragraphs may come apart: two articles behind each other with no headline between them.

Inside an article the paragraphs share words that the rest of the page has not; across the border of two they hardly do
(Hearst 1997, *TextTiling*, compares the sides of a gap so). Each pair of characters weighs by how few of the page's
paragraphs hold it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.likeness import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.likeness import Grams
    from corpus.pieces import Paragraph


class Border(NamedTuple):
    """What tells whether an article ends before a paragraph.

    `shared` is what the run's two sides have in common, by the length of the shorter; `forward` is from 1.0, if the
    paragraph shares its words with what follows in the run only, to -1.0, if with what precedes.
    """

    shared: float
    forward: float


def borders(grams: Grams, paragraphs: Sequence[Paragraph], headed: Iterable[int] = ()) -> dict[int, Border]:
    """For each paragraph with nothing between it and the one before: the border there.

    The same for each that is `headed`: between the paragraphs before what may be a heading inside an article, and those
    behind it.
    """
    count = len(paragraphs)
    edges = [0, *(k for k, p in enumerate(paragraphs) if k and p.after), count]
    runs = [(at, first, last) for first, last in pairwise(edges) for at in range(first + 1, last)]
    runs += [(k, edges[i - 1], edges[i + 1]) for k in headed for i in (edges.index(k),)]
    if not runs:
        return {}
    at, first, last = np.array(runs).T
    pairs, lengths = grams.pairs
    shared, backward, forward = np.zeros((3, len(at)))
    step = max(1, _CELLS // (count + 1))
    for some in (pairs[start : start + step] for start in range(0, len(pairs), step)):
        held, weights = grams.held(some), grams.logs[grams.times[some]][:, None]
        times = np.zeros((len(some), count + 1), np.int16)
        np.cumsum(held, axis=1, out=times[:, 1:])
        here, until, ends = held[:, at], times[:, at], times[:, last]
        before, behind = until > times[:, first], ends > until
        shared += ((before & behind) * weights).sum(axis=0)
        backward += ((before & here) * weights).sum(axis=0)
        forward += ((here & (ends > times[:, at + 1])) * weights).sum(axis=0)
    sums = np.append(0, np.cumsum(lengths))
    shorter = np.minimum(sums[at] - sums[first], sums[last] - sums[at])
    shared = np.round(_PER * shared / (shorter + _PER), DIGITS)
    forward = np.round((forward - backward) / (forward + backward + _DOUBT), DIGITS)
    return dict(zip(at.tolist(), map(Border, shared.tolist(), forward.tolist()), strict=True))


_CELLS = 1 << 20
"""Of the tables, those that are held at once."""
_PER = 10
"""Pairs of characters by which what is shared is measured."""
_DOUBT = 3.0
"""Weight of shared pairs from which they tell something."""
