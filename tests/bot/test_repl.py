"""The prompt: what it completes, what it asks, and what it keeps."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.channels.repl import Word, completions, prompt
from bot.channels.terminal import PLAIN

if TYPE_CHECKING:
    from bot.channels.session import Session

WORDS = [
    Word(("上海", "上海")),
    Word(("shanghai", "上海")),
    Word(("shanxi", "山西")),
    Word(("上海多举措", "上海多举措")),
]
COMMANDS = ["/help", "/open", "/quit"]


def test_a_slash_completes_to_a_command() -> None:
    assert completions("/o", WORDS, COMMANDS) == [("/open", 2)]


def test_an_argument_of_a_command_is_not_a_command() -> None:
    assert completions("/open /h", WORDS, COMMANDS) == []


def test_pinyin_completes_to_a_place() -> None:
    assert completions("比较shang", WORDS, COMMANDS) == [("上海", 5)]


def test_a_short_pinyin_offers_every_place_that_it_begins() -> None:
    assert completions("sha", WORDS, COMMANDS) == [("上海", 3), ("山西", 3)]


def test_the_longest_end_of_the_line_is_what_is_completed() -> None:
    assert completions("上海多", WORDS, COMMANDS) == [("上海多举措", 3)]


def test_nothing_is_offered_for_what_begins_no_word() -> None:
    assert completions("今天天气", WORDS, COMMANDS) == []


class Listener:
    """A session that hears and says nothing."""

    def __init__(self) -> None:
        self.style = PLAIN
        self.over = False
        self.heard: list[str] = []

    async def say(self, line: str) -> str:
        self.heard.append(line)
        return ""


async def test_the_lines_typed_are_kept_where_only_their_owner_may_read_them(tmp_path: Path) -> None:
    kept, listener = tmp_path / "catalogue.lines", Listener()
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("上海的慈善措施有哪些？\r\x03那湖北呢？\r\x04")
        await prompt(cast("Session", listener), WORDS, history=kept, style=lambda: PLAIN)
    assert listener.heard == ["上海的慈善措施有哪些？", "那湖北呢？"]
    assert kept.stat().st_mode & 0o077 == 0
    assert "那湖北呢？" in kept.read_text("utf-8")
