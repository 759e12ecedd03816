"""Shifted marks that stand in pairs: both ends shifted, or one of them beside a proper one.

A shifted mark is an ordinary character as well (野 “, 冶 ”, 叶 《), so each end is looked for only where it makes no
word with its neighbours, and the two only where they stand close together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.glyphs import SHIFTED
from corpus.people import COMMON_SURNAME, POST, SAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Edit = tuple[int, int, str]
"""Start, end and what is read there instead: nothing, or as many characters as stood there."""


def pair(
    opening: str, closing: str, reach: int = 60, ends: int = 6, *, within: str = r"[^\0]"
) -> Callable[[str], Iterator[Edit]]:
    """The two ends of a pair that stands close together: at most so many characters `within` and line ends between."""
    compiled = re.compile(rf"({opening})((?:(?!{opening}){within}){{1,{reach}}}?)({closing})")

    def edits(text: str) -> Iterator[Edit]:
        for m in compiled.finditer(text):
            if m[2].strip() and m[2].count("\n") <= ends and not any(_is_a_name(text, m.start(k)) for k in (1, 3)):
                yield m.start(1), m.end(1), SHIFTED[m[1]]
                yield m.start(3), m.end(3), SHIFTED[m[3]]

    return edits


_REPORTER: Final = re.compile(r"[^，。]{0,6}(?:记者|通讯员)[ \t　]?[\u4e00-\u9fff][ \t　]?[\u4e00-\u9fff]?[野冶]\Z")
"""A byline up to the last character of a name."""
_SOMEBODY: Final = re.compile(rf"(?:[，。；！？：”袁遥曰]|{POST}){COMMON_SURNAME}[野冶渊]\Z")
"""Somebody, at a clause's beginning or behind a post, up to the last character of a name: 马野是社工, 记者张渊."""
_REACH: Final = 5
"""Characters that such a post and name have."""
_SPEAKER: Final = re.compile(rf"(?:\n|\A){COMMON_SURNAME}[野冶渊](?=[\u4e00-\u9fff]?{SAYS})")
"""The same at a line's beginning, where somebody speaks."""
_NAMES: Final = 40
"""Characters of a line of names, at most."""


def _is_a_name(text: str, at: int) -> bool:
    """Whether a mark is somebody's given name, a reporter's in a byline: 本报记者 袁野."""
    if _SOMEBODY.search(text[max(0, at - _REACH) : at + 1]) or _SPEAKER.match(text, max(0, at - 2)):
        return True
    if not text[at + 1 : at + 2].strip() and _REPORTER.match(text, text.rfind("\n", 0, at) + 1, at + 1):
        return True
    return text[at - 1 : at] == "袁" and "记者" in text[text.rfind("\n", max(0, at - _NAMES), at) + 1 : at]


def half(  # noqa: PLR0913 - all but the last are what the mark is
    opening: str, closing: str, shifted: str, other: str, *, closing_shifted: bool, speech: bool = False
) -> Callable[[str], Iterator[Edit]]:
    """A pair one end of which is proper and lacks its partner, and the shifted mark close by that is the partner.

    Only in `speech` do sentences end between the two.
    """
    within = rf"[^{opening}{closing}\0]{{1,400}}?" if speech else rf"[^{opening}{closing}。\0]{{1,40}}?"
    if closing_shifted:
        compiled = re.compile(rf"{opening}{within}({shifted})(?![^{opening}{closing}{other}\0]{{0,60}}{closing})")
    else:
        compiled = re.compile(rf"({shifted}){within}{closing}")

    def edits(text: str) -> Iterator[Edit]:
        for m in compiled.finditer(text):
            opened = text.rfind(opening, 0, m.start()) > text.rfind(closing, 0, m.start())
            if (closing_shifted or not opened) and not _is_a_name(text, m.start(1)):
                yield m.start(1), m.end(1), SHIFTED[m[1]]

    return edits


_ENDS: Final = ("", " ", r"\n", r"\n\n")


def _behind(characters: str, mark: str) -> str:
    """A pattern for a mark that stands behind one of some characters, at a line's start or behind a blank as well."""
    return "(?:" + "|".join(rf"(?<=[{characters}]{ends}{mark})" for ends in _ENDS) + ")"


def _no_word(mark: str, before: str, after: str) -> str:
    """A pattern for a mark that makes no ordinary word with its neighbours, a line's end between them or not.

    The mark itself comes first: that is what a search looks for quickly.
    """
    return mark + "".join(rf"(?<![{before}]{ends}{mark})" for ends in _ENDS) + rf"(?![ \n]{{0,2}}[{after}])"


# Both ends of a pair, each as a pattern for where it stands in no ordinary word.
_WILD_BEFORE: Final = "田荒粗分旷原越在山乡狂沃四遍朝巨新平郊绿"
_WILD_BEHIND: Final = "外心战营餐蛮兽菜草果猪鸡鸭狗鸟趣炊性川菊"
WILD: Final = _no_word("野", f"视{_WILD_BEFORE}", f"生{_WILD_BEHIND}")
WILD_OR_QUOTED: Final = (
    _no_word("野", _WILD_BEFORE, _WILD_BEHIND) + r"(?![ \n]{0,2}生[动植长])(?:(?<!视野)|(?<=[重正忽轻漠电]视野))"
)
"""打造野生态福地冶, 重视野一老一小冶; but not 野生动物, 视野开阔."""
SMELT: Final = _no_word("冶", "大陶", "金炼铁铜源力")
MADE_BIG: Final = r"冶(?<=[做放扩壮变更长]大冶|[彩制古黑红紫白]陶冶)(?![ \n]{0,2}[金炼铁铜])"
SPEAKING: Final = rf"{WILD}(?:(?m:(?<=^野))|{_behind('：，。！？', '野')})"
SPEAKING_UP: Final = f"野{_behind('：，。！？', '野')}"
NOT_ALONE: Final = rf"{SMELT}(?:(?<!\n冶)|(?![ \t　]*(?:\n|$)))"
SPOKEN: Final = rf"{NOT_ALONE}{_behind('。！？…，', '冶')}"
LEAF: Final = (
    _no_word("叶", "茶树枝绿红落枫荷菜烟嫩竹", "片子绿酸脉某") + "(?!师傅|女士|先生|老师|阿姨|奶奶|爷爷|大[爷妈姐])"
)
TITLED: Final = f"叶{_behind('发布据照依订定台的和、，：；。了称集选被', '叶')}(?![片子绿酸脉])"
DRAG: Final = r"曳(?<![摇拖牵]曳)(?![ \n]{0,2}[引光])"
ABYSS: Final = _no_word("渊", "深陶龙临", "源博薮")
WRONG: Final = _no_word("冤", "伸喊鸣申含平洗蒙诉", "枉案屈情仇魂狱")
HELD: Final = re.compile(rf"(?:{WILD}|(?<=在)野(?![党外生]))[^\n]{{1,40}}?{SMELT}")
"""A shifted quotation within a line; in a headline it may stand behind 在, which makes a word with its mark."""
