"""An answer as it is kept: which sentences it quoted, and our own words around them; never a quotation's text.

A quotation is cut from its page again when the answer is shown again. Should the catalogue by then read that sentence
otherwise (its digest tells), the answer is stale, and says so, rather than mark the wrong words.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from bot.answers.model import Answer, Language, Prose, Quote, Status, Suggestion
from corpus.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.model import Article, Sentence


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class StoredProse(_Stored):
    """Words of ours."""

    text: str
    heading: bool = False


class StoredQuote(_Stored):
    """A sentence by its article's id and its number; `digest` is of the text that was quoted."""

    article: str
    sentence: int
    digest: str
    number: int
    highlights: tuple[tuple[int, int], ...] = ()
    label: str = ""


class StoredAnswer(_Stored):
    """An answer without what `/why` would tell of it."""

    status: Status
    language: Language
    builder: str
    parts: tuple[StoredQuote | StoredProse, ...]
    suggestions: tuple[tuple[str, str], ...] = ()
    understood: str | None = None
    searched: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that are quoted, each once."""
        return tuple(dict.fromkeys(part.article for part in self.parts if isinstance(part, StoredQuote)))


def stored(answer: Answer) -> StoredAnswer:
    """What is kept of the answer."""
    return StoredAnswer(
        status=answer.status,
        language=answer.language,
        builder=answer.builder,
        parts=tuple(_stored_part(part) for part in answer.parts),
        suggestions=tuple((suggestion.label, suggestion.question) for suggestion in answer.suggestions),
        understood=answer.understood,
        searched=answer.searched,
    )


def restored(kept: StoredAnswer, articles: Mapping[str, Article]) -> Answer | None:
    """The answer again, from articles by id; None where a quoted sentence is gone or reads otherwise now."""
    parts: list[Prose | Quote] = []
    for part in kept.parts:
        if isinstance(part, StoredProse):
            parts.append(Prose(part.text, heading=part.heading))
            continue
        sentence = sentence_of(articles.get(part.article), part.sentence)
        if sentence is None or digest(sentence) != part.digest:
            return None
        marks = tuple(Span(*pair) for pair in part.highlights)
        parts.append(Quote(sentence, part.number, marks, part.label))
    return Answer(
        status=kept.status,
        language=kept.language,
        builder=kept.builder,
        parts=tuple(parts),
        suggestions=tuple(Suggestion(label, question) for label, question in kept.suggestions),
        understood=kept.understood,
        searched=kept.searched,
    )


def sentence_of(article: Article | None, number: int) -> Sentence | None:
    """Sentence `number` of the article, where there are both."""
    if article is None:
        return None
    try:
        return article.sentence(number)
    except IndexError:
        return None


def digest(sentence: Sentence) -> str:
    """The first 16 digits of the hash of the sentence's text."""
    return hashlib.sha256(sentence.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _stored_part(part: Prose | Quote) -> StoredProse | StoredQuote:
    if isinstance(part, Prose):
        return StoredProse(text=part.text, heading=part.heading)
    return StoredQuote(
        article=part.sentence.article.id,
        sentence=part.sentence.number,
        digest=digest(part.sentence),
        number=part.number,
        highlights=tuple((mark.start, mark.end) for mark in part.highlights),
        label=part.label,
    )
