"""Dates: every way of writing one is read, a year is never made up, and an inferred one says what it was told by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import daterows, dates, years


@pytest.mark.parametrize("row", daterows.ROWS, ids=lambda row: row.example)
def test_each_row_reads_its_example_whole(row: daterows.Row) -> None:
    (mention,) = dates.find(f"会议于{row.example}，")
    assert mention.text == row.example


@pytest.mark.parametrize("row", daterows.LISTED, ids=lambda row: row.example)
def test_a_number_whose_unit_stands_behind_another_is_a_date_of_its_own(row: daterows.Row) -> None:
    first, second = dates.find(f"会议于{row.example}，")
    assert row.example.startswith(first.text)
    assert row.example.endswith(second.text)
    assert first.precision == second.precision != "vague"


@pytest.mark.parametrize("row", dates.LEANING, ids=lambda row: row.example[0])
def test_a_date_that_leans_on_the_one_before_takes_over_what_it_leaves_out(row: dates.Leaning) -> None:
    text, start = row.example
    assert start in [mention.start for mention in dates.find(text) if mention.inferred_from]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # listed with the one before
        ("4月24日、25日，会议召开", ["4月24日 --04-24", "25日 --04-25"]),
        ("2025年4月24日、25日", ["2025年4月24日 2025-04-24", "25日 2025-04-25"]),
        ("4月24日、25日、28日", ["4月24日 --04-24", "25日 --04-25", "28日 --04-28"]),
        ("5月30日和31日", ["5月30日 --05-30", "31日 --05-31"]),
        ("9月3日及4日", ["9月3日 --09-03", "4日 --09-04"]),
        ("４月２４日、２５日", ["４月２４日 --04-24", "２５日 --04-25"]),
        ("四月二十四日、二十五日", ["四月二十四日 --04-24", "二十五日 --04-25"]),
        ("4月24日（星期四）、25日（星期五）", ["4月24日 --04-24", "25日 --04-25"]),
        ("4月24日晚至25日凌晨", ["4月24日 --04-24", "25日 --04-25"]),
        ("4月24日下午和25日上午", ["4月24日 --04-24", "25日 --04-25"]),
        ("4月24、25、26日", ["4月24 --04-24", "25 --04-25", "26日 --04-26"]),
        ("4月24日至26日、28日至29日", ["4月24日至26日 --04-24 --04-26", "28日至29日 --04-28 --04-29"]),
        ("4月24日和5月3日", ["4月24日 --04-24", "5月3日 --05-03"]),
        ("2025年4月24日和5月3日", ["2025年4月24日 2025-04-24", "5月3日 2025-05-03"]),
        ("2025年3、4月", ["2025年3 2025-03", "4月 2025-04"]),
        ("将于3、4、5月开展", ["3 --03", "4 --04", "5月 --05"]),
        ("2024、2025年", ["2024 2024", "2025年 2025"]),
        ("2023、2024和2025年", ["2023 2023", "2024 2024", "2025年 2025"]),
        ("2025年上半年和下半年", ["2025年上半年 2025-01 2025-06", "下半年 2025-07 2025-12"]),
        ("2025年一季度、二季度", ["2025年一季度 2025-01 2025-03", "二季度 2025-04 2025-06"]),
        ("2025年第一、第二季度", ["2025年第一 2025-01 2025-03", "第二季度 2025-04 2025-06"]),
        # ranges
        ("2025年4月24日—26日", ["2025年4月24日—26日 2025-04-24 2025-04-26"]),
        ("四月二十四至二十六日", ["四月二十四至二十六日 --04-24 --04-26"]),
        ("3月至5月", ["3月至5月 --03 --05"]),
        ("2025年1—6月", ["2025年1—6月 2025-01 2025-06"]),
        ("1至5月", ["1至5月 --01 --05"]),
        ("1-5月份", ["1-5月 --01 --05"]),
        ("一至五月", ["一至五月 --01 --05"]),
        ("2024年10月至次年3月", ["2024年10月至次年3月 2024-10 2025-03"]),
        ("2025年一至三季度", ["2025年一至三季度 2025-01 2025-09"]),
        ("2025年1—3季度", ["2025年1—3季度 2025-01 2025-09"]),
        ("2025年前两季度", ["2025年前两季度 2025-01 2025-06"]),
        ("2025年第4季度", ["2025年第4季度 2025-10 2025-12"]),
        # leaning on a day before
        ("4月24日，会议开幕。25日，代表考察。", ["4月24日 --04-24", "25日 --04-25"]),
        ("4月24日开幕，并于26日闭幕。", ["4月24日 --04-24", "26日 --04-26"]),
        ("5月12日当天，各地演练", ["5月12日 --05-12", "当天 --05-12"]),
        ("4月24日开幕，26日下午闭幕。", ["4月24日 --04-24", "26日 --04-26"]),
        ("2025年4月24日报到。当天下午，召开预备会。", ["2025年4月24日 2025-04-24", "当天 2025-04-24"]),
        ("12月31日，慰问。次日，走访。", ["12月31日 --12-31", "次日 --01-01"]),
        ("2024年12月31日，慰问。次日，走访。", ["2024年12月31日 2024-12-31", "次日 2025-01-01"]),
        ("2024年2月28日报到，第二天上午开会", ["2024年2月28日 2024-02-28", "第二天 2024-02-29"]),
        ("3月5日，启动仪式举行。同日，志愿者上门。", ["3月5日 --03-05", "同日 --03-05"]),
        ("2024年5月成立，同年8月获批", ["2024年5月 2024-05", "同年8月 2024-08"]),
    ],
)
def test_several_dates_are_each_read(text: str, expected: list[str]) -> None:
    found = [" ".join(filter(None, (m.text, m.start, m.end))) for m in dates.find(text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自4月24日起10日内办结", ["4月24日"]),
        ("4月24日受理，30日内办结", ["4月24日"]),
        ("4月24日受理，25日前办结", ["4月24日"]),
        ("4月24日公示，公示不少于27日", ["4月24日"]),
        ("4月24日、10日", ["4月24日"]),
        ("4月24日、31日", ["4月24日"]),
        ("25日，会议召开", []),
        ("4月全面启动，25日，会议召开", ["4月"]),
        ("4月24日开会。会上发言。交流经验。25日，会议闭幕", ["4月24日"]),
        ("申请材料齐全的，次日办结", []),
        ("2025年3月1日起施行，材料齐全的，次日办结", ["2025年3月1日"]),
        ("3、4月24日前完成", ["4月24日"]),
        ("1、2月底前完成摸底。2、3月底前完成评估", ["2月底", "3月底"]),
        ("实施步骤：1、5月召开动员会", ["5月"]),
        ("1.5、2月启动", ["2月"]),
        ("安排资金1、2万元", []),
        ("全省第一、第二福利院", []),
        ("每一季度、每季度一通报", []),
        ("实行一季度一调度", []),
        ("三至五人、24、25人", []),
        ("4月24、25名代表", ["4月"]),
        ("投资2000、3000元", []),
        ("同年级、当年份、同月龄", []),
    ],
)
def test_a_number_that_is_no_date_leans_on_none(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in dates.find(text)] == expected


def test_what_is_taken_over_says_from_what() -> None:
    first, second, third = dates.find("4月24日、25日、26日，召开2025年全省会议")[:3]
    assert (first.year_inferred, first.inferred_from) == (True, "文中“召开2025年全省会议”")
    for each in (second, third):
        assert (each.year_inferred, each.inferred_from) == (True, "前文“4月24日”；文中“召开2025年全省会议”")
    _, bare = dates.find("4月24日、25日")
    assert (bare.start, bare.year_inferred, bare.inferred_from) == ("--04-25", False, "前文“4月24日”")
    _, told = dates.find("2025年4月24日，开幕。次日，闭幕。")
    assert (told.start, told.year_inferred, told.inferred_from) == ("2025-04-25", True, "前文“2025年4月24日”")


def test_last_year_is_that_of_all_that_are_listed_with_it() -> None:
    found = dates.find("去年3月、4月，今年5月", anchor_year=2025)
    assert [mention.start for mention in found] == ["2024-03", "2024-04", "2025-05"]
    assert [m.start for m in dates.find("每年3月、9月", anchor_year=2025)] == ["--03", "--09"]


def test_this_year_is_never_reckoned_from_another_date() -> None:
    _, second = dates.find("2019年成立，今年3月更名")
    assert (second.precision, second.start) == ("month", "--03")
    _, second = dates.find("2019年成立，今年3月更名", anchor_year=2025)
    assert second.start == "2025-03"


def test_a_range_from_last_year_into_this_one() -> None:
    (only,) = dates.find("去年10月至今年3月", anchor_year=2025)
    assert (only.start, only.end) == ("2024-10", "2025-03")
    (only,) = dates.find("2024年12月至今年2月", anchor_year=2025)
    assert (only.start, only.end, only.year_inferred) == ("2024-12", "2025-02", True)


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
    "2025年 年 4月 月 24日 日 十 五 “十四五” 末 至 — 今年 去年 上半年 底 初 。 ， 、 和 1 20 二〇二五 近日 May in "
    "当天 次日 同年 同月 季度 一 24".split()
)


@given(st.lists(PIECES | st.just(" "), max_size=14).map("".join), st.none() | st.integers(1990, 2050))
def test_mentions_stand_in_the_text_in_order(text: str, anchor_year: int | None) -> None:
    end = 0
    for mention in dates.find(text, anchor_year=anchor_year):
        assert end <= mention.span.start < mention.span.end
        end = mention.span.end
        assert text[mention.span.start : end] == mention.text
        if mention.year_inferred:
            assert mention.inferred_from
            assert mention.start
            assert not mention.start.startswith("--")


def test_a_chinese_year_behind_an_english_month_is_one_date() -> None:
    (mention,) = dates.find("May 2025年")
    assert mention.text == "2025年"
    (mention,) = dates.find("May 4月")
    assert mention.text == "4月"
