"""Does a sentence stand in the bulletins? Verbatim, nearly, or not at all.

Verbatim means character for character, white space aside. Nearly means that one stretch of an article differs in few
characters: the stretch is found and the differences are named, so that a misquotation can be put right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Article, Sentence

SPACE = re.compile(r"\s+")
WRAPPED = re.compile(r"^[“\"「『‘'](.*)[”\"」』’']$", re.DOTALL)
NEAR = 80.0
"""The least similarity, in percent of characters that need no change, at which a stretch is "nearly" the sentence."""


class Standing(StrEnum):
    """How a sentence stands in the bulletins."""

    VERBATIM = "verbatim"
    NEARLY = "nearly"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that differs: `given` was typed, `printed` stands in the article; one of them may be empty."""

    given: str
    printed: str
    same: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentences` are those that hold the stretch; `differences` tile it (the equal runs too) when it is only near."""

    standing: Standing
    sentences: tuple[Sentence, ...] = ()
    differences: tuple[Difference, ...] = ()


def bare(text: str) -> str:
    """What is compared: without white space, and without the quotation marks that somebody put around the whole."""
    squeezed = SPACE.sub("", text)
    wrapped = WRAPPED.match(squeezed)
    return wrapped[1] if wrapped and wrapped[1] else squeezed


def verify(text: str, articles: Iterable[Article]) -> Verdict:
    """The best standing of `text` over the articles; the first article wins among equals."""
    wanted = bare(text)
    if not wanted:
        return Verdict(Standing.ABSENT)
    best, best_score = Verdict(Standing.ABSENT), NEAR
    for article in articles:
        for candidate in dict.fromkeys((SPACE.sub("", text), wanted)):
            sentences = _verbatim(candidate, article)
            if sentences:
                return Verdict(Standing.VERBATIM, sentences)
        found = _near(wanted, article, best_score)
        if found:
            best, best_score = found
    return best


def _squeezed(article: Article) -> tuple[str, list[int]]:
    """The body without white space, and where each of its characters stands in the body."""
    kept = [at for at, character in enumerate(article.body.text) if not character.isspace()]
    return "".join(article.body.text[at] for at in kept), kept


def _over(article: Article, span: Span) -> tuple[Sentence, ...]:
    """The sentences that share a character with `span` of the body."""
    return tuple(s for s in article.sentences if s.span.start < span.end and span.start < s.span.end)


def _verbatim(wanted: str, article: Article) -> tuple[Sentence, ...]:
    if SPACE.sub("", article.title.text) == wanted:
        return (article.headline,)
    text, places = _squeezed(article)
    at = text.find(wanted)
    return _over(article, Span(places[at], places[at + len(wanted) - 1] + 1)) if at >= 0 else ()


def _near(wanted: str, article: Article, least: float) -> tuple[Verdict, float] | None:
    """The stretch of the article most like `wanted`, if it is at least `least` percent alike and better than that."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - 90 ms, for this question only
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - the same

    text, places = _squeezed(article)
    if len(text) < len(wanted) // 2:
        return None
    # The shorter text slides along the longer one, so the article must be the longer: it nearly always is.
    found = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=least)
    if found is None or found.score <= least or found.dest_end <= found.dest_start:
        return None
    # The stretch is as long as the sentence, so words left out of it push its end too far in: look a little beyond.
    beyond = max(4, len(wanted) // 5)
    start, end = max(0, found.dest_start - beyond), min(len(text), found.dest_end + beyond)
    printed = text[start:end]
    steps = list(Levenshtein.opcodes(wanted, printed))
    if steps[0].tag == "insert":
        start += steps.pop(0).dest_end
    if steps[-1].tag == "insert":
        end -= len(printed) - steps.pop().dest_start
    if Levenshtein.normalized_similarity(wanted, text[start:end]) * 100 < NEAR:
        return None
    differences = tuple(
        Difference(wanted[step.src_start : step.src_end], printed[step.dest_start : step.dest_end], step.tag == "equal")
        for step in steps
    )
    span = Span(places[start], places[end - 1] + 1)
    return Verdict(Standing.NEARLY, _over(article, span), differences), found.score
