"""Pages that no newspaper printed: notices, measures, pages of websites, English; and headings wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.assembly import NOTICE, Assembly, assemble
from corpus.model import Article, Page

PAGES = sorted((Path(__file__).parents[1] / "data/pages").glob("*.txt"))

NOTICE_LINES = (
    "关于做好2026年春季防溺水关爱工作的通知",
    "各县（市、区）民政局、教育局：",
    "为切实保障留守儿童和困境儿童安全，现就有关事项通知如下。",
    "一、开展摸底排查",
    "4月10日前，各地要逐户登记，建立台账。登记内容包括姓名、住址和监护人。",
    "二、加强宣传教育",
    "（一）进校园",
    "每所学校至少开设2节安全课。",
    "（二）进家庭",
    "村（社区）儿童主任每月走访1次。",
    "特此通知。",
    "赣州市民政局",
    "2026年3月28日",
)


def test_a_number_under_the_title_is_a_part_of_the_document_and_one_over_it_is_not() -> None:
    title, *rest = NOTICE_LINES
    under = only("\n\n".join((title, "民函〔2026〕15号", *rest)))
    assert under.sentences[0].text == "民函〔2026〕15号"
    over = only("\n\n".join(("民函〔2026〕15号", title, *rest)))
    assert over.sentences[0].text == rest[0]


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("The Guangdong Provincial Department of Civil Affairs", "广东"),
        ("The Ningbo Civil Affairs Bureau", "宁波"),
        ("The ministry", None),
    ],
)
def test_an_english_notice_has_the_place_that_it_names(issuer: str, place: str | None) -> None:
    text = "Rural residents will receive 750 yuan a month. The bureaus shall publish the list of those who receive it."
    notice = only(f"Notice on Raising the Minimum Living Allowance\n\n{issuer} raises the allowance in July.\n\n{text}")
    assert (notice.place.short if notice.place else None) == place


def assembled(text: str) -> Assembly:
    return assemble(Page("a.txt", text))


def only(text: str) -> Article:
    (article,) = assembled(text).articles
    return article


def sentences(article: Article) -> list[str]:
    return [sentence.text.strip() for sentence in article.sentences]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n　　", "\n\n　　"])
@pytest.mark.parametrize("before", ["", "　　", "\n\n"])
def test_a_notice_is_one_article_however_its_paragraphs_are_set(between: str, before: str) -> None:
    page = assembled(before + between.join(NOTICE_LINES))
    (article,) = page.articles
    assert article.title.text == NOTICE_LINES[0]
    assert article.kicker is None
    assert article.body.text == "".join(NOTICE_LINES[1:])
    assert article.place is not None
    assert article.place.short == "赣州"
    assert page.leftovers == ()


def test_a_title_on_two_lines_is_read_whole() -> None:
    article = only("\n".join(("关于做好2026年春季", "防溺水关爱工作的通知", *NOTICE_LINES[1:])))
    assert article.title.text == NOTICE_LINES[0]
    assert article.body.text.startswith(NOTICE_LINES[1])


def test_a_heading_is_a_sentence_of_its_own_and_its_items_headline() -> None:
    article = only("\n".join(NOTICE_LINES))
    assert sentences(article)[2:6] == [
        "一、开展摸底排查",
        "4月10日前，各地要逐户登记，建立台账。",
        "登记内容包括姓名、住址和监护人。",
        "二、加强宣传教育",
    ]
    outer, inner = article.enumerations
    cut = article.body.cut
    assert [cut(item.headline).text for item in outer.items] == ["一、开展摸底排查", "二、加强宣传教育"]
    assert cut(outer.items[0].detail).text == NOTICE_LINES[4]
    assert [cut(item.detail).text for item in inner.items] == [NOTICE_LINES[7], NOTICE_LINES[9]]
    assert inner.parent == (0, 1)


def test_notices_under_one_another_are_articles_each() -> None:
    other = (
        "关于公布第三批社区食堂名单的公告",
        "经评定，现将第三批社区食堂公布如下，共计16家。",
        "宜春市民政局",
        "2026年4月2日",
    )
    titles = [article.title.text for article in assembled("\n".join((*NOTICE_LINES, *other))).articles]
    assert titles == [NOTICE_LINES[0], other[0]]


def test_what_a_website_puts_around_a_text_is_left_over_and_its_source_is_the_credit() -> None:
    page = assembled(
        "首页 > 工作动态\n我市新增三家医养结合机构\n发布时间：2026-03-11 来源：株洲市民政局 浏览次数：88\n"
        "3月10日，株洲市新增三家医养结合机构，共有床位420张。\n三家机构均已纳入长期护理保险定点范围。\n打印 关闭\n"
    )
    (article,) = page.articles
    assert article.title.text == "我市新增三家医养结合机构"
    assert article.credit is not None
    assert article.credit.text == "株洲市民政局"
    assert [(left.reason, left.text.text) for left in page.leftovers] == [
        (NOTICE, "首页 > 工作动态"),
        (NOTICE, "发布时间：2026-03-11 来源： 浏览次数：88"),
        (NOTICE, "打印 关闭"),
    ]


ENGLISH = """Province Trains 800 Care Workers for Rural Homes

By Mary-Ann O'Neil and Tom Ward

A province-wide course began on Tuesday, bringing 800 care workers to
the city of Ganzhou. Dr. Li of the U.S. office spent 3.5 hours there; it was well-
attended.

“We learnt a lot,” she said. The next course, called “Warm Home”, is due on May 4, 2026.
"""


def test_english_keeps_its_spaces_its_quotations_and_its_hyphens() -> None:
    article = only(ENGLISH)
    assert article.title.text == "Province Trains 800 Care Workers for Rural Homes"
    assert article.byline is not None
    assert article.byline.text == "By Mary-Ann O'Neil and Tom Ward"
    assert sentences(article) == [
        "A province-wide course began on Tuesday, bringing 800 care workers to the city of Ganzhou.",
        "Dr. Li of the U.S. office spent 3.5 hours there; it was well-attended.",
        "“We learnt a lot,” she said.",
        "The next course, called “Warm Home”, is due on May 4, 2026.",
    ]
    assert all(sentence.stands_in_its_page() for sentence in (article.headline, *article.sentences))


@pytest.mark.parametrize("kept", ["GDP增长5.2%", "“AI+民政”行动", "5G网络", "“Wi-Fi 6”覆盖", "App下载量达3.5万次"])
def test_latin_names_in_chinese_stay_as_they_are(kept: str) -> None:
    article = only(f"景德镇市推进智慧养老\n3月6日，景德镇市民政局召开会议，部署{kept}等工作，要求年内完成。\n")
    assert kept in article.body.text
    assert len(article.sentences) == 1


def test_a_tables_columns_stay_apart() -> None:
    article = only("各区养老床位情况表\n区名 机构 床位\n章江区 12 1830\n南康区 9 1204\n")
    assert sentences(article) == ["区名 机构 床位", "章江区 12 1830", "南康区 9 1204"]


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("“阳光救助冶工程和野幸福食堂”品牌", "“阳光救助”工程和“幸福食堂”品牌"),
        ("印发《行动方案曳和叶实施细则》", "印发《行动方案》和《实施细则》"),
        ("“陶冶情操”活动在冶金厂举行", "“陶冶情操”活动在冶金厂举行"),
        ("“田野调查”和“冶炼工业”", "“田野调查”和“冶炼工业”"),
    ],
)
def test_a_mark_whose_partner_is_shifted_finds_it(stands: str, reads: str) -> None:
    article = only(f"近日，某市{stands}，群众反映良好。")
    assert reads in article.body.text
    assert len(article.repairs) == sum(a != b for a, b in zip(stands, reads, strict=True))


def kept_of(page: Assembly) -> list[int]:
    places = [origin for left in page.leftovers for origin in left.text.origins]
    for article in page.articles:
        title = None if article.title_inferred else article.title
        parts = (title, article.body, article.kicker, article.byline, article.credit)
        places += [origin for part in parts if part for origin in part.origins]
    return places


LINES = st.lists(
    st.sampled_from(
        [
            *NOTICE_LINES,
            *ENGLISH.splitlines(),
            "首页 > 政务公开",
            "发布时间：2026-03-11 来源：市民政局",
            "来源：市民政局",
            "● 新建社区食堂50家",
            "章江区 12 1830",
            "问：怎样申请？",
            "【时间】自4月起执行。",
            "第一条 为规范管理，制定本办法。",
            "第一章 总则",
            "## 工作安排",
            "- 3月底前完成布点",
            "[1] 指遗体接运。",
            "责任编辑：刘洋",
            "",
        ]
    ),
    max_size=20,
)


@settings(max_examples=150, deadline=None)
@given(LINES.map("\n".join))
def test_no_character_of_a_document_is_lost_or_read_twice(text: str) -> None:
    page = assembled(text)
    places = kept_of(page)
    assert len(places) == len(set(places))
    lost = {i for i, character in enumerate(text) if not character.isspace()} - set(places)
    assert not {text[i] for i in lost} - set("来源：")
    assert all("".join(s.text for s in article.sentences) == article.body.text for article in page.articles)
    assert all(s.stands_in_its_page() for article in page.articles for s in (article.headline, *article.sentences))
    assert [a.body for a in assembled(text).articles] == [a.body for a in page.articles]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_character_of_a_whole_page_is_lost(path: Path) -> None:
    text = path.read_text("utf-8")
    lost = {i for i, character in enumerate(text) if not character.isspace()} - set(kept_of(assembled(text)))
    assert not {text[i] for i in lost} - set("■姻（）据来源：")
