"""The year that a text dates itself by.

A bulletin seldom prints its year, but it speaks of years: 召开2025年全省会议, 总结2024年工作, 今年是“十四五”收官之年.
`ANCHORS` are such phrases, the surest first, each with the way from the year it names to the year of the text, and an
example that is also its test.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable


class Told(NamedTuple):
    """A year, and why: in the words of the text, or of whoever gave it."""

    year: int
    reason: str


DIGITS = {
    c: i for i, row in enumerate("0０〇○零 1１一 2２二 3３三 4４四 5５五 6６六 7７七 8８八 9９九".split()) for c in row
}
# The first character comes first, for that is what a search looks for quickly; the same in other patterns.
YEAR = (
    "[12１２一二](?<![0-9０-９].)(?:(?:(?<=1)9|(?<=2)0|(?<=１)９|(?<=２)０)[0-9０-９]{2}"
    "|(?<=[一二])[九〇○零０][〇○零０一二三四五六七八九]{2})(?![0-9０-９])"
)
PLANS = {"十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
LEAD = 80  # characters: a date in them is the day of the event


def number(text: str) -> int:
    """十 and 二十四, ２５ and 25, 二〇二五: what they count.

    Raises:
        KeyError: `text` is no number.
    """
    tens, ten, units = text.partition("十")
    if ten:
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[units] if units else 0)
    return int("".join(str(DIGITS[c]) for c in text))


_A_YEAR = lazy(f"{YEAR}|十[二三四五六]五")
"""A year, or a plan's: each of `ANCHORS` names one."""


def anchor_of(text: str) -> Told | None:
    """The year that `text` dates itself by, or None.

    A year that lies ahead (到2025年), a plan's years (2025—2027年) and a year in a document's name tell nothing.
    """
    if "年" not in text and "〔" not in text:
        return None
    if not _A_YEAR.search(text):
        return None
    readable = re.sub(r"《[^《》]{0,80}》", lambda title: "《" + "　" * (len(title[0]) - 2) + "》", text)
    lead = re.search(r"(?<!\d)(1[0-2]|[1-9])\s*月\s*\d{1,2}\s*日", readable[:LEAD])
    month = int(lead[1]) if lead else None
    for words, pattern, years, _ in ANCHORS:
        if not any(word in readable for word in words.split()):
            continue
        match = re.search(pattern, readable)
        later = years(month) if match else None
        if match is None or later is None:
            continue
        said = number(match["Y"]) if "Y" in match.groupdict() else PLANS[match["N"]]
        return Told(said + later, f"文中“{text[match.start() : match.end()].strip()}”")
    return None


def _same(_: int | None) -> int:
    return 0


def _next(_: int | None) -> int:
    return 1


def _last(_: int | None) -> int:
    """The last of a plan's five years."""
    return 4


def _planned(month: int | None) -> int:
    """A year is planned in its beginning, or at the end of the one before."""
    return -1 if month is not None and month >= 11 else 0


def _reported(month: int | None) -> int:
    """A year is reported on in the next, or at its own end."""
    return 0 if month is not None and month >= 11 else 1


def _spoken_of(month: int | None) -> int | None:
    """A year whose successes are praised is the past one where the text is of the first months."""
    return 1 if month is not None and month <= 3 else None


class Anchor(NamedTuple):
    """How a text tells the year it was written in.

    `words` are such that one of them is in each text that the pattern fits; there is no need to search the others.
    `years` lead from the year that the pattern names (Y, or the first of plan N) to that year, given the month of the
    lead's date; None where it tells nothing. `example` is a text and its year.
    """

    words: str
    pattern: str
    years: Callable[[int | None], int | None]
    example: tuple[str, int]


Y = rf"(?P<Y>{YEAR})"
PLAN = r"“?(?P<N>十[二三四五六])五”?(?:规划)?的?"
ANCHORS = (
    Anchor("今年（", rf"今年（{Y}\s*年?）", _same, ("今年（2025年）是改革之年", 2025)),
    Anchor("去年（", rf"去年（{Y}\s*年?）", _next, ("去年（2024年）", 2025)),
    Anchor(
        "年",
        rf"\A[^。，]{{0,30}}?{Y}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日",
        _same,
        ("2025年4月24日，某省召开会议", 2025),
    ),
    Anchor(
        "召开 举办 举行 启动",
        rf"(?:召开|举办|举行|启动)[^。，；]{{0,12}}?(?<![到至—-]){Y}\s*年(?![—至-])[^。；，]{{0,30}}(?:会议?|活动|仪式|班|日|周|月|赛)",
        _same,
        ("召开 2025年全省会议", 2025),
    ),
    Anchor(
        "部署 安排 谋划",
        rf"(?:部署|安排|谋划)[^。；，]{{0,10}}?{Y}\s*年[^。；，]{{0,12}}?(?:工作|任务)",
        _planned,
        ("部署2025年重点工作", 2025),
    ),
    Anchor(
        "总结 回顾 通报",
        rf"(?:总结|回顾|通报)[^。；，]{{0,6}}?(?<![—至-]){Y}\s*年(?![—至-])[^。；，]{{0,6}}",
        _reported,
        ("总结2024年工作", 2025),
    ),
    Anchor("今年", rf"今年[^。；，]{{0,8}}{PLAN}(?:收官|最后)", _last, ("今年是“十四五”收官之年", 2025)),
    Anchor("今年", rf"今年[^。；，]{{0,8}}{PLAN}开局", _same, ("今年是“十五五”开局之年", 2026)),
    Anchor("截至", rf"截至\s*{Y}\s*年(?!\s*(?:年?[底末]|12\s*月))", _same, ("截至2025年5月底", 2025)),
    Anchor("截至", rf"截至\s*{Y}\s*年\s*(?:年?[底末]|12\s*月[底末]?)", _next, ("截至2024年底，全省共有", 2025)),
    Anchor(
        "年以来 年上半年 季度", rf"{Y}\s*年(?:以来|上半年|第?一季度|前三季度)", _same, ("2025年上半年，全省发放", 2025)
    ),
    Anchor("年", rf"{Y}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日", _same, ("会议于2025年4月24日召开", 2025)),
    Anchor(
        "指出， 认为， 表示，",
        rf"[^。；，：！？“”\s]{{0,12}}?(?:指出|认为|表示)，\s*{Y}\s*年(?:以来)?(?=，[^。]{{0,200}}?(?:取得|成效|成绩|完成|建成|发放))",
        _spoken_of,
        ("2月8日，会议指出，2022年，工作取得成效", 2023),
    ),
    Anchor("〔", rf"〔\s*{Y}\s*〕", _same, ("民发〔2025〕12号", 2025)),
)
