"""The index's inner loops, compiled; loaded through ctypes, or not at all.

`search.c` and `build.c` are compiled by the build hook beside them (`hatch_build.py`) when the package is installed and
a C compiler is at hand. `load()` gives the library, or None where there is none, where it does not load, or where it
was compiled from another source than the one that stands here (the source's CRC is compiled in): then the plain path of
`retrieval.index` is taken, slower and tested equal.
"""

from __future__ import annotations

import ctypes
import functools
import zlib
from pathlib import Path

SOURCES = [Path(__file__).with_name(name) for name in ("segment.h", "search.c", "build.c")]
LIBRARY = Path(__file__).with_name("_kernel.so")

_u32, _u64, _i32 = ctypes.c_uint32, ctypes.c_uint64, ctypes.c_int32
_at = ctypes.c_void_p
"""The address of an array."""

FAULTS = {-1: "out of memory", -2: "the same key twice", -3: "more than a segment holds", -4: "a NUL in a token"}


class SegmentView(ctypes.Structure):
    """`segment` of segment.h, field by field."""

    _fields_ = (
        *((name, _u32) for name in ("documents", "terms", "slots", "gone")),
        *((name, _u64) for name in ("sparse", "dense_bytes", "overflow", "text_bytes")),
        *((name, _at) for name in ("slot", "text_at", "text", "info", "document", "mark", "dense")),
        *((name, _at) for name in ("overflow_at", "overflow_tf", "lengths", "edges")),
        *((name, _at) for name in ("allowed", "gone_terms", "gone_counts", "key_at", "key", "attributes")),
    )


class CollectionView(ctypes.Structure):
    """`collection` of search.c: all segments and the statistics of all."""

    _fields_ = (("segments", _at), ("averages", _at), ("k1", _at), ("b", _at), ("live", _u64), ("count", _u32))


_SIGNATURES: dict[str, tuple[object, tuple[object, ...]]] = {
    "gongbao_prepare": (None, ()),
    "gongbao_source": (_u32, ()),
    "gongbao_search": (_i32, (_at, _u32, ctypes.c_char_p, ctypes.c_char_p, _u32, _at, _at)),
    "gongbao_shares": (None, (_at, _u32, ctypes.c_char_p, _u32, _at, _at)),
    "gongbao_filter": (None, (_at, _at, _u32, _at, _u32)),
    "gongbao_terms_of": (_u32, (_at, _at, _u32, _at, _at)),
    "gongbao_builder_new": (_at, (_u32, _u32)),
    "gongbao_builder_free": (None, (_at,)),
    "gongbao_builder_document": (_i32, (_at, ctypes.c_char_p, _u32, _at)),
    "gongbao_builder_field": (_i32, (_at, _u32, ctypes.c_char_p, _u64, _u64)),
    "gongbao_builder_numbered": (_i32, (_at, _u32, _at, _at, _u32, ctypes.c_char_p, ctypes.c_char_p, _u32)),
    "gongbao_builder_segment": (_i32, (_at, _at)),
    "gongbao_builder_postings": (_u64, (_at,)),
    "gongbao_builder_measure": (_i32, (_at, _at, _at)),
    "gongbao_builder_write": (_i32, (_at, _at, _at)),
}


def fingerprint() -> int:
    """What the library must have been compiled from, as one number; never 0."""
    return zlib.crc32(b"".join(path.read_bytes() for path in SOURCES)) or 1


@functools.cache
def load(path: Path = LIBRARY, *, source: int | None = None) -> ctypes.CDLL | None:
    """The compiled library, or None; `source` is the fingerprint that it must bear, that of the source beside us."""
    try:
        library = ctypes.CDLL(str(path))
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    if library.gongbao_source() != (source or fingerprint()):
        return None
    library.gongbao_prepare()
    return library
