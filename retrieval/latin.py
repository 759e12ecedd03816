# ruff: noqa: E501 - a row of the tables below is read as one line
"""English questions taken apart: kinds, places, people, dates and numbers lifted out, the rest read as concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import places
from corpus.patterns import lazy
from retrieval import chinese, glossary, kinds, phrases, romanised
from retrieval.chinese import Parts
from retrieval.english_numbers import LAST, ORDINAL, named_dates, number, unit
from retrieval.english_words import tables
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrieval.concepts import Concept
    from retrieval.phrases import Word

_POSSESSIVE = lazy(r"(?<=\w)['’]s\b")
_FOLLOWS = lazy(
    r"^(?:and|or|but|also|then|so|ok(?:ay)?,?)\b|^(?:what|how) about\b|\b(?:who|what|where) else\b"
    r"|^(?:why|more|details?|go on|continue|elaborate|tell me more|in detail|anything else)\W*$"
)
_POINTS_BACK = lazy(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|his|hers|this|that|these|those|there|the same|the latter|the former"
    r"|the others?|another)\b(?! (?:year|month|week))"
)
_EITHER = lazy(r"(?:,? or | ?/ ?|, )(?:the |a |an |of |for )*")
_SPEAKERS = lazy(r"\b(?:which|what) (?:cit|count|unit|place|district|province|region)")
_EMPTY_SUBJECTS = lazy(
    r"\b(?:is|are|was|were|has|have|had) there\b|\bthere (?:is|are|was|were)\b|\bhow (?:is|does|was) it (?:that)?|\bthat (?=\w+ (?:is|are|was|were|has|have|the)\b)|(?<=[a-z] )that\b|\bit is\b"
)


def read(folded: str, plain: str) -> Parts:
    """Take an English question apart; `plain` is as typed and as long as `folded`."""
    parts = Parts()
    straight = folded.replace("’", "'")
    quoted = list(chinese.QUOTED.finditer(plain))
    parts.names = tuple(dict.fromkeys(name for name in (chinese.inner(match).strip() for match in quoted) if name))
    outside = chinese.without(plain, [match.span() for match in quoted])
    people = list(romanised.people(outside))
    mentions = [
        many
        for many in places.find_latin(_POSSESSIVE.sub("  ", outside))
        if not romanised.is_of_a_person(many[0].span, people, plain)
    ]
    people = [person for person in people if all(many[0].span != person.span for many in mentions)]
    named = places.find(folded)
    parts.places, parts.ambiguous = chinese.settle(named, mentions)
    parts.dates, date_terms = named_dates(straight, plain)
    asked = kinds.asked(straight, english=True)
    parts.kinds = tuple(dict.fromkeys(each.kind for each in asked)) or (Kind.TOPIC,)
    ordinal = ORDINAL.search(straight)
    if ordinal:
        parts.ordinal = number(next(text for text in ordinal.groups() if text))
    last = LAST.search(straight)
    parts.last = last is not None
    parts.kinds = chinese.items_first(parts)
    parts.unit = unit(straight, parts.kinds)
    taken: list[tuple[int, ...]] = [(each.start, each.end) for each in asked if not each.kept]
    taken += [tuple(many[0].span) for many in mentions] + [tuple(each.span) for each in named]
    taken += [tuple(date.span) for date in parts.dates] + [tuple(person.span) for person in people]
    taken += [match.span() for match in (ordinal, last) if match]
    words = phrases.words_of(plain, chinese.without(plain, taken))
    concepts = [romanised.concept_of(person) for person in people]
    concepts += [group for name in parts.names if (group := phrases.named_group(name))]
    asked_for = phrases.concepts_of(words, straight, named=Kind.WHAT_IS in parts.kinds)
    concepts += chinese.alternatives(list(asked_for), straight, joined=_EITHER, known=_of_the_field)
    concepts += [heard for each in concepts for heard in romanised.heard(each, plain)]
    phrased = {word for each in concepts if " " in each.typed for word in each.typed.split()}  # to hold a licence
    parts.roles = _roles([word for word in words if word.word not in phrased], straight)
    parts.offices = tuple(dict.fromkeys(title for each in concepts for title in _titles(each)))
    parts.people = tuple(person.name for person in people)
    parts.concepts = tuple(chinese.unique([*concepts, *date_terms]))
    parts.content = tuple(_content(parts))
    parts.elliptical = _elliptical(straight, parts)
    return parts


def _roles(words: list[Word], folded: str) -> tuple[str, ...]:
    spoken = {word.word for word in words}
    found = [role for role, forms in tables().roles.items() if spoken & forms]
    if _SPEAKERS.search(folded):  # cities and units do not make speeches, they share experience
        found = ["发言" if role == "讲话" else role for role in found]
    return tuple(dict.fromkeys(found))


def _of_the_field(concept: Concept) -> bool:
    return any(term.source in {"glossary", "topic"} for term in concept.terms)


def _titles(concept: Concept) -> tuple[str, ...]:
    key = glossary.stems(concept.typed)
    return tables().offices.get(key, ())


def _content(parts: Parts) -> Iterator[str]:
    """The likeliest Chinese of the question, place by place and concept by concept."""
    yield from (place.short for place in parts.places)
    for concept in parts.concepts:
        if concept.terms[0].source != "sound":
            yield concept.terms[0].text


def _elliptical(folded: str, parts: Parts) -> bool:
    if parts.kinds[0] in {Kind.GREETING, Kind.HELP, Kind.BULLETINS}:
        return False
    plain = _EMPTY_SUBJECTS.sub(" ", folded.strip())
    if _FOLLOWS.search(plain):
        return True
    named = bool(parts.places or parts.ambiguous or parts.names or parts.people)
    if not named and _POINTS_BACK.search(plain):
        return True
    return not named and not parts.dates and not any(each.required for each in parts.concepts)
