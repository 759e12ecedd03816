from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import kinds
from retrieval.question import LONGEST, Kind, understand
from retrieval.text import normalise

K = Kind


@pytest.mark.parametrize("way", [*kinds.CHINESE, *kinds.ENGLISH], ids=lambda way: f"{way.kind}-{way.example}")
def test_each_way_of_asking_reads_its_own_example(way: kinds.Way) -> None:
    asked = kinds.asked(normalise(way.example), english=way in kinds.ENGLISH)
    assert asked[0].kind == way.kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山东省为老年人做了哪些事？", [K.MEASURES]),
        ("江苏怎么保护困境儿童", [K.MEASURES]),
        ("温州市有什么养老措施", [K.MEASURES]),
        ("四川省民政厅副厅长是谁？", [K.WHO]),
        ("哪位领导主持了座谈会", [K.WHO]),
        ("哪些市在浙江座谈会上交流了经验？", [K.WHO]),
        ("王某某是什么职务？", [K.WHO]),
        ("成都市什么时候启动殡葬改革试点？", [K.WHEN]),
        ("广东的条例从哪天开始施行", [K.WHEN]),
        ("方案管到哪一年", [K.WHEN]),
        ("养老服务大会是在哪座城市举办的？", [K.WHERE]),
        ("推进会在哪里开的", [K.WHERE]),
        ("座谈会什么时候在哪里召开？", [K.WHEN, K.WHERE]),
        ("甘肃一共救助了多少人次？", [K.HOW_MANY]),
        ("农村低保占城市的比例是多少", [K.HOW_MANY]),
        ("要建设几级养老服务网络？", [K.HOW_MANY]),
        ("“三个聚焦”是什么意思", [K.WHAT_IS]),
        ("什么是五社联动？", [K.WHAT_IS]),
        ("哪份文件规定了高龄津贴的发放标准？", [K.WHICH_DOCUMENT]),
        ("《意见》由哪个部门印发？", [K.WHO]),
        ("山西和陕西在儿童福利方面有哪些不同之处？", [K.COMPARE]),
        ("江西与湖南的乡村振兴工作对比", [K.COMPARE]),
        ("有哪些省提到婚姻登记“全省通办”？", [K.WHICH_PLACES]),
        ("哪些地方谈到了流浪乞讨人员", [K.WHICH_PLACES]),
        ("概括一下河北省的会议", [K.OVERVIEW]),
        ("会议强调了什么？", [K.OVERVIEW]),
        ("你收录了哪些公报？", [K.BULLETINS]),
        ("对社区基金会有什么支持", [K.TOPIC]),
        ("慈善信托", [K.TOPIC]),
        ("您好！", [K.GREETING]),
        ("这个怎么用？", [K.HELP]),
        ("請問湖北省怎樣提高養老機構服務質量？", [K.MEASURES]),
        ("誰出席了會議？", [K.WHO]),
        ("What measures has Jiangsu taken to support left-behind children?", [K.MEASURES]),
        ("How is Hebei reforming its funeral services?", [K.MEASURES]),
        ("What does Fujian plan for the elderly?", [K.MEASURES]),
        ("Who chaired the Zhejiang meeting?", [K.WHO]),
        ("Which cities spoke at the Hunan meeting?", [K.WHO]),
        ("Until what year does the plan run?", [K.WHEN]),
        ("Where was the symposium held and when?", [K.WHERE, K.WHEN]),
        ("What percentage should rural allowances reach?", [K.HOW_MANY]),
        ("What does “one size fits all” refer to?", [K.WHAT_IS]),
        ("Which document governs the charity plan?", [K.WHICH_DOCUMENT]),
        ("What's the difference between Shanghai and Zhejiang on charity?", [K.COMPARE]),
        ("Which provinces talk about social organizations?", [K.WHICH_PLACES]),
        ("Summarize Hubei's civil affairs conference", [K.OVERVIEW]),
        ("What did the meeting emphasise?", [K.OVERVIEW]),
        ("What bulletins do you have?", [K.BULLETINS]),
        ("What does Gansu say about orphans?", [K.TOPIC]),
        ("hi there!", [K.GREETING]),
        ("What can you do?", [K.HELP]),
        ("hubei yanglao you naxie cuoshi", [K.MEASURES]),
        ("shui zhuchi le huiyi", [K.WHO]),
        ("zuotanhui shenme shihou zai nali zhaokai", [K.WHEN, K.WHERE]),
        ("ni hao", [K.GREETING]),
    ],
)
def test_a_question_says_what_would_answer_it(text: str, expected: list[Kind]) -> None:
    found = understand(text).kinds
    assert list(found[: len(expected)]) == expected


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("比较江苏和安徽的养老服务", ["江苏", "安徽"]),
        ("成都市的社区治理", ["成都"]),
        ("What about Guangdong's orphans?", ["广东"]),
        ("Compare Hebei with Shanxi", ["河北", "山西"]),
        ("gansu dibao", ["甘肃"]),
        ("今天天气怎么样", []),
    ],
)
def test_places_are_found_in_every_writing(text: str, places: list[str]) -> None:
    assert [place.short for place in understand(text).places] == places


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("What does Taizhou do for orphans?", {"泰州", "台州"}),
        ("taizhou yanglao", {"泰州", "台州"}),
        ("shanxi dibao", {"山西", "陕西"}),
        ("fuzhou cishan", {"福州", "抚州"}),
        ("yichun yanglao", {"伊春", "宜春"}),
    ],
)
def test_a_place_that_could_be_two_stays_open(text: str, readings: set[str]) -> None:
    question = understand(text)
    assert not question.places
    assert {place.short for place in question.ambiguous[0]} == readings


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("上海的房价是多少？", ["房价"]),
        ("请问浙江的低保标准是每月多少元？谢谢", ["低保标准", "每月"]),
        ("能不能告诉我河南的乡村振兴工作重点是什么呀", ["乡村振兴"]),
        ("上海市民政局局长叫什么名字", ["民政局", "局长"]),
        ("哪些单位在会议上作了经验交流发言？", []),
        ("What are the house prices in Shanghai?", ["house prices"]),
        ("What kind of subsidies do disabled people get in Hubei?", ["subsidies", "disabled people"]),
        (
            "Who is the deputy director of the civil affairs department?",
            ["deputy director", "civil affairs department"],
        ),
        ("hubei yanglao", ["yanglao"]),
        ("上海 charity measures", ["charity"]),
    ],
)
def test_the_content_is_what_is_left_of_a_question(text: str, required: list[str]) -> None:
    assert [concept.typed for concept in understand(text).required] == required


@pytest.mark.parametrize(
    ("text", "sentence", "covered"),
    [
        ("低保提高了吗", "完善最低生活保障制度", True),
        ("养老院要怎样管理", "提升养老机构服务质量和水平", True),
        ("慈善人才", "储备和培养慈善人才", True),
        ("慈善人才", "慈善行业的专业人才不足", True),
        ("房价", "慈善服务设施用地保障", False),
        ("What about house prices?", "上海房价平稳", True),
        ("What about house prices?", "住房救助", False),
        ("the two policies", "全省“两项政策”衔接并轨", True),
        ("the seven systems", "健全“七大体系”", True),
        ("nursing homes", "养老机构转型", True),
        ("Who is Yu Guangqing?", "省民政厅厅长余广庆出席", True),
        ("Who is Yu Guangqing?", "省民政厅厅长陈昌宏出席", False),
        ("百分之七十五", "达到75％以上", False),
    ],
)
def test_a_sentence_covers_a_question_by_what_it_means(text: str, sentence: str, *, covered: bool) -> None:
    assert (understand(text).coverage(sentence) == 1.0) is covered


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("“四个体系”指什么？", "names", ("四个体系",)),
        ("《上海慈善方案》和《办法》", "names", ("上海慈善方案", "办法")),
        ('What are the "two policies"?', "names", ("two policies",)),
        ("「兩項政策」是什麼", "names", ("兩項政策",)),
        ("孙中云是谁", "people", ("孙中云",)),
        ("李大明担任什么职务", "people", ("李大明",)),
        ("王小川强调了什么", "people", ("王小川",)),
        ("谁是赵国强", "people", ("赵国强",)),
        ("What did Wang Xiaochuan say?", "people", ("Wang Xiaochuan",)),
        ("民政厅厅长是谁", "offices", ("厅长",)),
        ("淮南市副市长是谁", "offices", ("副市长",)),
        ("Who is the governor of Hainan?", "offices", ("省长",)),
        ("谁主持了会议", "roles", ("主持",)),
        ("谁出席并讲话", "roles", ("出席", "讲话")),
        ("Who attended?", "roles", ("出席",)),
        ("上海方案的第六项措施", "ordinal", 6),
        ("第2条是什么", "ordinal", 2),
        ("第十一项任务", "ordinal", 11),
        ("What is the sixth measure?", "ordinal", 6),
        ("What about item 3?", "ordinal", 3),
        ("the 2nd task", "ordinal", 2),
        ("有效开展慈善第三方监督", "ordinal", None),
        ("第十五次全国民政会议精神", "ordinal", None),
        ("慈善第三次分配", "ordinal", None),
        ("最后一项措施是什么", "last", True),
        ("每月多少元", "unit", "元"),
        ("共有多少项措施", "unit", "项"),
        ("多少人出席", "unit", "人"),
        ("占城市的比例是多少", "unit", "%"),
        ("How many measures are there?", "unit", "项"),
        ("How much is paid per month?", "unit", "元"),
    ],
)
def test_names_people_posts_and_numbers_are_lifted_out(text: str, name: str, value: object) -> None:
    assert getattr(understand(text), name) == value


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2023年湖北民政厅厅长是谁", "2023"),
        ("2月10日的会议", "--02-10"),
        ("What happened on April 24, 2025?", "2025-04-24"),
        ("meetings in 2025", "2025"),
        ("on 8 February", "--02-08"),
    ],
)
def test_dates_are_read_in_both_languages(text: str, start: str) -> None:
    assert [date.start for date in understand(text).dates] == [start]


@pytest.mark.parametrize(
    "text",
    [
        "那江苏呢？",
        "还有呢",
        "谁出席了？",
        "第二项具体怎么做？",
        "它什么时候召开的",
        "他还说了什么",
        "这次会议的主题是什么",
        "什么时候召开的",
        "What about Zhejiang?",
        "And Hubei?",
        "how about orphans",
        "Who attended?",
        "When does it end?",
        "What about the third one?",
        "nà húběi ne",
    ],
)
def test_what_leaves_something_out_is_elliptical(text: str) -> None:
    assert understand(text).elliptical


@pytest.mark.parametrize(
    "text",
    [
        "那曲市的低保标准",
        "湖北省民政厅及其直属单位有哪些任务",
        "为什么要推进两项政策衔接并轨",
        "养老",
        "2024年会议在哪里召开",
        "How is Hubei reforming its funeral services?",
        "What does Anhui say about children whose parents left them?",
        "How many people were there in Hebei?",
        "你好",
        "help",
        "你有哪些公报",
    ],
)
def test_what_names_all_it_needs_is_not(text: str) -> None:
    assert not understand(text).elliptical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海的慈善措施有哪些？", "请问上海的慈善措施有哪些？谢谢！"),
        ("上海的慈善措施有哪些？", "上海的慈善措施有哪些"),
        ("上海的慈善措施有哪些？", "上海的慈善措施有哪些???"),
        ("上海的慈善措施有哪些？", "上海的慈善措施有哪些?請列出"),
        ("浙江怎样加强未成年人保护", "麻烦帮我查一下浙江怎样加强未成年人保护"),
        ("What are Shanghai's charity measures?", "Please tell me: what are Shanghai's charity measures"),
        ("What are Shanghai's charity measures?", "what are shanghai's charity measures??"),
        ("What are Shanghai's charity measures?", "What are Shanghia's charty mesures?"),
        ("shanghai cishan cuoshi", "shang hai ci shan cuo shi"),
        ("shanghai cishan cuoshi", "Shànghǎi císhàn cuòshī"),
        ("shanghai cishan cuoshi", "shanghaicishancuoshi"),
        ("shanghai cishan cuoshi", "shanghai cishann cuoshi"),
    ],
)
def test_politeness_punctuation_and_typing_errors_change_nothing(one: str, other: str) -> None:
    first, second = understand(one), understand(other)
    assert first.places == second.places
    assert first.kinds[0] == second.kinds[0]
    assert [c.meant for c in first.required] == [c.meant for c in second.required]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("上海慈善", "zh"),
        ("上海 GDP", "zh"),
        ("What does 上海 say about 慈善信托?", "en"),
        ("Shanghai charity", "en"),
        ("shanghai cishan", "zh"),
        ("２０２５", "zh"),
    ],
)
def test_the_language_is_that_of_the_question(text: str, language: str) -> None:
    assert understand(text).language == language


def test_the_language_of_the_answer_can_be_fixed() -> None:
    assert understand("上海的慈善措施", language="en").language == "en"
    assert understand("上海的慈善措施", language="en").places[0].short == "上海"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n",
        "？！…",
        "\x00\x01\x1b",
        "上海の福祉政策はどうなっていますか",
        "Какие меры принимает Шанхай?",
        "🙂🙂",
        "ما هي التدابير",
        "慈善" * (LONGEST + 1),
    ],
)
def test_what_is_no_question_says_why_in_both_languages(text: str) -> None:
    question = understand(text)
    assert not question.concepts
    assert question.reason is not None
    assert " / " in question.reason


@given(st.text(max_size=200))
def test_no_text_is_an_error(text: str) -> None:
    question = understand(text)
    assert question.text == text
    assert question.reason or question.kinds


@given(
    st.lists(
        st.sampled_from(
            "第 三 项 “ ” 《 》 2 月 日 谁 是 王 小 the of What ' \" taizhou 1,000 % ² ⅷ ﷺ \ud800".split(" ")
        ),
        max_size=30,
    )
)
def test_no_heap_of_pieces_is_an_error(pieces: list[str]) -> None:
    understand("".join(pieces))
    understand(" ".join(pieces))


@pytest.mark.parametrize(
    "text", ["慈善" * 50_000, "a" * 100_000, "?" * 100_000, "上海 " * 300, "shanghai" * 120, "the " * 240]
)
def test_a_long_question_is_read_in_50_ms(text: str) -> None:
    understand("上海的慈善措施 What are")  # the tables are loaded once
    understand("Which measures")
    took = []
    for _ in range(3):
        start = time.perf_counter()
        understand(text)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.05
