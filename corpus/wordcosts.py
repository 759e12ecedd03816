"""What Chinese words cost: the negative logarithm of a word's share in running text, base e.

The table is `data/words.txt`, made by `data/build_words.py`.
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Final

LONGEST: Final = 4
"""The most characters a word of the table has."""

_OWN: Final = {
    9.0: (
        "人员 委员 会员 护理院 康养院 颐养院 医养院 幸福院 光荣院 福利院 敬老院 养老院 "
        "出院 住院 助浴 志愿者 自愿 缘由 产业园 创业园 孵化园 长远 家园"
    ),
    10.5: "护理员 网格员 督导员 联络员 信息员 协管员 安全员 快递员 外卖员 引导员 陪诊员 远门 远路",
    11.0: (
        "养护院 护养院 照护院 托养院 "
        "该院 我院 本院 全院 各院 入院 在院 到院 离院 返院 回院 来院 转院 开院 院方 院感 院民 院舍 院前 院里 院内 院外 "
        "院中 院门 院墙 院所 噎食 浴床 浴椅 援疆 增援 园内 园里 圆桌 圆梦 一员"
    ),
    12.5: "登记员 评估员 配送员 调解员 巡查员 探访员 助餐员",
}
"""Words that bulletins use more than the source does."""


@cache
def beginnings() -> frozenset[str]:
    """The first two characters of all longer words."""
    return frozenset([word[:2] for word in costs() if len(word) > 2])


@cache
def costs() -> dict[str, float]:
    """What each word costs."""
    table: dict[str, float] = {}
    for line in (Path(__file__).parent / "data" / "words.txt").read_text(encoding="utf-8").splitlines():
        halves, words = line.split(" ", 1)
        table.update(zip(words.split(), repeat(int(halves) / 2)))
    for cost, words in _OWN.items():
        for word in words.split():
            table[word] = min(table.get(word, cost), cost)
    return table
