"""The words around place names: what only looks like a place, what shows that one is meant, and who acts for a place.

Each row of `LOOKALIKES` has an example, which is its test.
"""

from __future__ import annotations

from typing import NamedTuple

from corpus.patterns import lazy


class Lookalike(NamedTuple):
    """A short name that is none where `before` ends the text in front of it and `after` begins the text behind it."""

    names: str
    before: str
    after: str
    example: str


LOOKALIKES = (
    Lookalike("安庆", "平", "", "平安庆典"),
    Lookalike("保定", "[确担社医低投参]", "", "低保定期核查"),
    Lookalike("保定", "", "[期额点向]", "五保定额供养"),
    Lookalike("北海", "", "道|公园", "赴北海道考察"),
    Lookalike("长春", "", "花", "长春花开"),
    Lookalike(
        "长沙", "[厅局科处部院校区镇乡村站所队馆]", "(?!市|县|等|分|召开|举行|举办|启动|开|[，。、）])", "副厅长沙国强"
    ),
    Lookalike("常德", "家|日|如|伦", "", "伦常德行"),
    Lookalike("承德", "[传继]", "", "传承德孝文化"),
    Lookalike("大连", "[扩重强放加]", "", "扩大连接范围"),
    Lookalike("大连", "", "[接续片锁通带环贯]", "强化大连通"),
    Lookalike("大庆", "[重盛五]", "", "重大庆祝活动"),
    Lookalike("大庆", "", "[典祝贺功]", "大庆典"),
    Lookalike("定西", "[确制规特固指决划认]", "", "确定西部地区标准"),
    Lookalike("东营", "[股房]", "", "房东营收"),
    Lookalike("福建", "[造幸祝谋]", "", "造福建档立卡户"),
    Lookalike("抚顺", "[安]", "", "安抚顺序"),
    Lookalike("广安", "[推宽]", "", "推广安全知识"),
    Lookalike("广安", "", "[全置装门]", "广安门外"),
    Lookalike("广东 广西", "[推]", "", "推广东西部协作"),
    Lookalike("广元", "[推]", "", "推广元宵习俗"),
    Lookalike("哈密", "", "瓜", "销售哈密瓜"),
    Lookalike("河源", "[黄大小治护]", "", "黄河源头保护"),
    Lookalike("吉安", "", "娜", "吉安娜"),
    Lookalike("济南 济宁", "[经救]", "", "救济南迁人口"),
    Lookalike("开封", "[拆已未启]", "", "已开封药品"),
    Lookalike("开封", "", "(?:后|前|日|使用|存放)", "药品开封后"),
    Lookalike("丽水", "[美秀壮]", "", "美丽水乡"),
    Lookalike("六安", "[一二三四五六七八九十第]", "", "第六安置点"),
    Lookalike("六安", "", "全", "六安全"),
    Lookalike("南平", "", "[原均]", "华南平原"),
    Lookalike("南通", "[东西指湖云河海越]", "", "东南通道"),
    Lookalike("南通", "", "[道信]", "南通道"),
    Lookalike("内江", "[省市境国域]", "", "市内江河"),
    Lookalike("宁夏", "[安]", "", "安宁夏夜"),
    Lookalike("普洱", "", "茶", "普洱茶"),
    Lookalike("清远", "[分看认]", "", "看清远方"),
    Lookalike("山东 山西", "", "[麓坡侧面脊]", "华山东麓"),
    Lookalike("香港", "[烧进敬焚上]", "", "烧香港社区"),
    Lookalike("孝感", "", "[动天恩]", "孝感动天"),
    Lookalike("新余", "[创更]", "", "创新余地"),
    Lookalike("延安", "[拖顺]", "", "拖延安置"),
    Lookalike("营口", "[经运]", "", "经营口碑"),
    Lookalike("玉林", "[美]", "", "美玉林立"),
    Lookalike("自贡", "[独各]", "", "独自贡献"),
    Lookalike("中卫", "[集]", "", "集中卫生整治"),
    Lookalike("中卫", "", "[生]", "其中卫生"),
    Lookalike("江西 河南 河北 湖南 湖北 海南 海北", "", "(?:岸|面的|侧|麓|部海)", "长江南岸、珠江西岸"),
    Lookalike("海南 海北", "[南东渤黄]", "", "南海南部"),
    Lookalike("湖北 湖南", "[太环]", "", "环湖北路"),
    Lookalike("河南 河北", "[黄淮渭运沿]", "", "黄河南北"),
)
ANYWHERE = lazy(
    r"(?:[东西南北中]?路(?![径线演人上过途])|[东西南北中]?大?街(?![头坊道上])|大道|大学(?!生)|银行|方言|菜系?(?=[馆，。、]))"
)
# A city's name may be a person's: 司长王金华表示. Surnames that are also words (于, 任, 万) are left out.
SURNAMES = (
    "王李张刘陈杨赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕卢蒋蔡贾丁魏薛叶阎余潘杜戴汪田姜范姚谭廖邹熊陆郝孔"
    "崔康毛邱秦史顾侯邵孟段雷钱汤尹黎易乔贺赖龚"
)
AFTER_A_POST = lazy(f"(?:[长员者授席记总师事人工民友]|主任|、|，|同志|老人)[{SURNAMES}]$")
AFTER_A_POST_AND_NAME = tuple(
    "表示 说 介绍 出席 指出 强调 主持 参加 同志 一行 告诉 认为 带队 致辞 讲话 作 陪同 ， 、 。 ； （ ：".split()
)
SPEAKING = tuple("表示 说 介绍 指出 强调 告诉 认为 同志 一行 带队 致辞".split())
ORDINARY = frozenset(
    "三明 中山 朝阳 大理 白银 安康 大同 日照 阿里 百色 长治 和田 来宾 山南 海东 海西 海北 黄南 甘南 兴安 红河 文山"
    " 四平 白山 天水 通化 新乡 德州 安顺 怀化 吴忠 白城 武威 平凉 黄山 黄石 鹤壁 金昌 永州 乐山 宣城 信阳"
    " 玉树 乌海".split()
)
OPENERS = (*"在从赴由与和及到自为对让 \n，。；：、！？“”‘’《》（）()—…·", "记者", "来自", "近日", "日前")
STOPS = tuple("，。；：、）)！？")
NEWS = tuple(
    "民政 市民 召开 举办 举行 开展 出台 印发 启动 推出 推行 推动 推进 发布 建立 建成 实施 试点 探索 打造 首个 首家"
    " 多举措 等地 等市 两级 全市 全州 养老 社会 慈善 殡葬 救助 低保 婚姻 儿童 残联 发放"
    " 提高 加快 加强 全面 持续 创新 积极 完善 深化 着力 聚焦 健全"
    " 扎实 严格 今年 去年".split()
)
NOT_A_CITY = lazy(r"[场容值]|民(?!政)|区(?![^，。]{0,2}[县镇])")
NOT_A_DISTRICT = lazy(r"[域划块间位别分级]")
LATIN_WORD = r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*"
KIND = (
    r"[ -](?:province|provincial|city|municipality|prefecture|league|autonomous region|special administrative region"
    r"|sar|sheng|shi|zizhiqu)$"
)
NATIONAL = (
    r"[“\s]*(?:民政部|国务院|中共中央|中央|财政部|教育部|国家(?!级)|全国(?:老龄|妇联|人大|政协|总工会)|中国(?!式)|中华|[^，]{0,6}部门联合"
    r"|(?:第[^，]{1,5}[次届])?全国[^，]{2,24}?(?:会议?|培训班|大会|论坛)(?:在|$)|20\d\d\s*年全国)"
)
NATIONAL_ACTOR = (
    r"(?:^|[，。：\s从由据]|近日|日前|获悉|了解到)(?:民政部|国务院|中共中央|财政部|教育部|国家发展改革委|国家卫生健康委|国家[^，。]{2,8}[局委]"
    r"|人力资源社会保障部|全国(?:老龄|妇联|人大|政协|总工会)|中国[^，。]{2,10}(?:会|院|联|基金)|中华慈善总会)"
)
ORGANISATION = (
    r"[^，。；：、]{0,14}?(?:厅|局|委(?!托|屈)|办公室|政府|联合会|协会|总会|基金会|老龄办|救助(?:管理)?站|院)"
)
CLAUSE = "近日，|日前，|[，。：]|记者从|在"
FIRST_SENTENCE = 200  # characters, where the lead's first sentence does not end before
GENERIC_DISTRICTS = frozenset("老城区 新城区 市中区 市辖区 城中区 城关区 矿区 郊区".split())
# Toneless pinyin that is as often another word: a place only when written as a name.
NOT_IN_SMALL_LETTERS = frozenset(
    "aba altay anyang dali hami ili luan taian xian yaan yanan yichang jinhua wuhai anqing".split()
)
ALSO_A_NAME = frozenset({"ali", "bose", "jian"})
