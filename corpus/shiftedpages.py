"""Stretches of a page that have no ordinary comma or full stop: all of their signs are shifted.

Where they are told from text that has names with such characters, `shifted` says which character is a sign.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.pairs import Edit

MARKS: Final = "姻阴音荫银绎翌因殷茵吟"
"""What the mark before a reporter's name comes out as."""
_NO_COMMA: Final = re.compile("[^，。]{40,}")
_NONE_AT_ALL: Final = re.compile(r"[\s\S]{40,}")
_BYLINE: Final = re.compile(
    rf"(?m)^[ \t　]*(?:[{MARKS}■][ \t　摇]*)?(?:本报|本刊)(?:特约|见习|实习|首席)*(?:记者|通讯员|评论员)"
    r"(?![^\n]*[从在获了近日昨今院])[^\n，。、]{2,12}$"
)
"""A line of reporters' names, in which nothing is a sign but the mark before it."""
_COMMAS: Final = re.compile(r"(?<=\S)[袁遥尧曰]")


def signs(text: str) -> Iterator[Edit]:
    """The signs of each stretch that has no ordinary comma or full stop, but their shifted forms in plenty.

    A page that has no ordinary comma at all is one stretch, whatever its full stops.

    Few of the characters that stand in running text as commas and stops do may be words: a list of people who share a
    surname is no shifted text.
    """
    for stretch in (_NO_COMMA if "，" in text else _NONE_AT_ALL).finditer(text):
        likely = [m.start() for m in _COMMAS.finditer(stretch[0])]
        if len(likely) < 3 or len(likely) * 40 < len("".join(stretch[0].split())):
            continue
        from corpus import shifted  # noqa: PLC0415 - with its table of words, for such text only

        found = dict(shifted.signs(stretch[0]))
        read = sum(at in found for at in likely)
        if read >= 3 and read * 3 >= len(likely) * 2:
            names = {at for m in _BYLINE.finditer(stretch[0]) for at in range(m.start() + 1, m.end())}
            for at, sign in found.items():
                if at not in names:
                    yield stretch.start() + at, stretch.start() + at + 1, sign
