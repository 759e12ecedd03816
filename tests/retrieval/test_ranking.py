from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.passages import HEADLINE
from retrieval.question import understand
from retrieval.ranking import WANTED, Neighbourhood, Wanted, Weigher, alternatives_of, query_of, query_of_text
from retrieval.text import normalise


def weights_of(text: str) -> dict[tuple[str, str], float]:
    return {(field, term): weight for field, term, weight in query_of(understand(text))}


def weigher_of(text: str) -> Weigher:
    question = understand(text)
    return Weigher(question, {(field, term): weight for field, term, weight in query_of(question) if field != HEADLINE})


def score(weigher: Weigher, sentence: str, *, before: str = "", passage: float = 1.0, lead: str = "") -> float:
    text, found = normalise(sentence), weigher.found
    place = Neighbourhood(text, found(text), before, found(normalise(before)), found(normalise(lead)), first=False)
    return weigher.score(weigher.values(place, passage=passage))


@pytest.mark.parametrize(
    ("plain", "varied"),
    [
        ("养老机构有哪些补贴", "请问养老机构有哪些补贴？谢谢！"),
        ("养老机构有哪些补贴", "養老機構有哪些補貼？"),
        ("农村低保标准是多少", "农村低保标准是多少？？？"),
    ],
)
def test_politeness_signs_and_script_do_not_change_what_is_searched(plain: str, varied: str) -> None:
    assert weights_of(plain) == weights_of(varied)


def test_words_that_only_ask_are_not_searched() -> None:
    terms = {term for _, term in weights_of("养老机构的补贴是什么？")}
    assert "什么" not in terms
    assert "补贴" in terms


def test_the_noun_that_is_asked_for_is_searched_although_it_stands_beside_the_word_that_asks() -> None:
    assert ("words", "地区") in weights_of("资金向哪些地区倾斜？")
    assert ("words", "期限") in weights_of("申报期限有何变化？")


def test_a_places_name_weighs_less_than_the_thing_that_is_asked_about() -> None:
    found = weights_of("浙江省高龄津贴")
    assert 0 < found["words", "浙江省"] < found["words", "津贴"]
    assert 0 < found["characters", "浙"] < found["characters", "津"]


def test_of_an_english_word_its_chinese_are_alternatives_beside_what_was_typed() -> None:
    (only,) = alternatives_of(understand("robots"))
    assert not only.typed
    assert {("words", "机器人"), ("words", "robots")} <= only.units


def test_another_way_of_saying_it_weighs_less_than_what_was_typed() -> None:
    found = weights_of("养老院补贴")
    assert 0 < found["words", "机构"] < found["words", "养老院"]


def test_an_english_question_is_searched_in_chinese() -> None:
    found = weights_of("What are Shanghai's charity measures?")
    assert ("words", "慈善") in found
    assert ("bigrams", "上海") in found


def test_only_concepts_that_can_be_said_otherwise_have_alternatives() -> None:
    concepts = alternatives_of(understand("养老院的屋顶"))
    assert any(("words", "养老院") in concept.typed for concept in concepts)
    assert not any(("words", "屋顶") in concept.typed for concept in concepts)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_query_of_positive_weights(text: str) -> None:
    assert all(weight > 0 for _, _, weight in (*query_of(understand(text)), *query_of_text(text)))


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_an_answers_type_fits_its_example(wanted: Wanted) -> None:
    question, sentence = wanted.example
    assert re.search(wanted.asked, question)
    assert re.search(wanted.given, sentence)


def test_of_two_like_sentences_the_one_with_a_date_answers_when() -> None:
    weigher = weigher_of("推进会什么时候召开？")
    assert score(weigher, "推进会3月5日召开，各地参加。") > score(weigher, "推进会如期召开，各地都参加。")


def test_of_two_like_sentences_the_one_with_a_number_answers_how_many() -> None:
    weigher = weigher_of("高龄津贴是多少元？")
    assert score(weigher, "高龄津贴每月300元。") > score(weigher, "高龄津贴按月发放。")


def test_a_sentence_under_a_heading_that_has_the_questions_words_counts_for_it() -> None:
    weigher = weigher_of("如何实施交通检疫？")
    assert score(weigher, "设立联合检查站。", before="五、实施交通检疫。") > score(
        weigher, "设立联合检查站。", before="会议闭幕。"
    )


def test_a_heading_answers_less_than_what_stands_under_it() -> None:
    weigher = weigher_of("如何实施交通检疫？")
    assert score(weigher, "各站实施交通检疫并登记。") > score(weigher, "五、实施交通检疫。")


def test_a_number_counts_in_any_of_its_forms() -> None:
    weigher = weigher_of("百分之七十五的补贴")
    assert weigher.share(weigher.found("补贴75%")) > weigher.share(weigher.found("补贴"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("养老 机构 补贴 标准 申请 低保".split()), max_size=6))
def test_more_of_the_question_is_never_worth_less(words: list[str]) -> None:
    weigher = weigher_of("养老机构补贴标准")
    shares = [weigher.share(weigher.found("".join(words[:count]))) for count in range(len(words) + 1)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
