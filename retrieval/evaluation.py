"""How good is the ranking? A set of passages and questions, measured on the very path that answers take.

A document's passages, in order, are one notice: an `Article` whose headline is inferred from its beginning, indexed,
searched and read sentence by sentence as a bulletin's article is (`understand` → `Searcher.passages` →
`Searcher.sentences`). A set says of no document which place it is about, so places bind nothing here. Next to it stand
two baselines in the same run: `rank_bm25.BM25Okapi` as it comes, over jieba's words and over character bigrams, of
passages and of sentences. Every figure has its 95 % interval, by bootstrap over the questions.
"""

from __future__ import annotations

import json
import math
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import GongbaoError
from corpus.model import Article, Page, Span
from corpus.sentences import split
from corpus.traced import whole
from retrieval import text
from retrieval.passages import LEAD, Passage, documents
from retrieval.question import understand
from retrieval.search import READ, Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrieval.bm25 import Document

TOP = 10
"""Passages that recall, MRR and nDCG look at."""
RESAMPLED = 2000
"""Bootstrap samples."""
PARAGRAPHS = re.compile(
    r"\s*[\n\u2028\u3000]\s*|\s{2,}"
    r"|\s(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]))"
)
"""What stands between two paragraphs of a passage that was written on one line; a numbered one needs one space."""


class UnusableSet(GongbaoError):
    """A set of passages or questions cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the ids of the passages that answer it, and the words of the answer (several: any will do)."""

    id: str
    question: str
    gold: frozenset[str]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class EvaluationSet:
    """Passages by id as (document, text), in the file's order, and the questions about them."""

    passages: dict[str, tuple[str, str]]
    questions: tuple[Asked, ...]


class Ranked(NamedTuple):
    """What a system gave for a question: ids of passages and texts of sentences, both best first."""

    passages: tuple[str, ...]
    sentences: tuple[str, ...]


class Estimate(NamedTuple):
    """A mean in per cent and its 95 % interval."""

    mean: float
    low: float
    high: float


MEASURES = ("recall@1", "recall@5", "recall@10", "MRR@10", "nDCG@10", "best sentence", "best three sentences")
"""What is printed; a sentence counts when it holds a whole answer, white space aside."""


def load(passages: Path, questions: Path) -> EvaluationSet:
    """Read a set.

    Raises:
        UnusableSet: a file cannot be read, a line is no such record, or a question's gold is no passage.
    """
    known: dict[str, tuple[str, str]] = {}
    for number, record in _records(passages):
        pid, doc, body = (_string(passages, number, record, name) for name in ("pid", "doc", "text"))
        if pid in known:
            raise UnusableSet(f"{passages}, line {number}: the passage {pid} comes twice / 段落编号重复")
        known[pid] = doc, body
    asked = []
    for number, record in _records(questions):
        qid, question = (_string(questions, number, record, name) for name in ("qid", "q"))
        gold, answers = (_strings(questions, number, record, name) for name in ("gold", "answers"))
        unknown = next((each for each in gold if each not in known), None)
        if unknown is not None:
            raise UnusableSet(f"{questions}, line {number}: there is no passage {unknown} / 没有这个段落")
        asked.append(Asked(qid, question, frozenset(gold), answers))
    if not known or not asked:
        raise UnusableSet(f"{questions if known else passages} is empty / 文件为空")
    return EvaluationSet(known, tuple(asked))


def evaluate(held: EvaluationSet, *, tell: Callable[[str], None] = lambda _: None) -> dict[str, dict[str, Estimate]]:
    """Each system's measures; `tell` hears what is being done."""
    rows: dict[str, dict[str, Estimate]] = {}
    with tempfile.TemporaryDirectory() as folder:
        tell("indexing")
        systems: dict[str, Callable[[], Callable[[Asked], Ranked]]] = {
            "gongbao": lambda: Product(held, Path(folder)).ranked,
            "rank_bm25, jieba words": lambda: baseline(held, words),
            "rank_bm25, character bigrams": lambda: baseline(held, pairs),
        }
        for name, made in systems.items():
            ranked = made()
            scores = []
            for number, asked in enumerate(held.questions, 1):
                if number % 50 == 1:
                    tell(f"{name}: {number} of {len(held.questions)}")
                scores.append(measured(asked, ranked(asked)))
            rows[name] = {measure: estimate([score[at] for score in scores]) for at, measure in enumerate(MEASURES)}
    return rows


class Product:
    """The product's own path over a set's notices."""

    def __init__(self, held: EvaluationSet, folder: Path) -> None:
        self.articles: dict[str, Article] = {}
        self._pids: dict[str, str] = {}
        found: list[Document] = []
        for doc, members in by_document(held).items():
            article, passages = notice(doc, [body for _, body in members])
            self.articles[article.id] = article
            self._pids |= {passage.key: pid for passage, (pid, _) in zip(passages, members, strict=True)}
            found += documents(passages)
        self.searcher = Searcher.create(folder, found)

    def pid(self, key: str) -> str:
        """The id in the set of the passage that bears the key."""
        return self._pids[key]

    def ranked(self, asked: Asked) -> Ranked:
        """What the product gives for a question."""
        question = understand(asked.question)
        passages = self.searcher.passages(question, k=max(TOP, READ))
        sentences = self.searcher.sentences(question, passages[:READ], self.articles)
        return Ranked(
            tuple(self.pid(f"{hit.article}#{hit.first}-{hit.last}") for hit in passages),
            tuple(hit.sentence.text for hit in sentences),
        )


def by_document(held: EvaluationSet) -> dict[str, list[tuple[str, str]]]:
    """Document → its passages as (id, text), in the file's order."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for pid, (doc, body) in held.passages.items():
        grouped.setdefault(doc, []).append((pid, body))
    return grouped


def notice(name: str, bodies: Sequence[str]) -> tuple[Article, tuple[Passage, ...]]:
    """The passages of a document as one article, whose page is its name and its text, and as passages of it."""
    page = Page(name, "\n".join((name, *bodies)))
    spans: list[Span] = []
    runs: list[tuple[int, int]] = []
    start = 0
    for body in bodies:
        first = len(spans)
        spans += [Span(start + span.start, start + span.end) for span in sentences_of(body)] or [
            Span(start, start + len(body))
        ]
        runs.append((first + 1, len(spans)))
        start += len(body) + 1
    origin = len(name) + 1
    body_text = page.text[origin:]
    lead = body_text[:LEAD]
    whole_page = whole(page.text)
    article = Article(
        page=page,
        number=1,
        title=whole_page[origin : origin + len(lead)],
        body=whole_page[origin:],
        sentence_spans=tuple(spans),
        title_inferred=True,
    )
    return article, tuple(Passage(article, first, last) for first, last in runs)


def sentences_of(body: str) -> list[Span]:
    """The sentences of a passage; what separates paragraphs ends one too. White space around them is left out."""
    spans, start = [], 0
    for gap in (*PARAGRAPHS.finditer(body), None):
        end = gap.start() if gap else len(body)
        for span in split(body[start:end]):
            piece = body[start + span.start : start + span.end]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                spans.append(Span(start + span.start + lead, start + span.start + len(piece.rstrip())))
        start = gap.end() if gap else start
    return spans


def baseline(held: EvaluationSet, tokens: Callable[[str], list[str]]) -> Callable[[Asked], Ranked]:
    """`rank_bm25` as it comes, over the passages, and over the sentences of the ten best of them."""
    from rank_bm25 import BM25Okapi  # noqa: PLC0415 - brings numpy, 0.3 s, and only an evaluation needs it

    ids = list(held.passages)
    sentences: list[str] = []
    runs: list[range] = []
    for _, body in held.passages.values():
        cut = sentences_of(body)
        runs.append(range(len(sentences), len(sentences) + len(cut)))
        sentences += [body[span.start : span.end] for span in cut]
    over_passages = BM25Okapi([tokens(body) or [""] for _, body in held.passages.values()])
    over_sentences = BM25Okapi([tokens(sentence) or [""] for sentence in sentences])

    def ranked(asked: Asked) -> Ranked:
        query = tokens(asked.question)
        best = (-over_passages.get_scores(query)).argsort(kind="stable")[:TOP]
        near = [at for passage in best for at in runs[passage]]
        scores = over_sentences.get_batch_scores(query, near)
        said = sorted(range(len(near)), key=lambda at: -scores[at])[:3]
        return Ranked(tuple(ids[at] for at in best), tuple(sentences[near[at]] for at in said))

    return ranked


def words(body: str) -> list[str]:
    """Jieba's words as it cuts them by default: without the shorter words in a longer one."""
    found: list[text.Token] = []
    for token in sorted(text.words(body), key=lambda token: (token.start, -token.end)):
        if not found or token.end > found[-1].end:
            found.append(token)
    return [token.term for token in found]


def pairs(body: str) -> list[str]:
    """Character bigrams and nothing else."""
    return [body[at : at + 2] for at in range(len(body) - 1) if body[at : at + 2].isalnum()]


def measured(asked: Asked, ranked: Ranked) -> tuple[float, ...]:
    """A question's score in each of `MEASURES`, from 0 to 1."""
    ranks = [rank for rank, pid in enumerate(ranked.passages[:TOP]) if pid in asked.gold]
    first = ranks[0] if ranks else TOP
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(len(asked.gold), TOP)))
    gained = sum(1 / math.log2(rank + 2) for rank in ranks)
    holds = [holds_answer(sentence, asked.answers) for sentence in ranked.sentences[:3]]
    return (
        float(first < 1),
        float(first < 5),
        float(first < TOP),
        1 / (first + 1) if ranks else 0.0,
        gained / ideal if ideal else 0.0,
        float(any(holds[:1])),
        float(any(holds)),
    )


def holds_answer(sentence: str, answers: Sequence[str]) -> bool:
    """Whether a whole answer stands in the sentence, white space aside."""
    squeezed = _squeezed(sentence)
    return any(_squeezed(answer) in squeezed for answer in answers if answer.strip())


def estimate(scores: Sequence[float]) -> Estimate:
    """Mean and interval in per cent; the resampling is seeded, so that a run can be repeated."""
    import numpy as np  # noqa: PLC0415 - 0.3 s, and only an evaluation needs it

    values = np.asarray(scores, dtype=float)
    drawn = np.random.default_rng(0).integers(0, len(values), size=(RESAMPLED, len(values)))
    low, high = np.percentile(values[drawn].mean(axis=1), (2.5, 97.5))
    return Estimate(*(round(100 * float(value), 1) for value in (values.mean(), low, high)))


def table(rows: dict[str, dict[str, Estimate]]) -> str:
    """The measures for a person: one row a measure, one column a system."""
    lines = [
        ["", *rows],
        *([measure, *(_cell(row[measure]) for row in rows.values())] for measure in MEASURES),
    ]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "   ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cell(figure: Estimate) -> str:
    return f"{figure.mean:5.1f}  ({figure.low:.1f}-{figure.high:.1f})"


def _squeezed(said: str) -> str:
    return re.sub(r"\s+", "", said)


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UnusableSet(f"{path} cannot be read: {error.strerror} / 无法读取") from error
    except UnicodeDecodeError as error:
        raise UnusableSet(f"{path} is not UTF-8 / 不是 UTF-8 文件") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnusableSet(f"{path}, line {number} is not JSON: {error.msg} / 不是 JSON") from error
        if not isinstance(record, dict):
            raise UnusableSet(f"{path}, line {number} is not a JSON object / 不是 JSON 对象")
        yield number, record


def _string(path: Path, number: int, record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise UnusableSet(f"{path}, line {number}: {name!r} is missing or no string / 缺少字段或类型不对")
    return value


def _strings(path: Path, number: int, record: dict[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise UnusableSet(f"{path}, line {number}: {name!r} is missing or no list of strings / 缺少字段或类型不对")
    return tuple(value)
