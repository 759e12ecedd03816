"""Pages whose articles stand or open out of the ordinary; all are invented."""

from __future__ import annotations

import pytest

from corpus.assembly import assemble
from corpus.model import Page

WIDTH = 14

TITLE = "青海召开儿童福利工作会议"
LEAD = "3月6日，青海省儿童福利工作会议在西宁召开，省民政厅副厅长祁连山出席会议并讲话，各市州民政局负责同志参加。"
PLACE_LEAD = "3月6日，青海省儿童福利工作会议在西宁市城北区召开了。"
WHO = "省民政厅副厅长祁连山出席会议并讲话，西宁市副市长马兰致辞。"
REST = (
    "会议指出，过去一年，全省儿童福利机构转型稳步推进，儿童主任队伍不断壮大，关爱服务更加精细。",
    "会议强调，要摸清底数，建立台账，把困境儿童的需求逐一记录在册，做到一人一档。",
)
OTHER_TITLE = "甘肃部署冬季救助行动"
OTHER = (
    "近日，甘肃省民政厅印发通知，部署冬季救助行动，要求各地加强街面巡查，不落一处桥洞。",
    "通知要求，救助管理站二十四小时接听求助电话，备足棉衣棉被，帮受助人员寻亲返乡。",
)
BRIEF = "4月6日，江苏省养老服务条例座谈会在南京召开，省人大常委会副主任刘庆出席并讲话。"
STORY_TITLE = "一盏灯亮到了天明"
STORY = (
    "晚上九点，浙江省缙云县壶镇的书屋还开着门，几个孩子围着退休教师陶月琴听故事。",
    "书屋怎样不关门？村里的办法是大家轮流值守，钥匙挂在门边，谁有空谁来开门。",
    "来值班的人多了，书屋的书也多了，陶月琴说，好几个孩子要听到散场才肯回家。",
)


RULES = (
    "根据联盟章程，成员单位每季度召开一次儿童福利联席会议，会商困境儿童的个案。",
    "联盟还将开通统一热线，由专业社工轮流值守，儿童主任随时上报。",
)
GUESTS = "香港建筑师学会成员伍佩珊、英国设计师汤姆·怀特无偿承担了设计工作。"


def wide(paragraph: str) -> tuple[str, ...]:
    return tuple(paragraph[at : at + 2 * WIDTH] for at in range(0, len(paragraph), 2 * WIDTH))


def wrapped(*paragraphs: str) -> tuple[str, ...]:
    return tuple(p[at : at + WIDTH] for p in paragraphs for at in range(0, len(p), WIDTH))


PAGES = {
    "the rest, the headline, then the lead": (
        (*wrapped(*REST), TITLE, *wrapped(LEAD), OTHER_TITLE, *wrapped(*OTHER)),
        {TITLE: LEAD + "".join(REST), OTHER_TITLE: "".join(OTHER)},
    ),
    "the lead, the headline, then the rest": (
        (OTHER_TITLE, *wrapped(*OTHER), *wrapped(LEAD), TITLE, "■ 本报记者 李庆", *wrapped(*REST)),
        {TITLE: LEAD + "".join(REST), OTHER_TITLE: "".join(OTHER)},
    ),
    "a lead of two paragraphs behind the rest": (
        (*wrapped(*REST, PLACE_LEAD, WHO), TITLE, OTHER_TITLE, *wrapped(*OTHER)),
        {TITLE: PLACE_LEAD + WHO + "".join(REST), OTHER_TITLE: "".join(OTHER)},
    ),
    "a lead behind its article, and another article's behind it": (
        (TITLE, *wrapped(*REST), "（据青海省民政厅）", *wrapped(LEAD), *wrapped(*OTHER), OTHER_TITLE),
        {TITLE: LEAD + "".join(REST), OTHER_TITLE: "".join(OTHER)},
    ),
    "short headings inside, one of which has more of the words than the headline": (
        (STORY_TITLE, *wrapped(*STORY[:2]), "值好一班岗", *wrapped(STORY[2]), OTHER_TITLE, *wrapped(*OTHER)),
        {STORY_TITLE: "".join((*STORY[:2], "值好一班岗", STORY[2])), OTHER_TITLE: "".join(OTHER)},
    ),
    "a rest that opens by itself, its headline, then the wide lead": (
        (*wrapped(*RULES), TITLE, *wide(LEAD), "■ 本报记者 李庆", OTHER_TITLE, *wrapped(*OTHER)),
        {TITLE: LEAD + "".join(RULES), OTHER_TITLE: "".join(OTHER)},
    ),
    "two headlines below their articles, over the second a slogan of two halves": (
        (*wrapped(LEAD, *REST, *OTHER), "线上预警、线下走访……", TITLE, "冬日送暖 情系万家", OTHER_TITLE),
        {TITLE: LEAD + "".join(REST), OTHER_TITLE: "".join(OTHER)},
    ),
    "a last paragraph that names another province": (
        (OTHER_TITLE, *wrapped(*OTHER, GUESTS), TITLE, *wrapped(LEAD, *REST)),
        {OTHER_TITLE: "".join((*OTHER, GUESTS)), TITLE: LEAD + "".join(REST)},
    ),
    "a reporter whose short name is set apart": (
        (TITLE, "姻 本报记者 李 庆", *wrapped(LEAD, *REST)),
        {TITLE: LEAD + "".join(REST)},
    ),
    "a scene that is left off with dots": (
        ("大同举行护理技能比赛", "铺床、翻身、喂食、急救……", *wrapped("5月9日，山西省大同市护理技能比赛开赛。")),
        {"大同举行护理技能比赛": "铺床、翻身、喂食、急救……5月9日，山西省大同市护理技能比赛开赛。"},
    ),
    "a feast in the first line under a headline": (
        ("大同新添五处生态墓园", *wrapped("清明节前夕山西省大同市云州区的生态墓园迎来一批祭扫市民，园里没有墓碑。")),
        {"大同新添五处生态墓园": "清明节前夕山西省大同市云州区的生态墓园迎来一批祭扫市民，园里没有墓碑。"},
    ),
    "a headline's line that ends with a verb": (
        ("石家庄市“阳光驿站”助", "康复者“重启生活”", *wrapped("串珠、烘焙，在河北省石家庄市“阳光驿站”，康复者正忙。")),
        {"石家庄市“阳光驿站”助康复者“重启生活”": "串珠、烘焙，在河北省石家庄市“阳光驿站”，康复者正忙。"},
    ),
    "a brief, and another article whose lead is missing": (
        (
            *wrapped(BRIEF),
            OTHER_TITLE,
            *wrapped("会议指出，冬季救助行动要早部署，救助管理站二十四小时值守，不落一处桥洞。", OTHER[1]),
            "江苏召开养老服务条例座谈会",
        ),
        {
            "江苏召开养老服务条例座谈会": BRIEF,
            OTHER_TITLE: "会议指出，冬季救助行动要早部署，救助管理站二十四小时值守，不落一处桥洞。" + OTHER[1],
        },
    ),
    "a headline that ends with help": (
        (
            "邻里守望相助",
            *wrapped("近日，江西省南昌市东湖区的邻里互助队上门为老人送饭，守望相助成了新风尚。"),
            OTHER_TITLE,
            *wrapped(*OTHER),
        ),
        {
            "邻里守望相助": "近日，江西省南昌市东湖区的邻里互助队上门为老人送饭，守望相助成了新风尚。",
            OTHER_TITLE: "".join(OTHER),
        },
    ),
    "a headline with a whole address": (
        (
            "四川省成都市武侯区老人吃上热饭",
            *wrapped("近日，四川省成都市武侯区办起三十家食堂，老人吃上热饭，每餐补贴两元。"),
            OTHER_TITLE,
            *wrapped(*OTHER),
        ),
        {
            "四川省成都市武侯区老人吃上热饭": "近日，四川省成都市武侯区办起三十家食堂，老人吃上热饭，每餐补贴两元。",
            OTHER_TITLE: "".join(OTHER),
        },
    ),
    "a notice that begins with whom it is written to, and has numbered headings": (
        (
            OTHER_TITLE,
            *wrapped(*OTHER),
            "贵阳市民政局关于做好",
            "公益性公墓管理的通知",
            "各区（市）县民政局，各有关",
            "单位：",
            *wrapped("为规范公益性公墓管理，根据有关规定，现将公益性公墓的有关事项通知如下。"),
            "一、登记范围",
            *wrapped("2024年6月30日前建成的公益性公墓，都应当按照规定办理登记。"),
            "二、登记时间",
            *wrapped("3月1日至5月31日受理登记，公益性公墓的管理单位逾期不得收费。"),
        ),
        {
            OTHER_TITLE: "".join(OTHER),
            "贵阳市民政局关于做好公益性公墓管理的通知": "各区（市）县民政局，各有关单位：为规范公益性公墓管理，"
            "根据有关规定，现将公益性公墓的有关事项通知如下。一、登记范围2024年6月30日前建成的公益性公墓，都应当按照规定办理登记。"
            "二、登记时间3月1日至5月31日受理登记，公益性公墓的管理单位逾期不得收费。",
        },
    ),
    "questions that a text begins with": (
        (
            "《四川省临时救助办法》政策问答",
            *wrapped("问：为什么要出台《四川省临时救助办法》？"),
            *wrapped("答：以往的临时救助审批时间长，急难的家庭等不起，办法把时间缩短到三天。"),
            *wrapped("问：怎样申请？"),
            *wrapped("答：向所在的乡镇提出，也可以请村里的代办员上门办理临时救助。"),
        ),
        {
            "《四川省临时救助办法》政策问答": "问：为什么要出台《四川省临时救助办法》？"
            "答：以往的临时救助审批时间长，急难的家庭等不起，办法把时间缩短到三天。"
            "问：怎样申请？答：向所在的乡镇提出，也可以请村里的代办员上门办理临时救助。"
        },
    ),
    "a headline that is cut at a comma": (
        (
            OTHER_TITLE,
            *wrapped(*OTHER),
            "寻亲二十年，",
            "兰州救助站帮他找到家",
            *wrapped("十月的一个清晨，甘肃省兰州市救助站的门口停下一辆车，寻亲二十年的老人回家了。"),
        ),
        {
            OTHER_TITLE: "".join(OTHER),
            "寻亲二十年，兰州救助站帮他找到家": "十月的一个清晨，甘肃省兰州市救助站的门口停下一辆车，"
            "寻亲二十年的老人回家了。",
        },
    ),
    "a lead that names the place again under the headline": (
        (
            "安徽实施“皖美小区”三年计划",
            "安徽省民政厅等六部门",
            *wrapped("近日印发“皖美小区”三年计划，提出到2027年建成一千个样板小区。"),
        ),
        {
            "安徽实施“皖美小区”三年计划": "安徽省民政厅等六部门近日印发“皖美小区”三年计划，"
            "提出到2027年建成一千个样板小区。"
        },
    ),
    "a headline that begins with whom it is told of": (
        (
            OTHER_TITLE,
            *wrapped(*OTHER),
            "记一名山村老邮递员",
            *wrapped("天还没有亮，老邮递员钟正山已经把邮包捆上了摩托车。山村的路他闭着眼也能走。"),
        ),
        {
            OTHER_TITLE: "".join(OTHER),
            "记一名山村老邮递员": "天还没有亮，老邮递员钟正山已经把邮包捆上了摩托车。山村的路他闭着眼也能走。",
        },
    ),
    "a credit that a column's end broke behind the last sentence": (
        (
            TITLE,
            *wrapped(LEAD),
            *wrapped(REST[0])[:-1],
            wrapped(REST[0])[-1] + "（来源：",
            "青海省民政厅）",
            OTHER_TITLE,
            *wrapped(*OTHER),
        ),
        {TITLE: LEAD + REST[0], OTHER_TITLE: "".join(OTHER)},
    ),
    "a rest that says little, and a dated lead behind it": (
        (
            OTHER_TITLE,
            *wrapped(*OTHER),
            "不收彩礼的十二对新人",
            *wrapped("新人里有教师，也有返乡的大学生。没有豪华的车队，婚车是十二辆自行车。"),
            *wrapped("这里是有名的高彩礼地方，一场婚事办下来，要花去一家人十年的积蓄，新人们说不收了。"),
            *wrapped("日前，江西省南昌市进贤县的湖边锣鼓喧天，十二对新人坐着渔船出嫁，不收彩礼。"),
        ),
        {
            OTHER_TITLE: "".join(OTHER),
            "不收彩礼的十二对新人": "日前，江西省南昌市进贤县的湖边锣鼓喧天，十二对新人坐着渔船出嫁，不收彩礼。"
            "新人里有教师，也有返乡的大学生。没有豪华的车队，婚车是十二辆自行车。"
            "这里是有名的高彩礼地方，一场婚事办下来，要花去一家人十年的积蓄，新人们说不收了。",
        },
    ),
    "a conversation": (
        (
            "对话青禾基金会秘书长沈若溪——",
            "“公开不是负担”",
            *wrapped("成立六年的青禾基金会得了满分，秘书长沈若溪讲了怎样公开账目，她说公开不是负担。"),
            "《民政周刊》：具体是怎",
            "么做的？",
            *wrapped("沈若溪：三件事。每笔支出都上网，每个项目都写明花了多少钱，公开不是负担。"),
        ),
        {
            "“公开不是负担”": "成立六年的青禾基金会得了满分，秘书长沈若溪讲了怎样公开账目，她说公开不是负担。"
            "《民政周刊》：具体是怎么做的？沈若溪：三件事。每笔支出都上网，每个项目都写明花了多少钱，公开不是负担。"
        },
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_read_as_its_articles_were_written(page: str) -> None:
    lines, told = PAGES[page]
    found = assemble(Page("a.txt", "\n".join(lines))).articles
    assert {article.title.text: article.body.text for article in found} == told


def test_a_kicker_with_a_dash_and_a_name_that_is_set_apart_are_told_by_themselves() -> None:
    (talk,) = assemble(Page("a.txt", "\n".join(PAGES["a conversation"][0]))).articles
    assert talk.kicker is not None
    assert talk.kicker.text == "对话青禾基金会秘书长沈若溪——"
    (report,) = assemble(Page("a.txt", "\n".join(PAGES["a reporter whose short name is set apart"][0]))).articles
    assert report.byline is not None
    assert report.byline.text == "本报记者 李 庆"
