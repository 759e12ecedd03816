"""What a line's beginning and end say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import openings
from corpus.openings import INNER, LEAD, broken, cut, opening, unfinished


@pytest.mark.parametrize("row", LEAD, ids=lambda row: row.example)
def test_what_opens_a_lead_weighs_for_it(row: openings.Weight) -> None:
    assert row.pattern.match(row.example)
    assert opening(row.example) > 0


@pytest.mark.parametrize("row", INNER, ids=lambda row: row.example)
def test_what_opens_an_inner_paragraph_weighs_against_a_lead(row: openings.Weight) -> None:
    assert row.pattern.match(row.example)
    assert opening(row.example) < 0


@pytest.mark.parametrize("line", ["会议由省民政厅", "推进会在", "各地从，", "2025年4", "据省民政厅官网"])
def test_a_line_that_is_cut_in_mid_sentence(line: str) -> None:
    assert cut(line)


@pytest.mark.parametrize("line", ["浙江召开", "关于推进养老服务的", "湖北：", "一季度"])
def test_a_headlines_line_that_goes_on(line: str) -> None:
    assert unfinished(line)


@pytest.mark.parametrize("line", ["推进会在宜宾召开", "养老服务有了标准", "抓党建干部"])
def test_a_headlines_line_that_is_whole(line: str) -> None:
    assert not cut(line)
    assert not unfinished(line)


@pytest.mark.parametrize(
    ("line", "so"), [("，要抓好", True), ("（据民政部", True), ("（", True), ("（一）健全", False)]
)
def test_no_paragraph_begins_in_mid_sentence(line: str, *, so: bool) -> None:
    assert broken(line) is so


ENDINGS = st.text("".join(sorted(set(openings._CUT.pattern + openings._UNFINISHED.pattern))), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(ENDINGS)
def test_a_look_at_the_last_character_decides_nothing_else(line: str) -> None:
    assert cut(line) == bool(openings._CUT.search(line))
    assert unfinished(line) == bool(openings._UNFINISHED.search(line))


PAGES = "".join(
    file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parents[1] / "data").rglob("*.txt"))
)


@pytest.mark.parametrize("row", [*LEAD, *INNER], ids=lambda row: row.example)
def test_what_a_row_can_begin_with_is_told_in_full(row: openings.Weight) -> None:
    if not row.begins:
        return
    texts = [PAGES, *(other.example + other.pattern.pattern for other in (*LEAD, *INNER))]
    begun = {text[at] for text in texts for at in range(len(text)) if row.pattern.match(text, at)}
    assert begun <= set(row.begins)
    assert row.example[0] in row.begins
