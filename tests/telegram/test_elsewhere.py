"""Inline and guest mode, and groups that move, end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.telegram.html_checks import parsed
from tests.telegram.people import BOT
from tests.telegram.scenes import FIRST_MEASURE, MEASURES

if TYPE_CHECKING:
    from tests.telegram.conftest import Cast
    from tests.telegram.standin import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_inline_offers_ten_quoted_cards_and_then_the_next(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    query = person.type_inline("上海 慈善")
    answer = await world.until(lambda: world.inline.get(query))
    assert len(answer["results"]) == 10
    card = answer["results"][0]
    content = parsed(card["input_message_content"]["message_text"])
    assert content.quotations()
    assert "慈善" in content.text
    assert card["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://t.me/")
    further = person.type_inline("上海 慈善", answer["next_offset"])
    more = await world.until(lambda: world.inline.get(further))
    assert more["results"]
    assert not {row["id"] for row in more["results"]} & {row["id"] for row in answer["results"]}


async def test_inline_with_nothing_to_offer_leads_to_the_bot(cast: Cast, world: StandIn) -> None:
    for text in ("", "qzxwv"):
        query = cast.person().type_inline(text)
        answer = await world.until(lambda query=query: world.inline.get(query))  # type: ignore[misc]  # the loop's own
        assert answer["results"] == []
        assert answer["button"]["start_parameter"] == "inline"


async def test_a_guest_question_gets_one_message(cast: Cast, world: StandIn) -> None:
    query = cast.person().ask_guest(f"{BOT} {MEASURES}")
    result = await world.until(lambda: world.guests.get(query))
    assert FIRST_MEASURE in parsed(result["input_message_content"]["message_text"]).text


async def test_a_group_that_becomes_a_supergroup_keeps_its_conversation(cast: Cast, world: StandIn) -> None:
    old, new, person = cast.group(), cast.group(), cast.person()
    answer = await person.ask(f"{BOT} {MEASURES}", group=old)
    for here, moved in ((old, {"migrate_to_chat_id": new.id}), (new, {"migrate_from_chat_id": old.id})):
        service = person.message("", group=here)
        del service["text"]
        world.push(message=service | moved)
    assert "二是涵养浓厚海派慈善文化" in (await person.ask(f"{BOT} 第二项具体怎么做？", group=new)).text
    assert answer.chat == old.id
