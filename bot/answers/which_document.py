"""Which document: the sentence that names it, and by whom it was issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.answers.matching import share
from bot.facts.documents import issues, titles
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "which_document"
KINDS = frozenset({Kind.WHICH_DOCUMENT})

SHORTEST = 5
"""A title shorter than this is a short form (《方案》), which names no document."""


def build(evidence: Evidence) -> Answer | None:
    """The sentences that name a document and speak of what is asked, those that say who issued it first."""
    found = []
    for reading in evidence.readings:
        for number in range(1, len(reading.texts)):
            spans = [
                span for span in titles(reading.article.sentence(number).text) if span.end - span.start >= SHORTEST
            ]
            fact = evidence.fact(reading, number) if spans else None
            if fact:
                bonus = 0.5 * bool(issues(fact.said)) + share(evidence.concepts, fact.text)
                found.append((fact._replace(score=fact.score + bonus), spans))
    kept = {id(fact) for fact in best([fact for fact, _ in found])}
    chosen = sorted(((f, s) for f, s in found if id(f) in kept), key=lambda row: -row[0].score)[:2]
    if not chosen:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("document")
    top = chosen[0][0].score
    for fact, spans in chosen:
        if fact.score >= top - 0.3:
            answer.quote(fact.sentence, spans)
    return answer.answer()
