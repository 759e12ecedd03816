"""What was asked and answered, kept beside the catalogue in the same file: for follow-ups, buttons and restarts.

An update that Telegram has handed over is ours to lose, so it is kept before it is acknowledged and its words go when
it has been answered; its number stays for a while, as a set, so that the same update is known again. An answer is kept
by its sentences (`bot.stored`) before it is sent, so that a process that was killed goes on where it was: what was
not sent is sent, what was being sent is counted as doubtful.

Writes go through the catalogue's transactions, one at a time. A bot opens the history `durable`: each commit is on the
disk before the next step, since an update that was acknowledged cannot be had again (0.7 ms a commit, against 0.03).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogue import Context
from bot.stored import StoredAnswer, stored
from corpus.migrations import Migration, migrate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import aiosqlite

    from bot.answers.model import Answer
    from corpus.store import Catalogue

DAY = 86_400.0
SEEN_DAYS = 3
"""How long an update's number is remembered; Telegram itself keeps updates for one day."""

LOCAL = 0
"""The chat, and the person, of a terminal; Telegram has none of that number."""

NO_UPDATE = -1
"""The cause of an answer that no update asked for."""

HISTORY = (
    Migration(
        "updates, answers, conversations, feedback, preferences",
        (
            """CREATE TABLE updates (
                id INTEGER PRIMARY KEY,
                received REAL NOT NULL,
                body TEXT)""",
            "CREATE INDEX updates_unanswered ON updates (received, id) WHERE body IS NOT NULL",
            """CREATE TABLE answers (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                conversation TEXT NOT NULL,
                chat INTEGER NOT NULL,
                asker INTEGER,
                asked INTEGER NOT NULL,
                message INTEGER,
                sending INTEGER NOT NULL DEFAULT 0,
                cause INTEGER NOT NULL,
                previous INTEGER,
                question TEXT NOT NULL,
                body TEXT NOT NULL,
                context TEXT,
                made REAL NOT NULL)""",
            "CREATE INDEX answers_asked ON answers (chat, asked)",
            "CREATE INDEX answers_message ON answers (chat, message)",
            "CREATE INDEX answers_cause ON answers (cause)",
            "CREATE INDEX answers_made ON answers (made)",
            """CREATE TABLE conversations (
                key TEXT PRIMARY KEY,
                chat INTEGER NOT NULL,
                last INTEGER REFERENCES answers (id) ON DELETE CASCADE,
                context TEXT) WITHOUT ROWID""",
            "CREATE INDEX conversations_last ON conversations (last)",
            """CREATE TABLE feedback (
                answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
                person INTEGER NOT NULL,
                good INTEGER NOT NULL,
                comment TEXT NOT NULL,
                given REAL NOT NULL,
                PRIMARY KEY (answer, person)) WITHOUT ROWID""",
            "CREATE TABLE preferences (chat INTEGER PRIMARY KEY, language TEXT NOT NULL)",
            "CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        ),
    ),
)


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


class Memory:
    """What a conversation's next question may take over, written at once (`bot.dialogue.Memory`)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    async def load(self, conversation: str) -> Context | None:
        query = "SELECT context FROM conversations WHERE key = ?"
        rows = list(await self._catalogue.connection.execute_fetchall(query, (conversation,)))
        if not rows or rows[0][0] is None:
            return None
        try:
            return Context.from_json(json.loads(rows[0][0]))
        except (TypeError, ValueError, AttributeError):  # of another version: the conversation begins anew
            return None

    async def save(self, conversation: str, context: Context) -> None:
        upsert = """INSERT INTO conversations (key, chat, context) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET context = excluded.context"""
        async with self._catalogue.transaction() as connection:
            await connection.execute(upsert, (conversation, LOCAL, json.dumps(context.to_json(), ensure_ascii=False)))


class Drafts(Memory):
    """A memory that is written down together with the answer that it follows from, by `History.keep`.

    A process that is killed in between has neither, and so asks the same question again, of the same conversation.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self._unwritten: dict[str, Context] = {}

    async def load(self, conversation: str) -> Context | None:
        return self._unwritten.get(conversation) or await super().load(conversation)

    async def save(self, conversation: str, context: Context) -> None:
        self._unwritten[conversation] = context

    def pop(self, conversation: str) -> Context | None:
        """What is not written yet, which is forgotten here."""
        return self._unwritten.pop(conversation, None)


class History:
    """What is kept in one catalogue's file. Made by `open` only; it lives no longer than the catalogue is open.

    Raises, from every method:
        CatalogueError: the file cannot be read or written.
    """

    def __init__(self, catalogue: Catalogue, clock: Callable[[], float]) -> None:
        self._catalogue = catalogue
        self._connection = catalogue.connection
        self._clock = clock
        self.memory = Memory(catalogue)
        self.drafts = Drafts(catalogue)

    @classmethod
    async def open(
        cls, catalogue: Catalogue, *, durable: bool = False, clock: Callable[[], float] = time.time
    ) -> History:
        """The history in an open catalogue's file, its tables made where they are missing.

        `durable` keeps each commit over a loss of power too.

        Raises:
            NewerCatalogue: a later version wrote it.
        """
        await catalogue.connection.execute("PRAGMA secure_delete = ON")
        if durable:
            await catalogue.connection.execute("PRAGMA synchronous = FULL")
        await migrate(catalogue.connection, "history", HISTORY)
        return cls(catalogue, clock)

    # updates

    async def take(self, updates: Sequence[tuple[int, str]]) -> frozenset[int]:
        """Keep updates, as (id, JSON); return the ids that were not known. On the disk when this returns."""
        batch = json.dumps([{"id": id_, "body": body} for id_, body in updates])
        statement = """
            INSERT INTO updates (id, received, body)
            SELECT json_extract(value, '$.id'), ?, json_extract(value, '$.body') FROM json_each(?) WHERE true
            ON CONFLICT DO NOTHING RETURNING id"""
        async with self._catalogue.transaction() as connection:
            rows = await connection.execute_fetchall(statement, (self._clock(), batch))
        return frozenset(row[0] for row in rows)

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
        context = self.drafts.pop(entry.conversation)
        text = json.dumps(context.to_json(), ensure_ascii=False) if context else None
        async with self._catalogue.transaction() as connection:
            previous, before = await self._last(entry.conversation)
            text = before if text is None else text
            values = (entry.cause, entry.question, entry.answer.model_dump_json(), self._clock(), text)
            if entry.id:
                changed = """UPDATE answers SET cause = ?, question = ?, body = ?, made = ?, context = ?, sending = 1
                    WHERE id = ?"""
                await connection.execute(changed, (*values, entry.id))
                id_, previous = entry.id, entry.previous
            else:
                cursor = await connection.execute(
                    """INSERT INTO answers (cause, question, body, made, context, conversation, chat, asker, asked,
                       previous, sending) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""",
                    (*values, entry.conversation, entry.chat, entry.asker, entry.asked, previous),
                )
                id_ = cursor.lastrowid or 0
            await connection.execute(_POINT, (entry.conversation, entry.chat, id_, text))
        return replace(entry, id=id_, sending=True, previous=previous)

    async def sent(self, answer: int, message: int | None, update: int) -> None:
        """The answer stands in the chat as `message` (None: it could not be sent), and its update is handled."""
        async with self._catalogue.transaction() as connection:
            await connection.execute(
                "UPDATE answers SET message = coalesce(?, message), sending = 0 WHERE id = ?", (message, answer)
            )
            await connection.execute("UPDATE updates SET body = NULL WHERE id = ?", (update,))

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
        kept = stored(answer).model_dump_json()
        async with self._catalogue.transaction() as connection:
            cursor = await connection.execute(
                "INSERT INTO answers (conversation, chat, asked, cause, question, body, made) VALUES (?,?,?,?,?,?,?)",
                (conversation, LOCAL, 0, NO_UPDATE, question, kept, self._clock()),
            )
            insert = "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)"
            await connection.execute(insert, (cursor.lastrowid, LOCAL, int(good), comment, self._clock()))

    # conversations

    async def last(self, conversation: str) -> Entry | None:
        """The last answer of a conversation."""
        return await self._entry("id = (SELECT last FROM conversations WHERE key = ?)", (conversation,))

    async def point(self, conversation: str, chat: int, answer: int | None) -> None:
        """The conversation goes on from that answer; from nothing where it is None, or gone."""
        self.drafts.pop(conversation)
        async with self._catalogue.transaction() as connection:
            rows = list(await connection.execute_fetchall("SELECT id, context FROM answers WHERE id = ?", (answer,)))
            last, context = rows[0] if rows else (None, None)
            await connection.execute(_POINT, (conversation, chat, last, context))

    async def language(self, chat: int) -> str | None:
        """The language that was set for a chat."""
        rows = await self._rows("SELECT language FROM preferences WHERE chat = ?", (chat,))
        return str(rows[0][0]) if rows else None

    async def set_language(self, chat: int, language: str | None) -> None:
        if language is None:
            await self._write("DELETE FROM preferences WHERE chat = ?", (chat,))
        else:
            await self._write("INSERT OR REPLACE INTO preferences VALUES (?, ?)", (chat, language))

    # moving and forgetting

    async def move(self, old: int, new: int) -> None:
        """A chat has a new id; its answers, conversations and settings go along."""
        async with self._catalogue.transaction() as connection:
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

    async def forget(self, *, chat: int | None = None, person: int | None = None) -> int:
        """Delete what is kept of a chat, of a person everywhere, or (both given) of that person in that chat.

        Returns how many answers those were. What was deleted is overwritten, in the log of writes too.
        """
        both = chat is not None and person is not None
        where, values = ("chat = ? AND asker = ?", (chat, person)) if both else (
            ("chat = ?", (chat,)) if chat is not None else ("asker = ?", (person,))
        )  # fmt: skip
        async with self._catalogue.transaction() as connection:
            if person is not None:
                mine = f"person = ? AND answer IN (SELECT id FROM answers WHERE {where})" if both else "person = ?"
                await connection.execute(f"DELETE FROM feedback WHERE {mine}", (person, *(values if both else ())))
            cursor = await connection.execute(f"DELETE FROM answers WHERE {where}", values)
            if chat is not None and not both:
                await connection.execute("DELETE FROM conversations WHERE chat = ?", (chat,))
                await connection.execute("DELETE FROM preferences WHERE chat = ?", (chat,))
        await self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return cursor.rowcount

    async def prune(self, days: float) -> None:
        """Delete answers older than `days`, and the numbers of updates that cannot come again."""
        now = self._clock()
        async with self._catalogue.transaction() as connection:
            await connection.execute("DELETE FROM answers WHERE made < ?", (now - days * DAY,))
            await connection.execute(
                "DELETE FROM updates WHERE body IS NULL AND received < ?", (now - SEEN_DAYS * DAY,)
            )

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

    async def _entry(self, where: str, values: Iterable[object]) -> Entry | None:
        query = f"SELECT {', '.join(_COLUMNS)} FROM answers WHERE {where} ORDER BY id DESC LIMIT 1"
        rows = await self._rows(query, values)
        if not rows:
            return None
        row = dict(zip(_COLUMNS, rows[0], strict=True))
        kept = StoredAnswer.model_validate_json(row.pop("body"))
        return Entry(**{**row, "sending": bool(row["sending"])}, answer=kept)

    async def _last(self, conversation: str) -> tuple[int | None, str | None]:
        rows = await self._rows("SELECT last, context FROM conversations WHERE key = ?", (conversation,))
        return (rows[0][0], rows[0][1]) if rows else (None, None)

    async def _write(self, statement: str, values: Iterable[object]) -> None:
        async with self._catalogue.transaction() as connection:
            await connection.execute(statement, tuple(values))

    async def _rows(self, query: str, values: Iterable[object] = ()) -> list[aiosqlite.Row]:
        return list(await self._connection.execute_fetchall(query, tuple(values)))


_COLUMNS = (
    "conversation", "chat", "asker", "asked", "cause", "question", "body", "id", "message", "sending", "previous",
)  # fmt: skip
_POINT = "INSERT OR REPLACE INTO conversations (key, chat, last, context) VALUES (?, ?, ?, ?)"
