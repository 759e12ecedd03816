"""What may stand around a shifted sign: where its glyph is rather the ordinary character, and where rather the sign.

A row speaks of some glyphs, of what ends before them and of what begins behind them (words or a pattern; the
text has neither blanks nor line ends, and its other signs are shifted or not). Its weight is added to what the sign
costs where both match: above nought the glyph is rather a word's, below it is rather a sign.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from corpus.patterns import lazy
from corpus.people import COMMON_SURNAME, POST, SAYS, SURNAME

_REACH: Final = 10
"""How many characters before a glyph are looked at."""
_UNCOUNTED: Final = "(?![年月日号时点分秒次个天倍里厘米省市县区名位岁人家户级届期批元万亿])"
_SOME: Final = "[一二三四五六七八九十两几0-9０-９]"
_BEFORE_A_COURT: Final = "访进找往被两个民级高中区县市省州旗网年慧事海路向到在去的由经与和及诉赴、，。尧袁遥"
"""What stands before 法院, and not before the end of another word: 喂饭法："""
_NOT_OF_A_YARD: Final = (
    "士[兵气]|长[者护大江期沙安城度方假效远辈治春途短]|子[女孙]|团[体结队圆聚]|落[实后户地]|里程|训[练斥]|容[易量纳器]|门[户票类]"
    "|内[容部蒙心地需涵陆江]|外[墙交国部地界来汇资卖出籍婆公贸商形观面]|规[定模划律范则矩]|际遇|舍得"
)
"""What begins like something of a yard's or a hospital's, and is a word of its own."""
_GRADED: Final = "(?:[至到][1-5１-５员圆猿源缘]粤|及?以上|[一二三四五]个等级|等级)"
"""What stands behind a grade's letter: 由１Ａ至５Ａ五个等级."""
_NOT_SPEAKING: Final = "(?![\u4e00-\u9fff]{1,2}(?:表示|说|介绍|指出|强调|作|讲|为|在))"
_NO_SIGN: Final = "[^，。、；袁遥尧曰]"

_Side = tuple[str, ...] | re.Pattern[str]


class Surroundings(NamedTuple):
    """Some glyphs of signs, what stands before and behind them, and what that adds to the sign's cost."""

    glyphs: str
    before: _Side
    behind: _Side
    weight: float


def _side(told: str | re.Pattern[str]) -> _Side:
    """The words that are told, parted by blanks; each character of one in brackets is a word."""
    if not isinstance(told, str):
        return told
    return tuple(word for part in told.split() or ("",) for word in (part[1:-1] if part.startswith("[") else (part,)))


def _row(glyphs: str, before: str | re.Pattern[str], behind: str | re.Pattern[str], weight: float) -> Surroundings:
    return Surroundings(glyphs, _side(before), _side(behind), weight)


ROWS: Final = (
    # A colon follows what tells of speech or writing.
    _row(
        "院",
        "[说问答写称诉述喊吼叹按] 说道 问道 答道 写道 叹道 喊道 笑道 指出 提出 强调 要求 表示 "
        "介绍 写着 坦言 直言 插话 认为 显示 发现 了解到 证明 意味着 宣布 透露 感慨 呼吁 提醒 "
        "问我 问他 问她 告诉我 建议 提议 承诺 约定 决定 记者 主持人 嘉宾 随之而来",
        "",
        -3.0,
    ),
    # It follows what announces a list, a detail or a form's entry.
    _row(
        "院",
        "[是为有即步] 如下 以下 包括 之一 之二 之三 之四 之五 分别 任务 原则 目标 主题 措施 "
        "工作 工程 问题 变化 内容 材料 方式 形式 步骤 阶段 标准 特点 条件 对象 流程 格局 单位 "
        "编辑 来源 校对 电话 热线 时间 地点 联系人 概括 明确 规定 公开 行动 提要 附件 名单 "
        "一句话 一张画 一张纸 一条短信 一条消息 一行字 一封信 心愿 感受 体会 秘诀 诀窍 答案 结论 "
        "结果 道理 口号 标语 口诀 留言 通知 公告 疑问 规矩 讲究 思路 做法 经验 成效 数据 理念 "
        "模式 体系 机制 齐全 俱全 坚持 遵循 做到 选择 难题 难点 短板 关键 核心 根本 背后 分配 分工 编者",
        "",
        -2.0,
    ),
    # What is put on paper: 记下来：.
    _row("院", "记下来 写下来 列出来", "", -3.0),
    # It follows what has been counted: 三项任务, 只有一个.
    _row("院", lazy(rf"{_SOME}[项个类条种句点步件样招大盼方段道关幅]{_NO_SIGN}{{0,5}}\Z"), "", -1.5),
    _row(
        "院",
        lazy(
            rf"{_SOME}个(?!敬老|养老|福利|康复|卫生|疗养|托老|儿童|颐养|护理|养护|大杂)[\u4e00-\u9fff]{{2}}(?<![法产医学庭])\Z"
        ),
        lazy("一(?![审起院个家])|首"),
        -5.0,
    ),
    # Who asks and who answers.
    _row("院", lazy(r"(?:[。？！”遥钥浴]|\A)[问答附]\Z"), "", -6.0),
    # A yard or a house: of what kind, whose, or what is done with it.
    _row(
        "院",
        "[医学剧书寺戏宅庭合总护老小散强弱东西南北前后入离进住转办建选没谁该这那全各两原旧新留] 大杂 养老 养护 敬老 "
        "福利 卫生 康复 疗养 研究 科学 国务 电影 检察 互助 托老 幼儿 颐养 光荣 "
        "人民医 一墙两 大一 大二 附一 附二 附三",
        "",
        2.5,
    ),
    _row(
        "院",
        lazy(
            r"(?:(?<![账资文成课剧样根基版])本|(?<![提指突作认喊叫看听])出|(?<![扩重])大|(?<!部)分|(?<![现实])在|(?<!做)到)\Z"
        ),
        "",
        2.5,
    ),
    _row("院", lazy(r"[0-9０-９员圆猿源缘远苑愿怨]号\Z"), "", 5.0),
    _row("院", lazy(rf"[^{_BEFORE_A_COURT}]法\Z"), "", -3.5),
    # What belongs to one, or stands beside it.
    _row(
        "院",
        "",
        lazy(rf"(?!{_NOT_OF_A_YARD})[士长子团落内里外规训容舍墙门址际]|[校本]部|区(?![县域])|企合|民[自互]|院有"),
        3.0,
    ),
    # A yard each: 一院一档, 逐院登记; but of things that are told of: 的东西：
    _row("院", "[一逐每]", "[一登走排建逐]", 6.0),
    _row("院", "互助 养老 敬老 福利", lazy("[0-9园员圆猿源缘远苑愿怨二三四五六七八九十百千]+[所家张个名位处]"), 3.0),
    # Somebody speaks; somebody's name ends a sentence: 处长龙远平。
    _row("院", lazy(rf"[。？！”遥钥浴]{SURNAME}[\u4e00-\u9fff]{{1,2}}\Z"), "", -3.5),
    _row("院遥", lazy(rf"{POST}{SURNAME}[\u4e00-\u9fff]{{1,2}}\Z"), "", -4.5),
    # A quotation's last sentence ends before its mark, whatever word its last two characters make.
    _row("遥", "", "[冶”]", -5.0),
    # A digit: in a date, a range, an address, a formula.
    _row("园员圆猿源缘远苑愿怨", "", lazy("月[0-9０-９园员圆猿源缘远苑愿怨]{1,2}日"), -10.0),
    _row(
        "员圆猿源缘远苑愿怨",
        lazy(r"(?<![来资水电货财人成会队职教病伤心志意随])\Z"),
        lazy("[到至][0-9０-９园员圆猿源缘远苑愿怨]+[个名张人次万元]"),
        -7.0,
    ),
    _row("员圆猿源缘远苑愿怨", lazy(r"[0-9０-９员圆猿源缘远苑愿怨][+＋垣]\Z"), "", -5.0),
    _row("员圆猿源缘远苑愿怨", "[栋幢]", "单元 号 楼", -5.0),
    _row("员圆猿源缘远苑愿怨", "[“野+＋垣]", "[+＋垣]", -6.0),
    _row("员", "建成 达成 完成 建设 新增", "[个处所家]", -4.0),
    _row("员圆猿源缘远苑愿怨", "", lazy("小时(?!候)|公里|分钟|个月|平方米|立方米|摄氏度"), -5.0),
    _row("员圆猿源缘远苑愿怨", "[渊（]", "[冤）]", -10.0),
    _row("员圆猿源缘远苑愿怨", lazy(r"[花兑换领取送][\u4e00-\u9fff]?\Z"), "[束份袋桶箱瓶盒]", -5.0),
    _row("员圆猿源缘远苑愿怨", lazy(r"[0-9０-９园员圆猿源缘远苑愿怨][比∶颐]\Z"), "", -6.0),
    _row("员圆猿源缘远苑愿怨", "", lazy("[比颐][0-9０-９园员圆猿源缘远苑愿怨]"), -5.0),
    _row("员圆猿源缘远苑愿怨", "至少 至少有 不少于 不低于", lazy("[个名家处位项次人件场户张条套辆间所支篇门]"), -6.0),
    _row("员圆猿源缘远苑愿怨", "", lazy("[园员圆猿源缘远苑愿怨]岁|[A-EＡ-Ｅ](?![A-Za-z])|粤级|大类"), -5.0),
    _row("粤", "[12345１２３４５员圆猿源缘]", lazy(f"级|{_GRADED}"), -14.0),
    _row("员圆猿源缘", "", lazy(f"粤{_GRADED}"), -6.0),
    _row("员圆猿源缘远苑愿怨", "年", "月", -8.0),
    _row("远", "等", lazy("[处家个所项名](?!的)"), -7.0),
    # Twice the same, and what is counted: 圆圆把.
    _row("员圆猿源缘苑愿怨", "", lazy(r"(?<=(.))\1[把个名家处单所人户张件项条套座例元万支位次]"), -4.0),
    _row("远", "", lazy("远[万亿千百个名家处单所人户张件项条套座例元副]"), -8.0),
    _row(
        "员圆猿源缘远苑愿怨",
        "首批 只有 仅有 共有 增至 降至 升至 超过 不足 干满 召开 举办 开展",
        "[单家个名项件支所处年亿万次场期]",
        -5.0,
    ),
    # Not where things have been counted: 三张圆桌.
    _row("员圆猿源缘远苑愿怨", lazy(f"{_SOME}[张个把条座片块]\\Z"), "[桌凳台餐]", 5.0),
    # But not in these words before what seems to be counted.
    _row("源", "从", "头", 8.0),
    _row("远", "[走有离跑]多", "", 8.0),
    # A digit: not where its glyph ends what people are called by their work, before what only seems to be counted.
    _row(
        "员",
        "代办 协理 网格 巡访 巡查 巡护 助餐 助浴 送餐 配送 调解 督导 保洁 宣传 讲解 辅导 联络 信息 引导 管护 协管 "
        "评估 陪诊 陪护 看护 照护 保育 指导 观察 救生 护林 客服 驾驶 炊事 采购 审核 质检 接线 乘务 特派",
        lazy("(?![件名人个位家户次万亿千百元项岁年月日时小分批场张条套处所园员圆猿源缘远苑愿怨0-9０-９])"),
        5.0,
    ),
    # Who is called by a surname, and the comma behind: 小袁袁今天.
    _row("袁", lazy(r"(?:^|[“‘野：。，！？院遥浴钥曰])[老小]\Z"), "袁", 6.0),
    _row(
        "员",
        "[讲导查访督联学会队党团社成] 协理 网格 联络 信息 护林 炊事 乘务 保洁 接线 特派 救生",
        lazy("[1-9１-９员圆猿源缘远苑愿怨][0-9０-９园员圆猿源缘远苑愿怨]{0,5}[名人位]"),
        10.0,
    ),
    _row("员", "", "组成", 6.0),
    # Nor where it stands in what somebody is called, or in a word of its own.
    _row("远源园圆愿缘苑", lazy(rf"{POST}{SURNAME}\Z"), lazy(_UNCOUNTED), 8.0),
    _row("远源园圆愿缘苑", lazy(rf"{SURNAME}\Z"), lazy(rf"{_UNCOUNTED}[\u4e00-\u9fff][：院]"), 8.0),
    # Nor where it ends, or begins, the name of a garden or a housing estate.
    _row("园", "", "街道 社区 小区 小学 中学", 6.0),
    _row("苑", "", "[内里中区村] 小区 社区 街道 新村 公园 一期 二期 三期", 6.0),
    _row("苑", "[文翠南北东西学艺福景花怡鹿御雅馨和丽康佳名紫梅竹兰安阳]", "", 6.0),
    # People are called so: the ancient king, and who bears his name behind a title (not 红、黄、蓝).
    _row("尧", "", "都区 庙镇 王庙 王陵 王城", 6.0),
    _row("尧", lazy(rf"(?!任何|人马)(?:{POST}|[任席员人事者记]){COMMON_SURNAME}\Z"), "", 9.0),
    # Somebody says or becomes something at a meeting, or beside another: 座谈会上，江磊指出; 当选会长，李慧当选.
    _row("袁", "会上 会议上 仪式上 介绍 表示 指出 强调 认为 提出 要求", "", -5.0),
    _row("袁", lazy(r"(?:当选为?|选为)[^，。、袁遥尧]{0,7}长\Z"), lazy(_NOT_SPEAKING), -8.0),
    _row("袁", lazy(r"[选任]为?[^，。、袁遥尧]{0,6}长\Z"), lazy(_NOT_SPEAKING + SURNAME), -8.0),
    # When something was: 后来， 近年来，.
    _row("袁", "后来 随后 如今 近年来 此后", "", -3.0),
    # A reporter's name, in a byline.
    _row("袁尧叶", lazy(r"(?:本报|本刊|[■姻（(渊])(?:特约|见习|实习)?(?:记者|通讯员)\Z"), "", 14.0),
    # Old Yuan and young Yuan; but 一老一小， is no one.
    _row("袁", lazy(r"(?:^|[^一大中微幼矮窄从怕变养敬助孝爱渐])[老小]\Z"), "[说是和与就也在家又给对把]", 12.0),
    # A family: 姓袁的人家, 都姓袁; but 老百姓， is not called so.
    _row("袁", lazy(r"(?<![百贵母父])姓\Z"), lazy("[的袁遥曰]"), 12.0),
    # What is far away: 遥远.
    _row("遥", "", lazy("远[的地袁尧遥，、。]"), 6.0),
    # Where one washes.
    _row("浴", "", "[室凳缸池椅霸巾帽盆槽]", 6.0),
    # Words that a pair's mark would tear apart.
    _row("冶野叶渊冤", lazy(rf"{POST}{SURNAME}\Z"), lazy("[\u4e00-\u9fff]"), 9.0),
    # A year, an hour, somebody's name; an arrow is one of several.
    _row("寅", lazy(rf"{SURNAME}\Z"), "", 10.0),
    # Nothing is parted where a mark has just opened.
    _row("冶野", lazy(rf"(?:[。！？；，”遥浴钥曰袁]|\A){COMMON_SURNAME}\Z"), lazy(f"[\u4e00-\u9fff]?{SAYS}"), 14.0),
    _row("冶", "", "[金炼铁铜铸]", 3.0),
    # Where pots are fired, or coal is dug.
    _row("窑", "[家砖瓷官汝钧哥定古土煤石炉瓦陶灰民御龙窑暖寒老旧住]", "", 8.0),
    # A village or a street that is called after a family: 袁家庄街道.
    _row("袁", "", lazy("家[庄村湾寨坪沟河坡屯岗埠坝楼洼集堡](?:[村镇乡路]|街道|社区|小学)"), 12.0),
)

_BY_GLYPH: Final = {glyph: tuple(row for row in ROWS if glyph in row.glyphs) for row in ROWS for glyph in row.glyphs}


def weight(text: str, at: int) -> float:
    """What the surroundings of the glyph at `at` add to the cost of its sign (base e)."""
    rows = _BY_GLYPH.get(text[at])
    if not rows:
        return 0.0
    return sum(row.weight for row in rows if _stands_behind(row.behind, text, at + 1) and _ends(row.before, text, at))


def _stands_behind(side: _Side, text: str, at: int) -> bool:
    return text.startswith(side, at) if isinstance(side, tuple) else bool(side.match(text, at))


def _ends(side: _Side, text: str, at: int) -> bool:
    start = max(0, at - _REACH)
    return text.endswith(side, start, at) if isinstance(side, tuple) else bool(side.search(text[start:at]))
