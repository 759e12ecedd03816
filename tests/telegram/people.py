"""People and groups, who write to the bot as Telegram's servers would pass it on: entities in UTF-16 and all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.telegram.html_checks import utf16
from tests.telegram.standin import ME

if TYPE_CHECKING:
    from tests.telegram.standin import Sent, StandIn

NOW = 1_700_000_000
COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]+(?:@[A-Za-z0-9_]+)?")
MENTION = re.compile(r"(?<![\w.@])@[A-Za-z0-9_]{3,}")


def entities(text: str) -> list[dict[str, Any]]:
    """Commands and mentions, found as Telegram finds them."""
    found = [("bot_command", match) for match in COMMAND.finditer(text)]
    found += [("mention", match) for match in MENTION.finditer(text)]
    return [
        {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for kind, match in sorted(found, key=lambda row: row[1].start())
    ]


@dataclass
class Person:
    """Somebody with a private chat. `language` is what the client speaks."""

    world: StandIn
    id: int
    name: str = "somebody"
    language: str = "en"
    last: dict[int, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    def message(self, text: str, *, group: Group | None = None, **more: Any) -> dict[str, Any]:  # noqa: ANN401
        """A message as JSON, not sent yet."""
        chat: dict[str, Any] = group.as_json() if group else {"id": self.id, "type": "private", "first_name": self.name}
        message = {
            "message_id": self.world.message_id(chat["id"]), "date": NOW, "chat": chat, "from": self.as_json(),
            "text": text, **more,
        }  # fmt: skip
        if found := entities(text):
            message.setdefault("entities", found)
        if group and group.topic:
            message |= {"message_thread_id": group.topic, "is_topic_message": True}
        return message

    def say(self, text: str, *, group: Group | None = None, **more: Any) -> int:  # noqa: ANN401
        """Send a message; its number in the chat."""
        message = self.message(text, group=group, **more)
        self.world.push(message=message)
        self.last[message["chat"]["id"]] = message["message_id"]
        return int(message["message_id"])

    def edit(self, number: int, text: str, *, group: Group | None = None) -> None:
        """Edit a message of one's own."""
        message = self.message(text, group=group) | {"message_id": number, "edit_date": NOW}
        self.world.push(edited_message=message)

    def press(self, sent: Sent, label: str, *, data: str | None = None) -> str:
        """Press the button whose label holds `label`; the number of the query."""
        data = data if data is not None else sent.button(label)["callback_data"]
        query = self.world.query(f"press-{len(self.world.calls)}-{self.id}-{sent.id}")
        message = self.world.as_json(sent) | {"reply_to_message": None}
        message.pop("reply_to_message")
        self.world.push(
            callback_query={
                "id": query, "from": self.as_json(), "message": message, "chat_instance": "1", "data": data,
            }
        )  # fmt: skip
        return query

    def type_inline(self, text: str, offset: str = "") -> str:
        """Type `@bot text` somewhere; the number of the query."""
        query = self.world.query(f"inline-{len(self.world.calls)}-{text[:8]}-{offset}")
        self.world.push(inline_query={"id": query, "from": self.as_json(), "query": text, "offset": offset})
        return query

    def ask_guest(self, text: str) -> str:
        """Mention the bot where it is no member; the number of the query."""
        query = self.world.query(f"guest-{len(self.world.calls)}")
        message = self.message(text, group=Group(-999)) | {"guest_query_id": query}
        self.world.push(guest_message=message)
        return query

    def answers(self, group: Group | None = None) -> list[Sent]:
        """What the bot said in the chat so far."""
        return list(self.world.order[group.id if group else self.id])

    async def hear(self, before: int, group: Group | None = None, seconds: float = 10.0) -> Sent:
        """The first message of the bot after its first `before` ones."""
        await self.world.until(lambda: len(self.answers(group)) > before, seconds)
        return self.answers(group)[before]

    async def ask(
        self,
        text: str,
        *,
        group: Group | None = None,
        seconds: float = 10.0,
        **more: Any,  # noqa: ANN401
    ) -> Sent:
        """Send a message and wait for the answer."""
        before = len(self.answers(group))
        self.say(text, group=group, **more)
        return await self.hear(before, group, seconds)


def people(world: StandIn, count: int, *, first: int = 100) -> list[Person]:
    """Several people at once, who speak Chinese."""
    return [Person(world, first + number, language="zh") for number in range(count)]


@dataclass(frozen=True)
class Group:
    """A group, or a topic of a forum."""

    id: int
    title: str = "a group"
    topic: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "type": "supergroup", "title": self.title, **({"is_forum": True} if self.topic else {})}


def reply_to(world: StandIn, sent: Sent, *, selected: str | None = None) -> dict[str, Any]:
    """What a message carries that replies to the bot's, with or without a selected quotation."""
    more: dict[str, Any] = {"reply_to_message": world.as_json(sent)}
    if selected is not None:
        more["quote"] = {"text": selected, "position": utf16(sent.text[: sent.text.index(selected)]), "is_manual": True}
    return more


BOT = f"@{ME['username']}"
