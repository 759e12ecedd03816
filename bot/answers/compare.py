"""Compare: the same topic in two or more places, one row a place; an empty row says that no sentence was found.

A row quotes what the same question of that place alone would be answered with.

Places without a topic are compared by their articles' headlines and first sentences, and topics that each of them
speaks of are offered.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.lists import title_of
from bot.answers.matching import says_little
from bot.answers.measures import said_of
from bot.answers.model import Language, Suggestion
from bot.answers.wording import say
from corpus.places import named
from retrieval.glossary import by_chinese
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.reading import Reading
    from corpus.places import Place

NAME = "compare"
KINDS = frozenset({Kind.COMPARE})

ROOM = 2900

ARTICLES = 6
"""How many articles of one place are quoted by their first sentences."""

TOPICS = 2
"""How many topics are offered."""


def build(evidence: Evidence) -> Answer | None:
    """Each place of the question with what its articles say; None when none says anything."""
    places = evidence.question.places
    if len(places) < 2:
        return None
    if not evidence.topics:
        return _overview(evidence)
    rows = {place: said_of(_only(evidence, place)) for place in places}
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


def _only(evidence: Evidence, place: Place) -> Evidence:
    """The same question of one of its places."""
    question = replace(evidence.question, places=(place,))
    return replace(evidence, question=question, readings=tuple(articles_of(evidence, place)))


def _overview(evidence: Evidence) -> Answer | None:
    """Each place with its articles' headlines and first sentences; None when none has any."""
    rows = {place: articles_of(evidence, place) for place in evidence.question.places}
    if not any(rows.values()):
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("compare")
    for place, row in rows.items():
        name = place_name(place, evidence.language)
        answer.say("place", heading=True, place=name)
        if not row:
            answer.say("empty_cell", place=name)
        leads(answer, row)
    return answer.answer(suggestions=_in_common(evidence, tuple(rows.values())))


def _in_common(evidence: Evidence, rows: Sequence[Sequence[Reading]]) -> tuple[Suggestion, ...]:
    """Comparisons on the words of the field that each row's articles speak of, the most spoken of first."""
    texts = ["".join(reading.headline + reading.body for reading in row) for row in rows]
    if not all(texts):
        return ()
    counted = ((min(text.count(word) for text in texts), word) for word in by_chinese() if len(word) > 1)
    spoken = sorted((-count, -len(word), word) for count, word in counted if count and not says_little(word))
    words: list[str] = []
    for _, _, word in spoken:
        if not any(word in other or other in word for other in words):
            words.append(word)
    places = say("and", evidence.language).join(place_name(p, evidence.language) for p in evidence.question.places)
    named = [
        by_chinese()[word].english[0] if evidence.language is Language.ENGLISH else word for word in words[:TOPICS]
    ]
    asked = [say("ask_compare", evidence.language, places=places, topic=topic) for topic in named]
    return tuple(Suggestion(question, question) for question in asked)


def articles_of(evidence: Evidence, place: Place) -> list[Reading]:
    """The articles of a place, those that were read."""
    return [reading for reading in evidence.readings if _of(place, reading.article.place)]


def leads(answer: Composition, row: Sequence[Reading]) -> None:
    """Each article's headline and first sentence; how many more there are."""
    for reading in row[:ARTICLES]:
        answer.say("sentences", title=title_of(reading))
        answer.quote(reading.article.sentence(1))
    if len(row) > ARTICLES:
        answer.say("more_articles", count=len(row) - ARTICLES)


def place_name(place: Place, language: Language) -> str:
    """A place's name in our words."""
    return place.latin if language is Language.ENGLISH else place.short


def province_name(province: str, language: Language) -> str:
    """A province's name; in English with the Chinese one: Hubei (湖北)."""
    found = next((place for place in named(province) if place.level == 1), None)
    return f"{found.latin} ({province})" if found and language is Language.ENGLISH else province


def _of(asked: Place, place: Place | None) -> bool:
    return place is not None and (place.code == asked.code or (asked.level == 1 and place.province == asked.province))
