"""One typing error forgiven in words of five letters or more, in English and in pinyin.

Only a word that nothing knows is looked at, and only what the product itself knows is offered instead: the glossary,
the words that ask, what reporters ask about, places; all words of pinyin where the rest of the text is pinyin. The
nearest word by one insertion, deletion, substitution or swap of neighbours wins; where two are as near, the one that
keeps the first letter, and then the commoner of ours. rapidfuzz compares; it is imported for an unknown word
only, since that costs 90 ms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus import places
from corpus.patterns import lazy
from retrieval import english, glossary, phrases, pinyin
from retrieval.english_words import everyday_words
from retrieval.stemming import stem
from retrieval.syllables import syllables

SHORTEST = 5
_WORD = lazy(r"[A-Za-z]+")
_ASKING = (
    "measures policies policy which what where when whose compare comparison summary summarise summarize overview"
    " between difference meeting conference attended chaired introduced issued published released government province"
    " provinces cities bulletins requirements services service support development governance please explain describe"
    " director governor department document"
).split()


class Correction(NamedTuple):
    """A word as typed, and as it is read."""

    typed: str
    read: str


def corrected(plain: str) -> tuple[str, tuple[Correction, ...]]:
    """The text with each unknown word put right where one error explains it, and what was put right."""
    corrections: list[Correction] = []
    words = _WORD.findall(plain)
    spelt = 2 * sum(bool(syllables(word.lower())) for word in words) >= len(words)

    def put_right(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < SHORTEST or known(word):
            return word
        nearest = _nearest(word.lower(), spelt=spelt)
        if nearest is None:
            return word
        corrections.append(Correction(word, nearest))
        return nearest

    return _WORD.sub(put_right, plain), tuple(corrections)


def known(word: str) -> bool:
    """Whether a table, the dictionary or pinyin has the word."""
    small = word.lower()
    return (
        phrases.knows(small)
        or bool(english.meanings((stem(small),)))
        or bool(places.in_latin(word))
        or bool(syllables(small))
    )


def _nearest(word: str, *, spelt: bool) -> str | None:
    from rapidfuzz import process  # noqa: PLC0415 - 90 ms, for an unknown word only
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - the same

    order = _spellings() if spelt else _vocabulary()
    near = process.extract(word, order, scorer=OSA.distance, score_cutoff=1, limit=8)
    if not near:
        return None
    best: str = min(near, key=lambda each: (each[0][0] != word[0], each[2]))[0]
    return best


@cache
def _vocabulary() -> tuple[str, ...]:
    """What may be meant, the likeliest first: words that ask, the glossary in English, its pinyin, places, the rest."""
    forms = [form for entry in glossary.entries() for form in (*entry.english, *entry.also_english)]
    field = [word for form in forms for word in re.findall(r"[a-z]+", form.lower())]
    places_named = [
        spelling
        for place in places.everywhere()
        for spelling in (place.pinyin, place.latin.lower())
        if spelling.isalpha()
    ]
    everyday = [form for word in everyday_words() for form in _inflected(word)]
    return _long_enough((*_ASKING, *field, *places_named, *pinyin.field_spellings(), *everyday))


@cache
def _spellings() -> tuple[str, ...]:
    """The same, and then every word of pinyin."""
    return _long_enough((*_vocabulary(), *pinyin.spellings()))


def _long_enough(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if len(word) >= SHORTEST - 1 and word.isascii()))


def _inflected(word: str) -> tuple[str, ...]:
    """An English word with its regular endings; what is no word is nobody's likely error either."""
    root = word.removesuffix("e")
    return (word, f"{word}s", f"{root}ed", f"{root}ing")
