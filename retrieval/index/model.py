"""The values that cross the index's face."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
