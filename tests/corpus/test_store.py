"""The catalogue: what goes in comes out, one file at a time, and nothing else is touched."""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.dates import DateMention
from corpus.errors import CatalogueBusy, CatalogueError, NewerCatalogue
from corpus.model import Article, Enumeration, Item, Page, Repair, Span
from corpus.places import named
from corpus.store import BUNDLED, CARDS, Catalogue, Stamp
from corpus.traced import Traced, whole

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "湖北召开会议\n■ 本报记者 张三\n会议强调，要落实野方案冶。一是抓早；\n二是抓小。\n（据湖北日报）\n"


def the_page(name: str = "a.txt", text: str = TEXT) -> Page:
    return Page(name, text)


def the_article(page: Page, *, number: int = 1, place: str | None = "湖北省") -> Article:
    """All that an article can have, by hand: a repaired pair of quotation marks, a wrap, a list, a date."""
    source = whole(page.text)
    start = page.text.index("会议强调")
    body = source.keep(i for i in range(start, page.text.index("（据")) if page.text[i] != "\n")
    repairs = tuple(
        Repair(origin, stood, read, "quotes")
        for stood, read in (("野", "“"), ("冶", "”"))
        for origin in (page.text.index(stood),)
    )
    body = body.read_as(body.text.replace("野", "“").replace("冶", "”"))
    split = body.text.index("一是")
    middle = body.text.index("二是")
    items = (
        Item(1, Span(split, split + 2), Span(split, middle), Span(middle, middle)),
        Item(2, Span(middle, middle + 2), Span(middle, len(body)), Span(len(body), len(body))),
    )
    return Article(
        page=page,
        number=number,
        title=source[0:6],
        body=body,
        sentence_spans=(Span(0, split), Span(split, len(body))),
        byline=source.cut(Span(7, 16)),
        credit=source.keep(range(page.text.index("据"), page.text.index("）"))),
        place=named(place)[0] if place else None,
        dates=(
            DateMention(Span(0, 2), "近日", "vague", None),
            DateMention(Span(2, 4), "去年", "year", "2024", year_inferred=True, inferred_from="标题"),
        ),
        enumerations=(Enumeration(Span(0, split), 1, None, items), Enumeration(None, 2, (0, 1), items)),
        paragraphs=(Span(0, split), Span(split, len(body))),
        repairs=repairs,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite3"


async def empty(path: Path) -> Catalogue:
    return await Catalogue.open(path, bundled=False)


async def test_an_article_comes_back_as_it_went_in(path: Path) -> None:
    article = the_article(the_page())
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", article.page, [article])
    async with await empty(path) as catalogue:
        assert await catalogue.article(article.id) == article


async def test_an_article_with_nothing_but_a_title_and_a_body_comes_back_too(path: Path) -> None:
    page = the_page(text="题\n正文")
    source = whole(page.text)
    bare = Article(page, 1, source[0:1], source[2:4], (Span(0, 2),), title_inferred=True)
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", page, [bare])
        assert await catalogue.article(bare.id) == bare


async def test_origins_that_jump_about_come_back_as_they_were(path: Path) -> None:
    page = the_page(text="甲乙丙丁戊己")
    body = Traced("戊己甲丙乙", (4, 5, 0, 2, 1))
    article = Article(page, 1, Traced("", ()), body, (Span(0, 5),))
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", page, [article])
        assert await catalogue.article(article.id) == article


async def test_articles_are_loaded_in_the_order_asked_and_unknown_ids_left_out(path: Path) -> None:
    page = the_page()
    first, second = the_article(page), the_article(page, number=2)
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", page, [first, second])
        assert list(await catalogue.load([second.id, "GB-0-a1", first.id])) == [second.id, first.id]


async def test_articles_are_listed_by_bulletin_and_down_the_page(path: Path) -> None:
    late, early = the_page("b.txt"), the_page("a.txt", TEXT + "。")
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/b.txt", late, [the_article(late, number=2), the_article(late)])
        await catalogue.replace("/x/a.txt", early, [the_article(early)])
        found = [(article.page.name, article.number) async for article in catalogue.articles()]
        cards = [(card.bulletin, card.id[-2:]) for card in await catalogue.cards()]
    assert found == [("a.txt", 1), ("b.txt", 1), ("b.txt", 2)]
    assert cards == [("a.txt", "a1"), ("b.txt", "a1"), ("b.txt", "a2")]


async def test_articles_are_listed_from_indexes_without_passing_over_their_texts(path: Path) -> None:
    async with await Catalogue.open(path, bundled=False):
        pass
    with closing(sqlite3.connect(path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {CARDS.format(where='')}").fetchall()
    assert sum("COVERING INDEX" in row[3] for row in plan) == 2


async def test_a_province_has_the_articles_of_its_cities_and_a_city_only_its_own(path: Path) -> None:
    pages = {name: the_page(f"{name}.txt", TEXT + name) for name in ("湖北省", "武汉市", "浙江省")}
    async with await empty(path) as catalogue:
        for name, page in pages.items():
            await catalogue.replace(f"/x/{name}", page, [the_article(page, place=name)])
        of = {name: [card.place for card in await catalogue.cards(place=named(name)[0])] for name in pages}
    assert of == {"湖北省": ["武汉", "湖北"], "武汉市": ["武汉"], "浙江省": ["浙江"]} or of["湖北省"] == [
        "湖北",
        "武汉",
    ]
    assert of["武汉市"] == ["武汉"]
    assert of["浙江省"] == ["浙江"]


async def test_a_changed_file_takes_its_old_articles_with_it(path: Path) -> None:
    old, new = the_page(), the_page(text=TEXT + "续")
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", old, [the_article(old)])
        await catalogue.replace("/x/a.txt", new, [the_article(new)])
        assert [card.id for card in await catalogue.cards()] == [the_article(new).id]
        assert await catalogue.changes(1) == ((the_article(new).id,), (the_article(old).id,))


async def test_a_page_stays_while_another_file_holds_it(path: Path) -> None:
    page = the_page()
    article = the_article(page)
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", page, [article])
        assert await catalogue.hold("/x/b.txt", page.id, "b.txt", Stamp(1, 2, "3"))
        assert await catalogue.remove("/x/a.txt")
        assert [(card.id, card.bulletin) for card in await catalogue.cards()] == [(article.id, "b.txt")]
        assert await catalogue.remove("/x/b.txt")
        assert await catalogue.cards() == []
        assert await catalogue.files() == []


async def test_a_page_that_is_not_stored_cannot_be_held(path: Path) -> None:
    async with await empty(path) as catalogue:
        assert not await catalogue.hold("/x/a.txt", "0" * 12, "a.txt", Stamp(1, 2, "3"))
        assert await catalogue.files() == []


async def test_a_file_that_comes_to_hold_another_files_page_drops_its_own(path: Path) -> None:
    one, two = the_page(), the_page("b.txt", TEXT + "二")
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", one, [the_article(one)])
        await catalogue.replace("/x/b.txt", two, [the_article(two)])
        assert await catalogue.hold("/x/b.txt", one.id, "b.txt", Stamp(1, 2, "3"))
        assert [card.id for card in await catalogue.cards()] == [the_article(one).id]


async def test_the_revision_grows_by_one_with_each_change_and_not_otherwise(path: Path) -> None:
    page, other = the_page(), the_page("b.txt", TEXT + "二")
    async with await empty(path) as catalogue:
        seen = [await catalogue.revision()]
        await catalogue.replace("/x/a.txt", page, [the_article(page)])
        seen.append(await catalogue.revision())
        await catalogue.replace("/x/b.txt", other, [the_article(other), the_article(other, number=2)])
        seen.append(await catalogue.revision())
        await catalogue.touch("/x/b.txt", Stamp(9, 9, "9"))
        await catalogue.hold("/x/c.txt", page.id, "c.txt", Stamp(1, 2, "3"))
        await catalogue.remove("/x/c.txt")
        assert not await catalogue.remove("/x/never.txt")
        seen.append(await catalogue.revision())
        await catalogue.remove("/x/b.txt")
        seen.append(await catalogue.revision())
    assert seen == [0, 1, 2, 2, 3]


async def test_changes_tell_what_to_take_out_and_what_to_put_in(path: Path) -> None:
    page = the_page()
    article = the_article(page)
    async with await empty(path) as catalogue:
        await catalogue.replace("/x/a.txt", page, [article])
        assert await catalogue.changes(0) == ((article.id,), ())
        await catalogue.replace("/x/a.txt", page, [article])
        assert await catalogue.changes(1) == ((article.id,), (article.id,)), "read anew: out and in again"
        await catalogue.remove("/x/a.txt")
        assert await catalogue.changes(1) == ((), (article.id,))
        assert await catalogue.changes(0) == ((), ()), "never there for one who knew nothing"
        assert await catalogue.changes(await catalogue.revision()) == ((), ())


async def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    page = the_page()
    twice = [the_article(page), the_article(page)]
    async with await empty(path) as catalogue:
        with pytest.raises(CatalogueError):
            await catalogue.replace("/x/a.txt", page, twice)
        assert (await catalogue.files(), await catalogue.cards(), await catalogue.revision()) == ([], [], 0)
        await catalogue.replace("/x/a.txt", page, twice[:1])
        assert len(await catalogue.cards()) == 1


async def test_tasks_that_write_at_once_wait_for_each_other(path: Path) -> None:
    pages = [the_page(f"{n}.txt", TEXT + str(n)) for n in range(20)]
    async with await empty(path) as catalogue:
        await asyncio.gather(*(catalogue.replace(f"/x/{p.name}", p, [the_article(p)]) for p in pages))
        assert len(await catalogue.cards()) == 20
        assert await catalogue.revision() == 20


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
