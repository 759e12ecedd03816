"""A score told in few lines: each value once, under its name in the formula.

An explanation is a tree, and of a question of twelve words most of its leaves are the same: the number of documents,
the length of this one. So what is the same for all terms of a field is told in the field's line, and a passage that
two sentences share is explained with the first of them.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot.answers.model import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from retrieval.index.model import Explanation

FORMULA = (
    "score = Σ weight · idf · (k1 + 1) tf / (norm + tf)",
    "idf = log((N + 1) / df)",
    "norm = k1 (1 - b + b dl / avgdl)",
)
SYMBOLS = ("weight", "idf", "df", "tf", "norm", "k1", "b", "dl", "avgdl", "N")
"""The formula's values, in the order in which they are told."""

ABOVE = {Language.CHINESE: "（见上）", Language.ENGLISH: "(see above)"}

NAMES = {
    "passage, next to the best": "所在段落的得分，与最高者之比",
    "share of the question in the sentence": "句中有问题的多少词",
    "more of it in the article's beginning": "文章开头还有问题的多少词",
    "more of it in the sentence before": "前一句还有问题的多少词",
    "more of it in its heading": "小标题还有问题的多少词",
    "length, up to 100 characters": "句长，至多计 100 字",
    "is a heading": "是小标题",
    "is a question": "是问句",
    "is a fragment": "不成句",
    "is the headline": "是标题",
    "has a date or a span of time": "有日期或期限",
    "has a number": "有数字",
    "has a number to call": "有电话号码",
    "has a place on the web": "有网址",
    "has a person or a body": "有人员或单位",
    "notice, the question's terms in its candidate passages": "全文各候选段落中问题的词",
    "said in other words": "换一种说法",
    "of the place that is asked about, or of none that could be told": "是否所问地方",
    "weight": "权重",
    "found": "所得",
    "sum of idf": "idf 之和",
    "words": "词",
    "bigrams": "二字组",
    "characters": "单字",
}
"""What the parts of a score are called in Chinese; the formula's own names are the same in any language."""


def told(scores: Iterable[tuple[str, Explanation]], language: Language) -> Iterator[str]:
    """The lines that explain the scores of sentences, given by their ids, best first."""
    passages: set[str] = set()
    for id_, score in scores:
        if not passages:
            yield from (f"  {line}" for line in FORMULA)
        yield f"{id_} = {score.value:.4g}"
        for part in score.parts:
            if not part.parts or all(not leaf.parts for leaf in part.parts):
                yield f"  {_line(part, language)}"
            elif part.name not in passages:
                passages.add(part.name)
                yield f"  {_named(part.name, language)} = {part.value:.4g}"
                yield from (f"    {line}" for line in _passage(part, language))
            else:
                yield f"  {_named(part.name, language)} = {part.value:.4g} {ABOVE[language]}"


def _passage(score: Explanation, language: Language) -> Iterator[str]:
    for part in score.parts:
        if part.value == 0.0:
            continue
        if all(not leaf.parts for leaf in part.parts):
            yield _line(part, language)
            continue
        terms = sorted(part.parts, key=lambda term: (_field(term), -term.value))
        values = {term.name: dict(_values(term)) for term in terms}
        everywhere = _shared(values.values())
        yield f"{part.name} = {part.value:.4g}" + _in_brackets(everywhere, ())
        for field, group in groupby(terms, key=_field):
            of_field = list(group)
            shared = _shared(values[term.name] for term in of_field)
            yield f"  {_named(field, language)}" + _in_brackets(shared, everywhere)
            for term in of_field:
                own = _in_brackets(values[term.name], shared)
                yield f"    {term.name.partition(':')[2] or term.name} = {term.value:.4g}{own}"


def _field(term: Explanation) -> str:
    return term.name.partition(":")[0]


def _shared(values: Iterable[dict[str, float]]) -> dict[str, float]:
    """The values that are the same in all of them."""
    first, *others = values
    return {symbol: value for symbol, value in first.items() if all(other.get(symbol) == value for other in others)}


def _in_brackets(values: dict[str, float], told: Collection[str]) -> str:
    """The values that have not been told, in the formula's order."""
    listed = ", ".join(
        f"{symbol} {values[symbol]:.4g}" for symbol in SYMBOLS if symbol in values and symbol not in told
    )
    return f" ({listed})" if listed else ""


def _values(tree: Explanation) -> Iterator[tuple[str, float]]:
    """Each named value below a term, by its symbol."""
    for part in tree.parts:
        symbol = part.name.partition(",")[0].partition(" =")[0]
        if symbol in SYMBOLS:
            yield symbol, part.value
        yield from _values(part)


def _line(part: Explanation, language: Language) -> str:
    """A part whose own parts are plain values."""
    values = " · ".join(f"{_named(leaf.name, language)} {leaf.value:.4g}" for leaf in part.parts)
    return f"{_named(part.name, language)} = {part.value:.4g}" + (f" ({values})" if values else "")


def _named(name: str, language: Language) -> str:
    if language is not Language.CHINESE:
        return name
    return NAMES.get(name) or re.sub("^passage (?=GB-)", "段落 ", name)
