"""Courtesies are taken off the ends of a question; what is nothing but courtesy stays."""

from __future__ import annotations

import pytest

from retrieval.courtesy import bare
from retrieval.question import understand


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("你好，请问青海养老补贴是多少？谢谢！", "青海养老补贴是多少？"),
        ("請問青海養老補貼是多少？謝謝", "青海養老補貼是多少？"),
        ("麻烦您告诉我一下，厦门会议谁讲话，辛苦了", "厦门会议谁讲话"),
        ("Hello, could you please tell me who spoke in Xiamen, thanks a lot!", "who spoke in Xiamen"),
        ("Please tell me: qinghai yanglao", "qinghai yanglao"),
        ("qinghai yanglao, please", "qinghai yanglao"),
    ],
)
def test_courtesies_are_taken_off(typed: str, left: str) -> None:
    assert bare(typed) == left


@pytest.mark.parametrize(
    "typed",
    ["谢谢", "好的，谢谢", "你好！", "Hi, thanks", "ok thanks", "please", "tell me about Qinghai", "感谢信写给谁", ""],
)
def test_what_is_more_or_nothing_else_stays(typed: str) -> None:
    assert bare(typed) == typed


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("   Who chaired the Fujian symposium?  ", "Who chaired the Fujian symposium?"),
        ("Who\t chaired\nthe Fujian symposium?", "Who chaired the Fujian symposium?"),
        ("Please tell me: fujian cishan cuoshi", "fujian cishan cuoshi"),
        ("你好，请问福建省长在会上讲了什么？谢谢！", "福建省长在会上讲了什么？"),
    ],
)
def test_a_question_is_read_as_if_it_stood_alone(typed: str, plain: str) -> None:
    said, meant = understand(typed), understand(plain)
    assert (said.kinds, said.places, said.concepts, said.heard) == (
        meant.kinds,
        meant.places,
        meant.concepts,
        meant.heard,
    )


def test_what_was_heard_is_chinese_without_errors() -> None:
    assert understand("fujian cishan cuoshi").heard == "福建慈善措施"
    assert understand("Who attedned in Fujian?").heard == "Who attended in Fujian?"
