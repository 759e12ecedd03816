"""The command line: the one place where everything is joined.

Each command is a module of `bot.commands` with two functions, `add_arguments(parser)` and `run(arguments) -> int`; it
is imported only when it is called, so that one question at the shell does not wait for Telegram or a progress bar.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import io
import os
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
    parser = argparse.ArgumentParser(prog="gongbao", description="Quotes policy bulletins / 引用公报原文回答")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit / 版本")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = next((word for word in words if not word.startswith("-")), None)
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(
            name, help=summary, description=summary, formatter_class=argparse.RawDescriptionHelpFormatter
        )
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
        print(f"gongbao: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已停止 / stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has nowhere to go
        return PIPE_CLOSED
    return status


class _Version(argparse.Action):
    """Reads the version when it is asked for: the metadata costs each other call 20 ms."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - see above

        print(f"gongbao {version('gongbao')}")
        parser.exit()


def _speak_utf8() -> None:
    """Programs are told UTF-8 whatever the locale is; a terminal what it can show, and a mark for what it cannot."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
