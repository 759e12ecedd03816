"""What speaks for a line being a headline, and for a paragraph that begins with it.

A headline, taken alone, often looks like a line of its column: as wide, and with no mark at its end. What gives it away
is its place: a finished sentence before it, a fresh beginning after it, while a line of running text goes on in
mid-word, and fills the column that the lines beside it fill. Here each choice for a line is weighed, and `stretches`
finds the best run of choices. The weights are logarithms of odds, as in `openings`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from corpus import counties
from corpus.headwords import (
    ACTOR,
    ADDRESS,
    ASKING,
    ASKS,
    BALANCED,
    BECOMES,
    COLUMN,
    ENDS_NAMED,
    HALVES,
    HEADLINE_VERB,
    IN_A_QUESTION,
    OPENING_QUESTION,
    POST,
    TOLD,
    VISIT,
    WARNS,
    asked,
    cut,
    cut_number,
    names_place,
    names_shortly,
    names_who,
    tells_of_a_place,
    unfinished,
)
from corpus.lines import Finish
from corpus.openings import ADDRESSEES, NAMED_THING, broken, leans, opening
from corpus.people import somebody
from corpus.runningtext import SHORT_OF, RunningText, once

_FULL, _COLON, _MIDDLE = Finish.FULL, Finish.COLON, Finish.NONE
"""As quick names, as in `lines`."""
_HEADLINE_END: Final = {
    Finish.FULL: -12.0,
    Finish.WEAK: -0.5,
    Finish.SEMICOLON: -6.0,
    Finish.COLON: -3.0,
    Finish.NONE: 0.0,
    Finish.COMMA: -6.0,
}
"""What it weighs that a headline does."""
_ANNOUNCED: Final = 2.5
"""What it weighs for a headline that it ends with a colon, where that announces the next line."""
_BRIEF: Final = 12
"""Characters that the name of a newspaper's column has at most."""
_DATELINES: Final = ("本报讯", "本刊讯")
"""What only a text begins with."""
_LOST: Final = -6.5
"""A line that weighs less as a headline is not looked at further."""
_LATELY: Final = re.compile(
    "(?:近日|日前|近期|最近|今年以来|[0-9０-９]{1,2}月[0-9０-９]{1,2}日)(?![，,])"
    "|第[0-9０-９一二三四五六七八九十]{1,3}[次届][^，。]{2,12}(?:近日|日前|[0-9０-９]日)"
)
"""How a line begins that says what was done or held lately; with the line above, if that says by whom, one clause."""
_QUOTED: Final = re.compile("“[^“”]+”")
"""A line that names an event, and says no more."""
_ASKED_AT_ONCE: Final = re.compile("[^，。：；？！“”]{3,10}，[^，。：；？！“”]{3,10}[？！]")
"""A question of two clauses that is a whole line: 押金交给谁，老人才放心？"""
_LEFT_OFF: Final = 7.0
"""What it weighs that a headline would end with dots: kickers do, and scenes that a body begins with."""
_PAIRED: Final = 2.0
"""What it weighs for a headline, or a kicker, that it is halves of one length: 火塘边说事、鼓楼下定事."""
_NAMED: Final = 1.5
"""What it weighs for a headline that it ends with something named, and has no other sign: 扎根社区的“麻花辫社工”."""
_TOO_WIDE: Final = 1.5
"""What it weighs for one that it is wider than its column."""
_PARTED: Final = 1.2
"""What it weighs that a gap parts two clauses, as headlines have it: 守好一盏灯 等你回家来."""
_ADDRESSES: Final = 3.0
"""What it weighs that a text begins with whom it is written to."""
_HEAD: Final = 9
"""Characters at a line's start within which they are named."""
_SPEECH: Final = 1.0
"""What it weighs that a text opens with what somebody says, over a line's end: “材料只交一次，低保、."""
_ASKS_THE_READER: Final = 2.0
"""What it weighs that a text opens with a question to its reader."""
_REST: Final = 4
"""Characters of what is left of a question that goes on over a blank line, with its mark, at most."""
_PARTED_FROM: Final = 0.4
"""What a blank line weighs, at least, that parts a question from what it would open."""
_PARTS: Final = 1.1
"""What a blank line weighs on a page, at least, where a question does not go on over one."""
_QUESTION_LINES, _QUESTION_REACH = 3, 120
"""Lines and characters that such a question has at most."""
_ANSWERED: Final = 8
"""Lines below a question within which its answer begins."""
_QUESTION: Final = 2.5
"""What it weighs that a question opens a text that answers it."""
_HARDLY: Final = -3.0
"""A line that weighs less as a headline is hardly a further line of one, whatever stands above."""
_NAMED_AGAIN: Final = 2.0
"""What it weighs that a line names the place again that the headline names."""
_SAME: Final = 5
"""Characters by which an office is known that is named again: 人力资源社会保障部."""
_AN_OFFICE: Final = re.compile("[厅局部委办会]$")
"""How a line ends that names an office, beside which another of the same place may stand."""
_HEADING: Final = 7
"""Characters of a heading inside an article, of most."""
_IN_SERIES: Final = 2.0
"""What it weighs that a text goes on below a heading that is one of several."""
_IN_HALVES, _IN_HEADLINES = 0.5, 0.8
"""What speaks against a headline that it has a comma as headlines have it."""
_LEFT_AT_A_COMMA: Final = 5.0
"""What it weighs for a headline that it is cut at a comma, short of its column or behind a place: no text is."""
_RECORD: Final = 2.0
"""What it weighs for a headline that it begins with whom it is told of: 记一名乡村敬老院院长."""
_BECOMES: Final = 3.0
"""What it weighs for one that it says what has become of what, and no more."""
_WARNING: Final = 4.0
"""What it weighs for one that its last clause warns: as much as its comma, and more."""
_ONLY_A_COLUMN: Final = 1.0
"""What it weighs against a headline's end that the line is the name of a newspaper's column: what it heads is due."""


@dataclass
class Weights(RunningText):
    """Lines that no byline or credit interrupts, and what each choice for one of them weighs."""

    @cached_property
    def series(self) -> frozenset[int]:
        """The lines that may be headings of one article: each short, behind a sentence, and of about one length."""
        texts = [line.text for line in self.lines]
        short = [
            i
            for i in range(1, len(texts))
            if self.lines[i].finish is _MIDDLE
            and self.lines[i - 1].finish is _FULL
            and len(texts[i]) <= _HEADING
            and self.widths[i] < SHORT_OF * self.usual
        ]
        lengths = Counter([len(texts[i]) for i in short])
        return frozenset(
            i
            for i in short
            if sum(lengths[len(texts[i]) + more] for more in (-1, 0, 1)) > 1
            and not (unfinished(texts[i]) or names_who(texts[i]))
        )

    @cached_property
    def _asks_or_cries(self) -> list[bool]:
        """For each line, whether it has a mark of a question or of a cry."""
        return ["？" in line.text or "！" in line.text for line in self.lines]

    @once
    def anew(self, i: int) -> tuple[float, float]:
        """That a paragraph begins with line `i`; and that it is a headline, or a line of one, wherever it stands."""
        text = self.lines[i].text
        if broken(text):
            return -8.0 + self.indented[i], -12.0
        if self._addresses(i):
            return _ADDRESSES + self.indented[i], -12.0
        begins, leaning = self._opening(i), leans(text)
        start = (0.75 if begins > 0 else 0.15) * abs(begins) - 0.3 - leaning
        return start + self.indented[i], self._headline(i, begins) - leaning

    @once
    def further(self, i: int) -> float:
        """That line `i` is a further one of a headline: there it may lean on the line above."""
        head = self.anew(i)[1] + leans(self.lines[i].text)
        weight = 0.6 * max(head, _HARDLY) + min(head - _HARDLY, 0.0) + 1.6
        return weight - _IN_SERIES * (i - 1 in self.series) - _NAMED_AGAIN * self._names_again(i)

    @once
    def fresh(self, i: int) -> float:
        """That a paragraph begins with it right after a headline: there a lead is expected."""
        text = self.lines[i].text
        if broken(text) or cut_number(self.lines[i - 1].text, text[0]):
            return -10.0
        if self._addresses(i):
            return _ADDRESSES - self.unfinished(i - 1)
        weight = self._opening(i)
        if text.startswith("问：") and self._is_answered(i):
            weight = _QUESTION
        elif self._names_again(i):
            weight = max(weight, _NAMED_AGAIN)
        weight = min(2.5, weight) if weight > 0.5 else 0.3 * abs(weight) - 2.2 + 0.6 * self._names_who(text)
        weight -= 2.0 * bool(NAMED_THING.match(text)) + leans(text)
        above = self.lines[i - 1].text
        if _LATELY.match(text) and (ACTOR.search(above) or _QUOTED.fullmatch(above)) and not self.too_wide(i - 1):
            weight -= 3.0  # 林芝市民政局 / 近日在八一镇, “慈善周活动” / 日前在银川举行
        weight += _IN_SERIES * (i - 1 in self.series)
        return weight - self.unfinished(i - 1) + self.indented[i]

    @once
    def unfinished(self, i: int) -> float:
        """That a headline does not end with line `i`."""
        text = self.lines[i].text
        weight = 3.0 * (cut(text) or unfinished(text)) + _LEFT_OFF * (text[-1] in "…，")
        return weight + _ONLY_A_COLUMN * (len(text) <= _HEADING and bool(COLUMN.fullmatch(text)))

    def _headline(self, i: int, begins: float) -> float:
        line = self.lines[i]
        text = line.text
        weight = -1.7 - (0.65 * self.indented[i] if line.indent > 1 else 0.0)  # some headlines are moved in as well
        if len(text) > 60 or line.finish is _FULL or text.startswith(_DATELINES):
            return -12.0
        weight += _HEADLINE_END[line.finish]
        if text[-1] == "，" and (self.widths[i] < SHORT_OF * self.usual or tells_of_a_place(text)):
            weight += _LEFT_AT_A_COMMA
        weight += _ANNOUNCED * (line.finish is _COLON and self._announces(i))
        weight -= 8.0 * ("。" in text or "（以下" in text) + 4.0 * ("；" in text)
        if "，" in text:
            weight -= self._commas(i)
        weight -= 5.0 if begins >= 1.8 else 4.0 if begins <= -2.5 else 1.2 if begins < 0 else 0.0
        if weight < _LOST:
            return weight
        weight -= 1.2 * self.fits(i)
        weight += (3.5 if "、" in text else 2.5) * text.endswith("…")
        weight += _PAIRED * ("、" in text and "，" not in text and bool(BALANCED.fullmatch(text)))
        if "？" in text or "！" in text:
            weight -= 3.75 * asked(text)
        if text.count("“") != text.count("”"):
            weight -= 1.0 + 2.5 * self._speaks(i)
        weight -= 1.5 * (text.count("（") != text.count("）"))
        weight -= 2.5 * (len(text) < 5) + 4.0 * (len(text) < 3)
        weight += 3.0 * (bool(ASKS.match(text)) and not self._asks_in_passing(i))
        weight += 1.0 * bool(ASKING.search(text)) + _WARNING * bool(WARNS.search(text))
        weight += 3.0 * (len(text) <= _BRIEF and bool(COLUMN.fullmatch(text)))
        weight += 0.9 * bool(HEADLINE_VERB.search(text)) - 0.4 + 1.6 * self._names_who(text)
        weight -= 2.5 * bool(TOLD.match(text) or (ADDRESS.match(text) and self.fits(i)))
        weight += _RECORD * bool(VISIT.match(text)) + _BECOMES * bool(BECOMES.fullmatch(text))
        weight -= 1.5 * bool(POST.search(text) and not VISIT.match(text))
        weight += _NAMED * bool(text[-1] == "”" and ENDS_NAMED.fullmatch(text)) + _TOO_WIDE * self.too_wide(i)
        if len(line.raw) > len(text) and HALVES.search(line.raw):
            weight += _PARTED
        return weight + min(1.5, 3.0 * self.index.echoes[self.first + i] / max(1, len(text) - 1) - 1.2)

    def _commas(self, i: int) -> float:
        """What speaks against a headline for the commas in it: little where halves of one length stand beside them.

        Nor where it leaves off with dots, as kickers do, says behind one who acts, by a short name, begins with a place
        and a colon, or with somebody whom the page tells of, or is too wide for its column.
        """
        text = self.lines[i].text
        if BALANCED.fullmatch(text.rstrip("…")):
            return _IN_HALVES
        comma = 2.8 if self.widths[i] > SHORT_OF * self.usual else 1.7
        if text[-1] in "？！" and i and self.lines[i - 1].finish is _FULL and _ASKED_AT_ONCE.fullmatch(text):
            comma = _IN_HALVES
        if text[-1] == "…" or names_shortly(text) or tells_of_a_place(text) or self._is_told_of(i) or self.too_wide(i):
            comma = _IN_HEADLINES
        return comma * text.count("，")

    def _is_told_of(self, i: int) -> bool:
        """Whether line `i` begins with somebody whom the page tells of: who speaks in a conversation does so again."""
        name, page = somebody(self.lines[i].text), self.index.text
        return bool(name) and page.count(name) == 1 and page.count(name[:-1]) > 1

    def _names_who(self, text: str) -> bool:
        """Whether a headline begins with who it is about, be it a county that the page names with its kind."""
        return names_who(text) or counties.begins_with(text, self.index.counties)

    def _addresses(self, i: int) -> bool:
        """Whether the line says whom a notice is written to, with the next line or two."""
        text = self.lines[i].text
        return "各" in text[:_HEAD] and bool(ADDRESSEES.match("".join([line.text for line in self.lines[i : i + 3]])))

    def _is_answered(self, i: int) -> bool:
        """Whether an answer begins a few lines below: then line `i` asks the first question of an interview."""
        below = [line.text[:2] for line in self.lines[i + 1 : i + 1 + _ANSWERED]]
        return next((text for text in below if text in {"问：", "答："}), "") == "答："

    def _opening(self, i: int) -> float:
        """How line `i` opens a text, a question to its reader and what somebody says included."""
        weight = opening(self.lines[i].text)
        if self._asks_the_reader(i) and not (i and self._asks_the_reader(i - 1)):
            return max(weight, _ASKS_THE_READER)
        text = self.lines[i].text
        if self._is_told_of(i):
            return max(weight, 0.0)
        speaks = text[0] == "“" and "，" in text[3:] and "”" not in text
        return max(weight, _SPEECH) if speaks else weight

    @once
    def _asks_the_reader(self, i: int) -> bool:
        """Whether a text opens with a question of some clauses: one that ends in mid-line is no headline's.

        Nor is one below a headline that says who acts, if it fills its column and more stands right below it.
        """
        if not any(self._asks_or_cries[i : i + _QUESTION_LINES]):
            return False
        texts = self._asking(i)
        if self.too_wide(i) or asked(texts[0]):
            return asked(texts[0])
        over = [line.text for line in self.lines[max(0, i - 2) : i]]
        named = bool(over) and not (unfinished(over[-1]) or COLUMN.fullmatch(over[-1]))
        named = named and any(map(self._names_who, over))
        question = OPENING_QUESTION.match("".join(texts), 0, _QUESTION_REACH)
        if not question or question.end() < len(texts[0]) or not IN_A_QUESTION.search(texts[0]):
            return False
        ends = list(accumulate(map(len, texts)))
        if question.end() not in ends:
            return True
        last = i + ends.index(question.end())
        if last > i:
            return named and self.widths[last] >= SHORT_OF * self.usual
        fills = SHORT_OF * self.usual <= self.widths[i] <= self.usual + self.measure.slack
        return named and fills and i + 1 < len(self.lines) and self.gaps[i + 1] < _PARTED_FROM

    def _asking(self, i: int) -> list[str]:
        """Line `i` and the next ones that a question may go on in: up to a blank line, where blank lines tell."""
        rows = self.lines[i : i + _QUESTION_LINES]
        tells = self.measure.parted > _PARTS
        parted = (k for k, row in enumerate(rows) if k and row.apart and tells and "？" not in row.text[:_REST])
        return [row.text for row in rows[: next(parted, None)]]

    def _names_again(self, i: int) -> bool:
        """Whether line `i` begins with the place or the office that the line above does: a headline names it once."""
        text = self.lines[i].text
        above = [line.text for line in self.lines[max(0, i - 2) : i] if line.finish is _MIDDLE]
        again = [over for over in above if text[:2] == over[:2] and not _AN_OFFICE.search(over)]
        return bool(again) and (names_place(text) or any(text[:_SAME] == over[:_SAME] for over in again))

    def _announces(self, i: int) -> bool:
        """Whether a line that ends with a colon announces the line below: 民政部提醒： / 清明祭扫请预约."""
        if i + 1 >= len(self.lines):
            return False
        return self.lines[i + 1].text[0] not in "“‘一①1１（("

    def _asks_in_passing(self, i: int) -> bool:
        """Whether a question that line `i` begins goes on over a comma in the next line: running text does that."""
        under = self.lines[i + 1].text if i + 1 < len(self.lines) else ""
        return "？" not in self.lines[i].text and "，" in under

    def _speaks(self, i: int) -> bool:
        """Whether a quotation that line `i` leaves open is speech: over a line longer, or with a mark at its end."""
        text = self.lines[i].text
        if text.rfind("“") < text.rfind("”"):
            return False
        under = self.lines[i + 1].text if i + 1 < len(self.lines) else ""
        end = under.find("”")
        return end <= 0 or under[end - 1] in "。！？，…"
