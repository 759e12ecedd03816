"""How each shifted sign stands in running text: its kind, its cost, and behind which kinds it may stand.

A cost is a negative logarithm, base e, as those of words are in `wordcosts`; `shifted` adds them up.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from corpus.glyphs import SHIFTED

DIGITS: Final = "园员圆猿源缘远苑愿怨"


class Sign(NamedTuple):
    """How a sign stands: its kind, and its cost."""

    kind: str
    cost: float


# Kinds of what stands: W word, U a number's unit, N ordinary digits and letters, D the first of shifted digits and d
# another, a the first of shifted letters and A another, M comma, T full stop, K colon, O opening, Y opening in front of
# a number, C closing, R what stands between two numbers, P behind a number, L dash, E ellipsis, J what joins two words,
# B beginning.
SIGNS: Final = {
    "，": Sign("M", 2.6),
    "、": Sign("M", 3.1),
    "；": Sign("M", 4.8),
    "。": Sign("T", 3.4),
    "！": Sign("T", 6.5),
    "？": Sign("T", 6.0),
    "：": Sign("K", 7.3),
    "“": Sign("O", 4.5),
    "”": Sign("C", 1.5),
    "‘": Sign("O", 7.5),
    "’": Sign("C", 2.5),
    "《": Sign("O", 5.0),
    "》": Sign("C", 1.5),
    "〈": Sign("O", 9.0),
    "〉": Sign("C", 1.5),
    "（": Sign("O", 5.0),
    "）": Sign("C", 1.5),
    "【": Sign("O", 6.0),
    "】": Sign("C", 1.5),
    "〔": Sign("Y", 4.0),
    "〕": Sign("C", 1.0),
    "％": Sign("P", 0.5),
    "℃": Sign("P", 2.5),
    "．": Sign("R", 1.0),
    "∶": Sign("R", 0.5),
    "—": Sign("R", 2.0),
    "～": Sign("R", 3.0),
    "－": Sign("R", 5.0),
    "／": Sign("R", 5.0),
    "×": Sign("R", 5.0),
    "＋": Sign("J", 7.0),
    "·": Sign("J", 7.5),
    "→": Sign("J", 6.0),
}
SAME: Final = dict(zip(",;:!?()%-–", "，；：！？（）％－—", strict=True))
"""Half-width signs, which stand as the full-width ones do."""
LONG: Final = {"要要": Sign("L", 7.0), "噎噎": Sign("E", 4.0), "噎": Sign("E", 11.0)}
"""Dashes and ellipses, which are set twice."""
CLOSES: Final = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "】": "【", "〕": "〔"}
GLYPH: Final = {glyph: sign for glyph, sign in SHIFTED.items() if sign in SIGNS}
LETTERS: Final = {glyph: sign for glyph, sign in SHIFTED.items() if "Ａ" <= sign <= "Ｚ" or "ａ" <= sign <= "ｚ"}
GLYPHS: Final = frozenset({*GLYPH, *DIGITS, "噎"})
"""Characters for which a sign or a digit can be read."""

MEANS_MORE: Final = GLYPHS | frozenset(LETTERS)
"""Characters that may be no word, or begin a name."""

LONE: Final = {"D": 4.0, "d": 0.5}
NEVER: Final = 14.0
ODD: Final = 3.0
"""What an ordinary sign costs where it should not stand."""
AFTER: Final[dict[str, dict[str, float]]] = {
    "M": dict.fromkeys("WUNCPEA", 0.0) | {"L": 6.0, "a": 5.0} | LONE,
    "T": dict.fromkeys("WUNCPEA", 0.0) | {"T": 7.0, "a": 5.0} | LONE,
    "K": dict.fromkeys("WUNCPA", 0.0) | {"a": 5.0} | LONE,
    "O": dict.fromkeys("BWUNDdMTKCLPEOAa", 0.0),
    "Y": dict.fromkeys("W", 0.0),
    "C": dict.fromkeys("WUNCTPEAa", 0.0) | {"M": 2.0} | LONE,
    "R": dict.fromkeys("NDdU", 0.0) | {"P": 0.5},
    "P": dict.fromkeys("NDd", 0.0),
    "L": dict.fromkeys("BWUNDdMTKCPEAa", 0.0),
    "E": dict.fromkeys("BWUNDdMTKCPEAa", 0.0),
    "J": dict.fromkeys("WNCDdAa", 0.0),
    "W": dict.fromkeys("BWUNDdMTKOCPLEJA", 0.0) | {"a": 7.0},
    "N": dict.fromkeys("BWUNMTKOCPLEJRYAa", 0.0) | {"D": 9.0, "d": 9.0},
    "d": dict.fromkeys("Dd", 0.0),
    "D": dict.fromkeys("BWUMTKOCPLEJRY", 0.0) | {"N": 9.0, "A": 2.0, "a": 2.0},
    "a": dict.fromkeys("BWUMTKOCPLEJ", 0.0) | {"N": 1.0, "D": 1.0, "d": 1.0},
    "A": dict.fromkeys("aA", 0.0),
}
"""What each kind may stand behind, and what that costs."""
