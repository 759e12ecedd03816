"""The same question in Chinese, English, traditional characters and pinyin cites the same sentences."""

from __future__ import annotations

import pytest

from tests.bot.answering import dialogue, rows

VARIANTS = rows("variants.jsonl")
WAYS = ("en", "traditional", "pinyin")
ENOUGH = 0.9


async def cited(question: str) -> tuple[str, frozenset[str]]:
    """How the question ends and what it cites."""
    answer = await dialogue().ask(f"alone: {question}", question)
    return answer.status, frozenset(quote.citation.id for quote in answer.quotes)


@pytest.mark.parametrize("way", WAYS)
async def test_nine_of_ten_questions_cite_the_same_sentences_however_they_are_put(way: str) -> None:
    differing = [row[way] for row in VARIANTS if await cited(row[way]) != await cited(row["zh"])]
    assert len(differing) <= (1 - ENOUGH) * len(VARIANTS), differing
