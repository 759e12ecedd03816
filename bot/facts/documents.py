"""Documents: 《…》, the years in its title, and who issued it with which verb."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Span
from corpus.patterns import lazy

ISSUING = "联合印发 印发 联合发布 发布 出台 制定 下发 公布 颁布 联合下发 审议通过 修订 起草 推出".split()
ISSUED = lazy(
    r"(?:^|[，。；：、]|近日|日前|了解到|获悉|由|据悉)(?P<issuer>[^，。；：《》“”]{1,60}?(?:[厅局委部办院署会处联社省市区县州旗]|政府|中心|公司|部门|单位|公室))(?:近日|日前|近期|今日|\d+月\d+日|于\S{2,10}日)?(?:正式|已|联合|研究|共同|专门|今年|先后)*"
    rf"(?P<verb>{'|'.join(ISSUING)})(?:了|实施)?(?:关于)?(?P<document>《[^》]+》|[^，。；：《》“”]{{0,24}}?(?:通知|通告|公告|意见|方案|办法|规划|条例|规范|标准)(?=[，。；]))"
)
PASSIVE = lazy(
    rf"(?P<document>《[^》]+》)[^。；]{{0,20}}?由(?P<issuer>[^，。；：《》“”]{{2,60}}?)(?P<verb>{'|'.join(ISSUING)})"
)
TITLE = lazy(r"《(?P<title>[^》]+)》")
YEARS = r"(?:19|20)\d\d(?:年)?[—–\-~～至到]+(?:19|20)\d\d年?"
"""The years that a plan runs, as its title or text gives them."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A sentence's statement that `issuer` issued `document`; all are spans of the sentence's text."""

    issuer: Span
    verb: str
    document: Span


def issues(text: str) -> tuple[Issue, ...]:
    """Who issued what, as a sentence says it."""
    found = []
    for pattern in (ISSUED, PASSIVE):
        found += [
            Issue(Span(*match.span("issuer")), match["verb"], Span(*match.span("document")))
            for match in pattern.finditer(text)
        ]
    return tuple(found)


def titles(text: str) -> tuple[Span, ...]:
    """The titles in a sentence, without their marks."""
    return tuple(Span(*match.span("title")) for match in TITLE.finditer(text))
