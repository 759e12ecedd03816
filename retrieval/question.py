"""What was asked: `understand` reads a question in Chinese, English or pinyin into a frozen `Question`.

The idea: a question is taken apart, never rewritten. Places, quoted names, dates and an ordinal are lifted out, the
words that only ask (`retrieval.kinds`) give the kinds of answer wanted, and each word that is left becomes a `Concept`:
what was typed, with every Chinese term that would say the same. A sentence covers a question when it has one term of
each required concept, however the question was put; a word that nothing knows stays as it was typed, so that nothing
can cover it and the question is not answered with something else.

`understand` never raises; what cannot be a question is empty and says why, in both languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.patterns import lazy
from retrieval import chinese, courtesy
from retrieval.concepts import Concept, Term
from retrieval.kinds import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from corpus.dates import DateMention
    from corpus.places import Place
    from retrieval.chinese import Parts
    from retrieval.spelling import Correction

__all__ = ["Concept", "Kind", "Question", "Term", "understand"]

LONGEST = 1_000
"""Characters; more is no question but a text."""

REASONS = {
    "empty": "There is no question in it. / 没有看到问题。",
    "long": f"A question has at most {LONGEST} characters. / 问题最多{LONGEST}字。",
    "signs": "There are only signs in it, no words. / 只有符号，没有文字。",
    "script": "Please ask in Chinese, English or pinyin. / 请用中文、英文或拼音提问。",
}


@dataclass(frozen=True)
class Question:
    """What was asked, and never what to answer.

    `kinds` has the most telling first and `Kind.TOPIC` when nothing else is asked. `places` bind; `ambiguous` holds the
    readings of each place that could be several (Taizhou), which are in `places` only once somebody has chosen.
    `concepts` are the content, in the order of the question: question words, politeness, places and dates dropped.
    `content` is the question's own Chinese (or, from English and pinyin, its likeliest Chinese) with the question words
    cut out and the places left in: what an index is searched with. `names` are quoted (《…》 and “…”), `people` and
    `offices` those asked about; `roles` what somebody did at a meeting (出席, 讲话, 主持, 介绍, 发言, 发布). `ordinal`
    is that of an item (第六项 → 6); `last` when the last is asked for. `unit` is the unit that an amount must have
    (元, 人, 项, %), where the question names one. `lasting` asks how long or from when to when, `negated` for what is
    not there (谁没有出席), `yes_or_no` whether something is so (是不是, Was …?). `elliptical` marks a question that
    leaves something out. `corrected` holds the words that were read with one typing error forgiven, or one wrong
    character of the same sound. `heard` is the text as it was read: without courtesies, with errors put right, and what
    was spelt in pinyin as its Chinese. `reason` says, in English and Chinese, why there is nothing in the question.
    """

    text: str
    language: str
    heard: str = ""
    kinds: tuple[Kind, ...] = ()
    places: tuple[Place, ...] = ()
    ambiguous: tuple[tuple[Place, ...], ...] = ()
    concepts: tuple[Concept, ...] = ()
    content: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    dates: tuple[DateMention, ...] = field(default=())
    ordinal: int | None = None
    last: bool = False
    unit: str | None = None
    lasting: bool = False
    negated: bool = False
    yes_or_no: bool = False
    elliptical: bool = False
    corrected: tuple[Correction, ...] = ()
    reason: str | None = None

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that it names, each of those from one to another."""
        return frozenset(year for date in self.dates if not date.year_inferred for year in date.years)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of all concepts, in their order."""
        return tuple(term for concept in self.concepts for term in concept.terms)

    @property
    def kind(self) -> Kind:
        return self.kinds[0] if self.kinds else Kind.TOPIC

    @property
    def required(self) -> tuple[Concept, ...]:
        return tuple(concept for concept in self.concepts if concept.required)

    @property
    def searched(self) -> tuple[str, ...]:
        """Which words were widened, for a person to read: `低保 = 最低生活保障`."""
        return tuple(concept.reading for concept in self.concepts if concept.widened)

    def coverage(self, text: str) -> float:
        """The share of the required concepts that `text` has, from 0 to 1; 1 when none is required."""
        folded, wanted = normalise(text), self.required
        return sum(concept.stands_in(folded) for concept in wanted) / len(wanted) if wanted else 1.0


def understand(text: str, *, language: str | None = None) -> Question:
    """Read a question; `language` ('zh' or 'en') fixes the language of the answer, not how the question is read."""
    if len(text) > LONGEST:
        return Question(text, language or _script(text[:LONGEST]) or "zh", reason=REASONS["long"])
    plain = courtesy.bare(" ".join(_CONTROL.sub(" ", text).split()))
    script = _script(_unquoted(plain))
    if script not in {"zh", "en"}:
        return Question(text, language or "en", reason=REASONS[script])
    if script == "zh" and not re.search("[A-Za-z]{3}", plain):
        parts, heard, wrong = _by_sound(chinese.read(normalise(plain), plain), plain)
        return Question(text, language or "zh", heard, corrected=wrong, **vars(parts))
    from retrieval import latin, phrases, pinyin, spelling  # noqa: PLC0415 - 20 ms, which a question in Chinese need not wait for

    if script == "zh":
        language = language or _asking(plain)
        mixed, typed = phrases.glossed(plain)
        parts = chinese.read(normalise(mixed), mixed)
        if typed:
            parts.concepts = tuple(pinyin.Spelt(mixed, typed=typed).named(concept) for concept in parts.concepts)
        return Question(text, language or "zh", plain, **vars(parts))
    right, corrections = spelling.corrected(plain)
    spelt = pinyin.as_chinese(right)
    if spelt is not None:
        parts = chinese.read(normalise(spelt.text), spelt.text, spelt=spelt)
    else:
        parts = latin.read(normalise(right), right)
    if corrections:
        parts.concepts = tuple(_as_typed(concept, corrections) for concept in parts.concepts)
    heard, spoken = (right, "en") if spelt is None else (spelt.text, "zh")
    return Question(text, language or spoken, heard, corrected=corrections, **vars(parts))


def _by_sound(parts: Parts, plain: str) -> tuple[Parts, str, tuple[Correction, ...]]:
    """The reading and its text, or better ones where an unknown word sounds like one of the field (措失: 措施)."""
    quoted = {normalise(name) for name in (*parts.names, *parts.people)}
    if not any(_strange(each) and each.typed not in quoted for each in parts.concepts):
        return parts, plain, ()
    from retrieval import homophones, spelling  # noqa: PLC0415 - for a word that the glossary does not have only

    right, wrong = homophones.corrected(normalise(plain))
    if not wrong:
        return parts, plain, ()
    corrections = tuple(spelling.Correction(*each) for each in wrong)
    parts = chinese.read(right, right)
    parts.concepts = tuple(_as_typed(concept, corrections) for concept in parts.concepts)
    return parts, right, corrections


def _strange(concept: Concept) -> bool:
    """Whether a word stands for itself only."""
    return concept.required and all(term.source == "asked" for term in concept.terms) and not concept.typed.isascii()


def _as_typed(concept: Concept, corrections: tuple[Correction, ...]) -> Concept:
    """A concept under the words that were typed for it, errors and all."""
    typed = concept.typed
    for correction in corrections:
        typed = typed.replace(correction.read, correction.typed.lower())
    if typed == concept.typed:
        return concept
    terms = tuple(
        replace(term, typed=typed, source="typo" if term.source == "glossary" else term.source)
        for term in concept.terms
    )
    return replace(concept, typed=typed, terms=terms)


_CONTROL = lazy(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]")
_LATIN_WORD = lazy(r"[A-Za-zÀ-ɏ]+")
# First and last characters; a class of the same in a regular expression takes milliseconds to compile.
_HAN = ("\u3400\u4dbf", "\u4e00\u9fff", "\uf900\ufaff")
_KANA = ("\u3041\u3096", "\u30a1\u30fa", "\uff66\uff9d")
_LATIN = ("AZ", "az", "Àɏ", "ＡＺ", "ａｚ")


def _script(text: str) -> str:
    """'zh' or 'en', else the reason why it is neither: 'empty', 'signs' or 'script'."""
    if not text.strip():
        return "empty"
    han, kana, words = _count(text, _HAN), _count(text, _KANA), _LATIN_WORD.findall(text)
    if kana > max(1, han // 4):
        return "script"
    if han and not (len(words) >= 2 and len(words) * 2 > han and _function_words(words) >= 2):
        return "zh"
    latin_letters = _count(text, _LATIN)
    letters = sum(character.isalnum() and not character.isdecimal() for character in text)
    if latin_letters and latin_letters * 2 >= letters:
        return "en"
    if letters:
        return "script"
    return "zh" if re.search(r"\d", text) else "signs"


_QUOTED = lazy(r"《[^《》]*》|“[^“”]*”|「[^」]*」")
_ASKS_IN_CHINESE = lazy(r"[的了吗呢谁哪几么何怎请]|多少|是否|比较|介绍|概括|措施|标准|情况|内容")


def _unquoted(text: str) -> str:
    """Without the names that are quoted, where something else is said: a Chinese title makes no question Chinese."""
    rest = _QUOTED.sub(" ", text)
    return rest if any(character.isalnum() for character in rest) else text


def _asking(plain: str) -> str:
    """The language of a question in both, by the words that ask: "上海 measures" is in English."""
    from retrieval.english_words import tables  # noqa: PLC0415 - for Chinese with Latin words in it
    from retrieval.stemming import stem  # noqa: PLC0415 - the same

    rest = _unquoted(plain)
    if _ASKS_IN_CHINESE.search(rest):
        return "zh"
    lists = tables()
    words = [word.lower() for word in _LATIN_WORD.findall(rest)]
    return "en" if any(word in lists.stop or (stem(word),) in lists.light for word in words) else "zh"


def _count(text: str, ranges: tuple[str, ...]) -> int:
    """How many characters of the text are within one of the ranges."""
    return sum(any(ends[0] <= character <= ends[1] for ends in ranges) for character in text)


def _function_words(words: list[str]) -> int:
    from retrieval.english_words import function_words  # noqa: PLC0415 - 20 ms, for Chinese with Latin words in it

    return function_words(words)
