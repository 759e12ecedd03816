"""The bytes of a file, read as a page.

The encoding is told by evidence, in this order: a byte order mark; strict UTF-8; then GB18030 and UTF-16 of either byte
order, whichever makes the most of the bytes everyday Chinese. What decodes to control characters is no text. The file's
size and time are compared before and after, because a page that is written while it is read would be cut in two. A
format is one reader in `READERS`, by suffix.
"""

from __future__ import annotations

import codecs
import errno
import re
import stat
from typing import TYPE_CHECKING, Final

from corpus.errors import UnreadablePage
from corpus.model import Page

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST: Final = 64 * 1024 * 1024
"""Bytes. A year of a daily newspaper is smaller."""

_SAMPLE: Final = 65_536
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNPRINTED: Final = re.compile("[\\x00-\\x08\\x0e-\\x19\\x1c-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")


def decode(name: str, data: bytes) -> Page:
    """The page that `data`, the bytes of the file called `name`, holds; a byte order mark is no part of its text.

    Raises:
        UnreadablePage: it is empty, or no text in any encoding that was tried.
    """
    if not data:
        raise UnreadablePage(f"{name} is empty: there is nothing to read / {name} 是空文件")
    tried = "UTF-8, UTF-16, GB18030"
    for encoding, start in _guesses(data):
        if start:
            tried = encoding.upper()
        try:
            text = data[start:].decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            if not text.strip():
                raise UnreadablePage(f"{name} holds nothing but white space / {name} 只有空白字符")
            return Page(name, text, encoding)
    if (at := _first_damage(data)) is not None:
        line = data.count(b"\n", 0, at) + 1
        raise UnreadablePage(
            f"{name} is UTF-8 but for a byte in line {line} (0x{data[at]:02x} at offset {at}); "
            "mend it or save it anew / "
            f"{name} 是 UTF-8 文本，但第{line}行有损坏的字节（偏移 {at}，0x{data[at]:02x}）；请修复或重新另存"
        )
    raise UnreadablePage(
        f"{name} is not text in any encoding that is known here (tried {tried}): "
        "is it a picture, a PDF or another binary file? Save it as UTF-8 text / "
        f"{name} 不是可识别的文本（已尝试 {tried}），可能是图片、PDF 等二进制文件；请另存为 UTF-8 文本"
    )


def _first_damage(data: bytes) -> int | None:
    """Where the first byte stands that is no UTF-8, in data that otherwise is UTF-8 with more than ASCII in it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data[:_SAMPLE].decode("utf-8", "replace")
        strange = text.count("\ufffd")
        return error.start if _is_text(text) and len(text.encode()) - len(text) > _ALMOST * strange else None
    return None


def _guesses(data: bytes) -> Iterator[tuple[str, int]]:
    """Encodings to try, the likeliest first, each with the length of its mark.

    Only what is no UTF-8 is scored: other encodings' Chinese is practically never well-formed UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            yield encoding, len(mark)
            return
    yield "utf-8", 0
    sample = data[:_SAMPLE]
    scores = {encoding: _likeness(sample, encoding) for encoding in ("gb18030", "utf-16-le", "utf-16-be")}
    for encoding in sorted(scores, key=lambda encoding: -scores[encoding]):
        if scores[encoding] >= _LIKELY:
            yield encoding, 0


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of a sample's characters that everyday Chinese is made of, if it is decoded so; 0.0 to 1.0."""
    text = sample.decode(encoding, "replace")
    return sum(character in _EVERYDAY for character in text) / max(1, len(text))


def _everyday() -> frozenset[str]:
    """ASCII, the signs and the 3,755 most used characters of GB 2312."""
    rows = (bytes([high, low]) for high in (0xA1, 0xA3, *range(0xB0, 0xD8)) for low in range(0xA1, 0xFF))
    return frozenset(map(chr, range(32, 127))) | {"\n", "\r", "\t"} | set(b"".join(rows).decode("gb2312", "ignore"))


_EVERYDAY: Final = _everyday()
_LIKELY: Final = 0.6
_ALMOST: Final = 20
"""Bytes of characters beyond ASCII for each damaged one, in what is UTF-8 all the same."""


def _is_text(text: str) -> bool:
    return not _UNPRINTED.search(text)


def _text(path: Path) -> Page:
    return decode(path.name, _settled(path))


READERS: Final[dict[str, Callable[[Path], Page]]] = {".txt": _text}
"""What reads a file, by its suffix in lower case."""


def read(path: Path) -> Page:
    """The page in the file at `path`.

    Raises:
        UnreadablePage: it cannot be read; the message names the file and says why.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise UnreadablePage(
            f"{path.name} is of a kind that is not read here (known: {known}) / "
            f"{path.name} 的格式不支持（支持 {known}）"
        )
    return reader(path)


def _settled(path: Path) -> bytes:
    """The file's bytes, the file being the same before and after; read again once if it was not."""
    for _ in range(2):
        before = _state(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadablePage(f"{path.name} {fault(error)}") from error
        if len(data) == before.st_size and _same(before, _state(path)):
            return data
    raise UnreadablePage(
        f"{path.name} kept changing while it was read; try again when it is complete / "
        f"{path.name} 读取时一直有改动，请待写完后重试"
    )


def _state(path: Path) -> os.stat_result:
    try:
        state = path.stat()
    except OSError as error:
        raise UnreadablePage(f"{path.name} {fault(error)}") from error
    if stat.S_ISDIR(state.st_mode):
        raise UnreadablePage(f"{path.name} is a folder, not a file / {path.name} 是文件夹，不是文件")
    if not stat.S_ISREG(state.st_mode):
        raise UnreadablePage(
            f"{path.name} is no ordinary file, but a pipe, a socket or a device / "
            f"{path.name} 不是普通文件（管道、套接字或设备）"
        )
    if state.st_size > LARGEST:
        size = state.st_size // (1024 * 1024)
        raise UnreadablePage(
            f"{path.name} has {size} MB, and no page of a bulletin is larger than {LARGEST >> 20} MB / "
            f"{path.name} 有 {size} MB，超过一页的上限 {LARGEST >> 20} MB"
        )
    return state


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns, before.st_ino) == (after.st_size, after.st_mtime_ns, after.st_ino)


FAULTS: Final = (
    (PermissionError, "无权读取"),
    (FileNotFoundError, "已不存在"),
    (IsADirectoryError, "是文件夹"),
)
"""What is said in Chinese of an error that has a kind of its own."""


def fault(error: OSError) -> str:
    """What follows the name of a file that cannot be read, in both languages."""
    chinese = next((said for kind, said in FAULTS if isinstance(error, kind)), "无法读取")
    if error.errno == errno.ELOOP:
        chinese = "是循环链接"
    return f"cannot be read: {(error.strerror or str(error)).lower()} / {chinese}"
