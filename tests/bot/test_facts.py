# ruff: noqa: E501 - a row of a table is read as one line
"""What a sentence states, told by tables: each row is a sentence of the kind that bulletins write and what it says."""

from __future__ import annotations

import pytest

from bot.facts.documents import issues
from bot.facts.groups import groups
from bot.facts.meetings import speakers, venues
from bot.facts.modality import Modality, modality
from bot.facts.numbers import asked_kinds, numbers
from bot.facts.people import people
from bot.facts.roles import Role

ATTENDED, SPOKE, CHAIRED, INTRODUCED = Role.ATTENDED, Role.SPOKE, Role.CHAIRED, Role.INTRODUCED

PEOPLE: tuple[tuple[str, list[tuple[str, str, set[Role]]]], ...] = (
    (
        "省民政厅党组成员、副厅长毕小丽出席并讲话。",
        [("毕小丽", "省民政厅党组成员、副厅长", {ATTENDED, SPOKE})],
    ),
    (
        "省民政厅党组书记、厅长余东，党组成员、副厅长张勇；省农业农村厅副厅长汤洋出席会议。",
        [
            ("余东", "省民政厅党组书记、厅长", {ATTENDED}),
            ("张勇", "党组成员、副厅长", {ATTENDED}),
            ("汤洋", "省农业农村厅副厅长", {ATTENDED}),
        ],
    ),
    (
        "省民政厅厅长谭明出席会议并讲话，副厅长沙国强主持会议。",
        [("谭明", "省民政厅厅长", {ATTENDED, SPOKE}), ("沙国强", "副厅长", {CHAIRED})],
    ),
    (
        "省政府副秘书长徐光主持，省民政厅厅长沈权出席会议。",
        [("徐光", "省政府副秘书长", {CHAIRED}), ("沈权", "省民政厅厅长", {ATTENDED})],
    ),
    (
        "江北市副市长、市公安局局长刘家宏出席会议并介绍江北试点工作经验成效。",
        [("刘家宏", "江北市副市长、市公安局局长", {ATTENDED, INTRODUCED})],
    ),
    (
        "会议传达学习了省长王林对民政工作的批示和副省长邵宇在座谈会上的讲话精神。",
        [("王林", "省长", {Role.INSTRUCTED}), ("邵宇", "副省长", {Role.CONVEYED})],
    ),
    (
        "会议贯彻落实省委书记陈军讲话精神，省民政厅厅长王刚作动员部署。",
        [("陈军", "省委书记", {Role.CONVEYED}), ("王刚", "省民政厅厅长", {SPOKE})],
    ),
    ("根据副省长刘强关于救灾工作的批示要求，各地迅速行动。", [("刘强", "副省长", {Role.INSTRUCTED})]),
    (
        "受省长王伟中委托，副省长张新主持会议并讲话。",
        [("王伟中", "省长", set()), ("张新", "副省长", {CHAIRED, SPOKE})],
    ),
    ("副省长李红军代表省长王伟中致辞。", [("李红军", "副省长", {SPOKE}), ("王伟中", "省长", set())]),
    (
        "副省长李明在省民政厅厅长王刚陪同下到江城市调研。",
        [("李明", "副省长", {Role.VISITED}), ("王刚", "省民政厅厅长", {Role.ACCOMPANIED})],
    ),
    ("省民政厅厅长王刚参加调研。", [("王刚", "省民政厅厅长", {Role.ACCOMPANIED})]),
    ("省民政厅厅长王刚参加调研座谈会。", [("王刚", "省民政厅厅长", {ATTENDED})]),
    ("省民政厅厅长王刚发表了热情洋溢的讲话。", [("王刚", "省民政厅厅长", {SPOKE})]),
    (
        "受省政府委托，四川省民政厅厅长益西达瓦在雅安市看望受灾群众，雅安市副市长高进陪同。",
        [
            ("益西达瓦", "四川省民政厅厅长", {Role.VISITED}),
            ("高进", "雅安市副市长", {Role.ACCOMPANIED}),
        ],
    ),
    (
        "会议由省民政厅副厅长王强主持，省民政厅厅长李明作工作报告。",
        [("王强", "省民政厅副厅长", {CHAIRED}), ("李明", "省民政厅厅长", {SPOKE})],
    ),
    (
        "副厅长张力、江晓琴，二级巡视员李和参加会议。",
        [("张力", "副厅长", {ATTENDED}), ("江晓琴", "副厅长", {ATTENDED}), ("李和", "二级巡视员", {ATTENDED})],
    ),
    (
        "新疆维吾尔自治区主席艾尔肯·吐尼亚孜出席会议并致辞。",
        [("艾尔肯·吐尼亚孜", "新疆维吾尔自治区主席", {ATTENDED, SPOKE})],
    ),
    ("四川省民政厅厅长益西达瓦主持会议。", [("益西达瓦", "四川省民政厅厅长", {CHAIRED})]),
    ("各市民政局分管负责同志和社会救助机构主要负责同志参加会议。", []),
    ("深入学习贯彻习近平总书记关于“三农”工作的重要论述。", []),
)


@pytest.mark.parametrize(("sentence", "expected"), PEOPLE)
def test_each_person_has_the_post_before_the_name_and_the_roles_behind_it(
    sentence: str, expected: list[tuple[str, str, set[Role]]]
) -> None:
    found = people(sentence)
    assert [(p.name, sentence[p.post.start : p.post.end] if p.post else "", set(p.roles)) for p in found] == expected
    assert all(sentence[p.span.start : p.span.end] == p.name for p in found)


def test_a_post_left_without_its_organisation_takes_the_one_before() -> None:
    _, second = people("省民政厅厅长余东，副厅长张勇出席会议。")
    assert second.offices == (("省民政厅", "副厅长"),)


def test_a_name_that_is_known_is_found_without_its_post() -> None:
    (person,) = people("王文序要求，全省民政系统要深入学习。", known=frozenset({"王文序"}))
    assert person.post is None
    assert person.roles == {Role.STATED}


NUMBERS: tuple[tuple[str, list[str]], ...] = (
    ("该《方案》共提出7项21条具体措施。", ["共提出", "7项", "21条"][1:]),
    ("确保比例达到75％以上。", ["达到75％以上"]),
    ("赤壁市等6个单位在会上发言。", ["6个单位"]),
    ("健全五级未成年人保护工作体系。", ["五级"]),
    ("集中供养率达到百分之四十一。", ["达到百分之四十一"]),
    ("投入1.2亿元，新建养老院30所，服务老年人12万余人次。", ["1.2亿元", "30所", "12万余人次"]),
    ("第十五次全国民政会议、第三次分配、一体化、一批、省委十五届二次全会、以奖代补", []),
    ("2025年4月24日，一是要深刻把握。", []),
    ("落实“四个同步”要求，出台《三十条措施》。", []),
)


@pytest.mark.parametrize(("sentence", "expected"), NUMBERS)
def test_a_number_counts_only_with_its_unit(sentence: str, expected: list[str]) -> None:
    assert [sentence[n.span.start : n.span.end] for n in numbers(sentence)] == expected


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("共提出多少项措施？", "measure"),
        ("每月多少元？", "money"),
        ("比例是多少？", "percent"),
        ("有多少人参加？", "people"),
        ("how many cities were there?", "place"),
        ("新增多少张床位？", "thing"),
    ],
)
def test_a_question_says_what_kind_of_number_it_wants(question: str, kind: str) -> None:
    assert kind in asked_kinds(question)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("有多少家慈善组织？", "order"),
        ("有多少位老人？", "household"),
        ("建多少个儿童友好社区？", "people"),
        ("How many community foundations are there?", "money"),
        ("How many elderly care beds does it have?", "people"),
    ],
)
def test_a_number_of_another_kind_does_not_answer(question: str, kind: str) -> None:
    assert kind not in asked_kinds(question)


GROUPS: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    ("聚焦政策制度、服务保障、监督管理、社会参与“四个体系”补短强弱", [("四个体系", "聚焦政策制度、服务保障、监督管理、社会参与")]),
    ("印发《供养实施办法（试行）》（以下简称《办法》）。", [("办法", "印发《供养实施办法（试行）》")]),
    ("实施“三大行动”，即提标行动、扩面行动、增效行动。", [("三大行动", "提标行动、扩面行动、增效行动")]),
    ("“五社联动”（社区、社会组织、社工、志愿者、慈善资源）机制", [("五社联动", "社区、社会组织、社工、志愿者、慈善资源")]),
    ("杭州市、宁波市分别围绕“善行浙江”“浙里康养”作经验交流。", []),
    ("关于“三农”工作的重要论述和重要指示精神", []),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), GROUPS)
def test_a_group_is_explained_where_its_members_stand_by_its_name(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = [(g.name, sentence[g.members.start : g.members.end]) for g in groups(sentence) if g.members]
    assert found == expected


@pytest.mark.parametrize(
    ("sentence", "issuer", "document"),
    [
        ("上海市民政局日前发布《慈善方案（2025—2027年）》。", "上海市民政局", "《慈善方案（2025—2027年）》"),
        ("3月18日，省民政厅、省财政厅联合印发《供养办法》。", "省民政厅、省财政厅", "《供养办法》"),
        ("记者获悉，成都市近日印发《殡葬规划》。", "成都市", "《殡葬规划》"),
    ],
)
def test_a_document_is_issued_by_who_stands_before_the_verb(sentence: str, issuer: str, document: str) -> None:
    (issue,) = issues(sentence)
    assert sentence[issue.issuer.start : issue.issuer.end] == issuer
    assert sentence[issue.document.start : issue.document.end] == document


def test_what_is_to_be_drawn_up_has_no_issuer() -> None:
    assert issues("研究出台《从业人员行为规范指引》，推行自律承诺。") == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("浙江省民政工作座谈会在杭州召开，王某讲话。", ["杭州"]),
        ("省民政厅、省农业农村厅在淮北市召开推进会。", ["淮北市"]),
        ("启动仪式在南京市举行。", ["南京市"]),
        ("会议以视频会议形式召开。", []),
        ("在此基础上召开会议。", []),
    ],
)
def test_a_venue_stands_between_its_preposition_and_the_verb(sentence: str, expected: list[str]) -> None:
    assert [sentence[v.start : v.end] for v in venues(sentence)] == expected


def test_those_who_spoke_are_a_list_before_the_verb() -> None:
    sentence = "武汉市、宜昌市、公安县等3个单位在会上作经验交流发言。"
    (span,) = speakers(sentence)
    assert sentence[span.start : span.end].startswith("武汉市、宜昌市、公安县")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("目前，全省已建成助餐点8600个。", Modality.DONE),
        ("鼓励社会力量兴办养老机构。", Modality.ENCOURAGED),
        ("到2025年，覆盖率要达到95％以上。", Modality.TO_DO),
        ("天气晴。", None),
    ],
)
def test_cue_words_tell_what_is_done_from_what_is_to_be_done(sentence: str, expected: Modality | None) -> None:
    assert modality(sentence) is expected
