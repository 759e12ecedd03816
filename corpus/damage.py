"""The page's damage, one row each.

`ROWS` is the whole of it: a row has a name, finds what it mends, and carries an example that is its test. The rows
work on the page in their order, each on what the one before it left. A row may drop characters or read them as others,
one for one. A shifted glyph is read otherwise on evidence only: a pair that closes, a paragraph mark in front of a
reporter, a stretch of text that has no ordinary comma at all, what tells of a headline's font (`headlinefont`), what
stands around it and makes no word (`typesetting`, a day's digit, a dash before what is named).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus import headlinefont, pairs, shiftedpages, typesetting
from corpus.glyphs import RADICALS, SHIFTED
from corpus.people import BYLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.pairs import Edit


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of damage: its name, what finds it, and an example (as it stands, as it is read).

    `signs` are characters one of which is in each text that has this damage: a text without them is not searched.
    """

    name: str
    signs: Iterable[str]
    edits: Callable[[str], Iterator[Edit]]
    example: tuple[str, str]


def _dropping(pattern: str) -> Callable[[str], Iterator[Edit]]:
    compiled = re.compile(pattern)

    def edits(text: str) -> Iterator[Edit]:
        return ((m.start(), m.end(), "") for m in compiled.finditer(text))

    return edits


def _reading(pattern: str, readings: dict[str, str] | str) -> Callable[[str], Iterator[Edit]]:
    """Each match read through `readings` (a table), or each of its characters as that one character."""
    compiled = re.compile(pattern)

    def edits(text: str) -> Iterator[Edit]:
        for m in compiled.finditer(text):
            read = readings * len(m[0]) if isinstance(readings, str) else "".join(readings.get(c, c) for c in m[0])
            yield m.start(), m.end(), read

    return edits


_NO_NEED: Final = "".join(rf"(?<![需主必重想只纪摘概提还也都正]{end}要要)" for end in ("", " ", r"\n", r"\n\n"))
"""A dash, where no word ends with its first sign: 需要要."""
_KIND: Final = "(?:实验|观察|见闻|纪实|侧记|综述|走笔|手记|札记|扫描)"
"""What kind of account the second half of a headline says that it is."""

_FIGURE: Final = "[0-9０-９]"
_KINDS_OF_PLACES: Final = "(?<=[（(渊][省市县区州旗])尧(?=[市县区旗镇乡街村](?:[）)冤]|[尧、][市县区旗镇乡街村]))"
"""The mark of a list in brackets, of the kinds of places: 县（市、区）."""


def _blanks(text: str) -> Iterator[Edit]:
    """A shifted blank between the clauses of a headline, where other signs are shifted as well."""
    found = list(typesetting.blanks(text))
    return iter(found if found and any(True for _ in shiftedpages.signs(text)) else ())


def _headlines(text: str) -> Iterator[Edit]:
    return ((at, at + 1, sign) for at, sign in headlinefont.signs(text, pairs.HELD))


_NO_ROOM: Final = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_LINE_ENDS: Final = "\r\v\f\x85\u2028\u2029"
_BLANKS: Final = (
    "\t\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""White space but the line feed."""
_BLANK: Final = re.compile(r"[^\S\n]+")


def _at_line_ends(text: str) -> Iterator[Edit]:
    for m in _BLANK.finditer(text):
        start, end = m.span()
        if start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n":
            yield start, end, ""


ROWS: Final = (
    Row(
        "characters that take no room",
        _NO_ROOM,
        _dropping(f"[{_NO_ROOM}]+"),
        ("民\u200b政\ufeff厅", "民政厅"),
    ),
    Row("a carriage return before its line feed", "\r", _dropping(r"\r(?=\n)"), ("民政\r\n厅", "民政\n厅")),
    Row(
        "other ends of a line",
        _LINE_ENDS,
        _reading(f"[{_LINE_ENDS}]", "\n"),
        ("民政\r厅\u2028长", "民政\n厅\n长"),
    ),
    Row(
        "a radical that looks like the character",
        RADICALS,
        _reading("[\u2e80-\u2fd5]", RADICALS),
        ("⺠政⼯作，⼾籍", "民政工作，户籍"),
    ),
    Row(
        "an indent whose blanks are shifted",
        "摇",
        typesetting.shifted_indents,
        ("摇摇会议召开。\n摇摇会议指出，\n摇摇车上", "\u3000\u3000会议召开。\n\u3000\u3000会议指出，\n摇摇车上"),
    ),
    Row(
        "an indent of one shifted blank",
        "摇",
        typesetting.single_indents,
        (
            "摇近日袁会议召开袁总结工作遥\n摇会议指出袁成效好遥\n摇奖活动办完袁大家满意遥\n摇会议要求袁抓落实遥",
            "\u3000近日袁会议召开袁总结工作遥\n\u3000会议指出袁成效好遥\n摇奖活动办完袁大家满意遥\n\u3000会议要求袁抓落实遥",
        ),
    ),
    Row(
        "a shifted blank in a headline",
        "摇",
        _blanks,
        (
            "风雨同舟摇慈善组织驰援\n近日袁民政厅召开会议袁总结工作尧交流经验遥摇曳的灯摇晃着遥",
            "风雨同舟\u3000慈善组织驰援\n近日袁民政厅召开会议袁总结工作尧交流经验遥摇曳的灯摇晃着遥",
        ),
    ),
    Row(
        "shifted signs where no sign is ordinary",
        "袁遥",
        shiftedpages.signs,
        (
            "圆园圆缘年源月圆源日袁民政厅召开会议袁总结工作袁交流经验尧做法遥会议指出院要长远谋划袁锚定目标袁聚力攻坚曰要做好医院工作袁落实落细遥",
            "２０２５年４月２４日，民政厅召开会议，总结工作，交流经验、做法。会议指出：要长远谋划，锚定目标，聚力攻坚；要做好医院工作，落实落细。",
        ),
    ),
    Row(
        "a shifted day",
        "日",
        _reading(
            r"[员圆猿源缘远苑愿怨](?:(?<=[0-9０-９]月.)|(?<=[0-9０-９]月[ \n].))[园员圆猿源缘远苑愿怨]?(?=[ \n]?日)",
            SHIFTED,
        ),
        ("4月源日至6日，员工日", "4月４日至6日，员工日"),
    ),
    Row(
        "a shifted year",
        "园",
        _reading("(?:圆园|员怨)[园员圆猿源缘远苑愿怨]{2}(?=[ \t　]?年)", SHIFTED),
        ("圆园圆缘年江西低保提标，团圆园里", "２０２５年江西低保提标，团圆园里"),
    ),
    Row(
        "shifted numbers in brackets",
        "冤",
        _reading(
            "渊(?=[一二三四五六七八九十]{1,3}冤)|冤(?:(?<=渊[一二三四五六七八九十]冤)|(?<=渊[一二三四五六七八九十]{2}冤))",
            SHIFTED,
        ),
        ("要求：渊一冤案例。渊十二冤", "要求：（一）案例。（十二）"),
    ),
    Row(
        "a shifted dash before the second half of a headline",
        "要",
        _reading(
            rf"(?m)要要{_NO_NEED}(?:(?<=^..)(?=访|对话|写在|记(?![者录得住])"
            rf"|(?![求素点害])[\u4e00-\u9fff]{{4,16}}{_KIND}[ \t　]*$)|(?=专访))",
            "—",
        ),
        (
            "守住晚年的尊严\n要要访养老院院长\n自己的事自己办\n要要一个小区的自治实验\n主要要访谈",
            "守住晚年的尊严\n——访养老院院长\n自己的事自己办\n——一个小区的自治实验\n主要要访谈",
        ),
    ),
    Row(
        "shifted signs of a headline's font",
        headlinefont.TELLING,
        _headlines,
        (
            "小区议事袁别怕野吵冶\n青岛院养老管家敲开老人门\n院坝会开进老乡家。",
            "小区议事，别怕“吵”\n青岛：养老管家敲开老人门\n院坝会开进老乡家。",
        ),
    ),
    Row(
        "a shifted mark between kinds of places",
        "尧",
        _reading(_KINDS_OF_PLACES, "、"),
        (
            "各县（市尧区），南旺镇尧村、李村，（镇尧王庙村）",
            "各县（市、区），南旺镇尧村、李村，（镇尧王庙村）",
        ),
    ),
    Row(
        "a shifted dash between years",
        "要",
        _reading("要(?<=20[0-9]{2}.)(?=[0-9０-９]{4}年)", "—"),
        ("方案（2025要2027年）要求", "方案（2025—2027年）要求"),
    ),
    Row(
        "shifted crosses for figures that are left out",
        "伊",
        typesetting.crosses,
        ("0411—8300伊伊伊\n伊举报，伊伊的", "0411—8300×××\n×举报，伊伊的"),
    ),
    Row(
        "a shifted number of three digits, ten thousands or more, a three or a nine among them",
        "猿怨",
        typesetting.numbers,
        ("注销猿员圆家，采集源怨万条，恩怨缘家事", "注销３１２家，采集４９万条，恩怨缘家事"),
    ),
    Row(
        "a shifted dash before what is named",
        "要",
        _reading(f"要要{_NO_NEED}(?=[“《])", "—"),
        ("远亲不如近邻要要“小院”办起来，需要要人", "远亲不如近邻——“小院”办起来，需要要人"),
    ),
    Row(
        "shifted dots",
        "噎",
        _reading("噎{2}(?<![抽哽]噎噎)", "…"),
        ("搭建平台、建立公约噎噎\n噎住", "搭建平台、建立公约……\n噎住"),
    ),
    Row(
        "shifted quotation marks",
        "冶",
        pairs.pair(pairs.WILD, pairs.SMELT),
        ("在大冶市推进野两项政\n策冶衔接", "在大冶市推进“两项政\n策”衔接"),
    ),
    Row(
        "the same, behind 大 or 陶",
        "冶",
        pairs.pair(pairs.WILD, pairs.MADE_BIG, reach=20, within="[^，。！？；：袁遥]"),
        ("野做强做大冶产业\n画野花，去大冶市，听人讲冶炼", "“做强做大”产业\n画野花，去大冶市，听人讲冶炼"),
    ),
    Row(
        "the same, before 生 or behind 视",
        "冶",
        pairs.pair(pairs.WILD_OR_QUOTED, pairs.NOT_ALONE, reach=40),
        ("打造野生态福地冶品牌，重视野一老一小冶", "打造“生态福地”品牌，重视“一老一小”"),
    ),
    Row(
        "the same around a few words that make one with the mark",
        "冶",
        pairs.pair("野(?!生[动植长])", pairs.NOT_ALONE, reach=20, within="[^，。！？；：袁遥]"),
        ("丰富野菜篮子冶，挖野菜，冶源镇", "丰富“菜篮子”，挖野菜，冶源镇"),
    ),
    Row(
        "shifted quotation marks around what somebody says",
        "冶",
        pairs.pair(pairs.SPEAKING, pairs.SPOKEN, reach=400, ends=60),
        (
            "她说：野食堂就在楼下，走几步就到，两荤一素一汤，味道清淡，价钱不贵。下雨天，志愿者把饭菜送上门，还帮我量血压、收拾屋子。冶",
            "她说：“食堂就在楼下，走几步就到，两荤一素一汤，味道清淡，价钱不贵。下雨天，志愿者把饭菜送上门，还帮我量血压、收拾屋子。”",
        ),
    ),
    Row(
        "the same, where its first word makes one with the mark",
        "冶",
        pairs.pair(pairs.SPEAKING_UP, pairs.SPOKEN, reach=120, ends=20),
        ("边吃边聊，野菜软和，人也热闹。冶大家笑了。去挖野菜", "边吃边聊，“菜软和，人也热闹。”大家笑了。去挖野菜"),
    ),
    Row(
        "shifted title marks",
        "曳",
        pairs.pair(pairs.LEAF, pairs.DRAG),
        ("印发叶实施方案曳，茶叶飘香", "印发《实施方案》，茶叶飘香"),
    ),
    Row(
        "shifted single quotation marks",
        "爷",
        pairs.pair("耶(?![稣路鲁])", "(?<![爷老大少姥王])爷(?![爷孙俩们])", within="[^。！？遥]"),
        ("打造耶一老一小爷服务圈", "打造‘一老一小’服务圈"),
    ),
    Row("shifted brackets", "冤", pairs.pair(pairs.ABYSS, pairs.WRONG), ("渊据浙江省民政厅冤", "（据浙江省民政厅）")),
    Row(
        "shifted angle brackets",
        "掖",
        pairs.pair(r"掖(?<!张掖)(?<!张\n掖)(?!县)", "业(?<=[法例定则案见知要划]业)"),
        ("实施掖残疾人保障法业办法公布，促进就业", "实施〈残疾人保障法〉办法公布，促进就业"),
    ),
    Row(
        "a shifted mark that closes an ordinary quotation",
        "冶",
        pairs.half("“", "”", pairs.SMELT, "野", closing_shifted=True),
        ("在大冶市开展“阳光救助冶行动", "在大冶市开展“阳光救助”行动"),
    ),
    Row(
        "a shifted mark that opens an ordinary quotation",
        "野",
        pairs.half("“", "”", pairs.WILD, "冶", closing_shifted=False),
        ("在田野开展野阳光救助”行动", "在田野开展“阳光救助”行动"),
    ),
    Row(
        "a shifted mark that closes what somebody says",
        "冶",
        pairs.half("“", "”", pairs.SPOKEN, "野", closing_shifted=True, speech=True),
        ("他说：“饭菜可口。人也多了。冶大家笑了。", "他说：“饭菜可口。人也多了。”大家笑了。"),
    ),
    Row(
        "a shifted mark that opens what somebody says",
        "野",
        pairs.half("“", "”", pairs.SPEAKING, "冶", closing_shifted=False, speech=True),
        ("他说：野饭菜可口。人也多了。”大家笑了。", "他说：“饭菜可口。人也多了。”大家笑了。"),
    ),
    Row(
        "a shifted mark that closes an ordinary title",
        "曳",
        pairs.half("《", "》", pairs.DRAG, "叶", closing_shifted=True),
        ("印发《实施方案曳，摇曳", "印发《实施方案》，摇曳"),
    ),
    Row(
        "a shifted mark that opens an ordinary title",
        "叶",
        pairs.half("《", "》", pairs.TITLED, "曳", closing_shifted=False),
        ("印发叶实施方案》，茶叶飘香", "印发《实施方案》，茶叶飘香"),
    ),
    Row(
        "a shifted bracket that closes an ordinary one",
        "冤",
        pairs.half("（", "）", pairs.WRONG, "渊", closing_shifted=True),
        ("（据浙江省民政厅冤", "（据浙江省民政厅）"),
    ),
    Row(
        "a shifted bracket that opens an ordinary one",
        "渊",
        pairs.half("（", "）", pairs.ABYSS, "冤", closing_shifted=False),
        ("渊据浙江省民政厅）", "（据浙江省民政厅）"),
    ),
    Row("shifted square brackets", "铱", pairs.pair("揖", "铱"), ("揖案例铱", "【案例】")),
    Row(
        "a shifted mark before a reporter",
        shiftedpages.MARKS,
        _reading(
            rf"(?m)[{shiftedpages.MARKS}](?:(?<=^.)|(?<=[ \t　].))摇?(?=[ \t　]*(?:{BYLINE}|[文图][/／]))", SHIFTED
        ),
        ("姻 本报记者 皮磊\n姻摇本报记者 皮磊", "■ 本报记者 皮磊\n■　本报记者 皮磊"),
    ),
    Row(
        "a shifted mark before a name",
        "姻",
        _reading(
            r"(?m)姻(?<=^.)(?=[ \t　]+[\u4e00-\u9fff]{2,4}(?:[ \t　]+[\u4e00-\u9fff]{2,7}){0,4}[ \t　]*$)", SHIFTED
        ),
        ("姻 皮磊\n婚姻登记", "■ 皮磊\n婚姻登记"),
    ),
    Row(
        "a shifted sign of percent",
        "豫",
        _reading(
            r"豫(?:(?<=[0-9０-９].)|(?<=[0-9０-９][ \n].))(?![ \n]?[剧菜园商企籍见皖晋鲁东西南北章])(?<!20[0-9]{2}豫)",
            SHIFTED,
        ),
        ("达到75豫以上", "达到75％以上"),
    ),
    Row("a shifted sign of a ratio", "颐", _reading("颐(?<=[0-9０-９].)(?=[0-9０-９])", SHIFTED), ("1颐10", "1∶10")),
    Row(
        "a shifted sign of times",
        "伊",
        _reading(
            rf"伊(?:(?<={_FIGURE}.)|(?<={_FIGURE}[时天米元人个].)|(?<={_FIGURE}(?:小时|[厘毫]米).))(?=[ \n]?{_FIGURE})",
            SHIFTED,
        ),
        ("3伊5，全天24小时伊7天，两伊8年战争", "3×5，全天24小时×7天，两伊8年战争"),
    ),
    Row(
        "shifted numbers in circles",
        "淤",
        typesetting.circled,
        ("要求：淤严管；于清理淤泥。", "要求：①严管；②清理淤泥。"),
    ),
    Row("white space at a line's ends", _BLANKS, _at_line_ends, (" 为进一步 \n　汇聚", "为进一步\n汇聚")),
    Row(
        "a credit that the column's end broke",
        "据源稿载摘转",
        typesetting.broken_credits,
        (
            "会议召开。（来源：\n浙江省民政厅）\n（据统计，共有\n三项）",
            "会议召开。（来源：浙江省民政厅）\n（据统计，共有\n三项）",
        ),
    ),
)
