"""Pinyin typed for Chinese, with or without tones and spaces: `Zhejiang yanglao`, `shanghaicishan`.

The letters are cut into the fewest and likeliest words of a table (`data/pinyin.tsv`, made by `data/make_pinyin.py`)
and of the places' names; a cut may run over the spaces that somebody typed but starts and ends where syllables do. What
comes out is read as a Chinese question. A word that several are spelt like keeps the others as terms of less weight,
and a place that several are spelt like stays open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import places
from corpus.model import Span
from corpus.patterns import lazy
from corpus.places import PlaceMention
from retrieval import glossary
from retrieval.concepts import Concept, Term
from retrieval.syllables import syllables

if TYPE_CHECKING:
    from corpus.places import Place

_DATA = Path(__file__).with_name("data")

PHRASES = (
    "有哪些 哪些 什么 什么时候 何时 哪里 在哪里 哪儿 谁 是谁 哪位 多少 几 怎么 怎样 如何 怎么样 为什么 是什么 指什么"
    " 什么是 哪个 哪一年 哪年 哪天 哪些省份 哪些地方 哪些人 哪些单位 哪份文件 的 有 是 在 和 与 对 呢 吗 了 比较 对比"
    " 你好 您好 请问 第一 第二 第三 第四 第五 第六 第七 第八 项 条"
    " 讲了什么 强调了什么 措施 会议 召开 出席 主持 讲话 发布 帮助 谢谢 公报 那"
    " 厅长 局长 省长 市长 部长 书记 主任 副厅长 副局长 副省长 副市长 党组书记 会长"
).split()
"""Words of questions, the first to be meant by their spelling."""

ALSO_READ = {
    "shei": "谁",
    "shenmeshihou": "什么时候",
    "shenme": "什么",
    "shime": "什么",
    "neixie": "哪些",
    "neige": "哪个",
}
"""Everyday readings that the table of readings lacks."""

LONGEST = 300
"""Letters; more is no question in pinyin."""

SAME_SOUND = 0.5
"""What a word weighs that is only spelt like the likeliest one."""

_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_LETTERS = lazy(r"[A-Za-zÀ-ɏüÜ]+(?:[1-5](?![0-9]))?|\d+|[^\w\s]")
_WORDY = lazy(r"[a-z]+")


@dataclass(frozen=True)
class Spelt:
    """A question that was spelt: its Chinese, the readings of the places in it, and what was typed for each word."""

    text: str
    places: tuple[tuple[PlaceMention, ...], ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def named(self, concept: Concept) -> Concept:
        """The concept as it was typed, with the words of the same sound as further terms."""
        word = concept.typed
        typed = self.typed.get(word, word)
        terms = [
            replace(term, typed=typed, source="pinyin" if term.text == word else term.source) for term in concept.terms
        ]
        terms += [Term(other, SAME_SOUND, typed, "pinyin") for other in self.others.get(word, ())]
        return replace(concept, typed=typed, terms=tuple(terms))


@dataclass(frozen=True)
class _Piece:
    """A stretch of letters: a word, the readings of a place, or letters that are neither."""

    letters: str
    word: str = ""
    others: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.word or self.places)


def toneless(text: str) -> str:
    """Small letters without tone marks or tone numbers; ü as v."""
    plain = unicodedata.normalize("NFC", text.lower()).replace("ü", "v")
    for toned in "ǖǘǚǜ":
        plain = plain.replace(toned, "v")
    decomposed = unicodedata.normalize("NFD", plain)
    return re.sub(r"(?<=[a-z])[1-5]", "", "".join(each for each in decomposed if not unicodedata.combining(each)))


def as_chinese(plain: str) -> Spelt | None:
    """The Chinese of a question that is spelt in pinyin; None for what is something else."""
    tokens = _LETTERS.findall(plain.replace("'", "").replace("’", ""))
    letters = [toneless(token) for token in tokens]
    spelt = [token for token in letters if _WORDY.fullmatch(token)]
    if not spelt or len(plain) > LONGEST or any(not syllables(token) for token in spelt):
        return None
    pieces: list[_Piece] = []
    run: list[str] = []
    for token in [*letters, ""]:
        if _WORDY.fullmatch(token):
            run.append(token)
            continue
        pieces += _cut(tuple(run)) if run else []
        run = []
        if token:
            pieces.append(_Piece(token, word=token))
    of_letters = [piece for piece in pieces if _WORDY.fullmatch(piece.letters)]
    known = sum(len(piece.letters) for piece in of_letters if piece.known)
    worded = [piece for piece in of_letters if piece.word]
    if not worded or known < 0.7 * sum(len(piece.letters) for piece in of_letters):
        return None
    return _joined(pieces)


def _joined(pieces: list[_Piece]) -> Spelt:
    text, mentions = "", []
    typed: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for piece in pieces:
        if piece.places:
            start, name = len(text), piece.places[0].short
            text += name
            mentions.append(tuple(PlaceMention(place, Span(start, start + len(name))) for place in piece.places))
        elif piece.word:
            text += piece.word
            typed[piece.word] = piece.letters
            if piece.word not in glossary.by_chinese():
                others[piece.word] = piece.others
        else:
            text += f" {piece.letters} "
    return Spelt(text, tuple(mentions), typed, others)


def _cut(tokens: tuple[str, ...]) -> list[_Piece]:
    """Cut letters into words and places: as few letters unknown as can be, then as few pieces."""
    letters = "".join(tokens)
    borders = {0}
    for token in tokens:
        borders.add(max(borders) + len(token))
    cost: list[tuple[float, list[_Piece]] | None] = [(0.0, [])] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 24), end):
            before = cost[start]
            if before is None:
                continue
            piece = _piece(letters[start:end])
            price = 1.0 if piece.known else 3.0 + end - start
            price += 0.6 * ((start not in borders) + (end not in borders))
            if not piece.known and (start not in borders or end not in borders):
                price += 4.0
            here = cost[end]
            if here is None or before[0] + price < here[0]:
                cost[end] = (before[0] + price, [*before[1], piece])
    last = cost[-1]
    return last[1] if last else []


@lru_cache(maxsize=4096)
def _piece(letters: str) -> _Piece:
    found = _places().get(letters, ())
    if found:
        return _Piece(letters, places=found)
    spelt = _words().get(letters, ())
    if spelt:
        return _Piece(letters, word=spelt[0], others=spelt[1:])
    return _Piece(letters)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    lines = (_DATA / "pinyin.tsv").read_text(encoding="utf-8").splitlines()
    table = {key: tuple(those.split()) for key, _, those in (line.partition("\t") for line in lines)}
    return table | {key: (word,) for key, word in ALSO_READ.items()}


def spelt_so(letters: str) -> tuple[str, ...]:
    """The words of the table with this toneless spelling, the likeliest first."""
    return _words().get(letters, ())


@cache
def common() -> frozenset[str]:
    """The words that the table spells: the field's, those of questions, and the commonest of all."""
    return frozenset(word for those in _words().values() for word in those)


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    """Places by their toneless pinyin, all that share it; a province before the cities of its name."""
    found: dict[str, list[Place]] = {}
    for place in places.everywhere():
        for key in {
            toneless(place.toned).replace("'", "").replace(" ", ""),
            toneless(place.latin).replace(" ", ""),
            place.pinyin,
        }:
            if _WORDY.fullmatch(key):
                found.setdefault(key, []).append(place)
    kept = {}
    for key, those in found.items():
        provinces = [place for place in those if place.level == 1]
        kept[key] = tuple(provinces or those)
    return kept


@cache
def field_spellings() -> tuple[str, ...]:
    """How the glossary's words are spelt."""
    field = glossary.by_chinese()
    return tuple(key for key, words in _words().items() if words[0] in field)


def spellings() -> tuple[str, ...]:
    """How all words of the table are spelt."""
    return tuple(_words())
