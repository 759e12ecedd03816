"""Taking updates in: kept first, then acknowledged, then answered; each once, however often it comes.

The library parses a batch whole, so one update that it cannot parse stops all for good. Here the batch is taken as
JSON, kept in SQLite, and parsed one by one; what cannot be parsed is noted and passed over. Telegram's offset moves
only when the batch is on the disk: until then it is Telegram's to keep, from then on ours.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.channels.telegram.limits import seconds_of
from corpus.errors import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.channels.telegram.metrics import Metrics
    from bot.history import History

_log = logging.getLogger(__name__)

LISTENED = ("message", "edited_message", "callback_query", "inline_query")
GUESTS = "guest_message"

ROOM = 512
"""Updates under way at most; then we fetch no more until some are answered."""

MOMENT = 0.02
"""Seconds for which fetching waits for what is under way."""

SLOWEST = 30.0
"""Seconds between polls at the most, while Telegram cannot be reached."""


class RawBot(ExtBot[None]):
    """The library's bot, which can also fetch updates without parsing them."""

    async def raw_updates(self, *, offset: int | None, wait: int, kinds: Sequence[str]) -> list[dict[str, Any]]:
        """Updates as JSON; those before `offset` are acknowledged. Waits up to `wait` seconds for the first.

        Raises:
            telegram.error.TelegramError: as the library's `get_updates`.
        """
        data: dict[str, Any] = {"timeout": wait, "limit": 100, "allowed_updates": list(kinds)}
        if offset is not None:
            data["offset"] = offset
        result = await self._post("getUpdates", data, read_timeout=wait + 10)
        return result if isinstance(result, list) else []


class Inbox:
    """From Telegram's JSON to the queue of updates to answer."""

    def __init__(self, history: History, bot: RawBot, queue: asyncio.Queue[object], metrics: Metrics) -> None:
        self._history = history
        self._bot = bot
        self._queue = queue
        self._metrics = metrics
        self._room = asyncio.Semaphore(ROOM)
        self._under_way = 0
        self._calm = asyncio.Event()
        self._queued: dict[int, float] = {}
        self.resumed: set[int] = set()

    async def take(self, batch: Sequence[object]) -> None:
        """Keep what is new of a batch, then queue it. When this returns the batch may be acknowledged: it is ours."""
        numbered = [(raw["update_id"], raw) for raw in batch if isinstance(raw, dict) and _numbered(raw)]
        if len(numbered) < len(batch):
            self._metrics.count("unparsable", len(batch) - len(numbered))
            _log.error("%d things that came are no updates; passed over", len(batch) - len(numbered))
        if not numbered:
            return
        with self._metrics.timed("take"):
            new = await self._history.take([(number, json.dumps(raw)) for number, raw in numbered])
        self._metrics.count("updates", len(numbered))
        self._metrics.count("duplicates", len(numbered) - len(new))
        fresh = {number: raw for number, raw in numbered if number in new}
        for number, raw in fresh.items():
            await self._put(number, raw)
        await self.breathe()
        await self._history.settle()

    async def resume(self) -> int:
        """Queue what was taken and not answered before the last end of the program; how many those are."""
        left = await self._history.unanswered()
        self.resumed.update(number for number, _ in left)
        for number, body in left:
            await self._put(number, json.loads(body))
        self._metrics.count("resumed", len(left))
        return len(left)

    def begun(self, number: int) -> float:
        """The work on an update begins; when that was put into the queue."""
        now = time.perf_counter()
        queued = self._queued.pop(number, now)
        self._metrics.passed("wait", now - queued)
        return queued

    def done(self) -> None:
        """One update less is under way."""
        self._room.release()
        self._under_way -= 1
        if not self._under_way:
            self._calm.set()

    async def breathe(self) -> None:
        """Wait a moment for those who have just asked: fetching more costs them 2 ms."""
        with suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                await self._calm.wait()

    async def _put(self, number: int, raw: dict[str, Any]) -> None:
        queued = time.perf_counter()
        try:
            update = Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever the library stumbles over, the others go on
            self._metrics.count("unparsable")
            _log.error("update %d cannot be parsed (%s); passed over", number, type(error).__name__)
            try:
                await self._history.handled(number)
            except CatalogueError:
                _log.exception("and could not be marked as done: it comes up again at the next start")
            return
        await self._room.acquire()
        self._queued[number] = queued
        self._under_way += 1
        self._calm.clear()
        await self._queue.put(update)


class Poll:
    """The loop that fetches updates until it is told to stop."""

    def __init__(self, bot: RawBot, inbox: Inbox, metrics: Metrics, *, wait: int, kinds: Sequence[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._metrics = metrics
        self._wait = wait
        self._kinds = kinds

    async def run(self, report: Callable[[str], object]) -> None:
        """Fetch and take, for ever. `report` is told when another program polls with the same token.

        Raises:
            InvalidToken: Telegram does not know our token (any more).
        """
        offset: int | None = None
        failures = 0
        while True:
            try:
                batch = await self._bot.raw_updates(offset=offset, wait=self._wait, kinds=self._kinds)
                self._metrics.beat()
                await self._inbox.take(batch)
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except Exception as error:  # noqa: BLE001 - a poll that fails is tried again, whatever it was
                failures += 1
                pause = min(SLOWEST, 0.1 * 2 ** min(failures, 10))
                self._tell(error, pause, failures, report)
                await asyncio.sleep(pause)
            else:
                failures = 0
                known = [raw["update_id"] for raw in batch if _numbered(raw)]
                if known:
                    offset = max(known) + 1

    def _tell(self, error: Exception, pause: float, failures: int, report: Callable[[str], object]) -> None:
        if isinstance(error, Conflict):
            if failures == 2:  # once may be our own last poll, which Telegram has not let go of yet
                report("another program polls with this token, or a webhook is set; only one of them gets each update")
            _log.warning("another poll with the same token; again in %.1f s", pause)
        elif isinstance(error, NetworkError | TelegramError):
            self._metrics.count("network_errors")
            _log.warning("polling failed (%s), again in %.1f s", type(error).__name__, pause)
        else:
            self._metrics.count("errors")
            _log.error("updates could not be kept (%s), again in %.1f s", type(error).__name__, pause)


def _numbered(raw: object) -> bool:
    """Whether this has an update's number, so that it can be kept and acknowledged."""
    return isinstance(raw, dict) and type(raw.get("update_id")) is int and 0 <= raw["update_id"] < 2**63
