# ruff: noqa: E501 - a row of the tables below is read as one line
"""Numbers, dates and units of an English question: twelve, the third measure, 3 March 2025, how many yuan."""

from __future__ import annotations

from corpus import dates
from corpus.model import Span
from corpus.patterns import lazy
from retrieval.concepts import Concept, Term
from retrieval.kinds import Kind

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}

_ITEM = r"(?:measures?|items?|tasks?|points?|steps?|systems?|actions?|ones?|articles?|parts?|requirements?|aspects?|projects?|priorit(?:y|ies)|policy|policies|initiatives?|areas?|sections?|clauses?)"
_NTH = "|".join(ORDINALS)
ORDINAL = lazy(
    rf"\b(?:the )?(?:(?P<word>{_NTH})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th)) (?:\w+ ){{0,2}}?{_ITEM}\b"
    rf"|\b{_ITEM} (?:no\.? ?|number |#)?(?P<after>\d{{1,2}}|{'|'.join(list(CARDINALS)[1:21])})\b"
    rf"|\bthe (?P<alone>{_NTH})(?: one)?\W*$"
)
LAST = lazy(rf"\b(?:the )?(?:last|final) {_ITEM}\b")
_MONTH = "|".join(MONTHS)
_DATE = lazy(
    rf"\b(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH})\b(?:,? (?P<year2>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<month3>{_MONTH})\.? (?P<year3>(?:19|20)\d\d)\b"
    r"|\b(?P<year4>(?:19|20)\d\d)\b(?!\s*(?:people|yuan|households))"
    rf"|\b(?:in|of|by|since|until|till|from|before|after|during|early|late|mid|last|this|next|end)[ -](?P<month5>{_MONTH})\b"
)
_UNIT = lazy(
    r"(?P<money>\bhow much\b(?=.{0,60}\b(?:paid|pay|costs?|allowance|subsidy|money|(?:per|a|each) month|monthly)\b))"
    r"|\b(?:how (?:many|much)|(?:what|which) (?:number|amount|percentage|share) of) (?:\w+ ){0,3}?"
    r"(?P<unit>people|persons|yuan|rmb|money|measures?|items?|years?|months?|days?|cit(?:y|ies)|count(?:y|ies)|households|percent|times"
    r"|organi[sz]ations?|places|systems|tasks|provinces|articles)\b|(?P<percent>\b(?:percentage|ratio|proportion|per ?cent|what share)\b)"
    r"|(?P<monthly>\b(?:per month|monthly)\b)"
)
_UNITS = {
    "peop": "人", "pers": "人", "yuan": "元", "rmb": "元", "mone": "元", "meas": "项", "item": "项", "year": "年", "mont": "月",
    "days": "天", "day": "天", "citi": "市", "city": "市", "coun": "县", "hous": "户", "perc": "%", "time": "次", "syst": "个",
    "task": "项", "prov": "省", "arti": "条",
}  # fmt: skip


def number(text: str) -> int | None:
    """The number that a numeral or a word names (12, twelve, third); None for other words."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 9 else None
    return CARDINALS.get(text, ORDINALS.get(text))


def named_dates(folded: str, plain: str) -> tuple[tuple[dates.DateMention, ...], list[Concept]]:
    """The days, months and years that are named, and a concept for each of their parts."""
    mentions, concepts = [], []
    for match in _DATE.finditer(folded):
        parts = {name.rstrip("12345"): text for name, text in match.groupdict().items() if text}
        year, month = parts.get("year"), MONTHS.get(parts.get("month", ""))
        day = int(parts["day"]) if "day" in parts else None
        if day is not None and not 1 <= day <= 31:
            continue
        start = "-".join([year or "-", *([f"{month:02}"] if month else []), *([f"{day:02}"] if day else [])])
        precision = "day" if day else "month" if month else "year"
        typed = plain[match.start() : match.end()]
        mentions.append(dates.DateMention(Span(*match.span()), typed, precision, start))
        terms = [f"{month:02}-{day:02}"] if month and day else [f"{month}月"] if month else []
        terms += [year] if year else []
        concepts += [Concept(typed, (Term(term, 1.0, typed, "number"),), required=False) for term in terms]
    return tuple(mentions), concepts


def unit(folded: str, asked: tuple[Kind, ...]) -> str | None:
    """The unit that an amount must have, in Chinese, where the question names one."""
    match = _UNIT.search(folded)
    if match is None or Kind.HOW_MANY not in asked:
        return None
    if match["unit"]:
        return _UNITS.get(match["unit"][:4])
    return "%" if match["percent"] else "元"
