"""Which of a headline's lines is a kicker (肩题) that stands over it, and not its first line.

A kicker is a line by itself, and so is the headline under it: a fact over a figure of speech, or a slogan over a fact.
The lines of one headline lean on each other: the upper one lacks its object, the lower one goes on with a verb or with
what the upper one's noun belongs to. Each sign of it weighs, and their sum decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from corpus import places
from corpus.counties import begins_with, named_with_kind
from corpus.headwords import (
    ACCOUNT,
    ACTOR,
    COLUMN,
    ENDS_NAMED,
    EXPLAINS,
    HEADLINE_VERB,
    PERIOD,
    SUBTITLE,
    VISIT,
    names_place,
    names_who,
    unfinished,
)
from corpus.openings import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.lines import Line

_SHORT: Final = 6
"""Characters: the name of a column, or what is left over of a headline."""
_WHOLE: Final = 14
"""Characters of a line that is long enough to tell a whole fact."""
_ONE: Final = 20
_LONG: Final = 24
"""Characters of a short headline, and of most headlines, at most."""
_MUCH: Final = 10
"""Characters by which two lines are longer than a headline that tell something."""
_MOST: Final = 8
"""Characters by which one line is longer than the other that tell something."""
_GAP: Final = re.compile(r"[\u4e00-\u9fff”]{3}\s+[\u4e00-\u9fff“]{3}")
_LISTING: Final = re.compile(rf"[、，]|{_GAP.pattern}")
_IN_FORCE: Final = re.compile(f"[日月年]{IN_FORCE}")
_EXPLAINING: Final = re.compile("(?:解读|详解|回应|谈)$")
"""How a line ends that has not said yet what is explained."""
_ANSWERS: Final = re.compile(
    "(?:这样|如此|一一|逐一)(?:回答|作答|解答|回应|说|做|办|解决)|(?:给出|有了)(?:答案|回应)|.{2,16}(?:答复|回复|回应|作答|释疑|解答)"
    "(?:(?:群众|社会|公众|各方|网友|市民|读者|热点|疑问|问题|关切){1,2})?$"
)
"""What a line has that takes up what the line above it asks."""
_ORDINAL: Final = re.compile("第[0-9０-９一二三四五六七八九十]|首[届次批]")
_EVENT: Final = re.compile(
    "第[0-9０-９一二三四五六七八九十]+[届次]"
    "|[\u4e00-\u9fff“”]{2,12}?(?:周|节|大赛|大会|论坛|活动|仪式)(?:在|举行|启动|开幕|落幕|举办)"
)
_ALL_QUOTED: Final = re.compile("“[^“”]+”")
_SERIES: Final = re.compile("系列报道|特别报道|的报道|调研行|专访|讲述|之际|见闻|手记|侧记|办实事|我们的节日|·")
"""What the name of a series has, or of a kind of account."""
_INQUIRY: Final = re.compile("[^，。：]{4,}(?:调查|调研|探访|走笔|扫描)")
"""What a line is that tells what was looked into."""
_GOES_ON: Final = re.compile(
    "[让助促为推使将把以与和及的在向到给被比选可并等]|对(?!话)|支持|支援|援助|驰援|帮扶|鼓励|部署|规范|建立|打造|提升|破解|激活|护航|赋能|保障"
    "|惠及|覆盖|实现|确保|全面|加强|力争|成[为效]|进入|迈入|走上|改革|一[\u4e00-\u9fff]就是|吸纳|吸引|清退|清理|追回|发放|减免|节约|带动|拉动|撬动|累计|受益"
)
"""How a line begins that tells what the line above it is for, or leads to."""
_OFFICIAL: Final = re.compile(
    "(?:工作|整治|行动|体系|改革|会议|会|调研|方案|办法|意见|条例|标准|机制|制度|专项|计划|通知|活动|大赛|竞赛|培训班|论坛"
    "|试点|名单|数据|成果|规范|检查|服务|治理|建设|发展|管理|保障|救助|预算|资金|须知|业务|程序|问题|任务|施行|实施|帷幕"
    "|开放|显著|水平|能力|质量)$"
)
"""How a line ends that names an office's work in full: the end of a long headline, not a figure of speech."""
_HELD: Final = re.compile("(?!在|正式)[^，。]{5,}(?:落幕|开幕|揭晓|公布|启动|上线|召开|举行|揭牌|成立|开班)$")
_LACKS: Final = re.compile(
    "(?:激活|织密|巩固|拓展|重启|下达|建立|探索|构建|破解|筑牢|擦亮|撑起|托起|串起|点亮|聚力|护航|助力|守护|深化|完善|健全|规范|聚焦"
    "|打造|提升|加强|加快|补齐|守住|落实|推行|探访|(?<!入户)走访|慰问|明确|部署|推出|当选|实现|获得|获评|达到|超过|覆盖|惠及|纳入|享受|享有|拥有|开启|走上|迈入|进入|迈向"
    "|[引带送换牵迎串唤撑托搭架擦走搬装用办做变化交晒亮开踩闯探](?:出|来|起|进|上|成|到|响))$"
)
"""A verb that lacks its object at a line's end."""
_WANTS: Final = re.compile(
    "(?:看|捐赠|支援|曝光|听到|见证|开展|共享|共建|齐聚|住进|来了|有了|办出|举办|评出|迎来|走出|用上|发布|启动|出台|印发"
    "|部署|推进|推动|试点|设立|建成|投入|上线|完成)$"
)
"""A verb that rather has an object behind it, at a line's end."""
_ASKS: Final = re.compile("怎么|怎样|如何|为何|何以|哪里|哪儿|哪些|什么|谁|[吗呢]$")
_FOR_YEARS: Final = re.compile("(?:连续|坚持|已)[^，]{0,6}[0-9０-９]+(?:年|个月|届|次)$")
"""How long something has gone on."""
_FROM_TO: Final = re.compile("从[^，]{1,10}(?:到|迈向|走向)[^，]{1,10}")
_PREDICATE: Final = re.compile(
    "(?![别莫让])[\u4e00-\u9fff]{1,2}?(?:了|出|上|到|着|成|起|稳|满|好|住|进)(?!海|级|下|门|的)"
)
"""How a line begins that says what somebody did."""
_DONE: Final = re.compile(
    "(?:走红|召开|落幕|开幕|收官|上线|启用|揭牌|成立|开通|启动|揭晓|公布|发布|亮相|出炉|施行|上岗|就位|完成|见效|全覆盖|过半"
    "|翻番|全免|减免|免费|到位|落地|受益|清零|达标|获奖|当选(?:.{0,5}[长席任])?|换届|万[人户件家]|[0-9.]+[%％])$"
)
"""How a line ends that has told a whole fact."""
_LEANS: Final = re.compile("将|被|与|和(?!谐)|及|的|是|不是|在|为什么|为何|何以|凭什么")
"""What a line begins with that leans on the line above."""
_BODY: Final = re.compile("[\u4e00-\u9fff]{2,10}?(?:基金会|协会|总会|学会|联合会|商会|促进会|大学|学院|集团|公司)")
_BODY_MEETS: Final = re.compile("(?:会议|委员会|理事会|小组|代表大会|协会|总会|学会|联合会|基金会|[厅局])$")
"""Who meets."""
_RESULTS: Final = re.compile("(?:数据|榜单|排行榜|结果|名单|报告|公报|答卷)[^，]{0,2}(?:出炉|公布|发布|揭晓|亮相)$")
"""How a line ends that says that results are out, and not yet which."""
_ACTS: Final = re.compile("召开|举行|举办|部署|出台|印发|启动")
"""What an office does, as a headline that is whole says."""
_VISITS: Final = re.compile("(?<![走探家回信随巡采上])访$")
"""A line that has not said yet whom the paper talked to."""
_HAS_DONE: Final = re.compile("[让使把][^，。“”]{2,12}$")
"""Who is made to do what the next line says."""
_COUNTED: Final = re.compile(
    "(?!一[\u4e00-\u9fff]就)(?![一二两三四五六七八九十半]{1,3}(?:年|月|季度|天|日))[一二三两四五六七八九十百千半][\u4e00-\u9fff]"
)
_SAYS: Final = re.compile("(?:强调|指出|提出|要求|表示|呼吁|点评|答复|回应)$")
"""How a line ends that says who speaks, over what is said."""
_WHAT_OF: Final = re.compile("[^的]{2}的[^的，。：、]{2,6}$")
"""How a line ends that names a thing: 一颗种子的回响."""
_TWO_CLAUSES: Final = re.compile(rf"(?!{_GOES_ON.pattern}|既|也|还|不仅|就)[^，。：]{{3,9}}，[^，。：]{{4,11}}[？！]?")
"""A headline that is whole, of two clauses: 放学后，他们有了去处."""
_HANGS: Final = re.compile("(?:(?<![成造迁屈高低])就|(?<![参给])与|[将把被]|(?<![共温缓谐祥])和)$")
"""How a line ends that leaves its clause hanging."""
_YEARS_OF: Final = re.compile("的[0-9０-９一二三四五六七八九十百两]+[年天夜]$")
"""How a line ends that names somebody's years: 一支志愿队的八年."""
_SAID_WHOLE: Final = re.compile(".(?:.*了.|[^，]*(?:不再|有[^的])[^的]*$)")
"""A line that says something by itself: 老人吃饭有了好去处."""
_DOES: Final = re.compile(
    "(?:谈|答|就[《“]|捐|献|共|联合|携手|齐|交流|建议|听|获|圆|精准|推动|落地|亮相|扩大|细化|划定|揭晓|办|建|搭|装|送|走|搬|开|为|给|帮"
    "|教|学|陪|守|护|撑|托|惠|服务)(?![心声息]|[\u4e00-\u9fff]?[机家员队站中院])"
)
"""A verb at a line's beginning."""
_SOMEBODY: Final = re.compile(
    "(?:负责人|专家|学者|教授|老师|委员|代表|会长|院长|志愿者|社工|记者|单位|机构|企业|基金会|家庭|协会|总会)$"
)
"""How a line ends that says when, or who, and has not said what."""
_SUBTITLED: Final = re.compile("[^—]+—+[^—]")
"""What a line is whose second half has begun: 有了新规矩——某司负责人."""
_TAIL: Final = re.compile("：[^：]{1,5}$")
_FIGURE: Final = re.compile("[0-9０-９]")


class Seam(NamedTuple):
    """A line over what may be its headline, both with their spaces too; and the body under them."""

    over: str
    under: str
    spaced_over: str
    spaced_under: str
    body: str
    counties: frozenset[str] = frozenset()
    """Those that the body names."""

    @property
    def across(self) -> str:
        """The two characters where they meet."""
        return self.over[-1] + self.under[0]

    @property
    def names_over(self) -> bool:
        """Whether the upper line begins with who it is about."""
        return names_who(self.over) or bool(_BODY.match(self.over)) or begins_with(self.over, self.counties)

    @property
    def names_under(self) -> bool:
        """Whether the lower one does."""
        return names_who(self.under) or begins_with(self.under, self.counties)

    @property
    def clauses(self) -> list[str]:
        """What the upper line's spaces part."""
        return self.spaced_over.split()

    @property
    def alone(self) -> bool:
        """Whether the upper line is a whole by itself: a column's name, what somebody says."""
        return bool(_ALL_QUOTED.fullmatch(self.over) or COLUMN.fullmatch(self.over))

    @property
    def where(self) -> bool:
        """Whether the upper line says where, and behind a colon what."""
        return "：" in self.over[2:8]

    @property
    def asks(self) -> bool:
        """Whether the upper line asks something."""
        return self.over[-1] in "？?" or bool(_ASKS.search(self.over))

    @property
    def official(self) -> bool:
        """Whether the lower line is the rest of an office's long headline."""
        return bool(_OFFICIAL.search(self.under)) and not (self.names_under or self.event)

    @property
    def subject(self) -> bool:
        """Whether the upper line says who, and the lower one begins with when."""
        when = PERIOD.match(self.under) or _ORDINAL.match(self.under)
        return bool(when) and self.names_over and bool(_BODY_MEETS.search(self.over))

    @property
    def event(self) -> bool:
        """Whether the lower line says in full what was held or begun."""
        return bool(_HELD.match(self.under))


def _introduces(it: Seam) -> bool:
    """Whether the upper line ends with a dash and says who does what, over a headline, not over a kind of account."""
    account = ACCOUNT.fullmatch(it.under) or it.under.startswith("也谈")
    return it.over[-1] == "—" and it.names_over and not account


def _lacks_more(over: str) -> bool:
    """Whether the upper line has not said its own: it is cut, or has said only who acts."""
    return over[-1] == "，" or unfinished(over) or bool(ACTOR.search(over))


class Sign(NamedTuple):
    """A sign that the upper line is a kicker (positive) or the headline's first line, what it weighs, an example."""

    told: Callable[[Seam], float]
    weight: float
    example: str


SIGNS: Final = (
    Sign(lambda _: 1.0, -0.6, "most headlines have none"),
    Sign(
        lambda it: it.names_under or bool(PERIOD.match(it.under) or _EVENT.match(it.under) or _BODY.match(it.under)),
        1.5,
        "织密关爱网 / 湖北召开推进会",
    ),
    Sign(
        lambda it: bool(_ACTS.search(it.under)) and it.names_under and not it.names_over,
        1.6,
        "累计服务超百万小时 / 某省召开志愿服务推进会",
    ),
    Sign(lambda it: names_place(it.over.lstrip("“《")), -1.7, "湖北召开 / 推进会"),
    Sign(
        lambda it: bool(_ALL_QUOTED.fullmatch(it.over)) and it.names_under,
        -2.9,
        "“我陪爷爷去医院” / 沈阳陪诊志愿者上岗",
    ),
    Sign(lambda it: _share(it.over, it.body), -2.4, "a headline's words stand in the body, a slogan's need not"),
    Sign(lambda it: bool(_LISTING.search(it.spaced_over)), 2.0, "有人管、有人帮 / 邻里互助解难题"),
    Sign(lambda it: names_who(it.clauses[-1]) and len(it.clauses) > 1, -2.7, "结对十年 喀什福利院 / 用上新系统"),
    Sign(lambda it: bool(_GAP.search(it.spaced_under)), 1.6, "某市召开工作会议 / 用心守护 伴爱成长"),
    Sign(lambda it: it.names_over and bool(_GAP.search(it.spaced_under)), 1.4, "the same, of who met"),
    Sign(lambda it: len(it.under) <= _SHORT and not it.alone, -3.2, "一条热线 / 串起千家"),
    Sign(
        lambda it: min(_MUCH, max(0, len(it.over) + len(it.under) - _LONG)),
        0.5,
        "the two are too long for one headline",
    ),
    Sign(lambda it: max(0, min(_MOST, len(it.under) - len(it.over))), 0.3, "养老机构 / 预收费有了上限和专门账户"),
    Sign(lambda it: len(it.over) >= _WHOLE, 1.8, "广西深入推进“乡村著名行动” / 路牌引来八方客"),
    Sign(lambda it: "：" in it.under[2:], 2.1, "急难情形先救助 / 临时救助：规程怎么读"),
    Sign(lambda it: it.where, -2.4, "图解：某条例 / 有哪些亮点"),
    Sign(lambda it: it.where and names_place(it.over), 3.8, "重庆永川：助浴车开进山村 / 洗去八年心病"),
    Sign(lambda it: bool(_TAIL.search(it.over)), -3.3, "小餐桌大文章：探访 / 老字号食堂"),
    Sign(
        lambda it: "的“" in it.under and bool(ENDS_NAMED.fullmatch(it.under)),
        2.6,
        "自己的事自己商量 / 胡同里的“小院议事厅”",
    ),
    Sign(lambda it: bool(_COUNTED.match(it.under)), 1.6, "某地推行殡葬改革 / 一枝菊花寄哀思"),
    Sign(
        lambda it: bool(_COUNTED.match(it.under)) and it.under[0] != "一", -0.9, "某基金会援建某县 / 两所养老中心投用"
    ),
    Sign(lambda it: it.names_over, -0.9, "某市养老协会 / 举办讲座"),
    Sign(lambda it: it.names_over and not it.names_under, -0.6, "某市为企业减负 / 商会降费八百万元"),
    Sign(lambda it: bool(_FIGURE.match(it.under)), 0.9, "某中心升级 / 38项服务搬进家门"),
    Sign(lambda it: it.under[-1] in "？！" and "，" in it.under[2:], 2.5, "某市启动改造 / 换张床，政府补多少？"),
    Sign(lambda it: bool(_GOES_ON.match(it.under)), -1.9, "某地推进改革 / 让群众少跑路"),
    Sign(lambda it: it.official and it.names_over, -3.2, "某省启动流浪人员 / 专项救助行动"),
    Sign(lambda it: it.subject, -5.0, "某省联席会议 / 2025年第一次全体会议在长沙召开"),
    Sign(lambda it: bool(_LEANS.match(it.under)), -1.3, "“星星的孩子” / 在“星光里”找到轨道"),
    Sign(
        lambda it: bool(_DONE.search(it.over) and not _FIGURE.match(it.under)),
        2.2,
        "某大学“银龄课堂”走红 / 把课堂搬到老人身边",
    ),
    Sign(
        lambda it: bool(_RESULTS.search(it.over)) and not it.names_under,
        -1.8,
        "某市上半年婚姻登记数据出炉 / 周末办理占四成",
    ),
    Sign(lambda it: bool(_LACKS.search(it.over)), -3.3, "某县建立机制织密 / 未成年人保护网"),
    Sign(lambda it: unfinished(it.over), -2.3, "某省召开 / 工作会议"),
    Sign(lambda it: bool(_HANGS.search(it.over)), -4.0, "某省民政厅负责人就 / 《规程》答记者问"),
    Sign(lambda it: bool(_IN_FORCE.search(it.over)), 1.6, "7月1日起执行 / 低保标准提高"),
    Sign(lambda it: it.across in it.body, -2.7, "养老机构 / 预收费有上限"),
    Sign(lambda it: it.across in it.body and bool(places.named(it.across)), -5.0, "床位怎么建？重 / 庆市民政局作答"),
    Sign(lambda it: it.over[-1] in "！!" and len(it.over) <= _MOST, -6.0, "1.2亿元！ / 某集团设立海岛助老基金"),
    Sign(
        lambda it: it.over[-1] == "：" and bool(_ALL_QUOTED.fullmatch(it.under)),
        -4.0,
        "对话聋人咖啡师： / “我的世界不缺声音”",
    ),
    Sign(
        lambda it: bool(_HAS_DONE.search(it.over) and _ALL_QUOTED.fullmatch(it.under)),
        -4.1,
        "让社会力量 / “拧成一股绳”",
    ),
    Sign(
        lambda it: bool(_ASKS.search(it.over)) and it.over[-1] not in "？?",
        1.6,
        "每一分钱去了哪里 / 青禾基金会公布账本",
    ),
    Sign(lambda it: bool(_FOR_YEARS.search(it.over)), 3.0, "助学活动连续开展12年 / 某省资助八百名新生"),
    Sign(
        lambda it: bool(_ANSWERS.search(it.under) and it.asks) and not it.alone,
        -10.0,
        "低保怎么申请？ / 江西省民政厅这样回答",
    ),
    Sign(lambda it: it.over[-1] == "…" or it.over.endswith("..."), 6.0, "支持创新、简化程序…… / 多举措推动"),
    Sign(
        lambda it: (
            (it.over[-1] == "—" or (it.over[-1] == "，" and not _GAP.search(it.spaced_over)))
            and not (VISIT.match(it.over) or _introduces(it))
        ),
        -5.6,
        "旧礼堂变身新食堂—— / 山村里的见闻",
    ),
    Sign(_introduces, 6.0, "宁夏固原探索互助养老—— / 窑洞院里的老伙伴"),
    Sign(
        lambda it: bool(_TWO_CLAUSES.fullmatch(it.under)) and not _lacks_more(it.over),
        9.0,
        "某镇有间“儿童之家” / 放学后，他们有了去处",
    ),
    Sign(lambda it: it.over.endswith("记者问"), 8.0, "有关负责人就某政策答记者问 / 把照护送到床边"),
    Sign(
        lambda it: bool(EXPLAINS.match(it.over)) and not (it.under[0] in "《“" and bool(_EXPLAINING.search(it.over))),
        4.0,
        "有关负责人解读《办法》 / 募捐有了新规矩",
    ),
    Sign(
        lambda it: bool(_ALL_QUOTED.fullmatch(it.over) and VISIT.match(it.under)),
        8.1,
        "“先要学会等待” / 对话院长罗春梅",
    ),
    Sign(lambda it: bool(VISIT.match(it.over)), 4.5, "访省民政厅厅长 / 兜底如何兜得准"),
    Sign(lambda it: bool(VISIT.match(it.over)) and it.over[-1] in "：—", 3.0, "对话省民政厅厅长： / 兜底如何兜得准"),
    Sign(lambda it: bool(COLUMN.fullmatch(it.over)), 6.0, "新春走基层 / 滇池边的最后一程"),
    Sign(
        lambda it: bool(_INQUIRY.fullmatch(it.over)) and not HEADLINE_VERB.search(it.over[:-2]),
        3.5,
        "江西某市老年助餐调查 / 食堂如何办下去",
    ),
    Sign(lambda it: bool(_SERIES.search(it.over)), 3.9, "我们的节日·重阳 / 百岁老人的餐桌"),
    Sign(lambda it: bool(SUBTITLE.match(it.under)), -6.9, "移风易俗 / ——殡葬改革综述"),
    Sign(lambda it: bool(_SUBTITLED.match(it.over)), -6.9, "求助有了新规矩——某司负责人 / 解读《管理办法》"),
    Sign(lambda it: it.over.count("“") != it.over.count("”"), -4.4, "推进“一门 / 受理”"),
    Sign(lambda it: it.over.count("《") != it.over.count("》"), -4.1, "印发《关于加强 / 管理的意见》"),
    Sign(lambda it: it.over[-1] in "、，：" and not VISIT.match(it.over), -6.0, "上海长宁： / 社区里有了“监护顾问”"),
    Sign(lambda it: bool(_VISITS.search(it.over)), -2.0, "护理不能断线——访 / 某学会会长"),
    Sign(lambda it: bool(_WANTS.search(it.over)), -1.7, "某企业捐赠 / 300万元设立“慈善粮仓”"),
    Sign(
        lambda it: bool(_PREDICATE.match(it.under)) and not (HEADLINE_VERB.search(it.over) or it.names_under),
        -1.2,
        "老工厂里 / 开出“幸福食堂”",
    ),
    Sign(lambda it: abs(len(it.over) - len(it.under)) <= 2, 0.3, "of one length"),
    Sign(lambda it: len(it.over) + len(it.under) <= _ONE, -1.0, "爱心企业 / 驰援灾区"),
    Sign(lambda it: it.under[0] in "：，、”", -0.7, "对话某会长 / ：慈善要透明"),
    Sign(lambda it: bool(_SAYS.search(it.over)), 0.8, "省长调研养老服务时强调 / 把实事办到心坎上"),
    Sign(lambda it: bool(_WHAT_OF.search(it.over)), 0.5, "一颗种子的回响 / 地震孤儿当上社工"),
    Sign(lambda it: bool(_YEARS_OF.search(it.over)), 2.0, "一支志愿队的八年 / 一本通讯录敲开三千扇门"),
    Sign(
        lambda it: bool(_COUNTED.match(it.under) and _WHAT_OF.search(it.under) and _SAID_WHOLE.match(it.over)),
        1.5,
        "老人吃饭有了好去处 / 一碗热汤面里的牵挂",
    ),
    Sign(lambda it: bool(_DOES.match(it.under)), -1.0, "十家基金会 / 联合倡议减少表格"),
    Sign(lambda it: bool(_SOMEBODY.search(it.over)), -0.4, "某研究中心专家 / 谈县域养老"),
    Sign(lambda it: bool(_FROM_TO.fullmatch(it.over)), 1.6, "从“有没有”到“好不好” / 江苏部署养老服务工作"),
)
"""The weights are a logistic regression's (ridge; the first, that of an open end and those of rare signs are set by
hand), over 98 kickers and 308 broken headlines of fourteen sources of invented pages and, for a seventh each, the 844
pairs of `tests/data/headlines.tsv`. Of that file 76 kickers of 406 are missed, and 10 headlines of 438 are taken for
ones with a kicker: there, a kicker may name the place and its headline may not, where on a page a headline is told by
its place."""


def _share(text: str, body: str) -> float:
    """How many of a text's characters in twos stand in the body: 0.0 to 1.0."""
    pairs = list(map(str.__add__, text, text[1:]))
    return sum([pair in body for pair in pairs]) / max(1, len(pairs))


def _spaced(row: Line) -> str:
    """A line with its gaps: where blanks part all of its characters, those that are wider."""
    text = row.traced.text
    return re.sub(r"(?<=\S)\s(?=\S)", "", text) if 2 * len(row.text) < len(text) + 4 else text


def seam_of(rows: Sequence[Line], body: str) -> Seam:
    """The first of two lines or more over the others; `body` is the text under them."""
    over, *under = rows
    spaced = "".join(_spaced(row) for row in under)
    bare = "".join(body.split())
    return Seam(over.text, "".join(row.text for row in under), _spaced(over), spaced, bare, named_with_kind(bare))


def kicker_lines(rows: Sequence[Line], body: str) -> int:
    """How many of a headline's lines, from the top, are a kicker over it: 0 or 1."""
    if len(rows) < 2:
        return 0
    seam = seam_of(rows, body)
    return int(sum([sign.weight * sign.told(seam) for sign in SIGNS]) > 0)
