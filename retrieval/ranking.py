"""What a question's words become in the index, and what makes one sentence a better answer than its neighbour.

Two formulas, each a sum of named parts with fixed weights, chosen by cross-validation over questions
(`tests/benchmarks/weights.py`); none is fitted to a question. What was tried, in per cent, on 620 citizens' questions
about policy notices (R@1, R@10), each line on top of those above it unless it says otherwise:

| step | R@1 | R@10 |
|---|---|---|
| words + bigrams + half the characters; its notice's first 40 characters before each passage | 69.5 | 96.1 |
| an announcement at a passage's end counts with the next passage | 72.1 | 96.3 |
| 60 characters of the beginning; k1 0.9, b 0.5; characters in full | 72.6 | 96.3 |
| a share of what the notice's candidate passages hold together | 73.1 | 96.5 |
| compared among 60 candidates, not 100 | 73.4 | 96.5 |
| the units of a place's name at 0.7 | 74.0 | 96.6 |
| from an article's fifth passage on, each counts a twentieth less than the one before | 74.0 | 96.8 |
| instead of the candidates, an index of whole notices | no better, twice the index |
| the place field of a gazetteer; a notice of another province, or of none, at 0.8 to 0.95 | 0 | -0.3 to 0 |
| a numbered section's heading before each of its passages; 30 characters of the neighbours | -0.3 to -4 | 0 |
| near-duplicate passages behind the first of them | 0 | -0.7 to -2.4 |
| light words, words within words, numbers or the question's beginning at less; frequency among notices | -3 to 0 | 0 |
| neighbouring passages, the best sister passage, the sum of all | -0.5 to -10 |
| ranked again by the best sentence, answer types and the longest common run | +0.3, not worth its time |
| other words for what was typed, at half weight | -1.3 |
| the same at a tenth, and in full only where the typed ones are missing | 0 |

The headline's own field gains 1 point on encyclopaedia paragraphs (97.0 → 98.0) and nothing on notices. English
questions (R@1, MRR@10): the sum over all translations, each divided by the root of their number 70.0, 78.5; with the
best one of each word added, told by which terms stand there 70.6, 79.1, and by what each adds to the score 72.2, 80.7;
that without the typed word among them 71.4, 80.0; only the best one 71.1, 79.5. Sentences (best, best three): passage
and share of the question 52.1, 64.4; with heading, neighbour, beginning, answer types and shape 55.6, 67.1; the
neighbour only for what the beginning lacks 56.8, 67.6. Fitting all these weights gave 56.6, 67.3 on questions that were
held out: the round ones are as good.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.patterns import lazy
from retrieval.numbers import forms
from retrieval.passages import HEADLINE, UNITS, announces
from retrieval.text import Terms, ideographs, normalise, terms, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from corpus.places import Place
    from retrieval.question import Question

Query = list[tuple[str, str, float]]
"""(field, term, weight), as `bm25.Index.search` takes it."""

UNIT_WEIGHTS = {"words": 1.0, "bigrams": 1.0, "characters": 1.0}
HEADLINE_WEIGHT = 0.1
"""Of a unit that stands in the article's beginning."""
PLACE = 0.7
"""Of a unit of a place's name: it says where, which many passages do, and is spelt in six units and more."""
WIDENED = 0.1
"""Of another way of saying what was typed in Chinese, times its own weight, divided by the root of their number."""
TRANSLATED = 1.0
"""The same, where the question was not typed in Chinese and has no other words."""
ASKED_FOR = lazy(
    r"(?:哪[些个几一]{0,2}+|什么|多少|几|何种|何)([\u4e00-\u9fff]{1,4})|(期限|有效期|时间|日期|地点|地址|名称|职务|含义|路径)"
)
"""What is asked for: what stands behind the word that asks (哪些条例, 多少吨), and nouns that ask by themselves."""

WAYS = 12
"""Of saying one thing that are searched for, the likeliest."""

STOP_TERMS = frozenset(
    "的 了 是 在 有 和 与 及 对 为 被 由 于 等 将 都 会 就 要 能 可以 需要 以及 进行 应 应该 应当 到 从 把 让 之 中 上"
    " 下 其 该 这 那 哪 什么 多少 包括 方面 内容 分别 主要 具体 一 个 我 你 您 我们 你们 他 她 它 还 也 又 并 而 或"
    " 或者 吗 呢 的话 如果 时 时候 后 前 指 称 叫 做 请 问".split()
)
"""Terms (of any unit) that say nothing about what is asked."""


class Alternatives(NamedTuple):
    """A concept's units as typed, and those of each other way of saying it, with its weight."""

    typed: frozenset[tuple[str, str]]
    others: tuple[tuple[float, frozenset[tuple[str, str]]], ...]

    @property
    def units(self) -> frozenset[tuple[str, str]]:
        """All of them."""
        return self.typed.union(*(units for _, units in self.others))


def query_of(question: Question) -> Query:
    """The question's content as units, and at less weight the units of what it was widened to.

    A unit that was typed is not counted again: another way of saying a thing does not make it matter more.
    """
    weights: dict[tuple[str, str], float] = {}
    typed = typed_in_chinese(question)
    if typed:
        for run in (*question.content, *_asked_for(question)):
            _count(weights, run, 1.0, headline=HEADLINE_WEIGHT)
        for unit in _naming(question.places) & weights.keys():
            weights[unit] *= PLACE
    else:
        for place in question.places:
            _count(weights, place.short, 1.0, headline=HEADLINE_WEIGHT)
    known, share = frozenset(weights), WIDENED if typed else TRANSLATED
    for concept in question.concepts:
        ways = [term for term in concept.terms if not (typed and term.source == "asked")][:WAYS]
        for term in ways:
            _count(weights, term.text, share * term.weight / len(ways) ** 0.5, known=known)
    return [(field, term, weight) for (field, term), weight in weights.items()]


def _naming(places: Sequence[Place]) -> set[tuple[str, str]]:
    """The units of the places' names, full and short."""
    units = {unit for place in places for name in (place.name, place.short) for unit in _units(name)}
    return units | {(HEADLINE, term) for _, term in units}


def alternatives_of(question: Question) -> tuple[Alternatives, ...]:
    """The concepts that can be said in several ways, of which a passage needs one.

    In a question that was not typed in Chinese, what was typed is one way among the others.
    """
    found, chinese = [], typed_in_chinese(question)
    for concept in question.concepts:
        asked = [term for term in concept.terms if chinese and term.source == "asked"]
        others = tuple((term.weight, _units(term.text)) for term in concept.terms if term not in asked)[:WAYS]
        if others:
            typed = frozenset[tuple[str, str]]().union(*(_units(term.text) for term in asked))
            found.append(Alternatives(typed, others))
    return tuple(found)


def typed_in_chinese(question: Question) -> bool:
    """Whether the question itself has Chinese in it, which is then what is searched for."""
    return bool(ideographs(normalise(question.text)))


def _asked_for(question: Question) -> Iterator[str]:
    """The nouns that are asked for, where the content lost them with the words that ask."""
    for match in ASKED_FOR.finditer(normalise(question.text)):
        noun = match[2] or next((token.term for token in words(match[1])), "")
        if noun and noun not in STOP_TERMS and not any(noun in run for run in question.content):
            yield noun


def _units(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((field, term) for field, found in zip(UNITS, _terms(text), strict=True) for term in found)


@lru_cache(maxsize=512)
def _terms(text: str) -> Terms:
    """The terms of a few words, which are asked for as part of the query and as an alternative."""
    return terms(text)


def query_of_text(text: str) -> Query:
    """The units of any text."""
    weights: dict[tuple[str, str], float] = {}
    _count(weights, text, 1.0)
    return [(field, term, weight) for (field, term), weight in weights.items()]


def _count(
    weights: dict[tuple[str, str], float],
    text: str,
    weight: float,
    *,
    headline: float = 0.0,
    known: Collection[tuple[str, str]] = (),
) -> None:
    for field, found in zip(UNITS, _terms(text), strict=True):
        for term in found:
            if term in STOP_TERMS or (field, term) in known:
                continue
            weights[field, term] = weights.get((field, term), 0.0) + weight * UNIT_WEIGHTS[field]
            if headline:
                at = HEADLINE, term
                weights[at] = weights.get(at, 0.0) + weight * headline


class Part(NamedTuple):
    """One part of a sentence's score: what was found there, and what one of it is worth."""

    name: str
    weight: float
    value: float


class Wanted(NamedTuple):
    """An answer's type: the questions that want it, what a sentence that gives it has, and an example of both."""

    name: str
    asked: str
    given: str
    weight: float
    example: tuple[str, str]


WANTED = (
    Wanted(
        "a date or a span of time",
        r"什么时候|什么时间|何时|哪一?[天日年月]|时间|日期|期限|多久|多长|截止|几[日号天月]",
        r"\d+年|\d+月|\d+日|\d+个?(?:工作日|天|小时|个月|周)|即日|之日|次日|时$|\d+[:：]\d\d|期间",
        2.0,
        ("申报何时截止？", "申报期限延长至2月28日。"),
    ),
    Wanted(
        "a number",
        r"多少|几[个家种项名条次元人分]|比例|金额|多大|多高|标准|额度|率",
        r"\d|[一二三四五六七八九十百千万亿两]+[个家种项名条次元人]|百分之",
        1.3,
        ("补贴多少元？", "每亩补贴3000元。"),
    ),
    Wanted(
        "a number to call",
        r"电话|热线|联系方式|号码|联系人",
        r"\d{5,}|\d{3,4}[-—]\d{4,}",
        3.0,
        ("咨询电话是多少？", "咨询电话：010-12345678。"),
    ),
    Wanted(
        "a place on the web",
        r"网址|网站|邮箱|路径|链接|平台|公众号|哪里|渠道|app|方式",
        r"www|http|@|→|\.cn|\.com|登录|公众号|app|网站|平台",
        1.5,
        ("申请网址是什么？", "请登录www.example.cn申请。"),
    ),
    Wanted(
        "a person or a body",
        r"谁|哪[些个]?(?:部门|单位|机构|企业|公司|家|人)|由.*负责|什么(?:部门|单位|机构|企业|公司|人)",
        r"局|委|部|厅|办|公司|院|机构|企业|中心|集团|人员|单位|部门|银行",
        1.5,
        ("由哪个部门负责？", "由市民政局负责。"),
    ),
)
"""Types of answers, told by the words of the question and by those of the sentence; each that is wanted counts once."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, at its first use: all of them at import would cost each start of the program 10 ms."""
    return re.compile(pattern)


SENTENCE = {
    "passage, next to the best": 4.6,
    "share of the question in the sentence": 8.6,
    "more of it in the article's beginning": 5.2,
    "more of it in the sentence before": 3.0,
    "more of it in its heading": 4.8,
    "length, up to 100 characters": 1.0,
    "is a heading": -1.2,
    "is a question": -1.9,
    "is a fragment": -0.9,
    "is the headline": -1.2,
}
"""The parts of a sentence's score, the answer's types aside, and what one of each is worth."""


class Neighbourhood(NamedTuple):
    """A sentence and what stands around it, each with the question's terms in it; `before` stands before it."""

    text: str
    """The sentence, folded, without white space around it."""
    found: frozenset[str]
    before: str
    before_found: frozenset[str]
    lead_found: frozenset[str]
    """In the beginning of its article."""
    first: bool
    """Whether its article begins with it and has no headline of its own."""


class Weigher:
    """Weighs sentences for one question; `worth` is what a match of each term is worth (weight times idf)."""

    def __init__(self, question: Question, worth: Mapping[tuple[str, str], float]) -> None:
        folded = normalise(question.text)
        self._types = [(each, _compiled(each.given)) for each in WANTED if _compiled(each.asked).search(folded)]
        self.names = (*SENTENCE, *(f"has {each.name}" for each, _ in self._types))
        self.weights = (*SENTENCE.values(), *(each.weight for each, _ in self._types))
        self._worth: dict[str, int] = {}  # in 2^-20, so that a sum is the same in any order
        for (_, term), value in worth.items():
            self._worth[term] = self._worth.get(term, 0) + round(value * 2**20)
        self._total = sum(self._worth.values()) or 1
        content = "".join(question.content)
        self._forms = frozenset(term for term in self._worth if term not in content and any(map(str.isdigit, term)))

    def values(self, place: Neighbourhood, *, passage: float) -> tuple[float, ...]:
        """What is found of each of `names`; `passage` is its passage's score, as a share of the best passage's."""
        before, length = self.share(place.before_found - place.found - place.lead_found), len(place.text)
        heads = bool(before) and (announces(place.before) or place.before.endswith(("?", "？")))
        return (
            passage,
            self.share(place.found),
            self.share(place.lead_found - place.found),
            before,
            before if heads else 0.0,
            min(length, 100) / 100,
            float(length < 30 and announces(place.text)),
            float(place.text.endswith(("?", "？"))),
            float(length < 12),
            float(place.first),
            *(1.0 if given.search(place.text) else 0.0 for _, given in self._types),
        )

    def score(self, values: Sequence[float]) -> float:
        """The sum of weight times value."""
        return sum(weight * value for weight, value in zip(self.weights, values, strict=True))

    def parts(self, values: Sequence[float]) -> tuple[Part, ...]:
        """The parts of a sentence's score that are not 0."""
        return tuple(Part(*part) for part in zip(self.names, self.weights, values, strict=True) if part[2])

    def found(self, folded: str) -> frozenset[str]:
        """The question's terms that stand in a folded text; a number counts in any of its forms."""
        standing = frozenset([term for term in self._worth if term in folded])
        return standing | (self._forms & {form.term for form in forms(folded)}) if self._forms else standing

    def share(self, found: frozenset[str]) -> float:
        """How much of the question's worth these terms have, from 0 to 1."""
        return sum(map(self._worth.__getitem__, found)) / self._total
