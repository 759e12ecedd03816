"""Writing: documents added, removed and merged, as new files beside those that are published."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from retrieval.index import compiled
from retrieval.index.build import builder
from retrieval.index.folder import Entry
from retrieval.index.model import Numbered
from retrieval.index.segment import Gone, Segment
from retrieval.index.snapshot import Snapshot

if TYPE_CHECKING:
    import ctypes
    from collections.abc import Iterable, Sequence

    from retrieval.index.build import Builder
    from retrieval.index.folder import Folder, Manifest
    from retrieval.index.model import Document

MERGED = 50_000
"""Documents; segments are merged in passing while together they hold no more (under a second)."""


GLANCE = 1_000
"""Documents between two looks whether the segment is full."""


def built(
    folder: Folder, kernel: ctypes.CDLL | None, manifest: Manifest, documents: Iterable[Document] | Numbered
) -> tuple[Entry, ...]:
    """Documents as new segments: one, or several where they are very many.

    Raises:
        ValueError: a key comes twice, a field or an attribute was not declared, a token holds a NUL.
    """
    fields = {name: number for number, name in enumerate(manifest.fields)}
    attributes = {name: number for number, name in enumerate(manifest.attributes)}
    segments: list[Segment] = []
    current = _begun(kernel, manifest)
    if isinstance(documents, Numbered):
        if documents.field not in fields:
            raise ValueError(f"{documents.field} was not declared")
        current.add_numbered(documents, fields[documents.field])
        documents = ()
    for document in documents:
        values = [0] * len(attributes)
        try:
            for name, value in document.attributes.items():
                values[attributes[name]] = value
            tokens = {fields[name]: held for name, held in document.fields.items()}
        except KeyError as error:
            raise ValueError(f"{document.key}: {error.args[0]} was not declared") from error
        if not current.documents % GLANCE and current.is_full:
            segments.append(_written(folder, manifest, current))
            current = _begun(kernel, manifest)
        if segments and any(segment.number(document.key) is not None for segment in segments):
            raise ValueError(f"{document.key}: the same key twice")
        current.add(document.key, tokens, values)
    if current.documents:
        segments.append(_written(folder, manifest, current))
    return tuple(map(_entry, segments))


def without(
    folder: Folder, kernel: ctypes.CDLL | None, snapshot: Snapshot, generation: int, keys: Iterable[str]
) -> tuple[Entry, ...]:
    """The entries of a snapshot without these documents; what is gone is written down beside the segments."""
    leaving: dict[int, set[int]] = {}
    for at, document in filter(None, map(snapshot.find, keys)):
        leaving.setdefault(at, set()).add(document)
    entries = list(snapshot.manifest.segments)
    for at, documents in leaving.items():
        segment, gone, ordered = snapshot.segments[at], snapshot.gone[at], sorted(documents)
        alive = bytearray(gone.alive if gone else b"\xff" * segment.documents)
        for document in ordered:
            alive[document] = 0
        counts = dict(gone.counts) if gone else {}
        for term, count in _terms_of(kernel, segment, ordered):
            counts[term] = counts.get(term, 0) + count
        name = _fresh(generation)
        Gone(alive.count(255), bytes(alive), counts).write(folder.path / name)
        totals = tuple(
            total - sum(segment.length(field, document) for document in ordered)
            for field, total in enumerate(entries[at].totals)
        )
        entries[at] = Entry(segment.name, name, alive.count(255), totals, segment.changed)
    return tuple(entries)


def merge(folder: Folder, kernel: ctypes.CDLL | None, manifest: Manifest, *, most: int | None = MERGED) -> None:
    """Merge the last segments and publish, where it pays; all of them where `most` is None.

    A segment joins those after it while it holds no more than twice what they do together: so few segments stay, and
    each document is written again only a few times.
    """
    segments = manifest.segments
    start, total = len(segments), 0
    while start and (
        most is None or not total or segments[start - 1].live <= min(2 * total, most - total)  # the last one always
    ):
        start -= 1
        total += segments[start].live
    last = segments[start:]
    if len(last) < 2 and not (most is None and any(entry.gone for entry in last)):
        return
    snapshot = Snapshot(folder.path, manifest)
    after = manifest._replace(generation=manifest.generation + 1)
    merged = _begun(kernel, manifest)
    for segment, gone in zip(snapshot.segments[start:], snapshot.gone[start:], strict=True):
        segment.check()
        merged.take(segment, gone.alive if gone else None)
    entry = _entry(_written(folder, after, merged))
    folder.publish(after._replace(segments=(*segments[:start], entry)))


def _begun(kernel: ctypes.CDLL | None, manifest: Manifest) -> Builder:
    return builder(kernel, fields=len(manifest.fields), attributes=len(manifest.attributes))


def _fresh(generation: int) -> str:
    """A file's name that no index before had: a reader knows by it what it has already mapped."""
    return f"{generation:06d}-{os.urandom(6).hex()}"


def _written(folder: Folder, manifest: Manifest, full: Builder) -> Segment:
    path = folder.path / _fresh(manifest.generation)
    full.write(path)
    return Segment(path)


def _entry(segment: Segment) -> Entry:
    return Entry(segment.name, None, segment.documents, tuple(segment.totals), segment.changed)


def _terms_of(kernel: ctypes.CDLL | None, segment: Segment, documents: Sequence[int]) -> list[tuple[int, int]]:
    if kernel is not None:
        return compiled.terms_of(kernel, segment, documents)
    counted = (
        (term, sum(segment.frequency(term, document) > 0 for document in documents))
        for term in range(segment.shape.terms)
    )
    return [(term, count) for term, count in counted if count]
