"""`gongbao ask`: one question at the shell, or a file of them."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from bot.answers.model import Language, Status
from bot.channels.terminal import render, why
from bot.commands.common import add_catalogue_options, add_language_option
from bot.commands.house import house, style_of_terminal
from corpus.errors import GongbaoError

if TYPE_CHECKING:
    import argparse

    from pydantic import ValidationError

    from bot.answers.model import Answer
    from bot.channels.records import QuestionRecord
    from bot.dialogue import Dialogue

NOT_FOUND = 3
"""The exit status of a question that the bulletins do not answer."""

EPILOG = """exit status: 0 answered (or asked back), 3 not found in the bulletins, 2 a wrong call.

--questions FILE reads one JSON object a line, {"id": "1", "question": "…", "conversation": null}: questions that share
a conversation are asked in the file's order and see what came before; null stands alone. One JSON answer a line comes
out, in the same order; the exit status is 0 whatever was found. If a line is no question, nothing is asked.

退出状态：0 已回答（或反问），3 公报中没有找到，2 用法有误。--questions 每行读一个 JSON 对象，每行输出一个 JSON 回答；
conversation 相同的问题依次提问，可以承接上文。
"""

EXAMPLE = '{"id": "1", "question": "上海的慈善措施有哪些？", "conversation": null}'
TOLD = 5
"""How many wrong lines of a file are named."""


class BadQuestions(GongbaoError):
    """The file of questions cannot be read; the message names the lines and says what belongs there."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao ask` takes."""
    parser.epilog = EPILOG
    parser.add_argument("question", nargs="*", help="in Chinese, English or pinyin / 问题，可用中文、英文或拼音")
    parser.add_argument("--json", action="store_true", help="print one JSON object a line / 每行输出一个 JSON 对象")
    add_language_option(parser)
    parser.add_argument(
        "--questions",
        metavar="FILE",
        help="ask every question of a JSON-lines file, '-' for standard input / 逐个回答文件中的问题",
    )
    parser.add_argument("--why", action="store_true", help="also show how the answer came about / 同时说明回答的由来")
    add_catalogue_options(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ask and print."""
    if bool(arguments.question) == (arguments.questions is not None):
        raise GongbaoError(
            "give one question, or a file of them with --questions / 请给出一个问题，或用 --questions 指定文件"
        )
    return asyncio.run(_ask(arguments))


async def _ask(arguments: argparse.Namespace) -> int:
    language = Language(arguments.lang) if arguments.lang else None
    questions = _read(arguments.questions) if arguments.questions is not None else None
    async with house(arguments) as rooms:
        if questions is not None:
            for question in questions:
                answer = await _answer(rooms.dialogue, question, language)
                print(_json(answer, question.id))
            return 0
        answer = await rooms.dialogue.ask("shell", " ".join(arguments.question), language=language)
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

    import pydantic  # noqa: PLC0415 - the same

    from bot.channels.records import QuestionRecord  # noqa: PLC0415 - the same

    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadQuestions(f"{path} cannot be opened: {error.strerror} / 无法打开问题文件") from error
    except UnicodeDecodeError as error:
        raise BadQuestions(f"{path} is not UTF-8 text; save it as UTF-8 / 问题文件不是 UTF-8 编码") from error
    questions: list[QuestionRecord] = []
    wrong: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            questions.append(QuestionRecord.model_validate_json(line))
        except pydantic.ValidationError as error:
            wrong.append(f"  line {number} / 第{number}行: {_problem(error)}")
    if wrong:
        more = [f"  … {len(wrong)} lines / 共{len(wrong)}行"] if len(wrong) > TOLD else []
        told = "\n".join(wrong[:TOLD] + more)
        raise BadQuestions(
            f"{path} has lines that are no questions; nothing was asked / 有的行不是问题，一个也没有提问\n{told}\n"
            f"expected on each line / 每行应为\n  {EXAMPLE}"
        )
    return questions


def _problem(error: ValidationError) -> str:
    """What is wrong with a line, by its fields."""
    found = [(".".join(map(str, each["loc"])), each["type"]) for each in error.errors()]
    return "; ".join(
        f"“{field}” is missing / 缺少“{field}”"
        if kind == "missing"
        else f"“{field}” is not a text / “{field}”不是文字"
        if field
        else "not a JSON object / 不是 JSON 对象"
        for field, kind in found
    )
