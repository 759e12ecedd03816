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
        self._number = 0

    @property
    def quoted(self) -> int:
        """How many sentences are quoted so far."""
        return len(self._at)

    def say(self, message: str, *, heading: bool = False, **values: object) -> None:
        """Our words, from the table of wordings."""
        self.parts.append(Prose(say(message, self.language, **values), heading=heading))

    def quote(self, sentence: Sentence, highlights: Iterable[Span] = (), *, label: str = "") -> None:
        """A sentence; one that is quoted already only gets more of its words marked."""
        if sentence in self._at:
            at = self._at[sentence]
            before = self.parts[at]
            if isinstance(before, Quote):
                self.parts[at] = replace(before, highlights=merged((*before.highlights, *highlights)))
            return
        last = self.parts[-1] if self.parts else None
        if not (isinstance(last, Quote) and not label and last.leads_to(sentence)):
            self._number += 1
        self._at[sentence] = len(self.parts)
        self.parts.append(Quote(sentence, self._number, merged(highlights), label))

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
            parts=tuple(self.parts),
            suggestions=suggestions,
            searched=searched,
            explanation=explanation,
        )
