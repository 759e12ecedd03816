"""One chat's updates in order, all chats side by side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

if TYPE_CHECKING:
    from collections.abc import Awaitable, Hashable


class Lanes(BaseUpdateProcessor):
    """A lock for each chat that has updates under way; asyncio's locks are fair, so they are taken in order.

    `width` is how many updates may be under way or waiting; a chat that waits for Telegram keeps its place among them,
    so it is wide.
    """

    __slots__ = ("_lanes",)

    def __init__(self, width: int = 1024) -> None:
        super().__init__(width)
        self._lanes: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    @property
    def busy(self) -> int:
        """How many chats have updates under way."""
        return len(self._lanes)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = lane(update)
        lock, users = self._lanes.get(key, (asyncio.Lock(), 0))
        self._lanes[key] = lock, users + 1
        try:
            async with lock:
                await coroutine
        finally:
            lock, users = self._lanes[key]
            if users == 1:
                del self._lanes[key]
            else:
                self._lanes[key] = lock, users - 1


def lane(update: object) -> Hashable:
    """What an update must not overtake: its chat; a person, where there is no chat."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat is not None:
        return update.effective_chat.id
    return ("person", update.effective_user.id if update.effective_user else 0)
