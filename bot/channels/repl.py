"""The prompt: history, completion and colours on a terminal; plain lines in and out where either end is a pipe.

Ctrl-C clears the line, Ctrl-D leaves.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import History

    from bot.channels.session import Session
    from bot.channels.terminal import Style

PROMPT = "› "
LONGEST = 24
"""Characters before the cursor that completion looks at."""


async def read_lines(session: Session, source: TextIO, out: TextIO) -> None:
    """Answer each line of a pipe; an empty line between answers, and nothing else."""
    first = True
    for line in source:
        text = await session.say(line)
        if session.over:
            break
        if text:
            out.write(("" if first else "\n") + text + "\n")
            out.flush()
            first = False


async def prompt(session: Session, words: Sequence[Word], *, history: Path | None, style: Callable[[], Style]) -> None:
    """Ask for lines until the person leaves; `style` is the terminal's now, which may have been made narrower."""
    from prompt_toolkit import PromptSession  # noqa: PLC0415 - 430 ms, and only a terminal needs it

    lines: PromptSession[str] = PromptSession(
        PROMPT,
        history=_kept(history),
        completer=completer(words),
        complete_while_typing=False,
        enable_history_search=True,
    )
    while not session.over:
        try:
            line = await lines.prompt_async()
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        session.style = style()
        text = await session.say(line)
        if text:
            sys.stdout.write(text + "\n\n")
            sys.stdout.flush()


def _kept(path: Path | None) -> History:
    """The lines typed so far: what a person typed is theirs alone to read."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory  # noqa: PLC0415 - 430 ms, and only a terminal needs it

    if path is None:
        return InMemoryHistory()
    path.touch(mode=0o600)
    return FileHistory(str(path))


class Word(tuple[str, str]):
    """What can be completed: (what is typed to get it, what it becomes)."""

    __slots__ = ()


def completions(before: str, words: Iterable[Word], commands: Iterable[str]) -> list[tuple[str, int]]:
    """What may stand instead of the end of `before`: (text, how many characters it replaces), best first.

    A line that begins with a slash completes to a command; else the longest end of the line that begins a word does.
    """
    if before.startswith("/") and " " not in before:
        return [(command, len(before)) for command in commands if command.startswith(before.lower())]
    words = list(words)
    for length in range(min(LONGEST, len(before)), 0, -1):
        end = before[-length:].lower()
        found = dict.fromkeys(whole for typed, whole in words if typed.startswith(end) and whole.lower() != end)
        if found and not end.isspace():
            return [(whole, length) for whole in found]
    return []


def completer(words: Sequence[Word]) -> Completer:
    """`completions` for prompt_toolkit."""
    from prompt_toolkit.completion import Completer, Completion  # noqa: PLC0415 - 430 ms, and only a terminal needs it

    from bot.channels.session import COMMANDS  # noqa: PLC0415 - a session imports the answers

    class Bulletin(Completer):
        def get_completions(self, document: Document, _: CompleteEvent) -> Iterable[Completion]:
            for text, length in completions(document.text_before_cursor, words, COMMANDS):
                yield Completion(text, start_position=-length)

    return Bulletin()
