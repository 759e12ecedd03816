"""Pinyin typed for Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.places import PlaceMention
    from retrieval.concepts import Concept


@dataclass(frozen=True)
class Spelt:
    """A question spelt in pinyin: its Chinese, the places it names with their readings."""

    text: str
    places: tuple[tuple[PlaceMention, ...], ...] = ()

    def named(self, concept: Concept) -> Concept:
        return concept


def as_chinese(plain: str) -> Spelt | None:
    """The Chinese of a question in pinyin, or None when it is something else."""
    return None
