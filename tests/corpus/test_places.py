"""Places: every province and city is known by its names, and words that only look like one are passed over."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import places
from corpus.placewords import LOOKALIKES, ORDINARY, Lookalike

PLACES = places.everywhere()


def shorts(text: str) -> list[str]:
    return [mention.place.short for mention in places.find(text)]


def latin(word: str) -> list[str]:
    return [place.short for place in places.in_latin(word)]


def test_all_provinces_and_prefectures_are_there() -> None:
    assert sum(place.level == 1 for place in PLACES) == 34
    assert sum(place.level == 2 for place in PLACES) == 333
    assert len({place.code for place in PLACES}) == len(PLACES)


def test_each_city_lies_in_a_province_that_is_there() -> None:
    provinces = {place.short: place for place in PLACES if place.level == 1}
    for place in PLACES:
        assert provinces[place.province].code[:2] == place.code[:2]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.pinyin)
def test_a_full_name_is_found_in_a_sentence_where_it_stands(place: places.Place) -> None:
    text = f"记者从{place.name}民政部门获悉"
    (mention,) = places.find(text)
    assert mention.place is place
    assert text[mention.span.start : mention.span.end] == place.name


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.pinyin)
def test_every_name_and_spelling_leads_to_its_place(place: places.Place) -> None:
    assert place in places.named(place.name)
    namesakes = {p.short for p in PLACES if p.level == 1 and p is not place}
    if place.short not in namesakes:
        assert place in places.named(place.short)
    provincial_spellings = {s for p in PLACES if p.level == 1 for s in (p.pinyin, p.latin.lower())}
    if place.level == 1 or place.pinyin not in provincial_spellings:
        assert place in places.in_latin(place.latin)
        assert place in places.in_latin(place.toned)
    assert re.fullmatch("[a-z]+", place.pinyin)


@pytest.mark.parametrize(
    ("short", "toned"),
    [
        ("重庆", "chóngqìng"),
        ("长春", "chángchūn"),
        ("长沙", "chángshā"),
        ("长治", "chángzhì"),
        ("厦门", "xiàmén"),
        ("亳州", "bózhōu"),
        ("六安", "lù'ān"),
        ("丽水", "líshuǐ"),
        ("台州", "tāizhōu"),
        ("蚌埠", "bèngbù"),
        ("朝阳", "cháoyáng"),
        ("乐山", "lèshān"),
        ("漯河", "luòhé"),
        ("东莞", "dōngguǎn"),
        ("十堰", "shíyàn"),
        ("阿勒泰", "ālètài"),
        ("陕西", "shǎnxī"),
        ("山西", "shānxī"),
        ("西安", "xī'ān"),
        ("吕梁", "lǚliáng"),
        ("济南", "jǐnán"),
        ("单于", None),
    ],
)
def test_polyphones_are_read_as_the_place_is(short: str, toned: str | None) -> None:
    assert [place.toned for place in places.named(short)] == ([toned] if toned else [])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Shaanxi", ["陕西"]),
        ("Shanxi", ["山西"]),
        ("shǎnxī", ["陕西"]),
        ("shānxī", ["山西"]),
        ("Inner Mongolia", ["内蒙古"]),
        ("inner  mongolia autonomous region", ["内蒙古"]),
        ("Nei Mongol", ["内蒙古"]),
        ("neimenggu", ["内蒙古"]),
        ("Tibet", ["西藏"]),
        ("Xizang", ["西藏"]),
        ("Hong Kong", ["香港"]),
        ("xianggang", ["香港"]),
        ("Macao", ["澳门"]),
        ("Macau", ["澳门"]),
        ("Taiwan", ["台湾"]),
        ("Harbin", ["哈尔滨"]),
        ("haerbin", ["哈尔滨"]),
        ("Urumqi", ["乌鲁木齐"]),
        ("Ürümqi", ["乌鲁木齐"]),
        ("Hohhot", ["呼和浩特"]),
        ("Lhasa", ["拉萨"]),
        ("Kashgar", ["喀什"]),
        ("Kashi", ["喀什"]),
        ("Turpan", ["吐鲁番"]),
        ("Hulunbuir", ["呼伦贝尔"]),
        ("Ordos", ["鄂尔多斯"]),
        ("Xishuangbanna", ["西双版纳"]),
        ("Xi'an", ["西安"]),
        ("xi an", ["西安"]),
        ("Xi’an", ["西安"]),
        ("Zhejiang Province", ["浙江"]),
        ("zhe jiang sheng", ["浙江"]),
        ("Hangzhou City", ["杭州"]),
        ("lvliang", ["吕梁"]),
        ("taizhou", ["泰州", "台州"]),
        ("tāizhōu", ["台州"]),
        ("suzhou", ["苏州", "宿州"]),
        ("fuzhou", ["福州", "抚州"]),
        ("Yichun", ["伊春", "宜春"]),
        ("Yulin", ["玉林", "榆林"]),
        ("Hainan", ["海南"]),
        ("Gotham", []),
        ("", []),
    ],
)
def test_latin_spellings_lead_to_places(word: str, expected: list[str]) -> None:
    assert latin(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海南部", ["上海"]),
        ("海南省和上海市", ["海南", "上海"]),
        ("浙江西部、江西北部", ["浙江", "江西"]),
        ("吉林省吉林市", ["吉林", "吉林"]),
        ("武汉市、宜昌市、十堰市、大冶市、公安县、赤壁市等6个单位", ["武汉", "宜昌", "十堰"]),
        ("北京市朝阳区", ["北京"]),
        ("辽宁朝阳开展慰问", ["辽宁", "朝阳"]),
        ("朝阳产业、夕阳红", []),
        ("孙中山故居", []),
        ("中山市民政局", ["中山"]),
        ("中山大学教授", []),
        ("三明治", []),
        ("福州、三明、南平三市", ["福州", "三明", "南平"]),
        ("在三明召开", ["三明"]),
        ("东方明珠", []),
        ("大理石墓碑", []),
        ("云南大理启动试点", ["云南", "大理"]),
        ("大理州、大理市", ["大理", "大理"]),
        ("白银价格", []),
        ("甘肃省白银市", ["甘肃", "白银"]),
        ("健康安康、平安幸福", []),
        ("长治久安", []),
        ("各位来宾", []),
        ("民政部社会事务司司长王金华表示", []),
        ("张勇、李长春出席会议", []),
        ("志愿者刘吉林说", []),
        ("记者从江苏南京获悉", ["江苏", "南京"]),
        ("省长赴马鞍山调研", ["马鞍山"]),
        ("记者何时到金华，金华表示", ["金华", "金华"]),
        ("全市长治理能力", []),
        ("海南州在青海", ["海南", "青海"]),
        ("恩施州、恩施土家族苗族自治州", ["恩施", "恩施"]),
        ("长沙县", ["长沙"]),
        ("西安区域协同", ["西安"]),
        ("上海市民热线、北京市场监管", ["上海", "北京"]),
        ("浙江大学生就业", ["浙江"]),
        ("浙江大学教授", []),
        ("南京路步行街", []),
        ("安徽路径", ["安徽"]),
        ("上海街道干部", ["上海"]),
        ("省民政厅、市民政局", []),
        ("幸福建设、造福建档", []),
        ("新疆生产建设兵团", ["新疆"]),
        ("香港特区政府、澳门特别行政区", ["香港", "澳门"]),
        ("内蒙古自治区锡林郭勒盟", ["内蒙古", "锡林郭勒"]),
        ("", []),
        ("浙", []),
    ],
)
def test_places_are_found_and_lookalikes_are_not(text: str, expected: list[str]) -> None:
    assert shorts(text) == expected


@pytest.mark.parametrize("row", LOOKALIKES, ids=lambda row: f"{row.names} in {row.example}")
def test_each_lookalike_is_passed_over_in_its_example(row: Lookalike) -> None:
    names, _, _, example = row
    assert any(name in example for name in names.split())
    assert not set(shorts(f"着力{example}的工作")) & set(names.split())


def test_names_of_the_tables_are_names_of_places() -> None:
    known = {place.short for place in PLACES}
    assert known >= ORDINARY
    assert known >= {name for row in LOOKALIKES for name in row.names.split()}


@pytest.mark.parametrize(
    ("headline", "lead", "expected"),
    [
        ("湖北省民政厅召开全省社会救助工作会议", "", "湖北"),
        ("低保标准再提高", "记者从安徽省民政厅官网获悉，近日，全省推进会在淮北市召开。", "安徽"),
        ("推进会召开", "在淮北市召开的推进会上，安徽省民政厅通报了情况。", "安徽"),
        ("民政部在浙江召开现场会", "会议在浙江省杭州市召开。", None),
        ("养老新政出台", "记者从民政部获悉，浙江省、江苏省先行试点。", None),
        ("兜住民生底线", "按照民政部统一部署，江苏省民政厅近日印发通知。", "江苏"),
        ("湖北省武汉市打造15分钟养老圈", "", "武汉"),
        ("湖北武汉：养老圈越画越圆", "", "武汉"),
        ("大冶市多举措解决入园难", "", "黄石"),
        ("老人有了新食堂", "近日，大冶市金湖街道办起幸福食堂。", "黄石"),
        ("仙桃市推进殡葬改革", "", "湖北"),
        ("全国养老服务工作会议在杭州召开", "", None),
        ("全国首个监管平台落地杭州", "", "杭州"),
        ("北京市朝阳区推出新政", "", "北京"),
        ("朝阳区推出新政", "近日，北京市朝阳区民政局印发通知。", "北京"),
        ("老城区改造让老人出门更便捷", "", None),
        ("他们的晚年", "老人们笑了。", None),
        ("“浙里康养”暖人心", "近日，杭州、宁波两地老人用上了新设备。", "杭州"),
    ],
)
def test_an_article_is_about_the_place_of_its_subject(headline: str, lead: str, expected: str | None) -> None:
    place = places.of_text(headline, lead)
    assert (place.short if place else None) == expected


def test_a_county_is_known_to_lie_in_its_city() -> None:
    assert [place.short for place in places.of_county("大冶市")] == ["黄石"]
    assert [place.short for place in places.of_county("公安县")] == ["荆州"]
    assert [place.short for place in places.of_county("潜江市")] == ["湖北"]
    assert places.of_county("无此县") == ()
    assert len(places.of_county("朝阳区")) > 1


def test_latin_names_are_found_in_a_sentence_with_all_their_readings() -> None:
    text = "What did Hubei and Inner Mongolia do, compared with Taizhou City and Xi'an? Ali asked, and so did xian."
    found = places.find_latin(text)
    assert [[m.place.short for m in readings] for readings in found] == [
        ["湖北"],
        ["内蒙古"],
        ["泰州", "台州"],
        ["西安"],
    ]
    assert [text[r[0].span.start : r[0].span.end] for r in found] == [
        "Hubei",
        "Inner Mongolia",
        "Taizhou City",
        "Xi'an",
    ]


NAMES = st.sampled_from([name for place in PLACES for name in (place.name, place.short)])
TEXTS = st.lists(NAMES | st.text("市省民政厅在、，。召开0a \n", max_size=4), max_size=12).map("".join)


@given(TEXTS)
def test_mentions_ascend_without_overlap_and_are_names_of_their_places(text: str) -> None:
    end = 0
    for mention in places.find(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        name = text[mention.span.start : mention.span.end]
        assert mention.place in places.named(name) or mention.place in places.of_county(name)


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    for readings in places.find_latin(text):
        assert readings
    places.in_latin(text)
    places.named(text)
    places.of_text(text, text)


@pytest.mark.parametrize(
    ("text", "end"), [("湖北恩施的老人", 4), ("青岛", 2), ("青岛近日上海", 2), ("老人在青岛", 0), ("", 0)]
)
def test_how_far_places_go_from_the_beginning(text: str, end: int) -> None:
    assert places.reach(text) == end
