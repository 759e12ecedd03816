"""What the operator's log holds at its most talkative: nothing that a person said, and no secret."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.telegram.people import BOT, Group, Person, reply_to
from tests.telegram.program import bot
from tests.telegram.standin import TOKEN, Fault
from tests.telegram.test_webhook import SECRET, calls

if TYPE_CHECKING:
    from pathlib import Path

    from tests.telegram.standin import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAID = "芝麻开门"
NAME = "Scheherazade"
QUESTION = f"谁知道暗号{SAID}？"


async def converse(world: StandIn, person: Person) -> None:
    """Say the words in every way in which they can be said."""
    group = Group(-100, f"{SAID}群")
    answer = await person.ask(QUESTION)
    await person.ask(f"那么{SAID}呢？", **reply_to(world, answer, selected=answer.text[:4]))
    await person.ask(f"/open {SAID}")
    await person.ask(f"/{SAID} {BOT}")
    await person.ask(f"{BOT} {QUESTION}", group=group)
    person.say(f"{SAID}，没有人问你", group=group)
    person.press(answer, "", data=f"v1:{SAID}:1:0")
    person.edit(person.last[person.id], f"{QUESTION}改")
    query = person.type_inline(f"上海 {SAID}")
    world.push(message={"message_id": SAID, "date": SAID})
    world.push(message=person.message(SAID) | {"entities": [{"type": SAID}]})
    await world.until(lambda: world.inline.get(query))


def held(log: str) -> list[str]:
    """What stands in a log and must not."""
    token = TOKEN.partition(":")[2]
    ways = [SAID, NAME, *(repr(SAID.encode(code))[2:-1] for code in ("utf-8", "utf-16-le", "gb18030")), quote(SAID)]
    return [word for word in (*ways, ascii(SAID)[1:-1], token, quote(TOKEN), SECRET) if word in log]


async def test_at_debug_level_no_word_of_a_persons_and_no_token_is_logged(tmp_path: Path) -> None:
    async with bot(tmp_path, level="debug", OPERATOR="42") as (world, running):
        person = Person(world, 7, NAME, "zh")
        await converse(world, person)
        tries = [Fault(502), Fault(drop="before"), Fault(429, retry_after=1), Fault(400)]

        def fault(method: str, parameters: dict[str, Any]) -> Fault | None:
            to_him = method == "sendMessage" and parameters["chat_id"] == person.id
            return tries.pop(0) if to_him and tries else None

        world.fault = fault
        await person.ask(QUESTION)
        tries = [Fault(401), Fault(401)]
        person.say(QUESTION)
        await world.until(lambda: "and could not be told" in running.log)
        with closing(sqlite3.connect(running.db)) as db:
            db.execute("DROP TABLE preferences")
        await Person(world, 8, NAME, "zh").ask(QUESTION)
        assert await running.stop() == 0
        assert " DEBUG " in running.log
        assert "cannot be parsed" in running.log
        assert "Ask failed" in running.log
        assert held(running.log) == []


async def test_at_debug_level_a_webhook_logs_no_secret_and_no_body(tmp_path: Path, unused_tcp_port: int) -> None:
    address = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_LISTEN": f"127.0.0.1:{unused_tcp_port}"}
    async with bot(tmp_path, level="debug", WEBHOOK_SECRET=SECRET, **address) as (world, running):
        person = Person(world, 7, NAME, "zh")
        update = {"update_id": 5, "message": person.message(QUESTION)}
        assert await calls(unused_tcp_port, "/hook", update) == 200
        await person.hear(0)
        assert await calls(unused_tcp_port, "/hook", SAID.encode()) == 400
        assert await calls(unused_tcp_port, "/hook", update, secret=SECRET + "x") == 403
        with closing(sqlite3.connect(running.db)) as db:
            db.execute("DROP TABLE updates")
        assert await calls(unused_tcp_port, "/hook", update | {"update_id": 6}) == 500
        await asyncio.sleep(0.1)
        assert await running.stop() == 0
        assert "DEBUG" in running.log
        assert held(running.log) == []
