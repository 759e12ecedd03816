"""`gongbao telegram`: the bot, until it is stopped."""

from __future__ import annotations

import asyncio
import gc
import importlib.metadata
import logging
import os
import sys
import time
from typing import TYPE_CHECKING

from bot.commands.common import add_catalogue_options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.dialogue import Dialogue
    from bot.settings import Settings

QUIET = ("aiosqlite", "httpx", "httpcore", "telegram", "tornado.access")
"""Loggers that would tell the token (it is part of every address) or what was said."""

COLD = "warming up"
WARMING = (
    "你好", "What can you do?", "{}的措施有哪些？", "What are the measures of {}?", "{}会议谁出席了？",
    "Who attended the meeting in {}?", "{}的会议什么时候在哪里召开？", "{}会议讲了什么？", "比较{}和其他地方的养老措施",
    "哪些地方谈到养老？", "《{}》共提出多少项措施？", "什么是慈善信托？",
)  # fmt: skip
"""Asked before anybody does, of the places that the bulletins speak of in turn: tables and articles are read when they
are first needed, and whoever came first would wait 0.2 s for it."""

WARM = 2.0
"""Seconds after which no more of that is asked."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao telegram` takes; the rest are environment variables."""
    parser.add_argument("--settings", action="store_true", help="list the environment variables that it reads, and end")
    parser.add_argument("--log", choices=["debug", "info", "warning", "error"], default="info", help="how much to log")
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C.

    Raises:
        BadSettings: every problem at once.
        TokenRefused: Telegram does not know the token.
    """
    from bot import settings  # noqa: PLC0415 - pydantic-settings costs 0.4 s, and `--help` needs nothing of it

    if arguments.settings:
        print(settings.described())
        return 0
    read = settings.read()
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's coming form of durations, without its warnings
    _begin_logging(arguments.log, [secret.get_secret_value() for secret in read.secrets])
    asyncio.run(_serve(arguments, read))
    return 0


async def _serve(arguments: argparse.Namespace, settings: Settings) -> None:
    # httpcore looks for it four times a call, and each time that it is not found costs 0.3 ms.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # the language's way to say "not there"
    from bot.channels.telegram.service import Service  # noqa: PLC0415 - after the settings, which may be wrong
    from bot.commands.common import opened  # noqa: PLC0415 - the same
    from bot.dialogue import Dialogue  # noqa: PLC0415 - the same
    from bot.history import History  # noqa: PLC0415 - the same
    from bot.library import Library  # noqa: PLC0415 - the same

    async with (
        opened(arguments) as catalogue,
        Library(catalogue) as library,
        await History.open(catalogue, shared=False) as history,
    ):
        dialogue = Dialogue(library, memory=history.drafts)
        await _warm(dialogue, [card.place for card in await library.cards() if card.place])
        history.drafts.drop(COLD)
        gc.collect()
        gc.freeze()  # what is read by now stays: the collector need not look at it while somebody waits
        version = importlib.metadata.version("gongbao")
        await Service(settings, dialogue, library, history, version=version).run()


async def _warm(dialogue: Dialogue, places: Sequence[str]) -> None:
    """Ask what people will ask: each kind of question once, and of each place for its articles."""
    begun = time.monotonic()
    named = list(dict.fromkeys(places)) or [""]
    for number in range(max(len(WARMING), len(named))):
        if time.monotonic() - begun > WARM:
            return
        question = WARMING[number] if number < len(WARMING) else WARMING[2]
        await dialogue.ask(COLD, question.format(named[number % len(named)]))


class _Discreet(logging.Formatter):
    """Strikes out secrets, whatever wrote them into a record."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def _begin_logging(level: str, secrets: Sequence[str]) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Discreet(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)  # logs answers that it cannot read
