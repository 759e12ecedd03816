"""A page's lines → paragraphs and headline blocks, and of several such layouts the one that can be read best.

Lines alone say most of it (`stretches`), words the rest (`matching`): a line that might be a headline is one if that
gives a body its name, and is none if it would be a headline to nothing. So where the first reading leaves a body
without a headline, a headline without a body, or a body in which something hints at another article, the lines in doubt
are labelled otherwise, one at a time, and what lines and words weigh together decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from corpus.headwords import HALVES
from corpus.likeness import Index
from corpus.lines import Finish, Kind, Line
from corpus.matching import Reading, read
from corpus.pieces import Block, Layout, Paragraph, Sign, Story
from corpus.stretches import Label, Stretch
from corpus.widths import column_of, widths_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.widths import Widths

_TRIES: Final = 3
_ROUNDS: Final = 2
_BETTER: Final = 0.3
"""What another layout has to weigh more than the first: of two that are as good, lines alone say more."""
_OPENS: Final = 0.8
_HEADLESS: Final = -0.5
_ARTICLE: Final = 2.0
"""What one more article has to bring in: a line's own article knows its words, so they speak for any line of it."""
_CHEAP: Final = -3.0
"""What a line may lose by another label and still be tried."""
_WHOLE: Final = -2.0
"""The same where each body has a headline, and each headline a body."""
_LEAST: Final = -6.0
"""The same where that may mend something: in a headline that has no body, or in a body that has no headline."""
_DOUBTFUL, _DOUBTFUL_IF_WHOLE = -7.5, -6.0
"""What a line has to weigh as a headline's to be tried as one; the same where each body has its headline."""


_Labels = list[tuple[float, list[Label]]]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page laid out and read: each stretch's labels with what they weigh, the layout, its reading."""

    labels: _Labels
    layout: Layout
    reading: Reading

    @property
    def weight(self) -> float:
        """What lines and words weigh together."""
        return self.reading.weight + sum(weight for weight, _ in self.labels) - _cost(self.reading, self.layout)


def laid_out(lines: Sequence[Line]) -> tuple[Layout, list[Story]]:
    """The layout that is read best, and its stories."""
    widths, index = widths_of(lines), Index(lines)
    stretches, labels = _labelled(lines, widths, index)
    layout = _layout(lines, widths, index, stretches, labels)
    laid = _Laid(labels, layout, read(layout))
    for _ in range(_ROUNDS):
        better = max((laid, *_tried(lines, widths, index, stretches, laid)), key=lambda each: each.weight)
        if better.weight < laid.weight + _BETTER:
            break
        laid = replace(better, reading=read(better.layout))
    return laid.layout, laid.reading.stories


def _tried(
    lines: Sequence[Line], widths: Widths, index: Index, stretches: Sequence[Stretch], laid: _Laid
) -> Iterator[_Laid]:
    """The page with one line in doubt labelled otherwise: first what the lines bear most easily."""
    lost, nameless = laid.reading.lost, _lines(laid.layout, laid.reading.nameless)
    if laid.reading.plain:
        return
    cheap, doubtful = (_CHEAP, _DOUBTFUL) if lost or nameless else (_WHOLE, _DOUBTFUL_IF_WHOLE)
    tries: dict[tuple[int, tuple[Label, ...]], tuple[float, float, list[Label]]] = {}
    for number, (stretch, (weight, names)) in enumerate(zip(stretches, laid.labels, strict=True)):
        for banned, forced in stretch.doubts(names, doubtful):
            mends = stretch.first + banned in lost if banned is not None else stretch.first + (forced or 0) in nameless
            least = weight + (_LEAST if mends else cheap)
            other = stretch.relabel(banned=banned, forced=forced, least=least)
            if other and other[1] != names:
                tries.setdefault((number, tuple(other[1])), (other[0] - weight, *other))
    likeliest = sorted(tries.items(), key=lambda option: -option[1][0])
    for (number, _), (_, weight, names) in likeliest[:_TRIES]:
        labels = [*laid.labels[:number], (weight, names), *laid.labels[number + 1 :]]
        layout = _layout(lines, widths, index, stretches, labels)
        yield _Laid(labels, layout, read(layout, rounds=1))


def _lines(layout: Layout, stories: Sequence[Story]) -> frozenset[int]:
    """The lines of stories, and the one behind each paragraph."""
    paragraphs = [layout.paragraphs[k] for story in stories for k in story.paragraphs]
    return frozenset([line for p in paragraphs for line in range(p.first, p.last + 1)])


def _cost(reading: Reading, layout: Layout) -> float:
    """What the articles have to bring in; one that does not open like an article more."""
    openings = [layout.paragraphs[story.paragraphs[0]].opening for story in reading.stories]
    return sum(_ARTICLE + (opening < _OPENS) + 2.0 * (opening < _HEADLESS) for opening in openings)


def _labelled(lines: Sequence[Line], widths: Widths, index: Index) -> tuple[list[Stretch], _Labels]:
    """The runs of text between bylines and credits, and their labels."""
    stretches: list[Stretch] = []
    labels: _Labels = []
    at, named, text = 0, False, Kind.TEXT
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].kind is text:
            end += 1
        if end > at:
            stretch = Stretch(at, lines[at:end], widths.of[at:end], widths, index, named)
            stretches.append(stretch)
            labels.append(stretch.label())
            named = labels[-1][1][-1] >= Label.HEADLINE
        named = named and end < len(lines) and lines[end].kind is Kind.BYLINE
        at = end + 1
    return stretches, labels


def _layout(
    lines: Sequence[Line], widths: Widths, index: Index, stretches: Sequence[Stretch], labels: _Labels
) -> Layout:
    """Paragraphs, headline blocks, bylines and credits, in the page's order."""
    names: list[Label | None] = [None] * (len(lines) + 1)
    for stretch, (_, row) in zip(stretches, labels, strict=True):
        names[stretch.first : stretch.first + len(row)] = row
    layout = Layout([], [], widths.slack < widths.unit, index)
    signs: list[tuple[Kind, int, int, int | None, int]] = []
    after: set[str] = set()
    last_was_block, at = False, 0
    while at < len(lines):
        name, end = names[at], at + 1
        if name is None:
            kind = lines[at].kind
            block = len(layout.blocks) - 1 if last_was_block else None
            signs.append((kind, at, len(layout.paragraphs), block, len(layout.blocks)))
            after.add("byline" if kind is Kind.BYLINE else "credit")
            last_was_block = last_was_block and kind is Kind.BYLINE
            at += 1
            continue
        headline = name in _HEADLINE
        going = _HEADLINE if headline else _RUNNING
        while names[end] in going:
            end += 1
        if headline:
            run = tuple(range(at, end))
            texts = tuple([lines[i].text for i in run])
            parted = tuple([widths.parted * lines[i].apart - _TOGETHER * widths.together[i] for i in run])
            halves = tuple([len(lines[i].raw) > len(lines[i].text) and bool(HALVES.search(lines[i].raw)) for i in run])
            layout.blocks.append(Block(run, texts, len(layout.paragraphs), parted, halves))
            after.add("headline")
        else:
            key = (at, end, frozenset(after))
            if key not in index.paragraphs:
                index.paragraphs[key] = _paragraph(lines, widths, *key)
            layout.paragraphs.append(index.paragraphs[key])
            after.clear()
        last_was_block, at = headline, end
    for kind, line, before, block, count in signs:
        precedes = count < len(layout.blocks) and layout.blocks[count].before == before
        (layout.bylines if kind is Kind.BYLINE else layout.credits).append(Sign(line, before, block, precedes))
    return layout


_TOGETHER: Final = 0.5
"""What the lack of a blank line counts within a block, to a blank line."""
_HEADLINE: Final = frozenset({Label.HEADLINE, Label.HEADLINE_GOES_ON})
_RUNNING: Final = frozenset({Label.SECOND, Label.GOES_ON})
"""The labels of a block's lines, and of a paragraph's but its first."""


_CLOSED: Final = frozenset({Finish.FULL, Finish.WEAK})
"""How a line ends that finishes a paragraph."""


def _paragraph(lines: Sequence[Line], widths: Widths, first: int, last: int, after: frozenset[str]) -> Paragraph:
    full = widths.of[first : last - 1]
    text = "".join(line.text for line in lines[first:last])
    finished = lines[last - 1].finish in _CLOSED
    column = column_of(full[1:] if len(full) > 2 else full)
    return Paragraph(first, last, text, column, finished, after, only_line=0 if full else widths.of[first])
