"""Documents and questions that hypothesis makes for the index, and how the tests make and ask one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from retrieval import kernel
from retrieval.bm25 import Document, Index, Parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from retrieval.bm25 import Found

needs_kernel = pytest.mark.skipif(kernel.load() is None, reason="no C compiler here")
either_path = pytest.mark.parametrize(
    "plain_path", [pytest.param(False, id="kernel", marks=needs_kernel), pytest.param(True, id="plain")]
)

USUAL = Parameters()
FIELDS = {"words": USUAL, "headline": Parameters(k1=1.2, b=0.75)}
words = st.sampled_from([*"abcdefgh", "低保", "救助"])
texts = st.lists(words, max_size=40)
corpora = st.lists(texts, max_size=40)
queries = st.lists(words, min_size=1, max_size=8)
# where the oracle is defined: at k1 = 0 or b = 1 it divides 0 by 0 for documents without the term
parameters = st.builds(Parameters, st.sampled_from([0.1, 0.6, 1.5]), st.sampled_from([0.0, 0.4, 0.75]))
documents = st.builds(
    lambda body, headline, place: Document("", {"words": body, "headline": headline}, {"place": place}),
    texts,
    st.lists(words, max_size=4),
    st.integers(0, 3),
)
weighted = st.lists(st.tuples(st.sampled_from(list(FIELDS)), words, st.sampled_from([0.05, 0.5, 1.0, 2.0])), min_size=1)


def made(
    folder: Path, corpus: Sequence[Sequence[str]], chosen: Parameters = USUAL, *, plain_path: bool = False
) -> Index:
    held = (Document(f"d{number}", {"words": tokens}) for number, tokens in enumerate(corpus))
    return Index.create(folder, held, fields={"words": chosen}, plain_path=plain_path)


def keyed(held: Iterable[Document], start: int = 0) -> list[Document]:
    return [Document(f"d{number}", one.fields, one.attributes) for number, one in enumerate(held, start)]


def asked(index: Index, *tokens: str, k: int = 10) -> list[Found]:
    return index.search([("words", token, 1.0) for token in tokens], k)


def keys(found: Iterable[Found]) -> list[str]:
    return [hit.key for hit in found]
