"""Everything that can go wrong below the bot, as one tree.

    GongbaoError
    ├── UnreadablePage      a file that no reader can make a page of
    └── CatalogueError      the catalogue cannot be used
        ├── NewerCatalogue  it was written by a later version
        └── CatalogueBusy   another process holds it

Each message is a sentence for the person who has to act on it.
"""

from __future__ import annotations


class GongbaoError(Exception):
    """A sentence that says what is wrong and what to do."""


class UnreadablePage(GongbaoError):
    """A file that cannot be read as a page; the message names the file and what was tried."""


class CatalogueError(GongbaoError):
    """The catalogue cannot be opened or written."""


class NewerCatalogue(CatalogueError):
    """The catalogue was written by a later version and is left untouched."""


class CatalogueBusy(CatalogueError):
    """Another process is writing to the catalogue."""
