"""How well a headline's words fit paragraphs: the characters in twos and threes that they have in common.

A page is indexed once (`Index`): each two and three characters that stand on it more than once get a number. A layout
of it says which paragraph a place lies in, and from that follows which paragraph holds which of them (`Grams`): tables,
so that all headlines are held against all bodies at once. A pair that few paragraphs have tells more than one that all
have.
"""

from __future__ import annotations

import math
import string
import sys
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from corpus import counties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.lines import Line
    from corpus.pieces import Block, Paragraph

    Table = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

DIGITS: Final = 9
"""Behind the point: below them, sums differ by the order in which a machine adds, and equals have to stay equal."""
HEAD: Final = 400
"""Characters of a paragraph that are compared with headlines; the names are in its first sentences."""
_BITS: Final = 21
"""Bits that a code point takes."""
_ROOM: Final = 63
"""Bits of a number that is not negative."""


class Index:
    """A page's lines behind each other, and its grams: two or three characters in a row, numbered if they recur."""

    def __init__(self, lines: Sequence[Line]) -> None:
        texts = [line.text[:HEAD] for line in lines]
        self.starts = [0, *accumulate(map(len, texts))]
        """Where each line begins in the text, and where the text ends."""
        self.text = "".join(texts)
        self.codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        pairs = self.codes[:-1] << _BITS | self.codes[1:]
        self.twos, self.count_of_twos = _numbered(pairs, 0)
        """For each place the number of the two characters there, -1 if they stand nowhere else."""
        both = np.flatnonzero((self.twos[:-1] >= 0) & (self.twos[1:] >= 0))  # three recur only where their pairs do
        self.threes = np.full(max(0, len(self.twos) - 1), -1)
        """The same of three, counted on."""
        numbers = self.twos[both] * self.count_of_twos + self.twos[both + 1]
        self.threes[both], self.count = _numbered(numbers, self.count_of_twos)
        self.paragraphs: dict[tuple[int, int, frozenset[str]], Paragraph] = {}
        """Those that some layout has: their first line and last, and what stands before them."""

    @cached_property
    def counties(self) -> frozenset[str]:
        """The short names of the counties that the page names with their kind."""
        return counties.named_with_kind(self.text)

    @cached_property
    def plain(self) -> Numbers:
        """The numbers of pairs that any text may have."""
        recur = np.flatnonzero(self.twos >= 0)
        pairs = np.zeros(self.count_of_twos, np.int64)  # by their numbers, which is their order
        pairs[self.twos[recur]] = self.codes[recur] << _BITS | self.codes[recur + 1]
        numbers = np.searchsorted(pairs, _PLAIN)
        found: Numbers = numbers[np.append(pairs, -1)[numbers] == _PLAIN]
        return found

    @cached_property
    def _inner(self) -> tuple[Flags, Numbers]:
        """For each place whether the pair there is one line's and recurs; and how often each such pair does."""
        inner = self.twos >= 0
        inner[np.array(self.starts[1:-1], np.int64) - 1] = False
        return inner, np.bincount(self.twos[inner], minlength=self.count_of_twos)

    @cached_property
    def echoes(self) -> list[int]:
        """For each line, how many of its pairs stand more than once within the page's lines."""
        inner, times = self._inner
        often = np.zeros(len(self.codes) + 1, np.int64)
        places = np.flatnonzero(inner)
        often[places + 1] = times[self.twos[places]] > 1
        echoes: list[int] = np.diff(np.cumsum(often)[self.starts]).tolist()
        return echoes

    @cached_property
    def runs_on(self) -> list[bool]:
        """For each line, whether its first character stands within a line behind the last of the line before it."""
        _, times = self._inner
        pairs = self.twos[np.array(self.starts[1:-1], np.int64) - 1]
        return [False, *((pairs >= 0) & (np.append(times, 0)[pairs] > 0)).tolist()]

    @cached_property
    def places(self) -> tuple[Numbers, Numbers, Numbers]:
        """Where grams that recur begin and end (the place of the last character), and their numbers: threes last."""
        twos, threes = np.flatnonzero(self.twos >= 0), np.flatnonzero(self.threes >= 0)
        numbers = np.concatenate((self.twos[twos], self.threes[threes]))
        return np.concatenate((twos, threes)), np.concatenate((twos + 1, threes + 2)), numbers

    @cached_property
    def solid(self) -> Flags:
        """For each place, whether the two characters there are part of words."""
        word = _WORD[self.codes]
        return word[:-1] & word[1:]

    @cached_property
    def solid_twos(self) -> Numbers:
        """The numbers of such pairs."""
        numbers = self.twos[self.solid]
        return np.flatnonzero(np.bincount(numbers[numbers >= 0], minlength=self.count_of_twos))


_PLAIN: Final = np.array(
    [
        ord(pair[0]) << _BITS | ord(pair[1])
        for pair in (
            "怎么 什么 如何 为何 怎样 可以 没有 不是 就是 还是 这里 那里 这个 那个 这些 一个 一次 我们 他们 "
            "大家 自己 已经 正在 还有 以及 因为 所以 如果 但是 而且 不能 不要 不会 之后 以后 以来 目前 近日 日前 其中 "
            "有人 来了 起来 出来 了一 的一 不再 更多 更好 如今 的是 有了 成了 不了 一张 一条 一份 一座 今年 去年 的人 "
            "时候 只要 只有 都有 都能 也有 也是 不用 不少 很多 一些 一样 一起 一直"
        ).split()
    ]
)
"""Pairs that tell nothing of what a text is about."""

_WORD: Final = np.zeros(sys.maxunicode + 1, np.bool_)
"""For each code point, whether it is part of words: Chinese characters, letters, digits, and what names stand in."""
_WORD[0x4E00:0xA000] = True
_WORD[[ord(sign) for sign in string.ascii_letters + string.digits + "《》“”"]] = True


def _numbered(keys: Numbers, number: int) -> tuple[Numbers, int]:
    """Each key's number, from `number` on, if it stands there more than once, else -1; and the next number."""
    if not len(keys):
        return keys, number
    order = _order(keys)
    same = np.diff(keys[order]) == 0
    like_next, like_last = np.append(same, False), np.append(False, same)
    first = like_next & ~like_last
    numbers = np.empty(len(keys), np.int64)
    numbers[order] = np.where(like_next | like_last, np.cumsum(first) + (number - 1), -1)
    return numbers, number + int(np.count_nonzero(first))


def _order(keys: Numbers) -> Numbers:
    """The keys' places, those of the smallest first: sorted with the places in their last bits, three times as fast."""
    room = len(keys).bit_length()
    if 2 * _BITS + room > _ROOM:
        return np.argsort(keys, kind="stable")
    packed = np.sort(keys << room | np.arange(len(keys)))
    return packed & (1 << room) - 1


class Grams:
    """Which paragraphs of one layout hold which grams, and what its headline lines have of them.

    A text is told as (first, last) of the headline lines, half-open, in their order on the page: `lines` numbers them.
    """

    def __init__(self, index: Index, paragraphs: Sequence[Paragraph], blocks: Sequence[Block]) -> None:
        self.index, self.count = index, len(paragraphs)
        starts = [index.starts[paragraph.first] for paragraph in paragraphs]
        self.ranges = [
            (start, min(index.starts[p.last], start + HEAD)) for start, p in zip(starts, paragraphs, strict=True)
        ]
        """Where each paragraph's compared part stands in the index's text."""
        owner = np.full(len(index.codes), -1)
        for k, (start, end) in enumerate(self.ranges):
            owner[start:end] = k
        begins, ends, numbers = index.places
        here = owner[begins]
        inside = (here == owner[ends]) & (here >= 0)
        pairs = np.sort(numbers[inside] * max(1, self.count) + here[inside])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        self._grams, self._holders = np.divmod(pairs, max(1, self.count))
        """Each gram with each paragraph that holds it, by gram and paragraph."""
        self.times = np.bincount(self._grams, minlength=index.count)
        """How many paragraphs hold each gram."""
        self.lines = {line: number for number, line in enumerate(line for block in blocks for line in block.lines)}

    @cached_property
    def logs(self) -> Table:
        """What a pair weighs that n paragraphs hold, for n from 0."""
        return np.array([_UNKNOWN, *(math.log((self.count + 1.0) / n) for n in range(1, self.count + 1))])

    def held(self, grams: Numbers) -> Flags:
        """For each of the grams and each paragraph, whether it holds it: (grams, paragraphs)."""
        times = self.times[grams]
        table: Flags = np.zeros((len(grams), self.count), np.bool_)
        ends = np.cumsum(times)
        behind = np.repeat(np.searchsorted(self._grams, grams) - (ends - times), times)
        table[np.repeat(np.arange(len(grams)), times), self._holders[behind + np.arange(len(behind))]] = True
        return table

    @cached_property
    def pairs(self) -> tuple[Numbers, Numbers]:
        """The pairs that more paragraphs than one hold, and how many pairs each has at all; marks are left out."""
        index = self.index
        word = np.zeros(index.count, np.bool_)
        word[index.solid_twos] = True
        edges = np.append(0, np.cumsum(index.solid & (index.twos < 0)))
        alone = np.array([edges[end - 1] - edges[start] for start, end in self.ranges], np.int64)
        lengths = np.bincount(self._holders[word[self._grams]], minlength=self.count) + alone
        return np.flatnonzero(word & (self.times > 1)), lengths

    @cached_property
    def _rows(self) -> _Rows:
        """The grams of the headline lines: for each line those within it, then those across its end."""
        parts: list[Numbers] = []
        sizes: list[int] = []
        for line in self.lines:
            for row in (self._within(line), self._across(line) if line + 1 in self.lines else ()):
                parts += row
                sizes.append(sum(map(len, row)))
        grams = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        weights = self.logs[self.times]
        weights[self.index.count_of_twos :][self.times[self.index.count_of_twos :] > 0] *= _THREE
        weights[self.index.plain[self.times[self.index.plain] > 0]] *= _LITTLE
        known = np.flatnonzero(grams >= 0)
        grams_known = grams[known]
        weight = np.full(len(grams), _UNKNOWN)
        weight[known] = weights[grams_known]
        edges = np.array([0, *accumulate(sizes)])
        return _Rows(
            np.concatenate(([0.0], np.cumsum(weight)))[edges],
            np.searchsorted(known, edges),
            self.held(grams_known),
            weight[known],
            self.times[grams_known],
        )

    def _within(self, line: int) -> tuple[Numbers, Numbers]:
        start, end = self.index.starts[line : line + 2]
        return self.index.twos[start : end - 1], self.index.threes[start : max(start, end - 2)]

    def _across(self, line: int) -> tuple[Numbers, Numbers]:
        start, end, last = self.index.starts[line : line + 3]
        return self.index.twos[end - 1 : end], self.index.threes[max(start, end - 2) : min(end, last - 2)]

    def totals(self, first: Numbers, last: Numbers) -> Table:
        """What each text weighs: shape (texts,)."""
        totals = self._rows.totals
        return _LEAST + totals[2 * last - 1] - totals[2 * first]

    def shares(self, first: Numbers, last: Numbers) -> Table:
        """What of each text stands in each paragraph, a gram shared among all that hold it: (texts, paragraphs)."""
        rows = self._rows
        each = rows.held * (rows.weights / np.maximum(rows.times, 1))[:, None]
        return rows.sums(each, first, last)

    @cached_property
    def kinship(self) -> list[float]:
        """For each headline line, how far its words and those of the line before stand in the same paragraphs.

        A cosine, 0.0 to 1.0.
        """
        numbers = np.arange(len(self.lines))
        shares = self.shares(numbers, numbers + 1)
        lengths = np.sqrt((shares * shares).sum(axis=1))
        both = (shares[1:] * shares[:-1]).sum(axis=1)
        return [0.0, *np.round(both / np.maximum(lengths[1:] * lengths[:-1], 1e-9), DIGITS).tolist()]

    def runs_on(self, line: int) -> bool:
        """Whether a paragraph holds the two characters where the line meets the one before."""
        number = int(self.index.twos[self.index.starts[line] - 1])
        return number >= 0 and bool(self.times[number])

    def fits(self, texts: tuple[Numbers, Numbers], runs: tuple[Numbers, Numbers]) -> Table:
        """How well each text fits each run of paragraphs (first, last; closed): (texts, runs), from 0.0 to 1.0.

        Words that stand outside a run as well speak for it as far as they stand in it.
        """
        sums = np.zeros((len(texts[0]), self.count + 1))
        np.cumsum(self.shares(*texts), axis=1, out=sums[:, 1:])
        fit: Table = (_LEAST + sums[:, runs[1] + 1] - sums[:, runs[0]]) / self.totals(*texts)[:, None]
        return fit


class _Rows(NamedTuple):
    """The grams of headline lines that recur on the page: even rows are within a line, odd ones across its end."""

    totals: Table
    """What all grams weigh that stand before a row, recurring or not."""
    edges: Numbers
    """Where each row begins."""
    held: Flags
    """For each gram, which paragraphs hold it."""
    weights: Table
    times: Numbers

    def sums(self, each: Table, first: Numbers, last: Numbers) -> Table:
        """The sums of a table with a row for each gram, for each text."""
        sums = np.zeros((len(each) + 1, each.shape[1]))
        np.cumsum(each, axis=0, out=sums[1:])
        return sums[self.edges[2 * last - 1]] - sums[self.edges[2 * first]]


_LEAST: Final = 0.2
"""What a text weighs and fits without a gram."""
_THREE: Final = 1.5
"""What three characters weigh, to two."""
_LITTLE: Final = 0.1
"""What a pair that any text may have weighs, to others."""
_UNKNOWN: Final = 0.12
"""What a gram weighs that no paragraph has."""
