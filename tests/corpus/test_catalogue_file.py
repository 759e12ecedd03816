"""The catalogue's file: made once, refused and left alone where it is not ours, and told of where it cannot be used."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.errors import CatalogueBusy, CatalogueError, NewerCatalogue
from corpus.store import BUNDLED, Catalogue
from tests.corpus.specimens import TEXT, empty, the_article, the_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite3"


async def test_a_new_catalogue_starts_with_the_bundled_bulletins_once(path: Path) -> None:
    async with await Catalogue.open(path) as catalogue:
        files = await catalogue.files()
        assert [file.path for file in files] == [
            f"{BUNDLED}000_8a720785fde00ff3.txt",
            f"{BUNDLED}002_8625d94934d53eac.txt",
        ]
        await catalogue.remove(files[0].path)
    async with await Catalogue.open(path) as catalogue:
        assert len(await catalogue.files()) == 1, "what was removed stays removed"


async def test_a_catalogue_begun_without_them_stays_without_them(path: Path) -> None:
    async with await empty(path):
        pass
    async with await Catalogue.open(path) as catalogue:
        assert await catalogue.files() == []


async def test_a_catalogue_that_was_killed_before_its_first_table_is_finished(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    async with await Catalogue.open(path) as catalogue:
        assert len(await catalogue.files()) == 2


async def test_an_empty_file_becomes_a_catalogue(path: Path) -> None:
    path.touch()
    async with await empty(path) as catalogue:
        assert await catalogue.revision() == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if not file.name.endswith("-shm")}


async def test_a_newer_catalogue_is_refused_and_not_touched(path: Path) -> None:
    async with await empty(path):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = contents(path.parent)
    with pytest.raises(NewerCatalogue, match="99"):
        await empty(path)
    assert contents(path.parent) == before


async def test_a_newer_catalogue_whose_version_waits_in_the_log_is_refused_and_not_touched(path: Path) -> None:
    async with await empty(path):
        pass
    newer = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA user_version = 99'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", newer, str(path)], check=True)
    before = contents(path.parent)
    assert before[path.name + "-wal"]
    with pytest.raises(NewerCatalogue):
        await empty(path)
    assert contents(path.parent) == before


@pytest.mark.parametrize(
    "content", [b"not a database at all", b"x" * 5000, "湖北省民政厅".encode() * 50, b"SQLite format 3\0 and no more"]
)
async def test_a_file_that_is_no_database_is_refused_and_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match="no catalogue"):
        await empty(path)
    assert contents(path.parent) == {path.name: content}


async def test_another_programs_database_is_refused_and_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = contents(path.parent)
    with pytest.raises(CatalogueError, match="no catalogue"):
        await empty(path)
    assert contents(path.parent) == before


async def test_a_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no file"):
        await empty(tmp_path)


async def test_a_folder_that_cannot_be_made_is_told(path: Path) -> None:
    path.write_text("a file where a folder should be")
    with pytest.raises(CatalogueError, match=r"cannot be (made|opened)"):
        await empty(path / "inner" / "catalogue.sqlite3")


async def test_a_damaged_database_is_told_as_such(path: Path) -> None:
    async with await Catalogue.open(path):
        pass
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(CatalogueError, match="damaged"):
        await Catalogue.open(path)


async def test_a_catalogue_that_another_process_holds_is_busy(path: Path) -> None:
    page = the_page()
    async with await Catalogue.open(path, bundled=False, patience=0.1) as catalogue:
        with closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(CatalogueBusy, match="another process"):
                await catalogue.replace("/x/a.txt", page, [the_article(page)])
            assert await catalogue.cards() == [], "reading goes on"
        await catalogue.replace("/x/a.txt", page, [the_article(page)])
        assert len(await catalogue.cards()) == 1


async def test_two_processes_that_make_the_catalogue_at_once_make_one(path: Path) -> None:
    code = (
        "import asyncio, sys, pathlib; from corpus.store import Catalogue\n"
        "async def main():\n"
        "    catalogue = await Catalogue.open(pathlib.Path(sys.argv[1]), patience=30)\n"
        "    async with catalogue: print(len(await catalogue.files()))\n"
        "asyncio.run(main())"
    )
    makers = [subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) for _ in range(3)]
    assert [maker.communicate()[0].strip() for maker in makers] == [b"2"] * 3
    async with await Catalogue.open(path) as catalogue:
        assert len(await catalogue.files()) == 2
        assert {len(await catalogue.changes(0))} == {2}


async def test_a_full_disk_is_told_and_what_was_stored_is_safe(path: Path) -> None:
    """A limit on the size of files stands for the disk: SQLite meets the same refusal to write."""
    page = the_page()
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", page, [the_article(page)])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    big = the_page("b.txt", TEXT + "长" * 500_000)
    catalogue = await empty(path)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, limits[1]))
        with pytest.raises(CatalogueError, match="disk is full"):
            await catalogue.replace("/x/b.txt", big, [the_article(big)])
        assert [card.id for card in await catalogue.cards()] == [the_article(page).id]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        await catalogue.close()
    async with await empty(path) as catalogue:
        assert [card.id for card in await catalogue.cards()] == [the_article(page).id]
        await catalogue.replace("/x/b.txt", big, [the_article(big)])
        assert len(await catalogue.cards()) == 2


async def test_more_pages_than_may_be_are_a_full_disk(path: Path) -> None:
    big = the_page("b.txt", TEXT + "长" * 500_000)
    async with await empty(path) as catalogue:
        await catalogue.connection.execute("PRAGMA max_page_count = 40")
        with pytest.raises(CatalogueError, match="disk is full; what was stored is safe"):
            await catalogue.replace("/x/b.txt", big, [the_article(big)])
        assert await catalogue.files() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_may_not_be_written_is_told(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(CatalogueError, match="cannot be opened or made"):
            await empty(path)
    finally:
        path.parent.chmod(0o700)


async def test_opening_reads_no_page(path: Path) -> None:
    """What opening costs is counted in the database's own steps, which no other load on the machine can change."""

    async def steps() -> int:
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        catalogue = await empty(path)
        async with catalogue:
            await catalogue.connection.set_progress_handler(step, 1)
            await catalogue._begin(bundled=True)
            await catalogue.revision()
            await catalogue.connection.set_progress_handler(lambda: 0, 0)
        return count

    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", the_page(), [the_article(the_page())])
    few = await steps()
    async with await empty(path) as catalogue:
        for number in range(200):
            page = the_page(f"{number}.txt", TEXT + str(number))
            await catalogue.replace(f"/x/{number}.txt", page, [the_article(page)])
    assert 0 < await steps() <= few + 5
