"""The real program, `gongbao telegram`, as a process that a test may stop, kill and start again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.telegram.standin import TOKEN, StandIn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


class Program:
    """`folder` holds its catalogue and its log; `settings` are environment variables without their prefix.

    `level` is how much it logs.
    """

    def __init__(self, world: StandIn, folder: Path, *, level: str = "info", **settings: str) -> None:
        self.level = level
        self.world = world
        self.db = folder / "catalogue.sqlite3"
        self.log_file = folder / "log.txt"
        self.settings = {"TOKEN": TOKEN, "BASE_URL": world.base_url, "PACE": "false", "POLL_SECONDS": "2"} | settings
        self.process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""

    async def start(self, *, ready: bool = True) -> None:
        """Start it, and wait until it asks for updates (or has set its webhook)."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GONGBAO_")}
        environment |= {f"GONGBAO_TELEGRAM_{name}": value for name, value in self.settings.items()}
        begun = len(self.world.calls)
        with self.log_file.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.cli", "telegram", "--db", str(self.db), "--log", self.level),
                env=environment,
                stderr=log,
            )
        if ready:
            await self.world.until(lambda: self._ready(begun), 30)

    def _ready(self, begun: int) -> bool:
        assert self.process is not None
        assert self.process.returncode is None, self.log[-2000:]
        return any(method in {"getUpdates", "setWebhook"} for _, method, _ in self.world.calls[begun:])

    async def ingest(self, *files: Path) -> None:
        """Add bulletins to its catalogue, as `gongbao ingest` does."""
        command = [sys.executable, "-m", "bot.cli", "ingest", "--db", str(self.db), *map(str, files)]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
        assert await process.wait() == 0

    async def stop(self) -> int:
        """Ask it to end, and wait for it; its status."""
        return await self._end(signal.SIGTERM)

    async def kill(self) -> int:
        """End it in the middle of whatever it does."""
        return await self._end(signal.SIGKILL)

    async def ended(self) -> int:
        """Its status, when it has come to its end by itself."""
        assert self.process is not None
        return await asyncio.wait_for(self.process.wait(), 30)

    async def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(how)
        return await asyncio.wait_for(self.process.wait(), 30)


@asynccontextmanager
async def bot(folder: Path, *, level: str = "info", **settings: str) -> AsyncIterator[tuple[StandIn, Program]]:
    """A world of one's own with a bot in it."""
    async with StandIn() as world:
        running = Program(world, folder, level=level, **settings)
        await running.start()
        try:
            yield world, running
        finally:
            await running.kill()
