"""Which lines are headlines and which are running text, and where paragraphs begin.

A headline, taken alone, often looks like a line of its column: as wide, and with no mark at its end. What gives it away
is its place: a finished sentence before it, a fresh beginning after it, while a line of running text goes on in
mid-word. So lines are not judged one by one: each takes one of four labels (begins a paragraph, goes on, begins a
headline, goes on with it) and the cheapest run of labels for the whole stretch is found, as Viterbi does it.
The weights are logarithms of odds, as in `openings`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from corpus.lines import Finish, Line, Widths
from corpus.openings import BROKEN, HEADLINE_VERB, ORGANISATION, opening

if TYPE_CHECKING:
    from collections.abc import Sequence


class Label(IntEnum):
    """What a line is to the line before it."""

    PARAGRAPH = 0
    GOES_ON = 1
    HEADLINE = 2
    HEADLINE_GOES_ON = 3


_END: Final = {
    Finish.FULL: 0.0,
    Finish.WEAK: -1.0,
    Finish.SEMICOLON: -2.5,
    Finish.COLON: -3.0,
    Finish.NONE: -7.0,
    Finish.COMMA: -9.0,
}
"""What it weighs that a paragraph ends with such a line."""

_LONGEST: Final = 4
"""Lines: no headline has more."""

_WINDOW: Final = 6
_INDENT: Final = 2
"""By which a paragraph's first line is narrower, where the indent was dropped."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole page knows that helps to judge a line."""

    pairs: frozenset[str]
    """Two characters that stand side by side within a line somewhere on the page."""
    often: frozenset[str]
    """Those that do so twice at least."""


def evidence_of(lines: Sequence[Line]) -> Evidence:
    counts: Counter[str] = Counter()
    for line in lines:
        text = line.text[:_SEEN]
        counts.update(map(str.__add__, text, text[1:]))
    return Evidence(frozenset(counts), frozenset(pair for pair, count in counts.items() if count > 1))


_SEEN: Final = 20_000
"""Characters of a line that are looked at: enough for any line of a page, no burden where a file is one line."""


def label(lines: Sequence[Line], widths: Sequence[int], slack: int, evidence: Evidence) -> list[Label]:
    """A label for each line of a stretch of text that no byline or credit interrupts.

    `widths` are the lines' own, `slack` as in `Widths`.
    """
    fits = [_fits(i, widths, slack, lines) for i in range(len(lines))]
    opens = [fits[i] or _fits(i, widths, slack, lines, indent=_INDENT) for i in range(len(lines))]
    best: list[dict[tuple[Label, int], tuple[float, tuple[Label, int] | None]]] = []
    for i, line in enumerate(lines):
        head, start = _headline(line, evidence, fits=opens[i]), _start(line)
        cell: dict[tuple[Label, int], tuple[float, tuple[Label, int] | None]] = {}
        if not i:
            cell[Label.PARAGRAPH, 0] = (start, None)
            cell[Label.HEADLINE, 1] = (head, None)
        else:
            end = _end(i - 1, lines, widths, fits, slack)
            on = _goes_on(i, lines, widths, fits[i - 1], slack, evidence)
            first = _goes_on(i, lines, widths, opens[i - 1], slack, evidence)
            joined = 1.5 if lines[i - 1].text[-1] + line.text[0] in evidence.pairs else 0.0
            fresh = _fresh(line)
            for (before, count), (score, _) in best[-1].items():
                if before in {Label.PARAGRAPH, Label.GOES_ON}:
                    options = (
                        (Label.PARAGRAPH, 0, score + end + start),
                        (Label.GOES_ON, 0, score + (first if before is Label.PARAGRAPH else on)),
                        (Label.HEADLINE, 1, score + end + head),
                    )
                else:
                    options = (
                        (Label.PARAGRAPH, 0, score + fresh - joined),
                        (Label.HEADLINE, 1, score + head - 0.7 - joined),
                        (Label.HEADLINE_GOES_ON, count + 1, score + head * 0.6 + 0.6 + joined),
                    )
                for name, number, total in options:
                    if number <= _LONGEST and total > cell.get((name, number), (-1e9, None))[0]:
                        cell[name, number] = (total, (before, count))
        best.append(cell)
    return _traced_back(best, lines)


def _traced_back(
    best: list[dict[tuple[Label, int], tuple[float, tuple[Label, int] | None]]], lines: Sequence[Line]
) -> list[Label]:
    ends = {
        state: score + (_END[lines[-1].finish] * 0.8 if state[0] in {Label.PARAGRAPH, Label.GOES_ON} else 0.0)
        for state, (score, _) in best[-1].items()
    }
    state: tuple[Label, int] | None = max(ends, key=lambda s: ends[s])
    labels = []
    for cell in reversed(best):
        assert state is not None  # noqa: S101 - every state but the first row's has one before it
        labels.append(state[0])
        state = cell[state][1]
    return labels[::-1]


def _fits(i: int, widths: Sequence[int], slack: int, lines: Sequence[Line], *, indent: int = 0) -> bool:
    """Whether other lines nearby that fill their column are as wide as line `i`, wider by `indent`."""
    width = widths[i] + indent
    near = range(max(0, i - _WINDOW), min(len(widths), i + _WINDOW + 1))
    peers = sum(j != i and lines[j].finish is not Finish.FULL and abs(widths[j] - width) <= slack for j in near)
    return peers >= 2 or (peers == 1 and len(near) <= 4)


def _start(line: Line) -> float:
    """What it weighs that a paragraph begins with this line, after another paragraph."""
    if BROKEN.match(line.text):
        return -8.0
    return 0.3 * abs(opening(line.text)) - 0.8


def _fresh(line: Line) -> float:
    """The same after a headline: there a lead is expected."""
    if BROKEN.match(line.text):
        return -10.0
    weight = opening(line.text)
    return min(2.5, weight) if weight > 0 else 0.3 * -weight - 1.5


def _end(i: int, lines: Sequence[Line], widths: Sequence[int], fits: Sequence[bool], slack: int) -> float:
    """What it weighs that a paragraph ends with line `i`."""
    weight = _END[lines[i].finish]
    if lines[i].finish is Finish.FULL:
        short = i and widths[i] < widths[i - 1] - slack
        weight += 0.8 if short or not fits[i] else -0.5
    return weight


def _goes_on(
    i: int, lines: Sequence[Line], widths: Sequence[int], before_fits: bool, slack: int, evidence: Evidence
) -> float:
    """What it weighs that line `i` goes on with the sentence, or the paragraph, of the line before it."""
    before, line = lines[i - 1], lines[i]
    weight = 0.0
    if before.finish is Finish.FULL and widths[i - 1] < widths[i] - slack:
        weight -= 3.0 if not slack else 2.0
    elif not before_fits:
        weight -= 2.5
    if before.text[-1] + line.text[0] in evidence.pairs:
        weight += 1.0
    elif before.finish is Finish.NONE:
        weight -= 0.3
    if BROKEN.match(line.text):
        weight += 1.0
    elif before.finish is not Finish.COMMA and opening(line.text) >= 2:
        weight -= 1.0
    return weight


def _headline(line: Line, evidence: Evidence, *, fits: bool) -> float:
    """What it weighs that this line is a headline, or a line of one, wherever it stands."""
    text, weight = line.text, -1.5
    if len(text) > 60 or BROKEN.match(text):
        return -12.0
    if line.finish is Finish.FULL:
        return -12.0
    weight -= {Finish.COMMA: 6.0, Finish.SEMICOLON: 6.0, Finish.COLON: 3.0, Finish.WEAK: 0.5}.get(line.finish, 0.0)
    weight += -0.5 if fits else 3.0
    weight -= 8.0 * ("。" in text) + 4.0 * ("；" in text) + 1.2 * text.count("，")
    weight -= 1.0 * (text.count("“") != text.count("”")) + 1.5 * (text.count("（") != text.count("）"))
    if len(text) < 5:
        weight -= 3.0
    if HEADLINE_VERB.search(text):
        weight += 0.7
    if ORGANISATION.match(text):
        weight += 1.0
    begins = opening(text)
    weight -= 4.0 if begins >= 2.5 or begins <= -2.5 else 1.0 if begins < 0 else 0.0
    if " " in line.traced.text and any(len(part) >= 4 for part in line.traced.text.split()[1:]):
        weight += 0.5
    known = sum(a + b in evidence.often for a, b in zip(text, text[1:], strict=False))
    return weight + min(1.0, 2.0 * known / max(1, len(text) - 1) - 0.8)


def widths_within(widths: Widths, start: int, end: int) -> list[int]:
    """The widths of the lines `start` to `end`."""
    return list(widths.of[start:end])
