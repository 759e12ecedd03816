"""Dialogue: a question in a conversation goes in, an answer comes out. The one use case.

A question that leaves something out takes it from the last one of the same conversation: its places, its topic, its
kind, or the articles and the list that were quoted. What was taken over is shown (`Answer.understood`). A question that
names everything takes nothing over. When a place or a short name means two things we ask back, and the next message may
pick a meaning by its number or its name.
"""

from __future__ import annotations

import logging
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.answers import answer as build_answer
from bot.answers import who
from bot.answers.builder import Evidence, Focus
from bot.answers.compose import joined
from bot.answers.explain import Explained, glossed, searched
from bot.answers.holdings import Holdings
from bot.answers.model import Answer, Language, Prose, Status
from bot.answers.naming import with_names, with_people, with_places, with_quoted
from bot.answers.wording import say
from bot.clarifying import picked, which_place
from bot.context import Context, Forgetful
from bot.facts.reading import YEAR, Reading
from bot.followups import Read, in_context
from corpus.patterns import lazy
from retrieval.clauses import clauses
from retrieval.kinds import Kind
from retrieval.question import understand
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.context import Memory
    from corpus.model import Article, Sentence
    from corpus.store import Card
    from retrieval.question import Question
    from retrieval.search import Hit

SINCE = re.compile("以来|以后|之后|至今|以前|之前|since|after|before", re.IGNORECASE)
"""What asks for more years than are named."""

FEW = 24
"""A question is answered from all the articles that its places allow, when they are no more than this."""

KEPT = 256
"""How many articles stay read."""

NEAREST = 4
"""How many articles of the best sentences are read for one fact; those of more places are asked for more."""

SAMPLES = 2
"""How many other articles are read, to say what can be asked, when there are none of the question's places."""

LIMIT = 24
"""How many sentences are asked of the search."""


log = logging.getLogger(__name__)


class Source(Protocol):
    """Where sentences and articles come from."""

    async def search(self, question: Question, *, limit: int = 10) -> tuple[Hit, ...]:
        """The best sentences, best first."""
        ...

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles that there are of `ids`."""
        ...

    async def cards(self) -> Sequence[Card]:
        """Every article of the catalogue in brief."""
        ...

    async def revision(self) -> int:
        """A number that grows with every change of the catalogue."""
        ...


class Dialogue:
    """Answers questions out of `source`, remembering each conversation in `memory`."""

    def __init__(self, source: Source, memory: Memory | None = None) -> None:
        self._source = source
        self._memory: Memory = memory or Forgetful()
        self._readings: dict[str, Reading] = {}
        self._held = Holdings()
        self._revision = -1

    async def ask(
        self, conversation: str, text: str, *, language: Language | None = None, about: Sentence | None = None
    ) -> Answer:
        """Answer `text`; `about` is a sentence that a person points at, `language` fixes that of our own words."""
        started = time.perf_counter()
        context = await self._memory.load(conversation) or Context()
        text = picked(context, text) or text
        typed = text.lower() if text.isascii() and text.isupper() else text
        question = with_places(understand(typed, language=language))
        spoken = Language(question.language) if question.language in {"zh", "en"} else Language.CHINESE
        spoken = language or spoken
        answer, left = await self._turn(question, context, spoken, about=about)
        took = 1000 * (time.perf_counter() - started)
        log.info("answered: builder=%s quotes=%d ms=%.1f", answer.builder, len(answer.quotes), took)
        if left is not None:
            await self._memory.save(conversation, left)
        return answer

    async def _turn(
        self, question: Question, context: Context, language: Language, *, about: Sentence | None
    ) -> tuple[Answer, Context | None]:
        """The answer to what may be several questions in one, and what it leaves; None when it leaves all as it is."""
        asked = clauses(question)
        if len(asked) < 2:
            return await self._answered(question, context, language, about=about)
        answers: list[tuple[str, Answer]] = []
        left: Context | None = None
        for one in asked:
            answer, after = await self._answered(one, left or context, language, about=about)
            if answer.status is Status.CLARIFY:
                return answer, after
            left = after or left
            answers.append((one.text, answer))
        return joined(answers), left

    async def _answered(
        self, question: Question, context: Context, language: Language, *, about: Sentence | None
    ) -> tuple[Answer, Context | None]:
        if LAST_QUESTION.search(normalise(question.text)) and context.question:
            told = Prose(say("last_question", language, question=context.question))
            return Answer(Status.HELP, language, "help", (told,)), None
        clarify = which_place(question, language)
        question = await self._known_places(question)
        if clarify and question.ambiguous:
            return clarify, _choices(context, clarify)
        if about is not None:
            context = Context(question=context.question, articles=(about.article.id,))
        read = in_context(question, context)
        evidence = await self.gather(read, language)
        answer = build_answer(evidence)
        if clarify and answer.status is Status.NOT_FOUND:
            answer = clarify
        answer = replace(
            glossed(evidence, answer),
            understood=read.understood,
            searched=searched(evidence.question, answer),
            explanation=Explained(evidence, answer),
        )
        if answer.status is Status.CLARIFY:
            return answer, _choices(context, answer)
        return answer, None if answer.status is Status.HELP else _left(read, answer, context, evidence)

    async def gather(self, read: Read, language: Language) -> Evidence:
        """All that may answer a question: articles of its places, the best sentences, what the catalogue holds."""
        held = await self._holdings()
        hits: tuple[Hit, ...] = ()
        ids = list(read.within) or held.of(place.province for place in read.question.places)
        spelt = len(held.cards) <= KEPT and any(name.isascii() for name in read.question.people)
        few = (bool(read.question.places) and 0 < len(ids) <= FEW) or spelt  # then all of them are read
        if len(held.cards) > FEW and not read.within and not few:
            hits = await self._source.search(read.question, limit=LIMIT)
            if read.question.years and not SINCE.search(read.question.text):
                hits = _in_their_time(hits, read.question.years)
            near = list(dict.fromkeys(hit.sentence.article.id for hit in hits))
            if not {Kind.COMPARE, Kind.WHICH_PLACES} & set(read.question.kinds):
                near = near[:NEAREST]
            ids = near if len(ids) > FEW else list(dict.fromkeys((*near, *ids)))
        articles = {hit.sentence.article.id: hit.sentence.article for hit in hits}
        readings = await self._read(ids, articles)
        question, readings, titled = _titled(_named_in(read.question, readings), readings)
        samples = readings or await self._read(held.ids[:SAMPLES], {})
        naming = tuple(r for r in readings if any(name in r.article.body.text for name in question.people))
        readings = naming or readings
        return Evidence(
            question=question,
            language=language,
            readings=readings,
            samples=samples,
            holdings=held,
            hits=hits,
            focus=read.focus or titled,
        )

    async def _known_places(self, question: Question) -> Question:
        """The question with a name that means several places read as the only one that the articles speak of."""
        if len(question.ambiguous) != 1:
            return question
        held = await self._holdings()
        spoken_of = []
        for place in question.ambiguous[0]:
            ids = held.of([place.province])
            told = len(ids) > FEW or any(place.short in r.body + r.headline for r in await self._read(ids, {}))
            if told:
                spoken_of.append(place)
        if len(spoken_of) != 1:
            return question
        return replace(question, places=(*question.places, *spoken_of), ambiguous=())

    async def _holdings(self) -> Holdings:
        """What the catalogue holds; asked for anew, and all readings forgotten, when it has changed."""
        revision = await self._source.revision()
        if revision != self._revision:
            self._held = Holdings(tuple(await self._source.cards()))
            self._revision = revision
            self._readings.clear()
        return self._held

    async def _read(self, ids: Sequence[str], at_hand: dict[str, Article]) -> tuple[Reading, ...]:
        """The articles, each read once and kept."""
        unread = [id_ for id_ in ids if id_ not in self._readings]
        loaded = {id_: at_hand[id_] for id_ in unread if id_ in at_hand}
        absent = [id_ for id_ in unread if id_ not in loaded]
        if absent:
            loaded |= await self._source.load(absent)
        if len(self._readings) + len(loaded) > KEPT:
            self._readings.clear()
            loaded |= await self._source.load([id_ for id_ in ids if id_ not in loaded])
        self._readings.update((id_, Reading(article)) for id_, article in loaded.items())
        return tuple(self._readings[id_] for id_ in ids if id_ in self._readings)


def _named_in(question: Question, readings: tuple[Reading, ...]) -> Question:
    """The question with the people, words and names as the articles write them."""
    return with_quoted(with_names(with_people(question, readings), readings), readings)


def _in_their_time(hits: tuple[Hit, ...], years: frozenset[int]) -> tuple[Hit, ...]:
    """The hits but those whose articles are of other years than are asked for."""
    return tuple([hit for hit in hits if not is_of_other_years(hit.sentence.article, years)])


def is_of_other_years(article: Article, years: frozenset[int]) -> bool:
    """Whether an article has a year in its headline, and none of `years` there or in its text."""
    headline = {int(year) for year in YEAR.findall(article.title.text)}
    told = headline.union(*[date.years for date in article.dates])
    return bool(headline) and not told & years


def _titled(question: Question, readings: tuple[Reading, ...]) -> tuple[Question, tuple[Reading, ...], Focus | None]:
    """A question that names an article by its headline is held to that article, and asks for nothing by that name.

    One that asks for nothing else asks for an overview.
    """
    names = {bare(name) for name in question.names}
    titled = tuple(r for r in readings if bare(r.article.title.text) in names)
    if not titled:
        return question, readings, None
    titles = {bare(r.article.title.text) for r in titled}
    left = tuple(c for c in question.concepts if not any(bare(c.typed) in title for title in titles))
    bare_title = question.kinds == (Kind.TOPIC,) and not any(concept.required for concept in left)
    kinds = (Kind.OVERVIEW,) if bare_title else question.kinds
    heard = _untitled(question.heard or question.text, titles)
    names_left = tuple(name for name in question.names if bare(name) not in titles and bare(name) in bare(heard))
    question = replace(question, names=names_left, concepts=left, kinds=kinds, heard=heard)
    return question, titled, Focus(tuple(reading.article.id for reading in titled))


LAST_QUESTION = lazy(
    r"^\W*(?:我|我的)?(?:上|前|刚才的?|刚刚的?)(?:面|边)?(?:那|一|的)*(?:个|条|句)?(?:的)?(?:问题|提问)(?:问的?)?(?:是|呢|$)|^我(?:刚才|刚刚|上次)问了?的?(?:是)?(?:什么|啥)"
    r"|\bwhat (?:was|is) my (?:last|previous) question|\b(?:the|my) (?:last|previous) question\W*$"
    r"|\bwhat did i (?:just )?ask"
)
"""Asks what was asked before."""

TITLE = lazy(r"《(?:[^《》]|《[^《》]*》)*》")


def _untitled(text: str, titles: set[str]) -> str:
    """A question without the words of a headline, which ask for nothing."""
    return TITLE.sub(lambda match: "" if bare(match[0][1:-1]) in titles else match[0], text)


def bare(text: str) -> str:
    """Folded, without white space."""
    return re.sub(r"\s+", "", normalise(text))


def _choices(context: Context, answer: Answer) -> Context:
    return replace(context, choices=tuple((s.label, s.question) for s in answer.suggestions))


def _left(read: Read, answer: Answer, context: Context, evidence: Evidence) -> Context:
    """What the answer leaves: its question, the articles quoted and the list, if it quoted one."""
    quoted = tuple(dict.fromkeys(quote.sentence.article.id for quote in answer.quotes))
    text = read.understood or read.question.text
    if not quoted:
        if not read.question.places:
            return replace(context, choices=())
        read_of = {reading.article.id for reading in evidence.readings}
        kept = tuple(id_ for id_ in context.articles if id_ in read_of)
        return replace(context, question=text, articles=kept, item=context.item if kept else None, choices=())
    items = {quote.item for quote in answer.quotes if quote.item is not None}
    return Context(
        question=text,
        articles=quoted,
        enumeration=_list_quoted(answer, evidence),
        item=items.pop() if len(items) == 1 else None,
        people=_named(answer, evidence) or (context.people if set(quoted) & set(context.articles) else ()),
    )


def _named(answer: Answer, evidence: Evidence) -> tuple[str, ...]:
    """The people that the answer names in our words, in its order."""
    told = "".join(part.text for part in answer.parts if isinstance(part, Prose))
    quoted = {quote.sentence.article.id for quote in answer.quotes}
    if not answer.builder.startswith(who.NAME):
        return ()
    known = (person.name for r in evidence.readings if r.article.id in quoted for _, person in r.people)
    return tuple(dict.fromkeys(name for name in known if name in told))


def _list_quoted(answer: Answer, evidence: Evidence) -> int | None:
    """The list of the first quotation that heads an item."""
    heading = next((quote.sentence for quote in answer.quotes if quote.item is not None), None)
    if heading is None:
        return None
    reading = next((r for r in evidence.readings if r.article.id == heading.article.id), None)
    place = reading.places.get(heading.number) if reading else None
    return place.enumeration if place else None
