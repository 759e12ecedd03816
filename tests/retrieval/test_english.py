from __future__ import annotations

import time
from pathlib import Path

import pytest

from retrieval import english, transliteration
from retrieval.question import understand


def likeliest(phrase: str) -> list[str]:
    return [meaning.text for meaning in english.meanings(english.phrase_stems(phrase))]


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("house price", "房价"),
        ("house prices", "房价"),
        ("the United States", "美国"),
        ("to defend", "保护"),
        ("weather", "天气"),
        ("hospitals", "医院"),
        ("universities", "大学"),
        ("oxygen", "氧气"),
        ("aardvark", "土豚"),
    ],
)
def test_a_phrase_is_read_through_the_dictionary(phrase: str, word: str) -> None:
    assert word in likeliest(phrase)


def test_a_word_of_the_same_root_helps_to_rank_and_covers_nothing() -> None:
    concept = understand("What does Jiangsu say about interceptions?").concepts[-1]
    assert "拦截" in {term.text for term in concept.terms}
    assert "拦截" not in concept.meant


@pytest.mark.parametrize("phrase", ["", "qqqq", "zzzzzz", "a b c d e f", "\t", "房价", "house\tprice"])
def test_what_the_dictionary_lacks_is_empty(phrase: str) -> None:
    assert english.meanings((phrase,)) == ()


def test_every_line_of_the_table_is_found_by_bisection() -> None:
    lines = english.TABLE.read_bytes().splitlines()
    assert lines == sorted(lines, key=lambda line: line.split(b"\t")[0])
    for line in (lines[0], lines[-1], *lines[1::997]):
        key, _, meant = line.decode().partition("\t")
        found = english.meanings(tuple(key.split(" ")))
        assert [meaning.text for meaning in found] == meant.split()[::2]
        assert [meaning.weight for meaning in found] == sorted((m.weight for m in found), reverse=True)


def test_the_first_question_in_english_does_not_wait_for_the_dictionary() -> None:
    english._table.cache_clear()
    english.meanings.cache_clear()
    start = time.perf_counter()
    assert likeliest("interest")
    assert time.perf_counter() - start < 0.03


def test_the_licence_of_the_dictionary_stands_beside_it() -> None:
    notice = Path(english.TABLE).with_name("NOTICE.md").read_text(encoding="utf-8")
    assert "CC-CEDICT" in notice
    assert "CC BY-SA 4.0" in notice


def test_the_field_goes_before_the_dictionary_and_a_phrase_before_its_words() -> None:
    concepts = {
        concept.typed: concept for concept in understand("social assistance and home-based elderly care").concepts
    }
    assert concepts["social assistance"].meant == ("社会救助",)
    assert "居家养老" in concepts["home based elderly care"].meant


def test_what_nothing_knows_stays_as_it_was_typed_and_is_missed() -> None:
    question = understand("What does Hebei say about blorptastic?")
    assert [term.text for term in question.terms] == ["blorptastic"]
    assert question.coverage("河北的社会救助") == 0.0
    assert question.coverage("河北的Blorptastic项目") == 1.0


def test_number_words_and_months_become_figures() -> None:
    terms = {term.text for term in understand("What happened to twelve counties on April 24?").terms}
    assert {"12", "04-24"} <= terms


@pytest.mark.parametrize(
    ("name", "written"),
    [("nelson", "纳尔逊"), ("jackson", "杰克逊"), ("bingen", "宾根"), ("duval", "杜瓦尔"), ("manning", "曼宁")],
)
def test_a_foreign_name_is_heard_in_how_it_is_written(name: str, written: str) -> None:
    heard = {pair for place in transliteration.pairs(name) for pair, _ in place}
    assert any(written[at : at + 2] in heard for at in range(len(written) - 1))


@pytest.mark.parametrize("name", ["", "abc", "x" * 30, "qqqqqqq", "Ümläut"])
def test_any_letters_are_cut_without_an_error(name: str) -> None:
    for place in transliteration.pairs(name):
        assert all(0 < likely <= 1 for _, likely in place)


def test_a_name_that_is_only_heard_covers_nothing_and_is_not_said_aloud() -> None:
    question = understand("How many points did Brunswick score?")
    heard = [concept for concept in question.concepts if any(term.source == "sound" for term in concept.terms)]
    assert heard
    assert not any(concept.required or concept.widened for concept in heard)
