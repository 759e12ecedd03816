"""The catalogue: what goes in comes out, one file at a time, and nothing else is touched."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from corpus.errors import CatalogueError
from corpus.model import Article, Span
from corpus.places import named
from corpus.store import CARDS, Catalogue, Stamp
from corpus.traced import Traced, whole
from tests.corpus.specimens import TEXT, empty, the_article, the_page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.sqlite3"


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
