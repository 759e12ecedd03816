"""A page, an article and a catalogue to put them in, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.dates import DateMention
from corpus.model import Article, Enumeration, Item, Page, Repair, Span
from corpus.places import named
from corpus.store import Catalogue
from corpus.traced import whole

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "湖北召开会议\n■ 本报记者 张三\n会议强调，要落实野方案冶。一是抓早；\n二是抓小。\n（据湖北日报）\n"


def the_page(name: str = "a.txt", text: str = TEXT) -> Page:
    return Page(name, text)


def the_article(page: Page, *, number: int = 1, place: str | None = "湖北省") -> Article:
    """All that an article can have, by hand: a repaired pair of quotation marks, a wrap, a list, a date."""
    source = whole(page.text)
    start = page.text.index("会议强调")
    body = source.keep(i for i in range(start, page.text.index("（据")) if page.text[i] != "\n")
    repairs = tuple(
        Repair(origin, stood, read, "quotes")
        for stood, read in (("野", "“"), ("冶", "”"))
        for origin in (page.text.index(stood),)
    )
    body = body.read_as(body.text.replace("野", "“").replace("冶", "”"))
    split = body.text.index("一是")
    middle = body.text.index("二是")
    items = (
        Item(1, Span(split, split + 2), Span(split, middle), Span(middle, middle)),
        Item(2, Span(middle, middle + 2), Span(middle, len(body)), Span(len(body), len(body))),
    )
    return Article(
        page=page,
        number=number,
        title=source[0:6],
        body=body,
        sentence_spans=(Span(0, split), Span(split, len(body))),
        byline=source.cut(Span(7, 16)),
        credit=source.keep(range(page.text.index("据"), page.text.index("）"))),
        place=named(place)[0] if place else None,
        dates=(
            DateMention(Span(0, 2), "近日", "vague", None),
            DateMention(Span(2, 4), "去年", "year", "2024", year_inferred=True, inferred_from="标题"),
        ),
        enumerations=(Enumeration(Span(0, split), 1, None, items), Enumeration(None, 2, (0, 1), items)),
        paragraphs=(Span(0, split), Span(split, len(body))),
        repairs=repairs,
    )


async def empty(path: Path) -> Catalogue:
    return await Catalogue.open(path, bundled=False)
