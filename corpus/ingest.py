"""Files and folders into the catalogue, in a fixed order, one transaction a file.

A file is known again by its size and time, then by the hash of its bytes, then by its page's id: the first that agrees
saves the rest of the work. A file that cannot be read leaves what is stored of it as it was, and the others go on.
Where there are many, `workers` take their pages apart, a few files ahead of the one that is being stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

from corpus.assembly import assemble
from corpus.errors import UnreadablePage
from corpus.folders import below, find, gone
from corpus.reading import fault, read
from corpus.store import Stamp
from corpus.workers import Workers

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

    from corpus.assembly import Assembly
    from corpus.model import Article, Page
    from corpus.store import Catalogue, File


GRAIN_NS = 2_000_000_000  # the coarsest clock of a file system in use (FAT)


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REJECTED = "rejected"


class Entry(NamedTuple):
    """One file's outcome: how many articles and leftovers were read from it; why it was rejected, or what to know."""

    path: Path
    outcome: Outcome
    articles: int = 0
    leftovers: int = 0
    reason: str = ""


@dataclass
class Report:
    """What was done, counted; `skipped` are files in folders that are hidden or of another kind."""

    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    rejected: list[Entry] = field(default_factory=list)
    articles: int = 0
    leftovers: int = 0
    skipped: int = 0

    def add(self, entry: Entry) -> None:
        self.counts[entry.outcome] += 1
        self.articles += entry.articles
        self.leftovers += entry.leftovers
        if entry.outcome is Outcome.REJECTED:
            self.rejected.append(entry)


async def ingest(
    catalogue: Catalogue,
    paths: Sequence[Path],
    *,
    prune: bool = False,
    heard: Callable[[Entry, int, int], None] | None = None,
    take_apart: Callable[[Page], Assembly] = assemble,
) -> Report:
    """Read every file at and below `paths` that is new or has changed.

    With `prune`, files at and below `paths` that are gone from the disk are removed; the bundled bulletins never are,
    nor is what was read from a folder that is gone as a whole.
    `heard` is told each entry as it happens, with how many files are done, of how many.

    Raises:
        CatalogueError: the catalogue cannot be written; each file's articles are whole, old or new.
    """
    report, found = Report(), find(paths)
    report.skipped = found.skipped
    stored = {file.path: file for file in await catalogue.files()}
    roots = [root for root in found.roots if str(root) in stored or root.is_dir()]
    lost = [Path(path) for path in stored if below(Path(path), roots) and gone(Path(path))] if prune else []
    done, total = 0, len(found.files) + len(lost)

    def tell(entry: Entry) -> None:
        report.add(entry)
        if heard:
            heard(entry, done, total)

    for path, reason in found.faults:
        if not any(below(file, (_real(path),)) for file in lost):  # what is gone was asked to be forgotten
            tell(Entry(path, Outcome.REJECTED, reason=reason))
    with Workers(take_apart) as workers:
        async for seen, begun in workers.in_turn(_look(found.files, stored)):
            done += 1
            tell(await _take(catalogue, seen, workers, begun))
    for path in lost:
        done += 1
        await catalogue.remove(path)
        tell(Entry(path, Outcome.REMOVED))
    return report


async def read_again(catalogue: Catalogue, *, heard: Callable[[Entry, int, int], None] | None = None) -> Report:
    """Read every stored page anew, from the catalogue itself: a later version may read better than the one before.

    `heard` is told as by `ingest`.

    Raises:
        CatalogueError: the catalogue cannot be written; each page's articles are whole, old or new.
    """
    report, total = Report(), len({file.page for file in await catalogue.files()})
    done = 0
    with Workers(assemble) as workers:
        async for page, begun in workers.in_turn((page, page) async for page in catalogue.pages()):
            done += 1
            try:
                assembly = await workers.finish(page, begun)
            except UnreadablePage as error:
                entry = Entry(Path(page.name), Outcome.REJECTED, reason=str(error))
            else:
                await catalogue.renew(page, assembly.articles, assembly.leftovers)
                entry = _entry(Path(page.name), Outcome.REPLACED, assembly)
            report.add(entry)
            if heard:
                heard(entry, done, total)
    return report


class _Seen(NamedTuple):
    """A file as it was found: its page, where that is not known to be what is stored of it; why it cannot be read."""

    path: Path
    known: File | None
    stamp: Stamp | None = None
    page: Page | None = None
    why_not: str = ""


async def _look(paths: Iterable[Path], stored: Mapping[str, File]) -> AsyncIterator[tuple[_Seen, Page | None]]:
    """Each file, with its page where that has to be taken apart, once of those with the same content."""
    pages = {file.page for file in stored.values()}
    for path in paths:
        seen = _see(path, stored.get(str(path)))
        new = seen.page if seen.page and seen.page.id not in pages else None
        if new:
            pages.add(new.id)
        yield seen, new


def _see(path: Path, known: File | None) -> _Seen:
    try:
        stamp = _stamp(path, known.stamp if known else None)
        same = known is not None and stamp.sha256 == known.stamp.sha256
        page = None if same else _page(path, stamp)
        return _Seen(path, known, _trusted(stamp), page)
    except UnreadablePage as error:
        return _Seen(path, known, why_not=str(error))


async def _take(catalogue: Catalogue, seen: _Seen, workers: Workers, begun: asyncio.Future[Assembly] | None) -> Entry:
    """One file: left alone, replaced, added or rejected."""
    path, known, stamp, page, why_not = seen
    outcome = Outcome.REPLACED if known else Outcome.ADDED
    if stamp is None:
        return Entry(path, Outcome.REJECTED, reason=why_not)
    if page is None or (known and page.id == known.page):  # the same bytes, or the same text in another encoding
        if known and stamp != known.stamp:
            await catalogue.touch(path, stamp)
        return Entry(path, Outcome.UNCHANGED)
    if await catalogue.hold(path, page.id, page.name, stamp):
        return Entry(path, outcome, reason=f"the same page as another file ({page.id}) / 与另一文件内容相同")
    try:
        assembly = await workers.finish(page, begun)
    except UnreadablePage as error:
        return Entry(path, Outcome.REJECTED, reason=str(error))
    await catalogue.replace(path, page, assembly.articles, assembly.leftovers, stamp=stamp)
    return _entry(path, outcome, assembly)


def _entry(path: Path, outcome: Outcome, assembly: Assembly) -> Entry:
    return Entry(path, outcome, len(assembly.articles), len(assembly.leftovers), _remarks(assembly.articles))


def _remarks(articles: Sequence[Article]) -> str:
    """What a person should know of how the page was read; nothing, as a rule."""
    untitled = sum(article.title_inferred for article in articles)
    titles = len({article.title.text for article in articles})
    return "; ".join(
        remark
        for holds, remark in (
            (not articles, "no article stands on it, its text is kept / 未见文章，文字已保留"),
            (untitled, f"{untitled} without a headline, named after the lead / {untitled} 篇无标题，以首句为题"),
            (titles < len(articles), "articles with the same headline / 有同题文章"),
        )
        if holds
    )


def _page(path: Path, stamp: Stamp) -> Page:
    """The page in a file that is the same after reading as when `stamp` was taken.

    Raises:
        UnreadablePage: it is not the same, or cannot be read.
    """
    page = read(path)
    if _stamp(path, None) != stamp:
        raise UnreadablePage(f"{path.name} changed while it was read; try again / {path.name} 读取时有改动，请重试")
    return page


def _stamp(path: Path, known: Stamp | None) -> Stamp:
    """The file's stamp; its bytes are not read again where size and time are as they were.

    Raises:
        UnreadablePage: it cannot be looked at.
    """
    try:
        str(path).encode()
        state = path.stat()
        if known and (state.st_size, state.st_mtime_ns) == (known.size, known.mtime_ns):
            return known
        if not S_ISREG(state.st_mode):
            return Stamp(state.st_size, state.st_mtime_ns, "")  # the reader says what it is
        with path.open("rb") as file:
            sha256 = file_digest(file, "sha256").hexdigest()
        return Stamp(state.st_size, state.st_mtime_ns, sha256)
    except UnicodeEncodeError as error:
        raise UnreadablePage("its name is not UTF-8; rename it / 文件名不是 UTF-8，请改名") from error
    except OSError as error:
        raise UnreadablePage(f"{path.name} {fault(error)}") from error


def _trusted(stamp: Stamp) -> Stamp:
    """A time that is hardly past is kept as 0: the file may change again within the clock's grain and keep it."""
    return stamp if time_ns() - stamp.mtime_ns > GRAIN_NS else stamp._replace(mtime_ns=0)


def _real(path: Path) -> Path:
    return path.parent.resolve() / path.name
