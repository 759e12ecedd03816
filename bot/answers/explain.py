"""Why an answer is what it is: how the question was read, what was found, and the check of every quotation.

Only answers that went through `bot.answers.checked` are explained, and that lets no quotation pass unchecked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, overload

from bot.answers.model import Language
from retrieval.glossary import by_chinese
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer

HITS = 3
"""How many of the search's sentences are explained."""
TERMS = 6
"""How many of the glossary's words are read to somebody who asks in English."""


@cache
def _read_out() -> tuple[tuple[str, str, str], ...]:
    """Each word of the glossary with its concept's Chinese and English."""
    words = by_chinese().items()
    return tuple((word, entry.zh, entry.english[0]) for word, entry in words if entry.english and len(word) > 1)


class Explained(Sequence[str]):
    """What `/why` shows, line by line; worked out when somebody asks, since it takes as long as the answer."""

    def __init__(self, evidence: Evidence, answer: Answer) -> None:
        self._of = evidence, answer

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return explain(*self._of)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self._lines[at]


def explain(evidence: Evidence, answer: Answer) -> tuple[str, ...]:
    """The lines, worked out now."""
    question = evidence.question
    lines = [
        f"kinds: {', '.join(question.kinds) or '-'}",
        f"places: {', '.join(place.name for place in question.places) or '-'}",
        f"builder: {answer.builder}; status: {answer.status}; articles read: {len(evidence.readings)}",
    ]
    lines += [f"{'topic' if c.strong else 'word'}: {c.typed} = {', '.join(c.forms[:5])}" for c in evidence.concepts]
    if evidence.wide:
        lines.append(f"evidence: {evidence.weight:.2f}, at least {evidence.least:.2f} is needed")
    for hit in evidence.hits[:HITS]:
        lines += [f"hit: {hit.sentence.id}", *(f"  {line}" for line in str(hit.explain()).splitlines())]
    lines += [
        f"quotation {quote.number}: {quote.sentence.id} was cut from its page again and is the same"
        for quote in answer.quotes
    ]
    return tuple(lines)


def searched(evidence: Evidence, answer: Answer) -> tuple[str, ...]:
    """Which words were widened; for English also what the glossary calls the terms of the quotations."""
    notes = evidence.question.searched
    if evidence.language is not Language.ENGLISH or not answer.quotes:
        return notes
    text = normalise("".join(quote.text for quote in answer.quotes))
    asked = [form for concept in evidence.concepts for form in concept.forms]
    found = {zh: english for word, zh, english in _read_out() if word in text and word not in asked}
    longest = sorted(found, key=lambda word: (-len(word), text.find(word)))
    kept = [word for word in longest if not any(word in other for other in longest if other != word)][:TERMS]
    return (*notes, *(f"{word} = {found[word]}" for word in sorted(kept, key=text.find)))
