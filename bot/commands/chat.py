"""`gongbao chat`: a conversation at the terminal."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot.answers.model import Language
from bot.channels.repl import Word, prompt, read_lines
from bot.channels.session import Session
from bot.commands.common import add_catalogue_options, add_language_option
from bot.commands.house import house, style_of_terminal
from corpus.places import everywhere

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from corpus.store import Card


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao chat` takes."""
    add_language_option(parser)
    parser.add_argument("--no-history", action="store_true", help="keep nothing of what is said / 不保留对话记录")
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Talk until the person leaves or the pipe ends."""
    return asyncio.run(_chat(arguments))


async def _chat(arguments: argparse.Namespace) -> int:
    async with house(arguments, keep_history=not arguments.no_history) as rooms:
        language = Language(arguments.lang) if arguments.lang else None
        session = Session(rooms, style_of_terminal(), language)
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            await read_lines(session, sys.stdin, sys.stdout)
            return 0
        cards = await rooms.catalogue.cards()
        print(session.greet(len({card.bulletin for card in cards}), len(cards)) + "\n", flush=True)
        history = None if arguments.no_history else rooms.catalogue.path.with_suffix(".lines")
        await prompt(session, _words(cards), history=history, style=style_of_terminal)
    return 0


def _words(cards: Sequence[Card]) -> list[Word]:
    """What the prompt completes: places that have bulletins first, then article titles, then all other places."""
    held = {card.place for card in cards} | {card.province for card in cards}
    places = sorted(everywhere(), key=lambda place: place.short not in held)
    names = [Word((typed.lower(), place.short)) for place in places for typed in (place.short, place.pinyin)]
    return [*names, *(Word((card.title.lower(), card.title)) for card in cards)]
