"""The service in this process: handlers with a request that records, polling over a transport that is made up."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import httpx
import pytest
from telegram import Update
from telegram.error import InvalidToken
from telegram.request import BaseRequest, HTTPXRequest

from bot.answers.model import Answer, Language, Prose, Quote, Status, Suggestion
from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.service import Service
from bot.channels.telegram.updates import Inbox, Poll, RawBot
from bot.history import Entry, History
from bot.settings import Settings
from corpus.errors import CatalogueError
from corpus.model import Span
from corpus.store import Card, Catalogue
from tests.telegram.html_checks import checked
from tests.telegram.standin import ME, TOKEN
from tests.telegram.test_addressing import ANN, ELSEWHERE, GROUP, PRIVATE, message
from tests.telegram.test_render import article

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from telegram.request import RequestData

    from corpus.model import Article, Sentence

SOURCE = article(["一是健全体系。", "二是完善机制。"], title="某市发布方案")


class Recording(BaseRequest):
    """Answers every call as Telegram would at its kindest, and remembers it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: dict[str, dict[str, Any]] = {}

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - always POST
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        parameters = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, parameters))
        if refusal := self.refusals.pop(name, None):
            return 400, json.dumps({"ok": False, "error_code": 400, "description": "no", **refusal}).encode()
        result: object = True
        if name == "getMe":
            result = ME
        if name in {"sendMessage", "editMessageText"}:
            result = {"message_id": 100 + len(self.calls), "date": 1, "chat": PRIVATE, "text": "x"}
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def made(self, name: str) -> list[dict[str, Any]]:
        return [parameters for called, parameters in self.calls if called == name]


class Fake:
    """Dialogue and shelf in one: every question is answered by the same article, except those that go wrong."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Language | None, Sentence | None]] = []
        self.held = [Card(SOURCE.id, SOURCE.page.name, SOURCE.title.text, "某市", "某省")]

    async def ask(
        self, conversation: str, text: str, *, language: Language | None = None, about: Sentence | None = None
    ) -> Answer:
        self.asked.append((conversation, text, language, about))
        if text == "坏":
            raise ValueError(text)
        quotes = tuple(Quote(sentence, 1, (Span(0, 2),)) for sentence in SOURCE.sentences)
        return Answer(
            Status.ANSWERED, language or Language.CHINESE, "fake", (Prose("答"), *quotes), (Suggestion("再问", "再？"),)
        )

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        return {SOURCE.id: SOURCE} if SOURCE.id in ids else {}

    async def cards(self) -> Sequence[Card]:
        return self.held

    async def find(self, text: str, *, limit: int) -> Sequence[Sentence]:  # noqa: ARG002 - the same for all
        return SOURCE.sentences[:limit]


@asynccontextmanager
async def service(folder: Path, **more: object) -> AsyncIterator[tuple[Service, Recording, Fake]]:
    """A service that was greeted by Telegram, and is spoken to update by update; `more` are settings."""
    request, fake = Recording(), Fake()
    settings = Settings.model_validate({"telegram_token": TOKEN, **more})
    async with (
        await Catalogue.open(folder / "c.sqlite3", bundled=False) as catalogue,
        await History.open(catalogue, shared=False) as history,
    ):
        running = Service(settings, fake, fake, history, version="0", request=request)
        await running.application.initialize()
        running.join(running.bot.bot)
        yield running, request, fake
        await running.application.shutdown()


async def say(running: Service, number: int, **body: Any) -> None:  # noqa: ANN401 - any update at all
    """Hand over one update and wait until it is dealt with."""
    await running.history.take([(number, "{}")])
    await running.application.process_update(Update.de_json({"update_id": number, **body}, running.bot))


async def test_one_question_is_one_call(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, request, fake):
        await say(running, 1, message=message("措施？", chat=PRIVATE))
        (sent,) = request.made("sendMessage")
        assert [name for name, _ in request.calls] == ["getMe", "sendMessage"]
        assert fake.asked == [("telegram:7:0", "措施？", None, None)]
        assert "<blockquote expandable>" in sent["text"]
        assert sent["parse_mode"] == "HTML"
        assert sent["link_preview_options"] == {"is_disabled": True}
        assert sent["reply_parameters"]["message_id"] == 9
        assert await running.history.unanswered() == []


async def test_a_selected_stretch_is_handed_on_as_its_sentence(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, _, fake):
        await say(running, 1, message=message("措施？", chat=PRIVATE))
        entry = await running.history.answer_to(7, 9)
        assert entry is not None
        us = {key: ME[key] for key in ("id", "is_bot", "first_name", "username")}
        ours = {"message_id": entry.message, "date": 1, "chat": PRIVATE, "from": us, "text": "x"}
        selected = {"text": "完善 机制", "position": 0, "is_manual": True}
        await say(
            running, 2, message=message("谁？", chat=PRIVATE, reply_to_message=ours, quote=selected, message_id=12)
        )
        assert fake.asked[-1][3] == SOURCE.sentence(2)


async def test_the_chats_language_is_handed_on(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, _, fake):
        await say(running, 1, message=message("/lang en", chat=PRIVATE))
        await say(running, 2, message=message("措施？", chat=PRIVATE))
        assert fake.asked[-1][2] is Language.ENGLISH


async def test_a_failure_is_told_in_one_sentence_and_is_over(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, request, _):
        await say(running, 1, message=message("坏", chat=PRIVATE))
        assert "出了点问题" in request.made("sendMessage")[0]["text"]
        assert await running.history.unanswered() == []
        assert running.metrics["errors"] == 1


async def test_an_answer_made_before_a_kill_is_sent_and_not_made_anew(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, request, fake):
        send = running._delivery.send

        async def killed(*_: object) -> None:
            raise asyncio.CancelledError

        running._delivery.send = killed  # type: ignore[method-assign, assignment]  # the moment of a kill
        with pytest.raises(asyncio.CancelledError):
            await say(running, 1, message=message("措施？", chat=PRIVATE))
        running._delivery.send = send  # type: ignore[method-assign]  # as it was
        running.inbox.resumed.add(1)
        await say(running, 1, message=message("措施？", chat=PRIVATE))
        assert len(fake.asked) == 1
        assert len(request.made("sendMessage")) == 1
        assert running.metrics["doubtful"] == 1


def pressed(shown: dict[str, Any], entry: Entry | None, action: str) -> dict[str, Any]:
    """A button of an answer's, pressed under the message `shown`."""
    assert entry is not None
    return {"id": "q", "from": ANN, "message": shown, "chat_instance": "1", "data": f"v1:{action}:{entry.id}:0"}


async def test_a_button_that_asks_counts_as_a_question_and_no_other_does(tmp_path: Path) -> None:
    async with service(tmp_path, telegram_flood_questions=1) as (running, request, fake):
        await say(running, 1, message=message("措施？", chat=PRIVATE))
        entry = await running.history.answer_to(7, 9)
        shown = {"message_id": 102, "date": 1, "chat": PRIVATE, "text": "x"}
        for number, action in enumerate(("ask", "ask", "page"), 2):
            await say(running, number, callback_query=pressed(shown, entry, action))
        told, silent, turned = request.made("answerCallbackQuery")
        assert (told["show_alert"], "太快" in told["text"]) == (True, True)
        assert "text" not in silent
        assert "text" not in turned
        assert len(fake.asked) == 1
        assert len(request.made("editMessageText")) == 1


async def test_a_button_under_a_message_too_old_to_be_shown_answers_in_its_topic(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, request, fake):
        topic: dict[str, Any] = {"message_thread_id": 50, "is_topic_message": True}
        await say(running, 1, message=message("@GongbaoBot 措施？", **topic))
        entry = await running.history.answer_to(-100, 9)
        gone = {"message_id": 102, "date": 0, "chat": GROUP}
        await say(running, 2, callback_query=pressed(gone, entry, "ask"))
        assert [sent["message_thread_id"] for sent in request.made("sendMessage")] == [50, 50]
        assert {conversation for conversation, *_ in fake.asked} == {"telegram:-100:50"}


async def test_where_a_group_has_moved_to_the_answer_follows_and_an_edit_does_not(tmp_path: Path) -> None:
    moved = {"parameters": {"migrate_to_chat_id": -200}}
    async with service(tmp_path) as (running, request, _):
        request.refusals["sendMessage"] = moved
        await say(running, 1, message=message("@GongbaoBot 措施？"))
        first, second = request.made("sendMessage")
        assert (first["chat_id"], second["chat_id"]) == (-100, -200)
        assert "reply_parameters" not in second
        request.refusals["editMessageText"] = moved
        await say(running, 2, edited_message=message("@GongbaoBot 别的措施？"))
        assert len(request.made("editMessageText")) == 1
        assert running.metrics["errors"] == 0
        assert await running.history.unanswered() == []


async def test_a_sentence_selected_in_another_chat_is_handed_on_too(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, _, fake):
        for number, (selected, about) in enumerate([("二是完善 机制", SOURCE.sentence(2)), ("今天天气很好", None)]):
            quote = {"text": selected, "position": 0}
            asked = message("谁？", chat=PRIVATE, external_reply=ELSEWHERE, quote=quote, message_id=20 + number)
            await say(running, number, message=asked)
            assert fake.asked[-1][3] == about


async def test_the_list_of_bulletins_is_turned_page_by_page(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, request, fake):
        fake.held = [Card(f"GB-{n:012}-a1", f"{n // 5}.txt", f"第{n}篇" * 60, "某市", "某省") for n in range(20)]
        await say(running, 1, message=message("/bulletins", chat=PRIVATE))
        (listed,) = request.made("sendMessage")
        shown = {"message_id": 102, "date": 1, "chat": PRIVATE, "text": "x"}
        for number, page in enumerate((1, 2, 99), 2):
            press = {"id": "q", "from": ANN, "message": shown, "chat_instance": "1", "data": f"v1:list:0:{page}"}
            await say(running, number, callback_query=press)
        pages = [checked(sent["text"], "HTML").text for sent in (listed, *request.made("editMessageText"))]
        assert [len(re.findall(r"^\d+\. ", page, re.MULTILINE)) for page in pages] == [8, 8, 4, 4]
        assert "20 篇" in pages[0]


async def test_silence_makes_no_call(tmp_path: Path) -> None:
    async with service(tmp_path) as (running, request, _):
        await say(running, 1, message=message("措施？"))
        await say(running, 2, channel_post=message("@GongbaoBot ？", chat={"id": -5, "type": "channel", "title": "c"}))
        assert [name for name, _ in request.calls] == ["getMe"]


# polling


class Line:
    """Telegram's end of a poll, in memory: batches to give, then nothing for ever."""

    def __init__(self, *batches: object) -> None:
        self.batches = list(batches)
        self.offsets: list[int | None] = []
        self.idle = asyncio.Event()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        form = parse_qs(request.content.decode())
        self.offsets.append(int(form["offset"][0]) if "offset" in form else None)
        if not self.batches:
            self.idle.set()
            await asyncio.sleep(3600)
        batch = self.batches.pop(0)
        if isinstance(batch, Exception):
            raise batch
        if isinstance(batch, httpx.Response):
            return batch
        return httpx.Response(200, json={"ok": True, "result": batch})


def wrong(status: int, **more: Any) -> httpx.Response:  # noqa: ANN401 - fields of an answer
    return httpx.Response(status, json={"ok": False, "error_code": status, "description": "no", **more})


@asynccontextmanager
async def polling(
    line: Line, history: History, report: Callable[[str], object] = print
) -> AsyncIterator[tuple[asyncio.Queue[object], Metrics, asyncio.Task[None]]]:
    """A poll at work on `line`."""
    request = HTTPXRequest(httpx_kwargs={"transport": httpx.MockTransport(line)})
    bot = RawBot(TOKEN, base_url="http://telegram.invalid/bot", request=request, get_updates_request=request)
    queue: asyncio.Queue[object] = asyncio.Queue()
    metrics = Metrics()
    async with request:
        poll = Poll(bot, Inbox(history, bot, queue, metrics), metrics, wait=0, kinds=("message",))
        task = asyncio.create_task(poll.run(report))
        yield queue, metrics, task
        task.cancel()


@asynccontextmanager
async def kept(folder: Path) -> AsyncIterator[History]:
    async with await Catalogue.open(folder / "c.sqlite3", bundled=False) as catalogue:
        yield await History.open(catalogue)


def said(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": message("措施？", chat=PRIVATE)}


async def test_the_offset_moves_when_the_batch_is_kept(tmp_path: Path) -> None:
    line = Line([said(5), said(6)], [said(7)])
    async with kept(tmp_path) as history, polling(line, history) as (queue, _, _):
        await line.idle.wait()
        assert line.offsets == [None, 7, 8]
        assert [number for number, _ in await history.unanswered()] == [5, 6, 7]
        assert queue.qsize() == 3


async def test_the_offset_stays_while_the_batch_cannot_be_kept(tmp_path: Path) -> None:
    line = Line([said(5)], [said(5)])
    async with kept(tmp_path) as history:
        take, failures = history.take, [OSError("disk full")]

        async def failing(updates: Sequence[tuple[int, str]]) -> frozenset[int]:
            if failures:
                raise failures.pop()
            return await take(updates)

        history.take = failing  # type: ignore[method-assign]  # a full disk
        async with polling(line, history) as (queue, metrics, _):
            await line.idle.wait()
            assert line.offsets == [None, None, 6]
            assert (queue.qsize(), metrics["errors"]) == (1, 1)


async def test_what_cannot_be_parsed_or_numbered_is_passed_over(tmp_path: Path) -> None:
    line = Line([said(5), {"update_id": 6, "message": {"date": "never"}}, {"no": "number"}, 17, said(7)])
    async with kept(tmp_path) as history, polling(line, history) as (queue, metrics, _):
        await line.idle.wait()
        assert line.offsets == [None, 8]
        assert (queue.qsize(), metrics["unparsable"]) == (2, 3)
        assert [number for number, _ in await history.unanswered()] == [5, 7]


async def test_what_cannot_be_marked_as_done_keeps_nothing_else_from_being_answered(tmp_path: Path) -> None:
    line = Line([{"update_id": 6, "message": {"date": "never"}}, said(7)])
    async with kept(tmp_path) as history:

        async def failing(update: int) -> None:
            raise CatalogueError(f"no room for {update}")

        history.handled = failing  # type: ignore[method-assign]  # a full disk
        async with polling(line, history) as (queue, _, _):
            await line.idle.wait()
            assert line.offsets == [None, 8]
            assert queue.qsize() == 1


async def test_what_comes_twice_is_queued_once(tmp_path: Path) -> None:
    line = Line([said(5), said(5)], [said(5), said(6)])
    async with kept(tmp_path) as history, polling(line, history) as (queue, metrics, _):
        await line.idle.wait()
        assert (queue.qsize(), metrics["duplicates"]) == (2, 2)


async def test_a_poll_bears_what_telegram_throws_at_it(tmp_path: Path) -> None:
    told: list[str] = []
    line = Line(
        wrong(429, parameters={"retry_after": 0.05}),
        wrong(409),
        wrong(409),
        [],
        httpx.Response(502, content=b"<html>Bad Gateway"),
        [],
        httpx.ConnectError("reset"),
        [],
        httpx.Response(200, content=b"no JSON"),
        [said(5)],
    )
    async with kept(tmp_path) as history, polling(line, history, told.append) as (queue, _, _):
        await asyncio.wait_for(line.idle.wait(), 20)
        assert queue.qsize() == 1
        assert len(told) == 1


async def test_a_token_that_is_revoked_ends_the_poll(tmp_path: Path) -> None:
    async with kept(tmp_path) as history, polling(Line(wrong(401)), history) as (_, _, task):
        with pytest.raises(InvalidToken):
            await asyncio.wait_for(task, 5)
