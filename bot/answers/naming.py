"""People whose names were typed in letters: Yu Guangqing is whoever of the articles is called so, 余广庆."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.people import SURNAMES
from retrieval.concepts import Concept, Term
from retrieval.kinds import Kind
from retrieval.syllables import sounding, syllables
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.facts.reading import Reading
    from retrieval.question import Question


LEAST_SPELT = 3
"""How many syllables tell what is spelt: two sound like too much."""

NO_NAME = r"[会议策案度局厅]$"
"""How a name never ends."""


def with_people(question: Question, readings: Iterable[Reading]) -> Question:
    """The question with the people of the articles in place of the names that were spelt."""
    question = _without_words(question)
    readings = tuple(readings)
    if not (question.people or capitalised(question.text) or _may_name(question, readings)):
        return question
    known = list(dict.fromkeys(person.name for reading in readings for _, person in reading.people))
    asked = normalise(question.heard)
    written = tuple(name for name in known if name in asked and name not in question.people)
    if written:
        return replace(question, people=(*question.people, *written))
    spelt = [name for name in question.people if name.isascii()] or capitalised(question.text)
    meant = {name: tuple(person for person in known if sounds(name, person)) for name in spelt}
    meant = {name: people for name, people in meant.items() if people}
    if not meant:
        return question
    people = tuple(one for name in (question.people or meant) for one in (meant.get(name) or (name,)))
    concepts = tuple(
        replace(c, terms=tuple(Term(one, 1.0, c.typed, "pinyin") for one in meant[c.typed]))
        if meant.get(c.typed)
        else c
        for c in question.concepts
    )
    parts = {word for name in meant if name not in question.people for word in name.lower().split()}
    left = tuple(c for c in concepts if not parts & set(c.typed.lower().split()))
    return replace(question, people=people, concepts=left)


def with_names(question: Question, readings: Iterable[Reading]) -> Question:
    """The question with words of the articles in place of those that were spelt: “Shanxing Zhejiang” is 善行浙江."""
    for name, words in _spelt(question):
        cut = [syllables(word) for word in words]
        sounds = tuple(syllable for each in cut for syllable in each)
        if not all(cut) or len(sounds) < LEAST_SPELT:
            continue
        match = next((found for reading in readings if (found := sounding(sounds).search(reading.body))), None)
        if match is not None:
            typed = " ".join(words)
            said = Concept(typed, (Term(match[0], 1.0, typed, "pinyin"),))
            left = tuple(c for c in question.concepts if not set(c.typed.split()) <= set(words))
            names = (*(each for each in question.names if each != name), match[0])
            question = replace(question, names=names, concepts=(said, *left))
    return question


LEAST_QUOTED = 3
"""How long a name in quotation marks has to be to be heard without them."""


def with_quoted(question: Question, readings: Iterable[Reading]) -> Question:
    """The question with names that the articles quote (“浙有众扶”) whole, where it asks what they are without marks."""
    if Kind.WHAT_IS not in question.kinds or question.language == "en":
        return question
    asked = normalise(question.heard or question.text)
    quoted = {normalise(group.name) for reading in readings for _, group in reading.mentioned}
    names = sorted((name for name in quoted if len(name) >= LEAST_QUOTED and name in asked), key=len, reverse=True)
    whole = tuple(name for at, name in enumerate(names) if not any(name in longer for longer in names[:at]))
    new = tuple(name for name in whole if not any(name in normalise(known) for known in question.names))
    if not new:
        return question
    rest = _without(asked, new)
    left = tuple(c for c in question.concepts if not any(normalise(c.typed) in name for name in new))
    places = tuple(place for place in question.places if place.short in rest)
    return replace(question, names=(*question.names, *new), concepts=left, places=places)


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = text.replace(name, " ")
    return text


def _spelt(question: Question) -> list[tuple[str, list[str]]]:
    """What may be spelt in Latin letters, with its words: each quoted name, and all words that nothing knows."""
    unknown = [c.typed for c in question.concepts if c.required and all(term.text.isascii() for term in c.terms)]
    quoted = [name for name in question.names if name.isascii()]
    found = [(name, re.findall(r"[a-z]+", name.lower())) for name in quoted]
    found.append(("", [word for word in unknown if word.isalpha()]))
    return found


def with_places(question: Question) -> Question:
    """The question without the places that are only half of a person's name: the Xinyu of Shao Xinyu."""
    names = {word for name in question.people if name.isascii() for word in name.lower().split()}
    if not names:
        return question
    return replace(
        question,
        places=tuple(place for place in question.places if place.latin.lower() not in names),
        ambiguous=tuple(many for many in question.ambiguous if many[0].latin.lower() not in names),
    )


def _may_name(question: Question, readings: tuple[Reading, ...]) -> bool:
    """Whether a word of the question begins like a name and stands in an article: only then are people looked for."""
    words = [c.typed for c in question.concepts if 1 < len(c.typed) < 5 and c.typed[0] in SURNAMES]
    return any(word in reading.article.body.text for word in words for reading in readings)


def capitalised(text: str) -> list[str]:
    """Pairs of words in capitals, which may be a person's name."""
    return [f"{first} {last}" for first, last in re.findall(r"\b(?=([A-Z][a-z]+)[ ]([A-Z][a-z]+)\b)", text)]


def _without_words(question: Question) -> Question:
    """Without what begins like a name and is a word of meetings: the 谈会 of 座谈会."""
    words = {name for name in question.people if re.search(NO_NAME, name)}
    if not words:
        return question
    return replace(
        question,
        people=tuple(name for name in question.people if name not in words),
        concepts=tuple(concept for concept in question.concepts if concept.typed not in words),
    )


def sounds(spelt: str, name: str) -> bool:
    """Whether letters spell a name, family name first or last."""
    from retrieval.pinyin import toneless  # noqa: PLC0415 - for names in Latin letters only

    words = re.findall(r"[^\W\d_]+", toneless(spelt))
    orders = ["".join(words), "".join((*words[-1:], *words[:-1]))]
    return any(cut and sounding(cut).fullmatch(name) for cut in (syllables(order) for order in orders))
