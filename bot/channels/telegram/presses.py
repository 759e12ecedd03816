"""A button pressed: what its data names is looked up anew each time, so buttons outlive the process that made them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.answers.source import parse_id
from bot.channels.telegram.addressing import Ask, topic_of
from bot.channels.telegram.keyboards import Action, Button, pressed, under_answer, under_article, under_source
from bot.channels.telegram.render import screens
from bot.channels.telegram.seams import spoken
from bot.channels.telegram.sources import article_pages, opened
from bot.channels.telegram.wording import WORDS
from bot.stored import sentence_of

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup

    from bot.answers.model import Answer
    from bot.channels.telegram.addressing import Press
    from bot.channels.telegram.bulletins import Bulletins
    from bot.channels.telegram.html import Markup
    from bot.channels.telegram.questions import Questions
    from bot.channels.telegram.wording import Words
    from bot.history import Entry

_OF_AN_ANSWER = frozenset({Action.PAGE, Action.SOURCE, Action.ASK, Action.GOOD, Action.BAD})


@dataclass(frozen=True, slots=True)
class Presses:
    """Does what buttons say."""

    questions: Questions
    bulletins: Bulletins

    async def press(self, press: Press, update: int) -> None:
        """Do it, and tell the person when it cannot be done: the button is stale, or belongs to somebody else."""
        questions = self.questions
        words = WORDS[spoken(await questions.history.language(press.where.chat), press.where.language)]
        button = pressed(press.data)
        entry = await questions.history.answer(button.answer) if button and button.answer else None
        if entry is None and button is not None and button.action in {Action.OPEN, Action.LIST}:
            entry = await questions.history.answer_shown_as(press.where.chat, press.where.message)
        if not _allowed(press, entry):
            await questions.delivery.notice(press.query, words.not_yours, alert=True)
        elif button is None or (button.action in _OF_AN_ANSWER and not _belongs(press, entry)):
            await questions.delivery.notice(press.query, words.stale, alert=True)
        else:
            await self._do(press, update, button, entry, words)
        questions.metrics.count("presses")

    async def _do(self, press: Press, update: int, button: Button, entry: Entry | None, words: Words) -> None:
        delivery = self.questions.delivery
        if button.action is Action.NONE:
            await delivery.notice(press.query)
        elif button.action in {Action.GOOD, Action.BAD}:
            good = button.action is Action.GOOD
            await self.questions.history.judge(button.answer, press.where.asker or 0, good=good)
            await delivery.notice(press.query, words.thanks if good else words.thanks_no)
        elif button.action is Action.ASK:
            await self._ask(press, update, button.n, entry, words)
        else:
            screen = await self._screen(button, entry, words)
            if screen is None:
                await delivery.notice(press.query, words.stale, alert=True)
                return
            await delivery.notice(press.query)
            await delivery.edit(press.where.chat, press.where.message, *screen)

    async def _ask(self, press: Press, update: int, n: int, entry: Entry | None, words: Words) -> None:
        """A suggestion or a reading that was chosen: asked as if typed, in the answer's conversation."""
        if entry is None or n >= len(entry.answer.suggestions):
            await self.questions.delivery.notice(press.query, words.stale, alert=True)
            return
        await self.questions.delivery.notice(press.query)
        # A message too old to be shown does not tell its topic; its conversation does.
        where = replace(press.where, topic=press.where.topic or topic_of(entry.conversation))
        ask = Ask(where, entry.answer.suggestions[n][1], replied=press.where.message)
        await self.questions.answer(ask, update, show_question=True)

    async def _screen(
        self, button: Button, entry: Entry | None, words: Words
    ) -> tuple[Markup, InlineKeyboardMarkup | None] | None:
        """What the message shows from now on; None where its source is gone."""
        if button.action is Action.LIST:
            return await self.bulletins.page(button.n, words)
        if button.action is Action.OPEN:
            back = Button(Action.PAGE, str(entry.id)) if entry else None
            return await self.source(button.id, button.n, words, back=back)
        answer = await self.questions.restore(entry) if entry else None
        if entry is None or answer is None:
            return None
        return self._answer_page(button, entry, answer)

    def _answer_page(
        self, button: Button, entry: Entry, answer: Answer
    ) -> tuple[Markup, InlineKeyboardMarkup | None] | None:
        own, bot = WORDS[answer.language], self.questions.bot
        pages = screens(answer, bot)
        if button.action is Action.PAGE:
            page = min(button.n, len(pages) - 1)
            return pages[page].markup, under_answer(entry.id, page, pages, answer.suggestions, own)
        if button.n >= len(answer.quotes):
            return None
        quote = answer.quotes[button.n]
        ends = accumulate(len(screen.quotes) for screen in pages)
        page = next((at for at, end in enumerate(ends) if button.n < end), 0)
        cited = [each.sentence for each in answer.quotes if each.number == quote.number]
        others = cited[cited.index(quote.sentence) + 1 :]
        source = opened(quote.sentence, own, bot, others=others)
        back = Button(Action.PAGE, str(entry.id), page)
        return source[0].markup, under_source(quote.sentence, 0, source, own, back=back)

    async def source(
        self, id_: str, page: int, words: Words, *, back: Button | None = None
    ) -> tuple[Markup, InlineKeyboardMarkup | None] | None:
        """A page of a sentence in its place, or of an article, by its id; None where there is none."""
        parsed = parse_id(id_)
        article = (await self.questions.shelf.load(parsed[:1])).get(parsed[0]) if parsed else None
        if parsed is None or article is None:
            return None
        bot = self.questions.bot
        if "-s" not in id_.lower():
            pages = article_pages(article, words, bot)
            page = min(page, len(pages) - 1)
            return pages[page].markup, under_article(article.id, page, pages, words, back=back)
        sentence = sentence_of(article, parsed[1])
        if sentence is None:
            return None
        pages = opened(sentence, words, bot)
        page = min(page, len(pages) - 1)
        return pages[page].markup, under_source(sentence, page, pages, words, back=back)


def _belongs(press: Press, entry: Entry | None) -> bool:
    """Data can be forged by a client: an answer's button counts only in the chat that it was given in."""
    return entry is not None and entry.chat == press.where.chat


def _allowed(press: Press, entry: Entry | None) -> bool:
    """In a group, buttons belong to the one who asked; those of an anonymous administrator are anybody's."""
    if press.where.private:
        return True
    owner = entry.asker if entry is not None and entry.chat == press.where.chat else press.asked_by
    return owner is None or owner == press.where.asker
