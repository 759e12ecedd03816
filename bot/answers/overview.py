"""An overview of one article: its first sentence and those that begin 会议指出, 会议强调, 会议要求.

Asked for one of them (会议强调了什么), only the sentences with that verb are quoted, to the next such verb.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.compose import OWN_NUMBER, Composition
from bot.answers.lists import quote_list, title_of
from bot.answers.matching import missing
from bot.answers.who import posts_in
from bot.facts.roles import Role
from corpus.model import Span
from corpus.patterns import lazy
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.reading import Reading

NAME = "overview"
KINDS = frozenset({Kind.OVERVIEW, Kind.TOPIC, Kind.MEASURES})

OPENING = lazy(
    r"^(?P<who>会议|[^，。：；“”]{1,16}?)(?:在[^，。]{1,12}[时上中])?(?:还|也|同时|进一步|特别)?(?P<verb>指出|强调|要求|提出|认为|表示|明确|部署|决定|介绍|传达学习|传达|学习)(?=[，：,]|[^，。]{1,80}[，。])"
)
VERBS: tuple[tuple[str, str], ...] = (
    ("强调", r"强调|emphasi[sz]|stress|underlin|highlight"),
    ("指出", r"指出|point(?:ed)? out|note[ds]?\b"),
    ("要求", r"要求|require|demand|call(?:ed)? (?:for|on)|ask(?:ed)? for|urge"),
    ("提出", r"提出|propos|put forward"),
    ("传达学习", r"传达|学习了|convey"),
    ("表示", r"表示"),
)
"""A verb of the bulletins → how a question asks for it."""

ABOUT = r"关于什么|内容是什么|讲的?是?什么|说的?是?什么|什么内容|怎么样$|what (?:is|was) .* about|tell me about"
"""Ways to ask for an overview where nothing else is asked."""

ROOM = 2800


def build(evidence: Evidence) -> Answer | None:
    """The article's main sentences, or those of one verb or speaker; None when no article is meant."""
    kinds = evidence.question.kinds
    verb = next((verb for verb, cue in VERBS if re.search(cue, evidence.text)), None)
    general = Kind.OVERVIEW in kinds or (not evidence.topics and re.search(ABOUT, evidence.text) is not None)
    if not general and (verb is None or evidence.topics):
        return None
    if (
        verb in {"要求", "提出"}
        and not general
        and not re.search("会议|座谈会|推进会|视频会|meeting|conference", evidence.text)
    ):
        return None
    reading = _meant(evidence)
    if reading is None:
        return None
    answer = Composition(evidence.language, NAME)
    openings = _openings(reading)
    people = _speakers(evidence, reading)
    if people is None:
        return None
    chosen = [
        number
        for number, (who, said) in openings.items()
        if (verb is None or said == verb) and (not people or who in people or _of_them(reading, number, who, people))
    ]
    answer.say("overview", title=title_of(reading))
    if verb is None and (not people or any(name in reading.said[1] for name in people)):
        answer.quote(reading.article.sentence(1))
    if people and not chosen and re.search(SPEECH, evidence.text):
        chosen = sorted({n for n, person in reading.people if person.name in people and person.roles & SAYING})
    if (verb or people) and chosen:
        _quote_passages(answer, reading, chosen, openings)
    elif verb is not None or (people and re.search(SPEECH, evidence.text)):
        return None
    else:
        _quote_main(answer, reading, list(openings))
    return answer.answer() if answer.quoted else None


SAYING = frozenset({Role.STATED, Role.INTRODUCED, Role.ANNOUNCED})
"""The roles of somebody whose words a sentence gives."""

SPEECH = r"讲|说|谈|强调|指出|要求|提出|表示|\bsa(?:y|id)\b|stress|emphasi[sz]|speech|talk"
"""Asks what somebody said."""


TITLED = "(?:总书记|主席|总理|委员长|省长|书记|部长|市长|厅长|局长|主任|同志|先生|女士)"
"""What stands behind a name to make it a person's."""

ASKS_WORDS = (
    r"{}(?:总书记|主席|总理|省长|部长|同志)?(?:在[^，。？?]{{1,20}})?(?:都|还|又)?(?:讲|说|谈|强调|指出|要求|提出|表示)(?:到|过)?了?(?:些|的是)?(?:什么|啥|哪些)"
    r"|\bwhat (?:did|does|has) (?:\w+ ){{0,3}}?{}(?: \w+)? (?:say|said|emphasi[sz]|stress|point|talk|speak|mention"
    r"|demand|call)"
)
"""Asks for somebody's words; the braces are for who that is."""


def wordless(evidence: Evidence) -> bool:
    """Whether somebody's words are asked for of whom the articles speak and whose words they do not give."""
    for concept in evidence.topics:
        typed = re.escape(concept.typed)
        if not re.search(ASKS_WORDS.format(typed, typed), evidence.text):
            continue
        names = [form for form in concept.forms if 1 < len(form) < 5 and not form.isascii()]
        spoken_of = any(re.search(f"{re.escape(n)}{TITLED}", r.body) for n in names for r in evidence.readings)
        if spoken_of and not any(_speaks(reading, name) for reading in evidence.readings for name in names):
            return True
    return False


def _speaks(reading: Reading, name: str) -> bool:
    """Whether an article has a sentence with `name` as the one who says something."""
    if any(name in who for who, _ in _openings(reading).values()):
        return True
    return any(name in person.name and person.roles & {*SAYING, Role.SPOKE} for _, person in reading.people)


def _speakers(evidence: Evidence, reading: Reading) -> frozenset[str] | None:
    """The people whose words are asked for, by name or by post; None when the article has nobody like that."""
    names = frozenset(evidence.question.people)
    if not all(name in reading.body for name in names):
        return None
    posts = posts_in(evidence.text) if re.search(SPEECH, evidence.text) else ()
    if names or not posts:
        return names
    own = reading.article.place.province if reading.article.place else ""
    of_others = any(
        place.province != own and re.search(rf"{place.short}[^，。的上中]{{0,6}}(?:{'|'.join(posts)})", evidence.text)
        for place in evidence.question.places
    )
    held = frozenset(person.name for _, person in reading.people if any(o.title in posts for o in person.offices))
    return None if of_others or not held else held


def _meant(evidence: Evidence) -> Reading | None:
    """The one article that the question means, or None."""
    if not evidence.question.places and not evidence.topics and not evidence.focus and not evidence.question.people:
        return None
    fitting = [
        reading
        for reading in evidence.readings
        if evidence.in_its_time(reading)
        and not missing(evidence.topics, reading.lead, *([reading.body] if evidence.question.people else []))
        and evidence.names_cities(reading.lead)
    ]
    return max(fitting, key=lambda r: (evidence.fits(r), r.article.id), default=None)


def _openings(reading: Reading) -> dict[int, tuple[str, str]]:
    """Sentence number → who states, with which verb."""
    found = {}
    for number in range(1, len(reading.texts)):
        match = OPENING.match(reading.said[number])
        if match and not OWN_NUMBER.match(reading.said[number]):
            found[number] = (match["who"], match["verb"])
    return found


def _of_them(reading: Reading, number: int, who: str, people: frozenset[str]) -> bool:
    """Whether 他 or 她 means one of `people`: the last subject that was named before."""
    if who not in {"他", "她"}:
        return False
    before = [person.name for n, person in reading.people if n < number and person.roles]
    return bool(before) and before[-1] in people


def _quote_passages(
    answer: Composition, reading: Reading, chosen: list[int], openings: dict[int, tuple[str, str]]
) -> None:
    """Each chosen opening with what follows it up to where somebody or something else is spoken of.

    Where that is too long, the details of its lists are left out first; how many sentences are not quoted is said.
    """
    numbers = [at for number in chosen for at in range(number, _end(reading, number, openings))]
    numbers = list(dict.fromkeys(numbers))
    kept = numbers
    if _length(reading, kept) > ROOM:
        kept = [at for at in numbers if at not in reading.places or OWN_NUMBER.match(reading.said[at])]
    while len(kept) > 1 and _length(reading, kept) > ROOM:
        kept.pop()
    for at in kept:
        match = OPENING.match(reading.said[at]) if at in chosen else None
        answer.quote(reading.article.sentence(at), [Span(*match.span())] if match else [])
    if len(kept) < len(numbers):
        answer.say("left_out", count=len(numbers) - len(kept))


def _length(reading: Reading, numbers: list[int]) -> int:
    return sum(len(reading.texts[at]) for at in numbers)


NARRATION = lazy(
    r"(?:会上|会前|会后|会议期间|与会|随后|当天|当日|期间|活动(?:中|现场|期间)|下一步|据了解|据悉|此前"
    r"|(?:此次|本次|这次)?(?:会议|大会|座谈会|推进会|视频会|现场会|培训班|仪式)(?:[由以]|在|采[取用]|还?听取|还?传达|还?通报|还?学习|还?部署|还?邀请|设|期间|印发|为期|开始|结束))"
    r"|[^，；“”]{2,40}(?:参加|出席|列席|主持)了?[^，；“”]{0,12}(?:会议|大会|座谈会|推进会|视频会|现场会|活动|仪式)"
    r"|[^；“”]{2,60}(?:负责人|负责同志|代表|(?:分别|先后|依次)(?:在会上)?)[^，；“”]{0,6}(?:介绍|分享|汇报|交流|发言)"
    r"|[^；“”]{2,60}(?:作|做|进行)了?[^，；“”]{0,8}(?:经验交流|交流发言|经验介绍|典型发言|表态发言)"
)
"""How a sentence begins, or goes as a whole, that tells of the event and gives nobody's words."""


def _end(reading: Reading, number: int, openings: dict[int, tuple[str, str]]) -> int:
    """The sentence before which the words that sentence `number` opens have ended."""
    others = [other for other in openings if other > number]
    others += [n for n, person in reading.people if n > number and person.post and person.roles]
    others += [n for n in range(number + 1, len(reading.said)) if NARRATION.match(reading.said[n])]
    return min(others, default=len(reading.said))


def _quote_main(answer: Composition, reading: Reading, openings: list[int]) -> None:
    if openings:
        for number in openings:
            match = OPENING.match(reading.said[number])
            answer.quote(reading.article.sentence(number), [Span(*match.span())] if match else [])
        return
    if reading.article.enumerations:
        quote_list(answer, reading, 0, room=400)
        return
    for number in range(2, min(5, len(reading.texts))):
        answer.quote(reading.article.sentence(number))
