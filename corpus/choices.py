"""What may be chosen in reading a page: where its articles begin, and how headline lines fall into headlines.

Each choice has a weight by its look alone; `matching` weighs them together by their words. The few beginnings that are
in doubt are tried both ways; all others are settled beforehand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from corpus.openings import names_who, unfinished
from corpus.pieces import Block, Headline, Layout

_DOUBTS: Final = 4
_SURE: Final = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Beginnings:
    """Where articles begin: indices of paragraphs, 0 always among them."""

    weight: float
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """One way that a block's lines fall into headlines."""

    weight: float
    headlines: tuple[Headline, ...]


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


def beginnings(layout: Layout) -> list[Beginnings]:
    """Where articles may begin, the likeliest first."""
    weights = {k: _start_weight(layout, k) for k in range(1, len(layout.paragraphs))}
    wanted = len(layout.blocks) - sum(weight > 0 for weight in weights.values())
    least = -_SURE if wanted <= 1 else -_SURE - 1.0
    doubts = sorted((k for k in weights if least < weights[k] < _SURE), key=lambda k: abs(weights[k]))[:_DOUBTS]
    sure = [0] + [k for k in weights if k not in doubts and weights[k] > 0]
    found = []
    for taken in product((False, True), repeat=len(doubts)):
        chosen = [k for k, yes in zip(doubts, taken, strict=True) if yes]
        found.append(Beginnings(sum(weights[k] for k in chosen), tuple(sorted(sure + chosen))))
    return sorted(found, key=lambda option: -option.weight)


def falls(layout: Layout, block: Block) -> list[Fall]:
    """The ways a block's lines fall into headlines, the likeliest by their look first."""
    count, texts = len(block.lines), block.texts
    anew = [_begins_anew(text) for text in texts]
    headlines: dict[range, Headline] = {}
    weights: dict[range, float] = {}
    found = []
    tail = range(6, count) if count > 8 else ()  # of so many lines, the last are headlines by themselves
    for cuts in product((False, True), repeat=min(count - 1, 5)):
        edges = [0, *(i for i, cut in enumerate(cuts, 1) if cut), *tail, count]
        groups = [range(a, b) for a, b in pairwise(edges)]
        if count > 3 and any(len(group) > 3 for group in groups):
            continue
        for group in groups:
            if group not in weights:
                weights[group] = _group_weight(layout, texts, anew, group)
        found.append((-1.2 * (len(groups) - 1) + sum([weights[group] for group in groups]), groups))
    found.sort(key=lambda option: -option[0])
    for _, groups in found:
        for group in groups:
            if group not in headlines:
                headlines[group] = _headline(block, group)
    return [Fall(weight, tuple([headlines[group] for group in groups])) for weight, groups in found]


def _group_weight(layout: Layout, texts: tuple[str, ...], anew: list[bool], group: range) -> float:
    """What it weighs that these lines of a block are one headline."""
    first, last = group[0], group[-1]
    weight = -0.5 * (len(group) == 3 and anew[first])
    if first:
        weight -= 2.0 * bool(layout.grams.bits(texts[first - 1][-1] + texts[first][0]))
        weight -= 1.5 * (not any(anew[i] for i in group[:2]))
    if anew[first]:
        weight -= 1.5 * sum(anew[i] for i in group[1:])
    weight -= 3.0 * (last < len(texts) - 1 and unfinished(texts[last]))
    over = len(group) > 1 and not anew[first] and anew[first + 1]
    rows = [texts[i] for i in group[over:]]
    weight -= 0.1 * max(0, sum(map(len, rows)) - 28) + 1.0 * any(map(_like_a_kicker, rows[1:]))
    weight -= 0.8 * (over and len(texts[first]) < 9 and not _like_a_kicker(texts[first]))
    return weight - 3.0 * (len(group) == 1 and len(texts[first]) < 5)


def _headline(block: Block, group: range) -> Headline:
    """The lines of a block as one headline."""
    texts = [block.texts[i] for i in group]
    return Headline(
        tuple([block.lines[i] for i in group]),
        "".join(texts),
        tuple([text for text in texts if len(text) >= 6]),
        block.before,
        last_of_block=group[-1] == len(block.lines) - 1,
        first_of_block=group[0] == 0,
    )


def _like_a_kicker(text: str) -> bool:
    """Whether a line looks like a kicker: things in a row, or left off with dots."""
    return text.endswith("…") or ("、" in text and bool(_ROW.search(text)))


_ROW: Final = re.compile("、[^、]{2,}、")


def _begins_anew(text: str) -> bool:
    """Whether a headline line begins with who it is about."""
    return bool(_WHO.match(text)) or names_who(text)


_WHO: Final = re.compile("(?:20|２０)|我国|全国|截至|去年|今年")
