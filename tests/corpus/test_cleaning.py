"""The page's damage: each row's example is its test, and what must not be touched stands here."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.assembly import assemble
from corpus.cleaning import apply, clean, close_up, close_up_title
from corpus.damage import ROWS, Row
from corpus.glyphs import RADICALS, SHIFTED
from corpus.model import Page
from corpus.traced import whole


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_row_mends_its_example(row: Row) -> None:
    stands, reads = row.example
    mended, repairs = apply(row, whole(stands))
    assert mended.text == reads != stands
    assert not set(stands).isdisjoint(row.signs), "or the row would be passed over"
    for repair in repairs:
        assert stands[repair.at] == repair.stood
        assert mended.text[list(mended.origins).index(repair.at)] == repair.read


@pytest.mark.parametrize(
    "text",
    [
        "田野调查发现，野外作业的冶金工人在大冶市越野",
        "叶建国摇曳多姿，茶叶和枝叶",
        "广阔的田\n野上，送温暖的车\n\n冶\n\n渐渐远去",
        "渊源很深，申冤的人",
        "婚姻登记机关\n姻亲关系\n姻缘一线牵的记者",
        "逍遥游、遥远的袁隆平，尧舜、医院，院长",
        "河南豫剧，75个，豫北",
        "于是清淤：清理淤泥",
        "３月２４日，７５％，Ａ级，①②",
        "孩子们坐上了\n摇摇车，笑声不断",
        "摇摇欲坠的老屋\n摇摇头的老人，摇摇晃晃",
        "小船，\n摇摇向前，一路\n摇摇到岸。",
        "村民张尧说，他种了十亩地。张尧每天早上出门。张尧的妻子在家，他们很忙。",
        "李尧，王尧，张尧，赵尧",
        "金坛区尧塘镇，栖霞区尧化街道，临汾市尧都区",
        "一曰慈幼，二曰养老，三曰振穷，四曰恤贫。有子曰，王曰。",
        "近日，办好。\n孝心少年王尧获奖\n近日，",
        "近日，办好。\n南京尧化街道尧林社区揭牌\n近日，",
        "近日，办好。\n学习尧舜弘扬尧德\n近日，",
        "近日，办好。\n李尧王尧张尧获表彰\n近日，",
        "队员带领王尧\n和李尧等志愿者到尧\n庙镇，他们很忙。",
        "■ 本报记者 李庆\n陕西院地合作助老\n近日，办好。\n苏州院企共建\n近日，",
        "四川院坝会开进老乡家\n贵州院坝夜话",
        "民政局院门口\n民政部院属单位\n北京院前急救",
        "近日，办好。\n重庆院士专家进社区\n近日，",
        "近日，办好。\n云南院线义映助老\n近日，",
        "他说，住在\n青岛院养老管家敲开老人门",
        "近日，办好。\n老袁他们守了一夜\n近日，",
        "近日，办好。\n为失能老人上门送浴\n山区老人有了热水浴\n近日，",
        "近日，办好。\n阿袁他们夫妻心善\n李袁他这个人爱帮忙\n近日，",
        "近日，办好。\n河南院县共建养老服务\n上海院迁入新址办公\n上海院2024年接诊十万人\n近日，",
        "困难群众的需要要“看得见”，主要要《条例》来规范。",
        "主要要专访两位老人，每一条需\n要要记在心上，问题最重\n要要写在台账上。",
        "孩子身上有擦伤、淤青，于当晚送医。\n修复梯田300亩、淤地坝12座，于10月底完工。",
        "河道清淤全面完成，于9月通过验收。\n盂县民政局把淤塞的河道疏通，于秋后完工。",
        "她抽抽噎噎地说，老人哽哽噎噎，半天没有说话。",
        "热线12345\n豫见民政，2024豫商大会，2025豫园灯会，15豫籍志愿者。",
        "近日，民政厅给山区残疾\n人送去轮椅，不管路\n途遥远与否都送到。村里老袁\n老人自己用手摇着轮椅穿过院子\n走到食堂。工\n作人员用遥控设备。",
        "近日，办好。\n老人坐在可折叠的浴\n椅上，有人帮他洗头。",
        "近日，办好。\n家里没有一把备用的钥\n匙，他进不了门。",
        "■ 本报记者 袁野\n一家炼厂办起食堂。\n”\n老冶炼厂的人都来吃饭。",
        "近日，办好。\n李尧晨尧李尧雨获奖\n近日，",
        "野生动物园迎来冶矿职工\n袁隆平院士走进社区",
        "袁家村野外露营进大冶",
        "想要要回彩礼，需要要求公开",
        "颐养天年，颐和园",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    cleaned = clean(Page("a.txt", text))
    assert cleaned.text.text == text
    assert cleaned.repairs == ()


def test_every_kind_of_white_space_is_closed_up_at_a_lines_ends() -> None:
    blanks = [c for c in map(chr, range(0x3001)) if c.isspace() and c != "\n"]
    assert {clean(Page("a.txt", f"民政厅{blank}")).text.text.strip("\n") for blank in blanks} == {"民政厅"}


def test_both_ends_of_each_pair_are_mended_and_recorded() -> None:
    page = Page("a.txt", "推进野两项\n\n政策冶衔接，印发叶实施方案曳渊试行冤。")
    cleaned = clean(page)
    assert cleaned.text.text == "推进“两项\n\n政策”衔接，印发《实施方案》（试行）。"
    assert [(repair.stood, repair.read) for repair in cleaned.repairs] == list(
        zip("野冶叶曳渊冤", "“”《》（）", strict=True)
    )
    assert all(page.text[repair.at] == repair.stood for repair in cleaned.repairs)


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("高平市野\n川镇的白菜丰富了野菜篮子冶，群众高兴", "高平市野\n川镇的白菜丰富了“菜篮子”，群众高兴"),
        ("巨野县推广野互助点单冶，视\n野更宽", "巨野县推广“互助点单”，视\n野更宽"),
        ("他说：野路远。雪大。\n冶记者点头", "他说：“路远。雪大。\n”记者点头"),
        ("重视野一老一小冶服务，绿野里的家", "重视“一老一小”服务，绿野里的家"),
    ],
)
def test_a_words_character_is_no_mark(stands: str, reads: str) -> None:
    assert clean(Page("a.txt", stands)).text.text == reads


def test_a_page_without_a_comma_is_read_whole() -> None:
    shifted = str.maketrans({sign: glyph for glyph, sign in SHIFTED.items() if sign in "，。、；：“”《》"})
    text = (
        "会议指出，各地医院、养老院要长远谋划，人员、资源、公园都要“应保尽保”。会议强调：一要守住底线；二要"
        "做好《方案》的落实，把院长、园长组织起来，逍遥自在。"
    )
    assert clean(Page("a.txt", text.translate(shifted))).text.text == text


def test_the_tables_are_those_of_the_standards() -> None:
    assert len(SHIFTED) == 260
    assert (
        "".join(SHIFTED[glyph] for glyph in "野冶姻叶曳渊冤袁遥尧院曰噎淤于伊豫园员")
        == "“”■《》（），。、：；…①②×％０１"
    )
    assert {RADICALS["⽂"], RADICALS["⻓"], RADICALS["⼾"], RADICALS["⺠"]} == {"文", "长", "户", "民"}
    assert all(len(read) == 1 for read in RADICALS.values())


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("4月 24日，召开 2025 年", "4月24日，召开2025年"),
        ("全 省 民 政 工 作 会\n\n议 ，总结", "全省民政工作会议，总结"),
        ("使用 Social Work 方法", "使用Social Work方法"),
        ("Com\nmunity", "Community"),
        ("Social \nWork", "Social Work"),
        ("“现\n代社区 ”“浙有众扶 ”", "“现代社区”“浙有众扶”"),
        ("网址https://www.example.cn/\n\narticle/news", "网址https://www.example.cn/article/news"),
        ("邮箱wangwu\n\nlaoshi@example.cn", "邮箱wangwulaoshi@example.cn"),
    ],
)
def test_white_space_is_closed_up_and_words_keep_theirs(stands: str, reads: str) -> None:
    assert close_up(whole(stands)).text == reads


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("脱贫攻坚成果 扎实推进乡村全面振兴", "脱贫攻坚成果 扎实推进乡村全面振兴"),
        ("民政厅召开 2025年全省工作会议", "民政厅召开2025年全省工作会议"),
        ("湖 北 召 开 全 省 会 议", "湖北召开全省会议"),
        ("广东出台措施  促进慈善发展", "广东出台措施 促进慈善发展"),
    ],
)
def test_a_headlines_real_space_is_kept(stands: str, reads: str) -> None:
    assert close_up_title(whole(stands)).text == reads


def test_a_shifted_indent_is_told_among_the_repairs() -> None:
    (article,) = assemble(Page("a.txt", "江城开会\n摇摇近日，江城开会。\n摇摇会议指出，要稳。")).articles
    assert article.body.text == "近日，江城开会。会议指出，要稳。"
    assert [(repair.stood, repair.read) for repair in article.repairs] == [("摇", "\u3000")] * 4


@settings(max_examples=80)
@given(st.text(alphabet="民政野冶叶曳渊冤袁遥园员姻 \n\r\u200b，。“”⼯⺠7豫a淤于", max_size=120))
def test_what_is_read_otherwise_is_recorded(text: str) -> None:
    page = Page("a.txt", text)
    cleaned = clean(page)
    repaired = {repair.at: repair for repair in cleaned.repairs}
    for read, origin in zip(cleaned.text.text, cleaned.text.origins, strict=True):
        stood = text[origin]
        if read != stood and not read.isspace():
            assert (repaired[origin].stood, repaired[origin].read) == (stood, read)


def test_one_shifted_blank_before_a_paragraph_is_an_indent_and_what_sways_keeps_its_word() -> None:
    text = (
        "河南评出最美社工\n姻 本报记者 武晋\n摇去年起袁省民政厅联合各地评选遥\n◆\n"
        "摇评选有三项标准袁下月公布遥\n摇晃的灯下袁人还在忙遥\n摇名单由各地推荐遥\n摇目前袁评选已近尾声遥"
    )
    assert clean(Page("a.txt", text)).text.text == (
        "河南评出最美社工\n■ 本报记者 武晋\n去年起，省民政厅联合各地评选。\n◆\n"
        "评选有三项标准，下月公布。\n摇晃的灯下，人还在忙。\n名单由各地推荐。\n目前，评选已近尾声。"
    )


@pytest.mark.parametrize(
    "word",
    [
        "摇奖",
        "摇号",
        "摇旗呐喊",
        "摇身一变",
        "摇椅",
        "摇珠抽签",
        "摇一摇手机",
        "摇船",
        "摇醒",
        "摇匀",
        "摇人",
        "摇落",
        "摇荡",
    ],
)
def test_what_sways_at_a_lines_start_keeps_its_first_character(word: str) -> None:
    ordinary = f"他放弃了遥控器，袁爷爷笑了。\n{word}的场面很热闹，大家都来了。"
    assert clean(Page("a.txt", ordinary)).text.text == ordinary
    page = (
        f"近日袁各级民政部门为民服务的初心不可动\n摇袁工作扎实遥\n{word}的场面很热闹袁大家都来了遥\n"
        "会议要求袁抓好落实遥"
    )
    assert clean(Page("a.txt", page)).text.text == page.translate(str.maketrans("袁遥", "，。"))


def test_a_paragraph_that_sways_behind_its_indent_keeps_its_first_character() -> None:
    page = "摇近日袁民政厅召开会议袁总结工作遥\n摇摇号现场公开袁大家满意遥\n摇会议要求袁抓好落实遥\n摇会后袁代表参观遥"
    assert clean(Page("a.txt", page)).text.text == (
        "近日，民政厅召开会议，总结工作。\n摇号现场公开，大家满意。\n会议要求，抓好落实。\n会后，代表参观。"
    )


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("音记者听了三遍", "音记者听了三遍"),
        ("因记者及时报警", "因记者及时报警"),
        (
            "因记者王小明前往当地进行实地调研报道并撰写稿件获得群众好评",
            "因记者王小明前往当地进行实地调研报道并撰写稿件获得群众好评",
        ),
        ("姻记者 李庆", "■记者 李庆"),
        ("姻记者李庆", "■记者李庆"),
    ],
)
def test_a_mark_stands_before_a_reporter_and_not_before_what_he_does(line: str, read: str) -> None:
    assert clean(Page("a.txt", f"这段话说完了。\n{line}\n近日，各地落实。")).text.text.split("\n")[1] == read


def test_a_reporters_name_keeps_its_last_character() -> None:
    text = "■ 本报记者 程秋野\n“三级阵地”建起来了。会议要求野抓早抓小冶，近日，各地都在落实。"
    assert clean(Page("a.txt", text)).text.text.startswith("■ 本报记者 程秋野\n“三级阵地”")


@pytest.mark.parametrize("width", [13, 14, 16, 99])
@pytest.mark.parametrize(
    "text",
    [
        "社区向居民征集圆愿人，圆愿万家。",
        "保育员园所管理走上正轨，志愿园所评星。",
        "圆缘家庭服务中心开张，学员圆愿人登台。",
        "孩子们画野花，去大冶，回来讲给老人听。",
        "野鸭回来了，我爱大冶。",
        "恩怨缘家产分割而起，积怨缘家务琐事，宿怨源家族旧事。",
        "热心的袁北京一家人，好邻居袁海南四处帮忙。",
        "青少年院重庆基地启用，科工二院陕西基地开放。",
        "他正要要走老人的存折，人人都要要回欠款，要要不要告诉家里。",
        "他说“态度要端正要认真”，大家都笑了。",
        "袁金华、袁长春、尧建平和叶小青同来。",
        "摇摇欲坠的老屋修好了，摇椅也擦亮了。",
        "主要要看落实，还要要回欠款，需要要求明确。",
        "窑洞改成了民宿，徐家窑的村民说好。",
        "浙江省民政厅厅长冯冶平出席，记者程秋野。",
        "故宫博物院北京馆舍开放，市画院上海分院开展。",
        "渊博的教授含冤多年，掖好被角，曳引机检修。",
        "孩子们挖野菜，冶源镇的老人包饺子；视野开阔了，冶源街道的干部说。",
        "野鸭飞回大冶湖边，野狗在大冶街头，野趣陶冶了孩子的性情。",
        "记者王野报道，铁冶村的老人说好，野菊花开满冶力关的山坡。",
        "志愿者来到张掖，按规划业余时间上课，张掖市的业主开会。",
        "叶师傅在检修电梯曳引机，李渊替他洗冤，张渊说，不能让好人蒙冤。",
        "好耶！胡爷来了，耶鲁大学毕业的孙子陪爷孙俩。",
        "会议纪要要“短实新”，文章摘要要“短”。",
        "今年有12豫企捐款，30豫企结对帮扶。",
        "老人没有办法院方只好垫付，按规定院方不得收取押金，接到通知院感科立即行动。",
        "党员尧医生带头义诊，居民尧老人说食堂好，走访南旺镇尧村、李村。",
        "全县现存5处尧帝遗迹3处保存完好，3名尧都区2024年度道德模范。",
        "注意浴足店乱象，提醒浴客保管好物品，小心浴帘滑倒。",
        "牧野区壮大冶金产业，长野的学者看更大冶炼炉。",
    ],
)
def test_ordinary_text_keeps_what_looks_like_signs(text: str, width: int) -> None:
    wrapped = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    page = f"近日，民政部门开展走访，了解情况，受到欢迎。\n{wrapped}\n日前，各地听取意见。"
    assert clean(Page("a.txt", page)).repairs == ()
