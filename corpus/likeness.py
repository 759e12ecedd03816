"""How well a headline's words fit paragraphs: the characters in twos and threes that they have in common.

A page is indexed once (`Index`); each layout of it says which paragraph a place of the index lies in, and that is all
that a new layout costs. A pair that few paragraphs have tells more than one that all have.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import mul
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.lines import Line
    from corpus.pieces import Paragraph

HEAD: Final = 400
"""Characters of a paragraph that are compared with headlines; the names are in its first sentences."""


def _threes(text: str) -> Iterator[str]:
    return map(str.__add__, map(str.__add__, text, text[1:]), text[2:])


class Index:
    """A page's lines behind each other, and where the pairs of characters stand in them that were asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text[:HEAD] for line in lines]
        self.text = "".join(texts)
        self.starts = [0, *accumulate(map(len, texts))]
        self.paragraphs: dict[tuple[int, int, frozenset[str]], Paragraph] = {}
        """Those that some layout has: their first line and last, and what stands before them."""
        self._places: dict[str, list[int]] = {}
        self._recurring: dict[str, list[str]] = {}

    @cached_property
    def _often(self) -> frozenset[str]:
        """Three characters that stand in the text twice at least."""
        return frozenset([gram for gram, count in Counter(_threes(self.text)).items() if count > 1])

    def recurring(self, text: str) -> list[str]:
        """The three characters in a row of `text` that stand on the page twice at least."""
        found = self._recurring.get(text)
        if found is None:
            found = self._recurring[text] = list(filter(self._often.__contains__, _threes(text)))
        return found

    def places(self, gram: str) -> list[int]:
        """Where two or three characters stand in the text."""
        found = self._places.get(gram)
        if found is None:
            text = self.text
            if len(gram) == 3:
                third = gram[2]
                found = [at for at in self.places(gram[:2]) if text[at + 2 : at + 3] == third]
            else:
                found = []
                at = text.find(gram)
                while at >= 0:
                    found.append(at)
                    at = text.find(gram, at + 1)
            self._places[gram] = found
        return found


class Words:
    """What a text's characters in twos and threes weigh together, and by the paragraphs they stand in, as bits."""

    __slots__ = ("_leads", "_sums", "by_bits", "shares", "total")

    def __init__(self, total: float, by_bits: dict[int, float]) -> None:
        self.total = total
        self.by_bits = by_bits
        shares = [0.0] * max([bits.bit_length() for bits in by_bits], default=0)
        for bits, weight in by_bits.items():
            share = weight / bits.bit_count()
            while bits:
                last = bits.bit_length() - 1
                shares[last] += share
                bits ^= 1 << last  # noqa: PLW2901 -- it is taken apart
        self.shares = shares
        """What stands in each paragraph; paragraphs behind the last that holds any are left out."""
        self._sums = [0.0, *accumulate(shares)]
        self._leads: dict[int, float] = {}

    def kinship(self, other: Words) -> float:
        """How far the words of two texts stand in the same paragraphs: 0.0 to 1.0, a cosine."""
        shared = sum(map(mul, self.shares, other.shares))
        return shared / math.hypot(*self.shares) / math.hypot(*other.shares) if shared else 0.0

    def fit(self, lead: int, first: int, last: int) -> float:
        """How well they fit the paragraphs from `first` to `last`, the `lead`, told as bits, more; 0.0 to 1.0.

        Words that stand outside these as well speak for them as far as they stand in them.
        """
        in_lead = self._leads.get(lead)
        if in_lead is None:
            in_lead = self._leads[lead] = 0.2 + sum([weight for bits, weight in self.by_bits.items() if bits & lead])
        sums = self._sums
        end = len(sums) - 1
        in_all = 0.2 + (sums[min(last + 1, end)] - sums[first] if first < end else 0.0)
        return (0.4 * in_lead + 0.6 * in_all) / self.total


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

    def __post_init__(self) -> None:
        logs = [math.log((self.count + 1.0) / n) for n in range(1, self.count + 1)]
        self.weights = [_UNKNOWN, *logs]
        """What a pair weighs that so many paragraphs hold."""
        self.heavier = [_UNKNOWN, *(1.5 * weight for weight in logs)]
        """Three characters."""

    def bits(self, gram: str) -> int:
        """The paragraphs that hold the two or three characters, as bits."""
        known = self.found.get(gram)
        if known is not None:
            return known
        found, owners, last = 0, self.owners, len(gram) - 1
        for at in self.index.places(gram):
            bit = owners[at]
            if bit == owners[at + last]:
                found |= bit
        self.found[gram] = found
        return found

    def words(self, text: str) -> Words:
        """A headline's line as its characters in twos and threes."""
        words = self.known.get(text)
        if words is None:
            total, by_bits = 0.2, dict[int, float]()
            known = self.found
            pairs = list(map(str.__add__, text, text[1:]))
            for grams, weights in ((pairs, self.weights), (map(str.__add__, pairs, text[2:]), self.heavier)):
                for gram in grams:
                    bits = known.get(gram)
                    if bits is None:
                        bits = self.bits(gram)
                    weight = weights[bits.bit_count()]
                    total += weight
                    if bits:
                        by_bits[bits] = by_bits.get(bits, 0.0) + weight
            words = self.known[text] = Words(total, by_bits)
        return words

    def threes(self, text: str) -> list[int]:
        """For each three characters of a text that stand on the page twice the paragraphs that hold them, as bits."""
        return [self.bits(gram) for gram in self.index.recurring(text)]


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
