"""The search through the kernel: one call, with nothing but addresses."""

from __future__ import annotations

import ctypes
from array import array
from typing import TYPE_CHECKING

from retrieval.index.snapshot import Raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.index.segment import Segment
    from retrieval.index.snapshot import Snapshot, Term
    from retrieval.kernel import SegmentView


def search(
    kernel: ctypes.CDLL, snapshot: Snapshot, query: Sequence[Term], k: int, views: ctypes.Array[SegmentView]
) -> list[Raw]:
    """The k best: scores descending, then by document; only documents that hold a term of the query."""
    k = min(k, snapshot.live)
    ends, end = array("I", [0]), 0
    for term in query:
        end += len(term.text)
        ends.append(end)
    weights = array("d", (term.weight for term in query))
    segments, documents, scores = array("I", bytes(4 * k)), array("I", bytes(4 * k)), array("d", bytes(8 * k))
    width = len(query)
    flags = array("B", bytes(k * width))
    found = kernel.gongbao_search(
        views,
        len(views),
        snapshot.averages.buffer_info()[0],
        snapshot.k1.buffer_info()[0],
        snapshot.b.buffer_info()[0],
        snapshot.live,
        width,
        b"".join([term.text for term in query]),
        ends.buffer_info()[0],
        weights.buffer_info()[0],
        k,
        segments.buffer_info()[0],
        documents.buffer_info()[0],
        scores.buffer_info()[0],
        flags.buffer_info()[0],
    )
    if found < 0:
        raise MemoryError
    matched = flags.tobytes()
    return [Raw(scores[i], segments[i], documents[i], matched[i * width : (i + 1) * width]) for i in range(found)]


def terms_of(kernel: ctypes.CDLL, segment: Segment, documents: Sequence[int]) -> list[tuple[int, int]]:
    """The terms that stand in any of the documents (ascending), and in how many of them."""
    wanted = array("I", documents)
    numbers, counts = array("I", bytes(4 * segment.shape.terms)), array("I", bytes(4 * segment.shape.terms))
    found = kernel.gongbao_terms_of(
        ctypes.byref(segment.view()),
        wanted.buffer_info()[0],
        len(wanted),
        numbers.buffer_info()[0],
        counts.buffer_info()[0],
    )
    return list(zip(numbers[:found], counts[:found], strict=True))
