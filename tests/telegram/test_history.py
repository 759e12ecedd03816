"""What is kept between questions, restarts and kills."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from bot.answers.model import Answer, Language, Part, Prose, Quote, Status, Suggestion
from bot.context import Context
from bot.history import NO_UPDATE, WRITES, Entry, History
from bot.schema import HISTORY
from bot.stored import restored, stored
from corpus.errors import CatalogueError, NewerCatalogue
from corpus.migrations import Migration, migrate
from corpus.model import Span
from corpus.store import Catalogue
from tests.telegram.test_render import article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NOTHING = stored(Answer(Status.NOT_FOUND, Language.CHINESE, "test", (Prose("没有"),)))


class Clock:
    """Seconds that a test sets."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def history(tmp_path: Path, clock: Clock) -> AsyncIterator[History]:
    async with (
        await Catalogue.open(tmp_path / "c.sqlite3", bundled=False) as catalogue,
        await History.open(catalogue, shared=False, clock=clock) as kept,
    ):
        yield kept


def entry(chat: int = 7, *, asked: int = 1, cause: int = 1, asker: int | None = 7, question: str = "问") -> Entry:
    return Entry(f"telegram:{chat}:0", chat, asker, asked, cause, question, NOTHING)


async def test_an_update_is_new_once_and_unanswered_until_it_is_handled(history: History) -> None:
    assert await history.take([(5, '{"a": "甲"}'), (3, "{}"), (5, "{}")]) == {3, 5}
    assert await history.take([(5, "{}"), (4, "{}")]) == {4}
    await history.handled(3)
    assert sorted(await history.unanswered()) == [(4, "{}"), (5, '{"a": "甲"}')]
    assert (await history.counts()).waiting == 2
    assert await history.take([(3, "{}")]) == set()


async def test_what_is_taken_survives_the_program(tmp_path: Path) -> None:
    for expected in ({1}, set()):
        async with (
            await Catalogue.open(tmp_path / "c.sqlite3", bundled=False) as catalogue,
            await History.open(catalogue, shared=False) as history,
        ):
            assert await history.take([(1, "{}")]) == expected
            await history.settle()
            assert await history.unanswered() == [(1, "{}")]


async def test_an_answer_is_found_by_its_update_its_question_and_its_message(history: History) -> None:
    await history.take([(9, "{}")])
    kept = await history.keep(entry(asked=4, cause=9))
    assert kept.sending
    assert await history.answer_caused_by(9) == kept
    await history.sent(kept, 5)
    found = await history.answer_shown_as(7, 5)
    assert found is not None
    assert (found.id, found.sending, found.answer) == (kept.id, False, NOTHING)
    assert await history.answer_to(7, 4) == found
    assert await history.answer(kept.id) == found
    assert await history.answer_shown_as(8, 5) is None
    assert await history.unanswered() == []


async def test_a_conversation_goes_on_from_its_last_answer_or_from_the_one_pointed_at(history: History) -> None:
    contexts = [Context(question=f"问{n}", articles=("GB-1",)) for n in range(3)]
    kept = []
    for number, context in enumerate(contexts):
        await history.drafts.save("telegram:7:0", context)
        kept.append(await history.keep(entry(asked=number, cause=number)))
    assert [one.previous for one in kept] == [None, kept[0].id, kept[1].id]
    assert await history.drafts.load("telegram:7:0") == contexts[2]
    await history.point("telegram:7:0", 7, kept[0].id)
    assert await history.drafts.load("telegram:7:0") == contexts[0]
    await history.point("telegram:7:0", 7, None)
    assert await history.drafts.load("telegram:7:0") is None


async def test_a_draft_is_written_with_its_answer_and_not_before(history: History) -> None:
    await history.drafts.save("telegram:7:0", Context(question="问"))
    assert await history.drafts.load("telegram:7:0") == Context(question="问")
    assert await history.memory.load("telegram:7:0") is None
    await history.keep(entry())
    assert await history.memory.load("telegram:7:0") == Context(question="问")


async def test_an_answer_that_changes_the_subject_of_nothing_keeps_the_context(history: History) -> None:
    await history.drafts.save("telegram:7:0", Context(question="问"))
    await history.keep(entry())
    await history.keep(entry(asked=2, cause=2))
    assert await history.drafts.load("telegram:7:0") == Context(question="问")


async def test_an_edited_answer_takes_its_old_place(history: History) -> None:
    first = await history.keep(entry())
    await history.sent(first, 2)
    again = await history.keep(replace(first, question="改", cause=8, message=2))
    assert (again.id, again.message) == (first.id, 2)
    found = await history.answer_to(7, 1)
    assert found is not None
    assert (found.question, found.cause, found.message) == ("改", 8, 2)
    assert (await history.counts()).answers == 1


async def test_a_terminals_memory_and_feedback_are_kept_too(history: History) -> None:
    await history.memory.save("terminal", Context(question="问", enumeration=1, choices=(("a", "b"),)))
    assert await history.memory.load("terminal") == Context(question="问", enumeration=1, choices=(("a", "b"),))
    answer = Answer(Status.HELP, Language.ENGLISH, "help", ())
    await history.feedback("terminal", "hello", answer, good=False, comment="too short")
    counts = await history.counts()
    assert (counts.good, counts.bad) == (0, 1)
    assert await history.memory.load("terminal") is not None


async def test_a_chat_that_moved_takes_everything_along(history: History) -> None:
    await history.drafts.save("telegram:-1:5", Context(question="问"))
    one = Entry("telegram:-1:5", -1, 7, 1, 1, "问", NOTHING)
    kept = await history.keep(one)
    await history.sent(kept, 2)
    await history.set_language(-1, "en")
    await history.move(-1, -2)
    assert await history.answer_shown_as(-2, 2) is not None
    assert await history.language(-2) == "en"
    assert await history.language(-1) is None
    assert await history.drafts.load("telegram:-2:5") == Context(question="问")


async def test_forgetting_takes_a_chat_a_person_or_a_person_in_a_chat(history: History) -> None:
    for number, (chat, asker) in enumerate([(7, 7), (-1, 7), (-1, 8), (-2, 7), (8, 8)]):
        kept = await history.keep(entry(chat, asked=number, cause=number, asker=asker))
        await history.judge(kept.id, asker, good=True)
    assert await history.forget(chat=-1, person=7) == 1
    assert (await history.counts()).good == 4
    assert await history.forget(chat=-1) == 1
    assert await history.forget(person=7) == 2
    assert await history.forget(person=7) == 0
    left = await history.counts()
    assert (left.answers, left.good) == (1, 1)
    assert await history.last("telegram:7:0") is None


async def test_what_was_forgotten_is_not_held_in_memory_either(history: History) -> None:
    for forget in (history.forget(chat=7), history.forget(person=7)):
        await history.drafts.save("telegram:7:0", Context(question="问"))
        await history.keep(entry())
        assert await history.drafts.load("telegram:7:0") == Context(question="问")
        await forget
        assert await history.drafts.load("telegram:7:0") is None


async def test_the_log_of_writes_does_not_grow_for_ever(history: History, tmp_path: Path) -> None:
    log = tmp_path / "c.sqlite3-wal"
    sizes = []
    for batch in range(8):
        for number in range(batch * WRITES, (batch + 1) * WRITES):
            await history.keep(entry(asked=number, cause=number, question="问" * 500))
        await history.settle()
        sizes.append(log.stat().st_size)
        await asyncio.sleep(0.1)
    assert sizes[-1] < 3 * sizes[0]


async def test_what_has_grown_old_goes(history: History, clock: Clock) -> None:
    await history.take([(1, "{}"), (2, "{}")])
    await history.handled(1)
    await history.keep(entry())
    clock.now += 10 * 86_400
    await history.keep(entry(asked=2, cause=3))
    await history.prune(5)
    assert (await history.counts()).answers == 1
    assert await history.take([(1, "{}")]) == {1}
    assert (await history.counts()).waiting == 2


async def test_an_answer_is_restored_with_its_quotations_cut_anew() -> None:
    source = article(["一是健全。", "二是完善。"])
    quotes = [Quote(sentence, 1, (Span(0, 2),), "1.") for sentence in source.sentences]
    parts: tuple[Part, ...] = (Prose("上海", heading=True), *quotes)
    made = Answer(Status.ANSWERED, Language.CHINESE, "t", parts, (Suggestion("a", "b"),), "u", ("s",))
    kept = stored(made)
    assert kept.articles == (source.id,)
    again = type(kept).model_validate_json(kept.model_dump_json(exclude_defaults=True))
    assert restored(again, {source.id: source}) == made
    assert "健全" not in kept.model_dump_json()


async def test_an_answer_whose_sentence_reads_otherwise_now_is_stale() -> None:
    source, other = article(["一是健全。", "二是完善。"]), article(["一是健全", "。二是完善。"])
    kept = stored(Answer(Status.ANSWERED, Language.CHINESE, "t", (Quote(source.sentence(1), 1),)))
    assert restored(kept, {source.id: source}) is not None
    assert restored(kept, {source.id: other}) is None
    assert restored(kept, {}) is None


async def test_a_file_from_the_future_is_refused(tmp_path: Path) -> None:
    async with await Catalogue.open(tmp_path / "c.sqlite3", bundled=False) as catalogue:
        await migrate(catalogue.connection, "history", [*HISTORY, Migration("later", ("CREATE TABLE later (a)",))])
        with pytest.raises(NewerCatalogue):
            await History.open(catalogue)


async def test_a_disk_that_is_full_is_told(tmp_path: Path) -> None:
    async with await Catalogue.open(tmp_path / "c.sqlite3", bundled=False) as catalogue:
        await catalogue.connection.execute("PRAGMA max_page_count = 1")  # no larger than it is now
        with pytest.raises(CatalogueError, match="the disk is full"):
            await History.open(catalogue)


async def test_no_update_is_the_cause_of_what_nobody_sent(history: History) -> None:
    await history.keep(entry(cause=NO_UPDATE))
    assert await history.last("telegram:7:0") is None


async def test_words_that_were_handled_or_forgotten_are_not_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    async with (
        await Catalogue.open(path, bundled=False) as catalogue,
        await History.open(catalogue, shared=False) as history,
    ):
        await history.take([(n, f'{{"text": "芝麻开门{n}"}}') for n in range(50)])
        for n in range(50):
            await history.handled(n)
            await history.keep(entry(asked=n, cause=n, question=f"芝麻开门{n}" * 50))
        await history.forget(chat=7)
        files = [file for file in tmp_path.iterdir() if file.is_file()]
        assert not any("芝麻开门".encode() in file.read_bytes() for file in files)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_an_answer_forgotten_on_its_way_leaves_nothing_to_answer_again(history: History) -> None:
    await history.take([(9, '{"text": "问"}')])
    kept = await history.keep(entry(cause=9))
    assert await history.forget(person=7) == 1
    await history.sent(kept, 5)
    assert await history.unanswered() == []
