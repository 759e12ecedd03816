"""Where articles may begin, and how far a headline's words speak for a body."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from corpus import matching
from corpus.choices import beginning, falls, is_scene, stray
from corpus.likeness import Index
from corpus.lines import lines_of
from corpus.pieces import Block, Layout, Paragraph
from corpus.traced import whole

if TYPE_CHECKING:
    from collections.abc import Sequence


def layout_of(*texts: str, headlines: Sequence[str] = ()) -> Layout:
    """Paragraphs of one line each, nothing between them, and headline lines in one block behind them."""
    lines = lines_of(whole("\n".join((*texts, *headlines))))
    paragraphs = [Paragraph(k, k + 1, text, 0, finished=True) for k, text in enumerate(texts)]
    run = range(len(texts), len(lines))
    block = Block(tuple(run), tuple(headlines), len(texts), (0.0, *(0.7 for _ in run[1:])))
    return Layout(paragraphs, [block] if headlines else [], even=True, index=Index(lines))


def test_an_article_begins_rather_where_another_province_is_named() -> None:
    here = "浙江省湖州市为三千户独居老人装上了平安钟。"
    value = "设备由街道服务站统一值守，五分钟内有人回应。"
    other = layout_of(here, value, "“没想到这样快。”甘肃省天水市的何秀兰说。")
    same = layout_of(here, value, "“没想到这样快。”湖州市的何秀兰说。")
    assert beginning(other, 2).lead > beginning(same, 2).lead + 4


def test_an_article_begins_where_the_words_of_one_end_and_those_of_another_set_in() -> None:
    texts = (
        "松江街道的长者食堂添了早餐，长者凭敬老卡打折。",
        "食堂的早餐由社区厨房供应，敬老卡当场刷卡打折。",
        "长者说，食堂早餐比外面便宜，敬老卡也方便。",
        "乡镇社工站开始为留守儿童建立档案，社工逐户走访。",
        "社工站把留守儿童的档案分成三类，困境儿童逐户走访。",
        "留守儿童的档案由社工站每季度更新一次，走访也不停。",
    )
    layout = layout_of(*texts)
    assert max(range(1, len(texts)), key=lambda k: beginning(layout, k).lead) == 3


def test_an_article_begins_rather_with_a_scene_than_with_what_speaks_of_what_was_told() -> None:
    told = ("湖州市为三千户独居老人装上了平安钟。", "设备由街道服务站统一值守。", "老人按下红键，就有人回应。")
    scene, referring, quotation = (
        layout_of(*told, text)
        for text in (
            "早晨八点，码头上的茶摊坐满了人。",
            "此外，码头上的茶摊坐满了人。",
            "“码头上的茶摊坐满了人，”她说。",
        )
    )
    assert beginning(scene, 3).lead > beginning(referring, 3).lead + 3
    assert beginning(scene, 3).lead > beginning(quotation, 3).lead + 3
    assert beginning(scene, 3).rest == beginning(referring, 3).rest


def test_a_lead_stands_behind_its_article_rather_if_it_opens_like_one() -> None:
    rest = "会议指出，各地要把低保边缘家庭全部纳入监测。"
    lead = layout_of(rest, "会议要求，年底前完成录入。", "4月24日，湖北省民政厅在武汉召开社会救助工作会议。")
    end = layout_of(rest, "会议要求，年底前完成录入。", "各市州民政局负责同志参加会议。")
    assert stray(lead, 0, 2) > 0 > stray(end, 0, 2)


SCENE = (
    "3月2日，湖北省武汉市召开养老服务会议，部署助餐工作。",
    "各区民政局负责同志参加会议。",
    "河风吹过老码头，茶摊上坐满了人。",
    "4月6日，四川省宜宾市的老码头社区开了茶摊议事会，茶摊上人人说话。",
    "议事会定下三件事，茶摊每周开一次。",
)


def test_a_scene_before_its_lead_opens_the_article() -> None:
    layout = layout_of(*SCENE)
    assert [k for k in range(1, len(SCENE)) if is_scene(layout, k)] == [2]


def test_the_end_of_an_article_before_anothers_lead_is_no_scene() -> None:
    layout = layout_of(*SCENE[:2], *SCENE[3:])
    assert not any(is_scene(layout, k) for k in range(1, 4))


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
