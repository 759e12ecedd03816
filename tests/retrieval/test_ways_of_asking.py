from __future__ import annotations

import pytest

from retrieval import homophones
from retrieval.concepts import Concept, Term
from retrieval.question import Kind, understand
from retrieval.text import has_word

K = Kind


@pytest.mark.parametrize(
    "text",
    [
        "江西省社会救助座谈会谁主持？",
        "广西关于养老说了什么",
        "甘肃关于安全强调了什么",
        "四川民政工作推进会谁出席",
        "吉林对程序有什么要求",
    ],
)
def test_no_name_is_read_out_of_other_words(text: str) -> None:
    assert understand(text).people == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [("孙国华怎么评价去年的工作", "孙国华"), ("于小兰是谁", "于小兰"), ("陕西省厅长郭文强强调了什么", "郭文强")],
)
def test_a_name_that_stands_alone_is_read(text: str, name: str) -> None:
    assert understand(text).people == (name,)


@pytest.mark.parametrize(
    ("greeted", "plain"),
    [
        ("你好，山东有哪些养老措施？", "山东有哪些养老措施？"),
        ("您好！请问江苏的座谈会谁主持", "江苏的座谈会谁主持"),
        ("大家好，甘肃怎样救助孤儿", "甘肃怎样救助孤儿"),
        ("早上好 福建低保标准是多少", "福建低保标准是多少"),
        ("山东有哪些养老措施？非常感谢您！", "山东有哪些养老措施？"),
        ("山东有哪些养老措施？多谢了", "山东有哪些养老措施？"),
    ],
)
def test_greetings_and_thanks_around_a_question_change_nothing(greeted: str, plain: str) -> None:
    one, other = understand(greeted), understand(plain)
    assert one.kinds == other.kinds
    assert [each.typed for each in one.required] == [each.typed for each in other.required]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("您好，请问你是谁？", K.HELP),
        ("你是真人还是机器人", K.HELP),
        ("谢谢您，再见！", K.GREETING),
        ("好的，谢谢", K.GREETING),
        ("贵州对殡葬有什么规定", K.TOPIC),
        ("就孤儿养育作出了哪些规定", K.TOPIC),
        ("省长怎么评价试点", K.TOPIC),
        ("“爱心超市”是怎么回事", K.WHAT_IS),
        ("审核的时限是多久", K.WHEN),
        ("行动持续多长时间", K.WHEN),
        ("江苏的会议是不是在无锡召开的", K.WHERE),
        ("江苏是否在6月3日召开会议", K.WHEN),
        ("Was the Jiangsu meeting held in Wuxi?", K.WHERE),
        ("Was the Jiangsu meeting held on 3 June?", K.WHEN),
        ("What is the full name of Hainan's pension plan?", K.WHICH_DOCUMENT),
        ("江西", K.OVERVIEW),
    ],
)
def test_everyday_ways_of_asking_say_what_would_answer(text: str, kind: Kind) -> None:
    assert understand(text).kind is kind


def test_what_was_said_on_a_topic_may_be_answered_by_the_topic() -> None:
    assert understand("陕西在养老服务方面提出了什么").kinds == (K.OVERVIEW, K.TOPIC)
    assert understand("陕西的会议强调了什么").kinds == (K.OVERVIEW,)


@pytest.mark.parametrize("join", ["和", "或", "、", "以及", "或者"])
def test_topics_that_are_joined_are_alternatives(join: str) -> None:
    question = understand(f"湖南对养老{join}殡葬有什么要求")
    assert question.coverage("完善养老服务网络") == question.coverage("深化殡葬改革") == 1.0
    assert question.coverage("加强低保审核") == 0.0
    assert question.required[0].either == ("养老", "殡葬")
    assert [each.typed for each in question.concepts if not each.required][:2] == ["养老", "殡葬"]


def test_topics_that_nothing_joins_are_both_wanted() -> None:
    assert understand("湖南殡葬服务机构的低保对象优惠").coverage("殡葬服务机构") < 1.0


@pytest.mark.parametrize(
    ("typed", "right"),
    [("措失", "措施"), ("养劳", "养老"), ("慈膳", "慈善"), ("民证厅", "民政厅"), ("社会究助", "社会救助")],
)
def test_one_wrong_character_of_the_same_sound_is_forgiven(typed: str, right: str) -> None:
    question = understand(f"山东的{typed}")
    assert (typed, right) in {(each.typed, each.read) for each in question.corrected}
    assert any(term.text == right for term in question.terms)


@pytest.mark.parametrize("text", ["山东设区的医院", "海南的旅游签证", "公示多少天", "江苏的地铁票价"])
def test_a_word_that_stands_in_a_dictionary_is_left_alone(text: str) -> None:
    assert homophones.corrected(text) == (text, ())


def test_the_dictionary_knows_words_and_not_heaps_of_characters() -> None:
    assert has_word("养老")
    assert not has_word("养劳")


@pytest.mark.parametrize(
    ("text", "lasting"),
    [("审批期限是多久", True), ("行动从什么时候到什么时候", True), ("公示多少个工作日", True), ("会议哪天召开", False)],
)
def test_a_stretch_of_time_is_told_from_a_day(text: str, *, lasting: bool) -> None:
    assert understand(text).lasting is lasting


@pytest.mark.parametrize(
    ("text", "negated"),
    [("谁没有出席会议", True), ("江西没有哪些措施", True), ("谁出席了会议", False), ("有什么不同", False)],
)
def test_who_asks_for_what_is_not_there_is_understood(text: str, *, negated: bool) -> None:
    assert understand(text).negated is negated


def test_circumstances_before_a_question_are_not_what_it_asks_for() -> None:
    text = "在人口老龄化程度加深、就业压力加大的背景下，江西的慈善措施有哪些？"
    assert [each.typed for each in understand(text).required] == ["慈善"]
    assert [each.typed for each in understand("我外婆今年八十岁了，江西的高龄津贴有多少").required] == ["高龄津贴"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("公安县谁发言", ["公安县"]),
        ("每个县要设有养老机构", ["养老机构"]),
        ("广西有多少家长者食堂", ["长者食堂"]),
    ],
)
def test_words_are_not_cut_across_what_they_say(text: str, topics: list[str]) -> None:
    assert [each.typed for each in understand(text).required] == topics


@pytest.mark.parametrize(
    ("text", "office"),
    [("江西省民政厅新闻发言人是谁", "新闻发言人"), ("协会副理事长是谁", "副理事长"), ("养老处处长是谁", "处长")],
)
def test_posts_are_known(text: str, office: str) -> None:
    assert office in understand(text).offices


def test_a_quoted_group_names_more_than_a_documents_sort() -> None:
    assert understand("《通知》要求的“四个到位”是什么").names == ("四个到位",)
    assert understand("《江西养老方案》和《办法》").names == ("江西养老方案", "办法")


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("How does Gansu tackle bride price?", "治理高额彩礼"),
        ("When does the standard take effect?", "自2024年1月1日起施行"),
        ("Is there a code of conduct?", "制定行为规范"),
        ("Which charges are forbidden?", "严禁违规收费"),
        ("senior canteens", "建成长者食堂30家"),
    ],
)
def test_english_of_the_field_finds_its_chinese(text: str, chinese: str) -> None:
    assert any(concept.stands_in(chinese) for concept in understand(text).concepts)


def test_what_a_general_dictionary_reads_into_a_word_is_not_told() -> None:
    concept = Concept("care", (Term("汽车", 0.9, "care", "dictionary"), Term("护理", 0.5, "care", "glossary")))
    assert concept.reading == "care = 护理"
    assert not Concept("care", (Term("汽车", 0.9, "care", "dictionary"),)).widened
    assert concept.matched("加强护理服务") == "护理"
