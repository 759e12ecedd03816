"""What speaks for a line being a headline, and for a text that begins under it: each weight by itself."""

from __future__ import annotations

import pytest

from corpus.headlines import Weights
from corpus.headwords import TOLD
from corpus.likeness import Index
from corpus.lines import lines_of
from corpus.traced import whole
from corpus.widths import widths_of


def weights_of(*rows: str) -> Weights:
    lines = lines_of(whole("\n".join(rows)))
    measure = widths_of(lines)
    return Weights(0, lines, measure.of, measure, Index(lines))


TEXT = ("区民政局每季度都要随机抽", "查一次，既看记录，也听老人", "和他们家属的评价。")


def test_a_text_goes_on_under_a_heading_that_is_one_of_several() -> None:
    one = weights_of(*TEXT, "谁来监管", *TEXT)
    several = weights_of(*TEXT, "谁来监管", *TEXT, "补贴多少", *TEXT)
    assert several.series == {3, 7}
    assert one.series == frozenset()
    assert several.fresh(4) > one.fresh(4)
    assert several.further(4) < one.further(4)


def test_a_headline_does_not_end_with_a_columns_name() -> None:
    rows = weights_of("民生调查", "老街坊吃上了热饭菜", *TEXT)
    assert rows.unfinished(0) > rows.unfinished(1) == 0


def test_a_line_that_says_whom_it_is_told_of_is_rather_a_headline() -> None:
    record, other = weights_of(*TEXT, "记一名山村老邮递员", *TEXT), weights_of(*TEXT, "像一名山村老邮递员", *TEXT)
    assert record.anew(3)[1] > other.anew(3)[1]


def test_a_text_rather_begins_with_the_place_that_the_headline_names() -> None:
    again = weights_of("安徽办起“皖美小区”", "安徽省民政厅等六部门", *TEXT)
    other = weights_of("江西办起“赣美小区”", "安徽省民政厅等六部门", *TEXT)
    assert again.fresh(1) > other.fresh(1)
    assert again.further(1) < other.further(1)
    ministry, another = (
        weights_of("人力资源社会保障部部署就业援助", f"{who}办公厅", "日前发出通知，要求落实。")
        for who in ("人力资源社会保障部", "公共资源交易管理部")
    )
    assert ministry.fresh(1) > another.fresh(1)
    offices = weights_of("安徽省财政厅", "安徽省民政厅提高低保标准", *TEXT)
    alone = weights_of("江西省财政厅", "安徽省民政厅提高低保标准", *TEXT)
    assert offices.further(1) >= alone.further(1)


def test_a_question_opens_a_text_where_it_is_answered_below() -> None:
    answered = weights_of(
        "《临时救助办法》政策问答", "问：怎样申请？", "答：向乡镇提出，也可以请村", "里的代办员上门办理。"
    )
    left = weights_of("《临时救助办法》政策问答", "问：怎样申请？", "问：怎样办理？", "答：向乡镇提出。")
    assert answered.fresh(1) > left.fresh(1)


def test_a_text_opens_with_a_question_of_some_clauses_below_who_acts() -> None:
    question = ("食堂谁来建、饭菜谁来管", "？记者走访了三个区的老人。")
    below = weights_of("贵州召开养老工作会议", *question, *TEXT)
    apart = weights_of("红白喜事新规矩", "食堂谁来建、饭菜谁来管？", *TEXT)
    assert below.fresh(1) > 1.5
    assert apart.fresh(1) < 0
    assert below.anew(1)[1] < apart.anew(1)[1]


def test_a_question_is_a_headline_below_a_columns_name_and_where_it_is_wider_than_the_text() -> None:
    asked = "在外地突遇急难，能救助吗？"
    column, service = (weights_of("云南起名有讲究", name, asked, *TEXT) for name in ("政策问答", "民生服务"))
    assert column.anew(2)[1] > service.anew(2)[1] + 2
    wide, narrow = (
        weights_of("云南起名有讲究", asked[:6] + more, *TEXT, *TEXT)
        for more in ("的人等多少天才能申请，能拿多少钱？", asked[6:])
    )
    assert wide.anew(1)[1] > narrow.anew(1)[1] + 1


def test_a_question_of_one_line_opens_a_text_if_it_fills_its_column_with_the_text_right_below() -> None:
    asked = "装扶手、换床，谁来补多少？"
    full, wider, alone = (
        weights_of("福州启动居家养老改造", *below)
        for below in ((asked, *TEXT, *TEXT), (f"给老人{asked}", *TEXT, *TEXT), (asked,))
    )
    assert full.anew(1)[1] < wider.anew(1)[1] - 2
    assert full.anew(1)[1] < alone.anew(1)[1] - 2


def test_a_question_does_not_go_on_over_a_blank_line_where_blank_lines_tell() -> None:
    text = ("去年全省销售福利彩票，", "筹集了公益金三亿元，", "资助项目六百多个。") * 3
    rows = ("账本里有多少用在老人？", "买彩票的钱去哪儿了？日前，", *text)
    apart, together = weights_of(*text[:3], rows[0], "", *rows[1:]), weights_of(*text[:3], *rows)
    assert apart.anew(3)[1] > together.anew(3)[1] + 2


def test_a_line_that_ends_with_a_colon_announces_the_next_at_any_width() -> None:
    announces, cites = (
        weights_of(*TEXT, "一纸证书背后的“考题”：", under, *TEXT) for under in ("湖南选对新家", "“孩子选对新家”")
    )
    assert announces.anew(3)[1] > cites.anew(3)[1] + 2


def test_a_question_in_mid_line_is_no_headlines() -> None:
    over = weights_of(*TEXT, "舞队怎么变成巡逻队？棋友", "会能不能调解？街道的办法", *TEXT)
    assert over.fresh(3) > 1.5
    assert over.fresh(4) < 0


def test_a_line_that_leaves_off_with_dots_may_ask_before_that() -> None:
    kicker = weights_of(*TEXT, "老旧小区怎么治？先摆一张桌子……", *TEXT)
    running = weights_of(*TEXT, "老旧小区怎么治？先摆一张桌子", *TEXT)
    assert kicker.anew(3)[1] > running.anew(3)[1] + 2


def test_a_text_opens_with_what_somebody_says_over_a_lines_end() -> None:
    assert weights_of("草原上的车", "“材料只交一次，低保、", *TEXT).fresh(1) > 0.5
    assert weights_of("草原上的车", "“材料”只交一次的低保", *TEXT).fresh(1) < 0


def test_a_sentence_by_itself_that_is_left_off_with_dots_is_no_running_text() -> None:
    dots, stop = (
        weights_of(*TEXT, f"一餐热饭“管”出章法{end}", "泉州出台办法", *TEXT).goes_on(3) for end in ("……", "。")
    )
    assert dots < stop - 2


def test_an_office_that_is_cut_goes_on_in_a_line_that_would_open_a_text() -> None:
    below = ("改革委、市场监管局日前", "联合召开新闻通气会。")
    cut, whole_ = (weights_of(over, *below).goes_on(1) for over in ("广东省民政厅、省发展", "广东省民政系统共发展"))
    assert cut > whole_ + 0.5


def test_a_county_parted_by_a_lines_end_holds_its_lines_together() -> None:
    assert weights_of("走进贵州省毕节市黔西", "市锦绣社区，广场上很热闹").seam(1) > 3
    assert weights_of("走进贵州省毕节市新村", "市民们都来了，广场上很热闹").seam(1) < 3


def test_a_line_that_is_hardly_a_headline_is_none_below_one_either() -> None:
    rows = weights_of("上海金山区改造农家小院", "门槛平了，扶手装了，灯", *TEXT)
    assert rows.anew(1)[1] < -3
    assert rows.further(1) < 0.6 * rows.anew(1)[1] + 1.6


def test_a_county_that_the_page_names_with_its_kind_is_who_a_headline_is_about() -> None:
    named = weights_of("盐池超市开出“流动货架”", "在盐池县城的广场，一辆", "货车打开了车门。")
    other = weights_of("盐池超市开出“流动货架”", "在全县城里的广场，一辆", "货车打开了车门。")
    assert named.anew(0)[1] > other.anew(0)[1] + 1


def test_a_line_that_leaves_a_bracket_open_is_no_whole_headline() -> None:
    rows = weights_of("印发服务指南（2025—", "印发服务指南三年规划", "全省安全工作会议召开", *TEXT)
    assert rows.unfinished(0) > rows.unfinished(1) == rows.unfinished(2) == 0


def test_whom_a_notice_is_written_to_begins_its_text_and_no_headline_does_so() -> None:
    notice = weights_of("关于做好救助工作的通知", "各市民政局，各有关单位：", *TEXT)
    assert notice.anew(1)[1] < -10
    for headline in ("各地民政部门：", "各方携手共建公益助学中心："):
        assert weights_of(headline, "清明祭扫服务不打烊", *TEXT).anew(0)[1] > -10


def test_commas_as_headlines_have_them_speak_little_against_one() -> None:
    plain, who, whole_name = (
        weights_of(*TEXT, f"社会组织给力，{rest}", *TEXT) for rest in ("企业出招", "湖北出招", "湖北省出招")
    )
    assert who.anew(3)[1] > plain.anew(3)[1] + 0.5
    assert whole_name.anew(3)[1] < who.anew(3)[1]
    wide = weights_of(*TEXT * 2, "志愿者三千人开户，最大储户存了两千小时", *TEXT * 2)
    lead = weights_of(*TEXT * 2, "志愿者三千人开户，最大储户存", *TEXT * 2)
    assert wide.anew(6)[1] > lead.anew(6)[1] + 1
    dots = weights_of(*TEXT, "海拔四千米，七十个孩子，一匹马……", *TEXT)
    none = weights_of(*TEXT, "海拔四千米，七十个孩子，一匹马", *TEXT)
    assert dots.anew(3)[1] > none.anew(3)[1] + 4


def test_what_a_place_does_may_be_cut_at_a_comma() -> None:
    place, whom = (weights_of(*TEXT, f"{who}：机器人走进了院子，", *TEXT) for who in ("无锡", "大伯"))
    assert place.anew(3)[1] > whom.anew(3)[1] + 5


def test_a_last_clause_that_warns_is_a_headlines() -> None:
    warns, tells = (weights_of(*TEXT, f"适老化改造，{what}", *TEXT) for what in ("别只改了面子", "已改好了屋子"))
    assert warns.anew(3)[1] > tells.anew(3)[1] + 3
    few, all_ = (weights_of(*TEXT, f"干部下乡，{what}", *TEXT) for what in ("少带表格多带耳朵", "都带表格来问情况"))
    assert few.anew(3)[1] > all_.anew(3)[1] + 3


def test_somebody_whom_the_page_tells_of_is_no_speaker() -> None:
    line, told = "金和平：二十六年，送好最后一程", ("金和平戴上手套，先鞠躬，", "金和平再轻声说一句。")
    alone, talk = weights_of(line, *told), weights_of(line, *told, "金和平：我干了二十六年。")
    assert alone.anew(0)[1] > talk.anew(0)[1] + 1
    other = weights_of("袁桂兰：二十六年，送好最后一程", "袁桂兰戴上手套，先鞠躬，", "袁桂兰再轻声说一句。")
    assert other.anew(0)[1] == alone.anew(0)[1]


def test_what_has_become_of_what_is_a_headlines_line() -> None:
    whole_, running = (weights_of(*TEXT, f"从“人找政策”{end}", *TEXT) for end in ("变“政策找人”", "的老路上走出"))
    assert whole_.anew(3)[1] > running.anew(3)[1] + 2


def test_a_dateline_begins_no_headline() -> None:
    assert weights_of(*TEXT, "本报讯 最美社工推选活动", *TEXT).anew(3)[1] < -10


def test_offices_in_a_row_begin_a_text() -> None:
    offices, one = (weights_of(f"四川省民政厅{and_}省医保局", *TEXT) for and_ in ("、", "联合"))
    assert offices.anew(0)[1] < one.anew(0)[1] - 1


def test_two_narrow_lines_that_go_on_in_mid_word_are_set_beside_something() -> None:
    wide = ("近日联合印发失能老年人照护方案，", "提出了二〇二七年的目标和任务，", "要求各地抓好方案的落实工作。")
    word, apart = (
        weights_of(first, "生健康委、省医保", *wide, *wide) for first in ("四川省民政厅、卫", "四川省民政厅和省")
    )
    assert word.column(0) > apart.column(0)


def test_a_short_line_may_be_a_paragraph_by_itself_beside_another() -> None:
    rows = weights_of(*TEXT, "雪还在下。", "门都开着。", "车已经到了村口。", *TEXT)
    assert rows.end(3)[0] == rows.end(4)[0]


def test_a_full_line_is_hardly_a_paragraph_by_itself() -> None:
    full, short = (weights_of(*TEXT, f"入冬以来，{more}。", *TEXT).end(3) for more in ("山里冷了几天", "冷了"))
    assert full[0] < short[0] - 1


def test_two_lines_alone_are_held_against_the_pages_columns() -> None:
    text = ("近日联合印发失能老年人照护方案，", "提出了二〇二七年的目标和任务，", "要求各地抓好方案的落实工作，")
    rows = (*text, *text, *TEXT[:1], "■ 本报记者 李明", "社会组织给力，", "湖北出招八条", "■ 本报记者 张华", *text)
    lines = lines_of(whole("\n".join(rows)))
    measure = widths_of(lines)
    alone = Weights(8, lines[8:10], measure.of[8:10], measure, Index(lines))
    assert alone.usual == measure.usual > max(alone.widths)


@pytest.mark.parametrize(
    "line",
    [
        "据统计，全市现有",
        "截至6月底，",
        "2021年春天，",
        "自2016年在此任教",
        "傍晚6点，门",
        "71岁的老党员",
        "李秀芬介绍，",
        "从内蒙古鄂温克族自治旗",
        "四川省民政厅、省医保局",
        "区民政局还给评理人配了",
        "长治市潞州区、晋中市榆",
        "临沂市、青岛市、济",
    ],
)
def test_what_is_told_and_is_no_headline(line: str) -> None:
    assert TOLD.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "据点里的读书声",
        "从“比身价”到“看家风”",
        "从田埂走到讲台",
        "民政厅、财政厅联手",
        "2025年度民政工作要点发布",
        "百岁老人喜领津贴",
        "社区还有一盏灯",
    ],
)
def test_what_might_be_a_headline(line: str) -> None:
    assert not TOLD.match(line)
