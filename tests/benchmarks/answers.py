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
import random
import sys
import tempfile
import time
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from bot.answers import answer as build_answer
from bot.answers import builder
from bot.answers.model import Language
from bot.dialogue import Dialogue
from bot.followups import Read
from bot.library import Library
from corpus import places
from corpus.store import Card, Catalogue
from retrieval.evaluation import EvaluationSet, Product, holds_answer, load, notice
from retrieval.glossary import entries
from retrieval.question import understand
from retrieval.search import Searcher, documents_of
from retrieval.text import words as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.model import Answer
    from bot.dialogue import Source
    from corpus.model import Article
    from retrieval.question import Question
    from retrieval.search import Hit

ROOT = Path(__file__).parents[2]
BUNDLED = ROOT / "corpus" / "bulletins"
QUESTIONS = ROOT / "tests" / "data" / "questions.jsonl"

QUOTED = 3
"""Sentences that may hold the answer."""
THRESHOLDS = (9.0, 10.0, 11.0, 11.5, 12.0, 12.25, 12.5, 13.0, 14.0, 15.0)
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
        left = [passage for passage in found if passage.article not in self.without][:10]
        passages = tuple(replace(passage, share=passage.score / left[0].score) for passage in left)
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


class Written:
    """Articles in memory, out of a Zipf vocabulary of the field's words, with provinces in turn."""

    def __init__(self, passages: int, folder: Path) -> None:
        drawn = random.Random(0)  # noqa: S311 - the same text each time, no secret
        words = sorted({word for entry in entries() for word in entry.chinese} | set(_words()))
        drawn.shuffle(words)
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        provinces = [place for name in PROVINCES for place in places.named(name)]
        self.articles: dict[str, Article] = {}
        for number in range(passages // EACH):
            place = provinces[number % len(provinces)]
            lines = [f"{place.short}召开{drawn.choice(words)}工作会议"]
            said = drawn.choices(words, cum_weights=weights, k=EACH * LENGTH // 3)
            lines += [
                "，".join("".join(said[at + i : at + i + 4]) for i in (0, 4)) + "。" for at in range(0, len(said), 8)
            ]
            article, _ = notice(f"{number}.txt", ["".join(lines)])
            self.articles[article.id] = replace(article, place=place)
        self._searcher = Searcher.create(folder, documents_of(self.articles.values()))
        self._cards = [
            Card(a.id, a.page.name, a.title.text, a.place.short, a.place.province)
            for a in self.articles.values()
            if a.place
        ]

    async def revision(self) -> int:
        return 1

    async def search(self, question: Question, *, limit: int = 10) -> tuple[Hit, ...]:
        passages = self._searcher.passages(question, k=10)
        return self._searcher.sentences(question, passages, self.articles, k=limit)

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        return {id_: self.articles[id_] for id_ in ids if id_ in self.articles}

    async def cards(self) -> list[Card]:
        return self._cards


PROVINCES = "上海 湖北 安徽 河南 浙江 山东 江苏 四川 北京 广东".split()
EACH, LENGTH = 8, 300
"""Passages an article, characters a passage."""


def _words() -> list[str]:
    """The words of the bundled bulletins."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(BUNDLED.glob("*.txt")))
    return [token.term for token in words_of(text) if len(token.term) > 1]


async def speed(passages: int, questions: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Stage → (p50, p95) in milliseconds of a question on its way; `passages` 0 is the bundled bulletins in SQLite."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if passages:
            return await _timed(Written(passages, folder), questions)
        async with await Catalogue.open(folder / "catalogue.sqlite3") as catalogue, Library(catalogue) as library:
            return await _timed(library, questions)


async def _timed(source: Source, questions: Sequence[str]) -> dict[str, tuple[float, float]]:
    dialogue = Dialogue(source)
    taken: dict[str, list[float]] = {"question": [], "evidence": [], "answer": [], "in all": []}
    for counts in (False, True):  # the first round warms what a running program has warm
        for question in questions:
            began = time.perf_counter()
            read = understand(question)
            understood = time.perf_counter()
            evidence = await dialogue.gather(Read(read), Language.CHINESE)
            gathered = time.perf_counter()
            build_answer(evidence)
            built = time.perf_counter()
            await dialogue.ask(f"{counts} {question}", question)
            asked = time.perf_counter()
            if counts:
                for stage, span in zip(
                    taken, (understood - began, gathered - understood, built - gathered, asked - built), strict=True
                ):
                    taken[stage].append(1000 * span)
    return {stage: (median(spans), quantiles(spans, n=20)[-1]) for stage, spans in taken.items()}


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=Path, help="passages.jsonl of a set of notices")
    parser.add_argument("--questions", type=Path, help="questions.jsonl of the same set")
    parser.add_argument(
        "--speed", type=int, nargs="*", metavar="PASSAGES", help="time answers over so many; 0: bundled"
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.passages and arguments.questions:
        rows = asyncio.run(quality(load(arguments.passages, arguments.questions)))
        names = ("least", "held", "not_found_without", "answered")
        if arguments.json:
            print(json.dumps([dict(zip(names, row, strict=True)) for row in rows]))
        else:
            print("least   whole answer held   not found without its notice   answered   held of those answered")
            for least, right, silent, answered in rows:
                share = right / max(answered, 1e-9)
                print(f"{least:5.2f} {right:19.1%} {silent:30.1%} {answered:10.1%} {share:24.1%}")
    asked = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    for passages in arguments.speed or ():
        stages = asyncio.run(speed(passages, asked))
        if arguments.json:
            print(json.dumps({"passages": passages, "milliseconds": stages}))
            continue
        print(f"{passages or 'bundled'} passages, {len(asked)} questions: ms p50, p95")
        for stage, (middle, high) in stages.items():
            print(f"  {stage:10} {middle:7.2f} {high:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
