"""Whether an update speaks to us, and what it wants: one pure function from update to decision.

A group is full of talk that is not ours: other bots' commands, `@bot2`, an e-mail address, a forum's opening message
that every message of its topic seems to reply to. Whoever handles a decision need not look at the update again.
Offsets of entities are UTF-16, and are cut in UTF-16: `😀 @bot` is where slicing code points goes wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram.constants import ChatType, MessageEntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import CallbackQuery, Message, MessageEntity, Update

COMMANDS = frozenset({"ask", "start", "help", "bulletins", "open", "lang", "privacy", "forget", "status"})
"""What we listen to; any other command in a group is somebody else's."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?![A-Za-z0-9_/@.])")

_AFTER_A_NAME = ",，:：、;； "
"""What people put behind the name of the one they speak to."""


@dataclass(frozen=True, slots=True)
class Me:
    """Who we are, by getMe."""

    id: int
    username: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where something was asked, and by whom. `asker` is None for an anonymous administrator or a channel.

    `administers` is set for the former alone: anybody may speak as a channel of his own.
    `topic` is set in forums alone; `message` is the message that asks; `language` is what the person's client speaks.
    """

    chat: int
    message: int
    asker: int | None
    private: bool
    topic: int | None = None
    language: str | None = None
    administers: bool = False

    @property
    def conversation(self) -> str:
        return f"telegram:{self.chat}:{self.topic or 0}"


def topic_of(conversation: str) -> int | None:
    """The topic that a conversation takes place in."""
    last = conversation.rpartition(":")[2]
    return int(last) or None if last.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, in reply to `replied`, a message of ours, or to none.

    `quoted` is what the person selected in the message that he replies to, ours or not; None where nothing is.
    """

    where: Where
    text: str
    replied: int | None = None
    quoted: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """`/name argument`."""

    where: Where
    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button under one of our messages. `asked_by` wrote the message that ours replies to, where it is shown."""

    where: Where
    query: str
    data: str
    asked_by: int | None = None


@dataclass(frozen=True, slots=True)
class Inline:
    """`@bot text` in any chat's input field."""

    query: str
    person: int
    text: str
    offset: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """A question in a chat that we are no member of: one message may be given back."""

    query: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, with a new id."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is said; `reason` is for the log."""

    reason: str


Decision = Ask | Command | Press | Inline | Guest | Moved | Silence


def decide(update: Update, me: Me) -> Decision:
    """What `update` wants of us. Depends on its arguments alone."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.inline_query is not None:
        query = update.inline_query
        person = query.from_user
        return Inline(query.id, person.id, query.query.strip(), query.offset, person.language_code)
    if update.guest_message is not None:
        return _as_guest(update.guest_message, me)
    if update.message is not None:
        return _said(update.message, me, edited=False)
    if update.edited_message is not None:
        return _said(update.edited_message, me, edited=True)
    return Silence("not a message to us")


def _said(message: Message, me: Me, *, edited: bool) -> Decision:  # noqa: PLR0911 - one line a reason
    if message.migrate_to_chat_id:
        return Moved(message.chat.id, message.migrate_to_chat_id)
    if message.migrate_from_chat_id:
        return Moved(message.migrate_from_chat_id, message.chat.id)
    if reason := _not_a_persons_own_words(message):
        return Silence(reason)
    where = _where(message)
    text, entities = _words(message)
    if not text.strip():
        return Silence("no words")
    rest = _without_mentions(text, entities, me)
    ours = _reply_to_us(message, me)
    begins = any(entity.type == MessageEntityType.BOT_COMMAND and entity.offset == 0 for entity in entities)
    if (begins or rest) and (match := _COMMAND.match(text if rest is None else rest)):
        if match[2] and match[2].lower() != me.username.lower():
            return Silence("another bot's command")
        argument = match.string[match.end() :].strip().lstrip(_AFTER_A_NAME)
        if match[1].lower() == "ask":
            return _question(message, where, argument, ours=ours, edited=edited)
        to_us = where.private or not begins  # it follows our name
        return Silence("an edited command") if edited else _command(where, match[1].lower(), argument, to_us=to_us)
    if not where.private and rest is None and not (ours and not _speaks_to_another(text, entities)):
        return Silence("not addressed")
    return _question(message, where, text if rest is None else rest, ours=ours, edited=edited)


def _question(message: Message, where: Where, text: str, *, ours: bool, edited: bool) -> Ask | Command:
    """`text` as the question; where a mention stands alone, the message replied to, or what is selected in it, is.

    A message of another chat that is replied to is not shown to us, but what is selected in it is.
    """
    selected = message.quote.text if message.quote else None
    above = message.reply_to_message
    if text:
        replied = above.message_id if ours and above else None
        return Ask(where, text, replied=replied, quoted=selected, edited=edited)
    if not ours and not _opens_a_topic(message):
        text = (selected or (_words(above)[0] if above else "")).strip()
    return Ask(where, text, edited=edited) if text else Command(where, "help")


def _command(where: Where, name: str, argument: str, *, to_us: bool) -> Command | Silence:
    if name in COMMANDS:
        return Command(where, name, argument)
    return Command(where, "unknown") if to_us else Silence("a command we do not have")


def _as_guest(message: Message, me: Me) -> Decision:
    if not message.guest_query_id:
        return Silence("a guest message that cannot be answered")
    text, entities = _words(message)
    rest = _without_mentions(text, entities, me)
    question = (text if rest is None else rest).strip()
    if not question and message.reply_to_message is not None:
        question = _words(message.reply_to_message)[0].strip()
    if not question:
        return Silence("no words")
    caller = message.guest_bot_caller_user or message.from_user
    return Guest(message.guest_query_id, question, caller.language_code if caller else None)


def _pressed(query: CallbackQuery) -> Press | Silence:
    if query.data is None or query.message is None:
        return Silence("a button of a message that we cannot see")
    message, person = query.message, query.from_user
    where = Where(
        chat=message.chat.id,
        message=message.message_id,
        asker=person.id,
        private=message.chat.type == ChatType.PRIVATE,
        language=person.language_code,
    )
    if message.is_accessible:
        where = replace(where, topic=_topic(message))  # type: ignore[arg-type]  # accessible: a Message
        above = message.reply_to_message  # type: ignore[attr-defined]  # the same
        asked_by = above.from_user.id if above and above.from_user and not above.sender_chat else None
        return Press(where, query.id, query.data, asked_by)
    return Press(where, query.id, query.data)


def _not_a_persons_own_words(message: Message) -> str | None:
    if message.chat.type == ChatType.CHANNEL:
        return "a channel's post"
    if message.is_automatic_forward:
        return "a channel's post, forwarded to its discussion group"
    if message.via_bot is not None:
        return "sent by way of a bot"
    if message.forward_origin is not None and message.chat.type != ChatType.PRIVATE:
        return "a forwarded message"
    if message.from_user is not None and message.from_user.is_bot and message.sender_chat is None:
        return "another bot"
    return None


def _where(message: Message) -> Where:
    person = message.from_user if message.sender_chat is None else None
    return Where(
        chat=message.chat.id,
        message=message.message_id,
        asker=person.id if person else None,
        private=message.chat.type == ChatType.PRIVATE,
        topic=_topic(message),
        language=person.language_code if person else None,
        administers=message.sender_chat is not None and message.sender_chat.id == message.chat.id,
    )


def _topic(message: Message) -> int | None:
    """A thread of replies in an ordinary group has an id as well; only a forum's is a topic."""
    return message.message_thread_id if message.is_topic_message else None


def _words(message: Message) -> tuple[str, Sequence[MessageEntity]]:
    if message.text is not None:
        return message.text, message.entities
    return message.caption or "", message.caption_entities


def _opens_a_topic(message: Message) -> bool:
    above = message.reply_to_message
    return above is not None and (
        above.forum_topic_created is not None
        or (bool(message.is_topic_message) and above.message_id == message.message_thread_id)
    )


def _reply_to_us(message: Message, me: Me) -> bool:
    above = message.reply_to_message
    return (
        above is not None
        and above.from_user is not None
        and above.from_user.id == me.id
        and not _opens_a_topic(message)
    )


def _without_mentions(text: str, entities: Sequence[MessageEntity], me: Me) -> str | None:
    """The text without its mentions of us; None where there are none."""
    mentions = [entity for entity in entities if _mentions(text, entity, me)]
    if not mentions:
        return None
    rest, at = "", 0
    for entity in mentions:
        rest += _cut(text, at, entity.offset) + " "
        at = entity.offset + entity.length
    rest += _cut(text, at, None)
    return re.sub(r"[ \t]{2,}", " ", rest).strip().lstrip(_AFTER_A_NAME)


def _mentions(text: str, entity: MessageEntity, me: Me) -> bool:
    if entity.type == MessageEntityType.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntityType.MENTION and _named(text, entity) == f"@{me.username}".lower()


def _speaks_to_another(text: str, entities: Sequence[MessageEntity]) -> bool:
    """A reply to us that begins with somebody's name is said to that person (asked where no mention of us stands)."""
    kinds = {MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION}
    return any(entity.type in kinds and not _cut(text, 0, entity.offset).strip() for entity in entities)


def _named(text: str, entity: MessageEntity) -> str:
    return _cut(text, entity.offset, entity.offset + entity.length).lower()


def _cut(text: str, start: int, end: int | None) -> str:
    """`text[start:end]`, counted in UTF-16 units."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[start * 2 : None if end is None else end * 2].decode("utf-16-le", "replace")
