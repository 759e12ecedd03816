"""Dates: every way of writing one is read, a year is never made up, and an inferred one says what it was told by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import dates, years


@pytest.mark.parametrize("row", dates.ROWS, ids=lambda row: row.example)
def test_each_row_reads_its_example_whole(row: dates.Row) -> None:
    (mention,) = dates.find(f"会议于{row.example}，")
    assert mention.text == row.example


@pytest.mark.parametrize("anchor", years.ANCHORS, ids=lambda anchor: anchor.example[0])
def test_each_anchor_tells_the_year_of_its_example(anchor: years.Anchor) -> None:
    text, year = anchor.example
    told = dates.anchor(text)
    assert told is not None
    assert told[0] == year
    assert told[1].removeprefix("文中“").removesuffix("”") in text


@pytest.mark.parametrize(
    ("text", "precision", "start", "end"),
    [
        ("2025年4月24日", "day", "2025-04-24", None),
        ("2025 年 4 月 24 日", "day", "2025-04-24", None),
        ("２０２５年４月２４日", "day", "2025-04-24", None),
        ("二〇二五年四月二十四日", "day", "2025-04-24", None),
        ("二○二五年十二月三十一日", "day", "2025-12-31", None),
        ("4月 24日", "day", "--04-24", None),
        ("2月10 日", "day", "--02-10", None),
        ("二月十日", "day", "--02-10", None),
        ("2月29日", "day", "--02-29", None),
        ("2025年4月", "month", "2025-04", None),
        ("5月底", "month", "--05", None),
        ("2025年5月中旬", "month", "2025-05", None),
        ("2025年", "year", "2025", None),
        ("2025年度", "year", "2025", None),
        ("2025—2027年", "range", "2025", "2027"),
        ("2025-2027年", "range", "2025", "2027"),
        ("2025–2027 年", "range", "2025", "2027"),
        ("2025～2027年", "range", "2025", "2027"),
        ("2025年至2027年", "range", "2025", "2027"),
        ("2025——2027年", "range", "2025", "2027"),
        ("2024年12月至2025年3月", "range", "2024-12", "2025-03"),
        ("2025年11月至2月", "range", "2025-11", "2026-02"),
        ("4月24日至26日", "range", "--04-24", "--04-26"),
        ("“十四五”末", "year", "2025", None),
        ("上个月", "vague", None, None),
        ("下周", "vague", None, None),
        ("“十四五”期间", "range", "2021", "2025"),
        ("“十五五”时期", "range", "2026", "2030"),
        ("十四五规划期末", "year", "2025", None),
        ("2025年三季度", "range", "2025-07", "2025-09"),
        ("2025年第一季度", "range", "2025-01", "2025-03"),
        ("2025年前三季度", "range", "2025-01", "2025-09"),
        ("2024年下半年", "range", "2024-07", "2024-12"),
        ("2025年初", "month", "2025-01", None),
        ("近日", "vague", None, None),
        ("日前", "vague", None, None),
        ("今年", "vague", None, None),
        ("April 24, 2025", "day", "2025-04-24", None),
        ("24 April 2025", "day", "2025-04-24", None),
        ("Feb 2023", "month", "2023-02", None),
    ],
)
def test_a_date_is_read(text: str, precision: str, start: str | None, end: str | None) -> None:
    (mention,) = dates.find(text)
    assert (mention.precision, mention.start, mention.end) == (precision, start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至5月底，全省共有", ["5月底"]),
        ("到2025年，每个县", ["2025年"]),
        ("自6月1日起施行", ["6月1日"]),
        ("30日前完成、工作日前往", []),
        ("文明年度、如今年轻人、60岁以上年龄", []),
        ("2000元、12025年1", []),
        ("3个月、5天、20世纪90年代", []),
        ("2月30日、13月1日、4月31日", []),
        ("总结去年工作，部署今年任务", ["去年", "今年"]),
        ("今年2月8日，湖北；4月24日", ["今年2月8日", "4月24日"]),
        ("《方案（2025—2027年）》于2025年3月印发", ["2025—2027年", "2025年3月"]),
        ("", []),
    ],
)
def test_only_dates_are_found(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in dates.find(text)] == expected


def test_a_year_is_never_made_up() -> None:
    (mention,) = dates.find("2月8日，湖北省召开全省民政工作会议，总结去年民政工作。"[:5])
    assert (mention.start, mention.year_inferred, mention.inferred_from) == ("--02-08", False, None)


def test_an_inferred_year_is_marked_and_says_from_what() -> None:
    day, year = dates.find("4月24日，湖北省民政厅召开2025年全省社会救助工作会议。")
    assert (day.start, day.year_inferred, day.inferred_from) == (
        "2025-04-24",
        True,
        "文中“召开2025年全省社会救助工作会议”",
    )
    assert (year.start, year.year_inferred) == ("2025", False)


def test_a_given_anchor_goes_before_the_texts_own() -> None:
    last_year, _ = dates.find("去年11月，部署2025年工作", anchor_year=2030, anchor_reason="报头“2030年”")
    assert (last_year.start, last_year.inferred_from) == ("2029-11", "报头“2030年”")


def test_a_date_before_it_in_the_sentence_tells_the_year() -> None:
    first, second, third = dates.find("2024年10月1日启动，10月8日结束。11月开展回头看")
    assert (first.year_inferred, second.start, second.inferred_from) == (False, "2024-10-08", "前文“2024年10月1日”")
    assert third.inferred_from == "文中“2024年10月1日”"


def test_what_happens_every_year_has_no_year() -> None:
    first, second = dates.find("2025年4月1日起，每年9月开展")
    assert (first.start, second.start, second.year_inferred) == ("2025-04-01", "--09", False)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025年4月24日，会议召开。", 2025),
        ("12月26日，省民政厅召开会议，总结2024年工作，部署2025年任务", 2024),
        ("2月10日，全省座谈会召开。她指出，2022年，全省民政系统各项工作取得明显成效", 2023),
        ("10月10日，他指出，2022年，各项工作取得明显成效", None),
        ("到2025年，实现全覆盖", None),
        ("印发《慈善事业实施方案（2025—2027年）》", None),
        ("《2019年通知》废止", None),
        ("2月8日，湖北召开会议", None),
    ],
)
def test_the_year_a_text_dates_itself_by(text: str, year: int | None) -> None:
    told = dates.anchor(text)
    assert (told[0] if told else None) == year


@given(st.dates(date(1949, 10, 1), date(2079, 12, 31)), st.sampled_from(["", " ", "  "]))
def test_any_day_is_read_back(day: date, space: str) -> None:
    text = f"于{day.year}{space}年{space}{day.month}{space}月{day.day}{space}日在武汉"
    (mention,) = dates.find(text)
    assert mention.start == day.isoformat()
    assert text[mention.span.start : mention.span.end] == mention.text


PIECES = st.sampled_from(
    "2025年 年 4月 月 24日 日 十 五 “十四五” 末 至 — 今年 去年 上半年 底 初 。 ， 1 20 二〇二五 近日 May in".split()
)


@given(st.lists(PIECES | st.just(" "), max_size=14).map("".join), st.none() | st.integers(1990, 2050))
def test_mentions_stand_in_the_text_in_order(text: str, anchor_year: int | None) -> None:
    end = 0
    for mention in dates.find(text, anchor_year=anchor_year):
        assert end <= mention.span.start < mention.span.end
        end = mention.span.end
        assert text[mention.span.start : end] == mention.text
        assert mention.year_inferred == (mention.inferred_from is not None)


def test_a_chinese_year_behind_an_english_month_is_one_date() -> None:
    (mention,) = dates.find("May 2025年")
    assert mention.text == "2025年"
