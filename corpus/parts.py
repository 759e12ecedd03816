"""The small parts of an article: what of a byline or a credit is read, and which paragraph goes on in the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from corpus.lines import Finish, finish_of
from corpus.openings import opening

if TYPE_CHECKING:
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
