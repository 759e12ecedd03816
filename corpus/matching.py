"""Which paragraphs make an article, and which headline is its own.

The order on the page tells little: a headline may stand before its body, after it or in front of another's, a lead may
follow the rest of its article. What tells is words. So the readings that the page allows (where an article may begin,
how headline lines fall into headlines, which stray lead opens which headless body, which headline names which body)
are weighed as wholes and the best is taken: places, organisations and the event's name in common weigh most, standing
side by side less. The few beginnings that are in doubt are tried both ways; all others are settled beforehand.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.likeness import HEAD
from corpus.openings import UNFINISHED, names_who
from corpus.pieces import Block, Headline, Layout, Paragraph, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DOUBTS: Final = 4
_ROUNDS: Final = 2
_LIKELIEST: Final = 3
"""Ways to say where articles begin that are weighed with every way to part the headlines."""
_CONVINCING: Final = 2.0
_LOST: Final = -2.5
_NAMELESS: Final = -3.0
_SURE: Final = 3.0
_MOST: Final = 9.0
"""More than a headline is ever worth to a body."""
_MANY: Final = 7
"""Headlines or bodies on one page beyond which the best reading is sought pair by pair, not over all."""


@dataclass(frozen=True)
class Reading:
    """What a layout is read as: its stories in the page's order, their weight, and whether nothing is in doubt."""

    weight: float
    stories: list[Story]
    settled: bool


def read(layout: Layout, *, tries: int = 16) -> Reading:
    """The best reading of the page; headlines that no story has are lost.

    Of the ways to say where articles begin, the `tries` likeliest are weighed.
    """
    if not layout.paragraphs:
        return Reading(_LOST * len(layout.blocks), [], settled=not layout.blocks)
    weigher = _Weigher(layout)
    partitions = [_partitions(layout, block) for block in layout.blocks]
    segmentations = _segmentations(layout)[:tries]
    chosen = _Choice(segmentations[0], tuple(options[0] for options in partitions))
    best = weigher.weighed(chosen)
    for _ in range(_ROUNDS):
        if weigher.settled(chosen, best[1]):
            return Reading(best[0], _in_order(best[1]), settled=True)
        score = best[0]
        begun = chosen
        for starts in segmentations:
            found = weigher.weighed(_Choice(starts, begun.blocks), best[0])
            if found[0] > best[0] + 1e-9:
                best, chosen = found, _Choice(starts, begun.blocks)
        likeliest = [chosen.starts, *(starts for starts in segmentations[:_LIKELIEST] if starts != chosen.starts)]
        for other in [_Choice(starts, blocks) for starts in likeliest for blocks in _changed(begun.blocks, partitions)]:
            found = weigher.weighed(other, best[0])
            if found[0] > best[0] + 1e-9:
                best, chosen = found, other
        if best[0] <= score:
            break
    return Reading(best[0], _in_order(best[1]), settled=weigher.settled(chosen, best[1]))


def _in_order(found: list[Story]) -> list[Story]:
    return sorted(found, key=lambda story: min(story.paragraphs))


_Blocks = tuple[tuple[float, list[Headline]], ...]


def _changed(blocks: _Blocks, partitions: list[list[tuple[float, list[Headline]]]]) -> Iterator[_Blocks]:
    """The blocks as they are, then with one of them falling into headlines in another way."""
    yield blocks
    for i, options in enumerate(partitions):
        for option in options[:4]:
            if option is not blocks[i]:
                yield (*blocks[:i], option, *blocks[i + 1 :])


class _Choice(NamedTuple):
    """One reading of a page: where articles begin, and how each block falls into headlines; each with its weight."""

    starts: tuple[tuple[int, ...], float]
    blocks: _Blocks


_Bodies = list[tuple[int, ...]]


@dataclass
class _Row:
    """What each headline of one choice is worth to one body, and the most that any is, or none."""

    worth: list[float]
    most: float


class _Weigher:
    """Weighs choices over one layout; what choices have in common is weighed once."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.worths: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
        """Of a headline (its lines) to a body (its paragraphs)."""
        self.rows: dict[tuple[tuple[int, ...], ...], dict[tuple[int, ...], _Row]] = {}
        """By the headlines' lines, by the body."""
        self.bodies: dict[tuple[int, ...], list[tuple[_Bodies, float]]] = {}
        """By where the articles begin: what bodies there may be, with the weight of merging."""
        self.merging: dict[tuple[tuple[int, ...], tuple[int, ...]], float] = {}
        """A lead to its rest."""

    def weighed(self, choice: _Choice, least: float = -math.inf) -> tuple[float, list[Story]]:
        """The choice's weight and its stories, if it weighs more than `least`."""
        starts, prior = choice.starts[0], choice.starts[1] + sum(block[0] for block in choice.blocks)
        headlines = [headline for block in choice.blocks for headline in block[1]]
        score, found = self._matched(starts, headlines, least - prior)
        return score + prior, found

    def settled(self, choice: _Choice, found: list[Story]) -> bool:
        """Whether each story has a headline of its own words, and each headline its story."""
        headlines = sum(len(block[1]) for block in choice.blocks)
        torn = any(p.after and k not in choice.starts[0] for k, p in enumerate(self.layout.paragraphs) if k)
        return (
            headlines == len(found)
            and not torn
            and all(story.headline and self._worth(story.headline, story.paragraphs) >= _CONVINCING for story in found)
        )

    def _worth(self, headline: Headline, body: tuple[int, ...]) -> float:
        key = (headline.lines, body)
        if key not in self.worths:
            self.worths[key] = _weighed(self.layout, headline, body)
        return self.worths[key]

    def _matched(self, starts: tuple[int, ...], headlines: list[Headline], least: float) -> tuple[float, list[Story]]:
        """The best way to tie headlines to the segments that begin at `starts`, stray leads to their rests."""
        inner = [h for h in headlines if 0 < h.before < len(self.layout.paragraphs) and h.before not in starts]
        heading = [-1.0 if headline in inner else _LOST for headline in headlines]
        rows = self.rows.setdefault(tuple(h.lines for h in headlines), {})
        score, chosen, pairs = least, _Bodies(), dict[int, int]()
        for bodies, weight in self._bodies(starts):
            lost = weight + min(0, len(bodies) - len(headlines))
            known = [rows.get(body) for body in bodies]
            if lost + sum([row.most if row else _MOST for row in known]) <= score:
                continue
            matrix = []
            for body in bodies:
                if body not in rows:
                    worth = [self._worth(headline, body) for headline in headlines]
                    rows[body] = _Row(worth, max([_NAMELESS, *worth]))
                matrix.append(rows[body])
            nameless = max(0, len(bodies) - len(headlines))
            most = lost + _NAMELESS * nameless + sum(sorted([row.most for row in matrix])[nameless:])
            if most > score:
                found, tied = _tied([row.worth for row in matrix], heading)
                if found + weight > score + 1e-9:
                    score, chosen, pairs = found + weight, bodies, tied
        if not chosen:
            return -math.inf, []
        owned = {i: headlines[j] for i, j in pairs.items()}
        stories = []
        for i, body in enumerate(chosen):
            headings = tuple(h for h in inner if h not in owned.values() and h.before - 1 in body and h.before in body)
            stories.append(Story(body, owned.get(i), headings))
        return score, stories

    def _bodies(self, starts: tuple[int, ...]) -> list[tuple[_Bodies, float]]:
        """What bodies the segments make, stray leads before their rests or alone; each way with its weight."""
        if starts not in self.bodies:
            ends = [*starts[1:], len(self.layout.paragraphs)]
            segments = [tuple(range(a, b)) for a, b in zip(starts, ends, strict=True)]
            self.bodies[starts] = [
                (
                    [
                        (*segments[merges[i]], *segment) if i in merges else segment
                        for i, segment in enumerate(segments)
                        if i not in merges.values()
                    ],
                    weight,
                )
                for merges, weight in self._merges(segments)
            ]
        return self.bodies[starts]

    def _merges(self, segments: _Bodies) -> Iterator[tuple[dict[int, int], float]]:
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
        if key not in self.merging:
            self.merging[key] = _merge_weighed(self.layout, rest, lead)
        return self.merging[key] + (0.8 if distance == 1 else -0.5 * distance) - 1.5 * (not after)


def _start_weight(layout: Layout, k: int) -> float:
    """What it weighs that an article, or the stray rest of one, begins with paragraph `k`."""
    before, here = layout.paragraphs[k - 1], layout.paragraphs[k]
    weight = -3.5
    weight += 6.0 * ("headline" in here.after or "credit" in here.after) + 4.5 * ("byline" in here.after)
    weight += here.opening if here.opening > 0 else 0.7 * here.opening
    narrowing = (k == 1 or before.after) and before.column > here.column
    if before.column and here.column and not narrowing:
        apart = abs(before.column - here.column)
        weight += 2.0 if apart > 2 or (apart and layout.even) else 1.0 if apart == 2 else 0.0
        weight += 1.5 * (here.column - before.column >= 5)
    if before.place and here.place:
        weight += -1.0 if before.place == here.place else 1.5
    if not before.finished:
        weight -= 6.0
    return weight


def _segmentations(layout: Layout) -> list[tuple[tuple[int, ...], float]]:
    """Where articles may begin (indices of paragraphs, 0 always among them), each with its weight, the best first."""
    weights = {k: _start_weight(layout, k) for k in range(1, len(layout.paragraphs))}
    wanted = len(layout.blocks) - sum(weight > 0 for weight in weights.values())
    least = -_SURE if wanted <= 1 else -_SURE - 1.0
    doubts = sorted((k for k in weights if least < weights[k] < _SURE), key=lambda k: abs(weights[k]))[:_DOUBTS]
    sure = [0] + [k for k in weights if k not in doubts and weights[k] > 0]
    found = []
    for taken in product((False, True), repeat=len(doubts)):
        chosen = [k for k, yes in zip(doubts, taken, strict=True) if yes]
        found.append((tuple(sorted(sure + chosen)), sum(weights[k] for k in chosen)))
    return sorted(found, key=lambda option: -option[1])


def _partitions(layout: Layout, block: Block) -> list[tuple[float, list[Headline]]]:
    """The ways a block's lines fall into headlines, the likeliest by their look first, each with a weight."""
    count = len(block.lines)
    found = []
    tail = range(6, count) if count > 8 else ()  # of so many lines, the last are headlines by themselves
    for cuts in product((False, True), repeat=min(count - 1, 5)):
        edges = [0, *(i for i, cut in enumerate(cuts, 1) if cut), *tail, count]
        groups = [range(a, b) for a, b in pairwise(edges)]
        if any(len(group) > 3 for group in groups) and count > 3:
            continue
        weight = -1.2 * (len(groups) - 1)
        for group in groups:
            weight -= 0.5 * (len(group) == 3 and _begins_anew(block.texts[group[0]]))
            if group[0]:
                seam = block.texts[group[0] - 1][-1] + block.texts[group[0]][0]
                weight -= 2.0 * bool(layout.grams.bits(seam))
            for i in group[1:]:
                weight -= 1.5 * _begins_anew(block.texts[i]) * _begins_anew(block.texts[group[0]])
            weight -= 1.5 * (group[0] > 0 and not any(_begins_anew(block.texts[i]) for i in group[:2]))
            weight -= 3.0 * (group[-1] < count - 1 and bool(UNFINISHED.search(block.texts[group[-1]])))
            over = len(group) > 1 and not _begins_anew(block.texts[group[0]]) and _begins_anew(block.texts[group[1]])
            rows = [block.texts[i] for i in group[over:]]
            weight -= 0.1 * max(0, len("".join(rows)) - 28) + 1.0 * any(map(_KICKER.search, rows[1:]))
            weight -= 0.8 * (over and len(block.texts[group[0]]) < 9 and not _KICKER.search(block.texts[group[0]]))
            weight -= 3.0 * sum(len(block.texts[i]) < 5 for i in group if len(group) == 1)
        found.append((weight, groups))
    found.sort(key=lambda option: -option[0])
    return [
        (
            weight,
            [
                Headline(
                    tuple(block.lines[i] for i in group),
                    "".join(block.texts[i] for i in group),
                    tuple(block.texts[i] for i in group if len(block.texts[i]) >= 6),
                    block.before,
                    last_of_block=group[-1] == count - 1,
                    first_of_block=group[0] == 0,
                )
                for group in groups
            ],
        )
        for weight, groups in found
    ]


_KICKER: Final = re.compile("、[^、]{2,}、|…$|.{3,} .{3,} ")
"""How a kicker looks: things in a row, or left off with dots."""


def _begins_anew(text: str) -> bool:
    """Whether a headline line begins with who it is about."""
    return bool(_WHO.match(text)) or names_who(text)


_WHO: Final = re.compile("(?:20|２０)|我国|全国|截至|去年|今年")


def _alone(paragraph: Paragraph) -> float:
    """What it weighs that an article opens with this paragraph, which does not open like a lead."""
    return -1.5 * (paragraph.opening < -1) - 1.0 * (paragraph.opening < 0.5 and paragraph.place is None)


def _merge_weighed(layout: Layout, rest: tuple[int, ...], lead: tuple[int, ...]) -> float:
    first, opens = layout.paragraphs[rest[0]], layout.paragraphs[lead[0]]
    weight = -1.5 - (1.0 if first.opening > 0 else 0.4) * first.opening - 1.0 * (len(lead) > 1)
    weight -= 1.5 * (0 < opens.column < first.column) + 1.0 * (opens.opening < 0.8)
    weight += 0.7 * (opens.column > first.column > 0)
    here = sum(1 << k for k in rest)
    total = shared = 0.5
    text = opens.text[:HEAD]
    own, grams = sum(1 << k for k in lead), layout.grams
    for i in range(len(text) - 2):
        bits = grams.bits(text[i : i + 3]) & ~own
        if bits:
            total += 1 / bits.bit_count()
            shared += (bits & here).bit_count() / bits.bit_count()
    return weight + 3.0 * shared / total


def _tied(worth: list[list[float]], heading: Sequence[float]) -> tuple[float, dict[int, int]]:
    """The best pairing of bodies with headlines, and what it weighs."""
    if len(heading) > _MANY or len(worth) > _MANY:
        return _greedy(worth, heading)
    if len(worth) <= len(heading) and worth:
        firsts = [max(range(len(row)), key=row.__getitem__) for row in worth]
        if len(set(firsts)) == len(firsts):  # each body's best is another one: nothing can be better
            score = sum(row[j] for row, j in zip(worth, firsts, strict=True))
            rest = sum(weight for j, weight in enumerate(heading) if j not in firsts)
            return score + rest, dict(enumerate(firsts))
    return _over_all(worth, heading)


def _over_all(worth: list[list[float]], heading: Sequence[float]) -> tuple[float, dict[int, int]]:
    """The best of all pairings, headline by headline as bits of a mask."""
    scores: dict[int, float] = {0: sum(heading)}
    steps: list[dict[int, tuple[int, int]]] = []
    for row in worth:
        following: dict[int, float] = {}
        step: dict[int, tuple[int, int]] = {}
        for mask, score in scores.items():
            if score + _NAMELESS > following.get(mask, -math.inf):
                following[mask], step[mask] = score + _NAMELESS, (mask, -1)
            for j, value in enumerate(row):
                key = mask | 1 << j
                if key != mask and score + value - heading[j] > following.get(key, -math.inf):
                    following[key], step[key] = score + value - heading[j], (mask, j)
        scores = following
        steps.append(step)
    end = max(scores, key=scores.__getitem__)
    best, pairs, mask = scores[end], {}, end
    for i in range(len(worth) - 1, -1, -1):
        mask, j = steps[i][mask]
        if j >= 0:
            pairs[i] = j
    return best, pairs


def _greedy(worth: list[list[float]], heading: Sequence[float]) -> tuple[float, dict[int, int]]:
    ranked = sorted(((value, -i, -j) for i, row in enumerate(worth) for j, value in enumerate(row)), reverse=True)
    pairs: dict[int, int] = {}
    used: set[int] = set()
    score = 0.0
    for value, i, j in ranked:
        if -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
            score += value
    score += _NAMELESS * (len(worth) - len(pairs))
    return score + sum(heading[j] for j in range(len(heading)) if j not in used), pairs


def _weighed(layout: Layout, headline: Headline, body: tuple[int, ...]) -> float:
    every, lead = sum([1 << k for k in body]), sum([1 << k for k in body[:2]])
    rows = [layout.grams.words(text).fit(lead, every) for text in (headline.text, *headline.rows)]
    weight = 9.0 * (0.65 * max(rows) + 0.35 * sum(rows) / len(rows) - 0.35)
    first, last = min(body), max(body)
    if headline.before in {first, body[0]}:
        weight += 1.0 if headline.last_of_block else 0.4
    elif headline.before in {last + 1, body[-1] + 1, body[0] + 1} and headline.first_of_block:
        weight += 0.5
    elif first < headline.before <= last:
        weight -= 0.5
    told = headline.place
    place = layout.paragraphs[body[0]].place
    if told and place:
        weight += 1.5 if told == place else -3.0
    return weight
