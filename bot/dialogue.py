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
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.answers import answer as build_answer
from bot.answers.builder import Evidence, Focus
from bot.answers.compare import place_name
from bot.answers.compose import Composition
from bot.answers.explain import Explained, searched
from bot.answers.holdings import Holdings
from bot.answers.matching import concepts, strong
from bot.answers.model import Language, Status, Suggestion
from bot.answers.naming import with_people, with_places
from bot.facts.reading import Reading
from retrieval.kinds import Kind
from retrieval.question import understand
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.model import Answer
    from corpus.model import Article, Sentence
    from corpus.places import Place
    from corpus.store import Card
    from retrieval.question import Question
    from retrieval.search import Hit

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


@dataclass(frozen=True)
class Context:
    """What the last answer of a conversation leaves for the next question; every field is plain data for storing."""

    question: str = ""
    articles: tuple[str, ...] = ()
    enumeration: int | None = None
    choices: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, object]) -> Context:
        """The context that `to_json` wrote.

        Raises:
            TypeError, ValueError: the data is of another shape.
        """
        articles, choices, number = data.get("articles", ()), data.get("choices", ()), data.get("enumeration")
        if not isinstance(articles, list | tuple) or not isinstance(choices, list | tuple):
            raise TypeError("articles and choices are lists")
        return cls(
            question=str(data.get("question", "")),
            articles=tuple(str(id_) for id_ in articles),
            enumeration=number if isinstance(number, int) else None,
            choices=tuple((str(label), str(question)) for label, question in choices),
        )


class Memory(Protocol):
    """Keeps one context a conversation."""

    async def load(self, conversation: str) -> Context | None: ...

    async def save(self, conversation: str, context: Context) -> None: ...


class Forgetful:
    """A memory that lasts as long as the program."""

    def __init__(self) -> None:
        self._contexts: dict[str, Context] = {}

    async def load(self, conversation: str) -> Context | None:
        return self._contexts.get(conversation)

    async def save(self, conversation: str, context: Context) -> None:
        self._contexts[conversation] = context


@dataclass(frozen=True)
class Read:
    """A question as it is answered: with what it took over, the articles it is held to, and how to say so."""

    question: Question
    within: tuple[str, ...] = ()
    focus: Focus | None = None
    understood: str | None = None


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
        if picked := _picked(context, text):
            text = picked
        typed = text.lower() if text.isascii() and text.isupper() else text
        question = with_places(understand(typed, language=language))
        spoken = Language(question.language) if question.language in {"zh", "en"} else Language.CHINESE
        spoken = language or spoken
        clarify = _which_place(question, spoken)
        question = await self._known_places(question)
        if clarify and question.ambiguous:
            await self._memory.save(conversation, _choices(context, clarify))
            return clarify
        if about is not None:
            context = Context(question=context.question, articles=(about.article.id,))
        read = _in_context(question, context)
        evidence = await self.gather(read, spoken)
        answer = build_answer(evidence)
        if clarify and answer.status is Status.NOT_FOUND:
            answer = clarify
        answer = replace(
            answer,
            understood=read.understood,
            searched=searched(evidence, answer),
            explanation=Explained(evidence, answer),
        )
        took = 1000 * (time.perf_counter() - started)
        log.info(
            "answered: builder=%s hits=%d quotes=%d ms=%.1f",
            answer.builder,
            len(evidence.hits),
            len(answer.quotes),
            took,
        )
        if answer.status is Status.CLARIFY:
            await self._memory.save(conversation, _choices(context, answer))
        elif answer.status is not Status.HELP:
            await self._memory.save(conversation, _left(read, answer, context, evidence))
        return answer

    async def gather(self, read: Read, language: Language) -> Evidence:
        """All that may answer a question: articles of its places, the best sentences, what the catalogue holds."""
        held = await self._holdings()
        hits: tuple[Hit, ...] = ()
        ids = list(read.within) or held.of(place.province for place in read.question.places)
        if len(held.cards) > FEW and not read.within:
            hits = await self._source.search(read.question, limit=LIMIT)
            near = list(dict.fromkeys(hit.sentence.article.id for hit in hits))
            if not {Kind.COMPARE, Kind.WHICH_PLACES} & set(read.question.kinds):
                near = near[:NEAREST]
            ids = near if len(ids) > FEW else list(dict.fromkeys((*near, *ids)))
        articles = {hit.sentence.article.id: hit.sentence.article for hit in hits}
        readings = await self._read(ids, articles)
        question, readings = _titled(with_people(read.question, readings), readings)
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
            focus=read.focus,
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


def _titled(question: Question, readings: tuple[Reading, ...]) -> tuple[Question, tuple[Reading, ...]]:
    """A question that names an article by its headline is held to that article, and asks for nothing by that name."""
    names = {bare(name) for name in question.names}
    titled = tuple(r for r in readings if bare(r.article.title.text) in names)
    if not titled:
        return question, readings
    titles = {bare(r.article.title.text) for r in titled}
    return replace(
        question,
        names=tuple(name for name in question.names if bare(name) not in titles),
        concepts=tuple(c for c in question.concepts if not any(bare(c.typed) in title for title in titles)),
    ), titled


def bare(text: str) -> str:
    """Folded, without white space."""
    return re.sub(r"\s+", "", normalise(text))


def _picked(context: Context, text: str) -> str | None:
    """The question that a bare number or name chooses among those we asked back with."""
    said = normalise(text).strip(" .。、")
    if said.isdigit() and 0 < int(said) <= len(context.choices):
        return context.choices[int(said) - 1][1]
    named = [question for label, question in context.choices if len(said) > 1 and said in normalise(label)]
    return named[0] if len(named) == 1 else None


def _which_place(question: Question, language: Language) -> Answer | None:
    """Asks back when a place's name means several places."""
    if not question.ambiguous:
        return None
    readings = question.ambiguous[0]
    answer = Composition(language, "clarify")
    answer.say("which_place", name=readings[0].latin)
    suggestions = tuple(
        Suggestion(f"{place.short} ({place.latin}, {place.province})", _with_place(question.text, place, readings))
        for place in readings
    )
    return answer.answer(Status.CLARIFY, suggestions=suggestions)


def _with_place(text: str, place: Place, readings: Sequence[Place]) -> str:
    """The question with the name that means several places replaced by one of them."""
    for name in {reading.latin for reading in readings} | {reading.pinyin for reading in readings}:
        changed = re.sub(re.escape(name), place.name, text, flags=re.IGNORECASE)
        if changed != text:
            return changed
    return f"{place.name}：{text}"


def _choices(context: Context, answer: Answer) -> Context:
    return replace(context, choices=tuple((s.label, s.question) for s in answer.suggestions))


def _left(read: Read, answer: Answer, context: Context, evidence: Evidence) -> Context:
    """What the answer leaves: its question, the articles quoted and the list, if it quoted one."""
    quoted = tuple(dict.fromkeys(quote.sentence.article.id for quote in answer.quotes))
    text = read.understood or read.question.text
    if not quoted:
        return replace(context, question=text if read.question.places else context.question, choices=())
    return Context(question=text, articles=quoted, enumeration=_list_quoted(answer, evidence))


def _list_quoted(answer: Answer, evidence: Evidence) -> int | None:
    """The list that the first labelled quotation belongs to."""
    labelled = next((quote.sentence for quote in answer.quotes if quote.label), None)
    if labelled is None:
        return None
    reading = next((r for r in evidence.readings if r.article.id == labelled.article.id), None)
    place = reading.places.get(labelled.number) if reading else None
    return place.enumeration if place else None


FACT_KINDS = frozenset({Kind.WHO, Kind.WHEN, Kind.WHERE, Kind.HOW_MANY, Kind.OVERVIEW})
COMPARED = r"[跟和与同比].{1,8}(?:相比|比呢|比怎|比较|对比|比一|比如何)|\bcompared? (?:it )?(?:to|with)\b"
"""Asks to set one more place beside the last one."""

POINTS_BACK = re.compile(
    r"^(?:那么?|还有|以及|而|and\b|what about|how about)|[它他她]|这[个次份场]|该|上述|其中"
    r"|\b(?:it|its|he|she|they|their|that|this|there)\b"
)
"""Words that point to what was said before."""


def _in_context(question: Question, context: Context) -> Read:
    """The question with what it leaves out taken from the conversation."""
    free = frozenset({Kind.BULLETINS, Kind.GREETING, Kind.HELP, Kind.WHICH_PLACES})
    if not (context.question or context.articles) or free & set(question.kinds) or question.reason:
        return Read(question)
    topics = strong(concepts(question))
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
