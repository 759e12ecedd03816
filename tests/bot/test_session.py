"""A conversation at the terminal: commands, numbers and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.channels.session import COMMANDS, WORDS, Session
from bot.channels.terminal import Style
from bot.channels.wrapping import NOT_FIRST, width
from bot.commands.house import House
from bot.dialogue import Dialogue
from bot.library import Library
from corpus.store import Catalogue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

CHARITY = "上海的慈善措施有哪些？"


@pytest.fixture
async def session(tmp_path: Path) -> AsyncIterator[Session]:
    async with await Catalogue.open(tmp_path / "c.sqlite3", bundled=True) as catalogue, Library(catalogue) as library:
        yield Session(House(catalogue, library, Dialogue(library), None))


async def test_until_a_language_is_known_both_are_spoken(session: Session) -> None:
    said = await session.say("/nothing")
    assert "没有 /nothing 这个命令" in said
    assert "no command /nothing" in said


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [(CHARITY, "没有 /x 这个命令", "no command /x"), ("Who attended in Henan?", "no command /x", "没有 /x 这个命令")],
)
async def test_our_words_follow_the_last_answers_language(
    session: Session, question: str, own: str, other: str
) -> None:
    await session.say(question)
    said = await session.say("/x")
    assert own in said
    assert other not in said


async def test_the_list_of_bulletins_and_an_opened_citation_follow_the_language(session: Session) -> None:
    await session.say("What are Shanghai's charity measures?")
    assert "The catalogue holds" in await session.say("/bulletins")
    assert "The same as on the page" in await session.say("/open 3")
    await session.say("/lang zh")
    assert "与原页一字不差" in await session.say("/open 3")  # a headline on one line
    assert "目录中有" in await session.say("/bulletins")


async def test_a_citations_number_opens_all_the_sentences_that_bear_it(session: Session) -> None:
    await session.say(CHARITY)
    assert session.last
    for number in {quote.number for quote in session.last.quotes}:
        said = await session.say(f"/open [{number}]")
        own = [quote.text for quote in session.last.quotes if quote.number == number]
        assert "".join(own) in said.replace("\n", "")


async def test_a_number_that_is_no_citation_is_named(session: Session) -> None:
    await session.say(CHARITY)
    assert "编号为 99 " in await session.say("/open 99")


@pytest.mark.parametrize("line", ["9" * 5000, "/open " + "9" * 5000, "/" + "x" * 5000, "/why", "/open", "/\x1b[2J"])
async def test_no_line_is_too_odd_for_a_sentence(session: Session, line: str) -> None:
    session.style = Style(columns=60)
    said = await session.say(line)
    assert said
    assert len(said) < 2000
    assert "\x1b" not in said


async def test_why_is_told_in_the_answers_language_each_thing_once(session: Session) -> None:
    await session.say(CHARITY)
    chinese = await session.say("/why")
    assert "问的是：措施清单（measures）" in chinese
    assert len(set(chinese.split("\n"))) == len(chinese.split("\n"))
    await session.say("What are Shanghai's charity measures?")
    assert "Asked for: measures" in await session.say("/why")


@pytest.mark.parametrize("columns", [40, 60, 80])
async def test_no_line_of_ours_is_wider_than_the_terminal_or_begins_with_a_closing_mark(
    session: Session, columns: int
) -> None:
    session.style = Style(columns=columns)
    said = [session.greet(2, 6), *[await session.say(line) for line in ("/help", "/lang", "/why", CHARITY, "/why")]]
    lines = [line for text in said for line in text.split("\n") if line]
    assert max(map(width, lines)) <= columns
    assert not [line for line in lines if line.strip() and line.strip()[0] in NOT_FIRST - set(".,:;?!")]


def test_both_languages_say_the_same_things() -> None:
    assert len({frozenset(words) for words in WORDS.values()}) == 1
    assert len({frozenset(command.summary) for command in COMMANDS.values()}) == 1


async def test_a_chosen_suggestion_is_answered_in_the_conversations_language(session: Session) -> None:
    assert "1. 泰州" in await session.say("Taizhou elderly care?")
    assert "None of them is from Taizhou" in await session.say("2")


async def test_what_has_no_word_in_it_leaves_the_language_as_it_was(session: Session) -> None:
    await session.say(CHARITY)
    await session.say("👍 مرحبا")
    assert "没有 /x" in await session.say("/x")


async def test_what_we_ask_back_stands_right_above_what_can_be_chosen(session: Session) -> None:
    assert await session.say("Taizhou elderly care?") == (
        "“Taizhou” may mean:\n\n  1. 泰州 (Taizhou, 江苏)\n  2. 台州 (Taizhou, 浙江)"
    )


async def test_words_of_the_question_and_of_the_quotations_are_told_apart(session: Session) -> None:
    said = await session.say("What are Shanghai's charity measures?")
    searched, terms = (next(line for line in said.split("\n") if line.startswith(head)) for head in ("Sea", "Ter"))
    assert "charity = 慈善" in searched
    assert "社区基金会 = community foundation" in terms


@pytest.mark.parametrize("line", ["exit", "quit", "退出"])
async def test_a_word_of_leaving_leaves(session: Session, line: str) -> None:
    await session.say(line)
    assert session.over


async def test_the_language_is_told_when_none_is_given(session: Session) -> None:
    await session.say("/lang zh")
    assert "回答语言：中文" in await session.say("/lang")


async def test_an_error_is_told_in_the_language_of_the_conversation(session: Session) -> None:
    await session.say("/lang zh")
    said = await session.say("/open 1-2")
    assert "这不是编号" in said
    assert "That is no id" not in said
