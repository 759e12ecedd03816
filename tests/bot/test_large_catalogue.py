"""Answers out of a catalogue too large to be read as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.model import Status
from bot.dialogue import FEW, Dialogue, is_of_other_years
from bot.library import Library
from corpus.assembly import assemble
from corpus.model import Page
from corpus.store import Catalogue
from retrieval.question import understand

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

PROVINCES = "江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 陕西 甘肃 青海".split()
TITLES = [f"{p}召开{what}工作会议" for p in PROVINCES for what in ("养老", "救助")]


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Dialogue]:
    async with await Catalogue.open(tmp_path / "catalogue.sqlite3", bundled=True) as catalogue:
        for number, title in enumerate(TITLES):
            day = f"3月{number % 28 + 1}日"
            page = Page(f"{number}.txt", f"{title}\n\n{day}，{title[:2]}省民政厅{title[2:]}。会议要求加快发展。")
            await catalogue.replace(f"folder/{page.name}", page, assemble(page).articles)
        async with Library(catalogue) as library:
            yield Dialogue(library)


async def test_the_list_of_bulletins_is_given(talk: Dialogue) -> None:
    assert len(TITLES) > FEW
    answer = await talk.ask("one", "有哪些公报")
    assert (answer.status, answer.builder) == (Status.ANSWERED, "bulletins")
    said = "\n".join(str(part) for part in answer.parts)
    assert [title for title in TITLES if title not in said] == []


async def test_a_document_that_no_article_names_is_not_answered_with_another(talk: Dialogue) -> None:
    answer = await talk.ask("one", "民函〔2025〕15号文件的文号是什么文件")
    assert answer.status is Status.NOT_FOUND


TOPICS = "养老服务 社会救助 殡葬管理 婚姻登记 儿童福利 慈善事业 社会组织 区划地名".split()
MEASURES = "健全制度 压实责任 加大投入 完善设施 培训队伍 强化监管 摸清底数 精准施策".split()


@pytest.fixture
async def alike(tmp_path: Path) -> AsyncIterator[Dialogue]:
    """Forty reports of one province's meetings, of eight topics and five years: no sentence stands out by its words."""
    async with await Catalogue.open(tmp_path / "catalogue.sqlite3", bundled=False) as catalogue:
        for year in range(2020, 2025):
            for number, topic in enumerate(TOPICS):
                asks = "；".join(f"{n}是{MEASURES[(number + k) % 8]}" for n, k in (("一", 0), ("二", 3), ("三", 6)))
                body = f"{number + 1}月3日，安徽省民政厅召开{year}年全省{topic}工作会议。会议要求：{asks}。"
                page = Page(f"{year}-{number}.txt", f"安徽召开{year}年全省{topic}工作会议\n\n{body}")
                await catalogue.replace(f"folder/{page.name}", page, assemble(page).articles)
        async with Library(catalogue) as library:
            yield Dialogue(library)


@pytest.mark.parametrize("topic", TOPICS)
async def test_what_a_headline_names_is_answered_though_many_articles_are_of_its_form(
    alike: Dialogue, topic: str
) -> None:
    answer = await alike.ask("one", f"安徽{topic}会议有哪些要求？")
    assert answer.status is Status.ANSWERED
    assert all(topic in quote.sentence.article.title.text for quote in answer.quotes)


@pytest.mark.parametrize("question", ["安徽{}年养老服务的措施有哪些？", "What are Anhui's charity measures in {}?"])
async def test_the_year_that_is_asked_for_is_answered_and_no_other(alike: Dialogue, question: str) -> None:
    for year in (2021, 2023):
        answer = await alike.ask("one", question.format(year))
        assert answer.status is Status.ANSWERED
        assert {f"{year}年" in quote.sentence.article.title.text for quote in answer.quotes} == {True}
    assert (await alike.ask("one", question.format(1999))).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["安徽婚姻登记要多少钱？", "安徽殡葬管理会议谁主持？", "安徽社会组织有多少家？"])
async def test_a_headline_is_no_evidence_of_who_or_how_many(alike: Dialogue, question: str) -> None:
    assert (await alike.ask("one", question)).status is Status.NOT_FOUND


async def test_a_year_within_a_range_or_of_an_article_that_tells_none_is_not_ruled_out(alike: Dialogue) -> None:
    for question in ("安徽2019年以来养老服务会议有哪些要求？", "Since 2019, what are Anhui's charity measures?"):
        assert (await alike.ask("one", question)).status is Status.ANSWERED
    span, single = (understand(text) for text in ("安徽2021年至2023年的措施有哪些？", "安徽2023年的措施有哪些？"))
    assert [sorted(span.years), sorted(single.years)] == [[2021, 2022, 2023], [2023]]
    title = "安徽印发低空探访三年行动方案（2021—2025年）"
    page = Page("plan.txt", f"{title}\n\n近日，安徽省民政厅印发《低空探访三年行动方案（2021—2025年）》，建站三百个。")
    (article,) = assemble(page).articles
    assert not is_of_other_years(article, frozenset({2023}))
    assert is_of_other_years(article, frozenset({2019}))
