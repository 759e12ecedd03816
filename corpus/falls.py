"""How lines that stand together fall into headlines: what each way weighs by the look of its lines.

A weight is a logarithm of odds; `matching` weighs the ways together with the words of the bodies.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.headwords import COLUMN, PERIOD, SUBTITLE, VISIT, names_place, names_who, unfinished
from corpus.people import somebody
from corpus.pieces import Block, Headline, Layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """One way that a block's lines fall into headlines."""

    weight: float
    headlines: tuple[Headline, ...]


def falls(layout: Layout, block: Block) -> list[Fall]:
    """The ways a block's lines fall into headlines, the likeliest by their look first.

    A way's weight is the logarithm of its share in all of them, less what speaks against its lines as headlines at all.
    """
    texts, count = block.texts, len(block.texts)
    if count == 1:
        excess = _look(texts, block.parted, (False,)).excess
        return [Fall(-_EXCESS * excess, (_headline(block, range(1)),))]
    seams = [0.0, *(_seam(layout, line) for line in block.lines[1:])]
    ways = _ways(count)
    halves = block.halves or (False,) * count
    parts = {span: slice(*span) for way in ways for span in way}
    groups = {span: _look(texts[part], block.parted[part], halves[part]) for span, part in parts.items()}
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
    slogans: tuple[bool, ...]
    """Which are two clauses with a gap between, and say nothing of who."""

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
        return len(self.texts) > 1 and (self.slogans[0] or _like_a_kicker(self.texts[0]))

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
    _Sign(lambda it: any(it.anew) * sum(it.slogans[1:]), -1.0, "贵州用“一张网”兜住急难愁盼 / 冬日送暖 情系万家"),
    _Sign(lambda it: it.column, 1.0, "新春走基层 / 滇池边的最后一程"),
    _Sign(lambda it: len(it.texts) > 1 and bool(SUBTITLE.match(it.texts[-1])), 1.2, "让孩子被看见 / ——访救助中心主任"),
    _Sign(lambda it: bool(SUBTITLE.match(it.texts[0])), -1.2, "——访救助中心主任"),
    _Sign(lambda it: sum([bool(_ANNOUNCES.search(text)) for text in it.texts[:-1]]), 0.9, "会议要求 / 管好救命钱"),
    _Sign(lambda it: bool(_ANNOUNCES.search(it.texts[-1])), -0.9, "会议要求"),
    _Sign(lambda it: it.texts[-1][-1] in "，、：", -4.0, "午饭铃一响，"),
)
"""The weights are a conditional logistic regression's, over some 2,500 stacks of lines whose headlines were known; held
out, each of four sources of pages was the better for it. The last one's is set by hand."""
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
def _look(texts: tuple[str, ...], parted: tuple[float, ...], halves: tuple[bool, ...]) -> _Look:
    anew = tuple(map(_begins_anew, texts))
    slogans = tuple([half and not new for half, new in zip(halves, anew, strict=False)])
    group = _Group(texts, parted, anew, slogans)
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
    return bool(PERIOD.match(text)) or names_who(text) or bool(somebody(text))
