"""The index: which documents bear on these terms, by BM25, exactly, at any size.

The formula is `rank_bm25.BM25Plus` with delta = 0, for each field on its own:

    idf    = log((N + 1) / df)
    norm   = k1 (1 - b + b dl / avgdl)
    score  = sum over fields and terms of  weight * idf * (k1 + 1) tf / (norm + tf)

N counts the live documents, df those that hold the term in the field, dl the document's tokens in the field, avgdl
their mean over all live documents (a document without the field counts with 0). Why this class: its idf is above 0
for every term, whereas `BM25Okapi` gives 0 or less to a term that stands in half of the documents, or in the only
one. Why delta = 0: `BM25Plus` adds `idf * delta` to every document, also to those without the term, so delta moves
all scores by the same amount and no document past another; at 0 a document without a matching term scores exactly 0.
What we return equals the class to 1e-9; and hits are found by their terms, never by `score > 0`.

    fields = {"words": Parameters(), "bigrams": Parameters(b=0.3)}
    index = Index.create(folder, documents, fields=fields, attributes=("place", "date"))
    index = Index.open(folder)                      # DamagedIndex: build it again
    query = [("words", "低保", 1.0), ("words", "最低生活保障", 0.8), ("bigrams", "低保", 0.5)]
    for found in index.search(query, 10, allow={"place": {330000}, "date": range(20230101, 20240101)}):
        found.key, found.score, found.matched       # "GB-1234567890ab-a2#3", 7.9, (("words", "低保"), ...)
    index.update(add=documents, remove=keys, note="17")   # searchable at once, elsewhere in 0.2 s
    index.explain(query, found.key)                 # a tree in the formula's names

A document has a key (a string of the caller's), tokens by field, and attributes (32-bit integers) to filter by.
Documents are ordered as they were added; equal scores are ordered by document. Nothing that depends on k1, b or the
statistics is stored, so parameters can be changed at opening, and adding or removing documents changes no list
(retrieval/index).
"""

from __future__ import annotations

import functools
import math
from contextlib import suppress
from itertools import compress
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from retrieval import kernel
from retrieval.index import compiled, plain
from retrieval.index.folder import BusyIndex, Folder, Manifest
from retrieval.index.layout import DamagedIndex
from retrieval.index.model import Document, Explanation, Found, Numbered, Parameters
from retrieval.index.snapshot import Snapshot, Term, term
from retrieval.index.writer import built, merge, without

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from rank_bm25 import BM25Plus

__all__ = [
    "BusyIndex",
    "DamagedIndex",
    "Document",
    "Explanation",
    "Found",
    "Index",
    "Numbered",
    "Parameters",
    "oracle",
]

P = ParamSpec("P")
T = TypeVar("T")
_GLANCE = 0.2
"""Seconds between two looks for what others have published: the call costs a short query as much as its search."""
_new_found = functools.partial(tuple.__new__, Found)
"""A third of the time of calling `Found`, ten times a search."""
_NOTHING: Mapping[str, Collection[int]] = MappingProxyType({})


def _or_damaged(method: Callable[Concatenate[Index, P], T]) -> Callable[Concatenate[Index, P], T]:
    """Have a fault that changed bytes lead to in the middle of a search told as what it is."""

    @functools.wraps(method)
    def told(self: Index, /, *arguments: P.args, **named: P.kwargs) -> T:
        try:
            return method(self, *arguments, **named)
        except (IndexError, UnicodeDecodeError):
            self.check()
            raise

    return told


class Index:
    """An index on disk, searched where it lies; made by `create` or `open`.

    Searching is safe from several threads. What this object writes is found at once; what another process publishes is
    noticed within a fifth of a second, by one call of stat.
    """

    def __init__(self, folder: Folder, *, parameters: Mapping[str, Parameters] | None, plain_path: bool) -> None:
        self._folder, self._parameters = folder, parameters
        self._kernel = None if plain_path else kernel.load()
        self._stamp, self._snapshot = self._read(None)
        self._looked = monotonic()

    @classmethod
    def create(  # noqa: PLR0913 - each is named where it is called
        cls,
        directory: Path,
        documents: Iterable[Document] | Numbered,
        *,
        fields: Mapping[str, Parameters],
        attributes: Sequence[str] = (),
        note: str = "",
        plain_path: bool = False,
    ) -> Self:
        """Build an index of these documents, in place of what is in the folder; readers see the old one until then.

        `documents` is taken one by one, so a generator may count or report progress. `plain_path` leaves the compiled
        kernel aside: slower, the same results.

        Raises:
            ValueError: a key comes twice, a field or an attribute was not declared, a token holds a NUL.
            BusyIndex: another process is writing.
        """
        held = {name: (one.k1, one.b) for name, one in fields.items()}
        library = None if plain_path else kernel.load()
        folder = Folder(Path(directory))
        with folder.locked():
            generation = 1
            with suppress(DamagedIndex):
                generation = folder.read().generation + 1
            empty = Manifest(generation, note, held, tuple(attributes), ())
            entries = built(folder, library, empty, documents)
            folder.publish(empty._replace(segments=entries))
        return cls(folder, parameters=None, plain_path=plain_path)

    @classmethod
    def open(
        cls,
        directory: Path,
        *,
        parameters: Mapping[str, Parameters] | None = None,
        plain_path: bool = False,
    ) -> Self:
        """The index in the folder; `parameters` by field replace those it was created with, for this reader.

        Raises:
            DamagedIndex: there is none, it is of another version, cut off or changed.
        """
        return cls(Folder(Path(directory)), parameters=parameters, plain_path=plain_path)

    @property
    def note(self) -> str:
        """What the last writer wrote down, such as the revision of the catalogue that the index reflects."""
        return self._current().manifest.note

    @property
    def fields(self) -> dict[str, Parameters]:
        return {name: Parameters(k1, b) for name, (k1, b) in self._current().manifest.fields.items()}

    def __len__(self) -> int:
        """How many documents there are."""
        return self._current().live

    @_or_damaged
    def __contains__(self, key: str) -> bool:
        return self._current().find(key) is not None

    @_or_damaged
    def document_frequency(self, field: str, text: str) -> int:
        """In how many documents the term stands in the field.

        Raises:
            ValueError: there is no such field.
        """
        snapshot = self._current()
        return snapshot.frequency(term(_number(snapshot, field), text).text)

    @_or_damaged
    def idfs(self, terms: Iterable[tuple[str, str]]) -> dict[tuple[str, str], float]:
        """The idf of each (field, term), all of one state of the index; 0 for a term that stands nowhere.

        Raises:
            ValueError: there is no such field.
        """
        snapshot = self._current()
        return {(name, text): snapshot.idf(term(_number(snapshot, name), text).text) for name, text in terms}

    @_or_damaged
    def has(self, text: str) -> bool:
        """Whether the term stands in any field."""
        snapshot = self._current()
        return any(snapshot.frequency(term(number, text).text) for number in snapshot.fields.values())

    @_or_damaged
    def search(
        self,
        query: Iterable[tuple[str, str, float]],
        k: int,
        *,
        allow: Mapping[str, Collection[int]] = _NOTHING,
        among: Iterable[str] | None = None,
    ) -> list[Found]:
        """The k best documents that hold a term of the query: (field, term, weight); a term given twice counts twice.

        `allow`: attribute → the values allowed, a set or a `range`; all must be met. `among`: only these keys. Both
        narrow the search itself: a document outside is never a candidate. The statistics stay those of the whole
        index.

        Raises:
            ValueError: there is no such field or attribute, or a weight is not above 0.
            DamagedIndex: the file was changed while it was in use, and that was noticed.
        """
        snapshot = self._current()
        weights = _weights(snapshot, query)
        if not weights or k < 1 or not snapshot.live:
            return []
        masks, view = snapshot.masks(self._kernel, allow, among)
        if self._kernel is None:
            raws = plain.search(snapshot, _terms(snapshot, weights), k, masks)
        else:
            marks = snapshot.marks
            raws = compiled.search(
                self._kernel, view, [marks[name] + text for name, text in weights], weights.values(), k
            )
        segments, held = snapshot.segments, dict[bytes, tuple[tuple[str, str], ...]]()
        found = []
        for score, at, document, flags in raws:
            matched = held.get(flags)  # hits often hold the same terms
            if matched is None:
                matched = held[flags] = tuple(compress(weights, flags))
            found.append(_new_found((segments[at].key(document), score, matched)))
        return found

    @_or_damaged
    def shares(self, terms: Iterable[tuple[str, str]], keys: Iterable[str]) -> list[dict[tuple[str, str], float]]:
        """For each key, what each (field, term) that stands in its document adds to a score at weight 1.

        Nothing for a key that no live document bears.

        Raises:
            ValueError: there is no such field.
        """
        snapshot = self._current()
        wanted = list(_weights(snapshot, [(name, text, 1.0) for name, text in terms]))
        places = [snapshot.find(key) for key in keys]
        held = [place for place in places if place is not None]
        if not wanted or not held:
            return [{} for _ in places]
        if self._kernel is None:
            rows = plain.shares(snapshot, _terms(snapshot, dict.fromkeys(wanted, 1.0)), held)
        else:
            texts = [snapshot.marks[name] + text for name, text in wanted]
            rows = compiled.shares(self._kernel, snapshot.masks(self._kernel, {}, None)[1], texts, held)
        found = ({term: share for term, share in zip(wanted, row, strict=True) if share} for row in rows)
        return [next(found) if place is not None else {} for place in places]

    @_or_damaged
    def explain(self, query: Iterable[tuple[str, str, float]], key: str) -> Explanation:
        """The tree of a document's score: one part for each term that stands in it.

        Raises:
            KeyError: no live document bears the key.
            ValueError: as for `search`.
        """
        snapshot = self._current()
        weights = _weights(snapshot, query)
        place = snapshot.find(key)
        if place is None:
            raise KeyError(key)
        segment, document = snapshot.segments[place[0]], place[1]
        parts = []
        for (name, text), one in zip(weights, _terms(snapshot, weights), strict=True):
            number = segment.term(one.text)
            tf = 0 if number is None else segment.frequency(number, document)
            if tf:
                parts.append(_explained(snapshot, one, f"{name}:{text}", tf, segment.length(one.field, document)))
        return Explanation("score", sum(part.value for part in parts), tuple(parts))

    def add(self, documents: Iterable[Document], *, note: str | None = None) -> None:
        """Add documents; one whose key is known takes the place of the old one. See `update`."""
        self.update(add=documents, note=note)

    def remove(self, keys: Iterable[str], *, note: str | None = None) -> None:
        """Remove the documents that bear these keys; a key that nothing bears is no fault. See `update`."""
        self.update(remove=keys, note=note)

    def update(self, *, add: Iterable[Document] = (), remove: Iterable[str] = (), note: str | None = None) -> None:
        """Remove, then add, in one step: a reader sees all of it or nothing. `note` stays as it is when None.

        Raises:
            ValueError, BusyIndex: as for `create`.
            DamagedIndex: as for `open`.
        """
        with self._folder.locked():
            manifest = self._folder.read()
            note = manifest.note if note is None else note
            after = manifest._replace(generation=manifest.generation + 1, note=note)
            before = Snapshot(self._folder.path, manifest, self._snapshot)
            added = list(add)
            fresh = built(self._folder, self._kernel, after, added)
            leaving = dict.fromkeys([*remove, *(document.key for document in added)])
            kept = without(self._folder, self._kernel, before, after.generation, leaving)
            after = after._replace(segments=tuple(entry for entry in (*kept, *fresh) if entry.live))
            self._folder.publish(after)
            merge(self._folder, self._kernel, after)
        self._refresh()

    def merge(self) -> None:
        """Write all segments as one: the least memory and the fastest search after many changes.

        Raises:
            BusyIndex, DamagedIndex: as for `update`.
        """
        with self._folder.locked():
            merge(self._folder, self._kernel, self._folder.read(), most=None)
        self._refresh()

    def check(self) -> None:
        """Compare every byte with its checksum: about a second a gigabyte.

        Raises:
            DamagedIndex: something has changed.
        """
        for segment in self._current().segments:
            segment.check()

    def _current(self) -> Snapshot:
        now = monotonic()
        if now - self._looked > _GLANCE:
            self._looked = now
            if self._folder.stamp() != self._stamp:
                self._refresh()
        return self._snapshot

    def _refresh(self) -> None:
        self._stamp, self._snapshot = self._read(self._snapshot)

    def _read(self, known: Snapshot | None) -> tuple[tuple[int, int, int] | None, Snapshot]:
        while True:
            stamp = self._folder.stamp()
            manifest = self._folder.read()
            for name, one in (self._parameters or {}).items():
                if name not in manifest.fields:
                    raise ValueError(f"there is no field {name}; there are {', '.join(manifest.fields)}")
                manifest.fields[name] = one.k1, one.b
            try:
                return stamp, Snapshot(self._folder.path, manifest, known)
            except DamagedIndex:
                if stamp == self._folder.stamp():  # else: swept away by a writer who has published since
                    raise


def oracle(documents: Sequence[Sequence[str]], parameters: Parameters) -> BM25Plus:
    """`rank_bm25`'s own object for one field: the formula that the index is held to.

    Raises:
        ZeroDivisionError: there are no documents, which the class cannot do.
    """
    from rank_bm25 import BM25Plus  # noqa: PLC0415 - brings numpy, 0.3 s, and answers need neither

    return BM25Plus(documents, k1=parameters.k1, b=parameters.b, delta=0)


def _number(snapshot: Snapshot, name: str) -> int:
    if name not in snapshot.fields:
        raise ValueError(f"there is no field {name}; there are {', '.join(snapshot.fields)}")
    return snapshot.fields[name]


def _weights(snapshot: Snapshot, query: Iterable[tuple[str, str, float]]) -> dict[tuple[str, str], float]:
    weights: dict[tuple[str, str], float] = {}
    for name, text, weight in query:
        if not 0.0 < weight < math.inf:
            raise ValueError(f"the weight of {name}:{text} must be above 0, not {weight}")
        if name not in snapshot.fields:
            _number(snapshot, name)
        if "\0" not in text:  # no document holds it
            weights[name, text] = weights.get((name, text), 0.0) + weight
    return weights


def _terms(snapshot: Snapshot, weights: Mapping[tuple[str, str], float]) -> list[Term]:
    return [term(snapshot.fields[name], text, weight) for (name, text), weight in weights.items()]


def _explained(snapshot: Snapshot, one: Term, name: str, tf: int, dl: int) -> Explanation:
    idf, k1, b, avgdl = (
        snapshot.idf(one.text),
        *(each[one.field] for each in (snapshot.k1, snapshot.b, snapshot.averages)),
    )
    flat, slope = snapshot.norm(one.field)
    norm = flat + slope * dl
    df = Explanation("df, documents with the term", snapshot.frequency(one.text))
    total = Explanation("N, documents", snapshot.live)
    length = (
        Explanation("b", b),
        Explanation("dl, tokens in the document", dl),
        Explanation("avgdl, mean of dl", avgdl),
    )
    share = (
        Explanation("tf, times in the document", tf),
        Explanation("norm = k1 (1 - b + b dl / avgdl)", norm, (Explanation("k1", k1), *length)),
    )
    parts = (
        Explanation("weight", one.weight),
        Explanation("idf = log((N + 1) / df)", idf, (total, df)),
        Explanation("(k1 + 1) tf / (norm + tf)", (k1 + 1.0) * tf / (norm + tf), share),
    )
    return Explanation(name, one.weight * idf * (k1 + 1.0) * tf / (norm + tf), parts)
