"""Buttons, and what they say when pressed: `v1:<action>:<id>:<n>`, at most 64 bytes.

The data names an answer that is kept in SQLite, or a source by its permanent id, so a button works for as long as what
it points to exists, whatever was restarted in between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.telegram.html import shortened, units
from bot.channels.telegram.render import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.model import Suggestion
    from bot.channels.telegram.render import Screen
    from bot.channels.telegram.wording import Words
    from corpus.model import Sentence

A_ROW = 8
"""Buttons that Telegram sets side by side."""

COPIED = 256
"""Characters that a button can copy."""

LABEL = 48
"""Characters of a suggestion on its button."""


class Action(StrEnum):
    """What a button does; `n` is a page, or the place of a quotation or a suggestion in its answer, from 0."""

    PAGE = "page"
    SOURCE = "source"
    ASK = "ask"
    GOOD = "good"
    BAD = "bad"
    OPEN = "open"
    LIST = "list"
    NONE = "none"


_DATA = re.compile(r"v1:(?P<action>[a-z]+):(?P<id>[A-Za-z0-9-]{1,44}):(?P<n>\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Button:
    """What a press says: `id` is an answer's number or a source's permanent id."""

    action: Action
    id: str
    n: int = 0

    def __str__(self) -> str:
        return f"v1:{self.action}:{self.id}:{self.n}"

    @property
    def answer(self) -> int:
        """The answer's number; 0 where `id` is none."""
        return int(self.id) if self.id.isdecimal() else 0


def pressed(data: str) -> Button | None:
    """What the data of a button says, or None where it is not ours, or of another version."""
    match = _DATA.fullmatch(data)
    if match is None or match["action"] not in set(Action):
        return None
    return Button(Action(match["action"]), match["id"], int(match["n"]))


def asks(data: str) -> bool:
    """Whether a button asks a question, and so costs an answer."""
    button = pressed(data)
    return button is not None and button.action is Action.ASK


def under_answer(
    answer: int, page: int, pages: Sequence[Screen], suggestions: Sequence[Suggestion], words: Words
) -> InlineKeyboardMarkup | None:
    """Sources of this page, turning, copying, judging; suggestions stand under the first page."""
    screen, id_ = pages[page], str(answer)
    at = sum(len(earlier.quotes) for earlier in pages[:page])
    buttons = []
    for source in screen.sources:
        buttons.append(_press(words.button_source.format(source.number), Action.SOURCE, id_, at))
        at += len(source.quotes)
    rows = [*_rows(buttons), _turning(Action.PAGE, id_, page, len(pages), words)]
    if screen.sources:
        copy = _copying([(source.cited, source.id) for source in screen.sources], words)
        judge = [_press("👍", Action.GOOD, id_), _press("👎", Action.BAD, id_)]
        rows.append([*copy, *judge])
    if page == 0:
        rows.extend(_suggested(answer, suggestions))
    return _keyboard(rows)


def under_source(
    sentence: Sentence, page: int, pages: Sequence[Screen], words: Words, *, back: Button | None = None
) -> InlineKeyboardMarkup | None:
    """Under a sentence in its place: turning, copying, the whole article, and the way back to the answer."""
    rows = [
        _turning(Action.OPEN, sentence.id, page, len(pages), words),
        [
            *_copying([(cited(sentence.citation, words), sentence.id)], words),
            _press(words.button_article, Action.OPEN, sentence.article.id),
        ],
        _back(back, words),
    ]
    return _keyboard(rows)


def under_article(
    id_: str, page: int, pages: Sequence[Screen], words: Words, *, back: Button | None = None
) -> InlineKeyboardMarkup | None:
    """Under a page of an article: turning, and the way back to the answer where the message was one."""
    return _keyboard([_turning(Action.OPEN, id_, page, len(pages), words), _back(back, words)])


def under_list(articles: Sequence[tuple[int, str]], page: int, pages: int, words: Words) -> InlineKeyboardMarkup | None:
    """Under the list of bulletins: a button for each article of the page, by its number in the list."""
    buttons = [_press(str(number), Action.OPEN, id_) for number, id_ in articles]
    return _keyboard([*_rows(buttons), _turning(Action.LIST, "0", page, pages, words)])


def under_greeting(answer: int, suggestions: Sequence[Suggestion]) -> InlineKeyboardMarkup | None:
    """Questions to begin with."""
    return _keyboard(_suggested(answer, suggestions))


def to_source(sentence_id: str, bot: str, words: Words) -> InlineKeyboardMarkup:
    """Under a message that stands in a foreign chat: a link alone, for nobody may be here to press anything."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(words.button_open, url=f"https://t.me/{bot}?start={sentence_id}")]]
    )


def _suggested(answer: int, suggestions: Sequence[Suggestion]) -> list[list[InlineKeyboardButton]]:
    """A row each: what they say is as long as a line."""
    return [[_press(shortened(each.label, LABEL), Action.ASK, str(answer), n)] for n, each in enumerate(suggestions)]


def _press(label: str, action: Action, id_: str, n: int = 0) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=str(Button(action, id_, n)))


def _back(back: Button | None, words: Words) -> list[InlineKeyboardButton]:
    return [InlineKeyboardButton(words.button_back, callback_data=str(back))] if back else []


def _turning(action: Action, id_: str, page: int, pages: int, words: Words) -> list[InlineKeyboardButton]:
    if pages < 2:
        return []
    here = _press(words.button_page.format(page + 1, pages), Action.NONE, id_, page)
    back = [_press("‹", action, id_, page - 1)] if page else []
    on = [_press("›", action, id_, page + 1)] if page + 1 < pages else []
    return [*back, here, *on]


def _copying(sources: Sequence[tuple[str, str]], words: Words) -> list[InlineKeyboardButton]:
    """A button that copies where the sources stand, each with its id, or where that is too long, the ids."""
    full = "\n".join(f"{cited} · {id_}" for cited, id_ in sources)
    ids = " ".join(id_ for _, id_ in sources)
    text = next((text for text in (full, ids) if units(text) <= COPIED), None)
    return [InlineKeyboardButton(words.button_copy, copy_text=CopyTextButton(text))] if text else []


def _rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """As few rows as hold them, filled alike: two of six rather than eight and four."""
    count = -(-len(buttons) // A_ROW)
    width = -(-len(buttons) // count) if count else 1
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def _keyboard(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None
