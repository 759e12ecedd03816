from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import places
from corpus.model import Article, Page
from corpus.sentences import split
from corpus.traced import whole
from retrieval.bm25 import Document, Index, oracle
from retrieval.passages import FIELDS
from retrieval.question import understand
from retrieval.ranking import alternatives_of, query_of
from retrieval.search import CROWD, CROWDING, GUESSED_ALTERNATIVE, NOTICE, PARAMETERS, Searcher, documents_of, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.search import Hit

NEWS = {
    "浙江": ("浙江提高高龄津贴", "浙江省决定提高高龄津贴。八十周岁以上老年人每月发放100元。津贴自7月1日起发放。"),
    "杭州": ("杭州建成幸福食堂", "杭州市建成幸福食堂300家。老年人凭卡就餐。食堂由街道负责管理。"),
    "湖北": ("湖北提高高龄津贴", "湖北省决定提高高龄津贴。八十周岁以上老年人每月发放80元。津贴自3月1日起发放。"),
    "": ("怎样领取高龄津贴", "高龄津贴由本人申请。社区受理后十日内答复。"),
}
"""Place → headline and body; the last one's place cannot be told."""


def article_of(place: str, title: str, body: str) -> Article:
    page = whole(title + body)
    named = places.named(place)[0] if place else None
    return Article(
        Page(f"{title}.txt", title + body), 1, page[: len(title)], page[len(title) :], split(body), place=named
    )


ARTICLES = {article.id: article for article in (article_of(place, *news) for place, news in NEWS.items())}


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    return Searcher.create(tmp_path / "index", documents_of(ARTICLES.values()))


def ask(searcher: Searcher, text: str) -> tuple[Hit, ...]:
    question = understand(text)
    return searcher.sentences(question, searcher.passages(question), ARTICLES)


def places_of(hits: tuple[Hit, ...]) -> set[str]:
    return {hit.sentence.article.place.short if hit.sentence.article.place else "" for hit in hits}


def test_the_best_sentence_answers_the_question(searcher: Searcher) -> None:
    assert "100元" in ask(searcher, "浙江高龄津贴每月多少元？")[0].sentence.text
    assert "3月1日" in ask(searcher, "湖北的津贴从什么时候起发放？")[0].sentence.text


@pytest.mark.parametrize("topic", ["高龄津贴每月多少元？", "的津贴从什么时候起发放？", "老年人有什么津贴？"])
@pytest.mark.parametrize(("asked", "other"), list(itertools.permutations(("浙江", "湖北", "四川"), 2)))
def test_an_article_of_another_province_is_no_candidate(searcher: Searcher, topic: str, asked: str, other: str) -> None:
    assert other not in places_of(ask(searcher, asked + topic))


def test_another_province_in_the_question_changes_where_the_hits_come_from(searcher: Searcher) -> None:
    assert places_of(ask(searcher, "浙江高龄津贴")) - {""} <= {"浙江", "杭州"}
    assert places_of(ask(searcher, "湖北高龄津贴")) - {""} == {"湖北"}
    assert places_of(ask(searcher, "四川高龄津贴")) - {""} == set()


def test_a_province_has_its_cities_articles_too(searcher: Searcher) -> None:
    assert "杭州" in places_of(ask(searcher, "浙江有哪些幸福食堂？"))


def test_a_city_has_its_own_articles_and_those_of_its_province_that_name_it(tmp_path: Path) -> None:
    own, naming, silent = (
        article_of("杭州", "杭州办食堂", "食堂开业。"),
        article_of("浙江", "浙江办食堂", "杭州市的食堂最多。"),
        article_of("浙江", "浙江省办更多食堂", "全省的食堂增加。"),
    )
    searcher = Searcher.create(tmp_path / "index", documents_of((own, naming, silent)))
    assert {hit.article for hit in searcher.passages(understand("杭州的食堂"))} == {own.id, naming.id}


def test_of_two_alike_the_one_of_the_place_comes_before_the_one_of_none(tmp_path: Path) -> None:
    told, untold = article_of("浙江", "办食堂", "浙江的食堂增加。"), article_of("", "办食堂", "浙江的食堂增加了。")
    searcher = Searcher.create(tmp_path / "index", documents_of((untold, told)))
    assert [hit.article for hit in searcher.passages(understand("浙江的食堂"))] == [told.id, untold.id]


def test_two_places_are_both_searched(searcher: Searcher) -> None:
    assert {"浙江", "湖北"} <= places_of(ask(searcher, "比较浙江和湖北的高龄津贴"))


def test_bulletins_narrow_the_search_itself(searcher: Searcher) -> None:
    wanted = next(article for article in ARTICLES.values() if article.title.text.startswith("湖北"))
    hits = searcher.passages(understand("高龄津贴"), bulletins=[wanted.page.id])
    assert {hit.article for hit in hits} == {wanted.id}
    assert searcher.passages(understand("高龄津贴"), bulletins=[]) == ()


@pytest.mark.parametrize("polite", ["请问{}", "{}？？", "{}，谢谢", "请问一下，{}？"])
def test_politeness_and_signs_change_no_hit(searcher: Searcher, polite: str) -> None:
    plain = ask(searcher, "湖北高龄津贴是多少元")
    assert [hit.sentence for hit in ask(searcher, polite.format("湖北高龄津贴是多少元"))] == [
        hit.sentence for hit in plain
    ]


@pytest.mark.parametrize(
    "text", ["", "   ", "？！……", "\x00\x07", "介護保険の申請はどこですか", "Где пенсия?", "高" * 100_000]
)
def test_what_is_no_question_finds_nothing_and_says_why(searcher: Searcher, text: str) -> None:
    assert understand(text).reason
    assert ask(searcher, text) == ()


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_can_be_searched(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "shared"
    searcher = Searcher.open(folder) if folder.exists() else Searcher.create(folder, documents_of(ARTICLES.values()))
    hits = ask(searcher, text)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_words_that_stand_nowhere_find_nothing(searcher: Searcher) -> None:
    assert ask(searcher, "蒸汽火箭") == ()


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    searcher = Searcher.create(tmp_path / "index", ())
    assert searcher.passages(understand("高龄津贴")) == ()


def test_an_article_that_is_gone_is_passed_over(searcher: Searcher) -> None:
    question = understand("高龄津贴")
    assert searcher.sentences(question, searcher.passages(question), {}) == ()


def test_a_hits_explanation_adds_up(searcher: Searcher) -> None:
    for hit in ask(searcher, "湖北高龄津贴是多少元？"):
        tree = hit.explain()
        assert tree.value == hit.score
        *parts, passage = tree.parts
        assert math.isclose(sum(part.value for part in parts), hit.score)
        assert math.isclose(sum(part.value for part in passage.parts), hit.passage.score)
        assert math.isclose(passage.value, hit.passage.score)


def test_other_words_help_a_passage_that_lacks_the_typed_ones(tmp_path: Path) -> None:
    other = article_of("", "养老机构补贴", "养老机构可以申请补贴。")
    strange = article_of("", "学校补贴", "学校可以申请补贴。")
    searcher = Searcher.create(tmp_path / "index", documents_of((strange, other)))
    assert searcher.passages(understand("养老院怎么申请补贴？"))[0].article == other.id


def test_an_article_does_not_fill_the_hits_alone(tmp_path: Path) -> None:
    """Its first passages count in full, each further one less than the one before."""
    long = article_of("", "消息", "".join(f"第{at}处食堂，{'设施齐全，' * 55}欢迎就餐。" for at in range(9)))
    searcher = Searcher.create(tmp_path / "index", documents_of([long, article_of("", "通知", "学校开学。")]))
    hits = searcher.passages(understand("食堂"), k=9)
    lost = [hit.explain().parts[-1].value / hit.score for hit in hits]
    assert len(hits) == 9
    assert lost[:CROWD] == [0.0] * CROWD
    assert lost[CROWD:] == pytest.approx([1 - CROWDING**-at for at in range(1, 10 - CROWD)])


def test_of_all_chinese_for_an_english_word_the_best_counts_and_not_their_sum(tmp_path: Path) -> None:
    both = article_of("", "通知", "发放现金，现金也叫现款。")
    searcher = Searcher.create(tmp_path / "index", documents_of((both, article_of("", "消息", "食堂开业。"))))
    question = understand("cash")
    (hit,) = searcher.passages(question)
    (shares,) = searcher.index.shares(
        [(field, term) for field, term, _ in query_of(question)], [f"{hit.article}#{hit.first}-{hit.last}"]
    )
    (ways,) = alternatives_of(question)
    worth = sorted(weight * sum(shares.get(unit, 0.0) for unit in units) for weight, units in ways.others)
    said = next(part for part in hit.explain().parts if part.name == "said in other words")
    assert 0 < worth[-2] < worth[-1]
    assert said.value == pytest.approx(GUESSED_ALTERNATIVE * worth[-1])


def test_an_english_question_finds_the_same_article(searcher: Searcher) -> None:
    hits = ask(searcher, "What is the old-age allowance in Zhejiang?")
    assert hits[0].sentence.article.title.text == "浙江提高高龄津贴"


def test_keys_of_an_article_are_found_without_it(searcher: Searcher) -> None:
    for article in ARTICLES.values():
        expected = [document.key for document in documents_of([article])]
        assert list(keys_of(searcher.index, article.id)) == expected
    assert list(keys_of(searcher.index, "GB-000000000000-a1")) == []


WORDS = ("高龄", "津贴", "食堂", "老年人", "补贴", "申请")


@settings(max_examples=25, deadline=None)
@given(
    bodies=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join), min_size=1, max_size=6, unique=True
    ),
    asked=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map("".join),
)
def test_the_ranking_equals_a_plain_one(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], asked: str
) -> None:
    """Every document scored with rank_bm25's own class, then what its notice holds added by hand."""
    found: list[Document] = list(documents_of(article_of("", "", f"{body}。") for body in bodies))
    searcher = Searcher.create(tmp_path_factory.mktemp("plain"), found)
    question = replace(understand(asked), places=(), concepts=())
    query = query_of(question)
    scores = dict.fromkeys((document.key for document in found), 0.0)
    for field in FIELDS:
        plain = oracle([document.fields[field] for document in found], PARAMETERS)
        for name, term, weight in query:
            if name == field:
                for document, value in zip(found, plain.get_scores([term]), strict=True):
                    scores[document.key] += weight * float(value)
    size = math.log(len(found) + 1)
    for document in found:
        for name, term, weight in query:
            holding = sum(term in other.fields[name] for other in found)
            if name != "headline" and term in document.fields[name]:
                scores[document.key] += NOTICE * weight * (size - math.log(holding))
    hits = searcher.passages(question, k=len(found))
    assert {f"{hit.article}#{hit.first}-{hit.last}": hit.score for hit in hits} == pytest.approx(
        {key: score for key, score in scores.items() if score > 0}, rel=1e-5
    )
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_index_is_opened_as_it_was_made(searcher: Searcher, tmp_path: Path) -> None:
    again = Searcher(Index.open(tmp_path / "index"))
    question = understand("湖北高龄津贴")
    assert again.passages(question) == searcher.passages(question)
