"""Pages taken apart in processes of their own, as many as there are cores, once there are enough of them.

A worker computes and nothing more: it is given a page and hands back what stands on it. Files are read, and the
catalogue is written, by the one process that was called, in the order of the files; so what comes of it is the same
with any number of workers, and one that dies costs time, but no page. Only so many pages are ahead of the one that is
being written that memory stays flat.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, Self, TypeVar

from corpus.errors import UnreadablePage

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
    from types import TracebackType

    from corpus.assembly import Assembly
    from corpus.model import Page

Thing = TypeVar("Thing")

FEW: Final = 32
"""Pages that are done sooner than workers have started."""
LARGE: Final = 1_000_000
"""Characters: a page this large is taken apart here, when its turn comes, so that no two such are at once."""
AHEAD: Final = 4
"""Pages begun for each worker before the first of them is asked for."""
MOST: Final = 8
"""Workers: more of them than one writer can keep busy would only take memory."""


class Workers:
    """Takes pages apart with `take_apart`, a function that workers can import; `with` ends them."""

    def __init__(self, take_apart: Callable[[Page], Assembly], *, few: int = FEW, count: int | None = None) -> None:
        self._take_apart = take_apart
        self._few = few
        self._count = min(MOST, _cores()) if count is None else count
        self._pool: ProcessPoolExecutor | None = None
        self._begun = 0
        self._unfinished: set[asyncio.Future[Assembly]] = set()

    async def in_turn(
        self, things: AsyncIterable[tuple[Thing, Page | None]]
    ) -> AsyncIterator[tuple[Thing, asyncio.Future[Assembly] | None]]:
        """Each thing in its turn, with its page begun; a thing without a page, and a page done here, with None."""
        waiting: deque[tuple[Thing, asyncio.Future[Assembly] | None]] = deque()
        async for thing, page in things:
            waiting.append((thing, self._begin(page) if page else None))
            while len(waiting) > (AHEAD * self._count if self._pool else 0):
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()

    async def finish(self, page: Page, begun: asyncio.Future[Assembly] | None) -> Assembly:
        """What stands on the page.

        Raises:
            UnreadablePage: the program stumbled over it.
        """
        if begun is not None:
            try:
                return await begun
            except BrokenExecutor:  # the worker was killed, or cannot be started here
                pass
        return taken_apart(page, self._take_apart)

    def _begin(self, page: Page) -> asyncio.Future[Assembly] | None:
        self._begun += 1
        if self._count < 2 or self._begun <= self._few or len(page.text) > LARGE:
            return None
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")  # a fork would share the catalogue's connection
            self._pool = ProcessPoolExecutor(self._count, mp_context=spawn, initializer=_serve)
        try:
            with _interrupts_held():
                begun = asyncio.get_running_loop().run_in_executor(self._pool, taken_apart, page, self._take_apart)
        except BrokenExecutor:
            return None
        self._unfinished.add(begun)
        begun.add_done_callback(self._unfinished.discard)
        return begun

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for begun in tuple(self._unfinished):
            begun.cancel()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def taken_apart(page: Page, take_apart: Callable[[Page], Assembly]) -> Assembly:
    """What `take_apart` makes of the page.

    Raises:
        UnreadablePage: it stumbled; that is a fault of ours, and must not keep the other pages out.
    """
    try:
        return take_apart(page)
    except Exception as error:
        raise UnreadablePage(
            f"{page.name} is a page that gongbao stumbles over ({type(error).__name__}: {error}); please report it / "
            f"{page.name} 读取时程序出错，请反馈"
        ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A worker that is started meanwhile is never interrupted, not even before its first line."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve() -> None:
    """A worker's beginning: an interrupt is its caller's affair, whose end is its own end too, however it comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    caller = multiprocessing.parent_process()
    if caller is not None:
        sentinel = caller.sentinel
        threading.Thread(target=lambda: wait([sentinel]) and os._exit(1), daemon=True).start()
