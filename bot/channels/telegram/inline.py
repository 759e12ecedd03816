"""Quotations for any chat: cards for an inline query, and one message for a chat that we are a guest in.

Nothing here can be pressed back to us, for the message will stand where we are not; a link opens the source with us.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.delivery import LATE
from bot.channels.telegram.html import Markup, folded, joined, plain
from bot.channels.telegram.keyboards import to_source
from bot.channels.telegram.render import Screen, cited, fits, opener, screens
from bot.channels.telegram.seams import spoken
from bot.channels.telegram.wording import WORDS

if TYPE_CHECKING:
    from telegram import Bot

    from bot.channels.telegram.addressing import Guest, Inline
    from bot.channels.telegram.seams import Answering, Shelf
    from bot.channels.telegram.wording import Words
    from bot.memory import Drafts
    from corpus.model import Sentence

CARDS = 10
"""Quotations offered at a time."""

FARTHEST = 50
"""Quotations that can be leafed through for one query."""

CACHED = 30
"""Seconds for which Telegram may give the same cards again."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Answers where we are not, and remembers nothing of it; `name` is our user name."""

    bot: Bot
    dialogue: Answering
    shelf: Shelf
    drafts: Drafts
    name: str

    async def cards(self, query: Inline) -> None:
        """Offer the ten best quotations, or the next ten."""
        words = WORDS[spoken(None, query.language)]
        first = int(query.offset) if query.offset.isascii() and query.offset.isdecimal() else 0
        found = await self.shelf.find(query.text, limit=min(first + CARDS + 1, FARTHEST)) if query.text else ()
        shown = [self._card(sentence, words) for sentence in found[first : first + CARDS]]
        more = str(first + CARDS) if len(found) > first + CARDS else ""
        label = words.inline_start if shown or not query.text else f"{words.inline_none}；{words.inline_hint}"
        try:
            await self.bot.answer_inline_query(
                query.query,
                shown,
                cache_time=CACHED,
                is_personal=True,
                next_offset=more,
                button=InlineQueryResultsButton(label[:64], start_parameter="inline"),
            )
        except BadRequest as error:
            _unless_late(error)

    async def guest(self, guest: Guest) -> None:
        """Answer with one message: the first page of the answer, and a link to its first source."""
        conversation = f"telegram:guest:{guest.query}"
        answer = await self.dialogue.ask(conversation, guest.text)
        self.drafts.drop(conversation)
        words = WORDS[answer.language]
        pages = screens(answer, self.name)
        keyboard = to_source(answer.quotes[0].sentence.id, self.name, words) if answer.quotes else None
        content = InputTextMessageContent(pages[0].markup.html, parse_mode=ParseMode.HTML)
        try:
            await self.bot.answer_guest_query(
                guest.query, InlineQueryResultArticle("1", "gongbao", content, reply_markup=keyboard)
            )
        except BadRequest as error:
            _unless_late(error)

    def _card(self, sentence: Sentence, words: Words) -> InlineQueryResultArticle:
        return InlineQueryResultArticle(
            id=sentence.id,
            title=sentence.article.title.text[:100],
            description=sentence.text[:160],
            input_message_content=InputTextMessageContent(
                self._quotation(sentence, words).html, parse_mode=ParseMode.HTML
            ),
            reply_markup=to_source(sentence.id, self.name, words),
        )

    def _quotation(self, sentence: Sentence, words: Words) -> Markup:
        source = plain(f"— {cited(sentence.citation, words)} · ") + opener(sentence.id, self.name)
        whole = folded(joined((plain(sentence.text), source)))
        if fits(Screen(whole)):
            return whole
        return joined((plain(words.too_long.format(len(sentence.text), sentence.id)), source))


def _unless_late(error: BadRequest) -> None:
    """A query that nobody waits for any more needs no answer; anything else is an error."""
    if not any(saying in str(error).lower() for saying in LATE):
        raise error
