"""`gongbao verify "sentence"`: does it stand in the bulletins?"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.answers.model import Language
from bot.channels.terminal import BOLD, Style, line_numbers
from bot.commands.common import add_catalogue_options
from bot.commands.house import house, style_of_terminal
from bot.verification import Standing, Verdict, bare, verify
from corpus.errors import GongbaoError

if TYPE_CHECKING:
    import argparse

    from bot.library import Library

SAYS = {
    Language.CHINESE: {
        Standing.VERBATIM: "与公报原文一字不差。",
        Standing.NEARLY: "与公报原文相近，但有出入（〔〕内左为所给，右为原文）：",
        Standing.ABSENT: "所收公报中没有找到这句话。",
    },
    Language.ENGLISH: {
        Standing.VERBATIM: "It stands in the bulletins word for word.",
        Standing.NEARLY: "It nearly stands in the bulletins; in 〔〕, yours → the page's:",
        Standing.ABSENT: "This sentence was not found in the bulletins.",
    },
}
STATUS = {Standing.VERBATIM: 0, Standing.NEARLY: 1, Standing.ABSENT: 3}
CANDIDATES = 20
"""How many of the most similar sentences' articles are compared character by character."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao verify` takes."""
    parser.epilog = "exit status: 0 verbatim, 1 nearly, 3 not there, 2 a wrong call."
    parser.add_argument("sentence", help="the sentence to look for; white space does not count / 要核对的句子")
    parser.add_argument("--lang", choices=[language.value for language in Language], default="zh", help="our own words")
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Verify and print."""
    if not bare(arguments.sentence):
        raise GongbaoError("give the sentence to verify / 请给出要核对的句子")
    return asyncio.run(_verify(arguments))


async def _verify(arguments: argparse.Namespace) -> int:
    async with house(arguments) as rooms:
        verdict = await verdict_on(rooms.library, arguments.sentence)
    print(render_verdict(verdict, Language(arguments.lang), style_of_terminal()))
    return STATUS[verdict.standing]


async def verdict_on(library: Library, sentence: str) -> Verdict:
    """The standing of `sentence`: first among the articles that hold it to the letter, then among the most similar."""
    verbatim = verify(sentence, await library.holding(bare(sentence)))
    return verbatim if verbatim.sentences else verify(sentence, await library.similar(sentence, limit=CANDIDATES))


def render_verdict(verdict: Verdict, language: Language, style: Style) -> str:
    """The verdict, the differences where there are any, and where the sentence stands."""
    rows = [SAYS[language][verdict.standing]]
    if verdict.differences:
        rows.append(
            "".join(
                d.printed if d.same else style.paint(BOLD, f"〔{d.given or '∅'}→{d.printed or '∅'}〕")
                for d in verdict.differences
            )
        )
    for sentence in verdict.sentences:
        citation = sentence.citation
        rows.append(f"《{citation.article}》{citation.bulletin} · {line_numbers(citation.lines, language)}")
        rows.append(f"  {citation.id}  {sentence.text}")
    return "\n".join(rows)
