"""The folder of an index: segments that never change, and one manifest that says which of them count.

Whoever writes holds the lock, writes new files beside the old, then replaces the manifest in one step. So a reader sees
the old index or the new one, never a half, and a writer that is killed leaves nothing but files that no manifest names;
the next one to write sweeps them away. A reader notices a new manifest by `stamp()`, one call of stat.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import zlib
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import GongbaoError
from retrieval.index.layout import DamagedIndex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MANIFEST = "manifest"
_LOCK = "lock"
_FORMAT = 2
PATIENCE = 30.0


class BusyIndex(GongbaoError):
    """Another process has been writing to the index for too long."""


class Entry(NamedTuple):
    """A segment that counts."""

    name: str
    gone: str | None
    """The file that says what was removed from it."""
    live: int
    """Documents that were not removed."""
    totals: tuple[int, ...]
    """Their tokens, by field."""
    changed: int
    """When the segment's file was last written, in nanoseconds: one that was written since is checked byte by byte."""


class Manifest(NamedTuple):
    """What is published; documents are ordered by segment, then within it."""

    generation: int
    note: str
    """The caller's own: what of the outside world the index reflects."""
    fields: dict[str, tuple[float, float]]
    """Name → k1 and b, in the order of the fields' numbers."""
    attributes: tuple[str, ...]
    segments: tuple[Entry, ...]


class Folder:
    """Reads and publishes manifests; `patience` is how many seconds it waits for another writer."""

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path, self._patience = path, patience
        self._manifest = str(path / _MANIFEST)

    def stamp(self) -> tuple[int, int, int] | None:
        """Changes when the manifest does; None where there is none."""
        try:
            seen = os.stat(self._manifest)  # noqa: PTH116 - before every search; Path takes twice as long
        except OSError:
            return None
        return seen.st_ino, seen.st_mtime_ns, seen.st_size

    def read(self) -> Manifest:
        """The manifest.

        Raises:
            DamagedIndex: it is missing, has changed or is of another version.
        """
        try:
            checksum, body = (self.path / _MANIFEST).read_bytes().split(b"\n", 1)
        except (OSError, ValueError) as error:
            raise DamagedIndex(f"there is no index in {self.path}") from error
        if checksum != b"%08x" % zlib.crc32(body):
            raise DamagedIndex(f"the manifest in {self.path} has changed")
        held = json.loads(body)
        if held["format"] != _FORMAT:
            raise DamagedIndex(f"the index in {self.path} was not written by this version")
        return Manifest(
            held["generation"],
            held["note"],
            {name: (k1, b) for name, (k1, b) in held["fields"].items()},
            tuple(held["attributes"]),
            tuple(Entry(name, gone, live, tuple(totals), at) for name, gone, live, totals, at in held["segments"]),
        )

    def publish(self, manifest: Manifest) -> None:
        """Replace the manifest in one step, then delete what no longer counts; only for who holds the lock."""
        body = json.dumps({"format": _FORMAT, **manifest._asdict()}, ensure_ascii=True).encode()
        fresh = self.path / f"{_MANIFEST}.new"
        with fresh.open("wb") as file:
            file.write(b"%08x\n" % zlib.crc32(body) + body)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path / _MANIFEST)
        counted = {_MANIFEST, _LOCK}
        for entry in manifest.segments:
            counted |= {entry.name, entry.gone or entry.name}
        for path in self.path.iterdir():
            if path.name not in counted:
                with contextlib.suppress(OSError):  # another system may hold a mapped file; the next writer tries again
                    path.unlink()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out, in this process and in others.

        Raises:
            BusyIndex: another one writes and does not end.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("ab") as file:
            until = time.monotonic() + self._patience
            while not _taken(file.fileno()):
                if time.monotonic() > until:
                    raise BusyIndex(
                        f"another process is writing to the index in {self.path}; try again when it is done"
                    )
                time.sleep(0.02)
            yield  # closing the file gives the lock back, whatever happens


def _taken(file: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - only elsewhere

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
