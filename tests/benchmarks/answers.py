"""How good, and how fast, are the answers? Run: `python tests/benchmarks/answers.py --help`.

`quality` takes a set of notices and citizens' questions (see `retrieval.evaluation`) as the catalogue. A question
counts when the quotations, three sentences at most, hold the whole answer. Then each question is asked again with its
own notice taken out, and counts when nothing is answered. Answers are given from a score on; the curve shows what
another threshold would have done.

`speed` times a question on its way through the running program, over the bundled bulletins and over as many passages
as asked for, and says where the time goes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers import answer as build_answer
from bot.answers import builder
from bot.answers.model import Language
from bot.dialogue import Dialogue, Read
from corpus.store import Card
from retrieval.evaluation import EvaluationSet, Product, holds_answer, load
from retrieval.question import understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.model import Answer
    from corpus.model import Article
    from retrieval.question import Question
    from retrieval.search import Hit, Searcher

QUOTED = 3
"""Sentences that may hold the answer."""
THRESHOLDS = (10.0, 11.0, 12.0, 12.5, 13.0, 13.25, 13.5, 14.0, 15.0, 16.0)
"""Of the evidence, for the curve; the last line printed is the one that is used."""
DEEP = 60
"""Passages that are looked through for those of other notices."""


class Notices:
    """A catalogue of notices, some of which can be taken out."""

    def __init__(self, product: Product) -> None:
        self._articles = product.articles
        self._searcher: Searcher = product.searcher
        self._cards = [
            Card(
                a.id,
                a.page.name,
                a.title.text,
                a.place.short if a.place else None,
                a.place.province if a.place else None,
            )
            for a in product.articles.values()
        ]
        self.without: frozenset[str] = frozenset()

    async def search(self, question: Question, *, limit: int = 10) -> tuple[Hit, ...]:
        """The best sentences of the notices that are in."""
        found = self._searcher.passages(question, k=DEEP if self.without else 10)
        passages = tuple(passage for passage in found if passage.article not in self.without)[:10]
        return self._searcher.sentences(question, passages, self._articles, k=limit)

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        return {id_: self._articles[id_] for id_ in ids if id_ in self._articles and id_ not in self.without}

    async def revision(self) -> int:
        """Another for each notice that is taken out."""
        return hash(self.without)

    async def cards(self) -> list[Card]:
        return [card for card in self._cards if card.id not in self.without]


async def quality(held: EvaluationSet) -> list[tuple[float, float, float, float]]:
    """For each threshold: it, whole answers held, not found without the notice, answered; shares of all questions."""
    with tempfile.TemporaryDirectory() as folder:
        product = Product(held, Path(folder))
        notices = Notices(product)
        by_name = {article.page.name: id_ for id_, article in product.articles.items()}
        given: list[tuple[float, bool]] = []
        other: list[float] = []
        for asked in held.questions:
            notices.without = frozenset()
            weight, answer = await _answered(notices, asked.question)
            given.append((weight, _holds(answer, asked.answers)))
            notices.without = frozenset(by_name[held.passages[pid][0]] for pid in asked.gold)
            weight, _ = await _answered(notices, asked.question)
            other.append(weight)
    count = len(given)
    rows = []
    for least in (*THRESHOLDS, builder.EVIDENT):
        answered = sum(weight >= least for weight, _ in given)
        right = sum(holds for weight, holds in given if weight >= least)
        rows.append((least, right / count, sum(weight < least for weight in other) / count, answered / count))
    return rows


async def _answered(notices: Notices, question: str) -> tuple[float, Answer]:
    """What speaks for the answer, and the answer that is given when anything speaks for it; -1 where nothing does."""
    evidence = await Dialogue(notices).gather(Read(understand(question)), Language.CHINESE)
    answer = build_answer(replace(evidence, least=0.0))
    return (evidence.weight if answer.quotes else -1.0), answer


def _holds(answer: Answer, answers: Sequence[str]) -> bool:
    """Whether the first three quotations hold an answer, one alone or running on."""
    quoted = [quote.text for quote in answer.quotes[:QUOTED]]
    return holds_answer("".join(quoted), answers) or any(holds_answer(text, answers) for text in quoted)


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=Path, help="passages.jsonl of a set of notices")
    parser.add_argument("--questions", type=Path, help="questions.jsonl of the same set")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = asyncio.run(quality(load(arguments.passages, arguments.questions)))
    if arguments.json:
        print(
            json.dumps(
                [dict(zip(("least", "held", "not_found_without", "answered"), row, strict=True)) for row in rows]
            )
        )
        return 0
    print("least   whole answer held   not found without its notice   answered   held of those answered")
    for least, right, silent, answered in rows:
        print(f"{least:5.2f} {right:19.1%} {silent:30.1%} {answered:10.1%} {right / max(answered, 1e-9):24.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
