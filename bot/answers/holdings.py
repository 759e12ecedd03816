"""What the catalogue holds, counted once a revision: which articles there are of which places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.store import Card


@dataclass(frozen=True)
class Holdings:
    """Every article in brief, by bulletin and then down the page."""

    cards: tuple[Card, ...] = ()

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The bulletins' names."""
        return tuple(dict.fromkeys(card.bulletin for card in self.cards))

    @cached_property
    def by_province(self) -> dict[str, list[str]]:
        """A province's short name → its articles' ids; provinces in the order of their first article."""
        found: dict[str, list[str]] = {}
        for card in self.cards:
            if card.province:
                found.setdefault(card.province, []).append(card.id)
        return found

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(card.id for card in self.cards)

    def of(self, provinces: Iterable[str]) -> list[str]:
        """The ids of the articles of these provinces; of all articles when none is named."""
        named = list(dict.fromkeys(provinces))
        return [id_ for province in named for id_ in self.by_province.get(province, ())] if named else list(self.ids)


NOTHING = Holdings()
"""An empty catalogue."""
