"""What may be chosen in reading a page: where its articles begin, and how headline lines fall into headlines.

Each choice has a weight by its look alone; `matching` weighs them together by their words. The few beginnings that are
in doubt are tried both ways; all others are settled beforehand.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final

from corpus.openings import names_who, unfinished
from corpus.pieces import Block, Headline, Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDER: Final = 1.25
"""A column so many times as wide as the one before it is a lead's, or another article's."""
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
    paragraphs = layout.paragraphs
    if paragraphs[k].after:
        return _apart_weight(layout, k)
    near_the_end = len(paragraphs) <= k + _STRAY or any(p.after for p in paragraphs[k + 1 : k + 1 + _STRAY])
    return max(_adjoining_weight(layout, k), _apart_weight(layout, k) if near_the_end else -math.inf)


_STRAY: Final = 2
"""Paragraphs that a lead which follows the rest of its article has at most."""


def _adjoining_weight(layout: Layout, k: int) -> float:
    """The same of a paragraph with nothing between it and the one before.

    The weights are a logistic regression's, over the borders of some ten thousand paragraphs of invented pages.
    """
    before, here, border = layout.paragraphs[k - 1], layout.paragraphs[k], layout.borders[k]
    weight = -3.2 + 0.95 * max(0.0, here.opening) + 0.65 * (here.last - here.first > 2)
    weight += 4.0 * border.forward - 1.9 * border.shared
    if before.column and here.column:
        weight += 0.5 * (before.column != here.column)
        weight += 1.5 * (here.column > WIDER * before.column and here.last - here.first > 2)
    place = before.place or next((p.place for p in reversed(layout.paragraphs[_first(layout, k) : k]) if p.place), None)
    if here.place and place:
        weight += -0.9 if here.place == place else 2.5
    weight -= 2.9 * (k == 1 or bool(before.after))  # an article of one paragraph
    return weight + (0.4 if before.finished else -6.0)


def _apart_weight(layout: Layout, k: int) -> float:
    """The same of a paragraph behind a headline, a byline or a credit."""
    before, here = layout.paragraphs[k - 1], layout.paragraphs[k]
    weight = -3.5
    weight += 7.0 if "headline" in here.after else 6.0 * ("credit" in here.after)
    weight += 4.5 * ("byline" in here.after)
    weight += here.opening if here.opening > 0 else 0.7 * here.opening
    wider = False
    narrowing = (k == 1 or before.after) and before.column > here.column
    if before.column and here.column and not narrowing:
        apart = abs(before.column - here.column)
        weight += 2.0 if apart > 2 or (apart and layout.even) else 1.0 if apart == 2 else 0.0
        wider = here.column > WIDER * before.column and here.last - here.first > 2
        weight += 1.5 * wider
    place = before.place or next((p.place for p in reversed(layout.paragraphs[_first(layout, k) : k]) if p.place), None)
    if here.place:
        weight += -1.0 * (not wider) if place == here.place else _ANOTHER if place else _NAMED
    if not before.finished:
        weight -= 6.0
    if here.after == {"headline"} and here.opening < _LIKE_A_LEAD:
        text = _one_line(next(block for block in layout.blocks if block.before == k))
        if text and len(text) <= _HEADING and not names_who(text):
            weight -= 2.0 if layout.grams.words(text).fit(1 << k, 7 << k) > _FITS else 4.5
    return weight


_ANOTHER: Final = 3.0
"""What it weighs that a paragraph names another province than the text before it."""
_NAMED: Final = 0.5
"""What it weighs that it names one, and the text before it none."""


def _first(layout: Layout, k: int) -> int:
    """The first of the paragraphs that stand before `k` with nothing between them."""
    first = k - 1
    while first and not layout.paragraphs[first].after:
        first -= 1
    return first


_LIKE_A_LEAD: Final = 2.0
_HEADING: Final = 14
"""Characters that a heading inside an article has at most."""
_FITS: Final = 0.3


def _one_line(block: Block) -> str:
    return block.texts[0] if len(block.texts) == 1 else ""


def _calls(layout: Layout, headlines: Sequence[Headline]) -> dict[int, float]:
    """How much better a headline's words fit each paragraph in mid-run than the one before and those it stands by."""
    paragraphs, calls = layout.paragraphs, dict[int, float]()
    for headline in headlines:
        words = layout.grams.words(headline.text)
        fits = [words.fit(1 << k, 7 << k) for k in range(len(paragraphs))]
        near = fits[headline.before] if headline.before < len(fits) else 0.0
        for k in range(1, len(paragraphs)):
            if not paragraphs[k].after:
                calls[k] = max(calls.get(k, 0.0), fits[k] - max(near, fits[k - 1]))
    return calls


_HIDDEN: Final = 4.0
"""What a beginning may lack and still be looked at, if headlines want bodies."""
_CALLED: Final = 0.15
"""From how much better a fit on a headline calls for a paragraph, and what that weighs in what is tried."""
_LOUD: Final = 8.0


def beginnings(layout: Layout, ways: Sequence[Sequence[Fall]], *, thorough: bool) -> list[Beginnings]:
    """Where articles may begin, the likeliest first.

    `ways` are the blocks' falls; if `thorough`, headlines that want a body call for paragraphs.
    """
    weights = {k: _start_weight(layout, k) for k in range(1, len(layout.paragraphs))}
    headlines = [headline for falls_ in ways for headline in _most(falls_).headlines]
    wanted = len(headlines) - 1 - sum(weight > 0 for weight in weights.values())
    calls = _calls(layout, headlines) if wanted > 0 and thorough else {}
    least = -_SURE if wanted < 0 else -_HIDDEN
    doubts = [k for k in weights if least < weights[k] < _SURE or calls.get(k, 0.0) > _CALLED]
    doubts = sorted(doubts, key=lambda k: abs(weights[k]) - _LOUD * calls.get(k, 0.0))[:_DOUBTS]
    sure = [0] + [k for k in weights if k not in doubts and weights[k] > 0]
    found = []
    for taken in product((False, True), repeat=len(doubts)):
        chosen = [k for k, yes in zip(doubts, taken, strict=True) if yes]
        found.append(Beginnings(sum(weights[k] for k in chosen), tuple(sorted(sure + chosen))))
    return sorted(found, key=lambda option: -option.weight)


def _most(ways: Sequence[Fall]) -> Fall:
    """Of the likely ways that a block falls into headlines, the one with most of them."""
    return max((way for way in ways if way.weight > ways[0].weight - _LIKELY), key=lambda way: len(way.headlines))


_LIKELY: Final = 1.5


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
