"""The syllables of Mandarin: what letters are made of, and which characters sound so.

`data/syllables.tsv` (made by `data/make_pinyin.py`) has each toneless syllable with its characters, so a name that was
typed as Yu Guangqing is found as 余广庆 without anyone having written its characters.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "syllables.tsv"


@cache
def characters() -> dict[str, str]:
    """Each syllable and the characters that can be read so."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {key: those for key, _, those in (line.partition("\t") for line in lines)}


@lru_cache(maxsize=512)
def syllables(letters: str) -> tuple[str, ...]:
    """The fewest syllables that the letters are made of; empty when they are no pinyin."""
    table = characters()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            before = best[start]
            if before is not None and letters[start:end] in table:
                cut = (*before, letters[start:end])
                here = best[end]
                if here is None or len(cut) < len(here):
                    best[end] = cut
    return best[-1] or ()


@lru_cache(maxsize=256)
def sounding(sounds: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the names in a Chinese text that sound so: ('yu', 'guang', 'qing') finds 余广庆."""
    table = characters()
    return re.compile("".join(f"[{table.get(each, each)}]" for each in sounds))
