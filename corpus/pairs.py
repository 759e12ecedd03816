"""Shifted marks that stand in pairs: both ends shifted, or one of them beside a proper one.

A shifted mark is an ordinary character as well (野 “, 冶 ”, 叶 《), so each end is looked for only where it makes no
word with its neighbours, and the two only where they stand close together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.glyphs import SHIFTED
from corpus.surroundings import COMMON_SURNAMES, SAYS

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
_SPEAKER: Final = re.compile(rf"(?:[，。；！？：”\n袁遥曰]|\A)[{COMMON_SURNAMES}][野冶](?=[\u4e00-\u9fff]?{SAYS})")
"""Somebody who speaks, up to the last character of a name: 王野说."""
_NAMES: Final = 40
"""Characters of a line of names, at most."""


def _is_a_name(text: str, at: int) -> bool:
    """Whether a mark is somebody's given name, a reporter's in a byline: 本报记者 袁野."""
    if _SPEAKER.match(text, max(0, at - 2)):
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
WILD: Final = _no_word("野", "视田荒粗分旷原越在山乡狂沃四遍朝巨新平郊绿", "外生心战营餐蛮兽菜草果猪鸡炊性县川")
SMELT: Final = _no_word("冶", "大陶", "金炼铁铜")
MADE_BIG: Final = "冶(?<=[大陶]冶)(?![ \n]{0,2}(?:[金炼铁铜矿市县]|有色|情操|人民|民政))"
SPEAKING: Final = rf"{WILD}(?:(?m:(?<=^野))|{_behind('：，。！？', '野')})"
NOT_ALONE: Final = rf"{SMELT}(?:(?<!\n冶)|(?![ \t　]*(?:\n|$)))"
SPOKEN: Final = rf"{NOT_ALONE}{_behind('。！？…，', '冶')}"
LEAF: Final = _no_word("叶", "茶树枝绿红落枫荷菜烟嫩竹", "片子绿酸脉")
TITLED: Final = f"叶{_behind('发布据照依订定台的和、，：；。了称集选被', '叶')}(?![片子绿酸脉])"
DRAG: Final = "曳(?<![摇拖牵]曳)"
ABYSS: Final = _no_word("渊", "深陶龙临", "源博薮")
WRONG: Final = _no_word("冤", "伸喊鸣申含平", "枉案屈情仇魂狱")
HELD: Final = re.compile(rf"{WILD}[^\n]{{1,40}}?{SMELT}")
"""A shifted quotation within a line."""
