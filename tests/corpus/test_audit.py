"""`check` on real catalogues: whatever is altered in whichever table is found, and nothing else is."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from corpus.audit import Proved, audit
from corpus.findings import FINDINGS, Fault
from corpus.ingest import ingest
from corpus.store import Catalogue


async def made(folder: Path) -> Path:
    """A catalogue of the bundled bulletins and of one file on the disk, read and read anew."""
    path, page = folder / "catalogue.sqlite3", folder / "甲.txt"
    async with await Catalogue.open(path) as catalogue:
        for day in ("3", "4"):
            page.write_text(
                f"浙江召开会议\n5月{day}日，浙江省在杭州召开会议。会议强调，要抓好落实。\n", encoding="utf-8"
            )
            await ingest(catalogue, [page])
    return path


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asyncio.run(made(tmp_path_factory.mktemp("original")))


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    return Path(copy(original, tmp_path))


async def findings(path: Path) -> tuple[list[Fault], Proved]:
    faults, proved = [], Proved(-1, -1, -1)
    async with await Catalogue.open(path) as catalogue:
        async for finding in audit(catalogue):
            if isinstance(finding, Fault):
                faults.append(finding)
            else:
                proved = finding
    return faults, proved


async def test_an_honest_catalogue_is_proved_whole(path: Path) -> None:
    faults, proved = await findings(path)
    assert faults == []
    assert (proved.pages, proved.articles) == (3, 7)
    assert proved.sentences > 100


ALTERATIONS = {
    "a page's text": "UPDATE pages SET text = replace(text, '社会救助', '社会求助')",
    "one character of a page": "UPDATE pages SET text = substr(text, 1, 99) || '某' || substr(text, 101) WHERE key = 1",
    "a page that is no text": "UPDATE pages SET text = x'ff' WHERE key = 1",
    "a page's id": "UPDATE pages SET id = '0123456789ab' WHERE key = 1",
    "a page's hash": "UPDATE pages SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x')",
    "a page's name": "UPDATE pages SET name = 'other.txt' WHERE key = 2",
    "a page's encoding": "UPDATE pages SET encoding = 'ascii' WHERE key = 2",
    "a page nobody holds": "DELETE FROM files WHERE page = 1",
    "a page gone": "DELETE FROM pages WHERE key = 1",
    "a file's hash": "UPDATE files SET sha256 = 'f' || substr(sha256, 2) WHERE path LIKE 'bundled:%' AND sha256 < 'f'",
    "a file's name": "UPDATE files SET name = 'x.txt' WHERE page = 2",
    "a file's page": "UPDATE files SET page = 77 WHERE page = 2",
    "an article's title": "UPDATE articles SET title = replace(title, '湖北', '湖南')",
    "an article's body": "UPDATE articles SET body = replace(body, '2025', '2024')",
    "an article's body, cut short": "UPDATE articles SET body = substr(body, 1, 50)",
    "a body's origins": "UPDATE articles SET body_origins = zeroblob(length(body_origins)) WHERE number = 2",
    "origins that are none": "UPDATE articles SET body_origins = 'x' WHERE number = 2",
    "an article's id": "UPDATE articles SET id = 'GB-0123456789ab-a9' WHERE number = 4",
    "an article's number": "UPDATE articles SET number = 40 WHERE number = 4",
    "an article's place": "UPDATE articles SET province = '湖南', place = '湖南' WHERE province = '湖北'",
    "an article's dates": "UPDATE articles SET dates = replace(dates, '2025', '2026')",
    "an article's lists": "UPDATE articles SET enumerations = replace(enumerations, '1', '2')",
    "lists that are none": "UPDATE articles SET enumerations = '[' WHERE number = 1",
    "an article's paragraphs": "UPDATE articles SET paragraphs = '[0,99999]' WHERE number = 1",
    "an article's repairs": 'UPDATE articles SET repairs = \'[[1,"x","y","z"]]\' WHERE number = 1',
    "an article's byline": "UPDATE articles SET byline = '某某', byline_origins = x'0000000002000000' WHERE number = 3",
    "an article's seal": "UPDATE articles SET seal = 'x' WHERE number = 1",
    "an article gone": "DELETE FROM articles WHERE number = 3",
    "a sentence's end": "UPDATE sentences SET stop = stop + 1 WHERE article = 2 AND number = 3",
    "a sentence's end that is no number": "UPDATE sentences SET stop = 'x' WHERE article = 2 AND number = 3",
    "a sentence's start": "UPDATE sentences SET start = start + 1 WHERE article = 2 AND number = 3",
    "a bound between sentences": """UPDATE sentences SET stop = stop - (number = 3), start = start - (number = 4)
        WHERE article = 2 AND number IN (3, 4)""",
    "a sentence's id": "UPDATE sentences SET id = id || '1' WHERE article = 2 AND number = 3",
    "a sentence's number": "UPDATE sentences SET number = 999 WHERE article = 2 AND number = 3",
    "a sentence's digest": "UPDATE sentences SET digest = '0' WHERE article = 2 AND number = 3",
    "a sentence gone": "DELETE FROM sentences WHERE article = 2 AND number = 3",
    "the last sentence gone": """DELETE FROM sentences WHERE article = 2
        AND number = (SELECT max(number) FROM sentences WHERE article = 2)""",
    "a sentence of no article": "INSERT INTO sentences VALUES (99, 1, 'GB-0-a1-s1', 0, 1, '0')",
    "a leftover's text": "UPDATE leftovers SET text = text || '。'",
    "a leftover's reason": "UPDATE leftovers SET reason = 'none'",
    "a change gone": "DELETE FROM changes WHERE revision = 1",
    "the last change gone": "DELETE FROM changes WHERE revision = (SELECT max(revision) FROM changes)",
    "a change made up": "INSERT INTO changes VALUES (9, 'GB-0123456789ab-a1', 1)",
    "a change told twice": """INSERT INTO changes
        SELECT (SELECT max(revision) + 1 FROM changes), id, 1 FROM articles WHERE number = 2""",
    "a change turned round": "UPDATE changes SET added = 0 WHERE revision = 2",
    "the record of a migration": "UPDATE migrations SET name = 'x'",
    "what it was begun with": "UPDATE meta SET value = 'perhaps'",
    "an index that is not the table's": """PRAGMA writable_schema = on; UPDATE sqlite_schema
        SET sql = 'CREATE INDEX pages_in_order ON pages (id, name)' WHERE name = 'pages_in_order'""",
}


@pytest.mark.parametrize("statement", ALTERATIONS.values(), ids=ALTERATIONS.keys())
async def test_what_is_altered_is_found(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = connection.total_changes
        connection.executescript(statement)
        assert connection.total_changes > before, "the test alters nothing"
    faults, _ = await findings(path)
    assert faults


async def test_a_fault_names_the_row(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE sentences SET digest = '0' WHERE id LIKE '%-a2-s3'")
    faults, _ = await findings(path)
    assert {fault.where.rpartition("-a2")[2] for fault in faults} == {"-s3"}
    assert {fault.what for fault in faults} == {"its text is not the one that was read"}


async def test_a_file_that_has_changed_on_the_disk_since_is_no_fault(tmp_path: Path) -> None:
    path = await made(tmp_path)
    (tmp_path / "甲.txt").write_text("改了", encoding="utf-8")
    assert (await findings(path))[0] == []
    (tmp_path / "甲.txt").unlink()
    assert (await findings(path))[0] == []


PLACE = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_finding_is_one_short_clause_in_each_language(finding: str) -> None:
    english, chinese = FINDINGS[finding]
    assert set(PLACE.findall(english)) - {"{part}"} == set(PLACE.findall(chinese)) - {"{chinese}"}
    assert not re.search("[\u4e00-\u9fff]", english)
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert len(PLACE.sub("", english)) <= 60
    assert len(PLACE.sub("", chinese)) <= 30


async def test_every_kind_of_finding_can_be_told(path: Path) -> None:
    """The alterations above reach all that an audit may say."""
    told: set[str] = set()
    for statement in ALTERATIONS.values():
        altered = Path(copy(path, path.with_name("altered.sqlite3")))
        with closing(sqlite3.connect(altered, isolation_level=None)) as connection:
            connection.executescript(statement)
        for fault in (await findings(altered))[0]:
            told |= {name for name, (said, _) in FINDINGS.items() if _fits(said, fault.what)}
    assert set(FINDINGS) - told == set()


def _fits(said: str, what: str) -> bool:
    return re.fullmatch("(?s)" + PLACE.sub(".+", said.replace("(", r"\(").replace(")", r"\)")), what) is not None
