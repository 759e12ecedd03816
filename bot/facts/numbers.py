# ruff: noqa: E501 - a row of the tables below is read as one line
"""Numbers: how many of what, how large a share, how much money.

A number counts only with the unit behind it: 7项, 75％以上, 6个单位, 三级. Chinese numerals stand in many words that count
nothing (一体化, 三农, 第三次), so they need a unit from the table and nothing before them that makes them an ordinal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span

UNITS: tuple[tuple[str, str], ...] = (
    ("percent", "%|％|个百分点"),
    ("money", "亿元|万元|千元|百元|余元|多元|元"),
    ("measure", "项|条|款|点"),
    ("people", "人次|万人|亿人|名|人|位|户次|户"),
    ("place", "个省|个市|个县|个区|个乡镇|个街道|个镇|个村|个社区|个县（市、区）|个城市"),
    ("body", "个单位|家|个部门|个机构|个组织"),
    ("system", "个体系|大体系"),
    ("time", "年|个月|天|小时|周|分钟|周岁|岁"),
    ("size", "平方米|公里|亩|公顷|米|吨"),
    ("thing", "类|种|批|级|大|所|座|处|件|场|期|次|届|例|份|篇|部|张|支|辆|套|册|间|对|笔|只|倍|万|亿|个"),
)
"""Kind → the units that belong to it, longer before shorter; the first kind that fits wins."""

ASKED: tuple[tuple[str, str], ...] = (
    ("money", r"多少钱|多少[万亿百千]*元|几[百千万亿]?元|金额|每月.{0,4}元|how much money|yuan|rmb"),
    (
        "percent",
        r"百分之|比例|占比|比重|比率|多少[％%]|[增下上]\w*[长降升]多少|覆盖率|[^效频]率(?:是|为|达|要)|percent|ratio|proportion|share of|\brate\b",
    ),
    (
        "measure",
        r"[多少几]+[项条款点]|how many (?:\w+ ){0,3}?(?:measures?|items?|points?|tasks?|policies|requirements?)",
    ),
    (
        "people",
        r"[多少几]+(?:个?人|名|位|户)|(?:多少|几)[^，。？?的]{0,8}(?:人员|老人|老年人|儿童|孤儿|群众|居民|对象|人口|志愿者|社工)|how many (?:\w+ ){0,2}?(?:people|persons?|participants?|households?|elderly|workers?)",
    ),
    ("system", r"[多少几]+[个大]体系|how many (?:\w+ ){0,2}?systems?"),
    (
        "place",
        r"[多少几]+个?(?:省|市|县|区|镇|街道|村|社区|城市|地方)|how many (?:\w+ ){0,2}?(?:provinces|cities|counties|towns|villages|communities)",
    ),
    (
        "body",
        r"[多少几]+(?:个(?:单位|部门|机构|组织)|家)|how many (?:\w+ ){0,2}?(?:units?|departments?|organi[sz]ations?|institutions?|bodies)",
    ),
    ("time", r"[多少几]+(?:年|个月|天|小时|岁)|how (?:long|old)|how many (?:years?|months?|days?|hours?)"),
)
"""Kind → how a question asks for it."""

COMPATIBLE: dict[str, frozenset[str]] = {
    "place": frozenset({"place", "body", "thing"}),
    "body": frozenset({"body", "place", "thing"}),
    "system": frozenset({"system", "thing"}),
    "people": frozenset({"people"}),
}
"""Asked kind → kinds of number that can answer it; a kind that is not here is answered by its own only."""

_DIGITS = r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*"
_CHINESE = "[一二两三四五六七八九十百千万亿零〇]+"
_UNIT = "|".join(unit for _, units in UNITS for unit in units.split("|"))
_UNITS = "|".join(sorted(_UNIT.split("|"), key=len, reverse=True))
_MORE = r"(?P<more>以上|以下|以内|左右|余|多)?"
NUMBER = re.compile(
    rf"(?P<least>不低于|不少于|不超过|超过|达到|达|约|近|至少|最高|最低|共|共计)?(?:百分之(?P<share>{_CHINESE})"
    rf"|(?P<digits>{_DIGITS})(?P<scale>[万亿千百]*)(?P<odd>[多余]?)\s*(?P<unit>{_UNITS})"
    rf"|(?<![第之十百千万亿0-9一二两三四五六七八九])(?P<chinese>{_CHINESE})(?P<chinese_unit>{_UNITS})(?![是要刀]))"
    + _MORE
)
_COUNTED = re.compile(rf"(?:多少|几)({_UNITS})")
_NOTHING = re.compile(r"一(?:个|家|人|年|批|次|种|级|大|部|支|场|点|条|项|套|对|张|件|天|户|处|期|名|位|所)")
_YEAR = re.compile(r"(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit, as it stands: `span` covers the qualifier in front (达到) and behind (以上)."""

    span: Span
    kind: str
    unit: str


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a sentence in order; years and dates are not among them, nor 一个 and its like."""
    found: list[Number] = []
    for match in NUMBER.finditer(text):
        core = match[0]
        unit = "%" if match["share"] else match["unit"] or match["chinese_unit"]
        if _YEAR.search(core) or (match["chinese"] and _NOTHING.match(match["chinese"] + unit)):
            continue
        following = text[match.end() : match.end() + 2]
        if match["digits"] and unit == "年" and not following.startswith(("内", "间", "以")):
            continue
        if unit == "届" or following.startswith("全会"):
            continue
        found.append(Number(Span(*match.span()), kind_of(unit), unit))
    return tuple(found)


def kind_of(unit: str) -> str:
    """The kind that a unit belongs to."""
    return next((kind for kind, units in UNITS if unit in units.split("|")), "percent" if unit == "%" else "thing")


def asked_kinds(question: str) -> frozenset[str]:
    """The kinds of number that would answer a question; empty when it does not say."""
    lowered = question.lower()
    asked = [kind for kind, cue in ASKED if re.search(cue, lowered)]
    if not asked and (counted := _COUNTED.search(question)):
        asked = [kind_of(counted[1])]
    return frozenset(other for kind in asked for other in COMPATIBLE.get(kind, frozenset({kind})))
