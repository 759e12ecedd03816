"""What is said of what is not found, of words put into English, and of who wrote what: never more than is so."""

from __future__ import annotations

import pytest

from bot.answers.model import Language, Prose, Status
from bot.dialogue import Dialogue
from corpus.assembly import assemble
from corpus.model import Page
from tests.bot.answering import Shelf, dialogue

PAGE = """山西省召开慈善工作会议

本报记者 田小雨

3月4日，山西省慈善工作会议在太原市召开。山西省民政厅厅长周向东出席会议并讲话。
会议指出，要支持公安县企业做好首届“三晋慈善奖”评选工作，接收养老机构捐赠。
"""


@pytest.fixture(scope="module")
def shanxi() -> Dialogue:
    return Dialogue(Shelf(assemble(Page("shanxi.txt", PAGE)).articles))


async def told(talk: Dialogue, question: str) -> str:
    answer = await talk.ask(question, question)
    return "\n".join(part.text for part in answer.parts if isinstance(part, Prose))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("浙江有没有提到彩礼？", "浙江的文章里没有出现：彩礼"),
        ("上海的火化标准是什么？", "上海的文章里没有出现："),
        ("有没有提到房价？", "没有出现的内容：房价"),
        ("Does Zhejiang speak of house prices?", "Not in the articles from Zhejiang (浙江): house prices"),
    ],
)
async def test_what_stands_nowhere_is_named_with_where_was_looked(question: str, said: str) -> None:
    assert said in await told(dialogue(), question)


@pytest.mark.parametrize(
    "question",
    [
        "周向东是浙江的厅长吗？",
        "余向东是河南的厅长吗？",
        "浙江不支持什么？",
        "浙江那篇文章后面说了谁？",
        "《浙江召开全省民政工作座谈会》还是那份文件由谁审核？",
    ],
)
async def test_what_is_no_word_or_stands_elsewhere_is_not_said_to_be_missing(question: str) -> None:
    said = await told(dialogue(), question)
    assert not any(cut in said for cut in ("：向东", "不支", "那篇", "后面", "还是", "那份"))


async def test_where_only_the_relation_is_missing_no_more_than_that_is_said() -> None:
    said = await told(dialogue(), "湖北的慈善工作由谁审核？")
    assert "没有说到" not in said


async def test_an_english_term_in_quotation_marks_is_read() -> None:
    answer = await dialogue().ask("quoted", 'What does "five-community linkage" mean?')
    assert "五社联动" in answer.quotes[0].text


@pytest.mark.parametrize("question", ["田小雨写了什么？", "山西那篇慈善报道是谁写的？", "What did Tian Xiaoyu write?"])
async def test_who_wrote_it_is_told_by_the_byline_as_printed(shanxi: Dialogue, question: str) -> None:
    answer = await shanxi.ask(question, question)
    assert answer.status is Status.ANSWERED
    assert "本报记者 田小雨" in await told(shanxi, question)
    assert answer.quotes[0].text == "山西省召开慈善工作会议"


async def test_an_article_without_a_byline_is_said_to_have_none() -> None:
    assert "没有署名" in await told(dialogue(), "安徽那篇报道的作者是谁？")


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What's the date of Shanxi's meeting?", "3月4日"),
        ("What is the head of Shanxi's department of civil affairs called?", "周向东"),
    ],
)
async def test_another_way_to_ask_for_a_fact_finds_it(shanxi: Dialogue, question: str, quoted: str) -> None:
    answer = await shanxi.ask(question, question)
    assert quoted in "".join(quote.text for quote in answer.quotes)


async def test_what_somebody_issued_is_the_document() -> None:
    answer = await dialogue().ask("issued", "上海市民政局发布了什么？")
    assert "实施方案（2025—2027年）" in answer.quotes[0].text


async def test_only_words_that_stand_in_the_quotation_are_put_into_english(shanxi: Dialogue) -> None:
    said = await told(shanxi, "What did Shanxi's meeting point out?")
    assert "企业 = enterprise" in said
    assert not any(word in said for word in ("市场主体", "公安"))


async def test_a_reading_is_told_only_where_the_quotation_has_it_and_not_the_word_asked_for() -> None:
    talk = dialogue()
    assert not any("会议" in note for note in (await talk.ask("told", "浙江的会议什么时候召开？")).searched)
    widened = await talk.ask("widened", "湖北的墓地")
    assert all(any(form in q.text for q in widened.quotes) for n in widened.searched for form in n[5:].split("、"))


async def test_a_year_is_explained_in_the_language_of_the_answer() -> None:
    answer = await dialogue().ask("year", "When was the Zhejiang meeting held?", language=Language.ENGLISH)
    said = " ".join(part.text for part in answer.parts if isinstance(part, Prose))
    assert "is inferred from the text's “王文序指出，2022年”" in said


async def test_a_place_is_counted_only_by_the_very_thing_named() -> None:
    answer = await dialogue().ask("complete", "哪个省要建完整社区？")
    assert {quote.sentence.article.place.province for quote in answer.quotes if quote.sentence.article.place} == {
        "湖北"
    }


async def test_several_unknown_words_are_several() -> None:
    assert "the English words “" in await told(dialogue(), "What does Hubei say about shanghaisings and wattles?")


async def test_a_day_within_the_days_that_a_text_tells_is_one_of_them() -> None:
    page = "甘肃举办社工培训班\n4月24日至26日，甘肃省社会工作培训班在兰州举办。省民政厅副厅长何平出席开班式。\n"
    talk = Dialogue(Shelf(assemble(Page("training.txt", page)).articles))
    within, after = [await talk.ask(day, f"甘肃{day}举办了什么？") for day in ("4月25日", "4月27日")]
    assert within.status is Status.ANSWERED
    assert within.quotes[0].text.startswith("4月24日至26日")
    assert after.status is not Status.ANSWERED
