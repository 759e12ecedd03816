"""What is done to the catalogue's tables when a file comes, changes or goes.

Each method is a part of one transaction, which whoever calls it begins and ends. Each change has a revision and is
logged, article by article.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import CatalogueError
from corpus.rows import COLUMNS, digest, pack_origins, row_of, seal

if TYPE_CHECKING:
    from collections.abc import Iterable

    import aiosqlite

    from corpus.model import Article
    from corpus.rows import Value
    from corpus.store import Reading, Stamp

_INSERT = (
    f"INSERT INTO articles (key, id, page, {', '.join(COLUMNS)}, seal) VALUES ({', '.join('?' * (len(COLUMNS) + 4))})"
)


class Pen:
    """Writes through one connection."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def replace(self, path: str, reading: Reading) -> None:
        """From now on `path` holds the page of `reading`; what it held before goes, unless another file holds it."""
        revision = await self.next_revision()
        before = await self.page_of(path)
        key = await self.put_page(reading, revision)
        await self.put_file(path, reading.page.name, key, reading.stamp)
        if before not in {None, key}:
            await self.drop_if_unheld(before, revision)

    async def put_page(self, reading: Reading, revision: int) -> int:
        """The page's key; what was read from it takes the place of what was read from it before.

        A table is written in one call: each call is a way to the database's thread and back, and thirty of them take
        longer than what they write.
        """
        connection, page = self._connection, reading.page
        rows = await self._rows("SELECT key, sha256 FROM pages WHERE id = ?", (page.id,))
        if rows:
            key, sha256 = rows[0]
            if sha256 != page.sha256:
                raise CatalogueError(f"another page has the id {page.id} already / 页面编号 {page.id} 已被占用")
            await self._log(revision, key, added=False)
            await connection.execute("DELETE FROM articles WHERE page = ?", (key,))
            await connection.execute("DELETE FROM leftovers WHERE page = ?", (key,))
        else:
            insert = "INSERT INTO pages (id, sha256, name, encoding, text) VALUES (?, ?, ?, ?, ?)"
            cursor = await connection.execute(insert, (page.id, page.sha256, page.name, page.encoding, page.text))
            key = cursor.lastrowid
        if reading.articles:
            first = (await self._rows("SELECT coalesce(max(key), 0) + 1 FROM articles"))[0][0]
            numbered = tuple(enumerate(reading.articles, first))
            await connection.executemany(_INSERT, [_row(number, key, article) for number, article in numbered])
            sentences = [
                (number, s.number, s.id, *s.span, digest(s.text)) for number, a in numbered for s in a.sentences
            ]
            await connection.executemany("INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)", sentences)
            await self._log(revision, key, added=True)
        if reading.leftovers:
            leftovers = [
                (number, leftover.text.text, pack_origins(leftover.text.origins), leftover.reason)
                for number, leftover in enumerate(reading.leftovers, 1)
            ]
            insert = "INSERT INTO leftovers VALUES (?, ?, ?, ?, ?, ?)"
            await connection.executemany(insert, [(key, *row, seal(row)) for row in leftovers])
        return int(key)

    async def put_file(self, path: str, name: str, key: int, stamp: Stamp) -> None:
        await self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", (path, name, *stamp, key)
        )

    async def drop_if_unheld(self, key: int | None, revision: int) -> None:
        """A page that no file holds goes; one that another file holds bears the name of such a file."""
        rows = await self._rows("SELECT name FROM files WHERE page = ? ORDER BY path LIMIT 1", (key,))
        if rows:
            kept = "UPDATE pages SET name = ? WHERE key = ? AND name NOT IN (SELECT name FROM files WHERE page = key)"
            await self._connection.execute(kept, (rows[0][0], key))
            return
        await self._log(revision, key, added=False)
        await self._connection.execute("DELETE FROM pages WHERE key = ?", (key,))

    async def _log(self, revision: int, key: int | None, *, added: bool) -> None:
        log = "INSERT INTO changes SELECT ?, id, ? FROM articles WHERE page = ?"
        await self._connection.execute(log, (revision, int(added), key))

    async def next_revision(self) -> int:
        return int((await self._rows("SELECT coalesce(max(revision), 0) + 1 FROM changes"))[0][0])

    async def page_of(self, path: str) -> int | None:
        rows = await self._rows("SELECT page FROM files WHERE path = ?", (path,))
        return int(rows[0][0]) if rows else None

    async def _rows(self, query: str, values: Iterable[object] = ()) -> list[aiosqlite.Row]:
        return list(await self._connection.execute_fetchall(query, tuple(values)))


def _row(number: int, page: int, article: Article) -> tuple[Value, ...]:
    row = row_of(article)
    return (number, article.id, page, *row, seal(row))
