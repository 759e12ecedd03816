"""Lines of a page, put together as articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import assembly, reading
from corpus.assembly import assemble
from corpus.model import Article, Page
from corpus.parts import breaks_off

BULLETINS = Path(reading.__file__).parent / "bulletins"
TOLD = json.loads((Path(__file__).parents[1] / "data" / "bundled_articles.json").read_text(encoding="utf-8"))


def bare(text: str) -> str:
    return "".join(text.split())


def articles_of(*lines: str) -> tuple[Article, ...]:
    return assemble(Page("a.txt", "\n".join(lines))).articles


JIANGSU = ("3月5日，江苏省养老服务工作会议在", "南京召开。会议部署了今年的任务，", "要求各地抓好落实。")
GANSU = ("近日，甘肃省民政厅印发通知，部署", "开展困境儿童关爱行动，明确了五项", "举措。")
JIANGSU_TITLE, GANSU_TITLE = "江苏召开全省养老服务工作会议", "甘肃部署困境儿童关爱行动"


@pytest.fixture(scope="module")
def bundled() -> dict[str, Article]:
    pages = [reading.read(path) for path in sorted(BULLETINS.glob("*.txt"))]
    return {bare(article.title.text): article for page in pages for article in assemble(page).articles}


def test_the_bundled_pages_hold_six_articles_and_no_more(bundled: dict[str, Article]) -> None:
    assert list(bundled) == [told["title"] for told in TOLD]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["title"])
def test_each_bundled_article_is_exact(told: dict[str, Any], bundled: dict[str, Article]) -> None:
    article = bundled[told["title"]]
    assert bare(article.body.text) == told["body"]
    assert (article.kicker.text if article.kicker else None) == told["kicker"]
    assert (article.credit.text if article.credit else None) == told["credit"]
    assert article.place is not None
    assert article.place.short == told["place"]
    assert [len(each.items) for each in article.enumerations] == told["lists"]
    if told["byline"]:
        assert article.byline is not None
        assert told["byline"] in article.byline.text
    assert "".join(sentence.text for sentence in article.sentences) == article.body.text
    assert all(sentence.stands_in_its_page() for sentence in (article.headline, *article.sentences))


def test_a_byline_in_doubt_is_kept_and_goes_to_no_article(bundled: dict[str, Article]) -> None:
    doubtful = [bundled[told["title"]] for told in TOLD if not told["byline"]]
    assert [article.byline for article in doubtful] == [None] * len(doubtful)
    for path in BULLETINS.glob("*.txt"):
        reasons = [leftover.reason for leftover in assemble(reading.read(path)).leftovers]
        assert assembly.BYLINE_IN_DOUBT in reasons


def test_a_headlines_real_space_and_its_two_lines(bundled: dict[str, Article]) -> None:
    titles = [article.title.text for article in bundled.values()]
    assert "河南省民政厅召开2025年全省民政系统巩固拓展脱贫攻坚成果 扎实推进乡村全面振兴工作视频会" in titles
    assert "安徽省召开“两项政策”衔接并轨改革试点工作推进会" in titles


@pytest.mark.parametrize(
    "lines",
    [
        (JIANGSU_TITLE, *JIANGSU, GANSU_TITLE, *GANSU),
        (*JIANGSU, JIANGSU_TITLE, *GANSU, GANSU_TITLE),
        (GANSU_TITLE, JIANGSU_TITLE, *JIANGSU, *GANSU),
        (*JIANGSU, *GANSU, GANSU_TITLE, JIANGSU_TITLE),
        (JIANGSU_TITLE, *JIANGSU, *GANSU, GANSU_TITLE),
        ("江苏召开", "全省养老服务工作会议", *JIANGSU, *GANSU, GANSU_TITLE),
    ],
    ids=["before", "after", "both before", "both after", "outside", "on two lines"],
)
def test_a_headline_finds_its_body_wherever_it_stands(lines: tuple[str, ...]) -> None:
    told = {JIANGSU_TITLE: "".join(JIANGSU), GANSU_TITLE: "".join(GANSU)}
    assert {article.title.text: article.body.text for article in articles_of(*lines)} == told


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("姻 本报记者 乌云其其格", True),
        ("■ 本报记者 阿依努尔古丽 通讯员 李明", True),
        ("记者 采访中了解到", False),
        ("本报记者 从江苏省民政厅了解到", False),
    ],
)
def test_a_long_name_is_a_reporters_where_a_gap_parts_it_from_the_role(line: str, is_one: bool) -> None:  # noqa: FBT001
    (only,) = articles_of(JIANGSU_TITLE, line, *JIANGSU)
    assert (only.byline is not None) is is_one


def test_a_byline_right_behind_a_headline_is_its_own() -> None:
    first, second = articles_of(JIANGSU_TITLE, "姻 本报记者 李庆 通讯员 王芳", *JIANGSU, GANSU_TITLE, *GANSU)
    assert first.byline is not None
    assert first.byline.text == "本报记者 李庆 通讯员 王芳"
    assert second.byline is None


def test_a_credit_belongs_to_the_article_it_ends() -> None:
    first, second = articles_of(JIANGSU_TITLE, *JIANGSU, "（据江苏省民政厅）", GANSU_TITLE, *GANSU)
    assert first.credit is not None
    assert first.credit.text == "江苏省民政厅"
    assert second.credit is None


def test_a_kicker_stands_over_its_headline() -> None:
    (only,) = articles_of("部署任务、压实责任……", JIANGSU_TITLE, *JIANGSU)
    assert only.kicker is not None
    assert (only.kicker.text, only.title.text) == ("部署任务、压实责任……", JIANGSU_TITLE)


def test_a_page_without_a_headline_is_named_after_its_lead() -> None:
    (only,) = articles_of(*JIANGSU)
    assert only.title_inferred
    assert only.body.text.startswith(only.title.text)


def test_a_headline_without_a_body_is_left_over() -> None:
    found = assemble(Page("a.txt", JIANGSU_TITLE))
    assert found.articles == ()
    assert [(leftover.text.text, leftover.reason) for leftover in found.leftovers] == [
        (JIANGSU_TITLE, assembly.NO_BODY)
    ]


def test_more_scraps_of_lines_in_a_row_than_a_headline_has_are_read_too() -> None:
    text = "作。\n合\n公善的会\n事\n项作务武化\n流障外\n服慈中化点\n新制高，救\n了业全止助\n特改标引待活等"
    found = assemble(Page("a.txt", text))
    kept = [traced for a in found.articles for traced in (a.title, a.body)] + [left.text for left in found.leftovers]
    assert {origin for traced in kept for origin in traced.origins} == {i for i, c in enumerate(text) if c != "\n"}


def test_an_indent_tells_a_paragraph_from_a_headline_of_the_same_width() -> None:
    body = (
        "　　天刚亮，青河镇的早餐铺",
        "前排起了队，掌柜老魏给每位",
        "老人多盛半勺豆浆。",
        "　　镇里算过账，一碗豆浆贴",
        "补四角钱，一年不过三万元。",
    )
    first, second = articles_of(
        "青河镇早餐铺有碗暖心豆浆",
        *body,
        "云岭县老人免费乘坐渡船",
        *(
            "　　云岭县没有桥，渡船全靠一",
            "条船，船家姓孟，撑了四十年",
            "的篙。",
            "　　如今县里出船票，老人免费",
            "上船，只要说一声去赶集。",
        ),
    )
    assert (first.title.text, second.title.text) == ("青河镇早餐铺有碗暖心豆浆", "云岭县老人免费乘坐渡船")
    assert first.body.text.endswith("一年不过三万元。")


def test_a_name_in_brackets_under_an_article_is_a_credit_and_a_number_over_the_page_is_none_of_it() -> None:
    found = assemble(Page("a.txt", "\n".join(["03", JIANGSU_TITLE, *JIANGSU, "（周宜）", GANSU_TITLE, *GANSU])))
    assert [article.credit and article.credit.text for article in found.articles] == ["周宜", None]
    assert ("03", assembly.NOTICE) in [(leftover.text.text, leftover.reason) for leftover in found.leftovers]


def test_a_dated_paragraph_at_the_end_is_not_put_before_a_story_that_opens_by_itself() -> None:
    (only,) = articles_of(
        "青河镇早餐铺有碗暖心豆浆",
        "天刚亮，青河镇的早餐铺前排起了队，掌柜老魏给每位",
        "老人多盛半勺豆浆。",
        "3月5日起，青河镇把早餐铺的豆浆送到行动不便的老人",
        "家里，镇上的志愿者轮流送。",
    )
    assert only.body.text.startswith("天刚亮")


def test_headings_of_a_story_begin_no_articles_and_another_short_headline_does() -> None:
    story = [
        ["天刚亮，黑龙江省抚远市的渔民老韩就把船推下了江。", "今天他不打鱼，要给江心岛上的三户老人送药。"],
        "一张手绘的图",
        ["老韩的图画在烟盒背面，哪户老人腿脚不好、哪户没", "有电话，一笔一笔都在上面。"],
        "江水结冰以后",
        ["船开不动了，老韩就换雪橇。去年冬天，他给江心岛的", "老人送了四十一趟药。"],
    ]
    other = ["12月3日，贵州省民政厅公布村级食堂名单，全省又有九", "十家村级食堂入选，明年起按人次补贴。"]
    lines = [line for part in story for line in ([part] if isinstance(part, str) else part)]
    first, second = articles_of("江心岛的“药船”老韩", *lines, "村级食堂再添九十家", *other)
    assert (first.body.text, second.body.text) == ("".join(lines), "".join(other))
    assert second.title.text == "村级食堂再添九十家"


def test_a_heading_stays_inside_its_article() -> None:
    (only,) = articles_of(
        "青河镇早餐铺有碗暖心豆浆",
        "近日，记者来到青河镇，天刚亮，早餐铺前排起了队，掌",
        "柜老魏给每位老人多盛半勺豆浆。",
        "一本账",
        "镇里算过账，一碗豆浆贴补四角钱，一年不过三万元，老",
        "人们却多了一处说话的地方。",
    )
    assert "豆浆。一本账镇里算过账" in only.body.text


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("在淮北市召开的推进会上，安徽省民政厅介绍了助餐服务的做法。", "安徽"),
        ("大冶市民政局近日为独居老人开通了助餐专线。", "黄石"),
        ("民政部近日在浙江省杭州市召开助餐服务现场会。", None),
    ],
)
def test_where_the_headline_names_no_place_the_lead_tells_who_acts(lead: str, place: str | None) -> None:
    (only,) = articles_of("助餐服务走进社区", lead)
    assert (only.place and only.place.short) == place


def test_two_articles_may_have_the_same_headline() -> None:
    found = articles_of("每周公报", *JIANGSU, "每周公报", *GANSU)
    assert [article.title.text for article in found] == ["每周公报"] * 2


def test_a_stray_ornament_belongs_to_nothing_and_a_cut_off_mark_to_its_sentence() -> None:
    found = assemble(Page("a.txt", "\n".join((JIANGSU_TITLE, "◆", *JIANGSU[:2], "要求各地抓好落实", "。", "”"))))
    assert [leftover.text.text for leftover in found.leftovers] == ["◆", "”"]
    assert found.articles[0].body.text.endswith("要求各地抓好落实。")


def test_a_sentence_that_the_page_breaks_in_two_is_one(bundled: dict[str, Article]) -> None:
    article = bundled["浙江召开全省民政工作座谈会"]
    assert article.sentence(2).text.startswith("她强调，全省民政系统要深入学习贯彻党的二十大精神")


@pytest.mark.parametrize(
    ("over", "under", "one"),
    [
        ("会议强调，要健全制度。全省民政系统", "要抓好落实，办好实事。", True),
        ("会议强调，全省各级民政部门和有关单位要把老年人的小事、", "急事当作大事来办。", True),
        ("会议强调，要健全制度。", "要抓好落实，办好实事。", False),
        ("会议部署了三项任务：", "一是完善制度，二是加强监管。", False),
        ("健全工作机制", "要抓好落实，办好实事。", False),
        ("会议强调，要健全制度。全省民政系统", "主要任务", False),
        ("会议强调，要健全制度。全省民政系统", "（一）完善制度。", False),
        ("会议强调，要健全制度。（据江苏省民政厅）", "要抓好落实，办好实事。", False),
        ("会议强调，要健全制度。全省民政系统", "近日，江苏省民政厅印发通知。", False),
    ],
)
def test_only_running_text_breaks_off(over: str, under: str, *, one: bool) -> None:
    assert breaks_off(over, under) is one


def test_paragraphs_tile_the_body() -> None:
    for told in TOLD:
        page = reading.read(BULLETINS / told["bulletin"])
        for article in assemble(page).articles:
            assert "".join(article.body.cut(span).text for span in article.paragraphs) == article.body.text


LINES = st.lists(
    st.sampled_from(
        [
            *JIANGSU,
            *GANSU,
            JIANGSU_TITLE,
            GANSU_TITLE,
            "■ 本报记者 李庆",
            "（据民政部）",
            "”",
            "",
            "一是",
            "。",
            "a b",
            "野",
        ]
    ),
    max_size=24,
)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=200), LINES.map("\n".join)))
def test_any_text_is_assembled_and_nothing_is_lost(text: str) -> None:
    found = assemble(Page("a.txt", text))
    places: list[int] = []
    for article in found.articles:
        assert "".join(sentence.text for sentence in article.sentences) == article.body.text
        assert all(sentence.stands_in_its_page() for sentence in (article.headline, *article.sentences))
        parts = (None if article.title_inferred else article.title, article.body, article.kicker)
        places += [origin for part in (*parts, article.byline, article.credit) if part for origin in part.origins]
    places += [origin for leftover in found.leftovers for origin in leftover.text.origins]
    assert len(places) == len(set(places))
    kept = set(places)
    assert not [c for i, c in enumerate(text) if i not in kept and (c.isalnum() or c in "，。“”") and c != "据"]
    assert [a.body for a in assemble(Page("b.txt", text)).articles] == [a.body for a in found.articles]


def test_a_body_without_a_headline_before_it_begins_where_another_province_is_named() -> None:
    first, second = articles_of(
        "湖州为独居老人装上“平安钟”",
        "近日，浙江省湖州市民政局为全市三千",
        "户独居老人装上了一键呼叫的平安钟。",
        "设备由街道服务站统一值守，老人按下",
        "按钮，五分钟内就有人回应。",
        "午后的阅览室里，甘肃省天水市麦积区",
        "的孩子们围坐在一张长桌旁，听退休教",
        "师何秀兰讲绘本里的故事。",
        "麦积区已建成乡村绘本馆二十一间，何",
        "秀兰和四十名志愿者轮流值班。",
        "天水麦积：乡村绘本馆里故事多",
    )
    assert first.title.text == "湖州为独居老人装上“平安钟”"
    assert bare(first.body.text).endswith("就有人回应。")
    assert second.title.text == "天水麦积：乡村绘本馆里故事多"
    assert bare(second.body.text).startswith("午后的阅览室里")


def test_a_lead_behind_the_rest_of_its_article_is_read_first_though_it_is_no_wider() -> None:
    (article,) = articles_of(
        "青海部署基层儿童福利工作",
        "会议指出，过去一年，全省儿童福利机",
        "构转型稳步推进，儿童主任队伍不断壮",
        "大，关爱服务更加精细。",
        "会议强调，要摸清底数，建立台账，把",
        "困境儿童的需求逐一记录在册。",
        "3月6日，青海省儿童福利工作会议在西",
        "宁召开。省民政厅副厅长祁连山出席会",
        "议并讲话。",
    )
    assert bare(article.body.text).startswith("3月6日，青海省儿童福利工作会议在西宁召开。")
    assert bare(article.body.text).endswith("逐一记录在册。")


@pytest.mark.parametrize("number", ["B2", "03", "7"])
def test_a_page_number_behind_the_last_headline_is_no_part_of_it(number: str) -> None:
    (article,) = articles_of(*JIANGSU, "江苏部署养老服务工作", number)
    assert article.title.text == "江苏部署养老服务工作"


def test_a_credit_that_names_nobody_is_kept_as_a_leftover() -> None:
    found = assemble(Page("a.txt", "\n".join((JIANGSU_TITLE, *JIANGSU, "（据）"))))
    assert [article.credit for article in found.articles] == [None]
    assert [leftover.text.text for leftover in found.leftovers] == ["（据）"]


STORY = (
    "江城：把闲置的老屋开成百姓的茶馆",
    "■ 本报记者 石秀英",
    "换个开法",
    "江城市历下街的一间老屋里，竹椅摆",
    "得整整齐齐，旁边是缝补摊和旧书架",
    "。老屋的茶馆今年换了开法，街坊都",
    "来喝茶。",
    "算清几笔账",
    "茶馆的账本每月贴在老屋门口，街坊",
    "一笔一笔算得清楚，喝茶的人放心，",
    "老屋的租金也有了着落。",
    "难题还在",
    "记者走访时看到，老屋的房梁要修，",
    "茶馆的账上还差一笔钱，街坊正在想",
    "办法。",
)


def test_a_heading_right_under_the_headline_is_one_where_others_are_inside() -> None:
    (article,) = articles_of(*STORY)
    assert article.title.text == STORY[0]
    assert article.body.text == "".join(STORY[2:])


def test_a_rare_blank_line_parts_a_headline_from_a_soft_beginning() -> None:
    body = (
        "每年霜降到来年开春，有几万外省",
        "老人到江城过冬。老人平均住满一百",
        "天，床位要提前订。如何让他们住得",
        "安心？江城市民政局近日印发的《过",
        "冬养老服务规范》给出了答案。",
        "规范要求，床位费、餐费、护理费分",
        "别列明，押金不得超过两个月的服务",
        "费；老人提前离开的，七个工作日内",
        "退还剩下的费用。",
    )
    (article,) = articles_of("床位费餐费分列 七天之内退费到账", "江城过冬老人养老有了新的规范", "", *body)
    assert article.body.text == "".join(body)


def test_a_clause_that_a_lines_end_parts_from_who_acts_begins_nothing() -> None:
    body = (
        "安徽省淮北市民政局、区民政局",
        "近日在八个乡镇设立救助窗口，低保",
        "、特困、临时救助一窗办理。",
    )
    (article,) = articles_of("淮北推行“一门式”救助服务", *body)
    assert article.body.text == "".join(body)


def test_a_page_on_which_not_all_ways_are_kept_is_read() -> None:
    page = (Path(__file__).parents[1] / "data" / "crowded.txt").read_text(encoding="utf-8")
    found = assemble(Page("crowded.txt", page))
    kept = {
        o for a in found.articles for part in (a.title, a.body, a.kicker, a.byline) for o in (part or a.title).origins
    }
    kept |= {o for leftover in found.leftovers for o in leftover.text.origins}
    assert {page[i] for i in set(range(len(page))) - kept} <= set("\n \u3000■姻（）据渊冤")
