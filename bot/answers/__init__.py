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
    bylines,
    compare,
    help,  # noqa: A004 - the kind of answer is called help
    how_many,
    measures,
    not_found,
    of_place,
    overview,
    what_is,
    when,
    where,
    which_articles,
    which_document,
    which_meeting,
    which_places,
    who,
)
from bot.answers.compose import merge, numbered
from bot.answers.model import Answer, Prose, Status
from bot.answers.wording import say
from retrieval.kinds import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.builder import AnswerBuilder, Evidence
    from bot.answers.model import Part

BUILDERS: tuple[AnswerBuilder, ...] = (
    help,
    which_articles,
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
    of_place,
    overview,
    measures,
    best,
)
"""In order: who asks for one thing exactly comes before who asks for whatever there is."""

FACTS = (Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY)
"""Kinds that ask for one fact: when it is not there, nothing else answers; several may be asked at once."""

STRICT = frozenset(FACTS) | {Kind.GREETING, Kind.HELP, Kind.BULLETINS, Kind.COMPARE}
"""Kinds whose answer no other answer stands in for."""

DOCUMENT = r"哪(?:一|几)?[份个部项]|文件|全称|全名|依据|根据|\bwhich\b|\btitle\b|\bname\b"
"""Asks for the document itself."""

JOINED = r"\s?(?:和|或者?|、|及|以及|与|\band\b|\bor\b)\s?"
"""What joins two topics."""

NEGATED = (
    r"(?:没有?|未|不曾)(?:能)?(?:出席|参加|到会|列席|发言|讲话|主持|介绍|提出|提到|规定|哪)|缺席"
    r"|\b(?:did|does|do|was|were|is|are|has|have)(?: not|n't)\b|\bnot attend"
)
"""Asks for what was not: the bulletins say what was done, never all that was left undone."""

ROUTES: tuple[tuple[Kind, str], ...] = (
    (Kind.WHERE, r"(?:是不是|是否)在.{1,12}(?:召开|举行|举办|开的)|\b(?:was|were|is)\b.{3,}\bheld (?:in|at)\b"),
    (
        Kind.HOW_MANY,
        (
            r"(?:的|有)?(?:人口|面积|国内生产总值|gdp|人均收入|海拔)(?:是|有|为|达)?(?:什么|几何|怎么样|怎样)?(?:[?？\s。]*$)"
            r"|\bwhat(?:'s| is| was) the (?:total |current )?(?:population|area|size|gdp|budget|altitude) (?:of|in)\b"
        ),
    ),
    (Kind.WHEN, r"(?:是不是|是否)(?:在|于)?.{0,5}\d+月\d+日|\b(?:was|were|is)\b.{3,}\bheld on\b"),
    (Kind.WHEN, r"\bwhat(?:'s|’s| is| was)? (?:the )?(?:exact )?dates?\b|\bthe date of\b|日期(?:是|为)"),
    (Kind.WHO, r"作了?(?:什么|哪些|啥|怎样的?)(?:样的?)?(?:经验)?(?:交流|发言|介绍)"),
    (Kind.WHICH_DOCUMENT, r"(?:发布|印发|出台|制定|颁布|公布|下发)了?(?:什么|哪些|啥)(?:\W|$)"),
    (Kind.WHICH_DOCUMENT, r"\bwhat (?:did|has) .{2,}\b(?:issued?|publish(?:ed)?|releas(?:ed?|e))\b"),
)
"""Kind → another way to ask for that fact: for a yes or a no, or by its name."""

HOSTS = frozenset({"召开"})
"""What places do whose meetings are asked for; other roles are those of people and units."""

CALLED = r"\bwhat (?:is|are|was|were)\b.{3,}\b(?:called|named?)\b|\bname of\b|叫(?:什么|啥)"
"""Asks for the name of whoever holds a post."""

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
    if told := bylines.build(evidence) or which_meeting.build(evidence):
        return told
    if evidence.question.ordinal is not None or evidence.question.last:
        return measures.build(evidence) or not_found.build(evidence)
    if re.search(NEGATED, evidence.text) and not ALWAYS & set(kinds):
        return _negated(evidence)
    unsaid = evidence.wide and not evidence.evident and not ALWAYS & set(kinds)
    if unsaid or overview.wordless(evidence):
        return not_found.build(evidence)
    facts = [kind for kind in kinds if kind in FACTS]
    if len(facts) > 1 and kinds[0] in FACTS:
        return _several(evidence, facts)
    return _by_kind(evidence, kinds) or not_found.build(evidence)


def _negated(evidence: Evidence) -> Answer:
    """What was not done cannot be quoted."""
    silent = not_found.build(evidence)
    return replace(silent, parts=(*silent.parts, Prose(say("negated", evidence.language))))


def _by_kind(evidence: Evidence, kinds: tuple[Kind, ...]) -> Answer | None:
    """The answer of the first builder that has one; for lack of any, what is said on the topic."""
    if Kind.WHICH_PLACES in kinds and evidence.question.places and not which_places.below(evidence):
        return None
    for kind in kinds:
        for builder in BUILDERS:
            if kind in builder.KINDS and (built := builder.build(evidence)) and _near(built, evidence):
                return built
        if kind in FACTS and not evidence.wide:
            return None
    return _on_the_topic(evidence, kinds)


def _on_the_topic(evidence: Evidence, kinds: tuple[Kind, ...]) -> Answer | None:
    """Whatever is said on the topic, when nothing has the form that was asked for; each of several topics by itself."""
    if STRICT & set(kinds) or evidence.wide or not evidence.topics or evidence.question.people:
        return None
    if Kind.WHICH_DOCUMENT in kinds and re.search(DOCUMENT, evidence.text):
        return None
    broad = replace(evidence, question=replace(evidence.question, kinds=(Kind.MEASURES,)))
    if Kind.WHICH_PLACES not in kinds and Kind.WHAT_IS not in kinds and (found := measures.build(broad)):
        return found
    return _each(evidence, which_places if Kind.WHICH_PLACES in kinds else measures)


def _each(evidence: Evidence, builder: AnswerBuilder) -> Answer | None:
    """Two topics that the question only joins (养老和慈善), each answered by itself; what is not there is said."""
    topics = evidence.topics
    joined = len(topics) == 2 and re.search(
        rf"{re.escape(topics[0].typed)}\w{{0,2}}?{JOINED}\w{{0,2}}?{re.escape(topics[1].typed)}", evidence.text
    )
    if not joined:
        return None
    parts: list[Part] = []
    found: list[Answer] = []
    lacking: list[str] = []
    for topic, other in (topics, topics[::-1]):
        left = tuple(c for c in evidence.question.concepts if normalise(c.typed) != other.typed)
        kinds = (Kind.WHICH_PLACES if builder is which_places else Kind.MEASURES,)
        built = builder.build(replace(evidence, question=replace(evidence.question, concepts=left, kinds=kinds)))
        if built is None:
            lacking.append(topic.typed)
        else:
            found.append(built)
            merge(parts, built.parts)
    if not found:
        return None
    if lacking:
        parts.append(
            Prose(say("not_there", evidence.language, terms=not_found.as_typed(evidence.question.text, lacking[0])))
        )
    return replace(found[0], parts=numbered(parts))


def _near(built: Answer, evidence: Evidence) -> bool:
    """Whether an answer out of a large catalogue is of the article that the search finds best."""
    if not evidence.wide or built.builder in {which_places.NAME, compare.NAME, bulletins.NAME} or not built.quotes:
        return True
    first = built.quotes[0].sentence
    if built.builder in FACTS:
        return any(first == hit.sentence for hit in evidence.hits[:NEAR])
    return first.article == evidence.hits[0].sentence.article


def _kinds(evidence: Evidence) -> tuple[Kind, ...]:
    """The question's kinds; a list of those who took part or spoke (参会人员有哪些) asks who."""
    kinds = evidence.question.kinds or (Kind.TOPIC,)
    for kind, cue in ROUTES:
        if not set(FACTS) & set(kinds) and re.search(cue, evidence.text):
            return (kind,)
    if who.posts_in(evidence.text) and re.search(CALLED, evidence.text):
        return (Kind.WHO,)
    if kinds == (Kind.TOPIC,) and evidence.question.offices and not evidence.topics:
        return (Kind.WHO,)
    if kinds == (Kind.TOPIC,) and evidence.question.people and who.deeds(evidence):
        return (Kind.WHO,)
    listed = {Kind.MEASURES, Kind.WHICH_PLACES, Kind.TOPIC} & set(kinds)
    took_part = set(evidence.question.roles) - HOSTS
    speaks_of = re.search(r"\bsp(?:eak|oke)s? (?:of|about)\b", evidence.text)
    if took_part and listed and not speaks_of and re.search(who.LISTED, evidence.text):
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
        merge(parts, built.parts)
    if not found:
        return not_found.build(evidence)
    parts += [Prose(say(f"missing_{kind}", evidence.language)) for kind in lacking]
    return replace(found[0], parts=numbered(parts), builder="+".join(built.builder for built in found))


def checked(built: Answer, evidence: Evidence) -> Answer:
    """The answer with only those quotations that stand in their pages; without any left it is not found."""
    broken = [quote for quote in built.quotes if not quote.sentence.stands_in_its_page()]
    if not broken:
        return built
    for quote in broken:
        log.error("a quotation does not stand in its page and is not sent: %s", quote.sentence.id)
    parts = [part for part in built.parts if part not in broken and not (isinstance(part, Prose) and part.whole)]
    if len(broken) == len(built.quotes) and built.status is Status.ANSWERED:
        failed = not_found.build(evidence)
        return replace(failed, parts=(*failed.parts, Prose(say("unverified", evidence.language))))
    return replace(built, parts=numbered([*parts, Prose(say("unverified", evidence.language))]))
