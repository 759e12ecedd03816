"""Where articles begin."""

from __future__ import annotations

from dataclasses import replace

from corpus.beginnings import beginning, is_scene, stray
from corpus.bodies import Bodies
from corpus.layouts import laid_out
from corpus.lines import lines_of
from corpus.traced import whole
from tests.corpus.laid import layout_of


def test_an_article_begins_rather_where_another_province_is_named() -> None:
    here = "浙江省湖州市为三千户独居老人装上了平安钟。"
    value = "设备由街道服务站统一值守，五分钟内有人回应。"
    other = layout_of(here, value, "“没想到这样快。”甘肃省天水市的何秀兰说。")
    same = layout_of(here, value, "“没想到这样快。”湖州市的何秀兰说。")
    assert beginning(other, 2).lead > beginning(same, 2).lead + 4


def test_an_article_begins_where_the_words_of_one_end_and_those_of_another_set_in() -> None:
    texts = (
        "松江街道的长者食堂添了早餐，长者凭敬老卡打折。",
        "食堂的早餐由社区厨房供应，敬老卡当场刷卡打折。",
        "长者说，食堂早餐比外面便宜，敬老卡也方便。",
        "乡镇社工站开始为留守儿童建立档案，社工逐户走访。",
        "社工站把留守儿童的档案分成三类，困境儿童逐户走访。",
        "留守儿童的档案由社工站每季度更新一次，走访也不停。",
    )
    layout = layout_of(*texts)
    assert max(range(1, len(texts)), key=lambda k: beginning(layout, k).lead) == 3


def test_an_article_begins_rather_with_a_scene_than_with_what_speaks_of_what_was_told() -> None:
    told = ("湖州市为三千户独居老人装上了平安钟。", "设备由街道服务站统一值守。", "老人按下红键，就有人回应。")
    scene, referring, quotation = (
        layout_of(*told, text)
        for text in (
            "早晨八点，码头上的茶摊坐满了人。",
            "此外，码头上的茶摊坐满了人。",
            "“码头上的茶摊坐满了人，”她说。",
        )
    )
    assert beginning(scene, 3).lead > beginning(referring, 3).lead + 3
    assert beginning(scene, 3).lead > beginning(quotation, 3).lead + 3
    assert beginning(scene, 3).rest == beginning(referring, 3).rest


def test_an_article_begins_rather_with_somebody_who_is_introduced() -> None:
    told = ("湖州市为三千户独居老人装上了平安钟。", "设备由街道服务站统一值守。", "老人按下红键，就有人回应。")
    texts = ("68岁的退休教师林秀英每周都去邻居家。", "邻居家的退休教师林秀英去过多次。")
    introduced, known = (beginning(layout_of(*told, text), 3).lead for text in texts)
    assert introduced > known + 1


def test_a_lead_stands_behind_its_article_rather_if_it_opens_like_one() -> None:
    rest = "会议指出，各地要把低保边缘家庭全部纳入监测。"
    lead = layout_of(rest, "会议要求，年底前完成录入。", "4月24日，湖北省民政厅在武汉召开社会救助工作会议。")
    end = layout_of(rest, "会议要求，年底前完成录入。", "各市州民政局负责同志参加会议。")
    assert stray(lead, 0, 2) > 0 > stray(end, 0, 2)


def test_the_rest_of_an_article_has_hardly_fewer_lines_than_its_lead() -> None:
    layout = layout_of("会议指出，各地要尽快完成录入。", "4月24日，湖北省民政厅在武汉召开社会救助工作会议。")
    rest, lead = layout.paragraphs
    layout.paragraphs[1] = replace(lead, last=lead.first + 3)
    long_lead = stray(layout, 0, 1)
    layout.paragraphs[0] = replace(rest, first=-3)
    assert stray(layout, 0, 1) > long_lead + 2


def test_a_wide_lead_opens_with_the_first_of_its_paragraphs() -> None:
    layout = layout_of(
        "会议指出，各地要尽快完成录入。",
        "会议要求，年底前完成。",
        "入冬以来，湖北多地下起大雪。",
        "4月24日，湖北省民政厅召开会议。",
    )
    columns = (14, 14, 24, 24)
    layout.paragraphs[:] = [replace(p, column=c) for p, c in zip(layout.paragraphs, columns, strict=True)]
    second = stray(layout, 0, 3)
    layout.paragraphs[2] = replace(layout.paragraphs[2], column=14)
    assert stray(layout, 0, 3) > second + 4
    layout.paragraphs[2] = replace(layout.paragraphs[2], column=0, only_line=24)
    assert stray(layout, 0, 3) == second


def test_a_lead_behind_its_article_rather_tells_its_place_in_full() -> None:
    rest = ("老杨被人发现时说不清姓名。", "年底前要完成寻亲。")
    full, short = (
        layout_of(*rest, f"2月1日，{place}的院子里，老杨见到了哥哥。") for place in ("云南省腾冲市", "昆明盘龙江边")
    )
    assert stray(full, 0, 2) > stray(short, 0, 2) + 1


SCENE = (
    "3月2日，湖北省武汉市召开养老服务会议，部署助餐工作。",
    "各区民政局负责同志参加会议。",
    "河风吹过老码头，茶摊上坐满了人。",
    "4月6日，四川省宜宾市的老码头社区开了茶摊议事会，茶摊上人人说话。",
    "议事会定下三件事，茶摊每周开一次。",
)


def test_a_scene_before_its_lead_opens_the_article() -> None:
    layout = layout_of(*SCENE)
    assert [k for k in range(1, len(SCENE)) if is_scene(layout, k)] == [2]


def test_what_somebody_said_last_rather_ends_an_article() -> None:
    before = (
        "近日，重庆市民政局推进山区镇街老年食堂建设，支持各县先行。",
        "全市建成食堂300家，服务老人就餐1.6万人次。",
    )
    behind = ("3月27日至28日，广西召开全区婚俗改革工作现场会，各市代表参加会议。", "会议指出，要把改革摆上重要位置。")
    told, said = (layout_of(*before, f"“代表们，我赞成。”村支书笑{end}。", *behind) for end in ("了", "着说"))
    assert is_scene(told, 2)
    assert not is_scene(said, 2)


def test_what_she_says_who_was_named_before_is_no_scene() -> None:
    before = ("去年村里建起“童伴之家”，吴秀莲把缝纫机也搬了过去。", "她只提一个要求：每周给孩子打一次视频电话。")
    behind = ("3月27日，广西召开全区婚俗改革工作会议，各市代表参加会议。", "会议指出，要把改革摆上重要位置。")
    hers, nobodys = (layout_of(*before, f"“婚俗，都来。”{who}，会开好了！", *behind) for who in ("她说", "风吹过"))
    assert is_scene(nobodys, 2)
    assert not is_scene(hers, 2)


def test_where_a_wide_lead_stands_behind_narrow_text_more_beginnings_are_looked_at() -> None:
    lead = "本报讯 截至3月31日，福建省泉州市收到善款三千万元，福建省的企业都来了。"
    rest = ("与往年相比，捐赠增多。", "会长介绍，善款用于四个项目。", "福建省泉州市慈善总会表示，账目将公开。")
    layout = layout_of(*SCENE[:2], *rest, lead)
    narrow = Bodies(layout, 1)
    layout.paragraphs[:-1] = [replace(p, column=14) for p in layout.paragraphs[:-1]]
    layout.paragraphs[-1] = replace(layout.paragraphs[-1], column=28)
    assert len(Bodies(layout, 1).each) > len(narrow.each)


def test_the_end_of_an_article_before_anothers_lead_is_no_scene() -> None:
    layout = layout_of(*SCENE[:2], *SCENE[3:])
    assert not any(is_scene(layout, k) for k in range(1, 4))


def test_a_scene_that_weighs_more_than_its_lead_keeps_its_weight() -> None:
    texts = (*SCENE[:2], "“饭菜送到家门口，老人笑了。”四川省宜宾市的社工说。", *SCENE[3:])
    layout = layout_of(*texts)
    assert [k for k in range(1, len(texts)) if is_scene(layout, k)] == [2]
    assert beginning(layout, 2).lead > 0
    (whole,) = [body for body in Bodies(layout, 2).each[1] if body.last == len(texts) - 1 and body.opens == 2]
    assert whole.weight >= beginning(layout, 2).lead


def test_a_paragraph_is_as_wide_as_its_only_line_or_as_its_column() -> None:
    lead, more = (
        "近日，江苏省民政厅在南京召开会议。",
        ("会议指出，今年要把各项养", "老服务工作抓紧抓实抓好，", "让老人满意。"),
    )
    layout, _ = laid_out(lines_of(whole("\n".join(("江苏部署养老服务工作", lead, *more)))))
    assert [(p.only_line, p.width) for p in layout.paragraphs] == [(len(lead), len(lead)), (0, len(more[0]))]
