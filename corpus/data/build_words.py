"""Makes `words.txt`: Chinese words and what each costs, for telling a shifted sign from the word it looks like.

usage: python corpus/data/build_words.py

The source is the dictionary of jieba (MIT licence) with its counts. A word that contains a character for which a sign
can be read is taken if it was counted at all often, another pair if it was counted ten times, a longer word if it is
frequent. The names of places come from `places.tsv` and `counties.tsv`. A word's cost is the negative logarithm of its
share, in halves of 1 (base e). Each line has a cost and the words of that cost, parted by spaces.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from math import log
from pathlib import Path

from corpus.counties import IN_FULL
from corpus.signcosts import GLYPHS

HERE = Path(__file__).parent
WITH_GLYPH = 3
PAIR = 10
ORDINARY = 150
LONGEST = 4
NAME = 9.0
"""The cost of a county's name: a bulletin speaks of places more than the source does."""


def _least(word: str) -> int:
    """How often a word must have been counted to be taken."""
    if len(word) == 1:
        return 1
    if not GLYPHS.isdisjoint(word):
        return WITH_GLYPH
    return PAIR if len(word) == 2 else ORDINARY


def _words() -> dict[str, float]:
    counts: dict[str, int] = {}
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        counts[word] = int(count)
    total = sum(counts.values())
    return {
        word: log(total / count)
        for word, count in counts.items()
        if len(word) <= LONGEST
        and count >= _least(word)
        and len(word.encode("gb2312", "ignore")) == 2 * len(word)
        and all("\u4e00" <= c <= "\u9fff" for c in word)
    }


def _places() -> set[str]:
    names = {
        name
        for table in ("places.tsv", "counties.tsv")
        for line in (HERE / table).read_text(encoding="utf-8").splitlines()
        for name in line.split("\t")[1:4]
    }
    names |= {name.rstrip("省市县区州盟旗") for name in names if len(name) > 2}
    names |= {m[1] for name in names if (m := IN_FULL.fullmatch(name))}
    return {name for name in names if 1 < len(name) <= LONGEST and not GLYPHS.isdisjoint(name)}


def main() -> None:
    """Write the table beside this file."""
    costs = _words()
    for name in _places():
        costs[name] = min(costs.get(name, NAME), NAME)
    rows: dict[int, list[str]] = defaultdict(list)
    for word, cost in sorted(costs.items()):
        rows[round(2 * cost)].append(word)
    lines = (f"{halves} {' '.join(words)}\n" for halves, words in sorted(rows.items()))
    (HERE / "words.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
