"""The README and its Chinese guide under test: the exchange is a real one, and what they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / ".github/GUIDE.zh.md").read_text("utf-8")
CALL = re.compile(r"gongbao ([a-z]+)((?: --[a-z-]+)*)")
CALLS = sorted(set(CALL.findall(README)))
PLACES = sorted(set(re.findall(r"`(\.?[a-z_./]+/)`|\]\((\.[a-z][A-Za-z_./]+)\)", README)))


def test_the_exchange_is_what_the_command_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exchange = re.search(r"```\n› (.+)\n([^`]+)```", README)
    assert exchange is not None
    question, answer = exchange.groups()
    main(["ask", question, "--db", str(tmp_path / "catalogue.sqlite3")])
    assert capsys.readouterr().out.strip() == answer.strip()


@pytest.mark.parametrize(("command", "options"), CALLS)
def test_each_command_that_it_names_is_there_with_its_options(
    command: str, options: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command in COMMANDS
    with pytest.raises(SystemExit):
        main([command, "--help"])
    explained = capsys.readouterr().out
    assert [option for option in options.split() if option not in explained] == []


def test_it_names_every_command() -> None:
    assert {command for command, _ in CALLS} == set(COMMANDS)


def test_the_chinese_guide_says_how_to_start_and_what_to_type_as_the_readme_does() -> None:
    start = re.search(r"<!-- start -->\n(```sh\n.+\n```)", README)
    assert start is not None
    assert start[1] in GUIDE
    assert {call for call in CALLS if call not in CALL.findall(GUIDE)} == set()


@pytest.mark.parametrize("guide", [README, GUIDE], ids=["English", "Chinese"])
def test_the_map_names_each_module_that_reads_a_page_once_and_no_other(guide: str) -> None:
    modules = {path.stem for path in (ROOT / "corpus").glob("*.py")} - {"__init__"}
    rows = re.findall(r"^\| [^|`]+ \| ((?:`[a-z]+`[、, ]*)+) \|$", guide, re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall("[a-z]+", row)) == sorted(modules)


@pytest.mark.parametrize("place", sorted({name for names in PLACES for name in names if name}))
def test_each_place_that_it_names_is_there(place: str) -> None:
    rooms = ("", "bot", "tests")
    assert any((ROOT / room / place).exists() for room in rooms)
