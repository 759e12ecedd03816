"""How bulletins open an article and a paragraph: the words that tell one beginning from another.

One table a question, each row a pattern with its reason; none of them decides alone, they weigh. A weight is a
logarithm of odds, of the size of e: 1 is a hint, 3 is strong, 8 is a veto.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from corpus.headwords import OPENING_QUESTION, ORDINALS, names_place, names_who
from corpus.people import SPEAKER


class Weight(NamedTuple):
    """A pattern that is looked for at a line's beginning, what it weighs, and an example.

    `begins` has each character that a match can begin with: no other line is looked at. It is empty for any character.
    """

    pattern: re.Pattern[str]
    weight: float
    example: str
    begins: str


def _row(pattern: str, weight: float, example: str, begins: str = "") -> Weight:
    return Weight(re.compile(pattern), weight, example, begins)


_NUMERALS: Final = "0123456789０１２３４５６７８９〇一二三四五六七八九十"
_D: Final = f"[{_NUMERALS}]"
_DATE: Final = rf"(?:(?:{_D}{{4}}年)?{_D}{{1,3}}月{_D}{{1,3}}[日号]|{_D}{{1,3}}月|{_D}{{1,3}}日)"
"""A day, or a month; not a month of a year that is told, which looks back: 2023年8月，最后一次协商."""
IN_FORCE: Final = "起(?:正式|全面)?(?:施行|实施|执行|生效)$"
"""How a headline's line ends that says from when a rule holds: 《办法》 / 10月1日起施行; no lead is but that."""
_ORGAN: Final = (
    r"(?:省|市|区|县|州|盟|旗|自治区)?(?:委|政府|人大|政协|民政|财政|人社|卫健|教育|住建|农业|应急|退役|医保|发改|科技|司法"
    r"|公安|文旅|交通|水利|商务|统计|审计|总工会|妇联|团委|残联|红十字)[^，。；]{0,6}[厅局委部会]"
)
_PLAN: Final = "(?:该|上述|此次)?(?:协议|安排|计划|方案|部署|要求|约定|通知|规划)[，,]"
"""What a later paragraph says that something goes by."""
COUPLET: Final = re.compile("(?:" + "|".join(rf"[^，。]{{{n}}}，[^，。]{{{n}}}" for n in range(3, 8)) + ")。")
"""Two halves of one length."""

IN_A_PROVINCE: Final = re.compile(
    "[\u4e00-\u9fff]{2,7}(?:省|自治区)[\u4e00-\u9fff]{1,7}?(?:(?<![城超都])市|州|盟|县|旗|(?<![社地园山小])区)(?![、民])"
)
"""A place told with its province, as leads tell it: 宁夏回族自治区盐池县的慈善超市."""

LEAD: Final = (
    _row(r"(?:本报讯|本刊讯|本报.{2,6}(?:电|讯)|新华社.{2,8}电)", 4.0, "本报讯（记者 李明）", "本新"),
    _row(r".{2,4}讯[（(]", 4.0, "晨报讯（记者 李明）"),
    _row(r"(?:日前|近日|近期|连日来|最近|不久前|前不久)[，,]?", 3.5, "近日，江苏省民政厅", "日近连最不前"),
    _row(r"(?:昨日|今日|今天|昨天)(?:[，,]|[上下]午|晚|在|从|由|的)", 3.5, "今天上午，", "昨今"),
    _row(
        rf"(?![^，。]{{2,12}}{IN_FORCE})(?:自|从)?{_DATE}(?:至{_D}{{1,3}}[日号]|—{_D}{{1,3}}[日号])?(?:上午|下午|晚|起)?[，,]?",
        3.5,
        "4月24日，",
        "自从" + _NUMERALS,
    ),
    _row("由[^，。]{2,20}?(?:编写|主办|举办|发起|承办|指导|制定)", 1.8, "由某研究院编写的《观察报告》", "由"),
    _row("[【［]?编者按", 3.0, "编者按：去年以来，", "【［编"),
    _row(rf"截至(?:目前)?(?:{_DATE})?", 0.5, "截至5月底，", "截"),
    _row(
        rf"记者(?!从(?:会上|会议上|现场|活动现场))(?:(?:近日|日前|今日|昨日|{_DATE})(?:从|在|获悉|了解到)|从|获悉)",
        4.0,
        "记者从安徽省民政厅官网获悉",
        "记",
    ),
    _row("记者在", 0.5, "记者在江城市民政局看到", "记"),
    _row(r"(?:据悉|获悉)?从[^，。]{2,14}(?:获悉|了解到)", 3.0, "从省民政厅获悉", "据获从"),
    _row("据[^，。介了悉统]{2,14}(?:消息|官网)", 2.5, "据民政部消息，", "据"),
    _row("今年(?![0-9０-９]{1,3}岁)|去年", 0.8, "今年，", "今去"),
    _row(r"自?(?:20|２０)[0-9０-９]{2}年", 0.8, "2024年，", "自2２"),
    _row(
        rf"{_D}{{4}}年{_D}{{1,3}}月[，,]?[\u4e00-\u9fff]{{1,6}}?(?:[省市县州厅局委]|自治区)",
        3.5,
        "2024年6月，江西省民政厅",
        _NUMERALS,
    ),
    _row(
        r"(?:近年来|近来|长期以来|多年来|一直以来|今年以来|去年以来|入冬以来|入夏以来)",
        1.8,
        "近年来，",
        "近长多一今去入",
    ),
    _row(
        r"为(?:了|进一步|深入|贯彻|规范|加强|切实|全面|推动|做好|落实|解决|保障|提升|更好|充分|积极|有效|促进|加快|拓[宽展]|帮助|方便"
        r"|缓解|破解|化解|应对|鼓励|引导|激[发励]|营造|打造|构建|建立|健全|完善|优化|增强|提[高振]|巩固|维护|确保|减轻|防[范止]|支持"
        r"|培[育养]|发挥|弘扬|汇聚|凝聚|适应|满足|夯实|避免|扩大|庆祝|迎接|纪念|改[善进]|缩小|降低|保护|扎实|持续|大力|严格|统[筹一]|让|使|推进|实现|深化|丰富|创新"
        r"|织密|兜[牢住]|守[护住]|打通|畅通|探索|发展|回应|关[爱注心]|补[齐足强]|普及|检验|展示|传[承递]|压实|盘活|激活|筑牢|搭建"
        r"|宣传|倡导|树立|强化|抓[好实]|规避|杜绝|遏制|整治|打击|摸清|查清|了解|便于|吸引|总结|推广|用好|管好|办好|科学|合理|依法|精准|稳步|有序"
        r"|[^，。]{2,14}[，、][^，。]{2,14}，)",
        2.2,
        "为进一步",
        "为",
    ),
    _row(rf"(?:[\u4e00-\u9fff]{{2,8}}?){_ORGAN}(?:近日|日前|今日)", 2.5, "上海市民政局日前"),
    _row(rf"(?:[\u4e00-\u9fff]{{2,8}}?){_ORGAN}(?:召开|印发|出台|发布|联合|举行|启动|公布)", 1.6, "上海市民政局发布"),
    _row(
        r"(?:天(?:刚|还[没不未]|色|蒙蒙|一?亮)|清晨|早上|上午|中午|下午|傍晚|凌晨|晚上|夜里|深夜|周[一二三四五六日末]|走进|“[^”]{2,}[！？。])",
        1.0,
        "走进社区食堂",
        "天清早上中下傍凌晚夜深周走“",
    ),
    _row(COUPLET.pattern, 1.0, "海风拂面，礼乐声起。"),
    _row(rf"在[^，。]{{2,16}}{_DATE}(?:举行|召开|举办)", 2.5, "在民政部5月15日举行的新闻", "在"),
    _row(rf"在第{_D}{{1,3}}(?:个|届)|在[^，。]{{2,16}}(?:之际|来临|到来)", 2.0, "在第18个国际社工日到来之际，", "在"),
    _row(r"在[^，。]{2,34}(?:发布会|会议|座谈会|论坛|仪式|活动)上", 2.5, "在民政部举行的新闻发布会上，", "在"),
    _row(
        rf"(?:每周|每月|每天|每逢|每到|每年(?:[春夏秋冬]|{_D}{{1,2}}月)|[一二三四五六七八九十]{{1,2}}月的|[正腊]月[里初廿]|初春|早春|阳春|初夏|盛夏|金秋|深秋|初冬|隆冬|寒冬)",
        1.5,
        "每周三上午，",
        "每一二三四五六七八九十正腊初早阳盛金深隆寒",
    ),
    _row(f"在{IN_A_PROVINCE.pattern}(?![^，。]{{0,6}}，)", 1.2, "在山西省太原市救助站", "在"),
    _row(r"经[^，。]{2,20}(?:同意|批准|批复|审议通过|表决通过)", 2.0, "经省政府同意，", "经"),
    _row(r"(?:受[^，。]{2,10}影响|经过[^，。]{1,12}角逐)，", 1.5, "受强降雨影响，", "受经"),
    _row(r"家住[^，。]{2,14}[省市县区镇乡村]", 1.8, "家住贵州省毕节市的", "家"),
    _row(
        "(?:元旦|春节|元宵|清明|端午|中秋|国庆|重阳|除夕|暑[假期]|寒假)节?(?:前|期间|假期|当[天日]|[过之]后|[将即]|临近)",
        1.5,
        "清明节前，",
        "元春清端中国重除暑寒",
    ),
    _row("历时", 1.0, "历时三天的", "历"),
    _row(rf"进入(?:{_D}{{1,2}}月|[春夏秋冬腊]|[冬夏雨汛旱]季|[^，。]{{1,3}}[季期])", 1.5, "进入4月，", "进"),
    _row(rf"(?:随着|围绕|聚焦|针对|面对|(?:根据|按照)(?!{_PLAN}))", 0.8, "随着人口老龄化", "随围聚针面根按"),
)
"""What a lead opens with."""

INNER: Final = (
    _row("那(?:[天年时晚]|一[刻天年次]|段时间)", -2.0, "那天站里包饺子", "那"),
    _row(
        r"(?:会议|大会|座谈会|推进会|培训班|培训|活动|仪式|通知|意见|方案|办法|条例|规定|报告|公告|数据|文件|榜单|结果|调查|统计)(?:还)?"
        r"(?:指出|强调|要求|提出|明确|认为|传达|听取|学习|通报|总结|部署|对|由|以|显示|决定|印发|规定|同时|期间|上|共|自|从|围绕|采取|设置|邀请|为期)",
        -3.0,
        "会议指出，",
        "会大座推培活仪通意方办条规报公数文榜结调统",
    ),
    _row(
        r"《[^》]{2,20}》(?:还|同时)?(?:指出|强调|要求|提出|明确|规定|共|从|围绕|聚焦|对|包括|分为|自|鼓励|细化|设定|确定了|列出|划定|部署|针对|坚持)",
        -3.0,
        "《方案》要求",
        "《",
    ),
    _row(
        r"[\u4e00-\u9fff]{2,28}(?:还|同时|最后)?(?:指出|强调|要求|表示|说|介绍说|认为|提出|介绍|希望|提醒)[，：,:]",
        -3.0,
        "王文序指出，",
    ),
    _row(
        r"(?:第?[一二三四五六七八九十]+(?:是|要|、|，)|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳]|[0-9０-９]{1,2}[.．、](?!\d))",
        -3.0,
        "一是健全",
        "第（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" + _NUMERALS,
    ),
    _row(
        r"(?:首先|其次|再次|最后|此外|同时|另外|下一步|目前|据了解|据介绍|据悉|其中|会上|会后|会前|期间|活动中|活动现场"
        r"|值得一提|与此同时|不仅如此|在此基础上|接下来|未来|今后|当时|对此|因此|通过|截至目前|该|这|此次|本[次届]|此|其|各地|各级|各市|与会|要)",
        -2.2,
        "据了解，",
        "首其再最此同另下目据会期活值与不在接未今当对因通截该这本各要",
    ),
    _row(
        "(?:发布|启动|颁奖|签约|揭牌|开班|座谈|推进|现场|开幕|闭幕|捐赠|授牌|总结|表彰)(?:大?会|仪式)上，",
        -2.2,
        "颁奖仪式上，",
        "发启颁签揭开座推现闭捐授总表",
    ),
    _row(
        r"[\u4e00-\u9fff]{2,16}(?:党组书记|党组成员|[厅局部省市州县区]长|书记|主任)[、\u4e00-\u9fff]{2,16}?"
        "(?:(?:出席|主持|参加)(?:会议|座谈|并)|指出|强调|作.{0,6}讲话)",
        -2.5,
        "江苏省民政厅党组书记、厅长李明出席会议",
    ),
    _row("记者从(?:会上|会议上|现场|活动现场)", -2.5, "记者从会上了解到，", "记"),
    _row("记者在?(?:采访|走访|调查|现场|看到|注意到|发现|还|又|问)", -2.5, "记者在采访中还听到", "记"),
    _row("关于[^，。；：]{2,10}[。：]", -2.5, "关于补贴对象。", "关"),
    _row("如今", -0.4, "如今，老人", "如"),
    _row("从[^，。]{1,8}看，", -2.5, "从规模看，", "从"),
    _row(
        r"(?:省|市|县|区|部|厅|局)(?:委|政府|民政|有关)[^，。]{0,12}(?:参加|出席)",
        -2.0,
        "省民政厅有关负责同志参加会议。",
        "省市县区部厅局",
    ),
    _row(r"(?:记者|问|答)(?:：|:)", -2.5, "记者：请您谈谈", "记问答"),
    _row(r"《[^》]{2,12}》(?:记者)?[：:]", -2.5, "《公益周刊》：请您谈谈", "《"),
)
"""What a paragraph inside an article opens with."""

SCENE: Final = re.compile(
    "(?:清晨|早晨|凌晨|早上|上午|中午|下午|傍晚|晚上|夜里|深夜|午后|周末|星期|周[一二三四五六日]|走进|站在|入[春夏秋冬]"
    "|天(?:刚|还|色|蒙|没|不|一)|一大早|大清早|夜幕|夜色|夕阳|太阳|阳光|朝阳|零下|推开|打开|掀开|翻开|来到"
    f"|{_D}{{1,3}}月[的里]|近来|近年|最近|如今|眼下|春节|清明|(?:{_D}{{2}}岁的)?退休[^，。]{{2,8}}[的每在从]|{_D}{{2}}岁的[^，。说]{{2,8}}[每在从正]|“[^”]{{2,}}[！？。…])"
)
"""What an article opens with that tells first what was to be seen or heard, or what is so these days."""
REFERS: Final = re.compile(
    f"(?:根据|按照){_PLAN}|"
    "[他她它该这但]|本[次届]|此次|其(?!其)|那(?![曲坡])|而(?!立)|会议(?!室)|同时|此外|另外|下一步|目前|据(?!守)|(?:省民政厅|市民政局)(?!近日|日前)|活动|今后|截至|[一二三四五六七八九十]是|各地|(?:全省|全市)(?![^，。]{2,24}(?:近日|日前|召开|举行))"
    "|[^，。《》“”]{2,8}由[^，。；]{3,34}(?:主办|承办|举办|发起|组织|指导|协办)|大会|大赛|决赛|本[场次]|项目(?!部)|行动|培训(?!班)|赛事|比赛|竞赛|仪式|通报|展会|晚会|[^，。]{2,8}方面，"
    "|[^，。；：“”]{2,12}，[他她](?!们)|“[^“”]{2,60}”[他她](?:说|笑|感叹|感慨|介绍|告诉)|为此|对此|对于|有了|除了|不仅|不过|在此|说到底|总之|可见|归根结底|关于[^，。；：]{2,10}[。：]|答：|记者："
)
"""How a paragraph begins that speaks of what was told before it."""

_BROKEN: Final = frozenset("，。、；：！？”’》）】」』％%…,;:!?)的们吗呢吧")
_BRACKETS: Final = frozenset("（(")
_AFTER_LE: Final = frozenset("解结却如然不望无")
"""What makes a word with 了 that a text may begin with."""
_ITEMS: Final = frozenset("一二三四五六七八九十0123456789")


def broken(text: str) -> bool:
    """Whether a text begins as no paragraph and no headline does: in mid-sentence."""
    if text[0] == "了":
        return text[1:2] not in _AFTER_LE
    return text[0] in _BROKEN or (text[0] in _BRACKETS and text[1:2] not in _ITEMS)


LEANING: Final = re.compile(
    "是(?!否)|和(?![田平县谐龙静睦硕美])|与(?![时会其])|及(?![时格])|等(?![候级待])|都(?![江匀昌市])|就(?![业近医学地读])"
    "|且(?!末)|之(?!江)|[或也才却则又]|着(?![力眼重手装火急陆])|所(?![有谓以])"
    "|部(?![分门署长级委队落下件位有党领机属里省直颁编优])|局(?![部势面限长有党领机属里地域促内])|厅(?![长堂有党领机属里局官前])"
    "|(?:发展和?改革|改革|(?:卫生)?健康)委员会|(?:(?:监督|综合|应急|事务)?管理(?:局|委员会|办公室)|委员会|指挥部|领导小组)(?:近日|日前|印发|发布)"
    "|以[来后前上下内外][，、。；]|左右[，、。；]|来说，|为止"
    "|(?:维吾尔|(?:(?:[回壮藏彝傣苗侗羌白土瑶黎畲满]|蒙古|哈尼|土家|布依|朝鲜|哈萨克|景颇|傈僳)族)+)?自治(?:[州县旗]|区(?![民党人政副主有各社]))"
    "|(?:表示|介绍|说|指出|强调|认为|坦言|提醒|透露|解释|回忆|告诉[^，]{1,4})[，：:]"
    "|(?:近日|日前|近期)(?:在[^，。]{1,14}?)?(?:举行|召开|举办|开幕|落幕|闭幕|揭牌|揭晓)"
)
"""How a line begins that most likely goes on with the one before: 是吉林省的“成绩单”; but 着力 begins anew."""
LEANING_BEGINS: Final = frozenset(
    "表介说指强认坦提透解回告发改卫健回壮维藏彝傣苗侗羌白土瑶黎畲满蒙哈布朝景傈以左来为自是和与及等都就且之或也才却则又着所部局厅监综应事管委指领近日"
)
"""What it begins with then: no other line is looked at."""

TAIL: Final = re.compile("(?!.{1,3}了。)[^，。、；：！？“”《》（）]{1,4}。")
"""What is left of a sentence, as a line begins with it in mid-paragraph: 施行。条例规定."""
SHORT_SENTENCE: Final = re.compile("[^，。、；：！？]{2,9}。")
"""The same of a longer one, a quotation allowed: “职称”。江苏在全国."""
_LEANS: Final = 2.5
"""What it weighs that a line begins as one in mid-sentence does."""
_TAILS: Final = 4.0
"""What it weighs that a line begins with what is left of a sentence."""
_SHORT_SENTENCE: Final = 2.0
"""What it weighs that a line begins with a sentence that is short and whole: rather the end of one."""
_AFTER_ONE: Final = ("，", "、", "；")
"""A sign behind a line's first character, which is then a word's last: 洗衣 / 粉，; but not 一、."""


def leans(text: str) -> float:
    """What it weighs against a beginning that a line begins as one in mid-sentence does."""
    if "。" in text[1:5] and TAIL.match(text):
        return _TAILS
    if "。" in text[2:10] and SHORT_SENTENCE.match(text):
        return _SHORT_SENTENCE
    if text.startswith(_AFTER_ONE, 1) and text[0] not in ORDINALS:
        return _LEANS
    return _LEANS if text[0] in LEANING_BEGINS and LEANING.match(text) else 0.0


@cache
def words() -> frozenset[str]:
    """Pairs of characters that are a word or stand within one (`data/pairs.txt`, made by `data/build_pairs.py`)."""
    table = (Path(__file__).parent / "data" / "pairs.txt").read_text(encoding="utf-8")
    return frozenset(map(str.__add__, table[::2], table[1::2]))


_LATELY: Final = re.compile("[^，。：；“]{2,34}?(?:近日|(?<![0-9０-９])日前|近期|最近)")
_BODY_LATELY: Final = re.compile(
    "(?!监督|管理|综合|服务|事务|协调|工作)[^，。：；“]{2,20}?[会局厅部院校司团心社委](?:近日|日前)"
)
_ON_A_DAY: Final = re.compile(
    rf"(?:(?!在)[^，。：；“]{{2,10}}，)?[^，。：；“]{{3,20}}?[会局厅部院校司团心社委办府统班赛节展动式坛]于?{_D}{{1,2}}月{_D}{{1,2}}日(?:[上下]午)?"
    "(?:在|召开|举行|举办|发布|印发|公布|联合|启动|揭牌|开幕|闭幕|落幕|结业|开班|正式|审议)"
)
"""Who did something on a day that is told."""
_THEN_A_DAY: Final = re.compile(
    rf"(?!会议|活动)[^，。“”]{{4,12}}，{_D}{{1,2}}月{_D}{{1,2}}日(?:至[^，。]{{2,6}}日)?[，,]?(?![^，。]{{0,12}}(?:起|前|以来))"
)
"""A day behind a clause: 受强冷空气影响，12月8日至10日，."""
_THEN_LATELY: Final = re.compile(
    "(?!会议|活动|通知)[^，。“”]{4,12}，[^，。：；“]{2,20}?[会局厅部院校司委府](?:近日|日前)"
)
"""Who did something lately, behind a clause: 随着气温骤降，黑龙江省民政厅日前下发通知."""
_BY_NAME: Final = re.compile("[\u4e00-\u9fff]{2,12}?(?:厅|局|委|政府|(?<!干)部|院|会)")
"""An organisation by its full name, as articles introduce it: 江西省民政厅, where a later paragraph says 省民政厅."""
_COMING: Final = re.compile("[^，。：]{2,10}(?:前夕|之际|来临|到来|将至|临近)，")
"""What is to come, as a text opens with it: “三月三”前夕，."""
_COMES: Final = 1.5
_CLAUSE: Final = 14
"""What that weighs, and within how many characters its comma stands."""
_OFFICES: Final = (
    "[^。；！？：，、了的报推选]{1,20}(?:[局厅委办部会站院]|单位|部门|组织|机构|团体|企业|学校|中心|政府|公司)"
)
ADDRESSEES: Final = re.compile(
    f"(?:[\u4e00-\u9fff]{{2,8}}?[省市区县州])?各(?![地方界位族级])(?:{_OFFICES}[、，])*{_OFFICES}[：:]"
)
"""Whom a notice is written to, as its text begins: 各市民政局，各有关单位："""
_SOMEBODY: Final = re.compile("民政部|财政部|教育部|国务院|国家|全国|中央|省|市|自治区|我省|我市")
"""What a lead begins with that says who did something lately: 民政部近日发布."""


def opening(text: str) -> float:
    """How much `text` (no white space in it) opens like a lead, positive, or like an inner paragraph, negative."""
    return _opening(text[:_SEEN])


_SEEN: Final = 40


_Rows = dict[str, tuple[Weight, ...]]


def _by_beginning(rows: tuple[Weight, ...]) -> _Rows:
    """The rows that may match a text, by its first character; those that may match any, under none."""
    characters = {"", *"".join([row.begins for row in rows])}
    return {c: tuple([row for row in rows if not row.begins or (c and c in row.begins)]) for c in characters}


_LEAD: Final = _by_beginning(LEAD)
_INNER: Final = _by_beginning(INNER)


def _heaviest(rows: _Rows, text: str) -> float:
    """The heaviest weight of the rows that match, all of one sign; 0.0 for none."""
    heaviest = 0.0
    for row in rows.get(text[:1]) or rows[""]:
        if abs(row.weight) > abs(heaviest) and row.pattern.match(text):
            heaviest = row.weight
    return heaviest


@lru_cache(maxsize=4096)
def _opening(text: str) -> float:
    best = _heaviest(_LEAD, text)
    if (
        best < 3.0
        and ("近" in text or "日前" in text)
        and _LATELY.match(text)
        and (_SOMEBODY.match(text) or names_place(text))
    ):
        best = 3.0
    if best < _COMES and "，" in text[:_CLAUSE] and _COMING.match(text):
        best = _COMES
    if best < 1.5 and names_place(text) and (_BY_NAME.match(text) or IN_A_PROVINCE.match(text)):
        best = 1.5
    worst = _heaviest(_INNER, text)
    if not worst and SPEAKER.match(text) and not names_who(text):
        worst = -2.0
    return best + worst if best < 3.0 else best + worst / 3


def leading(text: str) -> float:
    """The same of a whole paragraph, by what its first sentence says of who did something when, and of its terms."""
    weight = opening(text)
    if (question := OPENING_QUESTION.match(text)) is not None:
        weight = max(weight, opening(text[question.end() :]))
    if weight >= DATED or weight <= LIKE_INNER:
        return weight
    if ("近" in text[:_SEEN] or "日前" in text[:_SEEN]) and _LATELY.match(text):
        weight = max(weight, DATED if _BODY_LATELY.match(text) else _LATELY_SOMEBODY)
    elif "日" in text[:_SEEN] and _THEN_LATELY.match(text):
        return DATED
    if "月" in text[:_SEEN] and _THEN_A_DAY.match(text):
        return DATED
    if "月" in text[:_SEEN] and _ON_A_DAY.match(text):
        weight = max(weight, DATED if names_place(text) else _ON_A_DAY_SOMEWHERE)
    if "（以下简称" in text:
        return max(weight, DATED)
    return min(weight, 0.0) + _DEFINED if _SHORT_FORM.search(text, 0, _SEEN) else weight


_SHORT_FORM: Final = re.compile(
    "《(?:[实行]?[施动])?(?:条例|办法|方案|意见|通知|报告|规定|细则|规划|标准|公告|公报|计划|指南|规范|章程|纲要|决定|清单|倡议|草案)》"
)
"""How something is called that was named in full before: 《办法》."""
DATED: Final = 3.0
_ON_A_DAY_SOMEWHERE: Final = 2.5
_LATELY_SOMEBODY: Final = 2.0
LIKE_A_LEAD: Final = 1.8
_DEFINED: Final = -2.0
LIKE_INNER: Final = -1.5
"""What a paragraph weighs that is dated (it says who did something on a day or lately, or how something is called from
here on); where the one or the other is told of whatever it may be; and what it loses that speaks of what was called so
before. From `LIKE_A_LEAD` on a paragraph opens like one; up to `LIKE_INNER` it is an inner one, whatever it says."""


NAMED_THING: Final = re.compile("“[^”！？。，]{1,12}”[，、的]")
"""What is talked of in mid-sentence, and hardly opens an article: 长廊配了 / “积分簿”，居民."""
