"""The catalogue: which files were read, what stands on their pages, and what changed since when. One SQLite file.

Everything that is said later is cut from here, so what the file promises is dull and strict. A file's articles are
replaced in one transaction: whenever the process is killed, the catalogue holds the old or the new state of each file.
A page is stored once however many files hold it, and goes with the last of them. Each change raises the `revision` by
one and is logged, so that an index beside the catalogue can follow. A file that is not ours, or is ours from the
future, is refused before anything is written, its write-ahead log included.

Pages are found by key and loaded when asked for; opening reads nothing but the header, however large the catalogue is.
With `synchronous = NORMAL` in WAL mode a loss of power may undo the last commits, never half of one.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import asynccontextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Self

import aiosqlite

from corpus.database import APPLICATION_ID, examine, told
from corpus.errors import CatalogueError
from corpus.migrations import CATALOGUE, migrate
from corpus.model import Article, Page
from corpus.rows import COLUMNS, article_of
from corpus.transactions import transaction
from corpus.writing import Pen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from corpus.assembly import Leftover
    from corpus.places import Place

CARDS = """SELECT a.id, p.name, a.title, a.place, a.province FROM pages p JOIN articles a ON a.page = p.key
    {where} ORDER BY p.name, p.id, a.number"""
"""All that an index of each table holds: no row is read, and so no text."""
BUNDLED = "bundled:"  # before the name of a bulletin that came with the program, in place of a folder

_SELECT = f"""
    SELECT p.id, p.name, p.text, p.encoding, a.id, {", ".join(f"a.{column}" for column in COLUMNS)},
           (SELECT group_concat(stop) FROM (SELECT stop FROM sentences s WHERE s.article = a.key ORDER BY s.number))
    FROM articles a JOIN pages p ON p.key = a.page
    WHERE a.id IN (SELECT value FROM json_each(?))"""  # fmt: skip


class Card(NamedTuple):
    """An article in brief. `place` is its province's or city's short name, `province` its province's."""

    id: str
    bulletin: str
    title: str
    place: str | None
    province: str | None


class Stamp(NamedTuple):
    """What a file is known again by: its size, its time of change in nanoseconds, the hash of its bytes."""

    size: int
    mtime_ns: int
    sha256: str


LAST = (1 << 63) - 1  # the greatest revision that SQLite can count

UNSTAMPED = Stamp(0, 0, "")  # of a page that came from no file, or of one to be read again


class File(NamedTuple):
    """A file as it was when it was read; `page` is the id of the page it holds."""

    path: str
    stamp: Stamp
    page: str


class Reading(NamedTuple):
    """What was read from one file."""

    page: Page
    articles: Sequence[Article]
    leftovers: Sequence[Leftover] = ()
    stamp: Stamp = UNSTAMPED


class StoredLeftover(NamedTuple):
    """Text that fits no article, the file it stands in, and why it fits none."""

    bulletin: str
    page: str
    text: str
    reason: str


class Changes(NamedTuple):
    """What to take out of an index, then what to put in (an article that was read anew is in both)."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


class Catalogue:
    """An open catalogue; `async with` closes it. Made by `open` only.

    Raises, from every method:
        CatalogueError: the file cannot be read or written; what was stored stays.
        CatalogueBusy: another process held it for longer than the patience of `open`.
    """

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        self.path = path
        self.connection = connection
        self._writing = asyncio.Lock()
        self._pen = Pen(connection)

    @classmethod
    async def open(cls, path: Path, *, bundled: bool = True, patience: float = 5.0) -> Catalogue:
        """Open the catalogue at `path`; make it, and its folder, where there is none.

        A new one starts with the bundled bulletins unless `bundled` is false; an old one stays as it is. `patience`
        is how long to wait for another process, in seconds.

        Raises:
            NewerCatalogue: a later version wrote it; it was not touched.
            CatalogueError: it cannot be opened, or is some other file; it was not touched.
            CatalogueBusy: another process holds it.
        """
        with told(path):
            examine(path)
            _make_folder(path)
            sqlite3.connect(path).close()  # a door that stays shut is better met here than in aiosqlite's thread
            connection = await aiosqlite.connect(path, timeout=patience, isolation_level=None)
            try:
                await connection.execute("PRAGMA foreign_keys = ON")
                await connection.execute("PRAGMA synchronous = NORMAL")
                await connection.execute("PRAGMA journal_mode = WAL")
                marks = (f"application_id = {APPLICATION_ID}", f"user_version = {len(CATALOGUE)}")
                await migrate(connection, "catalogue", CATALOGUE, pragmas=marks)
                catalogue = cls(path, connection)
                await catalogue._begin(bundled=bundled)
            except BaseException:
                await connection.close()
                raise
            return catalogue

    async def close(self) -> None:
        """Let go of the file; further calls have no effect."""
        with told(self.path):
            await self.connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        """All or nothing, one at a time: what is executed inside is committed together, or not at all."""
        async with self._writing:
            with told(self.path):
                async with transaction(self.connection) as connection:
                    yield connection

    # reading

    async def articles(self, *, place: Place | None = None) -> AsyncIterator[Article]:
        """All articles, by bulletin and then down the page; those of one province or city where `place` is given.

        A hundred at a time are held in memory.
        """
        ids = iter([card.id for card in await self.cards(place=place)])
        while batch := list(islice(ids, 100)):
            for article in (await self.load(batch)).values():
                yield article

    async def article(self, id_: str) -> Article | None:
        """The article of that id, where there is one."""
        return (await self.load((id_,))).get(id_)

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles of those ids, in that order; unknown ids are left out. One query."""
        pages: dict[str, Page] = {}
        found: dict[str, Article] = {}
        with told(self.path):
            rows = await self._rows(_SELECT, (json.dumps(list(ids)),))
            for page_id, name, text, encoding, id_, *row, stops in rows:
                page = pages.get(page_id) or pages.setdefault(page_id, Page(name, text, encoding))
                found[id_] = article_of(page, row, stops)
        return {id_: found[id_] for id_ in ids if id_ in found}

    async def cards(self, *, place: Place | None = None) -> list[Card]:
        """All articles in brief, in the order of `articles`."""
        where = ""
        values: tuple[str, ...] = ()
        if place is not None:
            where = "WHERE a.province = ?" if place.level == 1 else "WHERE a.place_code = ?"
            values = (place.short if place.level == 1 else place.code,)
        with told(self.path):
            return [Card(*row) for row in await self._rows(CARDS.format(where=where), values)]

    async def files(self) -> list[File]:
        """Every file that was read, by path; bundled bulletins have `bundled:` for a folder."""
        query = """SELECT f.path, f.size, f.mtime_ns, f.sha256, p.id FROM files f JOIN pages p ON p.key = f.page
            ORDER BY f.path"""
        with told(self.path):
            return [_file(row) for row in await self._rows(query)]

    async def file(self, path: str) -> File | None:
        """What was read from `path`, where anything was."""
        query = """SELECT f.path, f.size, f.mtime_ns, f.sha256, p.id FROM files f JOIN pages p ON p.key = f.page
            WHERE f.path = ?"""
        with told(self.path):
            rows = await self._rows(query, (path,))
        return _file(rows[0]) if rows else None

    async def pages(self) -> AsyncIterator[Page]:
        """Every page, by name; one at a time is held in memory."""
        with told(self.path):
            for (key,) in await self._rows("SELECT key FROM pages ORDER BY name, id"):
                for values in await self._rows("SELECT name, text, encoding FROM pages WHERE key = ?", (key,)):
                    yield Page(*values)

    async def leftovers(self) -> list[StoredLeftover]:
        """Text that fits no article, by bulletin and then down the page."""
        query = """SELECT p.name, p.id, l.text, l.reason FROM pages p JOIN leftovers l ON l.page = p.key
            ORDER BY p.name, p.id, l.number"""
        with told(self.path):
            return [StoredLeftover(*row) for row in await self._rows(query)]

    async def revision(self) -> int:
        """Grows by one whenever articles come or go; 0 when nothing ever did."""
        with told(self.path):
            return int((await self._rows("SELECT coalesce(max(revision), 0) FROM changes"))[0][0])

    async def changes(self, since: int, until: int = LAST) -> Changes:
        """What came and went after revision `since`, up to `until`, in that order; 0 asks for everything."""
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        query = "SELECT article, added FROM changes WHERE revision > ? AND revision <= ? ORDER BY revision, added"
        with told(self.path):
            for article, added in await self._rows(query, (since, until)):
                first.setdefault(article, added)
                last[article] = added
        return Changes(
            added=tuple(article for article, added in last.items() if added),
            removed=tuple(article for article, added in first.items() if not added),
        )

    # writing

    async def replace(
        self,
        path: str | Path,
        page: Page,
        articles: Sequence[Article],
        leftovers: Sequence[Leftover] = (),
        *,
        stamp: Stamp = UNSTAMPED,
    ) -> None:
        """From now on `path` holds `page`; what it held before goes, unless another file holds it too.

        One transaction. The articles of a page that is there already are stored anew.
        """
        async with self.transaction():
            await self._pen.replace(str(path), Reading(page, articles, leftovers, stamp))

    async def renew(self, page: Page, articles: Sequence[Article], leftovers: Sequence[Leftover] = ()) -> None:
        """What is read now from a stored page takes the place of what was read from it before. One transaction."""
        async with self.transaction():
            await self._pen.put_page(Reading(page, articles, leftovers), await self._pen.next_revision())

    async def hold(self, path: str | Path, page_id: str, name: str, stamp: Stamp) -> bool:
        """From now on `path`, a file called `name`, holds a page that is stored already; false where it is not."""
        query = "SELECT key FROM pages WHERE id = ?"
        with told(self.path):
            if not await self._rows(query, (page_id,)):  # as a rule: no transaction is begun for it
                return False
        async with self.transaction():
            rows = await self._rows(query, (page_id,))
            if not rows:
                return False
            before = await self._pen.page_of(str(path))
            await self._pen.put_file(str(path), name, rows[0][0], stamp)
            if before not in {None, rows[0][0]}:
                await self._pen.drop_if_unheld(before, await self._pen.next_revision())
            return True

    async def touch(self, path: str | Path, stamp: Stamp) -> None:
        """`path` holds what it held, under a new stamp."""
        async with self.transaction() as connection:
            update = "UPDATE files SET size = ?, mtime_ns = ?, sha256 = ? WHERE path = ?"
            await connection.execute(update, (*stamp, str(path)))

    async def remove(self, path: str | Path) -> bool:
        """Forget `path`, and its page with it unless another file holds that too; false when it was not known."""
        async with self.transaction() as connection:
            key = await self._pen.page_of(str(path))
            if key is None:
                return False
            await connection.execute("DELETE FROM files WHERE path = ?", (str(path),))
            await self._pen.drop_if_unheld(key, await self._pen.next_revision())
            return True

    # inside

    async def _begin(self, *, bundled: bool) -> None:
        """A new catalogue starts with the bundled bulletins, or is marked as one that does not."""
        known = "SELECT 1 FROM meta WHERE name = 'bundled'"
        if await self._rows(known):
            return
        readings: Iterable[Reading] = ()
        if bundled:
            from corpus.bundled import bundled_bulletins  # noqa: PLC0415 - old catalogues need no reader

            readings = bundled_bulletins()
        async with self.transaction() as connection:
            if await self._rows(known):  # another process was quicker
                return
            for reading in readings:
                await self._pen.replace(BUNDLED + reading.page.name, reading)
            await connection.execute("INSERT INTO meta VALUES ('bundled', ?)", ("yes" if bundled else "no",))

    async def _rows(self, query: str, values: Iterable[object] = ()) -> list[aiosqlite.Row]:
        return list(await self.connection.execute_fetchall(query, tuple(values)))


def _file(row: aiosqlite.Row) -> File:
    path, size, mtime_ns, sha256, page = row
    return File(path, Stamp(size, mtime_ns, sha256), page)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CatalogueError(
            f"the folder {path.parent} cannot be made: {reason} / 无法创建文件夹 {path.parent}"
        ) from error
