"""`gongbao check` from the outside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "catalogue.sqlite3")


def test_an_honest_catalogue_passes_and_is_counted(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--db", db]) == 0
    assert f"a new catalogue was made: {db}" in capsys.readouterr().err
    assert main(["check", "--db", db]) == 0
    out = capsys.readouterr().out
    assert "2 页 pages, 6 篇 articles" in out
    assert "all is well" in out


def test_an_altered_sentence_is_named_and_the_status_says_so(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--db", db]) == 0
    assert main(["check", "--db", db]) == 0
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        connection.execute("UPDATE articles SET body = replace(body, '慈善', '慈悲') WHERE title LIKE '上海%'")
    assert main(["check", "--db", db]) == 1
    out = capsys.readouterr().out
    assert "-a3-s1\n  文字与读入时不同\n  its text is not the one that was read\n" in out
    assert "-a3-s1\n  原版面上没有这句话\n  does not stand in its page\n" in out


def test_a_missing_catalogue_is_not_made_only_to_be_checked(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--db", db]) == 2
    assert "there is no catalogue" in capsys.readouterr().err
    assert not Path(db).exists()


def test_a_catalogue_that_cannot_be_opened_is_told(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open(db, "wb") as file:  # noqa: PTH123 - a name is enough here
        file.write(b"something else")
    assert main(["check", "--db", db]) == 2
    assert "is no catalogue" in capsys.readouterr().err
