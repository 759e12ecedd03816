"""Named groups and short forms: what “四个体系” are, what 《方案》 stands for.

A bulletin names a group in quotation marks and puts its members near the first mention: right in front of it
(政策制度、服务保障、监督管理、社会参与“四个体系”), in brackets behind it, after 即 or 包括, or as the numbered list
that follows. A short form is given once: …（以下简称《方案》）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import Span
from corpus.patterns import lazy

_PART = r"[^，。；：“”（）、！？]{1,24}"
SHORT_FORM = lazy(
    r"(?P<members>[^，。；！？]{2,60}?)（(?:以下|下文|以下统一)?(?:统称|简称)(?:为)?[“《「]?(?P<name>[^”》」）]+)[”》」]?[^）]{0,12}）"
)
MEMBERS_BEFORE = lazy(
    rf"(?P<members>{_PART}(?:、{_PART})+(?:(?:和|以及|及){_PART})?)等?，?(?:切实|真正|全面|着力|努力)?"
    r"(?:做到|实现|确保|坚持|达到|形成|构建|打造|落实|即|的)?了?(?:这)?“(?P<name>[^”]{2,20})”"
)
MEMBERS_BEHIND = lazy(r"“(?P<name>[^”]{2,20})”[^，。；“”（]{0,8}（(?P<members>[^（）]+)）")
_MEANS = r"(?:(?<!立)即(?![将使便日可])|包括|分别是|分别为|是指|指的是|就是|——)"
MEMBERS_AFTER = lazy(
    rf"[“《](?P<name>[^”》]{{2,24}})[”》][^，。；：“”]{{0,6}}[，：]?{_MEANS}[：，]?(?P<members>[^。；]+)"
)
MEMBERS_LISTED = lazy(rf"“(?P<name>[^”]{{2,20}})”[：:](?P<members>{_PART}(?:、{_PART})+(?:(?:和|以及|及){_PART})?)")
BARE_AFTER = lazy(
    rf"(?P<name>[一两二三四五六七八九十]+(?:个|大|项|类|种)[\u4e00-\u9fff]{{2,8}}?)(?:，|：)?(?:{_MEANS}|：)[：，]?(?P<members>[^。；]+)"
)
QUOTED = lazy(r"[“《](?P<name>[^”》]{2,40})[”》]")


@dataclass(frozen=True, slots=True)
class Group:
    """A named thing in a sentence; `members` is where the sentence says what it is, if it does."""

    name: str
    span: Span
    members: Span | None
    short: bool = False


COUNTS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)} | {"两": 2}

PATTERNS = (
    (SHORT_FORM, True),
    (MEMBERS_BEFORE, False),
    (MEMBERS_BEHIND, False),
    (MEMBERS_AFTER, False),
    (MEMBERS_LISTED, False),
    (BARE_AFTER, False),
)
"""Pattern → whether it gives a short form; the first that fits a name wins."""


def groups(text: str) -> tuple[Group, ...]:
    """The groups and short forms that a sentence explains, in order."""
    found: dict[str, Group] = {}
    for pattern, short in PATTERNS:
        for match in pattern.finditer(text):
            if pattern in {MEMBERS_BEFORE, MEMBERS_LISTED} and not _counts(match["name"], match["members"]):
                continue
            found.setdefault(
                match["name"], Group(match["name"], Span(*match.span("name")), Span(*match.span("members")), short)
            )
    return tuple(sorted(found.values(), key=lambda group: group.span))


def _counts(name: str, members: str) -> bool:
    """Whether a name says how many it has, and that many stand before it: what only comes first is no member."""
    count = next((COUNTS[character] for character in name if character in COUNTS), None)
    return count is not None and len(re.split("、|和|以及|及", members)) == count


def mentioned(text: str) -> tuple[Group, ...]:
    """Everything in quotation or title marks, explained or not."""
    return tuple(Group(match["name"], Span(*match.span("name")), None) for match in QUOTED.finditer(text))
