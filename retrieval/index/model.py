"""The values that cross the index's face."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Protocol

    class Array(Protocol):
        """A buffer of integers, as `array.array` and numpy's arrays are."""

        @property
        def itemsize(self) -> int: ...
        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[int]: ...
        def __getitem__(self, part: slice, /) -> Sequence[int]: ...
        def __buffer__(self, flags: int, /) -> memoryview: ...


@dataclass(frozen=True, slots=True)
class Parameters:
    """How soon repetition stops counting (k1 >= 0), and how much length does (b from 0 to 1)."""

    k1: float = 0.6
    b: float = 0.4

    def __post_init__(self) -> None:
        """Refuse what the formula was not made for.

        Raises:
            ValueError: k1 or b is out of range.
        """
        if not (0.0 <= self.k1 < math.inf and 0.0 <= self.b <= 1.0):
            raise ValueError(f"k1 must be at least 0 and b from 0 to 1, not {self.k1} and {self.b}")


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed: tokens in reading order, by field; an attribute that is not given is 0."""

    key: str
    fields: Mapping[str, Sequence[str]]
    attributes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Many documents of one field whose tokens are numbers already: what a million passages are built from fastest.

    `tokens`: numbers of words in `vocabulary`, 32 bits each, document after document; `ends`: where each document's
    tokens end, 64 bits each. Both are arrays (of the standard library or of numpy), one-dimensional and writable.
    """

    keys: Sequence[str]
    field: str
    vocabulary: Sequence[str]
    tokens: Array
    ends: Array

    def __post_init__(self) -> None:
        """Refuse arrays that do not fit together.

        Raises:
            ValueError: the items are not of 32 and 64 bits, or the ends are not one a key, ascending.
        """
        ends = list(self.ends)
        if (self.tokens.itemsize, self.ends.itemsize) != (4, 8):
            raise ValueError("tokens must have 32 bits each and ends 64")
        if len(ends) != len(self.keys) or ends != sorted(ends) or (ends and ends[-1] != len(self.tokens)):
            raise ValueError("ends must ascend, one a key, to the end of the tokens")

    def documents(self) -> Iterator[Document]:
        """The same, one by one."""
        start = 0
        for key, end in zip(self.keys, self.ends, strict=True):
            yield Document(key, {self.field: [self.vocabulary[number] for number in self.tokens[start:end]]})
            start = end


class Found(NamedTuple):
    """A hit: `matched` has the (field, term) pairs of the query that stand in the document, never empty."""

    key: str
    score: float
    matched: tuple[tuple[str, str], ...]


class Explanation(NamedTuple):
    """Why a score is what it is: a value under its name in the formula, and what it was computed from."""

    name: str
    value: float
    parts: tuple[Explanation, ...] = ()

    def __str__(self) -> str:
        """The tree as indented lines."""
        lines = [f"{self.name} = {self.value:.6g}"]
        for part in self.parts:
            lines += [f"  {line}" for line in str(part).splitlines()]
        return "\n".join(lines)
