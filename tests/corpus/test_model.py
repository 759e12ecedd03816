"""The nouns that all rooms share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.assembly import assemble
from corpus.model import Article, Page, Repair, Span, lines_of

TEXT = (
    "江苏召开全省养老服务工作会议\n\n3月5日，江苏省养老服务工作\n会议在南京召开。会议部署了今\n年的任务。\n"
    "会议要求，各地要抓好落实。\n"
)


@pytest.fixture
def article() -> Article:
    (only,) = assemble(Page("a.txt", TEXT)).articles
    return only


def test_the_same_text_has_the_same_id_whatever_its_file_is_called() -> None:
    assert Page("a.txt", TEXT).id == Page("b.txt", TEXT, "gb18030").id != Page("a.txt", TEXT + "。").id


def test_ids_name_page_article_and_sentence(article: Article) -> None:
    assert article.id == f"GB-{article.page.id}-a1"
    assert article.sentences[1].id == f"{article.id}-s2"


def test_sentence_zero_is_the_headline(article: Article) -> None:
    assert article.sentence(0).text == "江苏召开全省养老服务工作会议"
    assert article.sentence(2) == article.sentences[1]
    for number in (-1, 4):
        with pytest.raises(IndexError):
            article.sentence(number)


def test_each_character_stands_in_one_sentence(article: Article) -> None:
    for sentence in article.sentences:
        assert {article.sentence_at(i).number for i in range(*sentence.span)} == {sentence.number}
    for offset in (-1, len(article.body)):
        with pytest.raises(IndexError):
            article.sentence_at(offset)


def test_a_citation_says_which_lines(article: Article) -> None:
    citation = article.sentences[0].citation
    assert (citation.bulletin, citation.article, citation.lines) == ("a.txt", article.title.text, ((3, 4),))
    assert "".join(TEXT[start:end] for start, end in citation.spans).replace("\n", "") == article.sentences[0].text


def test_a_sentence_that_drifted_from_its_page_is_noticed(article: Article) -> None:
    sentence = article.sentences[0]
    assert sentence.stands_in_its_page()
    drifted = replace(article, body=article.body.read_as("错" + article.body.text[1:]))
    assert not drifted.sentences[0].stands_in_its_page()
    at = article.body.origins[0]
    repaired = replace(drifted, repairs=(Repair(at, TEXT[at], "错", "a test"),))
    assert repaired.sentences[0].stands_in_its_page()


def test_neighbouring_lines_are_one_range() -> None:
    page = Page("a.txt", "一\n二\n三\n四\n五")
    assert lines_of(page, (Span(0, 1), Span(2, 3), Span(8, 9))) == ((1, 2), (5, 5))
