"""What a page's lines are put together to: paragraphs, headlines, signs, and the stories they make.

Lines are told by their index among the page's lines, ornaments apart; paragraphs by theirs among the page's paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from corpus import places
from corpus.cohesion import Border, borders
from corpus.likeness import Grams, Index
from corpus.openings import leading

HEADING: Final = 20
"""Characters that a heading inside an article has at most."""


_LEADS: Final = ((3.0, 5.0), (1.8, 1.0), (0.1, 0.6), (0.0, 0.0), (-9.0, -2.3))
"""From what opening on, by how much more often a lead has it than an article's last paragraph, as a logarithm."""


@dataclass(frozen=True)
class Paragraph:
    """A run of body lines, as indices into the page's lines, half-open.

    `column` is the width its lines fill, 0 if too short to tell; `finished` is whether its last line ends a sentence.
    """

    first: int
    last: int
    text: str
    column: int
    finished: bool
    after: frozenset[str] = frozenset()
    """What stands between the paragraph before and this one: headline, byline, credit."""
    only_line: int = 0
    """The width of its only line; 0 if it has more."""

    @property
    def width(self) -> int:
        """The width that its lines fill, or that its only line has."""
        return self.column or self.only_line

    @cached_property
    def opening(self) -> float:
        return leading(self.text[:120])

    @cached_property
    def like_a_lead(self) -> float:
        """By how much more often a lead opens so than an article's last paragraph, as a logarithm."""
        return next(weight for least, weight in _LEADS if self.opening >= least)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The provinces that its first sentences name, in their order."""
        return tuple(dict.fromkeys([mention.place.province for mention in places.find(self.text[:160])]))

    @property
    def place(self) -> str | None:
        """The first of them."""
        return self.places[0] if self.places else None


@lru_cache(maxsize=1024)
def province(text: str) -> str | None:
    """The province that a text names first."""
    found = places.find(text)
    return found[0].place.province if found else None


@dataclass(frozen=True)
class Block:
    """Headline lines that stand together."""

    lines: tuple[int, ...]
    texts: tuple[str, ...]
    before: int
    """How many paragraphs stand before it on the page."""
    parted: tuple[float, ...]
    """For each line, what the blank line before it weighs for something new; 0.0 where there is none."""
    halves: tuple[bool, ...] = ()
    """Which lines are two clauses with a gap between."""


@dataclass(frozen=True, eq=False)
class Headline:
    """One headline: its lines (indices into the page's lines) and where it stands."""

    lines: tuple[int, ...]
    text: str
    rows: tuple[int, ...]
    """Of its lines, if there are more than one, those that are long enough to be held against a body by themselves:
    a kicker's words need not be in the body."""
    before: int
    last_of_block: bool = True
    first_of_block: bool = True

    @property
    def place(self) -> str | None:
        """The province that it names first."""
        return province(self.text)


@dataclass(frozen=True)
class Story:
    """What is read as one article: its paragraphs in reading order, its headline, and headings inside it."""

    paragraphs: tuple[int, ...]
    headline: Headline | None
    headings: tuple[Headline, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A byline or credit: its line, how many paragraphs stand before it, and what stands next to it."""

    line: int
    before: int
    follows_headline: int | None
    """The block of headline lines that it stands right behind, as an index."""
    precedes_headline: bool


@dataclass
class Layout:
    """A page's paragraphs, headline blocks, bylines and credits."""

    paragraphs: list[Paragraph]
    blocks: list[Block]
    even: bool
    index: Index
    bylines: list[Sign] = field(default_factory=list)
    credits: list[Sign] = field(default_factory=list)

    @cached_property
    def grams(self) -> Grams:
        """The words that its paragraphs and headline lines hold."""
        return Grams(self.index, self.paragraphs, self.blocks)

    @cached_property
    def named(self) -> list[tuple[str, ...]]:
        """For each paragraph the provinces that were named last before it, with nothing between the two."""
        found: list[tuple[str, ...]] = [()]
        for paragraph in self.paragraphs:
            found.append(paragraph.places or (() if paragraph.after else found[-1]))
        return found

    @cached_property
    def apart(self) -> list[int]:
        """For each paragraph the last one up to it that something stands before: a headline, a byline, a credit."""
        return list(accumulate([k if paragraph.after else 0 for k, paragraph in enumerate(self.paragraphs)], max))

    @cached_property
    def borders(self) -> dict[int, Border]:
        """Of the paragraphs that follow another with nothing between, or with what may be a heading."""
        return borders(self.grams, self.paragraphs, self.headings)

    @cached_property
    def headings(self) -> dict[int, str]:
        """The short lines by themselves that may be headings inside an article, by the paragraph behind them."""
        alone = {block.before: block.texts[0] for block in self.blocks if len(block.lines) == 1}
        inside = enumerate(self.paragraphs[1:], 1)
        texts = {k: alone[k] for k, p in inside if p.after == {"headline"} and k in alone}
        return {k: text for k, text in texts.items() if len(text) <= HEADING}
