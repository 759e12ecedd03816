"""What one article says on a topic: a whole list, some of its items, or single sentences; the narrowest that fits.

A topic that the headline or a list's lead names belongs to the whole list (上海的慈善措施). One that an item's headline
names is answered by that item, whole. One that stands only in details is answered by those sentences, each under its
item's headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.lists import items, quote_item, quote_list, quote_within
from bot.answers.matching import ENOUGH, highlights, missing, share
from corpus.patterns import lazy
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.compose import Composition
    from bot.answers.matching import Concept
    from bot.facts.reading import Place, Reading
    from corpus.model import Enumeration, Item

SENTENCES = 6
"""How many single sentences of one article are quoted on a topic."""


@dataclass(frozen=True)
class Found:
    """What an article says on a topic: lists, or items with single sentences beside them, or sentences."""

    reading: Reading
    lists: tuple[int, ...] = ()
    items: tuple[tuple[Place, Item], ...] = ()
    sentences: tuple[int, ...] = ()

    def quote(self, answer: Composition, topics: tuple[Concept, ...], *, room: int = 2800) -> None:
        """Put it into an answer."""
        for index in self.lists:
            quote_list(answer, self.reading, index, room=room // max(1, len(self.lists)))
        size = sum(item.span.end - item.span.start for _, item in self.items)
        for _, item in self.items:
            quote_item(answer, self.reading, item, whole=size <= room)
        marks = {number: highlights(topics, self.reading.texts[number]) for number in self.sentences}
        quote_within(answer, self.reading, self.sentences, marks)


def look(
    reading: Reading,
    concepts: tuple[Concept, ...],
    *,
    wants_list: bool = True,
    count: int | None = None,
    limit: int = SENTENCES,
) -> Found | None:
    """What `reading` says on the strong ones of `concepts`, or None.

    `count` is the number of items that the question speaks of (七大, seven); `wants_list` is whether the article's own
    list may answer as a whole.
    """
    topics = tuple(c for c in concepts if c.strong)
    lists = _whole(reading, topics, concepts, count) if wants_list else ()
    if lists:
        return Found(reading, lists=lists)
    rest = _beyond_the_headline(reading, topics)
    if not topics or (len(rest) == len(topics) and not _any_sentence(reading, topics)):
        return None
    whole = tasks(reading, limit) if wants_list and not rest else ()
    said = _sentences(reading, topics, concepts, limit) if whole else ()
    return (
        Found(reading, sentences=tuple(sorted({*whole, *said})))
        if whole
        else _narrowest(reading, rest or topics, concepts, limit)
    )


def _narrowest(
    reading: Reading, wanted: tuple[Concept, ...], concepts: tuple[Concept, ...], limit: int
) -> Found | None:
    """The items whose headlines have all that is wanted, else the sentences that do, else whole items that do."""
    headed = [(place, item) for place, item in items(reading) if not missing(wanted, _headline_of(reading, item))]
    numbers = _sentences(reading, wanted, concepts, limit)
    if headed:
        beside = _better(reading, headed, numbers, concepts)
        return Found(reading, items=tuple(_innermost(reading, headed)), sentences=beside)
    if numbers:
        return Found(reading, sentences=numbers)
    together = [(place, item) for place, item in items(reading) if not missing(wanted, _text_of(reading, item))]
    if together:
        return Found(reading, items=tuple(_innermost(reading, together)[:2]))
    partial = _partial(reading, wanted, concepts)
    return Found(reading, sentences=partial) if partial else None


def _whole(
    reading: Reading, topics: tuple[Concept, ...], concepts: tuple[Concept, ...], count: int | None
) -> tuple[int, ...]:
    """The lists that a question means as a whole: its topics stand in the headline or in the list's own lead."""
    title = normalise(reading.article.title.text)
    fitting: list[tuple[float, int]] = []
    for index, enumeration in enumerate(reading.article.enumerations):
        lead = reading.lead_of(enumeration)
        above = reading.heading(_first_sentence(reading, enumeration))
        if enumeration.parent is not None and missing(topics, lead, above):
            continue
        if not topics and not any(c.found_in(lead) for c in concepts) and count is None:
            continue
        if missing(topics, title, lead) and not _in_every_item(reading, enumeration, topics, f"{title} {lead}", count):
            continue
        score = share(concepts, lead) + (0.5 if count == len(enumeration.items) else 0.0)
        score += 0.3 * sum(c.found_in(lead) for c in topics)
        fitting.append((score, index))
    if not fitting:
        return ()
    top = max(score for score, _ in fitting)
    return tuple(index for score, index in fitting if score >= top - 0.15)


def _in_every_item(
    reading: Reading, enumeration: Enumeration, topics: tuple[Concept, ...], lead: str, count: int | None
) -> bool:
    """Whether a list has as many items as are asked for, and what its lead leaves out stands in each: 三个深刻把握."""
    if count != len(enumeration.items):
        return False
    return all(not missing(topics, lead, _headline_of(reading, item)) for item in enumeration.items)


def _first_sentence(reading: Reading, enumeration: Enumeration) -> int:
    """The number of the sentence that announces a list, else 0."""
    if enumeration.lead is None:
        return 0
    return next((s.number for s in reading.within(enumeration.lead)), 0)


def _beyond_the_headline(reading: Reading, topics: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """The topics that the article's headline does not give already."""
    return missing(topics, normalise(reading.article.title.text))


def _any_sentence(reading: Reading, topics: tuple[Concept, ...]) -> bool:
    return any(topic.found_in(reading.body) for topic in topics)


def _headline_of(reading: Reading, item: Item) -> str:
    return normalise(reading.article.body.text[item.headline.start : item.headline.end])


def _text_of(reading: Reading, item: Item) -> str:
    return normalise(reading.article.body.text[item.span.start : item.span.end])


def _innermost(reading: Reading, found: list[tuple[Place, Item]]) -> list[tuple[Place, Item]]:
    """Without the items that hold another of those found: the narrower answers."""
    outer = {
        parent for place, _ in found if (parent := reading.article.enumerations[place.enumeration].parent) is not None
    }
    return [(place, item) for place, item in found if (place.enumeration, place.item) not in outer]


def _sentences(
    reading: Reading, wanted: tuple[Concept, ...], concepts: tuple[Concept, ...], limit: int
) -> tuple[int, ...]:
    """The sentences that cover all that is wanted, with their items' headlines; the fittest, in reading order."""
    fitting = []
    for number in range(1, len(reading.texts)):
        text, heading = reading.texts[number], reading.heading(number)
        if missing(wanted, text, heading) or not any(c.found_in(text) for c in wanted):
            continue
        fitting.append((share(concepts, text, heading) + 0.1 * sum(c.found_in(text) for c in wanted), number))
    fitting.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(sorted(number for _, number in fitting[:limit]))


TASKS = lazy(r"^(?!会议指出)[^，。：]{0,12}(?:要求|强调|提出|明确)[，：]|(?:^|[，；])要(?!求)|(?:^|，)将[^，。]{4,}")
"""Words that open what is to be done."""


def tasks(reading: Reading, limit: int) -> tuple[int, ...]:
    """What an article without a list asks for as a whole: the sentences that set tasks."""
    if reading.article.enumerations:
        return ()
    return tuple(n for n in range(1, len(reading.texts)) if TASKS.search(reading.said[n]))[: 2 * limit]


def _better(
    reading: Reading, headed: list[tuple[Place, Item]], numbers: tuple[int, ...], concepts: tuple[Concept, ...]
) -> tuple[int, ...]:
    """The sentences outside the items that have more of the question's words than any item has."""
    most = max(share(concepts, _text_of(reading, item)) for _, item in headed)
    inside = {s.number for _, item in headed for s in reading.within(item.span)}
    return tuple(n for n in numbers if n not in inside and share(concepts, reading.texts[n]) > most)


def _partial(reading: Reading, wanted: tuple[Concept, ...], concepts: tuple[Concept, ...]) -> tuple[int, ...]:
    """Sentences that cover most of a long question's topics, when none covers all of them."""
    if len(wanted) <= 3:
        return ()
    best = 0.0
    chosen = 0
    for number in range(1, len(reading.texts)):
        text, heading = reading.texts[number], reading.heading(number)
        covered = 1 - len(missing(wanted, text, heading)) / len(wanted)
        score = covered + 0.1 * share(concepts, text, heading)
        if covered >= ENOUGH and score > best:
            best, chosen = score, number
    return (chosen,) if chosen else ()


COUNTS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
ENGLISH_COUNTS = {
    w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
COUNTED = lazy(r"(?:哪|这|那|“)?(?P<count>[一二两三四五六七八九十]|\d{1,2})(?:大|个|项|条|类|种|点|方面)(?!月)")


NAMED = lazy(r"(?:[一二两三四五六七八九十]|\d{1,2})(?:大|个|项|条|类|种|点)[\u4e00-\u9fff]{2,10}")
_ASKS = lazy(r"(?:分别|具体|主要|都|究竟|到底|指的)*(?:是|有|包括|指|分为|包含|怎|如何|哪|什么).*")


def counted_names(question: str) -> tuple[str, ...]:
    """What a question names by how many there are: 三项重点工作."""
    names = (_ASKS.sub("", match[0]).removesuffix("的") for match in NAMED.finditer(question))
    return tuple(name for name in names if len(name) > 3)


def counted(question: str) -> int | None:
    """How many things a question says there are: 七大体系, 哪三项, the seven systems."""
    match = COUNTED.search(question)
    if match:
        return COUNTS.get(match["count"]) or (int(match["count"]) if match["count"].isdigit() else None)
    return next((n for word, n in ENGLISH_COUNTS.items() if re.search(rf"\b{word}\b", question)), None)
