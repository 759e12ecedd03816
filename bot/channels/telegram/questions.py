"""A question, from its decision to its answer in the chat; an edited question, to its edited answer.

The order of the steps is what makes each question answered once: the answer is kept before it is sent, and its update
is done only when it was sent. Killed in between, the next start finds the answer and sends it.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.answers.model import Answer, Language
from bot.channels.telegram.keyboards import under_answer
from bot.channels.telegram.render import screens
from bot.channels.telegram.wording import WORDS
from bot.history import Entry
from bot.stored import restored, stored

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from bot.channels.telegram.addressing import Ask
    from bot.channels.telegram.delivery import Delivery
    from bot.channels.telegram.metrics import Metrics
    from bot.channels.telegram.seams import Answering, Shelf
    from bot.history import History
    from corpus.model import Sentence

AT_A_TIME = 4
"""Answers that are made side by side. Making one is work for the processor: were a crowd's made all at once, those that
are made would wait for the last of them to be sent, and many would be on their way if the program were killed."""

NEAREST = 5
"""Sentences that are looked at for one that a person selected somewhere else."""

TELLING = 6
"""Characters that such a selection must have to tell one sentence from others."""

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Questions:
    """Answers questions; `bot` is our user name, `resumed` are updates that an earlier run may have begun to answer."""

    dialogue: Answering
    shelf: Shelf
    history: History
    delivery: Delivery
    metrics: Metrics
    bot: str
    resumed: AbstractSet[int] = frozenset()
    desk: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_A_TIME))

    async def answer(self, ask: Ask, update: int, *, show_question: bool = False) -> None:
        """Answer `ask`, which came as `update`, and mark it handled.

        `show_question` repeats the question above the answer, where it was not typed but chosen.
        """
        entry = await self.history.answer_caused_by(update) if update in self.resumed else None
        if entry is None:
            earlier = await self.history.answer_to(ask.where.chat, ask.where.message) if ask.edited else None
            if earlier is not None and earlier.question == ask.text:
                await self.history.handled(update)
                return
            async with self.desk:
                answer, entry = await self._make(ask, update, earlier, show_question=show_question)
        else:  # made before the program was killed
            self.metrics.count("doubtful", int(entry.sending))
            kept = await self.restore(entry)
            if kept is None:
                answer, entry = await self._make(ask, update, entry, show_question=show_question)
            else:
                answer = kept
        message = await self._show(ask, entry, answer)
        with self.metrics.timed("close"):
            await self.history.sent(entry, message)
        self.metrics.count("questions")

    async def restore(self, entry: Entry) -> Answer | None:
        """A kept answer, its quotations cut anew; None where a sentence is gone or reads otherwise now."""
        return restored(entry.answer, await self.shelf.load(entry.answer.articles))

    async def _make(self, ask: Ask, update: int, earlier: Entry | None, *, show_question: bool) -> tuple[Answer, Entry]:
        with self.metrics.timed("make"):
            answer = await self._answer(ask, earlier, show_question=show_question)
        with self.metrics.timed("keep"):
            return answer, await self.history.keep(_entry(ask, update, earlier, answer))

    async def _answer(self, ask: Ask, earlier: Entry | None, *, show_question: bool) -> Answer:
        where = ask.where
        shown = await self.history.answer_shown_as(where.chat, ask.replied) if ask.replied else None
        if earlier is not None:
            await self.history.point(where.conversation, where.chat, earlier.previous)
        elif shown is not None and shown.conversation == where.conversation:
            await self.history.point(where.conversation, where.chat, shown.id)
        about = await self._pointed_at(shown, ask.quoted) if ask.quoted else None
        setting = await self.history.language(where.chat)
        language = Language(setting) if setting else None
        answer = await self.dialogue.ask(where.conversation, ask.text, language=language, about=about)
        if show_question:
            answer = replace(answer, understood=answer.understood or ask.text)
        return answer

    async def _show(self, ask: Ask, entry: Entry, answer: Answer) -> int | None:
        with self.metrics.timed("render"):
            pages = screens(answer, self.bot)
            keyboard = under_answer(entry.id, 0, pages, answer.suggestions, WORDS[answer.language])
        with self.metrics.timed("send"):
            if entry.message is None:
                return await self.delivery.send(ask.where, pages[0].markup, keyboard)
            await self.delivery.edit(ask.where.chat, entry.message, pages[0].markup, keyboard)
            return None

    async def _pointed_at(self, shown: Entry | None, selected: str) -> Sentence | None:
        """The sentence that a person's selection lies in: of the answer shown, or of the articles that it quotes.

        What is selected in a message that is not ours, or not of this chat, is sought in the bulletins.
        """
        wanted = _SPACE.sub("", selected)
        if shown is None:
            found = await self.shelf.find(selected, limit=NEAREST) if len(wanted) >= TELLING else ()
            return next((sentence for sentence in found if wanted in _SPACE.sub("", sentence.text)), None)
        articles = await self.shelf.load(shown.answer.articles)
        answer = restored(shown.answer, articles)
        quoted = [quote.sentence for quote in answer.quotes] if answer else []
        others = [sentence for article in articles.values() for sentence in article.sentences]
        for sentence in [*quoted, *others]:
            text = _SPACE.sub("", sentence.text)
            if wanted in text or text in wanted:
                return sentence
        return None


def _entry(ask: Ask, update: int, earlier: Entry | None, answer: Answer) -> Entry:
    """What is kept of it, in the place of what an edited question had got."""
    where = ask.where
    return Entry(
        conversation=where.conversation,
        chat=where.chat,
        asker=where.asker,
        asked=where.message,
        cause=update,
        question=ask.text,
        answer=stored(answer),
        id=earlier.id if earlier else 0,
        message=earlier.message if earlier else None,
        previous=earlier.previous if earlier else None,
    )
