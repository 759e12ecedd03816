"""The signs of headlines on a page whose other signs are ordinary: the font of its headlines alone is shifted.

That it is, a line tells that has no ordinary sign and holds a shifted pair, two shifted dots, places or clauses of one
length in a row parted by shifted signs, a shifted comma before a number or a word that is no name, a question that ends
with its shifted mark, or begins a text with a place, an office or somebody whom the page names, and a shifted colon;
once one tells so, the mark of a cry or a question at a headline's end is one too. On such a page each line is read as
`shifted` reads a page that tells so itself, stands under a kicker's dots, or has the colon of a place or an office. A
pair that stands among ordinary signs elsewhere tells nothing: only quotation marks are shifted.

Where a line tells so, or the shifted mark of a byline, a line that is too long or too short for the page's columns is
read as well, if a sign is likely in it: such a line is no running text that happens to have no sign.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from corpus import counties, places
from corpus.glyphs import SHIFTED
from corpus.headwords import OFFICE, names_who
from corpus.people import BYLINE, SURNAME
from corpus.surnames import SURNAMES, introduced

if TYPE_CHECKING:
    from collections.abc import Iterator

TELLING: Final = "冶噎尧袁院浴钥"
"""A page without one of these tells nothing of its headlines' font."""
_READ: Final = frozenset("，、：；。？！…“”‘’《》（）—·")
"""The signs that a headline has: digits and letters are never read."""
_OTHERS: Final = frozenset([glyph for glyph, sign in SHIFTED.items() if sign in _READ]) - frozenset("野冶")
"""What a line has at least one of that is read: its quotation marks alone are found as a pair."""
_ORDINARY: Final = frozenset("，。、：；？！“”《》（）")
_LONGEST: Final = 40
"""Characters that a line of a headline has at most."""
_CLOSED: Final = re.compile(r"[。！？”）…冶噎]\Z|记者[^，。]{2,12}\Z|\A\Z")
"""How the line above a headline ends: a text that is over, a byline, nothing."""
_DOTS: Final = re.compile("噎[ \t　]?噎")
_KICKER: Final = re.compile(rf"{_DOTS.pattern}\Z")
"""How a line ends whose headline stands below it."""
_BLANK: Final = re.compile(r"\s*")
_LINE: Final = re.compile(r"(?m)^.*\S.*$")
_TELLING: Final = re.compile(f"[{TELLING}]")
_WHO: Final = re.compile(
    r"([\u4e00-\u9fff]{2,14}?)院(?![ \t　]?20[0-9]{2}年)(?=[ \t　]?[“《0-9\u4e00-\u9fff]{4}|[ \t　]*\Z)"
)
"""What stands in front of a line's first colon."""
_ALIKE: Final = re.compile(
    "[\u4e00-\u9fff]{3}(?P<end>[\u4e00-\u9fff])(?<![长员者士师生])尧(?![塘都庙陵舜化])[\u4e00-\u9fff]{3}(?P=end)(?:袁|(?![\u4e00-\u9fff]))"
)
"""One between two that end alike: 全程网办尧跨省通办."""
_IN_A_ROW: Final = re.compile("[部厅局委署]尧|([\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}尧\\1")
"""One sign between two: 人社部尧民政部, 有名可查尧有址可寻."""
_COLON: Final = re.compile("[\u4e00-\u9fff]{4}冶院(?:[\u4e00-\u9fff]{4}|$)")
"""A colon behind what is quoted."""
_NO_WORD: Final = frozenset("“野0123456789")
_NOBODY: Final = re.compile(f"(?<![老小姓大阿])(?<!{SURNAME})袁(?:[他她它你您咱]|[这那][个些里样])")
"""A comma: nobody is called so."""
_NUMBERED: Final = re.compile(
    rf"[\u4e00-\u9fff]{{3}}(?<![老小姓长任记工员人师者授士生医匠兵爷友民])(?<!{SURNAME})袁[0-9]+(?![0-9岁代年])"
)
"""A comma before a number: that is in nobody's name."""
_SAYS: Final = "明确|通报|提醒|规定|要求|部署|发布|公告|通知|印发|提出|指出|强调|回应|倡议|呼吁|承诺|新规|答复|建议"
"""What the one in front of a colon says, or how it is told."""
_SOMEBODY: Final = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?((?:{SURNAME}|袁)[\u4e00-\u9fff]{{2}})院")
"""Somebody by name, in front of a colon."""
_SHIFTED_MARK: Final = re.compile(rf"(?m)^[ \t　]*姻[ \t　摇]*(?:{BYLINE})")
"""A byline whose mark is shifted: its font is that of headlines."""
_SIGNED: Final = re.compile(rf"(?m)[姻■][ \t　摇]*(?:{BYLINE})")
"""A byline, from its mark on."""
_PARTS: Final = frozenset("袁尧")
"""What parts clauses, or things in a row."""
_CLAUSE: Final = 4
"""Characters behind such a sign, at least, where it does not end its line."""
_GOES_ON: Final = frozenset("被与对于和讨为由向以将把给让跟同及在从的叫着老小阿帝")
"""Behind what no clause is over."""
_CALLED: Final = re.compile("袁(?:先生|女士|某|奶奶|爷爷|大|老|阿姨|师傅|主任|书记|家)|尧(?:[都庙山陵舜]|治河)")
"""How somebody is called by a surname, and places named after a king."""
_SURNAME_BEFORE: Final = re.compile(rf"{SURNAME}[\u4e00-\u9fff]?\Z")
_AROUND: Final = 10_000
"""Characters before a line and behind it in which somebody is looked for."""
_INSTITUTION: Final = re.compile(
    r"(?:老人|[敬养托]老|福利|[幼托]儿|护理|[养照]护|[托护康颐医]养|康复|设计|检察|研究|规划|科学"
    r"|[法医学书画剧戏影寺高中省县总小大老旧祖杂跨前后本该分住入出进在到两])院\Z"
)
"""What ends so is an institution or a yard."""
_COLUMNS, _OF_A_COLUMN = 12, 0.1
"""Lines of running text that tell a page's columns, at least; and which share of them are as long in a column."""
_SAID: Final = re.compile(f"[\u4e00-\u9fff]{{2,14}}(?:{_SAYS})")
_ASKS: Final = re.compile("什么|哪[里儿些个]|怎[么样]|多少|谁|[如为]何|[是能可]否|[吗呢]|([\u4e00-\u9fff])[不没]\\1")
_ASKED: Final = re.compile("[吗呢么吧谁啥]钥(?!匙)")
"""The mark of a question behind what asks."""
_ASKED_LAST: Final = re.compile(r"(?<![锁密公私门])钥\Z")
"""The same at a line's end, where something is asked before."""
_BESIDES: Final = frozenset("冶尧袁院")
"""One of these, a sign as well, has to stand beside such a mark: 秘钥 is a word."""
_ENDING: Final = re.compile(r"(?:(?<![沐洗淋助药泡光桑擦足入浸共泉林盆坐沙盐汤])浴|(?<!锁)钥)[ \t　]*\Z")
"""A mark of a cry or a question: no word ends so."""
_NAME: Final = re.compile(f"[{''.join(sorted(SURNAMES))}]([\u4e00-\u9fff]{{2}})")
_PLAIN: Final = "王"
"""A name that may begin with a sign, and a surname that looks like none."""
_FEW: Final = 8
"""Characters behind a line within which the next one begins."""
_RUNS_ON: Final = frozenset("室椅凳缸池霸巾帽盆液房间场车床桶匙槽袋衣刷")
_NO_COLON: Final = frozenset(
    "家社企县市省村镇乡街警居际迁区士长里内外校感方舍落子线系所坝史友团前后地庭府中边墙旁门务本部"
)
"""What behind a place makes 院 a yard's, a hospital's or a college's."""


def signs(text: str, pair: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Where headlines' signs stand, and which each is; `pair` is a shifted quotation as it stands in a line."""
    some = list(_telling_lines(text))
    lines = [(start, line) for start, line in some if _of_a_headline(line)]
    held = {start for start, line in some if "冶" in line and pair.search(line)}
    quoting = {start for start, _ in lines if start in held}
    if held != quoting:
        held = set()  # it is the quotation marks that are shifted, in all of the page
    speaking = {start for start, line in lines if _who_speaks(line) and _begins(text, start)}
    telling = held | {
        start
        for start, line in lines
        if (start in quoting and _tells_besides(line))
        or (_below(text, start + len(line)) in quoting and _is_of_one_with_it(line))
        or (start in speaking and _CLOSED.search(_above(text, start)) and _where(line))
        or _names_somebody(line, text, start)
        or _tells(line, _above(text, start))
    }
    telling |= {at for start, line in lines for at in _question(text, start, line)}
    if not (telling or _SHIFTED_MARK.search(text)):
        return
    ending = [each for each in lines if telling and _ENDING.search(each[1]) and _is_over(text, *each)]
    likely = [each for each in lines if _likely(each[1], text)]
    if ending or likely:
        columns = _columns(text)
        telling |= {start for start, line in ending if columns.total() < _COLUMNS or _is_apart(line, columns)}
        telling |= {
            start for start, line in likely if _is_apart(line, columns) or _is_over_a_byline(text, start + len(line))
        }
    above, headline = "", False
    for start, line in ((m.start(), m[0]) for m in _LINE.finditer(text)):
        further = headline and _lists(line)
        headline = further or start in telling or start in speaking or bool(_KICKER.search(above))
        if headline and _of_a_headline(line) and not _OTHERS.isdisjoint(line):
            yield from ((start + at, sign) for at, sign in _read(_with_names(line, text)).items())
        above = line.rstrip()


def _question(text: str, start: int, line: str) -> Iterator[int]:
    """Where the lines of a headline stand that asks something: one that ends with the mark, and the one above."""
    bare = _bare(line)
    if "钥" not in bare or _runs_on(text, start + len(line)):
        return
    above, last = _above(text, start), _ASKED_LAST.search(bare)
    if _ASKED.search(bare) or (last and _ASKS.search(bare) and not _BESIDES.isdisjoint(bare)):
        yield start
    elif last and _ASKS.search(_bare(above)) and _of_a_headline(above) and not _BESIDES.isdisjoint(above + bare):
        yield from (start, text.rindex(above, 0, start))


def _is_over(text: str, start: int, line: str) -> bool:
    """Whether a line begins anew, and no word runs on from its last character into the next line."""
    return bool(_CLOSED.search(_above(text, start))) and not _runs_on(text, start + len(line))


def _runs_on(text: str, end: int) -> bool:
    """Whether a word may run on from a line that ends at `end`: 浴 / 椅."""
    return text[end : end + _FEW].lstrip()[:1] in _RUNS_ON


def _telling_lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each line stands that has a telling character, and the line."""
    end = 0
    for m in _TELLING.finditer(text):
        if m.start() >= end:
            start, stop = text.rfind("\n", 0, m.start()) + 1, text.find("\n", m.start())
            end = len(text) if stop < 0 else stop
            yield start, text[start:end]


def _below(text: str, end: int) -> int:
    """Where the line below a line that ends at `end` stands, blank ones apart."""
    return m.end() if (m := _BLANK.match(text, end)) else end


def _above(text: str, start: int) -> str:
    """The line that stands before a place, blank ones apart."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    return text[text.rfind("\n", 0, end) + 1 : end]


def _of_a_headline(line: str) -> bool:
    return len(_bare(line)) <= _LONGEST and _ORDINARY.isdisjoint(line)


def _bare(line: str) -> str:
    """A line without its blanks: some are spaced out."""
    return "".join(line.split())


def _tells(line: str, above: str) -> bool:
    """Whether a line's own signs tell that its font is shifted, its quotation marks apart."""
    line = _bare(line)
    if _DOTS.search(line) or ("院" in line and "袁" in line.partition("院")[2] and _who_speaks(line)):
        return True
    if _ALIKE.search(line) or _says(line):
        return True
    if _NOBODY.search(line) or (_NUMBERED.search(line) and _CLOSED.search(above)):
        return True
    items = [item for item in line.split("尧") if item]
    return len(items) > 1 and line.count("尧") > 1 and (_are_places(items) or _are_alike(items))


def _tells_besides(line: str) -> bool:
    """Whether in a line with a pair more is shifted than its quotation marks: things in a row, or the colon."""
    return _who_speaks(line) or _lists(line) or bool(_COLON.search(_bare(line)))


def _lists(line: str) -> bool:
    """Whether a line has things in a row that shifted signs part: several, offices, or clauses that begin alike."""
    if line.count("尧") < 2 and not _IN_A_ROW.search(_bare(line)):
        return False
    return "、" in _read(line).values()


def _with_names(line: str, text: str) -> str:
    """A line with a plain surname for each that looks like a sign, of somebody whom the page names elsewhere."""
    return _NAME.sub(lambda m: (_PLAIN + m[1]) if text.count(m[0]) > 1 else m[0], line)


def _is_of_one_with_it(line: str) -> bool:
    """Whether a line over a shifted quotation lists things in a row, or ends with what may be a colon only."""
    return _lists(line) or (_bare(line).endswith("院") and "：" in _read(line).values())


def _begins(text: str, start: int) -> bool:
    """Whether a line stands behind what is over, or below a headline's line that does."""
    above = _above(text, start)
    if _CLOSED.search(above):
        return True
    return _of_a_headline(above) and bool(_CLOSED.search(_above(text, text.rindex(above, 0, start))))


def _are_places(items: list[str]) -> bool:
    """Whether things in a row begin with places, but for one that has more before it: 海南与辽宁、吉林、黑龙江."""
    return sum(places.reach(item) > 1 for item in items) >= max(2, len(items) - 1)


def _are_alike(items: list[str]) -> bool:
    """Whether things in a row are three at least, and clauses of one length: 有人管、有处去、有书读."""
    return len(items) > 2 and len(items[0]) > 2 and len(set(map(len, items))) == 1


def _where(line: str) -> bool:
    """Whether a line begins with a province or a city, or with a county, with a figure or a quotation behind."""
    line = _bare(line)
    who = _WHO.match(line)
    if who is None:
        return False
    return places.reach(who[1]) > 1 or bool(places.of_county(who[1])) or line[who.end() : who.end() + 1] in _NO_WORD


def _who_speaks(line: str) -> bool:
    """Whether a line begins with a place or an office, and what may be a colon stands behind."""
    line = _bare(line)
    who = _WHO.match(line) if "院" in line else None
    if who is None or line[who.end() : who.end() + 1] in _NO_COLON:
        return False
    return bool(OFFICE.fullmatch(who[1])) or _is_place(who[1])


def _says(line: str) -> bool:
    """Whether a line begins with a place or an office that does what is told behind a colon: 湖南明确院."""
    line = _bare(line)
    who = _WHO.match(line) if "院" in line else None
    if who is None or line[who.end() : who.end() + 1] in _NO_COLON or not _SAID.fullmatch(who[1]):
        return False
    return names_who(who[1])


def _columns(text: str) -> Counter[int]:
    """How many lines of running text have how many characters."""
    return Counter([len(_bare(line)) for line in text.split("\n") if not _ORDINARY.isdisjoint(line)])


def _is_apart(line: str, columns: Counter[int]) -> bool:
    """Whether hardly a line of running text is as long as the line, on a page that has some."""
    near = sum([columns[len(_bare(line)) + more] for more in (-1, 0, 1)])
    return columns.total() >= _COLUMNS and near <= _OF_A_COLUMN * columns.total()


def _is_over_a_byline(text: str, end: int) -> bool:
    """Whether a byline stands right below a line that ends at `end`, or below one more that may be a headline's."""
    below = _below(text, end)
    if _SIGNED.match(text, below):
        return True
    line = text[below:].partition("\n")[0] if below > end else ""
    return bool(line.strip()) and _of_a_headline(line) and bool(_SIGNED.match(text, _below(text, below + len(line))))


def _likely(line: str, text: str) -> bool:
    """Whether a line that is no running text has what is likely a sign."""
    bare = _bare(line)
    if bare[-1] in _PARTS and len(bare) > _CLAUSE and not _may_be_named(bare, len(bare) - 1):
        return True
    before_places = {at for at, c in enumerate(line) if c == "院" and places.reach(line[at + 1 :].lstrip()) > 1}
    if not before_places and _PARTS.isdisjoint(line):
        return False
    for at, sign in _read(_with_names(line, text)).items():
        if at in before_places and not _INSTITUTION.search(line, 0, at + 1):
            return True
        if sign in "，、" and len(line) - at > _CLAUSE and not _may_be_named(line, at):
            return True
    return False


def _may_be_named(line: str, at: int) -> bool:
    """Whether a character may be somebody's surname, 局长袁, or the end of a name: 李尧."""
    if line[at - 1] in _GOES_ON or introduced(line, at) or _CALLED.match(line, at):
        return True
    return bool(_SURNAME_BEFORE.search(line, max(0, at - 2), at))


def _names_somebody(line: str, text: str, start: int) -> bool:
    """Whether a line has what may be a colon behind somebody whom the page names elsewhere: 助浴师周晓琴院."""
    line = _bare(line)
    who = _SOMEBODY.match(line) if "院" in line else None
    if who is None or line[who.end() : who.end() + 1] in _NO_COLON or _INSTITUTION.search(who[0]):
        return False
    if places.reach(line) > who.start(1) or places.named(who[1]):
        return False
    first, last = max(0, start - _AROUND), start + _AROUND
    return text.count(who[1], first, last) > max(1, text.count(f"{who[1]}院", first, last))


def _read(line: str) -> dict[int, str]:
    from corpus import shifted  # noqa: PLC0415 - with its table of words, for such text only

    read = {at: sign for at, sign in shifted.signs(line) if sign in _READ}
    colons = [at for at, sign in read.items() if sign == "："]
    return {at: sign for at, sign in read.items() if at not in colons[1:]}  # a headline has one


def _is_place(text: str) -> bool:
    """Whether a text is places' names from its first character to its last."""
    rest = text[places.reach(text) :]
    return not rest or counties.is_county(rest) or bool(places.of_county(rest) or places.of_county(f"{rest}区"))
