"""What a conversation leaves from one question to the next, and who keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Protocol


@dataclass(frozen=True)
class Context:
    """What the last answer of a conversation leaves for the next question; every field is plain data for storing.

    `enumeration` is the list that was quoted, `item` the ordinal of the one item of it, if it was one;
    `people` are those whom the answer named.
    """

    question: str = ""
    articles: tuple[str, ...] = ()
    enumeration: int | None = None
    item: int | None = None
    people: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, object]) -> Context:
        """The context that `to_json` wrote.

        Raises:
            TypeError, ValueError: the data is of another shape.
        """
        articles, people, choices = (data.get(key, ()) for key in ("articles", "people", "choices"))
        number, item = data.get("enumeration"), data.get("item")
        if not (
            isinstance(articles, list | tuple)
            and isinstance(people, list | tuple)
            and isinstance(choices, list | tuple)
        ):
            raise TypeError("articles, people and choices are lists")
        return cls(
            question=str(data.get("question", "")),
            articles=tuple(str(id_) for id_ in articles),
            enumeration=number if isinstance(number, int) else None,
            item=item if isinstance(item, int) else None,
            people=tuple(map(str, people)),
            choices=tuple((str(label), str(question)) for label, question in choices),
        )


class Memory(Protocol):
    """Keeps one context a conversation."""

    async def load(self, conversation: str) -> Context | None: ...

    async def save(self, conversation: str, context: Context) -> None: ...


class Forgetful:
    """A memory that lasts as long as the program."""

    def __init__(self) -> None:
        self._contexts: dict[str, Context] = {}

    async def load(self, conversation: str) -> Context | None:
        return self._contexts.get(conversation)

    async def save(self, conversation: str, context: Context) -> None:
        self._contexts[conversation] = context
