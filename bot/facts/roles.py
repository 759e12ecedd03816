"""What a sentence says that a person did: attended, spoke, chaired and so on.

Only what is told of the person as doing counts. Whose speech was passed on (传达学习了…的讲话精神), on whose behalf
somebody spoke (受…委托, 代表…致辞) and whom somebody visited did nothing at the event that the sentence speaks of.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from corpus.patterns import lazy


class Role(StrEnum):
    """What a sentence says a person did at the event it speaks of."""

    ATTENDED = "attended"
    SPOKE = "spoke"
    CHAIRED = "chaired"
    INTRODUCED = "introduced"
    INSTRUCTED = "instructed"
    STATED = "stated"
    ANNOUNCED = "announced"
    VISITED = "visited"
    ACCOMPANIED = "accompanied"
    CONVEYED = "conveyed"


_VISIT = r"调研|考察|督导|走访|慰问|看望|检查指导|视察"
CUES: tuple[tuple[Role, str], ...] = (
    (Role.CHAIRED, r"主持(?!人|工作|编|制[定订]|起草|修[订编])"),
    (Role.ACCOMPANIED, rf"陪同|随同|参加了?[^，。；]{{0,4}}?(?:{_VISIT})(?![^，。；]{{0,3}}(?:会|班|工作部署))"),
    (
        Role.ATTENDED,
        rf"(?<!未)(?<!未能)(?:出席|列席|到会|参加(?!了?[^，。；]{{0,4}}?(?:{_VISIT})(?![^，。；]{{0,3}}(?:会|班|工作部署))))",
    ),
    (Role.SPOKE, r"讲话|致辞|致词|发言(?!人)|作[^，。；]{0,8}?(?:报告|动员|部署)|授课|演讲"),
    (Role.INTRODUCED, r"介绍|汇报|解读|分享|经验交流"),
    (Role.INSTRUCTED, r"批示"),
    (Role.ANNOUNCED, r"宣读|宣布|传达|通报|签署|启动(?!仪式|会|大会)"),
    (Role.VISITED, rf"(?<!参加)(?<!参加了)(?:{_VISIT})(?![^，。；]{{0,3}}(?:会|班|组|报告|时|中|后))"),
    (Role.STATED, r"指出|强调|要求|表示|认为|提出|(?:说|坦言|透露|告诉)(?=[，：“])|坦言|透露"),
)
"""Role → what the predicate says: 出席会议并讲话 is both attended and spoke."""

_CUES = tuple((role, lazy(cue)) for role, cue in CUES)
_GIVEN = r"(?:作|做|发表|进行)(?:了|出|过)?"
_NOMINAL = lazy(
    rf"^(?:(?!(?:作|做)(?:了|出|过)|发表|进行)[^，。；！？])*?的(?:[^，。；]{{0,6}}?)(?:讲话|致辞|发言|批示|指示|报告|演讲|文章|贺信|要求)(?:精神|要求)?(?!{_GIVEN})"
    r"|^(?:同志)?(?:[^，。；的]{0,12}?)(?:讲话|批示|指示|发言)(?:精神|要求|内容)"
)
"""Words of a person as a thing: 在座谈会上的讲话精神; 作了热情洋溢的讲话 is none."""
_PASSED_ON = lazy(r"(?:讲话|致辞|发言|报告|演讲|文章|贺信|要求)")
_ON_BEHALF = lazy(r"(?:受|代表|会见了?|接待了?|拜会了?|看望了?|慰问了?|走访了?|邀请到)$")
"""What stands before somebody who does nothing in the sentence."""
IN_COMPANY = lazy(r"^的?(?:陪同|主持|带领|率领)下")
"""What follows somebody in whose company another did what the sentence says next."""
_ENDS = lazy(r"[。！？]")


class Deeds(NamedTuple):
    """What somebody did: the roles, and the sentence's own words for them in their order."""

    roles: frozenset[Role]
    words: tuple[str, ...] = ()


NOTHING = Deeds(frozenset())


def deeds(before: str, said: str) -> Deeds:
    """What somebody did of whom a sentence says `said`, after what stands `before` the post and name."""
    said = _ENDS.split(said)[0]
    if nominal := _NOMINAL.match(said):
        if "批示" in nominal[0]:
            return Deeds(frozenset({Role.INSTRUCTED}), ("批示",))
        return Deeds(frozenset({Role.CONVEYED}) if _PASSED_ON.search(nominal[0]) else frozenset())
    if _ON_BEHALF.search(before) or said.startswith("委托"):
        return NOTHING
    if company := IN_COMPANY.match(said):
        said = company[0]
    found = [(match.start(), match[0], role) for role, cue in _CUES if (match := cue.search(said))]
    found.sort(key=lambda row: row[0])
    words = tuple(dict.fromkeys(word for _, word, _ in found))
    return Deeds(frozenset(role for _, _, role in found), words)
