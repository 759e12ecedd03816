"""What the one who runs the bot is told: in the log always, in a chat where one is set; never a person's words.

An exception's message may hold what somebody typed, so an error is told by its type and by the lines of code that it
came through. The same trouble is told once in ten minutes.
"""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from telegram.error import TelegramError

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import User

    from bot.channels.telegram.delivery import Delivery

_log = logging.getLogger(__name__)

AGAIN = 600.0
"""Seconds before the same thing is told again."""

FRAMES = 4
"""Innermost lines of our code that an error is told with, beside the one that it arose in."""

HOUSE = Path(__file__).parents[3] / "bot"


class Operator:
    """Tells the operator; `chat` is None where only the log is read."""

    def __init__(self, delivery: Delivery, chat: int | None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.chat = chat
        self._delivery = delivery
        self._clock = clock
        self._told: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def report(self, text: str) -> None:
        """Log `text`, and send it to the operator's chat without waiting for that."""
        now = self._clock()
        _log.warning("%s", text)
        if self.chat is None or self._told.get(text, -AGAIN) > now - AGAIN:
            return
        self._told = {key: at for key, at in self._told.items() if at > now - AGAIN} | {text: now}
        task = asyncio.create_task(self._send(self.chat, text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Wait until what was reported is sent, for a few seconds."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=3)

    async def _send(self, chat: int, text: str) -> None:
        try:
            await self._delivery.tell(chat, f"gongbao: {text}")
        except TelegramError as error:
            _log.warning("the operator's chat cannot be reached (%s)", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - telling of an error must not make another
            _log.warning("the operator was not told (%s)", type(error).__name__)


def told(error: BaseException) -> str:
    """An error by its type and its way through the code, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if Path(frame.filename).is_relative_to(HOUSE)]
    shown = [*ours[-FRAMES:], *frames[-1:]]
    way = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(shown))
    return f"{type(error).__name__} at {way or 'nowhere'}"


def abilities(me: User, *, guest: bool) -> list[str]:
    """What our settings at BotFather mean, in sentences for the operator."""
    lines = [_PRIVACY_OFF if me.can_read_all_group_messages else _PRIVACY_ON]
    if me.can_join_groups is False:
        lines.append("I cannot be added to groups; @BotFather: /setjoingroups, Enable.")
    if not me.supports_inline_queries:
        lines.append("Inline use (@bot words, in any chat) is off; @BotFather: /setinline switches it on.")
    if guest and not getattr(me, "supports_guest_queries", False):
        lines.append("GONGBAO_TELEGRAM_GUEST is set, but guest mode is not allowed at @BotFather, so it stays off.")
    return lines


_PRIVACY_ON = (
    "Privacy mode is on: in groups I get commands (/ask), replies to my messages, and as many users report not every "
    "plain mention (@bot question). To get all: @BotFather, /setprivacy, Disable; then remove me from each group and "
    "add me again, for groups keep the old mode until then."
)
_PRIVACY_OFF = (
    "Privacy mode is off: I get every message of the groups I am in. I answer, and keep, only what speaks to me."
)
