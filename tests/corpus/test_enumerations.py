"""Numbered lists: their items, their nesting, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.enumerations import LOST, enumerations
from corpus.model import Enumeration, Span
from corpus.numbering import STYLES, Style
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
        "办事要一是一，二是二，不含糊。",
        "一是一，二是二。",
        "第一时间赶到现场，第二时间上报情况。",
        "首先要认识到，救助是民生底线。",
        "首先，观看专题片。最后，会议通过了决议。",
        "首先要打通服务堵点。最后一公里问题仍然突出。",
        "再次强调安全责任。然后离开会场。",
        "其中一方面的工作已经完成。另一方面还要努力。",
        "投入1.5万元、2.5万元。",
        "分别为1.2万人。2.3万人参保。",
        "根据《社会救助暂行办法》第一条规定，依据《条例》第二条之规定办理。",
        "依法办理。第一条规定了原则。第二条规定了程序。",
        "启动Ⅰ、Ⅱ级响应，A、B类机构参加。",
        "按照（一）（二）（三）项办理。",
        "5月1日启动；5月2日结束。",
        "一是加强领导。三是落实责任。",
        "二是加强领导。四是落实责任。",
        "评定等级：一级、二级、三级。",
        "——访全国劳动模范李明。他从事救助工作多年。",
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


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("一是加强领导；二是压实责任；四是严格考核。", [1, 2, 4]),
        ("一是加强领导。细化方案。三是压实责任。定期通报。四是严格考核。", [1, 3, 4]),
        ("（一）健全制度。（二）加强监管。（五）强化保障。", [1, 2, 5]),
        ("①发放补贴；③上门探访；④心理关爱。", [1, 3, 4]),
        ("1.摸清底数。2.建立台账。4.定期走访。", [1, 2, 4]),
        ("二是压实责任；三是严格考核。", [2, 3]),
        ("一、总体要求。二、主要任务。四、保障措施。", [1, 2, 4]),
        ("一是加强领导。二是压实责任。二是落实经费。三是严格考核。", [1, 2, 3]),
        ("一是加强领导。二是压实责任。九是严格考核。", [1, 2]),
        ("首先，提高认识。其次，完善制度。再次，加强监管。最后，抓好落实。", [1, 2, 3, 4]),
        ("首先，登录平台。然后，填写信息。最后，提交申请。", [1, 2, 3]),
        ("第一，提高认识；第二，完善制度；第三，抓好落实。", [1, 2, 3]),
        ("第一步，网上申请。第二步，窗口核验。第三步，领取证件。", [1, 2, 3]),
        ("其一，制度不全；其二，力量不足；其三，经费短缺。", [1, 2, 3]),
        ("一方面，要扩大供给；另一方面，要提升质量。", [1, 2]),
        ("1）申请；2）审核；3）公示。", [1, 2, 3]),
        ("１）申请；２）审核；３）公示。", [1, 2, 3]),
        ("1、申请条件。2、申请材料。3、办理流程。", [1, 2, 3]),
        ("Ⅰ.总则部分。Ⅱ.分则部分。Ⅲ.附则部分。", [1, 2, 3]),
        ("a）申请；b）审核；c）公示。", [1, 2, 3]),
        ("（a）申请；（b）审核；（c）公示。", [1, 2, 3]),
        ("A.申请条件。B.审核程序。", [1, 2]),
        ("——坚持党的领导。——坚持人民至上。——坚持改革创新。", [1, 2, 3]),
        (
            "第一条　为规范救助工作，制定本办法。第二条　本办法适用于全省。第三条　民政部门主管救助工作。",
            [1, 2, 3],
        ),
        ("根据《条例》第九条制定。\n第一条 申请人提出申请。\n第二条 经办机构受理申请。\n", [1, 2]),
    ],
)
def test_a_list_shows_its_ordinals_and_what_is_lost_between_them(text: str, ordinals: list[int]) -> None:
    assert [[item.ordinal for item in each.items] for each in found(text)] == [ordinals]


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("一是救助。二是养老。会议要求，一是抓清单。二是抓组织。", [[1, 2], [1, 2]]),
        ("一是救助。二是养老。三是儿童。会议要求，二是抓清单。三是抓组织。", [[1, 2, 3], [2, 3]]),
        ("一是救助；二是养老。下一步，四是抓清单；五是抓组织。", [[1, 2]]),
        ("一是救助。二是养老。会议要求，做好两件事。四是抓清单。五是抓组织。", [[1, 2]]),
        ("一是救助；二是养老；三是儿童。要求一是抓清单；二是抓组织；四是抓考核。", [[1, 2, 3]]),
        ("工作上，一是救助；二是养老；三是儿童。要求上，一是抓清单；二是抓组织；四是抓考核。", [[1, 2, 3], [1, 2, 4]]),
        ("（一）健全制度。（二）加强监管，（一）抓检查；（二）抓通报。（三）强化保障。", [[1, 2, 3], [1, 2]]),
        ("首先，提高认识。其次，完善制度。会议要求，抓好落实。最后，主任总结讲话。", [[1, 2]]),
    ],
)
def test_different_lists_are_not_joined(text: str, ordinals: list[list[int]]) -> None:
    assert [[item.ordinal for item in each.items] for each in found(text)] == ordinals


def test_text_whose_marker_is_lost_stays_with_the_item_before() -> None:
    text = "一是加强领导。二是压实责任。定期通报。强化培训。四是严格考核。"
    (only,) = found(text)
    assert text[only.items[1].span.start : only.items[1].span.end] == "二是压实责任。定期通报。强化培训。"


@pytest.mark.parametrize("text", ["一是完善制度；二是加强监管；", "一是完善制度。二是加强监管。", "——完善制度"])
def test_a_text_of_lists_without_end_is_read_in_time_that_grows_with_it(text: str) -> None:
    def took(times: int) -> float:
        begun = process_time()
        found(text * times)
        return process_time() - begun

    assert min(took(4000) for _ in range(2)) < 40 * max(0.005, min(took(400) for _ in range(3)))


@given(st.text(alphabet="一二三四十是要、（）①②④第条1.a）—首先其次最后。；，会议强调民\n", max_size=90))
def test_items_stand_in_order_inside_their_text(text: str) -> None:
    lists = found(text)
    for each in lists:
        ordinals = [item.ordinal for item in each.items]
        assert ordinals[0] in {1, 2}
        assert all(1 <= after - before <= LOST + 1 for before, after in pairwise(ordinals))
        assert len(each.items) > 1
        ends = [(item.headline.start, item.span.end) for item in each.items]
        assert all(0 <= start < end <= len(text) for start, end in ends)
        assert all(a[1] <= b[0] for a, b in pairwise(ends))
        if each.parent is not None:
            holder = lists[each.parent[0]].items[each.parent[1]].span
            assert each.level == lists[each.parent[0]].level + 1
            assert holder.start <= each.items[0].span.start < holder.end
