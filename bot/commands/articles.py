"""`gongbao articles`: what the catalogue holds, as a list to read or as JSON for programs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.commands.common import add_catalogue_options, opened, printable
from corpus.errors import GongbaoError
from corpus.places import in_latin, named

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from corpus.model import Article
    from corpus.places import Place
    from corpus.store import Catalogue

EPILOG = """exit status: 0, also when there is nothing to list; 2 a place that is not known, or a catalogue that
cannot be opened.

--json prints one object a line: {"id", "bulletin", "title", "kicker", "byline", "credit", "place", "dates", "body",
"spans"}; spans are [start, end), counted in code points of the decoded page, in reading order."""


REASONS = {
    "ornament": "装饰符号",
    "a notice of the page": "版面提示",
    "byline whose article is in doubt": "署名归属存疑",
    "credit whose article is in doubt": "出处归属存疑",
    "headline without a body": "有标题无正文",
}
"""Why text fits no article, as `corpus.assembly` says it → in Chinese."""


class UnknownPlace(GongbaoError):
    """A place that no table knows; the message says what can be asked for."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao articles` takes."""
    parser.epilog = EPILOG
    parser.add_argument("--place", help="only of this province or city: 湖北, 湖北省, Hubei, 武汉 / 按省或市筛选")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line / 每行一个 JSON 对象")
    form.add_argument(
        "--leftovers", action="store_true", help="text that fits no article, and why / 未能归入文章的文字"
    )
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """List the articles."""
    return asyncio.run(_run(arguments))


async def _run(arguments: argparse.Namespace) -> int:
    places = places_called(arguments.place) if arguments.place is not None else (None,)
    async with opened(arguments) as catalogue:
        if arguments.leftovers:
            await _show_leftovers(catalogue)
        elif arguments.json:
            from bot.commands.article_record import line  # noqa: PLC0415 - pydantic costs 110 ms, for JSON only

            async for article in _articles(catalogue, places):
                print(line(article))
        else:
            await _show(catalogue, places)
    return 0


def places_called(name: str) -> tuple[Place, ...]:
    """The places of that name: Chinese, full or short; pinyin, with or without tones; English.

    Raises:
        UnknownPlace: there is none.
    """
    places = named(name) or in_latin(name)
    if not places:
        raise UnknownPlace(
            f"no province or city is called “{name}”; try 湖北, 湖北省, Hubei or Wuhan / 没有名为“{name}”的省或市"
        )
    return places


async def _articles(catalogue: Catalogue, places: tuple[Place | None, ...]) -> AsyncIterator[Article]:
    for place in places:
        async for article in catalogue.articles(place=place):
            yield article


async def _show(catalogue: Catalogue, places: tuple[Place | None, ...]) -> None:
    """Lines that a phone's terminal can hold: title; place, byline and length; id; under their bulletin."""
    bulletin, count = None, 0
    async for article in _articles(catalogue, places):
        count += 1
        if article.page.name != bulletin:
            bulletin = article.page.name
            print(printable(bulletin))
        about = (
            article.place.short if article.place else "",
            article.byline.text if article.byline else "",
            f"{len(article.sentences)} 句 sentences",
            "标题取自首句 untitled" if article.title_inferred else "",
        )
        print(f" · {article.title.text}")
        if article.kicker:
            print(f"   肩题 kicker: {article.kicker.text}")
        print("   " + " · ".join(part for part in about if part))
        print(f"   {article.id}")
    print(f"{count} 篇 articles" if count else "没有文章 / no articles")


async def _show_leftovers(catalogue: Catalogue) -> None:
    bulletin, leftovers = None, await catalogue.leftovers()
    for leftover in leftovers:
        if leftover.bulletin != bulletin:
            bulletin = leftover.bulletin
            print(printable(bulletin))
        print(f" · {leftover.text}")
        print(f"   {REASONS.get(leftover.reason, '')} {leftover.reason}".rstrip())
    print(f"{len(leftovers)} 处 leftovers" if leftovers else "没有剩余文字 / no leftovers")
