"""Where: the sentence that says in which place something was held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers import which_places
from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.facts.meetings import venues
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "where"
KINDS = frozenset({Kind.WHERE})


HELD = r"开|举行|举办|\bheld\b|take place|took place|\bvenue"


def build(evidence: Evidence) -> Answer | None:
    """The sentence with the place, or None; 哪里提出的 asks for the places that speak of it."""
    if not re.search(HELD, evidence.text) and not evidence.of_a_meeting and not evidence.question.places:
        return which_places.build(evidence)
    found = []
    for reading in evidence.readings:
        if not evidence.in_its_years(reading) or (evidence.of_a_meeting and not evidence.meant(reading)):
            continue
        for number in range(1, len(reading.texts)):
            spans = venues(reading.said[number])
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
