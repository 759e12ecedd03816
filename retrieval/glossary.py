"""The field's words in official and everyday Chinese and English, and what each widens to.

`data/glossary.tsv` holds one concept a row. A word and the official term mean the same (低保 = 最低生活保障) and
widen to each other; a narrower word (养老院) widens to its concept (养老机构) strongly, and the concept to it weakly,
since who asks for the whole is not answered by a part. An English form that names two concepts is marked `~` where it
is the second reading, and weighs less there. What widened a question can be said aloud: `低保 = 最低生活保障`.

`data/pinyin.tsv` (made by `make_pinyin`) spells the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("data") / "glossary.tsv"
COLUMNS = ("zh", "also_zh", "narrower_zh", "en", "also_en", "source")

SAME, BROADER, BROADER_SAME, NARROWER, SECOND = 0.9, 0.8, 0.7, 0.4, 0.5
"""What a widened word weighs beside the one that was typed, which weighs 1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept: its official Chinese, words that mean the same, words that mean less, English, and its source."""

    zh: str
    also: tuple[str, ...]
    narrower: tuple[str, ...]
    english: tuple[str, ...]
    also_english: tuple[str, ...]
    source: str

    @property
    def chinese(self) -> tuple[str, ...]:
        return (self.zh, *self.also, *self.narrower)


class Reading(NamedTuple):
    """A Chinese word that a typed one widens to, and its share of the typed word's weight."""

    text: str
    weight: float


@cache
def entries() -> tuple[Entry, ...]:
    """All concepts, in the table's order."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    found = []
    for row in rows[1:]:
        zh, also, narrower, english, also_english, source = row.split("\t")
        found.append(Entry(zh, _split(also), _split(narrower), _split(english), _split(also_english), source))
    return tuple(found)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def by_chinese() -> dict[str, Entry]:
    """Each Chinese word of the table → its concept."""
    return {word: entry for entry in reversed(entries()) for word in reversed(entry.chinese)}


def widen(word: str) -> tuple[Reading, ...]:
    """What a Chinese word of the table widens to, itself first; empty for any other word."""
    entry = by_chinese().get(word)
    if entry is None:
        return ()
    same = (entry.zh, *entry.also)
    if word in same:
        others = [Reading(other, SAME) for other in same if other != word]
        others += [Reading(other, NARROWER) for other in entry.narrower]
    else:
        others = [Reading(entry.zh, BROADER), *(Reading(other, BROADER_SAME) for other in entry.also)]
    return (Reading(word, 1.0), *others)


def longest_at(text: str, at: int) -> str | None:
    """The longest word of the table that stands in the folded `text` at `at`."""
    for length in _lengths().get(text[at : at + 2], ()):
        word = text[at : at + length]
        if word in by_chinese():
            return word
    return None


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in by_chinese():
        found.setdefault(word[:2], set()).add(len(word))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


class English(NamedTuple):
    """A concept that an English form names; `second` where the form names another concept first."""

    entry: Entry
    form: str
    second: bool


@cache
def by_english() -> dict[tuple[str, ...], tuple[English, ...]]:
    """The stems of each English form → what it names, first readings first."""
    found: dict[tuple[str, ...], list[English]] = {}
    for entry in entries():
        for form in (*entry.english, *entry.also_english):
            plain = form.removeprefix("~")
            named = found.setdefault(stems(plain), [])
            if all(other.entry is not entry for other in named):
                named.append(English(entry, plain, second=plain != form))
    return {key: tuple(sorted(named, key=lambda each: each.second)) for key, named in found.items()}


def stems(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase's words, hyphens and possessives apart."""
    from retrieval.stemming import stem  # noqa: PLC0415 - not needed for a question in Chinese

    plain = phrase.lower().replace("’", "'").replace("'s ", " ").replace("s' ", "s ").replace("-", " ").replace("'", "")
    return tuple(stem(word) for word in plain.replace(",", " ").split())


def from_english(key: tuple[str, ...]) -> tuple[Reading, ...]:
    """The Chinese words that an English phrase widens to, by its stems, the official term first."""
    found: dict[str, float] = {}
    for named in by_english().get(key, ()):
        share = SECOND if named.second else 1.0
        for word in (named.entry.zh, *named.entry.also):
            found.setdefault(word, share * (1.0 if word == named.entry.zh else SAME))
        for word in named.entry.narrower:
            found.setdefault(word, share * NARROWER)
    return tuple(Reading(word, round(weight, 3)) for word, weight in found.items())
