"""One question at the shell, from the start of the process to its end, and where the time goes.

    python tests/benchmarks/cold.py [--passages 100000] [--runs 9]

The question is asked of a new catalogue that holds the bundled bulletins and, where asked for, made notices beside them
(their text is drawn from the bulletins' own words), each time by a new process that finds the index built. Then comes
where the time of such a run goes, phase by phase (`phases.py`), and the modules that take longest to import. Reading
bytecode, not compiling it, is what is measured: the first run, which compiles and builds, is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

from bot.library import Library
from corpus.model import Article, Page
from corpus.sentences import split
from corpus.store import Catalogue
from corpus.traced import whole
from retrieval.text import words

QUESTION = "上海的慈善措施有哪些？"
TARGETS = {0: 0.4, 100_000: 0.6}
"""Seconds that a run may take, from so many passages on."""
SENTENCES, LENGTH, SHOWN = 60, 60, 15
"""Of a made notice: sentences, and characters in each (a dozen passages); modules shown."""


def made(count: int, vocabulary: list[str]) -> Article:
    """A notice of random sentences; common words come often, as words do."""
    drawn = random.Random(count)  # noqa: S311 - text for a benchmark
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    body = "".join("".join(drawn.choices(vocabulary, weights, k=LENGTH // 2)) + "。" for _ in range(SENTENCES))
    title = f"第{count}号通知"
    page = whole(title + body)
    return Article(Page(f"{count}.txt", title + body), 1, page[: len(title)], page[len(title) :], split(body))


async def fill(path: Path, passages: int) -> int:
    """Make the catalogue and its index; how many passages there are."""
    async with await Catalogue.open(path) as catalogue:
        text = "".join([article.body.text async for article in catalogue.articles()])
        vocabulary = sorted({token.term for token in words(text)})
        random.Random(0).shuffle(vocabulary)  # noqa: S311 - the same
        for count in range(passages * 300 // (SENTENCES * LENGTH)):
            article = made(count, vocabulary)
            await catalogue.replace(f"made/{count}.txt", article.page, [article])
        async with Library(catalogue) as library:
            await library.refresh()
            return await library.size()


def ask(path: Path, *options: str) -> tuple[float, str]:
    """Seconds from start to exit, and what was said on standard error."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *options, "-m", "bot.cli", "ask", "--db", str(path), QUESTION],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,  # not finding has an exit status of its own
    )
    return time.perf_counter() - start, done.stderr


def phases(path: Path, runs: int) -> dict[str, tuple[float, float]]:
    """What each phase of a run takes by itself: seconds by the clock and of the processor's time, in the median."""
    script, found = Path(__file__).with_name("phases.py"), defaultdict[str, list[tuple[float, float]]](list)
    for _ in range(runs):
        environment = _environment() | {"GONGBAO_STARTED": str(time.monotonic())}
        call = [sys.executable, str(script), "ask", "--db", str(path), QUESTION]
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=False)
        ended, told = time.monotonic(), json.loads(done.stderr.splitlines()[-1])
        for name, seconds in {**told["spent"], "exit": (ended - told["ended"], 0.0)}.items():
            found[name].append(tuple(seconds))
    turned = {name: tuple(zip(*seconds, strict=True)) for name, seconds in found.items()}
    return {name: (median(clock), median(processor)) for name, (clock, processor) in turned.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="times one question at the shell")
    parser.add_argument("--passages", type=int, default=0, help="made passages beside the bundled bulletins")
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite3"
        size = asyncio.run(fill(path, arguments.passages))
        ask(path)
        runs, busy, bare = [], [], []
        for _ in range(arguments.runs):  # by turns, so that a busy moment falls on both
            before = _processor_time()
            runs.append(ask(path)[0])
            busy.append(_processor_time() - before)
            bare.append(_bare())
        target = TARGETS[max(least for least in TARGETS if least <= size)]
        print(
            f"{size:,} passages: {median(runs):.3f} s (best {min(runs):.3f}, worst {max(runs):.3f}); "
            f"target {target} s: {'met' if median(runs) <= target else 'MISSED'}"
        )
        print(
            f"of a processor's time: {median(busy):.3f} s (best {min(busy):.3f}); Python itself: {median(bare):.3f} s"
        )
        print("milliseconds by phase, each by itself: by the clock, and of the processor's time:")
        for name, (clock, processor) in phases(path, arguments.runs).items():
            print(f"  {1000 * clock:6.1f} {1000 * processor:6.1f}  {name}")
        rows = re.findall(r"import time:\s+(\d+) \|\s+(\d+) \| (\s*)(\S+)", ask(path, "-X", "importtime")[1])
        families: Counter[str] = Counter()
        for own, _, _, name in rows:
            families[name.partition(".")[0]] += int(own)
        print("milliseconds to import, by family:")
        print(" ", ", ".join(f"{name} {own / 1000:.1f}" for name, own in families.most_common(SHOWN)))
        print("milliseconds to import, itself and with what it imports:")
        for own, total, _, name in sorted(rows, key=lambda row: -int(row[0]))[:SHOWN]:
            print(f"  {int(own) / 1000:6.1f} {int(total) / 1000:6.1f}  {name}")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _processor_time() -> float:
    """Seconds that processes started here have computed: what a busy machine does not stretch."""
    used = os.times()
    return used.children_user + used.children_system


def _bare() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
