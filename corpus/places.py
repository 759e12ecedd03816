"""China's provinces and cities, and where a text names them.

The table (`data/places.tsv`, made by `data/build_places.py` from an open data package) is read when the first name is
asked for: some 3 ms. `find` walks over the text once, looks two characters up and takes the longest name; a county's
name is taken too, and then passed over, so that 朝阳区 in Beijing is never the city 朝阳.

A short name is two characters long and Chinese writes no spaces, so words look like places that are none: 扩大连接,
造福建设, 低保定期. `corpus.placewords` lists them. A short name that is also a word of its own (朝阳, 中山, 大理) is a
place only with 市 or 州, after its province, beside another place, or before an institution or a verb of the news.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.model import Span
from corpus.patterns import lazy
from corpus.placewords import (
    AFTER_A_POST,
    AFTER_A_POST_AND_NAME,
    ALSO_A_NAME,
    ANYWHERE,
    CLAUSE,
    FIRST_SENTENCE,
    GENERIC_DISTRICTS,
    KIND,
    LATIN_WORD,
    LOOKALIKES,
    NATIONAL,
    NATIONAL_ACTOR,
    NEWS,
    NOT_A_CITY,
    NOT_A_DISTRICT,
    NOT_IN_SMALL_LETTERS,
    OPENERS,
    ORDINARY,
    ORGANISATION,
    SPEAKING,
    STOPS,
    SURNAMES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Place:
    """A division of the first level (province) or second (city, prefecture, league).

    `code` is that of GB/T 2260; `province` is the short name of the province it lies in, its own at level 1; `latin` is
    the official English spelling, `pinyin` the toneless and `toned` the toned pinyin of the short name.
    """

    code: str
    name: str
    short: str
    level: int
    province: str
    latin: str
    pinyin: str
    toned: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text, and where: `span` in code points."""

    place: Place
    span: Span


class _Chinese(NamedTuple):
    """What `find` looks up: names, the counties that contain such a name, and the lengths of those with a beginning."""

    names: dict[str, tuple[Place, ...]]
    namesakes: dict[str, tuple[Place, ...]]
    lengths: dict[str, list[int]]


def find(text: str) -> tuple[PlaceMention, ...]:
    """The provinces and cities that `text` names in Chinese, in the order of the text, without overlap."""
    lengths = _chinese().lengths
    found: list[PlaceMention] = []
    doubtful: list[PlaceMention] = []
    free = 0
    for at in _beginnings(text):
        if at < free:
            continue
        for length in lengths.get(text[at : at + 2], ()):
            read = _read(text, at, at + length) if at + length <= len(text) else None
            if read is None:
                continue
            if isinstance(read, Place):
                sure = text[at : at + length] not in ORDINARY
                (found if sure else doubtful).append(PlaceMention(read, Span(at, at + length)))
            free = at + length
            break
    if doubtful:
        every = sorted([*found, *doubtful], key=lambda mention: mention.span)
        for before, mention, after in zip([None, *every], every, [*every[1:], None], strict=False):
            if text[slice(*mention.span)] in ORDINARY and _stands_as_a_place(text, before, mention, after):
                found.append(mention)
        found.sort(key=lambda mention: mention.span)
    return tuple(found)


def reach(text: str) -> int:
    """How far the names of places go that `text` begins with, one behind the other: 4 of 湖北恩施的; 0 for none."""
    end = 0
    for mention in find(text):
        if mention.span.start != end:
            break
        end = mention.span.end
    return end


def of_text(headline: str, lead: str = "") -> Place | None:
    """The place that an article is about, given its headline and its first sentences.

    The headline's first place binds (a city right behind its province before that province; a county counts as its
    city), else the place of the lead's first organisation, else the lead's first place. An article whose subject is a
    national body (民政部, 国务院) is about no place, wherever it met.
    """
    if re.match(NATIONAL, headline):
        return None
    if mentions := find(headline):
        return closest(mentions)
    if home := _county_in_front(headline):
        return home
    first = lead[: lead.find("。", 20) + 1 or FIRST_SENTENCE][:FIRST_SENTENCE]
    mentions = find(first)
    acting = next((i for i, m in enumerate(mentions) if re.match(ORGANISATION, first[m.span.end :])), None)
    national = re.search(NATIONAL_ACTOR, first)
    if national and (acting is None or national.start() < mentions[acting].span.start):
        return None
    if mentions:
        return closest(mentions, acting or 0)
    return next(filter(None, (_county_in_front(clause) for clause in re.split(CLAUSE, first))), None)


def named(name: str) -> tuple[Place, ...]:
    """The places of this full or short Chinese name: the province alone where a city shares it (吉林, 海南)."""
    return _chinese().names.get(name.strip(), ())


def named_first(text: str) -> bool:
    """Whether `text` begins with a province's or a city's name of two or three characters."""
    names = _chinese().names
    return text[:2] in names or text[:3] in names


def of_county(name: str) -> tuple[Place, ...]:
    """The cities (or, where there is none, provinces) that counties of this full name lie in: 大冶市 → 黄石."""
    return _all_counties().get(name.strip(), ())


def county_names() -> tuple[str, ...]:
    """The full names of all counties, but those that tell no more than a kind: 城关区."""
    return tuple(name for name in _all_counties() if name not in GENERIC_DISTRICTS)


def everywhere() -> tuple[Place, ...]:
    """All places, by code: each province before its cities."""
    return tuple(place for place, _, _ in _places())


def in_latin(word: str) -> tuple[Place, ...]:
    """The places that are spelt so: officially, or in pinyin with or without tones, spaces and apostrophes.

    Several places on collision (taizhou); a province comes alone where a city shares its spelling, and an official
    spelling goes before another place's toneless pinyin, so that Shanxi is 山西 and Shaanxi 陕西.
    """
    table, toned = _latin()
    squeezed = _squeezed(re.sub(KIND, "", _spaced(word)))
    toneless = _without_tones(squeezed)
    if squeezed != toneless and squeezed in toned:
        return toned[squeezed]
    return table.get(toneless, ())


def find_latin(text: str) -> tuple[tuple[PlaceMention, ...], ...]:
    """The places that `text` names in Latin letters: of each mention, its possible readings."""
    words = list(re.finditer(LATIN_WORD, text))
    found: list[tuple[PlaceMention, ...]] = []
    at = 0
    while at < len(words):
        for count in range(min(6, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + count - 1].end()
            phrase = text[start:end]
            if "  " in phrase or re.search(r"[^\w\s'’-]", phrase):
                continue
            if phrase in NOT_IN_SMALL_LETTERS or phrase.lower() in ALSO_A_NAME:
                continue
            if readings := in_latin(phrase):
                found.append(tuple(PlaceMention(place, Span(start, end)) for place in readings))
                at += count
                break
        else:
            at += 1
    return tuple(found)


def _beginnings(text: str) -> Iterable[int]:
    """Where in `text` a name may begin: everywhere in a short one, which the pattern would take longer to compile."""
    if len(text) < _SHORT:
        return range(len(text) - 1)
    return (m.start() for m in _two_characters().finditer(text))


_SHORT = 40


@cache
def _two_characters() -> re.Pattern[str]:
    """A name's first character before some name's second: one in fifty places of a page."""
    first, second = (re.escape("".join(sorted(set(column)))) for column in zip(*_chinese().lengths, strict=True))
    return re.compile(f"[{first}](?=[{second}])")


def _read(text: str, start: int, end: int) -> Place | str | None:
    """The place that stands there; the name of a county that has only a place's name in it; None for neither."""
    names, namesakes, _ = _chinese()
    name = text[start:end]
    if name in namesakes:
        if name[-1] == "区" and NOT_A_DISTRICT.match(text, end):
            return None
        home = namesakes[name][0]
        return home if home.level == 2 and name.startswith(home.short) else name
    if name not in names:
        return None
    place = names[name][0]
    if name != place.short:
        return None if name[-1] == "市" and NOT_A_CITY.match(text, end) else place
    return None if _looks_alike(text, start, end) else place


def closest(mentions: tuple[PlaceMention, ...], chosen: int = 0) -> Place:
    """The mention chosen, or the city that follows its province at once: 湖北省武汉市."""
    mention = mentions[chosen]
    for following in mentions[chosen + 1 : chosen + 2]:
        if following.span.start == mention.span.end and following.place.province == mention.place.short:
            return following.place
    return mention.place


def _county_in_front(text: str) -> Place | None:
    """The city of the county that `text` begins with, where only one county bears that name."""
    counties = _all_counties()
    for length in range(12, 2, -1):
        homes = counties.get(text[:length], ())
        if homes and len(text) >= length and text[:length] not in GENERIC_DISTRICTS:
            return homes[0] if len(homes) == 1 else None
    return None


def _looks_alike(text: str, start: int, end: int) -> bool:
    if ANYWHERE.match(text, end) or _names_a_person(text, start, end):
        return True
    rows = _lookalikes().get(text[start:end], ())
    return any(
        (not before or before.search(text[max(0, start - 3) : start])) and after.match(text, end)
        for before, after in rows
    )


def _names_a_person(text: str, start: int, end: int) -> bool:
    if not start or text[start - 1] not in SURNAMES:
        return False
    after_a_post = AFTER_A_POST.search(text, max(0, start - 3), start)
    return text.startswith(AFTER_A_POST_AND_NAME if after_a_post else SPEAKING, end) or bool(
        after_a_post and end == len(text)
    )


def _stands_as_a_place(
    text: str, before: PlaceMention | None, mention: PlaceMention, after: PlaceMention | None
) -> bool:
    """Whether a short name that is also a word is meant as a place, told by its neighbours and by the words around."""
    start, end = mention.span
    if before and text[before.span.end : start] in {"、", "和", "与", "及", "，"} and before.place != mention.place:
        return True
    if before and before.span.end == start and before.place.short == mention.place.province:
        return True
    if after and text[end : after.span.start] in {"、", "和", "与", "及", "，"} and after.place != mention.place:
        return True
    if start and not text.endswith(OPENERS, max(0, start - 2), start):
        return False
    if end == len(text) or text.startswith(STOPS, end):
        return start == 0 or text[start - 1] in "在从赴到自"
    return text.startswith(NEWS, end)


def _spaced(word: str) -> str:
    return unicodedata.normalize("NFC", " ".join(word.lower().replace("’", "'").split()))


def _squeezed(word: str) -> str:
    return word.replace(" ", "").replace("'", "").replace("-", "")


def _without_tones(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def _lookalikes() -> dict[str, list[tuple[re.Pattern[str] | None, re.Pattern[str]]]]:
    table: dict[str, list[tuple[re.Pattern[str] | None, re.Pattern[str]]]] = {}
    for row in LOOKALIKES:
        patterns = (lazy(f"(?:{row.before})$") if row.before else None, lazy(row.after))
        for name in row.names.split():
            table.setdefault(name, []).append(patterns)
    return table


@cache
def _places() -> tuple[tuple[Place, tuple[str, ...], tuple[str, ...]], ...]:
    """Each place with its names in Chinese and its spellings in Latin letters, the official one first."""
    found: list[tuple[Place, tuple[str, ...], tuple[str, ...]]] = []
    for line in _table("places.tsv").splitlines():
        code, name, short, province, latin, pinyin, toned, aliases, spellings = line.split("\t")
        level = 1 if code.endswith("0000") else 2
        names = (name, short, *aliases.split(",")) if aliases else (name, short)
        place = Place(code, name, short, level, province, latin, pinyin, toned)
        found.append((place, names, (latin, *spellings.split(",")) if spellings else (latin,)))
    return tuple(found)


@cache
def _chinese() -> _Chinese:
    names: dict[str, tuple[Place, ...]] = {}
    for place, own, _ in _places():
        for name in own:
            _add(names, name, place)
    namesakes = _counties(_table("counties.tsv").partition("\n\n")[0])
    lengths: dict[str, list[int]] = {}
    for name in sorted({*names, *namesakes}, key=len, reverse=True):
        sizes = lengths.setdefault(name[:2], [])
        if len(name) not in sizes:
            sizes.append(len(name))
    return _Chinese(names, namesakes, lengths)


@cache
def _all_counties() -> dict[str, tuple[Place, ...]]:
    return _counties(_table("counties.tsv"))


def _counties(table: str) -> dict[str, tuple[Place, ...]]:
    """The city, or else the province, that each county of the table lies in."""
    homes = {place.code: place for place, _, _ in _places()}
    found: dict[str, tuple[Place, ...]] = {}
    for line in filter(None, table.splitlines()):
        code, name = line.split("\t")
        home = homes.get(code[:4] + "00") or homes[code[:2] + "0000"]
        if home not in found.get(name, ()):
            found[name] = (*found.get(name, ()), home)
    return found


@cache
def _latin() -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]]]:
    """By spelling without tones, spaces and apostrophes; and by pinyin with its tones."""
    official: dict[str, tuple[Place, ...]] = {}
    pinyin: dict[str, tuple[Place, ...]] = {}
    toned: dict[str, tuple[Place, ...]] = {}
    for place, _, spellings in _places():
        for spelling in spellings:
            _add(official, _squeezed(_without_tones(spelling.lower())), place)
        _add(pinyin, place.pinyin, place)
        _add(pinyin, _without_tones(place.toned.replace("ǚ", "v").replace("'", "")), place)
        _add(toned, place.toned.replace("'", ""), place)
    return pinyin | official, toned


def _table(name: str) -> str:
    return Path(__file__).with_name("data").joinpath(name).read_text(encoding="utf-8")


def _add(table: dict[str, tuple[Place, ...]], key: str, place: Place) -> None:
    """A province keeps a name to itself; cities share it."""
    known = table.get(key, ())
    if place not in known and not (known and known[0].level < place.level):
        table[key] = (*known, place)
