"""China's provinces and cities, and where a text names them.

The table (`data/places.tsv`, made by `data/build_places.py` from an open data package) is read when the first name is
asked for: some 3 ms. `find` walks over the text once, looks two characters up and takes the longest name; a county's
name is taken too, and then passed over, so that 朝阳区 in Beijing is never the city 朝阳.

A short name is two characters long and Chinese writes no spaces, so words look like places that are none: 扩大连接,
造福建设, 低保定期. `LOOKALIKES` are those words, one row each with an example that is also its test; `ORDINARY` are the
short names that are words of their own (朝阳, 中山, 大理): they count only with 市 or 州, after their province, beside
another place, or where an institution or a verb of the news follows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.model import Span


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


class Lookalike(NamedTuple):
    """A short name that is none where `before` ends the text in front of it and `after` begins the text behind it."""

    names: str
    before: str
    after: str
    example: str


LOOKALIKES = (
    Lookalike("安庆", "平", "", "平安庆典"),
    Lookalike("保定", "[确担社医低投参]", "", "低保定期核查"),
    Lookalike("保定", "", "[期额点向]", "五保定额供养"),
    Lookalike("北海", "", "道|公园", "赴北海道考察"),
    Lookalike("长春", "", "花", "长春花开"),
    Lookalike("常德", "家|日|如|伦", "", "伦常德行"),
    Lookalike("承德", "[传继]", "", "传承德孝文化"),
    Lookalike("大连", "[扩重强放加]", "", "扩大连接范围"),
    Lookalike("大连", "", "[接续片锁通带环贯]", "强化大连通"),
    Lookalike("大庆", "[重盛五]", "", "重大庆祝活动"),
    Lookalike("大庆", "", "[典祝贺功]", "大庆典"),
    Lookalike("定西", "[确制规特固指决划认]", "", "确定西部地区标准"),
    Lookalike("东营", "[股房]", "", "房东营收"),
    Lookalike("福建", "[造幸祝谋]", "", "造福建档立卡户"),
    Lookalike("抚顺", "[安]", "", "安抚顺序"),
    Lookalike("广安", "[推宽]", "", "推广安全知识"),
    Lookalike("广安", "", "[全置装门]", "广安门外"),
    Lookalike("广东 广西", "[推]", "", "推广东西部协作"),
    Lookalike("广元", "[推]", "", "推广元宵习俗"),
    Lookalike("哈密", "", "瓜", "销售哈密瓜"),
    Lookalike("河源", "[黄大小治护]", "", "黄河源头保护"),
    Lookalike("吉安", "", "娜", "吉安娜"),
    Lookalike("济南 济宁", "[经救]", "", "救济南迁人口"),
    Lookalike("开封", "[拆已未启]", "", "已开封药品"),
    Lookalike("开封", "", "(?:后|前|日|使用|存放)", "药品开封后"),
    Lookalike("丽水", "[美秀壮]", "", "美丽水乡"),
    Lookalike("六安", "[一二三四五六七八九十第]", "", "第六安置点"),
    Lookalike("六安", "", "全", "六安全"),
    Lookalike("南平", "", "[原均]", "华南平原"),
    Lookalike("南通", "[东西指湖云河海越]", "", "东南通道"),
    Lookalike("南通", "", "[道信]", "南通道"),
    Lookalike("内江", "[省市境国域]", "", "市内江河"),
    Lookalike("宁夏", "[安]", "", "安宁夏夜"),
    Lookalike("普洱", "", "茶", "普洱茶"),
    Lookalike("清远", "[分看认]", "", "看清远方"),
    Lookalike("山东 山西", "", "[麓坡侧面脊]", "华山东麓"),
    Lookalike("孝感", "", "[动天恩]", "孝感动天"),
    Lookalike("新余", "[创更]", "", "创新余地"),
    Lookalike("延安", "[拖顺]", "", "拖延安置"),
    Lookalike("营口", "[经运]", "", "经营口碑"),
    Lookalike("玉林", "[美]", "", "美玉林立"),
    Lookalike("自贡", "[独各]", "", "独自贡献"),
    Lookalike("中卫", "[集]", "", "集中卫生整治"),
    Lookalike("中卫", "", "[生]", "其中卫生"),
    Lookalike("江西 江东 河南 河北 湖南 湖北 海南 海北", "", "(?:岸|面的|侧|麓|部海)", "长江南岸、珠江西岸"),
    Lookalike("海南 海北", "[南东渤黄]", "", "南海南部"),
    Lookalike("湖北 湖南", "[太环]", "", "环湖北路"),
    Lookalike("河南 河北", "[黄淮渭运沿]", "", "黄河南北"),
)
ANYWHERE = re.compile(
    r"(?:[东西南北中]?路(?![径线演人上过途])|[东西南北中]?大?街(?![头坊道上])|大道|大学(?!生)|银行|方言|菜系?(?=[馆，。、]))"
)
ORDINARY = frozenset(
    "三明 中山 朝阳 大理 白银 安康 大同 日照 阿里 百色 长治 和田 来宾 山南 海东 海西 海北 黄南 甘南 兴安 红河 文山 四平"
    " 白山 天水 通化 新乡 德州 安顺 怀化 吴忠 白城 武威 平凉 黄山 黄石 鹤壁 金昌 永州 乐山 宣城 信阳 海口 玉树 乌海".split()
)
OPENERS = tuple("在从赴由与和及到自为对让 \n，。；：、！？“”‘’《》（）()—…·") + ("记者", "来自", "近日", "日前")
STOPS = tuple("，。；：、）)！？")
NEWS = tuple(
    "民政 市民 召开 举办 举行 开展 出台 印发 启动 推出 推行 推动 推进 发布 建立 建成 实施 试点 探索 打造 首个 首家 多举措 等地 等市 两级"
    " 全市 全州 养老 社会 慈善 殡葬 救助 低保 婚姻 儿童 残联 发放 提高 加快 加强 全面 持续 创新 积极 完善 深化 着力 聚焦 健全 扎实"
    " 严格 今年 去年".split()
)
NOT_A_CITY = re.compile(r"[场容值]|民(?!政)|区(?![^，。]{0,2}[县镇])")
NOT_A_DISTRICT = re.compile(r"[域划块间位别分级]")
LATIN_WORD = r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*"
KIND = (
    r"[ -](?:province|provincial|city|municipality|prefecture|league|autonomous region|special administrative region"
    r"|sar|sheng|shi|zizhiqu)$"
)
# Toneless pinyin that is as often another word: a place only when written as a name.
NOT_IN_SMALL_LETTERS = frozenset(
    "aba altay anyang dali hami ili luan taian xian yaan yanan yichang jinhua wuhai anqing".split()
)
ALSO_A_NAME = frozenset({"ali", "bose", "jian"})


class _Chinese(NamedTuple):
    """What `find` looks up: names, the counties that contain such a name, and the lengths of those with a beginning."""

    names: dict[str, tuple[Place, ...]]
    namesakes: dict[str, tuple[Place, ...]]
    lengths: dict[str, list[int]]


def find(text: str) -> tuple[PlaceMention, ...]:
    """The provinces and cities that `text` names in Chinese, in the order of the text, without overlap."""
    names, namesakes, lengths = _chinese()
    found: list[PlaceMention] = []
    doubtful: list[PlaceMention] = []
    at, last = 0, len(text) - 1
    while at < last:
        for length in lengths.get(text[at : at + 2], ()):
            name = text[at : at + length]
            if name in namesakes:
                home = namesakes[name][0]
                if name[-1] == "区" and NOT_A_DISTRICT.match(text, at + length):
                    continue
                if name.startswith(home.short) and home.level == 2:
                    found.append(PlaceMention(home, Span(at, at + length)))
            elif name in names:
                place = names[name][0]
                if name != place.short:
                    if name[-1] == "市" and NOT_A_CITY.match(text, at + length):
                        continue
                elif _looks_alike(text, at, at + length):
                    continue
                sure = name not in ORDINARY
                (found if sure else doubtful).append(PlaceMention(place, Span(at, at + length)))
            else:
                continue
            at += length
            break
        else:
            at += 1
    if doubtful:
        found += [mention for mention in doubtful if _stands_as_a_place(text, mention, found + doubtful)]
        found.sort(key=lambda mention: mention.span)
    return tuple(found)


def named(name: str) -> tuple[Place, ...]:
    """The places of this full or short Chinese name: the province alone where a city shares it (吉林, 海南)."""
    return _chinese().names.get(name.strip(), ())


def of_county(name: str) -> tuple[Place, ...]:
    """The cities (or, where there is none, provinces) that counties of this full name lie in: 大冶市 → 黄石."""
    return _all_counties().get(name.strip(), ())


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


def _looks_alike(text: str, start: int, end: int) -> bool:
    if ANYWHERE.match(text, end):
        return True
    rows = _lookalikes().get(text[start:end], ())
    return any(
        (not before or before.search(text[max(0, start - 3) : start])) and after.match(text, end)
        for before, after in rows
    )


def _stands_as_a_place(text: str, mention: PlaceMention, others: list[PlaceMention]) -> bool:
    start, end = mention.span
    for other in others:
        if other.place is mention.place:
            continue
        gap = text[other.span.end : start] if other.span.end <= start else text[end : other.span.start]
        if gap == "" and other.span.end <= start and other.place.short == mention.place.province:
            return True
        if gap in {"、", "和", "与", "及", "，"}:
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
        patterns = (re.compile(f"(?:{row.before})$") if row.before else None, re.compile(row.after))
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
