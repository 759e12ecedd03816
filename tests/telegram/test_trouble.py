"""What goes wrong between a bot and Telegram, end to end: nothing is lost, nothing is answered twice."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

from tests.telegram.conftest import OPERATOR, Cast
from tests.telegram.people import Person, people
from tests.telegram.program import Program, bot
from tests.telegram.standin import TOKEN, Fault, StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = pytest.mark.asyncio(loop_scope="session")

WRONG = "tokenthatiswrong"
QUESTION = "浙江会议谁出席了？"


def in_order(person: Person) -> bool:
    """Whether the answers came in the order of their questions."""
    replies = [answer.reply_to or 0 for answer in person.answers()]
    return replies == sorted(replies)


@pytest.fixture
def calm(world: StandIn) -> Iterator[StandIn]:
    """The world of the shared bot; what goes wrong in it is put right afterwards."""
    yield world
    world.fault = lambda _method, _parameters: None
    world.blocked.clear()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def mortal(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[StandIn, Program]]:
    """A bot that is stopped and killed; each scenario leaves it running."""
    async with bot(tmp_path_factory.mktemp("mortal"), DRAIN_SECONDS="1.5") as pair:
        yield pair


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def strict(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[StandIn, Program]]:
    """A bot that hears three questions in two seconds, and has an operator."""
    settings = {"FLOOD_QUESTIONS": "3", "FLOOD_SECONDS": "2", "OPERATOR": str(OPERATOR)}
    async with bot(tmp_path_factory.mktemp("strict"), **settings) as pair:
        yield pair


# calls that fail


async def test_a_429_holds_up_its_own_chat_and_no_other(calm: StandIn, cast: Cast) -> None:
    slow, quick = cast.person(), cast.person()
    left = Counter({slow.id: 1})

    def fault(method: str, parameters: dict[str, Any]) -> Fault | None:
        if method == "sendMessage" and left[parameters["chat_id"]]:
            left[parameters["chat_id"]] -= 1
            return Fault(429, retry_after=2)
        return None

    calm.fault = fault
    for person in (slow, slow, quick):
        person.say(QUESTION)
    await quick.hear(0, seconds=1.5)
    assert not slow.answers()
    await slow.hear(1, seconds=6)
    assert in_order(slow)
    calls = [at for at, method, sent in calm.calls if method == "sendMessage" and sent["chat_id"] == slow.id]
    assert calls[1] - calls[0] >= 2


@pytest.mark.parametrize("fault", [Fault(502), Fault(drop="before"), Fault(500)])
async def test_what_did_not_get_through_is_sent_again(calm: StandIn, cast: Cast, fault: Fault) -> None:
    person = cast.person()
    left = Counter({"sendMessage": 2, "getUpdates": 2})

    def twice(method: str, parameters: dict[str, Any]) -> Fault | None:
        if parameters.get("chat_id", person.id) != person.id:
            return None
        left[method] -= 1
        return fault if left[method] >= 0 else None

    calm.fault = twice
    for _ in range(3):
        person.say(QUESTION)
    await person.hear(2)
    await asyncio.sleep(0.3)
    assert len(person.answers()) == 3
    assert in_order(person)


async def test_another_poller_is_borne_and_reported(calm: StandIn, cast: Cast, program: Program) -> None:
    left = Counter({"getUpdates": 3})

    def conflict(method: str, _: dict[str, Any]) -> Fault | None:
        left[method] -= 1
        return Fault(409) if method == "getUpdates" and left[method] >= 0 else None

    calm.fault = conflict
    await cast.person().ask(QUESTION)
    await calm.until(lambda: any("another program" in message.text for message in Person(calm, OPERATOR).answers()))
    assert "another program polls" in program.log
    await cast.person().ask(QUESTION)


async def test_an_update_that_cannot_be_parsed_is_passed_over_and_those_beside_it_are_answered(
    calm: StandIn, cast: Cast, program: Program
) -> None:
    one, other = cast.person(), cast.person()
    one.say(QUESTION)
    broken = calm.push(message={"message_id": "?", "date": "never", "chat": 5})
    calm.push(message=one.message(QUESTION) | {"entities": [{"type": 7}]})
    other.say(QUESTION)
    await one.hear(0)
    await other.hear(0)
    await calm.until(lambda: calm.waiting == 0)
    assert f"update {broken} cannot be parsed" in program.log


async def test_one_chats_messages_are_answered_in_order_and_chats_side_by_side(cast: Cast) -> None:
    crowd = [cast.person() for _ in range(10)]
    for _ in range(8):
        for person in crowd:
            person.say(QUESTION)
    for person in crowd:
        await person.hear(7)
        assert in_order(person)


async def test_who_blocks_us_stops_nobody_else(calm: StandIn, cast: Cast, program: Program) -> None:
    gone, here = cast.person(), cast.person()
    calm.blocked.add(gone.id)
    gone.say(QUESTION)
    await here.ask(QUESTION)
    await calm.until(lambda: calm.waiting == 0)
    assert "Forbidden" not in program.log


# ends and beginnings


async def test_over_a_stop_the_queue_is_drained_buttons_live_and_what_came_before_is_known(
    mortal: tuple[StandIn, Program],
) -> None:
    world, running = mortal
    person, *crowd = people(world, 31)
    number = world.push(message=person.message("上海的慈善措施有哪些？"))
    answer = await person.hear(0)
    world.push_again(number)
    for _ in range(3):
        for one in crowd:
            one.say(QUESTION)
    await world.until(lambda: any(one.answers() for one in crowd))
    assert await running.stop() == 0
    assert sum(len(one.answers()) for one in crowd) >= 90 - world.waiting  # what was acknowledged was answered
    with closing(sqlite3.connect(running.db)) as db:
        assert db.execute("SELECT count(*) FROM updates WHERE body IS NOT NULL").fetchone() == (0,)
    world.push_again(number)
    person.press(answer, "📄 2")
    await running.start()
    await world.until(lambda: answer.history)
    assert any(bold.startswith("一是高质量培育发展慈善组织。") for bold in answer.parsed.bolds())
    assert "二是涵养浓厚海派慈善文化" in (await person.ask("第二项具体怎么做？")).text
    for one in crowd:
        await one.hear(2)
        assert len(one.answers()) == 3
    assert len(person.answers()) == 2


async def test_what_was_taken_and_not_answered_is_answered_after_a_kill(mortal: tuple[StandIn, Program]) -> None:
    world, running = mortal
    crowd = people(world, 5, first=200)
    world.fault = lambda method, _: Fault(429, retry_after=30) if method == "sendMessage" else None
    for person in crowd:
        person.say(QUESTION)
        person.say("上海的慈善措施有哪些？")
    refused = len(world.made("sendMessage"))
    await world.until(lambda: world.waiting == 0 and len(world.made("sendMessage")) >= refused + 5)
    await running.kill()
    world.fault = lambda _method, _parameters: None
    await running.start()
    for person in crowd:
        await person.hear(1)
        assert ["王文序" in answer.text for answer in person.answers()] == [True, False]
    await asyncio.sleep(0.3)
    assert all(len(person.answers()) == 2 for person in crowd)
    assert "10 updates were left unanswered" in running.log


async def test_what_waits_for_telegram_at_a_stop_is_sent_at_the_next_start(mortal: tuple[StandIn, Program]) -> None:
    world, running = mortal
    (person,) = people(world, 1, first=300)
    before = len(world.made("sendMessage"))
    world.fault = lambda method, _: Fault(429, retry_after=60) if method == "sendMessage" else None
    person.say(QUESTION)
    await world.until(lambda: len(world.made("sendMessage")) > before)
    assert await running.stop() == 0
    world.fault = lambda _method, _parameters: None
    await running.start()
    await person.hear(0)


# limits, secrets, errors


async def test_a_flood_is_told_once_and_then_not_heard(strict: tuple[StandIn, Program]) -> None:
    world, _ = strict
    loud, calm = people(world, 2)
    for _ in range(8):
        loud.say(QUESTION)
    await calm.ask(QUESTION)
    await loud.hear(3)
    await asyncio.sleep(0.3)
    assert ["太快" in answer.text for answer in loud.answers()] == [False, False, False, True]
    await asyncio.sleep(2)
    assert "王文序" in (await loud.ask(QUESTION)).text


async def test_neither_the_token_nor_a_persons_words_are_logged(strict: tuple[StandIn, Program]) -> None:
    world, running = strict
    (person,) = people(world, 1, first=200)
    tries = iter([Fault(502), Fault(drop="before"), Fault(429, retry_after=1)])
    world.fault = lambda method, _: next(tries, None) if method == "sendMessage" else None
    await person.ask("谁知道暗号芝麻开门？")
    assert "Telegram asks to wait" in running.log
    assert TOKEN not in running.log
    assert TOKEN.partition(":")[2] not in running.log
    assert "芝麻开门" not in running.log


async def test_an_error_of_ours_is_one_sentence_to_the_person_and_none_of_his_words_to_the_operator(
    strict: tuple[StandIn, Program],
) -> None:
    world, running = strict
    (person,) = people(world, 1, first=300)
    with closing(sqlite3.connect(running.db)) as db:
        db.execute("DROP TABLE preferences")
    answer = await person.ask("谁知道暗号芝麻开门？")
    assert "出了点问题" in answer.text
    operator = Person(world, OPERATOR)
    await world.until(lambda: any("Ask failed" in message.text for message in operator.answers()))
    assert "Ask failed: CatalogueError at" in running.log
    assert "questions.py" in running.log
    assert not any("芝麻" in message.text for message in operator.answers())
    assert "芝麻" not in running.log


# starting


async def ends(folder: Path, world: StandIn, **settings: str) -> tuple[int, str]:
    """The status and the log of a program that does not come up."""
    running = Program(world, folder, **settings)
    await running.start(ready=False)
    return await running.ended(), running.log


async def test_a_missing_token_names_its_variable_and_says_how_to_get_one(tmp_path: Path, world: StandIn) -> None:
    running = Program(world, tmp_path)
    del running.settings["TOKEN"]
    await running.start(ready=False)
    assert await running.ended() == 2
    assert "GONGBAO_TELEGRAM_TOKEN" in running.log
    assert "BotFather" in running.log


async def test_all_problems_of_the_settings_are_told_at_once_and_none_of_their_values(
    tmp_path: Path, world: StandIn
) -> None:
    status, log = await ends(
        tmp_path, world, TOKEN=WRONG, WEBHOOK_URL="http://x.example", HEALTH_LISTEN="0.0.0.0:1", GEUST="yes"
    )
    assert status == 2
    names = ("TOKEN:", "WEBHOOK_URL:", "WEBHOOK_SECRET is required", "HEALTH_LISTEN:", "GEUST")
    assert all(f"GONGBAO_TELEGRAM_{name}" in log for name in names)
    assert WRONG not in log
    assert "Traceback" not in log


async def test_a_token_that_telegram_refuses_ends_the_program_with_a_sentence(tmp_path: Path, world: StandIn) -> None:
    status, log = await ends(tmp_path, world, TOKEN="987654321:another-token-altogether")  # noqa: S106 - refused
    assert status == 2
    assert "GONGBAO_TELEGRAM_TOKEN" in log
    assert "another-token" not in log
    assert "Traceback" not in log


async def test_a_telegram_that_is_down_at_the_start_is_waited_for(tmp_path: Path) -> None:
    async with StandIn() as world:
        running = Program(world, tmp_path)
        left = Counter({"getMe": 4, "deleteWebhook": 4})

        def down(method: str, _: dict[str, Any]) -> Fault | None:
            left[method] -= 1
            return Fault(502) if left[method] >= 0 else None

        world.fault = down
        await running.start()
        (person,) = people(world, 1)
        await person.ask(QUESTION)
        assert await running.stop() == 0


async def test_an_address_that_is_taken_ends_the_program_with_a_sentence(tmp_path: Path, world: StandIn) -> None:
    status, log = await ends(tmp_path, world, HEALTH_LISTEN=f"127.0.0.1:{world.port}")
    assert status == 2
    assert "an address of the settings cannot be had" in log
    assert "Traceback" not in log
