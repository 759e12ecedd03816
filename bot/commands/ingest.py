"""`gongbao ingest`: add bulletins from files and folders."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.common import add_catalogue_options, opened, printable
from corpus.errors import GongbaoError
from corpus.ingest import Outcome, ingest, read_again

if TYPE_CHECKING:
    import argparse

    from corpus.ingest import Entry, Report

EPILOG = """exit status: 0 all was read; 1 something could not be read (it is named with the reason, the others were
read, and what is stored of it stays as it was); 2 a wrong call, or a catalogue that cannot be opened or written.

Unchanged files cost nothing. Each file is stored in one transaction, so that the command can be stopped at any moment
and called again. In folders, hidden files and files of other kinds are passed over; text that fits no article is kept
and shown by `gongbao articles --leftovers`."""

MARKS = {
    Outcome.ADDED: "+ 新增 added",
    Outcome.REPLACED: "~ 更新 replaced",
    Outcome.UNCHANGED: "= 未变 unchanged",
    Outcome.REMOVED: "- 移除 removed",
    Outcome.REJECTED: "! 未收 rejected",
}
BAR = 20  # columns


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao ingest` takes."""
    parser.epilog = EPILOG
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="a file or folder / 文件或文件夹")
    parser.add_argument(
        "--again",
        action="store_true",
        help="read every stored page anew, bundled ones too: after an upgrade / 升级后重读已收录的全部页面",
    )
    parser.add_argument(
        "--prune", action="store_true", help="also remove what is gone from below PATH / 同时移除已不在磁盘上的文件"
    )
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read the files and say what became of them."""
    return asyncio.run(_run(arguments))


async def _run(arguments: argparse.Namespace) -> int:
    if arguments.again == bool(arguments.paths):
        raise GongbaoError("name files or folders, or give --again alone / 请给出文件或文件夹，或单独使用 --again")
    voice = _Bar() if sys.stdout.isatty() else _Lines()
    async with opened(arguments) as catalogue:
        try:
            if arguments.again:
                report = await read_again(catalogue, heard=voice.hear)
            else:
                report = await ingest(catalogue, arguments.paths, prune=arguments.prune, heard=voice.hear)
        finally:
            voice.stop()
    print(_summary(report))
    return 1 if report.rejected else 0


class _Lines:
    """A line for each file that is not as it was."""

    def hear(self, entry: Entry, done: int, total: int) -> None:  # noqa: ARG002 - what `ingest` says
        if entry.outcome is not Outcome.UNCHANGED:
            print(_line(entry))

    def stop(self) -> None:
        """Nothing to clear away."""


class _Bar:
    """One line that is written over and over, with what was rejected above it."""

    def hear(self, entry: Entry, done: int, total: int) -> None:
        if entry.outcome is Outcome.REJECTED:
            print(f"\r\x1b[K{_line(entry)}")
        filled = BAR * done // max(total, 1)
        print(f"\r\x1b[K[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}", end="", flush=True)

    def stop(self) -> None:
        """Clear the line."""
        print("\r\x1b[K", end="", flush=True)


def _line(entry: Entry) -> str:
    parts = [f"{MARKS[entry.outcome]}  {printable(str(entry.path))}"]
    if entry.articles:
        parts.append(f"{entry.articles} 篇 articles")
    if entry.leftovers:
        parts.append(f"{entry.leftovers} 处 leftovers")
    if entry.reason:
        parts.append(entry.reason)
    return "  ".join(parts)


def _summary(report: Report) -> str:
    lines = [f"{MARKS[outcome]}: {count}" for outcome, count in report.counts.items() if count]
    if not lines:
        lines.append("没有可读的文件 / nothing to read: no .txt file was found there")
    if report.articles:
        lines.append(f"读得 read: {report.articles} 篇 articles")
    if report.leftovers:
        lines.append(f"未能归入文章 fit no article: {report.leftovers} (gongbao articles --leftovers)")
    if report.skipped:
        lines.append(f"略过 passed over: {report.skipped} (隐藏或其他格式 hidden, or of another kind)")
    return "\n".join(lines)
