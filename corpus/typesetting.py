"""Damage that is told by where it stands on the page: at a line's end, between clauses, in a series.

Each finder gives what stands where and what is read there, as a row of `damage` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.glyphs import SHIFTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.pairs import Edit

_CLOSED: Final = re.compile(r"(?:\A|[。！？”）遥浴钥冶冤][ \t　]*\n+)(?:[^，。、；袁尧曰\n]{1,40}\n+){0,3}\Z")
"""How the text before a line ends that begins a paragraph: with a sentence, or with a headline and a byline behind."""
_SWAYS: Final = "摆晃头手篮曳动滚钱椅铃号旗臂身控杆橹车马尾扇杯冰步欲"
"""What sways, or how."""
_SWAY: Final = re.compile("(?m)^摇{2,4}(?![欲头晃摆手马车椅铃冰杯篮扇尾曳滚乐摇])")
_SHIFTED_TOO: Final = re.compile("[袁遥冶曳]")


def shifted_indents(text: str) -> Iterator[Edit]:
    """Two shifted blanks or more at the beginnings of lines: of several, or where other signs are shifted as well."""
    found = list(_SWAY.finditer(text))
    closed = sum([bool(_CLOSED.search(text, max(0, m.start() - 80), m.start())) for m in found])
    enough = len(found) > 1 or len(_SHIFTED_TOO.findall(text)) > 1
    if 2 * closed > len(found) > 0 and enough and not _are_single(text):
        yield from ((m.start(), m.end(), "\u3000" * (m.end() - m.start())) for m in found)


_SWAYS_BEHIND: Final = re.compile("摇(?![摇晃摆欲])")
"""How a line goes on behind an indent that begins with what sways: 摇 / 摇号现场."""
_BEGUN: Final = re.compile(r"[遥浴钥冶冤][ \t　]*\n+(?=(摇*))")
"""Where a line begins behind a sentence, and the blanks it begins with."""
_ONE: Final = re.compile(r"(?m)^摇(?=([^\n袁遥尧曰]))")
_FEW: Final = 3
_SHARE: Final = 0.4
"""Shifted commas, and the share of the lines behind a sentence that begin with a blank, on a page with such indents."""


def _are_single(text: str) -> bool:
    """Whether paragraphs begin with one shifted blank, on a page whose commas are shifted."""
    if text.count("袁") < _FEW or text.count("，") > text.count("袁"):
        return False
    begun = [m[1] for m in _BEGUN.finditer(text)]
    return begun.count("摇") >= max(2, _SHARE * len(begun))


def single_indents(text: str) -> Iterator[Edit]:
    """One shifted blank before each paragraph, on a page whose paragraphs begin so.

    What makes a word with the character behind it stays, 摇奖; so does what sways, 摇号现场, but not where what stands
    behind is a word by itself.
    """
    if not _are_single(text):
        return
    from corpus.wordcosts import costs  # noqa: PLC0415 -- a large table, for such pages only

    for m in _ONE.finditer(text):
        behind = {text[m.end() : m.end() + length] for length in (2, 3)}
        word = f"摇{m[1]}" in costs() or (m[1] in _SWAYS and behind.isdisjoint(costs()))
        word = word and not _SWAYS_BEHIND.match(text, m.end())
        if not word and _CLOSED.search(text, max(0, m.start() - 80), m.start()):
            yield m.start(), m.end(), "\u3000"


_BETWEEN: Final = re.compile(
    rf"(?m)^[^，。袁遥尧、：；\n]{{4,18}}(摇)(?![{_SWAYS}着了下起出来过])[^，。袁遥尧、：；\n摇]{{4,18}}$"
)
_SWAYED: Final = frozenset("飘招动扶摆晃轻摇手")


def blanks(text: str) -> Iterator[Edit]:
    """What may be shifted blanks between the clauses of headlines."""
    for m in _BETWEEN.finditer(text):
        if text[m.start(1) - 1] not in _SWAYED:
            yield m.start(1), m.end(1), "\u3000"


_CROSSES: Final = re.compile("伊(?:\n{0,2}伊){2,}")


def crosses(text: str) -> Iterator[Edit]:
    """Three shifted crosses or more: figures that are left out."""
    for m in _CROSSES.finditer(text):
        yield from ((m.start() + cross.start(), m.start() + cross.end(), "×") for cross in re.finditer("伊", m[0]))


_BROKEN_CREDIT: Final = re.compile(
    r"[（(](?:(?<=^.)|(?<=[\n。！？”… \t　].))"
    r"(?:(?:据|来源|稿源|信息来源|稿件来源|转自|摘自|原载)[^（）()。，；]{2,24}|[^（）()。，；]{3,20}供\n*稿)[）)]"
    r"(?=[ \t　]*(?:\n|\Z))"
)


def broken_credits(text: str) -> Iterator[Edit]:
    """The ends of lines within a credit."""
    for m in _BROKEN_CREDIT.finditer(text):
        yield from ((m.start() + end.start(), m.start() + end.end(), "") for end in re.finditer("\n+", m[0]))


_CIRCLED: Final = "淤于盂榆虞愚舆余俞逾"
_NO_MARK: Final = r"(?!\n{0,2}[泥积塞堵青血斑地灌，。、；：])(?!(?<=盂)县)" + "".join(
    rf"(?!(?<=[少低高大小等关对由位用在基善属限至鉴勇敢便乐甘急忙终过源归利有]{end}于))" for end in (r"\n", r"\n\n")
)
_CIRCLED_AT: Final = re.compile(rf"(?:(?<=([。；：、，]))\n{{0,2}}|(^)|(?<=(\n)))?[ \t　]*([{_CIRCLED}]){_NO_MARK}")
_STOPS: Final = frozenset("。；：\n")
_FAR: Final = 300
"""Characters from one member of a series to the next, at most."""


def circled(text: str) -> Iterator[Edit]:
    """A series ①, ②, …, in their order: two at least that begin clauses, three where commas or dots part them."""
    series: list[tuple[int, str]] = []
    for m in _CIRCLED_AT.finditer(text):
        rank, before = _CIRCLED.index(m[4]), m[1] or m[3] or ("" if m[2] is None else "\n")
        if rank == 0:
            yield from _whole(text, series)
            series = [(m.start(4), before)]
        elif rank == len(series) and before and m.start(4) - series[-1][0] < _FAR:
            series.append((m.start(4), before))
    yield from _whole(text, series)


def _whole(text: str, series: list[tuple[int, str]]) -> Iterator[Edit]:
    """The members, if they are enough, and all but the first stand behind signs of one kind."""
    if not series:
        return
    (_, first), *others = series
    kinds = {before for _, before in others}
    clauses = kinds <= _STOPS
    parted = len(kinds) == 1 and (not first or first in kinds or first in _STOPS)
    enough = _SERIES if clauses and first in _STOPS else _INSIDE
    if len(series) >= enough and (clauses or parted):
        yield from ((at, at + 1, SHIFTED[text[at]]) for at, _ in series)


_SERIES: Final = 2
_INSIDE: Final = 3
"""Members that make a series of clauses, and one inside a clause."""


_NUMBER: Final = re.compile(
    "(?<![恩积宿抱埋任无结仇哀民旧嫌人类古臂])(?=[园员圆猿源缘远苑愿怨]{0,7}[猿怨])[员圆猿源缘苑愿怨]"
    "(?:[园员圆猿源缘远苑愿怨]{2,7}(?=[ \t　]?[条家个名元户件项所岁位])"
    "|[园员圆猿源缘远苑愿怨]{1,7}(?=[ \t　]?[万亿][ \t　]?[条家个名元户件项所岁位]))"
)


def numbers(text: str) -> Iterator[Edit]:
    """Shifted numbers of three digits or of ten thousands and more, with a three or a nine among them."""
    return ((m.start(), m.end(), "".join(map(SHIFTED.__getitem__, m[0]))) for m in _NUMBER.finditer(text))
