"""The signs of headlines on a page whose other signs are ordinary: the font of its headlines alone is shifted.

That it is, a line tells that has no ordinary sign and holds a shifted pair, two shifted dots, or, where a headline may
stand, things in a row parted by a shifted sign, or a place's colon with a comma further on or on a page that has other
signs shifted. A pair that stands among ordinary signs elsewhere tells nothing: only quotation marks are shifted. On
such a page the lines that may be headlines are read as `shifted` reads a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNS: Final = "冶噎尧院"
"""A page without one of these tells nothing of its headlines' font."""
_GLYPHS: Final = frozenset("冶噎尧袁院曰曳冤钥浴要")
"""What a line holds that may have to be read otherwise."""
_ORDINARY: Final = frozenset("，。、：；？！“”《》（）")
_LONGEST: Final = 40
"""Characters that a line of a headline has at most."""
_CLOSED: Final = re.compile(r"[。！？”）…冶]\Z|记者[^，。]{2,12}\Z|\A\Z")
"""How the line above a headline ends: a text that is over, a byline, nothing."""
_IN_A_ROW: Final = re.compile("[\u4e00-\u9fff]{2}尧[\u4e00-\u9fff]{2}")
_SURELY: Final = re.compile("噎[ \t　]?噎|尧.+尧")
"""What hardly stands in text of an ordinary font."""
_LINE: Final = re.compile(r"(?m)^.*\S.*$")
_WHO_SPEAKS: Final = re.compile(
    r"([\u4e00-\u9fff]{2,14}?)院(?=[“《叶0-9\u4e00-\u9fff]{4})(?![区士长里内外校感方舍落子线系所坝史友团])"
)
_MAY_TELL: Final = re.compile(f"{_SURELY.pattern}|{_IN_A_ROW.pattern}|^{_WHO_SPEAKS.pattern}")
_MARKED: Final = re.compile(r"(?m)^[ \t　]*[姻阴][ \t　]*(?:本报|本刊)?(?:特约|通讯|见习)?记者")
"""A reporter's mark that is shifted."""
OFFICE: Final = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:(?:民政|财政|教育|公安|司法|宣传|组织|统战|建设|农村|保障|管理)部|(?<![医学法书])[厅局]|部门"
    r"|卫生健康委|公报|条例|办法|意见|方案|规划|报告|通知|细则|标准|清单|指南|新规)"
)
"""Who speaks, or what is spoken of, in front of a headline's colon."""


def signs(text: str, pair: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where headlines' signs stand, and which each is; `pair` is a shifted quotation as it stands in a line."""
    lines = [(m.start(), m[0]) for m in _LINE.finditer(text)]
    held = {start for start, line in lines if "冶" in line and pair.search(line)}
    others = bool(held) or bool(_MARKED.search(text))
    if not all(_of_a_headline(line) for start, line in lines if start in held):
        held = set()  # it is the quotation marks that are shifted, in all of the page
    if not held and not any(_of_a_headline(line) and _MAY_TELL.search(line) for _, line in lines):
        return
    found: dict[int, dict[int, str]] = {}
    above, goes_on, told = "", False, False
    for start, line in lines:
        here = {}
        if _of_a_headline(line) and not _GLYPHS.isdisjoint(line):
            if goes_on or start in held or _SURELY.search(line) or _CLOSED.search(above):
                here = _read(line)
                told = told or _tells(line, here, paired=start in held, others=others)
            elif who := _WHO_SPEAKS.match(line):
                here = {who.end(1): "："} if OFFICE.fullmatch(who[1]) or _is_place(who[1]) else {}
        found[start] = here
        above, goes_on = line.rstrip(), bool(here)
    if told:
        yield from ((start + at, sign) for start, here in found.items() for at, sign in here.items())


def _of_a_headline(line: str) -> bool:
    return len(line) <= _LONGEST and _ORDINARY.isdisjoint(line)


def _tells(line: str, read: dict[int, str], *, paired: bool, others: bool) -> bool:
    """Whether a line that is so read tells that its font is shifted.

    Quotation marks do where they stand `paired`; a place's colon does where `others` of the page's signs are shifted.
    """
    signs = set(read.values())
    if (paired and signs >= {"“", "”"}) or "…" in signs:
        return True
    if "、" in signs:
        return bool(_IN_A_ROW.search(line))
    who = _WHO_SPEAKS.match(line) if "：" in signs and (others or "，" in signs) else None
    return who is not None and who.end(1) in read and _is_place(who[1])


def _read(line: str) -> dict[int, str]:
    from corpus import shifted  # noqa: PLC0415 - with its table of words, for such text only

    read = dict(shifted.signs(line))
    last = len(line.rstrip()) - 1
    return {at: sign for at, sign in read.items() if at != last or line[at] != "袁"}  # 登记处主任袁 / 敏介绍


def _is_place(text: str) -> bool:
    """Whether a text is places' names from its first character to its last."""
    from corpus import places  # noqa: PLC0415 - with its tables, for such text only

    rest = text[places.reach(text) :]
    return not rest or any(places.of_county(rest + kind) for kind in "县区市")
