"""The lines of a page, and what each looks like by itself.

Nothing is decided here that needs a second line: a `Line` knows its text, its width and how it begins and ends; whether
it is a byline, a credit or an ornament is told by its own shape. What its neighbours make of it is `headlines`' affair.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus.glyphs import SHIFTED
from corpus.openings import opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.traced import Traced


class Kind(Enum):
    """What a line is by its shape alone."""

    TEXT = "text"
    BYLINE = "byline"
    CREDIT = "credit"
    ORNAMENT = "ornament"
    NOTICE = "notice"

    __hash__ = object.__hash__  # the members are looked up thousands of times a page; Enum's own is slow


class Finish(Enum):
    """How a line ends."""

    FULL = "a full stop, closing quotation marks and brackets after it allowed"
    WEAK = "another mark that can end a sentence"
    SEMICOLON = "a semicolon"
    COLON = "a colon"
    COMMA = "a mark that ends no sentence"
    NONE = "in mid-sentence"

    __hash__ = object.__hash__


_TEXT, _ORNAMENT = Kind.TEXT, Kind.ORNAMENT
_NONE, _COMMA, _FULL, _WEAK = Finish.NONE, Finish.COMMA, Finish.FULL, Finish.WEAK
"""Names that are quick to reach: an enumeration takes five times as long to find its member."""


class Line(NamedTuple):
    """One line of a cleaned `page`, from `start` to `end` in it, that holds more than white space.

    `raw` keeps the white space inside it, `text` has none.
    """

    page: Traced
    start: int
    end: int
    raw: str
    text: str
    kind: Kind
    finish: Finish
    apart: bool
    """Whether a blank line stands before it."""
    indent: int
    """Characters of white space before it."""

    @property
    def traced(self) -> Traced:
        """With the white space inside it."""
        return self.page[self.start : self.end]


_ROLE: Final = (
    r"(?:(?:本报|本刊|新华社|中新社|特约|见习|实习|首席|全媒体|融媒体|专题|特邀|驻[\u4e00-\u9fff]{1,4})*"
    r"(?:记者|通讯员|评论员|特派员|撰稿人|实习生)|作者|撰稿|撰文|供稿|整理|编辑|责编|摄影)"
)
_MARK: Final = "[■□◆◇●○▲△★☆◎▌▍◼▪·*]"
_NO_NAME: Final = "(?!从|在|获|了|近|日|昨|今|采|发|来|走|看|见|跟|随|对|就)"
_NAME: Final = rf"{_NO_NAME}[\u4e00-\u9fff]{{2,4}}(?:·[\u4e00-\u9fff]{{2,8}})?"
_APART: Final = r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff](?![\u4e00-\u9fff])){1,2}"
"""A short name whose characters are set apart: 常 乐; only behind a mark or behind the paper's name."""
_LONG_NAME: Final = rf"{_NO_NAME}[\u4e00-\u9fff]{{5,8}}(?:·[\u4e00-\u9fff]{{2,8}})?"
"""A Mongolian or Kazakh reporter's: 乌云其其格; only where a gap parts it from the role."""
_NAMES: Final = rf"{_NAME}(?:[\s、/／]+(?:{_ROLE}[\s：:/／]*)?{_NAME}){{0,5}}"
_ANY_NAME: Final = f"(?:{_NAME}|{_NO_NAME}{_APART})"
_ANY_NAMES: Final = rf"{_ANY_NAME}(?:[\s、/／]+(?:{_ROLE}[\s：:/／]*)?{_ANY_NAME}){{0,5}}"
_TAIL: Final = r"(?:[\s/／]*(?:文/图|图/文|文/摄|摄/文|文图|文|图|摄|报道|摄影报道|摄影|综合报道))?"
_BYLINE: Final = re.compile(
    rf"{_MARK}\s*(?:(?:文|图|文图)[/／]?\s*)?(?:{_ROLE}[\s：:/／]*)?{_ANY_NAMES}{_TAIL}"
    rf"|(?:(?:文/图|图/文|文|图|文图|图文)[/／：:\s]\s*)(?:{_ROLE}[\s：:/／]*)?{_NAMES}{_TAIL}"
    rf"|(?:本报|本刊)(?:(?!讯|电)[\u4e00-\u9fff]){{0,4}}(?:记者|通讯员|评论员)[\s：:/／]*{_ANY_NAMES}{_TAIL}"
    rf"|{_ROLE}[\s：:/／]+{_NAMES}{_TAIL}"
    rf"|(?:{_MARK}\s*)?{_ROLE}\s+{_LONG_NAME}(?:[\s、/／]+{_ROLE}[\s：:/／]+(?:{_LONG_NAME}|{_NAME}))*{_TAIL}"
    rf"|{_NAMES}[\s/／]+(?:文/图|图/文|文图|摄影报道|图文报道|文并摄)"
    rf"|[（(](?:{_ROLE}[\s：:/／]*){_NAMES}{_TAIL}[）)]"
    rf"|(?:{_MARK}\s*)?(?:本报|本刊)(?:评论员|编辑部|记者)"
)
_BYLINE_BEGINS: Final = frozenset("■□◆◇●○▲△★☆◎▌▍◼▪·*文图本特见实首全融专驻记通评作撰供整编责摄（(")
_BYLINE_ENDS: Final = frozenset("图文道摄")
"""A line that neither begins nor ends with one of these is no byline: seen at once, without the pattern."""
_ACCORDING: Final = "据(?![说查悉称传测估]|介绍|统计|了解|调查|初步)"
_CREDIT: Final = re.compile(
    rf"[（(](?:{_ACCORDING}|来源|稿源|信息来源|稿件来源|综合|转自|摘自|原载|本报综合|内容来源)[^（）()。]{{0,40}}[）)]"
    r"|[（(][^（）()。，]{0,20}(?:供稿|供图|官网|网站|公众号|客户端)[）)]"
    r"|(?:来源|稿源|信息来源|稿件来源|内容来源)[：:][^。，；]{2,30}"
)
_ENDS_WITH_CREDIT: Final = re.compile(
    rf"(?<=[。！？”…])\s*([（(](?:(?:{_ACCORDING}|来源|稿源|信息来源|稿件来源|转自|摘自|原载)[：:]?[^（）()。，；]{{1,20}}"
    r"(?:厅|局|部|委|办|处|科|室|院|[学协总]会|基金会|中心|社|网|报|站|台|公众号|客户端|政府|电视|杂志)"
    r"|[^（）()。，；]{3,20}(?<!每[日周月季年])供稿)[）)])\Z"
)
"""Whom an article was taken from: an office, an association, a paper; not 据统计, 据家属口述, 每月供稿."""
_INNER: Final = -1.0
"""What a line that begins anew opens like, more than."""
_BRACKETS: Final = frozenset("）)")
_CREDIT_BEGINS: Final = frozenset("（(来稿信内")
_SIGNED: Final = re.compile(
    r"[（(](?![一二三四五六七八九十]+[）)]|不含|不包括|[下上]同[）)]|同上|待续|未?完[）)]|略[）)]|限本|另有|详见|其中|[共约][0-9０-９一二三四五六七八九十])"
    r"(?:[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,3}|[^（）()。，；]{2,24}(?:局|厅|部|委|办|办公室|会|中心|社|网|报|处|科|院|公众号))[）)]"
)
_DAY: Final = r"(?:20|２０)[0-9０-９]{2}\s*[.．年/-]\s*[0-9０-９]{1,2}\s*[.．月/-]\s*[0-9０-９]{1,2}\s*日?"
_WEEKDAY: Final = "星期[一二三四五六日天]"
_ISSUE: Final = r"(?:总?第\s*[0-9０-９]{1,5}\s*期)"
_NAMED: Final = (
    "(?:综合|要闻|地方|国内|公益|民政|慈善|社会|基层|养老|社区|救助|党建|文化|视点|人物|关注|法治|健康)(?:新闻|要闻)?"
)
_NAMED_IN_FULL: Final = (
    "(?:[A-H][0-9]{1,2})?(?:(?:综合|地方|国内|公益|民政|慈善|社会|基层|养老|社区)(?:新闻|要闻)|要闻|综合)"
)
_SECTION: Final = (
    "(?:新闻|要闻|综合|专题|公益|社会|慈善|民政|评论|副刊|特刊|人物|国际|时政)[A-Z]{4,}"
    f"|{_NAMED}[0-9０-９]{{1,2}}(?![0-9０-９])|[0-9０-９]{{1,2}}{_NAMED}"
)
_MAKES: Final = "责编|责任编辑|编辑|美编|校对|组版|版式|制图|审校|主编"
_WHO_MADE: Final = r"[\u4e00-\u9fff]{2,4}(?:电话[：:]?[0-9-]{7,})?"
_STAFF: Final = (
    rf"(?:(?:{_MAKES})[：:/／][\u4e00-\u9fff]{{2,4}}){{2,}}|本版(?:{_MAKES})[：:/／]?{_WHO_MADE}"
    rf"|(?:责编|责任编辑)[：:/／]{_WHO_MADE}"
)
_PAGE: Final = "第[0-9０-９]{1,2}版"
_OVER: Final = f"(?:{_WEEKDAY}|{_ISSUE}|{_SECTION}|{_PAGE}|{_PAGE}{_NAMED}|{_NAMED}{_PAGE})"
_MORE: Final = f"(?:{_DAY}|{_OVER}|{_STAFF}|[A-H]?[0-9]{{1,2}}版?(?![0-9]))"
_MASTHEAD: Final = f"{_DAY}{_OVER}{_MORE}*|{_OVER}{_MORE}+"
_REACHED: Final = (
    r"(?:本报|本刊|编辑部)?(?:广告|投稿|新闻|发行|订阅|报料)(?:热线|电话|邮箱|信箱|咨询)[：:][0-9A-Za-z@._/、，-]{6,}"
)
"""How a newspaper is reached."""
_NOTICE: Final = re.compile(
    r"[（(](?:完|未完|待续|下转|上接|图片由|详见)[^（）()]{0,20}[）)]|第?\s*\d{1,2}\s*版|[-—]\s*\d{1,3}\s*[-—]"
    rf"|{_MASTHEAD}|{_STAFF}|(?:{_REACHED}(?:电话[：:][0-9-]{{7,}})?)+"
)
"""Signs for a reader that goes on or has come from elsewhere, a page's number, and what stands over a page: its day
with the weekday, its issue, its section; and who made it."""
_NOTICE_BEGINS: Final = frozenset(
    "（(第总本-—星综要地国公民慈社新专时评副基养救党文视人关法健责编美校组版制审主广投发订报"
)
"""What a notice begins with that does not begin with a number."""
_NUMBER: Final = re.compile("[A-HＡ-Ｈ]?[0-9０-９]{1,2}")
"""A page's number, where it stands first, last or after a full stop."""
_ALONE: Final = re.compile(
    rf"{_OVER}|{_NAMED_IN_FULL}|[\u4e00-\u9fff]{{2,6}}(?:社会报|时报|日报|晚报|早报|晨报|周报|都市报|商报)"
)
"""One part of a masthead, or a newspaper's name, where it stands so."""
_BRIEF: Final = 9
"""Characters of a page's number, a part of a masthead or a paper's name at most."""
_SECTION_NAME: Final = re.compile(_NAMED_IN_FULL)
"""The name of a section, which running text may have as well: 民政要闻 / 发布制度."""
_A_DAY: Final = re.compile(_DAY)
"""A day alone, where only such lines stand over it."""
_GOES_ON: Final = frozenset("，、。；：至—起前后上下中午晚凌清的到在")
"""What a text goes on with behind a day."""
_LETTERED: Final = re.compile("[A-H][0-9]{1,2}")
"""The same with its section's letter, wherever it stands alone."""
_SOLID: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffffA-Za-z0-9０-９Ａ-Ｚａ-ｚ]")

_CLOSERS: Final = "”’》）】」』)\"'〉］]"
_REMARK: Final = re.compile(r"[。！？][”’]?[（(][^（）()]{1,30}[）)]\Z")
"""A remark in brackets, behind a sentence's end: 找到了。（下同）"""
_FINISHES: Final = {
    "。": _FULL,
    **dict.fromkeys("！？…!?", _WEAK),
    **dict.fromkeys("；;", Finish.SEMICOLON),
    **dict.fromkeys("：:", Finish.COLON),
    **dict.fromkeys("，、“（《‘,", _COMMA),
}
_TRAILING: Final = re.compile(r"[。！？；，、：…％%”’）》】」』]+")
_OPENERS: Final = {"”": "“", "’": "‘", "）": "（", "》": "《", "】": "【", "」": "「", "』": "『"}
_QUOTED: Final = 60
"""Characters that a quotation may have run on for when its end is cut off."""


def lines_of(text: Traced) -> list[Line]:
    """The lines of a cleaned page, empty ones apart, in the page's order."""
    lines: list[Line] = []
    above: Line | None = None
    at, string, last = 0, text.text, -1
    origins = text.origins
    for raw in string.split("\n"):
        end = at + len(raw)
        if raw:
            tight = "".join(raw.split())
            kind = _kind(raw, tight)
            if kind is _ORNAMENT and _ends_a_sentence(tight, above, lines):
                kind = _TEXT
            if kind is _TEXT:
                if tight[0] in "（(" and lines and lines[-1].finish is _FULL and _SIGNED.fullmatch(tight):
                    kind = Kind.CREDIT
                elif len(tight) <= _BRIEF and (_NUMBER.fullmatch(tight) or _ALONE.fullmatch(tight)):
                    over = not lines or lines[-1].kind is Kind.NOTICE or not string[end:].strip()
                    over = over or (_over(lines[-1]) and not _SECTION_NAME.fullmatch(tight))
                    kind = Kind.NOTICE if over or _LETTERED.fullmatch(tight) else kind
                elif _A_DAY.fullmatch(tight) and all(line.kind is Kind.NOTICE for line in lines):
                    kind = Kind.NOTICE if string[end:].lstrip()[:1] not in _GOES_ON else kind
            indent = origins[at] - (origins[at - 1] + 1 if at else 0)
            lines.append(Line(text, at, end, raw, tight, kind, finish_of(tight), at > last + 1, indent))
            above = lines[-1] if kind is not _ORNAMENT else above
            last = end
        at = end + 1
    return lines


def parted_from_credits(lines: Sequence[Line]) -> list[Line]:
    """The lines, in which a credit behind the last sentence of an article is a line by itself.

    What stands below begins anew: a credit is told at an article's end.
    """
    parted: list[Line] = []
    for line, below in zip_longest(lines, lines[1:]):
        credit = _ENDS_WITH_CREDIT.search(line.raw) if line.raw[-1] in _BRACKETS and line.kind is _TEXT else None
        if credit and (below is None or below.kind is not _TEXT or opening(below.text) > _INNER):
            at, text = line.start + credit.start(1), "".join(credit[1].split())
            before = line.raw[: credit.start(1)]
            tight = "".join(before.split())
            parted += [
                line._replace(end=at, raw=before, text=tight, finish=finish_of(tight)),
                Line(line.page, at, line.end, credit[1], text, Kind.CREDIT, finish_of(text), apart=False, indent=0),
            ]
        else:
            parted.append(line)
    return parted


def _over(line: Line) -> bool:
    """Whether nothing goes on after the line."""
    return line.finish is _FULL or line.kind in {Kind.BYLINE, Kind.CREDIT, Kind.NOTICE}


def _ends_a_sentence(tight: str, above: Line | None, lines: Sequence[Line]) -> bool:
    """Whether marks alone on a line are the end of the sentence above them, cut off by the column's width.

    `above` is the last of the `lines` before them that is no ornament.
    """
    if above is None or above.kind is not _TEXT or not _TRAILING.fullmatch(tight):
        return False
    if tight[0] not in _CLOSERS:
        return above.finish is not _FULL
    text = "".join(line.text for line in lines[-6:] if line.kind is _TEXT)[-_QUOTED:]
    opening = _OPENERS.get(tight[0], "")
    return text.rfind(opening) > text.rfind(tight[0])


def _kind(raw: str, tight: str) -> Kind:
    if len(tight) > 48:
        return _TEXT
    first = tight[:1]
    if first in _CREDIT_BEGINS and _CREDIT.fullmatch(tight):
        return Kind.CREDIT
    if (first in _NOTICE_BEGINS or first.isdecimal()) and _NOTICE.fullmatch(tight):
        return Kind.NOTICE
    solid = "\u4e00" <= first <= "\u9fff" or _SOLID.search(tight)
    if not solid or (len(tight) == 1 and not _SOLID.search(SHIFTED.get(tight, tight))):
        return Kind.ORNAMENT
    if (first in _BYLINE_BEGINS or tight[-1] in _BYLINE_ENDS) and (
        _BYLINE.fullmatch(raw) or (first in _MARK and _BYLINE.fullmatch(tight))
    ):
        return Kind.BYLINE
    return _TEXT


def finish_of(tight: str) -> Finish:
    """How text without white space ends; a remark in brackets behind a sentence's end changes nothing."""
    if tight[-1:] not in _CLOSERS:
        return _FINISHES.get(tight[-1:], _NONE)
    bare = tight.rstrip(_CLOSERS)
    finish = _FINISHES.get(bare[-1:], _NONE)
    if len(bare) == len(tight) or finish is _FULL or finish is _WEAK:
        return finish
    return _FULL if _REMARK.search(tight) else _NONE
