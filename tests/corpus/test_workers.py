"""Pages taken apart elsewhere: what comes back, in which order, and what happens when a worker or its caller dies."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.assembly import Assembly, assemble
from corpus.audit import audit
from corpus.errors import UnreadablePage
from corpus.findings import Fault
from corpus.ingest import ingest
from corpus.model import Page
from corpus.store import Catalogue
from corpus.workers import FEW, Workers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

NEWS = "浙江召开会议\n5月{day}日，浙江省在杭州召开民政工作会议。\n会议强调，要抓好落实。\n"
PAGES = [Page(f"{n}.txt", NEWS.format(day=n)) for n in range(1, 13)]


async def given() -> AsyncIterator[tuple[str, Page | None]]:
    for page in PAGES:
        yield page.name, page
    yield "nothing to do", None


async def results(take_apart: Callable[[Page], Assembly]) -> list[tuple[str, Assembly | str | None]]:
    pages = {page.name: page for page in PAGES}
    found: list[tuple[str, Assembly | str | None]] = []
    with Workers(take_apart, few=2, count=2) as workers:
        async for name, begun in workers.in_turn(given()):
            page = pages.get(name)
            try:
                found.append((name, await workers.finish(page, begun) if page else None))
            except UnreadablePage as error:
                found.append((name, str(error)))
    return found


EXPECTED = [*((page.name, assemble(page)) for page in PAGES), ("nothing to do", None)]


def stumbles_over_the_seventh(page: Page) -> Assembly:
    if page.name == "7.txt":
        raise ZeroDivisionError("so many words")
    return assemble(page)


def dies_in_a_worker(page: Page) -> Assembly:
    if multiprocessing.parent_process():
        os._exit(1)
    return assemble(page)


async def test_pages_come_back_in_their_order_as_they_would_from_one_process() -> None:
    assert await results(assemble) == EXPECTED


async def test_a_page_that_a_worker_stumbles_over_is_named() -> None:
    found = dict(await results(stumbles_over_the_seventh))
    assert "7.txt" in str(found["7.txt"])
    assert "ZeroDivisionError: so many words" in str(found["7.txt"])
    assert [name for name, made in EXPECTED if found[name] != made] == ["7.txt"]


async def test_workers_that_die_cost_no_page() -> None:
    assert await results(dies_in_a_worker) == EXPECTED


def test_workers_end_with_a_caller_that_is_killed() -> None:
    code = (
        "import asyncio, multiprocessing, sys, time\n"
        "from corpus.assembly import assemble\n"
        "from corpus.model import Page\n"
        "from corpus.workers import Workers\n"
        "async def given():\n"
        "    for n in range(9): yield n, Page('a.txt', '公报' * 9)\n"
        "async def main():\n"
        "    with Workers(assemble, few=0, count=2) as workers:\n"
        "        async for _, begun in workers.in_turn(given()): await begun\n"
        "        print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "        time.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as caller:
        assert caller.stdout
        children = [int(word) for word in caller.stdout.readline().split()]
        caller.kill()
    assert len(children) == 2
    ends = time.monotonic() + 20
    while any(map(runs, children)) and time.monotonic() < ends:
        time.sleep(0.02)
    assert not any(map(runs, children))


def runs(process: int) -> bool:
    """Whether it is there, and no mere entry that nobody has asked for."""
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not state.exists() or state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """More files than are read before workers start; the last three are copies of others."""
    folder = tmp_path / "bulletins"
    folder.mkdir()
    for number in range(FEW + 12):
        text = NEWS.format(day=number) if number < FEW + 9 else NEWS.format(day=number - 5)
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


async def test_a_folder_of_many_files_is_stored_in_their_order(tmp_path: Path, many: Path) -> None:
    told: list[tuple[str, str, str]] = []
    async with await Catalogue.open(tmp_path / "db.sqlite3", bundled=False) as catalogue:
        await ingest(
            catalogue, [many], heard=lambda entry, *_: told.append((entry.path.name, entry.outcome, entry.reason[:13]))
        )
        assert [fault async for fault in audit(catalogue) if isinstance(fault, Fault)] == []
        assert await catalogue.revision() == FEW + 9
    copies = {f"{number:03}.txt" for number in range(FEW + 9, FEW + 12)}
    assert told == [
        (file.name, "added", "the same page" if file.name in copies else "") for file in sorted(many.iterdir())
    ]


def test_an_interrupt_ends_all_without_a_traceback(tmp_path: Path, many: Path) -> None:
    db = tmp_path / "db.sqlite3"
    command = [sys.executable, "-m", "bot.cli", "ingest", "--no-bundled", "--db", str(db), str(many)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    ) as process:
        assert process.stdout
        for _ in range(FEW + 3):
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: workers are told too
        _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    assert process.returncode in {0, 130}, "0: all was stored before the signal came"

    async def faults() -> list[Fault]:
        async with await Catalogue.open(db, bundled=False) as catalogue:
            return [fault async for fault in audit(catalogue) if isinstance(fault, Fault)]

    assert asyncio.run(faults()) == []
