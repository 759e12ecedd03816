"""What headlines and paragraphs share, counted at once, is what they share counted one by one."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus import likeness
from corpus.cohesion import borders
from corpus.likeness import Grams, Index
from corpus.lines import lines_of
from corpus.pieces import Block, Paragraph
from corpus.traced import whole

LINES = st.lists(st.text("民政厅会救助老怎么。", min_size=1, max_size=9), min_size=3, max_size=9)


def grams_in(text: str) -> list[str]:
    """The twos of a text, then its threes."""
    return [text[i : i + size] for size in (2, 3) for i in range(len(text) - size + 1)]


def page(texts: list[str], headlines: int) -> tuple[Index, list[Paragraph], list[Block]]:
    """A page of paragraphs of one line each, and as many headline lines under them."""
    lines = lines_of(whole("\n".join(f"民{text}政" for text in texts)))
    rows = [line.text for line in lines]
    body = len(rows) - headlines
    paragraphs = [Paragraph(k, k + 1, text, 0, finished=True) for k, text in enumerate(rows[:body])]
    return (
        Index(lines),
        paragraphs,
        [Block(tuple(range(body, len(rows))), tuple(rows[body:]), body, (0.0,) * headlines)],
    )


@settings(max_examples=60, deadline=None)
@given(LINES)
@example(["会", "会", "怎么", "怎么"])
def test_fits_and_kinship_are_those_of_a_plain_count(texts: list[str]) -> None:
    index, paragraphs, (block,) = page(texts, 2)
    grams, count = Grams(index, paragraphs, [block]), len(paragraphs)

    def weight(gram: str) -> tuple[float, list[int]]:
        holders = [k for k, paragraph in enumerate(paragraphs) if gram in paragraph.text]
        if not holders:
            return 0.12, []
        much = 1.5 if len(gram) == 3 else 0.1 if gram == "怎么" else 1.0  # which any text may have
        return much * math.log((count + 1) / len(holders)), holders

    def shares(text: str) -> tuple[float, list[float]]:
        total, found = 0.2, [0.0] * count
        for gram in grams_in(text):
            heavy, holders = weight(gram)
            total += heavy
            for k in holders:
                found[k] += heavy / len(holders)
        return total, found

    firsts, lasts = np.array([0, 0, 1]), np.array([1, 2, 2])
    runs = [(first, last) for first in range(count) for last in range(first, count)]
    fits = grams.fits((firsts, lasts), (np.array([run[0] for run in runs]), np.array([run[1] for run in runs])))
    for row, text in enumerate((block.texts[0], "".join(block.texts), block.texts[1])):
        total, found = shares(text)
        for column, (first, last) in enumerate(runs):
            assert fits[row, column] == pytest.approx((0.2 + sum(found[first : last + 1])) / total)
    one, two = (np.array(shares(text)[1]) for text in block.texts)
    lengths = float(np.linalg.norm(one) * np.linalg.norm(two))
    assert grams.kinship[1] == pytest.approx(float(one @ two) / lengths if lengths else 0.0, abs=1e-6)
    seam = block.texts[0][-1] + block.texts[1][0]
    assert grams.runs_on(block.lines[1]) == any(seam in paragraph.text for paragraph in paragraphs)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_a_lines_echoes_are_its_pairs_that_stand_within_lines_more_than_once(texts: list[str]) -> None:
    lines = lines_of(whole("\n".join(f"民{text}政" for text in texts)))
    index = Index(lines)
    pairs = [[line.text[i : i + 2] for i in range(len(line.text) - 1)] for line in lines]
    all_pairs = [pair for row in pairs for pair in row]
    assert index.echoes == [sum(all_pairs.count(pair) > 1 for pair in row) for row in pairs]
    meeting = [over.text[-1] + under.text[0] for over, under in pairwise(lines)]
    assert index.runs_on == [False, *(pair in all_pairs for pair in meeting)]


def test_grams_are_numbered_alike_where_their_places_leave_no_room_beside_them(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of(whole("民政厅会救助\n老怎么民政厅\n救助老怎么。\n民政会救助老"))
    usual = Index(lines)
    monkeypatch.setattr(likeness, "_ROOM", 0)
    huge = Index(lines)
    assert usual.count == huge.count > usual.count_of_twos > 0
    assert (usual.twos.tolist(), usual.threes.tolist()) == (huge.twos.tolist(), huge.threes.tolist())


def test_places_are_ordered_where_they_find_no_room_beside_their_keys() -> None:
    keys = np.arange(1 << 21)
    keys[0] = 1 << 41
    order = likeness._order(keys)
    assert (order[0], order[-1]) == (1, 0)


def test_a_border_is_told_by_what_its_sides_share() -> None:
    texts = ["食堂的早餐打折。", "长者在食堂吃早餐。", "社工走访留守儿童。", "留守儿童有了社工。"]
    lines = lines_of(whole("\n".join(texts)))
    paragraphs = [Paragraph(k, k + 1, text, 0, finished=True) for k, text in enumerate(texts)]
    found = borders(Grams(Index(lines), paragraphs, []), paragraphs)
    assert found[2].shared == 0.0 < min(found[1].shared, found[3].shared)
    assert found[1].forward < 0 < found[2].forward
    assert sorted(found) == [1, 2, 3]
