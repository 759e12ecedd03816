# ruff: noqa: E501 - a row of the tables below is read as one line
"""Numbers: how many of what, how large a share, how much money.

A number counts only with the unit behind it: 7项, 75％以上, 6个单位, 三级. Chinese numerals stand in many words that count
nothing (一体化, 三农, 第三次), so they need a unit from the table and nothing before them that makes them an ordinal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span
from corpus.patterns import lazy

UNITS: tuple[tuple[str, str], ...] = (
    ("percent", "%|％|个百分点"),
    ("money", "亿元|万元|千元|百元|余元|多元|元"),
    ("measure", "项|条|款|点"),
    ("people", "人次|万人|亿人|名|人|位"),
    ("household", "户次|户"),
    ("place", "个省|个市|个县|个区|个乡镇|个街道|个镇|个村|个社区|个县（市、区）|个城市"),
    ("body", "个单位|家|个部门|个机构|个组织"),
    ("system", "个体系|大体系"),
    ("time", "年|个月|个工作日|天|小时|周|分钟|周岁|岁"),
    ("size", "平方米|公里|亩|公顷|米|吨"),
    ("order", "类|种|批|级|大|场|期|次|届|倍"),
    ("thing", "所|座|处|件|例|份|篇|部|张|支|辆|套|册|间|对|笔|只|万|亿|个"),
)
"""Kind → the units that belong to it, longer before shorter; the first kind that fits wins."""

ASKED: tuple[tuple[str, str], ...] = (
    (
        "money",
        r"多少钱|多少[万亿百千]*元|几[百千万亿]?元|金额|(?:多少|几).{0,2}(?:补贴|补助|资金|经费|奖励)|每月.{0,4}元|how much|yuan|rmb",
    ),
    (
        "percent",
        r"百分之|比例|占比|比重|比率|多少[％%]|[增下上]\w*[长降升]多少|覆盖率|[^效频]率(?:是|为|达|要)|percent|ratio|proportion|share of|\brate\b|how much",
    ),
    ("size", r"面积|多大|how (?:much land|large|big)"),
    ("measure", r"[多少几]+[项条款点]"),
    (
        "people",
        r"[多少几]+(?:个?人|名|位)|(?:多少|几)(?:个|万)?[^，。？?的个家张对所座处户项]{0,4}(?:人员|老人|老年人|儿童|孤儿|群众|居民|对象|人口|志愿者|社工|残疾人)(?=[^\u4e00-\u9fff]|$|参|出|得|享|领|获|受|被|纳|需|接)",
    ),
    ("household", r"[多少几]+(?:户|个?家庭)"),
    ("system", r"[多少几]+[个大]体系"),
    ("place", r"[多少几]+个?(?:省|市|县|区|镇|街道|村|城市|地方)"),
    ("body", r"[多少几]+(?:个(?:单位|部门|机构|组织)|家)"),
    ("time", r"[多少几]+(?:年|个月|个工作日|天|小时|岁)|how (?:long|old)"),
)
"""Kind → how a question asks for it."""

HEADS: tuple[tuple[str, str], ...] = (
    ("measure", "measures? items? points? tasks? policies requirements? steps?"),
    (
        "people",
        "people persons? participants? elderly \\w*workers? \\w*givers? carers? nurses? teachers? doctors? experts? lawyers? graduates? students? counsell?ors? citizens? villagers? women men volunteers? children orphans? residents? seniors? members?",
    ),
    ("household", "households? families"),
    ("system", "systems?"),
    ("place", "provinces? cities counties towns? villages? districts?"),
    ("body", "units? departments? organi[sz]ations? institutions? bodies foundations? charities associations?"),
    ("time", "years? months? days? hours? weeks?"),
    ("money", "yuan rmb"),
    ("percent", "percent"),
)
"""Kind → the English nouns that name it, at the end of what follows `how many`."""

_PHRASE = lazy(
    r"how many(?: of)? (?P<phrase>.+?)(?= (?:do|does|did|are|is|was|were|has|have|had|will|would|can|should|must|in|at|of|by|to|on|for|from|with"
    r"|there|who|that|which|aged|over|take|took|spoke|join|attend|share|participate|\w+ed)\b|[?.,;!]|$)"
)

COMPATIBLE: dict[str, frozenset[str]] = {
    "place": frozenset({"place", "body", "thing"}),
    "body": frozenset({"body", "place", "thing"}),
    "system": frozenset({"system", "thing", "order"}),
    "thing": frozenset({"thing", "body", "place"}),
}
"""Asked kind → kinds of number that can answer it; a kind that is not here is answered by its own only."""

COUNTS = frozenset({"people", "household", "place", "body", "system", "measure", "order", "thing"})
"""Kinds that count; money, shares, times and sizes measure."""

_DIGITS = r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*"
_CHINESE = "[一二两三四五六七八九十百千万亿零〇]+"
_UNIT = "|".join(unit for _, units in UNITS for unit in units.split("|"))
_UNITS = "|".join(sorted(_UNIT.split("|"), key=len, reverse=True))
_MORE = r"(?P<more>以上|以下|以内|左右|余|多)?"
NUMBER = lazy(
    rf"(?P<least>不低于|不少于|不超过|超过|达到|达|约|近|至少|最高|最低|共|共计)?(?:百分之(?P<share>{_CHINESE})"
    rf"|(?P<digits>{_DIGITS})(?P<scale>[万亿千百]*)(?P<odd>[多余]?)\s*(?P<unit>{_UNITS})"
    rf"|(?<![第之十百千万亿0-9一二两三四五六七八九])(?P<chinese>{_CHINESE})(?P<chinese_unit>{_UNITS})(?![是要刀]))"
    + _MORE
)
NAME = 40
"""How long what stands in quotation or title marks may be to be a name and not what somebody said."""

_COUNTED = lazy(rf"(?:多少|几)({_UNITS})")
_NOTHING = lazy(r"一(?:个|家|人|年|批|次|种|级|大|部|支|场|点|条|项|套|对|张|件|天|户|处|期|名|位|所)")
_YEAR = lazy(r"(?:19|20)\d\d年")


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
        if unit == "届" or following.startswith("全会") or _in_a_name(text, match.start()):
            continue
        found.append(Number(Span(*match.span()), kind_of(unit), unit))
    return tuple(found)


def _in_a_name(text: str, at: int) -> bool:
    """Whether a number stands in quotation or title marks: “四个同步” counts nothing outside them."""
    return any(
        text.rfind(opening, 0, at) > text.rfind(closing, 0, at)
        and text.find(closing, at) - text.rfind(opening, 0, at) <= NAME
        for opening, closing in ("“”", "《》")
    )


def kind_of(unit: str) -> str:
    """The kind that a unit belongs to."""
    return next((kind for kind, units in UNITS if unit in units.split("|")), "percent" if unit == "%" else "thing")


def asked_kinds(question: str) -> frozenset[str]:
    """The kinds of number that would answer a question; empty when it does not say."""
    lowered = question.lower()
    asked = [kind for kind, cue in ASKED if re.search(cue, lowered)]
    if phrase := _PHRASE.search(lowered):
        asked = [_kind_of_head(phrase["phrase"].split()[-1])]
    unit = asked_unit(question)
    if unit and (unit != "个" or not asked):
        asked = [kind_of(unit)]
    if not asked and re.search(r"(?:多少|几)[\u4e00-\u9fff]{2}", question):
        return COUNTS | {"money", "size"}
    return frozenset(other for kind in asked for other in COMPATIBLE.get(kind, frozenset({kind})))


def _kind_of_head(word: str) -> str:
    """The kind that an English noun names; any other noun is a thing."""
    return next((kind for kind, nouns in HEADS if re.fullmatch("|".join(nouns.split()), word)), "thing")


def asked_unit(question: str) -> str:
    """The unit straight behind 多少 or 几, or nothing."""
    match = _COUNTED.search(question)
    return match[1] if match else ""


_ITEMS = lazy(
    r"(?<![第\d一二三四五六七八九十])(\d{1,2}|十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r"(?:项|条|个方面|方面|大)(?:\d+条)?(?:[\u4e00-\u9fff]{0,6}?(?:措施|举措|任务|要求|内容|意见|办法|做法|行动|工程|工作|政策)|[：:,，。]|$)"
)
_CHINESE_COUNTS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def stated_items(lead: str, listed: int) -> int:
    """How many items the sentence that announces a list of `listed` says it has (提出四项措施); 0 where it says nothing."""
    stated = [_value(match[1]) for match in _ITEMS.finditer(lead)]
    return listed if listed in stated else next(iter(stated), 0)


def _value(numeral: str) -> int:
    """A number of digits, or a Chinese one below twenty."""
    return int(numeral) if numeral.isdecimal() else sum(_CHINESE_COUNTS[character] for character in numeral)


def counted_thing(question: str) -> tuple[str, str]:
    """The words in which a question names what it counts: those behind 多少 and its unit, and those before.

    Of an English question, the noun phrase behind `how many`.
    """
    if phrase := _PHRASE.search(question.lower()):
        return phrase["phrase"], ""
    match = re.search(rf"(?:多少|几)(?:{_UNITS})?", question)
    if match is None:
        return "", ""
    return re.split("[，。？?！!的]", question[match.end() :])[0], question[: match.start()]
