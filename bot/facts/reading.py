"""One article, read once: what each of its sentences states, and which list and item each sentence belongs to.

Builders ask the same things of the same articles again and again; a `Reading` works each out on first use and keeps it.
It holds nothing that is not in the article.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.facts.groups import groups, mentioned
from bot.facts.people import people
from corpus import dates
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.facts.groups import Group
    from bot.facts.people import Person
    from corpus.dates import DateMention
    from corpus.model import Article, Enumeration, Item, Sentence, Span


YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A year as articles print it."""


class Named(NamedTuple):
    """A fact of a sentence: `number` is the sentence's."""

    number: int
    person: Person


class Place(NamedTuple):
    """Where a sentence stands in a list: the enumeration's and the item's index."""

    enumeration: int
    item: int


class Reading:
    """An article and what its sentences state; sentence 0 is the headline."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Each sentence as it stands, the headline first; patterns with punctuation read these."""
        return tuple(sentence.text for sentence in (self.article.headline, *self.article.sentences))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each sentence folded for matching (as long as the sentence), the headline first."""
        return tuple(map(normalise, self.said))

    @cached_property
    def headline(self) -> str:
        """Title, kicker and the sentence's own name of its place, folded."""
        kicker = self.article.kicker.text if self.article.kicker else ""
        return normalise(f"{self.article.title.text} {kicker}")

    @cached_property
    def lead(self) -> str:
        """Title and kicker and the first two sentences, folded: what the article is about."""
        return " ".join((self.headline, *self.texts[1:3]))

    @cached_property
    def body(self) -> str:
        return "".join(self.texts[1:])

    @cached_property
    def people(self) -> tuple[Named, ...]:
        """Everyone the article names, sentence by sentence; later mentions without a post are found by name."""
        found: list[Named] = []
        known: frozenset[str] = frozenset()
        for sentences in self._clauses_joined():
            text = "".join(sentence.text for sentence in sentences)
            named = people(text, known=known)
            known |= {person.name for person in named}
            start = 0
            for sentence in sentences:
                end = start + len(sentence.text)
                inside = (person for person in named if start <= person.span.start < end)
                found += [Named(sentence.number, person.moved(-start)) for person in inside]
                start = end
        return tuple(found)

    def _clauses_joined(self) -> list[list[Sentence]]:
        """The sentences, those that a semicolon ends together with the next: a verb behind it reaches back over it."""
        runs: list[list[Sentence]] = []
        joins = False
        for sentence in self.article.sentences:
            if joins:
                runs[-1].append(sentence)
            else:
                runs.append([sentence])
            joins = sentence.text.rstrip().endswith("；")
        return runs

    @cached_property
    def dates(self) -> tuple[tuple[DateMention, ...], ...]:
        """The dates of each sentence, the headline first."""
        anchor = self.anchor
        year, reason = anchor or (None, None)
        sentences = (self.article.headline, *self.article.sentences)
        return tuple(dates.find(sentence.text, anchor_year=year, anchor_reason=reason) for sentence in sentences)

    @cached_property
    def anchor(self) -> tuple[int, str] | None:
        """The year that the article dates itself by, and why."""
        return dates.anchor(self.article.title.text + "\n" + self.article.body.text)

    @cached_property
    def groups(self) -> tuple[tuple[int, Group], ...]:
        """The groups and short forms that the article explains, with their sentences' numbers."""
        return tuple((sentence.number, group) for sentence in self.article.sentences for group in groups(sentence.text))

    @cached_property
    def mentioned(self) -> tuple[tuple[int, Group], ...]:
        """Everything in quotation or title marks."""
        return tuple(
            (sentence.number, group) for sentence in self.article.sentences for group in mentioned(sentence.text)
        )

    @cached_property
    def places(self) -> dict[int, Place]:
        """Sentence number → the innermost list item that it belongs to."""
        found: dict[int, tuple[int, Place]] = {}
        for number, enumeration in enumerate(self.article.enumerations):
            for index, item in enumerate(enumeration.items):
                for sentence in self.within(item.span):
                    level = found.get(sentence.number, (0, None))[0]
                    if enumeration.level > level:
                        found[sentence.number] = (enumeration.level, Place(number, index))
        return {number: place for number, (_, place) in found.items()}

    def within(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that have characters in `span` of the body."""
        return tuple(s for s in self.article.sentences if s.span.start < span.end and s.span.end > span.start)

    def item(self, place: Place) -> Item:
        return self.article.enumerations[place.enumeration].items[place.item]

    def heading(self, number: int) -> str:
        """The folded headlines of all the items that sentence `number` stands in."""
        place = self.places.get(number)
        parts = []
        while place is not None:
            enumeration = self.article.enumerations[place.enumeration]
            item = enumeration.items[place.item]
            parts.append(normalise(self.article.body.text[item.headline.start : item.headline.end]))
            place = Place(*enumeration.parent) if enumeration.parent else None
        return " ".join(parts)

    def lead_of(self, enumeration: Enumeration) -> str:
        """The folded sentence that announces a list, or nothing."""
        if enumeration.lead is None:
            return ""
        return normalise(self.article.body.text[enumeration.lead.start : enumeration.lead.end])

    def nested_in(self, place: Place) -> tuple[int, ...]:
        """The lists that stand inside one item."""
        return tuple(
            number
            for number, enumeration in enumerate(self.article.enumerations)
            if enumeration.parent == (place.enumeration, place.item)
        )

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that the article prints, and the one that it dates itself by."""
        printed = {int(year) for year in YEAR.findall(self.lead)}
        return frozenset(printed | ({self.anchor[0]} if self.anchor else set()))
