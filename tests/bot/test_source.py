"""A citation opened: which sentences, what stands beside them, and what is said of the difference."""

from __future__ import annotations

import pytest

from bot.answers.model import Language
from bot.answers.source import UnknownId, find, id_of, lines_cited, parse_id, source_of
from bot.channels.source import render_source
from bot.channels.terminal import PLAIN, Style
from bot.channels.wrapping import width
from corpus.assembly import assemble
from corpus.model import Article, Page

TEXT = (
    "江苏召开养老服务工作会议\n"
    "5月 8日，江苏省在南京召开养老服务\n\n"
    "工作会议。 会议强调，要实施野金色晚\n"
    "霞冶行动，建好社区食堂。要让老人放心。\n"
)


class Shelf:
    """Articles at hand, by id."""

    def __init__(self, *articles: Article) -> None:
        self._articles = {article.id: article for article in articles}

    async def article(self, id: str, /) -> Article | None:  # noqa: A002 - the protocol's name
        return self._articles.get(id)


@pytest.fixture(scope="module")
def article() -> Article:
    (found,) = assemble(Page("苏.txt", TEXT)).articles
    return found


@pytest.mark.parametrize("dash", ["–s", "-s", "—s", "–", "至s", "~s", " – s"])
async def test_a_range_opens_all_its_sentences(article: Article, dash: str) -> None:
    found = await find(Shelf(article), f"[{article.id}-s1{dash}3]")
    assert [sentence.number for sentence in found] == [1, 2, 3]


async def test_what_a_source_calls_itself_opens_it_again(article: Article) -> None:
    source = source_of(*article.sentences[1:])
    assert await find(Shelf(article), source.id) == article.sentences[1:]
    assert id_of(article.sentences[:1]) == f"{article.id}-s1"


async def test_an_articles_own_id_opens_all_of_it(article: Article) -> None:
    assert await find(Shelf(article), article.id) == article.sentences


@pytest.mark.parametrize("end", ["-s4", "-s2–s9", "-s3–s1", "-s99"])
async def test_sentences_that_there_are_not_are_refused_with_those_that_there_are(article: Article, end: str) -> None:
    with pytest.raises(UnknownId, match="s1 to s3"):
        await find(Shelf(article), article.id + end)


def test_an_id_in_what_a_person_pasted_is_read_in_any_case(article: Article) -> None:
    assert parse_id(f"see {article.id.upper()}-S2–s3.") == (article.id, 2)


def test_the_lines_of_neighbours_are_one_range_across_an_empty_line(article: Article) -> None:
    assert lines_cited(article.sentences[:2]) == ((2, 5),)


def test_a_range_is_shown_whole_with_its_repairs_said_once(article: Article) -> None:
    shown = render_source(source_of(*article.sentences), Language.CHINESE, PLAIN)
    assert "".join(sentence.text for sentence in article.sentences) in shown.replace("\n", "")
    assert "第4行：野 读作 “" in shown
    assert shown.count("换字体的符号") == 2  # a line each
    assert shown.endswith("此外与原页一致，仅去掉换行、空格。")


def test_the_reading_is_the_same_as_the_page_only_where_nothing_differs() -> None:
    text = "江西召开会议\n会议强调，要抓落实。\n会议 要求，\n要见行动。\n会议指出，要学习。\n"
    (article,) = assemble(Page("赣.txt", text)).articles
    said = {
        number: render_source(source_of(article.sentence(number)), Language.ENGLISH).rsplit("\n", 1)[-1]
        for number in (1, 2, 3)
    }
    assert said == {
        1: "The same as on the page, character for character.",
        2: "The same as on the page; left out: line breaks, spaces.",
        3: "The same as on the page, character for character.",
    }


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 120])
@pytest.mark.parametrize("language", list(Language))
def test_page_and_reading_fit_a_terminal_of_any_width(article: Article, columns: int, language: Language) -> None:
    shown = render_source(source_of(*article.sentences), language, Style(columns=columns))
    assert max(map(width, shown.split("\n"))) <= columns
    assert "野金色晚" in shown.replace("\n", "").replace(" ", "")
    assert ("→" in shown) == (columns < 80)


def test_a_character_that_would_command_the_terminal_is_shown_as_a_picture(article: Article) -> None:
    page = Page("皖.txt", TEXT.replace("放心", "放\x1b[2J心"))
    (wild,) = assemble(page).articles
    assert "\x1b" not in render_source(source_of(*wild.sentences), Language.CHINESE, Style(columns=60))
    assert "\x1b[2J" in render_source(source_of(*wild.sentences), Language.CHINESE, PLAIN)
    assert article.sentences[-1].text == "要让老人放心。"
