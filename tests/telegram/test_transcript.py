from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.dialogue import Dialogue
from bot.library import Library
from corpus.store import Catalogue
from tests.telegram.through_the_bot import ask_all
from tests.telegram.transcript import converse

if TYPE_CHECKING:
    from pathlib import Path


def test_a_conversation_can_be_read_as_a_transcript(tmp_path: Path) -> None:
    transcript = asyncio.run(converse(tmp_path))
    print(transcript)  # noqa: T201 - `pytest -s` shows it
    parts = transcript.split("## ")[1:]
    said = {part.partition("\n")[0]: part for part in parts}
    assert "一是高质量培育发展慈善组织" in said["a private question"]
    assert "二是涵养浓厚海派慈善文化" in said["a follow-up"]
    assert "238│" in said["the context of a source"]
    assert "王文序" in said["a mention in a group"]
    assert "余向东" in said["an edited question"].partition("(edits")[2]
    assert "慈善信托" in said["inline, in any chat"]
    assert "已删除" in said["/forget"]
    assert "失效" in said["/forget"]


def test_the_bots_answers_are_those_of_the_shell(tmp_path: Path) -> None:
    questions = [
        {"id": "1", "question": "上海的慈善措施有哪些？", "conversation": "a"},
        {"id": "2", "question": "第二项具体怎么做？", "conversation": "a"},
        {"id": "3", "question": "北京的养老措施有哪些？"},
        {"id": "4", "question": "Who attended the meeting in Zhejiang?"},
    ]
    through = asyncio.run(ask_all(questions, tmp_path))
    shell = asyncio.run(at_the_shell(questions, tmp_path))
    assert [(row["status"], [quote["text"] for quote in row["quotes"]]) for row in through] == shell


async def at_the_shell(questions: list[dict[str, str]], folder: Path) -> list[tuple[str, list[str]]]:
    async with await Catalogue.open(folder / "shell.sqlite3") as catalogue, Library(catalogue) as library:
        dialogue = Dialogue(library)
        answers = [await dialogue.ask(q.get("conversation", q["id"]), q["question"]) for q in questions]
    return [(answer.status.value, [quote.text for quote in answer.quotes]) for answer in answers]
