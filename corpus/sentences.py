"""A text's sentences: views that tile it.

A sentence ends at 。！？； with the closing quotation marks and brackets behind the mark; …… is one mark, and ends one
only where nothing is being listed; a full stop of Latin text ends one where a new word follows a space, unless it
marks an abbreviation or a number (Mr., U.S., 1.). A mark in brackets or in quotation marks ends nothing, unless the
quotation is speech that runs over sentences of its own (他说：“……。……。”). A dateline (本报讯（记者 李明）) is no
part of the sentence that follows it, and stands alone.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.model import Span

_OPEN: Final = {"“": "”", "‘": "’", "（": "）", "《": "》", "(": ")", "【": "】", "「": "」", "『": "』", "〔": "〕"}
_CLOSE: Final = frozenset(_OPEN.values())
_ENDS: Final = frozenset("。！？；!?;")
_LONGEST: Final = 600
"""Characters that brackets or quotation marks may hold; one that is not closed within them was never opened."""
_MARK: Final = re.compile(r"[“”‘’（）《》()【】「」『』〔〕]")
_STOP: Final = re.compile(
    r"[。！？；!?;….](?:(?<=…)…*|(?<=\.)\.{2,}|(?<=[。！？；!?;])|(?<=[A-Za-z0-9)\]%”’\"\u00c0-\u024f]\.)(?=[”’\")\]]*(?:$|\s+[“‘\"(]?[A-Z0-9])))"
)
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(“‘\"])(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Col|Sen|Rep|Gov|No|Nos|Art|vs|etc|cf|e\.g|i\.e|al|Co|Ltd|Inc|Corp|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z]|(?:[A-Z]\.)+[A-Z]|p|pp|vol|Fig|Mt)$"
)
"""What a full stop after Latin letters abbreviates, as the text ends before it."""
_LATIN_GOES_ON: Final = re.compile(r"\s[A-Za-z]")
_NUMBERED: Final = re.compile(r"\s*[0-9A-Za-z]{1,2}")
_SPOKEN_BY: Final = re.compile(r"[^。！？；，]{0,14}?(?:说|表示|介绍|告诉|感慨|笑道|道|称)")
_DATELINE: Final = re.compile(
    r"(?:本报讯|本刊讯|本报[\u4e00-\u9fff]{2,4}(?:讯|电)|新华社[\u4e00-\u9fff]{2,6}\d{1,2}月\d{1,2}日电)"
    r"(?:\s*[（(][^（）()]{2,30}[）)])?\s*"
)


def split(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order; joined, they give it back."""
    closed = _pairs(text)
    inside = _covered(text, closed)
    spans: list[Span] = []
    start = 0
    dateline = _DATELINE.match(text)
    if dateline and dateline.end() < len(text):
        start = dateline.end()
        spans.append(Span(0, start))
    for stop in _STOP.finditer(text):
        at = stop.start()
        if at < start or inside[at] or not _ends(text, start, stop):
            continue
        end = stop.end()
        while end < len(text) and (
            text[end] in _ENDS or text[end].isspace() or (text[end] in _CLOSE and not inside[end])
        ):
            end += 1
        if text[end - 1] == "”" and _SPOKEN_BY.match(text, end):
            continue
        spans.append(Span(start, end))
        start = end
    if start < len(text):
        if text[start:].strip() or not spans:
            spans.append(Span(start, len(text)))
        else:
            spans[-1] = Span(spans[-1].start, len(text))
    return tuple(spans)


def _pairs(text: str) -> dict[int, int]:
    """Where each bracket or quotation mark that is opened is closed."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for m in _MARK.finditer(text):
        if m[0] in _OPEN:
            opened.append(m.start())
            continue
        for depth in range(len(opened) - 1, max(-1, len(opened) - 5), -1):
            if _OPEN[text[opened[depth]]] == m[0]:
                if m.start() - opened[depth] <= _LONGEST:
                    pairs[opened[depth]] = m.start()
                del opened[depth:]
                break
    return pairs


def _covered(text: str, pairs: dict[int, int]) -> bytearray:
    """For each character, whether it stands within marks where no sentence ends."""
    covered = bytearray(len(text))
    for start, end in sorted(pairs.items()):
        if text[start] in "“「" and _is_speech(text, start, end):
            continue
        covered[start:end] = b"\1" * (end - start)
        if text[end - 1] not in "。！？" or text[start] not in "“「":
            covered[end] = 1
    return covered


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether a quotation is a run of whole sentences: it ends with a full stop, and is announced or stands alone."""
    if text[end - 1] not in "。！？…":
        return False
    before = text[start - 1 : start]
    return before == "：" or (before in {"", "。", "！", "？", "”"} and text[end - 1] == "。")


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a mark ends the sentence that begins at `start`."""
    before, after = text[stop.start() - 1 : stop.start()], text[stop.end() : stop.end() + 1]
    if stop[0] == ";" and _LATIN_GOES_ON.match(text, stop.end()):
        return False
    if stop[0] in {"!", "?", ";"}:
        return not (before.isascii() and after.isascii() and before and after and not after.isspace())
    if stop[0] == ".":
        lead = text[max(0, start, stop.start() - 12) : stop.start()]
        return not _ABBREVIATED.search(lead) and not _NUMBERED.fullmatch(text, start, stop.start())
    if stop[0][0] in "….":
        if not after or after in _ENDS or after in _CLOSE:
            return True
        clause = text[max(start, stop.start() - 40) : stop.start()].rpartition("，")[2]
        return stop[0][0] == "…" and "、" not in clause and after != "，" and stop.start() - start > 12
    return True
