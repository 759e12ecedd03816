"""Answers, built by templates out of quotations: one builder a kind of question, tried in the order of `BUILDERS`.

The first builder that knows one of the question's kinds and finds what is asked for answers. A question that asks for
several things at once (什么时候在哪里) is answered by one builder for each, joined. What no builder finds is not found.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers import (
    aspects,
    best,
    bulletins,
    compare,
    help,  # noqa: A004 - the kind of answer is called help
    how_many,
    measures,
    not_found,
    overview,
    what_is,
    when,
    where,
    which_document,
    which_places,
    who,
)
from bot.answers.model import Answer, Prose, Quote, Status
from bot.answers.wording import say
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import AnswerBuilder, Evidence
    from bot.answers.model import Part

BUILDERS: tuple[AnswerBuilder, ...] = (
    help,
    bulletins,
    compare,
    which_places,
    who,
    when,
    where,
    how_many,
    which_document,
    aspects,
    what_is,
    overview,
    measures,
    best,
)
"""In order: who asks for one thing exactly comes before who asks for whatever there is."""

FACTS = (Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY)
"""Kinds that ask for one fact: when it is not there, nothing else answers; several may be asked at once."""

NEAR = 3
"""Among how many of the best sentences a fact's has to be."""

ALWAYS = frozenset({Kind.GREETING, Kind.HELP, Kind.BULLETINS, Kind.COMPARE, Kind.WHICH_PLACES})
"""Kinds that are not answered by one best sentence."""

log = logging.getLogger(__name__)


def answer(evidence: Evidence) -> Answer:
    """The answer to a question, its quotations checked against their pages."""
    return checked(_build(evidence), evidence)


def _build(evidence: Evidence) -> Answer:
    kinds = _kinds(evidence)
    if evidence.question.ordinal is not None or evidence.question.last:
        return measures.build(evidence) or not_found.build(evidence)
    if evidence.wide and not evidence.evident and not ALWAYS & set(kinds):
        return not_found.build(evidence)
    facts = [kind for kind in kinds if kind in FACTS]
    if len(facts) > 1 and kinds[0] in FACTS:
        return _several(evidence, facts)
    for kind in kinds:
        for builder in BUILDERS:
            if kind in builder.KINDS and (built := builder.build(evidence)) and _near(built, evidence):
                return built
        if kind in FACTS and not evidence.wide:
            break
    return not_found.build(evidence)


def _near(built: Answer, evidence: Evidence) -> bool:
    """Whether an answer out of a large catalogue is of the article that the search finds best."""
    if not evidence.wide or built.builder in {which_places.NAME, compare.NAME} or not built.quotes:
        return True
    first = built.quotes[0].sentence
    if built.builder in FACTS:
        return any(first == hit.sentence for hit in evidence.hits[:NEAR])
    return first.article == evidence.hits[0].sentence.article


def _kinds(evidence: Evidence) -> tuple[Kind, ...]:
    """The question's kinds; a list of those who took part or spoke (参会人员有哪些) asks who."""
    kinds = evidence.question.kinds or (Kind.TOPIC,)
    listed = {Kind.MEASURES, Kind.WHICH_PLACES, Kind.TOPIC} & set(kinds)
    if evidence.question.roles and listed and re.search(who.LISTED, evidence.text):
        return (Kind.WHO, *(kind for kind in kinds if kind not in listed))
    return kinds


def _several(evidence: Evidence, kinds: list[Kind]) -> Answer:
    """One answer of the answers to each kind; what is missing is said."""
    parts: list[Part] = []
    found: list[Answer] = []
    lacking: list[Kind] = []
    for kind in kinds:
        built = next((a for b in BUILDERS if kind in b.KINDS and b is not best and (a := b.build(evidence))), None)
        if built is None:
            lacking.append(kind)
            continue
        found.append(built)
        for part in built.parts:
            if isinstance(part, Quote):
                at = next(
                    (i for i, p in enumerate(parts) if isinstance(p, Quote) and p.sentence == part.sentence), None
                )
                if at is not None:
                    before = parts[at]
                    if isinstance(before, Quote):
                        marks = tuple(sorted({*before.highlights, *part.highlights}))
                        parts[at] = replace(before, highlights=marks)
                    continue
            parts.append(part)
    if not found:
        return not_found.build(evidence)
    parts += [Prose(say(f"missing_{kind}", evidence.language)) for kind in lacking]
    return replace(found[0], parts=_numbered(parts), builder="+".join(built.builder for built in found))


def _numbered(parts: list[Part]) -> tuple[Part, ...]:
    """The parts with their quotations numbered anew, a run of sentences by one number."""
    number = 0
    done: list[Part] = []
    for part in parts:
        if isinstance(part, Quote):
            last = done[-1] if done else None
            if not (isinstance(last, Quote) and not part.label and last.leads_to(part.sentence)):
                number += 1
            done.append(replace(part, number=number))
        else:
            done.append(part)
    return tuple(done)


def checked(built: Answer, evidence: Evidence) -> Answer:
    """The answer with only those quotations that stand in their pages; without any left it is not found."""
    broken = [quote for quote in built.quotes if not quote.sentence.stands_in_its_page()]
    if not broken:
        return built
    for quote in broken:
        log.error("a quotation does not stand in its page and is not sent: %s", quote.sentence.id)
    parts = [part for part in built.parts if part not in broken]
    if len(broken) == len(built.quotes) and built.status is Status.ANSWERED:
        failed = not_found.build(evidence)
        return replace(failed, parts=(*failed.parts, Prose(say("unverified", evidence.language))))
    return replace(built, parts=_numbered([*parts, Prose(say("unverified", evidence.language))]))
