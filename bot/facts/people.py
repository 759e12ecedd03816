# ruff: noqa: E501 - a row of the tables below is read as one line
"""People: a post, the name after it, and what the sentence says that person did.

A bulletin introduces a person once, as organisation + post + name (省民政厅党组书记、厅长余广庆), and then says what the
person did (出席会议并讲话). Several people may share one verb that stands after the last of them, and a semicolon does
not end its reach. The name is found by what stands on both sides of it: a post in front, a verb or a mark behind; so a
name is never guessed out of running text. Later sentences name people without their posts (王文序指出), which is why
names that are known from before can be passed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bot.facts.roles import IN_COMPANY, NOTHING, Role, deeds
from corpus.model import Span
from corpus.patterns import lazy

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单"
    "杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳段富巫乌焦巴弓牧车侯宓全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印"
    "宿白蒲从鄂索咸籍赖卓蔺屠蒙池乔闻党翟谭贡劳申扶堵冉雍桑桂牛寿通边燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终居衡"
    "步都耿满弘匡国文寇广东欧沃利师巩聂关荆游竺盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦岩肖付覃佟佘冼邸隋原揭楼银缐沙鞠谌苟敖邰"
)
COMPOUND_SURNAMES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "端木",
    "东方",
)

POSTS = (
    "副书记 书记 副厅长 厅长 副局长 局长 副省长 省长 副市长 市长 副县长 县长 副区长 区长 副州长 州长 副镇长 镇长 副乡长 乡长 副盟长 盟长"
    " 自治区主席 副主席 主席 副主任 主任 副部长 部长 副司长 司长 副处长 处长 副科长 科长 副秘书长 秘书长 副会长 会长 副理事长 理事长"
    " 副院长 院长 副校长 校长 副所长 所长 副站长 站长 一级巡视员 二级巡视员 副巡视员 巡视员 一级调研员 二级调研员 调研员 副组长 组长"
    " 副总经理 总经理 董事长 副总队长 总队长 专员 党组成员 党委委员 党委常委 省委常委 市委常委 常委 委员 党委书记 总干事 干事长 监事长"
    " 总书记 省委书记 市委书记 县委书记 区委书记 总监 总工程师 教授 研究员 发言人 负责人 代表 总会计师 督学 总督察 纪检组长 副行长 行长 副园长 园长 村支书 社工 队长 志愿者 总裁"
).split()
"""What a post ends with; longer before shorter where one contains the other."""

AFTER_NAME = (
    "出席 参加 列席 主持 讲话 致辞 致词 介绍 指出 强调 要求 表示 说 对 在 作 做 就 为 与 和 及 以及 到 赴 率 带队 一行 等 分别 围绕 宣读"
    " 通报 传达 发言 汇报 部署 总结 会见 调研 陪同 担任 任 的 向 将 代表 提出 解读 认为 透露 告诉 签署 发布 启动 回应 批示 同志 先生 女士"
    " 委托 关于 发表 未 因 主讲 分享 授课 点评 宣布 为会议 受邀 深入 带领 率队 看望 慰问 走访 参与 现场 专题 亲自 上台 交流 回顾 坦言 还 也 均 又 并 以 从 回答 观摩 颁奖 见证 牵头 建议 呼吁 补充 谈到 解释 回忆 说明 报告 接受 检查 视察 考察 督导 指导 巡查 督查 察看 查看 参观 莅临 走进 揭牌 揭幕 授牌 授旗 颁发 阐述 阐释 分析 明确 勉励 祝贺 承诺 邀请 率先 首先 最后 随后 逐一 详细 简要 重点 当场 再次 多次 专程 应邀 讲授 主讲 听取 召集 召开 开展 鼓励 直言 期待 希望 陈述"
).split()

NOT_NAMES = frozenset(
    "关于 对于 由于 关心 关怀 全国 全区 全县 应邀 于 会议 同志 全省 全市 部门 单位 有关 相关 出席 参加 主持 介绍 任何 干部 成员 党组 和谐 应当 公开 高质 高度".split()
)
"""Words that begin with a surname's character and stand after a post without being a name."""


LONG = 4
"""Characters of a name without a family name that is known (益西达瓦)."""

_VERBS = lazy("|".join(word for word in AFTER_NAME if len(word) > 1))


class Office(NamedTuple):
    """One post of one organisation: 省民政厅 + 厅长; the organisation is empty where the sentence never says it."""

    organisation: str
    title: str


@dataclass(frozen=True, slots=True)
class Person:
    """A named person in a sentence: `name` and `post` are spans of the sentence's text; `post` may be missing.

    `offices` are the posts one by one (厅长, never the 厅长 inside 副厅长), each with its organisation, which is taken
    over from the post or the person before where the text leaves it out. `words` are the sentence's own for what the
    person did.
    """

    name: str
    span: Span
    post: Span | None
    offices: tuple[Office, ...]
    roles: frozenset[Role] = frozenset()
    words: tuple[str, ...] = ()

    def moved(self, by: int) -> Person:
        """The same person in a text that begins `-by` characters later."""
        post = Span(self.post.start + by, self.post.end + by) if self.post else None
        return replace(self, span=Span(self.span.start + by, self.span.end + by), post=post)


_POSTS = sorted(POSTS, key=len, reverse=True)
_POST = "|".join(_POSTS)
_NEXT = r"(?=[，。；、：！？（(《“”\s]|$|" + "|".join(sorted(AFTER_NAME, key=len, reverse=True)) + ")"
_NAME = (
    rf"(?:[\u4e00-\u9fff]{{1,6}}(?:·[\u4e00-\u9fff]{{1,6}}?)+{_NEXT}|(?:{'|'.join(COMPOUND_SURNAMES)})[\u4e00-\u9fff]{{1,2}}{_NEXT}"
    rf"|[{SURNAMES}][\u4e00-\u9fff][\u4e00-\u9fff](?<![的在对等未因]){_NEXT}|[{SURNAMES}][\u4e00-\u9fff]{_NEXT}"
    r"|[^\W的在和等各分同了本该此共有人会员民一二三主作]{4}(?=出席|主持|讲话|作|强调|指出|要求|表示|参加|在|到|赴|率|陪同|看望|慰问|走访|宣布|宣读|致辞|一行|带队|介绍))"
)
_UNIT = rf"[\u4e00-\u9fff（）()]{{0,24}}?(?:{_POST})(?:（[^（）]{{1,12}}）)?"


@cache
def any_post() -> re.Pattern[str]:
    """A post with something behind it: most sentences have none, and are passed over in a fifth of the time."""
    return re.compile(rf"(?:{_POST})(?!$)")


@cache
def introduction() -> re.Pattern[str]:
    """A post or several, and the name behind them; compiled when the first person is looked for (15 ms)."""
    return re.compile(rf"(?P<post>{_UNIT}(?:、{_UNIT}|兼{_UNIT})*)(?P<name>{_NAME})")


@cache
def another_name() -> re.Pattern[str]:
    """A name that shares the post of the one before."""
    return re.compile(rf"[、和与](?P<name>{_NAME})")


_LEADING = lazy(
    r".*(?:了|由|邀请|会议|日前|近日|随后|其中|期间|会上|日|作为|根据|按照|听取|传达|学习|贯彻|落实|宣读|主持人|来自|(?:^|，)在|受(?!理|助|灾|援)|代表(?!团|处|大)|陪同|随同|会见|接待|看望|慰问|走访|批示和|(?<=[话示神])和|(?:^|[^共])和|与(?=省|市|区|国)|及(?=省|市|区)|，)"
)


def people(text: str, *, known: frozenset[str] = frozenset()) -> tuple[Person, ...]:
    """The people that one sentence names, in order; those of `known` are found without a post in front."""
    found: list[Person] = []
    organisation = ""
    for match in introduction().finditer(text) if any_post().search(text) else ():
        name = match["name"]
        if name in NOT_NAMES or name[:2] in NOT_NAMES or (len(name) == LONG and _VERBS.search(name)):
            continue
        post = _trimmed(match)
        offices = _offices(text[post.start : post.end], organisation)
        organisation = offices[-1].organisation if offices else organisation
        span = Span(*match.span("name"))
        found.append(_introduced(text, span, post, offices))
        while (another := another_name().match(text, span.end)) and another["name"] not in NOT_NAMES:
            span = Span(*another.span("name"))
            found.append(_introduced(text, span, post, offices))
    taken = {at for person in found for at in range(*person.span)}
    for name in known:
        at = text.find(name)
        if at >= 0 and at not in taken:
            found.append(_introduced(text, Span(at, at + len(name)), None, ()))
    found.sort(key=lambda person: person.span)
    return _with_roles(text, found)


def _introduced(text: str, span: Span, post: Span | None, offices: tuple[Office, ...]) -> Person:
    return Person(text[span.start : span.end], span, post, offices)


def _trimmed(match: re.Match[str]) -> Span:
    """The post without what the sentence says before it: 会议传达学习了省长 → 省长."""
    start, end = match.span("post")
    leading = _LEADING.match(match["post"].split("、")[0])
    if leading and leading.end() < end - start:
        start += leading.end()
    return Span(start, end)


def _offices(text: str, before: str) -> tuple[Office, ...]:
    """The posts one by one; `before` is the organisation that an unnamed one belongs to."""
    offices: list[Office] = []
    organisation = before
    for part in re.split("[、兼]", text):
        bare = re.sub(r"（[^（）]*）$", "", part)
        title = next((post for post in _POSTS if bare.endswith(post)), None)
        if title:
            organisation = re.sub(r"(?:党组|党委|常务|时任|原)+$", "", bare[: -len(title)]) or organisation
            offices.append(Office(organisation, title))
    return tuple(offices)


def _with_roles(text: str, found: list[Person]) -> tuple[Person, ...]:
    """Each person with the roles of the predicate after the name; who has none takes the next person's."""
    done: list[Person] = []
    later = NOTHING
    for number in range(len(found) - 1, -1, -1):
        person = found[number]
        said = _predicate(text, found[number:])
        did = deeds(text[: _start(person)], said)
        if not did.roles and number + 1 < len(found) and re.fullmatch(r"[，、；和及与以\s等]*(?:以及)?", said):
            did = later
        done.append(replace(person, roles=did.roles, words=did.words))
        later = did
    return tuple(reversed(done))


def _start(person: Person) -> int:
    """Where a person begins to be named; a name that shares the post of the one before begins by itself."""
    return person.post.start if person.post and person.post.start < person.span.start else person.span.start


def _predicate(text: str, people: list[Person]) -> str:
    """What the text says after the first person up to the next, past one on whose behalf or in whose company it was."""
    for person, follows in pairwise(people):
        start = follows.post.start if follows.post and follows.post.start >= person.span.end else follows.span.start
        said = text[people[0].span.end : start]
        if not (said.endswith("代表") or (said.endswith("在") and IN_COMPANY.match(text[follows.span.end :]))):
            return said
        if said.endswith("在"):
            return IN_COMPANY.sub("", text[follows.span.end :])
    last = people[1] if len(people) > 1 else people[0]
    return text[last.span.end :]
