"""What this channel asks of the rest of the house: two narrow protocols, kept here because here they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from bot.answers.model import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answers.model import Answer
    from corpus.model import Article, Sentence
    from corpus.store import Card


class Answering(Protocol):
    """Who answers questions; `bot.dialogue.Dialogue` does."""

    async def ask(
        self, conversation: str, text: str, *, language: Language | None = None, about: Sentence | None = None
    ) -> Answer:
        """The answer to `text` in its conversation; `about` is the sentence that a person points at."""
        ...


class Shelf(Protocol):
    """Where sources are looked up and found; `bot.library.Library` does it."""

    async def load(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles that there are of `ids`."""
        ...

    async def cards(self) -> Sequence[Card]:
        """All articles in brief, by bulletin and then down the page."""
        ...

    async def find(self, text: str, *, limit: int) -> Sequence[Sentence]:
        """The sentences that bear on `text` most, best first."""
        ...


def spoken(setting: str | None, client: str | None) -> Language:
    """The language of our own words: what was set in the chat, else what the person's client speaks."""
    if setting is not None:
        return Language(setting)
    return Language.CHINESE if (client or "").lower().startswith(("zh", "yue", "wuu")) else Language.ENGLISH
