"""Meetings: where one was held, by whom, who spoke of their experience there, and what form it took."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import Span
from corpus.patterns import lazy

HELD = "召开|举行|举办|开幕|启动|召集|开展|开班|揭牌|成立|签约|落幕|闭幕|参加|参会"
VENUE = lazy(
    rf"(?<![所存现旨内])[在于](?P<venue>[^，。；：“”《》在于]{{2,20}}?)(?:顺利|正式|隆重|联合|成功|组织|共同|以[^，。；]{{2,8}})*(?:{HELD})"
)
SPEAKERS = lazy(
    r"(?P<speakers>[^，。；、：“”]{2,20}(?:、[^，。；、：“”]{2,20})+?)(?:等?\d*[个家]?(?:单位|地|市|地区|部门|市县|县|区)?)?"
    r"(?:负责人|代表|分别|先后|依次|在会上|围绕[^。；]*?|就[^。；]*?|上台|现场|民政局)*(?:作|做|进行|开展)?(?:了)?(?:经验)?(?:交流|发言|介绍|汇报|分享|表态|典型)"
)
FORM = lazy(r"以(?P<form>[^，。；]{2,12})形式(?:召开|举行|举办)|(?P<form2>视频会|电视电话会|现场会|线上)")
ORGANISER = lazy(rf"(?P<organiser>[^，。；：“”《》]{{2,40}}?)(?:联合|共同|在[^，。；]{{2,20}}?)?(?:{HELD})")


class Held(NamedTuple):
    """Where and by whom; spans of the sentence's text, None where it does not say."""

    venue: Span | None
    organiser: Span | None


_NO_VENUE = lazy(
    r"^(?:会上|会议|此次|今年|全省|此前|年内|近期|日前|全市|全国|此基础上|\d{4}年)|期间$|基础上$|方面$|[上中下内里]$(?<!会议中心)"
)


def venues(text: str) -> tuple[Span, ...]:
    """The places that a sentence says something was held in."""
    return tuple(Span(*m.span("venue")) for m in VENUE.finditer(text) if not _NO_VENUE.search(m["venue"]))


def speakers(text: str) -> tuple[Span, ...]:
    """The lists of those who spoke of their experience (杭州市、宁波市、…)."""
    return tuple(Span(*match.span("speakers")) for match in SPEAKERS.finditer(text))


def is_held(text: str) -> bool:
    """Whether the sentence says that something was held."""
    return re.search("召开|举行|举办|开幕|召集", text) is not None
