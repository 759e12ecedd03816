"""Where articles begin: what it weighs that one begins with a paragraph, by how it looks and what stands around it.

A weight is a logarithm of odds; `bodies` and `matching` weigh all of a page's together with the words of its headlines.
"""

from __future__ import annotations

import re
import statistics
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.headwords import NUMBERED_HEADING
from corpus.openings import COUPLET, DATED, IN_A_PROVINCE, LIKE_A_LEAD, LIKE_INNER, REFERS, SCENE
from corpus.pieces import Layout, Paragraph, province

if TYPE_CHECKING:
    from collections.abc import Collection

WIDER: Final = 1.25
"""A column so many times as wide as the one before it is a lead's, or another article's."""


ONE_PARAGRAPH: Final = -4.4
"""What it weighs that one begins behind the first paragraph of another: few articles have one."""


_BEHIND_A_SCENE: Final = -3.0
"""What it weighs besides that the first paragraph is what somebody says, or is short."""
_SHORT: Final = 3
"""Lines that a paragraph has which is not short, at least."""


class Beginning(NamedTuple):
    """What it weighs that a new article begins with a paragraph, against the same one going on.

    `lead` is of one that opens with it, `rest` of one whose lead stands behind: that may open as it will.
    """

    lead: float
    rest: float


def beginning(layout: Layout, k: int) -> Beginning:
    """What it weighs that a new article begins with paragraph `k`."""
    paragraph = layout.paragraphs[k]
    opens = paragraph.opening
    weight = _apart(layout, k) if paragraph.after else _adjoining(layout, k)
    weight -= _ITEM * bool(_LATER_ITEM.match(paragraph.text))
    if not paragraph.after:
        return Beginning(weight + _opens_anew(paragraph), weight)
    return Beginning(weight + (opens if opens > 0 else _APART_OPENS_INNER * opens), weight)


_ADJOINING_OPENS: Final = 1.65
_APART_OPENS_INNER: Final = 0.7
"""What it counts how the paragraph opens: with nothing before it, and like one inside an article behind something."""
_LATER_ITEM: Final = re.compile(
    "第?[二三四五六七八九十]+(?:是|要|、)|[（(][二三四五六七八九十]+[）)]|[②-⑳]|[2-9][.．、](?![0-9])"
)
"""How an item of a list begins that is not its first: 二是突出协同."""
_ITEM: Final = 6.0


def _adjoining(layout: Layout, k: int) -> float:
    """The same of a paragraph with nothing between it and the one before.

    The weights are near a logistic regression's, over 47,000 borders of eleven sources of invented pages, a thousand of
    them articles'; on sources left out, what it foretells is the better for each sign.
    """
    before, here, border = layout.paragraphs[k - 1], layout.paragraphs[k], layout.borders[k]
    weight = -5.2 + 0.5 * (here.last - here.first > 2) + 3.5 * border.forward - 1.4 * border.shared
    if before.column and here.column:
        weight += 0.7 * (before.column != here.column) + 1.0 * (here.column > WIDER * before.column)
    named = layout.named[k]
    if here.place and named:
        weight += 4.0 if set(here.places).isdisjoint(named) else -1.9
    since = k - layout.apart[k]
    weight += 0.5 * min(_LONG_SINCE, since)
    if since == 1 and not _may_be_stray(before, here):
        weight += ONE_PARAGRAPH
        if (before.text[0] == "“" and before.text[-1] == "”") or before.last - before.first < _SHORT:
            weight += _BEHIND_A_SCENE
    inside = k + 1 < len(layout.paragraphs) and not layout.paragraphs[k + 1].after
    weight += 1.0 * (inside and layout.paragraphs[k + 1].opening >= LIKE_A_LEAD) - 1.3 * (not inside)
    return weight - 1.5 * (before.text[-1] == "”") - 6.0 * (not before.finished)


def _may_be_stray(before: Paragraph, here: Paragraph) -> bool:
    """Whether `before`, with nothing between the two, may be a lead that stands by itself behind its article.

    It is dated, and stands behind a byline or a credit, or `here` is dated as well and of another place.
    """
    if before.opening < DATED:
        return False
    if before.after and "headline" not in before.after:
        return True
    return here.opening >= DATED and bool(before.places) and here.place not in {None, *before.places}


def _opens_anew(paragraph: Paragraph) -> float:
    """What it weighs that a paragraph with nothing before it opens like a lead; weighted as in `_adjoining`."""
    text = paragraph.text
    weight = _ADJOINING_OPENS * max(0.0, paragraph.opening) - 1.4 * (text[0] == "“")
    return weight + 2.0 * bool(SCENE.match(text)) - 1.9 * bool(REFERS.match(text))


_LONG_SINCE: Final = 6
"""Paragraphs behind each other after which it no longer tells how many they are."""


_SAID: Final = re.compile("(?:说|表示|介绍|告诉记者)。$")
"""How a paragraph ends that says last who has spoken: it rather ends an article."""


_SAYS: Final = re.compile("“[^“”]{2,60}”(?:[他她](?!们)|([\u4e00-\u9fff]{2,4}?)(?:说|表示|介绍|告诉|笑))")
"""Who says what a paragraph opens with."""


def _speaks_again(layout: Layout, k: int) -> bool:
    """Whether paragraph `k` opens with what somebody says who was named before it, with nothing between the two."""
    says = _SAYS.match(layout.paragraphs[k].text)
    before = layout.paragraphs[layout.apart[k] : k]
    return says is not None and (says[1] is None or any(says[1] in paragraph.text for paragraph in before))


def is_scene(layout: Layout, k: int) -> bool:
    """Whether paragraph `k` is a scene that opens an article whose lead, dated and placed, comes second.

    The weights are a logistic regression's, over the borders of five hundred articles that stand behind another with
    nothing between: one in eighteen began so; half of these are found, on sources left out, and hardly another.
    """
    paragraphs = layout.paragraphs
    if k + 1 >= len(paragraphs) or paragraphs[k].after or paragraphs[k + 1].after:
        return False
    here, lead = paragraphs[k], paragraphs[k + 1]
    if here.opening >= LIKE_A_LEAD or lead.opening < LIKE_A_LEAD:
        return False
    border, next_border = layout.borders[k], layout.borders[k + 1]
    weight = -3.45 + 2.3 * border.forward - 3.0 * (border.shared - next_border.shared)
    weight += 1.35 * (here.text[-1] in "…？！”") + 0.25 * (here.text[0] == "“" or "？" in here.text[:30])
    weight += 2.2 * (here.last - here.first <= 3) - 1.9 * (here.opening < -1) + 0.5 * (here.opening > 0.5)
    weight += 2.0 * bool(COUPLET.match(here.text)) - 1.5 * bool(_SAID.search(here.text))
    weight += 2.1 * (not set(here.places).isdisjoint(lead.places))
    weight -= 1.5 * (not set(here.places).isdisjoint(layout.named[k])) + 1.0 * bool(REFERS.match(here.text))
    weight -= 2.0 * _speaks_again(layout, k)  # set by hand, too
    if here.place and layout.named[k] and here.place not in layout.named[k] and not lead.place:
        weight += 2.0  # set by hand: 内蒙古锡林郭勒的春天来得晚。 / 4月中旬，
    return weight > 0


def _apart(layout: Layout, k: int) -> float:
    """The same of a paragraph behind a headline, a byline or a credit."""
    before, here = layout.paragraphs[k - 1], layout.paragraphs[k]
    weight = -2.45
    weight += 7.0 if "headline" in here.after else 6.0 * ("credit" in here.after)
    weight += 4.5 * ("byline" in here.after)
    wider = False
    narrowing = (k == 1 or before.after) and before.column > here.column
    if before.column and here.column and not narrowing:
        apart = abs(before.column - here.column)
        weight += 2.0 if apart > 2 or (apart and layout.even) else 1.0 if apart == 2 else 0.0
        wider = here.column > WIDER * before.column and here.last - here.first > 2
        weight += 1.5 * wider
    named = layout.named[k]
    if here.place:
        weight += -1.0 * (not wider) if here.place in named else _ANOTHER if named else _NAMED
    if not before.finished:
        weight -= 6.0
    if here.opening <= LIKE_INNER and "headline" in here.after and _is_parted_from_its_lead(layout, k):
        weight -= _PARTED_FROM_ITS_LEAD
    return min(weight, -_CLAIMS * _inside(layout, k, named)) if k in layout.headings else weight


def _is_parted_from_its_lead(layout: Layout, k: int) -> bool:
    """Whether a lead, of one paragraph or two, ends right before the headline of paragraph `k` and may be its own.

    None of them names a province that another does not.
    """
    before = layout.paragraphs[max(layout.apart[k - 1], k - 2) : k]
    lead = next((paragraph for paragraph in before if paragraph.opening >= DATED), None)
    headline = next((province("".join(block.texts)) for block in layout.blocks if block.before == k), None)
    return lead is not None and {headline, layout.paragraphs[k].place} <= {None, *lead.places}


def _inside(layout: Layout, k: int, named: Collection[str]) -> float:
    """What it weighs that the short line before paragraph `k` is a heading inside an article, not another's headline.

    The weights are a logistic regression's, over a thousand such lines of eight sources. `named` are the provinces that
    the text before it names.
    """
    text, here = layout.headings[k], layout.paragraphs[k]
    weight = 0.4 + 1.65 * min(_MUCH, layout.borders[k].shared) - 0.55 * max(0, len(text) - 8)
    weight -= (
        2.5 * (here.opening >= LIKE_A_LEAD)
        + 2.5 * (here.opening >= DATED)
        + 1.5 * (province(text) not in {None, *named})
    )
    if here.place:
        weight += 1.9 if here.place in named else -3.3 if named else -0.7
    weight += _IN_A_SERIES * bool(NUMBERED_HEADING.match(text))
    others = [abs(other - k) for other in layout.headings if other != k]  # they come in series
    return weight + 1.2 * bool(others) + 1.8 * (min(others, default=_FAR_OFF) < _FAR_OFF)


_IN_A_SERIES: Final = 6.0
"""What it weighs that the short line has a number: no article is called 一、检查范围."""
_PARTED_FROM_ITS_LEAD: Final = 7.0
"""What it weighs against a beginning that a lead ends before it and that it opens as inside an article: its
headline may stand between the two."""
_MUCH: Final = 3.0
"""What an article's two sides share at most that tells: two of one headline may have all words in common."""
_FAR_OFF: Final = 7
"""Paragraphs from one heading to another that are hardly of one article."""
_CLAIMS: Final = 3.0
"""By how much a heading is held back: its words stand in the text below, which claims it as a headline for that."""
_ANOTHER: Final = 3.0
"""What it weighs that a paragraph names another province than the text before it."""
_NAMED: Final = 0.5
"""What it weighs that it names one, and the text before it none."""


def stray(layout: Layout, first: int, lead: int) -> float:
    """What it weighs that the paragraphs from `first` on are the rest of an article and `lead`, behind them, opens it.

    Few articles stand so; what speaks for one is a last paragraph that opens like a lead or runs wider than the others.
    """
    opens, here = layout.paragraphs[first], layout.paragraphs[lead]
    wide = WIDER * statistics.median_low([p.column for p in layout.paragraphs[first:lead]])
    wider = here.width > wide > 0
    if here.after:
        headed = "headline" in here.after and not (opens.opening <= LIKE_INNER and here.opening >= LIKE_A_LEAD)
        return -1.0 + 3.0 * wider - _BEHIND_ITS_HEADLINE * headed
    weight = -6.8 + here.like_a_lead + 6.0 * wider
    if wider and layout.paragraphs[lead - 1].width > wide:
        weight -= _AS_WIDE_BEFORE
    weight -= 1.0 * (lead == first + 1) + _LESS_THAN_ITS_LEAD * (here.first - opens.first < here.last - here.first)
    weight += _IN_FULL * bool(IN_A_PROVINCE.search(here.text, 0, _HEAD))
    if not wider:
        if opens.opening <= LIKE_INNER or REFERS.match(opens.text):
            weight += _RATHER_INNER
        elif not (opens.opening < _SAYS_LITTLE and opens.place is None and here.opening >= DATED and here.place):
            weight -= _RATHER_A_LEAD
    return weight + (2.0 - 1.7 * (here.place == opens.place) if here.place else 0.0)


_AS_WIDE_BEFORE: Final = 8.0
"""What it weighs against a wide lead that it begins there, if the paragraph before it is as wide: that opens it."""
_HEAD: Final = 60
_LESS_THAN_ITS_LEAD: Final = 3.0
"""What it weighs against it that the rest has fewer lines than what would be the lead behind it."""
_IN_FULL: Final = 1.5
"""What it weighs that it tells a place in full, with its province, within so many characters."""
_BEHIND_ITS_HEADLINE: Final = 2.0
"""What it weighs that the headline stands between the two, where they do not open like an article's inside and lead."""
_SAYS_LITTLE: Final = 0.5
"""Up to what opening on a paragraph without a place tells less than a dated one with a place."""
_RATHER_INNER: Final = 2.0
_RATHER_A_LEAD: Final = 2.0
"""What it weighs that the rest begins as a paragraph inside an article does, or may be a lead itself: with a scene."""


def alone(paragraph: Paragraph) -> float:
    """What it weighs that an article opens with this paragraph, as far as it does not open like a lead."""
    return -1.5 * (paragraph.opening < -1) - 1.0 * (paragraph.opening < 0.5 and paragraph.place is None)
