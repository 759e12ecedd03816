"""Questions asked through the whole bot, and its answers as `gongbao ask --json --questions` gives them.

    python -m tests.telegram.through_the_bot FILE

The program runs as a process, people write to it, and what is reported is read back from the messages that they got,
turned page by page: each quotation's words as sent, and where it stands by the id that the message links to. The status
alone is taken from the history, for no message tells it.
"""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answers.source import parse_id
from corpus.store import Catalogue
from tests.telegram.people import Person
from tests.telegram.program import Program
from tests.telegram.standin import StandIn

if TYPE_CHECKING:
    from tests.telegram.html_checks import Parsed
    from tests.telegram.standin import Sent


def quotations(message: Parsed) -> list[tuple[list[str], str]]:
    """Each quotation of a message: the ids of its sentences, and its words."""
    found = []
    for kind, start, end, _ in message.entities:
        if kind != "expandable_blockquote":
            continue
        words, _, _ = message.text[start:end].rpartition("\n— ")
        links = [url for kind, at, _, url in message.entities if kind == "text_link" and start <= at < end]
        ids = [url.partition("?start=")[2] for url in links]
        found.append((ids, re.sub(r" \[\d+\]$", "", words)))
    return found


async def pages(world: StandIn, person: Person, answer: Sent) -> list[Parsed]:
    """All pages of an answer, by its own buttons."""
    seen = [answer.parsed]
    while "›" in answer.labels():
        turned = len(answer.history)
        person.press(answer, "›")
        await world.until(lambda turned=turned: len(answer.history) > turned)  # type: ignore[misc]  # the loop's own
        seen.append(answer.parsed)
    return seen


async def ask_all(questions: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """One answer a question, in their order."""
    async with StandIn() as world:
        running = Program(world, folder, FLOOD_QUESTIONS="100000")
        await running.start()
        people: dict[str, Person] = {}
        try:
            async with await Catalogue.open(running.db) as catalogue:
                rows = []
                for number, question in enumerate(questions):
                    key = question.get("conversation") or f"alone-{number}"
                    person = people.setdefault(key, Person(world, 1000 + len(people), language="zh"))
                    answer = await person.ask(question["question"], seconds=30)
                    shown = await pages(world, person, answer)
                    rows.append({"id": question["id"], **await read_back(catalogue, running, answer, shown)})
                return rows
        finally:
            await running.kill()


async def read_back(catalogue: Catalogue, running: Program, answer: Sent, shown: list[Parsed]) -> dict[str, Any]:
    """What the message says, and where its quotations stand."""
    quotes = []
    for ids, words in [quotation for page in shown for quotation in quotations(page)]:
        for id_ in ids:  # the sentences of one quotation stand one behind the other
            article, number = parse_id(id_) or ("", 0)
            found = await catalogue.article(article)
            assert found is not None
            sentence = found.sentence(number)
            cited = sentence.citation
            citation = {"bulletin": cited.bulletin, "article": cited.article, "spans": cited.spans}
            quotes.append({"text": words[: len(sentence.text)], "citation": citation})
            words = words[len(sentence.text) :]  # noqa: PLW2901 - what is left of it
        assert not words, words
    with closing(sqlite3.connect(running.db)) as db:
        query = "SELECT json_extract(body, '$.status') FROM answers WHERE chat = ? AND asked = ?"
        (status,) = db.execute(query, (answer.chat, answer.reply_to)).fetchone()
    return {"status": status, "text": "\n".join(page.text for page in shown), "quotes": quotes}


def main(path: str) -> None:
    questions = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        for row in asyncio.run(ask_all(questions, Path(folder))):
            print(json.dumps(row, ensure_ascii=False))  # noqa: T201 - a script's output


if __name__ == "__main__":
    main(sys.argv[1])
