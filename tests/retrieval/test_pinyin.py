from __future__ import annotations

import pytest

from retrieval import pinyin, spelling
from retrieval.question import understand
from retrieval.syllables import sounding, syllables


def chinese(text: str) -> str | None:
    spelt = pinyin.as_chinese(text)
    return spelt.text if spelt else None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("jiangsu yanglao", "江苏养老"),
        ("Zhèjiāng yǎnglǎo", "浙江养老"),
        ("zhe4jiang1 yang3lao3", "浙江养老"),
        ("jiangsuyanglao", "江苏养老"),
        ("jiang su yang lao", "江苏养老"),
        ("xian binzang", "西安殡葬"),
        ("Xi'an binzang", "西安殡葬"),
        ("hebei shehui jiuzhu huiyi shenme shihou zhaokai", "河北社会救助会议什么时候召开"),
        ("shui chuxi le huiyi", "谁出席了会议"),
        ("tingzhang shi shei", "厅长是谁"),
        ("sichuan canjiren liangxiang butie", "四川残疾人两项补贴"),
    ],
)
def test_pinyin_is_read_with_and_without_tones_and_spaces(typed: str, read: str) -> None:
    assert chinese(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["What are they?", "He can sing", "charity", "Hubei", "Shanghai charity", "zzz", "", "12", "long xxq", "a" * 400],
)
def test_what_is_not_pinyin_is_left_alone(typed: str) -> None:
    assert chinese(typed) is None


def test_words_that_sound_alike_are_kept_as_further_readings() -> None:
    concept = next(concept for concept in understand("jiangsu tianqi").concepts if concept.typed == "tianqi")
    assert concept.terms[0].text == "天气"
    spelt = pinyin.as_chinese("jiangsu shishi")
    assert spelt is not None
    assert spelt.others


def test_a_term_from_pinyin_says_what_was_typed() -> None:
    term = understand("jiangsu cishan").concepts[0].terms[0]
    assert (term.text, term.typed, term.source) == ("慈善", "cishan", "pinyin")


@pytest.mark.parametrize(
    ("letters", "cut"),
    [
        ("guangqing", ("guang", "qing")),
        ("lvyou", ("lv", "you")),
        ("charity", ()),
        ("", ()),
        ("xian", ("xian",)),
    ],
)
def test_letters_are_cut_into_the_fewest_syllables(letters: str, cut: tuple[str, ...]) -> None:
    assert syllables(letters) == cut


def test_a_name_is_found_by_its_sound() -> None:
    assert sounding(("shan", "xiao", "lin")).search("副县长单晓琳出席") is not None
    assert sounding(("yu", "guang", "qing")).search("厅长余向东出席") is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("What are the charty measures?", "What are the charity measures?"),
        ("eldery care", "elderly care"),
        ("Jaingsu charity", "jiangsu charity"),
        ("shnaghai cishan", "shanghai cishan"),
        ("social assistence", "social assistance"),
        ("fumeral", "funeral"),
        ("two taregts", "two targets"),
        ("Who presdied?", "Who presided?"),
        ("jilin zhegnce", "jilin zhengce"),
    ],
)
def test_one_typing_error_is_forgiven(typed: str, read: str) -> None:
    assert spelling.corrected(typed)[0] == read


@pytest.mark.parametrize(
    "typed",
    [
        "Luke Kuechly",
        "charity",
        "yanglao",
        "GDP",
        "xzqwv",
        "Yu Guangqing",
        "the Superbowl",
        "in Kenya",
        "hospital",
        "care",
    ],
)
def test_what_is_known_or_too_far_from_anything_stays(typed: str) -> None:
    assert spelling.corrected(typed) == (typed, ())


def test_what_was_forgiven_is_told() -> None:
    question = understand("Jiangsu's charty work")
    assert question.corrected == (("charty", "charity"),)
    assert question.concepts[0].typed == "charty"
