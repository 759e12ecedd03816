"""One bot for all scenarios that leave it running; each scenario brings people and groups of its own."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.telegram.people import Group, Person
from tests.telegram.program import Program
from tests.telegram.standin import StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

OPERATOR = 42
LONG = Path(__file__).parents[1] / "data/telegram/long.txt"
"""A bulletin whose list fills more than one message."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world() -> AsyncIterator[StandIn]:
    async with StandIn() as standin:
        yield standin


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def program(world: StandIn, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Program]:
    """The bot that stays up from the first scenario to the last; in all of them it says nothing that is refused."""
    running = Program(world, tmp_path_factory.mktemp("bot"), OPERATOR=str(OPERATOR), GUEST="true")
    await running.ingest(LONG)
    await running.start()
    yield running
    await running.stop()
    borne = ("terminated by other", "bot was blocked")
    assert [refusal for refusal in world.refusals if not any(saying in refusal[1] for saying in borne)] == []


@pytest.fixture(autouse=True)
def durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the program sets it: durations are timedeltas, and the library warns of nothing."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


_numbers: Iterator[int] = count(1000)


class Cast:
    """New people and new groups."""

    def __init__(self, world: StandIn) -> None:
        self.world = world

    def person(self, language: str = "zh-hans") -> Person:
        return Person(self.world, next(_numbers), language=language)

    def group(self, topic: int | None = None) -> Group:
        return Group(-next(_numbers), topic=topic)


@pytest.fixture
def cast(world: StandIn, program: Program) -> Cast:  # noqa: ARG001 - the bot is up
    return Cast(world)
