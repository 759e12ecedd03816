"""What a conversation looks like, written down from the messages that people got.

    python -m tests.telegram.transcript

`test_transcript.py` makes it too, and says what must stand in it; `pytest -s` shows it.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.telegram.html_checks import parsed
from tests.telegram.people import BOT, Group, Person
from tests.telegram.program import Program
from tests.telegram.standin import StandIn

if TYPE_CHECKING:
    from tests.telegram.standin import Sent

LINES = 14
"""Lines of a message that are written down; the rest is counted."""


class Scribe:
    """Collects what is said."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def heading(self, text: str) -> None:
        self.lines += ["", f"## {text}", ""]

    def person(self, text: str) -> None:
        self.lines.append(f"Ann: {text}")

    def bot(self, text: str, labels: list[str] | None = None) -> None:
        lines = [line for line in text.split("\n") if line.strip()]
        shown = lines[:LINES] + ([f"… {len(lines) - LINES} more lines"] if len(lines) > LINES else [])
        self.lines += [f"   gongbao: {shown[0]}", *(f"            {line}" for line in shown[1:])]
        if labels:
            self.lines.append("            " + " ".join(f"[{label}]" for label in labels))

    def message(self, sent: Sent) -> None:
        self.bot(sent.text, sent.labels())


async def converse(folder: Path) -> str:
    """Ask, follow up, open, edit, look elsewhere, and be forgotten; the transcript of it."""
    scribe = Scribe()
    async with StandIn() as world:
        running = Program(world, folder)
        await running.start()
        try:
            ann, group = Person(world, 7, "Ann", "zh-hans"), Group(-100, "民政工作群")
            scribe.heading("a private question")
            answer = await asked(scribe, ann, "上海的慈善措施有哪些？")
            scribe.heading("a follow-up")
            await asked(scribe, ann, "第二项具体怎么做？")
            scribe.heading("the context of a source")
            scribe.person("(presses 📄 2 under the first answer)")
            ann.press(answer, "📄 2")
            await world.until(lambda: answer.history)
            scribe.message(answer)
            scribe.heading("a mention in a group")
            await asked(scribe, ann, f"{BOT} Who attended the meeting in Zhejiang?", group)
            scribe.heading("an edited question")
            first = await asked(scribe, ann, "河南的会议讲了什么？")
            scribe.person("(edits that to: 安徽的会议谁出席了？)")
            ann.edit(ann.last[ann.id], "安徽的会议谁出席了？")
            await world.until(lambda: first.history)
            scribe.message(first)
            scribe.heading("inline, in any chat")
            scribe.person(f"(types {BOT} 上海 慈善 信托)")
            query = ann.type_inline("上海 慈善 信托")
            offered = await world.until(lambda: world.inline.get(query))
            for card in offered["results"][:3]:
                scribe.bot(parsed(card["input_message_content"]["message_text"]).text)
            scribe.lines.append(f"            ({len(offered['results'])} cards)")
            scribe.heading("/forget")
            await asked(scribe, ann, "/forget")
            scribe.person("(presses 👍 under the first answer)")
            pressed = ann.press(first, "👍")
            await world.until(lambda: any(row[0] == pressed for row in world.alerts))
            scribe.bot(next(text for id_, text, _ in world.alerts if id_ == pressed))
        finally:
            await running.kill()
    return "\n".join(scribe.lines).strip()


async def asked(scribe: Scribe, person: Person, text: str, group: Group | None = None) -> Sent:
    scribe.person(text)
    answer = await person.ask(text, group=group)
    scribe.message(answer)
    return answer


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(asyncio.run(converse(Path(place))))  # noqa: T201 - a script's output
