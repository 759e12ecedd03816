"""Which paragraphs make an article, and which headline is its own.

The order on the page tells little: a headline may stand before its body, after it or in front of another's, a lead may
follow the rest of its article. What tells is words. So the readings that the page allows (where an article may begin,
how headline lines fall into headlines, which stray lead opens which headless body, which headline names which body)
are weighed as wholes and the best is taken: places, organisations and the event's name in common weigh most, standing
side by side less. A reading that cannot weigh more than the best so far is left half weighed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Final

from corpus.choices import WIDER, beginnings, falls
from corpus.likeness import HEAD
from corpus.pairing import NAMELESS, tied
from corpus.pieces import Headline, Layout, Paragraph, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.choices import Beginnings, Fall
    from corpus.likeness import Words

TRIES: Final = 16
_ROUNDS: Final = 2
_LIKELIEST: Final = 3
"""Ways to say where articles begin that are weighed with every way to part the headlines."""
_CONVINCING: Final = 2.0
_LOST: Final = -2.5
_HEADING: Final = -1.0
"""What a headline weighs that no body has, if it can be a heading inside one."""
_MOST: Final = 8.4
"""More than a headline is ever worth to a body."""


@dataclass(frozen=True)
class Reading:
    """What a layout is read as: its stories in the page's order, their weight, and whether nothing is in doubt."""

    weight: float
    stories: list[Story]
    settled: bool


_Blocks = tuple["Fall", ...]


def read(layout: Layout, *, tries: int = TRIES) -> Reading:
    """The best reading of the page; headlines that no story has are lost.

    Of the ways to say where articles begin, the `tries` likeliest are weighed.
    """
    if not layout.paragraphs:
        return Reading(_LOST * len(layout.blocks), [], settled=not layout.blocks)
    weigher = _Weigher(layout)
    ways = [falls(layout, block) for block in layout.blocks]
    begun = beginnings(layout, ways, thorough=tries == TRIES)[:tries]
    weigher.weigh(begun[0], tuple([way[0] for way in ways]))
    for _ in range(_ROUNDS):
        if weigher.settled():
            break
        score, blocks = weigher.weight, weigher.blocks
        for way in begun:
            weigher.weigh(way, blocks)
        likeliest = [weigher.begun, *(way for way in begun[:_LIKELIEST] if way is not weigher.begun)]
        for way in likeliest:
            for changed in _changed(blocks, ways):
                weigher.weigh(way, changed)
        if weigher.weight <= score:
            break
    return Reading(weigher.weight, weigher.stories(), settled=weigher.settled())


def _changed(blocks: _Blocks, ways: list[list[Fall]]) -> Iterator[_Blocks]:
    """The blocks as they are, then with one of them falling into headlines in another way."""
    yield blocks
    for i, options in enumerate(ways):
        for option in options[:4]:
            if option is not blocks[i]:
                yield (*blocks[:i], option, *blocks[i + 1 :])


class _Row:
    """What each headline of one block is worth to one body, and the most that any is."""

    __slots__ = ("most", "worth")

    def __init__(self, worth: list[float]) -> None:
        self.worth = worth
        self.most = max(worth)


@dataclass(slots=True, eq=False)
class _Body:
    """Paragraphs that may be one article, in reading order; its first and last on the page; lead and all as bits."""

    paragraphs: tuple[int, ...]
    first: int
    last: int
    lead: int
    every: int
    place: str | None
    elsewhere: float
    """What it weighs that its paragraphs name other places than the first does."""
    fits: dict[Words, float] = field(default_factory=dict)
    """How well a headline's line fits."""
    worth: dict[Headline, float] = field(default_factory=dict)
    rows: dict[Fall, _Row] = field(default_factory=dict)


class _Weigher:
    """Weighs choices over one layout and keeps the best; what choices have in common is weighed once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.weight = -math.inf
        self.begun: Beginnings
        self.blocks: _Blocks = ()
        self.bodies: list[_Body] = []
        self.pairs: dict[int, int] = {}
        """Body → headline, as indices."""
        self._tried: set[tuple[Beginnings, _Blocks]] = set()
        self._mosts: defaultdict[_Blocks, dict[_Body, float]] = defaultdict(dict)
        """The most that any headline is worth to a body."""
        self._known: dict[tuple[int, ...], _Body] = {}
        self._ways: dict[Beginnings, list[tuple[list[_Body], float]]] = {}
        """What bodies there may be, with the weight of merging."""
        self._merging: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
        """A lead to its rest."""

    def weigh(self, begun: Beginnings, blocks: _Blocks) -> None:
        """Weigh one choice: where articles begin, and how each block falls into headlines."""
        if (begun, blocks) in self._tried:
            return
        self._tried.add((begun, blocks))
        prior = begun.weight + sum([block.weight for block in blocks])
        heading = [
            _HEADING if self._inner(headline, begun) else _LOST for block in blocks for headline in block.headlines
        ]
        dearest = sorted(heading, reverse=True)
        for bodies, merged in self._bodies(begun):
            base = prior + merged - sum([body.elsewhere for body in bodies])
            lost, nameless = sum(dearest[: max(0, len(heading) - len(bodies))]), max(0, len(bodies) - len(heading))
            if not self._hopeful(bodies, blocks, base + lost, nameless):
                continue
            worth = [[value for block in blocks for value in body.rows[block].worth] for body in bodies]
            found, pairs = tied(worth, heading, self.weight - base)
            if base + found > self.weight + 1e-9:
                self.weight, self.begun, self.blocks, self.bodies, self.pairs = (
                    base + found,
                    begun,
                    blocks,
                    bodies,
                    pairs,
                )

    def _hopeful(self, bodies: Sequence[_Body], blocks: _Blocks, base: float, nameless: int) -> bool:
        """Whether these bodies can weigh more than the best so far, of which so many remain without a headline.

        Their rows are weighed, but no more of them than it takes to see that they cannot.
        """
        known = self._mosts[blocks]
        mosts = [known.get(body, _MOST) for body in bodies]
        hope, least = base + sum(mosts), self.weight
        if hope <= least:
            return False
        if _MOST in mosts:
            for i, body in enumerate(bodies):
                if mosts[i] is _MOST:
                    mosts[i] = known[body] = self._most(body, blocks)
                    hope += mosts[i] - _MOST
                    if hope <= least:
                        return False
        return not nameless or base + NAMELESS * nameless + sum(sorted(mosts)[nameless:]) > least

    def _most(self, body: _Body, blocks: _Blocks) -> float:
        """The most that any headline of the blocks is worth to the body, or none."""
        rows = body.rows
        for block in blocks:
            if block not in rows:
                rows[block] = _Row([self._worth(headline, body) for headline in block.headlines])
        return max([NAMELESS, *[rows[block].most for block in blocks]])

    def stories(self) -> list[Story]:
        """The best choice's stories, in the page's order."""
        headlines = [headline for block in self.blocks for headline in block.headlines]
        used = set(self.pairs.values())
        inner = [h for j, h in enumerate(headlines) if j not in used and self._inner(h, self.begun)]
        found = [
            Story(
                body.paragraphs,
                headlines[self.pairs[i]] if i in self.pairs else None,
                tuple([h for h in inner if h.before - 1 in body.paragraphs and h.before in body.paragraphs]),
            )
            for i, body in enumerate(self.bodies)
        ]
        return sorted(found, key=lambda story: min(story.paragraphs))

    def settled(self) -> bool:
        """Whether each story has a headline of its own words, and each headline its story."""
        headlines = [headline for block in self.blocks for headline in block.headlines]
        paragraphs, starts = self.layout.paragraphs, self.begun.starts
        torn = any(
            k not in starts and (p.after or p.column > WIDER * paragraphs[k - 1].column > 0)
            for k, p in enumerate(paragraphs)
            if k
        )
        headless = any(paragraphs[k].opening <= _HEADLESS for k in starts)
        stray = headless and any(p.opening > _LEAD for k, p in enumerate(paragraphs) if k not in starts)
        return (
            len(headlines) == len(self.bodies) == len(self.pairs)
            and not torn
            and not stray
            and all(self._worth(headlines[j], self.bodies[i]) >= _CONVINCING for i, j in self.pairs.items())
        )

    def _inner(self, headline: Headline, begun: Beginnings) -> bool:
        """Whether it stands inside a body."""
        return 0 < headline.before < len(self.layout.paragraphs) and headline.before not in begun.starts

    def _worth(self, headline: Headline, body: _Body) -> float:
        worth = body.worth.get(headline)
        if worth is None:
            worth = body.worth[headline] = _weighed(self.layout, headline, body)
        return worth

    def _body(self, paragraphs: tuple[int, ...]) -> _Body:
        body = self._known.get(paragraphs)
        if body is None:
            lead, every = sum([1 << k for k in paragraphs[:2]]), sum([1 << k for k in paragraphs])
            place = self.layout.paragraphs[paragraphs[0]].place
            elsewhere = _elsewhere(self.layout, paragraphs)
            body = _Body(paragraphs, min(paragraphs), max(paragraphs), lead, every, place, elsewhere)
            self._known[paragraphs] = body
        return body

    def _bodies(self, begun: Beginnings) -> list[tuple[list[_Body], float]]:
        """What bodies the segments make, stray leads before their rests or alone; each way with its weight."""
        if begun not in self._ways:
            ends = [*begun.starts[1:], len(self.layout.paragraphs)]
            segments = [tuple(range(a, b)) for a, b in zip(begun.starts, ends, strict=True)]
            self._ways[begun] = [
                (
                    [
                        self._body((*segments[merges[i]], *segment) if i in merges else segment)
                        for i, segment in enumerate(segments)
                        if i not in merges.values()
                    ],
                    weight,
                )
                for merges, weight in self._merges(segments)
            ]
        return self._ways[begun]

    def _merges(self, segments: list[tuple[int, ...]]) -> Iterator[tuple[dict[int, int], float]]:
        """Which headless segment may take which stray lead: nothing, one pair, or several, each with its weight."""
        paragraphs = self.layout.paragraphs
        headless = [i for i, segment in enumerate(segments) if paragraphs[segment[0]].opening < 2.0]
        alone = {i: _alone(paragraphs[segments[i][0]]) for i in headless}
        options: list[list[tuple[int, float]]] = []
        for i in headless[:3]:
            found = [(-1, alone[i])]
            for j, segment in enumerate(segments):
                lead = paragraphs[segment[0]]
                if j != i and len(segment) <= 2 and lead.opening > -0.5 and len(segments) > 1:
                    found.append((j, self._merge_weight(segments[i], segment, abs(j - i), after=j > i)))
            found.sort(key=lambda option: -option[1])
            options.append(found[:3])
        for choice in product(*options):
            taken = {i: j for i, (j, _) in zip(headless, choice, strict=False) if j >= 0}
            if len(set(taken.values())) == len(taken) and not set(taken) & set(taken.values()):
                yield taken, sum(weight for _, weight in choice)

    def _merge_weight(self, rest: tuple[int, ...], lead: tuple[int, ...], distance: int, *, after: bool) -> float:
        """What it weighs that the stray `lead` opens the article that `rest` is the rest of."""
        key = (lead, rest)
        if key not in self._merging:
            self._merging[key] = _merge_weighed(self.layout, rest, lead)
        return self._merging[key] + (0.8 if distance == 1 else -0.5 * distance) - 1.5 * (not after)


def _alone(paragraph: Paragraph) -> float:
    """What it weighs that an article opens with this paragraph, which does not open like a lead."""
    return -1.5 * (paragraph.opening < -1) - 1.0 * (paragraph.opening < 0.5 and paragraph.place is None)


def _elsewhere(layout: Layout, paragraphs: tuple[int, ...]) -> float:
    """What it weighs against a body that its paragraphs name other provinces than its first: it may be two."""
    place = layout.paragraphs[paragraphs[0]].place
    others = [layout.paragraphs[k].place not in {None, place} for k in paragraphs] if place else []
    return _OTHER * min(_OTHERS, sum(others))


_OTHER: Final = 1.5
_OTHERS: Final = 2
_LEAD: Final = 2.0
_WIDE: Final = 2.5
_HEADLESS: Final = -1.5
"""What opens so opens no article; anything else may, and a lead of its own measure is not put in front of it."""


def _merge_weighed(layout: Layout, rest: tuple[int, ...], lead: tuple[int, ...]) -> float:
    first, opens = layout.paragraphs[rest[0]], layout.paragraphs[lead[0]]
    weight = -1.5 - (1.0 if first.opening > 0 else 0.4) * first.opening - 1.0 * (len(lead) > 1)
    weight -= 1.5 * (0 < opens.column < first.column) + 1.0 * (opens.opening < 0.8)
    wider = opens.column > WIDER * first.column > 0
    weight += _WIDE if wider else 0.7 * (opens.column > first.column > 0)
    weight -= 8.0 * (not wider and first.opening > _HEADLESS)
    here = sum([1 << k for k in rest])
    total = shared = 0.5
    own = sum([1 << k for k in lead])
    for every in layout.grams.threes(opens.text[:HEAD]):
        bits = every & ~own
        if bits:
            total += 1 / bits.bit_count()
            shared += (bits & here).bit_count() / bits.bit_count()
    return weight + 3.0 * shared / total


def _weighed(layout: Layout, headline: Headline, body: _Body) -> float:
    """What a headline is worth to a body."""
    rows, fits, lead, every = [], body.fits, body.lead, body.every
    for words in headline.words(layout.grams):
        fit = fits.get(words)
        if fit is None:
            fit = fits[words] = words.fit(lead, every)
        rows.append(fit)
    weight = 9.0 * (0.65 * max(rows) + 0.35 * sum(rows) / len(rows) - 0.35)
    paragraphs, before = body.paragraphs, headline.before
    first, last = body.first, body.last
    if before in {first, paragraphs[0]}:
        weight += 1.0 if headline.last_of_block else 0.4
    elif before in {last + 1, paragraphs[-1] + 1, paragraphs[0] + 1} and headline.first_of_block:
        weight += 0.5
    elif first < before <= last:
        weight -= 0.5
    told = body.place and headline.place
    if told:
        weight += 1.5 if told == body.place else -3.0
    return weight
