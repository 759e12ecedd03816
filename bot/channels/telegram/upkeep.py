"""What is done beside answering: menus, what the operator should know, and what has grown old."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from bot.channels.telegram import wording
from bot.channels.telegram.operator import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Bot

    from bot.channels.telegram.operator import Operator
    from bot.history import History
    from bot.settings import Settings

_log = logging.getLogger(__name__)

DAILY = 24 * 3600.0
AGAIN = 600.0
"""Seconds after which what failed is tried again."""


class Upkeep:
    """Runs beside the service; `able` are sentences on what our settings at BotFather mean."""

    def __init__(self, bot: Bot, history: History, operator: Operator, settings: Settings, able: Sequence[str]) -> None:
        self._bot = bot
        self._history = history
        self._operator = operator
        self._settings = settings
        self._able = able

    async def run(self) -> None:
        """For ever. What is done already is not done again; what fails is reported, and stops nothing else."""
        chores = {
            "the menus could not be set": self._set_commands,
            "what our settings mean could not be told": self._tell_abilities,
            "what has grown old could not be deleted": self._prune,
        }
        while True:
            failed = False
            for trouble, chore in chores.items():
                try:
                    await chore()
                except Exception as error:  # noqa: BLE001 - a full disk, an unreachable Telegram: both pass
                    failed = True
                    self._operator.report(f"{trouble}: {told(error)}")
            await asyncio.sleep(AGAIN if failed else DAILY)

    async def _tell_abilities(self) -> None:
        now = "\n".join(self._able)
        if await self._history.note("abilities") != now:
            self._operator.report(now)
            await self._history.set_note("abilities", now)
        else:
            _log.info("%s", now)

    async def _prune(self) -> None:
        await self._history.prune(self._settings.telegram_history_days)

    async def _set_commands(self) -> None:
        """The menus of each scope and language, when they are not as they were set last."""
        operator = self._settings.telegram_operator
        menus: list[tuple[BotCommandScope, Sequence[str]]] = [
            (BotCommandScopeDefault(), wording.PRIVATE_COMMANDS),
            (BotCommandScopeAllPrivateChats(), wording.PRIVATE_COMMANDS),
            (BotCommandScopeAllGroupChats(), wording.GROUP_COMMANDS),
        ]
        if operator is not None:
            menus.append((BotCommandScopeChat(operator), wording.OPERATOR_COMMANDS))
        wanted = hashlib.sha256(json.dumps([menus, wording.COMMANDS, wording.ABOUT], default=str).encode()).hexdigest()
        if await self._history.note("menus") == wanted:
            return
        for number, code in enumerate((None, "zh")):  # none: for whoever speaks neither
            for scope, names in menus:
                commands = [BotCommand(name, wording.COMMANDS[name][number]) for name in names]
                await self._bot.set_my_commands(commands, scope=scope, language_code=code)
            await self._bot.set_my_short_description(wording.ABOUT[number], language_code=code)
            await self._bot.set_my_description(wording.ABOUT[number], language_code=code)
        await self._history.set_note("menus", wanted)
