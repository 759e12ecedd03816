from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from retrieval.evaluation import (
    MEASURES,
    Asked,
    Ranked,
    UnusableSet,
    estimate,
    evaluate,
    holds_answer,
    load,
    measured,
    notice,
    sentences_of,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.model import Article
    from retrieval.passages import Passage

PASSAGES = [
    {"pid": "a-1", "doc": "a", "text": "青州市提高高龄津贴 八十周岁以上老年人每月发放100元。二、咨询电话"},
    {"pid": "a-2", "doc": "a", "text": "市民政局老龄科，0536-1234567。工作日受理。"},
    {"pid": "b-1", "doc": "b", "text": "郓城县新建公墓 县里新建一处公墓。公墓明年启用。"},
    {"pid": "c-1", "doc": "c", "text": "幸福食堂开业 老年人凭卡就餐。每餐补贴五元。"},
]
QUESTIONS = [
    {"qid": "1", "q": "高龄津贴每月多少元？", "gold": ["a-1"], "answers": ["100元"]},
    {"qid": "2", "q": "高龄津贴的咨询电话是多少？", "gold": ["a-2"], "answers": ["0536-1234567"]},
    {"qid": "3", "q": "公墓什么时候启用？", "gold": ["b-1"], "answers": ["明年", "不会有的"]},
]


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n\n", encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "passages.jsonl", PASSAGES), write(tmp_path / "questions.jsonl", QUESTIONS)


def test_the_product_answers_a_small_set_in_full(files: tuple[Path, Path]) -> None:
    rows = evaluate(load(*files))
    assert list(rows) == ["gongbao", "rank_bm25, jieba words", "rank_bm25, character bigrams"]
    assert all(rows["gongbao"][measure].mean == 100.0 for measure in MEASURES)


def test_a_heading_at_a_passages_end_counts_with_the_next_passage(files: tuple[Path, Path]) -> None:
    """The baselines take the heading for the answer; that is what the announcement is carried over for."""
    rows = evaluate(load(*files))
    assert rows["gongbao"]["recall@1"].mean > rows["rank_bm25, character bigrams"]["recall@1"].mean


def test_the_command_prints_a_table_and_json(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["eval", "retrieval", "--passages", str(files[0]), "--queries", str(files[1])]
    assert main(arguments) == 0
    assert "best three sentences" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["passages"], printed["questions"]) == (4, 3)
    assert printed["systems"]["gongbao"]["recall@1"] == {"mean": 100.0, "low": 100.0, "high": 100.0}


@pytest.mark.parametrize(
    ("which", "text", "says"),
    [
        (0, "{", "line 1 is not JSON"),
        (0, "[1]", "line 1 is not a JSON object"),
        (0, '{"pid": "x", "doc": "d"}', "'text' is missing"),
        (0, '{"pid": "x", "doc": 1, "text": "t"}', "'doc' is missing or no string"),
        (0, '{"pid": "x", "doc": "d", "text": "t"}\n{"pid": "x", "doc": "d", "text": "t"}', "comes twice"),
        (0, "", "is empty"),
        (1, "\n", "is empty"),
        (1, '{"qid": "1", "q": "?", "gold": "a-1", "answers": []}', "'gold' is missing or no list"),
        (1, '{"qid": "1", "q": "?", "gold": ["nowhere"], "answers": []}', "there is no passage nowhere"),
    ],
)
def test_a_bad_file_is_refused_with_the_line_that_is_bad(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], which: int, text: str, says: str
) -> None:
    if which == 0:
        files[1].write_text("", encoding="utf-8")
    files[which].write_text(text, encoding="utf-8")
    assert main(["eval", "retrieval", "--passages", str(files[0]), "--queries", str(files[1])]) == 2
    assert says in capsys.readouterr().err


def test_a_missing_or_undecodable_file_is_refused(files: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(UnusableSet, match="cannot be read"):
        load(tmp_path / "nowhere", files[1])
    files[0].write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableSet, match="not UTF-8"):
        load(*files)


def test_measures_are_those_of_their_definitions() -> None:
    asked = Asked("1", "?", frozenset({"x", "y"}), ("答案",))
    found = measured(asked, Ranked(("n", "x", "m", "y"), ("不是", "就是答\n案。")))
    gained, ideal = 1 / math.log2(3) + 1 / math.log2(5), 1 + 1 / math.log2(3)
    assert dict(zip(MEASURES, found, strict=True)) == {
        "recall@1": 0.0,
        "recall@5": 1.0,
        "recall@10": 1.0,
        "MRR@10": 0.5,
        "nDCG@10": pytest.approx(gained / ideal),
        "best sentence": 0.0,
        "best three sentences": 1.0,
    }
    assert not any(measured(asked, Ranked((), ())))


def test_an_answer_counts_whole_and_without_white_space() -> None:
    assert holds_answer("共 3 000\u3000元。", ["3000元"])
    assert not holds_answer("共3000", ["3000元"])
    assert not holds_answer("共3000元", ["  "])


def test_an_interval_holds_its_mean_and_is_the_same_each_time() -> None:
    scores = [1.0] * 30 + [0.0] * 10
    figure = estimate(scores)
    assert figure.mean == 75.0
    assert figure.low < 75.0 < figure.high
    assert figure == estimate(scores)


def test_a_notice_keeps_its_passages_apart() -> None:
    article, passages = notice("name", ["第一段。还有一句。", "", "第三段"])
    assert [article.body.text[slice(*_span(article, passage))] for passage in passages] == [
        "第一段。还有一句。",
        "",
        "第三段",
    ]
    assert article.place is None


def _span(article: Article, passage: Passage) -> tuple[int, int]:
    spans = article.sentence_spans
    return spans[passage.first - 1].start, spans[passage.last - 1].end


def test_sentences_end_at_paragraphs_too() -> None:
    body = "标题一行  第一句。第二句 （一）小标题\u3000\u3000末句"
    assert [body[span.start : span.end] for span in sentences_of(body)] == [
        "标题一行",
        "第一句。",
        "第二句",
        "（一）小标题",
        "末句",
    ]


def test_the_baselines_words_do_not_overlap() -> None:
    assert "".join(words("中华人民共和国民政部")) == "中华人民共和国民政部"
