"""`gongbao ask`: one question at the shell, or a file of them."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot.answers.model import Language, Status
from bot.channels.terminal import render, why
from bot.commands.common import add_catalogue_options
from bot.commands.house import house, style_of_terminal
from corpus.errors import GongbaoError

if TYPE_CHECKING:
    import argparse

    from bot.answers.model import Answer
    from bot.channels.records import QuestionRecord
    from bot.dialogue import Dialogue

NOT_FOUND = 3
"""The exit status of a question that the bulletins do not answer."""

EPILOG = """exit status: 0 answered (or asked back), 3 not found in the bulletins, 2 a wrong call.

--questions FILE reads one JSON object a line, {"id", "question", "conversation"}: questions that share a conversation
are asked in the file's order and see what came before; null stands alone. One JSON answer a line comes out; status 0.
"""


class BadQuestions(GongbaoError):
    """The file of questions cannot be read; the message names the line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao ask` takes."""
    parser.epilog = EPILOG
    parser.add_argument("question", nargs="?", help="the question, in Chinese, English or pinyin / 问题")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")
    parser.add_argument("--lang", choices=[language.value for language in Language], help="language of our own words")
    parser.add_argument(
        "--questions", metavar="FILE", help="ask every question of a JSON-lines file ('-': standard input)"
    )
    parser.add_argument("--why", action="store_true", help="also show how the question was read and answered")
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ask and print."""
    if (arguments.question is None) == (arguments.questions is None):
        raise GongbaoError(
            "give one question, or a file of them with --questions / 请给出一个问题，或用 --questions 指定文件"
        )
    return asyncio.run(_ask(arguments))


async def _ask(arguments: argparse.Namespace) -> int:
    language = Language(arguments.lang) if arguments.lang else None
    questions = _read(arguments.questions) if arguments.questions else None
    async with house(arguments) as rooms:
        if questions is not None:
            for question in questions:
                answer = await _answer(rooms.dialogue, question, language)
                print(_json(answer, question.id))
            return 0
        answer = await rooms.dialogue.ask("shell", arguments.question, language=language)
    if arguments.json:
        print(_json(answer, None))
    else:
        style = style_of_terminal()
        print(render(answer, style))
        if arguments.why:
            print("\n" + why(answer, style))
    return NOT_FOUND if answer.status is Status.NOT_FOUND else 0


async def _answer(dialogue: Dialogue, question: QuestionRecord, language: Language | None) -> Answer:
    """A question without a conversation gets one of its own, which no other can name."""
    conversation = f"file:{question.conversation}" if question.conversation else f"alone:{question.id}"
    return await dialogue.ask(conversation, question.question, language=language)


def _json(answer: Answer, id: str | None) -> str:  # noqa: A002 - the field's name
    from bot.channels.records import record  # noqa: PLC0415 - pydantic costs 110 ms, and only JSON needs it

    return record(answer, text=render(answer), id=id).model_dump_json()


def _read(path: str) -> list[QuestionRecord]:
    """The questions of a file, all checked before the first is asked."""
    from pathlib import Path  # noqa: PLC0415 - a single question reads no file

    from pydantic import ValidationError  # noqa: PLC0415 - the same

    from bot.channels.records import QuestionRecord  # noqa: PLC0415 - the same

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadQuestions(f"{path} cannot be opened: {error.strerror} / 无法打开问题文件") from error
    except UnicodeDecodeError as error:
        raise BadQuestions(f"{path} is not UTF-8 text; save it as UTF-8 / 问题文件不是 UTF-8 编码") from error
    questions = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            questions.append(QuestionRecord.model_validate_json(line))
        except ValidationError as error:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
            raise BadQuestions(f"{path}, line {number} is no question ({wrong})") from error
    return questions
