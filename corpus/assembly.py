"""A page's lines → its articles.

Four steps, each in a module of its own: the lines and their shapes (`lines`), headlines told from running text
(`headlines`), paragraphs and headlines put together as stories (`matching`), and here the rest: bylines and credits go
to their owners, and each story becomes an `Article` whose every character knows its place in the page. What fits no
article is a `Leftover` with its reason; nothing is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus import dates, places
from corpus.cleaning import Cleaned, clean, close_up, close_up_title
from corpus.enumerations import enumerations
from corpus.headlines import evidence_of
from corpus.layouts import laid_out
from corpus.lines import Kind, Line, lines_of
from corpus.model import Article, Page, Repair, Span
from corpus.parts import breaks_off, byline_text, credit_text, kicker_lines
from corpus.sentences import split
from corpus.traced import Traced, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.pieces import Layout, Sign, Story
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
BYLINE_IN_DOUBT: Final = "byline whose article is in doubt"
CREDIT_IN_DOUBT: Final = "credit whose article is in doubt"
NO_BODY: Final = "headline without a body"


def assemble(page: Page) -> Assembly:
    """The page's articles. Any text at all has an answer; the same text has the same one."""
    cleaned = clean(page)
    lines = lines_of(cleaned.text)
    leftovers = [Leftover(line.traced, ORNAMENT) for line in lines if line.kind is Kind.ORNAMENT]
    leftovers += [Leftover(line.traced, NOTICE) for line in lines if line.kind is Kind.NOTICE]
    lines = [line for line in lines if line.kind not in {Kind.ORNAMENT, Kind.NOTICE}]
    evidence = evidence_of(lines)
    layout, found = laid_out(lines, evidence)
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
        if at is None or at in credited:
            leftovers.append(Leftover(lines[sign.line].traced, CREDIT_IN_DOUBT))
        else:
            credited[at] = sign.line
    maker = _Maker(page, cleaned, lines, layout)
    articles = [
        maker.article(number, story, owners.get(number - 1), credited.get(number - 1))
        for number, story in enumerate(found, 1)
    ]
    return Assembly(tuple(articles), tuple(sorted(leftovers, key=lambda leftover: leftover.text.origins[0])))


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

    def article(self, number: int, story: Story, byline: int | None, credit: int | None) -> Article:
        pieces = self._pieces(story)
        body = join(pieces)
        paragraphs, sentences, at = [], [], 0
        for piece in pieces:
            if piece.text:
                paragraphs.append(Span(at, at + len(piece)))
                sentences += [Span(at + span.start, at + span.end) for span in split(piece.text)]
            at += len(piece)
        kicker, title = self._title(story, body.text)
        inferred = title is None
        if title is None:
            title = body[: sentences[0].end if sentences else 0]
            title = title[:_INFERRED] if len(title) > _INFERRED else title
        line = self.lines
        parts = {
            "kicker": kicker,
            "byline": None if byline is None else byline_text(line[byline].traced),
            "credit": None if credit is None else credit_text(line[credit].traced),
        }
        head = title.text + "\n" + body.text[:_LEAD]
        anchor = dates.anchor(head) or dates.anchor(body.text)
        mentions = (
            dates.find(body.text, anchor_year=anchor[0], anchor_reason=anchor[1]) if anchor else dates.find(body.text)
        )
        spans = tuple(sentences)
        return Article(
            page=self.page,
            number=number,
            title=title,
            body=body,
            sentence_spans=spans,
            title_inferred=inferred,
            kicker=parts["kicker"],
            byline=parts["byline"],
            credit=parts["credit"],
            place=_place(title.text, body.text[:_LEAD]),
            dates=mentions,
            enumerations=enumerations(body.text, spans, paragraphs),
            paragraphs=tuple(paragraphs),
            repairs=self._repairs(title, body, *parts.values()),
        )

    def _pieces(self, story: Story) -> list[Traced]:
        """Its paragraphs and the headings between them; a paragraph that the page broke in mid-sentence is one."""
        pieces: list[Traced] = []
        after_text = False
        for k in story.paragraphs:
            paragraph = self.layout.paragraphs[k]
            headings = [i for heading in story.headings if heading.before == k for i in heading.lines]
            pieces += [self._run(i, i + 1) for i in headings]
            run = self._run(paragraph.first, paragraph.last)
            if after_text and not headings and breaks_off(pieces[-1].text, run.text):
                pieces[-1] = join((pieces[-1], run))
            else:
                pieces.append(run)
            after_text = True
        return pieces

    def _run(self, first: int, last: int) -> Traced:
        """The text of neighbouring lines, wraps joined."""
        parts, start = [], first
        for i in range(first, last):
            if i + 1 == last or self.lines[i + 1].start != self.lines[i].end + 1:
                parts.append(self.cleaned.text[self.lines[start].start : self.lines[i].end])
                start = i + 1
        return close_up(join(parts))

    def _title(self, story: Story, body: str) -> tuple[Traced | None, Traced | None]:
        if story.headline is None:
            return None, None
        rows = [self.lines[i] for i in story.headline.lines]
        above = kicker_lines(rows, body)
        tidy = [close_up_title(row.traced) for row in rows]
        return join(tidy[:above]) if above else None, join(tidy[above:])

    def _repairs(self, *parts: Traced | None) -> tuple[Repair, ...]:
        if not self.cleaned.repairs:
            return ()
        mended = {repair.at for repair in self.cleaned.repairs}
        here = {origin for part in parts if part for origin in mended.intersection(part.origins)}
        return tuple(repair for repair in self.cleaned.repairs if repair.at in here)


_INFERRED: Final = 40
_LEAD: Final = 200


def _place(title: str, lead: str) -> Place | None:
    """Where the article is about: the first place that its headline names, else its lead.

    A city that follows its province's name at once (云南省大理州) is the place, not the province.
    """
    for text in (title, lead):
        found = places.find(text)
        if found:
            first, second = found[0], found[1] if len(found) > 1 else found[0]
            within = second.place.level > first.place.level and second.place.province == first.place.short
            return second.place if within and second.span.start == first.span.end else first.place
    return None
