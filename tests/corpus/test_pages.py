"""Whole pages: beside each page in `tests/data/pages` stands what a reader makes of it. A new case is two files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.assembly import assemble
from corpus.reading import read

PAGES = sorted((Path(__file__).parents[1] / "data/pages").glob("*.txt"))


def bare(text: object) -> str:
    return "".join(str(text or "").split())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_read_as_a_reader_would(page: Path) -> None:
    articles = {bare(article.title.text): article for article in assemble(read(page)).articles}
    told = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert set(articles) == {bare(one["title"]) for one in told}
    for one in told:
        article = articles[bare(one["title"])]
        assert bare(article.body.text) == bare(one["body"])
        assert bare(article.kicker and article.kicker.text) == bare(one["kicker"])
        assert bare(article.credit and article.credit.text) == bare(one["credit"])
        assert (article.place.short if article.place else None) == one["place"]
        if article.byline:  # one whose owner is in doubt belongs to nobody
            assert bare(article.byline.text) == bare(f"本报记者{one['byline']}")
