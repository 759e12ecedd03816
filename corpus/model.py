"""The nouns that all rooms share: values, frozen, with no I/O.

A `Page` is never rewritten. An `Article` is read from one page; a `Sentence` is a view of its article and its text is
cut anew each time, so that a quotation cannot drift from its source; a `Citation` can be made by a sentence only.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.dates import DateMention
    from corpus.places import Place
    from corpus.traced import Traced


class Span(NamedTuple):
    """Half-open, in code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """One file of a bulletin, as decoded (a byte order mark apart) and never rewritten.

    `name` is the file's name, which citations show; `id` is its content's hash, the same on every machine.
    """

    name: str
    text: str = field(repr=False)
    encoding: str = "utf-8"

    @cached_property
    def sha256(self) -> str:
        """Of the decoded text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The first 12 digits of the hash: short enough for a button, long enough for 10^7 pages (p < 0.2)."""
        return self.sha256[:12]

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of each line's first character; lines end at line feeds."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class Repair:
    """A character that is read as another one: where it stands in the page, what stood there, what is read, and why.

    `rule` names the row of the cleaning table.
    """

    at: int
    stood: str
    read: str
    rule: str


def repairs_of(repairs: Sequence[Repair], origins: Iterable[int]) -> tuple[Repair, ...]:
    """Those of `repairs`, ascending, to which is owed what was read at `origins`; a blank's goes with what follows."""
    read, found = set(origins), list[Repair]()
    for repair in reversed(repairs):
        if repair.at in read or (repair.read.isspace() and repair.at + 1 in read):
            read.add(repair.at)
            found.append(repair)
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Item:
    """One member of an enumeration: spans are counted in the article's body.

    `ordinal` is as printed (1 for 一是, （一）, ①); `headline` starts at the marker and is what the item says in brief;
    `detail` follows it up to the next item and may be empty.
    """

    ordinal: int
    marker: Span
    headline: Span
    detail: Span

    @property
    def span(self) -> Span:
        return Span(self.headline.start, max(self.headline.end, self.detail.end))


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A numbered list: `lead` is the sentence that announces it, where one does.

    `level` is 1 for a list that stands in no other; `parent` is (index of the enumeration, index of the item in it).
    """

    lead: Span | None
    level: int
    parent: tuple[int, int] | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Article:
    """What one article says, in reading order, and where on its page it says so.

    `number` counts from 1 down the page. `title_inferred` marks an article that the page gives no headline for: its
    title is the beginning of its lead. `sentence_spans` tile the body. `place` is told by the headline, else the lead.
    """

    page: Page = field(repr=False)
    number: int
    title: Traced
    body: Traced = field(repr=False)
    sentence_spans: tuple[Span, ...] = field(repr=False)
    title_inferred: bool = False
    kicker: Traced | None = None
    byline: Traced | None = None
    credit: Traced | None = None
    place: Place | None = None
    dates: tuple[DateMention, ...] = ()
    enumerations: tuple[Enumeration, ...] = field(default=(), repr=False)
    paragraphs: tuple[Span, ...] = field(default=(), repr=False)
    repairs: tuple[Repair, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """`GB-<page>-a<number>`: the same wherever the page is read."""
        return f"GB-{self.page.id}-a{self.number}"

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(Sentence(self, number, span) for number, span in enumerate(self.sentence_spans, 1))

    @property
    def headline(self) -> Sentence:
        """The title as something that can be quoted: sentence 0."""
        return Sentence(self, 0, Span(0, len(self.title)))

    def sentence(self, number: int) -> Sentence:
        """Sentence `number`, counted from 1; 0 is the headline.

        Raises:
            IndexError: the article has no such sentence.
        """
        if number == 0:
            return self.headline
        if number < 0:
            raise IndexError(number)
        return self.sentences[number - 1]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that the body's character `offset` stands in."""
        if not 0 <= offset < len(self.body):
            raise IndexError(offset)
        return self.sentences[bisect_right(self.sentence_spans, offset, key=lambda span: span.end)]


@dataclass(frozen=True, eq=False)
class Sentence:
    """A view of `span` in its article's body (of its title, for number 0): it holds no text of its own."""

    article: Article
    number: int
    span: Span

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.id, self.span) == (other.id, other.span)

    def __hash__(self) -> int:
        return hash((self.id, self.span))

    @property
    def id(self) -> str:
        """`GB-<page>-a<article>-s<number>`."""
        return f"{self.article.id}-s{self.number}"

    @property
    def traced(self) -> Traced:
        """Cut from the article now."""
        return (self.article.body if self.number else self.article.title).cut(self.span)

    @property
    def text(self) -> str:
        """As read: wraps joined, glyphs repaired, nothing else changed."""
        return self.traced.text

    @property
    def citation(self) -> Citation:
        spans = self.traced.spans(self.article.page.text)
        return Citation(
            id=self.id,
            bulletin=self.article.page.name,
            article=self.article.title.text,
            spans=spans,
            lines=lines_of(self.article.page, spans),
        )

    def stands_in_its_page(self) -> bool:
        """Whether each character, cut from the page again, is the one read here; repairs and kinds of space aside."""
        traced, page = self.traced, self.article.page.text
        if traced.stands_in(page):
            return True
        repaired = {(repair.at, repair.stood, repair.read) for repair in self.article.repairs}
        for read, origin in zip(traced.text, traced.origins, strict=True):
            if not 0 <= origin < len(page):
                return False
            stood = page[origin]
            if stood != read and not (stood.isspace() and read.isspace()) and (origin, stood, read) not in repaired:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands: `spans` in the page's code points, `lines` from 1, inclusive; both in reading order."""

    id: str
    bulletin: str
    article: str
    spans: tuple[Span, ...]
    lines: tuple[tuple[int, int], ...]


def lines_of(page: Page, spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    """The first and last line (from 1, inclusive) of each span, neighbours joined, in reading order."""
    ranges: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = bisect_right(page.line_starts, start), bisect_right(page.line_starts, max(start, end - 1))
        if ranges and ranges[-1][0] <= first <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        else:
            ranges.append((first, last))
    return tuple(ranges)
