"""The racers of `race.py`: the index and its peers, each behind the same four methods."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from retrieval.bm25 import Document, Index, Parameters, oracle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

K = 10
"""Hits asked for."""
CHOSEN = Parameters()


class Engine(Protocol):
    """One racer: builds into a folder, opens it, answers with passages, may add a page."""

    name: str
    exact: bool

    def build(self, passages: Sequence[list[str]], folder: Path) -> None: ...

    def open(self, folder: Path) -> None: ...

    def ask(self, query: list[str]) -> Sequence[Any]: ...

    def passages(self, answer: Sequence[Any]) -> list[int]:
        """The passages of an answer, outside the time that is taken."""

    def add(self, page: Sequence[list[str]]) -> bool:
        """Make a page searchable; False where that means building all again."""


class Gongbao:
    name, exact = "gongbao", True

    def build(self, passages: Sequence[list[str]], folder: Path) -> None:
        documents = (Document(str(number), {"words": words}) for number, words in enumerate(passages))
        Index.create(folder, documents, fields={"words": CHOSEN})

    def open(self, folder: Path) -> None:
        self.index = Index.open(folder)

    def ask(self, query: list[str]) -> Sequence[Any]:
        return self.index.search([("words", word, 1.0) for word in query], K)

    def passages(self, answer: Sequence[Any]) -> list[int]:
        return [int(found.key) for found in answer]

    def add(self, page: Sequence[list[str]]) -> bool:
        self.index.add(Document(f"-{number}", {"words": words}) for number, words in enumerate(page))
        return True


class Bm25s:
    exact = True

    def __init__(self, backend: str) -> None:
        self.name, self._backend = f"bm25s {backend}", backend

    def build(self, passages: Sequence[list[str]], folder: Path) -> None:
        import bm25s  # noqa: PLC0415 - an optional peer

        index = bm25s.BM25(method="atire", k1=CHOSEN.k1, b=CHOSEN.b, backend=self._backend)
        index.index(passages, show_progress=False)
        index.save(folder, show_progress=False)

    def open(self, folder: Path) -> None:
        import bm25s  # noqa: PLC0415 - an optional peer

        self._index = bm25s.BM25.load(folder)
        self._index.backend = self._backend
        if self._backend == "numba":
            self._index.activate_numba_scorer()
        self.ask(["w1"])

    def ask(self, query: list[str]) -> Sequence[Any]:
        found: Sequence[Any] = self._index.retrieve([query], k=K, show_progress=False, n_threads=1)[0][0]
        return found

    def passages(self, answer: Sequence[Any]) -> list[int]:
        return [int(number) for number in answer]

    def add(self, page: Sequence[list[str]]) -> bool:
        del page
        return False


class Tantivy:
    name, exact = "tantivy", False

    def build(self, passages: Sequence[list[str]], folder: Path) -> None:
        index = self._opened(folder)
        writer = index.writer(heap_size=512_000_000, num_threads=1)
        for number, words in enumerate(passages):
            writer.add_document(self._document(number, words))
        writer.commit()
        writer.wait_merging_threads()

    def _opened(self, folder: Path) -> Any:  # noqa: ANN401 - a peer without types
        import tantivy  # noqa: PLC0415 - an optional peer

        self._tantivy = tantivy
        schema = tantivy.SchemaBuilder()
        schema.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        schema.add_unsigned_field("number", stored=True)
        self._schema = schema.build()
        return tantivy.Index(self._schema, path=str(folder))

    def _document(self, number: int, words: list[str]) -> Any:  # noqa: ANN401 - a peer without types
        return self._tantivy.Document(words=[" ".join(words)], number=number)

    def open(self, folder: Path) -> None:
        self._index = self._opened(folder)
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, query: list[str]) -> Sequence[Any]:
        made, should = self._tantivy.Query, self._tantivy.Occur.Should
        either = made.boolean_query([(should, made.term_query(self._schema, "words", word, "freq")) for word in query])
        found: Sequence[Any] = self._searcher.search(either, K, count=False).hits
        return found

    def passages(self, answer: Sequence[Any]) -> list[int]:
        return [self._searcher.doc(address)["number"][0] for _, address in answer]

    def add(self, page: Sequence[list[str]]) -> bool:
        writer = self._index.writer(num_threads=1)
        for number, words in enumerate(page):
            writer.add_document(self._document(number, words))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()
        return True


class Fts5:
    name, exact = "SQLite FTS5", False

    def build(self, passages: Sequence[list[str]], folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        with sqlite3.connect(folder / "fts.db") as held:
            held.execute("create virtual table t using fts5(words, content='', tokenize='ascii')")
            rows = ((number, " ".join(words)) for number, words in enumerate(passages))
            held.executemany("insert into t(rowid, words) values (?, ?)", rows)
            held.execute("insert into t(t) values ('optimize')")
        held.close()

    def open(self, folder: Path) -> None:
        self._held = sqlite3.connect(folder / "fts.db")

    def ask(self, query: list[str]) -> Sequence[Any]:
        match = " OR ".join(f'"{word}"' for word in query)
        return self._held.execute(f"select rowid from t where t match ? order by rank limit {K}", [match]).fetchall()

    def passages(self, answer: Sequence[Any]) -> list[int]:
        return [number for (number,) in answer]

    def add(self, page: Sequence[list[str]]) -> bool:
        with self._held:
            self._held.executemany("insert into t(words) values (?)", [(" ".join(words),) for words in page])
        return True


class RankBm25:
    name, exact = "rank_bm25", True

    def build(self, passages: Sequence[list[str]], folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._index = oracle(passages, CHOSEN)  # it lives in memory only, and is made again to be asked

    def open(self, folder: Path) -> None:
        del folder

    def ask(self, query: list[str]) -> Sequence[Any]:
        scores = self._index.get_scores(query)
        best = np.argpartition(-scores, K)[:K]
        return list(best[np.argsort(-scores[best])])

    def passages(self, answer: Sequence[Any]) -> list[int]:
        return [int(number) for number in answer]

    def add(self, page: Sequence[list[str]]) -> bool:
        del page
        return False


ENGINES: dict[str, Callable[[], Engine]] = {
    "gongbao": Gongbao,
    "bm25s-numba": lambda: Bm25s("numba"),
    "bm25s-numpy": lambda: Bm25s("numpy"),
    "tantivy": Tantivy,
    "fts5": Fts5,
    "rank_bm25": RankBm25,
}
LARGEST = {"rank_bm25": 100_000}
"""Passages beyond which an engine is left out: a dictionary a passage takes 5 GiB at a million, and 4 s a query."""
