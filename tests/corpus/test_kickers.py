"""Which of a headline's lines stand over it as a kicker."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.kickers import SIGNS, Sign, kicker_lines, seam_of
from corpus.lines import lines_of
from corpus.traced import whole

KICKERS = [
    ("守好群众的“养命钱”", "湖南开展养老机构资金监管检查", "湖南省民政厅近日对全省养老机构的资金监管情况开展检查。"),
    ("摸清底数、精准施策、跟踪问效……", "让山区老人吃上热饭", "近日，江西省井冈山市的十二个村办起了老年食堂。"),
    ("有场地 有队伍 有活动", "社区里来了“银龄教师”", "每周二，河北省保定市的退休教师都会到社区上课。"),
    ("访某市养老服务指导中心主任", "失能老人怎样才能少跑路", "失能评估一年一次，老人常为此往返奔波。"),
    ("民政部有关负责人解读《办法》", "公开募捐成本有了新规矩", "9月起施行的《办法》对募捐成本作出规定。"),
    ("有场地 有队伍 促治理创新", "乡村老人吃上热饭", "山西省平遥县的村子办起了老年食堂。"),
    ("有温度、有力度", "聚焦“一老一小”", "江苏省连云港市为老人和孩子办了几件实事。"),
    ("对话殡仪馆馆长吴敏：", "做有温度的送别", "在殡仪馆工作了26年，吴敏从一名火化工做起。"),
    ("对话基金会秘书长沈若溪——", "“公开不是负担”", "成立六年的基金会得了满分。"),
    ("60个个人和团队获表彰", "第九届“岱山慈善奖”在泰安颁发", "12月6日，第九届“岱山慈善奖”颁奖。"),
    ("千名志愿者服务“三月三”……", "歌圩上的“红马甲”", "农历三月初三，歌圩人山人海。"),
    ("两年覆盖全省留守儿童", "四川启动“情暖童心”关爱行动", "6月3日，四川省启动“情暖童心”农村留守儿童关爱行动。"),
    ("民生时评", "别让好事难办", "一些社区的牌子摘了又挂，居民看在眼里。"),
    ("民政论坛", "为基层减负，要减到心坎上", "一些社区的牌子摘了又挂，居民看在眼里。"),
    ("某市召开未成年人保护工作会议", "用爱守护 伴你成长", "3月6日，某市召开未成年人保护工作会议。"),
    ("每一笔钱花在哪里", "春雨公益基金会公布年度账本", "春雨公益基金会日前公布年度账本。"),
    ("材料由十份减为四份 全程网上填报", "年检有哪些变化河北省民政厅作出解答", "河北省民政厅公布年检的办法。"),
    ("银龄行动", "山西召开银龄志愿服务现场推进会", "山西省银龄志愿服务现场推进会近日在太原召开。"),
    ("走基层·一线见闻", "雪线上的婚姻登记车", "一辆登记车开上了海拔四千米的牧场。"),
]
TWO_LINES = [
    ("低收入人口怎么认定、怎么帮？", "贵州省民政厅负责人这样回答", "贵州省民政厅负责人回答了记者的提问。"),
    ("“星星的孩子”", "在“星光里”找到自己的轨道", "一所机构帮助孤独症孩子。"),
    ("如何融得进？", "局长谈社区治理", "外来的人越来越多，怎样让他们留得下来。"),
    ("两元钱能做什么？", "“暖冬助学”公布三年账目", "一笔两元的捐赠，也要让人看得见去向。"),
    ("第九届西部志愿服务大赛落幕", "36个项目获奖", "11月2日，第九届西部志愿服务大赛在西宁落幕，36个项目获奖。"),
    ("河南省召开全省", "殡葬管理工作会议", "3月9日，河南省民政厅在郑州召开全省殡葬管理工作会议。"),
    ("城市困难职工帮扶标准", "提高到每人每月900元", "全国总工会近日提高城市困难职工帮扶标准。"),
    ("印发《关于加强县域", "养老服务的意见》", "近日，省政府印发《关于加强县域养老服务的意见》。"),
    ("照护床位怎么建？重", "庆市民政局作答", "日前，重庆市照护床位的管理办法印发。就热点，有关负责人作了解答。"),
    ("让小票子守住大民心——", "也谈村级救助资金公开", "村口的公示栏里，一张名单贴了三年。"),
    ("给志愿者减负，", "先从少拍照开始", "一些地方的志愿者说，最累的是拍照。"),
    ("对口援疆结对 喀什十所福利院", "用上“智慧康复”系统", "4月21日，新疆喀什的福利院用上了康复系统。"),
    ("江西省民政厅负责人解读", "《养老服务条例》实施细则", "江西省民政厅负责人近日解读《养老服务条例》实施细则。"),
    ("全国办理跨", "省婚姻登记逾百万件", "前三季度，全国办理跨省婚姻登记103万件。"),
    (
        "河南省民政厅召开2025年全省民政系统巩固拓展",
        "脱贫成果 扎实推进乡村振兴工作视频会",
        "近日，河南省民政厅召开视频会。",
    ),
    ("江西召开全省民政工作会议部署", "七项年度重点任务", "1月6日，江西省召开全省民政工作会议。"),
    ("毕节推进社会救助“一件事”改革", "让困难群众少跑路快受益", "贵州省毕节市近日推进社会救助改革。"),
    ("暴雨夜里，是他们", "把老人一个个背了出来", "7月20日夜里，水漫进了养老院的一楼。"),
    ("小餐桌大文章：探访哈尔滨", "道外区老字号食堂", "黑龙江省哈尔滨市道外区有一家食堂。"),
    ("宁夏：让应急救援中的社会力量", "“拧成一股绳”", "宁夏回族自治区民政厅建立协同机制。"),
    ("3.6亿元！", "航运集团设立海岛助学基金", "一家航运集团近日设立基金，帮助海岛上的学生。"),
    ("对话盲人调音师：", "“我听得见颜色”", "他调了二十年的琴。"),
    ("云南省殡葬改革工作联席会议", "2025年第二次全体会议在昆明召开", "云南省殡葬改革工作联席会议近日在昆明召开。"),
    ("旧礼堂变身新食堂", "——看山村如何办养老", "山西省平遥县的一座旧礼堂办起了老年食堂。"),
]


def over(first: str, second: str, body: str) -> int:
    return kicker_lines(lines_of(whole(f"{first}\n{second}")), body)


@pytest.mark.parametrize(("first", "second", "body"), KICKERS)
def test_a_slogan_a_list_an_interview_or_a_columns_name_is_a_kicker(first: str, second: str, body: str) -> None:
    assert over(first, second, body) == 1


@pytest.mark.parametrize(("first", "second", "body"), TWO_LINES)
def test_a_headline_that_goes_on_in_its_second_line_has_no_kicker(first: str, second: str, body: str) -> None:
    assert over(first, second, body) == 0


@pytest.mark.xfail(strict=True, reason="one source's truth; others print such lines the other way round")
@pytest.mark.parametrize(
    ("first", "second", "body", "kickers"),
    [
        ("“我一直都在”", "社工的十年", "她在社区里做了十年，人人认识她。", 1),
        ("贵州持续推进“乡村著名行动”", "一块门牌连起万家灯火", "在贵州省遵义市的山村里，家家户户钉上了新门牌。", 1),
        ("云南施甸推行殡葬礼俗改革", "一捧鲜花代替纸钱", "清明将至，云南省施甸县的公墓里鲜花多了起来。", 1),
        ("重庆南川：送浴车开到山里", "卸下三年的心事", "三年没有洗过一次热水澡的老人笑了。", 1),
        ("“护理员首先要有耐心”", "对话护理院院长罗梅", "在江苏省昆山市的一家护理院，罗梅当了十年院长。", 1),
        ("从一个人走到一群人帮", "江西赣州困境儿童保护观察", "放学铃响，校门口站着几位爱心妈妈。", 0),
        ("青山作证", "某县节地生态安葬渐成风尚", "三月，县里的公墓办了一场集体安葬。", 0),
        ("让街巷热起来 让老人笑起来", "河北“幸福食堂”走笔", "午饭时分，食堂里坐满了人。", 0),
    ],
)
def test_lines_that_may_be_read_either_way(first: str, second: str, body: str, kickers: int) -> None:
    assert over(first, second, body) == kickers


HEADLINES = (Path(__file__).parents[1] / "data" / "headlines.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("kind", "kickers", "most"), [("kicker", 1, 19), ("headline", 0, 3)])
def test_of_hundreds_of_pairs_of_lines_few_are_taken_amiss(kind: str, kickers: int, most: int) -> None:
    pairs = [row.split("\t")[2:] for row in HEADLINES if row.split("\t")[1] == kind]
    amiss = [(first, second) for first, second, lead in pairs if over(first, second, lead) != kickers]
    assert len(pairs) > 400
    assert 100 * len(amiss) <= most * len(pairs), amiss


PAIRS = [sign for sign in SIGNS if " / " in sign.example]


@pytest.mark.parametrize("sign", PAIRS, ids=lambda sign: sign.example)
def test_a_sign_is_told_by_its_example(sign: Sign) -> None:
    first, second = sign.example.split(" / ")
    seam = seam_of(lines_of(whole(f"{first}\n{second}")), f"{first}{second}")
    assert sign.told(seam)


def test_hardly_a_sign_has_no_example() -> None:
    assert len(SIGNS) - len(PAIRS) < 12
