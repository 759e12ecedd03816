"""`gongbao verify "sentence"`: does it stand in the bulletins?"""

from __future__ import annotations

import asyncio
import re
import sys
from typing import TYPE_CHECKING

from bot.answers.model import Language
from bot.answers.source import source_of
from bot.channels.terminal import BAR, CYAN, Style, embolden, line_numbers
from bot.commands.common import add_catalogue_options, add_language_option
from bot.commands.house import house, style_of_terminal
from bot.verification import Difference, Standing, Verdict, bare, enough, judge
from corpus.errors import GongbaoError
from corpus.model import lines_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from bot.library import Library
    from corpus.model import Article

SAYS = {
    Language.CHINESE: {
        Standing.VERBATIM: "与公报原文一字不差。",
        Standing.PART: "原文有这些字，但只是其中一部分；整句是：",
        "negation": "注意：原文在这几个字之前有“{}”，断开引用会改变意思。",
        Standing.NEARLY: "与公报原文相近，但有出入（〔所给→原文〕）：",
        Standing.ABSENT: "所收公报中没有找到这句话。",
        "forms": "文字与公报原文相同，只是繁简或标点写法不同（〔所给→原文〕）：",
        "parts": "所收公报中没有连在一起的这段话；分开来看：",
        "repaired": "原页有字经过校正：gongbao open {}",
    },
    Language.ENGLISH: {
        Standing.VERBATIM: "It stands in the bulletins word for word.",
        Standing.PART: "These words are printed, but only as part of a sentence; the whole of it:",
        "negation": "Careful: “{}” stands before these words; quoted without it they say something else.",
        Standing.NEARLY: "It nearly stands in the bulletins; differences as 〔yours→the page's〕:",
        Standing.ABSENT: "This was not found in the bulletins.",
        "forms": "The words stand in the bulletins; only the forms of signs differ, 〔yours→the page's〕:",
        "parts": "This does not stand in the bulletins as one text; part by part:",
        "repaired": "The page has characters that were repaired: gongbao open {}",
    },
}
STATUS = {Standing.VERBATIM: 0, Standing.NEARLY: 1, Standing.ABSENT: 3, Standing.PART: 4}
CANDIDATES = 20
"""How many of the most similar passages' articles are compared character by character."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao verify` takes."""
    parser.epilog = (
        "exit status: 0 verbatim, one whole sentence or several; 1 nearly, or scattered; 2 a wrong call; 3 not there; "
        "4 printed so, but only part of a sentence. / "
        "退出状态：0 整句一字不差，1 相近或散在各处，2 用法有误，3 没有找到，4 只是原句的一部分。"
    )
    parser.add_argument(
        "sentence",
        nargs="+",
        help="the text to look for, '-' for standard input; white space does not count / 要核对的文字，空格换行不计",
    )
    add_language_option(parser, default=Language.CHINESE)
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Verify and print."""
    text = sys.stdin.read() if arguments.sentence == ["-"] else " ".join(arguments.sentence)
    if not enough(text):
        raise GongbaoError("give a sentence to verify, of two characters or more / 请给出要核对的句子，至少两个字")
    return asyncio.run(_verify(arguments, text))


async def _verify(arguments: argparse.Namespace, text: str) -> int:
    async with house(arguments) as rooms:
        verdicts = await verdicts_on(rooms.library, text)
    print(render_verdicts(verdicts, Language(arguments.lang), style_of_terminal()))
    if len(verdicts) > 1:
        return STATUS[Standing.NEARLY]
    return STATUS[verdicts[0].standing]


async def verdicts_on(library: Library, text: str) -> tuple[Verdict, ...]:
    """The standing of a text: first among the articles that hold it to the letter, then among the most similar."""

    async def candidates(part: str) -> Iterable[Article]:
        holding = await library.holding(bare(part)) or await library.signed(bare(part))
        return holding or await library.similar(part, limit=CANDIDATES)

    return await judge(text, candidates)


def render_verdicts(verdicts: Sequence[Verdict], language: Language, style: Style) -> str:
    """What was found of the text, the differences where there are any, and where it stands."""
    if len(verdicts) == 1:
        return "\n".join(_verdict(verdicts[0], language, style))
    blocks = [style.lines(SAYS[language]["parts"])]
    for number, verdict in enumerate(verdicts, 1):
        blocks.append(list(_verdict(verdict, language, style, head=f"{number}. ")))
    return "\n\n".join("\n".join(block) for block in blocks)


def _verdict(verdict: Verdict, language: Language, style: Style, *, head: str = "") -> Iterator[str]:
    """The lines of one verdict; `head` stands before that of one among others."""
    says = SAYS[language]
    forms = verdict.differences and all(each.same or each.of_form for each in verdict.differences)
    yield from style.hanging(head, says["forms"] if forms else says[verdict.standing])
    if verdict.differences:
        yield from _behind_bar("".join(map(_marked, verdict.differences)), style)
        yield ""
    if verdict.beside:
        article, line = verdict.beside
        yield from _behind_bar(line.text, style)
        yield from style.lines(f"《{article.title.text}》")
        lines = lines_of(article.page, line.spans(article.page.text))
        yield from style.linked(article.page.name, f" · {line_numbers(lines, language)}")
        yield style.paint(CYAN, article.id)
        return
    if not verdict.sentences:
        yield from _behind_bar(bare(verdict.text), style) if head else ()
        return
    source = source_of(*verdict.sentences)
    citation = verdict.sentences[0].citation
    yield from _behind_bar(source.text, style)
    if verdict.negation:
        yield from style.lines(says["negation"].format(verdict.negation))
    yield from style.lines(f"《{citation.article}》")
    yield from style.linked(citation.bulletin, f" · {line_numbers(source.ranges, language)}")
    yield style.paint(CYAN, source.id)
    if source.repairs:
        yield from style.lines(says["repaired"].format(source.id))


def _marked(difference: Difference) -> str:
    return difference.printed if difference.same else f"〔{difference.given or '∅'}→{difference.printed or '∅'}〕"


def _behind_bar(text: str, style: Style) -> list[str]:
    text = text.replace("\n", " ")
    marks = [match.span() for match in re.finditer("〔[^〕]*→[^〕]*〕", text)]
    return [style.paint(CYAN, BAR) + line for line in embolden(text, style.lines(text, indent=BAR), marks, style)]
