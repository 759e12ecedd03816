"""Which places speak of a topic: the places, each with the sentences that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.topics import Found, look
from bot.answers.wording import say
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "which_places"
KINDS = frozenset({Kind.WHICH_PLACES})

ROOM = 2800
EACH = 2
"""How many sentences each article is quoted with."""


def build(evidence: Evidence) -> Answer | None:
    """Every place whose articles speak of the topic, or None."""
    if not evidence.topics:
        return None
    by_place: dict[str, list[Found]] = {}
    for reading in evidence.readings:
        found = look(reading, evidence.concepts, wants_list=False, limit=EACH)
        if found and reading.article.place:
            by_place.setdefault(reading.article.place.province, []).append(found)
    if not by_place:
        return None
    answer = Composition(evidence.language, NAME)
    names = {found[0].reading.article.place: place for place, found in by_place.items()}
    answer.say(
        "which_places",
        count=len(by_place),
        places=say("and", evidence.language).join(names.values()),
    )
    room = ROOM // max(1, sum(len(found) for found in by_place.values()))
    for place, row in by_place.items():
        answer.say("place", heading=True, place=place)
        for one in row:
            one.quote(answer, evidence.topics, room=room)
    return answer.answer()
