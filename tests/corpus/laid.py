"""Layouts of invented paragraphs and headline lines, for the tests of what is weighed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.likeness import Index
from corpus.lines import lines_of
from corpus.pieces import Block, Layout, Paragraph
from corpus.traced import whole

if TYPE_CHECKING:
    from collections.abc import Sequence


def layout_of(*texts: str, headlines: Sequence[str] = ()) -> Layout:
    """Paragraphs of one line each, nothing between them, and headline lines in one block behind them."""
    lines = lines_of(whole("\n".join((*texts, *headlines))))
    paragraphs = [Paragraph(k, k + 1, text, 0, finished=True) for k, text in enumerate(texts)]
    run = range(len(texts), len(lines))
    block = Block(tuple(run), tuple(headlines), len(texts), (0.0, *(0.7 for _ in run[1:])))
    return Layout(paragraphs, [block] if headlines else [], even=True, index=Index(lines))
