"""Does the catalogue still say what its pages say?

Nothing stored is believed: each id is computed again, each text cut again from its page, each sentence compared with
the digest that was taken when it was read, the log of changes replayed. A page is loaded at a time, so a catalogue of
any size can be proved. What does not fit is a `Fault`, which names the row (the sentences are in
`corpus.findings`).
"""

from __future__ import annotations

import struct
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from sqlite3 import DatabaseError
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.database import APPLICATION_ID, told
from corpus.findings import PARTS, Fault, found
from corpus.migrations import CATALOGUE
from corpus.model import Page, Span
from corpus.rows import COLUMNS, article_of, digest, seal
from corpus.store import BUNDLED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

    from corpus.model import Article, Repair
    from corpus.store import Catalogue
    from corpus.traced import Traced


UNREADABLE = (ValueError, TypeError, AttributeError, IndexError, OverflowError, struct.error)
"""What a damaged value raises when it is read."""


class Proved(NamedTuple):
    """How much was looked at."""

    pages: int
    articles: int
    sentences: int


async def audit(catalogue: Catalogue) -> AsyncIterator[Fault | Proved]:
    """Everything that is wrong, table by table and page by page, and at the end what was looked at.

    Raises:
        CatalogueError: the file cannot be read at all.
    """
    with told(catalogue.path):
        async for fault in _file_faults(catalogue):
            yield fault
        for fault in _files_faults(await _rows(catalogue, "SELECT path, name, size, mtime_ns, sha256 FROM files")):
            yield fault
        async for fault in _log_faults(catalogue):
            yield fault
        proved = Proved(0, 0, 0)
        for (key,) in await _rows(catalogue, "SELECT key FROM pages ORDER BY name, id"):
            try:
                faults, articles, sentences = await _read_again(catalogue, key)
            except (*UNREADABLE, DatabaseError) as error:
                faults, articles, sentences = [found("unreadable", "page", f"#{key}", error=error)], 0, 0
            for fault in faults:
                yield fault
            proved = Proved(proved.pages + 1, proved.articles + articles, proved.sentences + sentences)
        yield proved


async def _read_again(catalogue: Catalogue, key: int) -> tuple[list[Fault], int, int]:
    """What is wrong with a page and all that was read from it, and how many articles and sentences that was."""
    held = [name for (name,) in await _rows(catalogue, "SELECT name FROM files WHERE page = ?", key)]
    query = "SELECT id, sha256, name, text, encoding FROM pages WHERE key = ?"
    ((id_, sha256, *values),) = await _rows(catalogue, query, key)
    page = Page(*values)
    faults = list(_page_faults(page, id_, sha256, held))
    query = f"SELECT key, id, seal, {', '.join(COLUMNS)} FROM articles WHERE page = ? ORDER BY number"
    articles = await _rows(catalogue, query, key)
    query = """SELECT s.article, s.number, s.id, s.start, s.stop, s.digest FROM articles a
        JOIN sentences s ON s.article = a.key WHERE a.page = ? ORDER BY s.article, s.number"""
    sentences_of: dict[int, list[tuple[Any, ...]]] = {}
    for article_key, *sentence in await _rows(catalogue, query, key):
        sentences_of.setdefault(article_key, []).append(tuple(sentence))
    count = 0
    for article_key, article_id, sealed, *row in articles:
        sentences = sentences_of.get(article_key, [])
        count += len(sentences)
        if seal(row) != sealed:
            faults.append(found("altered", "article", article_id))
        try:
            article = article_of(page, row, ",".join(str(stop) for _, _, _, stop, _ in sentences))
            faults += _article_faults(article, article_id)
            faults += _sentence_faults(article, sentences)
        except UNREADABLE as error:
            faults.append(found("unreadable", "article", article_id, error=error))
    query = "SELECT seal, number, text, origins, reason FROM leftovers WHERE page = ? ORDER BY number"
    for sealed, *row in await _rows(catalogue, query, key):
        if seal(row) != sealed:
            faults.append(found("altered", "leftover", f"{row[0]} ({page.name})"))
    return faults, len(articles), count


async def _file_faults(catalogue: Catalogue) -> AsyncIterator[Fault]:
    """The database as such: its pages, its references, its records of how it came about."""
    for (line,) in await _rows(catalogue, "PRAGMA integrity_check(20)"):
        if line != "ok":
            yield found("sqlite", "database", said=line)
    for table, key, parent, _ in await _rows(catalogue, "PRAGMA foreign_key_check"):
        yield found("reference", table.removesuffix("s"), f"#{key}" if key else "", table=parent)
    steps = await _rows(catalogue, "SELECT number, name FROM migrations WHERE room = 'catalogue' ORDER BY number")
    if steps != [(number, step.name) for number, step in enumerate(CATALOGUE, 1)]:
        yield found("steps", "migrations")
    for pragma, right in (("user_version", len(CATALOGUE)), ("application_id", APPLICATION_ID)):
        if (mark := (await _rows(catalogue, f"PRAGMA {pragma}"))[0][0]) != right:
            yield found("mark", "database", mark=pragma, found=mark, right=right)
    meta = await _rows(catalogue, "SELECT name, value FROM meta")
    if [name for name, _ in meta] != ["bundled"] or meta[0][1] not in {"yes", "no"}:
        yield found("begun", "meta")


def _files_faults(rows: Iterable[Sequence[Any]]) -> Iterator[Fault]:
    """A file that lies where it was read, unchanged in size and time, must have the hash that was taken."""
    for path, name, size, mtime_ns, sha256 in rows:
        if path.rpartition("/")[2].removeprefix(BUNDLED) != name and Path(path).name != name:
            yield found("called", "file", path, name=name)
        source = files("corpus") / "bulletins" / name if path.startswith(BUNDLED) else Path(path)
        try:
            if not source.is_file():
                continue
            if isinstance(source, Path) and not path.startswith(BUNDLED):
                state = source.stat()
                if (state.st_size, state.st_mtime_ns) != (size, mtime_ns):
                    continue
            with source.open("rb") as file:
                taken = file_digest(file, "sha256").hexdigest()
        except OSError:
            continue
        if taken != sha256:
            yield found("bytes", "file", path)


async def _log_faults(catalogue: Catalogue) -> AsyncIterator[Fault]:
    """Replayed, the log gives the articles that are there; its revisions leave out none."""
    present: set[str] = set()
    previous = 0
    log = await _rows(catalogue, "SELECT revision, article, added FROM changes ORDER BY revision, added")
    for revision, article, added in log:
        if revision not in {previous, previous + 1}:
            yield found("gap", "changes", first=previous + 1, last=revision - 1)
        previous = revision
        if bool(added) == (article in present):
            yield found("twice" if added else "absent", "changes", revision=revision, article=article)
        (present.add if added else present.discard)(article)
    stored = {id_ for (id_,) in await _rows(catalogue, "SELECT id FROM articles")}
    for id_ in sorted(present - stored):
        yield found("gone", "article", id_)
    for id_ in sorted(stored - present):
        yield found("unlogged", "article", id_)


def _page_faults(page: Page, id_: str, sha256: str, held: Sequence[str]) -> Iterator[Fault]:
    where = f"{id_} ({page.name})"
    if page.sha256 != sha256:
        yield found("hash", "page", where, found=page.sha256[:12], right=str(sha256)[:12])
    if page.id != id_:
        yield found("id", "page", where, right=page.id)
    if not held:
        yield found("unheld", "page", where)
    elif page.name not in held:
        yield found("names", "page", where, names=", ".join(sorted(held)))
    try:
        page.text.encode(page.encoding)
    except (LookupError, UnicodeEncodeError):
        yield found("encoding", "page", where, encoding=page.encoding)


def _article_faults(article: Article, id_: str) -> Iterator[Fault]:
    if article.id != id_:
        yield found("id", "article", id_, right=article.id)
    for name, chinese in PARTS.items():
        traced: Traced | None = getattr(article, name)
        if traced is not None and (at := _astray(traced, article.page, article.repairs)) is not None:
            yield found("astray", "article", id_, at=at, part=name, chinese=chinese)
    for repair in article.repairs:
        if article.page.text[repair.at : repair.at + 1] != repair.stood:
            yield found("repair", "article", id_, at=repair.at, stood=repair.stood)
    if not all(0 <= span.start <= span.end <= len(article.body) for span in _inner_spans(article)):
        yield found("inner", "article", id_)


def _sentence_faults(article: Article, rows: Sequence[Sequence[Any]]) -> Iterator[Fault]:
    """The sentences, laid end to end, give the body; each is what was read, and stands in the page."""
    end = 0
    for sentence, (number, id_, start, stop, taken) in zip(article.sentences, rows, strict=True):
        if number != sentence.number or id_ != sentence.id:
            yield found("id", "sentence", id_, right=sentence.id)
        if start != end:
            yield found("begins", "sentence", id_, start=start, end=end)
        end = stop
        if digest(sentence.text) != taken:
            yield found("digest", "sentence", id_)
        if not sentence.stands_in_its_page():
            yield found("unfounded", "sentence", id_)
    if end != len(article.body):
        yield found("ends", "article", article.id, end=end, length=len(article.body))


def _astray(traced: Traced, page: Page, repairs: Iterable[Repair]) -> int | None:
    """The first character that is not the page's at its origin, repairs and kinds of space aside."""
    if traced.stands_in(page.text):
        return None
    repaired = {(repair.at, repair.read) for repair in repairs}
    for at, (read, origin) in enumerate(zip(traced.text, traced.origins, strict=True)):
        stood = page.text[origin : origin + 1]
        if stood != read and not (stood.isspace() and read.isspace()) and (origin, read) not in repaired:
            return at
    return None


def _inner_spans(article: Article) -> Iterator[Span]:
    yield from article.paragraphs
    for enumeration in article.enumerations:
        if enumeration.lead:
            yield enumeration.lead
        for item in enumeration.items:
            yield from (item.marker, item.headline, item.detail)


async def _rows(catalogue: Catalogue, query: str, *values: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await catalogue.connection.execute_fetchall(query, values)]
