# ruff: noqa: E501 - a row of the tables below is read as one line
"""Who: a person with post and role, those who spoke of their experience, who held a meeting, who issued a document.

Two people are never mixed: a person answers only with the post that stands before that name and the roles that follow
it, in one sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.builder import Fact, best
from bot.answers.compare import place_name
from bot.answers.compose import Composition
from bot.answers.matching import enough, missing, share
from bot.answers.model import Language
from bot.answers.wording import say
from bot.facts.documents import issues
from bot.facts.meetings import ORGANISER, is_held, speakers
from bot.facts.people import POSTS
from bot.facts.roles import Role
from corpus.model import Span
from corpus.patterns import lazy
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answers.builder import Evidence
    from bot.answers.model import Answer
    from bot.facts.people import Person
    from corpus.model import Sentence

NAME = "who"
KINDS = frozenset({Kind.WHO})

ROLES: tuple[tuple[Role, str], ...] = (
    (Role.CHAIRED, r"主持|zhuchi|\bchair|presid(?:e|ed|ing)\b|\bhosted|moderat"),
    (Role.INTRODUCED, r"介绍(?!一?下)|汇报|分享|introduc|present(?:ed|ing)?\b|\breport(?:ed)? on"),
    (Role.CONVEYED, r"(?:传达|学习|贯彻)(?:学习|落实)?了?(?:的是)?(?:谁|哪)|whose (?:speech|remarks|words)"),
    (Role.ACCOMPANIED, r"陪同|随同|accompan"),
    (Role.VISITED, r"调研(?!座谈|会|组|员)|看望|慰问|走访|考察|视察|\bvisit|\binspect"),
    (Role.ANNOUNCED, r"宣读|宣布|announc|read out|declared"),
    (
        Role.SPOKE,
        r"讲话|发言(?!人)|致辞|致词|讲课|授课|主讲|演讲|\blectur|\btaught\b|讲了话|讲的?话|作[^，。？]{0,4}报告|\bspoke|\bspeak|\bspeech|\baddress(?:ed)?\b|remarks",
    ),
    (Role.ATTENDED, r"出席|参加|列席|到会|与会|参会|chuxi|attend|participa|took part|take part|present at|was there"),
    (Role.INSTRUCTED, r"批示|written instruction|instructions?\b"),
    (
        Role.STATED,
        r"强调|指出|要求|提出|表示|说|emphasi[sz]|stress|\bsaid\b|point(?:ed)? out|call(?:ed)? (?:for|on)|urged|demand",
    ),
)
"""Role → how a question asks for it."""

ALONE = (Role.CONVEYED, Role.ACCOMPANIED)
"""Roles whose question names what somebody else did: 传达了谁的讲话, 谁陪同调研."""

PASSED_ON = {Role.SPOKE: Role.CONVEYED, Role.INSTRUCTED: Role.INSTRUCTED}
"""What somebody did whose words a meeting passed on → that role there: 传达了谁的讲话和批示."""

SPEAKING = r"经验交流|介绍.{0,4}经验|交流发言|作交流|交流经验|交流了|经验介绍|典型发言|作了?(?:什么|哪些|啥|怎样的?).{0,4}(?:交流|发言|介绍)|[分共]享.{0,4}经验|经验分享|shar(?:e|ed|ing).{0,24}experience|exchang(?:e|ed).{0,24}experience|experience"
GROUPS = r"哪(?:[些几]|[两二三四五六七八九十\d]+)[个家]?(?:单位|城市|地方|市|县|地区|部门|市县|地市)|哪(?:些|几)(?:个)?[市县区]|几个单位|which (?:\w+ )?(?:cities|counties|units?|places|departments|organi[sz]ations)"
LISTED = rf"人员|领导|名单|嘉宾|{GROUPS}|有哪些?[市县]"
"""How a list of people or units is asked for that took part."""

ISSUING = r"发布|印发|出台|制定|颁布|公布|下发|issue|publish|releas|promulgat|adopt|\bdrew up|formulat"
HOLDING = r"召开|举办|主办|举行|开的|牵头|组织(?:的|了)|convene|\bh[eo]ld\b|organi[sz]ed?\b|hosted by"
PARTICIPANTS = lazy(
    r"[^。；]*?(?:同志|负责人|成员|代表|领导|人员|骨干|干部|师生|志愿者)[^。；]{0,24}?(?:参加|出席|列席)[^。；]*"
)

ORGANISATION = lazy(r"[\u4e00-\u9fff]{2,6}?(?:厅|局|委|办公室|部(?!门|分|署)|政府)")
"""A department's or a government's name, without its place."""

SLACK = 0.25
"""How much better one meeting has to fit a question without a topic to be the only one that is meant."""

ROOM = 380
"""How many characters one answer quotes."""

ENGLISH_POSTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"deputy secretary[- ]general", ("副秘书长",)),
    (r"secretary[- ]general", ("秘书长",)),
    (r"(?:vice|deputy)[- ]governor", ("副省长", "常务副省长")),
    (r"governor", ("省长",)),
    (r"(?:vice|deputy)[- ]mayor", ("副市长",)),
    (r"mayor", ("市长",)),
    (r"(?:vice|deputy)[- ](?:director|head|chief)", ("副厅长", "副局长", "副主任")),
    (r"party secretary|secretary of the party|party chief", ("书记", "党委书记")),
    (r"minister", ("部长",)),
    (r"director(?:[- ]general)?|\bhead\b|\bchief\b|in charge of the department", ("厅长", "局长", "主任")),
    (r"president|chair(?:man|person|woman)\b", ("主席", "会长", "理事长")),
)
"""An English post → the Chinese ones that it may stand for; the first that fits wins."""


ELIGIBLE = (
    r"(?:哪些|什么样?的?|哪类|哪种)(?:人|对象|老人|老年人|儿童|家庭|群众|人群)员?[^，。]{0,4}?(?:可以|能够?|可|有资格|符合|享受|应|属于)"
    r"|谁(?:可以|能够?|有资格|能够|享受)|\bwho (?:can|may|is eligible|qualifies|is entitled)\b"
)
"""Asks for whom something is meant, which no name answers."""


RESPONSIBLE = (
    r"负责(?!人|同志)|承担|主管|监管|监督|实施|执行|出资|资助|管理"
    r"|\bresponsible\b|in charge of|\boversees?\b|\bsupervis|\bpays?\b|\bfund(?:s|ed)\b|\bruns?\b|\bimplement"
)
"""Asks for whose task something is, which nobody answers by having been there."""

DUTY = lazy(
    r"(?:由|归|是)[^，。；]{2,24}(?:负责|承担|主管|监管|实施|管理|牵头|出资)|[部厅局委会门府村（）]负责(?!人|同志)|牵头"
)
"""Says whose task something is."""

PUT_FORWARD = r"提出|提的|出的|推出|put forward|propos|came up with|introduced (?:it|them|these|those)"
"""Asks whose a list or a plan is."""

TOLD = frozenset({Role.STATED, Role.INTRODUCED})
"""Roles whose words a question uses in other senses too: 说说, 介绍."""


def build(evidence: Evidence) -> Answer | None:
    """Whoever the question asks for, or None."""
    text = evidence.text
    if re.search(ELIGIBLE, text) and not _roles(text):
        return _eligible(evidence)
    if re.search(ISSUING, text) and not posts_in(text):
        answer = _issuer(evidence)
        if answer or not _roles(text):
            return answer
    units = re.search(GROUPS, text) is not None
    if (re.search(SPEAKING, text) and (units or not _people_asked(text))) or (units and Role.SPOKE in _roles(text)):
        answer = _speakers(evidence)
        if answer or units:
            return answer
    if re.search(HOLDING, text) and not posts_in(text) and not _roles(text):
        return _organiser(evidence)
    if re.search(RESPONSIBLE, text) and not posts_in(text) and not _roles(text):
        return _responsible(evidence)
    put_forward = re.search(PUT_FORWARD, text) and not evidence.topics
    return (_issuer(evidence) if put_forward else None) or _person(evidence) or _experience(evidence)


def _experience(evidence: Evidence) -> Answer | None:
    """Those who spoke of their experience, where that is asked for."""
    text = evidence.text
    return _speakers(evidence) if re.search(SPEAKING, text) and not posts_in(text) else None


def _people_asked(text: str) -> bool:
    """Whether the question asks for a person and not for units."""
    return re.search(r"谁|哪位|领导|什么人|哪个人|\bwho\b", text) is not None


def _roles(text: str) -> frozenset[Role]:
    found = frozenset(role for role, cue in ROLES if re.search(cue, text))
    if Role.CONVEYED in found and (passed_on := frozenset(PASSED_ON[role] for role in found if role in PASSED_ON)):
        return passed_on
    return next((frozenset({role}) for role in ALONE if role in found), found)


def deeds(evidence: Evidence) -> frozenset[Role]:
    """What the question asks whether somebody did, other than saying something."""
    return _roles(evidence.text) - TOLD


def posts_in(text: str) -> tuple[str, ...]:
    """The posts that a question names, as the bulletins write them."""
    named: list[str] = []
    rest = text
    for post in sorted(POSTS, key=len, reverse=True):
        if post in rest and post not in {"代表", "负责人", "志愿者"}:
            named.append(post)
            rest = rest.replace(post, "　")
    if named:
        return tuple(named)
    return next((posts for cue, posts in ENGLISH_POSTS if re.search(cue, text)), ())


def _person(evidence: Evidence) -> Answer | None:
    """The people with the post, the role or the name asked for."""
    posts, roles, names = posts_in(evidence.text), _roles(evidence.text), frozenset(evidence.question.people)
    if not (posts or roles or names or evidence.topics or evidence.focus or re.search(LISTED, evidence.text)):
        return None
    if len(roles) > 1:
        roles -= {Role.STATED}
    if roles == {Role.ATTENDED} and not posts and not names:
        roles |= {Role.CHAIRED}
    organisations = _organisations(evidence)
    found = [
        (fact, person)
        for reading in evidence.readings
        if evidence.in_its_time(reading) and not (roles and evidence.of_a_meeting and not evidence.meant(reading))
        for number, person in reading.people
        if (person.name in names if names else _fits(person, posts, roles, organisations, reading.lead))
        and (fact := evidence.fact(reading, number))
        and (roles != {Role.STATED} or _says(evidence, fact))
    ]
    if names and Role.SPOKE in roles:
        roles |= {Role.CONVEYED}
    if names and (roles - TOLD or any(roles & person.roles for _, person in found)):
        found = [(fact, person) for fact, person in found if roles & person.roles]
    if posts or names:
        found = [(fact, person) for fact, person in found if person.post] or found
    found = [(_weighed(evidence, fact), person) for fact, person in found]
    kept = {id(fact) for fact in best([fact for fact, _ in found], slack=0.1 if evidence.topics else SLACK)}
    if not found:
        return _unnamed(evidence) if Role.ATTENDED in roles and not posts and not names else None
    return _compose(evidence, [(fact, person) for fact, person in found if id(fact) in kept], roles)


def _weighed(evidence: Evidence, fact: Fact) -> Fact:
    """A fact by its topic: whether the sentence with the name also says 会议 tells nothing."""
    near = share(evidence.topics, fact.text, fact.reading.heading(fact.number))
    return fact._replace(score=evidence.fits(fact.reading) + near)


def _organisations(evidence: Evidence) -> tuple[tuple[str, ...], ...]:
    """The organisations whose posts are asked for, without their places, each as its possible names."""
    text = evidence.text
    if evidence.question.language == "en":
        alternatives = (tuple(form for form in c.forms if ORGANISATION.fullmatch(form)) for c in evidence.concepts)
        return tuple(names for names in alternatives if names)
    for place in evidence.question.places:
        text = text.replace(place.name, "的").replace(place.short, "的")
    for post in sorted(POSTS, key=len, reverse=True):
        text = text.replace(post, "的")
    text = re.sub(r"\d+年|[县区的]|党组|常务|哪|谁", " ", text)
    return tuple((name,) for name in ORGANISATION.findall(text))


def _fits(
    person: Person,
    posts: tuple[str, ...],
    roles: frozenset[Role],
    organisations: tuple[tuple[str, ...], ...],
    lead: str,
) -> bool:
    """Whether a person holds one of the posts asked for, in the organisation asked for, and did what is asked for."""
    if roles and not roles & person.roles:
        return False
    return not posts or any(
        title in posts and all(any(_same(name, organisation or lead) for name in names) for names in organisations)
        for organisation, title in person.offices
    )


def _same(asked: str, organisation: str) -> bool:
    """Whether an organisation is the one asked for: 省公安厅 is not 市公安局's."""
    level = asked[0] if asked[0] in "省市" else ""
    return asked.lstrip("省市") in organisation and not (level == "省" and f"市{asked[1:]}" in organisation)


def _says(evidence: Evidence, fact: Fact) -> bool:
    """Whether the sentence itself, or its list, speaks of what the question is about."""
    return enough(evidence.topics, fact.text, fact.reading.heading(fact.number))


def _compose(evidence: Evidence, found: list[tuple[Fact, Person]], roles: frozenset[Role]) -> Answer:
    answer = Composition(evidence.language, NAME)
    several = len({fact.reading.article.id for fact, _ in found}) > 1
    quotes: dict[Sentence, list[Span]] = {}
    lines: dict[str, str] = {}
    room = ROOM
    for fact, person in found:
        if fact.sentence not in quotes:
            if quotes and len(fact.text) > room:
                continue
            room -= len(fact.text)
        quotes.setdefault(fact.sentence, []).extend(span for span in (person.post, person.span) if span)
        lines.setdefault(person.name, _line(evidence, fact, person, placed=several))
    answer.say("who", people=say("semicolon", evidence.language).join(lines.values()))
    for sentence, marks in quotes.items():
        answer.quote(sentence, marks)
    if Role.ATTENDED in roles:
        _participants(found, answer, room=room)
    return answer.answer()


def _unnamed(evidence: Evidence) -> Answer | None:
    """Those who took part where the text names nobody."""
    found = [(fact, [Span(*match.span())]) for fact in _facts(evidence) if (match := PARTICIPANTS.search(fact.said))]
    if evidence.topics:
        near = [row for row in found if not missing(evidence.topics, row[0].text)]
        found = near or found
    return _marked(evidence, "participants", found)


def _line(evidence: Evidence, fact: Fact, person: Person, *, placed: bool) -> str:
    """What is said of a person; `placed` adds the article's place to a post that does not name it (省民政厅厅长)."""
    post = fact.sentence.text[person.post.start : person.post.end] if person.post else ""
    place = fact.reading.article.place
    if placed and place is not None and post and place.short not in post:
        post = say("person_of", evidence.language, place=place_name(place, evidence.language), post=post)
    told = person.words if evidence.language is Language.CHINESE and person.words else ()
    told = told or tuple(say(f"role_{role}", evidence.language) for role in sorted(person.roles))
    names = say("and", evidence.language).join(told)
    kind = "person" if post and told else "person_no_roles" if post else "person_no_post" if told else "person_bare"
    return say(kind, evidence.language, name=person.name, post=post, roles=names)


def _participants(found: list[tuple[Fact, Person]], answer: Composition, *, room: int) -> None:
    """Those who took part without being named, as far as there is room."""
    readings = {fact.reading.article.id: fact.reading for fact, _ in found}
    quoted = {fact.sentence for fact, _ in found}
    said = False
    for reading in readings.values():
        for sentence in reading.article.sentences:
            match = PARTICIPANTS.search(sentence.text)
            if not match or sentence in quoted or len(sentence.text) > room:
                continue
            if not said:
                answer.say("participants")
                said = True
            answer.quote(sentence, [Span(*match.span())])
            room -= len(sentence.text)


def _eligible(evidence: Evidence) -> Answer | None:
    """The sentences that speak of what the question says somebody may do or have."""
    wanted = evidence.topics
    found: list[tuple[Fact, list[Span]]] = [
        (fact, []) for fact in _facts(evidence) if wanted and not missing(wanted, fact.text)
    ]
    return _marked(evidence, "where_said", found)


def _responsible(evidence: Evidence) -> Answer | None:
    """The sentences that say whose task it is, and speak of it themselves."""
    found = [
        (fact, [Span(*match.span())])
        for fact in _facts(evidence)
        if (match := DUTY.search(fact.said))
        and not missing(evidence.topics, fact.text, fact.reading.heading(fact.number))
    ]
    return _marked(evidence, "where_said", found) if evidence.topics else None


def _speakers(evidence: Evidence) -> Answer | None:
    """The list of those who spoke of their experience."""
    found = [
        (fact, spans)
        for fact in _facts(evidence)
        if re.search("经验|交流|发言|介绍", fact.text) and (spans := speakers(fact.said))
    ]
    return _marked(evidence, "speakers", found)


def _organiser(evidence: Evidence) -> Answer | None:
    """The sentence that says who held it."""
    found = [
        (fact, [Span(*match.span("organiser"))])
        for fact in _facts(evidence)
        if fact.number and is_held(fact.text) and (match := ORGANISER.search(fact.said))
    ]
    return _marked(evidence, "organiser", found[:1])


def _issuer(evidence: Evidence) -> Answer | None:
    """The sentence that says who issued the document."""
    found = [
        (fact, [issue.issuer for issue in stated])
        for fact in _facts(evidence)
        if (stated := issues(fact.said)) and not missing(evidence.topics, fact.text, fact.reading.headline)
    ]
    return _marked(evidence, "issuer", found)


def _facts(evidence: Evidence) -> Iterable[Fact]:
    for reading in evidence.readings:
        if evidence.in_its_time(reading):
            for number in range(1, len(reading.texts)):
                if fact := evidence.fact(reading, number):
                    yield fact


def _marked(evidence: Evidence, message: str, found: Sequence[tuple[Fact, Sequence[Span]]]) -> Answer | None:
    kept = {id(fact) for fact in best([fact for fact, _ in found])}
    found = [(fact, spans) for fact, spans in found if id(fact) in kept]
    if not found:
        return None
    answer = Composition(evidence.language, NAME)
    answer.say(message)
    for fact, spans in found[:2]:
        answer.quote(fact.sentence, spans)
    return answer.answer()
