"""Not found: what was searched, whether a bulletin of that place exists at all, and what can be asked instead.

It speaks of our pages only. That no sentence was found does not mean that there is no such policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compare import place_name
from bot.answers.compose import Composition
from bot.answers.matching import missing
from bot.answers.model import Answer, Language, Prose, Status, Suggestion
from bot.answers.wording import say
from corpus.places import named
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.builder import Evidence
    from bot.answers.matching import Concept
    from bot.facts.reading import Reading

NAME = "not_found"
READ = 2
"""How many Chinese words are told for an English one."""
SHOWN = 6
"""How many places' names are listed."""


def build(evidence: Evidence) -> Answer:
    """Always an answer, with status not_found and no quotation."""
    answer = Composition(evidence.language, NAME)
    language = evidence.language
    if evidence.question.reason:
        answer.parts.append(Prose(evidence.question.reason))
        return answer.answer(Status.NOT_FOUND)
    held = evidence.holdings
    if not held.cards:
        answer.say("empty_catalogue")
        return answer.answer(Status.NOT_FOUND)
    places = [_named(province, language) for province in held.by_province]
    names = say("and", language).join(places[:SHOWN]) + ("…" if len(places) > SHOWN else "")
    answer.say(
        "searched",
        files=len(held.files),
        articles=len(held.cards),
        places=say("searched_places", language, count=len(places), names=names),
    )
    for place in evidence.question.places:
        own = sum(card.place == place.short for card in held.cards) if place.level > 1 else 0
        count = own or len(held.by_province.get(place.province, ()))
        message = "no_bulletin" if not count else "place_silent" if place.level == 1 or own else "city_silent"
        answer.say(message, place=place_name(place, language), count=count, province=_named(place.province, language))
    read = () if evidence.wide else evidence.readings  # of a large catalogue only the nearest articles are at hand
    lacking = missing(evidence.topics, *(f"{r.headline} {r.body}" for r in read)) if read else ()
    unread = [c for c in lacking if _unread(c, evidence)]
    lacking = tuple(c for c in lacking if c not in unread)
    if lacking:
        answer.say("not_there", terms=say("and", language).join(_told(c, evidence) for c in lacking[:4]))
    if unread:
        words = (as_typed(evidence.question.text, c.typed) for c in unread[:4])
        answer.say("word_unknown", words=say("and", language).join(f"“{word}”" for word in words))
    return answer.answer(Status.NOT_FOUND, suggestions=suggestions(evidence.samples, language)[:2])


def _unread(concept: Concept, evidence: Evidence) -> bool:
    """Whether an English word has no Chinese that could have been looked for; names and abbreviations are no such."""
    names = {normalise(name) for name in (*evidence.question.names, *evidence.question.people)}
    typed = concept.typed
    word = (
        typed.isascii() and not typed.isdigit() and typed not in names and typed.upper() not in evidence.question.text
    )
    return word and all(form.isascii() for form in concept.forms)


def _told(concept: Concept, evidence: Evidence) -> str:
    """What was looked for: an English word with the Chinese that it was read as."""
    typed = as_typed(evidence.question.text, concept.typed)
    read = [form for form in concept.forms if not form.isascii()][:READ]
    return f"{typed} ({', '.join(read)})" if read and typed.isascii() else typed


def as_typed(question: str, word: str) -> str:
    """A word of the question in the question's own capitals."""
    at = question.lower().find(word.lower())
    return question[at : at + len(word)] if at >= 0 else word


def _named(province: str, language: Language) -> str:
    """A province's name; in English with the Chinese one: Hubei (湖北)."""
    found = next((place for place in named(province) if place.level == 1), None)
    return f"{found.latin} ({province})" if found and language is Language.ENGLISH else province


def suggestions(readings: Iterable[Reading], language: Language) -> tuple[Suggestion, ...]:
    """Questions that are answerable by construction: each asks for something that an article was seen to state."""
    found: list[Suggestion] = []
    for reading in readings:
        title = reading.article.title.text
        asked = "ask_list" if reading.article.enumerations else "ask_overview"
        question = say(asked, language, title=title)
        found.append(Suggestion(question, question))
    return tuple(found)
