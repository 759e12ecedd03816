"""Does a sentence stand in the bulletins? Verbatim, as part of a sentence, nearly, or not at all.

Verbatim means character for character, white space aside, and from a sentence's beginning to a sentence's end: what is
cut out of one may lose the 不 that stood before it, so a part is told as a part, with any negation before it in its
clause. Headlines, kickers, bylines and credits are printed as well and count.
Nearly means that one stretch of an article differs in few characters: the stretch is found and the differences are
named, so that a misquotation can be put right. Traditional characters, half-width signs and other quotation marks are
found as what they stand for, and named as differences.

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
    from collections.abc import Awaitable, Callable, Iterable, Iterator

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

EDGES = re.compile(r"[^\w]+")
"""Signs at the ends of a sentence, which nobody misses."""
NEGATION = re.compile(
    r"严禁|禁止|不得|不能|不准|不许|不可|不要|不会|不应|不再|没有|尚未|从未|并未|并非|绝不|决不|杜绝|防止|避免|切忌|谨防|拒绝|取消|停止"
    r"|不(?![断仅但少同久足论管过止时日惜妨懈])|未(?![来成])|无(?![论障偿锡])|没(?![收])|勿|禁(?!毒)|莫"
)
"""Words that deny or forbid what follows them in their clause."""
NUMBER = re.compile(r"(\d+)")
CLAUSE_START = re.compile(r"[^，,；;：:。！？!?]*$")

NEAR = 75.0
"""The least similarity, in percent of characters that need no change, at which a stretch is "nearly" the sentence."""
LONGEST = 1000
"""Characters up to which a text is looked for as a whole."""
LEAST = 2
"""Letters or ideographs that a text must have to be looked for."""


class Standing(StrEnum):
    """How a sentence stands in the bulletins."""

    VERBATIM = "verbatim"
    PART = "part"
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
    """On `text`: `sentences` are those that hold it; `differences` tile it (the equal runs too) when it is near.

    `negation` is the word before a part in its clause that denies or forbids it, empty where there is none. `beside` is
    the kicker, byline or credit that holds it, with its article, where no sentence does.
    """

    standing: Standing
    text: str = ""
    sentences: tuple[Sentence, ...] = ()
    differences: tuple[Difference, ...] = ()
    negation: str = ""
    beside: tuple[Article, Traced] | None = None

    @property
    def stands(self) -> bool:
        """Whether its characters are printed so, one behind the other."""
        return self.standing in {Standing.VERBATIM, Standing.PART}

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
    A text that is near as a whole is judged by its sentences all the same where one has a better match elsewhere.
    """
    text = MARGIN.sub("", text).strip()
    whole = Verdict(Standing.ABSENT, text)
    if len(text) <= LONGEST:
        whole = verify(text, await candidates(text))
    parts = [part for part in SENTENCES.findall(text) if enough(part)]
    if whole.stands or (len(parts) < 2 and whole.standing is Standing.NEARLY):
        return (whole,)
    if whole.standing is Standing.NEARLY:
        verdicts = await _each(parts, candidates)
        at_home = all(set(verdict.sentences) <= set(whole.sentences) for verdict in verdicts)
        return (whole,) if at_home and all(verdict.sentences for verdict in verdicts) else verdicts
    if len(parts) < 2:
        parts = [part for part in CLAUSES.findall(text) if enough(part)]
    verdicts = await _each(parts, candidates) if len(parts) > 1 else ()
    return verdicts if any(verdict.sentences or verdict.beside for verdict in verdicts) else (whole,)


async def _each(parts: Iterable[str], candidates: Callable[[str], Awaitable[Iterable[Article]]]) -> tuple[Verdict, ...]:
    """A verdict on each part, against its own best match."""
    verdicts: list[Verdict] = []
    for part in parts:
        before = verdicts[-1] if verdicts else None
        if before and before.stands and before.sentences:
            both = verify(before.text + part, [before.sentences[0].article])
            if both.stands:
                verdicts[-1] = both
                continue
        verdict = verify(part, await candidates(part))
        if not verdict.stands:  # the mark that parted it may be the writer's
            verdict = max(verdict, verify(ENDS.sub("", part), await candidates(part)), key=lambda each: each.rank)
        verdicts.append(verdict)
    return tuple(verdicts)


def verify(text: str, articles: Iterable[Article]) -> Verdict:
    """The best standing of `text` over the articles; the first article wins among equals."""
    wanted = bare(text)
    best, best_score = Verdict(Standing.ABSENT, text), NEAR
    if not wanted:
        return best
    for article in articles:
        for candidate in dict.fromkeys((SPACE.sub("", text), wanted)):
            found = _verbatim(text, candidate, article)
            if found and found.standing is Standing.VERBATIM:
                return found
            if found and not best.stands:
                best = found
        if best.stands:
            continue
        for part in (article.title, article.body):
            near = _near(wanted, article, part, best_score)
            if near:
                sentences, differences, best_score = near
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


def _verbatim(given: str, wanted: str, article: Article) -> Verdict | None:
    """How `wanted` stands in the article: whole sentences, part of them, or in a line beside the article's text."""
    found: Verdict | None = None
    for part in (article.title, article.body):
        text, places = _squeezed(part.text)
        at = text.find(wanted)
        while at >= 0:
            span = Span(places[at], places[at + len(wanted) - 1] + 1)
            sentences = _over(article, part, span)
            before, after = (
                part.text[sentences[0].span.start : span.start],
                part.text[span.end : sentences[-1].span.end],
            )
            if not (EDGES.sub("", before) or EDGES.sub("", after)):
                return Verdict(Standing.VERBATIM, given, sentences)
            found = found or Verdict(Standing.PART, given, sentences, negation=_negation(before))
            at = text.find(wanted, at + 1)
    for line in (article.kicker, article.byline, article.credit):
        if line and not found and wanted in SPACE.sub("", line.text):
            whole = EDGES.sub("", wanted) == EDGES.sub("", line.text)
            return Verdict(Standing.VERBATIM if whole else Standing.PART, given, beside=(article, line))
    return found


def _negation(before: str) -> str:
    """The last word that denies or forbids, in the clause that `before` ends in."""
    clause = CLAUSE_START.search(SPACE.sub("", before))
    found = NEGATION.findall(clause[0]) if clause else []
    return found[-1] if found else ""


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
    equal = [step for step in Levenshtein.opcodes(asked, looked[start:end]) if step.tag == "equal"]
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
    steps = [
        Difference(wanted[step.src_start : step.src_end], printed[step.dest_start : step.dest_end], step.tag == "equal")
        for step in Levenshtein.opcodes(wanted, printed)
    ]
    differences = tuple(_whole_numbers(steps))
    return _over(article, part, Span(places[start], places[end - 1] + 1)), differences, alike


def _whole_numbers(steps: Iterable[Difference]) -> Iterator[Difference]:
    """The differences, each of a number as one of the whole number: 〔57→75〕, not 7 put in and 7 left out."""
    pieces: list[Difference] = []
    for step in steps:
        runs = NUMBER.split(step.given) if step.same else []
        pieces += [Difference(run, run, same=True) for run in runs if run] or [step]
    joined: list[Difference] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        both_same = before is not None and before.same and piece.same
        touch = before is not None and _ends_in_digit(before) and _begins_with_digit(piece)
        if before is not None and both_same != touch:
            joined[-1] = Difference(before.given + piece.given, before.printed + piece.printed, both_same)
        else:
            joined.append(piece)
    return iter(joined)


def _ends_in_digit(step: Difference) -> bool:
    return step.given[-1:].isdigit() or step.printed[-1:].isdigit()


def _begins_with_digit(step: Difference) -> bool:
    return step.given[:1].isdigit() or step.printed[:1].isdigit()
