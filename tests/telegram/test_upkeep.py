"""What is done beside answering, and what becomes of it when something fails."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from telegram import Bot

from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.operator import Operator
from bot.channels.telegram.upkeep import Upkeep
from bot.history import History
from bot.settings import Settings
from corpus.errors import CatalogueError
from corpus.store import Catalogue
from tests.telegram.standin import TOKEN
from tests.telegram.test_handlers import Recording

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest


@asynccontextmanager
async def upkeep(folder: Path) -> AsyncIterator[tuple[History, Recording, Upkeep]]:
    """An upkeep of its own, not begun yet."""
    request = Recording()
    settings = Settings.model_validate({"telegram_token": TOKEN})
    async with (
        await Catalogue.open(folder / "c.sqlite3", bundled=False) as catalogue,
        await History.open(catalogue, shared=False) as history,
    ):
        bot = Bot(TOKEN, request=request)
        yield history, request, Upkeep(bot, history, Operator(Delivery(bot), None), settings, ["able"])


async def run(work: Upkeep) -> None:
    """One round of it."""
    task = asyncio.create_task(work.run())
    await asyncio.sleep(0.3)
    assert not task.done()
    task.cancel()


async def test_menus_are_set_once(tmp_path: Path) -> None:
    async with upkeep(tmp_path) as (_, request, work):
        for _ in range(2):
            await run(work)
            assert len(request.made("setMyDescription")) == 2


async def test_a_catalogue_that_cannot_be_read_is_reported_and_does_not_end_the_upkeep(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with upkeep(tmp_path) as (history, request, work):

        async def failing(name: str) -> str | None:
            raise CatalogueError(f"{name} cannot be read")

        pruned = []

        async def prune(days: float) -> None:
            pruned.append(days)

        history.note = failing  # type: ignore[method-assign]  # a damaged file
        history.prune = prune  # type: ignore[method-assign]
        await run(work)
        assert pruned
        assert "the menus could not be set: CatalogueError" in caplog.text
        assert not request.made("setMyCommands")


async def test_a_telegram_that_refuses_the_menus_is_reported_and_asked_again_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with upkeep(tmp_path) as (_, request, work):
        request.refusals["setMyCommands"] = {"description": "too many"}
        await run(work)
        assert "the menus could not be set: BadRequest" in caplog.text
        await run(work)
        assert len(request.made("setMyDescription")) == 2
