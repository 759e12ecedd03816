"""Which meeting: a question about a meeting that says nothing of which one asks back where there are several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.lists import title_of
from bot.answers.model import Status, Suggestion
from bot.answers.who import posts_in
from bot.facts.meetings import is_held
from corpus.patterns import lazy
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "which_meeting"
KINDS = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.OVERVIEW})

CHOICES = 8
"""How many meetings are named to choose from."""


def build(evidence: Evidence) -> Answer | None:
    """The meetings to choose from, or None where the question or the conversation tells which one is meant."""
    question = evidence.question
    told = question.places or question.people or question.names or question.offices or question.dates or evidence.focus
    if (
        told
        or evidence.topics
        or not KINDS & set(question.kinds)
        or not (evidence.of_a_meeting or THERE.search(evidence.text))
    ):
        return None
    if posts_in(evidence.text):
        return None
    held = [reading for reading in evidence.readings if is_held("".join(reading.texts[1:3]))]
    best = max((evidence.fits(reading) for reading in held), default=0.0)
    titles = list(dict.fromkeys(title_of(reading) for reading in held if evidence.fits(reading) > best - SLACK))
    if len(titles) < 2:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("which_meeting")
    choices = tuple(Suggestion(title, f"《{title}》：{question.text}") for title in titles[:CHOICES])
    return answer.answer(Status.CLARIFY, suggestions=choices)


THERE = lazy(r"那里|那儿|当时|当场|\bthere\b(?! (?:is|are|was|were|any|a)\b)")
"""Points to a meeting without saying so."""

SLACK = 0.3
"""How much better a meeting fits the question that is meant without being named (座谈会 is no 视频会)."""
