"""An article as a row, and back: the one place that knows how values are written down.

A quotation has to come back from the disk with the place of each of its characters, and fast: ten articles are loaded
for one answer. Wrapped newspaper text is read in runs of a dozen neighbouring characters, so origins are kept as runs
(start, length), 8 bytes each, and not as one number a character: a tenth of the size, unpacked by `range` in C. Lists
of spans are JSON, which `sqlite3` at the shell can show. Rows are plain tuples: a pydantic model here would cost each
question 110 ms of start-up.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from itertools import chain
from struct import pack, unpack
from typing import TYPE_CHECKING, Any

from corpus.model import Article, Enumeration, Item, Page, Repair, Span
from corpus.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.dates import DateMention
    from corpus.places import Place

Value = str | int | bytes | None

COLUMNS = (
    "number",
    "title",
    "title_origins",
    "title_inferred",
    "kicker",
    "kicker_origins",
    "byline",
    "byline_origins",
    "credit",
    "credit_origins",
    "place_code",
    "place_name",
    "place",
    "province",
    "body",
    "body_origins",
    "dates",
    "enumerations",
    "paragraphs",
    "repairs",
)
"""The columns of `articles` that hold the article itself, in the order of `row_of` and `article_of`."""


def pack_origins(origins: Sequence[int]) -> bytes:
    """Runs of neighbours as (start, length), unsigned 32-bit little-endian."""
    numbers: list[int] = []
    start = following = -1
    for origin in origins:
        if origin != following:
            if start >= 0:
                numbers += (start, following - start)
            start = origin
        following = origin + 1
    if start >= 0:
        numbers += (start, following - start)
    return pack(f"<{len(numbers)}I", *numbers)


def unpack_origins(packed: bytes) -> tuple[int, ...]:
    """The origins that were packed.

    Raises:
        struct.error: the bytes are no runs.
    """
    numbers = unpack(f"<{len(packed) // 4}I", packed)
    return tuple(chain.from_iterable(range(s, s + n) for s, n in zip(numbers[::2], numbers[1::2], strict=True)))


def row_of(article: Article) -> tuple[Value, ...]:
    """The article in the order of `COLUMNS`."""
    place = article.place
    return (
        article.number,
        *_pair(article.title),
        int(article.title_inferred),
        *_pair(article.kicker),
        *_pair(article.byline),
        *_pair(article.credit),
        *((place.code, place.name, place.short, place.province) if place else (None,) * 4),
        *_pair(article.body),
        _dump([[*date.span, *_rest_of(date)] for date in article.dates]),
        _dump([_list_of(enumeration) for enumeration in article.enumerations]),
        _dump([offset for span in article.paragraphs for offset in span]),
        _dump([[repair.at, repair.stood, repair.read, repair.rule] for repair in article.repairs]),
    )


def article_of(page: Page, row: Sequence[Any], stops: str | None) -> Article:
    """The article that was written as `row`; `stops` are its sentences' ends, in order, joined by commas.

    Raises:
        ValueError, TypeError, struct.error: the row is damaged.
    """
    number, title, title_at, inferred, kicker, kicker_at, byline, byline_at, credit, credit_at = row[:10]
    place_code, place_name, _, _, body, body_at, dates, enumerations, paragraphs, repairs = row[10:]
    ends = [int(stop) for stop in stops.split(",")] if stops else []
    flat = json.loads(paragraphs)
    return Article(
        page=page,
        number=number,
        title=Traced(title, unpack_origins(title_at)),
        body=Traced(body, unpack_origins(body_at)),
        sentence_spans=tuple(map(Span, [0, *ends], ends)),
        title_inferred=bool(inferred),
        kicker=_traced(kicker, kicker_at),
        byline=_traced(byline, byline_at),
        credit=_traced(credit, credit_at),
        place=_place(place_code, place_name) if place_code else None,
        dates=_dates(json.loads(dates)) if dates != "[]" else (),
        enumerations=tuple(map(_enumeration, json.loads(enumerations))),
        paragraphs=tuple(map(Span, flat[::2], flat[1::2])),
        repairs=tuple(Repair(*repair) for repair in json.loads(repairs)),
    )


def digest(text: str) -> str:
    """What a sentence's text is compared by: 64 bits as 16 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def seal(row: Iterable[Value]) -> str:
    """What a whole row is compared by."""
    return digest(repr(tuple(row)))


def _pair(traced: Traced | None) -> tuple[str | None, bytes | None]:
    return (None, None) if traced is None else (traced.text, pack_origins(traced.origins))


def _traced(text: str | None, origins: bytes | None) -> Traced | None:
    return None if text is None or origins is None else Traced(text, unpack_origins(origins))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rest_of(date: DateMention) -> tuple[str | bool | None, ...]:
    return (date.text, date.precision, date.start, date.end, date.year_inferred, date.inferred_from)


def _dates(rows: Iterable[list[Any]]) -> tuple[DateMention, ...]:
    from corpus.dates import DateMention  # noqa: PLC0415 - its patterns are compiled for those who look for dates

    return tuple(
        DateMention(
            span=Span(start, end),
            text=text,
            precision=precision,
            start=first,
            end=last,
            year_inferred=inferred,
            inferred_from=source,
        )
        for start, end, text, precision, first, last, inferred, source in rows
    )


def _place(code: str, name: str) -> Place | None:
    from corpus.places import named  # noqa: PLC0415 - its table is read for those who ask for a place

    return next((place for place in named(name) if place.code == code), None)


def _list_of(enumeration: Enumeration) -> list[object]:
    items = [[i.ordinal, *i.marker, *i.headline, *i.detail] for i in enumeration.items]
    return [enumeration.lead, enumeration.level, enumeration.parent, items]


def _enumeration(row: list[Any]) -> Enumeration:
    lead, level, parent, items = row
    span: Callable[[Any], Span] = Span._make
    return Enumeration(
        lead=span(lead) if lead else None,
        level=level,
        parent=(parent[0], parent[1]) if parent else None,
        items=tuple(Item(i[0], span(i[1:3]), span(i[3:5]), span(i[5:7])) for i in items),
    )
