"""Lines that fit a terminal, measured as a terminal measures: a Chinese character is two columns wide.

The widths are wcwidth's (which `prompt_toolkit` brings). Its import costs 100 ms, so it happens on the first line that
is wrapped: a piped answer is not wrapped and does not wait for it.

Typesetting rules: Latin words and numbers stay whole, and no line begins with a closing mark or ends with an opening
one (GB/T 15834—2011, 5.1).
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.patterns import lazy

NOT_FIRST = frozenset("，。、；：？！…—）》〉」』】〕”’％%,.;:?!)]}·～")
"""Marks that may not begin a line."""

NOT_LAST = frozenset("（《〈「『【〔“‘([{")
"""Marks that may not end one."""

PIECE = lazy(
    r"第?[0-9][0-9.,%\-–—/:]*[年月日行条项句篇份]?(?![A-Za-z])|[A-Za-z0-9.,%+\-–—/_:@#&'~=?`]+| +|.", re.DOTALL
)
"""What is kept whole: a number with its unit, a Latin word, a run of spaces, else one character."""


@lru_cache(maxsize=8192)
def width(text: str) -> int:
    """Columns that `text` takes in a terminal; what has no width counts as none."""
    from wcwidth import wcswidth  # noqa: PLC0415 - 100 ms, for wrapped lines only

    return max(0, wcswidth(text))


def wrap(text: str, columns: int) -> list[str]:
    """Break `text` into lines of at most `columns`, losing and adding nothing but the spaces at a break.

    A piece that is wider than a line is broken where it must be.
    """
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece in _pieces(text, columns):
        wide = width(piece)
        if line and used + wide > columns:
            kept, carried = _carry(line, piece)
            if sum(map(width, carried)) + wide > columns:  # too narrow for what goes down: break where the line is full
                kept, carried = line, []
            lines.append("".join(kept).rstrip(" "))
            line = carried
            used = sum(map(width, line))
            if piece.isspace():
                continue
        line.append(piece)
        used += wide
    if line:
        lines.append("".join(line))
    return lines or [""]


def _pieces(text: str, columns: int) -> list[str]:
    """The pieces of `text`, those that no line can hold cut into characters."""
    pieces: list[str] = []
    for piece in PIECE.findall(text):
        pieces.extend(piece if width(piece) > columns else [piece])
    return pieces


def _carry(line: list[str], piece: str) -> tuple[list[str], list[str]]:
    """What stays on the full `line` and what goes down to the next so that neither rule is broken."""
    cut = len(line)
    first = piece
    while cut > 1 and (first[0] in NOT_FIRST or line[cut - 1][-1] in NOT_LAST):
        cut -= 1
        first = line[cut]
    if cut <= 1:  # nothing but marks: break where the line is full
        cut = len(line)
    return line[:cut], line[cut:]
