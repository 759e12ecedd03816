"""Which places speak of a topic: the places, each with the sentences that do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.builder import MEETING
from bot.answers.compare import province_name
from bot.answers.compose import Composition
from bot.answers.matching import literal, missing, strong
from bot.answers.topics import Found, look
from bot.answers.wording import say
from bot.facts.meetings import is_held
from corpus.patterns import lazy
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.reading import Reading

NAME = "which_places"
KINDS = frozenset({Kind.WHICH_PLACES})

ANY = "会议"
"""What any meeting is called."""

ROOM = 2800
EACH = 2
"""How many sentences each article is quoted with."""


BELOW = lazy(r"[\u4e00-\u9fff]{2,6}(?:市|县|区|州|旗)(?=、|和|及|等|\d|被|入选|率先|将|在|先行|列|为|率)")
"""Names of places that a sentence counts up or says something of."""


def build(evidence: Evidence) -> Answer | None:
    """Every place whose articles speak of the topic, or of a meeting where one is asked for; None when none does."""
    if not evidence.topics and not evidence.of_a_meeting:
        return None
    wanted = literal(evidence.concepts)
    by_place: dict[str, list[Found]] = {}
    for reading in evidence.readings:
        found = look(reading, wanted, wants_list=False, limit=EACH) if evidence.topics else _held(evidence, reading)
        if found and reading.article.place:
            by_place.setdefault(reading.article.place.province, []).append(found)
    if not by_place:
        return None
    answer = Composition(evidence.language, NAME)
    names = [province_name(place, evidence.language) for place in by_place]
    answer.say("which_places", count=len(by_place), places=say("and", evidence.language).join(names))
    room = ROOM // max(1, sum(len(found) for found in by_place.values()))
    for name, row in zip(names, by_place.values(), strict=True):
        answer.say("place", heading=True, place=name)
        for one in row:
            one.quote(answer, strong(wanted), room=room)
    return answer.answer()


def _held(evidence: Evidence, reading: Reading) -> Found | None:
    """The sentence that says that a meeting was held, of the sort that the question names."""
    named = [concept for concept in evidence.concepts if re.search(MEETING, concept.forms[0])]
    sorts = [] if any(ANY in concept.forms for concept in named) else named
    for number in range(1, min(3, len(reading.texts))):
        text = reading.texts[number]
        if is_held(text) and (not sorts or any(concept.found_in(text) for concept in sorts)):
            return Found(reading, sentences=(number,))
    return None


def below(evidence: Evidence) -> bool:
    """Whether a sentence on the topic names places, where the question asks which ones within a place (云南哪些县)."""
    return any(
        BELOW.search(reading.said[number]) and len(missing(evidence.topics, text)) < len(evidence.topics)
        for reading in evidence.readings
        for number, text in enumerate(reading.texts)
    )
