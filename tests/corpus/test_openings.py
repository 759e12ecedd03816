"""What a line's beginning and end say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import headwords, openings
from corpus.headwords import (
    ASKING,
    BALANCED,
    COLUMN,
    EXPLAINS,
    PERIOD,
    POST,
    SUBTITLE,
    asked,
    cut,
    cut_number,
    names_shortly,
    unfinished,
)
from corpus.openings import DATED, INNER, LEAD, LEANING, REFERS, SCENE, TAIL, broken, leading, opening


@pytest.mark.parametrize("row", LEAD, ids=lambda row: row.example)
def test_what_opens_a_lead_weighs_for_it(row: openings.Weight) -> None:
    assert row.pattern.match(row.example)
    assert opening(row.example) > 0


@pytest.mark.parametrize("row", INNER, ids=lambda row: row.example)
def test_what_opens_an_inner_paragraph_weighs_against_a_lead(row: openings.Weight) -> None:
    assert row.pattern.match(row.example)
    assert opening(row.example) < 0


@pytest.mark.parametrize("line", ["记者2月9日从陕西省慈善协会获悉，", "桃花正红，麦苗正绿。"])
def test_a_lead_may_open_with_a_reporters_day_or_with_two_halves(line: str) -> None:
    assert opening(line) >= 1


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("春晖助学基金会日前发布年度报告。", 3),
        ("北京市民政局6月30日发布消息，截至当日，", 3),
        ("由廖小川领衔的研究团队日前在北京发布报告。", 2),
        ("《社区慈善观察报告》（以下简称《报告》）共七章。", 2.5),
        ("近来，募捐风波接连冲上热搜。", 1.5),
    ],
)
def test_a_paragraph_leads_that_says_who_did_something_when_or_how_it_is_called(text: str, least: float) -> None:
    assert leading(text) >= least


@pytest.mark.parametrize("text", ["记者从会上了解到，去年", "从规模看，最大的一单", "《办法》对评估作出新规定。"])
def test_a_paragraph_inside_does_not(text: str) -> None:
    assert leading(text) < 0


def test_from_when_a_rule_holds_is_told_by_a_headline_and_opens_nothing() -> None:
    assert opening("十月起施行") == opening("10月1日起正式施行") == 0
    assert opening("10月1日起，新办法施行") > 3


def test_somebodys_age_is_no_date() -> None:
    assert leading("今年54岁的李平是一名社工。") <= 0 < leading("今年，这里建起食堂。")


@pytest.mark.parametrize("text", ["监督管理局近日", "管理总局广东监管局日前印发"])
def test_the_rest_of_an_organisations_name_does_not(text: str) -> None:
    assert leading(text) <= 2


@pytest.mark.parametrize(
    ("before", "here", "so"),
    [("大会第五", "次", True), ("名列全国第一", "的", False), ("3月", "6", True), ("三", "次", False)],
)
def test_a_number_is_cut(before: str, here: str, *, so: bool) -> None:
    assert cut_number(before, here) is so


@pytest.mark.parametrize("text", ["早晨八点，平江路上还没有人", "走进村里的食堂", "一月的哈尔滨", "“下一站，到哪里？”"])
def test_a_scene_is_one(text: str) -> None:
    assert SCENE.match(text)


@pytest.mark.parametrize(
    "text",
    ["他说的互助院", "会议指出，", "答：可以", "在此基础上，", "二是健全", "2024年底，她被评为", "“没关系。”她说，"],
)
def test_what_refers_to_what_was_told(text: str) -> None:
    assert REFERS.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "江城市民政局近日",
        "落地窗外，江轮驶过",
        "问：怎样申请",
        "那曲市民政局近日",
        "省民政厅近日",
        "其其格是牧民",
        "2024年底，他们结了婚",
    ],
)
def test_what_refers_to_nothing(text: str) -> None:
    assert not REFERS.match(text)
    assert not SCENE.match(text)


@pytest.mark.parametrize("line", ["民政部有关负责人解读《募捐管理办法》", "市民政局局长谈养老", "专家详解新规"])
def test_a_line_that_says_who_explains(line: str) -> None:
    assert EXPLAINS.match(line)


@pytest.mark.parametrize("line", ["社区主任答应了老人的请求", "民政局局长谈成合作", "院长答谢爱心企业"])
def test_a_line_that_says_what_somebody_did(line: str) -> None:
    assert not EXPLAINS.match(line)


def test_what_is_left_of_a_sentence_or_a_number() -> None:
    assert TAIL.match("施行。条例规定，")
    assert not TAIL.match("近日，江城落雪。")
    assert not TAIL.match("夜深了。灯还亮着。")


def test_an_office_waits_for_its_holders_name() -> None:
    assert POST.search("市民政局养老服务处处长")
    assert not POST.search("社区来了“小巷主任”")


@pytest.mark.parametrize(
    "line",
    [
        "会议由省民政厅",
        "推进会在",
        "各地从，",
        "2025年4",
        "据省民政厅官网",
        "登记车每月10日至",
        "《方案》设定了目标：到",
    ],
)
def test_a_line_that_is_cut_in_mid_sentence(line: str) -> None:
    assert cut(line)


@pytest.mark.parametrize(
    "line", ["浙江召开", "关于推进养老服务的", "湖北：", "一季度", "民政部表彰", "湖北恩施", "浙江省嵊泗县"]
)
def test_a_headlines_line_that_goes_on(line: str) -> None:
    assert unfinished(line)


@pytest.mark.parametrize(
    "line",
    [
        "推进会在宜宾召开",
        "养老服务有了标准",
        "抓党建干部",
        "百人获表彰",
        "北京建设示范社区",
        "上海超市",
        "每件事都办到",
    ],
)
def test_a_headlines_line_that_is_whole(line: str) -> None:
    assert not cut(line)
    assert not unfinished(line)


@pytest.mark.parametrize(
    ("line", "so"), [("，要抓好", True), ("（据民政部", True), ("（", True), ("（一）健全", False)]
)
def test_no_paragraph_begins_in_mid_sentence(line: str, *, so: bool) -> None:
    assert broken(line) is so


@pytest.mark.parametrize(
    ("before", "here", "so"),
    [
        ("今年", "4", True),
        ("二〇二五年", "4", True),
        ("同年", "5", True),
        ("每月", "1", True),
        ("满一年", "4", False),
        ("图书馆的十年", "9", False),
        ("持续27个月", "3", False),
    ],
)
def test_a_date_is_cut_behind_a_year_and_not_behind_how_long(before: str, here: str, *, so: bool) -> None:
    assert cut_number(before, here) is so


@pytest.mark.parametrize(("line", "so"), [("了解情况", False), ("了望台上", False), ("了扶手", True), ("了", True)])
def test_a_line_that_begins_behind_a_verb_is_broken(line: str, *, so: bool) -> None:
    assert broken(line) is so


@pytest.mark.parametrize(
    "text",
    [
        "受强冷空气影响，12月8日至10日，青海省门源回族自治县出现强降雪。",
        "随着气温骤降，黑龙江省民政厅日前下发通知，部署救助。",
        "老人来养老，待遇怎么接、机构怎么看？4月11日，对接会举行。",
        "彩礼该收多少，酒席该摆几桌？陕西省民政厅日前印发意见。",
    ],
)
def test_a_day_behind_a_clause_or_a_question_opens_an_article(text: str) -> None:
    assert leading(text) >= DATED


@pytest.mark.parametrize("text", ["宁夏回族自治区盐池县的慈善超市，如今开到村里。", "“三月三”前夕，全区开会。"])
def test_a_place_in_its_province_and_a_feast_to_come_open_a_text(text: str) -> None:
    assert opening(text) >= 1.5


def test_a_speaker_with_a_long_post_is_inside_an_article() -> None:
    assert opening("四川省雅安市减灾委员会办公室副主任高向阳表示，要开展试点。") < 0


ENDINGS = st.text("".join(sorted(set(headwords._CUT.pattern + headwords._UNFINISHED.pattern))), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(ENDINGS)
def test_a_look_at_the_last_character_decides_nothing_else(line: str) -> None:
    assert cut(line) == bool(headwords._CUT.search(line))
    begins = (
        headwords._only_where(line)
        or any(line.count(opening) > line.count(closing) for opening, closing in ("《》", "（）"))
        or headwords._IS_HELD.search(line)
        or (len(line) <= headwords._BRIEF and headwords._DOES.search(line))
    )
    ends = headwords._UNFINISHED.search(line) or headwords.ACHIEVES.search(line)
    assert begins or unfinished(line) == bool(ends)


PAGES = "".join(
    file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parents[1] / "data").rglob("*.txt"))
)


@pytest.mark.parametrize("row", [*LEAD, *INNER], ids=lambda row: row.example)
def test_what_a_row_can_begin_with_is_told_in_full(row: openings.Weight) -> None:
    if not row.begins:
        return
    texts = [PAGES, *(other.example + other.pattern.pattern for other in (*LEAD, *INNER))]
    begun = {text[at] for text in texts for at in range(len(text)) if row.pattern.match(text, at)}
    assert begun <= set(row.begins)
    assert row.example[0] in row.begins


@pytest.mark.parametrize(
    "line",
    ["新春走基层", "走基层·看治理", "民政时评", "政策问答", "数说民政", "梅岭社区“童伴妈妈”的故事", "山村三日见闻"],
)
def test_the_name_of_a_column(line: str) -> None:
    assert COLUMN.fullmatch(line)


@pytest.mark.parametrize("line", ["数说江城养老：", "江城市召开养老服务推进会", "为老人守好最后一程"])
def test_what_is_no_name_of_a_column(line: str) -> None:
    assert not COLUMN.fullmatch(line)


@pytest.mark.parametrize("line", ["——访江城救助站站长", "记江城护理员石秀英", "访江城救助站"])
def test_the_second_half_of_a_headline(line: str) -> None:
    assert SUBTITLE.match(line)


def test_a_reporter_begins_no_second_half() -> None:
    assert not SUBTITLE.match("记者日前从江城获悉")


@pytest.mark.parametrize(
    "line",
    [
        "是全市助餐的“账本”",
        "和志愿者一起",
        "着墙角的老人",
        "部最近一次统计显示",
        "监督管理委员会日前发布",
        "日前在江城举行。大会",
        "以来，不少市民来电",
        "左右，老人们",
        "傈僳族自治州泸水市",
    ],
)
def test_what_leans_on_the_line_before(line: str) -> None:
    assert LEANING.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "着力补齐短板",
        "日前，江城举行大会",
        "近日江城市召开会议",
        "所有站点",
        "明年起实施",
        "部分地区试点",
        "局长走进直播间",
        "厅领导接访",
        "局地有暴雨",
        "部省共建",
        "应急管理局提醒市民",
    ],
)
def test_what_does_not_lean(line: str) -> None:
    assert not LEANING.match(line)


@pytest.mark.parametrize("line", ["今天存时间，明天换照料", "站点到村头、服务到炕头", "送餐上门、送医上门、送衣上门"])
def test_halves_of_one_length(line: str) -> None:
    assert BALANCED.fullmatch(line)


@pytest.mark.parametrize(
    "line", ["前三季度全国婚登超五百万对", "上半年养老床位增两成", "2025年民政要点发布", "一季度救助百万人次"]
)
def test_a_headline_may_begin_with_a_period(line: str) -> None:
    assert PERIOD.match(line)


def test_a_headline_may_ask_or_warn() -> None:
    assert ASKING.search("旧衣箱莫要成了摆设")
    assert not ASKING.search("旧衣箱进了社区")


def test_who_heads_a_meeting_opens_no_article_but_who_comes_to_one_on_a_day_may() -> None:
    assert opening("湖北省民政厅党组书记、厅长李明出席会议并讲话") < 0
    assert opening("湖北省民政厅厅长李明、武汉市市长王强出席1月1日举行的慰问活动") > 0


def test_a_name_of_two_characters_and_a_given_name_speaks() -> None:
    assert opening("欧阳明月：最怕沉默。") < 0
    assert opening("海葬归来：告别很安静") >= 0


def test_what_has_a_number_is_a_heading_but_a_grade_is_not() -> None:
    assert headwords.NUMBERED_HEADING.match("一、检查范围")
    assert not headwords.NUMBERED_HEADING.match("一、二级护理有了标准")


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("舞队怎么变成巡逻队？棋友", True),
        ("外地户口能申请吗？多久能拿到钱？", False),
        ("这条弄堂该叫什么？景德镇请居民命名", False),
        ("这条弄堂该叫什么？江西省民政厅", True),
        ("今天存时间！明天换照料", False),
        ("谁来买单？", False),
    ],
)
def test_behind_a_question_headlines_only_ask_again_or_say_who_acts(line: str, *, so: bool) -> None:
    assert asked(line) is so


@pytest.mark.parametrize(
    ("line", "so"),
    [
        ("社会组织给力，湖北出招", True),
        ("少收1.3亿元！陕西给企业减负", True),
        ("入冬以来，黑龙江省牡丹江市", False),
        ("社会组织给力，企业出招", False),
        ("社会组织给力，黑龙江出招", True),
        ("社会组织给力，湖北省出招", False),
        ("据介绍，江西已有站点", False),
        ("湖北出招", False),
    ],
)
def test_a_headline_names_a_place_shortly_behind_a_clause(line: str, *, so: bool) -> None:
    assert names_shortly(line) is so
