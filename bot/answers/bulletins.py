"""The list of bulletins: what the catalogue holds, each article by its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.model import Prose, Status
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

NAME = "bulletins"
KINDS = frozenset({Kind.BULLETINS})

SHOWN = 40


def build(evidence: Evidence) -> Answer | None:
    """The headlines as quotations where the articles are at hand, else as our words; None when there are none."""
    answer = Composition(evidence.language, NAME)
    provinces = {place.province for place in evidence.question.places}
    cards = [card for card in evidence.holdings.cards if not provinces or card.province in provinces]
    if not cards:
        return None
    files = dict.fromkeys(card.bulletin for card in cards)
    answer.say("bulletins", files=len(files), articles=len(cards))
    at_hand = {reading.article.id: reading.article for reading in evidence.readings}
    for name in files:
        answer.parts.append(Prose(name, heading=True))
        for card in [card for card in cards if card.bulletin == name][:SHOWN]:
            if card.id in at_hand:
                answer.quote(at_hand[card.id].headline)
            else:
                answer.parts.append(Prose(card.title))
    return answer.answer(Status.ANSWERED)
