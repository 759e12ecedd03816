"""`gongbao check`: prove that every stored sentence stands in its page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.common import add_catalogue_options, opened, printable
from corpus.audit import audit
from corpus.findings import Fault

if TYPE_CHECKING:
    import argparse

    from corpus.audit import Proved

EPILOG = """exit status: 0 all is well; 1 something is wrong (each fault is printed); 2 no catalogue is there,
or it cannot be opened.

Every page's hash and every id is computed again, every sentence is cut again from its page and compared, the sentences
of each article are laid end to end, and the log of changes is replayed. Nothing is written."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao check` takes."""
    parser.epilog = EPILOG
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong."""
    return asyncio.run(_run(arguments))


async def _run(arguments: argparse.Namespace) -> int:
    wrong = 0
    proved: Proved | None = None
    async with opened(arguments, make=False) as catalogue:
        async for finding in audit(catalogue):
            if isinstance(finding, Fault):
                wrong += 1
                print(f"! {printable(finding.where)}")
                print(f"  {printable(finding.chinese)}")
                print(f"  {printable(finding.what)}")
            else:
                proved = finding
    if proved:
        print(f"核对 checked: {proved.pages} 页 pages, {proved.articles} 篇 articles, {proved.sentences} 句 sentences")
    if wrong:
        print(f"发现 {wrong} 处问题；请移开目录后重新收录")
        print(f"{wrong} wrong; move the catalogue away and ingest the bulletins again")
        return 1
    print("无误 all is well")
    return 0
