"""What a conversation's next question may take over from its last answer, kept in the catalogue's file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.context import Context

if TYPE_CHECKING:
    from corpus.store import Catalogue

REMEMBERED = 4096
"""Conversations, or chats, of which something is held in memory."""

NO_CHAT = 0
"""The chat of a conversation at a terminal; Telegram has none of that number."""


class Memory:
    """What a conversation's next question may take over, written at once (`bot.context.Memory`)."""

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
            await connection.execute(upsert, (conversation, NO_CHAT, json.dumps(context.to_json(), ensure_ascii=False)))


class Drafts(Memory):
    """A memory that is written down together with the answer that it follows from, by `History.keep`.

    A process that is killed in between has neither, and so asks the same question again, of the same conversation.
    What was written or read lately is held, for a thread's hop to the file is a good part of a short answer's time.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue)
        self._unwritten: dict[str, Context] = {}
        self._written: dict[str, Context | None] = {}

    async def load(self, conversation: str) -> Context | None:
        if conversation in self._unwritten:
            return self._unwritten[conversation]
        if conversation not in self._written:
            self.written(conversation, await super().load(conversation))
        return self._written[conversation]

    async def save(self, conversation: str, context: Context) -> None:
        self._unwritten[conversation] = context

    def taken(self, conversation: str) -> Context | None:
        """What is not written yet, to be written now."""
        return self._unwritten.pop(conversation, None)

    def written(self, conversation: str, context: Context | None) -> None:
        """The file holds this now."""
        if len(self._written) >= REMEMBERED:
            self._written.clear()
        self._written[conversation] = context

    def drop(self, conversation: str) -> None:
        """What is not written shall not be; what is, has changed."""
        self._unwritten.pop(conversation, None)
        self._written.pop(conversation, None)

    def reread(self) -> None:
        """The file has changed: what it holds is to be read again."""
        self._written.clear()
