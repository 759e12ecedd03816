"""What may be chosen in reading a page: where its articles begin, and how headline lines fall into headlines.

Each choice has a weight by its look alone, a logarithm of odds; `matching` weighs them together by their words.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.openings import COLUMN, PERIOD, REFERS, SCENE, SUBTITLE, VISIT, names_place, names_who, unfinished
from corpus.pieces import Block, Headline, Layout, Paragraph, province

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

LIKE_A_LEAD: Final = 1.8
"""From what opening on a paragraph opens like a lead."""
WIDER: Final = 1.25
"""A column so many times as wide as the one before it is a lead's, or another article's."""


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """One way that a block's lines fall into headlines."""

    weight: float
    headlines: tuple[Headline, ...]


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
        weight += -1.9 if here.place in named else 4.0
    since = k - layout.apart[k]
    weight += 0.5 * min(_LONG_SINCE, since)
    if since == 1 and not _may_be_stray(before, here):
        weight -= 4.4  # few articles have one paragraph
    inside = k + 1 < len(layout.paragraphs) and not layout.paragraphs[k + 1].after
    weight += 1.0 * (inside and layout.paragraphs[k + 1].opening >= LIKE_A_LEAD) - 1.3 * (not inside)
    return weight - 1.5 * (before.text[-1] == "”") - 6.0 * (not before.finished)


def _may_be_stray(before: Paragraph, here: Paragraph) -> bool:
    """Whether one paragraph by itself may be a lead that stands behind its article.

    It opens as a lead does, and stands behind a byline or a credit, or before one of another place that opens so.
    """
    if before.opening < _DATED:
        return False
    if before.after and "headline" not in before.after:
        return True
    return here.opening >= _DATED and bool(before.places) and here.place not in {None, *before.places}


def _opens_anew(paragraph: Paragraph) -> float:
    """What it weighs that a paragraph with nothing before it opens like a lead; weighted as in `_adjoining`."""
    text = paragraph.text
    weight = _ADJOINING_OPENS * max(0.0, paragraph.opening) - 1.4 * (text[0] == "“")
    return weight + 2.0 * bool(SCENE.match(text)) - 1.9 * bool(REFERS.match(text))


_LONG_SINCE: Final = 6
"""Paragraphs behind each other after which it no longer tells how many they are."""


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
    weight += 2.1 * (not set(here.places).isdisjoint(lead.places))
    weight -= 1.5 * (not set(here.places).isdisjoint(layout.named[k])) + 1.0 * bool(REFERS.match(here.text))
    if here.place and layout.named[k] and here.place not in layout.named[k] and not lead.place:
        weight += 2.0  # 内蒙古锡林郭勒的春天来得晚。 / 4月中旬，
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
    if here.opening <= _LIKE_INNER and "headline" in here.after and _ends_with_a_lead(layout, k):
        weight -= _PARTED_FROM_ITS_LEAD
    return min(weight, -_CLAIMS * _inside(layout, k, named)) if k in layout.headings else weight


def _ends_with_a_lead(layout: Layout, k: int) -> bool:
    """Whether what stands before paragraph `k` ends with a lead, of one paragraph or two."""
    before = layout.paragraphs[max(layout.apart[k - 1], k - 2) : k]
    return any(paragraph.opening >= _DATED for paragraph in before)


def _inside(layout: Layout, k: int, named: Collection[str]) -> float:
    """What it weighs that the short line before paragraph `k` is a heading inside an article, not another's headline.

    The weights are a logistic regression's, over a thousand such lines of eight sources. `named` are the provinces that
    the text before it names.
    """
    text, here = layout.headings[k], layout.paragraphs[k]
    weight = 0.4 + 1.65 * min(_MUCH, layout.borders[k].shared) - 0.55 * max(0, len(text) - 8)
    weight -= (
        2.5 * (here.opening >= LIKE_A_LEAD)
        + 2.5 * (here.opening >= _DATED)
        + 1.5 * (province(text) not in {None, *named})
    )
    if here.place:
        weight += 1.9 if here.place in named else -3.3 if named else -0.7
    others = [abs(other - k) for other in layout.headings if other != k]  # they come in series
    return weight + 1.2 * bool(others) + 1.8 * (min(others, default=_FAR_OFF) < _FAR_OFF)


_PARTED_FROM_ITS_LEAD: Final = 7.0
"""What it weighs against a beginning that a lead ends before it and that it opens as inside an article: its
headline may stand between the two."""
_MUCH: Final = 3.0
"""What an article's two sides share at most that tells: two of one headline may have all words in common."""
_DATED: Final = 3.0
"""From what opening on a paragraph is dated, or says who reports."""
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
    wider = here.column > WIDER * max([p.column for p in layout.paragraphs[first:lead]]) > 0
    if here.after:
        return -1.0 + 3.0 * wider
    weight = -6.8 + here.like_a_lead + 6.0 * wider
    weight -= 1.0 * (lead == first + 1)
    if not wider:
        inner = opens.opening <= _LIKE_INNER or bool(REFERS.match(opens.text))
        weight += _RATHER_INNER if inner else -_RATHER_A_LEAD
    return weight + (2.0 - 1.7 * (here.place == opens.place) if here.place else 0.0)


_LIKE_INNER: Final = -1.5
_RATHER_INNER: Final = 2.0
_RATHER_A_LEAD: Final = 2.0
"""What it weighs that the rest begins as a paragraph inside an article does, or may be a lead itself: with a scene."""


def alone(paragraph: Paragraph) -> float:
    """What it weighs that an article opens with this paragraph, as far as it does not open like a lead."""
    return -1.5 * (paragraph.opening < -1) - 1.0 * (paragraph.opening < 0.5 and paragraph.place is None)


def falls(layout: Layout, block: Block) -> list[Fall]:
    """The ways a block's lines fall into headlines, the likeliest by their look first.

    A way's weight is the logarithm of its share in all of them, less what speaks against its lines as headlines at all.
    """
    texts, count = block.texts, len(block.texts)
    if count == 1:
        return [Fall(-_EXCESS * _look(texts, block.parted).excess, (_headline(block, range(1)),))]
    seams = [0.0, *(_seam(layout, line) for line in block.lines[1:])]
    ways = _ways(count)
    groups = {span: _look(texts[slice(*span)], block.parted[slice(*span)]) for way in ways for span in way}
    headlines = {span: _headline(block, range(*span)) for span in groups}
    inner = {(first, last): sum(seams[first + 1 : last]) for first, last in groups}
    looks = [sum([groups[span].weight + inner[span] for span in way]) for way in ways]
    most = max(looks)
    whole = most + math.log(sum([math.exp(look - most) for look in looks]))
    found = [
        Fall(
            look - whole - _EXCESS * sum([groups[span].excess for span in way]),
            tuple([headlines[span] for span in way]),
        )
        for look, way in zip(looks, ways, strict=True)
    ]
    return sorted(found, key=lambda fall: -fall.weight)


def _ways(count: int) -> Sequence[_Way]:
    """The ways to cut so many lines; of very many only the first few are cut, the others are headlines alone."""
    if count <= _CUT:
        return _all_ways(count)
    tail = tuple(pairwise(range(_CUT - 2, count + 1)))
    return [(*way, *tail) for way in _all_ways(_CUT - 2)]


@cache
def _all_ways(count: int) -> tuple[_Way, ...]:
    ways = []
    for cuts in product((False, True), repeat=min(count - 1, 5)):
        way = tuple(pairwise([0, *(i for i, cut in enumerate(cuts, 1) if cut), count]))
        if count <= _MOST or all(last - first <= _MOST for first, last in way):
            ways.append(way)
    return tuple(ways)


_Way = tuple[tuple[int, int], ...]
"""The pieces that lines are cut into, half-open."""
_CUT: Final = 8
"""Lines up to which all ways to cut them are looked at."""
_EXCESS: Final = 0.1
"""What each character weighs against a headline by which it is longer than headlines are: its lines may be none."""
_MOST: Final = 3
"""Lines that a headline has where more than so many stand together."""


class _Group(NamedTuple):
    """Lines that may be one headline."""

    texts: tuple[str, ...]
    parted: tuple[float, ...]
    """For each, what the blank line before it weighs for something new, 0.0 where there is none."""
    anew: tuple[bool, ...]
    """Which begin with who it is about."""

    @property
    def over(self) -> bool:
        """Whether the first stands over a line that says first who acts."""
        return len(self.texts) > 1 and not self.anew[0] and self.anew[1]

    @property
    def excess(self) -> int:
        """By how many characters it is longer than headlines are."""
        return max(0, sum(map(len, self.texts[self.over :])) - _LONG)

    @property
    def kicked(self) -> bool:
        """Whether the first looks like a kicker over the others."""
        return len(self.texts) > 1 and _like_a_kicker(self.texts[0])

    @property
    def afterthought(self) -> bool:
        """Whether the last is as short as a heading inside an article, under a headline that is whole without it."""
        above = self.texts[self.kicked or self.column : -1]
        return len(self.texts[-1]) <= _HEADING and bool(above) and sum(map(len, above)) >= _WHOLE

    @property
    def column(self) -> bool:
        """Whether the first is the name of a newspaper's column over the others."""
        return len(self.texts) > 1 and bool(COLUMN.fullmatch(self.texts[0]))


class _Sign(NamedTuple):
    """A sign that some lines are one headline, what it weighs, and an example."""

    told: Callable[[_Group], float]
    weight: float
    example: str


_ANNOUNCES: Final = re.compile("(?:要求|强调|提出|指出|明确|呼吁|[：:])$")
"""How a line ends that says who speaks, and not yet what is said."""

_GROUPS: Final = (
    _Sign(
        lambda it: not (it.column or any(it.anew[:2])),
        -2.5,
        "neither its first line says who acts, nor its second under a kicker",
    ),
    _Sign(lambda it: it.kicked, 2.0, "有人管、有人帮 / 邻里互助解难题"),
    _Sign(lambda it: max(0, sum(map(names_place, it.texts)) - 1), -2.2, "甘肃部署关爱行动 / 江苏召开会议"),
    _Sign(lambda it: sum(map(_like_a_kicker, it.texts[1:])), 0.3, "湖北发布清单 / 对象更广、标准更高……"),
    _Sign(lambda it: len(it.texts) == _MOST and not (it.kicked or it.column), -1.3, "few headlines have so many lines"),
    _Sign(lambda it: len(it.texts) == _MOST and it.over, 0.4, "补短板强基础 / 江西部署养老工作 / 年内改建敬老院"),
    _Sign(lambda it: max(0, _SHORT - sum(map(len, it.texts[it.kicked or it.column :]))), -0.6, "行业标准发布"),
    _Sign(lambda it: len(it.texts) > 1 and len(it.texts[0]) >= _FULL and not it.kicked, -1.2, "it needs no second"),
    _Sign(lambda it: it.afterthought, -1.2, "山东把超市开成居民的铺子 / 换个开法"),
    _Sign(lambda it: it.excess, -0.25, "two headlines are longer than one"),
    _Sign(lambda it: unfinished(it.texts[-1]), -0.35, "江苏新修订的"),
    _Sign(lambda it: sum(it.parted[1:]), -2.2, "a blank line in it, where blank lines tell"),
    _Sign(lambda it: it.column, 1.0, "新春走基层 / 滇池边的最后一程"),
    _Sign(lambda it: len(it.texts) > 1 and bool(SUBTITLE.match(it.texts[-1])), 1.2, "让孩子被看见 / ——访救助中心主任"),
    _Sign(lambda it: bool(SUBTITLE.match(it.texts[0])), -1.2, "——访救助中心主任"),
    _Sign(lambda it: sum([bool(_ANNOUNCES.search(text)) for text in it.texts[:-1]]), 0.9, "会议要求 / 管好救命钱"),
    _Sign(lambda it: bool(_ANNOUNCES.search(it.texts[-1])), -0.9, "会议要求"),
)
"""The weights are a conditional logistic regression's, over some 2,500 stacks of lines whose headlines were known; held
out, each of four sources of pages was the better for it."""
_HEADING: Final = 6
_WHOLE: Final = 12
"""Characters of a heading at most, and of a whole headline at least."""
_SHORT: Final = 10
_FULL: Final = 16
_LONG: Final = 26
"""Characters of a headline, of its first line, and of a headline without its kicker."""


class _Look(NamedTuple):
    """What lines weigh as one headline by their look, and by how many characters they are longer than one."""

    weight: float
    excess: int


@lru_cache(maxsize=1024)
def _look(texts: tuple[str, ...], parted: tuple[float, ...]) -> _Look:
    group = _Group(texts, parted, tuple(map(_begins_anew, texts)))
    return _Look(sum([sign.weight * sign.told(group) for sign in _GROUPS]), group.excess)


def _seam(layout: Layout, line: int) -> float:
    """What it weighs that a line and the one before it are of one headline, by the page's words."""
    grams = layout.grams
    return _RUN_ON * grams.runs_on(line) + _KIN * grams.kinship[grams.lines[line]]


_RUN_ON: Final = 1.2
"""黑龙江部署冬季 / 流浪人员救助, where the body has 季流."""
_KIN: Final = 5.2
"""Lines whose words stand in the same paragraphs."""


def _headline(block: Block, group: range) -> Headline:
    """The lines of a block as one headline."""
    texts = [block.texts[i] for i in group]
    return Headline(
        tuple([block.lines[i] for i in group]),
        "".join(texts),
        tuple([block.lines[i] for i in group if len(block.texts[i]) >= _TELLING]) if len(group) > 1 else (),
        block.before,
        last_of_block=group[-1] == len(block.lines) - 1,
        first_of_block=group[0] == 0,
    )


_TELLING: Final = 6
"""Characters of a line that is held against a body by itself."""


def _like_a_kicker(text: str) -> bool:
    """Whether a line looks like a kicker: things in a row, left off with dots, or whom the paper talked to."""
    return "、" in text or "，" in text or text[-1] in "…—！？" or text.endswith("...") or bool(VISIT.match(text))


def _begins_anew(text: str) -> bool:
    """Whether a headline line begins with who it is about, or with when."""
    return bool(PERIOD.match(text)) or names_who(text)
