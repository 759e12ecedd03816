"""Text that knows where it came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.traced import Traced, join, whole

TEXTS = st.text(max_size=60)


@given(TEXTS)
def test_a_whole_text_stands_at_its_own_places(text: str) -> None:
    traced = whole(text)
    assert traced.text == text
    assert list(traced.origins) == list(range(len(text)))
    assert traced.spans(text) == ((Span(0, len(text)),) if text else ())


@given(TEXTS, st.data())
def test_what_is_kept_still_knows_its_places(text: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=20)) if text else []
    traced = whole(text).keep(kept)
    assert traced.text == "".join(text[origin] for origin in traced.origins)


@given(TEXTS, st.data())
def test_dropping_ranges_leaves_all_else(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    drops = list(zip(edges[::2], edges[1::2], strict=False))
    dropped = {i for start, end in drops for i in range(start, end)}
    traced = whole(text).without(drops)
    assert list(traced.origins) == [i for i in range(len(text)) if i not in dropped]
    assert traced.text == "".join(text[i] for i in traced.origins)


def test_a_lead_printed_last_is_read_first() -> None:
    page = "rest\nlead"
    traced = join([whole(page)[5:], whole(page)[:4]])
    assert traced.text == "leadrest"
    assert traced.spans(page) == (Span(5, 9), Span(0, 4))


def test_white_space_that_was_dropped_does_not_break_a_run() -> None:
    page = "民政\n\n厅 长"
    assert whole(page).without([(2, 4), (5, 6)]).spans(page) == (Span(0, 7),)


def test_text_and_places_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="2 characters cannot come from 1 places"):
        Traced("民政", [0])
    with pytest.raises(ValueError, match="3 characters"):
        whole("民政").read_as("民政厅")


def test_equal_texts_from_equal_places_are_equal() -> None:
    assert Traced("民", [3]) == Traced("民", (3,))
    assert Traced("民", [3]) != Traced("民", [4])
    assert len({Traced("民", [3]), Traced("民", (3,))}) == 1


def test_a_text_stands_in_its_page_unless_a_character_is_read_otherwise_or_comes_from_outside() -> None:
    page = "会议强调野"
    assert whole(page).stands_in(page)
    assert Traced("调强", (3, 2)).stands_in(page)
    assert Traced("", ()).stands_in(page)
    assert not Traced("“", (4,)).stands_in(page)
    assert not Traced("野", (-1,)).stands_in(page)
    assert not Traced("野", (5,)).stands_in(page)
