"""Sentences in their place: the paragraph around them, the lines of the page as they came, and how each was read.

This is what a citation opens; a citation is of one sentence or of several that follow one another. It shows both sides,
the page and the reading, so that nobody has to take the reading on trust; what was repaired is listed character by
character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from corpus.errors import GongbaoError
from corpus.model import Span, lines_of, repairs_of
from corpus.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.model import Article, Repair, Sentence

ID = lazy(
    r"GB-(?P<page>[0-9a-f]{12})-a(?P<article>\d{1,6})(?:-s(?P<first>\d{1,6})(?:\s?[-–—~～至]\s?s?(?P<last>\d{1,6}))?)?",
    re.IGNORECASE,
)
"""An article's id, a sentence's, or that of sentences from one to another, as a citation shows it: `…-a3-s4–s6`."""


class UnknownId(GongbaoError):
    """No sentence of the catalogue has this id; the message says whether it is one at all."""


class Articles(Protocol):
    """Where articles are looked up by their id."""

    async def article(self, id: str, /) -> Article | None: ...  # noqa: A002 - one noun, one name


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the page: `raw` as it came, `read` as this article reads it."""

    number: int
    raw: str
    read: str


@dataclass(frozen=True, slots=True)
class Source:
    """Sentences that follow one another; `before` and `after` are the rest of their paragraphs.

    `repairs` are those inside the sentences; `unread` is what else of the page's lines is not in the reading: line
    breaks and spaces, and marks that belong to nothing.
    """

    sentences: tuple[Sentence, ...]
    before: str
    after: str
    lines: tuple[SourceLine, ...]
    ranges: tuple[tuple[int, int], ...]
    repairs: tuple[Repair, ...]
    unread: str

    @property
    def id(self) -> str:
        """As a citation shows it; `find` takes it back."""
        return id_of(self.sentences)

    @property
    def text(self) -> str:
        """The sentences one behind the other, each paragraph on a line of its own."""
        starts = {paragraph.start for paragraph in self.sentences[0].article.paragraphs}
        text = ""
        for before, sentence in pairwise((None, *self.sentences)):
            new = before and sentence and (not before.number or sentence.span.start in starts)
            text += ("\n" if new else "") + (sentence.text if sentence else "")
        return text


def id_of(sentences: Sequence[Sentence]) -> str:
    """The id of sentences that follow one another: the first one's, and the last one's number."""
    first, last = sentences[0], sentences[-1]
    return first.id if first is last else f"{first.id}–s{last.number}"


def lines_cited(sentences: Sequence[Sentence]) -> tuple[tuple[int, int], ...]:
    """The lines of sentences that follow one another, in reading order; white space between two parts no range."""
    page = sentences[0].article.page
    spans: list[Span] = []
    for span in (span for sentence in sentences for span in sentence.citation.spans):
        if spans and spans[-1].end <= span.start and not page.text[spans[-1].end : span.start].strip():
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return lines_of(page, tuple(spans))


def parse_id(text: str) -> tuple[str, int] | None:
    """The article's id and the (first) sentence's number, 0 for an article's own id, in what a person pasted."""
    found = ID.search(text)
    return (_article_id(found), int(found["first"] or 0)) if found else None


def _article_id(found: re.Match[str]) -> str:
    return f"GB-{found['page'].lower()}-a{int(found['article'])}"


async def find(articles: Articles, text: str) -> tuple[Sentence, ...]:
    """The sentences whose id stands in `text`: one, or a range of them; an article's own id means all of it.

    Raises:
        UnknownId: there is no id in it, or nothing has it.
    """
    found = ID.search(text)
    if found is None:
        raise UnknownId(
            "That is no id; one looks like GB-0123456789ab-a2-s5 / 这不是编号；编号形如 GB-0123456789ab-a2-s5"
        )
    article = await articles.article(_article_id(found))
    if article is None:
        raise UnknownId(f"The catalogue holds no article {_article_id(found)} / 目录中没有这篇文章")
    count = len(article.sentences)
    if found["first"] is None:
        return article.sentences or (article.headline,)
    first = int(found["first"])
    last = int(found["last"] or first)
    if not first <= last <= count:
        raise UnknownId(f"{article.id} has sentences s1 to s{count} / 这篇文章的句子编号为 s1 至 s{count}")
    return tuple(article.sentence(number) for number in range(first, last + 1))


def source_of(*sentences: Sentence) -> Source:
    """The sentences, at least one and each next to the one before, with their paragraphs, lines and repairs."""
    first, last = sentences[0], sentences[-1]
    article, body = first.article, first.article.body.text
    origins = [at for sentence in sentences for at in sentence.traced.origins]
    before = body[_paragraph(first).start : first.span.start] if first.number else ""
    after = body[last.span.end : _paragraph(last).end] if last.number else ""
    ranges = lines_cited(sentences)
    return Source(
        sentences=sentences,
        before=before,
        after=after,
        lines=_lines(article, ranges),
        ranges=ranges,
        repairs=repairs_of(article.repairs, origins),
        unread=_unread(article.page.text, origins),
    )


def _unread(text: str, origins: Sequence[int]) -> str:
    """What stands on the page between characters that are read one after the other; other columns' lines aside."""
    passed = (text[one + 1 : other] for one, other in pairwise(origins) if one < other)
    return "".join(between for between in passed if not between.strip() or "\n" not in between)


def _paragraph(sentence: Sentence) -> Span:
    """The paragraph that the sentence stands in; where a page shows none, the sentence and its neighbours."""
    article, start = sentence.article, sentence.span.start
    for paragraph in article.paragraphs:
        if paragraph.start <= start < paragraph.end:
            return paragraph
    near = article.sentences[max(0, sentence.number - 2) : sentence.number + 1]
    return Span(near[0].span.start, near[-1].span.end) if near else sentence.span


def _lines(article: Article, ranges: Iterable[tuple[int, int]]) -> tuple[SourceLine, ...]:
    """Each line of the ranges that holds anything, in reading order."""
    page = article.page
    starts = (*page.line_starts, len(page.text) + 1)
    parts = (article.kicker, article.title, article.byline, article.credit, article.body)
    read = {at: character for part in parts if part for at, character in zip(part.origins, part.text, strict=True)}
    lines = []
    for first, last in ranges:
        for number in range(first, last + 1):
            start, end = starts[number - 1], starts[number] - 1
            raw = page.text[start:end].rstrip("\r")
            if raw.strip():
                lines.append(SourceLine(number, raw, "".join(read[at] for at in range(start, end) if at in read)))
    return tuple(lines)
