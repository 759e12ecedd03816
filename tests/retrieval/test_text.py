from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from retrieval import text
from retrieval.data import make_simplified

BULLETINS = sorted((Path(__file__).parents[2] / "corpus" / "bulletins").glob("*.txt"))
MIXED = st.text(
    alphabet=st.sampled_from("社会救助慈善組織養老三二十月日年百分之点万项，。“” \n7205.%％aZé'"), max_size=60
)


def terms(tokens: list[text.Token]) -> list[str]:
    return [token.term for token in tokens]


@given(st.text(max_size=80))
def test_folding_keeps_the_length_and_folding_twice_changes_nothing(anything: str) -> None:
    folded = text.normalise(anything)
    assert len(folded) == len(anything)
    assert text.normalise(folded) == folded


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("慈善組織", "慈善组织"),
        ("養老服務機構", "养老服务机构"),
        ("顯著", "显著"),
        ("７５％", "75%"),
        ("Ｈubei", "hubei"),
        ("⼈⺠", "人民"),
        ("İ", "İ"),
        ("㎏", "㎏"),
    ],
)
def test_what_looks_the_same_folds_to_the_same(typed: str, folded: str) -> None:
    assert text.normalise(typed) == folded


def test_the_table_of_traditional_characters_is_what_opencc_says() -> None:
    traditional, simplified = make_simplified.TABLE.read_text(encoding="utf-8").split()
    assert dict(zip(traditional, simplified, strict=True)) == make_simplified.pairs()


def test_common_traditional_sentences_fold_as_opencc_converts_them() -> None:
    convert = OpenCC("t2s").convert
    for sentence in ("請問該省的養老服務體系有哪些內容？", "誰出席了會議並發表講話", "殘疾人兩項補貼標準為每月多少元"):
        assert text.normalise(sentence) == convert(sentence).replace("？", "?")


@given(MIXED)
def test_every_token_names_the_characters_that_it_was_read_from(anything: str) -> None:
    for cut in (text.words, text.bigrams, text.characters):
        for token in cut(anything):
            assert 0 <= token.start < token.end <= len(anything)
            assert token.term
        assert cut(anything) == sorted(cut(anything), key=lambda token: (token.start, token.end))


@given(MIXED)
def test_no_ideograph_is_lost_in_any_unit(anything: str) -> None:
    ideographs = [at for at, character in enumerate(text.normalise(anything)) if "\u4e00" <= character <= "\u9fff"]
    for cut in (text.words, text.bigrams, text.characters):
        covered = {at for token in cut(anything) for at in range(token.start, token.end)}
        assert covered.issuperset(ideographs)


@given(MIXED)
def test_terms_are_those_of_the_tokens(anything: str) -> None:
    fast = text.terms(anything)
    assert sorted(fast.words) == sorted(terms(text.words(anything)))
    assert sorted(fast.bigrams) == sorted(terms(text.bigrams(anything)))
    assert sorted(fast.characters) == sorted(terms(text.characters(anything)))


def test_both_segmenters_cut_the_bundled_bulletins_alike() -> None:
    rust, python = text.rust_segmenter(), text.python_segmenter()
    for bulletin in BULLETINS:
        joined = "".join(bulletin.read_text(encoding="utf-8").split())
        for run in text.ideographs(text.normalise(joined)):
            assert list(map(tuple, rust(run))) == list(map(tuple, python(run)))


def test_a_word_of_the_field_is_one_token_beside_its_parts() -> None:
    found = terms(text.words("加强特困人员救助供养"))
    assert "特困人员" in found
    assert "救助" in found


def test_a_space_or_a_wrap_does_not_part_a_pair_and_a_comma_does() -> None:
    assert terms(text.bigrams("全 省 民\n政")) == ["全省", "省民", "民政"]
    assert terms(text.bigrams("全省，民")) == ["全省", "民"]


def test_a_number_pairs_with_what_it_counts() -> None:
    assert "21条" in terms(text.bigrams("7项21条具体措施"))
    assert "136次" in terms(text.bigrams("136 次"))


def test_latin_words_lose_case_width_and_possessive() -> None:
    assert terms(text.words("ＧＤＰ's share")) == ["gdp", "share"]
