"""The command line: the one place where everything is joined.

Each command is a module of `bot.commands` with two functions, `add_arguments(parser)` and `run(arguments) -> int`; it
is imported only when it is called, so that one question at the shell does not wait for Telegram or a progress bar.
"""

from __future__ import annotations

import argparse
import errno
import gc
import importlib
import io
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

from corpus.errors import GongbaoError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "ask": "answer one question, or a file of them / 回答问题",
    "chat": "talk at a prompt / 对话",
    "open": "open a citation: the page beside the reading / 打开引文出处",
    "verify": "does a sentence stand in the bulletins? / 核对引文",
    "articles": "list what the catalogue holds / 列出目录中的文章",
    "check": "prove that every stored sentence stands in its page / 逐句核对原文",
    "eval": "measure how well the ranking finds answers / 评测检索",
    "telegram": "answer in Telegram / 在 Telegram 中回答",
    "ingest": "add bulletins from files and folders / 收录公报",
}
"""Name → the line that `--help` shows."""


INTERRUPTED = 130
PIPE_CLOSED = 141
"""What the shell reports of a program that ended by SIGINT, or by SIGPIPE: here without a traceback."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; 2 is a wrong call or something a person has to put right."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="gongbao", description="Quotes policy bulletins / 引用公报原文回答", formatter_class=_Formatter
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit / 版本")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = next((word for word in words if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary, formatter_class=_Formatter)
        if name == wanted:
            gc.disable()  # what is imported stays: to look for garbage in it costs a question at the shell 15 ms
            module = importlib.import_module(f"bot.commands.{name}")
            gc.freeze()
            gc.enable()
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    arguments = parser.parse_args(words)
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except GongbaoError as error:
        print(_fitted(f"gongbao: {error}"), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已停止 / stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has nowhere to go
        return PIPE_CLOSED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("gongbao: no room on the disk for what is written here / 磁盘已满，无法写出结果", file=sys.stderr)
        return 2
    return status


def _fitted(text: str) -> str:
    """`text` in lines that a terminal on standard error can hold, else as it is."""
    if not sys.stderr.isatty():
        return text
    from bot.channels.wrapping import wrap  # noqa: PLC0415 - 100 ms with the widths that it reads; for an error only

    columns = shutil.get_terminal_size().columns
    return "\n".join(line for paragraph in text.split("\n") for line in wrap(paragraph, columns))


class _Formatter(argparse.HelpFormatter):
    """Help in lines as wide as the terminal, where a Chinese character takes two columns; empty lines are kept."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        from bot.channels.wrapping import wrap  # noqa: PLC0415 - as above

        return wrap(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        paragraphs = (re.sub(r"(?<=[^\x00-\u2fff])\n|\n(?=[^\x00-\u2fff])", "", each) for each in text.split("\n\n"))
        lines = ("\n".join(indent + line for line in self._split_lines(each, width)) for each in paragraphs)
        return "\n\n".join(lines)


class _Version(argparse.Action):
    """Reads the version when it is asked for: the metadata costs each other call 20 ms."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - see above

        print(f"gongbao {version('gongbao')}")
        parser.exit()


def _speak_utf8() -> None:
    """Programs speak UTF-8 with us whatever the locale is; a terminal is told what it can show, and a mark else."""
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
