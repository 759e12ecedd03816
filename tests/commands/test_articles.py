"""`gongbao articles`: a list for people, lines of JSON for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., list[dict[str, Any]]]

KEYS = ["id", "bulletin", "title", "kicker", "byline", "credit", "place", "dates", "body", "spans"]
DATE_KEYS = ["text", "start", "end", "precision", "year_inferred", "inferred_from"]

HANGZHOU = "杭州召开养老服务会议\n5月3日，杭州市在市民中心召开养老服务会议，总结去年工作。\n会议强调，要抓好落实。\n"


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "catalogue.sqlite3")


@pytest.fixture
def read(capsys: pytest.CaptureFixture[str], db: str) -> Read:
    def read(*words: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        assert main(["articles", "--db", db, "--json", *words]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return read


def test_each_line_is_an_article_with_these_keys(read: Read) -> None:
    articles = read()
    assert len(articles) == 6
    for article in articles:
        assert list(article) == KEYS
        assert all(list(date) == DATE_KEYS for date in article["dates"])


def test_spans_cut_the_body_from_the_page(read: Read) -> None:
    folder = resources.files("corpus") / "bulletins"
    for article in read():
        page = (folder / article["bulletin"]).read_bytes().decode("utf-8")
        cut = "".join(page[start:end] for start, end in article["spans"])
        stood, said = ("".join(text.split()) for text in (cut, article["body"]))
        assert len(stood) == len(said)
        assert sum(a != b for a, b in zip(stood, said, strict=True)) < len(said) / 100, "but for repaired glyphs"


@pytest.mark.parametrize("name", ["湖北", "湖北省", "Hubei", "hubei", "Húběi", "hu bei"])
def test_a_province_is_known_by_all_its_names(read: Read, name: str) -> None:
    articles = read("--place", name)
    assert len(articles) == 2
    assert {article["place"] for article in articles} == {"湖北"}


def test_an_articles_place_is_the_province_of_its_city(read: Read, db: str, tmp_path: Path) -> None:
    (tmp_path / "杭州.txt").write_text(HANGZHOU, encoding="utf-8")
    assert main(["ingest", "--db", db, str(tmp_path / "杭州.txt")]) == 0
    assert [article["place"] for article in read("--place", "杭州")] == ["浙江"]
    assert len(read("--place", "浙江")) == 2
    assert len(read("--place", "Hangzhou")) == 1


def test_a_place_without_articles_lists_nothing(read: Read) -> None:
    assert read("--place", "西藏") == []


def test_an_unknown_place_is_told(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--db", db, "--place", "Atlantis"]) == 2
    said = capsys.readouterr()
    assert "no province or city is called “Atlantis”" in said.err
    assert said.out == ""


def test_an_empty_catalogue_says_so_to_people_and_nothing_to_programs(
    db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["articles", "--db", db, "--no-bundled"]) == 0
    assert "没有文章" in capsys.readouterr().out
    assert main(["articles", "--db", db, "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_the_list_names_title_kicker_place_and_id(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--db", db]) == 0
    out = capsys.readouterr().out
    kicker = "肩题 kicker: 支持成立社区基金会、创新发展慈善信托……"
    assert f" · 上海多举措推动慈善事业高质量发展\n   {kicker}\n   上海 · " in out
    assert out.count("\n   GB-") == 6
    assert out.endswith("6 篇 articles\n")


def test_a_reader_that_goes_away_is_no_error(db: str) -> None:
    """Enough is written that the pipe must break before all is said."""
    assert main(["articles", "--db", db]) == 0
    command = f'"{sys.executable}" -m bot.cli articles --json --db "{db}" | head -c 100'
    run = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=True)
    assert len(run.stdout) == 100
    assert run.stderr == b""


def test_json_is_utf8_whatever_the_locale(db: str) -> None:
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "GONGBAO_DB": db}
    command = [sys.executable, "-m", "bot.cli", "articles", "--json"]
    run = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert "湖北" in run.stdout.decode("utf-8")


def test_marks_that_some_readers_break_lines_at_are_escaped(read: Read, db: str, tmp_path: Path) -> None:
    page = tmp_path / "breaks.txt"
    page.write_text(HANGZHOU.replace("总结", "总\u2028结\u0085了\u2029"), encoding="utf-8")
    assert main(["ingest", "--db", db, str(page)]) == 0
    assert len(read()) == 7
