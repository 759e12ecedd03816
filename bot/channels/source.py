"""A citation opened, as text: the paragraph, then the page's lines beside the reading, then what was repaired.

Page and reading stand side by side where the terminal is wide enough for both, and one under the other where not: then
a line that reads as it stands is shown once.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.answers.model import Language
from bot.channels.terminal import BOLD, DIM, PLAIN, Style, embolden, line_numbers
from bot.channels.wrapping import width
from corpus.glyphs import RADICALS, SHIFTED
from corpus.model import Span, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.answers.source import Source
    from corpus.model import Repair

WORDS = {
    Language.CHINESE: {
        "page": "原页",
        "read": "读作",
        "stacked": "原页（“→”后为读作；未标者照读）",
        "as_it_stands": "原页（照读）",
        "repairs": "校正",
        "repair": "{where}：{changes}（{reason}）",
        "change": "{stood} 读作 {read}",
        "shifted": "换字体的符号，页上成了汉字",
        "radical": "形近部首",
        "and": "、",
        "same": "与原页一字不差。",
        "left_out": "与原页一致，仅去掉{what}。",
        "repaired_only": "此外与原页一字不差。",
        "repaired": "此外与原页一致，仅去掉{what}。",
        "break": "换行",
        "space": "空格",
        "mark": "多余符号（{}）",
    },
    Language.ENGLISH: {
        "page": "the page",
        "read": "read as",
        "stacked": "The page; after → how a line is read, if otherwise",
        "as_it_stands": "The page, read as it stands",
        "repairs": "Repairs",
        "repair": "{where}: {changes} ({reason})",
        "change": "{stood} read as {read}",
        "shifted": "a sign in another font, which came out as a character",
        "radical": "a radical that looks like the character",
        "and": ", ",
        "same": "The same as on the page, character for character.",
        "left_out": "The same as on the page; left out: {what}.",
        "repaired_only": "All else is the same as on the page, character for character.",
        "repaired": "All else is the same as on the page; left out: {what}.",
        "break": "line breaks",
        "space": "spaces",
        "mark": "stray marks ({})",
    },
}


def render_source(source: Source, language: Language, style: Style = PLAIN) -> str:
    """Where the sentences stand and how they were read, ending without a line break."""
    words, first = WORDS[language], source.sentences[0].citation
    head = [
        *(style.paint(BOLD, line) for line in style.lines(f"《{first.article}》")),
        *style.linked(first.bulletin, f" · {line_numbers(source.ranges, language)}"),
        source.id,
    ]
    text = source.before + source.text + source.after
    own = (len(source.before), len(source.before) + len(source.text))
    paragraph = embolden(text, style.lines(text), [own], style)
    lines = list(_lines(source, words, style))
    ends = [line for row in _ends(source, language) for line in style.lines(row)]
    return "\n\n".join("\n".join(block) for block in (head, paragraph, lines, ends) if block)


def _lines(source: Source, words: Mapping[str, str], style: Style) -> Iterator[str]:
    """What stands on the page and what is read there: two columns, or one under the other."""
    rows = [(str(line.number), style.shown(line.raw.strip()), style.shown(line.read.strip())) for line in source.lines]
    numbers = max((len(number) for number, _, _ in rows), default=0)
    raws = max((width(raw) for raw in (words["page"], *(raw for _, raw, _ in rows))), default=0)
    reads = max((width(read) for read in (words["read"], *(read for _, _, read in rows))), default=0)
    if style.columns is None or numbers + raws + reads + 4 <= style.columns:
        head = f"{'':>{numbers}}  {words['page']}{' ' * (raws - width(words['page']))}  {words['read']}"
        yield style.paint(DIM, head)
        for number, raw, read in rows:
            yield f"{number:>{numbers}}  {raw}{' ' * (raws - width(raw))}  {read}".rstrip()
        return
    changed = any(raw != read for _, raw, read in rows)
    yield from (style.paint(DIM, line) for line in style.lines(words["stacked" if changed else "as_it_stands"]))
    for number, raw, read in rows:
        yield from style.hanging(f"{number:>{numbers}}  ", raw)
        if read != raw:
            yield from style.hanging(f"{'→':>{numbers}}  ", read)


def _ends(source: Source, language: Language) -> Iterator[str]:
    """The repairs, line by line, and what else is not as it stands on the page."""
    words, page = WORDS[language], source.sentences[0].article.page
    what = words["and"].join(_left_out(source.unread, words))
    if source.repairs:
        yield words["repairs"]
    rows = [(lines_of(page, (Span(r.at, r.at + 1),)), _reason(r, words), r) for r in source.repairs]
    for (line, reason), group in groupby(rows, key=lambda row: row[:2]):
        changes = dict.fromkeys(words["change"].format(stood=r.stood, read=r.read) for _, _, r in group)
        where = line_numbers(line, language)
        yield "  " + words["repair"].format(where=where, changes=words["and"].join(changes), reason=reason)
    message = ("repaired" if what else "repaired_only") if source.repairs else ("left_out" if what else "same")
    yield words[message].format(what=what)


def _reason(repair: Repair, words: Mapping[str, str]) -> str:
    """Why a character is read as another, in a reader's words; a rule that is none of the known ones by its name."""
    if SHIFTED.get(repair.stood) == repair.read:
        return words["shifted"]
    return words["radical"] if RADICALS.get(repair.stood) == repair.read else repair.rule


def _left_out(unread: str, words: Mapping[str, str]) -> Iterator[str]:
    """The kinds of character that stand on the page and not in the reading."""
    if set(unread) & set("\r\n"):
        yield words["break"]
    if any(character.isspace() and character not in "\r\n" for character in unread):
        yield words["space"]
    marks = dict.fromkeys(character for character in unread if not character.isspace())
    if marks:
        shown = (mark if mark.isprintable() else f"U+{ord(mark):04X}" for mark in marks)
        yield words["mark"].format(" ".join(shown))
