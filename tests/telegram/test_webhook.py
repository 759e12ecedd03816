"""Being called by Telegram: what is believed, what is refused, and what is never asked for again."""

from __future__ import annotations

import asyncio
import json
import re
import urllib.error
import urllib.request
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.webhook import LARGEST, serve_webhook
from bot.settings import Listen
from tests.telegram.people import people
from tests.telegram.program import bot

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from bot.channels.telegram.updates import Inbox

QUESTION = "浙江会议谁出席了？"
SECRET = "a-secret-for-the-webhook-0123456789"  # noqa: S105 - of the stand-in only
HEADER = "X_Telegram_Bot_Api_Secret_Token"
UPDATE = {"update_id": 1}


class Basket:
    """Takes updates in, as the inbox does; a full one cannot."""

    def __init__(self) -> None:
        self.taken: list[object] = []
        self.full = False

    async def take(self, batch: Sequence[object]) -> None:
        if self.full:
            raise OSError("no room")
        self.taken.extend(batch)


@asynccontextmanager
async def hook(port: int, path: str) -> AsyncIterator[Basket]:
    """A webhook that listens."""
    basket = Basket()
    server = serve_webhook(Listen("127.0.0.1", port), path, SECRET, cast("Inbox", basket), Metrics())
    try:
        yield basket
    finally:
        server.stop()
        await server.close_all_connections()


async def calls(
    port: int, path: str, body: object = UPDATE, *, method: str = "POST", secret: str | None = SECRET
) -> int:
    """The status that one call gets."""
    headers = {HEADER: secret} if secret is not None else {}
    return (await asyncio.to_thread(call, f"http://127.0.0.1:{port}{path}", body, method=method, **headers))[0]


@pytest.mark.parametrize("path", ["/", "//hook.v1", "/hook.v1/", "/HOOK.V1", "/hookXv1", "/a/../hook.v1", "/hook.v1x"])
async def test_only_the_path_itself_is_called_to_the_letter(unused_tcp_port: int, path: str) -> None:
    async with hook(unused_tcp_port, "/hook.v1") as basket:
        assert await calls(unused_tcp_port, path) == 404
        assert basket.taken == []
        assert await calls(unused_tcp_port, "/hook.v1") == 200
        assert basket.taken == [UPDATE]


async def test_a_path_is_no_pattern(unused_tcp_port: int) -> None:
    async with hook(unused_tcp_port, "/(.*)") as basket:
        assert await calls(unused_tcp_port, "/anything") == 404
        assert await calls(unused_tcp_port, "/(.*)") == 200
        assert basket.taken == [UPDATE]


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "密"])
async def test_who_does_not_show_the_secret_is_refused_and_not_read(unused_tcp_port: int, secret: str | None) -> None:
    async with hook(unused_tcp_port, "/hook") as basket:
        shown = secret.encode().decode("latin-1") if secret else secret
        assert await calls(unused_tcp_port, "/hook", b"no JSON", secret=shown) == 403
        assert await calls(unused_tcp_port, "/hook", secret=shown) == 403
        assert basket.taken == []


@pytest.mark.parametrize("body", [b"", b"no JSON", b"\xff\xfe", b"{", b"["])
async def test_what_is_no_json_is_refused(unused_tcp_port: int, body: bytes) -> None:
    async with hook(unused_tcp_port, "/hook") as basket:
        assert await calls(unused_tcp_port, "/hook", body) == 400
        assert basket.taken == []


async def test_a_body_beyond_all_measure_is_not_taken_in(unused_tcp_port: int) -> None:
    async with hook(unused_tcp_port, "/hook") as basket:
        with suppress(ConnectionError, urllib.error.URLError):  # the door may close on it before all of it is sent
            assert await calls(unused_tcp_port, "/hook", b" " * (LARGEST + 1)) in {400, 413}
        assert basket.taken == []
        assert await calls(unused_tcp_port, "/hook", json.dumps(UPDATE).encode().ljust(LARGEST)) == 200
        assert basket.taken == [UPDATE]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_telegram_posts_and_nothing_else_is_heard(unused_tcp_port: int, method: str) -> None:
    async with hook(unused_tcp_port, "/hook") as basket:
        assert await calls(unused_tcp_port, "/hook", method=method) == 405
        assert basket.taken == []


async def test_what_cannot_be_kept_is_asked_for_again(unused_tcp_port: int) -> None:
    async with hook(unused_tcp_port, "/hook") as basket:
        basket.full = True
        assert await calls(unused_tcp_port, "/hook") == 500
        basket.full = False
        assert await calls(unused_tcp_port, "/hook") == 200
        assert basket.taken == [UPDATE]


def call(url: str, body: object = None, *, method: str | None = None, **headers: str) -> tuple[int, str]:
    """One HTTP call, blocking."""
    data = None if body is None else (body if isinstance(body, bytes) else json.dumps(body).encode())
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, named, method=method), timeout=5) as answer:  # noqa: S310 - loopback
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


async def test_a_webhook_believes_only_its_secret_and_never_asks_for_a_repetition(
    tmp_path: Path,
    unused_tcp_port_factory: Any,  # noqa: ANN401 - a plugin's
) -> None:
    port, health = unused_tcp_port_factory(), unused_tcp_port_factory()
    listen = {"WEBHOOK_LISTEN": f"127.0.0.1:{port}", "HEALTH_LISTEN": f"127.0.0.1:{health}"}
    async with bot(tmp_path, WEBHOOK_URL="https://bot.example/hook", WEBHOOK_SECRET=SECRET, **listen) as (
        world,
        running,
    ):
        assert world.webhook["secret_token"] == SECRET
        assert world.webhook["url"] == "https://bot.example/hook"
        assert 1 <= int(world.webhook["max_connections"]) <= 100
        (person,) = people(world, 1)
        update = {"update_id": 5, "message": person.message(QUESTION)}

        async def deliver(body: object, secret: str | None = SECRET) -> int:
            return await calls(port, "/hook", body, secret=secret)

        assert await deliver(update, "wrong-secret") == 403
        assert await deliver(update, None) == 403
        assert await deliver({"update_id": 4, "message": {"date": "never"}}) == 200
        assert await deliver(update) == 200
        await person.hear(0)
        assert await deliver(update) == 200
        assert await deliver({"update_id": 6, "message": person.message(QUESTION)}) == 200
        await person.hear(1)
        await asyncio.sleep(0.2)
        assert len(person.answers()) == 2
        status, body = await asyncio.to_thread(call, f"http://127.0.0.1:{health}/health")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        status, body = await asyncio.to_thread(call, f"http://127.0.0.1:{health}/metrics")
        figures = dict(re.findall(r"^gongbao_telegram_(\w+)_total (\d+)$", body, re.MULTILINE))
        assert (figures["questions"], figures["duplicates"], figures["unparsable"]) == ("2", "1", "1")
        passed = dict(re.findall(r'^gongbao_telegram_stage_seconds_count{stage="(\w+)"} (\d+)$', body, re.MULTILINE))
        assert {passed[stage] for stage in ("make", "keep", "render", "send", "close")} == {"2"}
        await running.stop()
        assert SECRET not in running.log
