"""What a conversation needs, joined: catalogue, library, memory and dialogue."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.terminal import Style
from bot.commands.common import opened
from bot.dialogue import Dialogue
from bot.library import Library

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from bot.context import Memory
    from bot.history import History
    from corpus.store import Catalogue

WIDEST = 100
"""Columns beyond which a line of text is tiring to read."""


@dataclass(frozen=True)
class House:
    """The opened house; `history` is None where nothing is to be kept."""

    catalogue: Catalogue
    library: Library
    dialogue: Dialogue
    history: History | None


@asynccontextmanager
async def house(arguments: argparse.Namespace, *, keep_history: bool = False) -> AsyncIterator[House]:
    """Open everything a question passes through; closed in the reverse order."""
    async with opened(arguments) as catalogue, Library(catalogue) as library:
        history = None
        memory: Memory | None = None
        if keep_history:
            from bot.history import History  # noqa: PLC0415 - one question at the shell keeps nothing

            history = await History.open(catalogue)
            memory = history.memory
        yield House(catalogue, library, Dialogue(library, memory=memory), history)


def style_of_terminal() -> Style:
    """Wrapped and coloured on a terminal, plain in a pipe; NO_COLOR is honoured (see no-color.org)."""
    if not sys.stdout.isatty():
        return Style()
    columns = min(WIDEST, shutil.get_terminal_size().columns)
    return Style(columns=columns, colour=not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")
