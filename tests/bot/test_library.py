from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.library import Library, Note, UnusableIndex, on_stderr
from corpus.dates import find
from corpus.model import Article, Page
from corpus.sentences import split
from corpus.store import Catalogue
from corpus.traced import whole
from retrieval.passages import days
from retrieval.question import understand
from retrieval.search import VERSION

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from retrieval.search import Hit


@pytest.fixture
async def catalogue(tmp_path: Path) -> AsyncIterator[Catalogue]:
    async with await Catalogue.open(tmp_path / "catalogue.sqlite3", bundled=False) as opened:
        yield opened


async def put(catalogue: Catalogue, name: str, title: str, body: str) -> Article:
    """Store a page that is one article under `name`, in place of what was there."""
    page = whole(title + body)
    article = Article(
        Page(name, title + body), 1, page[: len(title)], page[len(title) :], split(body), dates=find(body)
    )
    await catalogue.replace(f"folder/{name}", article.page, [article])
    return article


def texts(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.sentence.text for hit in hits]


async def test_what_is_in_the_catalogue_is_found(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。老人免费就餐。")
    async with Library(catalogue) as library:
        hits = await library.search(understand("幸福食堂在哪里开业？"))
        assert texts(hits)[0] == "青州的幸福食堂开业。"
        assert [sentence.text for sentence in await library.find("幸福食堂", limit=1)] == ["青州的幸福食堂开业。"]


async def test_a_running_library_finds_what_came_and_loses_what_went(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。")
    async with Library(catalogue) as library:
        assert not any("殡仪馆" in text for text in texts(await library.search(understand("殡仪馆"))))
        await put(catalogue, "b.txt", "殡仪馆迁址", "青州的殡仪馆迁址。")
        assert texts(await library.search(understand("殡仪馆"))) == ["青州的殡仪馆迁址。"]
        await put(catalogue, "b.txt", "公墓迁址", "青州的公墓迁址。")
        assert not any("殡仪馆" in text for text in texts(await library.search(understand("殡仪馆"))))
        await catalogue.remove("folder/b.txt")
        assert not any("公墓" in text for text in texts(await library.search(understand("公墓"))))
        assert texts(await library.search(understand("食堂"))) == ["青州的幸福食堂开业。"]


async def test_an_index_that_a_catalogue_left_behind_serves_no_other_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.sqlite3"
    async with await Catalogue.open(file, bundled=False) as first:
        await put(first, "a.txt", "食堂开业", "青州的幸福食堂开业。")
        async with Library(first) as library:
            await library.search(understand("食堂"))
    for part in tmp_path.glob(f"{file.name}*"):
        if part.is_file():
            part.unlink()
    async with await Catalogue.open(file, bundled=False) as second:
        await put(second, "b.txt", "公墓迁址", "青州的公墓迁址。")
        await put(second, "c.txt", "殡仪馆迁址", "青州的殡仪馆迁址。")
        async with Library(second) as library:
            assert texts(await library.search(understand("公墓"))) == ["青州的公墓迁址。"]


async def test_two_libraries_over_one_catalogue_see_the_same(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。")
    async with Library(catalogue) as one, await Catalogue.open(catalogue.path) as other, Library(other) as two:
        assert len(await one.search(understand("食堂"))) == len(await two.search(understand("食堂"))) == 1
        await put(catalogue, "b.txt", "食堂扩建", "青州的食堂扩建。")
        found = await asyncio.gather(one.search(understand("食堂")), two.search(understand("食堂")))
        assert [sorted(texts(hits)) for hits in found] == [["青州的幸福食堂开业。", "青州的食堂扩建。"]] * 2


@pytest.mark.parametrize("damage", ["gone", "manifest", "segments", "note"])
async def test_an_index_that_is_missing_or_damaged_is_built_again(catalogue: Catalogue, damage: str) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。")
    async with Library(catalogue) as library:
        await library.refresh()
        folder = library.folder
        if damage == "note":
            assert library._searcher is not None
            library._searcher.index.update(note="nothing that we wrote")
    for file in sorted(folder.iterdir()):
        if damage == "gone" or (damage == "manifest" and file.name == "manifest"):
            file.unlink()
        elif damage == "segments" and file.name != "manifest":
            file.write_bytes(file.read_bytes()[:-9])
    async with Library(catalogue) as library:
        assert texts(await library.search(understand("食堂"))) == ["青州的幸福食堂开业。"]


async def test_an_index_that_is_damaged_while_it_is_used_is_built_again(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。")
    async with Library(catalogue) as library:
        await library.refresh()
        for file in library.folder.iterdir():
            file.unlink()
        assert texts(await library.search(understand("食堂"))) == ["青州的幸福食堂开业。"]


async def test_an_index_of_another_catalogue_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite3"
    for word in ("食堂", "公墓"):
        async with await Catalogue.open(path, bundled=False) as catalogue, Library(catalogue) as library:
            await put(catalogue, "a.txt", f"{word}开业", f"青州的{word}开业。")
            assert texts(await library.search(understand(word))) == [f"青州的{word}开业。"]
        for file in tmp_path.glob("catalogue.sqlite3*"):
            if file.is_file():
                file.unlink()


async def test_bulletins_narrow_the_search(catalogue: Catalogue) -> None:
    first = await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。")
    await put(catalogue, "b.txt", "食堂扩建", "青州的食堂扩建。")
    async with Library(catalogue) as library:
        assert texts(await library.search(understand("食堂"), bulletins=[first.page.id])) == ["青州的幸福食堂开业。"]


async def test_a_year_a_month_or_a_day_narrows_the_search(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "2024年5月1日，青州的幸福食堂开业。")
    await put(catalogue, "b.txt", "食堂扩建", "2025年6月2日，青州的食堂扩建。")
    await put(catalogue, "c.txt", "食堂停业", "2025年6月，青州的食堂停业。")
    async with Library(catalogue) as library:

        async def within(when: str) -> set[str]:
            return {hit.sentence.text[-5:-1] for hit in await library.search(understand("食堂"), dates=days(when))}

        assert await within("2024") == {"食堂开业"}
        assert await within("2025") == await within("2025-06") == {"食堂扩建", "食堂停业"}
        assert await within("2025-06-02") == {"食堂扩建"}
        assert await within("2025-05") == await within("1990") == set()


async def test_what_is_no_question_opens_no_index(catalogue: Catalogue) -> None:
    async with Library(catalogue) as library:
        assert await library.search(understand("？？")) == ()
        assert await library.passages(understand("")) == ()
        assert not library.folder.exists()


async def test_a_sentence_is_found_to_the_letter_white_space_aside(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的 幸福食堂开业。老人免费就餐。")
    await put(catalogue, "b.txt", "食堂扩建", "青州的幸福食堂扩建。老人免费就餐。")
    async with Library(catalogue) as library:
        assert [article.title.text for article in await library.holding("青州的幸福 食堂开业。")] == ["食堂开业"]
        assert [article.title.text for article in await library.similar("幸福食堂开业了", limit=2)] == [
            "食堂开业",
            "食堂扩建",
        ]
        assert await library.holding("青州的幸福食堂关门。") == ()
        assert await library.holding("") == ()


async def test_a_large_building_is_reported(catalogue: Catalogue) -> None:
    for number in range(3):
        await put(catalogue, f"{number}.txt", f"食堂{number}", f"第{number}家食堂开业。")
    heard: list[tuple[int, int]] = []
    async with Library(catalogue, report=lambda done, total: heard.append((done, total)), quiet=1) as library:
        await library.refresh()
    assert heard == [(0, 3), (3, 3)]


def test_without_a_terminal_the_building_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for done in (0, 100, 300):
        on_stderr(done, 300)
    assert capsys.readouterr().err.count("\n") == 1


async def test_a_folder_that_cannot_be_written_is_said_so(catalogue: Catalogue) -> None:
    await put(catalogue, "a.txt", "食堂开业", "青州的幸福食堂开业。")
    library = Library(catalogue)
    library.folder.write_text("a file stands where the folder should be")
    with pytest.raises(UnusableIndex, match="cannot be written"):
        await library.search(understand("食堂"))


def test_a_note_is_read_as_it_was_written() -> None:
    note = Note(VERSION, 17, "0123456789abcdef")
    assert Note.read(str(note)) == note
    assert Note.read("") is None
    assert Note.read("1 x y") is None


def test_searching_imports_nothing_heavy() -> None:
    """Numpy alone costs 0.27 s, more than half of what one question at the shell may take."""
    script = (
        "import sys, bot.library, retrieval.question\n"
        "retrieval.question.understand('上海的慈善措施有哪些？')\n"
        "heavy = {'numpy', 'rank_bm25', 'jieba', 'rapidfuzz', 'pydantic', 'prompt_toolkit', 'platformdirs'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
