"""The search without the kernel: every posting of every term, added up; long lists in numpy.

It does the same arithmetic in the same order as the kernel, so the scores are the same to the last bit.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from retrieval.index.layout import MANY, DamagedIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.index.segment import Segment
    from retrieval.index.snapshot import Masks, Raw, Snapshot, Term

LONG = 100_000
"""Postings of a query from which on numpy repays its import (0.3 s)."""


def search(snapshot: Snapshot, query: Sequence[Term], k: int, masks: Masks, *, long: int = LONG) -> list[Raw]:
    """The k best: scores descending, then by document; only documents that hold a term of the query.

    Raises:
        DamagedIndex: a segment's bytes have changed since it was opened, so that they make no sense.
    """
    gains = [term.weight * snapshot.idf(term.text) * (snapshot.k1[term.field] + 1.0) for term in query]
    best: list[tuple[float, int, int]] = []
    for number, (segment, mask) in enumerate(zip(snapshot.segments, masks, strict=True)):
        present = [
            (found, gain, term.field)
            for term, gain in zip(query, gains, strict=True)
            if (found := segment.term(term.text)) is not None
        ]
        walk = sum(segment.about(term).documents for term, _, _ in present)
        added_up = _with_numpy if walk >= long else _by_hand
        try:
            scored = added_up(snapshot, segment, present, k, mask.raw if mask else None)
        except (ValueError, IndexError, OverflowError) as error:  # where postings lead out of their arrays
            raise DamagedIndex(f"{segment.name} has changed") from error
        best += [(-score, number, document) for document, score in scored]
    numbers = [[segment.term(term.text) for term in query] for segment in snapshot.segments]
    return [
        (-loss, number, document, _matched(snapshot.segments[number], numbers[number], document))
        for loss, number, document in heapq.nsmallest(k, best)
    ]


def shares(snapshot: Snapshot, terms: Sequence[Term], places: Iterable[tuple[int, int]]) -> list[Sequence[float]]:
    """What each term adds to the score of each document (its segment and number) at weight 1; 0 where it stands not."""
    gains = [snapshot.idf(term.text) * (snapshot.k1[term.field] + 1.0) for term in terms]
    norms = [snapshot.norm(term.field) for term in terms]
    numbers = [[segment.term(term.text) for term in terms] for segment in snapshot.segments]
    found: list[Sequence[float]] = []
    for at, document in places:
        segment, row = snapshot.segments[at], []
        for term, number, gain, (flat, slope) in zip(terms, numbers[at], gains, norms, strict=True):
            tf = 0 if number is None else segment.frequency(number, document)
            row.append(gain * tf / (flat + slope * segment.length(term.field, document) + tf) if tf else 0.0)
        found.append(row)
    return found


def _matched(segment: Segment, terms: Iterable[int | None], document: int) -> bytes:
    return bytes(term is not None and segment.frequency(term, document) > 0 for term in terms)


def _by_hand(
    snapshot: Snapshot, segment: Segment, present: Sequence[tuple[int, float, int]], k: int, mask: bytes | None
) -> Iterable[tuple[int, float]]:
    scores: dict[int, float] = {}
    for term, gain, field in present:
        flat, slope = snapshot.norm(field)
        lengths = segment.lengths[field * segment.documents : (field + 1) * segment.documents]
        for document, tf in segment.postings(term):
            if mask is None or mask[document]:
                share = gain * tf / (flat + slope * lengths[document] + tf)
                scores[document] = scores.get(document, 0.0) + share
    return heapq.nsmallest(k, scores.items(), key=lambda item: (-item[1], item[0]))


def _with_numpy(
    snapshot: Snapshot, segment: Segment, present: Sequence[tuple[int, float, int]], k: int, mask: bytes | None
) -> Iterable[tuple[int, float]]:
    import numpy as np  # noqa: PLC0415 - 0.3 s, and only for long lists without a kernel

    n = segment.documents
    scores, seen = np.zeros(n), np.zeros(n, dtype=bool)
    all_lengths = np.frombuffer(segment.lengths, dtype=np.uint32)
    for term, gain, field in present:
        info = segment.about(term)
        if info.dense:
            marks, first = np.frombuffer(segment.dense, np.uint8, n, info.start), len(segment.document) + info.start
            documents = np.flatnonzero(marks)
            marks = marks[documents]
        else:
            first = info.start
            documents = np.frombuffer(segment.document, np.uint32, info.documents, 4 * first)
            marks = np.frombuffer(segment.mark, np.uint8, info.documents, first)
        tf = (marks >> 4).astype(np.float64)
        if info.most == MANY:
            places, frequencies = segment.overflow(first, first + (n if info.dense else info.documents))
            at = np.frombuffer(places, np.uint64).astype(np.int64) - first
            tf[np.searchsorted(documents, at) if info.dense else at] = np.frombuffer(frequencies, np.uint32)
        flat, slope = snapshot.norm(field)
        lengths = all_lengths[field * n : (field + 1) * n][documents]
        scores[documents] += gain * tf / (flat + slope * lengths + tf)
        seen[documents] = True
    if mask is not None:
        seen &= np.frombuffer(mask, np.uint8) > 0
    hits = np.flatnonzero(seen)
    if len(hits) > k:
        least = np.partition(scores[hits], len(hits) - k)[len(hits) - k]
        hits = hits[scores[hits] >= least]
    order = hits[np.lexsort((hits, -scores[hits]))][:k]
    return [(int(document), float(scores[document])) for document in order]
