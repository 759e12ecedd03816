"""Numbered lists: their items, their nesting, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.enumerations import STYLES, Style, enumerations
from corpus.model import Enumeration, Span
from corpus.sentences import split


def found(text: str) -> tuple[Enumeration, ...]:
    paragraphs, at = [], 0
    for part in text.splitlines(keepends=True):
        paragraphs.append(Span(at, at + len(part)))
        at += len(part)
    return enumerations(text, split(text), paragraphs)


def headlines(text: str) -> list[list[str]]:
    return [[text[item.headline.start : item.headline.end] for item in each.items] for each in found(text)]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_each_style_is_recognised(style: Style) -> None:
    (only,) = found(style.example)
    assert [item.ordinal for item in only.items] == [1, 2]
    assert only.level == 1
    assert only.parent is None


@pytest.mark.parametrize(
    "text",
    [
        "要求统一是前提，十一是假日。",
        "一是加强领导，落实责任。",
        "一是加强领导；三是落实责任。",
        "评出一、二、三等奖各一名。",
        "第一、第二、第三产业协调发展。",
        "他一要强，就来了；二要命的是没钱。",
    ],
)
def test_what_only_looks_like_a_list_is_none(text: str) -> None:
    assert found(text) == ()


def test_an_item_is_a_headline_and_its_detail() -> None:
    text = "《方案》共三条。一是培育组织。优化登记，加强评估。二是涵养文化，打造品牌。三是加强监管。完善制度。"
    (only,) = found(text)
    assert only.lead == Span(0, 8)
    assert headlines(text) == [["一是培育组织。", "二是涵养文化", "三是加强监管。"]]
    assert [text[item.detail.start : item.detail.end] for item in only.items] == [
        "优化登记，加强评估。",
        "打造品牌。",
        "完善制度。",
    ]


def test_clauses_of_one_sentence_end_with_it() -> None:
    text = "会议要求，一要提高认识，二要压实责任，三要抓好落实。各地代表参加会议。"
    (only,) = found(text)
    assert only.items[-1].span.end == text.index("各地")
    assert only.lead == Span(0, 5)


def test_the_last_item_ends_where_the_report_takes_its_thread_up() -> None:
    text = "一是健全制度。完善办法。二是加强监管。开展检查。会议要求，各地要抓好落实。"
    assert found(text)[0].items[-1].span.end == text.index("会议要求")


def test_the_last_item_ends_with_its_paragraph() -> None:
    text = "一是健全制度。完善办法。\n二是加强监管。开展检查。\n此次会议共有百人参加。\n"
    assert found(text)[0].items[-1].span.end == text.index("此次")


def test_lists_that_begin_again_at_one_are_two() -> None:
    text = (
        "健全体系。一是救助体系。提标。二是养老体系。扩面。会议要求，做好两项工作。一是抓清单。发布。二是抓组织。培育。"
    )
    first, second = found(text)
    assert (first.level, second.level, second.parent) == (1, 1, None)
    assert second.lead is not None
    assert text[second.lead.start : second.lead.end] == "会议要求，做好两项工作。"


def test_a_list_within_an_item_is_nested() -> None:
    text = "（一）健全制度。一是修订办法；二是完善标准。要抓紧。（二）加强监管。一是检查；二是通报。"
    outer, one, two = found(text)
    assert (outer.level, outer.parent) == (1, None)
    assert (one.level, one.parent) == (2, (0, 0))
    assert (two.level, two.parent) == (2, (0, 1))
    assert one.items[-1].span.end <= outer.items[1].span.start


@given(st.text(alphabet="一二三十是要、（）①②第1.。；，会议强调民\n", max_size=90))
def test_items_stand_in_order_inside_their_text(text: str) -> None:
    lists = found(text)
    for each in lists:
        assert [item.ordinal for item in each.items] == list(range(1, len(each.items) + 1))
        assert len(each.items) > 1
        ends = [(item.headline.start, item.span.end) for item in each.items]
        assert all(0 <= start < end <= len(text) for start, end in ends)
        assert all(a[1] <= b[0] for a, b in pairwise(ends))
        if each.parent is not None:
            holder = lists[each.parent[0]].items[each.parent[1]].span
            assert each.level == lists[each.parent[0]].level + 1
            assert holder.start <= each.items[0].span.start < holder.end
