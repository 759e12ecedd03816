"""Is this file ours, and what do SQLite's errors mean to a person?

A wrong `--db` must never cost anyone a file. So a file is looked at before it is opened for writing: by its header,
which is read as bytes, and, where the newest header still waits in the write-ahead log, through a connection that may
not write.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from corpus.errors import CatalogueBusy, CatalogueError, NewerCatalogue
from corpus.migrations import CATALOGUE, newer_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPLICATION_ID = 0x676F6E67  # "gong", in the file's header: this database is ours
HEADER_BYTES = 100

TROUBLES: dict[str, tuple[str, str]] = {
    "SQLITE_BUSY": ("is held by another process; try again when it is done", "正被另一进程占用，请稍后再试"),
    "SQLITE_FULL": (
        "cannot grow, the disk is full; what was stored is safe",
        "所在磁盘已满；已存内容未受影响",
    ),
    "SQLITE_IOERR": (
        "cannot be read or written, the disk is full or failing; what was stored is safe",
        "所在磁盘已满或读写出错；已存内容未受影响",
    ),
    "SQLITE_READONLY": (
        "cannot be written; give write access to it and its folder, or name another with --db",
        "没有写入权限；请授权，或用 --db 指定另一个",
    ),
    "SQLITE_CANTOPEN": (
        "cannot be opened or made; see whether its folder can be written, or name another with --db",
        "无法打开或创建；请检查所在文件夹，或用 --db 指定另一个",
    ),
    "SQLITE_NOTADB": (
        "is no catalogue of gongbao; it was left as it is. Name another with --db",
        "不是 gongbao 的目录，未作改动；请用 --db 指定另一个",
    ),
    "SQLITE_CORRUPT": ("is damaged; move it away and ingest the bulletins again", "已损坏；请移开后重新收录"),
}
"""The beginning of SQLite's name for what went wrong → what a person is told after the file's name."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors as ours, each a sentence about the catalogue at `path`.

    Raises:
        CatalogueBusy: another process held the file for too long.
        CatalogueError: in the place of any other `sqlite3.DatabaseError`.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        trouble = next((trouble for trouble in TROUBLES if name.startswith(trouble)), None)
        if trouble is None:
            raise CatalogueError(f"the catalogue {path}: {error} ({name})") from error
        kind = CatalogueBusy if trouble == "SQLITE_BUSY" else CatalogueError
        raise kind(_sentence(path, trouble)) from error


def examine(path: Path) -> None:
    """Make sure that `path` is a catalogue that this version knows, or no file yet; nothing is written.

    Raises:
        NewerCatalogue: a later version wrote it.
        CatalogueError: it is something else, or cannot be read.
    """
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise CatalogueError(f"{path} is no file; name another with --db / {path} 不是文件，请用 --db 指定另一个")
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
        wal = path.with_name(path.name + "-wal")
        logged = wal.exists() and wal.stat().st_size > 0
    except OSError as error:
        raise CatalogueError(f"{_sentence(path, 'SQLITE_CANTOPEN')} ({error.strerror})") from error
    if not header:
        return
    if len(header) < HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        raise CatalogueError(_sentence(path, "SQLITE_NOTADB"))
    pages, version, application = (int.from_bytes(header[at : at + 4]) for at in (28, 60, 68))
    if logged:  # what was written last is not in the header yet
        with told(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            pages, version, application = (
                connection.execute(f"PRAGMA {pragma}").fetchone()[0]
                for pragma in ("page_count", "user_version", "application_id")
            )
    if application != APPLICATION_ID and pages > 1:  # a single page: made, and killed before its first table
        raise CatalogueError(_sentence(path, "SQLITE_NOTADB"))
    if version > len(CATALOGUE):
        raise NewerCatalogue(f"{path}: {newer_sentence(version, len(CATALOGUE))}")


def _sentence(path: Path, trouble: str) -> str:
    english, chinese = TROUBLES[trouble]
    return f"the catalogue {path} {english}. / 目录 {path} {chinese}。"
