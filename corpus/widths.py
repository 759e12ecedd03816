"""How wide a page's lines are, and what its white space tells: blank lines between lines, and indents.

Each is learnt from the page itself: where its running text goes on for sure, and where a sentence is over.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from corpus.lines import Finish, Kind
from corpus.openings import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.lines import Line

_TEXT = Kind.TEXT
_NONE, _COMMA, _FULL = Finish.NONE, Finish.COMMA, Finish.FULL
"""As quick names, as in `lines`."""
_OPEN: Final = frozenset({_NONE, _COMMA})


@dataclass(frozen=True, slots=True)
class Widths:
    """Each line's width in the measure that this page's lines are most even in, and how far they stray from a column.

    `of` counts characters (or half-width cells, or characters with their spaces); the others are in the same measure.
    """

    of: tuple[int, ...]
    slack: int
    unit: int
    """One character."""
    blanks: bool
    """Whether blank lines stand between paragraphs on this page, and nowhere else."""
    parted: float
    """What a blank line weighs, on this page, for something new: the rarer they are in mid-sentence, the more."""
    usual: int
    """That most lines in mid-sentence have."""
    indent: int
    """By which the first line of a paragraph is narrower on this page: the indent itself was dropped."""
    together: tuple[float, ...]
    """For each line, what it weighs that it and the line before are of a headline, as no blank line parts them on a
    page that has one behind all other lines; 0.0 where that tells nothing."""
    indented: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """What it weighs, on this page, that a paragraph begins with a line that has no white space before it, that has
    one character, and that has more."""


def widths_of(lines: Sequence[Line]) -> Widths:
    """Measured over neighbours in mid-paragraph: these fill their column."""
    open_ended = [line.finish in _OPEN and line.kind is _TEXT for line in lines]
    inner = [i for i in range(1, len(lines) - 1) if open_ended[i - 1] and open_ended[i] and open_ended[i + 1]]
    best: tuple[float, int] = (-1.0, 0)
    measures = (
        [len(line.text) for line in lines],
        [_cells(line.text) for line in lines],
        [len(line.raw) for line in lines],
    )
    for index, widths in enumerate(measures):
        even = sum([widths[i] == widths[i + 1] for i in inner]) / len(inner) if inner else 0.0
        if even > best[0] + 0.02:
            best = (even, index)
    even, index = best
    unit = 2 if index == 1 else 1
    slack = unit - 1 if even >= _EVEN else unit  # a half-width character can leave half a place at a line's end
    usual = column_of([measures[index][i] for i in inner])
    of = [max(width, usual) if _spaced_out(line) else width for line, width in zip(lines, measures[index], strict=True)]
    return Widths(
        tuple(of),
        slack,
        unit,
        _blanks_tell(lines),
        _parted(lines),
        usual,
        _indent(lines, open_ended, measures[index], unit),
        _together(lines),
        _indented(lines),
    )


def _blanks_tell(lines: Sequence[Line]) -> bool:
    """Whether a blank line follows few lines that end in mid-sentence, and many that end one."""
    after_open = [b.apart for a, b in pairwise(lines) if a.finish in _OPEN]
    after_full = [b.apart for a, b in pairwise(lines) if a.finish is _FULL]
    return sum(after_open) * 8 < len(after_open) and sum(after_full) * 3 > len(after_full)


def _parted(lines: Sequence[Line]) -> float:
    """How much likelier a blank line stands around a headline than in mid-sentence, as a logarithm; 0.0 at least."""
    inside = [b.apart for a, b in pairwise(lines) if a.finish is _COMMA]
    share = (sum(inside) + 1.0) / (len(inside) + 5.0)
    return max(0.0, math.log(_AROUND / share))


_AROUND: Final = 0.5
"""The share of headlines that have a blank line before or behind."""


def _together(lines: Sequence[Line]) -> tuple[float, ...]:
    """How much likelier a blank line is lacking within a headline than in mid-sentence, where it is, as a logarithm.

    Lines with characters of half width, which may lack it anywhere, are left out: so it is on pages of one typesetting
    system. Where it is lacking within headlines alone, lines that have one between them are less likely of one.
    """
    nothing = (0.0,) * len(lines)
    if 2 * sum([line.apart for line in lines]) < len(lines):
        return nothing
    telling = [not _half_width(line) for line in lines]
    inside = [
        b.apart
        for (a, b), tells in zip(pairwise(lines), telling, strict=False)
        if tells and (a.finish is _COMMA or (a.finish is _NONE and a.text[-1] + b.text[0] in words()))
    ]
    weight = math.log(_WITHIN * (len(inside) + 1.0) / (len(inside) - sum(inside) + 0.5))
    lacking = [tells and b.start == a.end + 1 for (a, b), tells in zip(pairwise(lines), telling, strict=False)]
    if weight < _TELLS or not any(lacking):
        return nothing
    weight, parted = min(_TOGETHER, weight), _PARTED * all(inside)
    return (0.0, *[weight if lacks else parted * tells for lacks, tells in zip(lacking, telling, strict=False)])


def _half_width(line: Line) -> bool:
    return bool(line.text.encode("ascii", "ignore"))


_WITHIN: Final = 0.6
"""The share of lines within headlines that have no blank line before them, where it is lacking nowhere else."""
_TOGETHER: Final = 3.0
_TELLS: Final = 1.5
"""What the lack of one weighs at most, and at least."""
_PARTED: Final = -1.0
"""What one weighs then."""


def _indented(lines: Sequence[Line]) -> tuple[float, float, float]:
    """White space before a line tells where it stands hardly in mid-sentence; its lack, where it stands elsewhere."""
    before_open = [b.indent > 0 for a, b in pairwise(lines) if a.finish is _COMMA]
    before_new = [b.indent > 0 for a, b in pairwise(lines) if a.finish is _FULL]
    if sum(before_open) * 20 > len(before_open):
        return 0.0, 0.0, 0.0
    usual = sum(before_new) * 3 > len(before_new) and sum(before_new) > 1
    if usual:
        return -_INDENT, _INDENT, _INDENT
    return 0.0, 0.0 if any(before_open) else _ONE_SPACE, _INDENT


_INDENT: Final = 2.5
_ONE_SPACE: Final = 1.5
"""What one character of white space weighs where paragraphs are not moved in: what was drawn anew may have it."""


def _indent(lines: Sequence[Line], open_ended: Sequence[bool], widths: Sequence[int], unit: int) -> int:
    """Two characters, if most paragraphs' first lines are about as much narrower than their second; else 0."""
    firsts = [
        widths[i + 1] - widths[i]
        for i in range(1, len(lines) - 2)
        if lines[i - 1].finish is _FULL
        and widths[i - 1] < widths[i + 1] - 2 * unit
        and open_ended[i]
        and open_ended[i + 1]
        and open_ended[i + 2]
    ]
    narrower = sum(unit <= narrow <= 3 * unit for narrow in firsts)
    return 2 * unit if 2 * narrower > len(firsts) else 0


_EVEN: Final = 0.75


def _spaced_out(line: Line) -> bool:
    """Whether a blank stands between any two characters of a line: it was drawn out to fill its column."""
    return len(line.text) > _FEW and len(line.raw.split()) == len(line.text)


_FEW: Final = 3


def _cells(text: str) -> int:
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def column_of(widths: Sequence[int]) -> int:
    """The width that most of the lines have, the wider of two; 0 for no lines."""
    if not widths:
        return 0
    counts = Counter(widths)
    return max(counts, key=lambda width: (counts[width], width))
