import pytest

from bot.verification import Standing, judge, verify
from corpus.model import Article, Page, Span
from corpus.traced import whole

TEXT = "一是加强慈善事业综合监管。二是夯实慈善事业发展基础，加强统计分析。"


def article() -> Article:
    page = Page("a.txt", TEXT)
    return Article(page, 1, whole(TEXT)[:4], whole(TEXT), (Span(0, 13), Span(13, len(TEXT))))


def test_a_sentence_copied_from_the_page_stands_verbatim() -> None:
    verdict = verify("一是加强慈善 事业综合监管。", [article()])
    assert verdict.standing is Standing.VERBATIM
    assert [s.number for s in verdict.sentences] == [1]


def test_quotation_marks_around_the_whole_are_not_part_of_it() -> None:
    assert verify("“二是夯实慈善事业发展基础，加强统计分析”", [article()]).standing is Standing.VERBATIM


def test_a_run_over_two_sentences_names_both() -> None:
    assert [s.number for s in verify("综合监管。二是夯实", [article()]).sentences] == [1, 2]


def test_a_misquotation_is_near_and_its_differences_are_named() -> None:
    verdict = verify("二是夯实慈善事业的发展基础，加强统计分析", [article()])
    assert verdict.standing is Standing.NEARLY
    assert [(d.given, d.printed) for d in verdict.differences if not d.same] == [("的", "")]
    assert "".join(d.given for d in verdict.differences) == "二是夯实慈善事业的发展基础，加强统计分析"


def test_a_word_left_out_costs_the_end_nothing() -> None:
    verdict = verify("二是夯实事业发展基础，加强统计分析。", [article()])
    assert [(d.given, d.printed) for d in verdict.differences if not d.same] == [("", "慈善")]


def test_what_nobody_printed_is_absent() -> None:
    assert verify("今天天气很好，适合出门散步。", [article()]).standing is Standing.ABSENT


def test_nothing_is_absent() -> None:
    assert verify("  ", [article()]).standing is Standing.ABSENT


@pytest.mark.parametrize(
    ("given", "differences"),
    [
        ("二是夯實慈善事業發展基礎", [("實", "实"), ("業發", "业发"), ("礎", "础")]),
        ("二是夯实慈善事业发展基础,加强统计分析。", [(",", "，")]),
        ("「一是加强慈善事业综合监管.」", [(".", "。")]),
    ],
)
def test_another_form_of_a_sign_is_a_difference_of_form_alone(given: str, differences: list[tuple[str, str]]) -> None:
    verdict = verify(given, [article()])
    assert verdict.standing is Standing.NEARLY
    assert [(d.given, d.printed) for d in verdict.differences if not d.same] == differences
    assert all(d.same or d.of_form for d in verdict.differences)


def test_what_was_put_before_it_takes_nothing_of_the_sentence_before() -> None:
    verdict = verify("同时，二是夯实慈善事业发展基础，加强统计分析", [article()])
    assert [(d.given, d.printed) for d in verdict.differences if not d.same] == [("同时，", "")]
    assert [s.number for s in verdict.sentences] == [2]


def test_a_headline_misquoted_is_near() -> None:
    page = Page("b.txt", "河北召开救助工作会议\n会议强调，要抓落实。")
    text = whole(page.text)
    verdict = verify("河北召开社会救助工作会议", [Article(page, 1, text[:10], text[11:], (Span(0, 10),))])
    assert verdict.standing is Standing.NEARLY
    assert [s.number for s in verdict.sentences] == [0]


def test_what_an_answer_sets_around_a_quotation_is_no_part_of_it() -> None:
    given = "  │ 1. 一是加强慈善事业综合监管。\n  │ 二是夯实慈善事业发展基础，加强统计分析。 [2]"
    assert verify(given, [article()]).standing is Standing.VERBATIM


async def candidates(_: str) -> tuple[Article, ...]:
    return (article(),)


async def test_a_text_put_together_of_sentences_is_judged_one_by_one() -> None:
    verdicts = await judge(
        "二是夯实慈善事业发展基础，加强统计分析。人人都有奖金可领。一是加强慈善事业综合监管。", candidates
    )
    assert [v.standing for v in verdicts] == [Standing.VERBATIM, Standing.ABSENT, Standing.VERBATIM]


async def test_a_sentence_with_its_middle_left_out_is_judged_by_its_clauses() -> None:
    verdicts = await judge("一是加强慈善事业综合监管，加强统计分析。", candidates)
    assert [v.standing for v in verdicts] == [Standing.VERBATIM, Standing.PART]


async def test_parts_that_stand_one_behind_the_other_are_judged_as_one() -> None:
    verdicts = await judge(f"完全是编造出来的一句话。{TEXT}", candidates)
    assert [len(v.sentences) for v in verdicts] == [0, 2]


async def test_a_text_of_which_nothing_stands_there_gets_one_verdict() -> None:
    verdicts = await judge("今天天气很好。适合出门散步。" * 200, candidates)
    assert [v.standing for v in verdicts] == [Standing.ABSENT]


FORBIDS = "要抓落实，不能出现群众不知晓的情况，不断加强宣传，严防死守。"


def other(text: str, title: str = "河北召开会议", byline: str = "本报记者 田小雨") -> Article:
    page = Page("c.txt", f"{title}\n{byline}\n{text}")
    printed = whole(page.text)
    start = len(page.text) - len(text)
    signed = printed[len(title) + 1 : start - 1]
    return Article(page, 1, printed[: len(title)], printed[start:], (Span(0, len(text)),), byline=signed)


@pytest.mark.parametrize(
    ("given", "negation"),
    [
        ("出现群众不知晓的情况", "不能"),
        ("能出现群众不知晓", "不"),
        ("加强宣传", ""),
        ("要抓落实", ""),
        ("严防死守。", ""),
    ],
)
def test_a_part_of_a_sentence_is_told_as_a_part_with_the_negation_before_it(given: str, negation: str) -> None:
    verdict = verify(given, [other(FORBIDS)])
    assert verdict.standing is Standing.PART
    assert verdict.negation == negation
    assert verdict.sentences[0].text == FORBIDS


def test_a_whole_sentence_needs_no_full_stop() -> None:
    assert verify(FORBIDS.rstrip("。"), [other(FORBIDS)]).standing is Standing.VERBATIM


@pytest.mark.parametrize(("given", "standing"), [("本报记者 田小雨", Standing.VERBATIM), ("田小雨", Standing.PART)])
def test_a_byline_is_printed_too(given: str, standing: Standing) -> None:
    verdict = verify(given, [other(FORBIDS)])
    assert verdict.standing is standing
    assert verdict.beside is not None
    assert verdict.beside[1].text == "本报记者 田小雨"


async def test_two_sentences_are_judged_each_against_its_own_best_match() -> None:
    async def both(_: str) -> tuple[Article, ...]:
        return article(), other("会议决定，今年五月起逐户走访。")

    verdicts = await judge(TEXT[13:] + "会议决定，今年六月起逐户走访。", both)
    assert [v.standing for v in verdicts] == [Standing.VERBATIM, Standing.NEARLY]
    assert verdicts[1].sentences[0].article.page.name == "c.txt"


def test_a_number_that_differs_is_marked_as_a_whole() -> None:
    verdict = verify("今年为57名老人发放补贴共120元。", [other("今年为75名老人发放补贴共120元。")])
    assert [(d.given, d.printed) for d in verdict.differences if not d.same] == [("57", "75")]
