"""How fast we speak, and how fast we may be spoken to.

Telegram allows about thirty messages a second in all, one a second to a chat (short bursts pass), twenty a minute to a
group. Each limit is one number per chat: the time at which the next message is due (GCRA). A 429 closes its own chat
until it says; others go on. What is not a new message (an edit, the answer to a button) passes unless Telegram objects.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable

    from bot.channels.telegram.metrics import Metrics

_log = logging.getLogger(__name__)


class Rate(NamedTuple):
    """`burst` messages at once, then one every `seconds`."""

    burst: int
    seconds: float


EVERYWHERE = Rate(30, 1 / 30)
PRIVATE = Rate(4, 1.0)
GROUP = Rate(20, 3.0)

SENDING = frozenset({"sendMessage"})
"""Methods that put a new message into a chat: those that Telegram counts."""

PATIENT = frozenset({"sendMessage", "editMessageText"})
"""Methods that are tried until they succeed; the others, whose moment passes, a few times."""

TRIES = 3
SLOWEST = 30.0
"""Seconds between tries at the most, where Telegram does not name a time."""


class Stopping(Exception):
    """The program ends while a call waits: it was not made, and its update stays unanswered until the next start."""


class Limiter(BaseRateLimiter[None]):
    """Paces our calls, waits where Telegram says so, and tries again what did not get through."""

    def __init__(self, metrics: Metrics, *, pace: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._metrics = metrics
        self._pace = pace
        self._clock = clock
        self._due: dict[Hashable, float] = {}
        self._closed: dict[Hashable, float] = {}
        self._stopping = asyncio.Event()

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    def stop(self) -> None:
        """Let calls that wait give up (`Stopping`)."""
        self._stopping.set()

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,  # noqa: ANN401 - the library's signature
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the library's signature
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        chat = data.get("chat_id")
        tried = 0
        while True:
            await self._turn(chat, endpoint)
            tried += 1
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                pause = seconds_of(error)
                self._metrics.count("told_to_wait")
                _log.warning("Telegram asks to wait %.0f s (%s)", pause, endpoint)
                if chat is not None:
                    self._closed[chat] = self._clock() + pause
                if endpoint not in PATIENT and tried >= TRIES:
                    raise
                if chat is None:
                    await self._wait(pause)
            except BadRequest:
                raise
            except NetworkError as error:
                self._metrics.count("network_errors")
                if endpoint not in PATIENT and tried >= TRIES:
                    raise
                pause = min(SLOWEST, 0.1 * 2**tried)
                _log.warning("%s did not get through (%s), again in %.1f s", endpoint, type(error).__name__, pause)
                await self._wait(pause)

    async def _turn(self, chat: Hashable, endpoint: str) -> None:
        """Wait until this call may be made: until its chat is open, then for the chat's place, then for one of all."""
        while (closed := self._closed.get(chat, 0.0) - self._clock()) > 0:
            await self._wait(closed)
        self._closed.pop(chat, None)
        if self._pace and endpoint in SENDING and chat is not None:
            group = isinstance(chat, int) and chat < 0
            await self._wait(self._take(chat, GROUP if group else PRIVATE))
            await self._wait(self._take(None, EVERYWHERE))

    def _take(self, key: Hashable, rate: Rate) -> float:
        """Seconds until the next place of `key` that is free, which is taken."""
        now = self._clock()
        due = max(self._due.get(key, 0.0), now) + rate.seconds
        self._due[key] = due
        if len(self._due) > 4096:
            self._due = {key: due for key, due in self._due.items() if due > now}
        return max(0.0, due - rate.burst * rate.seconds - now)

    async def _wait(self, seconds: float) -> None:
        if self._stopping.is_set():
            # What is due at once still goes out: that is how the queue is drained.
            if seconds > 0:
                raise Stopping
            return
        if seconds <= 0:
            return
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        raise Stopping


class Verdict(Enum):
    """What becomes of one more message of a person."""

    HEAR = "hear"
    WARN = "warn"
    IGNORE = "ignore"


class Flood:
    """At most `questions` of one person in any `seconds`; who goes beyond is told once, then not heard for as long."""

    def __init__(self, questions: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._questions = questions
        self._seconds = seconds
        self._clock = clock
        self._asked: dict[Hashable, deque[float]] = {}
        self._deaf_until: dict[Hashable, float] = {}

    def hears(self, person: Hashable) -> Verdict:
        """Count one message of `person` and say what becomes of it."""
        now = self._clock()
        if self._deaf_until.get(person, 0.0) > now:
            return Verdict.IGNORE
        self._deaf_until.pop(person, None)
        asked = self._asked.setdefault(person, deque())
        while asked and asked[0] <= now - self._seconds:
            asked.popleft()
        if len(asked) >= self._questions:
            self._deaf_until[person] = now + self._seconds
            del self._asked[person]
            return Verdict.WARN
        asked.append(now)
        if len(self._asked) > 4096:
            self._asked = {key: times for key, times in self._asked.items() if times[-1] > now - self._seconds}
        return Verdict.HEAR


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks us to wait, in either of the library's two forms."""
    pause = error.retry_after
    return float(pause if isinstance(pause, int | float) else pause.total_seconds())
