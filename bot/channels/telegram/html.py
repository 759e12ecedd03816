"""Text with marks, as Telegram's HTML: the one place that escapes, and the one place that counts.

Telegram counts a message after parsing, in UTF-16 units, and counts its entities. Markup that is put together from
strings cannot say how long it will be; a `Markup` carries both figures from its first character on, so that what is
packed into a message is known to fit before it is sent.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Span

LONGEST = 4096
"""UTF-16 units in one message, after parsing."""

MOST_ENTITIES = 100
"""Marks in one message; what goes beyond loses its form."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def units(text: str) -> int:
    """UTF-16 units of `text`: two for a character beyond the basic plane."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` characters; what is left out is marked."""
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True, slots=True)
class Markup:
    """`html` as sent; `units` in UTF-16 and `entities` as Telegram counts them after parsing."""

    html: str = ""
    units: int = 0
    entities: int = 0

    def __add__(self, other: Markup | str) -> Markup:
        other = plain(other) if isinstance(other, str) else other
        return Markup(self.html + other.html, self.units + other.units, self.entities + other.entities)

    def __bool__(self) -> bool:
        return self.units > 0


def plain(text: str) -> Markup:
    """Any text, as it stands."""
    if text.isascii():
        return Markup(html.escape(text, quote=False), len(text))
    try:
        encoded = text.encode("utf-16-le")
    except UnicodeEncodeError:
        return plain(_LONE_SURROGATE.sub("\ufffd", text))
    return Markup(html.escape(text, quote=False), len(encoded) // 2)


def bold(text: Markup | str) -> Markup:
    """Words that stand out."""
    return _tagged("b", text)


def italic(text: Markup | str) -> Markup:
    """Words about the others."""
    return _tagged("i", text)


def folded(text: Markup | str) -> Markup:
    """A quotation that shows three lines and opens at a tap."""
    return _tagged("blockquote", text, attributes=" expandable")


def link(text: Markup | str, url: str) -> Markup:
    """Words that lead to `url`."""
    return _tagged("a", text, attributes=f' href="{html.escape(url)}"')


def marked(text: str, spans: Iterable[Span]) -> Markup:
    """`text` with `spans` (half-open, in its code points, in any order) in bold; those that touch become one."""
    pieces, at = [], 0
    for start, end in _united(spans, len(text)):
        pieces += [plain(text[at:start]), bold(text[start:end])]
        at = end
    return joined([*pieces, plain(text[at:])], "")


def joined(parts: Iterable[Markup | str], separator: str = "\n") -> Markup:
    """The parts that are not empty, one after the other."""
    pieces = [piece for part in parts if (piece := plain(part) if isinstance(part, str) else part)]
    between = plain(separator)
    return Markup(
        between.html.join(piece.html for piece in pieces),
        sum(piece.units for piece in pieces) + between.units * max(0, len(pieces) - 1),
        sum(piece.entities for piece in pieces),
    )


def _tagged(tag: str, text: Markup | str, *, attributes: str = "") -> Markup:
    inner = plain(text) if isinstance(text, str) else text
    if not inner:
        return inner
    return Markup(f"<{tag}{attributes}>{inner.html}</{tag}>", inner.units, inner.entities + 1)


def _united(spans: Iterable[Span], length: int) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for start, end in sorted((max(0, span.start), min(length, span.end)) for span in spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        elif start < end:
            united.append((start, end))
    return united
