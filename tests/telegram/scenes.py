"""What scenarios share: questions that have an answer, and waiting for what comes of a press, an edit, a silence."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.telegram.people import Person
    from tests.telegram.standin import Sent, StandIn

MEASURES = "上海的慈善措施有哪些？"
FIRST_MEASURE = "一是高质量培育发展慈善组织。"


async def edited(world: StandIn, sent: Sent, times: int = 1) -> Sent:
    """The message, when it has been edited so often."""
    await world.until(lambda: len(sent.history) >= times)
    return sent


async def alert(world: StandIn, query: str) -> tuple[str, bool]:
    """What the person who pressed was told."""
    await world.until(lambda: any(row[0] == query for row in world.alerts))
    return next((text, shown) for id_, text, shown in world.alerts if id_ == query)


async def quiet(world: StandIn, person: Person) -> None:
    """Wait until everything before now has been looked at: a private answer comes after it."""
    await person.ask("/help")
    await asyncio.sleep(0.05)
    assert world.waiting <= 1
