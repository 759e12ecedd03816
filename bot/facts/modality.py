"""Whether a sentence says what is done, what is to be done, or what is encouraged: told by cue words alone.

A bulletin speaks of last year's results and next year's tasks in the same breath; who reads a quotation out of its
place wants to know which it is.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Modality(StrEnum):
    """How a sentence stands to the facts."""

    DONE = "done"
    TO_DO = "to do"
    ENCOURAGED = "encouraged"


CUES: tuple[tuple[Modality, str], ...] = (
    (
        Modality.DONE,
        r"已(?:经)?[^、，。]{0,2}(?:完成|建成|建立|实现|达|超|有|出台|印发|启动|开展|覆盖)|取得|得到新|达到新|展现了|实现了|完成了|进入.{0,6}以来|截至|累计|同比",
    ),
    (Modality.ENCOURAGED, r"鼓励|支持|引导|倡导|提倡"),
    (
        Modality.TO_DO,
        r"要求|强调|要(?!求)|将|力争|确保|到20\d\d年|计划|加快|推进|推动|健全|完善|实施|加强|着力|探索|必须|应当|应",
    ),
)
"""Modality → its cue words; the first row that fits wins."""


def modality(text: str) -> Modality | None:
    """What the sentence's cue words tell; None when there are none."""
    return next((kind for kind, cue in CUES if re.search(cue, text)), None)
