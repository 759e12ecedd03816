"""The index against its peers: the same tokens, the same queries, interleaved in one run, one thread each.

    python -m tests.benchmarks.race                           # 10,000 and 100,000 passages: about two minutes
    python -m tests.benchmarks.race --passages 1000000        # some fifteen minutes, 10 GiB
    python -m tests.benchmarks.race --engines gongbao tantivy --json race.json

The text is made: words of a Zipf-Mandelbrot vocabulary, 107 a passage in the mean. A query is taken from a passage:
six distinct words that are not among the hundred most frequent ("content"), or twelve distinct words as they come
("raw"). Each engine builds in a process of its own, which gives its time and its peak memory beyond the tokens; then
one process opens them all and asks each query of every engine in turn, in an order that rotates, so that they share
the machine's moods and none keeps the caches to itself. An engine that has used up its seconds drops out (`asked`
tells).

"numbered" builds from the same tokens as numbers of a vocabulary, all others from lists of words.

`floor` is the time that memory needs to deliver the query's postings once, at eight bytes each and the bandwidth that
the run measured. `same` is how often the ten scores equal, to a millionth, those of the formula computed over all
documents; engines with a formula of their own (tantivy and SQLite fix k1, b and idf) have none. bm25s runs its ATIRE
variant, the fastest of its formulas and ours but for log(N / df) in place of log((N + 1) / df).
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.bm25 import Index, Numbered
from tests.benchmarks.peers import CHOSEN, ENGINES, LARGEST, Engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

MEAN = 107
PAGE = 15
ROUNDS = 3
"""Every query is asked so often, with all others in between; the best time counts, as the machine is not ours alone."""
FREQUENT = 100
"""Words that are no content."""


class Text:
    """Passages of made-up text: `ids[ends[n - 1]:ends[n]]` are the words of passage n, as ranks."""

    def __init__(self, passages: int, kept: Path | None = None) -> None:
        maker = np.random.default_rng(7)
        self.passages, vocabulary = passages, int(6_000 * passages**0.3)
        self.words = np.array([f"w{rank:x}" for rank in range(vocabulary)], dtype=object)
        if kept and kept.exists():
            with np.load(kept) as held:
                self.ids, self.ends = held["ids"], held["ends"]
            return
        weights = 1.0 / (np.arange(vocabulary) + 3.7)
        lengths = np.clip(maker.gamma(4.0, MEAN / 4.0, passages), 8, 600).astype(np.int64)
        self.ends = np.concatenate([[0], np.cumsum(lengths)])
        ladder = np.cumsum(weights / weights.sum())
        self.ids = np.minimum(np.searchsorted(ladder, maker.random(self.ends[-1])), vocabulary - 1).astype(np.int32)
        if kept:
            np.savez(kept, ids=self.ids, ends=self.ends)

    def passage(self, number: int) -> list[str]:
        return list(self.words[self.ids[self.ends[number] : self.ends[number + 1]]])

    def queries(self, kind: str, count: int) -> list[list[str]]:
        """Distinct words of passages drawn at random: "content" or "raw"."""
        maker = np.random.default_rng(11)
        least, many = (FREQUENT, 6) if kind == "content" else (0, 12)
        queries: list[list[str]] = []
        while len(queries) < count:
            number = int(maker.integers(self.passages))
            ids = list(dict.fromkeys(self.ids[self.ends[number] : self.ends[number + 1]].tolist()))
            ids = [rank for rank in ids if rank >= least]
            if len(ids) >= many:
                start = int(maker.integers(len(ids) - many + 1))
                queries.append(list(self.words[ids[start : start + many]]))
        return queries


def scores(text: Text, query: list[str]) -> NDArray[np.float64]:
    """The formula over all documents, with numpy, from the text itself."""
    lengths = np.diff(text.ends)
    total, rank_of = np.zeros(text.passages), {word: rank for rank, word in enumerate(text.words)}
    norm = CHOSEN.k1 * (1.0 - CHOSEN.b + CHOSEN.b * lengths / lengths.mean())
    for word in query:
        at = np.flatnonzero(text.ids == rank_of[word])
        tf = np.bincount(np.searchsorted(text.ends, at, side="right") - 1, minlength=text.passages)
        total += np.log((text.passages + 1) / np.count_nonzero(tf)) * (CHOSEN.k1 + 1.0) * tf / (norm + tf)
    return total


def bandwidth() -> float:
    """Bytes a second that this thread reads from memory: the best of five sums over 512 MiB."""
    block = np.ones(1 << 26)
    best = 0.0
    for _ in range(5):
        start = time.perf_counter()
        block.sum()
        best = max(best, block.nbytes / (time.perf_counter() - start))
    return best


def peak(*, afresh: bool = False) -> float:
    """The most memory, in bytes, that this process has held; `afresh` counts from now on, where Linux allows it."""
    clear, status = Path("/proc/self/clear_refs"), Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    if afresh:
        clear.write_text("5")
    held = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return float(held["VmHWM"].split()[0]) * 1024.0


def built(name: str, passages: int, folder: Path) -> dict[str, float]:
    """Build in this process, and tell seconds and bytes beyond the tokens; for a process that ends after it."""
    text = Text(passages, folder.parent / "text.npz")
    facts: dict[str, float] = {}
    if name == "gongbao":
        with timed(facts, "numbered"):
            keys = [str(number) for number in range(passages)]
            numbers = (text.ids.view(np.uint32), text.ends[1:].astype(np.uint64))
            numbered = Numbered(keys, "words", list(text.words), *numbers)
            Index.create(folder / "numbered", numbered, fields={"words": CHOSEN})
        shutil.rmtree(folder / "numbered")
        del numbered, numbers, keys
    tokens = [text.passage(number) for number in range(passages)]
    del text
    with timed(facts, "build"):
        ENGINES[name]().build(tokens, folder)
    return facts


@contextlib.contextmanager
def timed(facts: dict[str, float], name: str) -> Iterator[None]:
    """Put down what is done inside: seconds, and the most memory beyond what was held before, in bytes."""
    gc.collect()
    gc.freeze()
    before, start = peak(afresh=True), time.perf_counter()
    yield
    facts[f"{name}_s"] = time.perf_counter() - start
    facts[f"{name}_memory"] = peak() - before


def race(passages: int, names: Sequence[str], asked: int, seconds: float, kept: Path | None) -> dict[str, Any]:
    """All engines over one text; what stands in `kept` from a run before is not built again."""
    folder, speed = kept / str(passages) if kept else Path(tempfile.mkdtemp(prefix="race-")), bandwidth()
    folder.mkdir(parents=True, exist_ok=True)
    text = Text(passages, folder / "text.npz")
    engines: dict[str, Engine] = {}
    report: dict[str, Any] = {"passages": passages, "bandwidth": speed, "engines": {}, "kinds": {}}
    try:
        for name in (each for each in names if passages <= LARGEST.get(each, passages)):
            place, engine = folder / name, ENGINES[name]()
            record = folder / f"{name}.json"
            if not record.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                call = [sys.executable, "-m", "tests.benchmarks.race", "--build", name, str(place)]
                call += ["--passages", str(passages)]
                told = subprocess.run(call, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
                disk = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
                record.write_text(json.dumps({**json.loads(told), "disk": disk}))
            facts = json.loads(record.read_text())
            if name == "rank_bm25":
                engine.build([text.passage(number) for number in range(passages)], place)
            start = time.perf_counter()
            engine.open(place)
            facts["open_ms"] = (time.perf_counter() - start) * 1e3
            engines[name], report["engines"][name] = engine, facts
            print(f"  {name}: built in {facts['build_s']:.1f} s", file=sys.stderr)
        for kind in ("content", "raw"):
            report["kinds"][kind] = asked_all(text, engines, text.queries(kind, asked), seconds, speed)
        page = [text.passage(number) for number in range(PAGE)]
        for name, engine in engines.items():
            copy = folder / f"{name}-copy"
            shutil.copytree(folder / name, copy)
            engine.open(copy)
            start = time.perf_counter()
            if engine.add(page):
                report["engines"][name]["add_ms"] = (time.perf_counter() - start) * 1e3
            shutil.rmtree(copy)
    finally:
        if kept is None:
            shutil.rmtree(folder)
    return report


def asked_all(
    text: Text, engines: dict[str, Engine], queries: list[list[str]], seconds: float, speed: float
) -> dict[str, Any]:
    """Each query to each engine in turn; times in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    answers: dict[str, list[list[int]]] = {name: [] for name in engines}
    gc.collect()
    gc.freeze()
    spent = dict.fromkeys(engines, 0.0)
    for number in range(ROUNDS * len(queries)):
        order = list(engines)[number % len(engines) :] + list(engines)[: number % len(engines)]
        place = number % len(queries)
        for name in order:
            if spent[name] < seconds:
                start = time.perf_counter()
                answer = engines[name].ask(queries[place])
                taken = time.perf_counter() - start
                spent[name] += taken
                if number < len(queries):
                    times[name].append(taken * 1e3)
                    answers[name].append(engines[name].passages(answer))
                elif place < len(times[name]):
                    times[name][place] = min(times[name][place], taken * 1e3)
    checked = range(min(len(queries), max(5, 2_000_000 // text.passages)))
    truth = {number: scores(text, queries[number]) for number in checked}
    frequency = np.zeros(len(text.words), dtype=np.int64)
    for start in range(0, text.passages, 10_000):  # distinct words of each passage, ten thousand at a time
        end = min(start + 10_000, text.passages)
        ids = text.ids[text.ends[start] : text.ends[end]].astype(np.int64)
        owner = np.repeat(np.arange(end - start), np.diff(text.ends[start : end + 1]))
        pairs = np.unique(owner * len(text.words) + ids)
        frequency += np.bincount(pairs % len(text.words), minlength=len(text.words))
    rank_of = {word: rank for rank, word in enumerate(text.words)}
    floors = [8e3 * sum(int(frequency[rank_of[word]]) for word in query) / speed for query in queries]
    report: dict[str, Any] = {"floor_ms": statistics.median(floors), "engines": {}}
    for name, engine in engines.items():
        best = times[name]
        if len(best) < 2:
            continue
        same = [_same(truth[n], answers[name][n]) for n in checked if n < len(best)] if engine.exact else []
        report["engines"][name] = {
            "p50": statistics.median(best),
            "p95": statistics.quantiles(best, n=20)[-1],
            "asked": len(best),
            "same": statistics.fmean(same) if same else None,
        }
    return report


def _same(truth: NDArray[np.float64], found: list[int]) -> bool:
    best = np.sort(truth)[::-1][: len(found)]
    return bool(np.allclose(truth[found], best, rtol=1e-6, atol=0.0))


def table(report: dict[str, Any]) -> str:
    """The report as lines of text; the ratio is gongbao's time over the engine's: below 1 we are faster."""
    lines = [f"\n{report['passages']:,} passages; memory delivers {report['bandwidth'] / 1e9:.1f} GB/s"]
    for kind, found in report["kinds"].items():
        floor, engines = found["floor_ms"], found["engines"]
        head = f"{'p50 ms':>10}{'ratio':>8}{'p95 ms':>10}{'ratio':>8}{'x floor':>10}{'asked':>8}{'same':>7}"
        lines.append(f"\n{kind + ' queries':16}{head}")
        ours = engines.get("gongbao")
        for name, facts in engines.items():
            ratios = [ours[each] / facts[each] if ours else float("nan") for each in ("p50", "p95")]
            same = "" if facts["same"] is None else f"{facts['same']:.0%}"
            lines.append(
                f"{name:16}{facts['p50']:10.3f}{ratios[0]:8.2f}{facts['p95']:10.3f}{ratios[1]:8.2f}"
                f"{facts['p50'] / floor:10.2f}{facts['asked']:8}{same:>7}"
            )
        lines.append(f"{'(floor)':16}{floor:10.3f}")
    lines.append(f"\n{'':16}{'build s':>10}{'MiB':>8}{'open ms':>10}{'add ms':>10}{'disk MB':>10}")
    for name, facts in report["engines"].items():
        if "numbered_s" in facts:
            head = f"{name + ', numbered':18}"
            lines.append(f"{head}{facts['numbered_s']:8.2f}{facts['numbered_memory'] / 2**20:8.0f}")
        add = f"{facts['add_ms']:.1f}" if "add_ms" in facts else "again"
        lines.append(
            f"{name:16}{facts['build_s']:10.2f}{facts['build_memory'] / 2**20:8.0f}{facts['open_ms']:10.1f}{add:>10}"
            f"{facts['disk'] / 1e6:10.1f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Run the race that the command line asks for."""
    parser = argparse.ArgumentParser(description="the index against its peers")
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--queries", type=int, default=200, help="of each kind")
    parser.add_argument("--seconds", type=float, default=10.0, help="what an engine may use for each kind of query")
    parser.add_argument("--kept", type=Path, help="keep text and indexes in this folder, for the next run")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--build", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.build:
        name, folder = arguments.build
        print(json.dumps(built(name, arguments.passages[0], Path(folder))))
        return
    reports = []
    for passages in arguments.passages:
        call = (arguments.engines, arguments.queries, arguments.seconds, arguments.kept)
        reports.append(race(passages, *call))
        if arguments.json:
            arguments.json.write_text(json.dumps(reports, indent=1))
        print(table(reports[-1]), flush=True)


if __name__ == "__main__":
    main()
