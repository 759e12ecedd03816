"""The search through the kernel: one call, with nothing but addresses."""

from __future__ import annotations

import ctypes
import struct
from array import array
from typing import TYPE_CHECKING

from retrieval.index.layout import encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.index.segment import Segment
    from retrieval.index.snapshot import Raw
    from retrieval.kernel import CollectionView


_RESULT = struct.Struct("=dII")
"""Score, segment, document."""


def search(
    kernel: ctypes.CDLL, view: CollectionView, texts: Sequence[str], weights: Iterable[float], k: int
) -> list[Raw]:
    """The k best: scores descending, then by document; only documents that hold a term of the query.

    `texts`: distinct terms, each with its field's mark before it and without a NUL.
    """
    k, width = min(k, view.live), len(texts)
    room = array("B", bytes(k * (_RESULT.size + width)))
    results, flags = room.buffer_info()[0], k * _RESULT.size
    found = kernel.gongbao_search(
        ctypes.byref(view),
        width,
        encoded("\0".join(texts) + "\0"),
        struct.pack(f"{width}d", *weights),
        k,
        results,
        results + flags,
    )
    if found < 0:
        raise MemoryError
    filled = room.tobytes()
    return [
        (score, segment, document, filled[at : at + width])
        for at, (score, segment, document) in zip(
            range(flags, flags + found * width, width), _RESULT.iter_unpack(filled[: found * _RESULT.size]), strict=True
        )
    ]


def shares(
    kernel: ctypes.CDLL, view: CollectionView, texts: Sequence[str], places: Sequence[tuple[int, int]]
) -> list[Sequence[float]]:
    """What each term adds to the score of each document (its segment and number) at weight 1; 0 where it stands not."""
    hits = array("I", [number for place in places for number in place])
    room = array("d", bytes(8 * len(places) * len(texts)))
    kernel.gongbao_shares(
        ctypes.byref(view),
        len(texts),
        encoded("\0".join(texts) + "\0"),
        len(places),
        hits.buffer_info()[0],
        room.buffer_info()[0],
    )
    return [room[at : at + len(texts)] for at in range(0, len(room), len(texts))]


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
