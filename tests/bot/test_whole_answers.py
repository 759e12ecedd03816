"""Nothing cut short, nothing put into another's mouth, and every question that is offered is one that is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answers.model import Answer, Language, Prose, Status
from bot.dialogue import Dialogue
from bot.facts.numbers import stated_items
from corpus.assembly import assemble
from corpus.model import Page
from tests.bot.answering import Shelf, articles, dialogue

if TYPE_CHECKING:
    from corpus.model import Article

GUIZHOU = """贵州召开全省养老服务工作推进会
■ 本报记者 周宁
5月6日，贵州省养老服务工作推进会在贵阳召开。贵州省民政厅党组书记、厅长田茂林出席会议并讲话，副厅长龙海燕主持会议。
田茂林强调，要健全养老服务网络。要坚持组织到位、责任到位、保障到位，切实做到“三个到位”，推进“黔颐养”品牌建设。
遵义市市长黄伟作经验介绍。
会议提出了4项具体措施。一是完善设施布局。新建养老机构20家。二是壮大人才队伍。培训护理员1万人次。三是加强综合监管。建立“红黑榜”制度。
会议传达学习了省长李炳军关于养老工作的批示精神。
（据贵州省民政厅）
"""


def page(text: str) -> tuple[Article, ...]:
    """The articles of an invented page."""
    return assemble(Page("page.txt", text)).articles


def words(answer: Answer) -> str:
    return " ".join(part.text for part in answer.parts if isinstance(part, Prose))


def quoted(answer: Answer) -> str:
    return "".join(quote.text for quote in answer.quotes)


@pytest.fixture(scope="module")
def own() -> Dialogue:
    return Dialogue(Shelf(page(GUIZHOU)))


async def ask(talk: Dialogue, question: str, *before: str, language: Language | None = None) -> Answer:
    """The answer to `question`, in a conversation of its own after the questions `before`."""
    key = " / ".join((*before, question))
    for each in before:
        await talk.ask(key, each)
    return await talk.ask(key, question, language=language)


@pytest.mark.parametrize("question", ["王文序要求什么？", "王文序要求了什么？", "What did Wang Wenxu demand?"])
async def test_a_speech_with_a_list_is_quoted_with_every_item(question: str) -> None:
    said = quoted(await ask(dialogue(), question))
    assert all(item in said for item in ("一是要深刻把握", "二是要深刻把握", "三是要深刻把握", "社会合力推"))


async def test_a_speech_that_is_too_long_says_how_much_is_left_out() -> None:
    long = "。".join(
        f"要完善第{n}类养老服务的制度建设，健全服务网络，压实各方责任，确保各项任务落到实处" for n in range(90)
    )
    text = (
        f"贵州召开全省养老会议\n5月6日，贵州省养老会议在贵阳召开，副省长田茂林出席会议并讲话。\n田茂林强调，{long}。\n"
    )
    answer = await ask(Dialogue(Shelf(page(text))), "田茂林强调了什么？")
    whole = len(page(text)[0].sentences) - 1
    assert f"另有{whole - len(answer.quotes)}句没有引出" in words(answer)


@pytest.mark.parametrize("question", ["王文序强调了什么？", "王文序说了什么？", "What did Wang Wenxu emphasize?"])
async def test_a_speech_ends_where_the_report_goes_on(question: str) -> None:
    said = quoted(await ask(dialogue(), question))
    assert "着力推进移民融合发展" in said
    assert not any(told in said for told in ("作经验交流", "会议以视频会议形式召开", "在各地分会场参加"))


async def test_other_people_s_accounts_are_not_the_speaker_s() -> None:
    said = quoted(await ask(dialogue("invented"), "赵建军要求什么？"))
    assert "6月底前完成排查" in said
    assert "介绍了经验做法" not in said


async def test_the_measures_of_a_city_are_its_own_article_s() -> None:
    answer = await ask(dialogue("invented"), "成都有什么措施？")
    assert [quote.item for quote in answer.quotes if quote.item] == [1, 2, 3]
    assert "邓涛表示" not in quoted(answer)


async def test_a_name_counts_by_its_first_numeral() -> None:
    assert "没有解释" not in words(await ask(dialogue("invented"), "三个一批是什么？"))


async def test_only_what_somebody_said_is_given_as_his_words(own: Dialogue) -> None:
    said = quoted(await ask(own, "田茂林强调了什么？"))
    assert "健全养老服务网络" in said
    assert not any(told in said for told in ("黄伟", "4项具体措施", "李炳军"))


@pytest.mark.parametrize(
    "question", ["习近平说了什么？", "习近平总书记强调了什么？", "What did Xi Jinping say?", "王忠林说了什么？"]
)
async def test_somebody_who_is_only_spoken_of_has_said_nothing(question: str) -> None:
    answer = await ask(dialogue(), question)
    assert (answer.status, answer.quotes) == (Status.NOT_FOUND, ())


@pytest.mark.parametrize(
    "question", ["湖北的措施有哪些？", "湖北有什么举措", "湖北有多少项措施？", "What are Hubei's measures?"]
)
async def test_the_measures_of_a_place_are_its_lists_each_apart(question: str) -> None:
    answer = await ask(dialogue(), question)
    assert [quote.item for quote in answer.quotes if quote.item] == [1, 2, 3, 4, 5, 6, 7, 1, 2, 3]
    assert "七大体系" in quoted(answer)
    assert "三项重点工作" in quoted(answer)


@pytest.mark.parametrize("question", ["三项重点工作是什么？", "三项重点工作有哪些？", "What are the three key tasks?"])
async def test_a_list_is_found_by_what_its_page_calls_it(question: str) -> None:
    assert [quote.item for quote in (await ask(dialogue(), question)).quotes if quote.item] == [1, 2, 3]


@pytest.mark.parametrize(
    ("question", "told"), [("贵州的措施有哪些？", "3/4"), ("Which measures does Guizhou have?", "3 of 4")]
)
async def test_a_list_that_is_shorter_than_its_page_says_tells_so(own: Dialogue, question: str, told: str) -> None:
    answer = await ask(own, question)
    assert [quote.item for quote in answer.quotes if quote.item] == [1, 2, 3]
    assert told in words(answer)


@pytest.mark.parametrize(
    ("lead", "listed", "stated"),
    [
        ("会议提出四项措施。", 3, 4),
        ("提出十二条意见：", 12, 12),
        ("该方案共提出7项21条具体措施。", 7, 7),
        ("围绕五项任务提出三条要求：", 3, 3),
        ("第三项工作要抓紧。", 2, 0),
        ("党的二十大精神。", 3, 0),
    ],
)
def test_how_many_items_a_sentence_promises(lead: str, listed: int, stated: int) -> None:
    assert stated_items(lead, listed) == stated


@pytest.mark.parametrize(
    ("question", "name"),
    [("什么是浙有众扶？", "“浙有众扶”"), ("善行浙江是什么", "“善行浙江”"), ("什么是三高地两基地", "“三高地两基地”")],
)
async def test_a_quoted_name_is_heard_whole(question: str, name: str) -> None:
    assert name in words(await ask(dialogue(), question))


async def test_members_before_a_name_explain_it(own: Dialogue) -> None:
    answer = await ask(own, "三个到位是什么？")
    assert "没有解释" not in words(answer)
    assert "组织到位、责任到位、保障到位" in quoted(answer)


@pytest.mark.parametrize("question", ["哪些文章提到慈善？", "Which articles mention charity?", "有几篇报道谈到慈善"])
async def test_which_articles_are_asked_for_gets_every_article(question: str) -> None:
    answer = await ask(dialogue(), question)
    places = {quote.sentence.article.place.province for quote in answer.quotes if quote.sentence.article.place}
    assert places == {"上海", "浙江", "湖北"}


@pytest.mark.parametrize(
    "question",
    [
        "What is the population of Wuhan?",
        "武汉的人口是多少？",
        "安徽试点由谁负责？",
        "When did the Shanghai plan take effect?",
        "上海的方案什么时候生效？",
        "Is there a deadline for Shanghai?",
    ],
)
async def test_what_no_sentence_says_is_not_answered_by_another(question: str) -> None:
    assert (await ask(dialogue(), question)).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["上海和湖北哪个的慈善做得更好？", "湖北跟上海谁的慈善更好"])
async def test_who_does_better_is_answered_side_by_side(question: str) -> None:
    answer = await ask(dialogue(), question)
    assert answer.builder == "compare"
    assert {quote.sentence.article.place.province for quote in answer.quotes if quote.sentence.article.place} == {
        "上海",
        "湖北",
    }


async def test_a_meeting_is_attended_by_who_chairs_it() -> None:
    assert "徐晓光" in words(await ask(dialogue(), "谁参加了浙江的会议？"))


async def test_people_of_several_provinces_are_told_apart_by_them() -> None:
    told = words(await ask(dialogue(), "谁讲话了？"))
    assert "湖北：省民政厅" in told
    assert "河南：省民政厅" in told


async def test_when_alone_asks_for_the_meeting_that_was_spoken_of() -> None:
    answer = await ask(dialogue(), "When?", "Who attended the Henan meeting?", "and Anhui?")
    assert "近日" in words(answer)


async def test_who_put_a_list_forward_is_its_issuer() -> None:
    assert "上海市民政局" in quoted(await ask(dialogue(), "谁提出的？", "上海的慈善措施有哪些？"))


async def test_a_question_of_its_own_is_not_the_last_one_again() -> None:
    answer = await ask(dialogue(), "那浙江有几项？", "上海的慈善措施有哪些？", "谁提出的？")
    assert [quote.item for quote in answer.quotes if quote.item] == [1, 2, 3]


@pytest.mark.parametrize("question", ["上一个问题是什么", "我刚才问了什么？", "What was my last question?"])
async def test_the_last_question_is_told(question: str) -> None:
    assert "安徽的会议谁出席？" in words(await ask(dialogue(), question, "安徽的会议谁出席？"))


async def test_which_meeting_is_asked_after_the_list_of_bulletins() -> None:
    answer = await ask(dialogue(), "Who spoke there?", "有哪些公报？")
    assert (answer.status, answer.understood) == (Status.CLARIFY, None)


async def test_an_item_of_one_of_two_lists_tells_of_the_other() -> None:
    answer = await ask(dialogue(), "湖北的第三项是什么？")
    assert "3项的清单也有第3项" in words(answer)
    (offered,) = answer.suggestions
    assert "三是着力开展“共同缔造”活动" in quoted(await ask(dialogue(), offered.question))


CATALOGUES = {"bundled": articles("bundled"), "invented": articles("invented"), "own": page(GUIZHOU)}
SILENT = (
    "火星上有水吗？",
    "海口的地铁什么时候开通？",
    "湖北的渔业产量是多少？",
    "贵州的航天计划是什么？",
    "比较湖北和浙江",
)
GOOD = {"measures", "overview", "what_is", "compare", "who", "when"}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", sorted(CATALOGUES))
async def test_every_question_that_is_offered_is_answered_well(name: str, language: Language) -> None:
    for article in CATALOGUES[name]:
        talk = Dialogue(Shelf((article,)))
        offered = {
            s.question for question in SILENT for s in (await ask(talk, question, language=language)).suggestions
        }
        assert offered
        for question in offered:
            answer = await ask(talk, question)
            assert answer.status is Status.ANSWERED, question
            assert answer.builder in GOOD, question
            sentences = [s for s in article.sentences if s.number]
            assert len(answer.quotes) >= min(2, len(sentences)), question


@pytest.mark.parametrize("name", sorted(CATALOGUES))
async def test_an_offered_question_quotes_the_same_in_both_languages(name: str) -> None:
    talk = Dialogue(Shelf(CATALOGUES[name]))
    for article in CATALOGUES[name]:
        title = article.title.text
        told = (f"《{title}》讲了什么？", f"What does 《{title}》 say?")
        listed = (f"《{title}》提出了哪些措施？", f"Which measures does 《{title}》 list?")
        for pair in (told, listed) if article.enumerations else (told,):
            chinese, english = [{quote.citation.id for quote in (await ask(talk, each)).quotes} for each in pair]
            assert chinese == english, pair


@pytest.mark.parametrize("announced", ["会议提出四项措施。", "会议提出以下措施。"])
async def test_a_list_that_has_lost_an_item_says_which(announced: str) -> None:
    text = (
        f"江西提出养老措施\n本报讯 5月8日，江西省民政厅召开全省养老服务工作会议。{announced}"
        "一是建设社区食堂。每个街道建一处。二是培训护理人员。全年培训两千人。四是提高高龄津贴。每人每月增加五十元。\n"
    )
    answer = await ask(Dialogue(Shelf(page(text))), "江西的养老措施有哪些？")
    assert [quote.item for quote in answer.quotes if quote.item] == [1, 2, 4]
    assert "没有第3项" in words(answer)
