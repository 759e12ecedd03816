"""The small parts of an article: what of a byline or credit is read, which lines are a kicker, what goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.cleaning import close_up_title
from corpus.lines import Finish, finish_of
from corpus.openings import HEADLINE_VERB, names_who, opening, unfinished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.lines import Line
    from corpus.traced import Traced

_MARKED: Final = re.compile(r"^[■□◆◇●○▲△★☆◎▌▍◼▪·*\s（(]+|[\s）)]+$")
_SOURCE: Final = re.compile(
    r"^[（(\s]*(?:据|(?:信息|稿件|内容)?来源[：:\s]*|稿源[：:]|转自|摘自|原载)?[：:\s]*|[\s）)]+$"
)


_NEW_CLAUSE: Final = re.compile("让|把|使|用|为|以|从|向|这|谁|如何|怎|有|不|更|又|一|“")


def byline_text(line: Traced) -> Traced:
    """Who wrote it: role and names, without the mark in front."""
    return _stripped(line, _MARKED)


def credit_text(line: Traced) -> Traced:
    """Whom the text was taken from: 浙江省民政厅 of （据浙江省民政厅）."""
    return _stripped(line, _SOURCE)


def _stripped(line: Traced, pattern: re.Pattern[str]) -> Traced:
    return line.without([m.span() for m in pattern.finditer(line.text) if m[0]])


_ALL_QUOTED: Final = re.compile("“[^“”]+”")
_LABEL: Final = 6
"""Characters: the name of a column, over a headline at least twice as long."""


def kicker_lines(rows: Sequence[Line], body: str) -> int:
    """How many of a headline's lines, from the top, are a kicker over it: 0 or 1."""
    if len(rows) < 2:
        return 0
    over, under = rows[0].text, rows[1].text
    weight = -0.5
    weight += 2.5 * (rows[0].finish is Finish.WEAK) + 1.0 * over.endswith(("——", "—"))
    weight += 2.0 * (names_who(under) - names_who(over)) - 0.5 * names_who(over)
    weight += 1.2 * bool(HEADLINE_VERB.search(over) and _NEW_CLAUSE.match(under))
    seam = over[-1] + under[0]
    weight += -2.5 if seam in body else 0.5
    weight += 0.7 * ("、" in over or " " in close_up_title(rows[0].traced).text) + 0.5 * bool(
        HEADLINE_VERB.search(under)
    )
    weight -= 4.0 * (over.count("“") != over.count("”") or over.count("《") != over.count("》"))
    weight -= 3.0 * unfinished(over)
    weight += 2.0 * bool(_ALL_QUOTED.fullmatch(over) or _ALL_QUOTED.fullmatch(under)) + 1.5 * over.startswith("访")
    weight += 1.5 * (len(over) <= _LABEL and 2 * len(over) <= len(under)) - 4.0 * under.startswith("—")
    return int(weight > 0)


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
