"""Asking and asking on, end to end: the real program as a process, the stand-in for Telegram, people and groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.telegram.html_checks import utf16
from tests.telegram.people import BOT, reply_to
from tests.telegram.scenes import FIRST_MEASURE, MEASURES, edited, quiet
from tests.telegram.standin import ME

if TYPE_CHECKING:
    from tests.telegram.conftest import Cast
    from tests.telegram.standin import StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_private_question_is_answered_with_quotations_and_their_sources(cast: Cast) -> None:
    answer = await cast.person().ask(MEASURES)
    assert len(answer.parsed.quotations()) >= 7
    assert FIRST_MEASURE in answer.parsed.bolds()
    assert any("第238–256行" in quotation for quotation in answer.parsed.quotations())
    assert any(f"t.me/{ME['username']}?start=GB-" in url for _, url in answer.parsed.links())
    assert answer.preview_off


async def test_an_english_question_is_answered_in_english_around_the_chinese_quotations(cast: Cast) -> None:
    answer = await cast.person().ask("What are Shanghai's charity measures?")
    assert FIRST_MEASURE in answer.text
    assert "lines" in answer.text
    assert any("Copy" in label for label in answer.labels())


@pytest.mark.parametrize(
    "text", [f"{BOT} {MEASURES}", f"{MEASURES} {BOT.upper()}", f"/ask {MEASURES}", f"/ask@{ME['username']} {MEASURES}"]
)
async def test_a_group_is_answered_when_it_speaks_to_us(cast: Cast, text: str) -> None:
    group, person = cast.group(), cast.person()
    number = person.say(text, group=group)
    answer = await person.hear(0, group)
    assert FIRST_MEASURE in answer.text
    assert answer.reply_to == number


async def test_a_caption_and_a_text_mention_speak_to_us_too(cast: Cast) -> None:
    group, person = cast.group(), cast.person()
    message = person.message("", group=group)
    del message["text"]
    mention = {"type": "mention", "offset": 0, "length": utf16(BOT)}
    person.world.push(message=message | {"caption": f"{BOT} {MEASURES}", "caption_entities": [mention]})
    assert FIRST_MEASURE in (await person.hear(0, group)).text
    us = {key: ME[key] for key in ("id", "is_bot", "first_name", "username")}
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": us}
    assert FIRST_MEASURE in (await person.ask(f"公报 {MEASURES}", group=group, entities=[entity])).text


async def test_talk_that_is_not_ours_meets_silence(cast: Cast, world: StandIn) -> None:
    group, person = cast.group(), cast.person()
    for text in (MEASURES, "@GongbaoBot2 措施？", f"/ask@OtherBot {MEASURES}", "/ban alice", "me@GongbaoBot.example"):
        person.say(text, group=group)
    await quiet(world, person)
    assert person.answers(group) == []


async def test_a_mention_under_somebodys_question_answers_that_question(cast: Cast) -> None:
    group, ann, ben = cast.group(), cast.person(), cast.person()
    question = ann.message(MEASURES, group=group)
    answer = await ben.ask(BOT, group=group, reply_to_message=question)
    assert FIRST_MEASURE in answer.text


async def test_a_topics_answer_stays_in_its_topic_and_its_conversation_too(cast: Cast) -> None:
    one, person = cast.group(topic=50), cast.person()
    other = replace(one, topic=60)
    assert (await person.ask(f"{BOT} {MEASURES}", group=one)).topic == 50
    assert (await person.ask(f"{BOT} 浙江会议谁出席了？", group=other)).topic == 60
    assert "二是涵养浓厚海派慈善文化" in (await person.ask(f"{BOT} 第二项具体怎么做？", group=one)).text
    assert "杭州" in (await person.ask(f"{BOT} 在哪里召开的？", group=other)).text


# following up


async def test_a_reply_to_an_answer_follows_up_on_that_answer(cast: Cast, world: StandIn) -> None:
    group, person = cast.group(), cast.person()
    first = await person.ask(f"{BOT} {MEASURES}", group=group)
    await person.ask(f"{BOT} 浙江会议谁出席了？", group=group)
    third = await person.ask("第二项具体怎么做？", group=group, **reply_to(world, first))
    assert "二是涵养浓厚海派慈善文化" in third.text


async def test_a_selected_sentence_is_what_this_means(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    answer = await person.ask("哪些地方谈到养老？")
    selected = "进一步扩大养老服务供给，加强儿童关爱服务"
    again = await person.ask("谁出席了？", **reply_to(world, answer, selected=selected))
    assert "余广庆" in again.text
    assert "王文序" not in again.text


async def test_an_edited_question_edits_its_answer(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    answer = await person.ask(MEASURES)
    number = person.last[person.id]
    person.edit(number, "浙江会议谁出席了？")
    await edited(world, answer)
    assert "王文序" in answer.text
    assert len(person.answers()) == 1
    person.edit(number, "浙江会议谁出席了？")
    await quiet(world, person)
    assert len(answer.history) == 1
