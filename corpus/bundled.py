"""The bulletins that come with the program, so that there is something to ask from the first minute."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.assembly import assemble
from corpus.reading import decode
from corpus.store import Reading, Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator


def bundled_bulletins() -> Iterator[Reading]:
    """Each bundled page, by name; its stamp has no time, for it never changes."""
    folder = files("corpus") / "bulletins"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            data = file.read_bytes()
            page = decode(file.name, data)
            assembly = assemble(page)
            stamp = Stamp(len(data), 0, sha256(data).hexdigest())
            yield Reading(page, assembly.articles, assembly.leftovers, stamp)
