"""The command line as such: help, version, where the catalogue is, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from bot.channels.wrapping import width
from bot.cli import COMMANDS, main

if TYPE_CHECKING:
    from pathlib import Path

GONGBAO = [sys.executable, "-m", "bot.cli"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"usage: gongbao {command}" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("columns", [40, 80])
def test_help_fits_the_terminal(
    command: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit):
        main([command, "--help"])
    _, _, explained = capsys.readouterr().out.partition("\n\n")  # the library's own usage stands before
    assert max(map(width, explained.splitlines())) <= columns


def test_the_version_is_the_distributions(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"gongbao {version('gongbao')}\n"


def test_an_unknown_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["frobnicate"])
    assert end.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_the_catalogue_is_in_the_users_data_folder_unless_named(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    subprocess.run([*GONGBAO, "articles"], env=environment, check=True, stdout=subprocess.DEVNULL)
    (made,) = tmp_path.rglob("*.sqlite3")
    assert "gongbao" in str(made.relative_to(tmp_path))


def test_the_variable_names_another_and_the_option_goes_before_it(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "GONGBAO_DB": str(tmp_path / "variable")}
    subprocess.run([*GONGBAO, "articles"], env=environment, check=True, stdout=subprocess.DEVNULL)
    option = [*GONGBAO, "articles", "--db", str(tmp_path / "option")]
    subprocess.run(option, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["option", "variable"]


def test_an_empty_name_for_the_catalogue_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--db", ""]) == 2
    assert "--db is empty" in capsys.readouterr().err


def test_an_interrupted_command_says_so_and_leaves_what_was_stored(tmp_path: Path) -> None:
    db, pipe = str(tmp_path / "catalogue.sqlite3"), tmp_path / "pages"
    pipe.mkdir()
    for number in range(3_000):
        text = f"浙江召开会议\n5月3日，浙江省在杭州召开第{number}次会议。\n会议强调，要抓好落实。\n"
        (pipe / f"{number}.txt").write_text(text, encoding="utf-8")
    listening = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)"  # as at a terminal
    start = f"{listening}; from bot.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "ingest", "--no-bundled", "--db", db, str(pipe)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        said = process.stderr.read()
    assert process.returncode == 130
    assert "stopped" in said
    assert "Traceback" not in said
    assert main(["check", "--db", db]) == 0


def test_listing_articles_does_not_load_what_other_commands_need(tmp_path: Path) -> None:
    """What each import costs stands in the project's list of dependencies."""
    code = "import sys; from bot.cli import main; main(['articles', '--db', sys.argv[1]]); print(*sys.modules)"
    words = [sys.executable, "-c", code, str(tmp_path / "catalogue.sqlite3")]
    subprocess.check_output(words)  # a new catalogue is filled, which takes a reader of pages
    loaded = set(subprocess.check_output(words, text=True).splitlines()[-1].split())
    assert "aiosqlite" in loaded
    assert not loaded & {"numpy", "telegram", "prompt_toolkit", "pydantic", "platformdirs", "rank_bm25", "jieba"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")  # noqa: PTH110 - asked at import
@pytest.mark.parametrize("words", [["articles"], ["ask", "浙江的座谈会是谁主持的"], ["articles", "--json"]])
def test_an_output_that_is_full_is_told(tmp_path: Path, words: list[str]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a name is enough here
        run = subprocess.run(
            [*GONGBAO, *words, "--db", str(tmp_path / "c.sqlite3")],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 2
    assert "no room on the disk" in run.stderr
    assert "Traceback" not in run.stderr
