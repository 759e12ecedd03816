"""People whose surname looks like a shifted sign: 袁 like a comma, 叶 like an opening mark, 尧 like the mark of a list.

A name is told by what stands before it (a post, a calling), by the characters of the given name, by what stands behind
it (somebody says something), and by being there more than once. Costs are negative logarithms, base e, as those of
words are in `wordcosts`; `shifted` weighs them against the sign's.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from corpus import places
from corpus.patterns import lazy
from corpus.people import COMMON_SURNAMES, SURNAME
from corpus.wordcosts import costs

if TYPE_CHECKING:
    from collections.abc import Iterator

SURNAMES: Final = frozenset("袁叶尧")
_TITLES: Final = tuple(
    (
        "厅长 局长 书记 主任 市长 县长 区长 处长 科长 院长 会长 部长 主席 经理 站长 所长 校长 园长 教授 医生 "
        "老师 记者 通讯员 志愿者 社工 秘书长 理事长 负责人 理事 委员 队长 司长 省长 镇长 乡长 组长 董事长 "
        "护理员 同志 居民 村民 老人 律师 馆长 店长 护士 大使 专家 研究员 巡视员 调研员 调解员 网格员 社长 台长 总监 "
        "家属 教师 学员 村医 牧民 农民 义工 干事 创始人 发起人 "
        "师傅 法官 选手 队员 代表队 店主 老板 传承人 护工 司机 厨师 保安 小伙 姑娘 大姐 大叔 老汉 "
        "支书 大学生 工作者 烈士 作家 同学 新郎 新娘 月嫂 获得者 儿子 女儿 丈夫 妻子 父亲 母亲 孙子 孙女 老伴"
    ).split()
)
"""What a surname stands behind."""
_INTRODUCED: Final = lazy(r"(?:岁的|来自[^，。、袁遥尧]{2,6}的)\Z")
"""How somebody is introduced who has no post."""
_BEFORE: Final = 8
"""How many characters before a surname are looked at."""
_CALLED: Final = tuple(
    "奶奶 爷爷 大爷 大妈 大娘 大伯 大嫂 大姐 大叔 大哥 阿婆 婆婆 女士 先生 阿姨 师傅 老师 某某 某 老 叔 姐".split()
)
"""What stands behind a surname instead of a given name, and what stands before such a one."""
_CALLING: Final = frozenset("的是位岁叫和与、和给跟让请向到见姓像")
_ADDRESSED, _ADDRESSED_AT_ONCE = 14.0, 8.0
"""What somebody costs who is called so; and behind what calls them."""
_GIVEN: Final = frozenset(
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华红玉建国志梅海云林峰雪晓春宇鹏飞浩波斌宏洁丹婷雷莉燕鑫晨"
    "佳慧琴凤荣新永忠德良成福生广义庆中学立正东光天祥瑞倩颖莹欣怡思雨子家俊凯亮龙金锋安宁康健利民隆清松柏青山川江河"
    "美淑珠翠香莲芝仙巧菊桃梦琳璐瑶蕾薇妍岚昊轩涵楠彤悦富贵根春夏冬露"
)
_NEVER_GIVEN: Final = frozenset(
    "袁的了不是在由及或但却也都就还很更最太把被给让使对到据其这那哪此该各某他她它我你您咱谁们什么呢吗吧啊每与摔写做看走跑"
    "吃喝买卖拿找以从要有并已将会等能须需只仅均曾先后前又刚按经如虽而且则所同皆"
)
"""What given names often have, and what none has."""
_SPEAKS: Final = frozenset("说表介指强要出主参在告讲为宣作带认坦率（(渊冤，袁、尧。遥等和与")
_NO_NAME: Final = _NEVER_GIVEN | _SPEAKS
_VERBS: Final = ("表示", "说", "介绍", "指出", "强调", "告诉", "认为")
"""What stands behind somebody's name."""
_TITLED, _UNTITLED = 5.0, 16.0
"""What a surname costs behind a title, and elsewhere."""
_OFTEN_GIVEN, _SELDOM_GIVEN = 5.5, 8.5
"""What a given name's character costs."""
_RARE_ALONE: Final = 3.5
"""What it costs that a given name of one character is a rare one."""
_SURNAME_BEHIND: Final = 5.0
"""What it costs that a given name begins as surnames do: 会长，刘沛然."""
_AGAIN: Final = 9.0
"""How much likelier a name is that stands there more than once."""
_SILENT, _SPEAKING = 1.0, -3.5
"""What it costs that nothing follows which somebody does, and what it costs that it does."""
_SET_APART: Final = 5.0
"""How much likelier a name is behind a title and a gap."""

_BEHIND_YUAN: Final = lazy(f"袁(?=((?!{SURNAME})(?:[{_GIVEN}][\u4e00-\u9fff]|[\u4e00-\u9fff][{_GIVEN}])))")

_BEGINS_WITH_YUAN: Final = lazy("(?<=[。！？；：“遥])袁(?=([\u4e00-\u9fff]{2}))")
"""No sign stands behind one that ends a sentence: the character is a name's."""
_CALLED_YUAN: Final = lazy("袁(?=([\u4e00-\u9fff]{2}))")


def told_again(text: str) -> frozenset[str]:
    """What stands behind 袁 like a given name, more than once and never without it, and is no word: 袁云峰…袁云峰.

    Once at least it stands behind what somebody is, or before what somebody says. What a sentence begins with is a
    name, be it a word as well, and stand elsewhere without 袁: 袁小兵…。袁小兵…小兵.
    """
    begun = {m[1] for m in _BEGINS_WITH_YUAN.finditer(text)}
    found = list(_BEHIND_YUAN.finditer(text))
    times = Counter([m[1] for m in found])
    people = {m[1] for m in found if text[m.end() + 2 : m.end() + 3] in _SPEAKS or text.endswith(_TITLES, 0, m.start())}
    own = [name for name in people if times[name] > 1 and name not in costs() and times[name] == text.count(name)]
    called = Counter([m[1] for m in _CALLED_YUAN.finditer(text)]) if begun else {}
    own += [name for name in begun if _NO_NAME.isdisjoint(name) and called[name] > 1]
    return frozenset([name for name in own if not places.named(name)])


def introduced(text: str, at: int) -> bool:
    """Whether the surname at `at` stands behind what somebody is."""
    return text.endswith(_TITLES, max(0, at - 4), at) or bool(_INTRODUCED.search(text, max(0, at - _BEFORE), at))


def names(text: str, at: int, *, set_apart: bool, again: frozenset[str]) -> Iterator[tuple[int, float]]:
    """The length and the cost of each name that the surname at `at` may begin.

    `set_apart` is whether a gap stands before it, `again` what `told_again` says of the text.
    """
    for called in _CALLED:
        if text.startswith(called, at + 1):
            yield 1 + len(called), _ADDRESSED_AT_ONCE if text[at - 1 : at] in _CALLING else _ADDRESSED
    titled = introduced(text, at)
    for length in (2, 3):
        given = text[at + 1 : at + length]
        if len(given) + 1 < length or not all("\u4e00" <= c <= "\u9fff" and c not in _NEVER_GIVEN for c in given):
            return
        speaks = text[at + length : at + length + 1] in _SPEAKS
        verb = text.startswith(_VERBS, at + length)
        if text[at] == "尧" and not (titled and speaks and set(given) <= _GIVEN and (given not in costs() or verb)):
            continue  # few are called so, and lists have the sign
        cost = _TITLED if titled or given in again else _UNTITLED
        cost += sum(_OFTEN_GIVEN if c in _GIVEN else _SELDOM_GIVEN for c in given)
        cost += _RARE_ALONE * (length == 2 and given not in _GIVEN)
        cost += _SURNAME_BEHIND * (given[0] in COMMON_SURNAMES) - _AGAIN * (given in again)
        cost += _SPEAKING if speaks else _SILENT
        yield length, cost - _SET_APART * (titled and set_apart)
