"""English beyond the glossary: the Chinese words of a phrase, from CC-CEDICT turned round ahead of time.

The table (`data/english.tsv`, made by `data/make_english.py`, 4.5 MB, CC BY-SA 4.0) is sorted text in a memory map:
opening it costs nothing, and a phrase is found by bisection in twenty steps. The glossary goes first, since a general
dictionary knows a quarter of the field's terms.
"""

from __future__ import annotations

import mmap
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from corpus.patterns import lazy
from retrieval.stemming import stem

TABLE = Path(__file__).with_name("data") / "english.tsv"

LITTLE = frozenset(
    "a an the of to in on at by for with from as and or be sb sth so one etc esp into that which it is not".split()
)
"""Words that a gloss may have and a question leave out."""

_WORD = lazy(r"[a-z\u00df-\u024f]+|\d+(?:\.\d+)?")
_ARTICLES = frozenset({"a", "an", "the", "to"})


class Meaning(NamedTuple):
    """A Chinese word that a phrase may mean, and how likely, from 0 to 1."""

    text: str
    weight: float


def phrase_stems(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase, articles and the infinitive's to apart."""
    plain = phrase.lower().replace("’", "'").replace("'s ", " ")
    return tuple(stem(word) for word in _WORD.findall(plain) if word not in _ARTICLES and word not in {"sb", "sth"})


@lru_cache(maxsize=4096)
def meanings(stems: tuple[str, ...]) -> tuple[Meaning, ...]:
    """What a phrase means, by its stems, the likeliest first; empty when the dictionary has no such phrase."""
    line = _line(" ".join(stems).encode())
    if not line:
        return ()
    cells = line.decode().split()
    return tuple(Meaning(word, int(weight) / 99) for word, weight in zip(cells[::2], cells[1::2], strict=True))


SUFFIXES = tuple("ation ition ion ment ness er or ance enc anc al ly ity iv ist ism ic ful abl ant ian an at".split())
PREFIXES = tuple("dis un in im non anti re pre inter ir over".split())
"""What a word of the same root may have more, on stems: interception and intercept."""


@lru_cache(maxsize=1024)
def kindred(word: str) -> tuple[Meaning, ...]:
    """What words of the same root mean, one or two endings away: a hint for ranking, not a reading."""
    roots = _roots(word)
    roots += [root for other in roots for root in _roots(other)]
    found: dict[str, float] = {}
    for root in dict.fromkeys(roots):
        for meaning in meanings((root,))[:10]:
            found.setdefault(meaning.text, round(meaning.weight / 4, 3))
    return tuple(Meaning(text, weight) for text, weight in found.items() if weight > 0.08)


def _roots(word: str) -> list[str]:
    shorter = [word[: -len(ending)] for ending in SUFFIXES if word.endswith(ending)]
    shorter += [word[len(beginning) :] for beginning in PREFIXES if word.startswith(beginning)]
    return [root for root in shorter if len(root) >= 4]


def _line(key: bytes) -> bytes:
    """What follows `key` and a tab in the table."""
    table = _table()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start, high)
        end = high if end < 0 else end
        tab = table.find(b"\t", start, end)
        here = table[start:tab]
        if here == key:
            return table[tab + 1 : end]
        if here < key:
            low = end + 1
        else:
            high = start
    return b""


@cache
def _table() -> mmap.mmap:
    with TABLE.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
