"""Not found: what was searched, whether a bulletin of that place exists at all, and what can be asked instead.

It speaks of our pages only. That no sentence was found does not mean that there is no such policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.compare import place_name, province_name
from bot.answers.compose import Composition
from bot.answers.matching import missing
from bot.answers.model import Answer, Language, Prose, Status, Suggestion
from bot.answers.wording import say
from bot.facts.people import SURNAMES
from corpus.patterns import lazy
from retrieval.chinese import whole
from retrieval.glossary import by_chinese
from retrieval.text import normalise, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answers.builder import Evidence
    from bot.answers.matching import Concept
    from bot.facts.reading import Reading

NAME = "not_found"
READ = 2
"""How many Chinese words are told for an English one."""
SHOWN = 6
"""How many places' names are listed."""
EMPTY = lazy(
    r"^[这那哪某每各本该其何]|^第?[几一二两三四五六七八九十]*[篇份个种次些](?:文章|报道|公报)?$|还是|或者|后面|前面|上面|下面|文章$|报道$|[吗呢吧]$"
)
"""Words that point or join, and those for what is read: none is a thing that could be missed."""


def build(evidence: Evidence) -> Answer:
    """Always an answer, with status not_found and no quotation."""
    answer = Composition(evidence.language, NAME)
    language = evidence.language
    if evidence.question.reason:
        answer.parts.append(Prose(evidence.question.reason))
        return answer.answer(Status.NOT_FOUND)
    held = evidence.holdings
    if not held.cards:
        answer.say("empty_catalogue")
        return answer.answer(Status.NOT_FOUND)
    places = [province_name(province, language) for province in held.by_province]
    names = say("and", language).join(places[:SHOWN]) + ("…" if len(places) > SHOWN else "")
    answer.say(
        "searched",
        files=len(held.files),
        articles=len(held.cards),
        places=say("searched_places", language, count=len(places), names=names),
    )
    lacking = missing(evidence.topics, *map(_all_of, evidence.readings)) if _all_read(evidence) else ()
    unread = [c for c in lacking if _unread(c, evidence)]
    lacking = tuple(c for c in lacking if c not in unread and _whole_word(c, evidence.text))
    silent = "silent" if lacking else "no_sentence"
    for place in evidence.question.places:
        own = sum(card.place == place.short for card in held.cards) if place.level > 1 else 0
        count = own or len(held.by_province.get(place.province, ()))
        if not count:
            answer.say("no_bulletin", place=place_name(place, language))
            continue
        message = f"city_{silent}" if place.level > 1 and not own else f"place_{silent}"
        province = province_name(place.province, language)
        answer.say(message, place=place_name(place, language), count=count, province=province)
    if lacking:
        terms = say("and", language).join(_told(c, evidence) for c in lacking[:4])
        provinces = dict.fromkeys(place.province for place in evidence.question.places)
        where = say("and", language).join(province_name(province, language) for province in provinces)
        answer.say("not_there_in" if where else "not_there", terms=terms, place=where)
    if unread:
        named = [f"“{as_typed(evidence.question.text, c.typed)}”" for c in unread[:4]]
        answer.say("words_unknown" if len(named) > 1 else "word_unknown", words=say("and", language).join(named))
    return answer.answer(Status.NOT_FOUND, suggestions=suggestions(evidence.samples, language)[:2])


def _all_read(evidence: Evidence) -> bool:
    """Whether all that was searched is at hand: every article of the question's places, or of the catalogue."""
    held = evidence.holdings
    searched = held.of(place.province for place in evidence.question.places) if evidence.question.places else held.ids
    return bool(evidence.readings) and not evidence.wide and {*searched} <= {r.article.id for r in evidence.readings}


def _all_of(reading: Reading) -> str:
    """All that is printed of an article, folded."""
    article = reading.article
    beside = " ".join(part.text for part in (article.byline, article.credit) if part)
    return f"{reading.headline} {reading.body} {normalise(beside)}"


def _whole_word(concept: Concept, asked: str) -> bool:
    """Whether a word that was looked for is a whole one with a meaning of its own, not cut out of another."""
    word = concept.typed
    if word.isascii():
        return True
    if len(word) < 2 or EMPTY.search(word):
        return False
    at = asked.find(word)
    if at < 0 or word in by_chinese():
        return True
    before = asked[at - 1] if at else ""
    if len(word) == 2 and before and before in SURNAMES and before not in "和于与":
        return False  # it may be the rest of a name
    cut = whole(words(asked))
    return {at, at + len(word)} <= {end for token in cut for end in (token.start, token.end)}


def _unread(concept: Concept, evidence: Evidence) -> bool:
    """Whether an English word has no Chinese that could have been looked for; names and abbreviations are no such."""
    names = {normalise(name) for name in (*evidence.question.names, *evidence.question.people)}
    typed = concept.typed
    word = (
        typed.isascii() and not typed.isdigit() and typed not in names and typed.upper() not in evidence.question.text
    )
    return word and all(form.isascii() for form in concept.forms)


def _told(concept: Concept, evidence: Evidence) -> str:
    """What was looked for: an English word with the Chinese that it was read as."""
    typed = as_typed(evidence.question.text, concept.typed)
    read = [form for form in concept.forms if not form.isascii()][:READ]
    return f"{typed} ({', '.join(read)})" if read and typed.isascii() else typed


def as_typed(question: str, word: str) -> str:
    """A word of the question in the question's own capitals."""
    at = question.lower().find(word.lower())
    return question[at : at + len(word)] if at >= 0 else word


def suggestions(readings: Iterable[Reading], language: Language) -> tuple[Suggestion, ...]:
    """Questions that are answerable by construction: each asks for something that an article was seen to state."""
    found: list[Suggestion] = []
    for reading in readings:
        title = reading.article.title.text
        asked = "ask_list" if reading.article.enumerations else "ask_overview"
        question = say(asked, language, title=title)
        found.append(Suggestion(question, question))
    return tuple(found)
