"""Where: the sentence that says in which place something was held."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers import which_places
from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.answers.matching import missing, share
from bot.facts.meetings import venues
from corpus.model import Span
from corpus.patterns import lazy
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "where"
KINDS = frozenset({Kind.WHERE})


LONGEST = 380
"""How long a quoted sentence may be."""

WHITHER = lazy(r"[到至在于][^，。；,;]{1,16}")
HELD = r"开|举行|举办|\bheld\b|take place|took place|\bvenue"


def build(evidence: Evidence) -> Answer | None:
    """The sentence with the place, or None; 哪里提出的 asks for the places that speak of it."""
    if not re.search(HELD, evidence.text) and not evidence.of_a_meeting and not evidence.question.places:
        return which_places.build(evidence)
    found = []
    for reading in evidence.readings:
        if not evidence.in_its_time(reading) or (evidence.of_a_meeting and not evidence.meant(reading)):
            continue
        for number in range(1, len(reading.texts)):
            spans = venues(reading.said[number])
            fact = evidence.fact(reading, number) if spans else None
            if fact:
                found.append((fact, spans))
    kept = {id(fact) for fact in best([fact for fact, _ in found])}
    chosen = [(fact, spans) for fact, spans in found if id(fact) in kept]
    if not chosen:
        return None if evidence.of_a_meeting or re.search(HELD, evidence.text) else _spoken_of(evidence)
    answer = Composition(evidence.language, NAME)
    answer.say("where")
    room = 380
    for fact, spans in chosen[:2]:
        if answer.quoted and len(fact.text) > room:
            continue
        room -= len(fact.text)
        answer.quote(fact.sentence, spans)
    return answer.answer()


def _spoken_of(evidence: Evidence) -> Answer | None:
    """For a thing that is moved or done somewhere (下放到哪里): the sentence that has all that is asked about."""
    if not evidence.topics:
        return None
    found = [
        (share(evidence.concepts, text), reading, number)
        for reading in evidence.readings
        for number, text in enumerate(reading.texts)
        if number and not missing(evidence.topics, text) and WHITHER.search(text) and len(text) <= LONGEST
    ]
    if not found:
        return None
    _, reading, number = max(found, key=lambda row: (row[0], -row[2]))
    answer = Composition(evidence.language, NAME)
    answer.say("where")
    answer.quote(reading.article.sentence(number), [Span(*m.span()) for m in WHITHER.finditer(reading.said[number])])
    return answer.answer()
