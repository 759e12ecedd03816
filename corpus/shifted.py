"""Text all of whose signs are shifted: which character is a sign, and which stands for itself.

About a tenth of ordinary characters look like a shifted sign, so the text is read as a whole: of all ways to cut it
into words, numbers and signs the likeliest is taken (a Viterbi search; costs are negative logarithms, base e). A word
costs what its share in a dictionary says (`corpus.wordcosts`); a sign costs what it costs in running text, more or less
for what stands around it (`corpus.surroundings`), and more where no writer puts it: a comma behind a comma, a closing
mark that nothing opened, a digit in front of what is not counted. Line ends and blanks count as nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from corpus import places
from corpus.glyphs import SHIFTED
from corpus.headwords import OFFICE
from corpus.patterns import lazy
from corpus.signcosts import (
    AFTER,
    CLOSES,
    DIGITS,
    GLYPH,
    LETTERS,
    LONE,
    LONG,
    MEANS_MORE,
    NEVER,
    ODD,
    SAME,
    SIGNS,
)
from corpus.surnames import SURNAMES, names, told_again
from corpus.surroundings import weight
from corpus.wordcosts import LONGEST, beginnings, costs

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS: Final = frozenset(
    "年月日号时点分秒岁周天个人名位元万亿千百十多余级份次项家届所处户张条件套类批期场组对章款支笔车台辆吨公里米平方斤毫厘"
    "寸度倍折成句本册页层楼幢座栋室间床餐顿杯碗瓶壶包盒袋箱片颗粒株亩顷口枚道遍小工种代站线路只头匹朵棵根块双门面幅首篇部段集"
    "版季刻钟环圈排省市县区乡镇街村国校学课分周步刀来几余克升星字起例趟至尊棚艘架挺杆副套桌桶盆罐筐捆串届季任票"
)
_CALENDAR: Final = {
    "月": lazy("园.|员[园员圆]"),
    "日": lazy("[园员圆].|猿[园员]"),
    "点": lazy("[园员].|圆[园员圆猿源]"),
}
"""The two digits that may stand before a month's, a day's or an hour's sign."""
_TIMES: Final = frozenset("年月日时点分号")
_BETWEEN_DIGITS: Final = 3.0
_BEHIND_AN_ITEM: Final = 2.0
_AT_A_LINES_START: Final = 1.0
_HEAD: Final = 8
_BARE: Final = lazy("[^，。、；袁遥尧曰]+")
_OFFICE_OPENS: Final = 4.5
_OPENS: Final = 3.0
"""How a colon near a line's start stands: behind so many characters at most, with no sign among them."""
_ENDS_A_LINE: Final = frozenset("遥。浴！钥？冶”冤）")
_ENDS_A_CLAUSE: Final = frozenset("遥。浴！钥？曰；院：")
"""What an item's number may stand behind: 三项任务：１．摸清底数；２．建好台账."""
_FIRST_DIGIT: Final = 4.5
_DIGIT: Final = 2.3
_FIRST: Final = dict(zip(DIGITS, (4.5, 1.3, 1.9, 2.2, 2.4, 2.5, 2.7, 2.8, 2.9, 3.0), strict=True))
"""What a digit costs as a number's first (Benford's law)."""
_OF_A_WORD: Final = 3.0
_OFTEN: Final = 10.5
_LETTER: Final = {"a": 10.0, "A": 3.5}
_LETTER_BEHIND: Final = 1.0
_BEHIND_A_LETTER: Final = 8.0
"""How much likelier a digit is behind an ordinary letter than behind a digit of the other font."""
_UNKNOWN: Final = 13.0
_ORDINARY_ELSEWHERE: Final = 7.0
_NO_DIGIT_SURE: Final = 1.5
"""What a shifted digit costs more for each number in ordinary digits, on a page with none surely in shifted ones."""
_AROUND, _ENOUGH = 300, 4
"""Characters around a number, and ordinary numbers within them: of so many one has a single digit, if those are."""
_COUNTED: Final = -1.5
_UNCOUNTED: Final = {"D": 6.0, "d": 3.0}
"""What a word costs behind one shifted digit, or several, if it does not say what is counted."""
_NO_SUCH_DAY: Final = 6.0
_NAME: Final = "〝"
"""How a quotation mark that opens a name is kept among the open marks."""
_SHORT: Final = f"{_NAME}《"
_CLAUSE_OF_A_NAME: Final = 2.5
_UNCLOSED: Final = 8.0
_TWICE_OPEN: Final = 7.0
_UNOPENED: Final = 6.0
_FAR: Final = 9.0
"""A reading that costs this much more than the best one is given up."""

_NUMBERS: Final = lazy("[0-9]+")
_HALF_COMMA: Final = lazy("[^0-9],|,[^0-9]")
_SURE: Final = lazy(
    f"[{DIGITS}]{{4}}年|[{DIGITS}]{{1,2}}月[{DIGITS}]{{1,2}}日|[{DIGITS}]{{3,}}(?=[年万余多个名人户元])"
    f"|[{DIGITS}](?=个百分点)|[{DIGITS}]{{2,}}[年月日万余多个名人户元家项次条位岁]|[0-9]月[{DIGITS}]{{1,2}}日"
)


_Token = tuple[int, str, float, str]
"""Length, kind, cost, and what is read (nothing: what stands)."""
_State = tuple[str, str]
"""The kind of what stands last, and the marks that are open."""
_Best = dict[_State, tuple[float, int, _State, str]]
"""At one place, for each state: what the cheapest way there costs, where its last token begins, in which state, and
what that is read as."""


def _marks(kind: str, mark: str, stack: str, before: str) -> tuple[float, str]:
    """What a mark that opens or closes costs while others are open, and which are open then.

    A quotation that opens in mid-clause is a name, not speech.
    """
    if kind == "C":
        opening = CLOSES[mark]
        names = stack.replace(_NAME, "“")
        cost = 0.0 if names.endswith(opening) else _UNOPENED if opening in "“《（【" else NEVER
        return cost, stack[: names.rindex(opening)] if opening in names else stack
    opened = _NAME if mark == "“" and before in "WUNDd" else mark
    if mark in stack.replace(_NAME, "“"):
        return _TWICE_OPEN, stack[: stack.replace(_NAME, "“").index(mark)] + opened
    return 0.0, (stack + opened)[-3:]


def _among(text: str) -> Iterator[str]:
    """The lines whose ordinary signs stand among shifted ones: a headline between two texts has a font of its own."""
    above = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        here, before = not _LIKELY.isdisjoint(line), not _LIKELY.isdisjoint(above)
        if len(line) > 1 and (here or (before and above[-1] not in _ENDS_A_LINE)):
            yield line
        above = line


_LIKELY: Final = frozenset("袁遥尧曰")
"""Signs that each text has, and few words."""


class _Reader:
    """One text without its white space, and what its signs and lines tell of it."""

    def __init__(self, text: str) -> None:
        self.longer = beginnings()
        self.at = [i for i, c in enumerate(text) if not c.isspace()]
        self.text = "".join(text.split())
        self.starts = {k for k, i in enumerate(self.at) if not k or "\n" in text[self.at[k - 1] + 1 : i]}
        self.gaps = {k for k, i in enumerate(self.at) if k and i - self.at[k - 1] > 1} - self.starts
        ends = {*self.starts, len(self.at)}
        self.alone = {k for k in self.starts if k + 1 in ends}
        self.again = told_again(self.text)
        lines = "".join(_among(text))
        self.extra = {glyph: _ORDINARY_ELSEWHERE for glyph, sign in GLYPH.items() if sign in lines}
        if _HALF_COMMA.search(lines):
            self.extra["袁"] = _ORDINARY_ELSEWHERE
        self.digit = _FIRST_DIGIT
        if not _SURE.search(self.text):
            full_width = any("０" <= c <= "９" for c in lines)
            numbers = _NO_DIGIT_SURE * len(_NUMBERS.findall(lines))
            self.digit += _ORDINARY_ELSEWHERE if full_width else min(_ORDINARY_ELSEWHERE, numbers)
        self.numbers = [m.span() for m in _NUMBERS.finditer(self.text)]

    def tokens(self, i: int) -> Iterator[_Token]:
        """All that can stand at a place."""
        c = self.text[i]
        sign = GLYPH.get(c, "")
        if i in self.alone and (SIGNS[sign].kind in "OC" if sign else not c.isalnum()):
            # an ornament, but where a quotation closes
            yield 1, "", 3.0 if sign else 0.0, sign
            if not sign or SIGNS[sign].kind == "O":
                return
        if not "\u4e00" <= c <= "\u9fff":
            yield from self.ordinary(i)
            return
        yield from self.words(i)
        if sign:
            yield from self.signs(i, sign)
        for long, (kind, cost) in LONG.items():
            if c == long[0] and self.text.startswith(long, i):
                yield len(long), kind, cost + self.extra.get(c, 0.0) + weight(self.text, i), SHIFTED[c] * len(long)
        if c in DIGITS:
            extra = 0.0 if costs().get(self.text[i - 1 : i + 1], _UNKNOWN) > _OFTEN else _OF_A_WORD
            extra += weight(self.text, i)
            yield 1, "D", _FIRST[c] + extra, SHIFTED[c]
            yield 1, "d", _DIGIT + extra, SHIFTED[c]
        elif c in LETTERS:
            letter, extra = LETTERS[c], max(0.0, _OFTEN - costs().get(c, _UNKNOWN)) + weight(self.text, i)
            yield from ((1, kind, cost + extra, letter) for kind, cost in _LETTER.items() if letter.isupper())

    def words(self, i: int) -> Iterator[_Token]:
        """The words, and the names that begin with a surname that could be a sign."""
        yield from ((length, "W", cost, "") for length, cost in self.dictionary(i))
        if self.text[i] in SURNAMES:
            found = names(self.text, i, set_apart=i in self.gaps, again=self.again)
            yield from ((length, "W", cost, "") for length, cost in found)

    def dictionary(self, i: int) -> list[tuple[int, float]]:
        """The length and the cost of each word of the table, and of the character alone."""
        text, table = self.text, costs()
        found = [(1, table.get(text[i], _UNKNOWN))]
        two = text[i : i + 2]
        cost = table.get(two)
        if cost is not None and len(two) == 2:
            found.append((2, cost))
        if two in self.longer:
            for length in range(3, min(LONGEST, len(text) - i) + 1):
                cost = table.get(text[i : i + length])
                if cost is not None:
                    found.append((length, cost))
        return found

    def signs(self, i: int, sign: str) -> Iterator[_Token]:
        """A sign; a colon stands between two numbers as well."""
        kind, cost = SIGNS[sign]
        cost += self.extra.get(self.text[i], 0.0) + weight(self.text, i)
        if i in self.starts and kind in "MTCP":
            cost += _AT_A_LINES_START
        if kind == "K":
            yield 1, "R", _BETWEEN_DIGITS, sign
            cost -= self.opens(i)
        elif sign == "．" and self.text[i - 1] in DIGITS and self.numbers_an_item(i):
            yield 1, "K", _BEHIND_AN_ITEM, sign
        yield 1, kind, cost, sign

    def opens(self, i: int) -> float:
        """How much likelier a colon is here for standing near a line's start, behind who speaks or a headline's place.

        A line that follows a sentence's end, or a mark that closes, is a paragraph's or a headline's first; so is one
        that begins with a place, as likely as not.
        """
        start = next((k for k in range(i - 1, max(-1, i - _HEAD - 1), -1) if k in self.starts), None)
        if start is None or not _BARE.fullmatch(self.text, start, i):
            return 0.0
        fresh = not start or self.text[start - 1] in _ENDS_A_LINE
        who = self.text[start:i]
        if fresh and OFFICE.fullmatch(who):
            return _OFFICE_OPENS
        return _OPENS if fresh or any(found.span.start == 0 for found in places.find(who)) else _OPENS / 2

    def ordinary(self, i: int) -> Iterator[_Token]:
        """What an ordinary sign, digit or letter is; a colon and a dot stand between two numbers as well."""
        c = self.text[i]
        sign = SAME.get(c, c)
        if sign in "：." and (self.text[i + 1 : i + 2] in DIGITS or self.text[i + 1 : i + 2].isdigit()):
            yield 1, "R", 0.0, ""
            if c == ".":
                return
        if c.isalnum():
            yield 1, "N", 0.0, ""
        elif sign in SIGNS:
            yield 1, SIGNS[sign].kind, 0.0, ""
        else:
            yield 1, {"…": "E", ".": "K"}.get(c, "W"), 0.0, ""

    def only_words(self, i: int, alive: list[tuple[_State, float]], best: list[_Best]) -> None:
        """What a character that is no sign adds: as `step` reckons, without what only signs and numbers ask for."""
        ways = self.dictionary(i)
        for state, so_far in alive:
            before, stack = state
            after, least = ("W", stack), so_far + AFTER["W"].get(before, NEVER)
            for length, alone in ways:
                cost = least + alone
                if before in "NDd":
                    more, after = self.step(state, (length, "W", alone, ""), i)
                    cost = so_far + more
                there = best[i + length]
                known = there.get(after)
                if known is None or cost < known[0]:
                    there[after] = (cost, i, state, "")

    def step(self, state: _State, token: _Token, i: int) -> tuple[float, _State]:
        """What a token costs behind what stands before it, and what then stands last."""
        before, stack = state
        length, kind, cost, read = token
        if not kind:
            return cost, state
        cost += AFTER[kind].get(before, NEVER if read or kind in "WNDdR" else ODD)
        if kind == "D" or before in "NDd":
            cost += self.number(before, kind, i)
            kind = "U" if before in "NDd" and kind == "W" and length == 1 and self.text[i] in _TIMES else kind
        if kind in "OYC":
            extra, stack = _marks(kind, read or SAME.get(self.text[i], self.text[i]), stack, before)
            cost += extra if read else 0.0
        elif kind in "MT" and stack and stack[-1] in _SHORT:
            cost += _CLAUSE_OF_A_NAME if (read or self.text[i]) != "、" else 0.5
        return cost, (kind, stack)

    def first_digit(self, i: int) -> float:
        """What a number in shifted digits costs here: little where those around are ordinary and all of two or more.

        Then those of one digit alone were set full width.
        """
        if self.digit > _FIRST_DIGIT:
            first, last = bisect_left(self.numbers, (i - _AROUND, 0)), bisect_left(self.numbers, (i + _AROUND, 0))
            near = [end - start for start, end in self.numbers[first:last]]
            if len(near) >= _ENOUGH and 1 not in near:
                return _FIRST_DIGIT
        return self.digit

    def numbers_an_item(self, i: int) -> bool:
        """Whether the one or two characters before `i` would number an item: a line or a clause begins with them."""
        return any(k in self.starts or self.text[k - 1] in _ENDS_A_CLAUSE for k in (i - 1, i - 2))

    def number(self, before: str, kind: str, i: int) -> float:
        """What a shifted number costs where it begins, and by what stands behind it."""
        if kind == "D":
            behind_a_letter = before == "N" and self.text[i - 1].isalpha()  # N95, G60
            return (self.first_digit(i) if before != "R" else 0.0) - _BEHIND_A_LETTER * behind_a_letter
        if before in "Dd" and kind in "KM" and self.numbers_an_item(i):
            return -LONE[before]
        if before in "Dd" and kind == "N" and self.text[i].isalpha():
            return _LETTER_BEHIND - AFTER["N"][before]  # 5A级
        if before not in "Dd" or kind not in "WOLEYa":
            return 0.0
        c = self.text[i]
        cost = _COUNTED if c in _UNITS else _UNCOUNTED[before]
        if before == "d" and c in _CALENDAR and not _CALENDAR[c].search(self.text, i - 2, i):
            cost += _NO_SUCH_DAY
        return cost

    def read(self) -> Iterator[tuple[int, str]]:
        """Where a sign is read, and which."""
        n = len(self.text)
        best: list[_Best] = [{} for _ in range(n + 1)]
        best[0]["B", ""] = (0.0, 0, ("B", ""), "")
        for i, c in enumerate(self.text):
            here = best[i]
            if not here:
                continue
            alive = [(state, entry[0]) for state, entry in here.items()]
            if len(alive) > 1:
                limit = min([so_far for _, so_far in alive]) + _FAR
                alive = [way for way in alive if way[1] <= limit]
            if "\u4e00" <= c <= "\u9fff" and c not in MEANS_MORE and i not in self.alone:
                self.only_words(i, alive, best)
                continue
            for token in self.tokens(i):
                there = best[i + token[0]]
                for state, so_far in alive:
                    cost, after = self.step(state, token, i)
                    cost += so_far
                    known = there.get(after)
                    if known is None or cost < known[0]:
                        there[after] = (cost, i, state, token[3])
        ends = best[n]
        state = min(ends, key=lambda s: ends[s][0] + _UNCLOSED * len(s[1]))
        found: list[tuple[int, str]] = []
        at = n
        while at:
            _, before, previous, read = best[at][state]
            found.extend((before + k, c) for k, c in enumerate(read))
            at, state = before, previous
        return ((self.at[k], c) for k, c in sorted(found))


def signs(text: str) -> Iterator[tuple[int, str]]:
    """Where a shifted sign stands in a text all of whose signs are shifted, and which sign it is."""
    return _Reader(text).read()
