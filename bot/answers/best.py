"""The best sentences, when no other builder fits: those of the search that cover what the question asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.matching import highlights
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "best"
KINDS = frozenset({Kind.TOPIC, Kind.MEASURES, Kind.WHAT_IS, Kind.WHICH_DOCUMENT, Kind.OVERVIEW})

QUOTED = 3


def build(evidence: Evidence) -> Answer | None:
    """Up to three sentences that cover the question's topics, or None."""
    if not evidence.topics:
        return None
    readings = {reading.article.id: reading for reading in evidence.readings}
    answer = Composition(evidence.language, NAME)
    for hit in evidence.hits:
        reading = readings.get(hit.sentence.article.id)
        if reading is None or hit.sentence.number == 0 or answer.quoted == QUOTED:
            continue
        fact = evidence.fact(reading, hit.sentence.number, anywhere=True)
        if fact:
            answer.quote(hit.sentence, highlights(evidence.topics, fact.text))
    return answer.answer() if answer.quoted else None
