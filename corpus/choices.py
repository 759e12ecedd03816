"""What may be chosen in reading a page: where its articles begin, and how headline lines fall into headlines.

Each choice has a weight by its look alone, a logarithm of odds; `matching` weighs them together by their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from corpus.openings import names_who, unfinished
from corpus.pieces import Block, Headline, Layout, Paragraph

WIDER: Final = 1.25
"""A column so many times as wide as the one before it is a lead's, or another article's."""


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """One way that a block's lines fall into headlines."""

    weight: float
    headlines: tuple[Headline, ...]


def fresh(layout: Layout, k: int) -> float:
    """What it weighs that a new article begins with paragraph `k`, against the same one going on."""
    paragraph = layout.paragraphs[k]
    if not paragraph.after:
        return rest(layout, k) + 1.65 * max(0.0, paragraph.opening)
    return rest(layout, k) + (paragraph.opening if paragraph.opening > 0 else 0.7 * paragraph.opening)


def rest(layout: Layout, k: int) -> float:
    """The same of the rest of an article whose lead stands behind it: it opens as it will, but with no second item."""
    paragraph = layout.paragraphs[k]
    weight = _apart(layout, k) if paragraph.after else _adjoining(layout, k)
    return weight - _ITEM * bool(_LATER_ITEM.match(paragraph.text))


_LATER_ITEM: Final = re.compile(
    "第?[二三四五六七八九十]+(?:是|要|、)|[（(][二三四五六七八九十]+[）)]|[②-⑳]|[2-9][.．、](?![0-9])"
)
"""How an item of a list begins that is not its first: 二是突出协同."""
_ITEM: Final = 6.0


def _adjoining(layout: Layout, k: int) -> float:
    """The same of a paragraph with nothing between it and the one before.

    The weights are a logistic regression's, over the borders of some ten thousand paragraphs of invented pages.
    """
    before, here, border = layout.paragraphs[k - 1], layout.paragraphs[k], layout.borders[k]
    weight = -3.9 + 1.05 * (here.last - here.first > 2) + 3.3 * border.forward - 1.35 * border.shared
    if before.column and here.column:
        weight += 0.9 * (before.column != here.column) + 1.2 * (here.column > WIDER * before.column)
    place = before.place or next((p.place for p in reversed(layout.paragraphs[_first(layout, k) : k]) if p.place), None)
    if here.place and place:
        weight += -1.9 if here.place == place else 3.3
    weight -= 4.8 * (k == 1 or bool(before.after))  # an article of one paragraph
    weight -= 1.0 * (k + 1 == len(layout.paragraphs) or bool(layout.paragraphs[k + 1].after))
    return weight - 6.0 * (not before.finished)


def _apart(layout: Layout, k: int) -> float:
    """The same of a paragraph behind a headline, a byline or a credit."""
    before, here = layout.paragraphs[k - 1], layout.paragraphs[k]
    weight = -3.5
    weight += 7.0 if "headline" in here.after else 6.0 * ("credit" in here.after)
    weight += 4.5 * ("byline" in here.after)
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
            weight -= 2.0 if layout.grams.words(text).fit(1 << k, k, k + 2) > _FITS else 4.5
    return weight


_ANOTHER: Final = 3.0
"""What it weighs that a paragraph names another province than the text before it."""
_NAMED: Final = 0.5
"""What it weighs that it names one, and the text before it none."""
_LIKE_A_LEAD: Final = 2.0
_HEADING: Final = 14
"""Characters that a heading inside an article has at most."""
_FITS: Final = 0.3


def stray(layout: Layout, first: int, lead: int) -> float:
    """What it weighs that the paragraphs from `first` on are the rest of an article and `lead`, behind them, opens it.

    Few articles stand so; what speaks for one is a last paragraph that opens like a lead or runs wider than the others.
    """
    opens, here = layout.paragraphs[first], layout.paragraphs[lead]
    wider = here.column > WIDER * opens.column > 0
    if here.after:
        return -1.0 + 3.0 * wider
    weight = -5.2 + next(weight for least, weight in _LEADS if here.opening >= least) + 6.0 * wider
    weight -= 1.0 * (lead == first + 1)
    return weight + (2.0 - 1.7 * (here.place == opens.place) if here.place else 0.0)


_LEADS: Final = ((3.0, 5.0), (1.8, 1.0), (0.1, 0.6), (0.0, 0.0), (-9.0, -2.3))
"""From how it opens, by how much more often a lead opens so than an article's last paragraph, as a logarithm."""


def alone(paragraph: Paragraph) -> float:
    """What it weighs that an article opens with this paragraph, as far as it does not open like a lead."""
    return -1.5 * (paragraph.opening < -1) - 1.0 * (paragraph.opening < 0.5 and paragraph.place is None)


def _first(layout: Layout, k: int) -> int:
    """The first of the paragraphs that stand before `k` with nothing between them."""
    first = k - 1
    while first and not layout.paragraphs[first].after:
        first -= 1
    return first


def _one_line(block: Block) -> str:
    return block.texts[0] if len(block.texts) == 1 else ""


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
