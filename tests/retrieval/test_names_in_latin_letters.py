"""Chinese names in Latin letters: who is a person, and what stays a place."""

from __future__ import annotations

import pytest

from retrieval.question import understand


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Liu Xinyu?", "Liu Xinyu"),
        ("who is liu xinyu", "liu xinyu"),
        ("WHO IS LIU XINYU", "LIU XINYU"),
        ("Who is Xinyu Liu?", "Xinyu Liu"),
        ("What post does Ouyang Jianping hold?", "Ouyang Jianping"),
        ("What did Hu Jian Ping say in Hubei?", "Hu Jian Ping"),
    ],
)
def test_a_surname_and_a_given_name_are_a_person(question: str, name: str) -> None:
    assert understand(question).people == (name,)


@pytest.mark.parametrize("question", ["Who is Liu Xinyu?", "What did Xie Wuhan say?"])
def test_a_given_name_that_sounds_like_a_city_is_no_place(question: str) -> None:
    assert understand(question).places == ()


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("What happened in Xinyu?", "新余"),
        ("What does Wuhan say about charity?", "武汉"),
        ("What does Xi'an plan?", "西安"),
        ("Elderly care in Hu Bei", "湖北"),
    ],
)
def test_a_place_that_nobody_is_called_after_stays_a_place(question: str, place: str) -> None:
    read = understand(question)
    assert [each.short for each in read.places] == [place]
    assert not read.people


def test_a_name_that_is_several_places_stays_open() -> None:
    assert len(understand("Taizhou elderly care").ambiguous) == 1
