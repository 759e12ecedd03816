"""Text whose signs are all shifted: what is a sign, and what stands for itself. The sentences are invented."""

from __future__ import annotations

import pytest

from corpus.cleaning import clean
from corpus.glyphs import SHIFTED
from corpus.model import Page
from corpus.shifted import signs
from corpus.surroundings import ROWS, weight
from corpus.wordcosts import costs

GLYPH = {sign: glyph for glyph, sign in SHIFTED.items()}
FULL = {chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)}
HALF = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}

PARAGRAPHS = (
    "会议明确了四项任务：一是建好护理院，让出院老人有人管；二是培养护理员30名、社工5名；三是修缮陵园、公园；四是公开账本：每月一次。",
    "记者：现在院里的老人怎么样？院长：大多数人愿意留下来。“远亲不如近邻！”一位82岁的老人说，子女离得远，邻居天天来看他。",
    "12月3日凌晨2点半，湘西州花垣县、赣州市于都县、济宁市兖州区分别收到物资412份，最远的一批走了24小时，行程600多公里。",
    "方案（2025—2028年）提出，到2026年，覆盖率达到75.5％，人员、资源、经费都要落实，护理比不低于1：3。",
    "副厅长袁志刚表示，《养老机构等级划分》（以下简称《划分》）是“看得懂、用得上”的标准，全省3A级机构达到120家。",
    "管理办法：每服务1小时积1分，66岁的也能来；做法并不复杂：同伴支持员、颁证员组成小组。汉代冶铁遗址旁，有一户姓袁的人家。",
    "会员单位、成员单位和志愿者要各司其职，逍遥自在的不是本事，把长远的事办好才是——这一点，大家意见一致。",
)  # fmt: skip


def shifted(text: str, *, digits: bool) -> str:
    """The text as it comes out when its signs, and its digits, were set in another font."""
    return "".join(GLYPH.get(FULL.get(c, c) if digits else c, c) for c in text)


def half(text: str) -> str:
    """The text with half-width signs and digits."""
    return "".join(HALF.get(c, c) for c in text)


def wrapped(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [12, 13, 16, 1000])
@pytest.mark.parametrize("digits", [False, True], ids=["digits stand", "digits are shifted"])
@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda text: text[:6])
def test_a_wholly_shifted_paragraph_is_read_as_it_was_written(paragraph: str, width: int, *, digits: bool) -> None:
    page = Page("a.txt", wrapped(shifted(paragraph, digits=digits), width))
    cleaned = clean(page)
    assert half("".join(cleaned.text.text.split())) == half(paragraph)
    assert all(page.text[repair.at] == repair.stood for repair in cleaned.repairs)


@pytest.mark.parametrize("digits", [False, True])
def test_a_wholly_shifted_page_of_several_paragraphs_is_read_as_it_was_written(*, digits: bool) -> None:
    text = "\n\n".join(PARAGRAPHS)
    assert half(clean(Page("a.txt", shifted(text, digits=digits))).text.text) == half(text)


def test_a_page_without_an_ordinary_comma_is_read_though_its_full_stops_are() -> None:
    text = "近日，江苏省民政厅印发《意见》，对收取、存管作出规定。意见要求，押金不超过三个月床位费，会员费存入账户。"
    assert clean(Page("a.txt", wrapped(text.replace("，", "袁"), 14))).text.text.replace("\n", "") == text


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda text: text[:6])
def test_text_that_is_not_shifted_is_left_alone(paragraph: str) -> None:
    bare = "".join(" " if c in "，。、；：" else c for c in paragraph)
    for text in (paragraph, wrapped(paragraph, 13), bare):
        assert clean(Page("a.txt", text)).repairs == ()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"袁{given} 护理员 {place}" for given in "丽明军红燕伟" for place in ("东区养老院", "西区护理院")),
        "远远近近、遥遥领先的是袁家村、袁家湾、袁家坪、袁家岭、袁家冲、袁家河、袁家坝、袁家沟、袁家庄和其他几个袁姓人家聚居的村庄",
        "Table 1 院 12 园 13 员 14\n袁 3 遥 4 尧 5\n" * 6,
    ],
    ids=["a table of names", "villages named alike", "a table"],
)
def test_characters_that_only_look_like_signs_are_left_alone(text: str) -> None:
    assert clean(Page("a.txt", text)).repairs == ()


def test_an_article_that_is_shifted_beside_one_that_is_not_is_read_alone() -> None:
    plain = "袁家村的护理院，院长袁丽。会员、成员说，离得远的人员愿意来。"
    both = f"{plain}\n\n{shifted(PARAGRAPHS[1], digits=True)}\n\n{plain}"
    assert half(clean(Page("a.txt", both)).text.text) == half(f"{plain}\n\n{PARAGRAPHS[1]}\n\n{plain}")


def test_a_shifted_digit_counts_points_of_a_percentage_on_a_page_with_ordinary_numbers() -> None:
    text = "调查回收问卷806份袁走访家庭1250户袁覆盖县区24个遥结果显示袁满意的人比上年多了远个百分点袁大家都说好遥"
    assert dict(signs(text))[text.index("远")] in "6６"


def test_a_mark_alone_on_a_line_opens_no_quotation() -> None:
    text = "民政部门开展野寒冬送暖冶行动袁\n“\n为老人送去棉被遥社区推行野先行救助冶袁街道设立备用金遥"
    read = dict(signs(text))
    assert [read.get(at) for at, c in enumerate(text) if c in "野冶袁遥"] == list("“”，。“”，。")


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("援助人员员园园名", "援助人员１００名"),
        ("办理结婚登记员.怨万对", "办理结婚登记１.９万对"),
        ("养老护理员猿园名", "养老护理员３０名"),
        ("今年员至员园月", "今年１至１０月"),
        ("记者高远缘月怨日", "记者高远５月９日"),
        ("每天愿院猿园开门", "每天８：３０开门"),
        ("远亲愿意来公园", "远亲愿意来公园"),
        ("老人远在他乡", "老人远在他乡"),
        ("到院后先登记", "到院后先登记"),
        ("该院院长", "该院院长"),
        ("气温低于零下圆缘益", "气温低于零下２５℃"),
        ("渊民发也圆园圆缘页员圆号冤", "（民发〔２０２５〕１２号）"),
        ("推广耶一老一小爷服务", "推广‘一老一小’服务"),
        ("捐来N怨缘口罩", "捐来N９５口罩"),
    ],
)
def test_numbers_and_words_are_told_apart(stands: str, reads: str) -> None:
    around = "圆园圆缘年缘月圆园日袁民政厅发布消息袁{}袁群众都说好袁愿意参加遥"
    text = around.format(stands)
    read = dict(signs(text))
    assert "".join(read.get(at, c) for at, c in enumerate(text)) == (
        f"２０２５年５月２０日，民政厅发布消息，{reads}，群众都说好，愿意参加。"
    )


def test_an_items_number_is_read_at_a_lines_start() -> None:
    text = "指导意见有三项遥\n员.巡访对象遥独居老人袁高龄老人遥\n圆.组织实施遥街道牵头遥\n猿尧经费保障遥财政支持遥"
    read = dict(signs(text))
    assert [c for c in read.values() if "０" <= c <= "９"] == list("１２３")


def test_letters_are_read_in_runs_only() -> None:
    text = "社区引进粤陨机器人袁上线粤孕孕袁老人再也不怕孤单袁在家就能预约遥居民都说好袁愿意用遥"
    read = dict(signs(text))
    assert "".join(read.get(at, c) for at, c in enumerate(text)) == (
        "社区引进ＡＩ机器人，上线ＡＰＰ，老人再也不怕孤单，在家就能预约。居民都说好，愿意用。"
    )


@pytest.mark.parametrize(
    "clause",
    [
        "卫生院与敬老院实行“两院一体”，一个院长管到底",
        "妥善安置在院老人，院外老人上门巡访",
        "全县养老大院覆盖率过半，大院带小院",
        "科学院的专家和社会科学院的研究员同来",
        "邻居老袁和小袁是志愿者，袁家的事大家帮",
        "副局长李尧、科长张尧到场，尧王庙里人不少",
        "翠苑街道、文苑小区、鹿苑村共用一个食堂",
        "电梯曳引机要年检，烛光摇曳",
        "冤假错案要纠正，喊冤有路，冤家成了亲家",
        "家学渊源很深，学识渊博的老馆长退休了",
        "学而时习之，子曰诗云念得响亮，美其名曰晨读",
        "保洁员个人和保育员家里都收到了慰问信",
        "各地一院一档，逐院登记在册",
        "农村互助院六百八十个都通了热水",
        "关爱一老一小，袁建国书记到场，个子矮小，袁老师照顾他",
        "推进助餐、助浴，社工上门服务，社工很用心，拓宽视野，民政部门来，民政干部去",
        "孩子还小，袁芳很着急，灯亮了。远山静静的，目前袁丽芳在家休养",
        "产品要经过质检：每批都查，会员粤和桂都有，由马、牛、羊拉车",
        "全心全意服务老百姓，四个孩子四个姓，他姓袁的邻居笑了",
        "家住得遥远，任何、所有时空遥远的事都问，盛唐、宋代也问",
        "今年的清单：内容、形式都要有，他记下的事：外国专家来过，大家关心的事：落实得怎样",
        "颐和养护院二楼的灯亮着，安康托养院三楼的也亮着",
        "从源头上管住收费，翠苑日间照料中心也公开账本",
        "议事会在12号院的葡萄架下开起来，逐院逐项排查，花都开了",
        "2015年开院时只有三间房",
        "装上扶手和折叠浴凳，添了浴缸和助浴车",
        "一趟远门要走三天，远路难行",
        "家属袁云岚把遗像抱在怀里，儿子叫袁云岚妈妈",
        "救助站在灾后第二天就开了门，去年遭了灾，是大家帮的",
        "二级巡视员袁淑云出席",
        "副部长尧美玲、惠州市民政局局长叶小青同来",
        "省民政厅厅长冯冶平出席。冯冶平指出",
        "安置到佛坪县袁家庄街道的老人",
        "修水、武宁、都昌三县，河北、山东两省",
        "老窑厂、徐家窑都成了社区食堂",
        "代办员，由代办员上门办，巡访员对老人多加留意",
        "听老矿工讲冶炼，画野花，认庄稼",
        "放学写作业，林业职工来讲课，摸摸额头，掖掖被角",
        "送来浴槽，接送入浴",
        "悬挂“尧乡食堂”的标牌",
        "点亮心愿，自愿报名",
        "近年来，村镇两级投入资金，如今，村社区有食堂，清晨，集镇上人来人往",
        "等远处的亲人回家，建成远处可见的灯塔，在起点远处招手",
        "他负责日常照护院内的老人",
        "张野介绍，王野说，陈冶主持会议",
        "野花开了。野花谷办节。村里野花多！野花香",
        "他有缘封存旧信，两个法院一审判决",
        "医附二院、浙大一院都来义诊，留院老人有人照护",
        "可问题随之而来：站点设在镇上，牧民却分散在草场",
        "本报讯（记者袁全、方逸）",
        "唐寅的画展开了，社工周寅说，甲寅年修的庙",
        "他喊：“小袁，今天的面软和些！”系着围裙的袁小兵应了。袁小兵三十岁",
    ],
)
@pytest.mark.parametrize("width", [13, 15, 1000])
def test_a_glyph_in_a_word_of_its_surroundings_is_no_sign(clause: str, width: int) -> None:
    text = f"近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。{clause}，群众都说好，愿意参加。"
    shown = wrapped(shifted(text, digits=False), width)
    assert "".join(clean(Page("a.txt", shown)).text.text.split()) == text


def test_digits_by_themselves_are_read_where_all_other_numbers_have_more() -> None:
    text = (
        "３月的一天，“桶长”下水救起５人。22年过去，这支队伍从６个人发展到143人，有冲锋舟17条，"
        "每年救起46人，直到２点才走。"
    )
    stood = "".join(GLYPH.get(c, c) for c in text)
    assert "".join(clean(Page("a.txt", stood)).text.text.split()) == text


def test_an_arrow_leads_from_step_to_step() -> None:
    text = "近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。流程是受理→审核→发放，寅时起床的人都说好。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=False))).text.text.split()) == text


def test_a_quotations_last_stop_is_read_whatever_word_it_makes() -> None:
    text = "近日，民政部门开展走访，了解情况，听取意见，受到欢迎。他说：“卖不好就打平。”大家笑了，都愿意参加。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=False))).text.text.split()) == text


@pytest.mark.parametrize(
    "clause",
    [
        "每站设８到１２张躺椅",
        "３栋２单元的老人",
        "按“１＋３＋Ｎ”的办法",
        "建成１个服务站",
        "６月１７日开始",
        "全市有５家机构",
        "沿长江２号洪水",
        "任书记任４年",
        "全省有救助协理员２１４００人，网格员１２０名，每年培训快递员３００人次",
        "每周２次：一次送餐",
        "提高８倍：这是好事",
        "从来源至２００元",
        "“５＋２”",
        "评上５Ａ级的１２家、４Ａ级的３５家",
        "腰上挂着２２把钥匙",
        "自８月１日起施行",
        "全省６６家机构、６６万名老人",
        "家风宣讲员６２名",
        "室温有２２摄氏度",
        "换鲜花１束",
        "其中：（１）自付的部分",
        "每县至少有３家机构",
        "等级为“５A”“４A”",
        "捐了６６副假肢",
        "到今年３月，一共有４人",
        "等６家机构揭了牌",
        "等６处户外颁证点",
        "６月的江水平静了。６月底完工",
        "明确三项任务：１．摸清底数；２．建好台账；３．落实责任",
        "包括两项任务：１.建好平台。２.办好食堂",
    ],
)
def test_a_digit_is_read_where_something_is_counted_or_dated(clause: str) -> None:
    text = f"近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。{clause}，群众都说好，愿意参加。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=True))).text.text.split()) == text


def test_a_glyph_in_a_name_or_a_word_is_no_digit() -> None:
    text = "近日，民政部门开展走访，了解情况，受到欢迎。记者采访了社会救助处处长龙远平。龙远平：门槛放低，不随缘。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=True))).text.text.split()) == text


@pytest.mark.parametrize(
    "clause",
    [
        "头发花白的老人，泣不成声",
        "走出一条乡村养老新路。与此同时，和村民同吃同住",
        "新当选会长袁立军表示，要办好",
        "年满80岁的，每月发放补贴",
        "在云南，天祥公司捐了款，天祥公司还派了人",
        "大家都很不满：时间太长",
        "真热闹！场面温馨，太干净了！床单换了",
        "学员、慧明社工都来了",
        "康国华当选为会长，李慧当选副会长",
        "罗敏当选副会长，邵立新兼任秘书长",
        "座谈会上，江磊指出，这件事要办好",
        "社区不在大小，在人情味",
        "赵长河当选会长，秦岚等9人当选副会长",
        "副局长妥世荣介绍，州里成立了小组",
        "好地名，老地名，一个都不能少",
        "联系了家属，摔倒的爷爷得救了，志愿者，写完作业再走",
    ],
)
def test_a_comma_is_no_surname_before_what_nobody_is_called(clause: str) -> None:
    text = f"近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。{clause}，群众都说好，愿意参加。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=False))).text.text.split()) == text


def test_the_signs_of_a_headline_between_two_shifted_texts_tell_nothing_of_theirs() -> None:
    text = "近日，民政部门开展走访，了解情况，听取意见。入选案例有“三个共同点”：一是找得准，二是办得土，三是立得住。"
    column = wrapped(shifted(text, digits=False), 14)
    page = f"{column}\n山城：“背包社工”进了村\n{column}"
    assert "".join(clean(Page("a.txt", page)).text.text.split()) == f"{text}山城：“背包社工”进了村{text}"


def test_numbers_in_circles_are_read_inside_a_clause_if_there_are_three() -> None:
    text = "小区事项要经过淤入户征询、于方案比选、盂票决公示三道程序，清淤于九月完成。"
    assert clean(Page("a.txt", text)).text.text == text.replace("淤入", "①入").replace("于方", "②方").replace("盂", "③")
    for other in ("河道清\n淤，小将\n于九月到校。", "水库淤得厉害，于去年清理。", "清淤、于九月完成、盂县来人。"):
        assert clean(Page("a.txt", other)).text.text == other


def test_a_ratio_keeps_its_sign() -> None:
    text = "近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。费用按５∶３∶２分担，群众都说好，愿意参加。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=True))).text.text.split()) == text


@pytest.mark.parametrize(
    "clause",
    [
        "会议指出：底线不能破",
        "具体任务如下：摸清底数，建好台账",
        "主要有三种形式：村办、企办、联办",
        "时间：周六上午，地点：社区广场",
        "他回到家说：“院里住得好。”",
        "要抓好的工作：一是建机制，二是强保障",
        "要做好几道加法：一要多走一步，二要多问一句",
        "她提议：“咱们一起办。”",
        "托管坚持三个统一：一统一收费，二统一培训",
        "一次办好。附：申请表一份",
    ],
)
def test_a_colon_stands_behind_what_is_said_or_announced(clause: str) -> None:
    text = f"近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。{clause}，群众都愿意参加。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=False))).text.text.split()) == text


@pytest.mark.xfail(strict=True, reason="told only by rows that spoke of such a clause alone, and misled elsewhere")
@pytest.mark.parametrize(
    ("clause", "digits"),
    [
        ("题目取自日常照护：为老人穿衣", False),
        ("“２”是两支队伍", True),
        ("每户积５分", True),
        ("丁香苑日间照料中心也公开账本", False),
        ("俺院儿的人都说好", False),
        ("湖边的“莲缘里”颁证基地", False),
        ("逐院逐项排查，满院的花都开了", False),
    ],
)
def test_a_glyph_that_may_be_either(clause: str, *, digits: bool) -> None:
    text = f"近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。{clause}，群众都说好，愿意参加。"
    assert "".join(clean(Page("a.txt", shifted(text, digits=digits))).text.text.split()) == text


def test_a_headline_keeps_the_colon_behind_its_place() -> None:
    lead = "近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎。"
    text = f"福建：村村有食堂\n{lead}\n山东：院落成了老人的食堂\n饭菜可口，价钱公道。"
    assert clean(Page("a.txt", shifted(text, digits=False))).text.text == text


def test_a_headline_that_follows_another_keeps_the_colon_behind_its_place() -> None:
    lead = "近日，民政部门开展走访，了解情况，听取意见，受到大家欢迎，取得实效。"
    text = f"{lead}\n回家的路不再长\n山西：城乡低保标准提高\n{lead}"
    assert clean(Page("a.txt", shifted(text, digits=False))).text.text == text


def test_each_row_of_surroundings_is_weighed_where_both_sides_match() -> None:
    assert all(row.weight for row in ROWS)
    assert weight("会议指出院要稳", 4) < 0 < weight("两院一体", 1)
    assert weight("老袁和小", 1) > 0 == weight("一老袁和", 2)
    assert weight("无关的字", 1) == 0


def test_numbers_in_circles_are_read_behind_an_indent() -> None:
    text = "明确三项任务。\n　　淤推动签约。\n　　于做强养老。 盂发展护理。"
    assert clean(Page("a.txt", text)).text.text == "明确三项任务。\n①推动签约。\n②做强养老。 ③发展护理。"


def test_the_table_of_words_has_names_of_places_and_costs_of_words() -> None:
    table = costs()
    assert table["花垣"] < 10
    assert table["人员"] < table["员工"] < 13
    assert min(table.values()) > 0
