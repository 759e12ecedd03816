# ruff: noqa: E501 - a row of the tables below is read as one line
"""Who wrote it: an article's byline as printed, beside its headline; or what somebody wrote, by the name in bylines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.matching import missing
from bot.answers.naming import capitalised, sounds
from corpus.model import lines_of
from corpus.patterns import lazy
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.reading import Reading

NAME = "byline"

WHO = (
    r"(?:谁|哪[位个名]?(?:记者|人)?|什么人)(?:撰?写|采写|采访|报道|撰稿)|(?:记者|作者|撰稿人|通讯员)(?:是|叫|为)|(?:撰?写|采写|报道|撰稿)(?:的|者)?(?:记者|人|作者)?是(?:谁|哪位)"
    r"|署名|\bwho (?:wrote|reported|authored|is the (?:author|reporter|journalist|writer))|\bwritten by\b|\bbyline|(?:author|reporter|journalist|writer) of\b"
)
"""Asks who wrote an article."""

WROTE = r"[撰采]?写|记者|报道|署名|撰稿|作者|文章|\bwrote|\bwritten|\bwrite|\breporter|\bjournalist|\barticles?\b|\bstory|\bstories"
"""Asks what somebody wrote."""

OFFICE = lazy(r"本报|本刊|特约|见习|实习|记者|通讯员|撰稿|作者|文|摄影|图|编辑|报道|[/|:：、,，()（）]")
"""What stands beside the names of a byline."""


def build(evidence: Evidence) -> Answer | None:
    """The bylines of the articles meant, or those of somebody named; None when neither is asked for."""
    named = [reading for reading in evidence.readings if _names_asked(reading, evidence)]
    if named and re.search(WROTE, evidence.text):
        return _compose(evidence, named)
    if not re.search(WHO, evidence.text):
        return None
    topics = tuple(
        c for c in evidence.topics if not re.search(rf"{WROTE}|[这那本该][篇条份]|\bauthor|\bwriter", c.typed)
    )
    if not (topics or evidence.question.places or evidence.focus):
        return None
    fitting = [r for r in evidence.readings if not missing(topics, r.lead)]
    signed = [r for r in fitting if r.article.byline]
    best = max((evidence.fits(r) for r in fitting), default=0.0)
    return _compose(evidence, [r for r in signed or fitting if evidence.fits(r) >= best - 0.5])


def _names_asked(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question names somebody of the article's byline, in characters or in letters."""
    names = names_of(reading)
    return any(name in evidence.text for name in names) or (
        bool(names) and any(sounds(spelt, name) for spelt in capitalised(evidence.question.text) for name in names)
    )


def names_of(reading: Reading) -> tuple[str, ...]:
    """The names in the article's byline."""
    byline = reading.article.byline
    words = OFFICE.sub(" ", normalise(byline.text)).split() if byline else []
    return tuple(word for word in words if 2 <= len(word) <= 4)


def _compose(evidence: Evidence, readings: Iterable[Reading]) -> Answer | None:
    answer = Composition(evidence.language, NAME)
    for reading in readings:
        article = reading.article
        if article.byline:
            lines = lines_of(article.page, article.byline.spans(article.page.text))
            answer.say("byline", byline=article.byline.text, line=lines[0][0])
        else:
            answer.say("no_byline")
        answer.quote(article.headline)
    return answer.answer() if answer.quoted else None
