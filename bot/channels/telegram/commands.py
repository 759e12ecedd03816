"""/start, /help, /bulletins, /open, /lang, /privacy, /forget, /status."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.answers.model import Language, Suggestion
from bot.channels.telegram.html import Markup, bold, joined, link, plain, shortened
from bot.channels.telegram.keyboards import under_greeting
from bot.channels.telegram.seams import spoken
from bot.channels.telegram.wording import NAMES, WORDS
from bot.history import NO_UPDATE, Entry
from bot.stored import stored

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Bot, InlineKeyboardMarkup

    from bot.channels.telegram.addressing import Command, Where
    from bot.channels.telegram.bulletins import Bulletins
    from bot.channels.telegram.metrics import Metrics
    from bot.channels.telegram.presses import Presses
    from bot.channels.telegram.questions import Questions
    from bot.channels.telegram.wording import Words
    from corpus.store import Card

    Reply = tuple[Markup, InlineKeyboardMarkup | None]
    Handler = Callable[[Command, Words], Awaitable[Reply]]

SOURCES_AT_START = 4
"""Articles that /start links to."""

TITLE_AT_START = 32
"""Characters of an article's title there: two lines of a telephone."""

PLACES_AT_START = 12
"""Places that /start names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What /status knows besides the counters: how updates come, and since when."""

    version: str
    mode: str
    abilities: Sequence[str]


@dataclass(frozen=True, slots=True)
class Commands:
    """Answers commands, each with one message."""

    bot: Bot
    questions: Questions
    presses: Presses
    bulletins: Bulletins
    metrics: Metrics
    standing: Standing
    operator: int | None
    history_days: float

    async def answer(self, command: Command) -> None:
        """Do what the command says and reply to it."""
        where = command.where
        words = WORDS[spoken(await self.questions.history.language(where.chat), where.language)]
        handlers: dict[str, Handler] = {
            "start": self._start,
            "help": self._help,
            "bulletins": self._list,
            "open": self._open,
            "lang": self._lang,
            "privacy": self._privacy,
            "forget": self._forget,
            "status": self._status,
        }
        reply, keyboard = await handlers.get(command.name, self._unknown)(command, words)
        await self.questions.delivery.send(where, reply, keyboard)
        self.metrics.count("commands")

    async def _start(self, command: Command, words: Words) -> Reply:
        if command.argument and command.argument != "inline":
            return await self._open(command, words)
        cards = await self.questions.shelf.cards()
        places = list(dict.fromkeys(card.place for card in cards if card.place))
        named = words.places.join(places[:PLACES_AT_START]) + ("…" if len(places) > PLACES_AT_START else "")
        files = len({card.bulletin for card in cards})
        knows = words.knows.format(files, len(cards), named or "—") if cards else words.knows_nothing
        sources = [
            plain("· ")
            + link(shortened(card.title, TITLE_AT_START), f"https://t.me/{self.questions.bot}?start={card.id}")
            for card in _spread(cards)
        ]
        greeting = await self._greeting(command.where, words)
        examples = greeting.answer.suggestions
        blocks = [plain(words.greeting), plain(knows)]
        if sources:
            blocks.append(joined((bold(words.sources), *sources)))
        if examples:
            blocks.append(joined((bold(words.try_these), *(plain(f"· {question}") for _, question in examples))))
        suggestions = [Suggestion(label, question) for label, question in examples]
        return joined([*blocks, plain("/help")], "\n\n"), under_greeting(greeting.id, suggestions)

    async def _help(self, command: Command, words: Words) -> Reply:  # noqa: ARG002 - one form for all
        return plain(words.help.format(bot=self.questions.bot)), None

    async def _list(self, command: Command, words: Words) -> Reply:  # noqa: ARG002
        return await self.bulletins.page(0, words)

    async def _open(self, command: Command, words: Words) -> Reply:
        if not command.argument:
            cards = await self.questions.shelf.cards()
            return plain(words.open_usage.format(cards[0].id if cards else "GB-…")), None
        source = await self.presses.source(command.argument, 0, words)
        return source or (plain(words.no_such_id.format(command.argument[:64])), None)

    async def _lang(self, command: Command, words: Words) -> Reply:
        history, chat = self.questions.history, command.where.chat
        wanted = command.argument.lower()
        if not wanted:
            setting = await history.language(chat)
            now = NAMES[Language(setting)] if setting else words.lang_auto
            return plain(words.lang_now.format(now)), None
        if wanted == "auto":
            await history.set_language(chat, None)
            words = WORDS[spoken(None, command.where.language)]
            return plain(words.lang_now.format(words.lang_auto)), None
        language = _LANGUAGES.get(wanted)
        if language is None:
            return plain(words.lang_usage), None
        await history.set_language(chat, language.value)
        return plain(WORDS[language].lang_set), None

    async def _privacy(self, command: Command, words: Words) -> Reply:  # noqa: ARG002
        return plain(words.privacy.format(days=f"{self.history_days:g}")), None

    async def _forget(self, command: Command, words: Words) -> Reply:
        """In private, all that is kept of the person, anywhere; in a group, what is kept of the chat or of the person.

        An administrator's word empties the group's record, anybody else's his own part of it.
        """
        where, history = command.where, self.questions.history
        if where.private:
            here = await history.forget(chat=where.chat)
            elsewhere = await history.forget(person=where.asker) if where.asker else 0
            return plain(_forgotten(here + elsewhere, words.forgotten, words)), None
        if await self._administers(where):
            return plain(_forgotten(await history.forget(chat=where.chat), words.forgotten, words)), None
        if where.asker is None:  # a channel: nobody knows whose words those are
            return plain(words.forget_who), None
        count = await history.forget(chat=where.chat, person=where.asker)
        return plain(_forgotten(count, words.forgotten_own, words)), None

    async def _administers(self, where: Where) -> bool:
        if where.asker is None:
            return where.administers
        try:
            member = await self.bot.get_chat_member(where.chat, where.asker)
        except TelegramError:
            return False
        return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}

    async def _status(self, command: Command, words: Words) -> Reply:
        if self.operator is None or self.operator not in {command.where.chat, command.where.asker}:
            return await self._unknown(command, words)
        counts = await self.questions.history.counts()
        cards = await self.questions.shelf.cards()
        metrics = self.metrics
        hours = (time.time() - metrics.started) / 3600
        lines = [
            f"gongbao {self.standing.version} · {self.standing.mode} · {hours:.1f} h",
            f"{len({card.bulletin for card in cards})} bulletins, {len(cards)} articles",
            (
                f"{metrics['updates']} updates ({metrics['duplicates']} twice, {metrics['unparsable']} unparsable), "
                f"{metrics['questions']} questions, {metrics['presses']} presses, {metrics['inline']} inline"
            ),
            f"p50 {metrics.percentile(0.5) * 1000:.0f} ms, p95 {metrics.percentile(0.95) * 1000:.0f} ms",
            f"{counts.waiting} waiting, {metrics['errors']} errors, {metrics['told_to_wait']} waits by Telegram",
            f"{counts.answers} answers kept, 👍 {counts.good}, 👎 {counts.bad}",
            *self.standing.abilities,
        ]
        return plain("\n".join(lines)), None

    async def _unknown(self, command: Command, words: Words) -> Reply:  # noqa: ARG002
        return plain(words.unknown_command), None

    async def _greeting(self, where: Where, words: Words) -> Entry:
        """The house's own answer to a greeting, kept for its buttons: it offers questions that can be answered."""
        language = Language.CHINESE if words is WORDS[Language.CHINESE] else Language.ENGLISH
        hello = "你好" if language is Language.CHINESE else "hello"
        answer = await self.questions.dialogue.ask(where.conversation, hello, language=language)
        answer = replace(answer, suggestions=answer.suggestions[:2])
        return await self.questions.history.keep(
            Entry(where.conversation, where.chat, where.asker, where.message, NO_UPDATE, "/start", stored(answer))
        )


_LANGUAGES = {
    "zh": Language.CHINESE, "cn": Language.CHINESE, "中文": Language.CHINESE, "汉语": Language.CHINESE,
    "chinese": Language.CHINESE, "en": Language.ENGLISH, "english": Language.ENGLISH, "英文": Language.ENGLISH,
    "英语": Language.ENGLISH,
}  # fmt: skip


def _spread(cards: Sequence[Card]) -> list[Card]:
    """A few articles, each of another place as far as there are some."""
    by_place = {card.place: card for card in reversed(cards)}
    return list(reversed(by_place.values()))[:SOURCES_AT_START]


def _forgotten(count: int, sentence: str, words: Words) -> str:
    return sentence.format(count) if count else words.forgotten_nothing
