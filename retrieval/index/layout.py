"""The file of a segment: a checked header, then flat arrays that are used where they lie.

A segment holds some documents, numbered from 0, and never changes. Nothing is parsed at opening: the file is mapped,
the header's checksum, the sizes and the version are compared, and that is all; the arrays too where the file is small,
or was written again since it was sealed. What does not fit raises `DamagedIndex`, and the caller builds the index again
from what it was made from.

A posting is a document and a *mark*, one byte: the term's frequency there (high four bits; 15 means "15 or more, look
into the overflow") and the class of the document's length (low four bits; `edges` has the class's shortest length).
From the mark alone follows an upper bound of the posting's score, whatever k1, b and the average length are today; so
documents can come and go without any list being written again. A term that stands in a fifth of the documents or more
is dense: a mark for each document (0: not there) instead of a list.

A term's text is its field's mark (one byte) and its UTF-8. Terms and keys are found by CRC-32 in open hash tables.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.errors import GongbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAGIC = b"gongbao\n"
VERSION = 1
CLASSES = 16
"""Of document length; each holds a sixteenth of the documents."""
MANY = 15
"""A frequency that does not fit its four bits."""
DENSE = 5
"""A term in a fifth of the documents takes less room as a byte a document than as five bytes a posting."""
LARGE = 1 << 20
"""Bytes; the arrays of a file no larger than this are checked at opening too."""

SECTIONS: dict[str, Literal["B", "I", "Q", "i"]] = {
    "slot": "I",  # hash table of terms: number + 1, or 0
    "text_at": "I",  # where each term's text begins; one more at the end
    "text": "B",
    "info": "B",  # INFO for each term
    "document": "I",  # of the postings, list after list
    "mark": "B",
    "dense": "B",  # marks of the dense terms, a byte a document
    "overflow_at": "Q",  # postings with a frequency of MANY or more: their number (dense ones count on from the sparse)
    "overflow_tf": "I",
    "lengths": "I",  # tokens, by field and document
    "edges": "I",  # shortest length, by field and class
    "totals": "Q",  # tokens, by field
    "key_at": "I",
    "key": "B",
    "key_slot": "I",
    "attributes": "i",  # by attribute and document
}
"""Name → type of its items, in the file's order; build.c counts on the order."""

INFO = struct.Struct("=QIBBBx")
"""Of a term: start, documents, most (largest frequency up to MANY), shortest (length class), dense."""
_HEAD = struct.Struct("=8sIIQIIII")
"""Magic, version, checksum of what follows in the header, the file's size, documents, terms, fields, attributes."""
_PLACE = struct.Struct("=QQI4x")
"""Of a section: where it begins, its bytes, its checksum."""
_BODY = 512
_ALIGN = 64


class DamagedIndex(GongbaoError):
    """The index on disk cannot be used as it is; it is derived data and can be built again."""


class Shape(NamedTuple):
    """How much a segment holds."""

    documents: int
    terms: int
    fields: int
    attributes: int


class Place(NamedTuple):
    """Where a section lies in its file, in bytes."""

    start: int
    length: int
    checksum: int


def encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which a terminal can send, is a character like another."""
    return text.encode("utf-8", "surrogatepass")


def mark(field: int) -> str:
    """What a term begins with, so that fields share one table: the field's number plus one, as a character."""
    return chr(field + 1)


def slots_for(count: int) -> int:
    """The size of a hash table for so many texts: a power of two, at most half full."""
    slots = 8
    while slots < 2 * count:
        slots *= 2
    return slots


class Draft:
    """A segment's file while it is written: made at its full size, filled through `view`, sealed at the end."""

    def __init__(self, path: Path, shape: Shape, lengths: Sequence[int]) -> None:
        self._shape, self.places, end = shape, [], _BODY
        for length in lengths:
            self.places.append(Place(end, length, 0))
            end = -(-(end + length) // _ALIGN) * _ALIGN
        with path.open("w+b") as file:
            file.truncate(end)
            self.mapped = mmap.mmap(file.fileno(), end)

    def view(self, section: int) -> memoryview:
        """The bytes of a section, zero at first."""
        start, length, _ = self.places[section]
        return memoryview(self.mapped)[start : start + length]

    def seal(self) -> int:
        """Write the header and have everything on disk; the file's size."""
        table = b""
        for number, (start, length, _) in enumerate(self.places):
            with self.view(number) as content:
                table += _PLACE.pack(start, length, zlib.crc32(content))
        size = len(self.mapped)
        head = _HEAD.pack(MAGIC, VERSION, 0, size, *self._shape)
        checksum = zlib.crc32(head[16:] + table)
        self.mapped[:_BODY] = (_HEAD.pack(MAGIC, VERSION, checksum, size, *self._shape) + table).ljust(_BODY, b"\0")
        self.mapped.flush()
        self.mapped.close()
        return size


def read(mapped: mmap.mmap, name: str) -> tuple[Shape, list[Place]]:
    """The header of a mapped file, checked.

    Raises:
        DamagedIndex: it is cut off, not ours, of another version, or its bytes have changed.
    """
    if len(mapped) < _BODY:
        raise DamagedIndex(f"{name} is cut off")
    magic, version, checksum, size, *shape = _HEAD.unpack_from(mapped)
    end = _HEAD.size + _PLACE.size * len(SECTIONS)
    if magic != MAGIC or version != VERSION:
        raise DamagedIndex(f"{name} was not written by this version")
    if checksum != zlib.crc32(mapped[16:end]):
        raise DamagedIndex(f"the header of {name} has changed")
    if size != len(mapped):
        raise DamagedIndex(f"{name} has {len(mapped)} bytes and should have {size}")
    places = [Place(*_PLACE.unpack_from(mapped, at)) for at in range(_HEAD.size, end, _PLACE.size)]
    if size <= LARGE:
        check(mapped, places, name)
    return Shape(*shape), places


def check(mapped: mmap.mmap, places: Sequence[Place], name: str) -> None:
    """Compare every section with its checksum: about a second a gigabyte.

    Raises:
        DamagedIndex: one differs.
    """
    for section, (start, length, checksum) in zip(SECTIONS, places, strict=True):
        with memoryview(mapped) as whole, whole[start : start + length] as content:
            if zlib.crc32(content) != checksum:
                raise DamagedIndex(f"{section} in {name} has changed")
