"""A sentence in its place: the paragraph around it, the lines of the page as they came, and how each was read.

This is what a citation opens. It shows both sides, the page and the reading, so that nobody has to take the reading on
trust; what was repaired is listed character by character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from corpus.errors import GongbaoError
from corpus.model import Span
from corpus.patterns import lazy

if TYPE_CHECKING:
    from corpus.model import Article, Repair, Sentence

ID = lazy(r"GB-(?P<page>[0-9a-f]{12})-a(?P<article>\d{1,6})(?:-s(?P<sentence>\d{1,6}))?", re.IGNORECASE)


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
    """`before` and `after` are the rest of the sentence's paragraph; `repairs` are those inside the sentence."""

    sentence: Sentence
    before: str
    after: str
    lines: tuple[SourceLine, ...]
    repairs: tuple[Repair, ...]


def parse_id(text: str) -> tuple[str, int] | None:
    """The article's id and the sentence's number (0 for an article's own id) in what a person pasted, or None."""
    found = ID.search(text)
    if found is None:
        return None
    article = f"GB-{found['page'].lower()}-a{int(found['article'])}"
    return article, int(found["sentence"] or 0)


async def find(articles: Articles, text: str) -> Sentence:
    """The sentence whose id stands in `text`.

    Raises:
        UnknownId: there is no id in it, or nothing has it.
    """
    parsed = parse_id(text)
    if parsed is None:
        raise UnknownId("that is no id; one looks like GB-0123456789ab-a2-s5 / 编号形如 GB-0123456789ab-a2-s5")
    article = await articles.article(parsed[0])
    if article is None or parsed[1] > len(article.sentences):
        raise UnknownId(f"the catalogue holds nothing with the id {text.strip()} / 目录中没有这个编号")
    return article.sentence(parsed[1])


def source_of(sentence: Sentence) -> Source:
    """The sentence with its paragraph, its lines and its repairs."""
    article = sentence.article
    paragraph = _paragraph(sentence)
    inside = set(sentence.traced.origins)
    return Source(
        sentence=sentence,
        before=article.body.text[paragraph.start : sentence.span.start] if sentence.number else "",
        after=article.body.text[sentence.span.end : paragraph.end] if sentence.number else "",
        lines=_lines(article, sentence),
        repairs=tuple(repair for repair in article.repairs if repair.at in inside),
    )


def _paragraph(sentence: Sentence) -> Span:
    """The paragraph that the sentence stands in; where a page shows none, the sentence and its neighbours."""
    article, start = sentence.article, sentence.span.start
    for paragraph in article.paragraphs:
        if paragraph.start <= start < paragraph.end:
            return paragraph
    near = article.sentences[max(0, sentence.number - 2) : sentence.number + 1]
    return Span(near[0].span.start, near[-1].span.end) if near else sentence.span


def _lines(article: Article, sentence: Sentence) -> tuple[SourceLine, ...]:
    """Each line of the citation that holds anything, in reading order."""
    page = article.page
    starts = (*page.line_starts, len(page.text) + 1)
    text = article.body if sentence.number else article.title
    read = dict(zip(text.origins, text.text, strict=True))
    lines = []
    for first, last in sentence.citation.lines:
        for number in range(first, last + 1):
            start, end = starts[number - 1], starts[number] - 1
            raw = page.text[start:end].rstrip("\r")
            if raw.strip():
                lines.append(SourceLine(number, raw, "".join(read[at] for at in range(start, end) if at in read)))
    return tuple(lines)
