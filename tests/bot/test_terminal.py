"""The terminal's rendering, over an article made by hand."""

import re

import pytest

from bot.answers.model import Answer, Language, Prose, Quote, Status, Suggestion
from bot.channels.records import record
from bot.channels.terminal import BOLD, PLAIN, RESET, Style, line_numbers, render
from bot.channels.wrapping import width
from corpus.model import Article, Page, Span
from corpus.traced import whole

PAGE = Page("山.txt", "标题在此\n一是甲乙丙丁。二是戊己\n庚辛。\n")


@pytest.fixture
def article() -> Article:
    text = whole(PAGE.text)
    body = text.keep(i for i in range(5, len(PAGE.text)) if PAGE.text[i] != "\n")
    return Article(page=PAGE, number=1, title=text[:4], body=body, sentence_spans=(Span(0, 7), Span(7, 14)))


@pytest.fixture
def answer(article: Article) -> Answer:
    first, second = article.sentences
    return Answer(
        Status.ANSWERED,
        Language.CHINESE,
        "measures",
        (Prose("共两项。"), Quote(first, 1, (Span(2, 4),), "1."), Quote(second, 2)),
        (Suggestion("那山西呢？", "那山西呢？"),),
    )


def test_an_answer_shows_its_quotations_numbers_and_sources(answer: Answer, article: Article) -> None:
    text = render(answer)
    assert "1. 一是甲乙丙丁。 [1]" in text
    assert f"[2] {article.id}-s2 · 第2–3行" in text
    assert text.count("《标题在此》") == 1
    assert "1. 那山西呢？" in text


def test_plain_text_has_no_control_sequences(answer: Answer) -> None:
    assert "\x1b" not in render(answer, PLAIN)


def test_the_words_that_answer_are_bold_across_a_line_break(answer: Answer) -> None:
    text = render(answer, Style(columns=14, colour=True))
    bold = "".join(re.findall(re.escape(BOLD) + "(.*?)" + re.escape(RESET), text))
    assert bold == "甲乙"


def test_no_line_of_a_quotation_is_wider_than_the_terminal(answer: Answer) -> None:
    quoted = [line for line in render(answer, Style(columns=20)).split("\n") if "│" in line]
    assert quoted
    assert all(width(line) <= 20 for line in quoted)


def test_lines_are_named_in_reading_order() -> None:
    assert line_numbers([(107, 116), (4, 4)], Language.ENGLISH) == "lines 107–116, 4"
    assert line_numbers([(4, 4)], Language.ENGLISH) == "line 4"


def test_a_record_holds_the_page_spans_of_each_quotation(answer: Answer) -> None:
    quotes = record(answer, text="x").quotes
    cut = "".join(PAGE.text[start:end] for start, end in quotes[1].citation.spans)
    assert cut.replace("\n", "") == quotes[1].text
    assert quotes[0].highlights == [(2, 4)]
