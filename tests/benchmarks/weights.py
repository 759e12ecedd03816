"""How the weights of the ranking were chosen: a grid over each, by cross-validation over questions.

    python tests/benchmarks/weights.py FOLDER...     (each with passages.jsonl and questions.jsonl)

For every question the parts of each candidate's score are computed once, on the product's own path; a mixture is then a
weighted sum, and a whole set is ranked in milliseconds. In each of five folds the weights that are best on the other
four fifths are tried on the fifth that was not looked at. The last lines compare what that gives with the weights that
the product has, so that a weight that has grown stale, or was fitted too well, is seen.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval import ranking, search
from retrieval.evaluation import Asked, Product, holds_answer, load
from retrieval.passages import HEADLINE, UNITS, parse_key
from retrieval.question import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Candidates = tuple[Array, NDArray[np.bool_]]
    """One question's candidates by part, and which of them are right."""

FOLDS = 5
GRID: dict[str, tuple[float, ...]] = {
    "words": (0.5, 0.75, 1.0, 1.25),
    "bigrams": (1.0,),
    "characters": (0.5, 0.75, 1.0),
    HEADLINE: (0.0, 0.05, 0.1, 0.15),
    "notice": (0.0, 0.2, 0.4, 0.6),
    "other words": (0.6,),
}
"""Bigrams are the unit that the others are measured in."""
LEARNING = 300
"""Steps with which the weights of a sentence's parts are fitted, to see how far the round ones are from them."""


def passage_parts(product: Product, asked: Asked) -> Candidates:
    """The parts of each candidate passage's score, each without its weight."""
    question, searcher = understand(asked.question), product.searcher
    query, idf, _ = searcher._read(question)
    plain = [
        (name, term, weight / (ranking.HEADLINE_WEIGHT if name == HEADLINE else ranking.UNIT_WEIGHTS[name]))
        for name, term, weight in query
    ]
    found = searcher.index.search(query, search.CANDIDATES) if query else []
    keys = [each.key for each in found]
    columns = []
    for field in (*UNITS, HEADLINE):
        own = [term for term in plain if term[0] == field]
        scores = {each.key: each.score for each in searcher.index.search(own, len(keys), among=keys)} if own else {}
        columns.append([scores.get(key, 0.0) for key in keys])
    worth = {(name, term): weight * idf[name, term] for name, term, weight in plain if name != HEADLINE}
    notices = search._notices(found, worth)
    columns.append([notices[parse_key(key)[0]] for key in keys])
    columns.append(searcher._others(found, ranking.alternatives_of(question)))
    right = [product.pid(key) in asked.gold for key in keys]
    return np.array(columns, dtype=float).T.reshape(len(keys), len(columns)), np.array(right, dtype=bool)


def sentence_parts(product: Product, asked: Asked, names: list[str]) -> Candidates:
    """The parts of each candidate sentence's score, each without its weight; new names are appended to `names`."""
    question = understand(asked.question)
    passages = product.searcher.passages(question, k=search.READ)
    hits = product.searcher.sentences(question, passages, product.articles, k=10_000)
    rows = []
    for hit in hits:
        values = {part.name: part.value for part in hit.parts}
        names += [name for name in values if name not in names]
        rows.append([values.get(name, 0.0) for name in names])
    parts = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        parts[number, : len(row)] = row
    return parts, np.array([holds_answer(hit.sentence.text, asked.answers) for hit in hits], dtype=bool)


def passage_measures(candidates: Sequence[Candidates], weights: Array) -> Array:
    """Recall at 1 and at 10 and MRR@10, by question."""
    rows = []
    for parts, right in candidates:
        ranks = np.flatnonzero(right[np.argsort(-(parts @ weights), kind="stable")][:10])
        rows.append((ranks.size > 0 and ranks[0] == 0, ranks.size > 0, 1 / (1 + ranks[0]) if ranks.size else 0.0))
    return np.array(rows, dtype=float)


def sentence_measures(candidates: Sequence[Candidates], weights: Array) -> Array:
    """Whether the best sentence and whether one of the best three holds the answer, by question."""
    rows = []
    for parts, right in candidates:
        best = right[np.argsort(-(parts @ weights), kind="stable")]
        rows.append((best[:1].any(), best[:3].any()))
    return np.array(rows, dtype=float)


def grid() -> Iterator[Array]:
    """Every mixture of the grid."""
    for weights in itertools.product(*GRID.values()):
        yield np.array(weights)


def fitted(candidates: Sequence[Candidates]) -> Array:
    """The weights under which the right sentences are likeliest (softmax over each question's), by gradient ascent."""
    useful = [(parts, right) for parts, right in candidates if right.any()]
    scale = np.concatenate([parts for parts, _ in useful]).std(axis=0) + 1e-9
    weights, mean, square = (np.zeros(len(scale)) for _ in range(3))
    for step in range(1, LEARNING + 1):
        slope = -0.02 * weights
        for parts, right in useful:
            scores = parts / scale @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            wanted = likely * right
            slope += ((wanted / (wanted.sum() + 1e-12) - likely) @ (parts / scale)) / len(useful)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    result: Array = weights / scale
    return result


def folds(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Questions to choose on and questions to try, five times."""
    order = np.random.default_rng(0).permutation(count)
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        yield [at for at in range(count) if at not in held], sorted(held)


def crossed(count: int, choose: Callable[[list[int]], Array], measure: Callable[[list[int], Array], Array]) -> Array:
    """The measures of each question under weights that were chosen without it, in per cent, averaged."""
    tried = [measure(held, choose(others)) for others, held in folds(count)]
    result: Array = 100 * np.concatenate(tried).mean(axis=0)
    return result


def report_passages(name: str, candidates: Sequence[Candidates]) -> None:
    """What the grid's best mixtures and the product's give."""
    mixtures = list(grid())
    measured = np.array([passage_measures(candidates, weights) for weights in mixtures])
    value = measured[:, :, 0] + measured[:, :, 2]

    def choose(others: list[int]) -> Array:
        return mixtures[int(value[:, others].mean(axis=1).argmax())]

    def measure(held: list[int], weights: Array) -> Array:
        return passage_measures([candidates[at] for at in held], weights)

    product = np.array([*ranking.UNIT_WEIGHTS.values(), ranking.HEADLINE_WEIGHT, search.NOTICE, search.ALTERNATIVE])
    show(f"{name}, passages, chosen by grid (recall@1, recall@10, MRR@10)", crossed(len(candidates), choose, measure))
    show(f"{name}, passages, the product's weights", 100 * passage_measures(candidates, product).mean(axis=0))
    best = np.argsort(-value.mean(axis=1))[:5]
    for at in best:
        print(f"    {dict(zip(GRID, mixtures[at].tolist(), strict=True))}  {100 * measured[at].mean(axis=0).round(4)}")


def report_sentences(name: str, candidates: Sequence[Candidates], names: Sequence[str], weights: Array) -> None:
    """What fitted weights and the product's give."""

    def choose(others: list[int]) -> Array:
        return fitted([candidates[at] for at in others])

    def measure(held: list[int], chosen: Array) -> Array:
        return sentence_measures([candidates[at] for at in held], chosen)

    show(f"{name}, sentences, fitted (best, best three)", crossed(len(candidates), choose, measure))
    show(f"{name}, sentences, the product's weights", 100 * sentence_measures(candidates, weights).mean(axis=0))
    for part, ours, theirs in zip(names, weights, fitted(candidates), strict=True):
        print(f"    {part:45s} {ours:6.2f}  fitted {theirs:6.2f}")


def show(name: str, figures: Array) -> None:
    """One line."""
    print(f"{name}: {'  '.join(f'{figure:.1f}' for figure in figures)}", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Report on each set."""
    parser = argparse.ArgumentParser(description="cross-validates the ranking's weights")
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args(arguments).folders:
        held = load(folder / "passages.jsonl", folder / "questions.jsonl")
        with tempfile.TemporaryDirectory() as place:
            product = Product(held, Path(place))
            report_passages(folder.name, [passage_parts(product, asked) for asked in held.questions])
            names: list[str] = []
            rows = [sentence_parts(product, asked, names) for asked in held.questions]
        candidates = [(np.pad(parts, ((0, 0), (0, len(names) - parts.shape[1]))), right) for parts, right in rows]
        known: dict[str, Any] = ranking.SENTENCE | {f"has {each.name}": each.weight for each in ranking.WANTED}
        report_sentences(folder.name, candidates, names, np.array([known[name] for name in names]))


if __name__ == "__main__":
    main(sys.argv[1:])
