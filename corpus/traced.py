"""Text that knows where it came from.

A page reaches us damaged and is read repaired. A quotation must still lead back to the page, so no step of cleaning
works on a plain string: each takes a `Traced` and gives a `Traced`, in which every character carries the place where
it was read. A step may drop a character, or read it as another one; it can never invent one, and so the promise
`text[i] was read at page.text[origins[i]]` holds by construction, not by care.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from corpus.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, for each of its characters, the offset in the page (code points) at which it was read.

    Origins need not ascend: a lead that the page prints after its article is read before it. Whatever sequence is
    given, they are kept in four bytes each, so that a file of one enormous line is no burden.
    """

    text: str
    origins: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError(f"{len(self.text)} characters cannot come from {len(self.origins)} places")
        if not isinstance(self.origins, array):
            object.__setattr__(self, "origins", array("i", self.origins))

    def __hash__(self) -> int:
        return hash(self.text)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.origins[part])

    def cut(self, span: Span) -> Traced:
        """The characters of `span`, counted in this text."""
        return self[span.start : span.end]

    def keep(self, indices: Iterable[int]) -> Traced:
        """The characters at `indices`, in that order."""
        kept = tuple(indices)
        return Traced("".join(self.text[i] for i in kept), array("i", (self.origins[i] for i in kept)))

    def read_as(self, text: str) -> Traced:
        """The same places read as `text`, one character for one.

        Raises:
            ValueError: `text` has another length.
        """
        return Traced(text, self.origins)

    def without(self, drops: Sequence[tuple[int, int]]) -> Traced:
        """All but the characters of `drops`: half-open ranges of this text, ascending, none touching another twice."""
        if not drops:
            return self
        text, places = self.text, self.origins
        texts, origins, at = [], array("i"), 0
        for start, end in drops:
            texts.append(text[at:start])
            origins.extend(places[at:start])
            at = end
        texts.append(text[at:])
        origins.extend(places[at:])
        return Traced("".join(texts), origins)

    def stands_in(self, source: str) -> bool:
        """Whether `source` (the page's text) has each character as it is here, nothing read otherwise."""
        if self.origins and not 0 <= min(self.origins) <= max(self.origins) < len(source):
            return False
        return "".join(map(source.__getitem__, self.origins)) == self.text

    def spans(self, source: str) -> tuple[Span, ...]:
        """The runs of `source` (the page's text) that this text was read from: half-open, code points, reading order.

        White space that was dropped between two characters does not break a run; anything else does.
        """
        runs: list[Span] = []
        start = end = -1
        for origin in self.origins:
            if origin == end or (end < origin and start >= 0 and source[end:origin].isspace()):
                end = origin + 1
                continue
            if start >= 0:
                runs.append(Span(start, end))
            start, end = origin, origin + 1
        if start >= 0:
            runs.append(Span(start, end))
        return tuple(runs)


def whole(text: str) -> Traced:
    """A page's text as it came, each character at its own place."""
    count = len(text)
    return Traced(text, _counted()[:count] if count <= _USUAL else array("i", range(count)))


_USUAL: Final = 1 << 14


@cache
def _counted() -> array[int]:
    """The places of a page of usual length: counting anew takes a hundred times as long as a copy."""
    return array("i", range(_USUAL))


def join(parts: Sequence[Traced]) -> Traced:
    """The parts glued together, in the order given."""
    origins = array("i")
    for part in parts:
        origins.extend(part.origins)
    return Traced("".join(part.text for part in parts), origins)
