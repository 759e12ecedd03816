"""What is pressed, end to end: sources, pages, judgements, suggestions, and whose buttons they are."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.telegram.people import BOT
from tests.telegram.scenes import FIRST_MEASURE, MEASURES, alert, edited

if TYPE_CHECKING:
    from tests.telegram.conftest import Cast
    from tests.telegram.program import Program
    from tests.telegram.standin import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_source_opens_in_its_paragraph_and_closes_again(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    answer = await person.ask(MEASURES)
    text = answer.text
    person.press(answer, "📄 2")
    await edited(world, answer)
    whole = next(bold for bold in answer.parsed.bolds() if bold.startswith(FIRST_MEASURE))
    assert len(whole) > len(FIRST_MEASURE)  # all the sentences that the number cites
    assert "238│" in answer.text
    assert answer.button("📋")["copy_text"]["text"].endswith("GB-3243106a8b93-a3-s4")
    person.press(answer, "📰")
    await edited(world, answer, 2)
    assert "七是加强党的领导" in answer.text
    person.press(answer, "↩")
    await edited(world, answer, 3)
    assert answer.text == text


async def test_a_long_list_is_turned_page_by_page_and_nothing_is_lost(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    answer = await person.ask("江西的措施有哪些？")
    seen = answer.parsed.quotations()
    turned = 0
    while any(label == "›" for label in answer.labels()):
        turned += 1
        person.press(answer, "›")
        await edited(world, answer, turned)
        seen += answer.parsed.quotations()
    assert turned
    for item in ("一是健全工作机制。", "六是规范资金管理。", "十八是防范化解风险。"):
        assert any(item in quotation for quotation in seen)
    assert sum("每季度通报一次进展" in quotation for quotation in seen) == 18
    person.press(answer, "‹")
    await edited(world, answer, turned + 1)


async def test_thumbs_are_kept(cast: Cast, world: StandIn, program: Program) -> None:
    person = cast.person()
    answer = await person.ask(MEASURES)
    text, shown = await alert(world, person.press(answer, "👍"))
    assert (bool(text), shown) == (True, False)
    await alert(world, person.press(answer, "👎"))
    with sqlite3.connect(program.db) as db:
        assert db.execute("SELECT good FROM feedback WHERE person = ?", (person.id,)).fetchall() == [(0,)]
    db.close()


async def test_a_suggestion_is_asked_by_its_button(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    start = await person.ask("/start")
    label = next(label for label in start.labels())
    await alert(world, person.press(start, label))
    answer = await person.hear(1)
    assert answer.parsed.quotations()
    assert answer.reply_to == start.id


async def test_a_reading_is_chosen_by_its_button(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    question = await person.ask("What did Taizhou do?")
    labels = [label for label in question.labels() if "Taizhou" in label]
    assert len(labels) == 2
    await alert(world, person.press(question, labels[0]))
    assert (await person.hear(1)).reply_to == question.id


async def test_in_a_group_buttons_belong_to_the_one_who_asked(cast: Cast, world: StandIn) -> None:
    group, ann, ben = cast.group(), cast.person(), cast.person()
    answer = await ann.ask(f"{BOT} {MEASURES}", group=group)
    text, shown = await alert(world, ben.press(answer, "📄"))
    assert shown
    assert "提问的人" in text
    assert not answer.history
    assert (await alert(world, ann.press(answer, "📄"))) == ("", False)
    await edited(world, answer)


@pytest.mark.parametrize("data", ["v1:page:99999:0", "v0:old:1:2", "nonsense", "v1:source:1:99"])
async def test_a_stale_or_forged_button_says_so(cast: Cast, world: StandIn, data: str) -> None:
    person = cast.person()
    answer = await person.ask("/help")
    text, shown = await alert(world, person.press(answer, "", data=data))
    assert shown
    assert "失效" in text
    assert not answer.history


async def test_an_answer_cannot_be_read_from_another_chat(cast: Cast, world: StandIn) -> None:
    ann, ben = cast.person(), cast.person()
    private = await ann.ask(MEASURES)
    own = await ben.ask("/help")
    text, _ = await alert(world, ben.press(own, "", data=private.button("👍")["callback_data"].replace("good", "page")))
    assert "失效" in text
    assert not own.history
