from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Article, Page, Span
from corpus.sentences import split
from corpus.traced import whole
from retrieval.passages import LENGTH, UNITS, Passage, announces, beginning, cut, days, documents, parse_key
from retrieval.text import terms


def article_of(body: str, title: str = "", *, paragraphs: tuple[Span, ...] = ()) -> Article:
    page = whole(title + body)
    return Article(
        Page("page.txt", title + body),
        1,
        page[: len(title)],
        page[len(title) :],
        split(body),
        title_inferred=not title,
        paragraphs=paragraphs,
    )


ANNOUNCEMENTS = (
    "四、咨询与接待事宜",
    "（二）培训补贴。",
    "3.报名办法",
    "现将有关事项通知如下：",
    " 2、哪些人可以申请？",
    "①材料：",
)
STATEMENTS = ("本办法自公布之日起施行。", "三农工作座谈会在京召开。", "12日，大会闭幕。", "每人每月补贴80元。")


@pytest.mark.parametrize("sentence", ANNOUNCEMENTS)
def test_a_numbered_heading_or_a_colon_announces(sentence: str) -> None:
    assert announces(sentence)


@pytest.mark.parametrize("sentence", STATEMENTS)
def test_a_statement_announces_nothing(sentence: str) -> None:
    assert not announces(sentence)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((*ANNOUNCEMENTS, *STATEMENTS, "长句" * 70 + "。")), max_size=30))
def test_passages_tile_their_article_and_none_but_the_last_ends_on_an_announcement(sentences: list[str]) -> None:
    article = article_of("".join(each if each[-1] in "。：？" else each + "。" for each in sentences))
    passages = cut(article)
    assert "".join(passage.text for passage in passages) == article.body.text
    for passage in passages[:-1]:
        assert not announces(article.sentence(passage.last).text)


def test_a_passage_is_no_longer_than_it_should_be() -> None:
    article = article_of("民政部门受理申请后十日内答复。" * 100)
    assert all(len(passage.text) <= LENGTH for passage in cut(article))


def test_a_passage_ends_with_its_paragraph_where_that_is_long_enough() -> None:
    first, second = "受理申请后十日内答复。" * 20, "不服的可以申请复核。" * 10
    article = article_of(first + second, paragraphs=(Span(0, len(first)), Span(len(first), len(first + second))))
    assert [passage.text for passage in cut(article)] == [first, second]


def test_a_key_names_its_article_and_sentences() -> None:
    article = article_of("一句。两句。三句。")
    key = Passage(article, 2, 3).key
    assert parse_key(key) == (article.id, 2, 3)


def test_an_announcement_counts_with_what_it_announces() -> None:
    article = article_of(f"{'会议' * 40}闭幕。五、实施交通检疫。设立联合检疫站。六、其他。")
    before, after = documents([Passage(article, 1, 2), Passage(article, 3, 4)])
    assert "检疫" not in before.fields["bigrams"]
    assert list(after.fields["bigrams"]).count("检疫") == 2
    assert "其他" in after.fields["bigrams"]


def test_every_passage_is_indexed_with_its_articles_beginning() -> None:
    article = article_of("今年提高低保标准。" * 80, title="青州市民政局召开会议")
    indexed = list(documents(cut(article)))
    assert len(indexed) > 1
    assert all("青州" in document.fields["bigrams"] for document in indexed)
    assert all("青州" in document.fields["headline"] for document in indexed)


def test_an_inferred_headline_is_not_counted_twice_with_the_text_it_was_taken_from() -> None:
    article = article_of("青州市提高低保标准。")
    (document,) = documents(cut(article))
    plain = terms(article.body.text)._asdict()
    assert {unit: sorted(document.fields[unit]) for unit in UNITS} == {unit: sorted(plain[unit]) for unit in UNITS}


def test_the_beginning_is_headline_then_lead() -> None:
    assert beginning(article_of("正文在此。", title="标题"), 6) == "标题 正文在"
    assert beginning(article_of("正文在此。"), 3) == "正文在"


def test_an_article_without_sentences_has_no_passages() -> None:
    assert cut(article_of("")) == ()
    assert list(documents(())) == []


@pytest.mark.parametrize("when", ["", "23", "2023-2", "2023-02-1", "2023-02-10-1", "20230210", "二〇二三"])
def test_what_is_no_date_narrows_nothing(when: str) -> None:
    with pytest.raises(ValueError, match="no date"):
        days(when)


@pytest.mark.parametrize(("when", "held"), [("2023", 20231231), ("2023-02", 20230200), ("2023-02-10", 20230210)])
def test_a_date_holds_what_lies_within_it(when: str, held: int) -> None:
    assert held in days(when)
    assert days(when).stop not in days(when)
