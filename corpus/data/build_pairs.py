"""Makes `pairs.txt`: pairs of characters that are a word, or stand within one.

usage: python corpus/data/build_pairs.py

The source is the dictionary of jieba (MIT licence), words that it counted often; only characters of GB 2312
are taken. The pairs stand one behind the other, two characters each, in the order of their code points.
"""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from pathlib import Path

LEAST = 150
ORDINARY = 1000


def main() -> None:
    """Write the table beside this file."""
    pairs: set[str] = set()
    for line in files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if len(word) > 4 or int(count) < (LEAST if len(word) == 2 else ORDINARY):
            continue
        pairs.update(a + b for a, b in pairwise(word) if all("\u4e00" <= c <= "\u9fff" for c in (a, b)))
    kept = sorted(pair for pair in pairs if len(pair.encode("gb2312", "ignore")) == 4)
    Path(__file__).with_name("pairs.txt").write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
