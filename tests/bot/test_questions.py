"""Every fact of the bundled pages and of some invented ones, asked for in several ways and in two languages.

A row of `tests/data/questions.jsonl` says what has to be quoted, what may not be, and from which articles; many rows
ask for what no page says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.answering import asked, faults, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = rows("questions.jsonl")


def named(row: dict[str, Any]) -> str:
    return str(row["id"])


@pytest.mark.parametrize("row", ROWS, ids=named)
async def test_a_question_is_answered_by_the_right_sentences_or_not_at_all(row: dict[str, Any]) -> None:
    answer = await asked(row, name=row["pages"])
    assert faults(row, answer) == []


def test_the_table_asks_for_what_is_there_and_for_what_is_not() -> None:
    assert len({row["question"] for row in ROWS if "after" not in row}) >= 350
    assert sum(row["expect"] == "not_found" for row in ROWS) >= 100
    assert sum(row["question"].isascii() for row in ROWS) >= 60


def polite(question: str) -> Iterator[str]:
    if question.isascii():
        yield f"Please tell me: {question}"
        yield question.rstrip("?.") + " ??"
        yield question.replace("What", "what").replace("Who", "who").replace("How", "how")
    else:
        yield f"请问，{question}谢谢！"
        yield question.rstrip("？。") + "??"
        yield f"  {question.replace('，', ',')} "


@pytest.mark.parametrize("row", [row for row in ROWS if row["expect"] == "answered"][::7], ids=named)
async def test_politeness_and_punctuation_change_nothing(row: dict[str, Any]) -> None:
    cited = {quote.citation.id for quote in (await asked(row, name=row["pages"])).quotes}
    for question in polite(row["question"]):
        answer = await asked({**row, "question": question}, name=row["pages"])
        assert {quote.citation.id for quote in answer.quotes} == cited, question
