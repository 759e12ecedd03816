"""The dates that a text names, and the year it dates itself by.

A newspaper writes 2月8日 and leaves out the year, because its reader holds it in his hands; a bulletin that is read
years later has only what it says of itself: 召开2025年全省会议, 总结2024年工作. `anchor` finds the year that a text
dates itself by, `find` the dates; a year that is concluded and does not stand there is marked as inferred and says from
what. A date whose year nothing tells stays without one (`--02-08`), and 近日 says nothing but that it is vague.

A date is put together from pieces: 2025年, 4月, 24日, 至, 上半年. `PIECES` are the pieces, each with its letter; `ROWS`
are the ways to put them together, written in those letters, each with an example that is also its test. (One pattern
for all of them takes 45 ms to compile, which is more than an answer takes.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import Span
from corpus.years import PLANS, YEAR, Told, anchor_of, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date named in a text: `span` in code points, `text` as it stands there.

    `start` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or `--MM-DD`, `--MM` where no year can be told; `end` is the same for
    a range's last day, month or year, else None. Both are None where nothing can be told (近日; 去年 of a text that
    does not date itself). `precision` is one of day, month, year, range, vague. `inferred_from` says, in the words of
    the text, what an inferred year was concluded from.
    """

    span: Span
    text: str
    precision: str
    start: str | None
    end: str | None = None
    year_inferred: bool = False
    inferred_from: str | None = None


class _Reading(NamedTuple):
    """`told`: the year stands in the text; else it is the anchor's, or `why` says whose, or there is none."""

    start: str | None
    end: str | None
    precision: str
    told: bool = True
    why: str | None = None


class Row(NamedTuple):
    """One way to put pieces together: their letters; how they are read, given the year the text dates itself by."""

    shape: str
    read: Callable[[dict[str, str], Told | None], _Reading | None]
    example: str


class _Piece(NamedTuple):
    letter: str
    text: str
    start: int
    end: int


DAY = (
    "(?:3[01]|[12][0-9]|0?[1-9]|３[０１]|[１２][０-９]|[１-９])(?![0-9０-９])"
    "|(?:[二三]?十)?[一二三四五六七八九]|[二三]?十"
)
MONTH = "(?<![0-9０-９一二三四五六七八九十])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九])"
RELATIVE_YEAR = (
    "(?<!如)今年(?![轻龄])|(?<!过)去年|(?<![文说证表])明年|(?<![以之此])[前后]年(?!度)|(?<!基)本年度?(?!轻)"
    "|(?<!以)上年(?=[度同末底，])"
)
DASH = "—+|–|-|－|~|～|─+|至|到"
# The letter of each piece of a date, and what it looks like, in the order of trial. d is a number before a dash: 1—5月.
PIECES = (
    ("I", rf"{YEAR}[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12][0-9]|0?[1-9])(?!\d)"),
    ("Y", rf"{YEAR}\s*年(?!代)"),
    ("y", YEAR),
    ("M", rf"{MONTH}\s*月(?![季饼球票龄嫂])"),
    ("D", rf"(?<![0-9０-９])(?:{DAY})\s*日"),
    ("d", rf"(?<![0-9０-９])(?:3[01]|[12][0-9]|0?[1-9])(?=\s*(?:{DASH})\s*[0-9])"),
    ("_", DASH),
    ("R", rf"(?:{RELATIVE_YEAR})(?:的(?=\s*\d))?"),
    ("P", r"前三季度|[上下]半年|第?[一二三四]季度"),
    (
        "V",
        "近日|(?<![0-9０-９一二三四五六七八九十作节生假即])日前|当日|昨日|今日|当天|昨天|今天|连日来|近期|本月|[上下]个?月(?!台)|[本上下]周(?!年)",
    ),
    ("T", r"[上中下]旬"),
    ("e", r"(?<![每往历近])年[初底末]"),
    ("b", r"[初底末]"),
    (
        "N",
        '[“"‘]?十[二三四五六]五(?:[”"’]|(?=规划|期|时期|末|以来|开局|收官))(?:规划)?(?:期?末|初|收官之年|开局之年)?',
    ),
)
SIGNS = frozenset("0123456789０１２３４５６７８９〇○零九十年月日天周期季")
"""A text without any of these names no date in Chinese: seen at once, without the pattern of all pieces."""
FIRST = '[0-9０-９〇一二三四五六七八九十今去明前后本上下中第年近日当昨连初底末“"‘—–－~～─至到-]'
RELATIVE = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "前": -2, "后": 2}
PARTS_OF_A_YEAR = {
    "前三季度": (1, 9),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NEVER_ONE_YEAR = ("每年", "逐年", "历年")


def find(text: str, *, anchor_year: int | None = None, anchor_reason: str | None = None) -> tuple[DateMention, ...]:
    """The dates named in `text`, in its order, without overlap.

    A date without a year takes that of the date before it in the same sentence, else `anchor_year`, else the year that
    the text dates itself by, and is marked; 每年9月 takes none.
    """
    given = Told(anchor_year, anchor_reason or str(anchor_year)) if anchor_year is not None else None
    sought = given is not None
    found: list[DateMention] = []
    nearest: Told | None = None
    last = 0
    for row, parts, span in _dates(text):
        if "。" in text[last : span.start]:
            nearest = None
        last = span.end
        anchor = nearest or given
        if text.endswith(NEVER_ONE_YEAR, 0, span.start):
            anchor = None
        elif anchor is None and not sought and "Y" not in parts:
            sought = True
            anchor = given = anchor_of(text)
        reading = row.read(parts, anchor)
        if reading is None:
            continue
        said = text[span.start : span.end]
        inferred = not reading.told and reading.start is not None and not reading.start.startswith("--")
        why = reading.why or (anchor.reason if anchor else None)
        found.append(
            DateMention(span, said, reading.precision, reading.start, reading.end, inferred, why if inferred else None)
        )
        if reading.told and reading.start and len(reading.start) > 4:
            nearest = Told(int(reading.start[:4]), f"前文“{said}”")
    return tuple(sorted(found, key=lambda mention: mention.span))


def anchor(text: str) -> tuple[int, str] | None:
    """The year that `text` dates itself by, and why: 2025, 文中“召开2025年全省社会救助工作会议”."""
    return anchor_of(text)


def _dates(text: str) -> Iterator[tuple[Row, dict[str, str], Span]]:
    """The longest row that fits at each piece, with its pieces by letter; a second of its kind is Y2, M2, D2."""
    if re.search("[A-Za-z]{3}", text):
        yield from _english_dates(text)
    if SIGNS.isdisjoint(text):
        return
    pieces = [_Piece(str(m.lastgroup), m[0], *m.span()) for m in _pieces().finditer(text)]
    rows = _rows()
    letters = "".join(piece.letter for piece in pieces)
    at = 0
    while at < len(pieces):
        run = at + 1
        while run < len(pieces) and run < at + 7 and not text[pieces[run - 1].end : pieces[run].start].strip():
            run += 1
        for end in range(run, at, -1):
            row = rows.get(letters[at:end])
            if row:
                yield row, _parts(row, pieces[at:end]), Span(pieces[at].start, pieces[end - 1].end)
                at = end
                break
        else:
            at += 1


def _parts(row: Row, pieces: list[_Piece]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for letter, piece in zip(row.shape.split(), pieces, strict=True):
        key = letter.upper() if letter in "ymd" else letter
        parts[key + "2" if key in parts else key] = piece.text.rstrip("年月日").rstrip() if key in "YMD" else piece.text
    return parts


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(f"(?={FIRST})(?:" + "|".join(f"(?P<{letter}>{pattern})" for letter, pattern in PIECES) + ")")


@cache
def _rows() -> dict[str, Row]:
    return {row.shape.replace(" ", "").replace("m", "d"): row for row in ROWS}


def _english_dates(text: str) -> Iterator[tuple[Row, dict[str, str], Span]]:
    taken = bytearray(len(text))
    for pattern in ENGLISH:
        for match in re.finditer(pattern, text):
            if any(taken[slice(*match.span())]):
                continue
            taken[slice(*match.span())] = b"\1" * (match.end() - match.start())
            parts = {key: part for key, part in match.groupdict().items() if part}
            if "M" in parts:
                parts["M"] = str(MONTHS.index(parts["M"][:3].lower()) + 1)
            yield ENGLISH_ROW, parts, Span(*match.span())


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """None for a day that no calendar has."""
    if month is None:
        return f"{year:04}" if year is not None else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _days_in(month, year or 2024)):
        return None
    stem = f"{year:04}" if year is not None else "-"
    return f"{stem}-{month:02}" if day is None else f"{stem}-{month:02}-{day:02}"


def _days_in(month: int, year: int) -> int:
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


def _day(parts: dict[str, str], anchor: Told | None) -> _Reading | None:
    year, told = _year(parts, anchor)
    start = _iso(year, number(parts["M"]), number(parts["D"]) if "D" in parts else None)
    return _Reading(start, None, "day" if "D" in parts else "month", told) if start else None


def _days(parts: dict[str, str], anchor: Told | None) -> _Reading | None:
    year, told = _year(parts, anchor)
    last_year = number(parts["Y2"]) if "Y2" in parts else year
    month, last_month = number(parts["M"]), number(parts.get("M2", parts["M"]))
    if year is not None and last_year == year and last_month < month:
        last_year = year + 1
    start = _iso(year, month, number(parts["D"]) if "D" in parts else None)
    end = _iso(last_year, last_month, number(parts["D2"]) if "D2" in parts else None)
    return _Reading(start, end, "range", told) if start and end else None


def _years(parts: dict[str, str], _: Told | None) -> _Reading | None:
    first, last = number(parts["Y"]), number(parts["Y2"])
    return _Reading(str(first), str(last), "range") if first < last else None


def _a_year(parts: dict[str, str], anchor: Told | None) -> _Reading:
    year, told = _year(parts, anchor)
    return _Reading(_iso(year), None, "year" if year is not None else "vague", told)


def _digits(parts: dict[str, str], anchor: Told | None) -> _Reading | None:
    year, month, day = re.split("[-./]", parts["I"])
    return _day({"Y": year, "M": month, "D": day}, anchor)


def _part_of_a_year(parts: dict[str, str], anchor: Told | None) -> _Reading:
    year, told = _year(parts, anchor)
    first, last = PARTS_OF_A_YEAR[parts["P"].removeprefix("第")]
    return _Reading(_iso(year, first), _iso(year, last), "range", told)


def _edge_of_a_year(parts: dict[str, str], anchor: Told | None) -> _Reading:
    year, told = _year(parts, anchor)
    return _Reading(_iso(year, 1 if parts.get("e", parts.get("b", "")).endswith("初") else 12), None, "month", told)


def _plan(parts: dict[str, str], _: Told | None) -> _Reading:
    name = parts["N"].lstrip('“"‘')
    first = PLANS[name[:2]]
    why = f"“{name[:3]}”为{first}—{first + 4}年"
    if name.endswith(("初", "开局之年")):
        return _Reading(str(first), None, "year", told=False, why=why)
    if name.endswith(("末", "收官之年")):
        return _Reading(str(first + 4), None, "year", told=False, why=why)
    return _Reading(str(first), str(first + 4), "range", told=False, why=why)


def _vague(_: dict[str, str], __: Told | None) -> _Reading:
    return _Reading(None, None, "vague")


def _english(parts: dict[str, str], anchor: Told | None) -> _Reading | None:
    return _day(parts, anchor) if "M" in parts else _a_year(parts, anchor)


# m and d are a month and a day whose unit stands only behind the dash: 1—5月, 24—26日.
ROWS = (
    Row("Y M D _ Y M D", _days, "2024年12月30日至2025年1月2日"),
    Row("Y M D _ M D", _days, "2025年4月1日至6月30日"),
    Row("Y M D _ D", _days, "2025年4月24日—26日"),
    Row("Y M d _ D", _days, "2025年4月24—26日"),
    Row("Y M _ Y M", _days, "2024年10月至2025年3月"),
    Row("Y M _ M", _days, "2025年1月至5月"),
    Row("Y m _ M", _days, "2025年1—5月"),
    Row("Y M D", _day, "2025年4月 24日"),
    Row("Y M T", _day, "2025年4月下旬"),
    Row("Y M b", _day, "2025年4月底"),
    Row("Y M", _day, "二〇二五年四月"),
    Row("I", _digits, "2025-04-24"),
    Row("Y _ Y", _years, "2025年至2027年"),
    Row("y _ Y", _years, "2025—2027 年"),
    Row("y _ y", _years, "2025-2027"),
    Row("Y P", _part_of_a_year, "2025年上半年"),
    Row("Y e", _edge_of_a_year, "2025年年底"),
    Row("Y b", _edge_of_a_year, "2025年底"),
    Row("Y", _a_year, "2025 年"),
    Row("R M D _ M D", _days, "今年4月1日至6月30日"),
    Row("R M D _ D", _days, "今年4月24日至26日"),
    Row("R M d _ D", _days, "去年4月24—26日"),
    Row("R M _ M", _days, "今年1月至5月"),
    Row("R m _ M", _days, "今年1—5月"),
    Row("R M D", _day, "去年11月3日"),
    Row("R M T", _day, "明年3月上旬"),
    Row("R M b", _day, "今年5月底"),
    Row("R M", _day, "去年的11月"),
    Row("R P", _part_of_a_year, "今年上半年"),
    Row("R e", _edge_of_a_year, "去年年底"),
    Row("R b", _edge_of_a_year, "去年底"),
    Row("R", _a_year, "去年"),
    Row("M D _ M D", _days, "4月1日至6月30日"),
    Row("M D _ D", _days, "4月24日至26日"),
    Row("M d _ D", _days, "4月24—26日"),
    Row("M _ M", _days, "3月至5月"),
    Row("m _ M", _days, "1—5月"),
    Row("M D", _day, "2月10 日"),
    Row("M T", _day, "三月中旬"),
    Row("M b", _day, "5月底"),
    Row("M", _day, "6月"),
    Row("P", _part_of_a_year, "三季度"),
    Row("e", _edge_of_a_year, "年底"),
    Row("N", _plan, "“十四五”末"),
    Row("V", _vague, "近日"),
)
ENGLISH_MONTH = (
    "(?P<M>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
ENGLISH_DAY = rf"(?<!\d)(?P<D>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|\s*(?:(?:{DASH})\s*\d{{1,2}}\s*)?月)"
ENGLISH_YEAR = r"(?P<Y>(?:19|20)\d\d)(?!\d|\s*年)"
ENGLISH = (
    rf"\b{ENGLISH_MONTH} {ENGLISH_DAY}(?:,? {ENGLISH_YEAR})?",
    rf"{ENGLISH_DAY} {ENGLISH_MONTH}(?:,? {ENGLISH_YEAR})?",
    rf"\b{ENGLISH_MONTH},? {ENGLISH_YEAR}",
    rf"\b(?i:in|by|since|until|for|during|of) {ENGLISH_YEAR}",
)
ENGLISH_ROW = Row("English", _english, "April 24, 2025")
