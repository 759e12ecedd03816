from __future__ import annotations

import pytest

from retrieval import glossary
from retrieval.question import understand
from retrieval.stemming import stem
from retrieval.text import normalise

ENTRIES = glossary.entries()


def test_the_glossary_has_three_hundred_concepts_each_with_its_source() -> None:
    assert len(ENTRIES) >= 300
    assert all(entry.zh and entry.english and entry.source for entry in ENTRIES)


def test_no_chinese_word_names_two_concepts() -> None:
    words = [word for entry in ENTRIES for word in entry.chinese]
    assert sorted(words) == sorted(set(words))


def test_every_word_is_folded_already() -> None:
    assert all(normalise(word) == word for entry in ENTRIES for word in entry.chinese)


def test_an_english_form_of_two_concepts_says_which_is_the_second_reading() -> None:
    unmarked: dict[tuple[str, ...], str] = {}
    for entry in ENTRIES:
        for form in (*entry.english, *entry.also_english):
            if not form.startswith("~"):
                key = glossary.stems(form)
                assert unmarked.setdefault(key, entry.zh) == entry.zh, form


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.zh)
def test_no_entry_is_dead(entry: glossary.Entry) -> None:
    """Each of its words, asked for, leads to the concept; in Chinese, in English and everyday."""
    for word in entry.chinese:
        read = {term.text for concept in understand(f"江苏的{word}").concepts for term in concept.terms}
        assert entry.zh in read, word
    for form in (*entry.english, *entry.also_english):
        question = understand(f"What does Jiangsu say about {form.removeprefix('~')}?")
        read = {term.text for concept in question.concepts for term in concept.terms}
        assert read & {entry.zh, *entry.also}, form


def test_every_concept_is_spelt_in_pinyin() -> None:
    spelt = {word for line in _pinyin() for word in line.split("\t")[1].split()}
    assert {entry.zh for entry in ENTRIES if entry.zh.isalpha()} <= spelt


def _pinyin() -> list[str]:
    return glossary.TABLE.with_name("pinyin.tsv").read_text(encoding="utf-8").splitlines()


def test_a_narrower_word_widens_strongly_and_its_concept_narrows_weakly() -> None:
    up = {reading.text: reading.weight for reading in glossary.widen("养老院")}
    down = {reading.text: reading.weight for reading in glossary.widen("养老机构")}
    assert up["养老院"] == down["养老机构"] == 1.0
    assert up["养老机构"] > down["养老院"] > 0
    assert "敬老院" not in up


def test_the_same_by_another_name_widens_both_ways() -> None:
    assert glossary.widen("低保")[1] == ("最低生活保障", glossary.SAME)
    assert glossary.widen("最低生活保障")[1] == ("低保", glossary.SAME)


def test_a_widened_word_can_be_said_aloud() -> None:
    assert understand("江苏的低保").searched == ("低保 = 最低生活保障",)
    assert understand("Jiangsu's dibao").searched[0].startswith("dibao = 最低生活保障, 低保")


@pytest.mark.parametrize(
    ("forms", "together"),
    [
        ("subsidies subsidy", True),
        ("planning planned plans plan", True),
        ("organisation organization organizations organisations", True),
        ("centre center centres centers", True),
        ("ageing aging", True),
        ("child children", True),
        ("city cities", True),
        ("issued issue issuing issues", True),
        ("house housing", True),
        ("policy police", False),
        ("new news", False),
        ("thing th", False),
        ("process proc", False),
        ("need ne", False),
    ],
)
def test_forms_of_a_word_meet_and_other_words_do_not(forms: str, *, together: bool) -> None:
    assert (len({stem(form) for form in forms.split()}) == 1) is together


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("完整社区", "现代社区"),
        ("智慧社区", "完整社区"),
        ("儿童督导员", "儿童主任"),
        ("第三方评估", "第三方监督"),
        ("指导意见", "实施意见"),
        ("消防安全", "安全生产"),
        ("企业", "市场主体"),
        ("对口支援", "东西部协作"),
    ],
)
def test_two_things_of_one_kind_are_not_the_same_thing(one: str, other: str) -> None:
    assert other not in {reading.text for reading in glossary.widen(one)}
    assert one not in {reading.text for reading in glossary.widen(other)}
