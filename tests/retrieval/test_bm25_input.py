"""What the index makes of odd questions and odd documents, and what it keeps in order."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from retrieval.bm25 import Document, Index, Parameters, oracle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from retrieval.bm25 import Found

from tests.retrieval.specimens import FIELDS, USUAL, asked, either_path, keys, made


@either_path
def test_a_question_without_an_answer_is_an_empty_list(tmp_path: Path, *, plain_path: bool) -> None:
    index = made(tmp_path, [["a"]], plain_path=plain_path)
    assert asked(index) == []
    assert asked(index, "z") == []
    assert asked(index, "a", k=0) == []
    assert asked(made(tmp_path, [], plain_path=plain_path), "a") == []


@either_path
def test_a_query_of_thousands_of_terms_is_answered(tmp_path: Path, *, plain_path: bool) -> None:
    corpus = [[f"w{n}", f"w{n + 1}", "common"] for n in range(3000)]
    index = made(tmp_path, corpus, plain_path=plain_path)
    query = [*(f"w{n}" for n in range(1, 3000, 2)), "common"]
    found = asked(index, *query, k=5)
    assert found[0].score == pytest.approx(max(oracle(corpus, USUAL).get_scores(query)))
    for hit in found:
        assert {text for _, text in hit.matched} == set(query) & set(corpus[int(hit.key[1:])])


def test_a_control_character_in_a_question_finds_nothing_and_spoils_nothing(tmp_path: Path) -> None:
    index = made(tmp_path, [["a", "b"]])
    assert asked(index, "\0") == []
    assert keys(asked(index, "a\0b", "b")) == ["d0"]


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf")])
def test_a_weight_that_is_no_weight_is_refused(tmp_path: Path, weight: float) -> None:
    with pytest.raises(ValueError, match="weight"):
        made(tmp_path, [["a"]]).search([("words", "a", weight)], 1)


def test_a_field_that_is_not_there_is_refused(tmp_path: Path) -> None:
    index = made(tmp_path, [["a"]])
    with pytest.raises(ValueError, match="no field title; there are words"):
        index.search([("title", "a", 1.0)], 1)
    with pytest.raises(ValueError, match="d1: title was not declared"):
        index.add([Document("d1", {"title": ["a"]})])
    assert keys(asked(index, "a")) == ["d0"]


@pytest.mark.parametrize(("k1", "b"), [(-0.1, 0.4), (0.6, 1.1), (0.6, -0.1), (float("nan"), 0.4), (float("inf"), 0.4)])
def test_parameters_out_of_range_are_refused(k1: float, b: float) -> None:
    with pytest.raises(ValueError, match="k1"):
        Parameters(k1, b)


@either_path
@pytest.mark.parametrize(
    ("second", "reason"),
    [(Document("d0", {"words": ["b"]}), "twice"), (Document("d1", {"words": ["b", "a\0b"]}), "NUL")],
)
def test_documents_that_cannot_be_indexed_leave_the_index_as_it_was(
    tmp_path: Path, second: Document, reason: str, *, plain_path: bool
) -> None:
    index = made(tmp_path, [["old"]], plain_path=plain_path)
    with pytest.raises(ValueError, match=reason):
        Index.create(
            tmp_path, [Document("d0", {"words": ["a"]}), second], fields={"words": USUAL}, plain_path=plain_path
        )
    with pytest.raises(ValueError, match=reason):
        index.add([Document("d0", {"words": ["a"]}), second])
    assert keys(asked(index, "old")) == ["d0"]


@either_path
def test_tokens_and_keys_may_be_any_text(tmp_path: Path, *, plain_path: bool) -> None:
    odd = [
        "",
        " ",
        "\ud800",
        "𠮷野家",
        "a\nb",
        "x" * 70_000,
        "x" * 14,
        "x" * 15,
        "x" * 16,
        "x" * 15 + "y",
        "\x01",
        "\x02",
    ]
    held = [Document(f"钥{token}匙", {"words": [token]}) for token in odd]
    index = Index.create(tmp_path, held, fields=FIELDS, plain_path=plain_path)
    for token, document in zip(odd, held, strict=True):
        found = index.search([("words", token, 1.0)], 5)
        assert keys(found) == [document.key]
        assert found[0].matched == (("words", token),)


@either_path
def test_other_parameters_can_be_tried_on_the_index_that_is_there(tmp_path: Path, *, plain_path: bool) -> None:
    corpus = [["a"], ["a", "a", "b"], ["b"] * 9]
    made(tmp_path, corpus, plain_path=plain_path)
    chosen = Parameters(1.5, 0.75)
    index = Index.open(tmp_path, parameters={"words": chosen}, plain_path=plain_path)
    assert index.fields == {"words": chosen}
    scores = oracle(corpus, chosen).get_scores(["a", "b"])
    assert {hit.key: hit.score for hit in asked(index, "a", "b")} == pytest.approx(
        {f"d{n}": scores[n] for n in range(3)}
    )
    with pytest.raises(ValueError, match="no field title"):
        Index.open(tmp_path, parameters={"title": chosen})


def test_pages_added_one_by_one_do_not_pile_up(tmp_path: Path) -> None:
    index = made(tmp_path, [["a"]] * 500)
    for page in range(40):
        index.add([Document(f"p{page}-{n}", {"words": ["a", f"w{page}"]}) for n in range(3)])
    assert len(index) == 620
    assert len(index._snapshot.segments) <= 8
    assert [keys(asked(index, f"w{page}")) for page in (0, 39)] == [
        [f"p{page}-{n}" for n in range(3)] for page in (0, 39)
    ]


def test_the_note_stays_with_what_it_is_about(tmp_path: Path) -> None:
    index = Index.create(tmp_path, [], fields=FIELDS, note="7")
    index.update(add=[Document("d0", {"words": ["a"]})], note="8")
    index.remove(["d0"])
    assert (Index.open(tmp_path).note, len(index)) == ("8", 0)


def grouped(found: Sequence[Found]) -> Mapping[float, list[str]]:
    return {score: keys(hits) for score, hits in itertools.groupby(found, key=lambda hit: hit.score)}


@either_path
def test_equal_documents_come_in_the_order_in_which_they_were_added(tmp_path: Path, *, plain_path: bool) -> None:
    index = made(tmp_path, [["a"]] * 20, plain_path=plain_path)
    index.add([Document("d5", {"words": ["a"]}), Document("later", {"words": ["a"]})])
    order = [f"d{n}" for n in range(20) if n != 5] + ["d5", "later"]
    assert list(grouped(asked(index, "a", k=30)).values()) == [order]
    assert keys(asked(index, "a", k=7)) == order[:7]
