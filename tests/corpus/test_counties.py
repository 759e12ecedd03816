"""Counties by their short names."""

from __future__ import annotations

import pytest

from corpus.counties import begins_with, ends_with, is_county, named_with_kind


def test_a_page_names_counties_with_their_kind() -> None:
    text = "在门源回族自治县、鄂伦春自治旗和盐池县，超市开了门；青年进县城。"
    assert named_with_kind(text) >= {"门源", "鄂伦春", "盐池"}
    assert all(len(name) in {2, 3} for name in named_with_kind(text))
    assert named_with_kind("县里开了门，市民和族人都来。") == frozenset()


@pytest.mark.parametrize(("name", "so"), [("盐池", True), ("门源", True), ("兴", False), ("超市", False)])
def test_a_county_is_called_by_its_short_name(name: str, *, so: bool) -> None:
    assert is_county(name) is so


def test_a_text_begins_with_a_county_behind_a_mark_too() -> None:
    assert begins_with("“盐池滩羊”助养老", {"盐池"})
    assert not begins_with("超市开进盐池", {"盐池"})


@pytest.mark.parametrize(("text", "so"), [("走进毕节市黔西市", True), ("在杭州市", True), ("逛了夜市", False)])
def test_a_text_ends_with_a_county_or_a_city_and_its_kind(text: str, *, so: bool) -> None:
    assert ends_with(text) is so
