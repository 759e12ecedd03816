"""How fast we speak and are spoken to, with a clock of the tests' own."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.channels.telegram.lanes import Lanes, lane
from bot.channels.telegram.limits import Flood, Limiter, Stopping, Verdict
from bot.channels.telegram.metrics import Metrics
from tests.telegram.test_addressing import ANN, GROUP, PRIVATE, message


class Clock:
    """A clock that runs when somebody sleeps on it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Timed(Limiter):
    """The limiter, its waits added to its clock."""

    def __init__(self, *, pace: bool = True) -> None:
        self.time = Clock()
        super().__init__(Metrics(), pace=pace, clock=self.time)

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self.time.now += seconds
        await asyncio.sleep(0)


async def call(limiter: Limiter, chat: int, *outcomes: Exception, endpoint: str = "sendMessage") -> int:
    """Make a call that fails so often before it succeeds; how often it was made."""
    left, made = list(outcomes), 0

    async def callback(*_: Any) -> bool:  # noqa: ANN401 - the library's
        nonlocal made
        made += 1
        if left:
            raise left.pop(0)
        return True

    data = {"chat_id": chat} if chat else {}
    assert await limiter.process_request(callback, (endpoint, data), {}, endpoint, data, None) is True
    return made


async def elapsed(limiter: Timed, chat: int, times: int) -> float:
    begun = limiter.time.now
    for _ in range(times):
        await call(limiter, chat)
    return limiter.time.now - begun


async def test_a_few_messages_pass_at_once_and_then_one_a_second() -> None:
    assert await elapsed(Timed(), 7, 4) == 0
    assert await elapsed(Timed(), 7, 14) == pytest.approx(10)


async def test_a_group_gets_twenty_a_minute() -> None:
    assert await elapsed(Timed(), -7, 20) == 0
    assert await elapsed(Timed(), -7, 40) == pytest.approx(60)


async def test_all_chats_together_get_thirty_a_second() -> None:
    limiter = Timed()
    begun = limiter.time.now
    for chat in range(1, 91):
        await call(limiter, chat)
    assert limiter.time.now - begun == pytest.approx(2, abs=0.1)


async def test_edits_and_answers_to_buttons_do_not_wait_for_their_turn() -> None:
    limiter = Timed()
    for _ in range(50):
        await call(limiter, -7, endpoint="editMessageText")
        await call(limiter, 0, endpoint="answerCallbackQuery")
    assert limiter.time.now == 1000


async def test_a_429_is_waited_for_by_its_own_chat() -> None:
    limiter = Timed(pace=False)
    begun = limiter.time.now
    assert await call(limiter, 7, RetryAfter(30), RetryAfter(5)) == 3
    assert limiter.time.now - begun == pytest.approx(35)
    assert await elapsed(limiter, 8, 1) == 0


async def test_a_message_is_tried_until_it_gets_through_and_other_calls_three_times() -> None:
    limiter = Timed()
    assert await call(limiter, 7, *[TimedOut()] * 12) == 13
    with pytest.raises(NetworkError):
        await call(limiter, 0, *[NetworkError("x")] * 3, endpoint="answerCallbackQuery")


async def test_what_telegram_finds_wrong_is_not_tried_again() -> None:
    with pytest.raises(BadRequest):
        await call(Timed(), 7, BadRequest("chat not found"))


async def test_a_stop_ends_the_waiting_and_lets_through_what_need_not_wait() -> None:
    limiter = Limiter(Metrics(), pace=False)
    waiting = asyncio.create_task(call(limiter, 7, RetryAfter(600)))
    await asyncio.sleep(0.01)
    limiter.stop()
    with pytest.raises(Stopping):
        await waiting
    with pytest.raises(Stopping):
        await call(limiter, 7)
    assert await call(limiter, 8) == 1


def test_a_flood_is_warned_once_and_ignored_for_as_long() -> None:
    clock = Clock()
    flood = Flood(3, 60, clock=clock)
    verdicts = [flood.hears("ann") for _ in range(6)]
    assert verdicts == [Verdict.HEAR] * 3 + [Verdict.WARN] + [Verdict.IGNORE] * 2
    assert flood.hears("ben") is Verdict.HEAR
    clock.now += 59
    assert flood.hears("ann") is Verdict.IGNORE
    clock.now += 1
    assert flood.hears("ann") is Verdict.HEAR


def test_who_asks_slowly_is_always_heard() -> None:
    clock = Clock()
    flood = Flood(3, 60, clock=clock)
    for _ in range(100):
        assert flood.hears("ann") is Verdict.HEAR
        clock.now += 20


async def test_a_chat_waits_for_itself_and_for_no_other() -> None:
    from telegram import Update  # noqa: PLC0415

    lanes, done = Lanes(), []
    gates = {7: asyncio.Event(), 8: asyncio.Event()}

    async def work(chat: int, number: int) -> None:
        await gates[chat].wait()
        done.append((chat, number))

    def update(chat: int) -> Update:
        return Update.de_json({"update_id": 1, "message": message("x", chat={**PRIVATE, "id": chat})}, None)

    jobs = [
        asyncio.create_task(lanes.process_update(update(chat), work(chat, number)))
        for number in range(5)
        for chat in (7, 8)
    ]
    await asyncio.sleep(0)
    gates[8].set()
    await asyncio.sleep(0.01)
    assert done == [(8, n) for n in range(5)]
    gates[7].set()
    await asyncio.gather(*jobs)
    assert done[5:] == [(7, n) for n in range(5)]
    assert lanes.busy == 0


def test_a_lane_is_a_chat_or_a_person_where_there_is_no_chat() -> None:
    from telegram import Update  # noqa: PLC0415

    said = Update.de_json({"update_id": 1, "message": message("x", chat=GROUP)}, None)
    typed = Update.de_json({"update_id": 1, "inline_query": {"id": "q", "from": ANN, "query": "", "offset": ""}}, None)
    assert lane(said) == -100
    assert lane(typed) == ("person", 7)
    assert lane(object()) is None
