"""The list of what the catalogue holds, in pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.channels.telegram.html import Markup, bold, joined, link, plain, shortened
from bot.channels.telegram.keyboards import under_list

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup

    from bot.channels.telegram.seams import Shelf
    from bot.channels.telegram.wording import Words

PER_PAGE = 8
"""Articles on one page of the list: a row of buttons."""

LONGEST_TITLE = 120
"""Characters of a title in the list."""


@dataclass(frozen=True, slots=True)
class Bulletins:
    """Lists articles by their bulletin; `bot` is our user name."""

    shelf: Shelf
    bot: str

    async def page(self, number: int, words: Words) -> tuple[Markup, InlineKeyboardMarkup | None]:
        """Page `number` of the list, counted from 0, and its buttons; the last one where there are not so many."""
        cards = await self.shelf.cards()
        if not cards:
            return plain(words.knows_nothing), None
        pages = -(-len(cards) // PER_PAGE)
        number = min(number, pages - 1)
        first = number * PER_PAGE
        shown = list(enumerate(cards[first : first + PER_PAGE], first + 1))
        blocks = [bold(words.bulletins.format(len({card.bulletin for card in cards}), len(cards)))]
        for bulletin, rows in groupby(shown, key=lambda row: row[1].bulletin):
            lines = [
                plain(f"{at}. ")
                + link(shortened(card.title, LONGEST_TITLE), f"https://t.me/{self.bot}?start={card.id}")
                for at, card in rows
            ]
            blocks.append(joined((bold(bulletin), *lines)))
        buttons = [(at, card.id) for at, card in shown]
        return joined(blocks, "\n\n"), under_list(buttons, number, pages, words)
