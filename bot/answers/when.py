# ruff: noqa: E501 - a row of the tables below is read as one line
"""When: the sentence that dates what is asked about, and how its year is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.answers.matching import enough, merged, share
from bot.answers.model import Language
from bot.facts.documents import YEARS
from bot.facts.meetings import is_held
from corpus.model import Span
from corpus.patterns import lazy
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence, Fact
    from bot.answers.model import Answer
    from corpus.dates import DateMention

NAME = "when"
KINDS = frozenset({Kind.WHEN})

OF_A_MEETING = r"召开|举行|举办|开会|开的|会议|座谈会|推进会|大会|视频会|\bmeeting|conference|\bheld\b|take place|took place|convene|symposium"
OF_ISSUING = r"发布|印发|出台|制定|颁布|公布|下发|issue|publish|releas|promulgat"
OF_A_SPAN = r"管到|期限|有效|到哪一?年|哪几年|多久|多长|为期|起止|结束|截止|until|\bends?\b|\bfinish|how long|period|cover|expire|years? (?:does|do|is)|run"
OF_A_LENGTH = r"时限|多久|多长时间|(?<!哪)(?:几|多少)(?:天|个?工作日|个?小时|个月|年|周)(?![底初末几])|how long|how many (?:working )?(?:days|months|years|weeks|hours)"
"""Asks how long something lasts or may take."""

FROM_TO = r"从(?:什么时候|何时|哪天|哪月).{0,4}(?:到|至)|起止|从何时|from when"
"""Asks for both ends of a span of time."""

NEXT = r"下一?[次届]|\bnext\b|\bupcoming\b"
"""Asks for what lies ahead of every bulletin."""

SPANS = lazy(
    rf"{YEARS}|为期[^，。；]{{1,8}}|有效期[^，。；]{{2,24}}|自[^，。；]{{4,20}}起(?:施行|实施|执行)[^。；]*"
    r"|[自从][^，。；自从]{0,14}?[年月日初底末旬][^，。；]{0,2}[至到][^，。；]{0,12}?(?:[年月日][初底末]?|[上中下]旬)|持续[至到]?[^，。；]{0,12}[年月日天周][初底末]?"
)
LENGTHS = lazy(
    r"(?:不得?超过|不少于|缩短[至到为]|压缩[至到为]|为期|持续|在)?(?:\d+|[一二两三四五六七八九十]+)(?:(?:个工作日|个月|天|小时|周|年)(?=[内，。；、的]|以内|$)|日(?=内))内?"
    r"|为期[^，。；]{1,8}"
)
"""How long something lasts or may take, as a sentence gives it."""

DATED: tuple[tuple[str, str], ...] = (
    (
        r"生效|施行|起效|开始(?:实施|执行)|(?:何时|什么时候|哪天|几时|哪一?年)(?:起|开始)?(?:正式)?(?:实施|执行)|\b(?:take|took|taking|came?|comes?|go(?:es)?|went) (?:in)?(?:to)? ?(?:effect|force)\b|\beffective\b|\bin force\b",
        r"施行|生效|起效|(?:起|开始)(?:正式|全面)?(?:实施|执行|推行|启用)|[年月日]起|即日起|[自从][^，。；]{2,20}起",
    ),
    (
        r"最后期限|截止(?:日期|时间|到什么时候)|最迟|最晚|\bdeadlines?\b|\bdue (?:date|by)\b|\bby when\b",
        r"截止|截至|最迟|最晚|(?:之|以)前|\d ?[年月日] ?前|[底末旬]前|期限|时限|工作日|到(?:20\d\d年|“?十[\u4e00-\u9fff]五”?末|[\u4e00-\u9fff]{0,3}年?底)|有效期",
    ),
)
"""What only some dates tell: how it is asked for → the words that such a date has."""

ISSUED = lazy(r"发布|印发|出台|制定|颁布|公布|下发")

REASONS = (("文中“", "the text's “"), ("前文“", "the text's earlier “"), ("报头“", "the masthead's “"))
"""How a year's reason begins, in Chinese and in English."""


def build(evidence: Evidence) -> Answer | None:
    """The sentence with the date, or None."""
    text = evidence.text
    if re.search(NEXT, text):
        return None
    of = _asked(evidence)
    told = next((marks for cue, marks in DATED if re.search(cue, text)), None)
    found: list[tuple[Fact, list[DateMention], list[Span]]] = []
    for reading in evidence.readings:
        if (of.meeting or of.issuing) and not evidence.in_its_time(reading):
            continue
        if evidence.of_a_meeting and not evidence.meant(reading):
            continue
        for number in range(1, len(reading.texts)):
            dates = list(reading.dates[number])
            years = _spans(reading.said[number], of)
            if (not dates and not years) or (told and not re.search(told, reading.said[number])):
                continue
            fact = evidence.fact(reading, number)
            if fact is None:
                continue
            bonus = _fitness(evidence, fact, dates, years, of)
            if bonus is not None:
                found.append((fact._replace(score=fact.score + bonus), dates, years))
    kept = {id(fact) for fact in best([fact for fact, _, _ in found])}
    chosen = [row for row in found if id(row[0]) in kept]
    if not chosen:
        return None
    return _compose(evidence, chosen, span=of.span or of.length or of.ends)


def _asked(evidence: Evidence) -> _Of:
    """What is to be dated; when only when is asked, the meeting that was spoken of, else what was issued."""
    cues = (OF_A_MEETING, OF_ISSUING, OF_A_SPAN, OF_A_LENGTH, FROM_TO)
    of = _Of(*(re.search(cue, evidence.text) is not None for cue in cues))
    if any(of) or evidence.concepts or not evidence.focus:
        return of
    held = any(is_held(text) for reading in evidence.readings for text in reading.texts[1:4])
    return of._replace(meeting=held, issuing=not held)


def _spans(said: str, of: _Of) -> list[Span]:
    """The spans of time that a sentence gives, its lengths among them when only a length is asked for."""
    patterns = (SPANS, LENGTHS) if of.length and not of.ends else (SPANS,)
    return [Span(*match.span()) for pattern in patterns for match in pattern.finditer(said)]


class _Of(NamedTuple):
    """What is to be dated: a meeting, the issue of a document, or a span of time."""

    meeting: bool
    issuing: bool
    span: bool
    length: bool
    ends: bool


def _fitness(evidence: Evidence, fact: Fact, dates: list[DateMention], years: list[Span], of: _Of) -> float | None:
    """How well a dated sentence fits what is to be dated; None when it does not."""
    heading = fact.reading.heading(fact.number)
    if of.length or of.ends:
        near = enough(evidence.topics, fact.text, heading)
        return (2.0 if near else 1.0) if years and (near or not of.meeting) else None
    if of.span and years:
        return 2.0
    if of.issuing or of.meeting:
        stated = ISSUED.search(fact.text) if of.issuing else is_held(fact.text) and fact.number <= 3
        return 1.0 if stated and dates else None
    if not any(date.precision != "vague" for date in dates):
        return None
    said = any(c.found_in(fact.text) for c in evidence.concepts if len(c.typed) > 1)
    return share(evidence.concepts, fact.text) if said or enough(evidence.topics, fact.text, heading) else None


def _compose(evidence: Evidence, chosen: list[tuple[Fact, list[DateMention], list[Span]]], *, span: bool) -> Answer:
    answer = Composition(evidence.language, NAME)
    answer.say("when")
    room = 380
    best_by_article: dict[str, float] = {}
    for fact, _, _ in chosen:
        key = fact.reading.article.id
        best_by_article[key] = max(best_by_article.get(key, 0.0), fact.score)
    seen: set[str] = set()
    for fact, dates, years in chosen:
        key = fact.reading.article.id
        if fact.score < best_by_article[key] - 0.01 or key in seen or (seen and len(fact.text) > room):
            continue
        seen.add(key)
        room -= len(fact.text)
        telling = _telling(dates)
        answer.quote(fact.sentence, merged(years) if span and years else [date.span for date in telling])
        if not (span and years):
            _say_year(answer, telling)
    return answer.answer()


def _telling(dates: list[DateMention]) -> list[DateMention]:
    """The most exact dates of a sentence: a day before a month before a year before 近日."""
    order = ("day", "range", "month", "year", "vague")
    finest = min((order.index(date.precision) for date in dates), default=0)
    return [date for date in dates if order.index(date.precision) == finest]


def _say_year(answer: Composition, dates: list[DateMention]) -> None:
    for date in dates[:1]:
        if date.precision == "vague":
            answer.say("when_vague", text=date.text)
        elif date.year_inferred and date.start:
            reason = date.inferred_from or ""
            for chinese, english in REASONS if answer.language is Language.ENGLISH else ():
                reason = reason.replace(chinese, english, 1)
            answer.say("when_year_inferred", year=date.start[:4], reason=reason)
        elif date.start and date.start.startswith("--"):
            answer.say("when_no_year")
