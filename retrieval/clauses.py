"""Two questions in one: 两项政策是什么，谁出席了会议 asks for two things, each in a clause of its own.

A question is divided only where its clauses ask for different kinds of things and each of them has words that ask; a
clause that only tells (2025年，…) belongs to the one behind it. What a later clause leaves out it takes from the one
before, as the next question of a conversation would. Facts of one event (什么时候在哪里) stay together, as
one sentence often answers them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.patterns import lazy
from retrieval.kinds import Kind
from retrieval.question import understand

if TYPE_CHECKING:
    from retrieval.question import Question

FACTS = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY})
OTHERS = frozenset({Kind.WHAT_IS, Kind.OVERVIEW, Kind.MEASURES, Kind.WHICH_DOCUMENT})
MOST = 3
"""Into how many questions one is divided at most."""

_ASKS = r"谁|什么|哪|怎|如何|多少|几|何时|为什么|讲了|说了"
_BETWEEN = lazy(
    rf"[，,；;。?？!！]+\s*|\s*(?:以及|并且|还有|和|、)\s*(?=[^，,；;。?？]{{0,6}}(?:{_ASKS}))"
    r"|,?\s+and\s+(?=(?:also\s+)?(?:who|what|when|where|which|how|why)\b)"
)


def clauses(question: Question) -> tuple[Question, ...]:
    """The questions that one question asks, in their order; itself where it asks one."""
    kinds = set(question.kinds)
    if question.reason or question.elliptical or not (kinds & FACTS and kinds & OTHERS):
        return (question,)
    found: list[Question] = []
    told = ""
    for clause in _BETWEEN.split(question.heard):
        if not clause.strip():
            continue
        one = understand(told + clause, language=question.language)
        if _asks(one):
            found.append(one if found or one.places else replace(one, places=question.places, elliptical=False))
            told = ""
        else:
            told += f"{clause}，" if question.language == "zh" else f"{clause}, "
    if told or not 1 < len(found) <= MOST or len({one.kind in FACTS for one in found}) < 2:
        return (question,)
    return tuple(found)


def _asks(one: Question) -> bool:
    """Whether a clause is a question of its own: for a fact, for what was said, or for something that it names."""
    kinds = set(one.kinds)
    named = bool(one.names) or any(concept.required for concept in one.concepts)
    return bool(kinds & (FACTS | {Kind.OVERVIEW})) or (bool(kinds & OTHERS) and named)
