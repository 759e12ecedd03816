"""Sending and editing: what Telegram answers, as what it means for us.

A chat that is gone, a person who blocked us, a message that was deleted: those are facts of life and end quietly. A
message that Telegram cannot parse is our mistake: it is reported, and the words go out without their marks.
"""

from __future__ import annotations

import html
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

if TYPE_CHECKING:
    from telegram import Bot, InlineKeyboardMarkup

    from bot.channels.telegram.addressing import Where
    from bot.channels.telegram.html import Markup

_log = logging.getLogger(__name__)

GONE = (
    "chat not found", "message to edit not found", "message can't be edited", "message thread not found",
    "not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden",
    "group chat was deactivated", "topic_closed", "topic_deleted", "user is deactivated", "peer_id_invalid",
    "chat_restricted",
)  # fmt: skip
"""What Telegram says where there is nobody to speak to any more."""

LATE = ("query is too old", "query id is invalid", "query_id_invalid")
SAME = "message is not modified"


class Delivery:
    """Our voice in every chat."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, where: Where, markup: Markup, keyboard: InlineKeyboardMarkup | None = None) -> int | None:
        """Reply to the message that asks, in its topic; the number of our message, or None where nobody is there."""
        return await self._send(where, markup.html, keyboard)

    async def edit(self, chat: int, message: int, markup: Markup, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Put something else into a message of ours; nothing happens where it is gone, or the same already."""
        try:
            await self._bot.edit_message_text(
                markup.html, chat_id=chat, message_id=message, parse_mode=ParseMode.HTML, reply_markup=keyboard
            )
        except (Forbidden, ChatMigrated):  # where a group has moved to, its messages have other numbers
            _log.info("a chat does not take our messages any more")
        except BadRequest as error:
            if SAME not in str(error).lower() and not _said(error, GONE):
                raise

    async def notice(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a press: a line at the top of the person's screen, or nothing but the end of the hourglass."""
        try:
            await self._bot.answer_callback_query(query, text or None, show_alert=alert)
        except BadRequest as error:
            if not _said(error, LATE):
                raise

    async def tell(self, chat: int, text: str) -> None:
        """A plain message to the operator."""
        await self._bot.send_message(chat, html.escape(text, quote=False), parse_mode=ParseMode.HTML)

    async def _send(
        self, where: Where, text: str, keyboard: InlineKeyboardMarkup | None, *, reply: bool = True, marks: bool = True
    ) -> int | None:
        try:
            message = await self._bot.send_message(
                where.chat,
                text,
                parse_mode=ParseMode.HTML if marks else None,
                message_thread_id=where.topic,
                reply_parameters=ReplyParameters(where.message, allow_sending_without_reply=True) if reply else None,
                reply_markup=keyboard,
            )
        except ChatMigrated as error:  # where it has moved to, the message that asks has another number
            return await self._send(replace(where, chat=error.new_chat_id), text, keyboard, reply=False, marks=marks)
        except Forbidden:
            _log.info("a chat does not take our messages any more")
            return None
        except BadRequest as error:
            if _said(error, GONE):
                _log.info("nobody to answer: %s", error)
                return None
            if marks and "parse entities" in str(error).lower():
                _log.error("a message of ours cannot be parsed and goes out without its marks")
                bare = html.unescape(re.sub(r"<[^>]*>", "", text))
                return await self._send(where, bare, keyboard, reply=reply, marks=False)
            raise
        return message.message_id


def _said(error: BadRequest, sayings: tuple[str, ...]) -> bool:
    return any(saying in str(error).lower() for saying in sayings)
