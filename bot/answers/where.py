"""Where: the sentence that says in which place something was held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.facts.meetings import venues
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "where"
KINDS = frozenset({Kind.WHERE})


def build(evidence: Evidence) -> Answer | None:
    """The sentence with the place, or None."""
    found = []
    for reading in evidence.readings:
        if not evidence.in_its_years(reading):
            continue
        for number in range(1, len(reading.texts)):
            spans = venues(reading.texts[number])
            fact = evidence.fact(reading, number) if spans else None
            if fact:
                found.append((fact, spans))
    kept = {id(fact) for fact in best([fact for fact, _ in found])}
    chosen = [(fact, spans) for fact, spans in found if id(fact) in kept]
    if not chosen:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("where")
    room = 380
    for fact, spans in chosen[:2]:
        if answer.quoted and len(fact.text) > room:
            continue
        room -= len(fact.text)
        answer.quote(fact.sentence, spans)
    return answer.answer()
