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

from corpus.openings import UNFINISHED, names_who
from corpus.pieces import Block, Headline, Layout, Paragraph, Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEAD: Final = 400
"""Characters of a paragraph that are compared with headlines; the names are in its first sentences."""

_DOUBTS: Final = 4
_ROUNDS: Final = 2
_CONVINCING: Final = 2.0
_LOST: Final = -2.5
_NAMELESS: Final = -3.0
_SURE: Final = 3.0
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
    layout.grams = _grams(layout)
    partitions = [_partitions(layout, block) for block in layout.blocks]
    segmentations = _segmentations(layout)[:tries]
    chosen = _Choice(segmentations[0], tuple(options[0] for options in partitions))
    best = _weighed_choice(layout, chosen)
    for _ in range(_ROUNDS):
        if _settled(layout, chosen, best[1]):
            return Reading(best[0], _in_order(best[1]), settled=True)
        score = best[0]
        others = [_Choice(starts, blocks) for starts in segmentations for blocks in _changed(chosen.blocks, partitions)]
        for other in others:
            found = _weighed_choice(layout, other, best[0])
            if found[0] > best[0] + 1e-9:
                best, chosen = found, other
        if best[0] <= score:
            break
    return Reading(best[0], _in_order(best[1]), settled=_settled(layout, chosen, best[1]))


def _in_order(found: list[Story]) -> list[Story]:
    return sorted(found, key=lambda story: min(story.paragraphs))


def _settled(layout: Layout, choice: _Choice, found: list[Story]) -> bool:
    """Whether each story has a headline of its own words, and each headline its story."""
    headlines = sum(len(block[1]) for block in choice.blocks)
    torn = any(p.after and k not in choice.starts[0] for k, p in enumerate(layout.paragraphs) if k)
    return (
        headlines == len(found)
        and not torn
        and all(story.headline and _worth(layout, story.headline, story.paragraphs) >= _CONVINCING for story in found)
    )


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


def _weighed_choice(layout: Layout, choice: _Choice, least: float = -math.inf) -> tuple[float, list[Story]]:
    """The choice's weight and its stories, if it weighs more than `least`."""
    prior = choice.starts[1] + sum(block[0] for block in choice.blocks)
    headlines = [headline for block in choice.blocks for headline in block[1]]
    score, found = _matched(layout, choice.starts[0], headlines, least - prior)
    return score + prior, found


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
    for cuts in product((False, True), repeat=min(count - 1, 5)):
        edges = [0, *(i for i, cut in enumerate(cuts, 1) if cut), count]
        groups = [range(a, b) for a, b in pairwise(edges)]
        if any(len(group) > 3 for group in groups) and count > 3:
            continue
        weight = -1.2 * (len(groups) - 1)
        for group in groups:
            weight -= 0.5 * (len(group) == 3 and _begins_anew(block.texts[group[0]]))
            if group[0]:
                seam = block.texts[group[0] - 1][-1] + block.texts[group[0]][0]
                weight -= 2.0 * (seam in layout.grams)
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


def _grams(layout: Layout) -> dict[str, int]:
    grams: dict[str, int] = {}
    for k, paragraph in enumerate(layout.paragraphs):
        text, bit = paragraph.text[:_HEAD], 1 << k
        for size in (2, 3):
            for gram in {text[i : i + size] for i in range(len(text) - size + 1)}:
                grams[gram] = grams.get(gram, 0) | bit
    return grams


def _likeness(layout: Layout, text: str, lead: int, every: int) -> float:
    """How well a headline's words fit paragraphs, told as bits: those of the `lead` and `every` one; 0.0 to 1.0."""
    total, weighed = _words_of(layout, text)
    in_lead = in_all = 0.2
    for weight, bits in weighed:
        if bits & every:
            in_all += weight
            if bits & lead:
                in_lead += weight
    return (0.6 * in_lead + 0.4 * in_all) / total


def _words_of(layout: Layout, text: str) -> tuple[float, list[tuple[float, int]]]:
    """What a text's characters in twos and threes weigh together, and each with its paragraphs, as bits."""
    if text not in layout.words:
        total, weighed, count = 0.2, [], len(layout.paragraphs) + 1.0
        for size in (2, 3):
            for i in range(len(text) - size + 1):
                bits = layout.grams.get(text[i : i + size], 0)
                weight = math.log(count / bits.bit_count()) * (1.0 if size == 2 else 1.5) if bits else 0.15
                total += weight
                if bits:
                    weighed.append((weight, bits))
        layout.words[text] = total, weighed
    return layout.words[text]


def _matched(
    layout: Layout, starts: tuple[int, ...], headlines: list[Headline], least: float
) -> tuple[float, list[Story]]:
    """The best way to tie headlines to the segments that begin at `starts`, stray leads to their rests."""
    ends = [*starts[1:], len(layout.paragraphs)]
    segments = [tuple(range(a, b)) for a, b in zip(starts, ends, strict=True)]
    inner = [h for h in headlines if 0 < h.before < len(layout.paragraphs) and h.before not in starts]
    best: tuple[float, list[Story]] = (least, [])
    for merges, weight in _merges(layout, segments):
        bodies = [
            (*segments[merges[i]], *segment) if i in merges else segment
            for i, segment in enumerate(segments)
            if i not in merges.values()
        ]
        score, pairs = _tied(layout, bodies, headlines, inner, best[0] - weight)
        score += weight
        if score > best[0] + 1e-9:
            found = []
            for i, body in enumerate(bodies):
                headings = tuple(
                    h for h in inner if h not in pairs.values() and h.before - 1 in body and h.before in body
                )
                found.append(Story(body, pairs.get(i), headings))
            best = (score, found)
    return best if best[1] else (-math.inf, [])


def _merges(layout: Layout, segments: list[tuple[int, ...]]) -> Iterator[tuple[dict[int, int], float]]:
    """Which headless segment may take which stray lead: nothing, one pair, or several, each with its weight."""
    headless = [i for i, segment in enumerate(segments) if layout.paragraphs[segment[0]].opening < 2.0]
    alone = {i: _alone(layout.paragraphs[segments[i][0]]) for i in headless}
    options: list[list[tuple[int, float]]] = []
    for i in headless[:3]:
        found = [(-1, alone[i])]
        for j, segment in enumerate(segments):
            lead = layout.paragraphs[segment[0]]
            if j != i and len(segment) <= 2 and lead.opening > -0.5 and len(segments) > 1:
                found.append((j, _merge_weight(layout, segments[i], segment, abs(j - i), after=j > i)))
        found.sort(key=lambda option: -option[1])
        options.append(found[:3])
    for choice in product(*options):
        taken = {i: j for i, (j, _) in zip(headless, choice, strict=False) if j >= 0}
        if len(set(taken.values())) == len(taken) and not set(taken) & set(taken.values()):
            yield taken, sum(weight for _, weight in choice)


def _alone(paragraph: Paragraph) -> float:
    """What it weighs that an article opens with this paragraph, which does not open like a lead."""
    return -1.5 * (paragraph.opening < -1) - 1.0 * (paragraph.opening < 0.5 and paragraph.place is None)


def _merge_weight(layout: Layout, rest: tuple[int, ...], lead: tuple[int, ...], distance: int, *, after: bool) -> float:
    """What it weighs that the stray `lead` opens the article that `rest` is the rest of."""
    key = ((-1, *lead), rest)
    if key not in layout.known:
        layout.known[key] = _merge_weighed(layout, rest, lead)
    return layout.known[key] + (0.8 if distance == 1 else -0.5 * distance) - 1.5 * (not after)


def _merge_weighed(layout: Layout, rest: tuple[int, ...], lead: tuple[int, ...]) -> float:
    first, opens = layout.paragraphs[rest[0]], layout.paragraphs[lead[0]]
    weight = -1.5 - (1.0 if first.opening > 0 else 0.4) * first.opening - 1.0 * (len(lead) > 1)
    weight -= 1.5 * (0 < opens.column < first.column) + 1.0 * (opens.opening < 0.8)
    weight += 0.7 * (opens.column > first.column > 0)
    here = sum(1 << k for k in rest)
    total = shared = 0.5
    text = opens.text[:_HEAD]
    for i in range(len(text) - 2):
        bits = layout.grams.get(text[i : i + 3], 0) & ~sum(1 << k for k in lead)
        if bits:
            total += 1 / bits.bit_count()
            shared += (bits & here).bit_count() / bits.bit_count()
    return weight + 3.0 * shared / total


def _tied(
    layout: Layout, bodies: list[tuple[int, ...]], headlines: list[Headline], inner: list[Headline], least: float
) -> tuple[float, dict[int, Headline]]:
    """The best pairing of bodies with headlines, and what it weighs; none if it cannot weigh more than `least`."""
    worth = [[_worth(layout, headline, body) for headline in headlines] for body in bodies]
    heading = [-1.0 if headline in inner else _LOST for headline in headlines]
    if sum(max([_NAMELESS, *row]) for row in worth) + min(0, len(bodies) - len(headlines)) <= least:
        return -math.inf, {}
    if len(headlines) > _MANY or len(bodies) > _MANY:
        return _greedy(worth, headlines, heading)
    if len(bodies) <= len(headlines) and bodies:
        firsts = [max(range(len(row)), key=row.__getitem__) for row in worth]
        if len(set(firsts)) == len(firsts):  # each body's best is another one: nothing can be better
            score = sum(row[j] for row, j in zip(worth, firsts, strict=True))
            rest = sum(weight for j, weight in enumerate(heading) if j not in firsts)
            return score + rest, {i: headlines[j] for i, j in enumerate(firsts)}
    return _over_all(worth, headlines, heading)


def _over_all(
    worth: list[list[float]], headlines: list[Headline], heading: Sequence[float]
) -> tuple[float, dict[int, Headline]]:
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
            pairs[i] = headlines[j]
    return best, pairs


def _greedy(
    worth: list[list[float]], headlines: list[Headline], heading: Sequence[float]
) -> tuple[float, dict[int, Headline]]:
    ranked = sorted(((value, -i, -j) for i, row in enumerate(worth) for j, value in enumerate(row)), reverse=True)
    pairs: dict[int, Headline] = {}
    used: set[int] = set()
    score = 0.0
    for value, i, j in ranked:
        if -i not in pairs and -j not in used:
            pairs[-i] = headlines[-j]
            used.add(-j)
            score += value
    score += _NAMELESS * (len(worth) - len(pairs))
    return score + sum(heading[j] for j in range(len(headlines)) if j not in used), pairs


def _worth(layout: Layout, headline: Headline, body: tuple[int, ...]) -> float:
    """What it weighs that a headline is the body's own."""
    key = (headline.lines, body)
    if key not in layout.known:
        layout.known[key] = _weighed(layout, headline, body)
    return layout.known[key]


def _weighed(layout: Layout, headline: Headline, body: tuple[int, ...]) -> float:
    every, lead = sum(1 << k for k in body), sum(1 << k for k in body[:2])
    rows = [_likeness(layout, text, lead, every) for text in (headline.text, *headline.rows)]
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
