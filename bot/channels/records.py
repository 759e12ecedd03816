"""An answer as JSON: one object a line, for programs.

The models are the contract; `gongbao ask --json` prints them and nothing else. Spans and highlights are half-open and
counted in code points: a citation's in the decoded page, a highlight's in the quotation's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from bot.answers.model import Answer

Pair = tuple[int, int]


class Record(BaseModel):
    """What all records share: fixed fields, fixed values."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CitationRecord(Record):
    """Where a quotation stands."""

    id: str
    bulletin: str
    article: str
    spans: list[Pair]
    lines: list[Pair]


class QuoteRecord(Record):
    """One sentence, verbatim as read, and where it stands."""

    number: int
    text: str
    highlights: list[Pair]
    citation: CitationRecord


class SuggestionRecord(Record):
    """A question that can be asked next."""

    label: str
    question: str


class AnswerRecord(Record):
    """One answer. `text` is the whole of it as the terminal would show it, unwrapped."""

    id: str | None
    status: Literal["answered", "not_found", "help", "clarify"]
    language: Literal["zh", "en"]
    builder: str
    text: str
    understood: str | None
    searched: list[str]
    quotes: list[QuoteRecord]
    suggestions: list[SuggestionRecord]


class QuestionRecord(BaseModel):
    """One line of `gongbao ask --questions FILE`: questions of one `conversation` see what was asked before."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    conversation: str | None = None


def record(answer: Answer, *, text: str, id: str | None = None) -> AnswerRecord:  # noqa: A002 - the field's name
    """The answer as a record; `text` is its rendering."""
    return AnswerRecord(
        id=id,
        status=answer.status.value,
        language=answer.language.value,
        builder=answer.builder,
        text=text,
        understood=answer.understood,
        searched=list(answer.searched),
        quotes=[
            QuoteRecord(
                number=quote.number,
                text=quote.text,
                highlights=[(start, end) for start, end in quote.highlights],
                citation=CitationRecord(
                    id=(citation := quote.citation).id,
                    bulletin=citation.bulletin,
                    article=citation.article,
                    spans=[(start, end) for start, end in citation.spans],
                    lines=list(citation.lines),
                ),
            )
            for quote in answer.quotes
        ],
        suggestions=[SuggestionRecord(label=s.label, question=s.question) for s in answer.suggestions],
    )
