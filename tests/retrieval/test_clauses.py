"""Two questions in one, and questions that only look like two."""

from __future__ import annotations

import pytest

from retrieval.clauses import clauses
from retrieval.question import understand


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("江西的三项工程是什么，谁出席了推进会？", ["江西的三项工程是什么", "谁出席了推进会"]),
        ("青海的会议谁主持的，讲了什么？", ["青海的会议谁主持的", "讲了什么"]),
        ("What are the three projects and who chaired the meeting?", None),
    ],
)
def test_clauses_that_ask_for_different_things_are_asked_one_by_one(text: str, asked: list[str] | None) -> None:
    found = [one.text for one in clauses(understand(text))]
    assert found == asked if asked else len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "会议什么时候在哪里召开？",
        "2025年，江西的养老措施有哪些？",
        "江西的养老措施有哪些？请列出",
        "江西会议什么时候召开，谁主持？",
        "“三项工程”是什么意思",
        "",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert len(clauses(understand(text))) == 1


def test_the_first_clause_is_of_the_place_that_a_later_one_names() -> None:
    first, _ = clauses(understand("三项工程是什么，谁出席了江西的推进会？"))
    assert [place.short for place in first.places] == ["江西"]
