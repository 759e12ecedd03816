from bot.verification import Standing, verify
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
    assert verify("“加强统计分析”", [article()]).standing is Standing.VERBATIM


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
