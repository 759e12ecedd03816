"""`ask`, `chat`, `open` and `verify`, through the command line, over the bundled bulletins."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.ask import EXAMPLE

CHARITY = "上海的慈善措施有哪些？"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house") / "catalogue.sqlite3"


@pytest.fixture
def run(db: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        try:
            status = main([*words, "--db", str(db)])
        except SystemExit as stop:
            status = int(stop.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def said(run: Run, monkeypatch: pytest.MonkeyPatch, *lines: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    status, out, _ = run("chat", "--no-history")
    assert status == 0
    return out


def test_a_question_that_the_bulletins_answer_ends_with_status_0(run: Run) -> None:
    status, out, _ = run("ask", CHARITY)
    assert status == 0
    assert "七是加强党的领导和组织保障。" in out
    assert "GB-3243106a8b93-a3-s3" in out


def test_a_question_that_they_do_not_answer_ends_with_status_3(run: Run) -> None:
    status, out, _ = run("ask", "北京的慈善措施有哪些？")
    assert status == 3
    assert "北京" in out


def test_no_question_is_a_wrong_call(run: Run) -> None:
    status, _, err = run("ask")
    assert status == 2
    assert "--questions" in err


def test_json_is_one_object_with_spans_of_the_page(run: Run) -> None:
    _, out, _ = run("ask", CHARITY, "--json")
    answer = json.loads(out)
    assert answer["status"] == "answered"
    page = Path("corpus/bulletins/000_8a720785fde00ff3.txt").read_bytes().decode()
    for quote in answer["quotes"]:
        cut = "".join(page[start:end] for start, end in quote["citation"]["spans"])
        assert "".join(cut.split()) == "".join(quote["text"].split())


def test_questions_of_a_file_share_a_conversation_where_they_name_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows = [
        {"id": "1", "question": CHARITY, "conversation": "a"},
        {"id": "2", "question": "第六项呢？", "conversation": "a"},
        {"id": "3", "question": "第六项呢？", "conversation": None},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    status, out, _ = run("ask", "--json", "--questions", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [answer["id"] for answer in answers] == ["1", "2", "3"]
    assert "六是夯实慈善事业发展基础" in answers[1]["quotes"][0]["text"]
    assert answers[1]["understood"]
    assert answers[2]["understood"] is None


def test_bad_lines_among_the_questions_are_named_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": "1", "question": "好"}\n{"id": 2}\n\n[3]\n', encoding="utf-8")
    status, out, err = run("ask", "--json", "--questions", str(file))
    assert (status, out) == (2, "")
    assert "line 2 / 第2行: “id” is not a text / “id”不是文字; “question” is missing" in err
    assert "line 4 / 第4行: not a JSON object" in err
    example = json.loads(err.splitlines()[-1])
    assert set(example) == {"id", "question", "conversation"}


def test_what_is_said_to_belong_on_a_line_is_taken(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(EXAMPLE + "\n"))
    status, out, _ = run("ask", "--questions", "-")
    assert (status, json.loads(out)["status"]) == (0, "answered")


def test_a_question_need_not_be_quoted_at_the_shell(run: Run) -> None:
    assert run("ask", "Who", "chaired", "the", "Zhejiang", "meeting?")[1].startswith("徐晓光")


@pytest.mark.parametrize("question", ["", "？！", "日本の政策は何ですか", "Какие меры?", "长" * 100_000])
def test_what_cannot_be_read_as_a_question_gets_the_reason_in_both_languages(run: Run, question: str) -> None:
    status, out, _ = run("ask", question)
    assert status == 3
    assert " / " in out
    assert len(out) < 100


def test_a_file_of_questions_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    status, _, err = run("ask", "--questions", str(tmp_path / "none.jsonl"))
    assert status == 2
    assert "none.jsonl" in err


def test_an_id_opens_its_page_beside_the_reading(run: Run) -> None:
    status, out, _ = run("open", "[GB-3243106A8B93-a2-s0]")
    assert status == 0
    assert "野两项政策冶衔接并轨改革试点工作推进会" in out
    assert "“两项政策”衔接并轨改革试点工作推进会" in out
    assert "第205行：野 读作 “、冶 读作 ”" in out


@pytest.mark.parametrize("id_", ["GB-3243106a8b93-a2-s999", "GB-000000000000-a1-s1", "something"])
def test_an_unknown_id_is_refused_with_a_sentence(run: Run, id_: str) -> None:
    status, out, err = run("open", id_)
    assert (status, out) == (2, "")
    assert "GB-" in err


def test_a_sentence_is_verified_to_the_letter(run: Run) -> None:
    status, out, _ = run("verify", "五是加强慈善事业综合监管")
    assert status == 0
    assert "GB-3243106a8b93-a3-s18" in out


def test_a_misquotation_is_shown_with_its_difference(run: Run) -> None:
    status, out, _ = run("verify", "五是加强慈善事业的综合监管")
    assert status == 1
    assert "〔的→∅〕" in out


def test_a_text_put_together_of_what_stands_apart_is_told_part_by_part(run: Run) -> None:
    status, out, _ = run("verify", "五是加强慈善事业综合监管。六是夯实慈善事业发展基础。人人有份。", "--lang", "en")
    assert status == 1
    assert out.count("word for word") == 2
    assert out.count("not found") == 1


def test_a_text_is_verified_out_of_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("五是加强慈善\n事业综合监管。\n"))
    assert run("verify", "-")[0] == 0


def test_a_fragment_is_told_as_a_part_with_what_denied_it(run: Run) -> None:
    status, out, _ = run("verify", "发生规模性返贫")
    assert status == 4
    assert "坚决守住不发生规模性返贫的底线" in out
    assert "“不”" in out


def test_a_byline_is_verified_with_its_line(run: Run) -> None:
    status, out, _ = run("verify", "本报记者 皮磊")
    assert status == 0
    assert "第202行" in out


@pytest.mark.parametrize("given", ["", "。", "的"])
def test_too_little_to_verify_is_a_wrong_call(run: Run, given: str) -> None:
    assert run("verify", given)[0] == 2


def test_an_invention_is_not_found(run: Run) -> None:
    assert run("verify", "上海将向每位市民发放一千元慈善消费券。")[0] == 3


def test_a_chat_in_a_pipe_answers_each_line_and_takes_over_what_the_next_leaves_out(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = said(run, monkeypatch, CHARITY, "第六项呢？")
    assert "六是夯实慈善事业发展基础。" in out
    assert "理解为" in out
    assert "\x1b" not in out


def test_a_chat_in_a_pipe_says_the_same_twice(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(run, monkeypatch, CHARITY, "/why") == said(run, monkeypatch, CHARITY, "/why")


def test_why_tells_the_builder_and_the_check_of_every_quotation(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    out = said(run, monkeypatch, "谁主持了浙江的座谈会？", "/why")
    assert "作答方式：人物（who）" in out
    assert "引文 [1]（共 1 句）" in out


def test_a_number_opens_a_citation_of_the_last_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "读作" in said(run, monkeypatch, CHARITY, "/open 1")


def test_a_number_that_chooses_nothing_is_no_question(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/open 7" in said(run, monkeypatch, "7")


def test_a_wrong_command_gets_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/help" in said(run, monkeypatch, "/nothing")


def test_the_language_of_our_own_words_can_be_fixed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Sources" in said(run, monkeypatch, "/lang en", CHARITY)


def test_leaving_ends_the_conversation(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(run, monkeypatch, "/quit", CHARITY) == ""
