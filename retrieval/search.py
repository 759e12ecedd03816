"""Passage, then sentence: the ranking that every answer goes through.

`Searcher.passages` asks the index for the best passages and adds to each a share of what its whole notice holds of the
question; `Searcher.sentences` reads the sentences of the best passages and weighs each with the answer's type, its
heading and its neighbours in mind (`retrieval.ranking`). Places bind: an article of another province is no candidate.

Nothing here waits: articles are handed in by whoever keeps them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Self

from retrieval.bm25 import Explanation, Index, Parameters
from retrieval.passages import ATTRIBUTES, FIELDS, HEADLINE, beginning, bulletin_number, cut, documents, parse_key
from retrieval.ranking import (
    Alternatives,
    Neighbourhood,
    Part,
    Query,
    Weigher,
    alternatives_of,
    query_of,
    query_of_text,
    typed_in_chinese,
)
from retrieval.text import bigrams, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from corpus.model import Article, Sentence
    from corpus.places import Place
    from retrieval.bm25 import Document, Found
    from retrieval.question import Question

VERSION = 5
"""Of how passages are cut and indexed; an index of another version is built anew."""
PARAMETERS = Parameters(k1=0.9, b=0.5)
CANDIDATES = 60
"""Passages that the index gives for one question; their notices are then compared."""
NOTICE = 0.4
"""Of the question's terms that stand in any candidate passage of the same article."""
ALTERNATIVE = 0.6
"""Of the best other way in which a passage says what was asked, where it does not say it as it was typed."""
GUESSED_NOTICE, GUESSED_ALTERNATIVE = 0.1, 1.2
"""The same for a question that was not typed in Chinese: of many guesses at a word one is right."""
CROWD, CROWDING = 4, 0.95
"""So many passages of an article count in full, and each further one by so much less than the one before."""
UNPLACED = 0.8
"""What a passage's score counts next to one of the place that is asked about, where its own cannot be told."""
READ = 6
"""Best passages whose sentences are read."""


LONGEST = 400
"""Sentences in a passage; each has a character at least, and mostly thirty."""


@dataclass(frozen=True, slots=True)
class PassageHit:
    """Sentences `first` to `last` of an article; `share` is the score next to the best passage's."""

    article: str
    first: int
    last: int
    score: float
    share: float
    matched: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    why: Callable[[], Explanation] | None = field(default=None, repr=False, compare=False)

    def explain(self) -> Explanation:
        """The tree of the score in the formula's own names."""
        return self.why() if self.why else Explanation("passage", self.score)


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that bears on the question."""

    sentence: Sentence
    score: float
    passage: PassageHit
    parts: tuple[Part, ...] = field(repr=False)

    def explain(self) -> Explanation:
        """The tree of the score: the sentence's parts, then its passage's."""
        parts = [
            Explanation(
                part.name,
                part.weight * part.value,
                (Explanation("weight", part.weight), Explanation("found", part.value)),
            )
            for part in self.parts
        ]
        return Explanation("sentence", self.score, (*parts, self.passage.explain()))


Worth = dict[tuple[str, str], float]
"""(field, term) → what a match is worth."""


class _Reading(NamedTuple):
    """A question as the index is asked: its query, each term's idf, and weight times idf (the headline's aside)."""

    query: Query
    idf: Worth
    worth: Worth


class _Window(NamedTuple):
    """Attributes to search within; `named`: only passages that name this place; `share`: what a score counts there."""

    allow: Mapping[str, Collection[int]]
    named: Place | None = None
    share: float = 1.0


class Searcher:
    """Ranks passages and sentences over an index on disk."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._last: tuple[Question, _Reading] | None = None

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The searcher over the index in the folder.

        Raises:
            DamagedIndex: there is none, or it is damaged.
        """
        return cls(Index.open(directory))

    @classmethod
    def create(cls, directory: Path, found: Iterable[Document], *, note: str = "") -> Self:
        """Index these documents (see `documents_of`) in the folder."""
        fields = dict.fromkeys(FIELDS, PARAMETERS)
        return cls(Index.create(directory, found, fields=fields, attributes=ATTRIBUTES, note=note))

    def passages(
        self,
        question: Question,
        *,
        k: int = READ,
        bulletins: Collection[str] | None = None,
        dates: range | None = None,
    ) -> tuple[PassageHit, ...]:
        """The k best passages, best first.

        `bulletins` are ids of pages to search within, `dates` those of the articles (see `passages.days`).

        Nothing when the question has no content or the index nothing of it.
        """
        query, _, worth = self._read(question)
        shares = self._found(query, question, bulletins, dates)
        found = list(shares)
        if not found:
            return ()
        notices = _notices(found, worth)
        others = self._others(found, alternatives_of(question))
        typed = typed_in_chinese(question)
        notice_counts, other_counts = (NOTICE, ALTERNATIVE) if typed else (GUESSED_NOTICE, GUESSED_ALTERNATIVE)
        scores = [
            (each.score + notice_counts * notices[_article(each)] + other_counts * other) * shares[each]
            for each, other in zip(found, others, strict=True)
        ]
        crowds = _crowds([_article(each) for each in found], scores)
        scores = [score * crowd for score, crowd in zip(scores, crowds, strict=True)]
        ranked = sorted(range(len(found)), key=lambda at: (-scores[at], at))[:k]
        best = scores[ranked[0]]

        def hit(at: int) -> PassageHit:
            article, first, last = parse_key(found[at].key)

            def why() -> Explanation:
                own = self.index.explain(query, found[at].key)
                notice = _product(
                    "notice, the question's terms in its candidate passages", notice_counts, notices[article]
                )
                other = _product("said in other words", other_counts, others[at])
                before = scores[at] / crowds[at]
                lost = before * (1 - 1 / shares[found[at]])
                placed = Explanation("of the place that is asked about, or of none that could be told", lost)
                crowded = Explanation("behind other passages of its article", scores[at] - before)
                return Explanation(f"passage {found[at].key}", scores[at], (own, notice, other, placed, crowded))

            return PassageHit(article, first, last, scores[at], scores[at] / best, found[at].matched, why)

        return tuple(map(hit, ranked))

    def alike(self, text: str, *, k: int) -> tuple[PassageHit, ...]:
        """The k passages with most of a text's words (of its first 1,000 characters), whatever it says about places."""
        query = query_of_text(text[:1000])
        found = self.index.search(query, k)
        return tuple(
            PassageHit(*parse_key(each.key), each.score, each.score / found[0].score, each.matched) for each in found
        )

    def sentences(
        self, question: Question, passages: Sequence[PassageHit], articles: Mapping[str, Article], *, k: int = READ
    ) -> tuple[Hit, ...]:
        """The k best sentences of these passages, best first; articles that are not given are passed over."""
        weigher = Weigher(question, self._read(question).worth)
        weighed: dict[tuple[str, int], tuple[float, PassageHit, tuple[float, ...]]] = {}
        leads: dict[str, frozenset[str]] = {}
        for passage in passages:
            article = articles.get(passage.article)
            if article is None:
                continue
            if passage.article not in leads:
                leads[passage.article] = weigher.found(normalise(beginning(article)))
            lead, before, before_found = leads[passage.article], "", frozenset[str]()
            for number in range(passage.first - 1, passage.last + 1):
                text = _text(article, number)
                if not text:
                    continue
                found, at = weigher.found(text), (passage.article, number)
                if number >= passage.first and at not in weighed:
                    first = article.title_inferred and number == 1
                    place = Neighbourhood(text, found, before, before_found, lead, first)
                    values = weigher.values(place, passage=passage.share)
                    weighed[at] = weigher.score(values), passage, values
                before, before_found = text, found
        best = sorted(weighed.items(), key=lambda item: -item[1][0])[:k]
        return tuple(
            Hit(articles[article].sentence(number), score, passage, weigher.parts(values))
            for (article, number), (score, passage, values) in best
        )

    def _found(
        self, query: Query, question: Question, bulletins: Collection[str] | None, dates: range | None
    ) -> dict[Found, float]:
        """The best candidates and what their scores count, best first."""
        best: dict[str, tuple[Found, float]] = {}
        within: dict[str, Collection[int]] = {}
        if bulletins is not None:
            within["bulletin"] = {bulletin_number(each) for each in bulletins}
        if dates is not None:
            within["date"] = dates
        for window in _windows(question.places) if query else ():
            names = _names(window.named) if window.named else None
            for found in self.index.search(query, CANDIDATES, allow={**window.allow, **within}):
                if names is None or names(found):
                    best.setdefault(found.key, (found, window.share))
        ranked = sorted(best.values(), key=lambda pair: -pair[0].score * pair[1])
        return dict(ranked[:CANDIDATES])

    def _others(self, found: Sequence[Found], concepts: Sequence[Alternatives]) -> list[float]:
        """For each passage, what it says in other words than those that were typed."""
        new = {unit for concept in concepts for _, units in concept.others for unit in units - concept.typed}
        saying = [at for at, each in enumerate(found) if not new.isdisjoint(each.matched)] if new else []
        values = [0.0] * len(found)
        if saying:
            standing = set().union(*{found[at].matched for at in saying})
            units = standing & set().union(*(concept.units for concept in concepts))
            ways = _Ways(concepts, units)
            shares = self.index.shares(sorted(units), [found[at].key for at in saying])
            for at, each in zip(saying, shares, strict=True):
                values[at] = ways.gained(each)
        return values

    def _read(self, question: Question) -> _Reading:
        """The last question is kept, since passages and sentences are asked for one after the other.

        A term that stands nowhere is worth what one that stands once is: it was asked for all the same.
        """
        last = self._last
        if last is None or last[0] is not question:
            query, rarest = query_of(question), math.log(len(self.index) + 1)
            found = self.index.idfs((name, term) for name, term, _ in query)
            idf = {term: value or rarest for term, value in found.items()}
            worth = {(name, term): weight * idf[name, term] for name, term, weight in query if name != HEADLINE}
            last = self._last = question, _Reading(query, idf, worth)
        return last[1]


def _text(article: Article, number: int) -> str:
    """Sentence `number`, folded, without white space around it; 0 is the headline."""
    if not number:
        return normalise(article.title.text).strip()
    span = article.sentence_spans[number - 1]
    return normalise(article.body.text[span.start : span.end]).strip()


def _article(found: Found) -> str:
    return found.key.partition("#")[0]


def _product(name: str, weight: float, value: float) -> Explanation:
    return Explanation(name, weight * value, (Explanation("weight", weight), Explanation("sum of idf", value)))


def _notices(found: Sequence[Found], worth: Worth) -> dict[str, float]:
    """Article → what the question's terms are worth that stand in any of its candidate passages."""
    held: dict[str, set[tuple[str, str]]] = {}
    for each in found:
        held.setdefault(_article(each), set()).update(each.matched)
    scaled = {term: round(value * 2**20) for term, value in worth.items()}  # whole, so that a sum has no order
    return {article: sum(map(scaled.__getitem__, terms & scaled.keys())) / 2**20 for article, terms in held.items()}


def _crowds(articles: Sequence[str], scores: Sequence[float]) -> list[float]:
    """What each passage's score counts behind the better ones of its article."""
    counts, before = [1.0] * len(scores), dict[str, int]()
    for at in sorted(range(len(scores)), key=lambda at: (-scores[at], at)):
        rank = before[articles[at]] = before.get(articles[at], 0) + 1
        counts[at] = CROWDING ** max(0, rank - CROWD)
    return counts


class _Ways:
    """The ways of saying each concept, by the units that they are made of."""

    def __init__(self, concepts: Sequence[Alternatives], standing: Collection[tuple[str, str]]) -> None:
        """Only of units that stand in some passage."""
        self._parts: dict[tuple[str, str], list[tuple[int, int, float]]] = {unit: [] for unit in standing}
        for concept, each in enumerate(concepts):
            typed = [(-1, 1.0, each.typed)]
            others = [(way, weight, units) for way, (weight, units) in enumerate(each.others)]
            for way, weight, units in (*typed, *others):
                for unit in units & self._parts.keys():
                    self._parts[unit].append((concept, way, weight))

    def gained(self, shares: Worth) -> float:
        """What the best other way of saying each concept is worth beyond the typed one, by what each unit adds."""
        sums: dict[tuple[int, int], float] = {}
        for unit in sorted(shares):  # a sum has an order
            for concept, way, weight in self._parts[unit]:
                sums[concept, way] = sums.get((concept, way), 0.0) + weight * shares[unit]
        best: dict[int, float] = {}
        for (concept, way), value in sums.items():
            if way >= 0 and value > best.get(concept, 0.0):
                best[concept] = value
        return sum(max(0.0, value - sums.get((concept, -1), 0.0)) for concept, value in sorted(best.items()))


def documents_of(articles: Iterable[Article]) -> Iterator[Document]:
    """The passages of these articles as an index takes them."""
    for article in articles:
        yield from documents(cut(article))


def keys_of(index: Index, article: str) -> Iterator[str]:
    """The keys under which the index holds passages of the article, which may be gone from the catalogue."""
    first, last = 1, 1
    while last < first + LONGEST:
        if f"{article}#{first}-{last}" in index:
            yield f"{article}#{first}-{last}"
            first = last + 1
        last += 1


def _windows(places: Sequence[Place]) -> Iterator[_Window]:
    """Where to search: everywhere, or for each place in its own articles and in those of no place that we could tell.

    A city's own are also those of its province that name it.
    """
    if not places:
        yield _Window({})
    for place in places:
        if place.level == 1:
            yield _Window({"province": {int(place.code[:2])}})
        else:
            yield _Window({"city": {int(place.code[:4])}})
            yield _Window({"province": {int(place.code[:2])}}, place)
    if places:
        yield _Window({"province": {0}}, share=UNPLACED)


def _names(place: Place) -> Callable[[Found], bool]:
    """Whether a passage, or its article's beginning, names the place."""
    wanted = {token.term for token in bigrams(place.short)}

    def names(found: Found) -> bool:
        return any(all((field, term) in found.matched for term in wanted) for field in ("bigrams", HEADLINE))

    return names
