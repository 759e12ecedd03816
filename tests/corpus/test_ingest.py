"""Files and folders: what is found there, what is read again and what is not, and what a kill leaves."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.assembly import Assembly, assemble
from corpus.audit import audit
from corpus.findings import Fault
from corpus.folders import find
from corpus.ingest import Outcome, ingest
from corpus.reading import LARGEST
from corpus.store import Catalogue

if TYPE_CHECKING:
    from corpus.model import Page

NEWS = "浙江召开会议\n5月{day}日，浙江省在杭州召开民政工作会议。\n会议强调，要抓好落实。\n"
LONG_AGO = 1_600_000_000


def write(path: Path, text: str, *, at: int = LONG_AGO) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))
    return path


@pytest.fixture
async def catalogue(tmp_path: Path) -> Catalogue:
    return await Catalogue.open(tmp_path / "db" / "catalogue.sqlite3", bundled=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "bulletins"
    for day in range(1, 4):
        write(folder / f"{day}.txt", NEWS.format(day=day))
    return folder


async def outcomes(catalogue: Catalogue, *paths: Path, prune: bool = False) -> dict[str, Outcome]:
    told: dict[str, Outcome] = {}
    await ingest(catalogue, paths, prune=prune, heard=lambda entry, *_: told.update({entry.path.name: entry.outcome}))
    return told


async def names(catalogue: Catalogue) -> list[str]:
    return [Path(file.path).name for file in await catalogue.files()]


async def test_a_folder_is_read_once_and_then_left_alone(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        assert set((await outcomes(catalogue, folder)).values()) == {Outcome.ADDED}
        revision = await catalogue.revision()
        assert set((await outcomes(catalogue, folder)).values()) == {Outcome.UNCHANGED}
        assert await catalogue.revision() == revision


async def test_a_file_whose_size_and_time_are_as_they_were_is_not_opened(catalogue: Catalogue, folder: Path) -> None:
    """Its bytes are altered behind a time that is set back: only one who opens it could tell."""
    async with catalogue:
        await outcomes(catalogue, folder)
        write(folder / "1.txt", NEWS.format(day=9))
        assert (await outcomes(catalogue, folder))["1.txt"] is Outcome.UNCHANGED


async def test_a_file_that_was_written_a_moment_ago_is_compared_by_its_bytes(
    catalogue: Catalogue, folder: Path
) -> None:
    now = int(time.time())
    async with catalogue:
        write(folder / "1.txt", NEWS.format(day=8), at=now)
        await outcomes(catalogue, folder)
        write(folder / "1.txt", NEWS.format(day=9), at=now)
        assert (await outcomes(catalogue, folder))["1.txt"] is Outcome.REPLACED


async def test_a_file_with_a_new_time_and_the_old_bytes_is_unchanged(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        os.utime(folder / "1.txt", (LONG_AGO + 5, LONG_AGO + 5))
        assert (await outcomes(catalogue, folder))["1.txt"] is Outcome.UNCHANGED
        stored = await catalogue.file(str(folder / "1.txt"))
        assert stored
        assert stored.stamp.mtime_ns == (LONG_AGO + 5) * 10**9, "so that the next time costs nothing"


async def test_a_file_with_the_same_text_in_another_encoding_is_unchanged(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        (folder / "1.txt").write_bytes(NEWS.format(day=1).encode("gb18030"))
        assert (await outcomes(catalogue, folder))["1.txt"] is Outcome.UNCHANGED


async def test_a_changed_file_is_replaced(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        write(folder / "1.txt", NEWS.format(day="11"))
        assert (await outcomes(catalogue, folder)) == {
            "1.txt": Outcome.REPLACED,
            "2.txt": Outcome.UNCHANGED,
            "3.txt": Outcome.UNCHANGED,
        }
        bodies = [article.body.text async for article in catalogue.articles() if article.page.name == "1.txt"]
        assert len(bodies) == 1
        assert bodies[0].startswith("5月11日")


async def test_a_file_whose_name_a_folder_has_taken_is_gone(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        (folder / "1.txt").unlink()
        write(folder / "1.txt" / "4.txt", NEWS.format(day=4))
        assert await outcomes(catalogue, folder, prune=True) == {
            "1.txt": Outcome.REMOVED,
            "2.txt": Outcome.UNCHANGED,
            "3.txt": Outcome.UNCHANGED,
            "4.txt": Outcome.ADDED,
        }


async def test_files_with_the_same_content_are_one_page_that_outlives_either(
    catalogue: Catalogue, folder: Path
) -> None:
    write(folder / "4.txt", NEWS.format(day=1))
    write(folder / "5.txt", NEWS.format(day=1)).write_bytes(NEWS.format(day=1).encode("gb18030"))
    async with catalogue:
        await outcomes(catalogue, folder)
        assert len(await catalogue.files()) == 5
        assert len(await catalogue.cards()) == 3
        (folder / "1.txt").unlink()
        (folder / "4.txt").unlink()
        assert (await outcomes(catalogue, folder, prune=True))["1.txt"] is Outcome.REMOVED
        assert sorted(card.bulletin for card in await catalogue.cards()) == ["2.txt", "3.txt", "5.txt"]


async def test_a_renamed_file_keeps_its_articles(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        before = sorted(card.id for card in await catalogue.cards())
        (folder / "1.txt").rename(folder / "first.txt")
        await outcomes(catalogue, folder, prune=True)
        assert sorted(card.id for card in await catalogue.cards()) == before
        assert "first.txt" in {card.bulletin for card in await catalogue.cards()}


async def test_only_pruning_removes_and_only_below_the_path(catalogue: Catalogue, folder: Path) -> None:
    other = write(folder.parent / "bulletins-2" / "9.txt", NEWS.format(day=9))
    async with catalogue:
        await outcomes(catalogue, folder, other.parent)
        (folder / "1.txt").unlink()
        other.unlink()
        await outcomes(catalogue, folder)
        assert await names(catalogue) == ["9.txt", "1.txt", "2.txt", "3.txt"]
        assert await outcomes(catalogue, folder, prune=True) == {
            "1.txt": Outcome.REMOVED,
            "2.txt": Outcome.UNCHANGED,
            "3.txt": Outcome.UNCHANGED,
        }
        assert await names(catalogue) == ["9.txt", "2.txt", "3.txt"]
        assert await outcomes(catalogue, other, prune=True) == {"9.txt": Outcome.REMOVED}


async def test_pruning_a_folder_that_is_gone_as_a_whole_removes_nothing(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        folder.rename(folder.with_name("elsewhere"))
        assert await outcomes(catalogue, folder, prune=True) == {folder.name: Outcome.REJECTED}
        assert len(await catalogue.files()) == 3
        await outcomes(catalogue, folder.parent, prune=True)
        assert {Path(file.path).parent.name for file in await catalogue.files()} == {"elsewhere"}


async def test_pruning_spares_the_bundled_bulletins_and_what_is_there_but_not_read(
    tmp_path: Path, folder: Path
) -> None:
    async with await Catalogue.open(tmp_path / "catalogue.sqlite3") as catalogue:
        await outcomes(catalogue, folder)
        write(folder / "1.txt", "").unlink()
        (folder / "1.txt").symlink_to("1.txt")  # there, and no one can read it
        assert (await outcomes(catalogue, folder, prune=True))["1.txt"] is Outcome.REJECTED
        assert len(await catalogue.files()) == 5
        await ingest(catalogue, [tmp_path], prune=True)
        assert len(await catalogue.files()) == 5


async def test_a_file_that_becomes_unreadable_keeps_what_was_stored_of_it(catalogue: Catalogue, folder: Path) -> None:
    async with catalogue:
        await outcomes(catalogue, folder)
        for content in (b"", bytes(range(256)) * 20):
            (folder / "1.txt").write_bytes(content)
            assert (await outcomes(catalogue, folder))["1.txt"] is Outcome.REJECTED
        assert len(await catalogue.cards()) == 3


async def test_a_page_that_the_program_stumbles_over_is_named_and_the_others_go_on(
    catalogue: Catalogue, folder: Path
) -> None:
    def stumble(page: Page) -> Assembly:
        if page.name == "2.txt":
            raise ZeroDivisionError("so many words")
        return assemble(page)

    async with catalogue:
        report = await ingest(catalogue, [folder], take_apart=stumble)
        assert await names(catalogue) == ["1.txt", "3.txt"]
    ((path, *_, reason),) = report.rejected
    assert path.name == "2.txt"
    assert "ZeroDivisionError: so many words" in reason


def test_folders_are_searched_by_name_and_hidden_or_other_files_counted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "c/d/e.txt", ".hidden.txt", ".git/f.txt", "c/notes.md", "c/README"):
        write(tmp_path / name, "文")
    found = find([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found.files] == ["a.TXT", "b.txt", "c/d/e.txt"]
    assert found.skipped == 3
    assert found.faults == ()


def test_a_path_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".hidden.txt", "文")
    picture = write(tmp_path / "picture.png", "文")
    assert find([hidden, picture]).files == (hidden, picture)


def test_a_file_that_several_paths_lead_to_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a" / "b" / "c.txt", "文")
    (tmp_path / "link").symlink_to("a")
    assert find([tmp_path, tmp_path / "a", file, tmp_path / "link" / "b", tmp_path / "a" / ".." / "a"]).files == (file,)


def test_a_link_that_leads_in_a_circle_is_told_once_and_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "c.txt", "文")
    (tmp_path / "a" / "b" / "up").symlink_to("..")
    (tmp_path / "self").symlink_to("self")
    found = find([tmp_path])
    assert [path.name for path in found.files] == ["c.txt"]
    assert [path.name for path, _ in found.faults] == ["self", "up"]
    assert "in a circle" in found.faults[1][1]


def test_a_tangle_of_links_is_walked_in_no_time(tmp_path: Path) -> None:
    """Thirty folders with two links each to the next would be walked 2^30 times."""
    for number in range(30):
        folder = tmp_path / f"f{number}"
        folder.mkdir()
        for link in "ab":
            (folder / link).symlink_to(f"../f{number + 1}")
    write(tmp_path / "f30" / "end.txt", "文")
    assert [path.name for path in find([tmp_path / "f0"]).files] == ["end.txt"]


def test_folders_may_lie_very_deep(tmp_path: Path) -> None:
    start = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(400):
            Path("x").mkdir()
            os.chdir("x")
        Path("end.txt").write_text("文", encoding="utf-8")
    finally:
        os.chdir(start)
    assert [path.name for path in find([tmp_path]).files] == ["end.txt"]


def test_a_path_to_nothing_is_a_fault(tmp_path: Path) -> None:
    ((path, reason),) = find([tmp_path / "nothing"]).faults
    assert path.name == "nothing"
    assert "no such" in reason


async def test_a_name_that_is_no_text_is_rejected(catalogue: Catalogue, tmp_path: Path) -> None:
    bad = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    with open(bad, "wb") as file:  # noqa: PTH123 - a name that only bytes can spell
        file.write(b"x")
    async with catalogue:
        report = await ingest(catalogue, [tmp_path])
        assert ["UTF-8" in entry.reason for entry in report.rejected] == [True]


async def test_a_pipe_is_rejected_and_not_waited_for(catalogue: Catalogue, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    async with catalogue:
        report = await ingest(catalogue, [tmp_path / "pipe.txt"])
        assert ["no ordinary file" in entry.reason for entry in report.rejected] == [True]


async def test_each_reason_is_said_in_english_and_in_chinese(catalogue: Catalogue, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    write(folder / "empty.txt", "")
    write(folder / "blank.txt", " \n")
    write(folder / "binary.txt", "").write_bytes(bytes(range(256)) * 9)
    with write(folder / "large.txt", "").open("wb") as file:
        file.truncate(LARGEST + 1)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "up").symlink_to(".")
    (folder / "broken.txt").symlink_to("nothing")
    picture = write(tmp_path / "picture.png", "")
    async with catalogue:
        report = await ingest(catalogue, [folder, picture, tmp_path / "nothing"])
    reasons = {entry.path.name: entry.reason for entry in report.rejected}
    assert reasons.keys() == {file.name for file in folder.iterdir()} | {"picture.png", "nothing"}
    assert {
        name for name, reason in reasons.items() if not re.fullmatch(".*[a-z]{3}.* / .*[一-龥]{2}.*", reason)
    } == set()


INGEST = [sys.executable, "-m", "bot.cli", "ingest", "--no-bundled"]


def test_killed_at_any_moment_each_file_is_old_or_new(tmp_path: Path) -> None:
    """Twelve files are read, then replaced by longer ones, and both times the process is killed again and again.

    The moments are drawn anew each run, over the time that one whole run takes.
    """
    folder, db = tmp_path / "bulletins", tmp_path / "catalogue.sqlite3"
    command = [*INGEST, "--db", str(db), str(folder)]
    old = {f"{n}.txt": NEWS.format(day=n) for n in range(1, 13)}
    new = {name: text + "会议要求，做好救助。会议指出，养老服务有新进展。\n" for name, text in old.items()}
    draw = random.Random()  # noqa: S311 - moments, not secrets
    whole_run = 1.0
    for before, after, at in (({}, old, LONG_AGO), (old, new, LONG_AGO + 1)):
        for name, text in after.items():
            write(folder / name, text, at=at)
        for _ in range(5):
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            time.sleep(draw.uniform(0.3, 1.0) * whole_run)
            process.send_signal(signal.SIGKILL)
            process.wait()
            state, faults = stored(db)
            assert faults == []
            assert before.keys() <= state.keys()
            for name, text in state.items():
                assert text in {before.get(name), after[name]}, name
        start = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        whole_run = time.monotonic() - start
        assert stored(db) == (after, [])


def stored(db: Path) -> tuple[dict[str, str], list[Fault]]:
    """Each stored file's page, and what is wrong with the catalogue."""

    async def look() -> tuple[dict[str, str], list[Fault]]:
        async with await Catalogue.open(db, bundled=False) as catalogue:
            faults = [finding async for finding in audit(catalogue) if isinstance(finding, Fault)]
            pages = {article.page.name: article.page.text async for article in catalogue.articles()}
            assert len(pages) == len(await catalogue.files())
            return pages, faults

    return asyncio.run(look())
