"""What one search sees: the segments of one manifest, with the statistics that the formula takes from all of them."""

from __future__ import annotations

import ctypes
import math
from array import array
from typing import TYPE_CHECKING, NamedTuple

from retrieval.index.layout import DamagedIndex, encoded, mark
from retrieval.index.segment import Gone, Segment
from retrieval.kernel import CollectionView, SegmentView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from retrieval.index.folder import Manifest

_KEPT = 32
"""Filters whose masks are kept."""


class Term(NamedTuple):
    """Of a query: the field's number, the term as the segments hold it, its weight."""

    field: int
    text: bytes
    weight: float


Raw = tuple[float, int, int, bytes]
"""Of a result: score, segment, document, and a byte a term of the query, 0 where it is not in the document."""

Masks = tuple["ctypes.Array[ctypes.c_char] | None", ...]
"""By segment: a byte a document, 0 where it is not allowed; None where all are."""


class Snapshot:
    """Never changes, so threads share it; a new manifest gives a new snapshot, and files still mapped go on.

    `live`: documents not removed, in all segments. `averages`: mean tokens a live document, by field.

    Raises:
        DamagedIndex: a file is missing or has changed.
    """

    def __init__(self, path: Path, manifest: Manifest, known: Snapshot | None = None) -> None:
        kept: dict[str, Segment] = {segment.name: segment for segment in known.segments} if known else {}
        self.manifest = manifest
        self.fields = {name: number for number, name in enumerate(manifest.fields)}
        self.segments: tuple[Segment, ...] = tuple(
            kept.get(entry.name) or Segment(path / entry.name, sealed=entry.changed) for entry in manifest.segments
        )
        self.gone = tuple(Gone.read(path / entry.gone) if entry.gone else None for entry in manifest.segments)
        for segment, gone in zip(self.segments, self.gone, strict=True):
            if gone and len(gone.alive) != segment.documents:
                raise DamagedIndex(f"what was removed from {segment.name} does not fit it")
            if segment.shape[2:] != (len(manifest.fields), len(manifest.attributes)):
                raise DamagedIndex(f"{segment.name} is of another index")
        self.marks = {name: mark(number) for name, number in self.fields.items()}
        self.live = sum(entry.live for entry in manifest.segments)
        self.totals = [sum(entry.totals[number] for entry in manifest.segments) for number in self.fields.values()]
        self.averages = array("d", (total / self.live if self.live else 0.0 for total in self.totals))
        self.k1 = array("d", (k1 for k1, _ in manifest.fields.values()))
        self.b = array("d", (b for _, b in manifest.fields.values()))
        self._everything: Masks = tuple(
            ctypes.create_string_buffer(gone.alive, len(gone.alive)) if gone else None for gone in self.gone
        )
        self._lost = [
            (array("I", gone.counts), array("I", gone.counts.values())) if gone else None for gone in self.gone
        ]
        self._views = self._viewed(self._everything)
        self._filters: dict[object, tuple[Masks, CollectionView]] = {}

    def frequency(self, text: bytes) -> int:
        """In how many live documents the term stands."""
        total = 0
        for segment, gone in zip(self.segments, self.gone, strict=True):
            number = segment.term(text)
            if number is not None:
                total += segment.about(number).documents - (gone.counts.get(number, 0) if gone else 0)
        return total

    def idf(self, text: bytes) -> float:
        """BM25Plus's: log((N + 1) / df), above 0 for every term that stands somewhere; 0 for one that does not."""
        frequency = self.frequency(text)
        return math.log((self.live + 1) / frequency) if frequency else 0.0

    def norm(self, field: int) -> tuple[float, float]:
        """The norm k1 (1 - b + b dl / avgdl), as what is added to how much for each token of the document."""
        k1, b, average = self.k1[field], self.b[field], self.averages[field]
        return k1 * (1.0 - b), k1 * b / average if average > 0.0 else 0.0

    def find(self, key: str) -> tuple[int, int] | None:
        """Segment and number of the live document that bears the key."""
        for number, (segment, gone) in enumerate(zip(self.segments, self.gone, strict=True)):
            document = segment.number(key)
            if document is not None and (gone is None or gone.alive[document]):
                return number, document
        return None

    def masks(
        self, kernel: ctypes.CDLL | None, allow: Mapping[str, Collection[int]], among: Iterable[str] | None
    ) -> tuple[Masks, CollectionView]:
        """What is allowed, and the kernel's view of the segments under it.

        Raises:
            ValueError: there is no such attribute.
        """
        if among is not None:
            masks = self._masked(kernel, allow, among)
            return masks, self._viewed(masks)
        if not allow:
            return self._everything, self._views
        name = tuple((attribute, _intervals(values)) for attribute, values in sorted(allow.items()))
        if name not in self._filters:
            masks = self._masked(kernel, allow, None)
            if len(self._filters) >= _KEPT:
                self._filters.clear()
            self._filters[name] = masks, self._viewed(masks)
        return self._filters[name]

    def _masked(
        self, kernel: ctypes.CDLL | None, allow: Mapping[str, Collection[int]], among: Iterable[str] | None
    ) -> Masks:
        attributes = {name: number for number, name in enumerate(self.manifest.attributes)}
        if unknown := allow.keys() - attributes.keys():
            raise ValueError(f"there is no attribute {', '.join(sorted(unknown))}; there are {', '.join(attributes)}")
        chosen: list[set[int]] | None = None
        if among is not None:
            chosen = [set() for _ in self.segments]
            for at, document in filter(None, map(self.find, among)):
                chosen[at].add(document)
        masks = []
        for number, (segment, gone) in enumerate(zip(self.segments, self.gone, strict=True)):
            alive = gone.alive if gone else b"\xff" * segment.documents
            if chosen is not None:
                open_mask = bytearray(segment.documents)
                for document in chosen[number]:
                    open_mask[document] = alive[document]
                alive = bytes(open_mask)
            mask = ctypes.create_string_buffer(alive, len(alive))
            for attribute, values in allow.items():
                _close(kernel, mask, segment.attribute(attributes[attribute]), values)
            masks.append(mask)
        return tuple(masks)

    def _viewed(self, masks: Masks) -> CollectionView:
        segments = (SegmentView * len(self.segments))()
        for number, (segment, mask, lost) in enumerate(zip(self.segments, masks, self._lost, strict=True)):
            segments[number] = segment.view()
            segments[number].allowed = ctypes.addressof(mask) if mask is not None else None
            if lost:
                terms, counts = lost
                segments[number].gone = len(terms)
                segments[number].gone_terms = terms.buffer_info()[0]
                segments[number].gone_counts = counts.buffer_info()[0]
        addresses = [statistic.buffer_info()[0] for statistic in (self.averages, self.k1, self.b)]
        view = CollectionView(ctypes.addressof(segments), *addresses, self.live, len(segments))
        view.held = segments  # an address keeps nothing alive
        return view


def term(field: int, text: str, weight: float = 1.0) -> Term:
    """A term as the segments hold it."""
    return Term(field, encoded(mark(field) + text), weight)


def _intervals(values: Collection[int]) -> tuple[int, ...]:
    """First and last of each run of values, ascending."""
    if isinstance(values, range) and values.step == 1:
        return (values.start, values.stop - 1) if values else ()
    bounds: list[int] = []
    for value in sorted(set(values)):
        if bounds and value == bounds[-1] + 1:
            bounds[-1] = value
        else:
            bounds += [value, value]
    return tuple(bounds)


def _close(
    kernel: ctypes.CDLL | None, mask: ctypes.Array[ctypes.c_char], values: memoryview, wanted: Collection[int]
) -> None:
    if kernel is not None:
        bounds, address = array("i", _intervals(wanted)), (ctypes.c_int32 * len(values)).from_buffer(values)
        kernel.gongbao_filter(mask, address, len(values), bounds.buffer_info()[0], len(bounds) // 2)
        return
    held = wanted if isinstance(wanted, range) else frozenset(wanted)
    mask.raw = bytes(byte if value in held else 0 for byte, value in zip(mask.raw, values, strict=True))
