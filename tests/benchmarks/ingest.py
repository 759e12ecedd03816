"""How long does it take to read a library, and to open it? `python tests/benchmarks/ingest.py [PAGES]`.

Writes PAGES pages (10,000 unless told) made from the bundled ones, each of its own content, ingests them in a process
of its own, then again unchanged, and opens the catalogue beside one of ten pages. Prints seconds and megabytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BULLETINS = Path(__file__).parents[2] / "corpus" / "bulletins"
OPEN = (
    "import asyncio, pathlib, sys, time\n"
    "from corpus.store import Catalogue\n"
    "async def opened():\n"
    "    start = time.perf_counter()\n"
    "    async with await Catalogue.open(pathlib.Path(sys.argv[1])) as catalogue:\n"
    "        await catalogue.revision()\n"
    "        return time.perf_counter() - start\n"
    "async def main():\n"
    "    print(min([await opened() for _ in range(20)]))\n"
    "asyncio.run(main())\n"
)


def write_pages(folder: Path, count: int) -> None:
    """Pages of some 4,000 characters that differ in their dates, figures and folders."""
    texts = [file.read_text(encoding="utf-8") for file in sorted(BULLETINS.glob("*.txt"))]
    for number in range(count):
        text = (
            texts[number % len(texts)].replace("2025", str(1950 + number % 70)).replace("24日", f"{number % 28 + 1}日")
        )
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(f"{text}\n（第{number}期）\n", encoding="utf-8")


def gongbao(*words: str | Path) -> float:
    """Seconds that the command took."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "bot.cli", *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def opening(catalogue: Path) -> float:
    """Milliseconds, the best of twenty."""
    return 1000 * float(subprocess.check_output([sys.executable, "-c", OPEN, str(catalogue)]))


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large, small = folder / "large.sqlite3", folder / "small.sqlite3"
        write_pages(folder / "ten", 10)
        gongbao("ingest", "--no-bundled", "--db", small, folder / "ten")
        write_pages(folder / "pages", count)
        seconds = gongbao("ingest", "--no-bundled", "--db", large, folder / "pages")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"ingest {count} pages: {seconds:.1f} s ({count / seconds:.0f} pages/s), at most {memory:.0f} MB")
        print(f"catalogue: {large.stat().st_size / 2**20:.0f} MB")
        print(f"ingest again, unchanged: {gongbao('ingest', '--db', large, folder / 'pages'):.1f} s")
        print(f"check: {gongbao('check', '--db', large):.1f} s")
        print(f"open: {opening(large):.2f} ms; one of ten pages: {opening(small):.2f} ms")


if __name__ == "__main__":
    main()
