"""Characters that stand for other characters, and what each is read as.

Two tables, both computed or quoted from a standard, none typed from a page:

- `SHIFTED`: a character of GB 2312 rows A1–A3 (signs, numbers, full-width forms) that was set in another font comes
  out of the typesetting system with its high byte raised by 0x31, as an ordinary Chinese character: “ as 野, ， as 袁.
- `RADICALS`: look-alikes from the blocks Kangxi Radicals (folded as Unicode's compatibility decomposition says) and
  CJK Radicals Supplement (as the Unicode Character Database says, EquivalentUnifiedIdeograph.txt, version 14.0;
  Unicode licence). Where the standard's answer is a traditional form that simplified print shares one shape with
  (戶 for 户, 靑 for 青), the simplified one is read.

`SHIFTED` is evidence's servant: a tenth of running text is made of characters that stand in it, so nothing here says
that a character is damaged, only what it would be if it were.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_AS_PRINTED: Final = {"\u2015": "—", "\u30fb": "·"}
"""Two cells that Python's table of GB 2312 names otherwise than text does."""


def _shifted() -> dict[str, str]:
    table = {}
    for high in range(0xA1, 0xA4):
        for low in range(0xA1, 0xFF):
            try:
                sign = bytes([high, low]).decode("gb2312")
                glyph = bytes([high + 0x31, low]).decode("gb2312")
            except UnicodeDecodeError:  # a cell of the standard that is empty
                continue
            table[glyph] = _AS_PRINTED.get(sign, sign)
    return table


SHIFTED: Final[dict[str, str]] = _shifted()
"""What a shifted glyph is read as: 260 entries."""

# The second half of each pair is the Equivalent_Unified_Ideograph of the first.
_SUPPLEMENT: Final = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母"
    "⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉"
    "⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页"
    "⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)

RADICALS: Final[dict[str, str]] = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
    "⼾": "户",
    "⾭": "青",
}
"""What a look-alike radical is read as."""
