"""Puts an answer together: our words and quotations in order, each sentence quoted once, citations numbered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.matching import merged
from bot.answers.model import Answer, Prose, Quote, Status
from bot.answers.wording import say
from corpus.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.model import Language, Part, Suggestion
    from corpus.model import Sentence, Span


OWN_NUMBER = lazy(
    r"[\s“]*(?:[一二三四五六七八九十]+(?:是|要|、)|[（(][一二三四五六七八九十\d]+[)）]|[①-⑳⑴-⒇]|第[一二三四五六七八九十]+|\d+[.．、])"
)
"""How an item says its number itself."""


class Composition:
    """The parts of one answer as they are put together."""

    def __init__(self, language: Language, builder: str) -> None:
        self.language = language
        self.builder = builder
        self.parts: list[Part] = []
        self._at: dict[Sentence, int] = {}

    @property
    def quoted(self) -> int:
        """How many sentences are quoted so far."""
        return len(self._at)

    def say(self, message: str, *, heading: bool = False, whole: bool = False, **values: object) -> None:
        """Our words, from the table of wordings."""
        self.parts.append(Prose(say(message, self.language, **values), heading=heading, whole=whole))

    def quote(self, sentence: Sentence, highlights: Iterable[Span] = (), *, item: int | None = None) -> None:
        """A sentence; one that is quoted already only gets more of its words marked.

        `item` is the ordinal of the item that it heads, put in front where the sentence does not say it (一是…).
        """
        if sentence in self._at:
            at = self._at[sentence]
            before = self.parts[at]
            if isinstance(before, Quote):
                self.parts[at] = replace(before, highlights=merged((*before.highlights, *highlights)))
            return
        self._at[sentence] = len(self.parts)
        marks = merged(highlights)
        start = marks[0].start if marks else 0
        label = "" if item is None or OWN_NUMBER.match(sentence.text, start) else f"{item}."
        self.parts.append(Quote(sentence, 0, marks, label, item))

    def answer(
        self,
        status: Status = Status.ANSWERED,
        *,
        suggestions: tuple[Suggestion, ...] = (),
        searched: tuple[str, ...] = (),
        explanation: tuple[str, ...] = (),
    ) -> Answer:
        return Answer(
            status=status,
            language=self.language,
            builder=self.builder,
            parts=numbered(self.parts),
            suggestions=suggestions,
            searched=searched,
            explanation=explanation,
        )


def merge(parts: list[Part], more: Iterable[Part]) -> None:
    """Put more parts behind others; a sentence that is quoted already only gets more of its words marked."""
    at = {part.sentence: index for index, part in enumerate(parts) if isinstance(part, Quote)}
    for part in more:
        before = parts[at[part.sentence]] if isinstance(part, Quote) and part.sentence in at else None
        if isinstance(part, Quote) and isinstance(before, Quote):
            marks = merged((*before.highlights, *part.highlights))
            parts[at[part.sentence]] = replace(before, highlights=marks)
        else:
            parts.append(part)


def joined(answers: Iterable[tuple[str, Answer]]) -> Answer:
    """The answers to several questions as one, each under its question; one that was not found is said to be so."""
    answers = tuple(answers)
    parts: list[Part] = []
    for asked, answer in answers:
        parts.append(Prose(asked, heading=True))
        found = answer.status is Status.ANSWERED
        merge(parts, answer.parts if found else (Prose(say("not_said", answer.language)),))
    told = [answer for _, answer in answers if answer.status is Status.ANSWERED]
    if not told:
        return answers[0][1]
    return replace(
        told[-1],
        parts=numbered(parts),
        understood=None,
        builder="+".join(dict.fromkeys(answer.builder for answer in told)),
        searched=tuple(dict.fromkeys(note for answer in told for note in answer.searched)),
        explanation=tuple(line for _, answer in answers for line in answer.explanation),
    )


def numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with their citations numbered from 1; sentences that follow one another share one number."""
    number = 0
    done: list[Part] = []
    for part in parts:
        if isinstance(part, Quote):
            last = done[-1] if done else None
            if not (isinstance(last, Quote) and part.item is None and last.leads_to(part.sentence)):
                number += 1
            done.append(replace(part, number=number))
        else:
            done.append(part)
    return tuple(done)
