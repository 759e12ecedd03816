"""The dates that a text names, and the year it dates itself by.

A newspaper writes 2月8日 and leaves out the year, because its reader holds it in his hands; a bulletin that is read
years later has only what it says of itself: 召开2025年全省会议, 总结2024年工作. `anchor` finds the year that a text
dates itself by, `find` the dates; what is concluded and does not stand there is marked as inferred and says from what.
A date whose year nothing tells stays without one (`--02-08`), and 近日 says nothing but that it is vague.

A date is put together from pieces by the rows of `corpus.daterows`. One that leans on the date before it (4月24日、
25日; 4月24日召开，次日闭幕) takes over what it leaves out: `LEANING` are the rows for those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.daterows import (
    AND,
    DASH,
    ENGLISH,
    ENGLISH_MONTHS,
    ENGLISH_ROW,
    FIRST,
    LISTED,
    NEXT_DAYS,
    PIECES,
    ROWS,
    SIGNS,
    Reading,
    Row,
    days_in,
    iso,
)
from corpus.model import Span
from corpus.patterns import lazy
from corpus.years import Told, anchor_of, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date named in a text: `span` in code points, `text` as it stands there.

    `start` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or `--MM-DD`, `--MM` where no year can be told; `end` is the same for
    a range's last day, month or year, else None. Both are None where nothing can be told (近日; 去年 of a text that
    does not date itself). `precision` is one of day, month, year, range, vague. `inferred_from` says, in the words of
    the text, what an inferred year was concluded from, and the month and day of one that leans on the date before it.
    """

    span: Span
    text: str
    precision: str
    start: str | None
    end: str | None = None
    year_inferred: bool = False
    inferred_from: str | None = None

    @property
    def years(self) -> range:
        """The years that it tells, from its first to its last; none where no year can be told."""
        first, last = ((end or "")[:4] for end in (self.start, self.end or self.start))
        return range(int(first), int(last) + 1) if first.isdigit() and last.isdigit() else range(0)


class Leaning(NamedTuple):
    """A date that leaves out what the one before it says: its letters; how it is read, given that one; an example.

    It is listed with the one before, begins a clause or stands behind 于, if it may not stand `anywhere` behind it.
    """

    shape: str
    read: Callable[[dict[str, str], DateMention], Reading | None]
    example: tuple[str, str]
    anywhere: bool = False


class _Piece(NamedTuple):
    letter: str
    text: str
    start: int
    end: int


NEVER_ONE_YEAR = ("每年", "逐年", "历年")
JOINED = lazy(rf"\s*(?:（[^（）]{{1,8}}）)?(?:[上下]午|晚上?|凌晨|中午)?\s*(?:{AND}|以及|{DASH})\s*")
"""What stands between a date and one that is listed with it."""
BEGINS = frozenset("。，；！？：“（\n")
"""What stands before a clause."""
GOES_ON = lazy("[，,]|[上下]午|晚|中午|早|凌晨|清晨|的?(?:会议|活动|仪式)|举[行办]|召开|开幕|闭幕|—|至|、")
"""What follows a day that a clause begins with: 25日，…; 次日上午…."""
FOR_A_DAY = lazy("[^少多低高长短大小早晚迟]于")
"""What stands before a day, and not before a length of time."""
UNSAID = frozenset({"当日", "当天"})
"""What says that there was a day even where none is named before it."""


def find(text: str, *, anchor_year: int | None = None, anchor_reason: str | None = None) -> tuple[DateMention, ...]:
    """The dates named in `text`, in its order, without overlap.

    A date without a year takes that of the date before it in the same sentence, else `anchor_year`, else the year that
    the text dates itself by, and is marked; 每年9月 takes none. A day without a month takes that of the day before it,
    where it is listed with it or begins a clause of the same or the next sentence.
    """
    given = Told(anchor_year, anchor_reason or str(anchor_year)) if anchor_year is not None else None
    reader = _Reader(text, given)
    mentions = (reader.read(*found) for found in _dates(text))
    return tuple(sorted((mention for mention in mentions if mention), key=lambda mention: mention.span))


def anchor(text: str) -> tuple[int, str] | None:
    """The year that `text` dates itself by, and why: 2025, 文中“召开2025年全省社会救助工作会议”."""
    return anchor_of(text)


class _Reader:
    """Reads the dates of one text one after the other, and remembers what the next may lean on."""

    def __init__(self, text: str, given: Told | None) -> None:
        self._text = text
        self._given = given
        self._sought = given is not None
        self._nearest: Told | None = None  # the year of a date before, in the same sentence
        self._before: DateMention | None = None
        self._source = ""  # what a date that leans on the one before is concluded from
        self._relative: str | None = None  # 去年 of 去年3月、4月
        self._yearly = False
        self._last = 0

    def read(self, row: Row | Leaning, parts: dict[str, str], span: Span) -> DateMention | None:
        """The date that stands at `span`, if it is one; dates in English come before the others, out of turn."""
        if "。" in self._text[self._last : span.start]:
            self._nearest = None
        joined = self._before is not None and bool(JOINED.fullmatch(self._text, self._before.span.end, span.start))
        if isinstance(row, Leaning):
            mention = self._leaning(row, parts, span, joined=joined)
        else:
            mention = self._standing(row, parts, span, joined=joined)
        if mention is not None or isinstance(row, Row):
            self._last = span.end
        if mention is not None and mention.start is not None:
            self._before = mention
        return mention

    def _standing(self, row: Row, parts: dict[str, str], span: Span, *, joined: bool) -> DateMention | None:
        """A date that says itself what it has to say, its year apart."""
        said = self._text[span.start : span.end]
        self._yearly = self._text.endswith(NEVER_ONE_YEAR, 0, span.start) or (joined and self._yearly)
        if joined and self._relative and "Y" not in parts and "R" not in parts:
            parts = {**parts, "R": self._relative}
        anchor = self._anchor(parts)
        reading = row.read(parts, anchor)
        if reading is None:
            return None
        inferred = not reading.told and reading.start is not None and not reading.start.startswith("--")
        why = reading.why or (anchor.reason if anchor else None)
        reason = why if inferred else None
        if reading.told and reading.start and len(reading.start) > 4:
            self._nearest = Told(int(reading.start[:4]), f"前文“{said}”")
        self._relative = parts.get("R") if len(parts) > 1 else None
        self._source = f"前文“{said}”；{reason}" if reason else f"前文“{said}”"
        return DateMention(span, said, reading.precision, reading.start, reading.end, inferred and bool(why), reason)

    def _anchor(self, parts: dict[str, str]) -> Told | None:
        """The year that a date without one is reckoned from; 今年 is never reckoned from another date."""
        if self._yearly:
            return None
        relative = "R" in parts or "R2" in parts
        if self._nearest and not relative:
            return self._nearest
        if not self._sought and ("Y" not in parts or relative):
            self._sought = True
            self._given = anchor_of(self._text)
        return self._given

    def _leaning(self, row: Leaning, parts: dict[str, str], span: Span, *, joined: bool) -> DateMention | None:
        """A date that leans on the one before, if that is near enough to lean on."""
        text, before = self._text, self._before
        said = text[span.start : span.end]
        unsaid = DateMention(span, said, "vague", None) if said in UNSAID else None
        near = (
            before is not None and before.span.end <= span.start and text.count("。", before.span.end, span.start) < 2
        )
        if before is None or not near:
            return unsaid
        begins = text[span.start - 1] in BEGINS and GOES_ON.match(text, span.end)
        named = FOR_A_DAY.fullmatch(text, span.start - 2, span.start) or before.span.end == span.start
        if not (joined or row.anywhere or begins or named):
            return unsaid
        reading = row.read(parts, before)
        if reading is None or reading.start is None:
            return unsaid
        inferred = not reading.start.startswith("--")
        return DateMention(span, said, reading.precision, reading.start, reading.end, inferred, self._source)


def _day_of(before: DateMention) -> tuple[int | None, int | None, int | None]:
    """Year, month and day that `before` ends with, as far as it says them."""
    told = before.end or before.start or ""
    year, _, rest = (told[:4], "", told[5:]) if not told.startswith("--") else ("", "", told[2:])
    month, _, day = rest.partition("-")
    return (int(year) if year else None), (int(month) if month else None), (int(day) if day else None)


def _later_day(parts: dict[str, str], before: DateMention) -> Reading | None:
    """25日, or 25日至27日, behind 4月24日: a later day of its month."""
    year, month, day = _day_of(before)
    first, last = number(parts["D"]), number(parts.get("D2", parts["D"]))
    if month is None or day is None or not day < first <= last:
        return None
    start, end = iso(year, month, first), iso(year, month, last)
    if "D2" not in parts:
        return Reading(start, None, "day")
    return Reading(start, end, "range") if end else None


def _same_month(parts: dict[str, str], before: DateMention) -> Reading | None:
    year, month, _ = _day_of(before)
    return Reading(iso(year, month, number(parts["D"])), None, "day") if month else None


def _same_year(parts: dict[str, str], before: DateMention) -> Reading | None:
    year, _, _ = _day_of(before)
    day = number(parts["D"]) if "D" in parts else None
    return Reading(iso(year, number(parts["M"]), day), None, "day" if day else "month") if year else None


def _same_or_next_day(parts: dict[str, str], before: DateMention) -> Reading | None:
    year, month, day = _day_of(before)
    if before.end or month is None or day is None:
        return None
    day += NEXT_DAYS.get(parts["C"], 0)
    if day > days_in(month, year or 2023):
        if year is None and month == 2:  # who knows whether there was a 29th?
            return None
        year, month, day = (year + month // 12 if year else None), month % 12 + 1, 1
    return Reading(iso(year, month, day), None, "day")


LEANING = (
    Leaning("D _ D", _later_day, ("4月24日、26日至28日", "--04-26")),
    Leaning("d _ D", _later_day, ("4月24日、26—28日", "--04-26")),
    Leaning("D", _later_day, ("4月24日、25日", "--04-25")),
    Leaning("l", _later_day, ("4月24日、25、26日", "--04-25")),
    Leaning("C", _same_or_next_day, ("4月30日报到，次日，会议召开", "--05-01")),
    Leaning("s D", _same_month, ("4月24日启动，于同月28日结束", "--04-28"), anywhere=True),
    Leaning("S M D", _same_year, ("2024年4月启动，于同年5月6日结束", "2024-05-06"), anywhere=True),
    Leaning("S M", _same_year, ("2024年4月启动，于同年5月结束", "2024-05"), anywhere=True),
)


def _dates(text: str) -> Iterator[tuple[Row | Leaning, dict[str, str], Span]]:
    """The longest row that fits at each piece, with its pieces by letter, those behind a dash as Y2, M2, D2."""
    if re.search("[A-Za-z]{3}", text):
        yield from _english_dates(text)
    if SIGNS.isdisjoint(text):
        return
    pieces = [_Piece(_letter(m), m[0], *m.span()) for m in _pieces().finditer(text)]
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


UNITS = {"y": "Y", "z": "Y", "m": "M", "k": "M", "d": "D", "l": "D", "p": "P"}
"""The letter of a number whose unit stands further on → that of the piece with its unit."""


def _parts(row: Row | Leaning, pieces: list[_Piece]) -> dict[str, str]:
    parts: dict[str, str] = {}
    behind = ""
    for letter, piece in zip(row.shape.split(), pieces, strict=True):
        if letter == "_":
            behind = "2"
        text = piece.text.rstrip("年月日").rstrip() if letter in "YMD" else piece.text
        parts[UNITS.get(letter, letter) + behind] = text
    return parts


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(f"(?={FIRST})(?:" + "|".join(f"(?P<{letter}>{pattern})" for letter, pattern in PIECES) + ")")


@cache
def _rows() -> dict[str, Row | Leaning]:
    return {row.shape.replace(" ", "").replace("m", "d"): row for row in (*ROWS, *LISTED, *LEANING)}


def _letter(match: re.Match[str]) -> str:
    letter = str(match.lastgroup)
    if letter == "Y" and not match[0].endswith("年"):
        return "y" if len(match[0]) == len("2025") else "I"
    return letter


def _english_dates(text: str) -> Iterator[tuple[Row, dict[str, str], Span]]:
    taken = bytearray(len(text))
    for pattern in ENGLISH:
        for match in re.finditer(pattern, text):
            if any(taken[slice(*match.span())]):
                continue
            taken[slice(*match.span())] = b"\1" * (match.end() - match.start())
            parts = {key: part for key, part in match.groupdict().items() if part}
            if "M" in parts:
                parts["M"] = str(ENGLISH_MONTHS.index(parts["M"][:3].lower()) + 1)
            yield ENGLISH_ROW, parts, Span(*match.span())
