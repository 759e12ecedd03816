"""How well a headline's words fit paragraphs: the characters in twos and threes that they have in common.

A page is indexed once (`Index`); each layout of it says which paragraph a place of the index lies in, and that is all
that a new layout costs. A pair that few paragraphs have tells more than one that all have.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.lines import Line
    from corpus.pieces import Paragraph

HEAD: Final = 400
"""Characters of a paragraph that are compared with headlines; the names are in its first sentences."""


class Index:
    """A page's lines behind each other, and where each pair of characters stands in them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text[:HEAD] for line in lines]
        self.text = "".join(texts)
        self.starts = [0]
        for text in texts:
            self.starts.append(self.starts[-1] + len(text))
        self.paragraphs: dict[tuple[int, int, frozenset[str]], Paragraph] = {}
        """Those that some layout has: their first line and last, and what stands before them."""
        self.pairs: defaultdict[str, list[int]] = defaultdict(list)
        for at, pair in enumerate(map(str.__add__, self.text, self.text[1:])):
            self.pairs[pair].append(at)


@dataclass(frozen=True, slots=True)
class Words:
    """What a text's characters in twos and threes weigh together, and by the paragraphs they stand in, as bits."""

    total: float
    by_bits: tuple[tuple[int, float], ...]

    def fit(self, lead: int, every: int) -> float:
        """How well they fit paragraphs, told as bits: those of the `lead` and `every` one; 0.0 to 1.0."""
        in_lead = in_all = 0.2
        for bits, weight in self.by_bits:
            if bits & every:
                in_all += weight
                if bits & lead:
                    in_lead += weight
        return (0.6 * in_lead + 0.4 * in_all) / self.total


@dataclass
class Grams:
    """Which paragraphs of one layout hold two or three given characters."""

    index: Index
    count: int
    """Of the paragraphs."""
    owners: list[int]
    """For each place of the index its paragraph, as a bit; 0 for none."""
    known: dict[str, Words] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)

    def bits(self, gram: str) -> int:
        """The paragraphs that hold the two or three characters, as bits."""
        known = self.found.get(gram)
        if known is not None:
            return known
        found, owners, text, last = 0, self.owners, self.index.text, len(gram) - 1
        for at in self.index.pairs.get(gram[:2], ()):
            if last == 1 or text.startswith(gram[2], at + 2):
                bit = owners[at]
                if bit == owners[at + last]:
                    found |= bit
        self.found[gram] = found
        return found

    def words(self, text: str) -> Words:
        """A headline's line as its characters in twos and threes."""
        if text not in self.known:
            total, by_bits = 0.2, dict[int, float]()
            for size, factor in ((2, 1.0), (3, 1.5)):
                for i in range(len(text) - size + 1):
                    bits = self.bits(text[i : i + size])
                    if bits:
                        weight = math.log((self.count + 1.0) / bits.bit_count()) * factor
                        by_bits[bits] = by_bits.get(bits, 0.0) + weight
                    else:
                        weight = _UNKNOWN
                    total += weight
            self.known[text] = Words(total, tuple(by_bits.items()))
        return self.known[text]


_UNKNOWN: Final = 0.15
"""What a pair weighs that no paragraph has."""


def grams_of(index: Index, paragraphs: Sequence[Paragraph]) -> Grams:
    """The paragraphs laid over the page's index."""
    owners = [0] * len(index.text)
    for k, paragraph in enumerate(paragraphs):
        start = index.starts[paragraph.first]
        end = min(index.starts[paragraph.last], start + HEAD)
        owners[start:end] = [1 << k] * (end - start)
    return Grams(index, len(paragraphs), owners)
