"""A stand-in for the Bot API on loopback: as strict as the real one, and as rude when told to be.

It refuses what Telegram refuses, keeps updates until they are acknowledged, and can delay, drop, repeat and forge.
Tests speak to it as people and as groups (`people.py`); the bot speaks to it over HTTP, as it does to Telegram.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.telegram.html_checks import Parsed, Refused, checked
from tests.telegram.rules import buttons_of, check_inline, check_length, read

if TYPE_CHECKING:
    from collections.abc import Callable

TOKEN = "123456789:AAstand-in-for-the-bot-api-token"  # noqa: S105 - of the stand-in only
ME = {
    "id": 123456789, "is_bot": True, "first_name": "公报", "username": "GongbaoBot", "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": True, "supports_guest_queries": True,
}  # fmt: skip
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"}


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call: `status` is answered, or the connection dropped `before` or `after` the deed."""

    status: int = 0
    drop: str = ""
    retry_after: int = 0


@dataclass
class Sent:
    """A message of the bot's, as it stands in the chat now; `history` holds what it said before."""

    chat: int
    id: int
    parsed: Parsed
    source: str
    buttons: list[list[dict[str, Any]]]
    reply_to: int | None
    topic: int | None
    history: list[Parsed] = field(default_factory=list)
    preview_off: bool = False

    @property
    def text(self) -> str:
        return self.parsed.text

    def button(self, label: str) -> dict[str, Any]:
        """The first button whose label holds `label`."""
        return next(button for row in self.buttons for button in row if label in button["text"])

    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]


class StandIn:
    """The server. `calls` holds every call as (time of its arrival, method, parameters)."""

    def __init__(self) -> None:
        self.me = dict(ME)
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self.refusals: list[tuple[str, str]] = []
        self.messages: dict[tuple[int, int], Sent] = {}
        self.order: dict[int, list[Sent]] = defaultdict(list)
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.webhook: dict[str, Any] = {}
        self.alerts: list[tuple[str, str, bool]] = []
        self.inline: dict[str, dict[str, Any]] = {}
        self.guests: dict[str, dict[str, Any]] = {}
        self.administrators: set[tuple[int, int]] = set()
        self.blocked: set[int] = set()
        self.fault: Callable[[str, dict[str, Any]], Fault | None] = lambda _method, _parameters: None
        self._updates: list[dict[str, Any]] = []
        self._pushed: dict[int, dict[str, Any]] = {}
        self._next_update = 1000
        self._next_message: dict[int, int] = defaultdict(lambda: 1)
        self._arrived = asyncio.Event()
        self._changed = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._queries: dict[str, float] = {}
        self.queries_live = 15.0
        self._server: HTTPServer | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        sockets = bind_sockets(self.port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self._server = HTTPServer(Application([(r"/bot([^/]+)/(\w+)", _Call, {"world": self})], log_function=_quiet))
        self._server.add_sockets(sockets)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    # what people do

    def message_id(self, chat: int) -> int:
        """The chat's next number."""
        self._next_message[chat] += 1
        return self._next_message[chat]

    def push(self, **update: Any) -> int:  # noqa: ANN401 - any update at all
        """Queue an update and return its number."""
        number = update.setdefault("update_id", self._next_update)
        self._next_update = max(self._next_update, number) + 1
        self._updates.append(update)
        self._pushed[int(number)] = update
        self._arrived.set()
        return int(number)

    def push_again(self, number: int) -> None:
        """Deliver an update a second time, though it was acknowledged."""
        self._updates.append(self._pushed[number])
        self._arrived.set()

    def query(self, id_: str) -> str:
        """Open a callback or inline query, which can be answered once and for some seconds."""
        self._queries[id_] = time.monotonic()
        return id_

    async def until(self, condition: Callable[[], object], seconds: float = 10.0) -> Any:  # noqa: ANN401 - what it gives
        """Wait until `condition` gives something true, which is returned.

        Raises:
            AssertionError: it did not within the time.
        """
        end = time.monotonic() + seconds
        while not (value := condition()):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"waited {seconds} s in vain; refused so far: {self.refusals[-3:]}")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.2))
            except TimeoutError:
                continue
        return value

    def made(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of `method`."""
        return [parameters for _, name, parameters in self.calls if name == method]

    @property
    def waiting(self) -> int:
        """Updates that were not acknowledged."""
        return len(self._updates)

    # what the bot calls

    async def call(self, method: str, parameters: dict[str, Any]) -> tuple[int, dict[str, Any], Fault | None]:
        fault = self.fault(method, parameters)
        self._changed.set()
        if fault and fault.drop != "after":
            return fault.status, _failure(fault), fault
        handler = getattr(self, f"_{_snake(method)}", None)
        if handler is None:
            return 404, {"ok": False, "error_code": 404, "description": "Not Found"}, None
        try:
            result = handler(parameters)
            if asyncio.iscoroutine(result):
                result = await result
        except Refused as error:
            self.refusals.append((method, str(error)))
            code = next((c for word, c in (("Conflict", 409), ("Forbidden", 403)) if str(error).startswith(word)), 400)
            return code, {"ok": False, "error_code": code, "description": str(error)}, None
        self._changed.set()
        return 200, {"ok": True, "result": result}, fault

    def _get_me(self, _: dict[str, Any]) -> dict[str, Any]:
        return self.me

    async def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.get("url"):
            raise Refused("Conflict: can't use getUpdates method while webhook is active")
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Refused("Conflict: terminated by other getUpdates request"))
        poll = self._poll = asyncio.get_running_loop().create_future()
        offset = parameters.get("offset")
        if offset is not None:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
        end = time.monotonic() + float(parameters.get("timeout", 0))
        while not self._updates and time.monotonic() < end:
            self._arrived.clear()
            waiting = asyncio.ensure_future(self._arrived.wait())
            await asyncio.wait({waiting, poll}, timeout=end - time.monotonic(), return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if poll.done():
                poll.result()
        if not poll.done():
            poll.set_result(None)
        return self._updates[: int(parameters.get("limit", 100))]

    def _send_message(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat = int(parameters["chat_id"])
        if chat in self.blocked:
            raise Refused("Forbidden: bot was blocked by the user")
        parsed = checked(parameters["text"], parameters.get("parse_mode"))
        buttons = buttons_of(parameters.get("reply_markup"))
        reply = parameters.get("reply_parameters") or {}
        sent = Sent(
            chat,
            self.message_id(chat),
            parsed,
            parameters["text"],
            buttons,
            reply.get("message_id"),
            parameters.get("message_thread_id"),
            preview_off=bool((parameters.get("link_preview_options") or {}).get("is_disabled")),
        )
        self.messages[chat, sent.id] = sent
        self.order[chat].append(sent)
        return self.as_json(sent)

    def _edit_message_text(self, parameters: dict[str, Any]) -> dict[str, Any]:
        key = int(parameters["chat_id"]), int(parameters["message_id"])
        sent = self.messages.get(key)
        if sent is None:
            raise Refused("Bad Request: message to edit not found")
        parsed = checked(parameters["text"], parameters.get("parse_mode"))
        buttons = buttons_of(parameters.get("reply_markup"))
        if (parsed.text, parsed.entities, buttons) == (sent.text, sent.parsed.entities, sent.buttons):
            raise Refused(
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message"
            )
        sent.history.append(sent.parsed)
        sent.parsed, sent.source, sent.buttons = parsed, parameters["text"], buttons
        return self.as_json(sent)

    def _answer_callback_query(self, parameters: dict[str, Any]) -> bool:
        self._answer_query(parameters["callback_query_id"])
        text = parameters.get("text") or ""
        if len(text) > 200:
            raise Refused("Bad Request: MESSAGE_TOO_LONG")
        self.alerts.append((parameters["callback_query_id"], text, bool(parameters.get("show_alert"))))
        return True

    def _answer_inline_query(self, parameters: dict[str, Any]) -> bool:
        results = parameters["results"]
        if len(results) > 50 or len({result["id"] for result in results}) < len(results):
            raise Refused("Bad Request: RESULTS_TOO_MUCH or RESULT_ID_DUPLICATE")
        if len(parameters.get("next_offset", "").encode()) > 64:
            raise Refused("Bad Request: NEXT_OFFSET_INVALID")
        for result in results:
            check_inline(result)
        self._answer_query(parameters["inline_query_id"])
        self.inline[parameters["inline_query_id"]] = parameters
        return True

    def _answer_guest_query(self, parameters: dict[str, Any]) -> dict[str, Any]:
        check_inline(parameters["result"])
        self._answer_query(parameters["guest_query_id"])
        self.guests[parameters["guest_query_id"]] = parameters["result"]
        return {"inline_message_id": "guest-" + parameters["guest_query_id"]}

    def _set_my_commands(self, parameters: dict[str, Any]) -> bool:
        scope = parameters.get("scope") or {"type": "default"}
        if not re.fullmatch(r"([a-z]{2})?", parameters.get("language_code", "")):
            raise Refused("Bad Request: invalid language code specified")
        if scope["type"] not in SCOPES:
            raise Refused("Bad Request: unknown scope")
        for command in parameters["commands"]:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise Refused("Bad Request: BOT_COMMAND_INVALID")
        key = scope["type"] + str(scope.get("chat_id", "")), parameters.get("language_code") or ""
        self.commands[key] = parameters["commands"]
        return True

    def _set_my_description(self, parameters: dict[str, Any]) -> bool:
        return check_length(parameters.get("description", ""), 512)

    def _set_my_short_description(self, parameters: dict[str, Any]) -> bool:
        return check_length(parameters.get("short_description", ""), 120)

    def _set_webhook(self, parameters: dict[str, Any]) -> bool:
        if not parameters["url"].startswith("https://"):
            raise Refused("Bad Request: bad webhook: HTTPS url must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", parameters.get("secret_token", "x")):
            raise Refused("Bad Request: secret token contains unallowed characters")
        self.webhook = parameters
        return True

    def _delete_webhook(self, _: dict[str, Any]) -> bool:
        self.webhook = {}
        return True

    def _get_chat_member(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat, user = int(parameters["chat_id"]), int(parameters["user_id"])
        person = {"id": user, "is_bot": False, "first_name": "somebody"}
        if (chat, user) in self.administrators:
            return {"status": "creator", "user": person, "is_anonymous": False}
        return {"status": "member", "user": person}

    # inside

    def as_json(self, sent: Sent) -> dict[str, Any]:
        """The message as Telegram gives it back, and as a reply to it shows it."""
        kind = "private" if sent.chat > 0 else "supergroup"
        message = {
            "message_id": sent.id, "date": 1_700_000_000, "chat": {"id": sent.chat, "type": kind}, "text": sent.text,
            "from": {key: self.me[key] for key in ("id", "is_bot", "first_name", "username")},
        }  # fmt: skip
        if sent.topic is not None:
            message |= {"message_thread_id": sent.topic, "is_topic_message": True}
        return message

    def _answer_query(self, id_: str) -> None:
        opened = self._queries.pop(id_, None)
        if opened is None or time.monotonic() - opened > self.queries_live:
            raise Refused("Bad Request: query is too old and response timeout expired or query ID is invalid")


class _Call(RequestHandler):
    def initialize(self, world: StandIn) -> None:
        self._world = world

    async def post(self, token: str, method: str) -> None:
        if token != TOKEN:
            self.set_status(401)
            self.write({"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        parameters = {
            name: read(name, self.get_body_argument(name, strip=False)) for name in self.request.body_arguments
        }
        self._world.calls.append((time.monotonic() - self.request.request_time(), method, parameters))
        status, body, fault = await self._world.call(method, parameters)
        if fault is not None and fault.drop:
            self.request.connection.stream.close()  # type: ignore[union-attr]
            return
        self.set_status(status)
        if status == 502:
            self.write("<html>502 Bad Gateway</html>")
        else:
            self.write(body)

    get = post


def _failure(fault: Fault) -> dict[str, Any]:
    body: dict[str, Any] = {"ok": False, "error_code": fault.status, "description": f"fault {fault.status}"}
    if fault.status == 429:
        body["description"] = f"Too Many Requests: retry after {fault.retry_after}"
        body["parameters"] = {"retry_after": fault.retry_after}
    if fault.status == 409:
        body["description"] = "Conflict: terminated by other getUpdates request"
    return body


def _snake(method: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", lambda match: "_" + match[1].lower(), method)


def _quiet(_: RequestHandler) -> None:
    """Nothing is logged."""
