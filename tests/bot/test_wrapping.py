from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wrapping import NOT_FIRST, width, wrap


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert width("公报") == 4
    assert width("GB-1") == 4


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = wrap("总结2024年工作情况，交流学习经验做法。", 18)
    assert all(line[0] not in NOT_FIRST for line in lines)
    assert "".join(lines) == "总结2024年工作情况，交流学习经验做法。"


def test_no_line_ends_with_an_opening_mark() -> None:
    assert wrap("聚焦完善“四个体系”", 9) == ["聚焦完善", "“四个体", "系”"]


def test_a_number_is_not_broken() -> None:
    assert wrap("到二零年2025—2027年", 12) == ["到二零年", "2025—2027年"]


def test_a_word_wider_than_the_line_is_broken_all_the_same() -> None:
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(st.text(st.sampled_from("汉字，。“”（）abc 12%"), max_size=60), st.integers(4, 30))
def test_wrapping_loses_and_adds_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)


def test_a_number_keeps_its_unit() -> None:
    assert wrap("载于原页第115–116行", 14) == ["载于原页", "第115–116行"]


def test_english_is_broken_at_its_spaces() -> None:
    assert wrap("Ask in Chinese, English or pinyin.", 16) == ["Ask in Chinese,", "English or", "pinyin."]
