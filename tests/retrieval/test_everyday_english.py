"""Everyday English of reporters meets the Chinese of bulletins, in any of its forms."""

from __future__ import annotations

import pytest

from retrieval.english_words import tables
from retrieval.phrases import concepts_of, words_of
from retrieval.question import understand
from retrieval.stemming import stem


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("How much money did Gansu invest?", "投入资金3亿元"),
        ("How many service stations did Jiangxi build?", "建成服务站12个"),
        ("How many villages were assisted?", "帮扶541个村"),
        ("How many couples divorced?", "离婚登记3万对"),
        ("Which licences do counsellors need?", "心理辅导员持有资格证书"),
        ("What is subsidised?", "给予补贴"),
        ("Who organises the drills?", "组织演练"),
    ],
)
def test_what_is_asked_in_english_is_covered_by_what_a_bulletin_says(asked: str, said: str) -> None:
    assert understand(asked).coverage(said) == 1.0


def test_a_word_that_nothing_knows_has_no_chinese() -> None:
    concept = next(c for c in understand("How many quaffles did Jiangxi build?").concepts if c.typed == "quaffles")
    assert all(term.text.isascii() for term in concept.terms)


@pytest.mark.parametrize(
    ("one", "other"),
    [("care", "car"), ("note", "not"), ("plane", "plan"), ("meeting", "meet"), ("unite", "unit")],
)
def test_a_silent_e_keeps_words_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "forms",
    ["care caring cared cares", "organise organised organising organize", "licence license licensed", "rate rated"],
)
def test_the_forms_of_a_word_meet(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_a_quoted_number_of_things_is_a_named_group() -> None:
    """“four nets” may be 四张网, whatever counts nets."""
    terms = {term.text for concept in understand("What are the “four nets”?").concepts for term in concept.terms}
    assert "四张网" in terms


def test_a_phrase_of_the_dictionary_goes_before_single_everyday_words() -> None:
    text = "sign language"
    assert [concept.typed for concept in concepts_of(words_of(text, text), text)] == ["sign language"]


def test_every_topic_has_chinese() -> None:
    for key, words in tables().topics.items():
        assert words, key
        assert not any("a" <= character <= "z" and len(word) > 3 for word in words for character in word), key


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does 《江西召开“五社联动”推进会》 say?", "en"),
        ("What is 五社联动?", "en"),
        ("江西 measures", "en"),
        ("江西 charity 措施有哪些", "zh"),
        ("NGO党建", "zh"),
    ],
)
def test_the_words_that_ask_give_the_language(question: str, language: str) -> None:
    assert understand(question).language == language
