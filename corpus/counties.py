"""Counties by their short names, as headlines have them: 武乡 of 武乡县, 门源 of 门源回族自治县.

Many a short name is also a word (和平, 新城). So a line that begins with one tells that it names a county only where
something else says so: what stands behind it, or the page, which names the same county with its kind.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from corpus import places
from corpus.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_KIND: Final = lazy("[县区市旗]|族|自治")
_PEOPLES: Final = range(1, 5)
"""Characters of a people's name before 族."""
IN_FULL: Final = lazy("([\u4e00-\u9fff]{2,}?)(?:[\u4e00-\u9fff]{1,4}族)*(?:自治)?[县区市旗]")
"""A county's full name, and its short one: 门源 of 门源回族自治县, 鄂伦春 of 鄂伦春自治旗."""


@cache
def _short_names() -> frozenset[str]:
    return frozenset([m[1] for name in places.county_names() if (m := IN_FULL.fullmatch(name))])


def is_county(name: str) -> bool:
    """Whether a county is called so, its kind left off."""
    return name in _short_names()


def named_with_kind(text: str) -> frozenset[str]:
    """The short names, of two or three characters, of the counties that a text names with their kind."""
    ends: list[int] = []
    for m in _KIND.finditer(text):
        ends += [m.start()] if m[0] != "族" else [m.start() - length for length in _PEOPLES]
    names = {text[end - length : end] for end in ends for length in (2, 3) if end >= length}
    return frozenset(names & _short_names())


def begins_with(text: str, counties: AbstractSet[str]) -> bool:
    """Whether a text begins with one of the short names, a mark before it left off."""
    bare = text.lstrip("“《")
    return bare[:2] in counties or bare[:3] in counties


def ends_with(text: str) -> bool:
    """Whether a text ends with a county or a city and its kind: 走进毕节市黔西市."""
    return any(is_county(text[-length:-1]) or places.named(text[-length:]) for length in (3, 4))
