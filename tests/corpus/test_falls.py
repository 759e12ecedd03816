"""How headline lines fall into headlines, and how far a headline's words speak for a body."""

from __future__ import annotations

import math

import numpy as np
import pytest

from corpus import matching
from corpus.falls import falls
from corpus.likeness import Index
from corpus.lines import lines_of
from corpus.pieces import Block, Layout, Paragraph
from corpus.traced import whole
from tests.corpus.laid import layout_of


def fit(layout: Layout, first: int, last: int) -> float:
    """How well the first headline line's words fit the paragraphs from `first` to `last`."""
    line, start, end = (np.array([n]) for n in (0, first, last))
    return float(layout.grams.fits((line, line + 1), (start, end))[0, 0])


def test_words_that_stand_outside_a_body_too_speak_less_for_it() -> None:
    own = layout_of("平安钟装进独居老人家。", "专线开通。", headlines=["平安钟装进独居老人家"])
    shared = layout_of("平安钟装进独居老人家。", "平安钟装进独居老人家。", headlines=["平安钟装进独居老人家"])
    assert fit(own, 0, 0) == pytest.approx(1, abs=0.05)
    assert fit(shared, 0, 0) < fit(own, 0, 0) - 0.2
    assert fit(shared, 0, 1) == pytest.approx(fit(own, 0, 0), abs=0.05)


def likeliest(body: str, *texts: str) -> list[str]:
    """The headlines that lines standing together over a page of `body` most likely are."""
    layout = layout_of(*body.split("|"), headlines=texts)
    (first, *_) = falls(layout, layout.blocks[0])
    return [headline.text for headline in first.headlines]


STACKS = [
    ("云南开通冬季|候鸟老人就医专线", "临夏州为独居老人|装上“平安钟”"),
    ("有人陪、有人帮、有人管……|云南开通候鸟老人就医专线", "临夏州为独居老人装上“平安钟”"),
    ("一只“平安钟”|守住独居老人", "云南开通冬季|候鸟老人就医专线"),
    ("临夏州为独居老人装上“平安钟”", "云南开通冬季候鸟老人就医专线"),
    ("候鸟老人|把专线开到家门口：|云南开通冬季就医专线", "临夏州为独居老人装上“平安钟”"),
]
BODIES = (
    "12月1日，云南省民政厅开通冬季候鸟老人就医专线，候鸟老人可就近挂号。|专线由十家医院轮流值守。"
    "|近日，甘肃省临夏州为独居老人装上平安钟，一只钟守住一位老人。|独居老人按下钟，网格员十分钟上门。"
)


@pytest.mark.parametrize("stack", STACKS)
def test_stacked_headlines_part_where_their_words_do(stack: tuple[str, ...]) -> None:
    lines = [line for headline in stack for line in headline.split("|")]
    assert likeliest(BODIES, *lines) == [headline.replace("|", "") for headline in stack]


def test_the_shares_of_all_ways_to_part_a_block_are_a_whole() -> None:
    layout = layout_of(BODIES, headlines=("湖北召开", "养老服务推进会", "湖南发布清单"))
    assert sum(math.exp(fall.weight) for fall in falls(layout, layout.blocks[0])) == pytest.approx(1)


INSIDE = (
    "近日，云南省红河村办起老年食堂，六十名老人中午吃上热饭。",
    "食堂设在旧祠堂里，老人说食堂的热饭合口味。",
    "食堂还给行动不便的老人送热饭，老年食堂的志愿者走三里山路。",
    "老年食堂明年扩大，邻村的老人也来吃热饭。",
)


@pytest.mark.parametrize(("under", "inner"), [(INSIDE[2], True), ("4月6日，山东省曹县召开社工会议。", False)])
def test_a_short_line_in_an_article_that_goes_on_is_rather_a_heading_of_its_own(under: str, *, inner: bool) -> None:
    texts = (*INSIDE[:2], "一碗粥的距离", under, INSIDE[3])
    lines = lines_of(whole("\n".join(texts)))
    paragraphs = [
        Paragraph(k, k + 1, texts[k], 0, finished=True, after=frozenset({"headline"} if k == 3 else ()))
        for k in (0, 1, 3, 4)
    ]
    layout = Layout(paragraphs, [Block((2,), texts[2:3], 2, (0.0,))], even=True, index=Index(lines))
    (fall,) = falls(layout, layout.blocks[0])
    assert matching._inner(layout, fall.headlines).tolist() == [inner]
