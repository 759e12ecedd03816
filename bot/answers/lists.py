"""Quoting numbered lists: whole and in the source's order, or one item, or the items that speak of a topic.

An item is quoted by its sentences. Where several items share one sentence it is quoted once, with the items marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.numbers import stated_items
from bot.facts.reading import Place
from corpus.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.compose import Composition
    from bot.facts.reading import Reading
    from corpus.model import Item, Sentence

ROOM = 2600
"""How many characters of one list are quoted; a longer list is quoted by its headlines."""


def title_of(reading: Reading) -> str:
    """The headline as our words name the article."""
    return reading.article.title.text.strip()


def quote_list(answer: Composition, reading: Reading, index: int, *, room: int = ROOM) -> None:
    """A whole list with its lead: every item's headline, and the details as far as there is room."""
    enumeration = reading.article.enumerations[index]
    answer.say("list", title=title_of(reading), count=len(enumeration.items))
    if enumeration.lead is not None:
        for sentence in reading.within(enumeration.lead)[:1]:
            answer.quote(sentence)
    whole = sum(item.span.end - item.span.start for item in enumeration.items) <= room
    for item in enumeration.items:
        quote_item(answer, reading, item, whole=whole)
    count = len(enumeration.items)
    stated = max(stated_items(reading.lead_of(enumeration), count), enumeration.items[-1].ordinal)
    if stated > count:
        there = {item.ordinal for item in enumeration.items}
        missing = next(n for n in range(1, stated + 1) if n not in there)
        answer.say("list_short", whole=True, count=count, stated=stated, next=missing)
    if stated <= count or not whole:
        answer.say("list_complete" if whole else "list_headlines", whole=whole, count=count)


def quote_item(answer: Composition, reading: Reading, item: Item, *, whole: bool = True) -> None:
    """An item: its headline's sentence, marked, and the sentences of its detail unless only the headline is wanted."""
    span = item.span if whole else item.headline
    for sentence in reading.within(span):
        inside = _inside(sentence, item.headline)
        answer.quote(sentence, [inside] if inside else [], item=item.ordinal if inside else None)


def quote_within(
    answer: Composition, reading: Reading, numbers: Iterable[int], marks: dict[int, tuple[Span, ...]]
) -> None:
    """Sentences by number, each under the headline of the item it stands in."""
    for number in numbers:
        place = reading.places.get(number)
        if place is not None:
            item = reading.item(place)
            for sentence in reading.within(item.headline)[:1]:
                inside = _inside(sentence, item.headline)
                answer.quote(sentence, [inside] if inside else [], item=item.ordinal)
        answer.quote(reading.article.sentence(number), marks.get(number, ()))


def items(reading: Reading) -> Iterable[tuple[Place, Item]]:
    """Every item of every list."""
    for number, enumeration in enumerate(reading.article.enumerations):
        for index, item in enumerate(enumeration.items):
            yield Place(number, index), item


def _inside(sentence: Sentence, span: Span) -> Span | None:
    """The part of `span` (of the body) that stands in a sentence, counted in the sentence."""
    start, end = max(span.start, sentence.span.start), min(span.end, sentence.span.end)
    return Span(start - sentence.span.start, end - sentence.span.start) if start < end else None
