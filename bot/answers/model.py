"""What an answer is made of: parts, never markup.

A `Quote` is made from a `Sentence` and from nothing else; there is no way to put words into one. Words of ours are
`Prose`. A channel turns parts into its own form at the very end (`bot.channels.render`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Citation, Sentence, Span


class Status(StrEnum):
    """How a question ended; not finding is a value, not an error."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    HELP = "help"


class Language(StrEnum):
    """The language of our own words; quotations stay in theirs."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of ours, in the answer's language; `heading` sets them off (a place's name in a comparison).

    `whole` marks the claim that a list is quoted whole, which falls with any of its quotations.
    """

    text: str
    heading: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence, quoted whole, with the words that answer marked.

    `number` is the citation's, counted from 1 through the answer; sentences that follow one another share it, so that
    an item of a list is cited once. `highlights` are spans of `sentence.text`;
    `label` is a word of ours in front, never part of the quotation; `item` is the ordinal of the list's item that it
    heads.
    """

    sentence: Sentence
    number: int
    highlights: tuple[Span, ...] = ()
    label: str = ""
    item: int | None = None

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def citation(self) -> Citation:
        return self.sentence.citation

    def leads_to(self, sentence: Sentence) -> bool:
        """Whether `sentence` is the next one of the same article."""
        return self.sentence.article.id == sentence.article.id and self.sentence.number + 1 == sentence.number


Part = Prose | Quote


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that is known to be answerable (or a reading, when we ask back): what a button or a number says."""

    label: str
    question: str


@dataclass(frozen=True)
class Answer:
    """What to say. `understood` is the question as it was read where that differs from what was typed (a follow-up).

    `searched` says which words of the question were widened ("低保 = 最低生活保障"); `builder` names who built it;
    `explanation` is what `/why` shows, line by line.
    """

    status: Status
    language: Language
    builder: str
    parts: tuple[Part, ...]
    suggestions: tuple[Suggestion, ...] = ()
    understood: str | None = None
    searched: tuple[str, ...] = ()
    explanation: Sequence[str] = field(default=(), repr=False, compare=False)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return tuple(part for part in self.parts if isinstance(part, Quote))
