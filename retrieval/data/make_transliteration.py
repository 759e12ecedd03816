"""Write `transliteration.tsv`: which letters of a foreign name which Chinese character stands for, and how often.

Learned from CC-CEDICT's own names (Nelson 尼尔逊): each name's letters are shared out among its characters, at first by
how the letters resemble the character's pinyin, then again and again by how often letters and character met before
(hard expectation maximisation, six rounds). Each line is `letters TAB character count …`.

The table derives from CC-CEDICT and is under CC BY-SA 4.0 (see `NOTICE.md` beside it).

    python -m retrieval.data.make_transliteration
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.data.make_english import rows

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = Path(__file__).with_name("transliteration.tsv")
ROUNDS, LONGEST = 6, 6
NAME = re.compile(r"([A-Z][a-zA-ZÀ-ɏ'’]{2,14})(?=$|,| \(|;| \[| or )")


def names() -> list[tuple[str, str]]:
    """(letters, characters) of each foreign name, spellings in pinyin left out."""
    found = set()
    for word, pinyin, _, gloss in rows():
        match = NAME.match(gloss)
        if match and pinyin[:1].isupper() and re.fullmatch("[\u4e00-\u9fff]{2,7}", word):
            letters = _plain(match[1])
            if letters != _plain(re.sub(r"[\d ]", "", pinyin)) and len(letters) >= len(word):
                found.add((letters, word))
    return sorted(found)


def _plain(name: str) -> str:
    return re.sub("[^a-z]", "", unicodedata.normalize("NFD", name.lower()))


@cache
def likeness(letters: str, character: str) -> float:
    """How the letters resemble the character's pinyin, from 0 to 1."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - needed only to make the table

    sound = lazy_pinyin(character)[0].replace("x", "sh").replace("q", "ch").replace("zh", "j")
    return SequenceMatcher(None, letters, sound).ratio()


def shared_out(
    letters: str, characters: str, score: Callable[[str, str], float]
) -> tuple[float, list[tuple[str, str]]] | None:
    """The best way to share the letters out among the characters, and its mean score; None when there is none."""
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for at, character in enumerate(characters):
        for start in range(len(letters) + 1):
            if (start, at) not in best:
                continue
            for end in range(start + 1, min(start + LONGEST, len(letters)) + 1):
                total = best[start, at][0] + score(letters[start:end], character)
                if (end, at + 1) not in best or total > best[end, at + 1][0]:
                    best[end, at + 1] = (total, start)
    end, at = len(letters), len(characters)
    if (end, at) not in best:
        return None
    total, shares = best[end, at][0], []
    while at:
        start = best[end, at][1]
        shares.append((letters[start:end], characters[at - 1]))
        end, at = start, at - 1
    return total / len(characters), shares[::-1]


def learned() -> Counter[tuple[str, str]]:
    """How often letters and character met, in the last round."""
    met: Counter[tuple[str, str]] = Counter()
    known = names()
    for number in range(ROUNDS):
        before, alone = dict(met), Counter[str]()
        for (_, character), count in met.items():
            alone[character] += count

        def score(
            letters: str, character: str, before: dict[tuple[str, str], int] = before, alone: Counter[str] = alone
        ) -> float:
            alike = likeness(letters, character)
            if not before:
                return 3 * alike - 0.15 * abs(len(letters) - 2.3)
            share = before.get((letters, character), 0) + 0.02 * math.exp(2 * alike)
            return math.log(share / (alone[character] + 4.0))

        met = Counter()
        for letters, characters in known:
            best = shared_out(letters, characters, score)
            if best and best[0] > (1.2 if number == 0 else -7.5):
                met.update(best[1])
    return met


if __name__ == "__main__":
    table: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (chunk, sign), times in learned().items():
        if times > 1 or likeness(chunk, sign) > 0.4:
            table[chunk][sign] = times
    with TABLE.open("w", encoding="utf-8", newline="\n") as file:
        for chunk, signs in sorted(table.items()):
            ordered = sorted(signs.items(), key=lambda each: (-each[1], each[0]))
            file.write(f"{chunk}\t{' '.join(f'{sign} {times}' for sign, times in ordered)}\n")
