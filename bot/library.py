"""The catalogue and the index over it: where answers find their sentences.

The index is derived data, in a folder beside the catalogue's file (`<file>.index/`). Its note says which revision of
the catalogue it holds. Before each question that is compared (one query of SQLite, a tenth of a millisecond), and what
has come or gone since is put in or taken out, so that a running program finds a page as soon as it was ingested, by
whatever process. Where the index is missing, damaged or of another version it is built from the catalogue, with a
sentence and, on a terminal, a bar.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, Self

from corpus.errors import GongbaoError
from retrieval.index.folder import BusyIndex
from retrieval.index.layout import DamagedIndex
from retrieval.question import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from corpus.model import Article, Sentence
    from corpus.places import Place
    from corpus.store import Card, Catalogue
    from retrieval.bm25 import Document
    from retrieval.question import Question
    from retrieval.search import Hit, PassageHit, Searcher

BATCH = 100
"""Articles that are loaded at a time when the index is built."""
MANY = 2_000
"""After more new articles the index is built again, with a bar, rather than held in memory to be put in at once."""
QUIET = 200
"""An index of no more articles is built in the time that saying so would take to read."""


class UnusableIndex(GongbaoError):
    """The index's folder cannot be written."""


class Note(NamedTuple):
    """What the index says it holds: of which way of indexing, which revision, and a mark of what that revision did."""

    version: int
    revision: int
    mark: str

    def __str__(self) -> str:
        return f"{self.version} {self.revision} {self.mark}"

    @classmethod
    def read(cls, text: str) -> Note | None:
        """The note, or None where it is none of ours."""
        parts = text.split(" ")
        if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):
            return None
        return cls(int(parts[0]), int(parts[1]), parts[2])


LONGEST_LINE = 120
"""Characters up to which a text may be a line beside an article: a kicker, a byline, a credit."""


class Library:
    """What a question is searched in; `async with` closes it. The catalogue stays its owner's.

    `report` hears of the building of more than `quiet` articles: how many are done, and how many there are.

    Raises, from every method that searches:
        UnusableIndex: the index has to be built and its folder cannot be written.
        CatalogueError: as the catalogue does.
    """

    def __init__(
        self, catalogue: Catalogue, *, report: Callable[[int, int], None] | None = None, quiet: int = QUIET
    ) -> None:
        self.catalogue = catalogue
        self.folder: Path = catalogue.path.with_name(f"{catalogue.path.name}.index")
        self._report, self._quiet = report or on_stderr, quiet
        self._searcher: Searcher | None = None
        self._changing = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._searcher = None

    async def search(
        self,
        question: Question,
        *,
        limit: int = 10,
        bulletins: Collection[str] | None = None,
        dates: range | None = None,
    ) -> tuple[Hit, ...]:
        """The best sentences, best first; none when the question has no content or no sentence has a word of it.

        `bulletins` are ids of pages to search within, `dates` those of the articles' news (`retrieval.passages.days`).
        """
        if question.reason:
            return ()
        searcher = await self._current()
        try:
            passages = searcher.passages(question, bulletins=bulletins, dates=dates)
        except DamagedIndex:
            searcher = await self._rebuilt()
            passages = searcher.passages(question, bulletins=bulletins, dates=dates)
        articles = await self.load([passage.article for passage in passages])
        return searcher.sentences(question, passages, articles, k=limit)

    async def passages(self, question: Question, *, limit: int = 10) -> tuple[PassageHit, ...]:
        """The best passages, best first."""
        return (await self._current()).passages(question, k=limit) if not question.reason else ()

    async def find(self, text: str, *, limit: int) -> tuple[Sentence, ...]:
        """The sentences that bear on what a person wrote, best first."""
        return tuple(hit.sentence for hit in await self.search(understand(text), limit=limit))

    async def similar(self, sentence: str, *, limit: int) -> tuple[Article, ...]:
        """The articles with the passages that have most of the sentence's words, best first."""
        found = (await self._current()).alike(sentence, k=limit)
        return tuple((await self.load(list(dict.fromkeys(hit.article for hit in found)))).values())

    async def holding(self, sentence: str) -> tuple[Article, ...]:
        """The articles that hold the sentence to the letter, white space aside, among the most similar hundred."""
        wanted = _bare(sentence)
        return tuple(
            article
            for article in await self.similar(sentence, limit=BATCH)
            if wanted in _bare(article.body.text) or wanted in _bare(article.title.text)
        )

    async def signed(self, line: str) -> tuple[Article, ...]:
        """The articles whose kicker, byline or credit holds a short line to the letter, white space aside."""
        wanted = _bare(line)
        if not wanted or len(wanted) > LONGEST_LINE:
            return ()
        found = []
        async for article in self.catalogue.articles():
            lines = (article.kicker, article.byline, article.credit)
            if any(each and wanted in _bare(each.text) for each in lines):
                found.append(article)
        return tuple(found)

    async def article(self, id_: str) -> Article | None:
        """The article of that id, where there is one."""
        return await self.catalogue.article(id_)

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles of those ids, in that order; unknown ids are left out."""
        return await self.catalogue.load(list(dict.fromkeys(ids)))

    async def cards(self, place: Place | None = None) -> list[Card]:
        """All articles in brief, by bulletin and then down the page; those of one place where it is given."""
        return await self.catalogue.cards(place=place)

    async def revision(self) -> int:
        """The catalogue's revision: it grows with every change."""
        return await self.catalogue.revision()

    async def size(self) -> int:
        """How many passages the index holds."""
        return len((await self._current()).index)

    async def refresh(self) -> None:
        """Bring the index up to the catalogue's revision now rather than with the next question."""
        await self._current()

    async def _current(self) -> Searcher:
        """The searcher over an index that holds what the catalogue holds; an older one while another changes it."""
        from retrieval.search import VERSION  # noqa: PLC0415 - 30 ms, and of a few bulletins all is read, none searched

        revision = await self.catalogue.revision()
        if self._searcher is not None:
            with suppress(DamagedIndex):
                note = Note.read(self._searcher.index.note)
                if note is not None and note[:2] == (VERSION, revision):
                    return self._searcher
                if self._changing.locked():
                    return self._searcher
        async with self._changing:
            with suppress(DamagedIndex):
                self._searcher = await self._followed(revision)
                return self._searcher
            return await self._built()

    async def _rebuilt(self) -> Searcher:
        async with self._changing:
            return await self._built()

    async def _followed(self, revision: int) -> Searcher:
        """The index that is there, after what has changed since.

        Raises:
            DamagedIndex: it has to be built anew.
        """
        from retrieval.search import VERSION, Searcher, documents_of, keys_of  # noqa: PLC0415 - the same

        searcher = self._searcher or Searcher.open(self.folder)
        note = Note.read(searcher.index.note)
        if note is None or note.version != VERSION or note.revision > revision:
            raise DamagedIndex(f"{self.folder} was made in another way or for another catalogue")
        if self._searcher is None and note.mark != await self._mark(note.revision):
            raise DamagedIndex(f"{self.folder} was made for another catalogue")
        if note.revision == revision:
            return searcher
        changes = await self.catalogue.changes(since=note.revision)
        if len(changes.added) > MANY:
            return await self._built()
        added = (await self.load(changes.added)).values()
        removed = [key for article in changes.removed for key in keys_of(searcher.index, article)]
        fresh = Note(VERSION, revision, await self._mark(revision))
        with suppress(BusyIndex):  # another process is at it; the next question will see what it did
            await asyncio.to_thread(
                lambda: searcher.index.update(add=documents_of(added), remove=removed, note=str(fresh))
            )
        return searcher

    async def _built(self) -> Searcher:
        """The index, built from the whole catalogue."""
        from retrieval.search import VERSION, Searcher, documents_of  # noqa: PLC0415 - the same

        loop = asyncio.get_running_loop()
        revision = await self.catalogue.revision()
        ids = [card.id for card in await self.catalogue.cards()]
        note = Note(VERSION, revision, await self._mark(revision))

        def found() -> Iterator[Document]:
            for start in range(0, len(ids), BATCH):
                if len(ids) > self._quiet:
                    self._report(start, len(ids))
                batch = asyncio.run_coroutine_threadsafe(self.catalogue.load(ids[start : start + BATCH]), loop)
                yield from documents_of(batch.result().values())
            if len(ids) > self._quiet:
                self._report(len(ids), len(ids))

        try:
            self._searcher = await asyncio.to_thread(lambda: Searcher.create(self.folder, found(), note=str(note)))
        except OSError as error:
            raise UnusableIndex(
                f"the index {self.folder} cannot be written: {error.strerror or error} / 无法写入索引"
            ) from error
        return self._searcher

    async def _mark(self, revision: int) -> str:
        """What a revision did, in brief: it tells one catalogue from another that has come as far."""
        changes = await self.catalogue.changes(since=max(0, revision - 1), until=revision)
        return blake2b(repr(tuple(changes)).encode(), digest_size=8).hexdigest()


def on_stderr(done: int, total: int) -> None:
    """Say that the index is being built; on a terminal, with a bar."""
    if sys.stderr.isatty():
        filled = 30 * done // max(1, total)
        end = "\n" if done == total else ""
        sys.stderr.write(
            f"\rBuilding the index / 正在建立索引 [{'#' * filled}{'.' * (30 - filled)}] {done:,} of {total:,}{end}"
        )
        sys.stderr.flush()
    elif done == 0:
        sys.stderr.write(f"Building the index of {total:,} articles / 正在为 {total:,} 篇文章建立索引\n")


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
