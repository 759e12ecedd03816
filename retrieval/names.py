"""People that a Chinese question asks about, told by what stands behind a name: 是谁, 担任什么, 讲了什么."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.patterns import lazy
from retrieval import glossary, text
from retrieval.littlewords import light_words, stop_words, surnames

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus import places

OFFICE = lazy(
    r"(?:副|常务副)?(?:省|市|县|区|州|厅|局|部|处|司|院|所|会|站|社|校|馆|镇|乡|村|组|科|队|园|秘书|理事|监事|董事)长(?!者)|(?:副)?(?:党组|党委|省委|市委|县委|支部)?(?:副)?书记|(?:党组)?成员|(?:副)?主任|(?:副)?主席|总统|总理|(?:一级|二级)?巡视员|调研员|(?:主要|有关|相关)?负责人|(?:新闻)?发言人|总干事|总监|(?:分管领导|主要领导|一把手|总经理|院士)"
)
"""A post, as a question names it."""
_PERSON_BEFORE = lazy(
    r"([\u4e00-\u9fff]{2,4}?)(?:同志)?(?=(?:是谁|是什么人|是何人|是哪位|是[干做]什么|怎么(?:评价|看|说|讲|要求|形容|总结)|担任|现任|任什么|任何|的?(?:职务|职位|身份|头衔)|是什么(?:职务|职位|官|身份)|(?:在.{0,16})?(?:强调|指出|要求|说|讲|表示|谈|提)(?:到)?了?(?:什么|啥|哪|些)|[作做]了?(?:什么|哪些)|(?:有没有|是否|有)?(?:出席|参加|主持)))"
)
_PERSON_AFTER = lazy(r"(?:谁是|介绍一下)([\u4e00-\u9fff]{2,4})$")

_NO_NAME = lazy(r"[谁什么啥哪会的了是在对和与及或都省市县厅局委部]")
"""Characters that ask or join, and those of authorities: none is in a name."""


def people(folded: str, mentions: Iterable[places.PlaceMention]) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Names: a surname and one or two characters, where a question is about who that is or what he said."""
    standing = {index for mention in mentions for index in range(*mention.span)}
    found: dict[str, tuple[int, int]] = {}
    for pattern in (_PERSON_BEFORE, _PERSON_AFTER):
        for match in pattern.finditer(folded):
            for length in (3, 2) if pattern is _PERSON_BEFORE else (len(match[1]),):
                name = match[1][-length:]
                span = (match.end(1) - len(name), match.end(1))
                if not 2 <= len(name) <= 3 or not name.startswith(surnames()) or standing & set(range(*span)):
                    continue
                if OFFICE.search(name) or text.normalise(name) in text.field_words() or name in glossary.by_chinese():
                    continue
                if any(word in stop_words() or word in light_words() for word in (name, name[:2], name[-2:])):
                    continue
                if _NO_NAME.search(name) or not _stands_alone(name, span[0], folded):
                    continue
                found[name] = span
                break
    return tuple(found), list(found.values())


def _stands_alone(name: str, start: int, folded: str) -> bool:
    """Whether the name is no common word and begins within none (于养老 in 关于养老), and ends in none."""
    if name[1:] in glossary.by_chinese() or name[-2:] in glossary.by_chinese():
        return False
    from retrieval.pinyin import common  # noqa: PLC0415 - for a possible name only

    if name in common():
        return False
    begin = max((folded.rfind(sign, 0, start) for sign in "\0 ,，、;；:：。?!"), default=-1) + 1
    return all(
        not begin + token.start < start < begin + token.end or token.term not in common()
        for token in text.words(folded[begin : start + len(name)])
    )
