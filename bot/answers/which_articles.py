"""Which articles or meetings: each that speaks of what is asked about, with the sentence that does so most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.lists import title_of
from bot.answers.matching import highlights, missing, share
from bot.facts.meetings import is_held
from bot.facts.reading import Reading
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "which_articles"
KINDS = frozenset({Kind.WHICH_DOCUMENT, Kind.TOPIC, Kind.MEASURES, Kind.BULLETINS})

ARTICLES = (
    r"(?:哪些|哪几|有几|多少|几)(?:篇|份|个)?的?(?:文章|报道|公报|新闻|通报|稿子|文)(?:里面?|中|都)*"
    r"(?:提|讲|说|谈|涉及|写|关于|介绍|有关|和|与|跟|出现|包含)"
    r"|\b(?:which|what|how many) (?:of the )?(?:articles?|bulletins?|reports?|stories|notices?|pages)\b.{0,8}"
    r"\b(?:mention|speak|talk|discuss|cover|refer|say|deal|are about|is about|contain)"
)
MEETINGS = (
    r"(?:哪些|哪几[次个场]|哪[次个场])(?:工作)?(?:会议?|座谈会|推进会|大会)"
    r"|\b(?:which|what) (?:meetings?|conferences?)\b"
)
MOST = 12
"""How many articles are quoted."""

ROOM = 2800


def build(evidence: Evidence) -> Answer | None:
    """The articles that speak of all the topics, or None when no articles are asked for or none does."""
    meetings = re.search(MEETINGS, evidence.text) is not None
    if not evidence.topics or not (meetings or re.search(ARTICLES, evidence.text)):
        return None
    found = [
        (reading, number) for reading in _read(evidence) if (number := _told(evidence, reading, meetings=meetings)) >= 0
    ]
    if not found:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("articles_near" if evidence.wide else "articles_on", count=len(found))
    room = ROOM
    for place, (reading, number) in enumerate(found):
        sentence = reading.article.sentence(number)
        if place >= MOST or (place and len(sentence.text) > room):
            answer.say("more_articles", count=len(found) - place)
            break
        room -= len(sentence.text)
        answer.say("sentences", title=title_of(reading))
        answer.quote(sentence, highlights(evidence.topics, reading.texts[number]))
    return answer.answer()


def _read(evidence: Evidence) -> Iterable[Reading]:
    """The articles at hand; of a large catalogue, those of the search's sentences."""
    if not evidence.wide:
        return evidence.readings
    return [Reading(article) for article in dict.fromkeys(hit.sentence.article for hit in evidence.hits)]


def _told(evidence: Evidence, reading: Reading, *, meetings: bool) -> int:
    """The sentence that speaks of the topics, the headline where only that does; -1 where none does."""
    if meetings and not any(is_held(text) for text in reading.texts[:4]):
        return -1
    fitting = [
        (share(evidence.concepts, text), -number)
        for number, text in enumerate(reading.texts)
        if number and not missing(evidence.topics, text)
    ]
    if fitting:
        return -max(fitting)[1]
    return -1 if missing(evidence.topics, reading.texts[0]) else 0
