"""What speaks for a line going on with running text, filling its column, and for a paragraph that ends with it.

A line of running text goes on in mid-word, and fills the column that the lines beside it fill; a paragraph ends with a
mark, or short of it. The weights are logarithms of odds, as in `openings`; `headlines` adds what begins anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from operator import sub
from typing import TYPE_CHECKING, Final, TypeVar

from corpus import counties
from corpus.headwords import NUMBERS, cut, cut_number, unfinished
from corpus.lines import Finish, Line
from corpus.openings import broken, opening, words
from corpus.widths import column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.likeness import Index
    from corpus.widths import Widths

_END: Final = {
    Finish.FULL: 0.0,
    Finish.WEAK: -0.7,
    Finish.SEMICOLON: -2.5,
    Finish.COLON: -3.0,
    Finish.NONE: -7.0,
    Finish.COMMA: -9.0,
}
"""What it weighs that a paragraph ends with such a line."""
SHORT_OF: Final = 0.85
"""Of its column's width, what a line fills at most that is visibly short of it."""
_FULL, _WEAK, _COMMA, _MIDDLE = Finish.FULL, Finish.WEAK, Finish.COMMA, Finish.NONE
"""As quick names, as in `lines`."""
_KINDS: Final = frozenset("县市区州旗")
"""What a county's or a city's name ends with."""
_FULL_LINE: Final = 2.0
"""What it weighs against a paragraph of one line that this is full: few end so, and many sentences do."""
_CLAUSES: Final = re.compile("[，、]")
"""What running text has more often within a line than headlines."""
_NARROW_TOGETHER: Final = -0.8
"""What it weighs that a paragraph's first line is narrow, where the second is as well and goes on in mid-word."""
_OPEN: Final = frozenset({_MIDDLE, _COMMA})
_CLOSED: Final = frozenset({_FULL, _WEAK})
_LEFT_OFF_ALONE: Final = 2.5
"""What it weighs that a line of running text is a sentence by itself that is left off with dots: a kicker is."""
_FEW: Final = 4
"""Lines that tell nothing of their column's width, if there are fewer: they may be a headline between two bylines."""
_BESIDE: Final = 2
"""Lines above and below that it is held against."""
_WINDOW: Final = 8
_SEEN: Final = 20_000
"""Characters of a line that are looked at: enough for any line of a page, no burden where a file is one line."""


_Weight = TypeVar("_Weight", float, bool, tuple[float, float], tuple[float, float, float])
_Lines = TypeVar("_Lines", bound="RunningText")


def once(method: Callable[[_Lines, int], _Weight]) -> Callable[[_Lines, int], _Weight]:
    """The method, each of whose answers for a line is kept: the same lines are labelled in several ways."""
    own = f"_{method.__name__}"

    @wraps(method)
    def answer(self: _Lines, i: int) -> _Weight:
        answers: list[_Weight | None] | None = self.__dict__.get(own)
        if answers is None:
            answers = self.__dict__[own] = [None] * len(self.lines)
        found = answers[i]
        if found is None:
            found = answers[i] = method(self, i)
        return found

    return answer


@dataclass
class RunningText:
    """Lines that no byline or credit interrupts, and what speaks for each as one of running text.

    `first` is the index of its first line among the page's lines; `widths` are its own lines' in `measure`.
    """

    first: int
    lines: Sequence[Line]
    widths: Sequence[int]
    measure: Widths
    index: Index
    named: bool = False
    """Whether a headline stands right before, with only a byline between: then a body is due."""

    def __post_init__(self) -> None:
        lines, measure = self.lines, self.measure
        finishes = [line.finish for line in lines]
        self.wider = list(map(sub, self.widths, (self.widths[0], *self.widths)))
        """Than the line above."""
        self.filling = [-1 if finish is _FULL else width for width, finish in zip(self.widths, finishes, strict=True)]
        """The widths of the lines that end no sentence."""
        self.usual = column_of([width for width in self.filling if width > 0])
        """The width of most of them."""
        if len(lines) < _FEW:
            self.usual = max(self.usual, measure.usual)
        parted = 0.75 * (max(0.7, measure.parted) if measure.blanks else measure.parted)
        whole = -0.5 if measure.blanks else -0.2 * parted
        self.gaps = [parted if line.apart else whole for line in lines]
        """That something new begins with a line, as the blank lines tell, where they tell anything."""
        self.together = measure.together[self.first : self.first + len(lines)]
        """That a line stands right below a headline's, as the lack of a blank line tells, where it tells anything."""
        self.indented = [measure.indented[min(line.indent, 2)] for line in lines]
        """That a paragraph begins with a line, as the white space before it tells, where it tells anything."""
        filled = {wider: self._full(wider) for wider in set(self.wider)}
        self.full = [filled[wider] for wider in self.wider]
        """For each line, that it is full and another of its paragraph follows: as its second line or a later one."""
        self.may_end = [
            finish not in _OPEN or (finish is _MIDDLE and wider < -2 * measure.unit)
            for finish, wider in zip(finishes, self.wider, strict=True)
        ]
        """Whether a paragraph may end with a line: with a mark, or visibly short of its column."""

    @once
    def seam(self, i: int) -> float:
        """That the line before runs on into line `i`: their characters make a word, or stand side by side elsewhere."""
        before, here = self.lines[i - 1], self.lines[i].text[0]
        last = before.text[-1]
        if last in NUMBERS and cut_number(before.text, here):
            return 4.0
        if here in _KINDS and counties.ends_with(before.text + here):
            return 4.0
        if last + here in words():
            return 1.7
        if self.index.runs_on[self.first + i] and last.isalnum():
            return 1.5
        return -0.25 if before.finish is _MIDDLE else 0.0

    @once
    def end(self, i: int) -> tuple[float, float, float]:
        """That a paragraph ends with line `i`: as its first line, second or a later one."""
        slack, unit = self.measure.slack, self.measure.unit
        finish, wider = self.lines[i].finish, self.wider[i]
        weight = _END[finish]
        first = weight - (
            0.3 + _FULL_LINE * self._fills(i) if finish is _FULL else 6.0 if self.lines[i].text[-1] == "…" else 2.5
        )
        both = []
        for indent in (self.measure.indent, 0):
            over = wider - indent - slack
            if over > 0:
                both.append(weight - (0.8 if over <= unit else 3.0))
            elif finish is _FULL and wider < -slack:
                both.append(weight + 0.8)
            elif finish is _WEAK:
                both.append(weight + (0.4 if wider < -slack else -0.6))
            else:
                both.append(weight)
        return first, both[0], both[1]

    def _fills(self, i: int) -> bool:
        """Whether the line is as wide as its column and as the next one."""
        if i + 1 == len(self.widths) or self.widths[i] < SHORT_OF * self.usual:
            return False
        return abs(self.widths[i + 1] - self.widths[i]) <= self.measure.slack

    def _full(self, wider: int) -> tuple[float, float]:
        """That a line so much wider than the one above is full: as its paragraph's second line, and as a later one."""
        slack, unit = self.measure.slack, self.measure.unit
        off = abs(wider) - slack
        later = 0.2 if off <= 0 else -0.8 if off <= unit else -2.5
        if off <= 0 or not self.measure.indent:
            return later, later
        off = min(off, abs(wider - self.measure.indent) - slack)
        return (0.2 if off <= 0 else -0.8 if off <= unit else -2.5), later

    @once
    def column(self, i: int) -> float:
        """That line `i` is full as a paragraph's first line: another one follows."""
        width, measure = self.widths[i], self.measure
        if i + 1 < len(self.widths) and self.lines[i].finish is _MIDDLE:
            short = self.widths[i + 1] - width - max(measure.indent, 2 * measure.unit)
            if short > 2 * measure.unit:
                return -1.2
        if width + max(measure.indent, 2 * measure.unit) < SHORT_OF * self.usual:
            return _NARROW_TOGETHER if self._is_as_narrow(i + 1) else -2.5
        full = self.peers(i) or (measure.indent and self._near(i, width + measure.indent))
        return 0.0 if full else -0.8

    def _is_as_narrow(self, i: int) -> bool:
        """Whether line `i` is about as narrow as the one before and goes on with it: both set beside something."""
        if i >= len(self.lines) or self.lines[i].apart:
            return False
        goes_on = self.seam(i) > 1.0 or bool(_CLAUSES.search(self.lines[i - 1].text))
        return goes_on and abs(self.widths[i] - self.widths[i - 1]) <= 2 * self.measure.unit

    @once
    def goes_on(self, i: int) -> float:
        """That line `i` goes on with the paragraph of the line before it."""
        before, line = self.lines[i - 1], self.lines[i]
        finish, text = before.finish, line.text
        weight = self.seam(i)
        if finish in _CLOSED and self.widths[i - 1] < self.widths[i] - self.measure.slack - (finish is _WEAK):
            weight -= 2.0 if self.measure.slack else 3.0
        if line.apart:
            weight -= 2.0 if self.measure.blanks else self.measure.parted
        weight -= 2.0 * self.indented[i] if line.indent else 0.0
        if broken(text):
            weight += 1.0
        elif finish is _FULL:
            weight -= max(0.0, 0.7 * opening(text)) + _LEFT_OFF_ALONE * (text[-1] == "…")
        elif finish is not _COMMA and opening(text) >= 2 and not (cut(before.text) or unfinished(before.text)):
            weight -= 1.0
        return weight

    def too_wide(self, i: int) -> bool:
        """Whether the line is wider than its column and than those around it: running text is not."""
        wide = self.widths[i] - 2 * self.measure.unit
        if wide < self.usual + self.measure.slack:
            return False
        around = (*self.widths[max(0, i - _BESIDE) : i], *self.widths[i + 1 : i + 1 + _BESIDE])
        return all(width < wide + self.measure.unit for width in around)

    def fits(self, i: int) -> bool:
        """Whether the line is as wide as its column, or as a paragraph's first line is there."""
        indent = self.measure.indent
        return self.peers(i) or bool(indent and self._near(i, self.widths[i] + indent, share=6))

    @once
    def peers(self, i: int) -> bool:
        """Whether lines nearby that fill their column are as wide as line `i`."""
        return self._near(i, self.widths[i])

    def _near(self, i: int, width: int, share: int = _SEEN) -> bool:
        """Whether two other lines nearby that fill their column are of this width, and one in `share` of them."""
        slack = self.measure.slack
        near = self.filling[max(0, i - _WINDOW) : i + _WINDOW + 1]
        peers = sum(map(near.count, range(width - slack, width + slack + 1)))
        peers -= -slack <= self.filling[i] - width <= slack
        return peers * share >= len(near) and (peers >= 2 or (peers == 1 and len(near) <= 4))
