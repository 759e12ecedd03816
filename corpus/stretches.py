"""Which lines are headlines and which are running text, and where paragraphs begin.

Lines are not judged one by one: each takes a label (begins a paragraph, goes on, begins a headline, goes on with it)
and the best run of labels for the whole stretch is found, as Viterbi does it; `headlines` says what each weighs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from corpus.headlines import Weights
from corpus.lines import Finish

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

    __hash__ = int.__hash__  # as quick as in `lines`: labels are looked up for each line


_LONGEST: Final = 4
"""Lines: no headline has more."""

_NEVER: Final = -1e9
_SAME: Final = 1e-6
_IN_MID_WORD: Final = 0.4
"""How much a word that runs over a line's end holds two lines of a headline together, to two of running text."""
_BEFORE_MORE: Final = frozenset({Finish.COLON, Finish.SEMICOLON})
"""How a text ends that has to go on."""
_LEFT_OPEN: Final = 4.0
"""What it weighs against a headline that the text above it ends so."""
_LEAD_BELOW: Final = 1.2
"""How much less often a blank line is lacking between a headline and its text than within it, as a logarithm."""
_HOPELESS: Final = 7.0
"""A headline that trails running text by so much is given up."""

_DOUBTS: Final = 100
"""Lines that are labelled otherwise at the most: on a page of thousands that all may be headlines, each costs much."""
_PLAIN: Final = 1.0
"""From what weight on a line is a headline's beyond doubt."""

_STATES: Final = (
    Label.PARAGRAPH,
    Label.SECOND,
    Label.GOES_ON,
    Label.HEADLINE,
    *[Label.HEADLINE_GOES_ON] * (_LONGEST - 1),
)
_PARAGRAPH, _SECOND, _GOES_ON, _HEADLINE = range(4)  # plain numbers: an enumeration's are slow to reckon with
"""The states of running text, and the first of those that are a headline's lines."""
_HEADS: Final = range(_HEADLINE, len(_STATES))
_NEVERS: Final = [_NEVER] * len(_STATES)
_NO_HEADS: Final = [_NEVER] * len(_HEADS)
_ONWARD: Final = {state: [0, _PARAGRAPH, state, *[0] * len(_HEADS)] for state in (_SECOND, _GOES_ON)}
"""The states before those of a line, by that of the line before which goes on."""


@dataclass
class Stretch(Weights):
    """Lines that no byline or credit interrupts, and their labels."""

    scores: list[list[float]] = field(default_factory=list)
    """Of each line's states, as first labelled."""
    steps: list[list[int]] = field(default_factory=list)
    """For each of them, the best state of the line before."""

    def label(self) -> tuple[float, list[Label]]:
        """The best label for each line, and what they weigh together."""
        self.scores, self.steps = [self._begin(banned=False, forced=False)], [[0] * len(_STATES)]
        scores = self.scores[0]
        for i in range(1, len(self.lines)):
            scores, step = self._step(i, scores)
            self.scores.append(scores)
            self.steps.append(step)
        state, total = self._best(self.scores[-1])
        return total, self._traced(state, self.steps)

    def relabel(
        self, *, banned: int | None = None, forced: int | None = None, least: float
    ) -> tuple[float, list[Label]] | None:
        """The same, if no headline had the line `banned` in it, or one had the line `forced`; after `label`.

        None, if that does not weigh more than `least`. Only the lines are labelled again from there to where it makes
        no difference any more.
        """
        at = banned if banned is not None else forced or 0
        first = at or 1
        if at == 0:
            scores, steps = self._begin(banned=banned == 0, forced=forced == 0), [[0] * len(_STATES)]
        else:
            scores, step = self._step(at, self.scores[at - 1], forced=forced == at, banned=banned == at)
            steps, first = [*self.steps[:at], step], at + 1
        gain = 0.0
        for i in range(first, len(self.lines)):
            scores, step = self._step(i, scores)
            steps.append(step)
            offset = scores[_GOES_ON] - self.scores[i][_GOES_ON]
            if self._same(scores, self.scores[i], offset):
                gain, scores = offset, self.scores[-1]
                steps += self.steps[i + 1 :]
                break
        state, total = self._best(scores)
        return (total + gain, self._traced(state, steps)) if total + gain > least else None

    @staticmethod
    def _same(scores: list[float], others: list[float], offset: float) -> bool:
        """Whether the states that are not hopeless have the same scores, but for what all of them are off."""
        hopeless = scores[_GOES_ON] - _HOPELESS
        for new, old in zip(scores, others, strict=True):
            if (new >= hopeless or old >= hopeless) and abs(new - old - offset) >= _SAME:
                return False
        return True

    def _begin(self, *, banned: bool, forced: bool) -> list[float]:
        """The scores of the first line's states."""
        scores = [_NEVER] * len(_STATES)
        start, head = self.anew(0)
        scores[_PARAGRAPH] = _NEVER if forced else start
        scores[_HEADLINE] = _NEVER if banned else head + (-1.7 if self.named else 2.3)
        return scores

    def _best(self, scores: list[float]) -> tuple[int, float]:
        """The best state that the last line may end in, and what it weighs."""
        last = len(self.lines) - 1
        unfinished = self.unfinished(last)
        ends = [
            score + (self.end(last)[state] * 0.95 if state < _HEADLINE else -unfinished)
            for state, score in enumerate(scores)
        ]
        total = max(ends)
        return ends.index(total), total

    def _traced(self, state: int, steps: list[list[int]]) -> list[Label]:
        """The labels that lead to the last line's state."""
        states = [state]
        for i in range(len(self.lines) - 1, 0, -1):
            state = steps[i][state]
            states.append(state)
        return [_STATES[state] for state in reversed(states)]

    def _step(
        self, i: int, before: list[float], *, forced: bool = False, banned: bool = False
    ) -> tuple[list[float], list[int]]:
        """The scores of line `i`'s states, and for each the best state of the line before.

        All are told against the line's going on with running text: most lines can do nothing else, and weigh nothing.
        """
        first, second, later, *heads = before
        full = self.full[i - 1]
        as_first = first + self.column(i - 1) if first > _NEVER else _NEVER
        as_second, as_later = second + full[0], later + full[1]
        onward, source = (as_second, _SECOND) if as_second >= as_later else (as_later, _GOES_ON)
        named = max(heads)
        hopeless = max(first, second, later) - _HOPELESS
        if not (named > hopeless or forced or self.may_end[i - 1]):
            return [_NEVER, as_first, onward, *_NO_HEADS], _ONWARD[source]
        scores = list(_NEVERS) if forced else [_NEVER, as_first, onward, *_NO_HEADS]
        step = list(_ONWARD[source])
        gap, on, end, (start, head) = self.gaps[i], self.goes_on(i), self.end(i - 1), self.anew(i)
        ends = (first + end[0], second + end[1], later + end[2])
        most = max(ends)
        step[_PARAGRAPH] = step[_HEADLINE] = ends.index(most)
        if not forced:
            scores[_PARAGRAPH] = most + start - on
        if not banned:
            scores[_HEADLINE] = most + head + gap - on - _LEFT_OPEN * (self.lines[i - 1].finish in _BEFORE_MORE)
        if named > hopeless:
            best, seam = _HEADLINE + heads.index(named), self.seam(i)
            together = self.together[i]
            begun = named + self.fresh(i) - seam + gap - on + max(0.0, together - _LEAD_BELOW)
            if not forced and begun > scores[_PARAGRAPH]:
                scores[_PARAGRAPH], step[_PARAGRAPH] = begun, best
            if not banned:
                another = named + head - 0.85 - seam + gap - self.unfinished(i - 1) - on
                if another > scores[_HEADLINE]:
                    scores[_HEADLINE], step[_HEADLINE] = another, best
                further = self.further(i) + _IN_MID_WORD * seam - gap - on + together
                for state in _HEADS[:-1]:
                    if before[state] > hopeless:
                        scores[state + 1], step[state + 1] = before[state] + further, state
        return scores, step

    def doubts(self, labels: Sequence[Label], least: float) -> list[tuple[int | None, int | None]]:
        """Lines that may be labelled otherwise, as (banned, forced): headlines' lines, and paragraphs' first ones.

        A paragraph's first line has to weigh more than `least` as a headline's.
        """
        found: list[tuple[int | None, int | None]] = []
        second, headline, goes_on = Label.SECOND, Label.HEADLINE, Label.HEADLINE_GOES_ON
        for i, name in enumerate(labels):
            if name >= headline:
                ends = i + 1 == len(labels) or labels[i + 1] != goes_on or name == headline
                if ends and self.anew(i)[1] < _PLAIN:
                    found.append((i, None))
            elif not i or self.may_end[i - 1] or labels[i - 1] >= headline:
                if self.anew(i)[1] > least:
                    found.append((None, i))
            elif name == second and self.anew(i)[1] > 0.0:  # below a kicker that looks like a lead
                found.append((None, i))
        return sorted(found, key=self._doubt)[:_DOUBTS] if len(found) > _DOUBTS else found

    def _doubt(self, doubt: tuple[int | None, int | None]) -> float:
        """How far a line is from being a headline's or none as likely."""
        banned, forced = doubt
        return abs(self.anew(banned if banned is not None else forced or 0)[1])
