"""One segment's file, mapped into memory and read with plain Python: no numpy, nothing loaded."""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
import zlib
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from retrieval.index.layout import INFO, MANY, SECTIONS, DamagedIndex, check, encoded, read
from retrieval.kernel import SegmentView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_GONE = struct.Struct("=8sIIII")
"""Magic, checksum of what follows it, documents, live documents, terms that lost documents."""
_GONE_MAGIC = b"gb-gone\n"
_POINTED = [field[0] for field in SegmentView._fields_ if field[0] in SECTIONS]


class Info(NamedTuple):
    """Of a term: where its postings begin, in how many documents it stands (removed ones too), and how they lie."""

    start: int
    documents: int
    most: int
    shortest: int
    dense: bool


class Gone(NamedTuple):
    """What was removed from a segment: a file of its own, written anew with every removal."""

    live: int
    alive: bytes
    """A byte a document: 255, or 0 where it was removed."""
    counts: Mapping[int, int]
    """Term → in how many removed documents it stands."""

    def write(self, path: Path) -> None:
        """Put it on disk."""
        terms = sorted(self.counts)
        body = struct.pack(f"={2 * len(terms)}I", *terms, *(self.counts[term] for term in terms)) + self.alive
        head = struct.pack("=III", len(self.alive), self.live, len(terms))
        path.write_bytes(_GONE_MAGIC + struct.pack("=I", zlib.crc32(head + body)) + head + body)

    @classmethod
    def read(cls, path: Path) -> Gone:
        """Take it from disk.

        Raises:
            DamagedIndex: it is missing or has changed.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DamagedIndex(f"{path.name} cannot be read: {error}") from error
        if len(data) < _GONE.size:
            raise DamagedIndex(f"{path.name} is cut off")
        magic, checksum, documents, live, terms = _GONE.unpack_from(data)
        if magic != _GONE_MAGIC or checksum != zlib.crc32(data[12:]):
            raise DamagedIndex(f"{path.name} has changed")
        numbers = struct.unpack_from(f"={2 * terms}I", data, _GONE.size)
        alive = data[_GONE.size + 8 * terms :]
        if len(alive) != documents:
            raise DamagedIndex(f"{path.name} is cut off")
        return cls(live, alive, dict(zip(numbers[:terms], numbers[terms:], strict=True)))


class Segment:
    """Some documents and their postings; `documents` counts removed ones too, `changed` is when the file was written.

    A file that was written at another time than `sealed` (a copy, or changed by whomever) is checked byte by byte.

    Raises:
        DamagedIndex: the file is missing, cut off or changed.
    """

    def __init__(self, path: Path, *, sealed: int | None = None) -> None:
        self.name = path.name
        try:
            with path.open("rb") as file:  # private: a read-only map gives ctypes no address
                self.changed = os.fstat(file.fileno()).st_mtime_ns
                self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        except (OSError, ValueError) as error:
            raise DamagedIndex(f"{path.name} cannot be read: {error}") from error
        self.shape, self._places = read(self._mapped, path.name)
        if sealed not in {None, self.changed}:
            self.check()
        self.documents = self.shape.documents
        whole = memoryview(self._mapped)
        arrays = {
            name: whole[start : start + length].cast(kind)
            for (name, kind), (start, length, _) in zip(SECTIONS.items(), self._places, strict=True)
        }
        self.slot, self.text_at, self.text, self.info = (arrays[name] for name in ("slot", "text_at", "text", "info"))
        self.document, self.mark, self.dense = arrays["document"], arrays["mark"], arrays["dense"]
        self._overflow_at, self._overflow_tf = arrays["overflow_at"], arrays["overflow_tf"]
        self.lengths, self.edges, self.totals = arrays["lengths"], arrays["edges"], arrays["totals"]
        self._key_at, self._key, self._key_slot = arrays["key_at"], arrays["key"], arrays["key_slot"]
        self._key_start = self._places[list(SECTIONS).index("key")].start
        self._attributes = arrays["attributes"]

    def check(self) -> None:
        """Compare every array with its checksum.

        Raises:
            DamagedIndex: one differs.
        """
        check(self._mapped, self._places, self.name)

    def view(self) -> SegmentView:
        """The kernel's view: addresses, good for as long as this segment lives."""
        base = ctypes.addressof(ctypes.c_char.from_buffer(self._mapped))
        at = {name: base + place.start for name, place in zip(SECTIONS, self._places, strict=True)}
        named = {name: at[name] for name in _POINTED}
        return SegmentView(
            **named,
            documents=self.documents,
            terms=self.shape.terms,
            slots=len(self.slot),
            sparse=len(self.document),
            dense_bytes=len(self.dense),
            overflow=len(self._overflow_at),
            text_bytes=len(self.text),
        )

    def term(self, text: bytes) -> int | None:
        """The number of a term: its field's number in one byte, and its UTF-8."""
        return _look_up(text, self.slot, self.text_at, self.text)

    def number(self, key: str) -> int | None:
        """The document that bears the key, removed or not."""
        return _look_up(encoded(key), self._key_slot, self._key_at, self._key)

    def key(self, document: int) -> str:
        start, at = self._key_start, self._key_at
        text: bytes = self._mapped[start + at[document] : start + at[document + 1]]  # a third of a memoryview's time
        return text.decode("utf-8", "surrogatepass")

    def attribute(self, number: int) -> memoryview:
        """An attribute's values, one a document."""
        return self._attributes[number * self.documents : (number + 1) * self.documents]

    def length(self, field: int, document: int) -> int:
        """How many tokens the document has in the field."""
        length: int = self.lengths[field * self.documents + document]
        return length

    def about(self, term: int) -> Info:
        start, documents, most, shortest, dense = INFO.unpack_from(self.info, term * INFO.size)
        return Info(start, documents, most, shortest, bool(dense))

    def frequency(self, term: int, document: int) -> int:
        """How often the term stands in the document."""
        info = self.about(term)
        if info.dense:
            return self._frequency(self.dense[info.start + document], len(self.document) + info.start + document)
        end = info.start + info.documents
        at = bisect_left(self.document, document, info.start, end)
        return self._frequency(self.mark[at], at) if at < end and self.document[at] == document else 0

    def postings(self, term: int) -> Iterator[tuple[int, int]]:
        """Document and frequency, by document; removed documents too."""
        info = self.about(term)
        if info.dense:
            first = len(self.document) + info.start
            for document, mark in enumerate(self.dense[info.start : info.start + self.documents]):
                if mark:
                    yield document, self._frequency(mark, first + document)
        else:
            for at in range(info.start, info.start + info.documents):
                yield self.document[at], self._frequency(self.mark[at], at)

    def overflow(self, start: int, end: int) -> tuple[memoryview, memoryview]:
        """The postings from `start` to `end` whose frequency does not fit the mark: their numbers and frequencies."""
        low, high = bisect_left(self._overflow_at, start), bisect_left(self._overflow_at, end)
        return self._overflow_at[low:high], self._overflow_tf[low:high]

    def _frequency(self, mark: int, posting: int) -> int:
        if mark >> 4 < MANY:
            return mark >> 4
        frequency: int = self._overflow_tf[bisect_left(self._overflow_at, posting)]
        return frequency


def _look_up(text: bytes, slot: Sequence[int], begins: Sequence[int], texts: memoryview) -> int | None:
    if not slot:
        return None
    mask = len(slot) - 1
    at = zlib.crc32(text) & mask
    while number := slot[at]:
        if texts[begins[number - 1] : begins[number]] == text:
            return number - 1
        at = at + 1 & mask
    return None
