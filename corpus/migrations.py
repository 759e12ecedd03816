"""How the catalogue's file came to its present shape: numbered steps, each one transaction with its own record.

A step that is recorded has happened whole, and one that is not has not happened at all, wherever the process was
killed. Each room that keeps tables in the file numbers its own steps; those of the catalogue are `CATALOGUE`. A step
is never changed once released: a new shape is a new step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import NewerCatalogue
from corpus.transactions import transaction

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiosqlite


class Migration(NamedTuple):
    """One step: what it is for, and the statements that make it."""

    name: str
    statements: tuple[str, ...]


CATALOGUE = (
    Migration(
        "pages, articles, sentences, and what changed when",
        (
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            """CREATE TABLE pages (
                key INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                sha256 TEXT NOT NULL,
                name TEXT NOT NULL,
                encoding TEXT NOT NULL,
                text TEXT NOT NULL)""",
            "CREATE INDEX pages_in_order ON pages (name, id)",
            """CREATE TABLE files (
                path TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                size INTEGER NOT NULL,
                mtime_ns INTEGER NOT NULL,
                sha256 TEXT NOT NULL,
                page INTEGER NOT NULL REFERENCES pages (key)) WITHOUT ROWID""",
            "CREATE INDEX files_of_page ON files (page)",
            """CREATE TABLE articles (
                key INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                page INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                title TEXT NOT NULL, title_origins BLOB NOT NULL,
                title_inferred INTEGER NOT NULL,
                kicker TEXT, kicker_origins BLOB,
                byline TEXT, byline_origins BLOB,
                credit TEXT, credit_origins BLOB,
                place_code TEXT, place_name TEXT, place TEXT, province TEXT,
                body TEXT NOT NULL, body_origins BLOB NOT NULL,
                dates TEXT NOT NULL,
                enumerations TEXT NOT NULL,
                paragraphs TEXT NOT NULL,
                repairs TEXT NOT NULL,
                seal TEXT NOT NULL,
                UNIQUE (page, number))""",
            "CREATE INDEX articles_of_province ON articles (province)",
            "CREATE INDEX articles_of_place ON articles (place_code)",
            """CREATE TABLE sentences (
                article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                id TEXT NOT NULL,
                start INTEGER NOT NULL,
                stop INTEGER NOT NULL,
                digest TEXT NOT NULL,
                PRIMARY KEY (article, number)) WITHOUT ROWID""",
            """CREATE TABLE leftovers (
                page INTEGER NOT NULL REFERENCES pages (key) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                text TEXT NOT NULL,
                origins BLOB NOT NULL,
                reason TEXT NOT NULL,
                seal TEXT NOT NULL,
                PRIMARY KEY (page, number)) WITHOUT ROWID""",
            """CREATE TABLE changes (
                revision INTEGER NOT NULL,
                article TEXT NOT NULL,
                added INTEGER NOT NULL,
                PRIMARY KEY (revision, article, added)) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "articles in brief, listed without their texts being passed over",
        ("CREATE INDEX articles_in_brief ON articles (page, number, id, title, place, province)",),
    ),
)
"""The catalogue's own steps; how many there are is also the file's `user_version`."""

_RECORDS = """CREATE TABLE IF NOT EXISTS migrations (
    room TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, applied TEXT NOT NULL,
    PRIMARY KEY (room, number)) WITHOUT ROWID"""


async def migrate(
    connection: aiosqlite.Connection, room: str, steps: Sequence[Migration], *, pragmas: Sequence[str] = ()
) -> int:
    """Take the steps that `room` has not taken yet, and return how many those were.

    `connection` is in autocommit mode. `pragmas` are set within each step's transaction (a file's marks belong to it).

    Raises:
        NewerCatalogue: the file records more steps than are known here; nothing was written.
        sqlite3.Error: a step failed and left nothing behind.
    """
    done = await _taken(connection, room)
    if done > len(steps):
        raise NewerCatalogue(newer_sentence(done, len(steps)))
    taken = 0
    for number, step in enumerate(steps[done:], done + 1):
        async with transaction(connection):
            if await _taken(connection, room) < number:  # another process may have been quicker
                await connection.execute(_RECORDS)
                for statement in step.statements:
                    await connection.execute(statement)
                for pragma in pragmas:
                    await connection.execute(f"PRAGMA {pragma}")
                record = "INSERT INTO migrations VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))"
                await connection.execute(record, (room, number, step.name))
                taken += 1
    return taken


async def _taken(connection: aiosqlite.Connection, room: str) -> int:
    """How many steps of `room` the file records."""
    exists = "SELECT 1 FROM sqlite_schema WHERE name = 'migrations'"
    async with connection.execute(exists) as cursor:
        if await cursor.fetchone() is None:
            return 0
    async with connection.execute("SELECT coalesce(max(number), 0) FROM migrations WHERE room = ?", (room,)) as cursor:
        row = await cursor.fetchone()
        return int(row[0]) if row else 0


def newer_sentence(found: int, known: int) -> str:
    """What a person is told about a catalogue from the future."""
    return (
        f"the catalogue was written by a newer version of gongbao (its shape is number {found}, this version knows "
        f"{known}); it was left as it is. Install the newer version, or name another catalogue with --db. / "
        "目录由更新版本的 gongbao 写成，未作改动；请升级，或用 --db 指定另一个目录。"
    )
