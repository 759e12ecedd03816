"""How many pages a second are read, cleaned and assembled? `python tests/benchmarks/reading.py [PAGES]`.

Makes PAGES damaged pages (200 unless told) of some 4,000 characters, writes them as files and takes them, on one core,
through each step: bytes to page, page to clean text, page to articles, articles to sentences' citations. Prints a row
a step: milliseconds a page, the median and the worst, pages a second, and the time against what jieba takes to cut the
same pages into words: that ratio tells more than the rate, in which machines differ threefold.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

import jieba

from corpus.assembly import assemble
from corpus.cleaning import clean
from corpus.reading import read
from tests.corpus import damage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIRST = 20  # pages that are read before, and not measured
CHARACTERS = 2900  # at least, of the articles: with headlines and line ends some 4,000
Given = TypeVar("Given")
Made = TypeVar("Made")


def write_pages(folder: Path, count: int) -> list[Path]:
    """As many pages as told, each of some 4,000 characters."""
    files = []
    for seed in range(count):
        file = folder / f"{seed:05}.txt"
        file.write_text(damage.page(seed, characters=CHARACTERS).text, encoding="utf-8")
        files.append(file)
    return files


def timed(step: Callable[[Given], Made], given: Sequence[Given]) -> tuple[list[Made], list[float]]:
    """What the step makes of each thing given, and the milliseconds that each took."""
    gc.collect()
    gc.freeze()  # what other steps have made is not searched for cycles over and over
    made, milliseconds = [], []
    for thing in given:
        start = time.perf_counter()
        made.append(step(thing))
        milliseconds.append(1000 * (time.perf_counter() - start))
    return made, milliseconds


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        files = write_pages(Path(folder), count + FIRST)
        for file in files[count:]:
            assemble(read(file))  # tables are loaded once: that of words by the first page whose signs are shifted
        del files[count:]
        pages, reading = timed(read, files)
        _, cleaning = timed(clean, pages)
        assemblies, assembling = timed(assemble, pages)
        _, citing = timed(lambda assembly: [s.citation for a in assembly.articles for s in a.sentences], assemblies)
        jieba.setLogLevel("WARNING")
        jieba.initialize()
        _, cutting = timed(jieba.lcut, [page.text for page in pages])
    characters = statistics.mean(len(page.text) for page in pages)
    articles = sum(len(assembly.articles) for assembly in assemblies)
    print(f"{count} pages of {characters:.0f} characters, {articles} articles, one core")
    print(f"{'step':34}{'median ms':>10}{'worst ms':>10}{'pages/s':>10}{'x jieba':>10}")
    both = [one + two for one, two in zip(reading, assembling, strict=True)]
    for name, milliseconds in (
        ("read", reading),
        ("clean (part of assemble)", cleaning),
        ("assemble", assembling),
        ("read and assemble", both),
        ("cite every sentence", citing),
        ("jieba cuts the same text", cutting),
    ):
        rate, ratio = 1000 * count / sum(milliseconds), sum(milliseconds) / sum(cutting)
        print(f"{name:34}{statistics.median(milliseconds):10.2f}{max(milliseconds):10.2f}{rate:10.0f}{ratio:10.2f}")


if __name__ == "__main__":
    main()
