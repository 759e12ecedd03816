"""A page's text with its damage mended, and without the white space that typesetting put into it.

What a row of `corpus.damage` reads otherwise is recorded as a `Repair` (what stood as white space apart), so that the
raw page can always be shown. White space within lines is closed up later, by `close_up` and `close_up_title`, because a
headline's space can be real and a line's end is evidence while articles are told apart.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.damage import ROWS
from corpus.model import Page, Repair
from corpus.traced import Traced, whole

if TYPE_CHECKING:
    from corpus.damage import Row
    from corpus.pairs import Edit


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page's text with its damage mended, line by line as it came, and what was read otherwise."""

    text: Traced
    repairs: tuple[Repair, ...]


def apply(row: Row, traced: Traced) -> tuple[Traced, tuple[Repair, ...]]:
    """The text with one row's damage mended, and what is read otherwise."""
    drops: list[tuple[int, int]] = []
    repairs: list[Repair] = []
    readings: list[Edit] = []
    text, origins = traced.text, traced.origins
    for start, end, read in row.edits(text):
        if not read:
            drops.append((start, end))
            continue
        readings.append((start, end, read))
        for i, character in zip(range(start, end), read, strict=True):
            if character != text[i] and not text[i].isspace():
                repairs.append(Repair(origins[i], text[i], character, row.name))
    if readings:
        parts, at = [], 0
        for start, end, read in sorted(readings):
            parts += [text[at:start], read]
            at = end
        traced = traced.read_as("".join((*parts, text[at:])))
    return traced.without(drops), tuple(repairs)


def clean(page: Page) -> Cleaned:
    """The page with its damage mended; lines stay lines."""
    text = whole(page.text)
    repairs: list[Repair] = []
    present = set(page.text)
    for row in ROWS:
        if present.isdisjoint(row.signs):
            continue
        text, found = apply(row, text)
        repairs += found
        present.update([repair.read for repair in found])
    return Cleaned(text, _joined(repairs, page.text))


def _joined(repairs: list[Repair], source: str) -> tuple[Repair, ...]:
    """In the page's order; a character that two rows read is one repair, from what stood there."""
    last: dict[int, Repair] = {repair.at: repair for repair in repairs}
    return tuple(Repair(at, source[at], last[at].read, last[at].rule) for at in sorted(last))


_SPACE: Final = re.compile(r"\s+")


_REACH: Final = 16
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CHINESE: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffee]")


def _latin(text: str, start: int, end: int) -> bool:
    """Whether the white space at `start` stands in running text of Latin letters: words, and nothing Chinese near."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if before[-1:] in _NEVER_APART or not _LATIN.search(before + after) or _CHINESE.search(before[-4:] + after[:4]):
        return False
    if _CHINESE.search(before + after):
        return False
    return " " in before.strip() or " " in after.strip() or len(text[start:end].strip("\n")) > 1


_NEVER_APART: Final = frozenset("-‐\u2010")
"""A hyphen at a line's end: the word goes on as it was printed."""


_NUMBER: Final = re.compile(r"(?:第[一二三四五六七八九十百零0-9]{1,5}[章节条编部]|[●○■□◆◇▪·•▶➤√★☆*–—-])(?=\s)")
"""What numbers or marks a paragraph of a document, apart from its text."""


def close_up(traced: Traced, *, numbered: bool = False) -> Traced:
    """Without the white space that typesetting put between Chinese characters, digits and signs; words keep theirs.

    In running text of Latin letters a line's end is a space. Elsewhere, between two Latin letters, it is a word cut in
    two, unless a space stood there as well. The space behind a paragraph's number stays if it may be `numbered`.
    """
    text, drops = traced.text, []
    number = _NUMBER.match(text) if numbered else None
    if not number and not _LATIN.search(text):
        return traced.without([m.span() for m in _SPACE.finditer(text)])
    ends = False
    for m in _SPACE.finditer(text):
        start, end = m.span()
        if start == 0 or end == len(text):
            drops.append((start, end))
            continue
        if not _latin(text, start, end) and not (number and number.end() == start):
            before, after = text[start - 1], text[end]
            words = before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())
            if not (before.isascii() and after.isascii() and words) or not m[0].strip("\n"):
                drops.append((start, end))
                continue
        ends = ends or text[start] == "\n"
        if end - start > 1:
            drops.append((start + 1, end))
    if ends:
        traced = traced.read_as(text.replace("\n", " "))
    return traced.without(drops)


def close_up_title(traced: Traced) -> Traced:
    """The same for a headline, in which a space between two clauses of four characters or more is real."""
    text, drops = traced.text, []
    for m in _SPACE.finditer(text):
        before, after = text[: m.start()].rsplit(None, 1)[-1:], text[m.end() :].split(None, 1)[:1]
        real = before and after and min(len(before[0]), len(after[0])) >= 4
        if (real and not (before[0][-1] in _NO_SPACE_AT or after[0][0] in _NO_SPACE_AT)) or _latin(text, *m.span()):
            if m.end() - m.start() > 1:
                drops.append((m.start() + 1, m.end()))
            continue
        drops.append(m.span())
    return traced.without(drops)


_NO_SPACE_AT: Final = frozenset("0123456789０１２３４５６７８９，、；：。”’》）“‘《（")


def empty() -> Traced:
    """No text, from nowhere."""
    return Traced("", array("i"))
