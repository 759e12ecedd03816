"""One wrong character in a word of the field, where the right one sounds the same: 措失 is read as 措施.

Who types by pinyin errs so. Only what no table knows as a word is put right, and only into a word of the field or of
questions that has the same syllables and all other characters; a word that is known stays what it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus.patterns import lazy
from retrieval import chinese, glossary, littlewords, pinyin, text
from retrieval.syllables import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN = lazy(r"[\u4e00-\u9fff]{2,}")
LONGEST = 6
"""Characters of a word that is put right."""
MANY = 60
"""Characters of a text of which all are looked at; a longer one is no question typed by hand."""


def corrected(folded: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text, as long as before, with each such word put right, and the words as typed and as read."""
    found: list[tuple[str, str]] = []
    if len(folded) > MANY:
        return folded, ()
    for run in _RUN.finditer(folded):
        for start, end in _doubtful(run[0]):
            right = _same_sound(run[0][start:end])
            if right:
                at = run.start() + start
                found.append((run[0][start:end], right))
                folded = folded[:at] + right + folded[at + len(right) :]
                break
    return folded, tuple(found)


def _doubtful(run: str) -> Iterator[tuple[int, int]]:
    """Where words or single characters stand that no table knows, joined to their neighbours where these are single."""
    whole = [(token.start, token.end) for token in chinese.whole(text.words(run))]
    strange = {(start, end) for start, end in whole if end - start == 1 or not _known(run[start:end])}
    for index, (start, end) in enumerate(whole):
        if end - start > 1 and (start, end) in strange:
            yield start, end
        for last in range(index + 1, min(index + 3, len(whole))):
            after = whole[last][1]
            if after - start <= LONGEST and strange & set(whole[index : last + 1]):
                yield start, after


def _known(word: str) -> bool:
    return text.has_word(word) or _is_of_the_field(word) or word in littlewords.stop_words()


def _same_sound(word: str) -> str | None:
    """The word of the field that sounds so and differs in one character."""
    if _known(word) or not 2 <= len(word) <= LONGEST:
        return None
    for key in _spellings(word):
        for other in pinyin.spelt_so(key):
            differ = sum(one != another for one, another in zip(word, other, strict=False))
            if len(other) == len(word) and differ == 1 and _is_of_the_field(other):
                return other
    return None


def _is_of_the_field(word: str) -> bool:
    return word in glossary.by_chinese() or word in littlewords.light_words()


def _spellings(word: str) -> list[str]:
    keys = [""]
    for character in word:
        keys = [key + sound for key in keys for sound in _sounds().get(character, ())][:16]
    return keys


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    """Character → the syllables that it may be read with."""
    found: dict[str, list[str]] = {}
    for syllable, those in characters().items():
        for character in those:
            found.setdefault(character, []).append(syllable)
    return {character: tuple(sounds) for character, sounds in found.items()}
