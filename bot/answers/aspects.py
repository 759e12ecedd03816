"""Aspects of a matter: why it matters, what it aims at, what was achieved; each told by the words that mark it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answers.builder import best
from bot.answers.compose import Composition
from bot.answers.matching import missing, share
from corpus.model import Span
from retrieval.kinds import Kind

if TYPE_CHECKING:
    from bot.answers.builder import Evidence, Fact
    from bot.answers.model import Answer

NAME = "aspects"
KINDS = frozenset({Kind.WHAT_IS, Kind.MEASURES, Kind.TOPIC, Kind.OVERVIEW})

ASPECTS: tuple[tuple[str, str, str], ...] = (
    (
        "significance",
        r"意义|重要性|为什么重要|怎么评价|如何评价|评价|怎么看|significan|why .* important|importance",
        r"重要(?:举措|意义|探索|实践|途径|抓手|内容|保障|组成)|意义重大|是[^，。]{2,30}的(?:必然|现实|迫切)",
    ),
    (
        "aim",
        r"总体要求|总体目标|目的|宗旨|旨在|\baims?\b|purpose|objective",
        r"(?:^|，)为(?:进一步|了|深入|更好|贯彻)|旨在|目的是|总体要求|坚持[^，。]{2,20}，|努力(?:开创|打造|实现)",
    ),
    (
        "results",
        r"成效|成绩|成果|取得了?(?:什么|哪些)|进展|achiev|results?\b|progress",
        r"取得[^，。]{0,10}(?:成效|成绩|成果|进展|突破)|更加牢固|基本(?:建成|完善|形成)|已(?:建成|完成|实现|覆盖)|新成效|新水平|累计|展现了|实现了",
    ),
    (
        "background",
        r"背景|缘由|为什么(?:要)?(?:召开|出台|制定|开展)|background|reason",
        r"(?:^|，)(?:为(?:进一步|了|深入|更好|贯彻)|根据|按照|针对)",
    ),
    (
        "targets",
        r"目标(?:是|有|为)|(?:什么|哪些)目标|到20\d\d年|\btargets?\b|\bgoals?\b",
        r"到(?:20\d\d年|“十\S五”末|本世纪)|力争|目标|确保|达到\d|努力(?:开创|打造|实现|建成|谱写)",
    ),
    (
        "funding",
        (
            r"(?:资金|经费|钱|费用|款项?|补贴)(?:都|要|应|该|将|会|是|由|从|靠)*(?:谁|哪|何处|什么地方)|谁来?(?:出钱|出资|掏钱|买单)"
            r"|\bwhere (?:does|do|did|will) (?:the )?(?:money|fund)|\bwho (?:pays?|paid|will pay|funds|finances|bears)"
        ),
        r"列支|福利彩票公益金|财政(?:预算|资金|承担|负担|安排|拨款|补助)|(?:由|从)[^，。；]{2,24}?(?:承担|负担|支付|出资|解决|支出|安排)|自筹|社会募集",
    ),
    (
        "theme",
        r"主题(?:是|为|有|叫)|(?:什么|哪个)主题|\btheme\b",
        r"主题(?:为|是|：|[^，。]{0,4}“)|以“[^”]+”为(?:主题|题)",
    ),
    (
        "form",
        r"(?:什么|何种|哪种)(?:形式|方式)(?:召开|举行|举办|进行)?|\bformat\b|in what form|online or",
        r"以[^，。]{2,14}(?:形式|方式)|视频会|电视电话会|线上",
    ),
)
"""Aspect → how it is asked for → the words that mark it in a sentence."""

ROOM = 1200


def build(evidence: Evidence) -> Answer | None:
    """The sentences with the aspect's words that speak of the topic, or None when no aspect is asked for."""
    marks = next((marks for _, cue, marks in ASPECTS if re.search(cue, evidence.text)), None)
    if marks is None or evidence.wide or not (evidence.topics or evidence.question.places or evidence.focus):
        return None
    found: list[tuple[Fact, Span]] = []
    for reading in evidence.readings:
        if evidence.of_a_meeting and not evidence.meant(reading):
            continue
        for number in range(1, len(reading.texts)):
            text = reading.texts[number]
            match = re.search(marks, reading.said[number])
            if match is None or not _of_its_year(evidence, text, reading.lead):
                continue
            fact = evidence.fact(reading, number)
            if fact is None:
                continue
            near = 1.0 - len(missing(evidence.topics, text, reading.heading(number))) / max(1, len(evidence.topics))
            found.append((fact._replace(score=fact.score + near + share(evidence.concepts, text)), Span(*match.span())))
    found = _as_runs(found)
    kept = {id(fact) for fact in best([fact for fact, _ in found])}
    chosen = [(fact, span) for fact, span in found if id(fact) in kept]
    if not chosen:
        return None
    top = max(fact.score for fact, _ in chosen)
    answer = Composition(evidence.language, NAME)
    answer.say("sentences", title=chosen[0][0].reading.article.title.text)
    room = ROOM
    for fact, span in chosen:
        if fact.score >= top - 0.6 and (room > len(fact.text) or not answer.quoted):
            room -= len(fact.text)
            answer.quote(fact.sentence, [span])
    return answer.answer()


def _as_runs(found: list[tuple[Fact, Span]]) -> list[tuple[Fact, Span]]:
    """The facts, those of one run of clauses that semicolons part all as good as its best."""
    done: list[tuple[Fact, Span]] = []
    run: list[tuple[Fact, Span]] = []
    for row in found:
        before = run[-1][0] if run else None
        fact = row[0]
        follows = before is not None and before.reading is fact.reading and before.number + 1 == fact.number
        if before is not None and not (follows and before.said.rstrip().endswith("；")):
            done += _levelled(run)
            run = []
        run.append(row)
    return done + _levelled(run)


def _levelled(run: list[tuple[Fact, Span]]) -> list[tuple[Fact, Span]]:
    top = max((fact.score for fact, _ in run), default=0.0)
    return [(fact._replace(score=top), span) for fact, span in run]


def _of_its_year(evidence: Evidence, text: str, lead: str) -> bool:
    """Whether a sentence may be of the year asked for: it names it, or it names no other."""
    named = {int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?=年)", text)}
    return (
        not evidence.years
        or bool(named & evidence.years)
        or (not named and any(str(y) in lead for y in evidence.years))
    )
