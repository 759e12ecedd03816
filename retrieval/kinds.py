# ruff: noqa: E501 - a row of the tables below is read as one line
"""What kind of answer a question wants, told by the words that ask for it: one row a way of asking, with its example.

Rows are tried in order on the folded question and each takes the words that it matched, so that 哪些省份 asks for places
and leaves no 哪些 behind for a list; what is asked together (什么时候在哪里) is therefore several kinds. Words that ask and
say nothing else are dropped from the content; a row that is `kept` leaves them in (比例 is asked for and searched for).
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Kind(StrEnum):
    """The thing that would answer."""

    MEASURES = "measures"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how_many"
    WHAT_IS = "what_is"
    WHICH_DOCUMENT = "which_document"
    COMPARE = "compare"
    WHICH_PLACES = "which_places"
    OVERVIEW = "overview"
    BULLETINS = "bulletins"
    GREETING = "greeting"
    HELP = "help"
    TOPIC = "topic"


class Way(NamedTuple):
    """A way of asking: `kept` leaves its words in the content; where a pattern has groups, only these are taken."""

    kind: Kind
    pattern: str
    example: str
    kept: bool = False


class Asked(NamedTuple):
    """A kind and where its words stand in the question."""

    kind: Kind
    start: int
    end: int
    kept: bool


_N = r"[一二两三四五六七八九十百\d]+"
_LIST = (
    r"措施|举措|做法|办法|政策|要求|任务|重点|工作|内容|方面|体系|行动|机制|项目|工程|制度|服务|支持|规定|条件|标准|安排|部署|计划|目标"
    r"|步骤|途径|方式|渠道|环节|问题|变化|成效|成果|经验|亮点|特点|特色|原则|保障|补贴|待遇|福利|优惠|活动|试点|改革|平台|类型|类别|种类"
)
_GATHER = r"开|召开|举行|举办|进行|启动|发布|成立|签署|签约|揭牌"

CHINESE = (
    Way(
        Kind.GREETING,
        r"^\W*(?:(?:你好|您好|嗨|哈喽|哈罗|早上好|上午好|中午好|下午好|晚上好|早安|晚安|大家好|在吗|在不在|(?:非常|太)?谢谢(?:你|您|大家)?|多谢|(?:非常)?感谢(?:你|您)?|辛苦(?:你|您)?了|(?:好的?|嗯)(?=\W*(?:谢|多谢|再见|拜))|再见|拜拜|没(?:有)?问题了|不用了)[\W呀啊吗哦哈啦了]*)+$",
        "你好！",
    ),
    Way(
        Kind.HELP,
        r"^\W*(?:请问)?[，,\s]*(?:/?(?:帮助|help|start)|你(?:是|是不是)(?:一个)?(?:机器人|真人|人工智能|ai|人|程序)(?:还是(?:机器人|真人|人|程序))?|你叫什么(?:名字)?|(?:这个?)?(?:怎么|如何|怎样)(?:使?用|操作|提?问)(?:你|它|这个)?|使用(?:说明|方法|帮助)|帮帮我|(?:你|我)?(?:都)?(?:能|会|可以)(?:帮我|问你?)?(?:做|干|回答|问)?(?:些)?(?:什么|啥)(?:问题|事情?)?|你是(?:谁|什么|干什么的|做什么的)|你(?:有|都有)(?:什么|哪些)功能|(?:有|都有)(?:什么|哪些)功能)[\W吗呢呀啊]*$",
        "你能做什么？",
    ),
    Way(
        Kind.BULLETINS,
        r"(?:你|目录|库)?里?面?(?:都)?(?:有|收录了?|包含|收了|存了|收)(?:哪些|什么|多少|几[份篇个期])(?:公报|通报|报纸|文章|资料|新闻|报道)",
        "你收录了哪些公报？",
    ),
    Way(
        Kind.BULLETINS,
        r"(?:公报|文章|资料|报道)(?:的)?(?:列表|目录|清单)|(?:公报|文章|报纸)(?:都)?有(?:哪些|多少|什么)|列出(?:所有|全部)?(?:的)?(?:公报|文章|资料|报道)|(?:哪些|什么)(?:公报|报纸)(?!.{0,6}(?:提|说|谈|讲))",
        "公报有哪些？",
    ),
    Way(
        Kind.COMPARE,
        r"比较(?:一下)?(?!好|多|高|低|大|快|完善|成熟|困难)|对比(?:一下)?|比一比|相比(?:较)?|(?:有(?:什么|何|哪些|无)?|的)(?:不同|区别|差异|差别|异同|相同|不一样)(?:之处|点|的地方)?(?:是什么|在哪里?|有哪些|吗)?|有什么(?:两样|不一样)|(?:哪个|哪家|谁)更|(?:和|与|跟|同|、|还是|以及)[^，。?]{1,16}?(?:哪个|哪家|哪里|哪边|哪一个|哪个省|谁)(?:的)?(?=[^，。?]{0,14}(?:更|最)[\u4e00-\u9fff])",
        "湖北和浙江的养老服务有什么不同？",
    ),
    Way(
        Kind.WHERE,
        rf"在?(?:哪个|哪座|哪一个|哪一座|什么|啥|哪)(?:城市|地方|市|省份?|县|地点|会场|地)(?=(?:{_GATHER})|的?[?\s。]*$|[、，,和及以]+在?(?:什么时候|什么时间|何时|几|哪天|哪年))",
        "推进会在哪个城市召开？",
    ),
    Way(
        Kind.TOPIC,
        r"(?:资金|经费|钱|费用|款项?|补贴)((?:都|要|应|该|将|会|是|由|从|靠)*(?:谁|哪里|哪儿|哪|何处|什么地方|哪个部门|哪级财政)(?:来|去)?(?:出|承担|负担|支付|列支|解决|来|买单|掏|安排)(?:的)?)|((?:由)?谁(?:来)?(?:出钱|出资|掏钱|买单))",
        "补贴资金从哪里来？",
    ),
    Way(
        Kind.TOPIC,
        r"(?:是)?(?:哪一?[次场届个]|什么)(?=(?:会议?|座谈会|大会|活动|仪式|培训班?)(?:的)?[?\s。]*$)",
        "他出席了哪次会议？",
    ),
    Way(
        Kind.TOPIC,
        r"(?:是)?(?:在|出自|来自)?哪(?:一|几|些)?[篇份](?:文章|报道|公报|新闻|稿子)?(?:里|中)?(?:的)?(?=有|提|说|谈|讲|出现|写|[?\s。]*$)",
        "在哪篇文章里提到？",
    ),
    Way(
        Kind.WHO,
        r"(?:哪些|哪几个|什么|哪几家|有哪些)(?:省份|省市|城市|地方|市|区县|县市?|地区|县区|街道|乡镇)(?=.{0,14}(?:交流|发言|介绍|分享|参加|出席|参会|获奖|受表彰|被评|作了|签约|代表))",
        "哪些城市作了经验交流？",
    ),
    Way(
        Kind.WHICH_PLACES,
        r"(?:有|在|都?有)?(?:哪些|哪几个|哪个|哪一个|几个|什么|多少个|哪)(?:省份|省市区?|省区市|地方|地区|城市|省|地市|市|县市?|区县|地)(?:的)?(?!长|民政|委|政府|级|财政|内|厅|局)",
        "哪些省份提到了殡葬？",
    ),
    Way(
        Kind.TOPIC,
        rf"(?:对于?|关于|就|在|针对|围绕).{{1,24}}?((?:有|作|做|作出|做出|提出|给予|提供|出台|持|下达|规定)了?(?:些)?(?:什么|何|哪些|怎样的?|啥)(?:样的)?)(?=(?:新|具体|特别|主要)?(?:{_LIST}|看法|态度|意见|帮助|扶持|资助|承诺|说法|打算|好处|意义|作用|影响))",
        "对社区基金会有什么支持？",
    ),
    Way(
        Kind.WHICH_DOCUMENT,
        r"(?:哪|什么|哪些|几)一?(?:份|个|部|项|些|种)?(?:文件|通知|方案|办法|条例|意见|规定|法规|法律|规划|公告|文)(?=.{0,10}(?:规定|提|要求|印|发|里|中|明确|依据|说|写|出自|[?]|$))|(?:根据|依据|按照|出自|来自)(?:的是)?(?:什么|哪(?:份|个|部|些|里)?)(?:文件|通知|方案|办法|规定|法规)?|文件(?:名称?|的名字|叫什么)(?:是什么|叫什么)?|(?:方案|文件|通知|办法|规划|意见|条例)(?:的)?(?:全称|全名|名称|名字|叫什么)(?:是什么|叫什么|名字)*|(?:全称|全名)(?:是什么|叫什么)?|什么文件|哪份文件",
        "哪份文件规定了补贴标准？",
    ),
    Way(
        Kind.WHO,
        rf"(?:是|由)?(?:谁|哪一?位|哪几位|哪些位|何人|什么人|啥人)(?:们)?(?:的)?|(?:哪些|哪几个|哪{_N}[个家名位]|什么|哪个|哪一个|哪几家|哪家|哪几名|几位)(?:人员?|领导(?:人|干部)?|负责人|负责同志|单位|部门|机构|嘉宾|代表|同志|官员|干部|专家|厅局?|委办局|局|企业|公司|组织)(?=(?!.{0, 4}(?:措施|政策)))|叫(?:什么|啥)(?:名字?)?|姓(?:什么|甚名谁)|(?:名字|姓名)(?:是什么|叫什么)?",
        "谁主持了会议？",
    ),
    Way(
        Kind.WHO,
        r"(?:是)?(?:什么|啥|何)(?:职务|职位|官|身份|头衔|岗位)|(?:担任|任|现任)(?:什么|何)(?:职务?)?|(?:职务|职位)(?:是什么)|是?(?:做|干)(?:什么|啥)(?:工作)?的(?=\W*$)",
        "王某担任什么职务？",
    ),
    Way(
        Kind.WHEN,
        r"(?:是)?(?:在|到|从|自|截至|截止到?|于)?(?:什么时候|什么时间|啥时候|何时|何日|何年何?月?|哪一?天|哪一?年|哪个?月份?|哪一?日|几月几?[日号]?|几[号日]|几点|哪个(?:年份?|日期|时间)|哪几年|什么日期|什么年份|哪段时间|几时)(?:之?前|以前|为止|底|起|开始)?(?:的)?",
        "会议是什么时候召开的？",
    ),
    Way(
        Kind.WHEN,
        r"(?:持续|延续|历时|为期)?(?:多久|多长时间)|(?:时限|时长|时效)(?:是|为|有)?(?:多久|多长|多少|什么|几天)?|(?:期限|有效期限?|起止时间|时间跨度|截止日期|时间节点)(?:是|为|有)?(?:多久|多长|多少|什么|几年)?|(?:召开|举行|发布|印发|实施|施行|会议)的?(?:时间|日期)(?:是(?:什么)?)?|管几年|管多久",
        "方案的有效期多长？",
    ),
    Way(
        Kind.WHERE,
        rf"(?:是不是|是否|有没有)(?=在(?!\d)[^，。?\0]{{2,10}}(?:{_GATHER}))|是(?=在(?!\d)[^，。?\0]{{2,10}}(?:{_GATHER})的?吗)|在(?![\d哪什])[^，。?\0]{{2,10}}(?:{_GATHER})(的吗)",
        "会议是不是在省城召开的？",
    ),
    Way(
        Kind.WHEN,
        rf"(?:是不是|是否|有没有)(?=在?[\d年月日号]{{2,12}}(?:{_GATHER}))|是(?=在?[\d年月日号]{{2,12}}(?:{_GATHER})的?吗)",
        "会议是不是3月5日召开的？",
    ),
    Way(
        Kind.WHERE,
        r"(?:是)?(?:在|到|至|于)?(?:哪里|哪儿|何处|何地|什么地方|啥地方|哪个地点)(?:的)?|在哪(?!些|个|一|几|位|年|天|方)|(?:会议)?地点(?:是|在)?(?:哪里?|什么)?|(?:哪个|哪座|哪一座)(?:城市|地方|会场)",
        "座谈会在哪里举行？",
    ),
    Way(
        Kind.HOW_MANY,
        r"(?:共|一共|总共|共计|合计|共有|达到?|有|为|是)?(?:多少(?:个工作日|工作日|个月|天|个|项|条|名|家|位|次|种|类|人次?|元|万元|亿元|钱|户|件|处|张|年|岁|级|%|万|亿|所|支|份|期|届|平方米|公里)?|几(?:个|项|条|名|家|位|次|人|元|种|类|级|年|天|万|亿|方面|大|所|处|份|期|届|岁|块|层|成|倍)|百分之几|(?:有)?多(?:大|高|远|快|低|重|长|宽)(?!力|时间|举|元))",
        "提出了多少项措施？",
    ),
    Way(
        Kind.HOW_MANY,
        r"比例|百分比|占比|比重|比率|(?:增长|下降|提高|覆盖|完成)率|金额|总额|数额|人数|户数|数量|总数|标准是$",
        "农村占城市的比例是什么？",
        kept=True,
    ),
    Way(
        Kind.MEASURES,
        r"有(?:些)?(?:什么|何|哪些)(?=[\u4e00-\u9fff]{1,10}(?:措施|举措|做法|办法))",
        "温州有什么养老措施？",
    ),
    Way(
        Kind.WHAT_IS,
        r"(?:分别|具体)?(?:是指|指的是|所指的?(?:是)?|指(?=的?(?:什么|哪|啥|谁)))的?(?:什么|啥|谁|哪(?=些))?(?:意思)?|什么是|何为|何谓|(?:是|究竟|到底)*(?:怎么|咋|什么)(?:一)?回事|什么叫做?|啥是|啥叫|(?:是|有)?(?:什么|啥)(?:意思|含义|概念)|(?:的)?(?:定义|含义|意思)(?:是什么)?|(?:解释|说明)(?:一下|下)|怎么(?:理解|解释)|是什么(?:东西)?(?=[?\s。]*$)|是啥",
        "什么是“五社联动”？",
    ),
    Way(
        Kind.MEASURES,
        rf"(?:有|都有|分别是|包括|提出了?|采取了?|推出了?|出台了?|包含|列举|列出)?(?:哪些|哪几?{_N}?(?:项|个|条|大|种|类|点|方面)|哪{_N}(?:项|个|条|大|种|类|点)?|哪几(?:项|个|条|大|种|类|点|方面)?|些?什么|何|啥)(?=(?:重点|主要|具体|新|支持|优惠|扶持|关键|核心|保障|配套)?(?:{_LIST}))",
        "有哪些具体措施？",
    ),
    Way(
        Kind.OVERVIEW,
        r"^(?:请)?(?:帮我|给我)?(?:概括|总结|概述|归纳|综述|简述|简介|梳理|说说|讲讲|谈谈|介绍)(?:一下|下)?|(?:概括|总结|概述|归纳|简述)(?:一下|下)|(?:讲|说|谈|强调|指出|要求|部署|提出|明确|研究|讨论|传达|学习|提到|宣布|透露|表示|通报|审议|介绍|安排)(?:的)?了?(?:些|哪些|的是)?(?:什么|啥|哪些)(?:内容|事项?|问题|精神|东西|要求)?(?:的)?$|(?:主要|大致|核心)(?:内容|精神|意思|讲|说|要点|观点)(?:了)?(?:些)?(?:什么|是什么|有哪些)?|大意|梗概|摘要|要点(?:是什么|有哪些)?",
        "会议强调了什么？",
    ),
    Way(
        Kind.MEASURES,
        rf"(?:有|都有|分别是|包括|是|包含|分为|涉及|列举|列出|分)(?:了)?(?:哪些|哪几(?:项|个|条|大|种|类|点|方面)?|哪{_N}(?:项|个|条|大|种|类|点|方面)?)(?:的)?|哪些|哪{_N}(?:项|个|条|大|种|类|点|方面)|哪几(?:项|个|条|大|种|类|点|方面)?",
        "“七大体系”是哪些？",
    ),
    Way(
        Kind.TOPIC,
        rf"(?:有|作了?|做了?|做出了?|提出了?|给予|提供|出台了?|持)(?:什么|何|哪些|怎样的?|啥)(?:样的)?(?=(?:新|具体|特别|主要)?(?:{_LIST}|看法|态度|意见|帮助|扶持|资助|承诺|说法|打算|好处|意义|作用|影响))?",
        "有什么看法？",
    ),
    Way(
        Kind.TOPIC,
        r"(?:是)?怎么样(?=[?\s。]*$)|怎样(?=[?\s。]*$)|如何(?=[?\s。]*$)|情况如何|(?:是)?(?:怎么|怎样|如何)(?:说|讲|看待?|规定|要求(?!提)|写|提(?![高升供出前倡])|评价|评估|描述|形容|表述|认识|定位|定义|总结|概括|回应)(?:的)?|(?:有|作出|给出)(?:什么|怎样的)(?:评价|表述|描述)|评价(?:是|如何|怎样|怎么样)(?:什么|样)?(?:的)?",
        "浙江对养老怎么说？",
    ),
    Way(
        Kind.MEASURES,
        r"(?:是)?(?:将|要|应当?|该|会|打算|准备|计划|具体)?(?:怎样|怎么样|怎么|如何|咋样?)(?:才能|去|来|做(?:到|好)?|干|办)?(?:的)?|(?:要|打算|准备|计划|能)?(?:做|干|采取)(?:些)?(?:什么|啥)|采取(?:了)?(?:什么|哪些)|列出(?:来)?|列举|具体(?:做法|措施|举措|办法)|通过什么(?:方式|途径|办法)",
        "怎样加强未成年人保护？",
    ),
    Way(Kind.MEASURES, r"措施|举措|做法|办法(?!》)", "上海 慈善 措施", kept=True),
    Way(Kind.WHAT_IS, r"是什么|为何物|啥", "日间照料中心是什么"),
    Way(Kind.TOPIC, r"什么|为什么|为何|啥|吗|么(?=[?\s]*$)", "上海支持什么？"),
)
"""On the folded question (simplified, half-width, lower case), the most telling first."""

_EN_LIST = (
    r"measures?|steps?|actions?|initiatives?|polic(?:y|ies)|efforts?|tasks?|requirements?|priorities|items?|systems?|ways?|reforms?"
    r"|projects?|programmes?|programs?|plans?|key points?|services?|benefits?|subsid(?:y|ies)|areas?|goals?|targets?|support"
)
_DOC = r"documents?|notices?|plans?|schemes?|regulations?|circulars?|laws?|opinions?|guidelines?|rules?"

ENGLISH = (
    Way(
        Kind.GREETING,
        r"^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|thanks?(?: you)?(?: very much| a lot)?|bye|goodbye|howdy|ni ?hao|nin ?hao)(?: there| all| everyone)?\W*$",
        "Hello!",
    ),
    Way(
        Kind.HELP,
        r"^(?:/?(?:help|start)(?: me)?(?: please)?|what (?:can|do) (?:you|i) (?:do|ask|know)(?: here| you)?|how (?:do|can|should) i (?:use|ask|work with)(?: (?:this|it|you))?(?: bot| tool| program)?|how does (?:this|it) work|who are you|what are you|usage|instructions|what is this)\W*$",
        "What can you do?",
    ),
    Way(
        Kind.BULLETINS,
        r"(?:what|which|how many|list|show)(?: me)?(?: of)?(?: all)?(?: the| your)? ?(?:bulletins?|articles?|sources?|newspapers?|pages)(?: (?:do you have|are there|have you (?:got|read)|do you know|are (?:included|covered|indexed|available)|is there))?(?! (?:say|mention|speak|talk|report|discuss|contain|does|did|about))|what have you (?:got|read)",
        "Which bulletins do you have?",
    ),
    Way(
        Kind.COMPARE,
        r"\b(?:compare[ds]?|comparing|comparison(?: of| between)?|contrast|differences?(?: between| in)?|differs?|different|versus|vs|unlike|similarit(?:y|ies)(?: between)?|side by side)\b\.?",
        "Compare charity policy in Shanghai and Zhejiang",
    ),
    Way(
        Kind.TOPIC,
        r"\b(where (?:does|do|did|will) (?:the )?(?:money|funding|funds?)) (?:.{1,60}? )?(come from)\b|\b(who (?:pays?|paid|will pay|funds|finances|bears the costs?)(?: for| of)?)\b",
        "Where does the money for charity shops come from?",
    ),
    Way(
        Kind.WHEN,
        r"^((?:was|is|were|will|did|does)\b) .{1,80}?\b(?:held|take place|took place|convened|start|begin|open) (?=(?:on|in) (?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        "Was the meeting held on 3 March?",
    ),
    Way(
        Kind.WHERE,
        r"^((?:was|is|were|will|did|does)\b) .{1,80}?\b(?:held|take place|took place|convened) (?=(?:in|at) )",
        "Was the meeting held in Ningbo?",
    ),
    Way(
        Kind.WHERE,
        r"\b(?:in|at|to) (?:which|what) (?:city|place|town|venue|location|province|county|district)\b|\bwhere(?:abouts)?\b|\b(?:which|what) (?:city|place|town|venue|location) (?:hosted|was|held|did|is)\b|\blocation of\b|\bvenue\b",
        "Where was the meeting held?",
    ),
    Way(
        Kind.WHO,
        r"\b(?:which|what) (?:cit(?:y|ies)|provinces?|places?|counties|county|units?|districts?|areas?|prefectures?|regions?)\b(?=.{0,40}\b(?:shared?|sharing|spoke|present(?:ed|ations?)|experience|speech(?:es)?|attend(?:ed)?|participated|took part|introduced|reported|won|received|awarded))",
        "Which cities shared their experience?",
    ),
    Way(
        Kind.WHICH_PLACES,
        r"\b(?:which|what|how many) (?:of the )?(?:other )?(?:provinces?|places?|cities|city|regions?|areas?|localities|municipalities|counties|prefectures?)\b(?! (?:government|department))",
        "Which provinces mention funerals?",
    ),
    Way(
        Kind.WHICH_DOCUMENT,
        rf"\b(?:which|what) (?:policy |official |government )?(?:{_DOC})\b(?= (?:says?|sets?|requires?|was|is|did|does|provides?|contains?|mentions?|regulates?|governs?|covers?|issued|released|has|introduced|establishes))|\b(?:full |official |exact )?(?:name|title) of (?:the )?(?=(?:[\w\'’-]+ ){{0,5}}(?:{_DOC})\b)|\bfull (?:name|title)\b|\baccording to (?:which|what)(?: (?:{_DOC}))?\b|\bwhat is the (?:{_DOC}) called\b",
        "Which document sets the standard?",
    ),
    Way(
        Kind.WHO,
        r"(?:^|[^\w\s] *|\b(?:and|or|me|know|exactly|by|to|with|from|of|wonder|please|is it|was it) )(who|whom|whose|who's)\b|\b(?:which|what) (?:social |local |other |civil |government )?(?:officials?|leaders?|persons?|people|departments?|agenc(?:y|ies)|authorit(?:y|ies)|organi[sz]ations?|units?|ministr(?:y|ies)|director|governor|office|offices|bureaus?|bod(?:y|ies)|institutions?|speakers?|attendees|participants|delegates|(?:social |community )?workers|experts|teachers|members|representatives)\b|\bname of (?:the )?(?=\w+ ?(?:director|governor|mayor|head|minister|secretary|leader|chair))|\bby whom\b|\bwhat (?:post|position|title|job|role)\b|\bwhat is .{1,40}'s (?:post|position|job|title|role)\b",
        "Who attended the meeting?",
    ),
    Way(
        Kind.WHEN,
        r"\b(?:when(?:'s)?|(?:on |in |by |until |from |at )?(?:which|what) (?:date|day|year|years|month|time|period)|how long|how soon|until when|since when|by when|(?:from|since) when (?:to|until|till) when|what is the (?:date|deadline|time ?frame|period)|deadline|time ?frame)\b",
        "When was it held?",
    ),
    Way(
        Kind.HOW_MANY,
        r"\b(?:how (?:many|much)(?: of)?|how (?:high|large|big|low|great|old|often)|(?:what|which) (?:percentage|proportion|share|ratio|percent|fraction|number|amount|rate)(?: of)?|number of|the amount of)\b",
        "How many measures are there?",
    ),
    Way(
        Kind.HOW_MANY,
        r"\bwhat (?:is|was|are|were) (?=(?:[\w'’-]+ ){0,5}(?:rates?|averages?)\b)",
        "What was Jiangxi's cremation rate?",
    ),
    Way(
        Kind.HOW_MANY,
        r"\b(?:percentage|ratio|proportion|percent|per cent)\b",
        "the target ratio of rural to urban",
        kept=True,
    ),
    Way(
        Kind.OVERVIEW,
        r"\b(?:summari[sz]e|summary(?: of)?|overview(?: of)?|main (?:points?|content|ideas?|message)|key (?:points?|takeaways?|messages?)|gist|outline|tl;?dr|recap|in brief|sum up|tell me about|brief me on)\b|\b(what (?:did|does|do|was|were|is)) .{1,80}? ((?:emphasi[sz]ed?|stress(?:ed|es)?|call(?:ed|s)? for|point(?:ed)? out|discuss(?:ed)?|highlight(?:ed)?|underline[ds]?|urged?|demand(?:ed)?|cover(?:ed)?|about)\W*$)|\bwhat happened\b",
        "Summarise the Henan meeting",
    ),
    Way(
        Kind.WHAT_IS,
        r"\b(what (?:does|do|is|are|was|were)) .{1,60}? ((?:mean|stand for|refer to|consist of|meant by|called)\b)|\b(?:meaning|definition) of\b|\bdefine\b|\bexplain\b|\bwhat is meant by\b|\bwhat (?:is|are|was|were) (?:the |a |an )?(?=[\"“'‘「])|\bwhat (?:is|are) (?:a|an)\b",
        "What are the “two policies”?",
    ),
    Way(
        Kind.MEASURES,
        rf"\b(?:what|which)(?! (?:does|do|did|has|have|is|was|will|should|can)\b)(?: are| were| kinds? of| sort of)?(?: the| all| all the)?(?= (?:[\w'’-]+ ){{0,7}}(?:{_EN_LIST})\b)",
        "What are Shanghai's charity measures?",
    ),
    Way(
        Kind.TOPIC,
        r"\b(what (?:does|do|did|has|have|is|will)) .{1,60}? ((?:say|said|write|mention|think|know|report(?:ed)?|state[ds]?)(?: about| on| of| regarding)?\b)|\bwhat about\b|\bhow about\b|\banything (?:on|about)\b|\binformation (?:on|about)\b|\bis there any(?:thing)?\b",
        "What does Shanghai say about charitable trusts?",
    ),
    Way(
        Kind.MEASURES,
        r"\b(what (?:does|do|did|will|is|are|should|must|can|has|have)) .{1,60}? (?:plan(?:ned|ning)?(?: for| to)?|do(?:ing|ne)?|want(?:ed)?(?: to)?|propose[ds]?|intend(?: to)?|require[ds]?|take|taken|promised?|support|offer|provide|improve|strengthen|promote)\b",
        "What does Zhejiang plan for elderly care?",
    ),
    Way(
        Kind.MEASURES,
        r"\b(?:how (?:does|do|did|will|is|are|can|could|should|would|to|has|have|must)|(?<![a-z] )list|(?<=please )list|(?<=you )list|enumerate|name(?= (?:the|all|some|\w+ (?:measures|systems|tasks)))|in what ways?)\b",
        "How does Anhui avoid one size fits all?",
    ),
    Way(Kind.MEASURES, r"\b(?:measures|initiatives|actions|steps)\b", "Shanghai charity measures", kept=True),
    Way(Kind.WHAT_IS, r"\bwhat(?:'s| is| are| was| were)\b", "What is community foundation?"),
    Way(Kind.TOPIC, r"\b(?:what|which|why|how)\b", "why"),
)
"""On the question in small letters, the most telling first."""


def asked(folded: str, *, english: bool) -> list[Asked]:
    """The kinds that `folded` asks for, the most telling first, each with the words that ask."""
    found: list[Asked] = []
    text = folded.rstrip(" ?!.,;:。、~…\n\t")
    for way, pattern in _compiled(english=english):
        for match in pattern.finditer(text):
            spans = [match.span(group) for group in range(1, len(match.groups()) + 1) if match[group]] or [match.span()]
            for start, end in spans:
                found.append(Asked(way.kind, start, end, way.kept))
                if not way.kept:
                    text = text[:start] + "\0" * (end - start) + text[end:]
    return found


@cache
def _compiled(*, english: bool) -> tuple[tuple[Way, re.Pattern[str]], ...]:
    return tuple((way, re.compile(way.pattern)) for way in (ENGLISH if english else CHINESE))
