"""A page's lines → its articles.

Each step has a module of its own: the lines and their shapes (`lines`), a page that is no newspaper's (`documents`),
headlines told from running text (`stretches`), paragraphs and headlines put together as stories (`matching`), the best
of several such layouts (`layouts`). Here is the rest: bylines and credits go to their owners, and each story becomes an
`Article` whose every character knows its place in the page. What fits no article is a `Leftover` with its reason;
nothing is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from corpus import dates, places
from corpus.cleaning import Cleaned, clean, close_up, close_up_title
from corpus.documents import documents_of, ends_of, is_latin, is_table, markup
from corpus.enumerations import enumerations
from corpus.kickers import kicker_lines
from corpus.layouts import laid_out
from corpus.likeness import Index
from corpus.lines import Kind, Line, lines_of, parted_from_credits
from corpus.model import Article, Page, Repair, Span, repairs_of
from corpus.parts import breaks_off, byline_text, credit_text
from corpus.pieces import Layout
from corpus.sentences import split
from corpus.traced import Traced, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.documents import Documents
    from corpus.pieces import Sign, Story
    from corpus.places import Place


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text of the page that stands in no article, and why."""

    text: Traced
    reason: str


@dataclass(frozen=True, slots=True)
class Assembly:
    """What a page holds: its articles in the page's order, and what fits none of them."""

    articles: tuple[Article, ...]
    leftovers: tuple[Leftover, ...]


ORNAMENT: Final = "ornament"
NOTICE: Final = "a notice of the page"
_OF_THE_PAGE: Final = {Kind.ORNAMENT: ORNAMENT, Kind.NOTICE: NOTICE}
BYLINE_IN_DOUBT: Final = "byline whose article is in doubt"
CREDIT_IN_DOUBT: Final = "credit whose article is in doubt"
NO_BODY: Final = "headline without a body"


def assemble(page: Page) -> Assembly:
    """The page's articles. Any text at all has an answer; the same text has the same one."""
    cleaned = clean(page)
    marks = markup(cleaned.text.text)
    leftovers = [Leftover(cleaned.text[start:end], ORNAMENT) for start, end in marks]
    cleaned = replace(cleaned, text=cleaned.text.without(marks))
    lines = lines_of(cleaned.text)
    leftovers += [Leftover(line.traced, _OF_THE_PAGE[line.kind]) for line in lines if line.kind in _OF_THE_PAGE]
    lines = [line for line in lines if line.kind not in _OF_THE_PAGE]
    documents = documents_of(lines)
    if documents is not None:
        return _written(
            _Maker(page, cleaned, lines, Layout([], [], even=False, index=Index(lines))), documents, leftovers
        )
    lines = parted_from_credits(lines)
    layout, found = laid_out(lines)
    bylines, credits_ = layout.bylines, layout.credits
    named = {h.lines for story in found for h in (story.headline, *story.headings) if h}
    placed = {line for group in named for line in group}
    for block in layout.blocks:
        lost = [i for i in block.lines if i not in placed]
        if lost:
            leftovers.append(Leftover(join([lines[i].traced for i in lost]), NO_BODY))
    owners, doubtful = _owners(layout, found, bylines)
    leftovers += [Leftover(lines[sign.line].traced, BYLINE_IN_DOUBT) for sign in doubtful]
    credited: dict[int, int] = {}
    for sign in credits_:
        at = _story_of(found, sign.before - 1)
        if at is None or at in credited or not credit_text(lines[sign.line].traced).text:
            leftovers.append(Leftover(lines[sign.line].traced, CREDIT_IN_DOUBT))
        else:
            credited[at] = sign.line
    maker = _Maker(page, cleaned, lines, layout)
    articles = []
    for number, story in enumerate(found):
        pieces = maker.pieces(story)
        titled = maker.title(story.headline.lines if story.headline else (), "".join(piece.text for piece in pieces))
        byline = byline_text(lines[owners[number]].traced) if number in owners else None
        credit = credit_text(lines[credited[number]].traced) if number in credited else None
        articles.append(maker.article(number + 1, pieces, titled, byline, credit))
    return Assembly(tuple(articles), _in_order(leftovers))


def _in_order(leftovers: list[Leftover]) -> tuple[Leftover, ...]:
    return tuple(sorted(leftovers, key=lambda leftover: leftover.text.origins[0]))


def _written(maker: _Maker, documents: Documents, leftovers: list[Leftover]) -> Assembly:
    """The articles of a page of documents."""
    lines, sources = maker.lines, {one.source[0]: one.source[1:] for one in documents.each if one.source}
    for i in documents.rest:
        traced = lines[i].traced
        kept = traced.without([sources[i]]) if i in sources else traced
        if kept.text:
            leftovers.append(Leftover(kept, NOTICE))
    articles = []
    for number, one in enumerate(documents.each, 1):
        byline = None if one.byline is None else lines[one.byline].traced
        source = None
        if one.source and one.source[0] in documents.rest:
            source = lines[one.source[0]].traced[slice(*one.source[1:])]
        pieces = [
            lines[rows[0]].traced
            if len(rows) == 1 and is_table(lines[rows[0]])
            else maker.run(rows[0], rows[-1] + 1, numbered=True)
            for rows in one.body
        ]
        signed = "".join(lines[i].text for i in one.signature)
        titled = maker.title(one.title, "".join(piece.text for piece in pieces), kicker=not one.official)
        articles.append(maker.article(number, pieces, titled, byline, source, signed, ends_of(one, lines)))
    return Assembly(tuple(articles), _in_order(leftovers))


def _story_of(found: Sequence[Story], paragraph: int) -> int | None:
    return next((i for i, story in enumerate(found) if paragraph in story.paragraphs), None)


def _owners(layout: Layout, found: Sequence[Story], bylines: Sequence[Sign]) -> tuple[dict[int, int], list[Sign]]:
    """Whose each byline is (story → line), and those that two stories may claim."""
    owners: dict[int, int] = {}
    claims: list[tuple[Sign, list[int]]] = []
    for sign in bylines:
        claim = _claimants(layout, found, sign)
        if len(claim) == 1 and claim[0] not in owners:
            owners[claim[0]] = sign.line
        else:
            claims.append((sign, claim))
    doubtful = []
    for sign, claim in claims:
        free = [story for story in claim if story not in owners]
        if len(free) == 1 and len(claim) == 2:
            owners[free[0]] = sign.line
        else:
            doubtful.append(sign)
    return owners, doubtful


def _claimants(layout: Layout, found: Sequence[Story], sign: Sign) -> list[int]:
    """The stories that a byline may belong to, by what stands right before it and right after."""
    if sign.follows_headline is not None:
        last = layout.blocks[sign.follows_headline].lines[-1]
        for i, story in enumerate(found):
            if story.headline and last in story.headline.lines:
                return [i]
    before = _story_of(found, sign.before - 1)
    following = None if sign.precedes_headline else _story_of(found, sign.before)
    if before is None and following is not None and len(found) > 1:
        return list(range(len(found)))
    return sorted({story for story in (before, following) if story is not None})


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes articles of stories."""

    page: Page
    cleaned: Cleaned
    lines: Sequence[Line]
    layout: Layout

    def article(  # noqa: PLR0913, PLR0917 -- the parts of an article
        self,
        number: int,
        pieces: Sequence[Traced],
        titled: tuple[Traced | None, Traced | None],
        byline: Traced | None,
        credit: Traced | None,
        signed: str = "",
        listing: int | None = None,
    ) -> Article:
        """An article of its paragraphs, of kicker and title, and of who signed it, where that is known.

        Lists end with the first `listing` of its paragraphs.
        """
        body = join(pieces)
        paragraphs, sentences, at = [], [], 0
        for piece in pieces:
            if piece.text:
                paragraphs.append(Span(at, at + len(piece)))
                sentences += [Span(at + span.start, at + span.end) for span in split(piece.text)]
            at += len(piece)
        kicker, title = titled
        listed = paragraphs[:listing]
        end = listed[-1].end if listed else 0
        inferred = title is None
        if title is None:
            title = body[: sentences[0].end if sentences else 0]
            title = title[:_INFERRED] if len(title) > _INFERRED else title
        year, reason = dates.anchor(title.text + "\n" + body.text[:_LEAD]) or (None, None)
        spans = tuple(sentences)
        return Article(
            page=self.page,
            number=number,
            title=title,
            body=body,
            sentence_spans=spans,
            title_inferred=inferred,
            kicker=kicker,
            byline=byline,
            credit=credit,
            place=_place(title.text, signed, body.text[:_LEAD]),
            dates=dates.find(body.text, anchor_year=year, anchor_reason=reason),
            enumerations=enumerations(body.text[:end], spans, listed),
            paragraphs=tuple(paragraphs),
            repairs=self._repairs(title, body, kicker, byline, credit),
        )

    def pieces(self, story: Story) -> list[Traced]:
        """Its paragraphs and the headings between them; a paragraph that the page broke in mid-sentence is one."""
        pieces: list[Traced] = []
        after_text = False
        for k in story.paragraphs:
            paragraph = self.layout.paragraphs[k]
            headings = [i for heading in story.headings if heading.before == k for i in heading.lines]
            pieces += [self.run(i, i + 1) for i in headings]
            run = self.run(paragraph.first, paragraph.last)
            if after_text and not headings and breaks_off(pieces[-1].text, run.text):
                pieces[-1] = join((pieces[-1], run))
            else:
                pieces.append(run)
            after_text = True
        return pieces

    def run(self, first: int, last: int, *, numbered: bool = False) -> Traced:
        """The text of neighbouring lines, wraps joined."""
        text, lines = self.cleaned.text, self.lines
        parts, start = [], first
        for i in range(first + 1, last):
            end = lines[i - 1].end
            if text.text[end : lines[i].start].strip():  # an ornament stands between the two
                parts.append(text[lines[start].start : end + 1])  # with the end of the line, as the text goes on
                start = i
        parts.append(text[lines[start].start : lines[last - 1].end])
        return close_up(join(parts) if len(parts) > 1 else parts[0], numbered=numbered)

    def title(self, lines: Sequence[int], body: str, *, kicker: bool = True) -> tuple[Traced | None, Traced | None]:
        """What of the lines over a body is a kicker, and what is its title."""
        if not lines:
            return None, None
        rows = [self.lines[i] for i in lines]
        above = kicker_lines(rows, body) if kicker else 0
        if not kicker and is_latin("".join(row.text for row in rows)):
            return None, self.run(lines[0], lines[-1] + 1)
        tidy = [close_up_title(row.traced) for row in rows]
        return join(tidy[:above]) if above else None, join(tidy[above:])

    def _repairs(self, *parts: Traced | None) -> tuple[Repair, ...]:
        if not self.cleaned.repairs:
            return ()
        return repairs_of(self.cleaned.repairs, chain.from_iterable([part.origins for part in parts if part]))


_INFERRED: Final = 40
_LEAD: Final = 200


def _place(title: str, signed: str, lead: str) -> Place | None:
    """Where the article is about: the first place that its headline names, else who signed it, else what its lead says.

    A city that follows its province's name at once (云南省大理州) is the place, not the province. An English text is
    about the first place that it names.
    """
    for text in (title, signed):
        if found := places.find(text):
            return places.closest(found)
    if not is_latin(title):
        return places.of_text(title, lead)
    readings = [mention for text in (title, signed, lead) for mention in places.find_latin(text)]
    unlike_others = (mention[0].place for mention in readings if len(mention) == 1)
    return next(unlike_others, None)
