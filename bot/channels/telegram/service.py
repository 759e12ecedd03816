"""The bot as a running thing: everything joined, started, and stopped without losing anything.

The library's `Application` runs the lanes and the queue; what it would fetch and drop by itself is fetched, kept and
drained here. One handler takes every update: what is to be done is decided by `addressing`, in one place.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, CallbackContext, Defaults, TypeHandler
from telegram.request import HTTPXRequest

from bot.channels.telegram import wording
from bot.channels.telegram.addressing import (
    Ask,
    Command,
    Decision,
    Guest,
    Inline,
    Me,
    Moved,
    Press,
    Silence,
    decide,
)
from bot.channels.telegram.bulletins import Bulletins
from bot.channels.telegram.commands import Commands, Standing
from bot.channels.telegram.delivery import Delivery
from bot.channels.telegram.html import plain
from bot.channels.telegram.inline import Elsewhere
from bot.channels.telegram.keyboards import asks
from bot.channels.telegram.lanes import Lanes
from bot.channels.telegram.limits import Flood, Limiter, Stopping, Verdict
from bot.channels.telegram.metrics import Metrics
from bot.channels.telegram.operator import Operator, abilities, told
from bot.channels.telegram.presses import Presses
from bot.channels.telegram.questions import Questions
from bot.channels.telegram.seams import spoken
from bot.channels.telegram.updates import GUESTS, LISTENED, Inbox, Poll, RawBot
from bot.channels.telegram.upkeep import Upkeep
from bot.channels.telegram.webhook import CONNECTIONS, serve_health, serve_webhook
from bot.settings import listen
from corpus.errors import GongbaoError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from telegram import User
    from telegram.request import BaseRequest
    from tornado.httpserver import HTTPServer

    from bot.channels.telegram.seams import Answering, Shelf
    from bot.history import History
    from bot.settings import Settings

_log = logging.getLogger(__name__)


class TokenRefused(GongbaoError):
    """Telegram does not know our token."""


class CannotServe(GongbaoError):
    """The settings ask for something that Telegram or this machine refuses."""


def make_bot(settings: Settings, metrics: Metrics, *, request: BaseRequest | None = None) -> tuple[RawBot, Limiter]:
    """The library's bot with our limiter; `request` takes the place of the network in tests."""
    limiter = Limiter(metrics, pace=settings.telegram_pace)
    bot = RawBot(
        settings.telegram_token.get_secret_value(),
        base_url=settings.telegram_base_url,
        request=request or HTTPXRequest(connection_pool_size=64, pool_timeout=30, read_timeout=20, connect_timeout=10),
        get_updates_request=request or HTTPXRequest(connection_pool_size=2, connect_timeout=10),
        defaults=Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)),
        rate_limiter=limiter,
    )
    return bot, limiter


class Service:
    """One bot, from its first call to Telegram to its last."""

    def __init__(  # noqa: PLR0913 - the one place where the parts meet
        self,
        settings: Settings,
        dialogue: Answering,
        shelf: Shelf,
        history: History,
        *,
        version: str,
        request: BaseRequest | None = None,
    ) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.history = history
        self._dialogue = dialogue
        self._shelf = shelf
        self._version = version
        self.bot, self._limiter = make_bot(settings, self.metrics, request=request)
        self.application: Application[Any, Any, Any, Any, Any, Any] = (
            Application.builder().bot(self.bot).updater(None).concurrent_updates(Lanes()).build()
        )
        self.application.add_handler(TypeHandler(Update, self._on_update))
        self.inbox = Inbox(history, self.bot, self.application.update_queue, self.metrics)
        self._delivery = Delivery(self.bot)
        self._operator = Operator(self._delivery, settings.telegram_operator)
        self._flood = Flood(settings.telegram_flood_questions, settings.telegram_flood_seconds)
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Serve until SIGTERM, SIGINT or `stop`; then answer what is queued, and return.

        Raises:
            TokenRefused: Telegram does not know the token.
            CannotServe: Telegram refuses the webhook, or an address to listen on cannot be had.
        """
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(name, self.stop)
        if not await self.start():
            return
        servers: list[HTTPServer] = []
        upkeep = Upkeep(self.bot, self.history, self._operator, self.settings, self._able)
        tasks = [asyncio.create_task(self._feed(servers)), asyncio.create_task(upkeep.run())]
        try:
            await self._until_stopped(tasks[0])
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for server in servers:
                server.stop()
                await server.close_all_connections()
            await self._drain()

    def stop(self) -> None:
        """Ask `run` to come to its end."""
        self._stop.set()

    async def start(self) -> bool:
        """Greet Telegram and learn who we are; False where we were stopped before it answered.

        Raises:
            TokenRefused: Telegram does not know the token.
        """
        with _told():
            if not await self._reach(self.application.initialize):
                return False
        self.join(self.bot.bot)
        await self.application.start()
        return True

    async def _reach(self, call: Callable[[], Awaitable[object]]) -> bool:
        """Make a call that the beginning depends on, until it gets through; False where we were stopped before."""
        failures = 0
        while True:
            try:
                await call()
            except BadRequest:
                raise
            except NetworkError as error:
                failures += 1
                pause = min(30.0, 0.25 * 2 ** min(failures, 8))
                _log.warning("Telegram cannot be reached (%s), again in %.1f s", type(error).__name__, pause)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), pause)
                    return False
            else:
                return True

    def join(self, user: User) -> None:
        """Everything that needs to know who we are."""
        name = user.username or ""
        self._me = Me(user.id, name)
        self._guest = self.settings.telegram_guest and bool(user.supports_guest_queries)
        able = abilities(user, guest=self.settings.telegram_guest)
        mode = "webhook" if self.settings.telegram_webhook_url else "polling"
        questions = Questions(
            self._dialogue, self._shelf, self.history, self._delivery, self.metrics, name, self.inbox.resumed
        )
        bulletins = Bulletins(self._shelf, name)
        presses = Presses(questions, bulletins)
        self._questions = questions
        self._presses = presses
        self._commands = Commands(
            self.bot, questions, presses, bulletins, self.metrics, Standing(self._version, mode, able),
            self.settings.telegram_operator, self.settings.telegram_history_days,
        )  # fmt: skip
        self._elsewhere = Elsewhere(self.bot, self._dialogue, self._shelf, self.history.drafts, name)
        self._able = able
        _log.info("this is @%s, %s", name, mode)

    async def _feed(self, servers: list[HTTPServer]) -> None:
        """What the last run left, then what comes by polling (for ever) or by the webhook (once it is open)."""
        settings = self.settings
        url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
        if settings.telegram_health_listen:
            servers.append(serve_health(listen(settings.telegram_health_listen), self.metrics, polling=url is None))
        left = await self.inbox.resume()
        if left:
            _log.info("%d updates were left unanswered by the last run; they are answered now", left)
        kinds = (*LISTENED, GUESTS) if self._guest else LISTENED
        if url and secret:
            shown = secret.get_secret_value()
            address = listen(settings.telegram_webhook_listen)
            servers.append(serve_webhook(address, urlsplit(url).path, shown, self.inbox, self.metrics))
            hook = partial(
                self.bot.set_webhook, url, secret_token=shown, allowed_updates=kinds, max_connections=CONNECTIONS
            )
            await self._reach(hook)
        elif await self._reach(self.bot.delete_webhook):
            poll = Poll(self.bot, self.inbox, self.metrics, wait=settings.telegram_poll_seconds, kinds=kinds)
            await poll.run(self._operator.report)

    async def _until_stopped(self, feed: asyncio.Task[None]) -> None:
        stopped = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({stopped, feed}, return_when=asyncio.FIRST_COMPLETED)
            if feed.done():
                with _told():
                    feed.result()
            await stopped
        finally:
            stopped.cancel()

    async def _drain(self) -> None:
        """Answer what is queued, as long as the settings allow; what waits longer is answered at the next start."""
        _log.info("stopping: answering what is queued")
        try:
            await asyncio.wait_for(self.application.update_queue.join(), self.settings.telegram_drain_seconds)
        except TimeoutError:
            _log.warning("some answers wait for Telegram; they will be sent at the next start")
        self._limiter.stop()
        await self._operator.settle()
        await self.application.stop()
        await self.application.shutdown()

    async def _on_update(self, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:  # noqa: ARG002
        """Everything comes through here: decide, do, and mark as handled."""
        queued = self.inbox.begun(update.update_id)
        decision = decide(update, self._me)
        try:
            if not await self._do(decision, update.update_id):
                await self.history.handled(update.update_id)
        except Stopping:
            return  # unanswered, and so answered at the next start
        except Exception as error:  # noqa: BLE001 - one update's failure is not the next one's
            await self._failed(decision, update.update_id, error)
        finally:
            self.inbox.done()
        if isinstance(decision, Ask):
            self.metrics.took(time.perf_counter() - queued)

    async def _do(self, decision: Decision, update: int) -> bool:
        """Do what was decided; whether the update is marked as handled by that."""
        if not await self._heard(decision):
            return False
        match decision:
            case Ask():
                await self._questions.answer(decision, update)
                return True
            case Command():
                await self._commands.answer(decision)
            case Press():
                await self._presses.press(decision, update)
            case Inline():
                await self._elsewhere.cards(decision)
                self.metrics.count("inline")
            case Guest():
                await self._elsewhere.guest(decision)
                self.metrics.count("inline")
            case Moved():
                await self.history.move(decision.old, decision.new)
            case Silence():
                self.metrics.count("ignored")
        return False

    async def _heard(self, decision: Decision) -> bool:
        """Whether this person, if he asks, is still within the limits; who just went beyond is told.

        A press is answered in any case, or the hourglass on its button would go on turning.
        """
        if not isinstance(decision, Ask | Command) and not (isinstance(decision, Press) and asks(decision.data)):
            return True
        where = decision.where
        verdict = self._flood.hears(where.asker or ("chat", where.chat))
        if verdict is Verdict.HEAR:
            return True
        self.metrics.count("ignored")
        words = wording.WORDS[spoken(await self.history.language(where.chat), where.language)]
        text = words.flood.format(f"{self.settings.telegram_flood_seconds:g}") if verdict is Verdict.WARN else ""
        if isinstance(decision, Press):
            await self._delivery.notice(decision.query, text, alert=bool(text))
        elif text:
            await self._delivery.send(where, plain(text))
        return False

    async def _failed(self, decision: Decision, update: int, error: Exception) -> None:
        """The operator hears what happened, the person that it did."""
        self.metrics.count("errors")
        self._operator.report(f"{type(decision).__name__} failed: {told(error)}")
        try:
            if isinstance(decision, Ask | Command):
                words = wording.WORDS[spoken(None, decision.where.language)]
                await self._delivery.send(decision.where, plain(words.trouble))
            elif isinstance(decision, Press):
                words = wording.WORDS[spoken(None, decision.where.language)]
                await self._delivery.notice(decision.query, words.trouble, alert=True)
            await self.history.handled(update)
        except Stopping:
            return
        except Exception as second:  # noqa: BLE001 - it stays unanswered, and is tried at the next start
            _log.error("and could not be told: %s", told(second))


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """What ends the program, as a sentence; the library's own about a token shows the token."""
    try:
        yield
    except InvalidToken:
        raise TokenRefused(_REFUSED) from None
    except TelegramError as error:
        raise CannotServe(f"Telegram refuses what the settings ask for: {error} / Telegram 拒绝了设置") from None
    except OSError as error:
        raise CannotServe(f"an address of the settings cannot be had: {error} / 无法监听设置中的地址") from error


_REFUSED = (
    "Telegram does not know the token in GONGBAO_TELEGRAM_TOKEN; ask @BotFather for it (/mybots, API Token). / "
    "Telegram 不认识 GONGBAO_TELEGRAM_TOKEN 中的 token，请向 @BotFather 索取（/mybots，API Token）。"
)
