"""`gongbao ingest` from the outside: bad input of every kind gets a clear sentence, and nothing stored is lost."""

from __future__ import annotations

import os
import pty
import resource
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "浙江召开会议\n5月{day}日，浙江省在杭州召开民政工作会议。\n会议强调，要抓好落实。\n"


class Said(NamedTuple):
    status: int
    out: str
    err: str


class Gongbao:
    """The command on a catalogue of its own, which starts empty."""

    def __init__(self, db: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.db = db
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Said:
        self._capsys.readouterr()
        status = main([str(words[0]), "--db", str(self.db), "--no-bundled", *map(str, words[1:])])
        return Said(status, *self._capsys.readouterr())


@pytest.fixture
def gongbao(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Gongbao:
    return Gongbao(tmp_path / "db" / "catalogue.sqlite3", capsys)


@pytest.fixture
def folder(tmp_path: Path, gongbao: Gongbao) -> Path:
    """A folder whose one page is stored already."""
    folder = tmp_path / "bulletins"
    folder.mkdir()
    (folder / "good.txt").write_text(NEWS.format(day=1), encoding="utf-8")
    assert gongbao("ingest", folder).status == 0
    return folder


def test_what_was_read_is_said_file_by_file(gongbao: Gongbao, folder: Path) -> None:
    (folder / "more.txt").write_text(NEWS.format(day=2), encoding="utf-8")
    said = gongbao("ingest", folder)
    assert said.status == 0
    assert f"added  {folder / 'more.txt'}  1 篇 articles" in said.out
    assert "unchanged: 1" in said.out
    assert "good.txt" not in said.out, "a file that is as it was is only counted"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf", "nothing", id="nothing but a byte order mark"),
        pytest.param(b" \r\n\r\n ", "white space", id="white space"),
        pytest.param(bytes(range(256)) * 40, "not text", id="binary"),
        pytest.param(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\x00\x01\x02" * 30, "not text", id="another format"),
    ],
)
def test_a_file_that_is_no_page_is_named_with_the_reason_and_the_others_go_on(
    gongbao: Gongbao, folder: Path, content: bytes, sentence: str
) -> None:
    (folder / "bad.txt").write_bytes(content)
    (folder / "later.txt").write_text(NEWS.format(day=3), encoding="utf-8")
    said = gongbao("ingest", folder)
    assert said.status == 1
    (line,) = [line for line in said.out.splitlines() if "bad.txt" in line]
    assert "rejected" in line
    assert sentence in line
    assert "later.txt" in said.out
    assert gongbao("articles").out.count("GB-") == 2
    assert gongbao("check").status == 0


@pytest.mark.parametrize(
    ("text", "articles", "remark"),
    [
        pytest.param("浙江省召开民政工作会议，要求抓好落实。", 1, "named after the lead", id="a page of one line"),
        pytest.param(
            "5月1日，浙江省在杭州召开会议。\n会议强调，要抓好落实，加强救助，推进服\n务，完善制度，提高质量。\n",
            1,
            "named after the lead",
            id="a page with no headline",
        ),
        pytest.param("浙江召开全省民政工作会议\n", 0, "its text is kept", id="a headline with no body"),
    ],
)
def test_a_page_that_is_odd_is_read_and_remarked_on(
    gongbao: Gongbao, folder: Path, text: str, articles: int, remark: str
) -> None:
    (folder / "odd.txt").write_text(text, encoding="utf-8")
    said = gongbao("ingest", folder)
    assert said.status == 0
    (line,) = [line for line in said.out.splitlines() if "odd.txt" in line]
    assert remark in line
    assert gongbao("articles").out.count("GB-") == 1 + articles
    assert gongbao("check").status == 0


def test_text_that_fits_no_article_is_shown_with_its_reason(gongbao: Gongbao, folder: Path) -> None:
    (folder / "odd.txt").write_text("浙江召开全省民政工作会议\n", encoding="utf-8")
    gongbao("ingest", folder)
    said = gongbao("articles", "--leftovers")
    assert "浙江召开全省民政工作会议\n   有标题无正文 headline without a body" in said.out


def test_articles_with_the_same_headline_are_two(gongbao: Gongbao, folder: Path) -> None:
    body = "\n5月{}日，浙江省在杭州召开民政工作会议，总结去年工作，部署今年任务。\n会议强调，要抓好落实，加强救助。\n\n"
    page = "".join("浙江召开全省民政工作会议" + body.format(day) for day in (1, 2))
    (folder / "two.txt").write_text(page, encoding="utf-8")
    said = gongbao("ingest", folder)
    assert said.status == 0
    listed = gongbao("articles").out
    assert listed.count("浙江召开全省民政工作会议\n") == 2
    assert "same headline" in said.out


def test_a_page_of_a_single_line_of_megabytes_is_read_or_refused_in_bounded_memory(
    gongbao: Gongbao, folder: Path
) -> None:
    """In a process of its own, whose memory is limited to what the machine of a reader may spare."""
    megabytes = 4
    (folder / "long.txt").write_text("会议强调，要抓好落实，" * (megabytes * 2**20 // 33), encoding="utf-8")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))\n"
        "from bot.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ["ingest", "--db", str(gongbao.db), str(folder)]
    run = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1}, run.stderr
    assert "long.txt" in run.stdout
    assert gongbao("check").status == 0


def test_a_link_in_a_circle_a_link_to_nothing_and_a_missing_path_are_told(gongbao: Gongbao, folder: Path) -> None:
    (folder / "up").symlink_to(".")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    said = gongbao("ingest", folder, folder / "missing")
    assert said.status == 1
    assert said.out.count("in a circle") == 1
    assert "no such file" in next(line for line in said.out.splitlines() if "gone.txt" in line).lower()
    assert "no such file" in next(line for line in said.out.splitlines() if "missing" in line)
    assert gongbao("articles").out.count("GB-") == 1


def test_a_file_of_another_kind_is_an_error_when_named_and_passed_over_in_a_folder(
    gongbao: Gongbao, folder: Path
) -> None:
    (folder / "page.pdf").write_bytes(b"%PDF")
    said = gongbao("ingest", folder)
    assert said.status == 0
    assert "passed over: 1" in said.out
    assert gongbao("ingest", folder / "page.pdf").status == 1


def test_a_folder_with_nothing_to_read_is_said_to_have_nothing(gongbao: Gongbao, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    said = gongbao("ingest", tmp_path / "bare")
    assert said.status == 0
    assert "no .txt file" in said.out


def test_a_file_that_changes_while_it_is_read_is_whole_or_refused(gongbao: Gongbao, folder: Path) -> None:
    """A writer rewrites it without a pause; what is stored is one of the texts that it wrote, never a mixture."""
    texts = [NEWS.format(day=day) * 40 for day in (11, 12)]
    page, stop = folder / "restless.txt", threading.Event()

    def write() -> None:
        while not stop.is_set():
            for text in texts:
                page.write_text(text, encoding="utf-8")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        said = [gongbao("ingest", folder) for _ in range(15)]
    finally:
        stop.set()
        writer.join()
    assert {run.status for run in said} <= {0, 1}
    refusals = [line for run in said for line in run.out.splitlines() if line.startswith("!") and "restless" in line]
    assert all("chang" in line or "empty" in line for line in refusals)
    assert gongbao("check").status == 0
    assert gongbao("ingest", folder).status == 0


def test_a_full_disk_is_told_and_what_is_stored_is_safe(gongbao: Gongbao, folder: Path) -> None:
    """In a process that may not make a file larger than 300 kB: it meets what a full disk would tell it."""
    for day in range(2, 29):
        text = "浙江召开会议\n5月{day}日，浙江省在杭州召开会议。\n" + f"会议强调，要抓好第{day}项工作的落实。\n" * 500
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    words = [sys.executable, "-m", "bot.cli", "ingest", "--db", str(gongbao.db), str(folder)]
    run = subprocess.run(words, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert run.returncode == 2
    assert "disk is full" in run.stderr
    assert "Traceback" not in run.stderr
    assert gongbao("check").status == 0
    assert "good.txt" in gongbao("articles").out
    assert gongbao("ingest", folder).status == 0


AS_NOBODY = """
import os, sys
from bot.cli import main
warm, *words = sys.argv[1:]
main(["ingest", "--no-bundled", "--db", warm + ".sqlite3", warm])
os.setgid(65534)
os.setuid(65534)
sys.exit(main(words))
"""
"""Root may read everything, so the command runs as nobody: once all is loaded, for nobody may not read that either."""


class Nobody:
    """The command as one to whom root's files are closed; `home` is a folder of his own."""

    def __init__(self, folder: Path) -> None:
        for parent in (folder, *folder.parents[:2]):
            parent.chmod(0o755)
        self.home = folder / "home"
        self.home.mkdir()
        os.chown(self.home, 65534, 65534)
        self._warm = folder / "warm"
        self._warm.mkdir()
        (self._warm / "page.txt").write_text(NEWS.format(day=1), encoding="utf-8")

    def __call__(self, *words: str | Path) -> Said:
        code = [sys.executable, "-c", AS_NOBODY, str(self._warm), *map(str, words)]
        run = subprocess.run(code, capture_output=True, text=True, check=False, cwd="/")
        return Said(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def nobody(tmp_path: Path) -> Nobody:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    return Nobody(tmp_path)


def test_a_file_or_folder_without_permission_is_told_and_the_others_go_on(nobody: Nobody, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir(mode=0o755)
    (pages / "closed.txt").write_text(NEWS.format(day=1), encoding="utf-8")
    (pages / "closed.txt").chmod(0)
    (pages / "shut").mkdir(mode=0)
    (pages / "open.txt").write_text(NEWS.format(day=2), encoding="utf-8")
    said = nobody("ingest", "--no-bundled", "--db", nobody.home / "catalogue.sqlite3", pages)
    assert said.status == 1, said.err
    assert "permission denied" in next(line for line in said.out.splitlines() if "closed.txt" in line).lower()
    assert "permission denied" in next(line for line in said.out.splitlines() if "shut" in line).lower()
    assert "added: 1" in said.out


def test_a_catalogue_in_a_folder_without_permission_is_told(nobody: Nobody, tmp_path: Path) -> None:
    said = nobody("ingest", "--no-bundled", "--db", tmp_path / "catalogue.sqlite3", tmp_path / "warm")
    assert said.status == 2
    assert "cannot be opened or made" in said.err
    assert "Traceback" not in said.err


def test_a_catalogue_without_permission_to_write_is_told(nobody: Nobody, tmp_path: Path, gongbao: Gongbao) -> None:
    assert gongbao("articles").status == 0
    gongbao.db.parent.chmod(0o755)
    said = nobody("ingest", "--db", gongbao.db, tmp_path / "warm")
    assert said.status == 2
    assert "cannot be" in said.err
    assert "Traceback" not in said.err


def test_a_closed_file_is_told_to_its_owner_too(gongbao: Gongbao, folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "closed.txt").write_text("文")
    (folder / "closed.txt").chmod(0)
    said = gongbao("ingest", folder)
    assert said.status == 1
    assert "permission denied" in said.out.lower()


def test_pruning_is_said_and_never_takes_a_bundled_bulletin(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = str(tmp_path / "with.sqlite3")
    assert main(["ingest", "--db", db, str(folder)]) == 0
    (folder / "good.txt").unlink()
    assert main(["ingest", "--db", db, "--prune", str(tmp_path)]) == 0
    assert "removed: 1" in capsys.readouterr().out
    assert main(["articles", "--db", db]) == 0
    assert capsys.readouterr().out.count("GB-") == 6


def test_stored_pages_are_read_again_without_their_files(gongbao: Gongbao, folder: Path) -> None:
    """A reading that an older version got wrong is put right, for every page, and an index beside is told."""
    with closing(sqlite3.connect(gongbao.db, isolation_level=None)) as connection:
        connection.execute("UPDATE articles SET title = '旧题', title_origins = x'0000000002000000'")
    (folder / "good.txt").unlink()
    said = gongbao("ingest", "--again")
    assert said.status == 0
    assert "replaced  good.txt  1 篇 articles" in said.out
    assert "浙江召开会议" in gongbao("articles").out
    assert gongbao("check").status == 0


@pytest.mark.parametrize("words", [(), ("--again", "somewhere")])
def test_either_paths_or_again_must_be_given(gongbao: Gongbao, words: tuple[str, ...]) -> None:
    said = gongbao("ingest", *words)
    assert said.status == 2
    assert "--again" in said.err


def test_a_name_cannot_move_the_terminals_cursor(gongbao: Gongbao, folder: Path) -> None:
    (folder / "a\x1b[2Jb\n.txt").write_text(NEWS.format(day=7), encoding="utf-8")
    said = gongbao("ingest", folder)
    assert "\x1b" not in said.out
    assert r"a\x1b[2Jb\n.txt" in said.out


def test_on_a_terminal_there_is_a_bar_and_refusals_stand_above_it(gongbao: Gongbao, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "bot.cli", "ingest", "--db", str(gongbao.db), str(folder)]
    process = subprocess.Popen(words, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert process.wait() == 1
    text = shown.decode()
    assert "[####################] 2/2" in text
    assert "bad.txt is empty" in text
    assert text.rstrip().splitlines()[-1].count("\r") <= 1


def test_the_help_explains_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ingest", "--help"])
    assert "exit status: 0 all was read; 1 something could not be read" in capsys.readouterr().out
