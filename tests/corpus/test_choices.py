"""Where articles may begin, and how far a headline's words speak for a body."""

from __future__ import annotations

from itertools import accumulate

from corpus.choices import beginnings
from corpus.likeness import Index, Words
from corpus.lines import lines_of
from corpus.pieces import Layout, Paragraph
from corpus.traced import whole


def layout_of(*texts: str) -> Layout:
    """Paragraphs of one line each, nothing between them."""
    ends = list(accumulate([1] * len(texts)))
    paragraphs = [Paragraph(end - 1, end, text, 0, finished=True) for end, text in zip(ends, texts, strict=True)]
    return Layout(paragraphs, [], even=True, index=Index(lines_of(whole("\n".join(texts)))))


def starts(*texts: str) -> tuple[int, ...]:
    return beginnings(layout_of(*texts), [], thorough=False)[0].starts


def test_an_article_may_begin_where_another_province_is_named() -> None:
    here = "浙江省湖州市为三千户独居老人装上了平安钟。"
    value = "设备由街道服务站统一值守，五分钟内有人回应。"
    assert starts(here, value, "“没想到这样快。”甘肃省天水市的何秀兰说。") == (0, 2)
    assert starts(here, value, "“没想到这样快。”湖州市的何秀兰说。") == (0,)


def test_words_that_stand_outside_a_body_too_speak_less_for_it() -> None:
    own, shared = Words(1.0, ((0b01, 1.0),)), Words(1.0, ((0b11, 1.0),))
    assert shared.fit(0b01, 0b01) < own.fit(0b01, 0b01)
    assert shared.fit(0b01, 0b11) == own.fit(0b01, 0b11)
