"""Answers as pages of Telegram HTML: what fits, what is kept whole, what is escaped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.model import Answer, Language, Part, Prose, Quote, Status, Suggestion
from bot.channels.telegram.html import LONGEST, Markup, bold, folded, joined, link, marked, plain, units
from bot.channels.telegram.keyboards import Action, Button, pressed, under_answer
from bot.channels.telegram.render import screens
from bot.channels.telegram.sources import article_pages, opened
from bot.channels.telegram.wording import CHINESE, ENGLISH, WORDS
from corpus.model import Article, Page, Repair, Span
from corpus.traced import Traced
from tests.telegram.html_checks import Refused, checked, parsed, utf16

NAUGHTY = st.text(st.sampled_from("一二。《》<>&\"'`*_[]()😀𠮷\u202e\u0301ab \t"), min_size=1, max_size=60)


def article(sentences: list[str], *, title: str = "上海的<措施> & 更多", name: str = "a&b.txt") -> Article:
    """An article whose page is its title and its sentences, a line each."""
    text = "\n".join([title, *sentences])
    page = Page(name, text)
    body, at = "".join(sentences), len(title) + 1
    spans: list[Span] = []
    origins: list[int] = []
    for sentence in sentences:
        start = spans[-1].end if spans else 0
        spans.append(Span(start, start + len(sentence)))
        origins += range(at, at + len(sentence))
        at += len(sentence) + 1
    return Article(
        page=page,
        number=1,
        title=Traced(title, tuple(range(len(title)))),
        body=Traced(body, tuple(origins)),
        sentence_spans=tuple(spans),
        paragraphs=(Span(0, len(body)),),
        repairs=(Repair(len(title) + 1, "野", sentences[0][0], "glyph"),),
    )


def answer(parts: list[Part]) -> Answer:
    return Answer(Status.ANSWERED, Language.CHINESE, "test", tuple(parts))


def quotes(source: Article, *, labels: bool = False) -> list[Part]:
    return [
        Quote(sentence, sentence.number, (Span(0, 2),), f"{sentence.number}." if labels else "")
        for sentence in source.sentences
    ]


@given(NAUGHTY)
def test_markup_counts_what_telegram_reads(text: str) -> None:
    markup = bold(text) + " " + folded(link(text, 'https://t.me/x?a="&b')) + plain(text)
    read = parsed(markup.html)
    assert read.text == f"{text} {text}{text}"
    assert markup.units == utf16(read.text)
    assert markup.entities == len(read.entities)


@given(NAUGHTY, st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=6))
def test_marks_in_any_order_stand_in_the_text_unchanged(text: str, pairs: list[tuple[int, int]]) -> None:
    read = parsed(marked(text, [Span(*pair) for pair in pairs]).html)
    assert read.text == text
    inside = {i for start, end in pairs for i in range(max(0, start), min(len(text), end))}
    assert {i for kind, start, end, _ in read.entities if kind == "bold" for i in range(start, end)} == inside


def test_a_lone_surrogate_does_not_stop_a_message() -> None:
    assert plain("a\ud800b").html == "a\ufffdb"


def test_an_empty_mark_is_nothing() -> None:
    assert not bold("")
    assert joined(["", bold(""), "a", Markup(), "b"]).html == "a\nb"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(NAUGHTY, min_size=1, max_size=40),
    st.integers(1, 90),
    st.booleans(),
    st.sampled_from(list(Language)),
)
def test_every_page_of_every_answer_is_one_that_telegram_takes(
    texts: list[str],
    times: int,
    labels: bool,  # noqa: FBT001 - hypothesis draws it
    language: Language,
) -> None:
    source = article([text * times for text in texts])
    parts = (Prose("首先<", heading=True), *quotes(source, labels=labels), Prose("&完"))
    made = Answer(Status.ANSWERED, language, "test", parts, (Suggestion("再问" * 40, "?"),), "a<b", ("&",))
    pages = screens(made, "GongbaoBot")
    for number, page in enumerate(pages):
        read = checked(page.markup.html, "HTML")
        assert page.markup.units == utf16(read.text)
        keyboard = under_answer(2**40, number, pages, made.suggestions, WORDS[language])
        for button in (button for row in keyboard.inline_keyboard for button in row) if keyboard else ():
            assert len(str(button.callback_data or "x").encode()) <= 64
            assert button.copy_text is None or len(button.copy_text.text) <= 256
    assert [quote for page in pages for quote in page.quotes] == list(made.quotes)
    whole = "".join(parsed(page.markup.html).text for page in pages)
    for quote in made.quotes:
        if units(quote.text) < LONGEST // 2:
            assert quote.text in whole


def test_a_quotation_is_on_one_page_and_never_divided() -> None:
    source = article([f"第{n}句" + "很" * 900 + "长。" for n in range(12)])
    pages = screens(answer(quotes(source, labels=True)), "B")
    assert len(pages) > 2
    for sentence in source.sentences:
        assert sum(sentence.text in parsed(page.markup.html).text for page in pages) == 1


def test_a_quotation_too_long_for_a_message_says_where_it_can_be_read() -> None:
    source = article(["甲" * 5000 + "。", "乙。"])
    text = "".join(parsed(page.markup.html).text for page in screens(answer(quotes(source)), "B"))
    assert "5001 字" in text
    assert f"/open {source.id}-s1" in text
    shown = "".join(parsed(page.markup.html).text for page in opened(source.sentence(1), CHINESE, "B"))
    assert shown.count("甲") >= 5000


def test_a_heading_is_never_left_alone_at_the_end_of_a_page() -> None:
    source = article(["丙" * 3000 + "。", "丁" * 3000 + "。"])
    one, other = quotes(source)
    pages = screens(answer([Prose("上海", heading=True), one, Prose("浙江", heading=True), other]), "B")
    assert len(pages) == 2
    assert parsed(pages[1].markup.html).bolds()[0] == "浙江"


def test_sentences_that_share_a_citation_are_one_source_and_each_page_opens_its_own() -> None:
    source = article(["一是" + "很" * 1500 + "长。", "其中包括甲。", "二是" + "很" * 2500 + "长。", "包括乙。"])
    made = answer([Quote(sentence, 1) for sentence in source.sentences])
    pages = screens(made, "B")
    opens = []
    for number, page in enumerate(pages):
        assert all("[1]" in quotation for quotation in parsed(page.markup.html).quotations())
        keyboard = under_answer(5, number, pages, (), CHINESE)
        buttons = [each for row in keyboard.inline_keyboard for each in row] if keyboard else []
        opens += [pressed(str(each.callback_data)) for each in buttons if each.text == "📄 1"]
    assert [made.quotes[button.n].sentence.number for button in opens if button] == [1, 3]


def test_a_citation_is_copied_with_all_its_lines() -> None:
    source = article(["一是健全。", "其中包括甲。", "二是完善。"])
    pages = screens(answer([Quote(sentence, 1) for sentence in source.sentences]), "B")
    keyboard = under_answer(5, 0, pages, (), CHINESE)
    copied = [each.copy_text.text for row in keyboard.inline_keyboard for each in row if each.copy_text]  # type: ignore[union-attr]  # there are buttons
    assert len(copied) == 1
    assert "第2–4行" in copied[0]
    assert copied[0].endswith(source.sentence(1).id)


def test_a_question_as_long_as_a_message_can_be_repeated_above_its_answer() -> None:
    made = Answer(
        Status.ANSWERED, Language.CHINESE, "test", (Prose("无"),), understood="问" * 4096, searched=("词" * 5000,)
    )
    pages = screens(made)
    assert sum(checked(page.markup.html, "HTML").text.count("问") for page in pages) == 4096


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_a_source_shows_its_paragraph_its_lines_and_its_repairs(words: object) -> None:
    source = article(["一是健全。", "二是完善。", "三是加强。"])
    (page,) = opened(source.sentence(1), words, "B")  # type: ignore[arg-type]  # one of the two
    read = checked(page.markup.html, "HTML")
    assert "一是健全。二是完善。三是加强。" in read.text
    assert "一是健全。" in read.bolds()
    assert "2│ 一是健全。" in read.text
    assert "野 → 一" in read.text


def test_an_article_is_shown_whole_in_pages_that_end_between_sentences() -> None:
    source = article([f"第{n}句" + "很" * 300 + "长。" for n in range(40)])
    pages = article_pages(source, CHINESE, "B")
    assert len(pages) > 1
    text = "".join(parsed(page.markup.html).text for page in pages)
    assert "".join(re.findall(r"第\d+句很+长。", text)) == source.body.text


@given(st.sampled_from(list(Action)), st.integers(0, 2**62), st.integers(0, 999_999))
def test_a_button_says_what_it_said(action: Action, id_: int, n: int) -> None:
    button = Button(action, str(id_), n)
    assert len(str(button)) <= 64
    assert pressed(str(button)) == button


@pytest.mark.parametrize(
    "data", ["", "v1:page:1", "v2:page:1:0", "v1:dance:1:0", "v1:page:1:0\n", "v1:page:①:0", "x" * 64]
)
def test_other_data_is_no_button(data: str) -> None:
    assert pressed(data) is None


@pytest.mark.parametrize("html", ["<b>", "a < b", "a & b", "<x>a</x>", "<b>a</i>", "<a>x</a>", "<b class='x'>a</b>"])
def test_the_stand_in_refuses_what_telegram_does(html: str) -> None:
    with pytest.raises(Refused):
        parsed(html)
