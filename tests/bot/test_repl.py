"""The terminal's completion."""

from bot.channels.repl import Word, completions

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
