"""Damaged pages come back as the articles they were made of; what cannot be placed is kept, and all leads back."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.assembly import assemble
from corpus.model import Page
from tests.corpus import damage

PAGES = 120
EXACT = 0.98  # of the articles
MARKS = set("■姻（据）渊冤")  # what stands around a byline and a credit, in either font, and says nothing
SEEDS = st.integers(0, 10**6)


def bare(text: str) -> str:
    return "".join(text.split())


def read(seed: int) -> tuple[Page, damage.DamagedPage]:
    damaged = damage.page(seed)
    return Page(f"{seed}.txt", damaged.text), damaged


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, damage.Told, bool, str | None, str | None]]:
    """Of each article on the pages: what page, what was told, whether it came back exact, its byline and its place."""
    found = []
    for seed in range(PAGES):
        page, damaged = read(seed)
        by_title = {bare(article.title.text): article for article in assemble(page).articles}
        for told in damaged.articles:
            article = by_title.get(bare(told.title))
            exact = article is not None and bare(article.body.text) == bare(told.body)
            byline = article.byline.text if article and article.byline else None
            place = article.place.short if article and article.place else None
            found.append((f"{seed}: {damaged.damage}", told, exact, byline, place))
    return found


def test_the_articles_of_damaged_pages_come_back_exact_in_title_and_body(
    outcomes: list[tuple[str, damage.Told, bool, str | None, str | None]],
) -> None:
    wrong = [(page, told.id) for page, told, exact, _, _ in outcomes if not exact]
    assert len(wrong) <= (1 - EXACT) * len(outcomes), wrong


def test_a_byline_goes_to_its_article_or_to_none(
    outcomes: list[tuple[str, damage.Told, bool, str | None, str | None]],
) -> None:
    exact = [(told.byline, byline) for _, told, exact, byline, _ in outcomes if exact]
    strangers = [pair for pair in exact if pair[1] and not (pair[0] and pair[0] in pair[1])]
    found = [pair for pair in exact if pair[0] and pair[1]]
    assert len(strangers) <= 0.01 * len(exact)
    assert len(found) >= 0.8 * sum(told is not None for told, _ in exact)


def test_the_place_of_an_article_survives_the_damage(
    outcomes: list[tuple[str, damage.Told, bool, str | None, str | None]],
) -> None:
    wrong = Counter((told.id, place) for _, told, exact, _, place in outcomes if exact and told.place != place)
    assert wrong.total() <= 0.01 * len(outcomes), wrong


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS)
def test_all_text_of_a_page_is_in_an_article_or_left_over(seed: int) -> None:
    page, _ = read(seed)
    assembly = assemble(page)
    places = Counter[int]()
    for article in assembly.articles:
        title = None if article.title_inferred else article.title  # named after its lead, it stands in its body
        for part in (title, article.body, article.kicker, article.byline, article.credit):
            places.update(part.origins if part else ())
    for leftover in assembly.leftovers:
        places.update(leftover.text.origins)
    lost = [at for at, character in enumerate(page.text) if not character.isspace() and not places[at]]
    assert {page.text[at] for at in lost} <= MARKS
    assert [page.text[at] for at, count in places.items() if count > 1] == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS)
def test_sentences_tile_their_article_and_stand_in_its_page(seed: int) -> None:
    page, _ = read(seed)
    for article in assemble(page).articles:
        assert "".join(sentence.text for sentence in article.sentences) == article.body.text
        for sentence in (article.headline, *article.sentences):
            assert sentence.stands_in_its_page()
            cut = "".join(page.text[span.start : span.end] for span in sentence.citation.spans)
            assert len(bare(cut)) == len(bare(sentence.text))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS)
def test_reading_twice_changes_nothing(seed: int) -> None:
    page, damaged = read(seed)
    once, twice = assemble(page), assemble(Page(page.name, damaged.text))
    assert [(a.id, a.title, a.body, a.byline, a.sentence_spans) for a in once.articles] == [
        (a.id, a.title, a.body, a.byline, a.sentence_spans) for a in twice.articles
    ]
    assert once.leftovers == twice.leftovers


def test_a_page_is_made_again_from_its_seed() -> None:
    for seed in random.Random(7).sample(range(10**6), 20):  # noqa: S311 -- to be repeated, not to be secret
        assert damage.page(seed) == damage.page(seed)


def test_the_shift_is_the_typesetters() -> None:
    assert [damage.shifted(c) for c in "“”■《》（），。、：；…①②×％０１"] == list(
        "野冶姻叶曳渊冤袁遥尧院曰噎淤于伊豫园员"
    )
    assert damage.shifted("民") == "民"


def test_every_kind_of_damage_occurs() -> None:
    told = " ".join(word for seed in range(PAGES) for word in damage.page(seed).damage)
    for kind in ("before", "after", "astray", "lead last", "every", "some", "few", "between", "shifted_quotes"):
        assert kind in told
