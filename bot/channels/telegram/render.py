"""An answer as pages of Telegram HTML: built of markup that knows its length, packed whole, never cut.

What belongs together (a quotation with its source, a heading with what follows it) is a block, and blocks are packed
into as many pages as they need. A page is one message, turned by buttons, so an answer is always one message long.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answers.model import Language, Prose, Quote
from bot.channels.telegram.html import (
    LONGEST,
    MOST_ENTITIES,
    Markup,
    bold,
    folded,
    italic,
    joined,
    link,
    marked,
    plain,
)
from bot.channels.telegram.wording import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.answers.model import Answer
    from bot.channels.telegram.wording import Words
    from corpus.model import Citation

SPARE = 96
"""UTF-16 units that stay free on a page, for the line that says which page it is."""

MOST_SOURCES = 16
"""Groups of quotations on one page: two rows of buttons hold as many."""


@dataclass(frozen=True, slots=True)
class Source:
    """Quotations that stand together, at least one; `cited` is where, in one line, with all their lines."""

    quotes: tuple[Quote, ...]
    cited: str

    @property
    def number(self) -> int:
        """Their citation's number in the answer."""
        return self.quotes[0].number

    @property
    def id(self) -> str:
        """The first one's permanent id."""
        return self.quotes[0].sentence.id


@dataclass(frozen=True, slots=True)
class Screen:
    """One page: what it shows, and the sources on it, for a button each.

    `boxed` tells that it ends in a quotation, which has space around it already.
    """

    markup: Markup
    sources: tuple[Source, ...] = ()
    boxed: bool = False

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations on the page, in their order."""
        return tuple(quote for source in self.sources for quote in source.quotes)


def screens(answer: Answer, bot: str = "") -> tuple[Screen, ...]:
    """The whole answer in pages, at least one; `bot` is our user name, for links that open a source."""
    words = WORDS[answer.language]
    understood = words.understood.format(answer.understood) if answer.understood else ""
    blocks = [Screen(italic(piece)) for piece in _prose(understood)]
    blocks.extend(_blocks(answer, words, bot))
    if answer.searched:
        separator = "；" if answer.language is Language.CHINESE else "; "
        blocks.extend(Screen(italic(piece)) for piece in _prose(words.searched.format(separator.join(answer.searched))))
    return packed(blocks) or (Screen(plain("…")),)


def packed(blocks: Iterable[Screen]) -> tuple[Screen, ...]:
    """The blocks in order, as many on a page as fit; a block that fits on none is the caller's mistake."""
    pages: list[Screen] = []
    for block in blocks:
        if pages and fits(both := _both(pages[-1], block)):
            pages[-1] = both
        else:
            pages.append(block)
    return tuple(pages)


def fits(page: Screen) -> bool:
    """Whether Telegram takes the page as one message, and its buttons stand in one row."""
    return (
        page.markup.units <= LONGEST - SPARE
        and page.markup.entities < MOST_ENTITIES
        and len(page.sources) <= MOST_SOURCES
    )


def cited(citation: Citation, words: Words) -> str:
    """Where a sentence stands, in one line without its id."""
    lines = _united(citation.lines)
    ranges = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in lines)
    one = len(lines) == 1 and lines[0][0] == lines[0][1]
    return f"{citation.article} · {citation.bulletin} · {(words.line if one else words.lines).format(ranges)}"


def source_of(quotes: Sequence[Quote], words: Words) -> Source:
    """Sentences that stand together as one source. Tracing them to their lines takes time, so it is done once."""
    citations = [quote.citation for quote in quotes]
    lines = tuple(line for citation in citations for line in citation.lines)
    return Source(tuple(quotes), cited(replace(citations[0], lines=lines), words))


def opener(id_: str, bot: str, label: str = "") -> Markup:
    """An id (or its `label`), as a link that opens it in a private chat with us."""
    return link(label or id_, f"https://t.me/{bot}?start={id_}") if bot else plain(label or id_)


def quoted(source: Source, bot: str) -> Markup:
    """Sentences that stand together, their citation's number, and their source under them."""
    text = joined((marked(quote.text, quote.highlights) for quote in source.quotes), "") + f" [{source.number}]"
    first, *others = source.quotes
    # The others are of the same article: the sentence's own part of the id is enough.
    ids = [opener(quote.sentence.id, bot, quote.sentence.id.rpartition("-")[2]) for quote in others]
    below = joined((plain(f"— {source.cited} · ") + opener(first.sentence.id, bot), *ids), " ")
    label = joined(bold(quote.label) for quote in source.quotes if quote.label)
    return joined((label, folded(joined((text, below)))))


def _blocks(answer: Answer, words: Words, bot: str) -> Iterator[Screen]:
    heading: Markup | None = None
    for part in _gathered(answer):
        if isinstance(part, Prose):
            if heading:
                yield Screen(heading)
            heading = None
            if part.heading:
                heading = bold(part.text)
            else:
                yield from (Screen(plain(piece)) for piece in _prose(part.text))
            continue
        for block in _fitting(part, words, bot):
            with_heading = replace(block, markup=joined((heading, block.markup))) if heading else block
            if heading and not fits(with_heading):
                yield Screen(heading)
                yield block
            else:
                yield with_heading
            heading = None
    if heading:
        yield Screen(heading)


def _gathered(answer: Answer) -> Iterator[Prose | list[Quote]]:
    """The parts, with sentences that share one citation gathered."""
    group: list[Quote] = []
    for part in answer.parts:
        if isinstance(part, Quote) and group and part.number == group[-1].number:
            group.append(part)
            continue
        if group:
            yield group
        group = [part] if isinstance(part, Quote) else []
        if isinstance(part, Prose):
            yield part
    if group:
        yield group


def _fitting(quotes: Sequence[Quote], words: Words, bot: str) -> Iterator[Screen]:
    """The group as one block, or halved until each part fits; a sentence is never divided."""
    source = source_of(quotes, words)
    block = Screen(quoted(source, bot), (source,), boxed=True)
    if fits(block):
        yield block
    elif len(quotes) > 1:
        middle = len(quotes) // 2
        yield from _fitting(quotes[:middle], words, bot)
        yield from _fitting(quotes[middle:], words, bot)
    else:
        length = len(quotes[0].text)
        note = plain(f"[{source.number}] {words.too_long.format(length, source.id)}")
        yield Screen(note, (source,))


def _prose(text: str) -> Iterator[str]:
    """Words that are no quotation, which may be divided."""
    return pieces(text, LONGEST // 2 - SPARE)  # every character may be two units


def pieces(text: str, room: int) -> Iterator[str]:
    """`text` in pieces of at most `room` characters, divided at line breaks where there are any."""
    piece = ""
    for line in text.split("\n"):
        for start in range(0, max(1, len(line)), room):
            stretch = line[start : start + room]
            if piece and (start or len(piece) + len(stretch) >= room):
                yield piece
                piece = stretch
            else:
                piece = f"{piece}\n{stretch}" if piece else stretch
    if piece:
        yield piece


def _both(page: Screen, block: Screen) -> Screen:
    markup = joined((page.markup, block.markup), "\n" if page.boxed else "\n\n")
    return Screen(markup, page.sources + block.sources, boxed=block.boxed)


def _united(lines: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of lines in the order given; one that begins where the one before ends goes on with it."""
    united: list[tuple[int, int]] = []
    for first, last in lines:
        if united and united[-1][0] <= first <= united[-1][1] + 2:  # an empty line may stand between
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return united
