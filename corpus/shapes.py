"""What a line of a document is by its words: a title, an item, a menu's, a date; `documents` puts them together."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from corpus.patterns import lazy

if TYPE_CHECKING:
    import re


class Shape(Enum):
    """What a line of a document is by its words."""

    MENU = "a web page's own words, no document's"
    DATA = "when and where it was published, its number"
    BYLINE = "who wrote it"
    SOURCE = "whom it was taken from"
    DATE = "the day on which it was signed"
    ADDRESSEE = "to whom it is written"
    ITEM = "a numbered or marked line"
    TITLE = "a short line that ends no sentence"
    TEXT = "running text"

    __hash__ = object.__hash__


_OF_DAY: Final = "[0-9０-９一二三四五六七八九十]{1,3}"
_DAY: Final = rf"(?:[0-9０-９]{{4}}|[二〇○零一九Ｏ]{{4}})\s*[年./-]\s*{_OF_DAY}\s*[月./-]\s*{_OF_DAY}\s*日?"
_FIELD: Final = (
    r"(?:(?:发布|发文|成文|印发|公布|更新|发表|生成)(?:时间|日期|机构|机关|单位|字号)|日\s*期|来\s*源|信息来源|稿件来源|文章来源|作\s*者|编\s*辑|责任编辑|"
    r"责编|审核|浏览(?:次数|量)?|点击(?:数|率|量)?|阅读(?:次数|量)?|访问(?:次数|量)?|字\s*体|字\s*号|索\s*引\s*号|文\s*号|主题分类|"
    r"公开方式|有效性|标\s*签)\s*[：:]"
)
TABLE: Final = lazy(r"[^\s。！？，；：]{1,16}(?:\s+[+-]?[0-9.,%％‰—-]+){2,}")
"""A row of a table: its spaces are its columns."""
NUMBERED: Final = lazy(r"[\u4e00-\u9fff]{1,8}[〔\[（(]\d{4}[〕\]）)]\s*第?\d{1,5}号")
"""A document's number; under its title it is printed as a part of it: 民函〔2025〕15号."""
TABULAR: Final = lazy(r"[^\s。！？，；：]{1,16}(?:\s+[^\s。！？，；：]{1,16}){2,}")
SHAPES: Final[tuple[tuple[Shape, re.Pattern[str]], ...]] = (
    (Shape.DATE, lazy(rf"[（(]?{_DAY}[）)]?")),
    (Shape.SOURCE, lazy(r"[（(]?\s*(?:信息|稿件|文章|内容)?来\s*源[：:][^。，；]{2,30}")),
    (Shape.DATA, lazy(rf"[（(【\[]?\s*(?:{_FIELD}|{_DAY}\s+(?:\d{{1,2}}[:：]\d{{2}}|{_FIELD})).{{0,120}}")),
    (Shape.DATA, NUMBERED),
    (
        Shape.MENU,
        lazy(
            r"(?:首\s*页|您?当?前?的?(?:位置|所在位置)[：:]?|(?:打印|关闭|分享到?|收藏|返回|字体|大|中|小|上一篇|下一篇)[：:]?|【[打字关]).{0,3}(?:[>＞»›|/\s].*)?"
        ),
    ),
    (Shape.MENU, lazy(r"[^。！？，]{1,30}(?:\s*[>＞»›]\s*[^。！？，]{1,30})+")),
    (
        Shape.MENU,
        lazy(
            r".*(?:ICP备|公网安备|版权所有|网站标识码|[Cc]opyright).*|主办(?:单位)?[：:].{2,40}|(?:上|下)一[篇条][：:].*"
        ),
    ),
    (
        Shape.BYLINE,
        lazy(r"By [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:(?: and|,) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})*"),
    ),
    (
        Shape.ITEM,
        lazy(
            r"(?:第[一二三四五六七八九十百0-9]{1,4}[章节条编部][\s：:]?|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?[0-9０-９]{1,2}[）)、.．](?![0-9０-９])|[①-⑳]"
            r"|[●○■□◆◇▪·•▶➤√★☆*–—-]\s*(?!\s*本报|\s*记者)|[\[［][0-9]{1,2}[\]］]|注[：:0-9]|[问答QA][：:]|附件|#{2,6}\s)"
            r".*"
        ),
    ),
    (Shape.ITEM, lazy(r"[【〔][^【】]{1,12}[】〕].{4,}[。；！？]")),
    (Shape.ITEM, TABLE),
    (Shape.ITEM, lazy(r"[（(]?[\u4e00-\u9fff]{2,6}[：:][^。；！？]{1,60}(?<![，、：:])")),
    (Shape.ADDRESSEE, lazy(r"[^。；！？]{1,119}[：:]")),
)
"""Shape → what a whole line of it looks like, in the order in which they are tried."""
