"""The best sentences, when no other builder fits: those of the search that cover what the question asks about.

Out of a large catalogue the best sentence is quoted with its neighbours: an answer often goes on in the next sentence,
and the sentence before belongs to it where that is the second best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.matching import highlights, missing
from retrieval.kinds import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "best"
KINDS = frozenset(Kind) - {Kind.GREETING, Kind.HELP, Kind.BULLETINS, Kind.COMPARE, Kind.WHICH_PLACES}

QUOTED = 3


def build(evidence: Evidence) -> Answer | None:
    """Up to three sentences that run on from one another, or None; also if their article has nothing asked about."""
    if not evidence.evident:
        return None
    best = evidence.hits[0].sentence
    article = best.article
    told = normalise(article.title.text + "\n" + article.body.text)
    if evidence.topics and len(missing(evidence.topics, told)) == len(evidence.topics):
        return None
    first = best.number
    if any(h.sentence.article == article and h.sentence.number == first - 1 > 0 for h in evidence.hits[1:2]):
        first -= 1
    answer = Composition(evidence.language, NAME)
    answer.say("sentences", title=article.title.text.strip())
    for sentence in article.sentences[max(0, first - 1) :][:QUOTED]:
        answer.quote(sentence, highlights(evidence.topics, normalise(sentence.text)))
    return answer.answer()
