"""Answers out of a catalogue too large to be read as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.model import Status
from bot.dialogue import FEW, Dialogue
from bot.library import Library
from corpus.assembly import assemble
from corpus.model import Page
from corpus.store import Catalogue

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
