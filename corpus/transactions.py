"""All or nothing: what is executed inside is committed together, or leaves no trace."""

from __future__ import annotations

import sqlite3
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import aiosqlite


@asynccontextmanager
async def transaction(connection: aiosqlite.Connection) -> AsyncIterator[aiosqlite.Connection]:
    """One transaction of a connection in autocommit mode, which holds the right to write from its beginning.

    Raises:
        sqlite3.Error: it cannot be begun or committed.
    """
    try:
        await connection.execute("BEGIN IMMEDIATE")
        yield connection
        await connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.DatabaseError):  # there is nothing to undo where SQLite has done so itself
            await connection.execute("ROLLBACK")
        raise
