"""The ways to number a list: a row each, with an example that is also its test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.patterns import lazy

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

_NUMERALS: Final = "一二三四五六七八九十"


def _number(numeral: str) -> int:
    """一, 十二, 二十一, 一百零三, 12, ３."""
    if numeral[0] not in _NUMERALS:
        return int(numeral)
    hundreds, hundred, rest = numeral.partition("百")
    tens, ten, units = (rest if hundred else numeral).lstrip("零").partition("十")
    one = ("", *_NUMERALS).index
    below = (one(tens) or 1) * 10 + one(units) if ten else one(tens)
    return 100 * one(hundreds) + below if hundred else below


def _circled(numeral: str) -> int:
    return ord(numeral) - ord("①") + 1


def _roman(numeral: str) -> int:
    return ord(numeral) - ord("Ⅰ") + 1


def _letter(numeral: str) -> int:
    return ord(numeral.lower()) - ord("a") + 1


NEXT: Final = 0
"""The ordinal of a marker that says only that it is another one: 最后."""


def _in_turn(numeral: str) -> int:
    return {"首先": 1, "一方面": 1, "另一方面": 2}.get(numeral, NEXT)


class Style(NamedTuple):
    """One way to number: its pattern (group 1 is the numeral), how the numeral is read, what may stand before it.

    `firsts` are the ways to write the first marker, or its beginning: a text with none of them has no such list.
    `headless` says that a list may have lost its first marker: 二是, 三是; the second is then among the `firsts`.
    `counted` markers bear no number; `spoken` ones (首先, 其次) lose none.
    """

    name: str
    firsts: str
    pattern: re.Pattern[str]
    ordinal: Callable[[str], int]
    after: str
    example: str
    headless: bool = False
    counted: bool = False
    spoken: bool = False


_N: Final = "[一二三四五六七八九十](?:(?<!十)十[一二三四五六七八九]?|(?<=十)[一二三四五六七八九])?"
_D: Final = "[0-9０-９]{1,2}"
_CLAUSE: Final = "。；：！？，、”’）…:;,"
_SENTENCE: Final = "。；：！？”…:;"

STYLES: Final = (
    Style(
        "是",
        "一是 二是",
        lazy(f"({_N})是"),
        _number,
        _CLAUSE,
        "一是完善制度；二是加强监管。",
        headless=True,
    ),
    Style("要", "一要", lazy(f"({_N})要"), _number, _CLAUSE, "一要提高认识，二要落实责任。"),
    Style(
        "（）",
        "（一 (一 （二 (二",
        lazy(f"[（(]({_N})[）)]"),
        _number,
        _CLAUSE,
        "（一）完善制度。（二）加强监管。",
        headless=True,
    ),
    Style("、", "一、", lazy(f"({_N})、"), _number, _SENTENCE, "一、总体要求。二、主要任务。"),
    Style(
        "条",
        "第一条 第1条",
        lazy(
            "第([一二三四五六七八九十百零]{1,6}|[0-9]{1,3})条(?![规款项、，；。：至和及与或之的中所第明要对从件例线])"
        ),
        _number,
        "。",
        "第一条 为规范救助，制定本办法。第二条 本办法适用于本省。",
    ),
    Style(
        "第",
        "第一 第1",
        lazy(f"第({_N}|{_D})[，、,是：:]"),
        _number,
        _SENTENCE + "，",
        "第一，提高认识。第二，落实责任。",
    ),
    Style("步", "第一步", lazy(f"第({_N})步[，、,：: ]"), _number, _SENTENCE, "第一步，网上申请。第二步，窗口核验。"),
    Style(
        "其",
        "其一",
        lazy("其([一二三四五六])[，、,：:是]"),
        _number,
        _SENTENCE + "，",
        "其一，提高认识。其二，落实责任。",
    ),
    Style(
        "首先",
        "首先",
        lazy("(首先|其次|再次(?=[，,是要])|再者|然后|最后(?=[，,是要]))[，,]?"),
        _in_turn,
        _SENTENCE,
        "首先，提高认识。其次，落实责任。",
        spoken=True,
    ),
    Style(
        "方面",
        "一方面",
        lazy("(一方面|另一方面)[，,]?"),
        _in_turn,
        _CLAUSE,
        "一方面完善制度，另一方面加强监管。",
        spoken=True,
    ),
    Style(
        "1.",
        "1. 1． 1、 １. １． １、",
        lazy(rf"({_D})[.．、](?![0-9０-９])"),
        _number,
        _SENTENCE,
        "1.完善制度。2.加强监管。",
    ),
    Style("(1)", "（1 (1 （１ (１", lazy(rf"[（(]({_D})[）)]"), _number, _CLAUSE, "（1）完善制度；（2）加强监管。"),
    Style("1)", "1） 1) １） １)", lazy(rf"({_D})[）)]"), _number, _CLAUSE, "1）完善制度；2）加强监管。"),
    Style("①", "① ②", lazy("([①-⑳])"), _circled, _CLAUSE, "①完善制度；②加强监管。", headless=True),
    Style("Ⅰ", "Ⅰ", lazy("([Ⅰ-Ⅻ])[.．、：: ]"), _roman, _SENTENCE, "Ⅰ.完善制度。Ⅱ.加强监管。"),
    Style("a)", "a） a) A） A)", lazy("[（(]?([a-jA-J])[）)]"), _letter, _CLAUSE, "a）完善制度；b）加强监管。"),
    Style(
        "a.",
        "a. a． a、 A. A． A、",
        lazy("([a-jA-J])[.．、](?=[\u4e00-\u9fff])"),
        _letter,
        _SENTENCE,
        "A.完善制度。B.加强监管。",
    ),
    Style(
        "——",
        "——",
        lazy("(——)(?=[\u4e00-\u9fff“])"),
        lambda _: NEXT,
        "。；：",
        "——完善制度。——加强监管。",
        counted=True,
    ),
)
