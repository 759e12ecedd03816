"""The index against `rank_bm25`, the kernel against plain Python, and what a caller may rely on."""

from __future__ import annotations

import itertools
import tempfile
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from retrieval.bm25 import Document, Index, Numbered, Parameters, oracle
from retrieval.index import plain, snapshot
from tests.retrieval.specimens import (
    FIELDS,
    USUAL,
    asked,
    corpora,
    documents,
    either_path,
    keyed,
    keys,
    made,
    needs_kernel,
    parameters,
    queries,
    weighted,
)


@either_path
@given(corpus=corpora, query=queries, chosen=parameters)
@example(corpus=[], query=["a"], chosen=USUAL)
@example(corpus=[[], []], query=["a"], chosen=USUAL)
@example(corpus=[["a"]], query=["a"], chosen=USUAL)
@example(corpus=[["a"], ["a", "b"]], query=["a", "b", "b"], chosen=USUAL)
@example(corpus=[["a"] * 14, ["a"] * 15, ["a"] * 16, ["b"] * 300, *[["c"]] * 20], query=["a", "b"], chosen=USUAL)
@settings(max_examples=120, deadline=None)
def test_scores_are_those_of_rank_bm25(
    corpus: list[list[str]], query: list[str], chosen: Parameters, *, plain_path: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = asked(made(Path(folder), corpus, chosen, plain_path=plain_path), *query, k=len(corpus) + 1)
    scores = oracle(corpus, chosen).get_scores(query) if any(corpus) else []
    wanted = {f"d{n}": float(score) for n, score in enumerate(scores) if set(query) & set(corpus[n])}
    assert {hit.key: hit.score for hit in found} == pytest.approx(wanted, rel=1e-9)
    for hit in found:
        assert {text for _, text in hit.matched} == set(query) & set(corpus[int(hit.key[1:])])


def test_delta_moves_all_documents_of_rank_bm25_alike() -> None:
    corpus = [["a", "b"], ["a"], ["c", "c", "a"], [], ["b"] * 5]
    for query in (["a"], ["b", "c"], ["a", "b", "c"]):
        without, with_delta = oracle(corpus, USUAL), BM25Plus(corpus, k1=USUAL.k1, b=USUAL.b, delta=1)
        constant = sum(with_delta.idf[word] for word in query)
        assert list(with_delta.get_scores(query) - constant) == pytest.approx(list(without.get_scores(query)))


@either_path
def test_a_word_of_every_document_is_found_and_scores_above_zero(tmp_path: Path, *, plain_path: bool) -> None:
    for count in (1, 2, 3, 40):
        found = asked(made(tmp_path, [["a"]] * count, plain_path=plain_path), "a", k=100)
        assert len(found) == count
        assert all(hit.score > 0 for hit in found)


@either_path
@given(held=st.lists(documents, max_size=60), query=weighted, k=st.integers(1, 5), places=st.sets(st.integers(0, 3)))
@settings(max_examples=100, deadline=None)
def test_the_first_hits_are_the_best_of_all_and_ties_keep_the_order_of_the_documents(
    held: list[Document], query: list[tuple[str, str, float]], k: int, places: set[int], *, plain_path: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.create(Path(folder), keyed(held), fields=FIELDS, attributes=("place",), plain_path=plain_path)
        everything = index.search(query, len(held) + 1)
        assert index.search(query, k) == everything[:k]
        order = [(-hit.score, int(hit.key[1:])) for hit in everything]
        assert order == sorted(order)
        inside = [hit for hit in everything if held[int(hit.key[1:])].attributes["place"] in places]
        assert index.search(query, k, allow={"place": places}) == inside[:k]


@needs_kernel
@given(held=st.lists(documents, max_size=60), query=weighted, k=st.integers(1, 70))
@settings(max_examples=100, deadline=None)
def test_kernel_and_plain_python_build_the_same_bytes_and_find_the_same_to_the_last_bit(
    held: list[Document], query: list[tuple[str, str, float]], k: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        built: dict[bool, Index] = {}
        for plain_path in (False, True):
            place = Path(folder) / str(plain_path)
            built[plain_path] = Index.create(
                place, keyed(held), fields=FIELDS, attributes=("place",), plain_path=plain_path
            )
        files = [sorted(path.read_bytes() for path in Path(folder).glob(f"{name}/0*")) for name in (False, True)]
        assert files[0] == files[1]
        assert built[False].search(query, k) == built[True].search(query, k)


@either_path
@given(held=st.lists(documents, min_size=1, max_size=40), query=weighted)
@settings(max_examples=60, deadline=None)
def test_what_each_term_adds_is_its_share_of_the_score(
    held: list[Document], query: list[tuple[str, str, float]], *, plain_path: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        index = Index.create(Path(folder), keyed(held), fields=FIELDS, attributes=("place",), plain_path=plain_path)
        index.add(keyed(held[:3], len(held)))
        found = index.search(query, 2 * len(held))
        shares = index.shares([(name, text) for name, text, _ in query], [*(hit.key for hit in found), "nobody's"])
        assert shares.pop() == {}
        for hit, held_by in zip(found, shares, strict=True):
            assert held_by.keys() == set(hit.matched)
            scored = sum(weight * held_by.get((name, text), 0.0) for name, text, weight in query)
            assert scored == pytest.approx(hit.score, rel=1e-9)


@either_path
@given(corpus=corpora)
@settings(max_examples=40, deadline=None)
def test_tokens_that_are_numbers_build_the_same_bytes_as_their_words(
    corpus: list[list[str]], *, plain_path: bool
) -> None:
    vocabulary = ["never", *dict.fromkeys(word for tokens in corpus for word in tokens)]
    numbered = Numbered(
        [f"d{number}" for number in range(len(corpus))],
        "words",
        vocabulary,
        array("I", (vocabulary.index(word) for tokens in corpus for word in tokens)),
        array("Q", itertools.accumulate(map(len, corpus))),
    )
    with tempfile.TemporaryDirectory() as folder:
        made(Path(folder) / "words", corpus, plain_path=plain_path)
        Index.create(Path(folder) / "numbers", numbered, fields={"words": USUAL}, plain_path=plain_path)
        files = [[path.read_bytes() for path in Path(folder).glob(f"{name}/0*")] for name in ("words", "numbers")]
        assert files[0] == files[1]


@either_path
def test_numbers_that_are_of_no_word_are_refused(tmp_path: Path, *, plain_path: bool) -> None:
    wrong = Numbered(["d0"], "words", ["a"], array("I", [0, 1]), array("Q", [2]))
    with pytest.raises((ValueError, IndexError)):
        Index.create(tmp_path, wrong, fields={"words": USUAL}, plain_path=plain_path)
    with pytest.raises(ValueError, match="title was not declared"):
        Index.create(tmp_path, replace(wrong, field="title"), fields={"words": USUAL}, plain_path=plain_path)
    for ends in ([1], [3], [], [2, 2]):
        with pytest.raises(ValueError, match="ends"):
            replace(wrong, ends=array("Q", ends))


def large(count: int = 40_000) -> list[Document]:
    """Two fields, three windows of the kernel, dense lists and rare ones, frequencies beyond the mark's four bits."""
    state = 12345
    held = []
    for number in range(count):
        tokens = []
        for _ in range(3 + number % 11):
            state = (1103515245 * state + 12345) % (1 << 31)
            tokens.append(f"w{int(3000 ** (state / (1 << 31)))}")
        held.append(Document(f"d{number}", {"words": tokens * (9 if number % 97 == 0 else 1), "headline": tokens[:2]}))
    return held


@needs_kernel
def test_kernel_hand_and_numpy_agree_to_the_last_bit_over_many_windows(tmp_path: Path) -> None:
    index = Index.create(tmp_path, large(), fields=FIELDS)
    index.remove([f"d{number}" for number in range(0, 40_000, 3)])
    index.add([Document(f"new{number}", {"words": ["w1", "w7", "w900"]}) for number in range(30)])
    seen = index._snapshot
    for step in range(1, 25):
        names = [(field, f"w{1 + (step * 37 * n) % (3 + 40 * step)}") for n in range(step % 13 + 1) for field in FIELDS]
        query = [(field, text, 1.0 + n % 3) for n, (field, text) in enumerate(dict.fromkeys(names))]
        terms = [snapshot.term(seen.fields[field], text, weight) for field, text, weight in query]
        masks = seen.masks(None, {}, None)[0]
        by_hand = plain.search(seen, terms, 10, masks, long=1 << 60)
        assert plain.search(seen, terms, 10, masks, long=0) == by_hand
        assert [(hit.key, hit.score) for hit in index.search(query, 10)] == [
            (seen.segments[segment].key(document), score) for score, segment, document, _ in by_hand
        ]


changes = st.lists(
    st.tuples(st.lists(st.tuples(st.integers(0, 12), documents), max_size=4), st.sets(st.integers(0, 12), max_size=3)),
    max_size=6,
)


@either_path
@given(start=st.lists(documents, max_size=8), steps=changes, query=weighted)
@settings(max_examples=80, deadline=None)
def test_an_index_that_was_changed_is_one_built_anew(
    start: list[Document],
    steps: list[tuple[list[tuple[int, Document]], set[int]]],
    query: list[tuple[str, str, float]],
    *,
    plain_path: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        live = {document.key: document for document in keyed(start)}
        index = Index.create(
            Path(folder) / "changed", live.values(), fields=FIELDS, attributes=("place",), plain_path=plain_path
        )
        for added, removed in steps:
            fresh = {f"d{number}": one for number, one in added}
            leaving = {f"d{number}" for number in removed}
            index.update(add=[Document(key, one.fields, one.attributes) for key, one in fresh.items()], remove=leaving)
            for key in leaving | fresh.keys():
                live.pop(key, None)
            live |= {key: Document(key, one.fields, one.attributes) for key, one in fresh.items()}
        anew = Index.create(
            Path(folder) / "anew", live.values(), fields=FIELDS, attributes=("place",), plain_path=plain_path
        )
        assert len(index) == len(live)
        assert index.search(query, 50) == anew.search(query, 50)
        assert index.search(query, 50, allow={"place": {1, 2}}) == anew.search(query, 50, allow={"place": {1, 2}})
        assert all(
            index.document_frequency(name, text) == anew.document_frequency(name, text) for name, text, _ in query
        )
        index.merge()
        assert len(index._snapshot.segments) <= 1
        assert index.search(query, 50) == anew.search(query, 50)
        index.check()


@either_path
def test_what_a_filter_leaves_out_is_never_a_hit(tmp_path: Path, *, plain_path: bool) -> None:
    held = [Document(f"d{n}", {"words": ["a"]}, {"place": n % 3, "date": 20230100 + n}) for n in range(30)]
    index = Index.create(tmp_path, held, fields={"words": USUAL}, attributes=("place", "date"), plain_path=plain_path)
    query = [("words", "a", 1.0)]
    assert len(index.search(query, 100)) == 30
    assert keys(index.search(query, 100, allow={"place": {1}, "date": range(20230104, 20230111)})) == [
        "d4",
        "d7",
        "d10",
    ]
    assert keys(index.search(query, 100, among=["d9", "d2", "nobody"])) == ["d2", "d9"]
    assert keys(index.search(query, 100, among=["d9", "d2"], allow={"place": {2}})) == ["d2"]
    assert index.search(query, 100, allow={"place": set()}) == []
    assert index.search(query, 100, allow={"date": range(5, 5)}) == []
    with pytest.raises(ValueError, match="no attribute bulletin"):
        index.search(query, 1, allow={"bulletin": {1}})


@either_path
def test_the_filter_does_not_change_a_score(tmp_path: Path, *, plain_path: bool) -> None:
    held = [Document(f"d{n}", {"words": ["a", "b"][: 1 + n % 2]}, {"place": n % 4}) for n in range(40)]
    index = Index.create(tmp_path, held, fields={"words": USUAL}, attributes=("place",), plain_path=plain_path)
    query = [("words", "a", 1.0), ("words", "b", 0.5)]
    everything = {hit.key: hit.score for hit in index.search(query, 40)}
    inside = index.search(query, 40, allow={"place": [3]})
    assert {hit.key: hit.score for hit in inside} == {key: everything[key] for key in keys(inside)}


@either_path
def test_a_score_explains_itself_in_the_names_of_the_formula(tmp_path: Path, *, plain_path: bool) -> None:
    index = Index.create(
        tmp_path,
        [
            Document("d0", {"words": ["a", "b", "a"], "headline": ["a"]}),
            Document("d1", {"words": ["a"]}),
            Document("d2", {"words": ["c"]}),
        ],
        fields=FIELDS,
        plain_path=plain_path,
    )
    query = [("words", "a", 1.0), ("headline", "a", 2.0), ("words", "c", 1.0)]
    for hit in index.search(query, 3):
        tree = index.explain(query, hit.key)
        assert tree.value == pytest.approx(hit.score, rel=1e-12)
        assert {part.name for part in tree.parts} == {f"{field}:{text}" for field, text in hit.matched}
        assert all(name in str(tree) for name in ("idf", "tf", "dl", "avgdl", "k1", "b", "weight", "df", "N"))
    with pytest.raises(KeyError):
        index.explain(query, "nobody")


@either_path
def test_terms_of_two_fields_do_not_meet(tmp_path: Path, *, plain_path: bool) -> None:
    held = [Document("d0", {"words": ["a"]}), Document("d1", {"headline": ["a"]}), Document("d2", {})]
    index = Index.create(tmp_path, held, fields=FIELDS, plain_path=plain_path)
    assert keys(index.search([("words", "a", 1.0)], 5)) == ["d0"]
    assert keys(index.search([("headline", "a", 1.0)], 5)) == ["d1"]
    assert index.document_frequency("headline", "a") == 1
    assert index.has("a")
    assert not index.has("b")
    assert "d2" in index
    assert "d3" not in index
