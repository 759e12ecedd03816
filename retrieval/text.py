"""Text as the index sees it: folded for matching only, cut into words, pairs and single characters.

`normalise` changes no length, so a token's span is a span of the text as it stood: what is found can be quoted. Words
are jieba's, by its Rust port where that is installed (fifteen times faster, loads in a sixth of the time) and by jieba
itself where it is not; both are given runs of ideographs only, since they cut ASCII differently, and then agree word by
word. This module alone knows either.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.patterns import lazy
from retrieval import numbers

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    import jieba

    Segmenter = Callable[[str], Iterable[tuple[str, int, int]]]
    """A run of ideographs → its words in search mode (a long word after the shorter ones in it), with their spans."""

_DATA = Path(__file__).with_name("data")

HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUNS = lazy(rf"([{HAN}]+)|(\d+(?:,\d{{3}})*(?:\.\d+)?)|([a-z\u00df-\u024f]+)(?:['’]s\b)?")
_UNITS = lazy(rf"([{HAN}])|(\d+(?:,\d{{3}})*(?:\.\d+)?)|([a-z\u00df-\u024f]+)(?:['’]s\b)?")

RADICALS = dict(
    zip(
        "⺁⺋⺌⺎⺏⺓⺗⺙⺝⺟⺠⺩⺪⺫⺬⺭⺮⺯⺶⺷⺸⻁⻂⻄⻅⻆⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰",
        "厂㔾小兀尣幺心攵月母民王疋罒示礻竹糸羊羊羊虎衤西见角贝车辶辶辶邑阝長镸长门雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾齊齐歯齿竜龙",
        strict=True,
    )
)
"""Radicals that a PDF puts where a character should stand and that NFKC leaves alone (U+2E80 to U+2EFF)."""


class Token(NamedTuple):
    """A term as the index knows it, and the characters of the text that it was read from."""

    term: str
    start: int
    end: int


class _Fold(dict[int, str]):
    """Code point → its folded character, found out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        character = RADICALS.get(character, character)
        for change in (lambda text: unicodedata.normalize("NFKC", text), str.lower):
            changed = change(character)
            if len(changed) == 1:
                character = changed
        character = _simplified().get(character, character)
        self[code] = character
        return character


_FOLD = _Fold()


@cache
def _simplified() -> dict[str, str]:
    traditional, simplified = (_DATA / "simplified.txt").read_text(encoding="utf-8").split()
    return dict(zip(traditional, simplified, strict=True))


def normalise(text: str) -> str:
    """Folded for matching, character by character: NFKC, simplified, lower case; as long as `text`."""
    return text.translate(_FOLD)


def words(text: str) -> list[Token]:
    """Words in search mode, Latin words, numbers, and the forms of numbers and dates; by start, then end."""
    folded = normalise(text)
    cut = segmenter()
    tokens = []
    for match in _RUNS.finditer(folded):
        start = match.start()
        if match[1]:
            tokens += [Token(word, start + first, start + last) for word, first, last in cut(match[1])]
        else:
            tokens.append(_alone(match))
    return _with_forms(tokens, folded)


def bigrams(text: str) -> list[Token]:
    """Pairs of neighbouring ideographs, a number with the ideographs beside it, and Latin words and numbers alone.

    Spaces between neighbours do not part them (a wrapped or spaced-out line); punctuation does. An ideograph with no
    neighbour stands alone.
    """
    folded = normalise(text)
    tokens: list[Token] = []
    before: Token | None = None
    lonely = False  # whether `before` is an ideograph that no pair holds yet
    for match in _UNITS.finditer(folded):
        unit, ideograph = _alone(match), match[1] is not None
        paired = (
            before is not None
            and (ideograph or before.term[0] >= "\u3000")
            and (before.end == unit.start or folded[before.end : unit.start].isspace())
        )
        if before is not None and paired:
            tokens.append(Token(before.term + unit.term, before.start, unit.end))
        elif before is not None and lonely:
            tokens.append(before)
        if not ideograph:
            tokens.append(unit)
        before, lonely = unit, ideograph and not paired
    if before is not None and lonely:
        tokens.append(before)
    return _with_forms(tokens, folded)


def characters(text: str) -> list[Token]:
    """Single ideographs, Latin words and numbers, and the forms of numbers and dates."""
    folded = normalise(text)
    tokens = [_alone(match) for match in _UNITS.finditer(folded)]
    return _with_forms(tokens, folded)


class Terms(NamedTuple):
    """A text's terms by unit, without their spans: what an index is built from."""

    words: list[str]
    bigrams: list[str]
    characters: list[str]


def terms(text: str) -> Terms:  # noqa: C901 - one pass, since an index is built through here
    """The terms of `words`, `bigrams` and `characters` in one pass, five times faster, in no promised order."""
    folded = normalise(text)
    cut = segmenter()
    found = Terms([], [], [])
    end, tail = -1, ""  # where the last run ended, and the unit it ended with
    for match in _RUNS.finditer(folded):
        start = match.start()
        near = start == end or (end >= 0 and folded[end:start].isspace())
        if run := match[1]:
            found.words.extend([word for word, _, _ in cut(run)])
            found.characters.extend(run)
            pairs = [run[at : at + 2] for at in range(len(run) - 1)]
            if near:
                if len(tail) == 1 and found.bigrams[-1] == tail and tail >= "\u3000":
                    found.bigrams.pop()
                pairs.append(tail + run[0])
            found.bigrams.extend(pairs or run)
            tail = run[-1]
        else:
            unit = _alone(match).term
            if near and tail[0] >= "\u3000":
                if len(tail) == 1 and found.bigrams[-1] == tail:
                    found.bigrams.pop()
                found.bigrams.append(tail + unit)
            for kind in found:
                kind.append(unit)
            tail = unit
        end = match.end()
    taken = None
    for form in numbers.forms(folded):
        if taken is None:
            taken = {(token.term, token.start) for token in map(_alone, _RUNS.finditer(folded))}
        if (form.term, form.start) not in taken:
            for kind in found:
                kind.append(form.term)
    return found


def ideographs(text: str) -> list[str]:
    """The runs of ideographs in a text that is folded already."""
    return [match[1] for match in _RUNS.finditer(text) if match[1]]


def _alone(match: re.Match[str]) -> Token:
    """One unit as a token: an ideograph, a number without its commas, a Latin word without its possessive s."""
    group = match.lastindex or 0
    return Token(match[group].replace(",", "") if group == 2 else match[group], match.start(), match.end(group))


def _with_forms(tokens: list[Token], folded: str) -> list[Token]:
    plain = {(token.term, token.start) for token in tokens}
    extra = [Token(*form) for form in numbers.forms(folded) if (form.term, form.start) not in plain]
    return sorted(tokens + extra, key=_by_place)


def _by_place(token: Token) -> tuple[int, int]:
    return token.start, token.end


@cache
def segmenter() -> Segmenter:
    """Jieba's cutting with the words of the field, loaded at the first call (0.13 s)."""
    try:
        return rust_segmenter()
    except ImportError:
        return python_segmenter()


def rust_segmenter() -> Segmenter:
    """Rust's jieba, shared by the whole process.

    Raises:
        ImportError: it has no wheel for this platform.
    """
    import rjieba  # noqa: PLC0415 - 120 ms, which a command that cuts no text need not wait for

    for word in field_words():
        rjieba.add_word(word, None, None)
    return lambda run: rjieba.tokenize(run, "search", hmm=True)


def python_segmenter() -> Segmenter:
    """Jieba itself; it reads its own dictionary anew, since a cache in a shared folder can be another's file."""
    cutter = _tokenizer()
    return lambda run: cutter.tokenize(run, mode="search")


def has_word(word: str) -> bool:
    """Whether jieba's dictionary has the word, with those of the field."""
    segmenter()
    try:
        import rjieba  # noqa: PLC0415 - the same
    except ImportError:
        return bool(_tokenizer().FREQ.get(word))
    return bool(rjieba.has_word(word))


@cache
def _tokenizer() -> jieba.Tokenizer:
    import logging  # noqa: PLC0415 - the same
    import tempfile  # noqa: PLC0415 - the same
    import warnings  # noqa: PLC0415 - the same

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's source has escapes that today's Python warns of
        import jieba  # noqa: PLC0415 - 450 ms

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        cutter.tmp_dir = folder
        cutter.initialize()
    for word in field_words():
        cutter.add_word(word)
    return cutter


@cache
def field_words() -> tuple[str, ...]:
    """Organisations, posts, named groups and the glossary's Chinese: words that jieba's dictionary may not know."""
    lines = (_DATA / "words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
