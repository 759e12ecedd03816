"""An article as one line of JSON: what `gongbao articles --json` promises to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from corpus.model import Article
    from corpus.traced import Traced

Pair = tuple[int, int]

LINE_BREAKS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"}
"""Marks that JSON may hold as they are and that some readers of lines break at."""


class DateRecord(BaseModel):
    """A date as it is printed, and the days it means: ISO, to its precision; `--MM-DD` where no year can be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: str | None
    end: str | None
    precision: str
    year_inferred: bool
    inferred_from: str | None


class ArticleRecord(BaseModel):
    """One article. `place` is its province's short name; `spans` are the body's, in the decoded page's code points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    bulletin: str
    title: str
    kicker: str | None
    byline: str | None
    credit: str | None
    place: str | None
    dates: list[DateRecord]
    body: str
    spans: list[Pair]


def line(article: Article) -> str:
    """The article's record as JSON on one line."""
    record = ArticleRecord(
        id=article.id,
        bulletin=article.page.name,
        title=article.title.text,
        kicker=_text(article.kicker),
        byline=_text(article.byline),
        credit=_text(article.credit),
        place=article.place.province if article.place else None,
        dates=[
            DateRecord(
                text=date.text,
                start=date.start,
                end=date.end,
                precision=date.precision,
                year_inferred=date.year_inferred,
                inferred_from=date.inferred_from,
            )
            for date in article.dates
        ],
        body=article.body.text,
        spans=[(start, end) for start, end in article.body.spans(article.page.text)],
    )
    return record.model_dump_json().translate(LINE_BREAKS)


def _text(traced: Traced | None) -> str | None:
    return None if traced is None else traced.text
