"""A thing that a question speaks of, and the Chinese that would say it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.syllables import sounding

LIKELY = 0.4
"""Below this a term only helps to rank: a dictionary's rare sense, a part where the whole was asked for."""


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say it in the text, folded. `weight` is its share, 1 at most; `typed` is what was written for it.

    `source` tells how it was come by: 'asked' (typed so), 'glossary', 'topic' (what bulletins have for
    everyday English), 'dictionary' (CC-CEDICT), 'pinyin', 'typo',
    'number', 'sound' (how a foreign name may be written).
    """

    text: str
    weight: float
    typed: str
    source: str


@dataclass(frozen=True, slots=True)
class Concept:
    """What was typed, and its terms, the likeliest first: alternatives, of which the best counts and not the sum.

    `required` is false for words that say little (工作, 情况, held): they help to rank and are not missed. `parts` are
    the words of a compound (慈善人才: 慈善, 人才): a text that has them all says it too. `sounds` are the syllables
    of a person's name in pinyin, whose characters nobody typed. `either` are the words of an alternative (养老和慈善):
    a text that has one of them speaks of it; each of them is a concept of its own beside it, which is not missed.
    """

    typed: str
    terms: tuple[Term, ...]
    required: bool = True
    parts: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    def or_else(self, other: Concept) -> Concept:
        """The two as alternatives."""
        terms = {term.text: term for term in (*other.terms, *self.terms)}
        ordered = sorted(terms.values(), key=lambda term: -term.weight)
        typed = (*(self.either or (self.typed,)), *(other.either or (other.typed,)))
        return Concept("/".join(typed), tuple(ordered), either=typed)

    @property
    def meant(self) -> tuple[str, ...]:
        """The terms that are likely meant: a general dictionary's only where the field's has none."""
        likely = [term for term in self.terms if term.weight >= LIKELY]
        field = any(term.source in {"glossary", "topic", "typo"} for term in likely)
        long = any(len(term.text) > 1 for term in likely if term.source == "dictionary")
        return tuple(
            term.text for term in likely if term.source != "dictionary" or not (field or (long and len(term.text) == 1))
        )

    def stands_in(self, folded: str) -> bool:
        """Whether the folded text says it: by one of the terms that are likely meant, or by all parts."""
        if any(text in folded for text in self.meant):
            return True
        if self.sounds:
            return sounding(self.sounds).search(folded) is not None
        return bool(self.parts) and all(part in folded for part in self.parts)

    @property
    def widened(self) -> bool:
        """Whether the glossary, pinyin or a forgiven error read more into it than was typed.

        What a general dictionary has is not told: it has a word's every sense, and is searched for them all.
        """
        return not self.either and bool(self.told)

    @property
    def told(self) -> tuple[str, ...]:
        """What more was read into it than was typed, the likeliest first."""
        told = (term.text for term in self.terms if term.source not in {"asked", "sound", "dictionary"})
        return tuple(dict.fromkeys(text for text in told if text != self.typed))

    def matched(self, folded: str) -> str | None:
        """The likeliest of the terms that are meant that stands in the folded text, if any does."""
        return next((text for text in self.meant if text in folded), None)

    @property
    def reading(self) -> str:
        """`低保 = 最低生活保障`: what was typed, and the likeliest other words for it."""
        return f"{self.typed} = {', '.join(self.told[:3])}"
