"""What the Bot API takes as HTML, strictly: its tags, its entities, its lengths, and what the message then says.

Stricter than Telegram where that is forgiving: a bare `&` is refused, and so are more than a hundred entities.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

ENTITIES_OF = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler",
}  # fmt: skip
TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z-]+)(?P<attributes>[^<>]*)>|&(?P<entity>#?\w+);|(?P<bad>[<>&])")
LONGEST = 4096
MOST_ENTITIES = 100


class Refused(Exception):
    """What Telegram answers: 400 with this description."""


@dataclass
class Parsed:
    """Text without tags, and the entities: (type, start, end, extra) in characters."""

    text: str = ""
    entities: list[tuple[str, int, int, str]] = field(default_factory=list)

    def quotations(self) -> list[str]:
        return [self.text[start:end] for kind, start, end, _ in self.entities if "blockquote" in kind]

    def bolds(self) -> list[str]:
        return [self.text[start:end] for kind, start, end, _ in self.entities if kind == "bold"]

    def links(self) -> list[tuple[str, str]]:
        return [(self.text[start:end], url) for kind, start, end, url in self.entities if kind == "text_link"]


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(source: str) -> Parsed:
    """The message as Telegram would read it.

    Raises:
        Refused: it cannot be parsed.
    """
    result, at = Parsed(), 0
    stack: list[tuple[str, int, str]] = []
    for match in TOKEN.finditer(source):
        result.text += source[at : match.start()]
        at = match.end()
        if match["bad"]:
            if match["bad"] == ">":
                result.text += ">"
                continue
            raise Refused(f"Bad Request: can't parse entities: unexpected {match['bad']!r}")
        if match["entity"]:
            if match["entity"] not in {"lt", "gt", "amp", "quot"} and not match["entity"].startswith("#"):
                raise Refused(f"Bad Request: can't parse entities: unknown entity &{match['entity']};")
            result.text += html.unescape(match[0])
        elif match["close"]:
            if not stack or stack[-1][0] != match["tag"]:
                raise Refused(f"Bad Request: can't parse entities: unmatched end tag </{match['tag']}>")
            tag, start, extra = stack.pop()
            if start < len(result.text):
                result.entities.append((_kind(tag, extra), start, len(result.text), extra))
        else:
            stack.append((match["tag"], len(result.text), _extra(match["tag"], match["attributes"].strip(), stack)))
    result.text += source[at:]
    if stack:
        raise Refused(f"Bad Request: can't parse entities: can't find end tag of <{stack[-1][0]}>")
    return result


def checked(source: str, mode: str | None) -> Parsed:
    """The message, when Telegram would take it.

    Raises:
        Refused: it does not parse, is empty, too long, or has too many entities.
    """
    if mode not in {None, "", "HTML"}:
        raise Refused("Bad Request: unsupported parse_mode")
    message = parsed(source) if mode else Parsed(source)
    if not message.text.strip():
        raise Refused("Bad Request: message text is empty")
    if utf16(message.text) > LONGEST:
        raise Refused("Bad Request: message is too long")
    if len(message.entities) > MOST_ENTITIES:
        raise Refused("Bad Request: too many entities")
    return message


def _kind(tag: str, extra: str) -> str:
    return "expandable_blockquote" if (tag, extra) == ("blockquote", "expandable") else ENTITIES_OF[tag]


def _extra(tag: str, attributes: str, stack: list[tuple[str, int, str]]) -> str:
    if tag not in ENTITIES_OF:
        raise Refused(f'Bad Request: can\'t parse entities: unsupported start tag "{tag}"')
    inside = [name for name, _, _ in stack]
    if tag == "blockquote" and "blockquote" in inside:
        raise Refused("Bad Request: can't parse entities: nested blockquote")
    if {"code", "pre"} & set(inside):
        raise Refused("Bad Request: can't parse entities: nothing can stand in code")
    if tag == "a":
        match = re.fullmatch(r'href="([^"]*)"', attributes)
        if match is None:
            raise Refused("Bad Request: can't parse entities: a link without an address")
        return html.unescape(match[1])
    if tag == "blockquote" and attributes in {"", "expandable"}:
        return attributes
    if attributes:
        raise Refused(f"Bad Request: can't parse entities: unknown attribute of <{tag}>")
    return ""
