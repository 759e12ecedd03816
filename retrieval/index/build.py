"""Documents → a segment's file: through the kernel, or in plain Python, with the same bytes.

Documents are taken one after the other and kept as a stream of (term, frequency), five bytes a posting; at the end the
stream is poured into the lists of the file, which is mapped. So 1,000,000 passages of 107 tokens need about a gigabyte.
"""

from __future__ import annotations

import ctypes
import zlib
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Protocol

from retrieval.index.layout import CLASSES, DENSE, INFO, MANY, Draft, Shape, encoded, mark, slots_for
from retrieval.kernel import FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from retrieval.index.model import Numbered
    from retrieval.index.segment import Segment

FULL = 1 << 27
"""Postings after which a segment is written out and the next begun: it bounds the memory that building takes."""


class Builder(Protocol):
    """Takes documents, then writes them as one segment."""

    documents: int

    @property
    def is_full(self) -> bool: ...

    def add(self, key: str, fields: Mapping[int, Sequence[str]], attributes: Sequence[int]) -> None:
        """Take a document: its tokens by field, its attributes in their order.

        Raises:
            ValueError: the key was given twice, or a token holds a NUL.
        """

    def add_numbered(self, numbered: Numbered, field: int) -> None:
        """Take documents whose tokens are numbers.

        Raises:
            ValueError: as for `add`; or a number is of no word, or an array is not as it should be.
        """

    def take(self, segment: Segment, alive: bytes | None) -> None:
        """Take what is alive of another segment (a byte a document, 0 where it was removed; None: all)."""

    def write(self, path: Path) -> int:
        """Write the segment and return its size in bytes; the builder is spent."""


def builder(kernel: ctypes.CDLL | None, *, fields: int, attributes: int) -> Builder:
    """The builder that is at hand."""
    return PlainBuilder(fields, attributes) if kernel is None else KernelBuilder(kernel, fields, attributes)


class KernelBuilder:
    """Builds with the compiled kernel."""

    def __init__(self, kernel: ctypes.CDLL, fields: int, attributes: int) -> None:
        self.documents, self._fields, self._attributes, self._kernel = 0, fields, attributes, kernel
        self._room = (ctypes.c_int32 * max(attributes, 1))()
        self._handle = kernel.gongbao_builder_new(fields, attributes)
        if not self._handle:
            raise MemoryError

    def __del__(self) -> None:
        self._kernel.gongbao_builder_free(self._handle)

    @property
    def is_full(self) -> bool:
        return bool(self._kernel.gongbao_builder_postings(self._handle) >= FULL)

    def add(self, key: str, fields: Mapping[int, Sequence[str]], attributes: Sequence[int]) -> None:
        name = encoded(key)
        for number, value in enumerate(attributes):
            self._room[number] = value
        self._done(self._kernel.gongbao_builder_document(self._handle, name, len(name), self._room), key)
        self.documents += 1
        for field, tokens in fields.items():
            text = _joined(mark(field), tokens)
            done = self._kernel.gongbao_builder_field(self._handle, field, text, len(text), len(tokens))
            if done:
                self._done(done, key)

    def add_numbered(self, numbered: Numbered, field: int) -> None:
        many = len(numbered.keys)
        words, keys = _joined(mark(field), numbered.vocabulary), _joined("", numbered.keys)
        tokens = (ctypes.c_uint32 * len(numbered.tokens)).from_buffer(numbered.tokens)
        ends = (ctypes.c_uint64 * many).from_buffer(numbered.ends)
        if (words.count(0), keys.count(0)) != (len(numbered.vocabulary), many):
            raise ValueError(FAULTS[-4])
        call = (tokens, ends, many, keys, words, len(numbered.vocabulary))
        self._done(self._kernel.gongbao_builder_numbered(self._handle, field, *call), "numbered documents")
        self.documents += many

    def take(self, segment: Segment, alive: bytes | None) -> None:
        view = segment.view()
        kept = ctypes.create_string_buffer(alive, len(alive)) if alive is not None else None
        view.allowed = ctypes.addressof(kept) if kept is not None else None
        self._done(self._kernel.gongbao_builder_segment(self._handle, ctypes.byref(view)), segment.name)
        self.documents += segment.documents if alive is None else alive.count(255)

    def write(self, path: Path) -> int:
        lengths, counts = (ctypes.c_uint64 * 16)(), (ctypes.c_uint32 * 2)()
        self._done(self._kernel.gongbao_builder_measure(self._handle, lengths, counts), path.name)
        draft = Draft(path, Shape(counts[0], counts[1], self._fields, self._attributes), list(lengths))
        places = (ctypes.c_uint64 * 16)(*(place.start for place in draft.places))
        base = ctypes.c_char.from_buffer(draft.mapped)
        done = self._kernel.gongbao_builder_write(self._handle, ctypes.byref(base), places)
        del base
        self._done(done, path.name)
        return draft.seal()

    def _done(self, status: int, name: str) -> None:
        if status == -1:
            raise MemoryError
        if status:
            raise ValueError(f"{name}: {FAULTS[status]}")


def _joined(begin: str, texts: Sequence[str]) -> bytes:
    """The texts as the kernel reads them: each with `begin` before it and a NUL after it."""
    return encoded(begin + ("\0" + begin).join(texts) + "\0") if len(texts) else b""


class PlainBuilder:
    """Builds in plain Python: the same file, slowly."""

    def __init__(self, fields: int, attributes: int) -> None:
        self.documents = 0
        self._terms: dict[bytes, int] = {}
        self._keys: dict[bytes, None] = {}
        self._lengths = [array("I") for _ in range(fields)]
        self._values = [array("i") for _ in range(attributes)]
        self._stream = array("I")
        self._counts = array("I")
        self._ends = array("Q")

    @property
    def is_full(self) -> bool:
        return len(self._stream) >= FULL

    def add(self, key: str, fields: Mapping[int, Sequence[str]], attributes: Sequence[int]) -> None:
        if any("\0" in token for tokens in fields.values() for token in tokens):
            raise ValueError(f"{key}: {FAULTS[-4]}")
        self._begin(encoded(key), attributes, [len(fields.get(number, ())) for number in range(len(self._lengths))])
        for field, tokens in fields.items():
            self._occur({encoded(mark(field) + token): count for token, count in Counter(tokens).items()})

    def add_numbered(self, numbered: Numbered, field: int) -> None:
        for document in numbered.documents():
            self.add(document.key, {field: document.fields[numbered.field]}, [0] * len(self._values))

    def take(self, segment: Segment, alive: bytes | None) -> None:
        found: list[dict[bytes, int]] = [{} for _ in range(segment.documents)]
        for term in range(segment.shape.terms):
            text = bytes(segment.text[segment.text_at[term] : segment.text_at[term + 1]])
            for document, frequency in segment.postings(term):
                found[document][text] = frequency
        for document, occurrences in enumerate(found):
            if alive is None or alive[document]:
                values = [segment.attribute(number)[document] for number in range(len(self._values))]
                lengths = [segment.length(number, document) for number in range(len(self._lengths))]
                self._begin(encoded(segment.key(document)), values, lengths)
                self._occur(occurrences)

    def _begin(self, key: bytes, values: Sequence[int], lengths: Sequence[int]) -> None:
        if key in self._keys:
            raise ValueError(f"{key.decode()}: {FAULTS[-2]}")
        self._keys[key] = None
        for column, value in zip(self._values, values, strict=True):
            column.append(value)
        for lane, length in zip(self._lengths, lengths, strict=True):
            lane.append(length)
        self._ends.append(len(self._stream))
        self.documents += 1

    def _occur(self, occurrences: Mapping[bytes, int]) -> None:
        terms = self._terms
        self._stream.extend(terms.setdefault(text, len(terms)) for text in occurrences)
        self._counts.extend(occurrences.values())
        self._ends[-1] = len(self._stream)

    def write(self, path: Path) -> int:
        n, sections = self.documents, self._sections()
        shape = Shape(n, len(self._terms), len(self._lengths), len(self._values))
        draft = Draft(path, shape, [len(section) for section in sections])
        for number, section in enumerate(sections):
            with draft.view(number) as room:
                room[:] = section
        return draft.seal()

    def _sections(self) -> list[bytes]:
        n = self.documents
        postings = Counter(self._stream)
        field_of = [text[0] - 1 for text in self._terms]
        start, most, shortest = array("Q"), bytearray(len(self._terms)), bytearray([CLASSES - 1]) * len(self._terms)
        dense = [postings[term] * DENSE >= n for term in range(len(self._terms))]
        sparse = wide = 0
        for term, is_dense in enumerate(dense):
            start.append(wide if is_dense else sparse)
            wide, sparse = (wide + n, sparse) if is_dense else (wide, sparse + postings[term])
        edges = [
            [ordered[c * n // CLASSES] if n else 0 for c in range(CLASSES)] for ordered in map(sorted, self._lengths)
        ]
        documents, marks, wide_marks = array("I", bytes(4 * sparse)), bytearray(sparse), bytearray(wide)
        overflow: list[tuple[int, int]] = []
        after, at = array("Q", start), 0
        for document, end in enumerate(self._ends):
            of_length = [
                sum(edge <= lane[document] for edge in edges[field][1:]) for field, lane in enumerate(self._lengths)
            ]
            for term, frequency in zip(self._stream[at:end], self._counts[at:end], strict=True):
                tf, length_class = min(frequency, MANY), of_length[field_of[term]]
                if dense[term]:
                    wide_marks[start[term] + document] = tf << 4 | length_class
                    posting = sparse + start[term] + document
                else:
                    posting = after[term]
                    after[term] += 1
                    documents[posting], marks[posting] = document, tf << 4 | length_class
                most[term] = max(most[term], tf)
                shortest[term] = min(shortest[term], length_class)
                if tf == MANY:
                    overflow.append((posting, frequency))
            at = end
        overflow.sort()
        info = b"".join(
            INFO.pack(start[term], postings[term], most[term], shortest[term], dense[term])
            for term in range(len(self._terms))
        )
        slot, text_at, text = _names(list(self._terms))
        key_slot, key_at, key = _names(list(self._keys))
        return [
            *(slot, text_at, text, info, documents.tobytes(), bytes(marks), bytes(wide_marks)),
            array("Q", [posting for posting, _ in overflow]).tobytes(),
            array("I", [frequency for _, frequency in overflow]).tobytes(),
            b"".join(lane.tobytes() for lane in self._lengths),
            b"".join(array("I", edge).tobytes() for edge in edges),
            array("Q", [sum(lane) for lane in self._lengths]).tobytes(),
            *(key_at, key, key_slot),
            b"".join(column.tobytes() for column in self._values),
        ]


def _names(texts: Sequence[bytes]) -> tuple[bytes, bytes, bytes]:
    slots, begins = array("I", bytes(4 * slots_for(len(texts)))), array("I", [0])
    for number, text in enumerate(texts):
        at = zlib.crc32(text) & len(slots) - 1
        while slots[at]:
            at = at + 1 & len(slots) - 1
        slots[at] = number + 1
        begins.append(begins[-1] + len(text))
    return slots.tobytes(), begins.tobytes(), b"".join(texts)
