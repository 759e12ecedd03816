"""Whether what the question asks about is there: concepts of the question found in a text.

A concept is one word (or phrase) of the question with the other forms that it may take in a bulletin. It is strong
when it names a topic and weak when any bulletin has it. A text covers a concept when one of the forms stands in it.
Answering is decided on that, not on a score: all the strong concepts of a short question have to be there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answers.words import CORE_ENDINGS, COUNT_WORD, GENERIC, KEEP_WHOLE, VERBS
from corpus.model import Span
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrieval.concepts import Concept as Asked
    from retrieval.question import Question

LIKELY = 0.5
"""The weight from which a term is a likely reading of a word."""

UNSURE = frozenset({"dictionary"})
"""Sources that know a word, but not what it means in this field."""

MEETINGS = r"(?:工作)?(?:会议|座谈会|推进会|视频会议?|现场会|交流会|大会|会)$"

WEAK = 0.2
"""What a weak concept counts, next to a strong one's 1."""

ENOUGH = 0.75
"""The share of the strong concepts that has to be covered when a question has more than three."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the question and its forms in folded Chinese, the likeliest first.

    `strong` when it names a topic; `sure` unless only a general dictionary knows it.
    """

    typed: str
    forms: tuple[str, ...]
    strong: bool
    sure: bool = True

    def found_in(self, text: str) -> bool:
        return any(form in text or _apart(form, text) for form in self.forms)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the concept's first present form stands in a folded text."""
        for form in self.forms:
            if form in text:
                return tuple(Span(m.start(), m.end()) for m in re.finditer(re.escape(form), text))
        return next((spans for form in self.forms if (spans := _apart(form, text))), ())


@lru_cache(maxsize=4096)
def _pieces(form: str) -> re.Pattern[str] | None:
    """A compound of two or three words of two characters, which a text may part: 试点经验 in 试点工作经验."""
    if len(form) not in {4, 6} or not form.isalpha() or form.isascii():
        return None
    return re.compile(r"[^,，。;；]{0,6}?".join(f"({form[at : at + 2]})" for at in range(0, len(form), 2)))


def _apart(form: str, text: str) -> tuple[Span, ...]:
    """Where the words of a compound stand near each other, in their order."""
    pattern = _pieces(form)
    match = pattern.search(text) if pattern else None
    return tuple(Span(*match.span(group)) for group in range(1, len(match.groups()) + 1)) if match else ()


def concepts(question: Question) -> tuple[Concept, ...]:
    """The question's concepts in the order asked, names and people among them."""
    found: list[Concept] = []
    named = {
        normalise(name): Concept(normalise(name), tuple(_title_forms(name)), strong=True)
        for name in _named(question)
        if not _read(name, question)
    }
    for concept in question.concepts:
        typed = normalise(concept.typed)
        forms = _likely(concept)
        written = () if typed.isascii() or len(typed) < 2 else (typed,)  # a forgiven error may have been none
        folded = tuple(dict.fromkeys(form for form in (*forms, *written, *_cores(forms)) if form))
        sure = any(term.source not in UNSURE for term in concept.terms if not term.text.isascii())
        if typed in named:
            named[typed] = Concept(typed, tuple(dict.fromkeys((*named[typed].forms, *folded))), strong=True)
        elif not any(typed in name for name in named):
            topical = concept.required and not says_little(typed) and not all(map(_says_little_at_heart, forms))
            found.append(Concept(typed, folded, topical, sure))
    return (*named.values(), *found)


def _read(name: str, question: Question) -> bool:
    """Whether a name in Latin letters was read as words that have their Chinese, which then stand for it."""
    plain = normalise(name).replace("-", " ")
    return plain.isascii() and any(
        c.required and normalise(c.typed) in plain and any(not term.text.isascii() for term in c.terms)
        for c in question.concepts
        if name not in question.people
    )


def _likely(concept: Asked) -> tuple[str, ...]:
    """The forms that a concept is likely to take: not the far senses of a dictionary.

    Single characters only where the question has them or the glossary has nothing longer (county: 县).
    """
    top = max((term.weight for term in concept.terms), default=0.0)
    least = LIKELY if top >= LIKELY else 0.8 * top
    likely = [(normalise(term.text), term) for term in concept.terms if term.weight >= least]
    listed = [form for form, term in likely if term.source == "glossary"]
    said = {form for form, term in likely if term.source == "topic" and concept.required}
    return tuple(form for form, _ in likely if len(form) > 1 or form in {concept.typed, *said} or listed == [form])


def says_little(word: str) -> bool:
    """Whether a word carries no topic."""
    if word in GENERIC or COUNT_WORD.match(word):
        return True
    return word.isascii() and all(part in GENERIC for part in re.split("[ -]", word))


def _says_little_at_heart(word: str) -> bool:
    """The same of a compound without its ending: 民政工作会议 is any meeting, 社会救助工作会议 is not."""
    bare = re.sub(MEETINGS, "", word)
    return says_little(word) or says_little(bare) or (bare != word and not bare)


def _named(question: Question) -> tuple[str, ...]:
    """The documents, groups and people that the question names."""
    return (*question.names, *question.people)


def _cores(forms: Iterable[str]) -> list[str]:
    """The forms without an ending that adds no topic: 殡葬服务 → 殡葬."""
    cores = []
    for form in forms:
        meeting = re.sub(MEETINGS, "", form)
        if meeting != form and len(meeting) >= 2:
            cores.append(meeting)
        if form in KEEP_WHOLE or len(form) < 4:
            continue
        if form[:2] in VERBS and not says_little(form[2:]):
            cores.append(form[2:])
        ending = next((end for end in CORE_ENDINGS if form.endswith(end) and len(form) - len(end) >= 2), None)
        if ending:
            core = form[: -len(ending)]
            if core not in GENERIC:
                cores.append(core)
    return cores


def _title_forms(name: str) -> list[str]:
    """A document's name as printed, and without its years in brackets."""
    folded = normalise(name)
    bare = re.sub(r"[（(][^（()）]*[)）]$", "", folded)
    return list(dict.fromkeys((folded, bare)))


def strong(wanted: Iterable[Concept]) -> tuple[Concept, ...]:
    """The concepts that name a topic."""
    return tuple(concept for concept in wanted if concept.strong)


def literal(wanted: Iterable[Concept]) -> tuple[Concept, ...]:
    """The concepts without broader words: who asks for 养老院 is not told that 养老机构 speaks of it."""
    from retrieval.glossary import by_chinese  # noqa: PLC0415 - read by then for any question that has words

    table = by_chinese()
    done = []
    for concept in wanted:
        entry = table.get(concept.typed)
        broader = (entry.zh, *entry.also) if entry and concept.typed in entry.narrower else ()
        done.append(replace(concept, forms=tuple(form for form in concept.forms if form not in broader)))
    return tuple(done)


def missing(wanted: Iterable[Concept], *texts: str) -> tuple[Concept, ...]:
    """The concepts that none of the texts covers."""
    return tuple(c for c in wanted if not any(c.found_in(text) for text in texts))


def share(wanted: Iterable[Concept], *texts: str) -> float:
    """How much of the concepts the texts cover, strong and weak by their weight; 1 when nothing is asked for.

    Weak concepts alone do not make a whole: that one text has the 会议 that is asked about and another has not says
    little.
    """
    total = covered = 0.0
    for concept in wanted:
        weight = 1.0 if concept.strong else WEAK
        total += weight
        if any(concept.found_in(text) for text in texts):
            covered += weight
    return covered / max(total, 1.0) if total else 1.0


def enough(wanted: Iterable[Concept], *texts: str) -> bool:
    """Whether the texts cover what a question asks about: all of up to three strong concepts, most of more."""
    topics = strong(wanted)
    lacking = len(missing(topics, *texts))
    if len(topics) <= 3:
        return lacking == 0
    return (len(topics) - lacking) / len(topics) >= ENOUGH


def highlights(wanted: Iterable[Concept], text: str) -> tuple[Span, ...]:
    """Where the strong concepts stand in a folded sentence, joined where they overlap."""
    return merged(span for concept in wanted if concept.strong for span in concept.spans(text))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping and touching ones as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.end > span.start:
            joined.append(span)
    return tuple(joined)
