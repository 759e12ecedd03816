"""A dialogue over pages without a catalogue: what tests of answers share."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.dialogue import Dialogue
from corpus.assembly import assemble
from corpus.reading import read
from corpus.store import Card

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.model import Answer, Quote
    from corpus.model import Article
    from retrieval.question import Question
    from retrieval.search import Hit

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
PAGES = {"bundled": ROOT / "corpus" / "bulletins", "invented": DATA / "answers"}
"""Catalogue's name → the folder of its pages."""

LONGEST = {"who": 400, "when": 400, "where": 400, "figure": 400, "definition": 600}
"""Kind of question → how many characters may be quoted; others 3000."""


class Shelf:
    """Articles in memory, with the searching left out: few enough to be read all."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {article.id: article for article in articles}

    async def search(self, question: Question, *, limit: int = 10) -> tuple[Hit, ...]:
        """Nothing: a small catalogue is never searched."""
        raise AssertionError(f"{question.text}: searched for {limit}")

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        return {id_: self.articles[id_] for id_ in ids if id_ in self.articles}

    async def revision(self) -> int:
        return 1

    async def cards(self) -> list[Card]:
        return [
            Card(
                a.id,
                a.page.name,
                a.title.text,
                a.place.short if a.place else None,
                a.place.province if a.place else None,
            )
            for a in self.articles.values()
        ]


@cache
def articles(name: str) -> tuple[Article, ...]:
    """The articles of one of `PAGES`."""
    return tuple(article for file in sorted(PAGES[name].glob("*.txt")) for article in assemble(read(file)).articles)


@cache
def dialogue(name: str = "bundled") -> Dialogue:
    """A dialogue over one of `PAGES`; conversations are told apart by their keys."""
    return Dialogue(Shelf(articles(name)))


def rows(name: str) -> list[dict[str, Any]]:
    """A table of the test data: one JSON object a line."""
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


async def asked(row: dict[str, Any], *, name: str = "bundled") -> Answer:
    """The answer to a row's question, after those that come before it in its conversation."""
    talk = dialogue(name)
    key = f"{row['id']} {row['question']}"
    for before in row.get("after", ()):
        await talk.ask(key, before)
    return await talk.ask(key, row["question"])


def faults(row: dict[str, Any], answer: Answer) -> list[str]:
    """What is wrong with an answer, next to what its row expects."""
    pool = squeezed("".join(quote.text for quote in answer.quotes))
    wrong = [] if answer.status == row["expect"] else [f"{answer.status} instead of {row['expect']}"]
    wrong += [f"missing {group}" for group in row["must"] if not any(squeezed(words) in pool for words in group)]
    wrong += [f"quotes {words}" for words in row["must_not"] if squeezed(words) in pool]
    if row["expect"] == "answered":
        titles = {squeezed(quote.sentence.article.title.text) for quote in answer.quotes}
        wrong += [f"quotes from {title}" for title in sorted(titles - set(row["articles"]))]
    if row["expect"] == "not_found" and answer.quotes:
        wrong.append("quotes where nothing answers")
    if len(pool) > LONGEST.get(row["kind"], 3000):
        wrong.append(f"{len(pool)} characters quoted")
    wrong += [f"not verbatim: {quote.text}" for quote in answer.quotes if not stands(quote)]
    return wrong


def stands(quote: Quote) -> bool:
    """Whether the citation's spans, cut from the page, give the quotation, repaired characters aside."""
    page, citation = quote.sentence.article.page, quote.citation
    cut = squeezed("".join(page.text[start:end] for start, end in citation.spans))
    read_as = {repair.stood: repair.read for repair in quote.sentence.article.repairs}
    return squeezed(quote.text) in {cut, "".join(read_as.get(character, character) for character in cut)}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
