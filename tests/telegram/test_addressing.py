"""One table: an update, and what it wants of us."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.addressing import (
    Ask,
    Command,
    Decision,
    Guest,
    Inline,
    Me,
    Moved,
    Press,
    Silence,
    decide,
    topic_of,
)
from tests.telegram.html_checks import utf16
from tests.telegram.people import entities

ME = Me(123456789, "GongbaoBot")
US = {"id": ME.id, "is_bot": True, "first_name": "公报", "username": ME.username}
ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "zh-hans"}
GROUP = {"id": -100, "type": "supergroup", "title": "g"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ann"}
OUR_ANSWER = {"message_id": 3, "date": 1, "chat": GROUP, "from": US, "text": "an answer"}
THEIR_QUESTION = {"message_id": 4, "date": 1, "chat": GROUP, "from": ANN, "text": "上海的慈善措施有哪些？"}
ELSEWHERE = {"origin": {"type": "user", "date": 1, "sender_user": ANN}, "message_id": 5}
OPENING = {
    "message_id": 50, "date": 1, "chat": GROUP, "from": US,
    "forum_topic_created": {"name": "t", "icon_color": 1},
}  # fmt: skip
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def message(text: str | None = None, /, *, chat: dict[str, Any] = GROUP, **more: object) -> dict[str, Any]:
    body = {"message_id": 9, "date": 1, "chat": chat, "from": ANN, **more}
    if text is not None:
        body["text"] = text
        body.setdefault("entities", entities(text))
    return {key: value for key, value in body.items() if value is not None}


def decided(kind: str = "message", /, **body: object) -> Decision:
    return decide(Update.de_json({"update_id": 1, kind: body}, None), ME)


def said(text: str | None = None, /, **more: Any) -> Decision:  # noqa: ANN401 - fields of a message
    return decided(**message(text, **more))


QUESTIONS = {
    "private chat": (message("上海有哪些措施？", chat=PRIVATE), "上海有哪些措施？"),
    "mention first": (message("@GongbaoBot 上海有哪些措施？"), "上海有哪些措施？"),
    "mention last": (message("上海有哪些措施？@GongbaoBot"), "上海有哪些措施？"),
    "mention in the middle": (message("上海 @GongbaoBot 有哪些措施"), "上海 有哪些措施"),
    "upper case": (message("@GONGBAOBOT 措施？"), "措施？"),
    "lower case": (message("@gongbaobot 措施？"), "措施？"),
    "mention and comma": (message("@GongbaoBot，措施？"), "措施？"),
    "mentioned twice": (message("@GongbaoBot 措施？ @GongbaoBot"), "措施？"),
    "after an emoji": (message("😀😀 @GongbaoBot 措施？"), "😀😀 措施？"),
    "after 𠮷": (message("𠮷野家 @GongbaoBot 措施？"), "𠮷野家 措施？"),
    "beside another's mention": (message("@alice @GongbaoBot 措施？"), "@alice 措施？"),
    "caption": (
        message(None, caption="@GongbaoBot 措施？", caption_entities=[{"type": "mention", "offset": 0, "length": 11}]),
        "措施？",
    ),
    "caption in private": (message(None, chat=PRIVATE, caption="措施？"), "措施？"),
    "text mention": (
        message("公报 措施？", entities=[{"type": "text_mention", "offset": 0, "length": 2, "user": US}]),
        "措施？",
    ),
    "/ask": (message("/ask 措施？"), "措施？"),
    "/ask in capitals": (message("/ASK 措施？"), "措施？"),
    "/ask@bot": (message("/ask@GongbaoBot 措施？"), "措施？"),
    "/ask@BOT": (message("/ask@gongbaobot 措施？"), "措施？"),
    "/ask and a mention": (message("/ask @GongbaoBot，措施？"), "措施？"),
    "/ask@bot and a mention at the end": (message("/ask@GongbaoBot 措施？ @gongbaobot"), "措施？"),
    "/ask over two lines": (message("/ask\n措施？"), "措施？"),
    "/ask in reply to a question": (message("/ask", reply_to_message=THEIR_QUESTION), THEIR_QUESTION["text"]),
    "mention in reply to a question": (
        message("@GongbaoBot", reply_to_message=THEIR_QUESTION),
        THEIR_QUESTION["text"],
    ),
    "mention in reply to a selected stretch": (
        message(
            "@GongbaoBot",
            reply_to_message=THEIR_QUESTION,
            quote={"text": "慈善措施", "position": 3, "is_manual": True},
        ),
        "慈善措施",
    ),
    "mention with words in reply to a question": (
        message("@GongbaoBot 湖北呢？", reply_to_message=THEIR_QUESTION),
        "湖北呢？",
    ),
    "mention in reply to a stretch of another chat": (
        message("@GongbaoBot", external_reply=ELSEWHERE, quote={"text": "慈善措施？", "position": 3}),
        "慈善措施？",
    ),
    "mention and /ask": (message("@GongbaoBot /ask 措施？"), "措施？"),
    "mention and something with a slash": (message("@GongbaoBot /etc/passwd 是什么？"), "/etc/passwd 是什么？"),
    "mention and words before a command": (message("@GongbaoBot 请看 /help"), "请看 /help"),
    "reply to our answer": (message("湖北呢？", reply_to_message=OUR_ANSWER), "湖北呢？"),
    "reply to our answer naming somebody later": (
        message("湖北呢 @alice", reply_to_message=OUR_ANSWER),
        "湖北呢 @alice",
    ),
    "topic": (message("@GongbaoBot 措施？", message_thread_id=50, is_topic_message=True), "措施？"),
    "mention under the opening message": (
        message("@GongbaoBot 措施？", message_thread_id=50, is_topic_message=True, reply_to_message=OPENING),
        "措施？",
    ),
    "anonymous administrator": (message("@GongbaoBot 措施？", **{"from": ANONYMOUS}, sender_chat=GROUP), "措施？"),
    "forwarded to us in private": (
        message("措施？", chat=PRIVATE, forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "x"}),
        "措施？",
    ),
}

SILENT = {
    "plain talk": message("上海有哪些措施？"),
    "a longer name": message("@GongbaoBot2 措施？"),
    "an e-mail address": message("write to me@GongbaoBot.example"),
    "an e-mail address as Telegram marks it": message(
        "me@GongbaoBot", entities=[{"type": "email", "offset": 0, "length": 13}]
    ),
    "a mention without a mark": message("@GongbaoBot 措施？", entities=[]),
    "another text mention": message(
        "公报 措施？", entities=[{"type": "text_mention", "offset": 0, "length": 2, "user": ANN}]
    ),
    "/ask of another bot": message("/ask@OtherBot 措施？"),
    "a command that we do not have": message("/ban alice"),
    "another bot's command that names us": message("/ban @GongbaoBot"),
    "our name and another bot's command": message("@GongbaoBot /help@OtherBot"),
    "a command in the middle": message("try /ask something"),
    "reply to somebody else": message("湖北呢？", reply_to_message=THEIR_QUESTION),
    "reply to us that names somebody first": message("@alice 看看", reply_to_message=OUR_ANSWER),
    "the forum's opening message, ours": message(
        "湖北呢？", message_thread_id=50, is_topic_message=True, reply_to_message=OPENING
    ),
    "the opening message without its mark": message(
        "湖北呢？",
        message_thread_id=50,
        is_topic_message=True,
        reply_to_message={**OUR_ANSWER, "message_id": 50},
    ),
    "channel post": message("@GongbaoBot 措施？", chat={"id": -5, "type": "channel", "title": "c"}),
    "a channel's post in its group": message(
        "@GongbaoBot 措施？",
        is_automatic_forward=True,
        sender_chat={"id": -5, "type": "channel", "title": "c"},
    ),
    "by way of a bot": message("@GongbaoBot 措施？", via_bot=US),
    "by way of us, in private": message("措施", chat=PRIVATE, via_bot=US),
    "another bot": message("@GongbaoBot 措施？", **{"from": {"id": 8, "is_bot": True, "first_name": "b"}}),
    "forwarded to a group": message(
        "@GongbaoBot 措施？", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "x"}
    ),
    "a sticker": message(None, chat=PRIVATE),
    "a picture without words": message(None, chat=PRIVATE, photo=[]),
    "somebody joins": message(None, new_chat_members=[ANN]),
    "white space": message("   ", chat=PRIVATE),
}


@pytest.mark.parametrize("case", QUESTIONS)
def test_a_question_to_us_is_heard_without_our_name_in_it(case: str) -> None:
    update, text = QUESTIONS[case]
    decision = decided(**update)
    assert isinstance(decision, Ask), decision
    assert decision.text == text
    assert not decision.edited


@pytest.mark.parametrize("case", SILENT)
def test_what_does_not_speak_to_us_meets_silence(case: str) -> None:
    assert isinstance(decided(**SILENT[case]), Silence)


@pytest.mark.parametrize("case", QUESTIONS)
def test_an_edited_question_is_heard_as_one(case: str) -> None:
    update, text = QUESTIONS[case]
    decision = decided("edited_message", **update)
    assert isinstance(decision, Ask)
    assert (decision.text, decision.edited) == (text, True)


def test_a_channel_post_update_meets_silence() -> None:
    post = message("@GongbaoBot 措施？", chat={"id": -5, "type": "channel", "title": "c"}, **{"from": None})
    assert isinstance(decided("channel_post", **post), Silence)
    assert isinstance(decided("edited_channel_post", **post), Silence)


def test_conversations_are_kept_apart_by_chat_and_topic() -> None:
    topic = said("@GongbaoBot 措施？", message_thread_id=50, is_topic_message=True)
    thread = said("@GongbaoBot 措施？", message_thread_id=60)
    assert isinstance(topic, Ask)
    assert isinstance(thread, Ask)
    assert (topic.where.topic, topic.where.conversation) == (50, "telegram:-100:50")
    assert (thread.where.topic, thread.where.conversation) == (None, "telegram:-100:0")


def test_a_reply_to_our_answer_names_that_answer_and_the_selected_words() -> None:
    selected = {"text": "an ans", "position": 0, "is_manual": True}
    decision = said("谁出席了？", reply_to_message=OUR_ANSWER, quote=selected)
    assert isinstance(decision, Ask)
    assert (decision.replied, decision.quoted) == (3, "an ans")


def test_an_anonymous_administrator_is_nobody() -> None:
    decision = said("@GongbaoBot 措施？", **{"from": ANONYMOUS}, sender_chat=GROUP)
    assert isinstance(decision, Ask)
    assert decision.where.asker is None
    assert decision.where.language is None


def test_a_person_is_known_by_number_and_language() -> None:
    decision = said("措施？", chat=PRIVATE)
    assert isinstance(decision, Ask)
    assert (decision.where.asker, decision.where.language, decision.where.private) == (7, "zh-hans", True)


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/start GB-0123456789ab-a1-s2", "start", "GB-0123456789ab-a1-s2"),
        ("/open@GongbaoBot GB-0123456789ab-a1", "open", "GB-0123456789ab-a1"),
        ("/LANG zh", "lang", "zh"),
        ("/forget", "forget", ""),
        ("@GongbaoBot /help", "help", ""),
        ("@GongbaoBot, /open GB-0123456789ab-a1", "open", "GB-0123456789ab-a1"),
        ("@gongbaobot /LANG@GongbaoBot en", "lang", "en"),
    ],
)
def test_a_command_is_read_with_its_argument(text: str, name: str, argument: str) -> None:
    decision = said(text)
    assert isinstance(decision, Command)
    assert (decision.name, decision.argument) == (name, argument)


def test_an_unknown_command_is_told_where_it_is_said_to_us() -> None:
    for decision in (said("/dance", chat=PRIVATE), said("@GongbaoBot /dance")):
        assert isinstance(decision, Command)
        assert decision.name == "unknown"


def test_what_is_selected_in_a_message_that_is_not_ours_goes_along_with_the_words() -> None:
    selected = {"text": "慈善措施", "position": 3, "is_manual": True}
    for above in ({"reply_to_message": THEIR_QUESTION}, {"external_reply": ELSEWHERE}):
        decision = said("@GongbaoBot 谁出席了？", quote=selected, **above)
        assert isinstance(decision, Ask)
        assert (decision.text, decision.replied, decision.quoted) == ("谁出席了？", None, "慈善措施")


def test_a_conversation_tells_its_topic() -> None:
    topic = said("@GongbaoBot 措施？", message_thread_id=50, is_topic_message=True)
    assert isinstance(topic, Ask)
    assert topic_of(topic.where.conversation) == 50
    assert topic_of("telegram:-100:0") is None
    assert topic_of("terminal") is None


def test_our_name_alone_asks_for_help() -> None:
    decision = said("@GongbaoBot")
    assert isinstance(decision, Command)
    assert decision.name == "help"


def test_an_edited_command_is_not_done_again() -> None:
    assert isinstance(decided("edited_message", **message("/forget", chat=PRIVATE)), Silence)


@pytest.mark.parametrize("field", ["migrate_to_chat_id", "migrate_from_chat_id"])
def test_a_group_that_moved_is_noticed_from_either_side(field: str) -> None:
    old, new = (-100, -200) if field == "migrate_to_chat_id" else (-200, -100)
    decision = said(None, **{field: -200})
    assert decision == Moved(old, new)


def test_a_press_names_the_presser_and_who_had_asked() -> None:
    ours = {**OUR_ANSWER, "reply_to_message": {**THEIR_QUESTION, "from": {**ANN, "id": 8}}}
    decision = decided("callback_query", id="q", **{"from": ANN}, message=ours, chat_instance="1", data="v1:page:1:0")
    assert isinstance(decision, Press)
    assert (decision.where.asker, decision.asked_by, decision.data) == (7, 8, "v1:page:1:0")


def test_a_press_under_a_message_too_old_to_be_shown_is_still_a_press() -> None:
    gone = {"message_id": 3, "date": 0, "chat": GROUP}
    decision = decided("callback_query", id="q", **{"from": ANN}, message=gone, chat_instance="1", data="v1:page:1:0")
    assert isinstance(decision, Press)
    assert (decision.where.chat, decision.where.message) == (-100, 3)


def test_an_inline_query_carries_its_words_and_offset() -> None:
    decision = decided("inline_query", id="q", **{"from": ANN}, query=" 上海 慈善 ", offset="10")
    assert decision == Inline("q", 7, "上海 慈善", "10", "zh-hans")


def test_a_guest_question_is_heard_without_our_name() -> None:
    decision = decided("guest_message", **message("@GongbaoBot 措施？", guest_query_id="g"))
    assert isinstance(decision, Guest)
    assert (decision.query, decision.text) == ("g", "措施？")


def test_the_table_counts_in_utf16_as_telegram_does() -> None:
    assert utf16("😀𠮷a") == 5
