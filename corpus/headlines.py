"""Which lines are headlines and which are running text, and where paragraphs begin.

A headline, taken alone, often looks like a line of its column: as wide, and with no mark at its end. What gives it away
is its place: a finished sentence before it, a fresh beginning after it, while a line of running text goes on in
mid-word, and fills the column that the lines beside it fill. So lines are not judged one by one: each takes a label
(begins a paragraph, goes on, begins a headline, goes on with it) and the best run of labels for the whole stretch is
found, as Viterbi does it. The weights are logarithms of odds, as in `openings`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from corpus.lines import Finish, Line, Widths
from corpus.openings import ASKS, BROKEN, CUT, HEADLINE_VERB, UNFINISHED, names_who, opening, words

if TYPE_CHECKING:
    from collections.abc import Sequence


class Label(IntEnum):
    """What a line is to the line before it."""

    PARAGRAPH = 0
    SECOND = 1
    """The second line of a paragraph: the first may be narrower by an indent."""
    GOES_ON = 2
    HEADLINE = 3
    HEADLINE_GOES_ON = 4


_TEXT: Final = frozenset({Label.PARAGRAPH, Label.SECOND, Label.GOES_ON})

_END: Final = {
    Finish.FULL: 0.0,
    Finish.WEAK: -0.7,
    Finish.SEMICOLON: -2.5,
    Finish.COLON: -3.0,
    Finish.NONE: -7.0,
    Finish.COMMA: -9.0,
}
"""What it weighs that a paragraph ends with such a line."""

_LONGEST: Final = 4
"""Lines: no headline has more."""

_WINDOW: Final = 8
_UNITS: Final = "年月日时个项万亿元名人家次届岁％%．."
_SEEN: Final = 20_000
"""Characters of a line that are looked at: enough for any line of a page, no burden where a file is one line."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole page knows that helps to judge a line."""

    pairs: frozenset[str]
    """Two characters that stand side by side within a line somewhere on the page."""
    often: frozenset[str]
    """Those that do so twice at least."""


def evidence_of(lines: Sequence[Line]) -> Evidence:
    """The pairs of characters within the page's lines."""
    counts: Counter[str] = Counter()
    for line in lines:
        text = line.text[:_SEEN]
        counts.update(map(str.__add__, text, text[1:]))
    return Evidence(frozenset(counts), frozenset(pair for pair, count in counts.items() if count > 1))


State = tuple[Label, int]
"""A label, and how many lines the headline has by now."""


def label(lines: Sequence[Line], widths: Widths, evidence: Evidence) -> list[Label]:
    """A label for each line of a stretch of text that no byline or credit interrupts; `widths` are those lines' own."""
    page = _Stretch(lines, widths.of, widths, evidence)
    best: list[dict[State, tuple[float, State | None]]] = []
    for i in range(len(lines)):
        head, start = page.headline(i), page.start(i)
        cell: dict[State, tuple[float, State | None]] = {}
        if not i:
            cell = {(Label.PARAGRAPH, 0): (start, None), (Label.HEADLINE, 1): (head, None)}
        else:
            on, fresh, seam, gap = page.goes_on(i), page.fresh(i), page.seam(i), page.gap(i)
            for (before, count), (score, _) in best[-1].items():
                options: tuple[tuple[Label, int, float], ...]
                if before in _TEXT:
                    end = score + page.end(i - 1, before)
                    following = Label.SECOND if before is Label.PARAGRAPH else Label.GOES_ON
                    options = (
                        (Label.PARAGRAPH, 0, end + start),
                        (following, 0, score + on + page.column(i - 1, before)),
                        (Label.HEADLINE, 1, end + head + gap),
                    )
                else:
                    options = (
                        (Label.PARAGRAPH, 0, score + fresh - seam + gap),
                        (Label.HEADLINE, 1, score + head - 0.7 - seam + gap - page.unfinished(i - 1)),
                        (Label.HEADLINE_GOES_ON, count + 1, score + head * 0.6 + 0.6 + seam - gap),
                    )
                for name, number, total in options:
                    if number <= _LONGEST and total > cell.get((name, number), (-1e9, None))[0]:
                        cell[name, number] = (total, (before, count))
        best.append(cell)
    ends = {state: score + page.last(state[0]) for state, (score, _) in best[-1].items()}
    state: State | None = max(ends, key=lambda s: ends[s])
    labels = []
    for cell in reversed(best):
        assert state is not None  # noqa: S101 - every state but those of the first line has one before it
        labels.append(state[0])
        state = cell[state][1]
    return labels[::-1]


@dataclass(frozen=True)
class _Stretch:
    """Lines that follow one another, and what each choice for one of them weighs."""

    lines: Sequence[Line]
    widths: Sequence[int]
    measure: Widths
    evidence: Evidence

    def start(self, i: int) -> float:
        """That a paragraph begins with line `i`."""
        text = self.lines[i].text
        weight = opening(text)
        return -8.0 if BROKEN.match(text) else (0.5 if weight > 0 else 0.3) * abs(weight) - 0.6

    def fresh(self, i: int) -> float:
        """That a paragraph begins with it right after a headline: there a lead is expected."""
        text = self.lines[i].text
        if BROKEN.match(text) or self._cut_number(i):
            return -10.0
        weight = opening(text)
        weight = min(2.5, weight) if weight > 0.5 else 0.3 * abs(weight) - 1.5
        return weight - self.unfinished(i - 1)

    def gap(self, i: int) -> float:
        """That something new begins with line `i`, as the blank lines tell, where they tell anything."""
        return (0.7 if self.lines[i].apart else -0.7) if self.measure.blanks else 0.0

    def unfinished(self, i: int) -> float:
        """That a headline does not end with line `i`."""
        return 3.0 * bool(CUT.search(self.lines[i].text) or UNFINISHED.search(self.lines[i].text))

    def seam(self, i: int) -> float:
        """That the line before runs on into line `i`: their characters make a word, or stand side by side elsewhere."""
        pair = self.lines[i - 1].text[-1] + self.lines[i].text[0]
        if self._cut_number(i):
            return 4.0
        if pair in words():
            return 2.0
        return 1.5 if pair in self.evidence.pairs else -0.4 if self.lines[i - 1].finish is Finish.NONE else 0.0

    def end(self, i: int, name: Label) -> float:
        """That a paragraph ends with line `i`, which has this label."""
        weight = _END[self.lines[i].finish]
        if name is Label.PARAGRAPH:
            return weight - (0.3 if self.lines[i].finish is Finish.FULL else 1.5)
        before, here = self.widths[i - 1], self.widths[i]
        indent = self.measure.indent if name is Label.SECOND else 0
        if here > before + indent + self.measure.slack:
            weight -= 0.8 if here - before - indent - self.measure.slack <= self.measure.unit else 3.0
        elif self.lines[i].finish is Finish.FULL:
            weight += 0.8 if here < before - self.measure.slack else 0.0
        return weight

    def last(self, name: Label) -> float:
        """That the stretch ends with its last line."""
        last = len(self.lines) - 1
        return self.end(last, name) * 0.8 if name in _TEXT else -self.unfinished(last)

    def column(self, i: int, name: Label) -> float:
        """That line `i`, which has this label, is full: another line of its paragraph follows."""
        if name is Label.PARAGRAPH:
            return 0.0 if self._near(i, self.widths[i]) or self._near(i, self.widths[i] + self.measure.indent) else -1.0
        before, here = self.widths[i - 1], self.widths[i]
        off = abs(here - before) - self.measure.slack
        if name is Label.SECOND:
            off = min(off, abs(here - before - self.measure.indent) - self.measure.slack)
        if off <= 0:
            return 0.2
        return -0.8 if off <= self.measure.unit else -2.5

    def goes_on(self, i: int) -> float:
        """That line `i` goes on with the paragraph of the line before it."""
        before, line = self.lines[i - 1], self.lines[i]
        weight = 0.0
        short = self.widths[i - 1] < self.widths[i] - self.measure.slack - (before.finish is Finish.WEAK)
        if short and before.finish in {Finish.FULL, Finish.WEAK}:
            weight -= 2.0 if self.measure.slack else 3.0
        weight += self.seam(i)
        if self.measure.blanks and line.apart:
            weight -= 2.0
        if BROKEN.match(line.text):
            weight += 1.0
        elif before.finish is Finish.FULL:
            weight -= max(0.0, 0.7 * opening(line.text))
        elif before.finish is not Finish.COMMA and not CUT.search(before.text) and opening(line.text) >= 2:
            weight -= 1.0
        return weight

    def headline(self, i: int) -> float:
        """That line `i` is a headline, or a line of one, wherever it stands."""
        line = self.lines[i]
        text, weight = line.text, -1.5
        if len(text) > 60 or BROKEN.match(text) or line.finish is Finish.FULL:
            return -12.0
        weight -= {Finish.COMMA: 6.0, Finish.SEMICOLON: 6.0, Finish.COLON: 3.0, Finish.WEAK: 0.5}.get(line.finish, 0.0)
        fits = self._near(i, self.widths[i]) or self._near(i, self.widths[i] + self.measure.indent)
        weight += -1.8 if fits else 2.5
        weight += 1.5 * text.endswith("…")
        weight -= 8.0 * ("。" in text) + 4.0 * ("；" in text) + 2.2 * text.count("，")
        weight -= 1.0 * (text.count("“") != text.count("”")) + 1.5 * (text.count("（") != text.count("）"))
        weight -= 3.0 * (len(text) < 5)
        weight += 3.0 * bool(ASKS.match(text))
        weight += 0.9 * bool(HEADLINE_VERB.search(text)) - 0.4 + 1.0 * names_who(text)
        begins = opening(text)
        weight -= 4.0 if begins >= 1.8 or begins <= -2.5 else 1.0 if begins < 0 else 0.0
        weight += 0.5 * any(len(part) >= 4 for part in line.traced.text.split()[1:])
        known = sum(a + b in self.evidence.often for a, b in pairwise(text))
        return weight + min(1.0, 2.0 * known / max(1, len(text) - 1) - 0.8)

    def _cut_number(self, i: int) -> bool:
        """Whether a number or a date runs over from the line before."""
        before, here = self.lines[i - 1].text[-1], self.lines[i].text[0]
        return (before.isdigit() and (here.isdigit() or here in _UNITS)) or (before in "年月" and here.isdigit())

    def _near(self, i: int, width: int) -> bool:
        """Whether two other lines nearby that fill their column are of this width."""
        near = range(max(0, i - _WINDOW), min(len(self.widths), i + _WINDOW + 1))
        peers = 0
        for j in near:
            if j != i and abs(self.widths[j] - width) <= self.measure.slack and self.lines[j].finish is not Finish.FULL:
                peers += 1
        return peers >= 2 or (peers == 1 and len(near) <= 4)
