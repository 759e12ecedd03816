"""How long does it take to read a library, and to open it? `python tests/benchmarks/ingest.py [PAGES]`.

Writes PAGES damaged pages (10,000 unless told) of some 4,000 characters, each of its own content, ingests them in a
process of its own (which has workers), then again unchanged, and opens the catalogue beside one of ten pages. Prints
seconds and, of the ingesting process and of its largest worker, the most megabytes that were resident.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.corpus import damage

STYLES = 250
CHARACTERS = 3000  # of the articles: with headlines and line ends some 4,000
INGEST = (
    "import resource, sys\n"
    "from bot.cli import main\n"
    "if __name__ == '__main__':\n"
    "    status = main(sys.argv[1:])\n"
    "    most = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
    "    print(*most, file=sys.stderr)\n"
    "    sys.exit(status)\n"
)
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
    """Pages in so many styles of damage; those of one style differ in their dates and their last line."""
    texts = [damage.page(seed, characters=CHARACTERS).text for seed in range(min(count, STYLES))]
    for number in range(count):
        text = texts[number % len(texts)].replace("2025", str(1950 + number // len(texts) % 70))
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06}.txt").write_text(f"{text}\n（第{number}期）\n", encoding="utf-8")


def gongbao(*words: str | Path) -> tuple[float, list[float]]:
    """Seconds that the command took, and the most megabytes that it held and that a worker of it held."""
    start = time.perf_counter()
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
        script.write(INGEST)
        script.flush()
        command = [sys.executable, script.name, *map(str, words)]
        done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    return seconds, [int(kilobytes) / 1024 for kilobytes in done.stderr.splitlines()[-1].split()]


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
        seconds, (own, worker) = gongbao("ingest", "--no-bundled", "--db", large, folder / "pages")
        print(f"ingest {count} pages: {seconds:.1f} s ({count / seconds:.0f} pages/s)")
        print(f"at most {own:.0f} MB, and {worker:.0f} MB in a worker")
        print(f"catalogue: {large.stat().st_size / 2**20:.0f} MB")
        print(f"ingest again, unchanged: {gongbao('ingest', '--db', large, folder / 'pages')[0]:.1f} s")
        print(f"check: {gongbao('check', '--db', large)[0]:.1f} s")
        print(f"open: {opening(large):.2f} ms; one of ten pages: {opening(small):.2f} ms")


if __name__ == "__main__":
    main()
