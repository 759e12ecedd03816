"""What there is of a place: its articles, each with its headline and its first sentence.

For a question that names a place and nothing else. Where the place has one article, that one is summed up instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compare import articles_of, leads, place_name
from bot.answers.compose import Composition
from bot.answers.wording import say
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "of_place"
KINDS = frozenset({Kind.OVERVIEW, Kind.TOPIC})


def build(evidence: Evidence) -> Answer | None:
    """The articles of the question's places, or None when it asks for more or they have fewer than two."""
    question = evidence.question
    asks = question.people or question.names or question.offices or question.roles or question.dates or evidence.focus
    if asks or any(concept.required for concept in question.concepts) or not set(question.kinds) <= KINDS:
        return None
    if evidence.topics or evidence.of_a_meeting or question.negated:
        return None
    rows = {place: articles_of(evidence, place) for place in question.places}
    count = sum(map(len, rows.values()))
    if count < 2:
        return None
    answer = Composition(evidence.language, NAME)
    names = say("and", evidence.language).join(place_name(place, evidence.language) for place in rows)
    answer.say("of_place", place=names, count=count)
    for row in rows.values():
        leads(answer, row)
    return answer.answer()
