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
from bot.answers.wording import say
from corpus.patterns import lazy
from retrieval.kinds import Kind
from retrieval.question import understand
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.context import Context
    from corpus.places import Place
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

PERSONAL = frozenset({Kind.OVERVIEW, Kind.WHO, Kind.TOPIC})
PRONOUN = lazy(r"(?<!其)[他她](?!们)|\b(?:[Hh]e|[Ss]he)\b")
"""Whom the last answer named, of whom a question speaks on."""

ORDINALS = {
    word: number
    for words in ("一二三四五六七八九", "first second third fourth fifth sixth seventh eighth ninth".split())
    for number, word in enumerate(words, 1)
}
NTH = lazy(
    r"第\s*([一二三四五六七八九]|\d)\s*(?:篇|份公报|[次场个]会议?)(?:文章|报道)?"
    rf"|\b({'|'.join(word for word in ORDINALS if word.isascii())})"
    r" (?:article|meeting|conference|report|bulletin)\b"
)
"""One of the articles or meetings that were quoted, by its number."""

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
    read = next((read for way in WAYS if (read := way(question, context))), Read(question))
    return replace(read, understood=None) if read.understood == question.text else read


def _stepped(question: Question, context: Context) -> Read | None:
    """The item before or after the one that was quoted last (下一项)."""
    step = next((step for step, cue in STEPS if re.search(cue, normalise(question.text))), None)
    told = question.places or question.people or question.names or FACTS & set(question.kinds)
    if step is None or context.item is None or told or (strong(concepts(question)) and not question.elliptical):
        return None
    before = understand(context.question)
    ordinal = context.item + step
    asked = f"item {ordinal}" if question.language == "en" else f"第{ordinal}项"
    return Read(
        replace(question, kinds=(Kind.MEASURES,), places=before.places, concepts=(), ordinal=ordinal),
        within=context.articles,
        focus=Focus(context.articles, context.enumeration),
        understood=_spelt_out(replace(question, text=asked), before.places),
    )


def _of_the_nth(question: Question, context: Context) -> Read | None:
    """A question of one of the articles or meetings that were quoted, by its number (第二篇讲了什么)."""
    match = NTH.search(normalise(question.text))
    if match is None or len(context.articles) < 2 or question.places or question.people or question.names:
        return None
    told = match[1] or match[2]
    number = ORDINALS.get(told) or (int(told) if told.isdecimal() else 0)
    if not 0 < number <= len(context.articles):
        return None
    within = context.articles[number - 1 : number]
    kinds = tuple(kind for kind in question.kinds if kind not in {Kind.MEASURES, Kind.TOPIC}) or (Kind.OVERVIEW,)
    left = tuple(c for c in question.concepts if not NTH.search(normalise(c.typed)))
    read = replace(question, kinds=kinds, ordinal=None, concepts=left, places=understand(context.question).places)
    return Read(read, within=within, focus=Focus(within, None), understood=_spelt_out(question, read.places))


def _of_whom(question: Question, context: Context) -> Read | None:
    """What was said or done by whom the last answer named (他讲了什么)."""
    match = PRONOUN.search(question.text)
    if match is None or question.people or not context.people or not PERSONAL & set(question.kinds):
        return None
    english = question.language == "en"
    text = PRONOUN.sub((", " if english else "、").join(context.people), question.text, count=1)
    before = understand(context.question)
    return Read(
        replace(question, people=context.people, places=question.places or before.places),
        within=context.articles,
        focus=Focus(context.articles, context.enumeration),
        understood=_spelt_out(replace(question, text=text), before.places),
    )


def _compared(question: Question, context: Context) -> Read | None:
    """The last question asked of its places and of one more, side by side (跟浙江比呢); its places compared again."""
    before = understand(context.question)
    topics = strong(concepts(question))
    if question.kind is Kind.COMPARE and not question.places and len(before.places) > 1:
        return Read(replace(question, places=before.places), understood=_spelt_out(question, before.places))
    beside = re.search(COMPARED, normalise(question.text)) or (before.kind is Kind.COMPARE and _points(question))
    if len(question.places) != 1 or topics or not beside:
        return None
    places = tuple(dict.fromkeys((*before.places, *question.places)))
    language = Language(question.language)
    names = say("and", language).join(place_name(place, language) for place in places)
    merged = replace(before, kinds=(Kind.COMPARE,), places=places, ordinal=None, last=False, elliptical=False)
    topic = say("and", language).join(concept.typed for concept in strong(concepts(before)))
    text = say("ask_compare" if topic else "ask_compare_all", language, places=names, topic=topic)
    return Read(replace(merged, text=text, heard=text, language=question.language), understood=text)


def _points(question: Question) -> bool:
    """Whether a question points to what was said before."""
    return question.elliptical or POINTS_BACK.search(normalise(question.text).strip()) is not None


def _same_for(question: Question, context: Context) -> Read | None:
    """The last question again, for other places (那湖北呢)."""
    asks = question.people or question.ordinal is not None or strong(concepts(question))
    if not question.places or asks:
        return None
    asked = FACTS & set(question.kinds)  # a question of its own, unless it is the last one's in brief (那湖北有几项)
    if asked and (question.roles or not asked & set(understand(context.question).kinds)):
        return None
    if not _points(question) and (not set(question.kinds) <= {Kind.TOPIC} or question.dates):
        return None
    before = understand(context.question)
    merged = replace(before, places=question.places, language=question.language, elliptical=False)
    text, heard = (_elsewhere(each, before.places, question.places) for each in (context.question, before.heard))
    return Read(replace(merged, text=text, heard=heard), understood=text)


def _elsewhere(text: str, old: tuple[Place, ...], new: tuple[Place, ...]) -> str:
    """A question put for other places."""
    changed = text
    for one, other in zip(old, new, strict=False):
        for name, instead in ((one.name, other.name), (one.short, other.short), (one.latin, other.latin)):
            if name in changed:
                changed = changed.replace(name, instead)
                break
    return changed if changed != text else f"{new[0].short}：{text}"


def _held_to_its_articles(question: Question, context: Context) -> Read | None:
    """A question without places, of the articles of the last answer."""
    bare = not strong(concepts(question)) or _points(question) or question.ordinal is not None
    if question.places or question.names or question.people or not bare:
        return None
    before = understand(context.question)
    if Kind.BULLETINS in before.kinds and len(context.articles) > 1:
        return None
    return Read(
        _completed(question, before),
        within=context.articles,
        focus=Focus(context.articles, context.enumeration),
        understood=_spelt_out(question, before.places),
    )


def _completed(question: Question, before: Question) -> Question:
    """A question held to the articles of the last answer; without a kind of its own it takes the last one's."""
    kinds = question.kinds if question.kinds != (Kind.TOPIC,) else (before.kinds or question.kinds)
    if question.offices and question.kinds == (Kind.TOPIC,):
        kinds = (Kind.WHO,)
    return replace(question, kinds=kinds, places=before.places)


def _spelt_out(question: Question, places: tuple[Place, ...]) -> str:
    """The question with the place that it leaves out, in the question's language."""
    names = [place_name(place, Language(question.language)) for place in places]
    return (
        f"{', '.join(names)}: {question.text}"
        if names and question.language == "en"
        else f"{'、'.join(names)}：{question.text}"
        if names
        else question.text
    )


WAYS = (_stepped, _of_the_nth, _of_whom, _compared, _same_for, _held_to_its_articles)
"""How a question may follow on, the most telling first; one that fits none stands by itself."""
