"""Pages that are no newspaper's: a line is a paragraph, and the page is one document, or several under one another.

A notice, a measure, a speech, a page of a website are told from columns by their lines, which end where sentences do.
Then nothing needs to be weighed: the title is what stands over the text, a short line in the text is a heading, and
the issuer and the date at the end are the document's own. Which is what each line is, is told by `SHAPES`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from corpus.lines import Finish, Kind
from corpus.patterns import lazy
from corpus.shapes import NUMBERED, SHAPES, TABLE, TABULAR, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.lines import Line


@dataclass
class Document:
    """One document of a page, as indices into the page's lines."""

    title: list[int] = field(default_factory=list)
    body: list[list[int]] = field(default_factory=list)
    """Its paragraphs: the lines of each."""
    byline: int | None = None
    source: tuple[int, int, int] | None = None
    """Whom it was taken from: the line, and from which character to which of it."""
    signature: list[int] = field(default_factory=list)
    official: bool = False
    """Whether it is written to somebody, numbered or signed, and so has no kicker over its title."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a page, and the lines that belong to none."""

    each: tuple[Document, ...]
    rest: tuple[int, ...]


_SOURCE: Final = lazy(r"来\s*源\s*[：:]\s*([^\s：:|｜]{2,30})(?=\s|$|[|｜])")
_OFFICIAL: Final = lazy(
    r"(?:通知|通告|公告|通报|意见|办法|方案|规定|条例|细则|决定|决议|函|批复|请示|报告|规划|计划|要点|纲要|措施|公示|令|解读|问答|讲话|答复|清单|指南|须知|倡议书|(?:情况|统计|安排|明细|一览|汇总|名单|公示)表)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
_OFFICE: Final = lazy(
    r"[^。！？，：；]{2,40}(?:局|厅|部|委|委员会|办|办公室|会|政府|中心|院|站|处|所|社|司|署|集团|公司|协会|基金会|联合会|中学|大学)"
)
_ENDED: Final = lazy(r"[.!?]$|[。！？…”][（(][^（）()]{1,30}[）)]$")
_ENDS: Final = frozenset(".!?）)")
"""Other ends of a sentence than a Chinese mark: a Latin one, and a name in brackets behind it."""
_NO_TITLE: Final = lazy(r"\s[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{2,4}$|局长|厅长|主任|书记|\S+\s+\S+\s+\S")
"""What a second line under a title has that is none of it: a person, or the head of a table."""
_LONG: Final = 16
_TITLE: Final = 60
_SHARE: Final = 0.7
_WIDE: Final = 28
_FEW: Final = 6
"""Narrow lines of which fewer than one character in so many stands in a line that ends a sentence are columns."""
_SLACK: Final = 3
_ROWS: Final = 4
_SPEAKER: Final = 30
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())
_CLOSED: Final = frozenset({Finish.FULL, Finish.WEAK, Finish.SEMICOLON, Finish.COLON})
_SIGNED: Final = frozenset({Kind.BYLINE, Kind.CREDIT})
"""What stands between two texts only where one article ends, or its headline does, and another begins."""
_HEAD: Final = frozenset({Shape.TITLE, Shape.DATA, Shape.MENU, Shape.BYLINE, Shape.SOURCE, Shape.DATE})


def documents_of(lines: Sequence[Line]) -> Documents | None:
    """The page as documents; nothing if its lines are a newspaper's columns, or more than one article may be on it."""
    paragraphs = _paragraphs(lines)
    if paragraphs is None:
        return None
    shapes = [_shape([lines[i] for i in paragraph]) for paragraph in paragraphs]
    each: list[Document] = []
    rest: list[int] = []
    for first, last in _parted(paragraphs, shapes, lines):
        document = _document(paragraphs[first:last], shapes[first:last], lines, rest)
        if document is None:
            return None
        each.append(document)
    return Documents(tuple(each), tuple(rest))


def _paragraphs(lines: Sequence[Line]) -> list[list[int]] | None:
    """The lines of each paragraph, if the page is no newspaper's."""
    if not lines:
        return None
    text = Kind.TEXT
    texts = [line for line in lines if line.kind is text]
    if is_latin("".join(line.text for line in texts)):
        return _latin_paragraphs(lines)
    widths = [len(line.text) for line in texts]
    whole, wide = sum(widths), sum([width for width in widths if width >= _WIDE])
    rows = [line for line in texts if len(line.raw) > len(line.text) and TABLE.fullmatch(line.raw)]
    """Of figures: these have white space between them."""
    if 2 * wide < whole and _FEW * _closed(texts) < whole and not rows:
        return None
    telling = [line for line in texts if not _tells_nothing(line)]
    long = [line for line in telling if len(line.text) >= _LONG]
    if not long and len(rows) > 1:
        return [[i] for i in range(len(lines))]
    even = 2 * _closed(telling) > sum(len(line.text) for line in telling)
    if not long or not even or _closed(long) < _SHARE * sum(len(line.text) for line in long):
        return _unwrapped(lines)
    return [[i] for i in range(len(lines))]


def _closed(lines: Sequence[Line]) -> int:
    """How many characters stand in the lines that end where a sentence or a clause does."""
    return sum([len(line.text) for line in lines if line.finish in _CLOSED or _ended(line.text)])


def _ended(text: str) -> bool:
    return text[-1:] in _ENDS and bool(_ENDED.search(text))


def _unwrapped(lines: Sequence[Line]) -> list[list[int]] | None:
    """The lines of each paragraph of a page that is wrapped at a width no newspaper's column has."""
    widths = [len(line.text.encode("gb18030", "replace")) // 2 + min(2, line.indent) for line in lines]
    column = sorted(widths)[-len(widths) // 4]
    if column < _WIDE or not any(_OFFICIAL.search(line.text[-12:]) for line in lines[:_ROWS]):
        return None
    found: list[list[int]] = [[0]]
    for i in range(1, len(lines)):
        above, here = lines[i - 1], lines[i]
        full = widths[i - 1] >= column - _SLACK
        if full and not here.apart and here.indent <= above.indent and _shape([here]) is not Shape.ITEM:
            found[-1].append(i)
        else:
            found.append([i])
    ends = [lines[rows[-1]] for rows in found if len(rows) > 1]
    return found if ends and _closed(ends) > _SHARE * sum(len(line.text) for line in ends) else None


def _tells_nothing(line: Line) -> bool:
    """Whether a line ends in the open on any page, a newspaper's or not."""
    shape = _shape([line])
    if shape is Shape.ITEM:
        return line.finish is Finish.NONE
    return shape not in {Shape.TEXT, Shape.TITLE, Shape.ADDRESSEE} or bool(_OFFICIAL.search(line.text[-12:]))


def is_latin(text: str) -> bool:
    """Whether most of a text's letters are Latin."""
    return len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS)) > _SHARE * len(text)


def _latin_paragraphs(lines: Sequence[Line]) -> list[list[int]]:
    """Wrapped lines put together: blank lines part paragraphs, or else a short line that ends a sentence."""
    blanks = sum(line.apart for line in lines[1:]) * 6 > len(lines)
    widest = max(len(line.text) for line in lines)
    found: list[list[int]] = [[0]]
    for i in range(1, len(lines)):
        above, here = lines[i - 1], lines[i]
        ended = above.text[-1:] in '.!?:"”' and len(above.text) < 0.85 * widest
        new = (
            here.apart
            if blanks
            else ended or here.indent > above.indent or (i == 1 and len(above.text) < 0.85 * widest)
        )
        headed = (
            _shape([above]) is Shape.ITEM and not ended and here.text[:1].isupper() and 2 * len(above.text) < widest
        )
        if new or headed or _shape([here]) in {Shape.BYLINE, Shape.ITEM} or _shape([above]) is Shape.BYLINE:
            found.append([i])
        else:
            found[-1].append(i)
    return found


def _shape(rows: Sequence[Line]) -> Shape:
    raw = rows[0].raw
    if len(rows) > 1:
        return Shape.ITEM if _is_item(raw) else Shape.TEXT
    for shape, pattern in SHAPES:
        if pattern.fullmatch(raw):
            if shape is Shape.ADDRESSEE and "，" in raw and len(raw) > _SPEAKER:
                return Shape.TEXT
            return shape
    line = rows[0]
    if line.kind is Kind.CREDIT:
        return Shape.SOURCE
    if line.kind is Kind.BYLINE:
        return Shape.BYLINE
    weak = line.finish is Finish.WEAK and len(line.text) <= _SPEAKER
    ended = (
        (_ended(line.text) and line.finish is not Finish.WEAK)
        or line.text[-1:] == ";"
        or line.finish in {Finish.COMMA, Finish.SEMICOLON, Finish.FULL}
    )
    return (
        Shape.TITLE
        if (line.finish is Finish.NONE or weak) and not ended and len(line.raw) <= 2 * _TITLE
        else Shape.TEXT
    )


def _is_item(raw: str) -> bool:
    return any(pattern.fullmatch(raw) for shape, pattern in SHAPES if shape is Shape.ITEM)


def _parted(
    paragraphs: Sequence[Sequence[int]], shapes: Sequence[Shape], lines: Sequence[Line]
) -> list[tuple[int, int]]:
    """Where documents begin and end: behind a signed day, or at a source, where another title and text follow."""
    cuts = [0]
    for k in range(1, len(shapes) - 1):
        if shapes[k] is not Shape.TITLE or shapes[k - 1] is Shape.TITLE:
            continue
        under = next((n for n in range(k + 1, len(shapes)) if shapes[n] is not Shape.TITLE), len(shapes))
        if (
            under == len(shapes)
            or under - k > _ROWS
            or not any(shape in {Shape.TEXT, Shape.ITEM} for shape in shapes[cuts[-1] : k])
        ):
            continue
        office = _OFFICE.fullmatch(lines[paragraphs[under - 1][0]].text)
        signed = shapes[k - 1] in {Shape.DATE, Shape.SOURCE} and shapes[under] in {
            Shape.TEXT,
            Shape.ADDRESSEE,
            Shape.DATA,
        }
        titled = shapes[under] in {Shape.DATA, Shape.ADDRESSEE} and _OFFICIAL.search(
            lines[paragraphs[under - 1][0]].text[-12:]
        )
        if (signed or titled) and not office:
            cuts.append(k)
    return list(zip(cuts, [*cuts[1:], len(shapes)], strict=True))


def _document(
    paragraphs: Sequence[list[int]], shapes: Sequence[Shape], lines: Sequence[Line], rest: list[int]
) -> Document | None:
    """One document; nothing if it may be several articles."""
    top = next((k for k, shape in enumerate(shapes) if shape not in _HEAD), len(shapes))
    found = Document()
    run = _title(paragraphs[:top], shapes[:top], lines)
    found.title = [i for k in run for i in paragraphs[k]]
    begins = run[-1] + 1 if run else 0
    text = [k for k in range(top, len(shapes)) if shapes[k] in {Shape.TEXT, Shape.ITEM, Shape.ADDRESSEE}]
    if not text:
        return None
    end = len(shapes)
    while end > top and shapes[end - 1] in {Shape.MENU, Shape.DATA, Shape.SOURCE, Shape.BYLINE}:
        end -= 1
    found.signature = _signature(paragraphs[top:end], shapes[top:end], lines)
    subject = "".join(lines[i].text for i in found.title)
    numbered = sum(shape is Shape.ITEM for shape in shapes[top:]) > 1
    found.official = bool(
        (found.title and _OFFICIAL.search(subject[-30:]))
        or (shapes[text[0]] is Shape.ADDRESSEE and found.title)
        or found.signature
        or numbered
        or Shape.DATA in shapes
        or is_latin(subject)
    )
    between = [k for k in range(top, end) if shapes[k] is Shape.TITLE and paragraphs[k][0] not in found.signature]
    if not found.official and (between or not found.title or len(text) > len(shapes) - 1):
        return None
    if any(lines[paragraphs[k][0]].kind in _SIGNED for k in range(text[0] + 1, text[-1])):
        return None
    for k, (paragraph, shape) in enumerate(zip(paragraphs, shapes, strict=True)):
        if k in run:
            continue
        outside = k < begins or k >= end
        about = k < top and not (run and NUMBERED.fullmatch(lines[paragraph[0]].text))
        if shape in {Shape.SOURCE, Shape.DATA} and found.source is None:
            found.source = _source(paragraph[0], lines[paragraph[0]])
        if shape is Shape.BYLINE and found.byline is None and (k < top or k >= end):
            found.byline = paragraph[0]
        elif shape is Shape.MENU or k < begins or (shape in {Shape.DATA, Shape.SOURCE} and (outside or about)):
            rest.extend(paragraph)
        else:
            found.body.append(paragraph)
    return found


def _title(paragraphs: Sequence[Sequence[int]], shapes: Sequence[Shape], lines: Sequence[Line]) -> list[int]:
    """Which of the paragraphs over the text are its title: the last run, to the line that names a kind of document."""
    names = [k for k, shape in enumerate(shapes) if shape is Shape.TITLE]
    kinds = [k for k in names if _OFFICIAL.search(lines[paragraphs[k][0]].text[-12:])]
    if not names:
        return []
    last = kinds[0] if kinds else next((k - 1 for k in names[1:] if k - 1 not in names), names[-1])
    if not kinds:
        menu = max((k for k, shape in enumerate(shapes) if shape is Shape.MENU), default=-1)
        first = next((k for k in names if k > menu), names[0])
        last = first
        second = lines[paragraphs[first + 1][0]] if first + 1 in names and len(names) <= 3 else None
        if second and not is_latin(second.text) and not _NO_TITLE.search(second.raw):
            last = first + 1
        return list(range(first, last + 1))
    first = last
    while first - 1 in names and last - first < _ROWS - 1:
        first -= 1
    return list(range(first, last + 1))


def _signature(paragraphs: Sequence[Sequence[int]], shapes: Sequence[Shape], lines: Sequence[Line]) -> list[int]:
    """The lines at the end with the issuer and the day."""
    found: list[int] = []
    k = next((k for k in range(len(shapes) - 1, -1, -1) if shapes[k] is Shape.DATE), None)
    k = len(shapes) - 1 if k is None or k < len(shapes) // 2 else k - 1
    if k + 1 < len(shapes):
        found.extend(paragraphs[k + 1])
    dated = bool(found)
    while k > 0 and shapes[k] is Shape.TITLE and (dated or _OFFICE.fullmatch(lines[paragraphs[k][0]].text)):
        if not _OFFICE.fullmatch(lines[paragraphs[k][0]].text):
            break
        found.extend(paragraphs[k])
        k -= 1
    return found[::-1]


def _source(number: int, line: Line) -> tuple[int, int, int] | None:
    match = _SOURCE.search(line.raw)
    return (number, *match.span(1)) if match else None


_CLOSING: Final = lazy(
    r"(?:特此|专此|此致|以上(?:意见|通知|请示)|谢谢|联系(?:人|电话|方式)|附件|附[：:]|抄送|[（(]此件).{0,80}"
)


def ends_of(document: Document, lines: Sequence[Line]) -> int:
    """How many of its paragraphs belong to the text: behind them come closing words, the issuer and the day."""
    count = len(document.body)
    while count > 1 and (
        document.body[count - 1][0] in document.signature or _CLOSING.fullmatch(lines[document.body[count - 1][0]].text)
    ):
        count -= 1
    return count


def is_table(line: Line) -> bool:
    """Whether a line is a row of a table, or its head."""
    return bool(TABULAR.fullmatch(line.raw)) and not is_latin(line.text)


_HEADED: Final = lazy(r"(?m)^#{1,6} +\S")
_MARKUP: Final = lazy(r"(?m)(?:^#{1,6} +(?=\S)|^> *(?=\S)|\*\*(?=\S)|(?<=\S)\*\*)")


def markup(text: str) -> list[tuple[int, int]]:
    """Where a page that is written in Markdown has its marks for headings, quotations and bold type."""
    if not _HEADED.search(text):
        return []
    return [m.span() for m in _MARKUP.finditer(text)]
