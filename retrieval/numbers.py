"""Numbers and dates in one form beside their own: 75％, 百分之七十五 and 75% all yield `75%`.

A form is an extra token with the span of what it was read from; nothing is rewritten. `forms` takes text that
`retrieval.text.normalise` has folded, so full-width digits are plain ones already. A form that equals the plain token
of the same digits (`21` of 21条) is left out, so that no number counts twice.

| stands                              | form         |
|-------------------------------------|--------------|
| 二十一条                            | `21`         |
| 1.4万, 一万四千                     | `14000`      |
| 75%, 百分之七十五, 七成半           | `75%`        |
| 2月10日, 2月 10 日, 二月十日        | `02-10`      |
| 2023年2月10日, 2023-02-10           | `2023-02-10`, `02-10`, `2023` |
| 二〇二三年                          | `2023`       |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.patterns import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator


class Form(NamedTuple):
    """A number or date in its one form, and the characters that it was read from."""

    term: str
    start: int
    end: int


DIGITS = {
    character: value
    for value, row in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for character in row
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}

_NUMERAL = "[" + "".join(DIGITS) + "".join(TENS) + "".join(MYRIADS) + "]"
_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_ONE = f"(?:{_ARABIC}|{_NUMERAL}+)"
_S = r"[ \t\u3000]?"
COUNTED = "个项条名位人户家件次年月日天岁章节款类种级批届期份支所处座元周倍成点块套辆县市区乡镇村省床张本门期号大"
"""What a single Chinese numeral must stand before to be a number: 三项, and not 三农."""

_FORMS = lazy(
    rf"(?P<date>(?:(?P<y>\d{{4}}|[一二〇零三四五六七八九]{{4}}){_S}年{_S})?"
    rf"(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}){_S}月{_S}(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}}){_S}[日号])"
    r"|(?P<iso>(?<!\d)(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>\d{1,2})(?P=sep)(?P<id>\d{1,2})(?!\d))"
    r"|(?P<year>[一二][〇零一二三四五六七八九]{3})(?=年)"
    rf"|百分之(?P<share>{_ONE}(?:点[一二三四五六七八九〇零]+)?)"
    rf"|(?P<percent>{_ARABIC}){_S}%"
    r"|(?P<tenths>[一二三四五六七八九]成半?)(?![立为效果员长熟功绩就本分都])"
    rf"|(?P<scaled>(?P<number>{_ARABIC}){_S}(?P<scale>[十百千]?[万亿]|千(?=[元人户名家个])))"
    rf"|(?P<counted>{_NUMERAL}+(?:点[一二三四五六七八九〇零]+)?(?P<unit>[{COUNTED}])?)"
)


def value(numeral: str) -> int | None:
    """What a Chinese numeral means (二十一 → 21, 一万四千 → 14000, 二〇二三 → 2023); None for what is none."""
    if not numeral:
        return None
    if len(numeral) > 1 and all(character in DIGITS for character in numeral):
        return int("".join(str(DIGITS[character]) for character in numeral)) if len(numeral) < 20 else None
    hundreds_of_millions = myriads = section = digit = 0
    for character in numeral:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in TENS:
            section += (digit or 1) * TENS[character]
            digit = 0
        else:
            part = section + digit
            if not part and not myriads:
                return None
            if character == "万":
                myriads = part * MYRIADS[character]
            else:
                hundreds_of_millions = (hundreds_of_millions + myriads + part) * MYRIADS[character]
                myriads = 0
            section = digit = 0
    return hundreds_of_millions + myriads + section + digit


def plain(number: float) -> str:
    """As digits with no more of a fraction than there is: 1.4, 14000."""
    rounded = round(number, 6)
    return str(int(rounded)) if rounded == int(rounded) else repr(rounded)


def read(number: str) -> float | None:
    """The value of Arabic digits (with commas) or of a Chinese numeral (with 点)."""
    if number[0].isascii() and number[0].isdigit():
        digits = number.replace(",", "")
        return float(digits) if len(digits) < 20 else None
    whole, _, fraction = number.partition("点")
    units = value(whole)
    if units is None:
        return None
    return units + float("0." + "".join(str(DIGITS[character]) for character in fraction)) if fraction else float(units)


_SCALES = {
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
}


_SIGNS = frozenset("0123456789") | DIGITS.keys() | TENS.keys() | MYRIADS.keys()
"""One of these, or a digit of another script, is in each number and date."""


def forms(text: str) -> Iterator[Form]:
    """The forms of the numbers and dates in `text`, in its order."""
    if _SIGNS.isdisjoint(text) and not any(map(str.isdecimal, text)):
        return
    for match in _FORMS.finditer(text):
        start, end = match.span()
        for term in _READERS[match.lastgroup or ""](match):
            yield Form(term, start, end)


def _date(year: str | None, month: str, day: str) -> Iterator[str]:
    months, days = _small(month), _small(day)
    if not 1 <= months <= 12 or not 1 <= days <= 31:
        return
    yield f"{months:02}-{days:02}"
    if year:
        years = _small(year)
        yield f"{years}-{months:02}-{days:02}"
        if not year[0].isascii():
            yield str(years)


def _small(number: str) -> int:
    return int(number) if number.isascii() else value(number) or 0


def _percent(number: str) -> Iterator[str]:
    share = read(number)
    if share is not None:
        yield f"{plain(share)}%"


def _tenths(tenths: str) -> Iterator[str]:
    yield f"{DIGITS[tenths[0]] * 10 + 5 * tenths.endswith('半')}%"


def _scaled(number: str, scale: str) -> Iterator[str]:
    amount = read(number)
    if amount is not None:
        yield plain(amount * _SCALES[scale])


def _counted(match: re.Match[str]) -> Iterator[str]:
    numeral = match["counted"].removesuffix(match["unit"] or "")
    if len(numeral) > 1 or match["unit"]:
        number = read(numeral)
        if number is not None:
            yield plain(number)


_READERS: dict[str, Callable[[re.Match[str]], Iterator[str]]] = {
    "date": lambda match: _date(match["y"], match["m"], match["d"]),
    "iso": lambda match: _date(match["iy"], match["im"], match["id"]),
    "year": lambda match: iter((str(value(match["year"])),)),
    "share": lambda match: _percent(match["share"]),
    "percent": lambda match: _percent(match["percent"]),
    "tenths": lambda match: _tenths(match["tenths"]),
    "scaled": lambda match: _scaled(match["number"], match["scale"]),
    "counted": _counted,
}
"""The group that matched → how it is read."""
