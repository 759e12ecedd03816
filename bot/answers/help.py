"""Help and greetings: what can be asked here, with an example or two that will be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.model import Status
from bot.answers.not_found import suggestions
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "help"
KINDS = frozenset({Kind.GREETING, Kind.HELP})


def build(evidence: Evidence) -> Answer:
    """Always an answer, with status help."""
    answer = Composition(evidence.language, NAME)
    if Kind.GREETING in evidence.question.kinds:
        thanked = any(word in evidence.text for word in ("谢", "thank"))
        answer.say("thanks" if thanked else "greeting")
    answer.say("help")
    return answer.answer(Status.HELP, suggestions=suggestions(evidence.samples, evidence.language)[:2])
