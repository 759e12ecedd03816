"""2,000 questions from 200 chats, through the real program: how fast without trouble, and what is lost with it.

    python -m tests.benchmarks.telegram_load [--questions 2000] [--rate 40]

Two runs against the stand-in, both without Telegram's own limits. Calm: questions arrive at a steady rate; the time
from an update's arrival to its sendMessage is taken, what it goes to, and the program's memory. Rough: they arrive at
once, two calls in a hundred fail (429, 502, a dropped connection), two updates in a hundred come twice or cannot be
parsed, and in the middle the program is killed with SIGKILL and started again. Then every question is looked up:
answered once, or not at all, or twice; and the answers of each chat, whether they came in order.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import socket
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from tests.telegram.people import BOT, Group, Person
from tests.telegram.program import Program
from tests.telegram.standin import Fault, StandIn

CHATS = 200
GROUPS = 20
FAULTY = 0.02
QUESTIONS = (
    "上海的慈善措施有哪些？", "浙江会议谁出席了？", "What are Shanghai's charity measures?", "湖北的七大体系有哪些？",
    "哪些地方谈到养老？", "安徽的推进会在哪里召开？", "河南会议讲了什么？", "北京的养老措施有哪些？",
    "比较浙江和湖北的养老措施", "Who attended the meeting in Hubei?", "《方案》共提出多少项措施？", "你好",
)  # fmt: skip


class Asked(NamedTuple):
    """One question: where, its message's number, and when it was handed to Telegram."""

    chat: int
    message: int
    at: float


class Crowd:
    """180 people in private and 20 groups, who ask in turn."""

    def __init__(self, world: StandIn, seed: int) -> None:
        self.world = world
        self.random = random.Random(seed)  # noqa: S311 - a benchmark's dice
        self.people = [Person(world, 1000 + n, language="zh") for n in range(CHATS)]
        self.groups = [Group(-1000 - n) for n in range(GROUPS)]
        self.asked: list[Asked] = []
        self.updates: list[int] = []

    def ask(self, number: int) -> None:
        """Question `number`: each chat in turn, so that all have as many under way."""
        seat = number % CHATS
        person, group = self.people[seat], self.groups[seat] if seat < GROUPS else None
        text = self.random.choice(QUESTIONS)
        message = person.message(f"{BOT} {text}" if group else text, group=group)
        chat = message["chat"]["id"]
        self.asked.append(Asked(chat, message["message_id"], time.monotonic()))
        self.updates.append(self.world.push(message=message))

    @property
    def answered(self) -> int:
        return sum(len(answers) for answers in self.world.order.values())


class Outcome(NamedTuple):
    """What became of the questions."""

    lost: int
    twice: list[Asked]
    disordered: int


def judge(crowd: Crowd) -> Outcome:
    """Look each question up among the answers, by the message that they reply to."""
    replies = Counter((chat, sent.reply_to) for chat, answers in crowd.world.order.items() for sent in answers)
    lost = [asked for asked in crowd.asked if not replies[asked.chat, asked.message]]
    twice = [asked for asked in crowd.asked if replies[asked.chat, asked.message] > 1]
    disordered = 0
    for answers in crowd.world.order.values():
        numbers = list(dict.fromkeys(sent.reply_to or 0 for sent in answers))
        disordered += sum(later < earlier for earlier, later in pairwise(numbers))
    return Outcome(len(lost), twice, disordered)


async def calm(folder: Path, count: int, rate: float) -> dict[str, str]:
    """Steady questions, no faults: times and memory."""
    async with StandIn() as world:
        watched = f"127.0.0.1:{free_port()}"
        running = Program(world, folder, FLOOD_QUESTIONS="100000", HEALTH_LISTEN=watched)
        await running.start()
        crowd = Crowd(world, seed=1)
        worked = processor_time(running)
        memory: list[float] = []
        begun = time.monotonic()
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
            crowd.ask(number)
            if number % max(1, count // 10) == 0:
                memory.append(resident(running))
        await world.until(lambda: crowd.answered >= count, 60)
        memory.append(resident(running))
        outcome = judge(crowd)
        sent = {
            (call["chat_id"], call["reply_parameters"]["message_id"]): at
            for at, method, call in world.calls
            if method == "sendMessage" and "reply_parameters" in call
        }
        times = sorted(sent[asked.chat, asked.message] - asked.at for asked in crowd.asked)
        worked = processor_time(running) - worked
        stages = await asyncio.to_thread(spent, f"http://{watched}/metrics", count)
        await running.stop()
    line = sum(times) / count * 1000 - sum(stages[stage] for stage in BEFORE)
    share = [times[min(len(times) - 1, int(part * len(times)))] * 1000 for part in (0.5, 0.95, 0.99)]
    return {
        "questions, chats, groups": f"{count:,}, {CHATS}, {GROUPS}",
        f"update to sendMessage at {rate:g}/s: p50, p95, p99": ", ".join(f"{ms:.1f} ms" for ms in share),
        "where that goes, on average": ", ".join(f"{name} {stages[stage]:.1f}" for stage, name in BEFORE.items())
        + f", on the line both ways {line:.1f} ms",
        "the bot's processor time for a question": f"{worked / count * 1000:.1f} ms",
        "lost, answered twice, out of order": f"{outcome.lost}, {len(outcome.twice)}, {outcome.disordered}",
        "memory after 10 %, 50 %, 100 %": f"{memory[1]:.0f}, {memory[5]:.0f}, {memory[-1]:.0f} MB",
    }


async def rough(folder: Path, count: int) -> dict[str, str]:
    """All at once, with faults and one kill."""
    async with StandIn() as world:
        running = Program(world, folder, FLOOD_QUESTIONS="100000")
        await running.start()
        crowd = Crowd(world, seed=2)
        dice, faults = random.Random(3), Counter[str]()  # noqa: S311 - a benchmark's dice

        def fault(method: str, _: dict[str, Any]) -> Fault | None:
            if method not in {"sendMessage", "getUpdates"} or dice.random() >= FAULTY:
                return None
            name, made = dice.choice(
                [("429", Fault(429, retry_after=1)), ("502", Fault(502)), ("dropped", Fault(drop="before"))]
            )
            faults[name] += 1
            return made

        world.fault = fault
        begun = time.monotonic()
        for number in range(count):
            crowd.ask(number)
            if dice.random() < FAULTY / 2:
                world.push_again(dice.choice(crowd.updates))
                faults["came twice"] += 1
            if dice.random() < FAULTY / 2:
                world.push(message={"message_id": None, "date": "never"})
                faults["unparsable"] += 1
        await world.until(lambda: crowd.answered >= count // 2, 120)
        await running.kill()
        at_kill = crowd.answered
        await running.start()
        await world.until(lambda: len({(a.chat, a.message) for a in crowd.asked} - _replied(world)) == 0, 120)
        await asyncio.sleep(1.5)
        took = time.monotonic() - begun
        await running.stop()
        outcome = judge(crowd)
        refused = [refusal for refusal in world.refusals if "terminated by other" not in refusal[1]]
    chats = {asked.chat for asked in outcome.twice}
    return {
        "faults": ", ".join(f"{name}: {times}" for name, times in sorted(faults.items())),
        "killed after": f"{at_kill:,} answers, started again, done after {took:.0f} s",
        "lost": str(outcome.lost),
        "answered twice": f"{len(outcome.twice)} in {len(chats)} chats (on their way at the kill: "
        + (", ".join(f"{asked.chat}/{asked.message}" for asked in outcome.twice) or "none")
        + ")",
        "out of order": str(outcome.disordered),
        "refused by the stand-in": str(len(refused)),
        "verdict": "kept"
        if not outcome.lost and not outcome.disordered and len(chats) == len(outcome.twice)
        else "BROKEN",
    }


def _replied(world: StandIn) -> set[tuple[int, int]]:
    return {(chat, sent.reply_to or 0) for chat, answers in world.order.items() for sent in answers}


BEFORE = {
    "take": "keep the update",
    "wait": "parse it and wait for its turn",
    "make": "make the answer",
    "keep": "keep the answer",
    "render": "render it",
}
"""The stages of `bot.channels.telegram.metrics` that come before an answer is sent, and what they are."""


def spent(url: str, count: int) -> dict[str, float]:
    """Milliseconds that a question spent in each stage, on average, as the bot's own metrics tell."""
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - on loopback
        text = answer.read().decode()
    sums = re.findall(r'^gongbao_telegram_stage_seconds_sum\{stage="(\w+)"\} (\S+)$', text, re.MULTILINE)
    return {stage: float(seconds) / count * 1000 for stage, seconds in sums}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def processor_time(running: Program) -> float:
    """Seconds that the program has worked, as the kernel counts them."""
    assert running.process is not None
    fields = Path(f"/proc/{running.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(running: Program) -> float:
    """The program's memory, in MB."""
    assert running.process is not None
    status = Path(f"/proc/{running.process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--rate", type=float, default=40, help="questions a second in the calm run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        rows = await calm(Path(one), arguments.questions, arguments.rate)
        verdict = await rough(Path(other), arguments.questions)
    print("| calm | |\n| --- | --- |")
    print("\n".join(f"| {name} | {value} |" for name, value in rows.items()))
    print("\n| rough | |\n| --- | --- |")
    print("\n".join(f"| {name} | {value} |" for name, value in verdict.items()))
    return 0 if verdict["verdict"] == "kept" else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
