"""The pieces that dates are put together from, and the ways to put them together.

`PIECES` are the pieces, each with its letter: 2025年, 4月, 24日, 至, 上半年. `ROWS` are the ways, written in those
letters, each with an example that is also its test. (One pattern for all of them takes 45 ms to compile, which is more
than an answer takes.) A row's reader gets the pieces by letter, those behind a dash as Y2, M2, D2, and the year
that the text dates itself by.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.years import DIGITS, PLANS, YEAR, Told, number

if TYPE_CHECKING:
    from collections.abc import Callable


class Reading(NamedTuple):
    """`told`: the year stands in the text; else it is the anchor's, or `why` says whose, or there is none."""

    start: str | None
    end: str | None
    precision: str
    told: bool = True
    why: str | None = None


class Row(NamedTuple):
    """One way to put pieces together: their letters; how they are read, given the year the text dates itself by."""

    shape: str
    read: Callable[[dict[str, str], Told | None], Reading | None]
    example: str


DAY = (
    "(?:3[01]|[12][0-9]|0?[1-9]|３[０１]|[１２][０-９]|[１-９])(?![0-9０-９])"
    "|(?:[二三]?十)?[一二三四五六七八九]|[二三]?十"
)
MONTH = "(?<![0-9０-９一二三四五六七八九十])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九])"
RELATIVE_YEAR = (
    "(?<!如)今年(?![轻龄])|(?<!过)去年|(?<![文说证表])明年|(?<![以之此])[前后]年(?!度)|(?<!基)本年度?(?!轻)"
    "|(?<!以)上年(?=[度同末底，])"
)
DASH = "[—─–－~～至到-]+"
AND = "[、和及与或]"
_BEFORE_A_FIGURE = "(?<=[^。；：！？.0-9０-９\\s])"  # not a list's number: 3、4月24日前完成
# The letter of each piece of a date, and what it looks like, in the order of trial. Y without 年 is y, or I for all of
# 2025-04-24. d is a number before a dash (1—5月); l, k, z and p are numbers before others of their kind (24、25日; 3、
# 4月; 2024、2025年; 一、二季度).
PIECES = (
    ("z", rf"(?<![0-9.])20\d\d(?=(?:{AND}20\d\d)+\s*年(?!代))"),
    ("Y", rf"{YEAR}(?:[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12][0-9]|0?[1-9])(?!\d)|\s*年(?!代))?"),
    ("M", rf"{MONTH}\s*月(?![季饼球票龄嫂])"),
    ("D", rf"(?<![0-9０-９])(?:{DAY})\s*日"),
    ("l", rf"(?<![0-9.])[1-3]?\d(?=(?:{AND}[1-3]?\d)+\s*日)"),
    ("k", rf"{_BEFORE_A_FIGURE}1?\d(?=(?:{AND}1?\d)+\s*月(?!\s*\d))"),
    ("P", "前[二两三23]季度|[上下]半年|(?<![每0-9])第?[一二三四1-4]季度(?!一[次调通检总])"),
    ("p", f"(?<![每0-9])第?[一二三四1-4](?=(?:{AND}|{DASH})第?[一二三四1-4]季度)"),
    ("d", rf"(?<![0-9０-９])[0-3]?[0-9](?=\s*{DASH}\s*[0-9])|[一二三四五六七八九十]+(?=[至到—])"),
    ("_", DASH),
    ("R", rf"(?:{RELATIVE_YEAR})(?:的(?=\s*\d))?"),
    ("n", "[次翌]年"),
    ("S", r"[同当]年(?=\s*[1-9一二三四五六七八九十])"),
    ("s", r"[同当]月(?=\s*[1-9一二三四五六七八九十])"),
    ("C", "[当同][天日晚]|[次翌]日|第二天"),
    (
        "V",
        "近日|(?<![0-9０-９一二三四五六七八九十作节生假即])日前|昨日|今日|昨天|今天|连日来|近期|本月|[上下]个?月(?!台)|[本上下]周(?!年)",
    ),
    ("T", r"[上中下]旬"),
    ("e", r"(?<![每往历近])年[初底末]"),
    ("b", r"[初底末]"),
    (
        "N",
        '[“"‘]?十[二三四五六]五(?:[”"’]|(?=规划|期|时期|末|以来|开局|收官))(?:规划)?(?:期?末|初|收官之年|开局之年)?',
    ),
)
SIGNS = frozenset("0123456789０１２３４５６７８９〇○零十年月日天周期季晚")
"""A text without any of these names no date in Chinese: seen at once, without the pattern of all pieces."""
FIRST = '[0-9０-９〇一二三四五六七八九十今去明前后本上下中第年近日当同次翌昨连初底末“"‘—–－~～─至到-]'
RELATIVE = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "前": -2, "后": 2}
HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
NEXT_DAYS = {"次日": 1, "翌日": 1, "第二天": 1}
"""How many days after the one before; 当天, 当晚 and 同日 are that day itself."""


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """`YYYY-MM-DD`, or as much of it as is given, `--MM-DD` without a year; None for a day that no calendar has."""
    if month is None:
        return f"{year:04}" if year is not None else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= days_in(month, year or 2024)):
        return None
    stem = f"{year:04}" if year is not None else "-"
    return f"{stem}-{month:02}" if day is None else f"{stem}-{month:02}-{day:02}"


def days_in(month: int, year: int) -> int:
    """As `calendar` has it, whose import takes longer than a question about dates."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _year(parts: dict[str, str], anchor: Told | None) -> tuple[int | None, bool]:
    """The year that stands there, or is reckoned from the anchor; and whether it stands there."""
    if "Y" in parts:
        return number(parts["Y"]), True
    if anchor is None:
        return None, False
    return anchor.year + RELATIVE[parts["R"][0]] if "R" in parts else anchor.year, False


def _last_year(parts: dict[str, str], year: int | None, anchor: Told | None) -> int | None:
    """The year of a range that began in `year`."""
    if "Y2" in parts:
        return number(parts["Y2"])
    if "R2" in parts:
        return anchor.year + RELATIVE[parts["R2"][0]] if anchor else None
    return year + 1 if year is not None and "n2" in parts else year


def read_day(parts: dict[str, str], anchor: Told | None) -> Reading | None:
    """A day, or a month."""
    year, told = _year(parts, anchor)
    start = iso(year, number(parts["M"]), number(parts["D"]) if "D" in parts else None)
    return Reading(start, None, "day" if "D" in parts else "month", told) if start else None


def read_days(parts: dict[str, str], anchor: Told | None) -> Reading | None:
    """A range of days, or of months; one that runs backwards ends in the next year."""
    year, told = _year(parts, anchor)
    last_year = _last_year(parts, year, anchor)
    month, last_month = number(parts["M"]), number(parts.get("M2", parts["M"]))
    if year is not None and last_year == year and last_month < month:
        last_year = year + 1
    start = iso(year, month, number(parts["D"]) if "D" in parts else None)
    end = iso(last_year, last_month, number(parts["D2"]) if "D2" in parts else None)
    return Reading(start, end, "range", told and "R2" not in parts) if start and end else None


def _years(parts: dict[str, str], _: Told | None) -> Reading | None:
    first, last = number(parts["Y"]), number(parts["Y2"])
    return Reading(str(first), str(last), "range") if first < last else None


def read_year(parts: dict[str, str], anchor: Told | None) -> Reading:
    """A year; vague where it is none that can be told (去年)."""
    year, told = _year(parts, anchor)
    return Reading(iso(year), None, "year" if year is not None else "vague", told)


def _digits(parts: dict[str, str], anchor: Told | None) -> Reading | None:
    year, month, day = re.split("[-./]", parts["I"])
    return read_day({"Y": year, "M": month, "D": day}, anchor)


def _part_of_a_year(parts: dict[str, str], anchor: Told | None) -> Reading | None:
    year, told = _year(parts, anchor)
    first, last = _months_of(parts["P"])[0], _months_of(parts.get("P2", parts["P"]))[1]
    return Reading(iso(year, first), iso(year, last), "range", told) if first < last else None


def _months_of(part: str) -> tuple[int, int]:
    """The first and the last month of a half or a quarter, or of 前三季度."""
    if part in HALVES:
        return HALVES[part]
    quarter = DIGITS[part.replace("两", "二").removesuffix("季度")[-1]]
    return (1 if part.startswith("前") else 3 * quarter - 2), 3 * quarter


def _edge_of_a_year(parts: dict[str, str], anchor: Told | None) -> Reading:
    year, told = _year(parts, anchor)
    return Reading(iso(year, 1 if parts.get("e", parts.get("b", "")).endswith("初") else 12), None, "month", told)


def _plan(parts: dict[str, str], _: Told | None) -> Reading:
    name = parts["N"].lstrip('“"‘')
    first = PLANS[name[:2]]
    why = f"“{name[:3]}”为{first}—{first + 4}年"
    if name.endswith(("初", "开局之年")):
        return Reading(str(first), None, "year", told=False, why=why)
    if name.endswith(("末", "收官之年")):
        return Reading(str(first + 4), None, "year", told=False, why=why)
    return Reading(str(first), str(first + 4), "range", told=False, why=why)


def _vague(_: dict[str, str], __: Told | None) -> Reading:
    return Reading(None, None, "vague")


# m and d are a month and a day whose unit stands only behind the dash: 1—5月, 24—26日.
ROWS = (
    Row("Y M D _ Y M D", read_days, "2024年12月30日至2025年1月2日"),
    Row("Y M D _ n M D", read_days, "2024年12月30日至次年1月2日"),
    Row("Y M D _ M D", read_days, "2025年4月1日至6月30日"),
    Row("Y M D _ D", read_days, "2025年4月24日—26日"),
    Row("Y M d _ D", read_days, "2025年4月24—26日"),
    Row("Y M _ Y M", read_days, "2024年10月至2025年3月"),
    Row("Y M _ R M", read_days, "2024年10月至今年3月"),
    Row("Y M _ n M", read_days, "2024年10月至次年3月"),
    Row("Y M _ M", read_days, "2025年1月至5月"),
    Row("Y M T _ M T", read_days, "2025年4月上旬至5月中旬"),
    Row("Y M T _ T", read_days, "2025年4月上旬至中旬"),
    Row("Y m _ M", read_days, "2025年1—5月"),
    Row("Y M D", read_day, "2025年4月 24日"),
    Row("Y M T", read_day, "2025年4月下旬"),
    Row("Y M b", read_day, "2025年4月底"),
    Row("Y M", read_day, "二〇二五年四月"),
    Row("I", _digits, "2025-04-24"),
    Row("Y _ Y", _years, "2025年至2027年"),
    Row("y _ Y", _years, "2025—2027 年"),
    Row("y _ y", _years, "2025-2027"),
    Row("Y P _ P", _part_of_a_year, "2025年一季度至三季度"),
    Row("Y p _ P", _part_of_a_year, "2025年一至三季度"),
    Row("Y P", _part_of_a_year, "2025年上半年"),
    Row("Y e", _edge_of_a_year, "2025年年底"),
    Row("Y b", _edge_of_a_year, "2025年底"),
    Row("Y", read_year, "2025 年"),
    Row("R M D _ R M D", read_days, "去年12月30日至今年1月2日"),
    Row("R M D _ M D", read_days, "今年4月1日至6月30日"),
    Row("R M D _ D", read_days, "今年4月24日至26日"),
    Row("R M d _ D", read_days, "去年4月24—26日"),
    Row("R M _ R M", read_days, "去年10月至今年3月"),
    Row("R M _ n M", read_days, "今年10月至次年3月"),
    Row("R M _ M", read_days, "今年1月至5月"),
    Row("R m _ M", read_days, "今年1—5月"),
    Row("R M D", read_day, "去年11月3日"),
    Row("R M T", read_day, "明年3月上旬"),
    Row("R M b", read_day, "今年5月底"),
    Row("R M", read_day, "去年的11月"),
    Row("R P _ P", _part_of_a_year, "今年一季度至三季度"),
    Row("R p _ P", _part_of_a_year, "今年一至三季度"),
    Row("R P", _part_of_a_year, "今年上半年"),
    Row("R e", _edge_of_a_year, "去年年底"),
    Row("R b", _edge_of_a_year, "去年底"),
    Row("R", read_year, "去年"),
    Row("M D _ M D", read_days, "4月1日至6月30日"),
    Row("M D _ n M D", read_days, "12月30日至次年1月2日"),
    Row("M D _ D", read_days, "4月24日至26日"),
    Row("M d _ D", read_days, "4月24—26日"),
    Row("M _ R M", read_days, "10月至明年3月"),
    Row("M _ n M", read_days, "10月至次年3月"),
    Row("M _ M", read_days, "3月至5月"),
    Row("M T _ M T", read_days, "4月上旬至5月中旬"),
    Row("M T _ T", read_days, "4月上旬至中旬"),
    Row("m _ M", read_days, "1—5月"),
    Row("M D", read_day, "2月10 日"),
    Row("M T", read_day, "三月中旬"),
    Row("M b", read_day, "5月底"),
    Row("M", read_day, "6月"),
    Row("P _ P", _part_of_a_year, "一季度至三季度"),
    Row("p _ P", _part_of_a_year, "一至三季度"),
    Row("P", _part_of_a_year, "三季度"),
    Row("e", _edge_of_a_year, "年底"),
    Row("N", _plan, "“十四五”末"),
    Row("V", _vague, "近日"),
)
# The first of several that share their unit, which stands behind the last one: read with the unit, cited as it stands.
LISTED = (
    Row("Y M l", read_day, "2025年4月24、25日"),
    Row("Y k", read_day, "2025年3、4月"),
    Row("R M l", read_day, "今年4月24、25日"),
    Row("R k", read_day, "今年3、4月"),
    Row("M l", read_day, "4月24、25日"),
    Row("k", read_day, "3、4月"),
    Row("z", read_year, "2024、2025年"),
    Row("Y p", _part_of_a_year, "2025年一、二季度"),
    Row("R p", _part_of_a_year, "去年三、四季度"),
    Row("p", _part_of_a_year, "第一、第二季度"),
)
ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_MONTH = (
    "(?P<M>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
ENGLISH_DAY = rf"(?<!\d)(?P<D>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|\s*(?:{DASH}\s*\d{{1,2}}\s*)?[年月日])"
ENGLISH_YEAR = r"(?P<Y>(?:19|20)\d\d)(?!\d|\s*年)"
ENGLISH = (
    rf"\b{ENGLISH_MONTH} {ENGLISH_DAY}(?:,? {ENGLISH_YEAR})?",
    rf"{ENGLISH_DAY} {ENGLISH_MONTH}(?:,? {ENGLISH_YEAR})?",
    rf"\b{ENGLISH_MONTH},? {ENGLISH_YEAR}",
    rf"\b(?i:in|by|since|until|for|during|of) {ENGLISH_YEAR}",
)


def _english(parts: dict[str, str], anchor: Told | None) -> Reading | None:
    return read_day(parts, anchor) if "M" in parts else read_year(parts, anchor)


ENGLISH_ROW = Row("English", _english, "April 24, 2025")
