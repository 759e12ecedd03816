"""Compare: the same topic in two or more places, one row a place; an empty row says that no sentence was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.model import Language
from bot.answers.topics import look
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from corpus.places import Place

NAME = "compare"
KINDS = frozenset({Kind.COMPARE})

ROOM = 2900


def build(evidence: Evidence) -> Answer | None:
    """Each place of the question with what its articles say; None when none says anything."""
    places = evidence.question.places
    if len(places) < 2:
        return None
    rows = {
        place: [
            found
            for reading in evidence.readings
            if _of(place, reading.article.place) and (found := look(reading, evidence.concepts))
        ]
        for place in places
    }
    if not any(rows.values()):
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("compare")
    room = ROOM // max(1, sum(bool(row) for row in rows.values()))
    for place, row in rows.items():
        answer.say("place", heading=True, place=place_name(place, evidence.language))
        if not row:
            answer.say("empty_cell", place=place_name(place, evidence.language))
        for found in row:
            found.quote(answer, evidence.topics, room=room // len(row))
    return answer.answer()


def place_name(place: Place, language: Language) -> str:
    """A place's name in our words."""
    return place.latin if language is Language.ENGLISH else place.short


def _of(asked: Place, place: Place | None) -> bool:
    return place is not None and (place.code == asked.code or (asked.level == 1 and place.province == asked.province))
