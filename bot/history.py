"""What was asked and answered, kept beside the catalogue in the same file: for follow-ups, buttons and restarts.

An update that Telegram has handed over is ours to lose, so it is kept before it is acknowledged and its words go when
it has been answered; its number stays for a while, as a set, so that the same update is known again. An answer is kept
by its sentences (`bot.stored`) before it is sent, so that a process that was killed goes on where it was: what was
not sent is sent, what was being sent is counted as doubtful.

What belongs together is written by one statement, with triggers for what follows from it, so that a question costs few
trips to the database's thread. A commit survives the process, and with `settle` a loss of power too: an update that was
acknowledged cannot be had again, so that is waited for before it is, and by nobody who waits for an answer (a commit
takes 0.03 ms, reaching the disk 0.7 to 4). For the same reason SQLite's log of writes is carried over into its file by
a connection that does nothing else, and not by whichever write happens to be the thousandth.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import aiosqlite

from bot.memory import NO_CHAT, REMEMBERED, Drafts, Memory
from bot.schema import HISTORY
from bot.stored import StoredAnswer, stored
from corpus.database import told
from corpus.migrations import migrate
from corpus.transactions import transaction

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from bot.answers.model import Answer
    from corpus.store import Catalogue

DAY = 86_400.0
SEEN_DAYS = 3
"""How long an update's number is remembered; Telegram itself keeps updates for one day."""

WRITES = 100
"""After so many the log of writes is carried over: it holds some ten pages of each."""

NO_UPDATE = -1
"""The cause of an answer that no update asked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and its answer. `asked` and `message` are the two messages' numbers in the chat.

    `cause` is the update that asked; `previous` the answer before it in its conversation; `sending` is set from just
    before an answer is sent until it is known to be: found set at a start, the answer may have arrived.
    """

    conversation: str
    chat: int
    asker: int | None
    asked: int
    cause: int
    question: str
    answer: StoredAnswer
    id: int = 0
    message: int | None = None
    sending: bool = False
    previous: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """For the operator."""

    answers: int
    good: int
    bad: int
    waiting: int


class History:
    """What is kept in one catalogue's file. Made by `open` only; it lives no longer than the catalogue is open.

    Raises, from every method:
        CatalogueError: the file cannot be read or written.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        writer: aiosqlite.Connection,
        tidier: aiosqlite.Connection | None,
        clock: Callable[[], float],
    ) -> None:
        self._catalogue = catalogue
        self._reader = catalogue.connection
        self._writer = writer
        self._tidier = tidier
        self._tidying: asyncio.Task[None] | None = None
        self._untidy = 0
        self._writing = asyncio.Lock()
        self._clock = clock
        self._languages: dict[int, str | None] = {}
        self.memory = Memory(catalogue)
        self.drafts = Drafts(catalogue)

    @classmethod
    async def open(
        cls, catalogue: Catalogue, *, shared: bool = True, clock: Callable[[], float] = time.time
    ) -> History:
        """The history in an open catalogue's file, its tables made where they are missing.

        Unless it is `shared`, it writes through a connection of its own, and is to be closed.

        Raises:
            NewerCatalogue: a later version wrote it.
            CatalogueError: the tables cannot be made; the disk is full, say.
        """
        with told(catalogue.path):
            await migrate(catalogue.connection, "history", HISTORY)
        writer, tidier = catalogue.connection, None
        if not shared:
            writer = await aiosqlite.connect(catalogue.path, timeout=30, isolation_level=None)
            await writer.execute("PRAGMA foreign_keys = ON")
            await writer.execute("PRAGMA synchronous = NORMAL")
            await writer.execute("PRAGMA wal_autocheckpoint = 0")
            tidier = await aiosqlite.connect(catalogue.path, timeout=30, isolation_level=None)
        await writer.execute("PRAGMA secure_delete = FAST")
        return cls(catalogue, writer, tidier, clock)

    async def close(self) -> None:
        """Let go of what `open` opened; the catalogue stays open."""
        if self._tidying is not None:
            await self._tidying
        if self._tidier is not None:
            await self._tidier.close()
        if self._writer is not self._reader:
            await self._writer.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # updates

    async def take(self, updates: Sequence[tuple[int, str]]) -> frozenset[int]:
        """Keep updates, as (id, JSON); return the ids that were not known."""
        batch = json.dumps([{"id": id_, "body": body} for id_, body in updates])
        statement = """
            INSERT INTO updates (id, received, body)
            SELECT json_extract(value, '$.id'), ?, json_extract(value, '$.body') FROM json_each(?) WHERE true
            ON CONFLICT DO NOTHING RETURNING id"""
        rows = await self._write(statement, (self._clock(), batch))
        return frozenset(row[0] for row in rows)

    async def settle(self) -> None:
        """Wait until all that was written is on the disk."""
        await asyncio.to_thread(_reach_the_disk, self._catalogue.path.with_name(self._catalogue.path.name + "-wal"))
        if self._tidier is not None and self._untidy >= WRITES and (self._tidying is None or self._tidying.done()):
            self._untidy = 0
            self._tidying = asyncio.create_task(self._tidy(self._tidier))

    async def handled(self, update: int) -> None:
        """The update needs nothing more: its words go, its number stays."""
        await self._write("UPDATE updates SET body = NULL WHERE id = ?", (update,))

    async def unanswered(self) -> list[tuple[int, str]]:
        """Updates that were taken and not handled, in the order in which they came."""
        rows = await self._rows("SELECT id, body FROM updates WHERE body IS NOT NULL ORDER BY received, id")
        return [(row[0], row[1]) for row in rows]

    # answers

    async def keep(self, entry: Entry) -> Entry:
        """Keep a new answer (or, where `entry.id` is set, what has become of an old one), as about to be sent.

        It is the last one of its conversation from now on.
        """
        left = self.drafts.taken(entry.conversation)
        context = json.dumps(left.to_json(), ensure_ascii=False) if left else None
        made = (
            entry.cause,
            entry.question,
            entry.answer.model_dump_json(exclude_defaults=True),
            self._clock(),
            context,
            entry.conversation,
        )
        if entry.id:
            rows = await self._write(_KEEP_AGAIN, (*made, entry.id))
        else:
            place = (entry.conversation, entry.chat, entry.asker, entry.asked, entry.conversation)
            rows = await self._write(_KEEP, (*made, *place))
        if not rows:  # forgotten in the meantime
            return await self.keep(replace(entry, id=0, message=None))
        if left:
            self.drafts.written(entry.conversation, left)
        return replace(entry, id=rows[0][0], sending=True, previous=rows[0][1])

    async def sent(self, entry: Entry, message: int | None) -> None:
        """The answer stands in the chat as `message` (None: as before, or not at all), and its update is handled."""
        statement = "UPDATE answers SET message = coalesce(?, message), sending = 0 WHERE id = ? RETURNING id"
        if not await self._write(statement, (message, entry.id)):  # forgotten on its way, and so no trigger fires
            await self.handled(entry.cause)

    async def answer(self, id_: int) -> Entry | None:
        """The answer of that number."""
        return await self._entry("id = ?", (id_,))

    async def answer_caused_by(self, update: int) -> Entry | None:
        """The answer that was already made for an update."""
        return await self._entry("cause = ?", (update,))

    async def answer_to(self, chat: int, asked: int) -> Entry | None:
        """The answer to the message `asked`."""
        return await self._entry("chat = ? AND asked = ?", (chat, asked))

    async def answer_shown_as(self, chat: int, message: int) -> Entry | None:
        """The answer that stands in the chat as `message`."""
        return await self._entry("chat = ? AND message = ?", (chat, message))

    async def judge(self, answer: int, person: int, *, good: bool, comment: str = "") -> None:
        """What a person thinks of an answer; the last word counts."""
        insert = "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)"
        await self._write(insert, (answer, person, int(good), comment, self._clock()))

    async def feedback(
        self, conversation: str, question: str, answer: Answer, *, good: bool, comment: str = ""
    ) -> None:
        """What a person thinks of an answer that was not kept yet, as at a terminal."""
        statement = """INSERT INTO answers (conversation, chat, asked, cause, question, body, made)
            VALUES (?, ?, 0, ?, ?, ?, ?) RETURNING id"""
        kept = stored(answer).model_dump_json(exclude_defaults=True)
        rows = await self._write(statement, (conversation, NO_CHAT, NO_UPDATE, question, kept, self._clock()))
        await self.judge(rows[0][0], NO_CHAT, good=good, comment=comment)

    # conversations

    async def last(self, conversation: str) -> Entry | None:
        """The last answer of a conversation."""
        return await self._entry("id = (SELECT last FROM conversations WHERE key = ?)", (conversation,))

    async def point(self, conversation: str, chat: int, answer: int | None) -> None:
        """The conversation goes on from that answer; from nothing where it is None, or gone."""
        self.drafts.drop(conversation)
        statement = """INSERT OR REPLACE INTO conversations (key, chat, last, context)
            VALUES (?1, ?2, (SELECT id FROM answers WHERE id = ?3), (SELECT context FROM answers WHERE id = ?3))"""
        await self._write(statement, (conversation, chat, answer))

    async def language(self, chat: int) -> str | None:
        """The language that was set for a chat."""
        if chat not in self._languages:
            if len(self._languages) >= REMEMBERED:
                self._languages.clear()
            rows = await self._rows("SELECT language FROM preferences WHERE chat = ?", (chat,))
            self._languages[chat] = str(rows[0][0]) if rows else None
        return self._languages[chat]

    async def set_language(self, chat: int, language: str | None) -> None:
        """Answer in that language in this chat; in that of the question where it is None."""
        if language is None:
            await self._write("DELETE FROM preferences WHERE chat = ?", (chat,))
        else:
            await self._write("INSERT OR REPLACE INTO preferences VALUES (?, ?)", (chat, language))
        self._languages.pop(chat, None)

    # moving and forgetting

    async def move(self, old: int, new: int) -> None:
        """A chat has a new id; its answers, conversations and settings go along."""
        async with self._transaction() as connection:
            await connection.execute("UPDATE answers SET chat = ? WHERE chat = ?", (new, old))
            await connection.execute(
                "UPDATE answers SET conversation = replace(conversation, ?, ?) WHERE chat = ?",
                (f":{old}:", f":{new}:", new),
            )
            await connection.execute(
                "UPDATE OR REPLACE conversations SET key = replace(key, ?, ?), chat = ? WHERE chat = ?",
                (f":{old}:", f":{new}:", new, old),
            )
            await connection.execute("UPDATE OR REPLACE preferences SET chat = ? WHERE chat = ?", (new, old))
        self._reread()

    async def forget(self, *, chat: int | None = None, person: int | None = None) -> int:
        """Delete what is kept of a chat, of a person everywhere, or (both given) of that person in that chat.

        Returns how many answers those were. What was deleted is overwritten, in the log of writes too.
        """
        both = chat is not None and person is not None
        where, values = ("chat = ? AND asker = ?", (chat, person)) if both else (
            ("chat = ?", (chat,)) if chat is not None else ("asker = ?", (person,))
        )  # fmt: skip
        await self._write("PRAGMA secure_delete = ON", ())
        async with self._transaction() as connection:
            if person is not None:
                mine = f"person = ? AND answer IN (SELECT id FROM answers WHERE {where})" if both else "person = ?"
                await connection.execute(f"DELETE FROM feedback WHERE {mine}", (person, *(values if both else ())))
            cursor = await connection.execute(f"DELETE FROM answers WHERE {where}", values)
            if chat is not None and not both:
                await connection.execute("DELETE FROM conversations WHERE chat = ?", (chat,))
                await connection.execute("DELETE FROM preferences WHERE chat = ?", (chat,))
        self._reread()
        await self._write("PRAGMA wal_checkpoint(TRUNCATE)", ())
        await self._write("PRAGMA secure_delete = FAST", ())
        return cursor.rowcount

    async def prune(self, days: float) -> None:
        """Delete answers older than `days`, and the numbers of updates that cannot come again."""
        now = self._clock()
        async with self._transaction() as connection:
            await connection.execute("DELETE FROM answers WHERE made < ?", (now - days * DAY,))
            await connection.execute(
                "DELETE FROM updates WHERE body IS NULL AND received < ?", (now - SEEN_DAYS * DAY,)
            )
        self._reread()

    # notes and figures

    async def note(self, name: str) -> str | None:
        """Something that is remembered over restarts, such as which commands were set."""
        rows = await self._rows("SELECT value FROM notes WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    async def set_note(self, name: str, value: str) -> None:
        await self._write("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    async def counts(self) -> Counts:
        """How much is kept, and what people thought of it."""
        query = """SELECT (SELECT count(*) FROM answers), (SELECT count(*) FROM feedback WHERE good),
            (SELECT count(*) FROM feedback WHERE NOT good), (SELECT count(*) FROM updates WHERE body IS NOT NULL)"""
        return Counts(*(await self._rows(query))[0])

    # inside

    def _reread(self) -> None:
        """What is held in memory may have changed in the file."""
        self._languages.clear()
        self.drafts.reread()

    async def _tidy(self, tidier: aiosqlite.Connection) -> None:
        """Carry the log of writes over into the file, beside those who write, as far as nobody reads in it."""
        with suppress(sqlite3.DatabaseError):  # the log grows, and whoever writes meets the same error
            await tidier.execute_fetchall("PRAGMA wal_checkpoint(PASSIVE)")

    async def _entry(self, where: str, values: Iterable[object]) -> Entry | None:
        query = f"SELECT {', '.join(_COLUMNS)} FROM answers WHERE {where} ORDER BY id DESC LIMIT 1"
        rows = await self._rows(query, values)
        if not rows:
            return None
        row = dict(zip(_COLUMNS, rows[0], strict=True))
        kept = StoredAnswer.model_validate_json(row.pop("body"))
        return Entry(**{**row, "sending": bool(row["sending"])}, answer=kept)

    async def _rows(self, query: str, values: Iterable[object] = ()) -> list[aiosqlite.Row]:
        with told(self._catalogue.path):
            return list(await self._reader.execute_fetchall(query, tuple(values)))

    async def _write(self, statement: str, values: Iterable[object]) -> list[aiosqlite.Row]:
        """One statement, committed; what it returns."""
        self._untidy += 1
        async with self._writing:
            with told(self._catalogue.path):
                return list(await self._writer.execute_fetchall(statement, tuple(values)))

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        async with self._writing:
            with told(self._catalogue.path):
                async with transaction(self._writer) as connection:
                    yield connection


def _reach_the_disk(path: Path) -> None:
    """SQLite appends commits to this file; where it is not there, they are in the database already."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        os.fsync(file.fileno())


_COLUMNS = (
    "conversation", "chat", "asker", "asked", "cause", "question", "body", "id", "message", "sending", "previous",
)  # fmt: skip
_KEEP = """
    INSERT INTO answers
        (cause, question, body, made, context, sending, conversation, chat, asker, asked, previous)
    VALUES (?, ?, ?, ?, coalesce(?, (SELECT context FROM conversations WHERE key = ?)), 1, ?, ?, ?, ?,
        (SELECT last FROM conversations WHERE key = ?))
    RETURNING id, previous"""
_KEEP_AGAIN = """
    UPDATE answers SET cause = ?, question = ?, body = ?, made = ?,
        context = coalesce(?, (SELECT context FROM conversations WHERE key = ?)), sending = 1
    WHERE id = ? RETURNING id, previous"""
