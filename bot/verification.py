"""Does a sentence stand in the bulletins? Verbatim, nearly, or not at all.

Verbatim means character for character, white space aside. Nearly means that one stretch of an article differs in few
characters: the stretch is found and the differences are named, so that a misquotation can be put right. Traditional
characters, half-width signs and other quotation marks are found as what they stand for, and named as differences.

A text that stands nowhere as a whole may be put together of sentences, or of clauses, that do: each is judged alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.model import Span
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from corpus.model import Article, Sentence
    from corpus.traced import Traced

SPACE = re.compile(r"\s+")
MARGIN = re.compile(r"^\s*[│>]\s?(?:\d+\. )?|\s*\[\d+\]\s*$", re.MULTILINE)
"""What an answer sets around a quotation, which is copied with it."""
WRAPPED = re.compile(r"^[“\"「『‘'](.*)[”\"」』’']$", re.DOTALL)
SENTENCES = re.compile(r"[^。！？!?；;…\n]*[。！？!?；;…\n]+[”’」』）)]*|[^。！？!?；;…\n]+$")
CLAUSES = re.compile(r"[^，,：:]*[，,：:]+|[^，,：:]+$")
ENDS = re.compile(r"[，,：:。！？!?；;…\s]+$")
WITHIN = re.compile(r"[^.!?]*$")
WITHIN_ITS_END = re.compile(r"[^.!?]*[.!?]?")
MARKS = str.maketrans("「」『』‘’“”'。．", '""""""""".' + ".")
"""Marks that stand for one another, as they are compared."""

NEAR = 75.0
"""The least similarity, in percent of characters that need no change, at which a stretch is "nearly" the sentence."""
LONGEST = 1000
"""Characters up to which a text is looked for as a whole."""
LEAST = 2
"""Letters or ideographs that a text must have to be looked for."""


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

    @property
    def of_form(self) -> bool:
        """Whether it is another form of the same sign: traditional, of another width, another mark of its kind."""
        return folded(self.given) == folded(self.printed)


@dataclass(frozen=True, slots=True)
class Verdict:
    """On `text`: `sentences` are those that hold it; `differences` tile it (the equal runs too) when it is near."""

    standing: Standing
    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def rank(self) -> int:
        """Higher is better."""
        return -list(Standing).index(self.standing)


def bare(text: str) -> str:
    """What is compared: without white space, and without the quotation marks that somebody put around the whole."""
    squeezed = SPACE.sub("", MARGIN.sub("", text))
    wrapped = WRAPPED.match(squeezed)
    return wrapped[1] if wrapped and wrapped[1] else squeezed


def folded(text: str) -> str:
    """`text`, as long as it was, with one form for all the forms of a sign."""
    return normalise(text).translate(MARKS)


def enough(text: str) -> bool:
    """Whether there is something to look for."""
    return sum(character.isalnum() for character in text) >= LEAST


async def judge(text: str, candidates: Callable[[str], Awaitable[Iterable[Article]]]) -> tuple[Verdict, ...]:
    """One verdict on the whole text; where it stands nowhere, one on each of its sentences, or of its clauses.

    `candidates` gives the articles that may hold a text. Parts that stand one behind the other are judged as one.
    """
    text = MARGIN.sub("", text).strip()
    whole = Verdict(Standing.ABSENT, text)
    if len(text) <= LONGEST:
        whole = verify(text, await candidates(text))
    if whole.standing is not Standing.ABSENT:
        return (whole,)
    parts = [part for part in SENTENCES.findall(text) if enough(part)]
    if len(parts) < 2:
        parts = [part for part in CLAUSES.findall(text) if enough(part)]
    verdicts: list[Verdict] = []
    for part in parts if len(parts) > 1 else ():
        before = verdicts[-1] if verdicts else None
        if before and before.standing is Standing.VERBATIM:
            both = verify(before.text + part, [before.sentences[0].article])
            if both.standing is Standing.VERBATIM:
                verdicts[-1] = both
                continue
        verdict = verify(part, await candidates(part))
        if verdict.standing is not Standing.VERBATIM:  # the mark that parted it may be the writer's
            verdict = max(verdict, verify(ENDS.sub("", part), await candidates(part)), key=lambda each: each.rank)
        verdicts.append(verdict)
    return tuple(verdicts) if any(verdict.sentences for verdict in verdicts) else (whole,)


def verify(text: str, articles: Iterable[Article]) -> Verdict:
    """The best standing of `text` over the articles; the first article wins among equals."""
    wanted = bare(text)
    best, best_score = Verdict(Standing.ABSENT, text), NEAR
    if not wanted:
        return best
    for article in articles:
        for candidate in dict.fromkeys((SPACE.sub("", text), wanted)):
            sentences = _verbatim(candidate, article)
            if sentences:
                return Verdict(Standing.VERBATIM, text, sentences)
        for part in (article.title, article.body):
            found = _near(wanted, article, part, best_score)
            if found:
                sentences, differences, best_score = found
                best = Verdict(Standing.NEARLY, text, sentences, differences)
    return best


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters stands in it."""
    kept = [at for at, character in enumerate(text) if not character.isspace()]
    return "".join(text[at] for at in kept), kept


def _over(article: Article, part: Traced, span: Span) -> tuple[Sentence, ...]:
    """The sentences that share a character with `span` of a part of the article: its body, or its title."""
    if part is not article.body:
        return (article.headline,)
    return tuple(s for s in article.sentences if s.span.start < span.end and span.start < s.span.end)


def _verbatim(wanted: str, article: Article) -> tuple[Sentence, ...]:
    if SPACE.sub("", article.title.text) == wanted:
        return (article.headline,)
    text, places = _squeezed(article.body.text)
    at = text.find(wanted)
    return _over(article, article.body, Span(places[at], places[at + len(wanted) - 1] + 1)) if at >= 0 else ()


def _near(
    wanted: str, article: Article, part: Traced, least: float
) -> tuple[tuple[Sentence, ...], tuple[Difference, ...], float] | None:
    """The stretch of the part most like `wanted`, if it is more than `least` percent alike: where, how, how much."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - 90 ms, for this question only
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - the same

    text, places = _squeezed(part.text)
    asked, looked = folded(wanted), folded(text)
    if len(text) < len(wanted) // 2:
        return None
    # The shorter text slides along the longer one, so the article must be the longer: it nearly always is.
    found = fuzz.partial_ratio_alignment(asked, looked, score_cutoff=least)
    if found is None or found.score <= least or found.dest_end <= found.dest_start:
        return None
    # The stretch is as long as the sentence, so words left out of it push its end too far in: look a little beyond.
    beyond = max(4, len(wanted) // 5)
    start, end = max(0, found.dest_start - beyond), min(len(text), found.dest_end + beyond)
    steps = list(Levenshtein.opcodes(asked, looked[start:end]))
    equal = [step for step in steps if step.tag == "equal"]
    if not equal:
        return None
    # What stands beyond the first and the last run that are equal is no longer than what was given there, and of the
    # same sentence.
    head = looked[start : start + equal[0].dest_start][-equal[0].src_start or len(looked) :]
    tail = looked[start + equal[-1].dest_end : end][: len(wanted) - equal[-1].src_end]
    end = start + equal[-1].dest_end + len(WITHIN_ITS_END.match(tail)[0])  # type: ignore[index]  # it matches anything
    start += equal[0].dest_start - len(WITHIN.search(head)[0])  # type: ignore[index]  # so does this
    alike = Levenshtein.normalized_similarity(asked, looked[start:end]) * 100
    if alike <= least:
        return None
    printed = text[start:end]
    differences = tuple(
        Difference(wanted[step.src_start : step.src_end], printed[step.dest_start : step.dest_end], step.tag == "equal")
        for step in Levenshtein.opcodes(wanted, printed)
    )
    return _over(article, part, Span(places[start], places[end - 1] + 1)), differences, alike
