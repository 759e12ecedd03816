"""Words of questions that say little or nothing of what is looked for, and family names: one table in a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_WORDS = Path(__file__).with_name("data") / "question_words.txt"


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


def stop_words() -> frozenset[str]:
    """Words that say nothing of what is looked for: particles, politeness, question words."""
    return _sections()["stop"]


@cache
def surnames() -> tuple[str, ...]:
    """Family names, of one character and two."""
    return tuple(sorted(_sections()["surnames"]))


def light_words() -> frozenset[str]:
    """Words that say little (工作, 加强): they rank, and a sentence without them is not found wanting."""
    return _sections()["light"]
