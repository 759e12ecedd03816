"""Which paragraphs make an article, and which headline is its own.

The order on the page tells little: a headline may stand before its body, after it or in front of another's, a lead may
follow the rest of its article. What tells is words. So the readings that the page allows (where an article may begin,
which of them has its lead behind its rest, how headline lines fall into headlines, which headline names which body)
are weighed as wholes and the best is taken: places, organisations and the event's name in common weigh most, standing
side by side less. The page is parted from its top: of the ways to have come to a paragraph with the same headlines
used, the best one is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from corpus.choices import WIDER, alone, falls, fresh, rest, stray
from corpus.pieces import Headline, Layout, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.choices import Fall
    from corpus.likeness import Grams

ROUNDS: Final = 2
_CONVINCING: Final = 5.0
_LIKING: Final = 4.0
"""What a headline is worth at least to a body whose own words it has: where much is tried, and at a glance."""
_LOST: Final = -2.5
"""What a headline weighs that no body has."""
_HEADING: Final = 1.5
"""How much more, if it can be a heading inside one."""
_NAMELESS: Final = -3.0
"""What a body without a headline weighs."""
_SURE: Final = 4.5
"""A beginning of such a weight is none that an article goes on over."""
_HIDDEN: Final = -2.0
"""What a beginning weighs at least that is looked at."""
_CALLED: Final = -8.0
"""The same, if there are more headlines than bodies without it."""
_DOUBTS: Final = 8
"""Beginnings in doubt that are looked at."""
_STRAY: Final = 2
"""Paragraphs that a lead behind the rest of its article has at most."""
_LONG: Final = -3.0
"""What it weighs that it has a second one."""
_LIKELIEST: Final = 4
"""Headlines that are tried for one body."""
_KEPT: Final = 12
"""Sets of used headlines that are gone on with from one beginning."""
_PATIENCE: Final = 300_000
"""How often a block may be held against a body in one round: on a page of fifty headlines not all is tried."""
_HOPELESS: Final = 12.0
"""What one of them may weigh less than the best one there."""


@dataclass(frozen=True)
class Reading:
    """What a layout is read as: its stories in the page's order, their weight, and whether nothing is in doubt."""

    weight: float
    stories: list[Story]
    settled: bool


_Blocks = tuple["Fall", ...]


def read(layout: Layout, *, rounds: int = ROUNDS) -> Reading:
    """The best reading of the page; headlines that no story has are lost.

    In so many `rounds` it is tried whether lines that stand together fall into headlines in another way.
    """
    if not layout.paragraphs:
        return Reading(_LOST * len(layout.blocks), [], settled=not layout.blocks)
    ways = [falls(layout, block) for block in layout.blocks]
    likeliest = tuple([way[0] for way in ways])
    glance = _Parting(layout).parted(likeliest)
    if glance.settled:
        return Reading(glance.weight, glance.stories(), settled=True)
    parting = _Parting(layout, _most(ways))
    tries = _PATIENCE // max(1, len(ways) * sum(map(len, parting.bodies)))
    best = parting.parted(likeliest)
    tried = {best.blocks}
    for _ in range(rounds):
        if best.settled:
            break
        before = best
        for blocks in islice(_changed(before, ways), tries):
            if blocks not in tried:
                tried.add(blocks)
                best = max(best, parting.parted(blocks), key=lambda parted: parted.weight)
        if best is before:
            break
    return Reading(best.weight, best.stories(), settled=best.settled)


def _most(ways: list[list[Fall]]) -> int:
    """How many headlines there are at most, as the blocks are likely to fall."""
    return sum([max([len(fall.headlines) for fall in way if fall.weight > way[0].weight - _LIKELY]) for way in ways])


def _plain(layout: Layout, body: _Body) -> bool:
    """Whether nothing hints at a second article in the body or at a lead behind it."""
    opens, *others = [layout.paragraphs[k] for k in body.paragraphs]
    return opens.opening > _INNER and not any(
        p.opening >= _LEAD or p.column > WIDER * opens.column > 0 or p.place not in {None, opens.place} for p in others
    )


_LIKELY: Final = 1.5
_INNER: Final = -1.5
_LEAD: Final = 1.8
"""From what a paragraph opens like one inside an article, and like a lead."""


def _changed(parted: _Parted, ways: list[list[Fall]]) -> Iterator[_Blocks]:
    """The blocks with one of them falling into headlines in another way: one that leaves something to be desired."""
    blocks = parted.blocks
    nameless = any(headline is None for _, headline in parted.pairs)
    for i, options in enumerate(ways):
        if len(options) > 1 and (nameless or not parted.convincing.issuperset(blocks[i].headlines)):
            for option in options[:4]:
                if option is not blocks[i]:
                    yield (*blocks[:i], option, *blocks[i + 1 :])


@dataclass(slots=True, eq=False)
class _Body:
    """Paragraphs that may be one article, in reading order; its first and last on the page; its lead as bits."""

    paragraphs: tuple[int, ...]
    first: int
    last: int
    lead: int
    places: set[str]
    """The provinces that its first two paragraphs name."""
    weight: float
    """What it weighs that they are one article, whatever its headline."""
    worth: dict[Headline, float] = field(default_factory=dict)
    gains: dict[Fall, list[tuple[float, int]]] = field(default_factory=dict)
    """What the headlines of a block bring in as its own, each with its number there; none that brings in nothing."""


_weight_of: Final = itemgetter(0)
_Way = tuple[float, int, "_Way | None", "_Body | None", int]
"""Weight so far, used headlines as bits, the way before, its last body, that one's headline or -1."""


@dataclass(frozen=True)
class _Parted:
    """A page parted into bodies with their headlines."""

    layout: Layout
    blocks: _Blocks
    weight: float
    pairs: list[tuple[_Body, Headline | None]]
    convincing: set[Headline]
    """The headlines whose words are their bodies' own."""
    settled: bool

    def stories(self) -> list[Story]:
        """In the page's order."""
        used = {headline for _, headline in self.pairs}
        stray = [h for block in self.blocks for h in block.headlines if h not in used]
        found = [
            Story(body.paragraphs, headline, tuple([h for h in stray if body.first < h.before <= body.last]))
            for body, headline in self.pairs
        ]
        return sorted(found, key=lambda story: min(story.paragraphs))


class _Parting:
    """Parts one layout's paragraphs into bodies, each with its headline, for one way or another of the headlines."""

    def __init__(self, layout: Layout, headlines: int | None = None) -> None:
        """For so many `headlines` at most; at a glance, if none are told: an article ends where something stands."""
        self.layout = layout
        self.thorough = headlines is not None
        paragraphs, count = layout.paragraphs, len(layout.paragraphs)
        apart = [k for k in range(1, count) if paragraphs[k].after]
        looked_at = apart if headlines is None else range(1, count)
        self.weights = weights = {k: (fresh(layout, k), rest(layout, k)) for k in looked_at}
        self.due = sum([max(0.0, *weights[k]) for k in apart])
        """What all beginnings behind a headline, a byline or a credit weigh: they are the rule and bring nothing in."""
        if headlines is None:
            self.sure = {k for k in apart if max(weights[k]) > _HIDDEN}
        else:
            self.sure = {k for k, both in weights.items() if max(both) >= _SURE}
            least = _CALLED if headlines > len(self.sure) + 1 else _HIDDEN
            doubts = [k for k, both in weights.items() if least < max(both) < _SURE]
            doubts = sorted(doubts, key=lambda k: -max(weights[k]))[:_DOUBTS]
        self.edges = [0, *sorted(self.sure if headlines is None else self.sure.union(doubts)), count]
        self.bodies: list[list[tuple[int, _Body]]] = [list(self._from(i)) for i in range(len(self.edges) - 1)]
        """For each beginning the bodies that begin there, each with the beginning after it."""

    def _from(self, i: int) -> Iterator[tuple[int, _Body]]:
        """The bodies that begin with edge `i`: in order, or with their lead behind them."""
        start = self.edges[i]
        as_fresh, as_rest = self.weights.get(start, (0.0, 0.0))
        paragraphs = self.layout.paragraphs
        for j in range(i + 1, len(self.edges)):
            end = self.edges[j]
            over = [k for k in self.edges[i + 1 : j] if k in self.sure]
            if not over:
                yield j, self._body(tuple(range(start, end)), as_fresh + alone(paragraphs[start]))
            for lead in range(max(start + 1, end - _STRAY), end) if self.thorough else ():
                if over in ([], [lead]) and "headline" not in paragraphs[lead].after:
                    weight = stray(self.layout, start, lead) + _LONG * (end - lead - 1)
                    if lead in over:
                        weight += self.weights[lead][0]
                    if weight > _HIDDEN and not any(p.after for p in paragraphs[lead + 1 : end]):
                        yield j, self._body((*range(lead, end), *range(start, lead)), as_rest + weight)
            if len(over) > 1 or (over and end - over[0] > _STRAY):
                break

    def _body(self, paragraphs: tuple[int, ...], weight: float) -> _Body:
        lead = sum([1 << k for k in paragraphs[:2]])
        places = {place for k in paragraphs[:2] for place in self.layout.paragraphs[k].places}
        weight -= _elsewhere(self.layout, paragraphs)
        return _Body(paragraphs, min(paragraphs), max(paragraphs), lead, places, weight)

    def parted(self, blocks: _Blocks) -> _Parted:
        """The best parting with these headlines."""
        headlines = [headline for block in blocks for headline in block.headlines]
        before = [headline.before for headline in headlines]
        numbered = list(zip(accumulate([len(block.headlines) for block in blocks], initial=0), blocks, strict=False))
        weight = sum([block.weight for block in blocks]) + _LOST * len(headlines) - self.due
        start: _Way = (weight, 0, None, None, -1)
        reached: list[dict[int, _Way]] = [{0: start}, *({} for _ in self.edges[1:])]
        for i, bodies in enumerate(self.bodies):
            ways = sorted(reached[i].values(), key=_weight_of, reverse=True)[:_KEPT]
            ways = [way for way in ways if way[0] > ways[0][0] - _HOPELESS]
            for j, body in bodies:
                inner = _HEADING * (bisect_right(before, body.last) - bisect_right(before, body.first))
                gains = self._gains(numbered, body)
                ahead = reached[j]
                for way in ways:
                    weight, used = way[0] + body.weight + inner, way[1]
                    for gain, n in gains:
                        now = used | 1 << n if n >= 0 else used
                        if n >= 0 and now == used:
                            continue
                        known = ahead.get(now)
                        if known is None or known[0] < weight + gain:
                            ahead[now] = (weight + gain, now, way, body, n)
        best = max(reached[-1].values(), key=_weight_of)
        pairs: list[tuple[_Body, Headline | None]] = []
        last: _Way | None = best
        while last is not None and last[3] is not None:
            pairs.append((last[3], headlines[last[4]] if last[4] >= 0 else None))
            last = last[2]
        convincing = {
            h
            for body, h in pairs
            if h is not None and self._worth(h, body) >= (_CONVINCING if self.thorough else _LIKING)
        }
        settled = len(headlines) == len(pairs) == len(convincing) and not self._torn(pairs)
        settled = settled and all(_plain(self.layout, body) for body, _ in pairs)
        return _Parted(self.layout, blocks, best[0], pairs, convincing, settled)

    def _gains(self, numbered: Sequence[tuple[int, Fall]], body: _Body) -> list[tuple[float, int]]:
        """What the likeliest headlines bring in as the body's, each as an index, and what none does.

        The blocks are `numbered` by the index of their first headline.
        """
        known, gains = body.gains, list[tuple[float, int]]()
        for first, block in numbered:
            own = known.get(block)
            if own is None:
                own = known[block] = self._gains_of(block, body)
            if own:
                gains += [(gain, first + n) for gain, n in own]
        return [(_NAMELESS, -1), *sorted(gains, reverse=True)[:_LIKELIEST]]

    def _gains_of(self, block: Fall, body: _Body) -> list[tuple[float, int]]:
        gains = [
            (self._worth(headline, body) - _LOST - _HEADING * (body.first < headline.before <= body.last), n)
            for n, headline in enumerate(block.headlines)
        ]
        return [gain for gain in gains if gain[0] > _NAMELESS]

    def _worth(self, headline: Headline, body: _Body) -> float:
        worth = body.worth.get(headline)
        if worth is None:
            worth = body.worth[headline] = _weighed(headline, body, self.layout.grams)
        return worth

    def _torn(self, pairs: Sequence[tuple[_Body, Headline | None]]) -> bool:
        """Whether a body goes on over a headline, a byline or a credit, or into a wider column."""
        paragraphs = self.layout.paragraphs
        starts = {k for body, _ in pairs for k in (body.first, body.paragraphs[0])}
        return any(
            k not in starts and (p.after or p.column > WIDER * paragraphs[k - 1].column > 0)
            for k, p in enumerate(paragraphs)
            if k
        )


def _elsewhere(layout: Layout, paragraphs: tuple[int, ...]) -> float:
    """What it weighs against a body that its paragraphs name other provinces than its first: it may be two."""
    places = layout.paragraphs[paragraphs[0]].places
    others = [layout.paragraphs[k].place not in {None, *places} for k in paragraphs] if places else []
    return _OTHER * min(_OTHERS, sum(others))


_OTHER: Final = 1.5
_OTHERS: Final = 2


def _weighed(headline: Headline, body: _Body, grams: Grams) -> float:
    """What a headline is worth to a body."""
    lead, first, last = body.lead, body.first, body.last
    fits = [words.fit(lead, first, last) for words in headline.words(grams)]
    weight = 9.0 * (0.65 * max(fits) + 0.35 * sum(fits) / len(fits) - 0.35)
    before, opens = headline.before, body.paragraphs[0]
    if before in (first, opens):
        weight += 1.0 if headline.last_of_block else 0.4
    elif before in (last + 1, body.paragraphs[-1] + 1, opens + 1) and headline.first_of_block:
        weight += 0.5
    elif first < before <= last:
        weight -= 0.5
    if body.places and headline.place:
        weight += 1.5 if headline.place in body.places else -3.0
    return weight
