"""Follow-ups: a question that leaves something out takes it from the last answer of the same conversation.

It takes over the last question's places, topic and kind, or the articles and the list that were quoted. What was taken
over is shown. A question that names everything takes nothing over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.builder import Focus
from bot.answers.compare import place_name
from bot.answers.matching import concepts, strong
from bot.answers.model import Language
from corpus.patterns import lazy
from retrieval.kinds import Kind
from retrieval.question import understand
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.context import Context
    from retrieval.question import Question


@dataclass(frozen=True)
class Read:
    """A question as it is answered: with what it took over, the articles it is held to, and how to say so."""

    question: Question
    within: tuple[str, ...] = ()
    focus: Focus | None = None
    understood: str | None = None


FACTS = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY})
COMPARED = r"[跟和与同比].{1,8}(?:相比|比呢|比怎|比较|对比|比一|比如何)|\bcompared? (?:it )?(?:to|with)\b"
"""Asks to set one more place beside the last one."""

_ONE = r"一?(?:个|项|条|点|方面)"
STEPS: tuple[tuple[int, str], ...] = (
    (1, rf"下{_ONE}|接下来(?:的|那)?{_ONE}|后面(?:的|那)?{_ONE}|\bnext\b|\bone after\b"),
    (-1, rf"(?:上|前){_ONE}|\bprevious\b|\bone before\b"),
)
"""How far from the item that was quoted last, and how that is asked for."""

POINTS_BACK = lazy(
    r"^(?:那么?|还有|以及|而|and\b|what about|how about)|[它他她]|这[个次份场]|该|上述|其中"
    r"|\b(?:it|its|he|she|they|their|that|this|there)\b"
)
"""Words that point to what was said before."""


def in_context(question: Question, context: Context) -> Read:
    """The question with what it leaves out taken from the conversation."""
    free = frozenset({Kind.BULLETINS, Kind.GREETING, Kind.HELP, Kind.WHICH_PLACES})
    if not (context.question or context.articles) or free & set(question.kinds) or question.reason:
        return Read(question)
    topics = strong(concepts(question))
    if not topics and not question.places and (stepped := _stepped(question, context)):
        return stepped
    if len(question.places) == 1 and not topics and re.search(COMPARED, normalise(question.text)):
        return _compared(question, understand(context.question))
    points = question.elliptical or POINTS_BACK.search(normalise(question.text).strip()) is not None
    if (
        question.places
        and not topics
        and not question.people
        and question.ordinal is None
        and (points or (set(question.kinds) <= {Kind.TOPIC} and not question.dates))
    ):
        return _same_for(question, context)
    bare = not topics or points or question.ordinal is not None
    if question.places or question.names or question.people or not bare:
        return Read(question)
    before = understand(context.question)
    return Read(
        _completed(question, before),
        within=context.articles,
        focus=Focus(context.articles, context.enumeration),
        understood=_spelt_out(question, before),
    )


def _stepped(question: Question, context: Context) -> Read | None:
    """The item before or after the one that was quoted last (下一项)."""
    step = next((step for step, cue in STEPS if re.search(cue, normalise(question.text))), None)
    if step is None or context.item is None or FACTS & set(question.kinds):
        return None
    before = understand(context.question)
    ordinal = context.item + step
    asked = f"item {ordinal}" if question.language == "en" else f"第{ordinal}项"
    return Read(
        replace(question, kinds=(Kind.MEASURES,), places=before.places, ordinal=ordinal),
        within=context.articles,
        focus=Focus(context.articles, context.enumeration),
        understood=_spelt_out(replace(question, text=asked), before),
    )


def _compared(question: Question, before: Question) -> Read:
    """The last question asked of its places and of one more, side by side (跟浙江比呢)."""
    places = tuple(dict.fromkeys((*before.places, *question.places)))
    names = [place_name(place, Language(question.language)) for place in places]
    joined = " / ".join(names) + (": " if question.language == "en" else "：") + before.text
    merged = replace(before, kinds=(Kind.COMPARE,), places=places, language=question.language, elliptical=False)
    return Read(merged, understood=joined)


def _same_for(question: Question, context: Context) -> Read:
    """The last question again, for other places (那湖北呢)."""
    before = understand(context.question)
    merged = replace(before, places=question.places, language=question.language, elliptical=False)
    text = context.question
    for old, new in zip(before.places, question.places, strict=False):
        for name, instead in ((old.name, new.name), (old.short, new.short), (old.latin, new.latin)):
            if name in text:
                text = text.replace(name, instead)
                break
    if text == context.question:
        text = f"{question.places[0].short}：{text}"
    return Read(replace(merged, text=text), understood=text)


def _completed(question: Question, before: Question) -> Question:
    """A question held to the articles of the last answer; without a kind of its own it takes the last one's."""
    kinds = question.kinds if question.kinds != (Kind.TOPIC,) else (before.kinds or question.kinds)
    return replace(question, kinds=kinds, places=before.places)


def _spelt_out(question: Question, before: Question) -> str:
    """The question with the place that it leaves out, in the question's language."""
    names = [place_name(place, Language(question.language)) for place in before.places]
    return (
        f"{', '.join(names)}: {question.text}"
        if names and question.language == "en"
        else f"{'、'.join(names)}：{question.text}"
        if names
        else question.text
    )
