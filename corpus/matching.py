"""Which paragraphs make an article, and which headline is its own.

The order on the page tells little: a headline may stand before its body, after it or in front of another's, a lead may
follow the rest of its article. What tells is words. So the readings that the page allows (where an article may begin,
which of them has its lead behind its rest, how headline lines fall into headlines, which headline names which body)
are weighed as wholes and the best is taken: places, organisations and the event's name in common weigh most, standing
side by side less. The page is parted from its top (`parting`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from corpus.beginnings import WIDER, beginning
from corpus.bodies import Bodies
from corpus.falls import falls
from corpus.likeness import DIGITS
from corpus.parting import LOST, NO_WAY, Parting
from corpus.pieces import HEADING, Headline, Layout, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.bodies import Body
    from corpus.falls import Fall
    from corpus.likeness import Flags, Numbers, Table

ROUNDS: Final = 2
_CONVINCING: Final = 5.0
"""What a headline is worth at least to a body whose own words it has."""
_PATIENCE: Final = 300_000
"""How often a block may be held against a body in one round: on a page of fifty headlines not all is tried."""
_LIKELY: Final = 1.5
_OPTIONS: Final = 4
"""Ways to cut one block that are tried."""
_UNLIKELY: Final = 5.0
"""What a way to cut a block may weigh less than the one that is read, and still be tried: none lighter ever won."""
_AS_LIKELY: Final = 1.0
"""The same where all headlines of the block have bodies whose own words they have."""


@dataclass(frozen=True)
class Reading:
    """What a layout is read as: its stories in the page's order, their weight, and what is lacking."""

    weight: float
    stories: list[Story]
    lost: frozenset[int]
    """The lines of headlines that have no body."""
    plain: bool
    """Whether each headline has a body in which nothing hints at another article."""

    @property
    def nameless(self) -> tuple[Story, ...]:
        """The stories without a headline."""
        return tuple([story for story in self.stories if story.headline is None])


def read(layout: Layout, *, rounds: int = ROUNDS) -> Reading:
    """The best reading of the page; headlines that no story has are lost.

    In so many `rounds` it is tried whether lines that stand together fall into headlines in another way.
    """
    if not layout.paragraphs:
        lines = frozenset([line for block in layout.blocks for line in block.lines])
        return Reading(LOST * len(layout.blocks), [], lost=lines, plain=False)
    page = _Matching(layout)
    best = page.parted(tuple([way[0] for way in page.ways]))
    tried = {best.blocks}
    tries = _PATIENCE // max(1, len(page.ways) * len(page.bodies))
    for _ in range(rounds):
        if best.settled:
            break
        before = best
        for blocks in islice(_changed(before, page.ways), tries):
            if blocks not in tried:
                tried.add(blocks)
                best = page.parted(blocks, better_than=best)
        if best is before:
            break
    return Reading(best.weight, best.stories(), lost=best.lost, plain=best.plain)


_Blocks = tuple["Fall", ...]


@dataclass(frozen=True)
class _Parted:
    """A page parted into bodies with their headlines."""

    blocks: _Blocks
    weight: float
    pairs: list[tuple[Body, Headline | None]]
    convincing: set[Headline]
    """The headlines whose words are their bodies' own."""
    plain: bool

    @property
    def settled(self) -> bool:
        """Whether nothing hints at another reading: the page is plain, and all headlines are convincing."""
        return self.plain and len(self.convincing) == len(self.pairs)

    @property
    def lost(self) -> frozenset[int]:
        """The lines of headlines that have no body."""
        used = {headline for _, headline in self.pairs}
        return frozenset([i for block in self.blocks for h in block.headlines if h not in used for i in h.lines])

    def stories(self) -> list[Story]:
        """In the page's order."""
        used = {headline for _, headline in self.pairs}
        stray = [h for block in self.blocks for h in block.headlines if h not in used]
        return [Story(body.paragraphs, headline, _headings(stray, body, headline)) for body, headline in self.pairs]


def _headings(stray: Sequence[Headline], body: Body, headline: Headline | None) -> tuple[Headline, ...]:
    """The headings inside a body; one between its headline and its first paragraph, if others are inside."""
    inside = [h for h in stray if body.first < h.before <= body.last]
    if inside and headline is not None and headline.before == body.first:
        behind = range(headline.lines[-1] + 1, headline.lines[-1] + 3)  # a byline may stand between the two
        inside += [h for h in stray if h.before == body.first and h.lines[0] in behind and len(h.text) <= HEADING]
    return tuple(inside)


def _changed(parted: _Parted, ways: list[list[Fall]]) -> Iterator[_Blocks]:
    """The blocks with one of them falling into headlines in another way: one that leaves something to be desired."""
    blocks = parted.blocks
    nameless = any(headline is None for _, headline in parted.pairs)
    for i, options in enumerate(ways):
        if len(options) > 1:
            wanting = nameless or not parted.convincing.issuperset(blocks[i].headlines)
            least = blocks[i].weight - (_UNLIKELY if wanting else _AS_LIKELY)
            for option in options[:_OPTIONS]:
                if option.weight < least:
                    break
                if option is not blocks[i]:
                    yield (*blocks[:i], option, *blocks[i + 1 :])


class _Matching:
    """One layout's bodies, the ways its headline lines may fall, and what each headline is worth to each body."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.ways = [falls(layout, block) for block in layout.blocks]
        self._bodies = Bodies(layout, _most(self.ways))
        self.bodies = [body for starting in self._bodies.each for body in starting]
        each = dict.fromkeys(headline for way in self.ways for fall in way for headline in fall.headlines)
        self._headlines = {headline: number for number, headline in enumerate(each)}
        self._worth = _worth(layout, list(each), self.bodies)
        self._parting = Parting(self._bodies.each, len(layout.paragraphs), self._worth, [h.before for h in each])

    def parted(self, blocks: _Blocks, *, better_than: _Parted | None = None) -> _Parted:
        """The best parting with these headlines; `better_than`, if it is no better."""
        headlines = [headline for block in blocks for headline in block.headlines]
        numbers = [self._headlines[headline] for headline in headlines]
        weight = sum([block.weight for block in blocks]) - self._bodies.due
        found = self._parting.best(numbers, weight, better_than.weight if better_than else -math.inf)
        if found is NO_WAY and better_than:
            return better_than
        named = dict(zip(numbers, headlines, strict=True))
        pairs = [(self.bodies[body], named.get(number)) for body, number in found.steps]
        convincing = {named[n] for body, n in found.steps if n >= 0 and self._worth[n, body] >= _CONVINCING}
        plain = len(headlines) == len(pairs) and not self._torn(pairs)
        plain = plain and all(headline and self._bodies.plain(body) for body, headline in pairs)
        return _Parted(blocks, found.weight, pairs, convincing, plain)

    def _torn(self, pairs: Sequence[tuple[Body, Headline | None]]) -> bool:
        """Whether a body goes on over a headline, a byline or a credit, or into a wider column."""
        paragraphs = self.layout.paragraphs
        starts = {k for body, _ in pairs for k in (body.first, body.opens)}
        return any(
            k not in starts and (p.after or p.column > WIDER * paragraphs[k - 1].column > 0)
            for k, p in enumerate(paragraphs)
            if k
        )


def _most(ways: list[list[Fall]]) -> int:
    """How many headlines there are at most, as the blocks are likely to fall."""
    return sum([max([len(fall.headlines) for fall in way if fall.weight > way[0].weight - _LIKELY]) for way in ways])


def _worth(layout: Layout, headlines: Sequence[Headline], bodies: Sequence[Body]) -> Table:
    """What each headline is worth to each body: (headlines, bodies)."""
    if not headlines:
        return np.zeros((0, len(bodies)))
    first, last, opens, ends = np.array([(body.first, body.last, body.opens, body.ends) for body in bodies]).T
    flags = [(h.before, h.first_of_block, h.last_of_block) for h in headlines]
    before, first_of_block, last_of_block = np.array(flags).T[:, :, None]
    ahead = (before == first) | (before == opens)
    behind = ((before == last + 1) | (before == ends + 1) | (before == opens + 1)) & (first_of_block > 0)
    inside = (first < before) & (before <= last)
    brief = np.array([len(h.text) <= _BRIEF for h in headlines])[:, None]
    weight = np.where(behind, _BEHIND, np.where(brief, _BRIEF_INSIDE, _INSIDE) * inside)
    weight = np.where(ahead, np.where(last_of_block, _RIGHT_AHEAD, _AHEAD), weight)
    elsewhere = ~(ahead | behind | inside) & _inner(layout, headlines)[:, None]
    weight = weight + np.where(elsewhere, _TAKEN, 0.0)
    weight = weight + _FIT * (_fits(layout, headlines, bodies) - _FITTING) + _places(layout, headlines, bodies)
    return np.round(weight, DIGITS).astype(np.float64)


def _inner(layout: Layout, headlines: Sequence[Headline]) -> Flags:
    """For each headline, whether it rather is a heading inside the article that goes on around it."""
    alone = [h.before in layout.headings and h.first_of_block and h.last_of_block for h in headlines]
    going_on = [one and beginning(layout, h.before).lead < _GOES_ON for one, h in zip(alone, headlines, strict=True)]
    return np.array(going_on, np.bool_)


_GOES_ON: Final = -3.0
_TAKEN: Final = -4.0
"""What it weighs that an article has for its headline what rather is a heading inside another."""
_RIGHT_AHEAD: Final = 1.0
_AHEAD: Final = 0.4
_BEHIND: Final = 0.5
_INSIDE: Final = -1.5
"""What it weighs where a headline stands: before its body, with nothing or another headline between; behind; inside."""
_BRIEF: Final = 8
"""Characters of a heading inside an article, of most."""
_BRIEF_INSIDE: Final = -5.0
"""The same of one so short, inside: it rather is a heading, whose words the text below it has. Set by hand."""
_FIT: Final = 9.0
_FITTING: Final = 0.5
"""What the likeness of their words weighs, and from which one on it speaks for them."""


def _fits(layout: Layout, headlines: Sequence[Headline], bodies: Sequence[Body]) -> Table:
    """How well the words of each headline fit each body: those of the line that fits best, and of all in the mean."""
    numbers = layout.grams.lines
    texts: list[tuple[int, int]] = []
    starts: list[int] = []
    for headline in headlines:
        starts.append(len(texts))
        texts.append((numbers[headline.lines[0]], numbers[headline.lines[-1]] + 1))
        texts += [(numbers[line], numbers[line] + 1) for line in headline.rows]
    fits = layout.grams.fits(_columns(texts), _columns([(body.first, body.last) for body in bodies]))
    counts = np.diff([*starts, len(texts)])[:, None]
    best, sums = np.maximum.reduceat(fits, starts, axis=0), np.add.reduceat(fits, starts, axis=0)
    fit: Table = _OF_BEST * best + (1 - _OF_BEST) * sums / counts
    return fit


_OF_BEST: Final = 0.65


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    first, second = np.array(pairs, np.int64).T
    return first, second


def _places(layout: Layout, headlines: Sequence[Headline], bodies: Sequence[Body]) -> Table:
    """What it weighs that the provinces of a headline and of a body's first two paragraphs agree or do not."""
    provinces = {name: number for number, name in enumerate(dict.fromkeys([h.place for h in headlines if h.place]), 1)}
    named = np.zeros((len(provinces) + 2, len(layout.paragraphs)), np.bool_)  # by none first, by others last
    for k, paragraph in enumerate(layout.paragraphs):
        for place in paragraph.places:
            named[provinces.get(place, -1), k] = True
    leads = _columns([body.lead for body in bodies])
    theirs = named[:, leads[0]] | named[:, leads[1]]
    weight = np.where(theirs, _SAME_PLACE, np.where(theirs.any(axis=0), _OTHER_PLACE, 0.0))
    weight[0] = 0.0
    return weight[[provinces.get(h.place or "", 0) for h in headlines]].astype(np.float64)


_SAME_PLACE: Final = 1.95
_OTHER_PLACE: Final = -3.0
