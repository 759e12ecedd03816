"""How the Bot API reads a call, and what it refuses beside a message's text: buttons, inline results, lengths."""

from __future__ import annotations

import json
from typing import Any

from tests.telegram.html_checks import Refused, checked, utf16

WORDS = {"text", "url", "secret_token", "description", "short_description", "language_code", "next_offset"}
"""Parameters that are text; the library sends all others as JSON."""


def read(name: str, text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    if name in WORDS or name.endswith("query_id"):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def buttons_of(markup: dict[str, Any] | None) -> list[list[dict[str, Any]]]:
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100:
        raise Refused("Bad Request: too many buttons")
    for button in (button for row in rows for button in row):
        actions = [name for name in ("callback_data", "url", "copy_text") if name in button]
        if not button.get("text") or len(actions) != 1:
            raise Refused("Bad Request: inline keyboard button needs a text and one action")
        if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        if not 1 <= len(button.get("copy_text", {"text": "x"})["text"]) <= 256:
            raise Refused("Bad Request: BUTTON_COPY_TEXT_INVALID")
    if any(len(row) > 8 for row in rows):
        raise Refused("Bad Request: more than 8 buttons in a row")
    return [row for row in rows if row]


def check_inline(result: dict[str, Any]) -> None:
    if not 1 <= len(result["id"].encode()) <= 64 or not result.get("title"):
        raise Refused("Bad Request: RESULT_ID_INVALID or no title")
    content = result["input_message_content"]
    checked(content["message_text"], content.get("parse_mode"))
    buttons_of(result.get("reply_markup"))


def check_length(text: str, most: int) -> bool:
    if utf16(text) > most:
        raise Refused("Bad Request: description is too long")
    return True
