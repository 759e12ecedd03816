"""The English words of questions: those that say nothing, those that say little, posts, and what reporters ask about.

`data/english_words.txt` has how questions are put, `data/english_topics.txt` what they are about: a word of everyday
English and the Chinese that bulletins have for it. Forms of one word meet by their stems.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retrieval import glossary

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATA = Path(__file__).with_name("data")

Words = dict[tuple[str, ...], tuple[str, ...]]
"""The stems of a phrase → the Chinese for it, the likeliest first."""


class Tables(NamedTuple):
    """The lists: `stop` words say nothing, `light` ones little, `topics` name what is asked about.

    `roles` are words for what somebody did, `offices` posts, `measured` nouns that a number groups (two policies).
    """

    stop: frozenset[str]
    light: Words
    roles: dict[str, frozenset[str]]
    offices: Words
    measured: Words
    topics: Words


@cache
def tables() -> Tables:
    """All lists, read once."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _lines("english_words.txt"):
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        else:
            lines.append(line)
    roles = {
        left.strip(): frozenset(right.split()) for left, _, right in (row.partition("=") for row in sections["roles"])
    }
    stop = frozenset(word for line in sections["stop"] for word in line.split())
    light, offices, measured = (_by_stems(sections[name]) for name in ("light", "offices", "measured"))
    return Tables(stop, light, roles, offices, measured, _by_stems(_lines("english_topics.txt")))


@cache
def everyday_words() -> tuple[str, ...]:
    """All single words of the two files, as they are written there."""
    lines = [line.partition("=")[0] for name in ("english_words.txt", "english_topics.txt") for line in _lines(name)]
    return tuple(dict.fromkeys(word for line in lines for word in re.findall(r"[a-z]+", line)))


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _by_stems(rows: Iterable[str]) -> Words:
    """Rows `phrase; phrase = Chinese Chinese`; a phrase of several rows has the Chinese of all."""
    found: Words = {}
    for left, _, right in (row.partition("=") for row in rows):
        for phrase in left.split(";"):
            key = glossary.stems(phrase)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *right.split())))
    return found


def stop_words() -> frozenset[str]:
    """Words that say nothing of what is looked for."""
    return tables().stop


def function_words(words: Iterable[str]) -> int:
    """How many of the words only English sentences have."""
    return sum(word.lower() in tables().stop for word in words)
