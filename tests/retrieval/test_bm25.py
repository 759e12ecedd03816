"""The index against `rank_bm25`, the kernel against plain Python, and what a caller may rely on."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval import kernel
from retrieval.bm25 import Document, Index, Parameters, oracle

if TYPE_CHECKING:
    from collections.abc import Sequence

PATHS = [
    pytest.param(False, id="kernel", marks=pytest.mark.skipif(kernel.load() is None, reason="no compiler here")),
    pytest.param(True, id="plain"),
]
either_path = pytest.mark.parametrize("plain_path", PATHS)

words = st.sampled_from([*"abcdefg", "低保", "救助"])
texts = st.lists(words, max_size=40)
corpora = st.lists(texts, max_size=40)
queries = st.lists(words, min_size=1, max_size=8)
# where the oracle is defined: at k1 = 0 or b = 1 it divides 0 by 0 for documents without the term
parameters = st.builds(Parameters, st.sampled_from([0.1, 0.6, 1.5]), st.sampled_from([0.0, 0.4, 0.75]))
USUAL = Parameters()


def made(
    folder: Path, corpus: Sequence[Sequence[str]], chosen: Parameters = USUAL, *, plain_path: bool = False
) -> Index:
    documents = [Document(f"d{number}", {"words": tokens}) for number, tokens in enumerate(corpus)]
    return Index.create(folder, documents, fields={"words": chosen}, plain_path=plain_path)


def expected(corpus: Sequence[Sequence[str]], query: Sequence[str], chosen: Parameters) -> list[tuple[str, float]]:
    """What `rank_bm25` says, of the documents that hold a term of the query."""
    if not any(corpus):
        return []
    scores = oracle(corpus, chosen).get_scores(list(query))
    hits = [(f"d{n}", float(score)) for n, score in enumerate(scores) if set(query) & set(corpus[n])]
    return sorted(hits, key=lambda hit: (-round(hit[1], 10), int(hit[0][1:])))


@either_path
@given(corpus=corpora, query=queries, chosen=parameters)
@example(corpus=[], query=["a"], chosen=Parameters())
@example(corpus=[["a"]], query=["a"], chosen=Parameters())
@example(corpus=[["a"], ["a", "b"]], query=["a", "b", "b"], chosen=Parameters())
@example(
    corpus=[["a"] * 15, ["a"] * 14, ["a"] * 16, ["b"], ["b"] * 300] + [["c"]] * 20,
    query=["a", "b"],
    chosen=Parameters(),
)
@settings(max_examples=150, deadline=None)
def test_scores_are_those_of_rank_bm25(
    corpus: list[list[str]], query: list[str], chosen: Parameters, *, plain_path: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = made(Path(folder), corpus, chosen, plain_path=plain_path)
        found = index.search([("words", word, 1.0) for word in query], len(corpus) + 1)
        wanted = expected(corpus, query, chosen)
        assert {hit.key: hit.score for hit in found} == pytest.approx(dict(wanted), rel=1e-9)
        for hit in found:
            held = set(corpus[int(hit.key[1:])])
            assert {text for _, text in hit.matched} == set(query) & held != set()
