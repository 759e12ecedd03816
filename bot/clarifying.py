"""Asking back: which of the places that bear a name is meant, and which of the choices a message picks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.model import Status, Suggestion
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.model import Answer, Language
    from bot.context import Context
    from corpus.places import Place
    from retrieval.question import Question


def picked(context: Context, text: str) -> str | None:
    """The question that a bare number or name chooses among those we asked back with."""
    said = normalise(text).strip(" .。、")
    if said.isdecimal() and len(said) < 4 and 0 < int(said) <= len(context.choices):
        return context.choices[int(said) - 1][1]
    named = [question for label, question in context.choices if len(said) > 1 and said in normalise(label)]
    return named[0] if len(named) == 1 else None


def which_place(question: Question, language: Language) -> Answer | None:
    """Asks back when a place's name means several places."""
    if not question.ambiguous:
        return None
    readings = question.ambiguous[0]
    answer = Composition(language, "clarify")
    answer.say("which_place", name=readings[0].latin)
    suggestions = tuple(
        Suggestion(f"{place.short} ({place.latin}, {place.province})", _with_place(question.text, place, readings))
        for place in readings
    )
    return answer.answer(Status.CLARIFY, suggestions=suggestions)


def _with_place(text: str, place: Place, readings: Sequence[Place]) -> str:
    """The question with the name that means several places replaced by one of them."""
    for name in {reading.latin for reading in readings} | {reading.pinyin for reading in readings}:
        changed = re.sub(re.escape(name), place.name, text, flags=re.IGNORECASE)
        if changed != text:
            return changed
    return f"{place.name}：{text}"
