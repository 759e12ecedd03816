"""`gongbao open ID`: a citation opened, the page beside the reading."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.model import Language
from bot.answers.source import find, source_of
from bot.channels.source import render_source
from bot.commands.common import add_catalogue_options, add_language_option, opened
from bot.commands.house import style_of_terminal

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao open` takes."""
    parser.add_argument(
        "id", help="as a citation shows it: GB-0123456789ab-a2-s5, or …-s5–s7; GB-…-a2 for all of an article / 引文编号"
    )
    add_language_option(parser, default=Language.CHINESE)
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Open and print."""
    return asyncio.run(_open(arguments))


async def _open(arguments: argparse.Namespace) -> int:
    async with opened(arguments) as catalogue:
        sentences = await find(catalogue, arguments.id)
    print(render_source(source_of(*sentences), Language(arguments.lang), style_of_terminal()))
    return 0
