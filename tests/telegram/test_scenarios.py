"""What a person can do, end to end: the real program as a process, the stand-in for Telegram, people and groups."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.telegram.conftest import OPERATOR
from tests.telegram.html_checks import parsed, utf16
from tests.telegram.people import BOT, Person, reply_to
from tests.telegram.standin import ME

if TYPE_CHECKING:
    from tests.telegram.conftest import Cast
    from tests.telegram.program import Program
    from tests.telegram.standin import Sent, StandIn

pytestmark = pytest.mark.asyncio(loop_scope="session")

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


# asking


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


# buttons


async def test_a_source_opens_in_its_paragraph_and_closes_again(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    answer = await person.ask(MEASURES)
    text = answer.text
    person.press(answer, "📄 2")
    await edited(world, answer)
    assert FIRST_MEASURE in answer.parsed.bolds()
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
    for item in ("一是健全工作机制。", "六是规范资金管理。", "十二是落实保障措施。"):
        assert any(item in quotation for quotation in seen)
    assert sum("每季度通报一次进展" in quotation for quotation in seen) >= 8
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


# commands


async def test_start_says_what_the_bot_knows_and_offers_two_questions_that_work(cast: Cast) -> None:
    start = await cast.person().ask("/start")
    assert "公报 3 份、文章 7 篇" in start.text
    assert "上海" in start.text
    assert len(start.labels()) == 2
    assert any("start=GB-" in url for _, url in start.parsed.links())


async def test_a_deep_link_opens_its_source(cast: Cast) -> None:
    source = await cast.person().ask("/start GB-3243106a8b93-a3-s4")
    assert FIRST_MEASURE in source.parsed.bolds()


async def test_open_shows_a_source_or_says_that_there_is_none(cast: Cast) -> None:
    person = cast.person()
    assert FIRST_MEASURE in (await person.ask("/open GB-3243106a8b93-a3-s4")).text
    assert "七是加强党的领导" in (await person.ask("/open gb-3243106a8b93-A3")).text
    assert "没有编号" in (await person.ask("/open GB-000000000000-a1")).text
    assert "用法" in (await person.ask("/open")).text


async def test_bulletins_are_listed_with_a_button_for_each_article(cast: Cast, world: StandIn) -> None:
    person = cast.person()
    listed = await person.ask("/bulletins")
    assert "浙江召开全省民政工作座谈会" in listed.text
    person.press(listed, "3")
    await edited(world, listed)
    assert FIRST_MEASURE in listed.text


async def test_a_language_can_be_fixed_and_freed_again(cast: Cast) -> None:
    person = cast.person()
    assert "English" in (await person.ask("/lang en")).text
    assert "lines" in (await person.ask(MEASURES)).text
    assert "中文" in (await person.ask("/lang zh")).text
    assert "行" in (await person.ask("What are Shanghai's charity measures?")).text
    assert "自动" in (await person.ask("/lang auto")).text
    assert "没有这种语言" in (await person.ask("/lang xx")).text


async def test_the_bot_speaks_the_language_of_the_persons_client(cast: Cast) -> None:
    assert "就是问那一句" in (await cast.person("zh-hant").ask("/help")).text
    assert "Just write" in (await cast.person("de").ask("/help")).text
    assert "没有这个命令" in (await cast.person("zh").ask("/dance")).text


async def test_forget_deletes_everything_at_once(cast: Cast, world: StandIn, program: Program) -> None:
    person, group = cast.person(), cast.group()
    answer = await person.ask("上海有多少项慈善措施？")
    await person.ask(f"{BOT} {MEASURES}", group=group)
    await alert(world, person.press(answer, "👍"))
    assert "保存" in (await person.ask("/privacy")).text
    assert "2 条" in (await person.ask("/forget")).text
    with sqlite3.connect(program.db) as db:
        kept = "SELECT count(*) FROM answers WHERE asker = ?1 OR chat = ?1"
        assert db.execute(kept, (person.id,)).fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM feedback WHERE person = ?", (person.id,)).fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM conversations WHERE chat = ?", (person.id,)).fetchone() == (0,)
    db.close()
    written = b"".join(path.read_bytes() for path in program.db.parent.glob(program.db.name + "*") if path.is_file())
    assert "上海有多少项慈善措施".encode() not in written
    text, _ = await alert(world, person.press(answer, "👍"))
    assert "失效" in text
    assert "没有保存" in (await person.ask("/forget")).text


async def test_in_a_group_forget_takes_ones_own_and_an_administrators_takes_all(cast: Cast, world: StandIn) -> None:
    group, ann, ben = cast.group(), cast.person(), cast.person()
    await ann.ask(f"{BOT} {MEASURES}", group=group)
    await ben.ask(f"{BOT} {MEASURES}", group=group)
    await ben.ask(f"{BOT} 浙江会议谁出席了？", group=group)
    assert "2 条" in (await ben.ask("/forget", group=group)).text
    world.administrators.add((group.id, ben.id))
    assert "1 条" in (await ben.ask("/forget", group=group)).text


async def test_who_speaks_as_a_channel_cannot_empty_a_groups_record(cast: Cast, program: Program) -> None:
    group, ann, ben = cast.group(), cast.person(), cast.person()
    await ann.ask(f"{BOT} {MEASURES}", group=group)
    channel = {"id": -5000, "type": "channel", "title": "a channel"}
    assert "nothing was deleted" in (await ben.ask("/forget", group=group, sender_chat=channel)).text
    with sqlite3.connect(program.db) as db:
        assert db.execute("SELECT count(*) FROM answers WHERE chat = ?", (group.id,)).fetchone() == (1,)
    db.close()
    assert "Deleted: 1 questions" in (await ben.ask("/forget", group=group, sender_chat=group.as_json())).text


async def test_status_is_for_the_operator_alone(cast: Cast, world: StandIn) -> None:
    operator = Person(world, OPERATOR, language="en")
    before = len(operator.answers())
    operator.say("/status")
    status = await operator.hear(before)
    assert "questions" in status.text
    assert "Privacy mode is on" in status.text
    assert "没有这个命令" in (await cast.person().ask("/status")).text


@pytest.mark.usefixtures("program")
async def test_menus_are_set_for_each_scope_and_language(world: StandIn) -> None:
    await world.until(lambda: len(world.made("setMyDescription")) == 2)
    scopes = {scope for scope, _ in world.commands}
    assert scopes == {"default", "all_private_chats", "all_group_chats", f"chat{OPERATOR}"}
    chinese = {row["command"]: row["description"] for row in world.commands["all_private_chats", "zh"]}
    assert chinese["ask"] == "提问"
    assert "status" not in chinese
    assert "status" in {row["command"] for row in world.commands[f"chat{OPERATOR}", ""]}


async def test_the_operator_learns_what_privacy_mode_means(world: StandIn, program: Program) -> None:
    operator = Person(world, OPERATOR)
    await world.until(lambda: any("Privacy mode is on" in message.text for message in operator.answers()))
    assert "/setprivacy" in program.log


# elsewhere


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


@pytest.mark.usefixtures("program")
async def test_nothing_was_refused_by_telegram_in_all_this(world: StandIn) -> None:
    assert [refusal for refusal in world.refusals if "terminated by other" not in refusal[1]] == []
