"""Which files do the given paths mean?

Each real folder is walked once, however many links lead to it, so no tangle of links can make the walk long, and a
link back to a folder that it stands in is reported, not followed. A file is known by its folder's real path and its own
name, so the same file has one name in the catalogue whichever way led to it.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.reading import READERS, fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


Identity = tuple[int, int]  # of a folder, whatever it is called: device and inode
CIRCLE = ("a link that leads in a circle, back to", "not followed / 循环链接，已跳过")


class Found(NamedTuple):
    """What the paths lead to.

    `files` in a fixed order; `faults` are paths that cannot be followed, each with the reason; `skipped` counts hidden
    files and files of other kinds in folders; `roots` are the real paths that were asked for.
    """

    files: tuple[Path, ...]
    faults: tuple[tuple[Path, str], ...]
    skipped: int
    roots: tuple[Path, ...]


def find(paths: Iterable[Path]) -> Found:
    """The files at and below `paths`; a path that is named is taken whatever it is called."""
    search = _Search()
    for path in paths:
        search.look(path)
    return Found(tuple(search.files), tuple(search.faults), search.skipped, tuple(search.roots))


def gone(path: Path) -> bool:
    """Whether no file is at `path` any more, or a folder; a path that cannot be looked at counts as there."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False


def below(path: Path, roots: Sequence[Path]) -> bool:
    """Whether `path` is one of `roots` or lies in one."""
    return any(path == root or root in path.parents for root in roots)


class _Search:
    def __init__(self) -> None:
        self.files: dict[Path, None] = {}
        self.faults: list[tuple[Path, str]] = []
        self.roots: list[Path] = []
        self.skipped = 0
        self._walked: set[Identity] = set()

    def look(self, path: Path) -> None:
        """A path that was asked for."""
        try:
            real = Path(os.path.realpath(path.parent)) / path.name if path.name not in {"", ".."} else path.resolve()
            folder = real.is_dir()
            if folder:
                real = real.resolve()
        except (OSError, RuntimeError) as error:
            self.faults.append((path, _reason(error)))
            return
        self.roots.append(real)
        if folder:
            self._walk(real)
        elif gone(real):
            self.faults.append((path, "there is no such file or folder / 文件或文件夹不存在"))
        else:
            self.files[real] = None

    def _walk(self, top: Path) -> None:
        """Depth first by name; a stack of its own, because folders may lie deeper than Python recurses."""
        waiting: list[tuple[Path, tuple[Identity, ...]]] = [(top, ())]
        while waiting:
            folder, above = waiting.pop()
            try:
                state = folder.stat()
                identity = (state.st_dev, state.st_ino)
                if identity in above:
                    self.faults.append((folder, f"{CIRCLE[0]} {folder.resolve()}; {CIRCLE[1]}"))
                    continue
                if identity in self._walked:
                    continue
                self._walked.add(identity)
                real = folder.resolve() if folder.is_symlink() else folder
                with os.scandir(real) as scan:
                    entries = sorted(scan, key=lambda entry: entry.name)
            except OSError as error:
                self.faults.append((folder, _reason(error)))
                continue
            inner = [Path(entry.path) for entry in entries if self._is_folder(entry)]
            waiting += [(path, (*above, identity)) for path in reversed(inner)]

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        """Whether to walk into it; a file is noted on the way."""
        hidden = entry.name.startswith(".")
        try:
            if entry.is_dir():
                return not hidden
        except OSError as error:  # a link to itself
            self.faults.append((Path(entry.path), _reason(error)))
            return False
        path = Path(entry.path)
        if hidden or path.suffix.lower() not in READERS:
            self.skipped += 1
        else:
            self.files[path] = None
        return False


def _reason(error: OSError | RuntimeError) -> str:
    return fault(error) if isinstance(error, OSError) else f"{error} / 无法读取"
