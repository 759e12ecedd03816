"""A citation opened, as text: the paragraph, then the page's lines beside the reading, then the repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.model import Language
from bot.channels.terminal import BOLD, DIM, PLAIN, Style, embolden, line_numbers
from bot.channels.wrapping import width

if TYPE_CHECKING:
    from bot.answers.source import Source

WORDS = {
    Language.CHINESE: {
        "page": "原页",
        "read": "读作",
        "repairs": "校正",
        "repair": "第{line}行：{stood} 读作 {read}（{rule}）",
        "same": "与原页一致，未作校正。",
    },
    Language.ENGLISH: {
        "page": "the page",
        "read": "read as",
        "repairs": "Repairs",
        "repair": "line {line}: {stood} read as {read} ({rule})",
        "same": "As on the page; nothing was repaired.",
    },
}


def render_source(source: Source, language: Language, style: Style = PLAIN) -> str:
    """Where the sentence stands and how it was read, ending without a line break."""
    words, sentence = WORDS[language], source.sentence
    citation = sentence.citation
    head = [
        style.paint(BOLD, f"《{citation.article}》"),
        f"{style.link(citation.bulletin, citation.bulletin)} · {line_numbers(citation.lines, language)}",
        citation.id,
    ]
    text = source.before + sentence.text + source.after
    own = (len(source.before), len(source.before) + len(sentence.text))
    paragraph = embolden(text, style.lines(text), [own], style)
    blocks = ["\n".join(head), "\n".join(paragraph), _lines(source, words, style), _repairs(source, words)]
    return "\n\n".join(blocks)


def _lines(source: Source, words: dict[str, str], style: Style) -> str:
    """Two columns: what stands on the page, and what is read there."""
    rows = [("", words["page"], words["read"])]
    rows += [(str(line.number), line.raw.strip(), line.read) for line in source.lines]
    numbers = max(len(number) for number, _, _ in rows)
    raws = max(width(raw) for _, raw, _ in rows)
    shown = []
    for at, (number, raw, read) in enumerate(rows):
        row = f"{number:>{numbers}}  {raw}{' ' * (raws - width(raw))}  {read}".rstrip()
        shown.append(style.paint(DIM, row) if at == 0 else row)
    return "\n".join(shown)


def _repairs(source: Source, words: dict[str, str]) -> str:
    if not source.repairs:
        return words["same"]
    starts = source.sentence.article.page.line_starts
    rows = [
        words["repair"].format(
            line=sum(1 for start in starts if start <= repair.at),
            stood=repair.stood,
            read=repair.read,
            rule=repair.rule,
        )
        for repair in source.repairs
    ]
    return "\n".join([words["repairs"], *(f"  {row}" for row in rows)])
