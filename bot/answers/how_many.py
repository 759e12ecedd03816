"""How many: the number with its unit, what it counts, and whether it is a target or has been reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers import measures
from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.answers.lists import quote_list
from bot.answers.matching import missing, share
from bot.answers.wording import say
from bot.facts.modality import Modality, modality
from bot.facts.numbers import COUNTS, asked_kinds, asked_unit, counted_thing, numbers
from retrieval.kinds import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.builder import Evidence, Fact
    from bot.answers.matching import Concept
    from bot.answers.model import Answer
    from bot.facts.numbers import Number

NAME = "how_many"
KINDS = frozenset({Kind.HOW_MANY})

TOOK_PART = r"参加|出席|列席|参会|发言|交流|介绍|讲话|发布|印发|出台|召开|举行|举办"
"""What a count of those who did something (有多少人参加) has to stand beside."""

NATIONAL = r"全国|我国|nationwide|in (?:all of )?china"
"""Asks for a figure of the country, which one of a province does not answer."""

COUNTED = 14
"""How far behind a number the thing that it counts may stand, in characters."""

BESIDE = 16
"""How far from a count the noun may stand that the question asks to be counted, in characters."""


def build(evidence: Evidence) -> Answer | None:
    """The sentence with the number, or None."""
    found = _found(evidence)
    top = max((fact.score for fact, _ in found), default=0.0)
    kept = {id(fact) for fact in best([fact for fact, _ in found]) if fact.score >= top - 0.25}
    chosen = [(fact, near) for fact, near in found if id(fact) in kept][:2]
    if not chosen:
        return _listed(evidence)
    answer = Composition(evidence.language, NAME)
    figures = [fact.sentence.text[n.span.start : n.span.end] for fact, near in chosen for n in near]
    answer.say("figure", figures=say("and", evidence.language).join(dict.fromkeys(figures)))
    room = 390
    for fact, near in chosen:
        if answer.quoted and len(fact.text) > room:
            continue
        room -= len(fact.text)
        answer.quote(fact.sentence, [n.span for n in near])
        told = modality(_clause(fact.said, near[0]))
        if told is Modality.DONE:
            answer.say("figure_done")
        elif told is not None and near[0].kind in {"percent", "money", "people", "household", "thing"}:
            answer.say("figure_target")
    return answer.answer()


def _listed(evidence: Evidence) -> Answer | None:
    """The lists of a place, counted, when it is asked how many measures it has; None when none are listed."""
    kinds = asked_kinds(evidence.text)
    found = [one for one in measures.of_place(evidence) if one.lists] if not kinds or "measure" in kinds else []
    if not found or evidence.wide:
        return None
    answer = Composition(evidence.language, NAME)
    for one in found:
        for index in one.lists:
            quote_list(answer, one.reading, index, room=0)
    return answer.answer()


def _found(evidence: Evidence) -> list[tuple[Fact, list[Number]]]:
    """The sentences with numbers of the kind asked for, each with those that count what is asked for."""
    asked = asked_kinds(evidence.text)
    found: list[tuple[Fact, list[Number]]] = []
    if not (evidence.topics or evidence.question.places or evidence.question.roles or evidence.focus):
        return found
    national = re.search(NATIONAL, evidence.text) is not None
    for reading in evidence.readings:
        for number in range(1, len(reading.texts)):
            here = [n for n in numbers(reading.said[number]) if not asked or n.kind in asked]
            fact = evidence.fact(reading, number) if here else None
            if national and reading.article.place and not re.search(NATIONAL, reading.said[number]):
                continue
            if fact is None or (evidence.question.roles and not re.search(TOOK_PART, fact.text)):
                continue
            near = [n for n in here if _counts(evidence, fact, n) and _beside(evidence, fact, n)]
            if near:
                closest = max(_closeness(evidence, fact, n) for n in near)
                near = [n for n in near if _closeness(evidence, fact, n) >= closest - 0.01]
                bonus = 2 * share(evidence.concepts, fact.text, reading.heading(number)) + closest
                found.append((fact._replace(score=fact.score + bonus), near))
    return found


def _counts(evidence: Evidence, fact: Fact, number: Number) -> bool:
    """Whether a number counts what is asked for: the topics that its article's lead does not give stand by it.

    A share of something may be far from its words (农村占城市的比例达到75％); a count stands before what it counts.
    """
    title = normalise(fact.reading.article.title.text)
    above = fact.reading.lead if number.kind == "measure" and asked_kinds(evidence.text) else title
    lacking = missing(evidence.topics, above, fact.reading.heading(fact.number))
    if number.kind in {"measure", "system", "place", "body", "order", "thing"}:
        behind = fact.text[max(0, number.span.start - 30) : number.span.end + COUNTED]
        weak = [c for c in evidence.concepts if not c.strong and len(c.typed) > 1]
        counted = [c for c in weak if c.found_in(behind)]
        if lacking:
            return not missing(lacking, behind, fact.text)
        return bool(counted) or not weak
    return not missing(lacking, fact.text)


def _beside(evidence: Evidence, fact: Fact, number: Number) -> bool:
    """Whether what is to be counted stands right before or behind a count, which has the unit asked for or digits."""
    if number.kind not in COUNTS or number.kind in {"measure", "system"} or evidence.question.roles:
        return True
    unit = asked_unit(evidence.text)
    core = fact.said[number.span.start : number.span.end]
    if number.unit != unit and not re.search(r"\d", core):
        return False
    noun = _noun(evidence)
    if noun is None:
        return bool(unit) or bool(evidence.topics)
    start = max(fact.said.rfind(mark, 0, number.span.start) for mark in "。；") + 1
    window = fact.text[max(start, number.span.start - BESIDE) : number.span.end + BESIDE]
    return noun.found_in(window)


def _noun(evidence: Evidence) -> Concept | None:
    """What the question asks to be counted: the last thing named behind 多少, else the last before it."""
    behind, before = counted_thing(evidence.text)
    for words in (behind, before):
        named = [c for c in evidence.concepts if c.typed in words and len(c.typed) > 1]
        named = [c for c in named if c.strong] or named
        if named:
            return max(named, key=lambda concept: words.rfind(concept.typed) + len(concept.typed))
    return None


def _closeness(evidence: Evidence, fact: Fact, number: Number) -> float:
    """The share of the question's words that stand in the number's own clause."""
    start = max(fact.said.rfind(mark, 0, number.span.start) for mark in "，；、") + 1
    ends = [at for mark in "，；。、" if (at := fact.said.find(mark, number.span.end)) >= 0]
    return share(evidence.concepts, fact.text[start : min(ends, default=len(fact.text))])


def _clause(text: str, number: Number) -> str:
    """The clause that a number stands in."""
    start = max(text.rfind(mark, 0, number.span.start) for mark in "，；。") + 1
    ends = [at for mark in "；。" if (at := text.find(mark, number.span.end)) >= 0]
    return text[start : min(ends, default=len(text))]
