"""A source opened: the sentence in its paragraph, its lines as printed, or a whole article in pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.source import lines_cited, source_of
from bot.channels.telegram.html import LONGEST, Markup, bold, folded, italic, joined, plain, units
from bot.channels.telegram.render import SPARE, Screen, cited, opener, packed, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.channels.telegram.wording import Words
    from corpus.model import Article, Repair, Sentence

ROOM = LONGEST - SPARE
PARAGRAPH = 2400
"""UTF-16 units for the paragraph around a sentence; what is beyond is left out and marked, the article has it."""


def opened(sentence: Sentence, words: Words, bot: str, *, others: Sequence[Sentence] = ()) -> tuple[Screen, ...]:
    """The sentence in its paragraph, where it stands, its lines as they came, and what was repaired in it.

    `others` are the sentences behind it that are cited with it.
    """
    source = source_of(sentence, *others)
    lines = lines_cited(source.sentences)
    where = plain(f"— {cited(replace(sentence.citation, lines=lines), words)} · ") + opener(sentence.id, bot)
    if units(source.text) > PARAGRAPH:
        parts = [plain(piece) for piece in pieces(source.text, LONGEST // 2 - SPARE)]
        return packed([Screen(bold(sentence.article.title.text)), *(Screen(part) for part in parts), Screen(where)])
    before, after = _around(source.before, source.after, PARAGRAPH - units(source.text))
    head = [
        bold(sentence.article.title.text),
        italic(words.paragraph),
        plain(before) + bold(source.text) + plain(after),
        where,
    ]
    blocks = [Screen(joined(head))]
    raw = "\n".join(f"{line.number:>4}│ {line.raw}" for line in source.lines)
    if raw:
        shown = [folded(plain(piece)) for piece in pieces(raw, LONGEST // 2 - SPARE)]
        blocks.extend(Screen(joined((italic(words.page_lines), piece))) for piece in shown)
    if source.repairs:
        blocks.extend(Screen(plain(piece)) for piece in pieces(_repairs(source.repairs, words), LONGEST // 2 - SPARE))
    return packed(blocks)


def article_pages(article: Article, words: Words, bot: str) -> tuple[Screen, ...]:
    """The whole article, paragraph by paragraph; a page ends between sentences."""
    title = joined(
        (bold(article.title.text), *(italic(part.text) for part in (article.kicker, article.byline) if part))
    )
    where = plain(f"— {article.page.name} · ") + opener(article.id, bot)
    blocks = [Screen(title)]
    for paragraph in _paragraphs(article):
        text = "".join(sentence.text for sentence in paragraph).strip()
        if units(text) <= ROOM:
            blocks.append(Screen(plain(text)))
        else:
            blocks.extend(Screen(piece) for sentence in paragraph for piece in _whole_or_pieces(sentence.text))
    credit = italic(article.credit.text) if article.credit else Markup()
    blocks.append(Screen(joined((credit, where, italic(words.article_end)))))
    return packed([block for block in blocks if block.markup])


def _whole_or_pieces(text: str) -> Iterator[Markup]:
    if units(text) <= ROOM:
        yield plain(text)
    else:
        yield from (plain(piece) for piece in pieces(text, LONGEST // 2 - SPARE))


def _paragraphs(article: Article) -> Iterator[Sequence[Sentence]]:
    starts = {paragraph.start for paragraph in article.paragraphs}
    paragraph: list[Sentence] = []
    for sentence in article.sentences:
        if paragraph and sentence.span.start in starts:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _around(before: str, after: str, room: int) -> tuple[str, str]:
    """As much of both sides as has room, the near end of each; what is left out is marked."""
    half = max(0, room // 4)  # in characters: each may be two units, and there are two sides
    if len(before) > half:
        before = "…" + (before[-half:] if half else "")
    if len(after) > half:
        after = after[:half] + "…"
    return before, after


def _repairs(repairs: Sequence[Repair], words: Words) -> str:
    counted: dict[tuple[str, str], int] = {}
    for repair in repairs:
        counted[repair.stood, repair.read] = counted.get((repair.stood, repair.read), 0) + 1
    shown = (f"{stood} → {read}" + (f" ×{n}" if n > 1 else "") for (stood, read), n in counted.items())
    return words.repaired.format(", ".join(shown))
