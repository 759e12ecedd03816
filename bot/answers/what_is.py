"""What is: a named group and its members, a short form and what it stands for, or the words that speak of a thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.lists import quote_list
from bot.answers.matching import highlights, literal, missing
from bot.answers.model import Status, Suggestion
from bot.answers.topics import counted, counted_names
from corpus.model import Span
from retrieval.kinds import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.groups import Group
    from bot.facts.reading import Reading

NAME = "what_is"
KINDS = frozenset({Kind.WHAT_IS, Kind.MEASURES, Kind.TOPIC})


HOW = r"怎|如何|做什么|\bhow\b"
"""Asks what is done and not what a word means."""

LISTED = r"(?:措施|举措|做法|办法|要求|任务|重点|目标|工作|内容|政策|安排)(?:是|有|包括)"
"""Asks for a list and not for what a word means."""

ITEMS = (
    r"(?:哪[几一二两三四五六七八九十]*[项条点个]?|哪些|什么|[一二两三四五六七八九十][项条点])"
    r"(?:具体|主要|重点)*(?:措施|举措|做法|办法|要求|任务|规定|安排|补贴|支持)|\b(?:measures|tasks|requirements)\b"
)
"""Asks for what something sets out, named or not."""


def build(evidence: Evidence) -> Answer | None:
    """What a named thing is, or None when the question names nothing or the articles do not speak of it."""
    names = _names(evidence)
    lists = ITEMS if evidence.question.names else LISTED
    if (
        re.search(lists, evidence.text)
        and not _explained(evidence)
        and not set(counted_names(evidence.text)) & {*names}
    ):
        return None
    if Kind.WHAT_IS not in evidence.question.kinds and (not names or re.search(HOW, evidence.text)):
        return None
    explained = [
        (reading, number, group)
        for reading in evidence.readings
        for number, group in reading.groups
        if normalise(group.name) in names and _about(evidence, reading, number, names)
    ]
    if clarify := _which(evidence, explained):
        return clarify
    if explained:
        return _explain(evidence, *explained[0])
    listed = _listed(evidence, names) if names else None
    return listed or (_mention(evidence) if Kind.WHAT_IS in evidence.question.kinds else None)


def _explained(evidence: Evidence) -> bool:
    """Whether an article says what a group is that the question names by its count, other than by a list of them."""
    return any(
        (count := counted(name := normalise(group.name)))
        and name in evidence.text
        and all(len(enumeration.items) != count for enumeration in reading.article.enumerations)
        for reading in evidence.readings
        for _, group in reading.groups
    )


def _names(evidence: Evidence) -> list[str]:
    """What may be asked about by name: what the question quotes, a group that counts, a topic that is a group."""
    asked = {normalise(name) for name in evidence.question.names}
    return (
        [form for c in evidence.concepts if c.typed in asked for form in (c.typed, *c.forms)]
        or [name for name in _groups(evidence) if name in evidence.text]
        or [name for name in counted_names(evidence.text) if _announced(evidence, name)]
        or [form for c in evidence.topics for form in c.forms if _is_named(evidence, form)]
    )


def _is_named(evidence: Evidence, form: str) -> bool:
    return any(normalise(group.name) == form for reading in evidence.readings for _, group in reading.groups)


def _announced(evidence: Evidence, name: str) -> bool:
    """Whether a list of as many items as a name says is announced by it."""
    return any(
        name in reading.lead_of(enumeration) and counted(name) == len(enumeration.items)
        for reading in evidence.readings
        for enumeration in reading.article.enumerations
    )


def _groups(evidence: Evidence) -> list[str]:
    """The names of all the groups that the articles explain and that count their members: 四个体系."""
    named = (normalise(group.name) for reading in evidence.readings for _, group in reading.groups if not group.short)
    return list(dict.fromkeys(name for name in named if counted(name)))


def _about(evidence: Evidence, reading: Reading, number: int, names: list[str]) -> bool:
    others = [
        c for c in evidence.topics if not set(c.forms) & set(names) and not any(c.typed in name for name in names)
    ]
    return not missing(others, reading.texts[number], reading.lead)


def _which(evidence: Evidence, explained: list[tuple[Reading, int, Group]]) -> Answer | None:
    """Asks back when one short form stands for different things."""
    meanings = {reading.article.id: (reading, group) for reading, _, group in explained if group.short}
    if len(meanings) < 2:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("which_short_name", name=next(iter(meanings.values()))[1].name)
    suggestions = tuple(
        Suggestion(reading.article.title.text, f"《{reading.article.title.text}》：{evidence.question.text}")
        for reading, _ in meanings.values()
    )
    return answer.answer(Status.CLARIFY, suggestions=suggestions)


def _explain(evidence: Evidence, reading: Reading, number: int, group: Group) -> Answer:
    answer = Composition(evidence.language, NAME)
    answer.say("short_form" if group.short else "definition", name=group.name)
    begun = None if group.short else _begun(reading, number, group)
    if begun is not None:
        quote_list(answer, reading, begun)
        return answer.answer()
    answer.quote(reading.article.sentence(number), [span for span in (group.members, group.span) if span])
    return answer.answer()


def _begun(reading: Reading, number: int, group: Group) -> int | None:
    """The list that the sentence announces or begins, when it has as many items as the group's name says."""
    for index, enumeration in enumerate(reading.article.enumerations):
        begins = [
            *(reading.within(enumeration.lead) if enumeration.lead else ()),
            *reading.within(enumeration.items[0].span),
        ]
        if counted(group.name) == len(enumeration.items) and any(s.number == number for s in begins):
            return index
    return None


def _listed(evidence: Evidence, names: list[str]) -> Answer | None:
    """A group whose members are the numbered list that its name announces."""
    others = [c for c in evidence.topics if not set(c.forms) & set(names)]
    for reading in evidence.readings:
        for index, enumeration in enumerate(reading.article.enumerations):
            lead = reading.lead_of(enumeration)
            if any(name in lead for name in names) and not missing(others, lead, reading.headline):
                answer = Composition(evidence.language, NAME)
                quote_list(answer, reading, index)
                return answer.answer()
    return None


def _mention(evidence: Evidence) -> Answer | None:
    """The first sentences that use the word, said to be no definition."""
    topics = literal(evidence.topics)
    if evidence.wide or not topics or evidence.question.people or not all(topic.sure for topic in topics):
        return None
    for reading in evidence.readings:
        for number in range(1, len(reading.texts)):
            text = reading.texts[number]
            if not missing(topics, text) and len(text) <= 580:
                answer = Composition(evidence.language, NAME)
                marks = highlights(topics, text)
                first = marks[0] if marks else Span(0, 0)
                answer.say("undefined", name=reading.article.sentence(number).text[first.start : first.end])
                answer.quote(reading.article.sentence(number), marks)
                return answer.answer()
    return None
