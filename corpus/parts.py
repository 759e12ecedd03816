"""The small parts of an article: what of a byline or credit is read, which lines are a kicker, what goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus import places
from corpus.headwords import (
    ACCOUNT,
    COLUMN,
    EXPLAINS,
    PERIOD,
    SUBTITLE,
    VISIT,
    names_place,
    names_who,
    unfinished,
)
from corpus.lines import Finish, finish_of
from corpus.openings import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.lines import Line
    from corpus.traced import Traced

_MARKED: Final = re.compile(r"^[■□◆◇●○▲△★☆◎▌▍◼▪·*\s（(]+|[\s）)]+$")
_SOURCE: Final = re.compile(
    r"^[（(\s]*(?:据|(?:信息|稿件|内容)?来源[：:\s]*|稿源[：:]|转自|摘自|原载)?[：:\s]*|[\s）)]+$"
)


def byline_text(line: Traced) -> Traced:
    """Who wrote it: role and names, without the mark in front."""
    return _stripped(line, _MARKED)


def credit_text(line: Traced) -> Traced:
    """Whom the text was taken from: 浙江省民政厅 of （据浙江省民政厅）."""
    return _stripped(line, _SOURCE)


def _stripped(line: Traced, pattern: re.Pattern[str]) -> Traced:
    return line.without([m.span() for m in pattern.finditer(line.text) if m[0]])


_SHORT: Final = 6
"""Characters: the name of a column, or what is left over of a headline."""
_LISTING: Final = re.compile(r"[、，]|[\u4e00-\u9fff]{3}\s+[\u4e00-\u9fff]{3}")
_LONG: Final = 24
"""Characters of a headline, at most of most."""
_CLAUSES: Final = re.compile("[，。？！].")
_IN_FORCE: Final = re.compile("[日月年]起(?:施行|执行|实施)$")
_EXPLAINING: Final = re.compile("(?:解读|详解|回应|谈)$")
"""How a line ends that has not said yet what is explained."""
_ANSWERS: Final = re.compile("(?:这样|如此|一一|逐一)(?:回答|作答|解答|回应|说|做|办|解决)|(?:给出|有了)(?:答案|回应)")
"""What a line has that takes up what the line above it asks."""
_ORDINAL: Final = re.compile("第[0-9０-９一二三四五六七八九十]|首[届次批]")
_EVENT: Final = re.compile("第[0-9０-９一二三四五六七八九十]+[届次]")
_ALL_QUOTED: Final = re.compile("“[^“”]+”")


class _Seam(NamedTuple):
    """Two lines of a headline, one over the other; the upper one with its spaces; and the body under them."""

    over: str
    under: str
    spaced: str
    body: str

    @property
    def across(self) -> str:
        """The two characters where they meet."""
        return self.over[-1] + self.under[0]

    @property
    def clauses(self) -> list[str]:
        """What the upper line's spaces part."""
        return self.spaced.split()


class _Sign(NamedTuple):
    """A sign that the upper line is a kicker (positive) or the headline's first line, what it weighs, an example."""

    told: Callable[[_Seam], float]
    weight: float
    example: str


_KICKER: Final = (
    _Sign(lambda _: 1.0, -0.4, "most headlines have none"),
    _Sign(
        lambda it: names_who(it.under) or bool(PERIOD.match(it.under) or _EVENT.match(it.under)),
        2.8,
        "织密关爱网 / 湖北召开推进会",
    ),
    _Sign(lambda it: names_place(it.over.lstrip("“《")), -2.5, "湖北召开 / 推进会"),
    _Sign(lambda it: _share(it.over, it.body), -2.6, "a headline's words stand in the body, a slogan's need not"),
    _Sign(lambda it: bool(_LISTING.search(it.spaced)), 2.5, "有人管、有人帮 / 邻里互助解难题"),
    _Sign(lambda it: names_who(it.clauses[-1]) and len(it.clauses) > 1, -5.0, "结对十年 喀什福利院 / 用上新系统"),
    _Sign(lambda it: len(it.under) <= _SHORT, -0.6, "一条热线 / 串起千家"),
    _Sign(lambda it: max(0, len(it.over) + len(it.under) - _LONG), 0.22, "the two are too long for one headline"),
    _Sign(lambda it: "：" in it.under[2:], 1.2, "急难情形先救助 / 临时救助：规程怎么读"),
    _Sign(lambda it: bool(_CLAUSES.search(it.under)), 0.5, "救助寻亲 / 流浪十九年，他回家了"),
    _Sign(lambda it: bool(_IN_FORCE.search(it.over)), 1.5, "7月1日起执行 / 低保标准提高"),
    _Sign(lambda it: bool(_ORDINAL.match(it.over)), -1.0, "第六届评选揭晓 / 百人获奖"),
    _Sign(lambda it: it.across in it.body, -1.6, "养老机构 / 预收费有上限"),
    _Sign(lambda it: it.over[-1] in "！？!?", 3.0, "如何融得进？ / 局长谈社区治理"),
    _Sign(lambda it: it.over[-1] == "…" or it.over.endswith("..."), 6.0, "支持创新、简化程序…… / 多举措推动"),
    _Sign(lambda it: bool(_ANSWERS.search(it.under)), -10.0, "低保怎么申请？ / 江西省民政厅这样回答"),
    _Sign(lambda it: it.over[-1] in "—，" and not VISIT.match(it.over), -5.0, "旧礼堂变身新食堂—— / 山村里的见闻"),
    _Sign(
        lambda it: bool(EXPLAINS.match(it.over)) and not (it.under[0] in "《“" and bool(_EXPLAINING.search(it.over))),
        4.0,
        "有关负责人解读《办法》 / 募捐有了新规矩",
    ),
    _Sign(lambda it: bool(_ALL_QUOTED.fullmatch(it.over)), 1.5, "“我一直都在” / 社工的十年"),
    _Sign(lambda it: bool(VISIT.match(it.over)), 3.0, "访省民政厅厅长 / 兜底如何兜得准"),
    _Sign(lambda it: bool(VISIT.match(it.over)) and it.over[-1] in "：—", 3.5, "对话省民政厅厅长： / 兜底如何兜得准"),
    _Sign(lambda it: len(it.over) <= _SHORT and 2 * len(it.over) <= len(it.under), 1.0, "民生时评 / 别让好事难办"),
    _Sign(lambda it: bool(COLUMN.fullmatch(it.over)), 4.5, "新春走基层 / 滇池边的最后一程"),
    _Sign(lambda it: bool(ACCOUNT.fullmatch(it.under)), -5.0, "旧礼堂变身新食堂 / 山西某县乡村养老观察"),
    _Sign(lambda it: bool(SUBTITLE.match(it.under)), -5.0, "移风易俗 / ——殡葬改革综述"),
    _Sign(lambda it: it.over.count("“") != it.over.count("”"), -4.0, "推进“一门 / 受理”"),
    _Sign(lambda it: it.over.count("《") != it.over.count("》"), -4.0, "印发《关于加强 / 管理的意见》"),
    _Sign(lambda it: unfinished(it.over), -3.0, "某省召开 / 工作会议"),
    _Sign(lambda it: it.across in it.body and bool(places.named(it.across)), -5.0, "床位怎么建？重 / 庆市民政局作答"),
)
"""The weights of common signs are fitted to some 560 pairs of lines of twelve sources: one in fifty is then taken
amiss, on sources left out as well; those of rare signs are set by hand."""


def _share(text: str, body: str) -> float:
    """How many of a text's characters in twos stand in the body: 0.0 to 1.0."""
    pairs = list(map(str.__add__, text, text[1:]))
    return sum([pair in body for pair in pairs]) / max(1, len(pairs))


def kicker_lines(rows: Sequence[Line], body: str) -> int:
    """How many of a headline's lines, from the top, are a kicker over it: 0 or 1."""
    if len(rows) < 2:
        return 0
    seam = _Seam(rows[0].text, rows[1].text, rows[0].traced.text, "".join(body.split()))
    return int(sum([sign.weight * sign.told(seam) for sign in _KICKER]) > 0)


_RUNNING: Final = re.compile("[。！？；]|，.{20}")
"""What running text has and a heading inside it has not."""
_BRACKETED: Final = re.compile("[。！？…”][（(][^（）()]*[）)]$")
"""An end that has no mark and needs none: 落实。（据江苏省民政厅）."""
_LISTED: Final = re.compile("[（(]?[一二三四五六七八九十0-9０-９]{1,3}[）)、.．]|[①-⑳]")
_LEAD: Final = 2.0


def breaks_off(text: str, following: str) -> bool:
    """Whether a paragraph of running text breaks off in mid-sentence and the paragraph `following` it goes on.

    It does not where that is a heading or an item of a list, or opens like a lead.
    """
    over, under = "".join(text.split()), "".join(following.split())
    return (
        finish_of(over) in {Finish.NONE, Finish.COMMA}
        and bool(_RUNNING.search(over) and _RUNNING.search(under))
        and not _BRACKETED.search(over)
        and not _LISTED.match(under)
        and opening(under) < _LEAD
    )
