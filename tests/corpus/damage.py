"""Newspaper pages as they come out of a PDF: invented articles, set in columns and damaged on the way, from a seed.

The articles (`tests/data/articles.json`) are the truth; a page knows which of them stand on it. The damage is that of
the typesetting system the bulletins come from: lines cut at the column's width, blank lines that mean nothing,
headlines before, after or astray, leads printed last, glyphs of another font, spaces between characters, ornaments.

What is fair: a reader who knows neither page nor articles can tell where each body begins and ends. Two bodies stand
side by side, with no headline, byline or credit between, only where the second opens like an article.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

ARTICLES = Path(__file__).parents[1] / "data" / "articles.json"
NOT_AT_THE_START = "，。、；：！？”’》）…％"
NOT_AT_THE_END = "“‘《（"
OPENING = re.compile(
    r"记者(?:日?前?从|从)|近日|日前|\d+月\d+日|\d{4}年\d+月\d+日|自\d+月|从\d+月|在民政部|为[^，]{2,18}，|民政部"
    r"|[^，。]{2,14}(?:民政厅|民政局)[^，。]{0,24}(?:印发|公布|制定|联合)"
)
CLUSTERS = (
    ("江苏", "苏州"),
    ("四川", "成都"),
    ("广东", "深圳"),
    ("山东", "临沂"),
    ("陕西", "山西"),
    ("吉林", "辽宁"),
    (None,),
)
REAL_BODY = 588  # characters: the shortest body of the two bundled pages
ORNAMENTS = ("”", "“", "◆", "·", "★", "■")
RADICALS = {
    "一": "⼀",
    "人": "⼈",
    "大": "⼤",
    "工": "⼯",
    "方": "⽅",
    "民": "⺠",
    "立": "⽴",
    "老": "⽼",
    "行": "⾏",
    "长": "⻓",
}


@dataclass(frozen=True)
class Told:
    """An article as its writer meant it: the truth that a page is read against."""

    id: str
    place: str | None
    title: str
    kicker: str | None
    byline: str | None
    credit: str | None
    paragraphs: tuple[str, ...] = field(repr=False)

    @property
    def body(self) -> str:
        return "".join(self.paragraphs)


@dataclass(frozen=True)
class DamagedPage:
    """A page's text, the articles on it, and the damage done, for the message of a test that fails."""

    seed: int
    text: str = field(repr=False)
    articles: tuple[Told, ...]
    damage: tuple[str, ...]


class Head(list[str]):
    """A headline's lines, its kicker's included."""


@dataclass
class Style:
    """How one page is set: the same for all its articles."""

    width: int
    blanks: str
    space_after_comma: float
    space_in_dates: float
    shifted_quotes: bool
    shifted_everything: bool
    paragraph_mark: str
    radicals: bool
    indent: str = ""
    """What stands before a paragraph's first line."""
    numbered: bool = False
    """Whether the page's number stands over it."""


@cache
def articles() -> tuple[Told, ...]:
    """All invented articles."""
    told = json.loads(ARTICLES.read_text(encoding="utf-8"))
    return tuple(Told(**(article | {"paragraphs": tuple(article["paragraphs"])})) for article in told)


def page(seed: int, *, characters: int = 0) -> DamagedPage:
    """The page of this seed, in a style of its own: one to five articles, or long ones until so many characters."""
    chance = random.Random(seed)  # noqa: S311 -- to be repeated, not to be secret
    style = _style(chance)
    late = random.Random(f"indents of {seed}")  # noqa: S311 -- apart, so that a seed's other damage stays
    style.indent, style.numbered = late.choice(("", "", "　　", "  ")), late.random() < 0.1
    if style.blanks == "every" and late.random() < 0.4:
        style.blanks = "every, but within headlines"
    chosen = _fill(characters, chance) if characters else _choose(chance)
    damage = [f"width {style.width}", f"blanks {style.blanks}"]
    damage += [name for name in ("shifted_quotes", "shifted_everything", "radicals") if getattr(style, name)]
    blocks: list[list[str]] = []
    astray: list[list[str]] = []
    closed = True  # whether the page so far ends in something that is no body
    for told in chosen:
        how = _arrangement(told, chance, alone=len(chosen) == 1, closed=closed)
        damage.append(f"{told.id}: {how}")
        head, lead_blocks = _headline(told, style, chance), [*astray]
        astray = [head] if how == "astray" else []
        own, closed = _blocks(told, how, head, style, chance)
        if lead_blocks:  # the headline of the article before stands in front of this one's body
            at = 1 + ("本报记者" in own[1][0]) if how == "before" else 0  # the headline's byline stands right behind it
            own[at:at] = lead_blocks
        if chance.random() < 0.1:
            own.append([chance.choice(ORNAMENTS)])
        blocks += own
    blocks += astray
    text = _printed(blocks, style, chance)
    return DamagedPage(seed, text, tuple(chosen), tuple(damage))


def _style(chance: random.Random) -> Style:
    return Style(
        width=chance.randint(12, 16),
        blanks=chance.choice(("every", "every", "some", "few", "between")),
        space_after_comma=chance.choice((0, 0, 0.08, 0.25)),
        space_in_dates=chance.choice((0, 0.5, 1)),
        shifted_quotes=chance.random() < 0.4,
        shifted_everything=chance.random() < 0.04,
        paragraph_mark=chance.choice(("姻 ", "■ ", "■　", "姻", "")),
        radicals=chance.random() < 0.08,
    )


def _choose(chance: random.Random) -> list[Told]:
    """Some articles of any places, or of one place and its neighbours, or of one theme."""
    count = chance.choice((1, 2, 2, 3, 3, 3, 4, 4, 5))
    if chance.random() < 0.3:
        cluster = chance.choice(CLUSTERS)
        near = [told for told in articles() if told.place in cluster]
        far = [told for told in articles() if told.place not in cluster]
        chosen = chance.sample(near, min(len(near), count))
        chosen += chance.sample(far, count - len(chosen))
    else:
        chosen = chance.sample(articles(), count)
    chance.shuffle(chosen)
    return chosen


def _fill(characters: int, chance: random.Random) -> list[Told]:
    """Articles as long as real ones, as many as make so many characters."""
    long = [told for told in articles() if len(told.body) >= REAL_BODY]
    chance.shuffle(long)
    sums = accumulate(len(told.body) for told in long)
    return long[: 1 + sum(so_far < characters for so_far in sums)]


def _arrangement(told: Told, chance: random.Random, *, alone: bool, closed: bool) -> str:
    opens = bool(OPENING.match(told.paragraphs[0]))
    wanted = chance.choices(("before", "after", "astray", "lead last"), (60, 16, 12, 12))[0]
    if wanted == "lead last" and (len(told.paragraphs) < 3 or not opens or not (closed or told.byline)):
        return "before"
    if wanted in {"after", "astray"} and not closed and not opens:
        return "before"
    if wanted == "astray" and alone:
        return "after"
    return wanted


def _headline(told: Told, style: Style, chance: random.Random) -> list[str]:
    title = told.title
    lines = title.split(" ", 1) if " " in title and chance.random() < 0.8 else [title]
    if len(lines) == 1 and len(title) > 14 and chance.random() < 0.4:
        lines = _broken(title, chance)
    if style.shifted_quotes:
        lines = [line.replace("“", "野").replace("”", "冶") for line in lines]
    if chance.random() < 0.5:
        lines = [re.sub(r"(?<=[一-龥])(?=20\d\d年)", " ", line) for line in lines]
    kicker = [told.kicker] if told.kicker else []
    return Head([*kicker, *lines])


def _broken(title: str, chance: random.Random) -> list[str]:
    """On two lines, after a word that a compositor would break at."""
    places = [m.end() for m in re.finditer("召开|部署|启动|提高|明确|建成|里的|习近平|：|，|让|”|的", title)]
    places = [at for at in places if 5 <= at <= len(title) - 5 and title[at] not in NOT_AT_THE_START]
    if not places:
        return [title]
    at = chance.choice(places)
    return [title[:at], title[at:]]


def _blocks(told: Told, how: str, head: list[str], style: Style, chance: random.Random) -> tuple[list[list[str]], bool]:
    """The article's blocks of lines in the order of print, and whether the last is no body."""
    byline = [[f"{style.paragraph_mark}本报记者 {told.byline}"]] if told.byline else []
    credit = [[f"（{told.credit}）"]] if told.credit else []
    body = _set(told.paragraphs, style.width, style, chance)
    if how == "lead last":
        lead = _set(told.paragraphs[:1], chance.randint(22, 30), style, chance)
        rest = _set(told.paragraphs[1:], style.width, style, chance)
        ornament = [[chance.choice(ORNAMENTS)]] if chance.random() < 0.5 else []
        return [*byline, rest, *credit, *ornament, lead, head], True
    if how == "before":
        first, last = ([*byline], []) if chance.random() < 0.5 else ([], [*byline])
        blocks = [head, *first, body, *last, *credit]
        return blocks, bool(last or credit)
    blocks = [body, *byline, *credit]
    if how == "after":
        return [*blocks, head], True
    return blocks, len(blocks) > 1


def _set(paragraphs: tuple[str, ...], width: int, style: Style, chance: random.Random) -> list[str]:
    """Set in lines of `width` characters; a paragraph's first line is two characters shorter."""
    lines: list[str] = []
    for paragraph in paragraphs:
        text = _spaced(paragraph, style, chance)
        first = True
        while text:
            line, text = _cut(text, width - 2 if first else width)
            lines.append(style.indent * first + line)
            first = False
    if chance.random() < 0.1:
        at = chance.randrange(len(lines))
        if re.fullmatch("[一-龥]{6,}", lines[at]):
            lines[at] = " ".join(lines[at])
    return lines


def _cut(text: str, width: int) -> tuple[str, str]:
    """One line and the rest: half-width characters count half, punctuation stays with its word."""
    room, at = float(width), 0
    while at < len(text) and room > 0:
        room -= 0.5 if text[at] < "\u2000" else 1
        at += 1
    while at < len(text) and text[at] in NOT_AT_THE_START:
        at += 1
    while 1 < at < len(text) and (text[at - 1] in NOT_AT_THE_END or re.match(r"[\d.]{2}", text[at - 1 : at + 1])):
        at -= 1
    return text[:at].strip(" "), text[at:].lstrip(" ")


def _spaced(text: str, style: Style, chance: random.Random) -> str:
    text = re.sub("(?<=[，。；])(?=.)", lambda _: " " if chance.random() < style.space_after_comma else "", text)
    for pattern in (r"(?<=月)(?=\d)", r"(?<=\d)(?=[年日])", r"(?<=[一-龥])(?=20\d\d年)"):
        text = re.sub(pattern, lambda _: " " if chance.random() < style.space_in_dates / 2 else "", text)
    return text


def _printed(blocks: list[list[str]], style: Style, chance: random.Random) -> str:
    together = style.blanks == "every, but within headlines"
    within = {"every": 0.97, "some": 0.45, "few": 0.06, "between": 0.0}.get(style.blanks, 0.0)
    lines: list[str] = [""] * chance.randint(0, 2) + ["03"] * style.numbered
    for block in blocks:
        for at, line in enumerate(block):
            indented = at == 0 and len(block) > 3 and chance.random() < 0.05
            lines.append(" " * indented + line + " " * (chance.random() < 0.03))
            half_width = bool(line.encode("ascii", "ignore").strip())
            in_head = isinstance(block, Head) and at + 1 < len(block)
            if (together and not (half_width or in_head)) or chance.random() < within:
                lines.append("")
        if style.blanks == "between" or chance.random() < 0.5:
            lines.append("")
    text = "\n".join(lines) + "\n" * chance.randint(0, 2)
    if style.radicals:
        text = "".join(RADICALS.get(c, c) if chance.random() < 0.2 else c for c in text)
    return "".join(map(shifted, text)) if style.shifted_everything else text


@cache
def shifted(character: str) -> str:
    """What another font's punctuation comes out as: its high byte in GB 2312 is raised by 0x31."""
    code = character.encode("gb2312", "ignore")
    if len(code) != 2 or not 0xA1 <= code[0] <= 0xA3 or character == "　":
        return character
    return bytes((code[0] + 0x31, code[1])).decode("gb2312", "ignore") or character
