"""What a builder is given and what it gives back.

A builder answers one kind of question. It is a module with `NAME`, the `KINDS` that it answers and `build`, which
gives an answer or None; it reads only its `Evidence`, so that an answer depends on nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from bot.answers.holdings import NOTHING, Holdings
from bot.answers.matching import Concept, concepts, enough, share, strong
from bot.facts.people import POSTS
from corpus.patterns import lazy
from retrieval.question import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.model import Answer, Language
    from bot.facts.reading import Reading
    from corpus.dates import DateMention
    from corpus.model import Sentence
    from corpus.places import Place
    from retrieval.question import Question
    from retrieval.search import Hit


MEETING = r"会议|座谈会|推进会|视频会|现场会|交流会|大会|会上|仪式|\bmeeting|conference|symposium|\bforum|ceremony"
"""How a question speaks of a meeting."""


ANY_MEETING = (
    r"哪些会议?|什么会议?|所有|全部|各(?:省|地|次)|每|哪一?[次场]|\b(?:which|any|all|what) (?:meetings?|conferences?)"
)
"""Asks for meetings and not about one."""

EVIDENT = 12.0
"""What has to speak for the best sentence of a large catalogue (`Evidence.weight`) before it answers.

Chosen on the curve that `tests/benchmarks/answers.py` prints: below it most answers are of another notice.
"""

STANDS_OUT = 6.0
"""What it adds when no other article has a passage near the best one."""

NAMED = 1.0
"""What the question's places add when they stand in the article, and take away when they do not."""


_DAY = lazy(r"-(\d\d(?:-\d\d)?)$")


def _covers(date: DateMention, day: str) -> bool:
    """Whether a date as the text has it is, or as a range holds, a day or month: 02-08 or 02."""
    first, last = (_DAY.search(end) if end else None for end in (date.start, date.end))
    if first is None:
        return False
    if first[1].startswith(day) or last is None:
        return first[1].startswith(day)
    after, before = day >= first[1], day <= last[1] or last[1].startswith(day)
    return after and before if first[1] <= last[1] else after or before  # from December to March


class AnswerBuilder(Protocol):
    """One kind of answer."""

    NAME: str
    KINDS: frozenset[Kind]

    def build(self, evidence: Evidence) -> Answer | None:
        """The answer, or None when the evidence does not hold what is asked for."""
        ...


class Focus(NamedTuple):
    """What the last answer of the conversation was about: its articles, and the list that it quoted, if one."""

    articles: tuple[str, ...] = ()
    enumeration: int | None = None


class Fact(NamedTuple):
    """A sentence that may answer, and how well it and its article fit the question."""

    reading: Reading
    number: int
    score: float

    @property
    def sentence(self) -> Sentence:
        return self.reading.article.sentence(self.number)

    @property
    def said(self) -> str:
        """The sentence as it stands."""
        return self.reading.said[self.number]

    @property
    def text(self) -> str:
        """The sentence, folded for matching."""
        return self.reading.texts[self.number]


@dataclass(frozen=True)
class Evidence:
    """A question and all that may answer it.

    `readings` are the articles that the question's places allow, best first; `hits` the best sentences, best first;
    `samples` articles to suggest questions about; `holdings` is what the catalogue has, for saying what was searched;
    `least` is what has to speak for the best sentence of a large catalogue before it answers.
    """

    question: Question
    language: Language
    readings: tuple[Reading, ...]
    samples: tuple[Reading, ...] = ()
    holdings: Holdings = NOTHING
    hits: tuple[Hit, ...] = ()
    focus: Focus | None = None
    least: float = EVIDENT

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """What is asked about, places and dates apart.

        Posts and what somebody did are told by other means than by their words; a person with a topic beside the name
        says whose words are wanted, not what about.
        """
        found = [c for c in concepts(self.question) if not c.typed.rstrip("年").isdigit()]
        said = {*self.question.offices, *self.question.roles, *POSTS}
        found = [replace(c, strong=False) if said & {c.typed, *c.forms} else c for c in found]
        people = frozenset(map(normalise, self.question.people))
        if any(c.strong and c.typed not in people for c in found):
            found = [replace(c, strong=False) if c.typed in people else c for c in found]
        return tuple(found)

    @cached_property
    def topics(self) -> tuple[Concept, ...]:
        """What has to be there: the strong concepts."""
        return strong(self.concepts)

    @property
    def wide(self) -> bool:
        """Whether the catalogue is too large to read it all, so that the search says what is near the question."""
        return bool(self.hits)

    @cached_property
    def evident(self) -> bool:
        """Whether the best sentence of the search bears on the question at all.

        Its score tells, or the headline of its article: that names all that is asked about, and the places. Where many
        articles are of one form, such as the reports of one province's meetings, no sentence stands out by its words.
        """
        return self.weight >= self.least or self._headlined

    @property
    def _headlined(self) -> bool:
        """Whether the headline names all that is asked about, where what was decided is asked for."""
        if not (self.hits and self.topics and self.question.places) or self.question.kinds[:1] != (Kind.MEASURES,):
            return False
        if self.question.dates and not self.years:
            return False
        headline = normalise(self.hits[0].sentence.article.title.text)
        return all(topic.found_in(headline) for topic in self.topics) and all(
            place.short in headline for place in self.question.places
        )

    @cached_property
    def weight(self) -> float:
        """What speaks for the best sentence, next to `least`.

        Its score, without what the form of an answer adds to it; how far its passage stands out from those of other
        articles, since what is asked about is mostly the matter of one; and that its article names the places.
        """
        if not self.hits:
            return 0.0
        best = self.hits[0]
        article = best.passage.article
        told = sum(part.weight * part.value for part in best.parts if not part.name.startswith("has "))
        others = max((hit.passage.share for hit in self.hits if hit.passage.article != article), default=0.0)
        body = normalise(best.sentence.article.body.text)
        places = self.question.places
        named = (NAMED if all(place.short in body for place in places) else -NAMED) if places else 0.0
        return told + STANDS_OUT * (1 - others) + named

    @cached_property
    def text(self) -> str:
        """The question as it was read, folded."""
        return normalise(self.question.heard or self.question.text)

    @property
    def years(self) -> frozenset[int]:
        """The years that the question names."""
        return self.question.years

    @cached_property
    def cities(self) -> tuple[Place, ...]:
        """The places below a province that the question names."""
        return tuple(place for place in self.question.places if place.level > 1)

    def fits(self, reading: Reading) -> float:
        """How well an article is the one that is asked about: its title and lead against the question, 0 to about 2."""
        return (
            share(self.concepts, reading.lead)
            + 0.3 * share(self.concepts, reading.body)
            + 0.5 * _overlap(self.text, reading.headline)
            + 0.2 * self._precision(reading.headline)
        )

    def meant(self, reading: Reading) -> bool:
        """Whether an article is among those that fit the question best: its meeting is the one that is spoken of."""
        return self.fits(reading) >= self._best_fit - 0.15

    @cached_property
    def _best_fit(self) -> float:
        return max((self.fits(reading) for reading in self.readings if self.in_its_time(reading)), default=0.0)

    @cached_property
    def of_a_meeting(self) -> bool:
        """Whether the question speaks of one meeting."""
        return re.search(MEETING, self.text) is not None and re.search(ANY_MEETING, self.text) is None

    def _precision(self, headline: str) -> float:
        """The share of a headline's characters that the question asks for, in any form."""
        asked = {at for c in self.concepts for form in c.forms for at in _positions(form, headline)}
        return len(asked) / max(1, len(headline))

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The months and days that the question names, as 02 and 02-08; none when it asks whether one is right."""
        if self.question.yes_or_no:
            return ()
        found = (_DAY.search(date.start) for date in self.question.dates if date.start)
        return tuple(match[1] for match in found if match)

    def on_its_days(self, reading: Reading, number: int) -> bool:
        """Whether a sentence names a day or month that the question names."""
        return any(_covers(date, day) for date in reading.dates[number] for day in self.days)

    @cached_property
    def _of_its_days(self) -> frozenset[str]:
        """The articles that name such a day."""
        return frozenset(
            reading.article.id
            for reading in self.readings
            if any(self.on_its_days(reading, number) for number in range(len(reading.said)))
        )

    def in_its_time(self, reading: Reading) -> bool:
        """Whether an article may be of a year, and of a day or month, that the question names."""
        if self.years and reading.years and not self.years & reading.years:
            return False
        return not self.days or reading.article.id in self._of_its_days

    def names_cities(self, *texts: str) -> bool:
        """Whether one of the texts names each city of the question."""
        return all(any(city.short in text or city.name in text for text in texts) for city in self.cities)

    def fact(self, reading: Reading, number: int, *, anywhere: bool = False) -> Fact | None:
        """The sentence as a fact about what is asked, or None when a topic is neither in it nor in its article's lead.

        `anywhere` asks for the sentence and its lists' headlines alone to cover at least one topic.
        """
        text, heading = reading.texts[number], reading.heading(number)
        if not enough(self.topics, text, heading, reading.lead) or not self.names_cities(text, reading.lead):
            return None
        near = share(self.concepts, text, heading)
        if anywhere and self.topics and not any(c.found_in(text) or c.found_in(heading) for c in self.topics):
            return None
        return Fact(reading, number, self.fits(reading) + near)


def best(facts: list[Fact], *, slack: float = 0.1) -> list[Fact]:
    """The facts of the articles whose best fact is within `slack` of the best of all, in reading order."""
    if not facts:
        return []
    top = max(fact.score for fact in facts)
    articles = {fact.reading.article.id for fact in facts if fact.score >= top - slack}
    return [fact for fact in facts if fact.reading.article.id in articles]


def _overlap(asked: str, headline: str) -> float:
    """The share of a headline's neighbouring pairs of characters that the question has too."""
    pairs = {headline[at : at + 2] for at in range(len(headline) - 1)}
    return sum(pair in asked for pair in pairs) / max(1, len(pairs))


def _positions(form: str, text: str) -> list[int]:
    at = text.find(form)
    return list(range(at, at + len(form))) if at >= 0 else []
