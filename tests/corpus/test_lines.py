"""What a line is by its own look: a notice of the page, or an article's own."""

from __future__ import annotations

import pytest

from corpus.cleaning import clean
from corpus.lines import Finish, Kind, lines_of, parted_from_credits
from corpus.model import Page
from corpus.traced import whole
from corpus.widths import widths_of


@pytest.mark.parametrize(
    "line",
    [
        "2025年6月10日 星期二",
        "2025.06.10 星期二",
        "第1682期",
        "新闻 NEWS",
        "2025年6月10日 星期二 第1682期 综合新闻 04",
        "基层 4",
        "要 闻 2",
        "4 基层",
        "江城社会报",
        "责编：周悦 美编：何宁",
        "责编：周悦",
        "本版责编 周悦 电话：010-12345678",
        "2025年6月10日 星期二 第3版 要闻",
        "第3版 综合",
        "社会新闻",
        "A3 要闻",
        "2025.3.5",
        "星期三 责任编辑：王会贤 美编：李斯",
        "广告热线：010-12345678",
        "投稿邮箱：abc@example.cn 电话：010-65987654",
    ],
)
def test_what_stands_over_a_page_is_a_notice_of_it(line: str) -> None:
    assert [one.kind for one in lines_of(whole(line))] == [Kind.NOTICE]


@pytest.mark.parametrize(
    "line",
    [
        "2025年6月10日，省民政厅",
        "社会新闻周刊创刊",
        "社会组织NGO",
        "第3期培训班开班",
        "社会救助12",
        "责编周悦谈版面",
        "江城日报记者",
    ],
)
def test_what_may_be_an_articles_own_is_no_notice(line: str) -> None:
    assert [one.kind for one in lines_of(whole(line))] == [Kind.TEXT]


def test_a_day_alone_is_a_notice_only_over_a_page_and_where_no_text_goes_on() -> None:
    over, goes_on = (lines_of(whole(f"2025年6月10日\n{below}"))[0].kind for below in ("江城召开会议", "起施行的办法"))
    inside = lines_of(whole("他把日子记在墙上：\n2025年6月10日\n那天"))[1].kind
    assert [over, goes_on, inside] == [Kind.NOTICE, Kind.TEXT, Kind.TEXT]


@pytest.mark.parametrize("line", ["江城日报", "星期六", "第3期", "社会12"])
def test_a_part_of_a_masthead_in_running_text_is_no_notice(line: str) -> None:
    lines = lines_of(whole(f"他把这封信寄给了\n{line}\n的编辑部。"))
    assert [one.kind for one in lines] == [Kind.TEXT] * 3


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("■ 本报记者 李 庆", True),
        ("■ 本报记者 王 小 明 通讯员 李 庆", True),
        ("本报记者 欧 阳 静", True),
        ("■ 本报记者 李 庆 文/摄", True),
        ("■ 新华社记者 李 庆", True),
        ("■本报记者 刘晓 婷", True),
        ("记者 又 问", False),
        ("记者 老 李", False),
        ("本报记者 在 安 徽 采 访", False),
    ],
)
def test_a_reporters_short_name_may_be_set_apart(line: str, *, is_one: bool) -> None:
    assert [one.kind is Kind.BYLINE for one in lines_of(whole(line))] == [is_one]


@pytest.mark.parametrize(
    ("row", "credit"),
    [
        ("各地作了交流。（据江苏省民政厅）", "（据江苏省民政厅）"),
        ("“明年再来！” （来源：公益网）", "（来源：公益网）"),
        ("救助一万人次。（据统计）", None),
        ("人均增收800元。（据民政部门测算）", None),
        ("请提前准备材料。（据省民政厅2024年第3号文）", None),
        ("三类人员（据实申报）", None),
        ("由省民政厅（据新规）", None),
        ("走失老人找到了。（据查共有三十二处）", None),
        ("他住得不远。（据说就在养老院）", None),
        ("墙报办得好。（居委会每月供稿）", None),
        ("各地作了交流。（成都市民政局供稿）", "（成都市民政局供稿）"),
    ],
)
def test_a_credit_behind_a_sentence_is_a_line_by_itself(row: str, credit: str | None) -> None:
    lines = parted_from_credits(lines_of(whole(row)))
    assert [line.text for line in lines if line.kind is Kind.CREDIT] == ([credit.replace(" ", "")] if credit else [])
    assert "".join(line.text for line in lines) == "".join(row.split())
    assert all(line.traced.text == line.raw == row[line.start : line.end] for line in lines)


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("（即墨区民政局）", True),
        ("（略阳县民政局）", True),
        ("（附属医院社工部）", True),
        ("（下同）", False),
        ("（不含乡镇卫生院）", False),
        ("（限本社区居委会）", False),
    ],
)
def test_whose_text_it_is_stands_alone_in_brackets(line: str, *, so: bool) -> None:
    lines = lines_of(whole(f"各地作了交流。\n{line}\n"))
    assert (lines[-1].kind is Kind.CREDIT) is so


def test_a_remark_in_brackets_behind_a_sentence_ends_it() -> None:
    texts = ("人找到了。（下同）", "人找到了（下同）", "“来了！”（大家都笑了）")
    ends = [line.finish is Finish.FULL for text in texts for line in lines_of(whole(text))]
    assert ends == [True, False, True]


def test_a_credit_is_told_at_an_articles_end() -> None:
    row = "各地作了交流。（据江苏省民政厅）\n"
    inside, behind = (
        parted_from_credits(lines_of(whole(row + below))) for below in ("二、检查各项经费。", "4月6日，山西省开会。")
    )
    assert [line.kind for line in inside] == [Kind.TEXT, Kind.TEXT]
    assert [line.kind for line in behind] == [Kind.TEXT, Kind.CREDIT, Kind.TEXT]


def test_a_long_number_behind_a_weekday_is_looked_at_once() -> None:
    assert [one.kind for one in lines_of(whole("星期一" + "1" * 44 + "x"))] == [Kind.TEXT]


TEXT = ("近年来，山城区聚焦养老，", "把食堂办到家门口，", "把护理送到床边，", "老人们都说好。")


def together(*, head: str, within: str) -> tuple[float, ...]:
    """What the blank lines of a page tell whose headline's two lines stand `within` so many line ends."""
    text = "\n\n".join(TEXT * 4)
    return widths_of(lines_of(whole(f"{text}\n\n{head}{within}把食堂办到家门口\n\n{text}"))).together


def test_a_blank_line_lacks_within_headlines_alone_where_all_other_lines_have_one() -> None:
    lacking = together(head="山城区聚焦养老", within="\n")
    assert lacking[17] > 2
    assert max(lacking[1:17]) < 0
    assert together(head="山城区聚焦养老", within="\n\n") == (0.0,) * 34


def test_a_blank_line_may_lack_behind_characters_of_half_width() -> None:
    assert together(head="2025年聚焦养老", within="\n") == (0.0,) * 34


def test_one_space_tells_where_no_line_in_mid_sentence_has_one() -> None:
    spaced, within = (
        widths_of(
            lines_of(clean(Page("a.txt", "\n".join((*TEXT, " 山城区聚焦养老，", f"{gap}把食堂办好，", *TEXT)))).text)
        )
        for gap in ("", " ")
    )
    assert spaced.indented[1] > 0
    assert within.indented[1] == 0


@pytest.mark.parametrize("name", ["慈善新闻", "民政要闻", "综合"])
def test_a_sections_name_below_a_text_may_begin_a_headline(name: str) -> None:
    lines = lines_of(whole(f"江城开会，部署工作。\n{name}\n发布会在江城举行"))
    assert lines[1].kind is Kind.TEXT
    assert lines_of(whole(f"{name}\n03\n江城召开会议"))[0].kind is Kind.NOTICE
