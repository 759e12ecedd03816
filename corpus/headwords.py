"""The words that lines of headlines are known by: who they name, how they ask, what they are cut behind.

One table a question, as in `openings`; none of them decides alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from corpus import counties, places

HEADLINE_VERB: Final = re.compile(
    "召开|出台|发布|印发|部署|推进|举行|举办|启动|开展|推动|打造|实施|加强|助力|守护|赋能|探索|构建|提升|建设|开通|上线"
    "|公布|下发|落实|调研|深化|完善|健全|规范|聚焦|发放|试点|表彰|揭牌|成立|签约|开班|走访|慰问|加快|补齐|破解|激活|织密|守住|筑牢|擦亮|撑起|托起|串起|聚力|点亮|延伸|拓展|答记者问|解读|施行|实行"
    "|送到|走进|送进|搬进|装上|用上|办起|架起|推行|试行|推出|落地|揭晓|启用|收官|落幕|开启|惠及|扩面|提标|升级|提高|上调"
    "|下调|取消|亮出|晒出|获评|入选|发力|护航|添彩|撬动|搭起|划定|明确|新增|突破"
)
ORGANISATION: Final = re.compile(
    "[“《]?(?:全国|我国|各地|多地|国家|人力资源|人社部|国务院|中央|民政部|财政部|教育部|省|市|(?![让把为在以聚推探打深强加构用从创助守共多完健提优促])[\u4e00-\u9fff]{1,7}?(?:(?<![跨各])(?<![\u4e00-\u9fff]全)省|自治区|自治州|(?<![城超都])市|盟"
    "|(?<![干全内外中西东南北])部|厅|(?<![格结布])局|委)(?![场民容区])|[\u4e00-\u9fff]{1,2}(?:(?<![社地园山小])区|县))"
)
"""What a headline begins with that says first who acts."""

OFFICE: Final = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:(?:民政|财政|教育|公安|司法|宣传|组织|统战|建设|农村|保障|管理)部|(?<![医学法书])[厅局]|部门"
    r"|卫生健康委|公报|条例|办法|意见|方案|规划|报告|通知|细则|标准|清单|指南|新规)"
)
"""Who speaks, or what is spoken of, in front of a headline's colon."""


@lru_cache(maxsize=4096)
def names_who(text: str) -> bool:
    """Whether a headline begins with who it is about: an organisation or a place."""
    bare = text.lstrip("“《")
    return bool(ORGANISATION.match(bare)) or names_place(bare)


@lru_cache(maxsize=4096)
def names_place(text: str) -> bool:
    """Whether a text begins with a province or a city."""
    return places.named_first(text)


def names_shortly(text: str) -> bool:
    """Whether a line's last clause begins with a place's short name, as headlines' do: 社会组织给力，湖北出招."""
    _, *behind = _CLAUSES.split(text)
    if not behind or _INTRODUCES.search(text):
        return False
    names = (behind[-1][: length + 1] for length in (2, 3) if places.named(behind[-1][:length]))
    return any(_KIND_OF_PLACE.isdisjoint(name[-2:]) for name in names)


def tells_of_a_place(text: str) -> bool:
    """Whether a line says behind a colon what a place it begins with does: 无锡：护理机器人进了养老院，."""
    return "：" in text[:_A_PLACE] and text[places.reach(text) or len(text) :].startswith("：")


_CLAUSES: Final = re.compile("[，？！](?=.)")
_INTRODUCES: Final = re.compile("(?:以来|介绍|了解|统计|显示|据悉|近日|日前|[上下]午|目前)，[^，]*$")
"""A clause that a text's sentence begins with, and its last one behind it."""
_KIND_OF_PLACE: Final = frozenset("省市自区县州盟旗维回壮特地")


def cut(text: str) -> bool:
    """Whether a line is cut in mid-sentence, as its end shows: no headline ends so."""
    return text[-1] in _CUT_LAST and bool(_CUT.search(text[-_ENDING:]))


def unfinished(text: str) -> bool:
    """Whether a line of a headline goes on in the next one: 浙江召开, 民政部表彰, but not 推进会在宜宾召开."""
    if text.count("《") > text.count("》") or text.count("（") > text.count("）"):
        return True
    if text[-1] in _UNFINISHED_LAST and _UNFINISHED.search(text[-_ENDING:]) and not _IS_HELD.search(text):
        return True
    if text[-1] in _ACHIEVES_LAST and ACHIEVES.search(text[-_ENDING:]):
        return True
    if "、" in text[-_ENDING:] and _OFFICE_CUT.search(text):
        return True
    if len(text) <= _BRIEF and bool(_DOES.search(text)) and names_who(text):
        return True
    return len(text) <= _A_PLACE and _only_where(text)


@lru_cache(maxsize=1024)
def _only_where(text: str) -> bool:
    """Whether a line has said only where: 湖北恩施, 浙江省嵊泗县."""
    if not names_place(text):
        return False
    end = places.reach(text)
    rest = text[end:]
    county = _COUNTY.fullmatch(rest) or counties.is_county(rest)
    return end > 0 and bool(not rest or county)


_COUNTY: Final = re.compile("[\u4e00-\u9fff]{1,3}(?:(?<![城超都夜车])市|(?<![社地园山小景灾])区|县|旗|州|(?<!联)盟)")
_A_PLACE: Final = 12
"""Characters within which a line may say no more than where."""


_DOES: Final = re.compile(f"(?:{HEADLINE_VERB.pattern})$")
_BRIEF: Final = 8
"""Characters within which a headline's line that says who does something has not said what."""
_ENDING: Final = 8
"""Characters at a line's end that tell."""
_DIGITS: Final = "0123456789０１２３４５６７８９"
_CUT_LAST: Final = frozenset(
    "厅局部委府办联会网者从在为将由和与及对把被于以向第的是并或其各将据经按就至到,，年月" + _DIGITS
)
_CUT: Final = re.compile(
    r"(?:厅|局|(?<!干)部|委|政府|(?:文明|老龄|信访|编|振兴|网信)办|妇联|残联|总工会|官网|记者|[从在为将由和与及对把被于以向第的是并或其各将据经按][,，]?|[0-9０-９][年月]?|[0-9０-９][年月日时]?至|[：，]到|(?<![成造迁屈高低俯])就|关于)$"
)

ACTOR: Final = re.compile(
    "(?:[厅局委府省市县州盟旗联]|(?<![灾山社校园景片城郊老新库林牧矿])区|(?<![干全内外])部|部门|单位|(?<![举主承协创开])办|办公室|[学协总委]会|员会|[代大]会|联合会|基金会|红十字会|中心"
    "|(?:[牧村居市渔]民|老人|奶奶|爷爷|大[爷妈娘]|女士|先生|社工|教师|老师|医生|志愿者|[站院队]长|主任|书记|负责人)[\u4e00-\u9fff]{0,3})$"
)
"""How a line ends that says who acts."""

ADDRESS: Final = re.compile(
    "[\u4e00-\u9fff]{2,7}(?:省|自治区)[\u4e00-\u9fff]{1,7}(?:市|州|盟|地区)[\u4e00-\u9fff]{1,5}(?:[县市旗]|(?<!地)区)"
)
"""A place told with all that it lies in, as leads tell it and headlines do not: 湖北省武汉市黄陂区."""

TOLD: Final = re.compile(
    r"据(?![点守理])|截至|记者|从(?![“《])[^到向看说谈学]{5,}$|(?:19|20)[0-9]{2}年[^，]{0,4}，|[自从](?:19|20)[0-9]{2}年"
    "|[\u4e00-\u9fff]{2,4}[市州盟][\u4e00-\u9fff]{1,4}[区县市旗]、|(?:[\u4e00-\u9fff]{2,6}[市区县州]、){2}"
    "|[^，。]{2,8}[厅局委部]、(?:省|市|区|县|自治区|国家)"
    "|(?:清晨|早上|上午|中午|下午|傍晚|晚上|深夜|凌晨|周[一二三四五六日末]|星期.)[^，]{0,8}，"
    f"|[{_DIGITS}〇一二三四五六七八九十]{{1,3}}岁的|[^，]{{2,14}}(?:介绍|表示|说|认为|告诉记者|指出|强调|要求|提出)，"
    "|[^，。“]{1,8}[局厅委会区市县站院心]还(?:[给把将为对在要会从向与和]|组织|建立|设立|推出|联合|通过|开展|出台|开设|邀请)"
)
"""What begins like something told, not like a headline: 据统计，全省; 67岁的退休教师报名."""

ASKS: Final = re.compile(
    "^(?:如何|怎么|怎样|为何|为什么|谁来|什么是|哪些|何以|能否|是否|别让|别把|莫让|莫把|莫要|谨防|警惕|当心)"
)
"""How a headline that asks or warns begins."""

ASKING: Final = re.compile("怎么|怎样|如何|为何|何以|莫要|莫让|别让|谁来")
"""What a headline has inside that asks or warns."""

WARNS: Final = re.compile(
    "，(?:[莫勿岂]|别(?![的人处样墅]))[^，]{3,}$|(?:^|，)少[^，]{1,4}多[^，]{1,5}$|^少[^，]{2,8}，多[^，]{2,8}$"
)
"""How an opinion's headline ends that warns or advises: 适老化改造，别只改了“面子”; 下乡，少带表格多带耳朵."""

_ASKING: Final = "怎么|怎样|如何|为何|什么|哪|谁|吗|呢|能不能|该不该|多久|多少|(?<![近十这那好前后数])几(?![乎天年])"
OPENING_QUESTION: Final = re.compile(
    f"[^。！？：]{{3,}}[，、？][^。！？：]{{0,20}}(?:{_ASKING})[^。！？：]{{0,12}}？"
    f"|[^。！？：，]{{0,12}}(?:{_ASKING})[^。！？：，]{{0,12}}，[^。！？：]{{2,20}}？"
)
"""A question of some clauses, as a text opens with it: 搬进新楼，日子怎么过热乎？"""
IN_A_QUESTION: Final = re.compile(f"[，、？]|{_ASKING}")
"""What the first line of such a question has."""

BALANCED: Final = re.compile(
    "|".join(rf"[^，。、]{{{n}}}(?:(?:，[^，。、]{{{n}}}){{1,3}}|(?:、[^，。、]{{{n}}}){{1,3}})" for n in range(3, 11))
)
"""Halves of one length, as headlines and kickers have them: 今天存时间，明天换照料; 设备进家、护士上门."""

BECOMES: Final = re.compile("从“[^”]{1,12}”(?:到|变|变成|变为|迈向|走向|转向)“[^”]{1,12}”")
"""What has become of what, as headlines tell it: 从“人找政策”变“政策找人”."""

HALVES: Final = re.compile(r"[\u4e00-\u9fff”》]{4}\s+[\u4e00-\u9fff“《]{4}")
"""Two clauses that a gap parts: 守好一盏灯 等你回家来."""

ENDS_NAMED: Final = re.compile("[^，。：；、！？“”]{2,}“[^，。：；！？“”]{1,10}”")
"""What a line is that ends with something named, and has no other sign."""

POST: Final = re.compile(
    "(?:[处局厅司院校站所会部]长|主任|书记|教授|(?:厅|局|处|副[省市州县区])长[\u4e00-\u9fff]{1,2}|负责人|工作人员)$"
)
"""Whose name stands in the next line: 市民政局区划地名处处长 / 钱一凡说."""

VISIT: Final = re.compile("访|专访|对话|记(?![者录忆住得账])")
"""What a headline or a kicker over it begins with that says whom the paper talked to."""

EXPLAINS: Final = re.compile(
    "[^，。]{0,14}(?:负责人|发言人|专家|[厅局处部院]长|(?<![机社])会长|主任|教授)(?:解读|详解|谈(?![成心判起妥])|回应|答(?![应谢辩]))"
)
"""How a line begins that says who explains something; over a headline it is a kicker."""

PERIOD: Final = re.compile("(?:20|２０)|我国|全国|截至|去年|今年|前?[一二三四]季度|前.{1,2}个月|[上下]半年")
"""A time or the whole country, as headlines begin with that name nobody."""

SUBTITLE: Final = re.compile(f"—|{VISIT.pattern}")
"""What a line begins with that stands under a headline as its second half: ——记一位护理员."""

ACCOUNT: Final = re.compile(
    "[^，。]{2,18}(?:见闻|观察|纪实|侧记|综述|掠影|启示|走笔|扫描|巡礼|速写|实录|的故事|进行时|(?<![登书日笔标速游传])记)"
)
"""What a line is, over a headline or under it, that tells what kind of account it is: 容东片区见闻."""

COLUMN: Final = re.compile(
    "(?:新春|新年)?走基层.{0,8}|(?:数说|图解|一图读懂|走进|走近|聚焦|关注|对话|直击|探访|记者|权威)[^：:]{0,8}"
    "|.{0,5}(?:时评|短评|快评|锐评|评论|观察|思考|访谈|手记|札记|随笔|说法|特写|聚焦|关注|对话|人物|调查|一线|现场|问答|解读|快讯"
    "|动态|专栏|专题|视点|漫谈|漫笔|追踪|视窗|资讯|速递|速览|透视|来信|杂谈|絮语|新语|寄语|新论|简评|微评|论坛|之声|风采)|(?![讲听写用说]).{0,5}故事"
    f"|{ACCOUNT.pattern}"
)
"""The name of a newspaper's column, as it stands over a headline."""

_HALVES: Final = "|".join(rf"[^，。？！]{{{n}}}[？！][^，。？！]{{{n}}}[？！]?$" for n in range(3, 9))
_ASKED: Final = re.compile(rf"(?!{_HALVES}|[^。]*…$|[^，。？！]{{3,12}}？[^，。？！]{{3,12}}？$).*[？！](?!”|$)")


def asked(text: str) -> bool:
    """Whether a question or a cry is over, and more behind it: no headline has that but another, or who acts."""
    return bool(_ASKED.match(text)) and not names_shortly(text)


NUMBERED_HEADING: Final = re.compile(
    "第?[一二三四五六七八九十]{1,3}(?:、(?![一二三四五六七八九十])|是)|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[0-9]{1,2}[.．、](?![0-9])"
)
"""What a heading inside an article begins with that is one of several: 二、检查内容."""

_UNFINISHED_LAST: Final = frozenset(
    "自开行办动台发布展进通助促获赴迎的在为与和及暨、让把将对以于跨各逾每：:（《“年月起度多余" + _DIGITS
)
_ACHIEVES_LAST: Final = frozenset("出起进成")
ACHIEVES: Final = re.compile("(?:[连串撑托架牵拉筑]起|[引带换晒踩闯探走跑织绘开交]出|[搬走送开]进|[变化]成)$")
"""A verb that lacks what it brings about: 中心厨房连起 / 六十三个助餐点."""
_OFFICE_CUT: Final = re.compile("、[省市][^、，厅局委部会办院联团校]{0,7}$")
"""The name of an office that is cut: 四川省民政厅、省住房和城乡."""
_UNFINISHED: Final = re.compile(
    r"(?:(?<!在..)(?<!在...)(?<!在....)(?:召开|举行|举办|启动)|出台|印发|发布|开展|推进|推动|开通|(?<![救互资帮补援捐协扶求自辅赞相共众])助|(?<![督敦仓短急催])促|(?<![收查抓破缴捕截所])获|赴|(?<!欢)迎|的|在|为|与|和|及|暨|、|让|把|将|(?<![各独亲来出擅私])自"
    r"|(?<![一二三四五六七八九十百千万0-9])对|以|关于|[跨各逾每]|：|:|[（《“]|[0-9０-９月]|[0-9０-９〇零]年|年起|[0-9０-９][日月]起|半年|季度|[一二三四五六七八九十两几百千万亿]个?[多余])$"
)

_IS_HELD: Final = re.compile(
    "(?:会议|大会|全会|年会|论坛|[进谈场员署彰讨流布度训动作话频题析商结推评]会|仪式|活动)(?:胜利|圆满|顺利|隆重)?(?:召开|举行|举办|启动)$"
    "|》(?:正式|对外)?(?:发布|出台|印发)$"
)
"""How a headline ends that says what is held or is out: 安全工作会议召开, 《规程》发布, but not 民政部召开."""

_COUNTED: Final = "年月日时个项万亿元名人家次届期批条岁％%．."
ORDINALS: Final = frozenset("一二三四五六七八九十")
_ORDINAL: Final = re.compile("第[一二三四五六七八九十百]{1,4}$")
_HOW_LONG: Final = re.compile("(?<![〇零一二三四五六七八九])[一二三四五六七八九十百几多数]{1,3}年$|周年$|个月$")
"""How a line ends that says how long, behind which no date goes on: 满一年 / 4月8日; but 二〇二五年 / 4月."""
NUMBERS: Final = ORDINALS | frozenset("年月" + _DIGITS)
"""What ends a line in which a number or a date may be cut."""


def cut_number(before: str, here: str) -> bool:
    """Whether a number or a date runs over from the end of a line to this character: 第五 / 次会议."""
    last = before[-1]
    if last in ORDINALS:
        return here in _COUNTED and bool(_ORDINAL.search(before))
    if last in "年月":
        return here.isdigit() and not _HOW_LONG.search(before)
    return last.isdigit() and (here.isdigit() or here in _COUNTED)
