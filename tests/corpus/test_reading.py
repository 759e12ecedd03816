"""Bytes of a file, read as a page or refused with a sentence."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import reading
from corpus.assembly import assemble
from corpus.errors import UnreadablePage
from corpus.reading import decode, read

TEXT = "湖北召开全省民政工作会议\n\n2月8日，湖北省召开全省民政工作会议，总结“去年”工作。\n"
BUNDLED = Path(reading.__file__).parent / "bulletins"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_the_encoding_is_told_by_evidence(encoding: str) -> None:
    assert decode("a.txt", TEXT.encode(encoding)).text == TEXT
    for path in BUNDLED.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert decode(path.name, text.encode(encoding, "replace")).text == text.encode(encoding, "replace").decode(
            encoding
        )


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    big = b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert decode("a.txt", big).text == TEXT
    assert decode("a.txt", b"\xef\xbb\xbf" + TEXT.encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\n", "nothing but white space"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "tried UTF-8"),
        (b"%PDF-1.4\n\x00\x01\x02\xff\xfe\xfd", "tried UTF-8, UTF-16, GB18030"),
        (b"\xff\xfe\x00", "tried UTF-16-LE"),
        (bytes(range(256)) * 9, "a.txt is not text"),
        (
            "浙江省召开会议。\n会议要求，要抓好落实。".encode() + b"\xe4\n",
            "UTF-8 but for a byte in line 2 .0xe4 at offset 58",
        ),
    ],
)
def test_what_is_no_text_is_refused_and_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadablePage, match=reason):
        decode("a.txt", data)


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        page = decode("a.txt", data)
    except UnreadablePage as refusal:
        assert "a.txt" in str(refusal)  # noqa: PT017 -- most bytes are refused, and some are text
    else:
        assert page.text.strip()


def test_a_file_is_read_by_its_kind(tmp_path: Path) -> None:
    (tmp_path / "a.TXT").write_text(TEXT, encoding="utf-8")
    assert read(tmp_path / "a.TXT").name == "a.TXT"
    with pytest.raises(UnreadablePage, match=r"a\.pdf is of a kind that is not read here \(known: \.txt\)"):
        read(tmp_path / "a.pdf")


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    folder, pipe, gone = tmp_path / "folder.txt", tmp_path / "pipe.txt", tmp_path / "gone.txt"
    folder.mkdir()
    os.mkfifo(pipe)
    for path, reason in ((folder, "is a folder"), (pipe, "no ordinary file"), (gone, "no such file")):
        with pytest.raises(UnreadablePage, match=reason):
            read(path)


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(UnreadablePage, match=r"a\.txt cannot be read"):
        read(tmp_path / "a.txt")


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(reading.LARGEST + 1)
    with pytest.raises(UnreadablePage, match="no page of a bulletin is larger"):
        read(path)


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    class Growing(type(tmp_path)):  # type: ignore[misc]  # a path whose file grows while it is read
        times = 0
        ends = 1

        def read_bytes(self) -> bytes:
            data: bytes = super().read_bytes()
            if Growing.times < Growing.ends:
                Growing.times += 1
                with self.open("ab") as file:
                    file.write("民政".encode())
            return data

    path = Growing(tmp_path / "a.txt")
    path.write_text(TEXT, encoding="utf-8")
    assert read(path).text == TEXT + "民政"
    Growing.times, Growing.ends = 0, 9
    with pytest.raises(UnreadablePage, match="kept changing"):
        read(path)


@pytest.mark.parametrize(
    "unit", ["会议指出，要“加强”管理；一是统筹推进，二是抓好落实。", "民政 ", "野", "“", "袁", "，"]
)
def test_a_page_of_one_long_line_takes_time_in_proportion(unit: str) -> None:
    def seconds(size: int) -> float:
        page = decode("a.txt", (unit * (size // len(unit))).encode())
        start = time.perf_counter()
        assembly = assemble(page)
        assert assembly.articles or assembly.leftovers
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(160_000) < 40 * seconds(20_000) + 0.5
