# ruff: noqa: E501 - a row of the tables below is read as one line
"""Names in Latin letters: Chinese people in pinyin (Shao Xinyu), and foreign names by their sound (Jacksonville).

A person's name is a surname's syllable and one or two more, in capitals, surname first or last; in small letters it
counts only where the question asks about nobody else (who is shao xinyu). A city that sounds like the given name
(Xinyu) is then none, unless the question says so (in Xinyu, Xinyu city).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import Span
from corpus.patterns import lazy
from retrieval import glossary, littlewords, transliteration
from retrieval.concepts import Concept, Term
from retrieval.english_words import stop_words
from retrieval.stemming import stem
from retrieval.syllables import characters, syllables

if TYPE_CHECKING:
    from collections.abc import Iterator

HEARD = 0.3
"""What a pair of characters weighs that a foreign name may be written with."""

_WORD = lazy(r"[A-Za-z]+(?:['’][a-z]+)?")
_JOINED = lazy(r"[ -]")
_ASKED_ABOUT = lazy(
    r"(?:\bwho(?:'s| is| was)|\bwhat (?:did|does|has|post does|position does|title does|job does|role does)) "
    r"(?P<name>[a-z]+(?: [a-z]+){1,2}?)"
    r"(?=[\s?.!]*$| (?:hold|holds|have|say|said|emphasi|stress|point|call|require|announce|do|mention|talk|speak|ask|urge))"
)
"""Whom a question in small letters asks about."""
_PLACE_BEFORE = lazy(r"\b(?:in|at|near|from|to|of|around|across|between|and)\s+$")
_PLACE_BEHIND = lazy(r"\s*(?:city|province|county|district|prefecture|municipality)\b")


class Person(NamedTuple):
    """A name as typed, its syllables with the surname's first, and where it stands."""

    name: str
    sounds: tuple[str, ...]
    span: Span


def people(plain: str) -> Iterator[Person]:
    """The Chinese people whose names stand in the question, in order, without overlap."""
    found = _ASKED_ABOUT.search(plain.lower())
    about = Span(*found.span("name")) if found else None
    words = list(_WORD.finditer(plain))
    at = 0
    while at < len(words):
        person = next((each for count in (3, 2) if (each := _person(plain, words[at : at + count], about))), None)
        if person:
            yield person
            at = next((index for index, word in enumerate(words) if word.start() >= person.span.end), len(words))
        else:
            at += 1


def _person(plain: str, words: list[re.Match[str]], about: Span | None) -> Person | None:
    """The name that these words are, if they are one."""
    if len(words) < 2 or not all(_JOINED.fullmatch(plain[one.end() : other.start()]) for one, other in pairwise(words)):
        return None
    span = Span(words[0].start(), words[-1].end())
    asked_about = about is not None and (span == about)
    if not asked_about and not all(
        word[0][0].isupper() and (len(word[0]) < 3 or word[0][1:].islower()) for word in words
    ):
        return None
    typed = [word[0].replace("'", "").replace("’", "").lower() for word in words]
    if any(word in stop_words() for word in typed) or glossary.from_english(tuple(map(stem, typed))):
        return None
    sounds = _sounds(typed, last_too=asked_about)
    if not sounds or _PLACE_BEHIND.match(plain.lower(), span.end):
        return None
    return Person(plain[span.start : span.end], sounds, span)


def _sounds(typed: list[str], *, last_too: bool) -> tuple[str, ...]:
    """The syllables, the surname's first; `last_too` where the surname may stand last (Xinyu Shao)."""
    for order in (typed, [typed[-1], *typed[:-1]]) if last_too and len(typed) == 2 else (typed,):
        cut = [syllables(word) for word in order]
        sounds = tuple(syllable for each in cut for syllable in each)
        single = len(order) == 2 or all(len(each) == 1 for each in cut)
        if all(cut) and single and order[0] in _surnames() and len(cut[0]) < len(sounds) <= len(cut[0]) + 2:
            return sounds
    return ()


@cache
def _surnames() -> frozenset[str]:
    """The spellings of Chinese surnames, of one character and two."""
    spelt: dict[str, list[str]] = {}
    for syllable, those in characters().items():
        for character in those:
            spelt.setdefault(character, []).append(syllable)
    return frozenset(
        "".join(sounds)
        for surname in littlewords.surnames()
        for sounds in product(*(spelt.get(c, []) for c in surname))
    )


def is_of_a_person(mention: Span, found: list[Person], plain: str) -> bool:
    """Whether a place's name is a part of a person's, and not the whole of it."""
    lowered = plain.lower()
    for person in found:
        inside = person.span.start <= mention.start and mention.end <= person.span.end and mention != person.span
        if inside and not _PLACE_BEHIND.match(lowered, mention.end):
            return mention.start > person.span.start or _PLACE_BEFORE.search(lowered[: mention.start]) is None
    return False


def concept_of(person: Person) -> Concept:
    """Whoever's name sounds so."""
    return Concept(person.name, (Term(person.name.lower(), 1.0, person.name, "asked"),), sounds=person.sounds)


def heard(concept: Concept, plain: str) -> Iterator[Concept]:
    """What a foreign name may be written as, a concept for each pair of characters in it: they rank, none is missed."""
    if " " in concept.typed or concept.sounds or any(term.source == "glossary" for term in concept.terms):
        return
    match = re.search(rf"(?<=[\w,;:] ){re.escape(concept.typed)}\b", plain, re.IGNORECASE)
    if match and match[0][0].isupper() and not match[0].isupper():
        for pairs in transliteration.pairs(concept.typed.lower()):
            terms = (Term(pair, round(HEARD * likely, 3), concept.typed, "sound") for pair, likely in pairs)
            yield Concept(concept.typed, tuple(terms), required=False)
