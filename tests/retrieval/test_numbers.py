from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import numbers, text


def found(passage: str) -> set[str]:
    return {token.term for token in text.words(passage)}


@pytest.mark.parametrize(
    ("one", "other", "form"),
    [
        ("占比达到75％以上", "百分之七十五", "75%"),
        ("增长 3.5%", "百分之三点五", "3.5%"),
        ("七成半", "75 ％", "75%"),
        ("2月10 日召开", "二月十日", "02-10"),
        ("４月 24日", "四月二十四日", "04-24"),
        ("2023年2月10日", "2023-02-10", "2023-02-10"),
        ("2023年2月10日", "二〇二三年二月十日", "2023-02-10"),
        ("二〇二五年", "2025年底", "2025"),
        ("二零二五年", "2025年底", "2025"),
        ("1.4万人", "14000人", "14000"),
        ("一万四千户", "1.4万", "14000"),
        ("14,000人", "1.4万人", "14000"),
        ("二十一条措施", "21条具体措施", "21"),
        ("三项重点工作", "3 项", "3"),
        ("两项政策", "2项政策", "2"),
        ("3亿元", "300000000元", "300000000"),
        ("十二个县", "12个", "12"),
        ("一百零五名", "105名", "105"),
    ],
)
def test_the_same_number_meets_itself_in_another_form(one: str, other: str, form: str) -> None:
    assert form in found(one)
    assert form in found(other)


@pytest.mark.parametrize("passage", ["服务三农", "一体化", "统一部署", "万众一心", "千方百计", "百年大计", "成立"])
def test_a_numeral_in_a_word_is_no_number(passage: str) -> None:
    assert not {term for term in found(passage) if term[0].isdigit()} - {"100"}


def test_an_impossible_date_is_none() -> None:
    assert "13-40" not in found("13月40日")


@given(st.integers(0, 10**12))
def test_a_chinese_numeral_means_what_was_written(number: int) -> None:
    assert numbers.value(written(number)) == number


def written(number: int) -> str:
    """Plainly spelt, as in an official text."""
    if number < 10:
        return "零一二三四五六七八九"[number]
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return written(head) + name + (gap + written(rest) if rest else "")
    raise AssertionError(number)


@given(st.text(alphabet="零一二两十百千万亿点〇三", max_size=12))
def test_no_heap_of_numerals_is_an_error(heap: str) -> None:
    list(numbers.forms(heap + "个"))
