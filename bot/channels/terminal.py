"""An answer as text: for a terminal of any width, in colour or plain, and for a pipe (no width, no colour).

Prose is set flush left, a quotation indented behind a bar, with its number in brackets; the sources follow at the end,
each with its lines on the page and the id that `gongbao open` takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from bot.answers.model import Language, Prose, Quote, Status
from bot.answers.source import id_of, lines_cited
from bot.channels.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.answers.model import Answer
    from corpus.model import Span

WORDS = {
    Language.CHINESE: {
        "understood": "理解为：{}",
        "searched": "检索时：{}",
        "terms": "词语：{}",
        "notes": "；",
        "sources": "出处",
        "lines": "第{}行",
        "line": "第{}行",
        "more": "还可以问",
        "and": "、",
        "title": "《{}》",
    },
    Language.ENGLISH: {
        "understood": "Understood as: {}",
        "searched": "Searched: {}",
        "terms": "Terms: {}",
        "notes": "; ",
        "sources": "Sources",
        "lines": "lines {}",
        "line": "line {}",
        "more": "You could also ask",
        "and": ", ",
        "title": "《{}》",
    },
}
"""Our own words around an answer's parts."""

BOLD, DIM, CYAN, RESET = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
BAR = "  │ "
LEAST = 8
"""Columns that a line of text has at the least, however narrow the terminal."""

SHOWN = {
    **{code: 0x2400 + code for code in range(32)},
    **dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD),
    0x7F: 0x2421,
    ord("\t"): ord(" "),
}
"""What a terminal is shown instead of a character that would command it: one for one. A pipe gets what there is."""


@dataclass(frozen=True)
class Style:
    """How text is set: without `columns` lines are not wrapped; `paths` maps a bulletin to the file to link to."""

    columns: int | None = None
    colour: bool = False
    paths: Mapping[str, str] = field(default_factory=dict)

    def paint(self, code: str, text: str) -> str:
        """`text` in that colour where there are colours."""
        return f"{code}{text}{RESET}" if self.colour and text else text

    def link(self, bulletin: str, text: str) -> str:
        """`text` as a link to the bulletin's file (OSC 8), where the terminal shows colours and the file is known."""
        path = self.paths.get(bulletin)
        if not (self.colour and path):
            return text
        from pathlib import Path  # noqa: PLC0415 - a piped answer has no links

        return f"\x1b]8;;{Path(path).resolve().as_uri()}\x1b\\{text}\x1b]8;;\x1b\\"

    def shown(self, text: str) -> str:
        """`text` as it can be shown here, as long as it was."""
        return text if self.columns is None else text.translate(SHOWN)

    def lines(self, text: str, *, indent: str = "") -> list[str]:
        """`text` wrapped to what the indent leaves of the columns; its own line breaks are kept."""
        paragraphs = text.split("\n")
        if self.columns is None:
            return paragraphs
        room = max(LEAST, self.columns - len(indent))
        return [line for paragraph in paragraphs for line in wrap(self.shown(paragraph), room)]

    def hanging(self, head: str, text: str) -> list[str]:
        """`text` behind `head` (of narrow characters), its further lines indented as far."""
        first, *others = self.lines(text, indent=head)
        return [head + first, *(" " * len(head) + line for line in others)]

    def linked(self, bulletin: str, rest: str = "") -> list[str]:
        """A bulletin's name as a link to its file, with `rest` behind it."""
        name = self.shown(bulletin)
        return [line.replace(name, self.link(bulletin, name), 1) for line in self.lines(bulletin + rest)]


PLAIN = Style()


def render(answer: Answer, style: Style = PLAIN) -> str:
    """The whole answer, ending without a line break."""
    words = WORDS[answer.language]
    blocks: list[list[str]] = []
    if answer.understood:
        blocks.append([style.paint(DIM, line) for line in style.lines(words["understood"].format(answer.understood))])
    blocks.extend(_body(answer, style))
    if answer.status is Status.CLARIFY:
        blocks.append(_suggested(answer, style))
        return "\n\n".join("\n".join(block) for block in blocks)
    notes = [_notes(answer, style, name, english=name == "terms") for name in ("searched", "terms")]
    blocks.extend(note for note in notes if note)
    if answer.quotes:
        blocks.append(_sources(answer, style))
    if answer.suggestions:
        blocks.append([style.paint(DIM, words["more"]), *_suggested(answer, style)])
    return "\n\n".join("\n".join(block) for block in blocks)


def _notes(answer: Answer, style: Style, name: str, *, english: bool) -> list[str]:
    """The words that were widened; or those of the quotations that are put into English, for who asks in it."""
    words = WORDS[answer.language]
    notes = [note for note in answer.searched if note.rpartition(" = ")[2].isascii() == english]
    if not notes:
        return []
    return [style.paint(DIM, line) for line in style.lines(words[name].format(words["notes"].join(notes)))]


def _suggested(answer: Answer, style: Style) -> list[str]:
    rows = (style.hanging(f"  {n}. ", suggestion.label) for n, suggestion in enumerate(answer.suggestions, 1))
    return [line for row in rows for line in row]


def _body(answer: Answer, style: Style) -> Iterator[list[str]]:
    """The parts, one block each; the sentences of one citation stand together, its number behind the last."""
    for number, group in groupby(answer.parts, lambda part: part.number if isinstance(part, Quote) else 0):
        parts = list(group)
        if number:
            quotes = [part for part in parts if isinstance(part, Quote)]
            yield [line for quote in quotes for line in _quote(quote, style, last=quote is quotes[-1])]
            continue
        for part in parts:
            lines = style.lines(part.text)
            heading = isinstance(part, Prose) and part.heading
            yield [style.paint(BOLD, line) for line in lines] if heading else lines


def _quote(quote: Quote, style: Style, *, last: bool) -> list[str]:
    """The quotation behind its bar; its citation's number follows the `last` sentence."""
    label = f"{quote.label} " if quote.label else ""
    text = label + quote.text.replace("\n", " ") + (f" [{quote.number}]" if last else "")
    bold = [(start + len(label), end + len(label)) for start, end in quote.highlights]
    return [style.paint(CYAN, BAR) + line for line in embolden(text, style.lines(text, indent=BAR), bold, style)]


def embolden(text: str, lines: Sequence[str], spans: Iterable[tuple[int, int] | Span], style: Style) -> list[str]:
    """`lines` (which are `text`, wrapped) with the characters of `spans` in bold."""
    if not style.colour:
        return list(lines)
    text = style.shown(text)
    marked = {at for start, end in spans for at in range(start, end)}
    at, done = 0, []
    for line in lines:
        out, on = [], False
        for character in line:
            while text[at] != character:  # a space or a line break that is between the lines
                at += 1
            if (at in marked) != on:
                on = not on
                out.append(BOLD if on else RESET)
            out.append(character)
            at += 1
        done.append("".join(out) + (RESET if on else ""))
    return done


def line_numbers(ranges: Sequence[tuple[int, int]], language: Language) -> str:
    """`第238–256行`, `lines 107–116, 4`, in reading order."""
    words = WORDS[language]
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in ranges]
    one = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return words["line" if one else "lines"].format(words["and"].join(shown))


def _sources(answer: Answer, style: Style) -> list[str]:
    """Each article once, and under it the citations that lead into it."""
    words = WORDS[answer.language]
    lines = [style.paint(DIM, words["sources"])]
    shown: str | None = None
    for number, group in groupby(answer.quotes, lambda quote: quote.number):
        quotes = list(group)
        article, citation = quotes[0].sentence.article, quotes[0].citation
        if article.id != shown:
            shown = article.id
            lines.extend(style.lines(words["title"].format(citation.article)))
            lines.extend(style.linked(citation.bulletin))
        sentences = [quote.sentence for quote in quotes]
        id_, place = id_of(sentences), line_numbers(lines_cited(sentences), answer.language)
        first, *others = style.hanging(f"  [{number}] ", f"{id_} · {place}")
        lines += [first.replace(id_, style.paint(CYAN, id_), 1), *others]
    return lines


def why(answer: Answer, style: Style = PLAIN) -> str:
    """How the answer came about; lines are wrapped under their own indent."""
    told = ((line, len(line) - len(line.lstrip(" "))) for line in answer.explanation)
    return "\n".join(row for line, indent in told for row in style.hanging(" " * indent, line[indent:]))
