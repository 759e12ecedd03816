"""Which of a headline's lines stand over it as a kicker."""

from __future__ import annotations

import pytest

from corpus.lines import lines_of
from corpus.parts import kicker_lines
from corpus.traced import whole

KICKERS = [
    ("守好群众的“养命钱”", "湖南开展养老机构资金监管检查", "湖南省民政厅近日对全省养老机构的资金监管情况开展检查。"),
    ("摸清底数、精准施策、跟踪问效……", "让山区老人吃上热饭", "近日，江西省井冈山市的十二个村办起了老年食堂。"),
    ("有场地 有队伍 有活动", "社区里来了“银龄教师”", "每周二，河北省保定市的退休教师都会到社区上课。"),
    ("访某市养老服务指导中心主任", "失能老人怎样才能少跑路", "失能评估一年一次，老人常为此往返奔波。"),
    ("民政部有关负责人解读《办法》", "公开募捐成本有了新规矩", "9月起施行的《办法》对募捐成本作出规定。"),
    ("有场地 有队伍 促治理创新", "乡村老人吃上热饭", "山西省平遥县的村子办起了老年食堂。"),
    ("有温度、有力度", "聚焦“一老一小”", "江苏省连云港市为老人和孩子办了几件实事。"),
    ("民政论坛", "为基层减负，要减到心坎上", "一些社区的牌子摘了又挂，居民看在眼里。"),
]
TWO_LINES = [
    ("第九届西部志愿服务大赛落幕", "36个项目获奖", "11月2日，第九届西部志愿服务大赛在西宁落幕，36个项目获奖。"),
    ("河南省召开全省", "殡葬管理工作会议", "3月9日，河南省民政厅在郑州召开全省殡葬管理工作会议。"),
    ("城市困难职工帮扶标准", "提高到每人每月900元", "全国总工会近日提高城市困难职工帮扶标准。"),
    ("印发《关于加强县域", "养老服务的意见》", "近日，省政府印发《关于加强县域养老服务的意见》。"),
    ("照护床位怎么建？重", "庆市民政局作答", "日前，重庆市照护床位的管理办法印发。就热点，有关负责人作了解答。"),
    ("让小票子守住大民心——", "也谈村级救助资金公开", "村口的公示栏里，一张名单贴了三年。"),
    ("给志愿者减负，", "先从少拍照开始", "一些地方的志愿者说，最累的是拍照。"),
    ("全国办理跨", "省婚姻登记逾百万件", "前三季度，全国办理跨省婚姻登记103万件。"),
    ("从一个人走到一群人帮", "江西赣州困境儿童保护观察", "放学铃响，校门口站着几位爱心妈妈。"),
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
