"""What the commands share: which catalogue, opened and closed."""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers.model import Language
from corpus.errors import CatalogueError
from corpus.store import Catalogue

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

VARIABLE = "GONGBAO_DB"
FILE_NAME = "catalogue.sqlite3"


def add_catalogue_options(parser: argparse.ArgumentParser) -> None:
    """`--db` and `--no-bundled`, for every command that opens the catalogue."""
    group = parser.add_argument_group("catalogue / 目录")
    group.add_argument(
        "--db",
        metavar="FILE",
        help=f"the catalogue's file; otherwise {VARIABLE}, otherwise the user's data folder / 目录文件",
    )
    group.add_argument(
        "--no-bundled",
        action="store_true",
        help="start a new catalogue without the bundled bulletins / 新建目录时不含自带公报",
    )


def add_language_option(parser: argparse.ArgumentParser, *, default: Language | None = None) -> None:
    """`--lang`: without it and a `default`, the language of the question."""
    parser.add_argument(
        "--lang",
        choices=[language.value for language in Language],
        default=default and default.value,
        help=f"language of our own words (default: {default or 'as asked'}) / 说明文字的语言",
    )


def path_of(arguments: argparse.Namespace) -> Path:
    """Where the catalogue is: `--db`, else the variable, else the place where the platform keeps a user's data.

    Raises:
        CatalogueError: no place can be told.
    """
    named = arguments.db if arguments.db is not None else os.environ.get(VARIABLE) or None
    if named == "":
        raise CatalogueError("--db is empty; name a file / --db 为空，请给出文件名")
    try:
        if named is not None:
            return Path(named).expanduser().absolute()
        from platformdirs import user_data_path  # noqa: PLC0415 - not needed where a place is named

        return user_data_path("gongbao", appauthor=False).absolute() / FILE_NAME
    except (OSError, RuntimeError) as error:  # no working folder; no home
        raise CatalogueError(f"no place for the catalogue: {error}; name one with --db / 请用 --db 指定目录") from error


@asynccontextmanager
async def opened(arguments: argparse.Namespace, *, make: bool = True) -> AsyncIterator[Catalogue]:
    """The catalogue that the options name, closed at the end; made where there is none, if we may.

    That one was made under a name that somebody gave is said: the name may have been mistyped.

    Raises:
        CatalogueError: it cannot be opened, or there is none and none may be made.
    """
    path = path_of(arguments)
    fresh = not path.exists()
    if fresh and not make:
        raise CatalogueError(f"there is no catalogue {path} / 没有这个目录文件")
    async with await Catalogue.open(path, bundled=not arguments.no_bundled) as catalogue:
        if fresh and (arguments.db or os.environ.get(VARIABLE)):
            print(f"a new catalogue was made: {path} / 新建了目录文件", file=sys.stderr)
        yield catalogue


def printable(text: str) -> str:
    """`text` with what could move a terminal's cursor, and what no encoding can print, spelt out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
