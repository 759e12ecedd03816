# ruff: noqa: E501 - a row of the tables below is read as one line
"""Measures: complete lists as the source numbers them, one item by its ordinal, or the clauses that speak of a topic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.compose import Composition
from bot.answers.lists import quote_item, quote_within, title_of
from bot.answers.matching import missing, says_little
from bot.answers.model import Status, Suggestion
from bot.answers.topics import NAMED, SENTENCES, Found, counted, look, tasks
from bot.answers.wording import say
from bot.facts.modality import Modality, modality
from corpus.patterns import lazy
from retrieval.kinds import Kind
from retrieval.text import normalise

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.reading import Reading
    from corpus.model import Enumeration
    from corpus.places import Place as Area

NAME = "measures"
KINDS = frozenset({Kind.MEASURES, Kind.TOPIC, Kind.WHAT_IS, Kind.WHICH_PLACES})

RUN = 5
"""How long a run of the question's words has to be to say something."""

ACTS = frozenset(
    "聚焦 围绕 突出 紧扣 立足 把握 着力 鼓励 支持 引导 倡导 探索 推广 打造 开展 实施 推进 推动 建立 完善 深化 加强 强化 提升"
    " 优化 规范 杜绝 严禁 避免 防止".split()
)
"""Verbs of which a question may ask for nothing but the object: 鼓励什么, 聚焦了哪些方面."""

LAST = -1
"""The ordinal of the last item."""

ROOM = 2800
"""How many characters one answer quotes."""

MODAL = {Modality.TO_DO: "to_do", Modality.ENCOURAGED: "encouraged", Modality.DONE: "done"}
WANTS_MODALITY = lazy(r"已|完成|做了|达到|是否|有没有|落实了|\bdone\b|achieved|already|has .* been")
HOW = lazy(r"怎|如何|\bhow\b")


def build(evidence: Evidence) -> Answer | None:
    """The lists, items or clauses that the question asks for, or None."""
    question = evidence.question
    if question.ordinal is not None or question.last:
        return _item(evidence, question.ordinal if question.ordinal is not None else LAST)
    if not evidence.topics and not question.places and not evidence.focus:
        return None
    if question.kind is Kind.WHAT_IS and not all(topic.sure for topic in evidence.topics):
        return None
    found = said_of(evidence) or of_place(evidence)
    if evidence.wide:
        best = evidence.hits[0].sentence.article
        found = [one for one in found if (one.lists or one.items) and one.reading.article == best]
        return _compose(evidence, found) if found else None
    return _compose(evidence, found) if found else _in_its_own_words(evidence)


ASKED = (
    r"措施|举措|做法|办法|要求|任务|工作|部署|安排|政策|内容|做什么|干什么|怎么做|怎么办|打算|计划|[几多少][项条点]"
    r"|\b(?:measures?|steps|actions|tasks|requirements|policies|initiatives|items|plans?|list(?:ed|s)?|doing|do)\b"
)
"""What an article sets out as a whole."""


def of_place(evidence: Evidence) -> list[Found]:
    """What the articles of a place, or the one that is spoken of, list; without any list, the tasks that they set.

    For a question that asks for measures and names no topic, person or time.
    """
    question = evidence.question
    one = evidence.focus and len(evidence.readings) == 1
    asks_more = any((evidence.topics, question.people, evidence.years, evidence.days))
    asked = question.kind is Kind.MEASURES if one else re.search(ASKED, evidence.text) and question.places
    if asks_more or not asked or not {Kind.MEASURES, Kind.HOW_MANY} & set(question.kinds):
        return []
    readings = evidence.readings if one else [r for r in evidence.readings if _of_any(question.places, r)]
    if evidence.of_a_meeting:
        readings = [reading for reading in readings if evidence.meant(reading)]
    listed = [
        Found(reading, lists=tuple(at for at, e in enumerate(reading.article.enumerations) if e.parent is None))
        for reading in readings
        if reading.article.enumerations
    ]
    return listed or [Found(r, sentences=found) for r in readings if (found := tasks(r, SENTENCES))]


def _of_any(places: tuple[Area, ...], reading: Reading) -> bool:
    """Whether an article is of one of the places: of the city itself where one is named, else of the province."""
    own = reading.article.place
    return own is not None and any(
        own.province == place.province and (place.level == 1 or own.code == place.code) for place in places
    )


def _compose(evidence: Evidence, found: list[Found]) -> Answer:
    answer = Composition(evidence.language, NAME)
    room = ROOM
    for place, one in enumerate(found):
        before = answer.quoted
        if not one.lists:
            answer.say("items_on_topic" if one.items else "clauses", title=title_of(one.reading))
        one.quote(answer, evidence.topics, room=room)
        room -= sum(len(quote.text) for quote in answer.answer().quotes[before:])
        if room < 200 and place + 1 < len(found):
            answer.say("more_articles", count=len(found) - place - 1)
            break
    built = answer.answer()
    if WANTS_MODALITY.search(evidence.text):
        saying = [quote for quote in built.quotes if not missing(evidence.topics, normalise(quote.text))]
        told = next((told for quote in saying or built.quotes if (told := modality(quote.text))), None)
        if told:
            answer.say(MODAL[told])
            return answer.answer()
    return built


def _in_its_own_words(evidence: Evidence) -> Answer | None:
    """For a question without a topic: sentences of the time it names, that share a run of its words, or its verb."""
    if evidence.topics or not evidence.question.places:
        return None
    asked = evidence.text
    for place in evidence.question.places:
        asked = asked.replace(place.name, "，").replace(place.short, "，")
    years = tuple(f"{year}年" for year in sorted(evidence.years))
    acts = frozenset(concept.forms[0] for concept in evidence.concepts if concept.forms) & ACTS
    found: list[tuple[tuple[int, int], Reading, int]] = []
    for reading in evidence.readings:
        for number in range(1, len(reading.texts)):
            text = reading.texts[number]
            run = _shared_run(asked, text)
            dated = any(year in text for year in years) or evidence.on_its_days(reading, number)
            if dated or (not years and not evidence.days and (run or any(act in text for act in acts))):
                near = sum(concept.found_in(text) for concept in evidence.concepts)
                found.append(((len(run), near), reading, number))
    if not found:
        return None
    most = max(worth for worth, _, _ in found)
    answer = Composition(evidence.language, NAME)
    chosen = [(reading, number) for worth, reading, number in found if worth == most][:SENTENCES]
    for reading in dict.fromkeys(reading for reading, _ in chosen):
        answer.say("clauses", title=title_of(reading))
        quote_within(answer, reading, tuple(number for of, number in chosen if of is reading), {})
    return answer.answer()


def _shared_run(asked: str, text: str) -> str:
    """The longest run of five or more ideographs of the question that stands in a text."""
    for length in range(len(asked), RUN - 1, -1):
        for at in range(len(asked) - length + 1):
            run = asked[at : at + length]
            if run.isalpha() and not run.isascii() and run in text and not says_little(run):
                return run
    return ""


def said_of(evidence: Evidence) -> list[Found]:
    """What each article says, the best article first; without a place in the question, every article that says it."""
    count = counted(evidence.text)
    wants_list = not (HOW.search(evidence.text) and evidence.topics and not _is_broad(evidence))
    readings = [r for r in evidence.readings if evidence.in_its_time(r) or evidence.topics]
    if evidence.cities:
        readings = [r for r in readings if evidence.names_cities(r.body, r.headline)]
    found = []
    for reading in readings:
        one = look(reading, evidence.concepts, wants_list=wants_list or count is not None, count=count)
        if one and (one := _of_the_cities(evidence, one)):
            found.append((one, evidence.fits(reading) + (0.5 if one.lists else 0.2 if one.items else 0.0)))
    if not found:
        return []
    if not evidence.topics and evidence.years:
        return []
    if any(one.lists for one, _ in found):
        top = max(score for one, score in found if one.lists)
        found = [(one, score) for one, score in found if one.lists and score >= top - 0.1]
    found = _by_count(evidence, found)
    named = _meeting_named(evidence, [one.reading for one, _ in found])
    if named:
        found = [(one, score) for one, score in found if one.reading in named]
    found.sort(key=lambda pair: (-pair[1], pair[0].reading.article.id))
    return [one for one, _ in found]


def _by_count(evidence: Evidence, found: list[tuple[Found, float]]) -> list[tuple[Found, float]]:
    """Those whose lists are announced by the very count that is asked for (七大体系); all where none is."""
    forms = {form for concept in evidence.concepts for form in concept.forms if NAMED.fullmatch(form)}
    exact = [
        (one, score)
        for one, score in found
        if any(form in one.reading.lead_of(one.reading.article.enumerations[at]) for at in one.lists for form in forms)
    ]
    return exact or found


def _of_the_cities(evidence: Evidence, one: Found) -> Found | None:
    """What is said of a city that the question names: all of its own article, elsewhere only sentences that name it."""
    place = one.reading.article.place
    if not evidence.cities or any(place is not None and place.code == city.code for city in evidence.cities):
        return one
    named = tuple(n for n in one.sentences if evidence.names_cities(one.reading.texts[n]))
    return Found(one.reading, sentences=named) if named else None


def _is_broad(evidence: Evidence) -> bool:
    """Whether the headline of an article gives all the topics: 怎样推动慈善事业发展 asks for the whole plan."""
    return any(not missing(evidence.topics, normalise(r.article.title.text)) for r in evidence.readings)


def _meeting_named(evidence: Evidence, readings: list[Reading]) -> list[Reading]:
    """The articles whose meeting the question names by a word of its headline: 社会救助工作会议."""
    if not re.search(r"会议|座谈会|推进会|视频会|大会|conference|meeting", evidence.text) or len(readings) < 2:
        return []
    titled = [r for r in readings if any(c.found_in(normalise(r.article.title.text)) for c in evidence.topics)]
    if titled:
        return titled
    ranked = sorted(readings, key=evidence.fits, reverse=True)
    return [r for r in ranked if evidence.fits(r) >= evidence.fits(ranked[0]) - 0.1]


def _item(evidence: Evidence, ordinal: int) -> Answer | None:
    """One item by its number; an ordinal beyond the list is answered by how many there are."""
    lists = [(r, i, e) for r in evidence.readings for i, e in enumerate(r.article.enumerations)]
    if evidence.focus and evidence.focus.enumeration is not None:
        lists = [
            row
            for row in lists
            if row[0].article.id in evidence.focus.articles[:1] and row[1] == evidence.focus.enumeration
        ] or lists
    count = counted(re.sub(r"第[一二两三四五六七八九十\d]+", "", evidence.text))
    if which := _which_list(evidence, lists, ordinal):
        return which
    scored = []
    for reading, index, enumeration in lists:
        lead = reading.lead_of(enumeration)
        if missing(evidence.topics, reading.headline, reading.lead, lead):
            continue
        score = evidence.fits(reading) + sum(c.found_in(lead) for c in evidence.concepts) * 0.3
        score += 0.5 if count == len(enumeration.items) else 0.0
        score -= 0.2 * (enumeration.level - 1) + 0.01 * index
        scored.append((score, -index, reading, enumeration))
    if not scored:
        return None
    _, _, reading, enumeration = max(scored, key=lambda row: (row[0], row[1], row[2].article.id))
    answer = Composition(evidence.language, NAME)
    item = next((item for item in enumeration.items if item.ordinal == ordinal), None)
    if ordinal == LAST:
        item = enumeration.items[-1]
    if item is None:
        answer.say("no_such_item", title=title_of(reading), count=len(enumeration.items), ordinal=ordinal)
        return answer.answer(Status.NOT_FOUND)
    answer.say("item", title=title_of(reading), ordinal=item.ordinal, count=len(enumeration.items))
    quote_item(answer, reading, item)
    chosen = evidence.focus and evidence.focus.enumeration is not None
    others = [] if chosen or count or evidence.topics else _other_lists(reading, enumeration, item.ordinal)
    if others:
        counts = say("and", evidence.language).join(str(len(other.items)) for other in others)
        answer.say("other_lists", counts=counts, ordinal=item.ordinal)
    asked = [
        say("ask_item_of", evidence.language, title=title_of(reading), ordinal=item.ordinal, count=len(other.items))
        for other in others
        if len(other.items) != len(enumeration.items)
    ]
    return answer.answer(suggestions=tuple(Suggestion(question, question) for question in asked))


def _other_lists(reading: Reading, quoted: Enumeration, ordinal: int) -> list[Enumeration]:
    """The article's other lists that stand in no other and have an item of that number."""
    return [
        other
        for other in reading.article.enumerations
        if other is not quoted and other.parent is None and any(item.ordinal == ordinal for item in other.items)
    ]


def _which_list(evidence: Evidence, lists: list[tuple[Reading, int, Enumeration]], ordinal: int) -> Answer | None:
    """Asks back when nothing says which of several articles' lists is meant."""
    question = evidence.question
    if evidence.concepts or question.places or question.names or evidence.focus or ordinal == LAST:
        return None
    holding = [r for r, _, e in lists if e.parent is None and any(item.ordinal == ordinal for item in e.items)]
    titles = list(dict.fromkeys(title_of(reading) for reading in holding))
    if len(titles) < 2:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say("which_list", ordinal=ordinal)
    asked = [say("ask_item", evidence.language, title=title, ordinal=ordinal) for title in titles]
    choices = tuple(Suggestion(title, question) for title, question in zip(titles, asked, strict=True))
    return answer.answer(Status.CLARIFY, suggestions=choices)
