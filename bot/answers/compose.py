"""Puts an answer together: our words and quotations in order, each sentence quoted once, citations numbered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.matching import merged
from bot.answers.model import Answer, Prose, Quote, Status
from bot.answers.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.model import Language, Part, Suggestion
    from corpus.model import Sentence, Span


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

    def quote(self, sentence: Sentence, highlights: Iterable[Span] = (), *, label: str = "") -> None:
        """A sentence; one that is quoted already only gets more of its words marked."""
        if sentence in self._at:
            at = self._at[sentence]
            before = self.parts[at]
            if isinstance(before, Quote):
                self.parts[at] = replace(before, highlights=merged((*before.highlights, *highlights)))
            return
        self._at[sentence] = len(self.parts)
        self.parts.append(Quote(sentence, 0, merged(highlights), label))

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


def numbered(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with their citations numbered from 1; sentences that follow one another share one number."""
    number = 0
    done: list[Part] = []
    for part in parts:
        if isinstance(part, Quote):
            last = done[-1] if done else None
            if not (isinstance(last, Quote) and not part.label and last.leads_to(part.sentence)):
                number += 1
            done.append(replace(part, number=number))
        else:
            done.append(part)
    return tuple(done)
