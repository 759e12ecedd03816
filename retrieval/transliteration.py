"""Foreign names by their sound: what Jacksonville may be written as in Chinese.

No dictionary has every name, but names are spelt with few characters: a table learned from CC-CEDICT's names
(`data/transliteration.tsv`, made by `data/make_transliteration.py`) says which letters each stands for. The letters of
a name are cut in the likeliest few ways; each place where two pieces meet gives the pairs of characters that may stand
there. A text that has the name has most of the pairs, whatever it chose for the rest.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "transliteration.tsv"

SHORTEST, LONGEST = 4, 20
CUTS, CHARACTERS, PAIRS = 3, 5, 12
"""How many ways to cut a name, characters a piece, and pairs a place are kept."""
SKIPPED = -9.0
"""What a letter costs that no piece takes, as the logarithm of a share."""
LEAST = 0.1


@lru_cache(maxsize=512)
def pairs(name: str) -> tuple[tuple[tuple[str, float], ...], ...]:
    """For each place where two pieces of the name (small letters) meet: pairs of characters, with their likelihood."""
    if not SHORTEST <= len(name) <= LONGEST:
        return ()
    cuts = _cuts(name)
    found: dict[int, dict[str, float]] = {}
    for score, pieces in cuts:
        share = math.exp((score - cuts[0][0]) / 2)
        for (_, first), (at, second) in pairwise(pieces):
            here = found.setdefault(at, {})
            for one, one_share in _characters(first):
                for other, other_share in _characters(second):
                    likely = share * math.sqrt(one_share * other_share)
                    here[one + other] = max(here.get(one + other, 0.0), likely)
    return tuple(kept for _, each in sorted(found.items()) if (kept := _best(each)))


def _best(each: dict[str, float]) -> tuple[tuple[str, float], ...]:
    ordered = sorted(each.items(), key=lambda pair: (-pair[1], pair[0]))[:PAIRS]
    return tuple((pair, round(likely, 3)) for pair, likely in ordered if likely >= LEAST)


def _cuts(name: str) -> list[tuple[float, tuple[tuple[int, str], ...]]]:
    """The likeliest ways to cut the name into pieces of the table: (logarithm of the share, (start, letters) …)."""
    table, all_times = _pieces()
    best: list[list[tuple[float, tuple[tuple[int, str], ...]]]] = [[] for _ in range(len(name) + 1)]
    best[0] = [(0.0, ())]
    for start in range(len(name)):
        best[start] = sorted(best[start], reverse=True)[:CUTS]
        for score, pieces in best[start]:
            best[start + 1].append((score + SKIPPED, pieces))
            for end in range(start + 1, min(start + 6, len(name)) + 1):
                letters = name[start:end]
                if letters in table:
                    times = sum(count for _, count in table[letters])
                    best[end].append((score + math.log(times / all_times), (*pieces, (start, letters))))
    return sorted(best[-1], reverse=True)[:CUTS]


def _characters(letters: str) -> list[tuple[str, float]]:
    row = _pieces()[0][letters]
    times = sum(count for _, count in row)
    return [(character, count / times) for character, count in row[:CHARACTERS]]


@cache
def _pieces() -> tuple[dict[str, list[tuple[str, int]]], int]:
    table = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        letters, _, row = line.partition("\t")
        cells = row.split(" ")
        table[letters] = [(sign, int(count)) for sign, count in zip(cells[::2], cells[1::2], strict=True)]
    return table, sum(count for row in table.values() for _, count in row)
