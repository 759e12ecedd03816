"""What is commanded, end to end."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.telegram.conftest import OPERATOR
from tests.telegram.people import BOT, Person
from tests.telegram.scenes import FIRST_MEASURE, MEASURES, alert, edited

if TYPE_CHECKING:
    from tests.telegram.conftest import Cast
    from tests.telegram.program import Program
    from tests.telegram.standin import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_start_says_what_the_bot_knows_and_offers_two_questions_that_work(cast: Cast) -> None:
    start = await cast.person().ask("/start")
    assert "公报 3 份、文章 7 篇" in start.text
    assert "上海" in start.text
    assert len(start.labels()) == 2
    assert any("start=GB-" in url for _, url in start.parsed.links())


async def test_a_deep_link_opens_its_source(cast: Cast) -> None:
    source = await cast.person().ask("/start GB-3243106a8b93-a3-s4")
    assert FIRST_MEASURE in source.parsed.bolds()


async def test_open_shows_a_source_or_says_that_there_is_none(cast: Cast) -> None:
    person = cast.person()
    assert FIRST_MEASURE in (await person.ask("/open GB-3243106a8b93-a3-s4")).text
    assert "七是加强党的领导" in (await person.ask("/open gb-3243106a8b93-A3")).text
    assert "没有编号" in (await person.ask("/open GB-000000000000-a1")).text
    assert "用法" in (await person.ask("/open")).text


async def test_bulletins_are_listed_with_a_button_for_each_article(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    listed = await person.ask("/bulletins")
    assert "浙江召开全省民政工作座谈会" in listed.text
    person.press(listed, "3")
    await edited(world, listed)
    assert FIRST_MEASURE in listed.text


async def test_a_language_can_be_fixed_and_freed_again(cast: Cast) -> None:
    person = cast.person()
    assert "English" in (await person.ask("/lang en")).text
    assert "lines" in (await person.ask(MEASURES)).text
    assert "中文" in (await person.ask("/lang zh")).text
    assert "行" in (await person.ask("What are Shanghai's charity measures?")).text
    assert "自动" in (await person.ask("/lang auto")).text
    assert "没有这种语言" in (await person.ask("/lang xx")).text


async def test_the_bot_speaks_the_language_of_the_persons_client(cast: Cast) -> None:
    assert "就是问那一句" in (await cast.person("zh-hant").ask("/help")).text
    assert "Just write" in (await cast.person("de").ask("/help")).text
    assert "没有这个命令" in (await cast.person("zh").ask("/dance")).text


async def test_forget_deletes_everything_at_once(cast: Cast, world: StandIn, program: Program) -> None:
    person, group = cast.person(), cast.group()
    answer = await person.ask("上海有多少项慈善措施？")
    await person.ask(f"{BOT} {MEASURES}", group=group)
    await alert(world, person.press(answer, "👍"))
    assert "保存" in (await person.ask("/privacy")).text
    assert "2 条" in (await person.ask("/forget")).text
    with sqlite3.connect(program.db) as db:
        kept = "SELECT count(*) FROM answers WHERE asker = ?1 OR chat = ?1"
        assert db.execute(kept, (person.id,)).fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM feedback WHERE person = ?", (person.id,)).fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM conversations WHERE chat = ?", (person.id,)).fetchone() == (0,)
    db.close()
    written = b"".join(path.read_bytes() for path in program.db.parent.glob(program.db.name + "*") if path.is_file())
    assert "上海有多少项慈善措施".encode() not in written
    text, _ = await alert(world, person.press(answer, "👍"))
    assert "失效" in text
    assert "没有保存" in (await person.ask("/forget")).text


async def test_in_a_group_forget_takes_ones_own_and_an_administrators_takes_all(cast: Cast, world: StandIn) -> None:
    group, ann, ben = cast.group(), cast.person(), cast.person()
    await ann.ask(f"{BOT} {MEASURES}", group=group)
    await ben.ask(f"{BOT} {MEASURES}", group=group)
    await ben.ask(f"{BOT} 浙江会议谁出席了？", group=group)
    assert "2 条" in (await ben.ask("/forget", group=group)).text
    world.administrators.add((group.id, ben.id))
    assert "1 条" in (await ben.ask("/forget", group=group)).text


async def test_who_speaks_as_a_channel_cannot_empty_a_groups_record(cast: Cast, program: Program) -> None:
    group, ann, ben = cast.group(), cast.person(), cast.person()
    await ann.ask(f"{BOT} {MEASURES}", group=group)
    channel = {"id": -5000, "type": "channel", "title": "a channel"}
    assert "nothing was deleted" in (await ben.ask("/forget", group=group, sender_chat=channel)).text
    with sqlite3.connect(program.db) as db:
        assert db.execute("SELECT count(*) FROM answers WHERE chat = ?", (group.id,)).fetchone() == (1,)
    db.close()
    assert "Deleted: 1 questions" in (await ben.ask("/forget", group=group, sender_chat=group.as_json())).text


async def test_status_is_for_the_operator_alone(cast: Cast, world: StandIn) -> None:
    operator = Person(world, OPERATOR, language="en")
    before = len(operator.answers())
    operator.say("/status")
    status = await operator.hear(before)
    assert "questions" in status.text
    assert "Privacy mode is on" in status.text
    assert "没有这个命令" in (await cast.person().ask("/status")).text


@pytest.mark.usefixtures("program")
async def test_menus_are_set_for_each_scope_and_language(world: StandIn) -> None:
    await world.until(lambda: len(world.made("setMyDescription")) == 2)
    scopes = {scope for scope, _ in world.commands}
    assert scopes == {"default", "all_private_chats", "all_group_chats", f"chat{OPERATOR}"}
    chinese = {row["command"]: row["description"] for row in world.commands["all_private_chats", "zh"]}
    assert chinese["ask"] == "提问"
    assert "status" not in chinese
    assert "status" in {row["command"] for row in world.commands[f"chat{OPERATOR}", ""]}


async def test_the_operator_learns_what_privacy_mode_means(world: StandIn, program: Program) -> None:
    operator = Person(world, OPERATOR)
    await world.until(lambda: any("Privacy mode is on" in message.text for message in operator.answers()))
    assert "/setprivacy" in program.log
