"""The best way through a page is the best of all ways there are."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bodies import Body
from corpus.parting import HEADING, LOST, NAMELESS, NO_WAY, Parting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEIGHT = st.integers(-40, 60).map(lambda tenths: tenths / 10)


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[list[Body]], list[list[float]], list[int]]:
    """A few paragraphs each of which may begin a body, what headlines are worth to each, and where these stand."""
    count = draw(st.integers(1, 4))
    bodies = [
        [Body(first, last, first, draw(WEIGHT), last + 1) for last in range(first, count)] for first in range(count)
    ]
    headlines = draw(st.integers(0, 3))
    worth = [[draw(WEIGHT) for starting in bodies for _ in starting] for _ in range(headlines)]
    return bodies, worth, sorted(draw(st.integers(0, count)) for _ in range(headlines))


def ways(bodies: Sequence[Sequence[Body]], at: int = 0) -> Iterator[list[Body]]:
    """All ways to part the paragraphs from `at` on."""
    if at == len(bodies):
        yield []
        return
    for body in bodies[at]:
        for rest in ways(bodies, body.ahead):
            yield [body, *rest]


def named(count: int, free: frozenset[int]) -> Iterator[list[int]]:
    """All ways to give so many bodies a headline each, or none (-1)."""
    if not count:
        yield []
        return
    for one in (-1, *free):
        for rest in named(count - 1, free - {one}):
            yield [one, *rest]


def plain(bodies: list[list[Body]], worth: list[list[float]], before: list[int]) -> float:
    """What the best of all ways weighs, each weighed by itself."""
    numbers = {body: n for n, body in enumerate(body for starting in bodies for body in starting)}
    best = float("-inf")
    for way in ways(bodies):
        inside = sum(body.first < at <= body.last for body in way for at in before)
        for names in named(len(way), frozenset(range(len(before)))):
            weight = LOST * len(before) + sum(body.weight for body in way) + HEADING * inside
            for body, name in zip(way, names, strict=True):
                if name < 0:
                    weight += NAMELESS
                    continue
                weight += worth[name][numbers[body]] - LOST
                weight -= HEADING * (body.first < before[name] <= body.last)
            best = max(best, weight)
    return best


@settings(max_examples=150, deadline=None)
@given(pages())
def test_no_way_is_better_than_the_one_that_is_found(
    page: tuple[list[list[Body]], list[list[float]], list[int]],
) -> None:
    bodies, worth, before = page
    count = sum(map(len, bodies))
    parting = Parting(bodies, len(bodies), np.array(worth).reshape(len(worth), count), before)
    found = parting.best(range(len(before)), 0.0)
    assert abs(found.weight - plain(bodies, worth, before)) < 1e-6
    used = [headline for _, headline in found.steps if headline >= 0]
    assert len(used) == len(set(used))
    assert parting.best(range(len(before)), 0.0, found.weight) is NO_WAY
    assert parting.best(range(len(before)), 0.0, found.weight - 0.1).weight == found.weight


@pytest.mark.parametrize("seed", range(12))
def test_where_not_all_ways_are_kept_a_way_is_found_that_uses_no_headline_twice(seed: int) -> None:
    random = Random(seed)  # noqa: S311 -- to be repeated, not to be secret
    count, headlines = 16, 21
    bodies = [
        [Body(first, last, first, random.uniform(-4, 6), last + 1) for last in range(first, min(count, first + 4))]
        for first in range(count)
    ]
    worth = [[random.uniform(4, 6) for starting in bodies for _ in starting] for _ in range(headlines)]
    before = sorted(random.randrange(count + 1) for _ in range(headlines))
    found = Parting(bodies, count, np.array(worth), before).best(range(headlines), 0.0)
    used = [headline for _, headline in found.steps if headline >= 0]
    assert len(used) == len(set(used)) == len(found.steps)
    spans = [[body for starting in bodies for body in starting][body] for body, _ in found.steps]
    assert [body.first for body in spans] == [0, *(body.last + 1 for body in spans[:-1])]


def test_bodies_that_like_the_same_headlines_take_others() -> None:
    bodies = [[Body(k, k, k, 0.0, k + 1)] for k in range(6)]
    worth = [[5.0] * 6] * 4 + [[4.0] * 6] * 2
    found = Parting(bodies, 6, np.array(worth), [0] * 6).best(range(6), 0.0)
    assert found.weight == pytest.approx(28.0)
