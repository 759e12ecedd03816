"""Conversations: what a follow-up takes over, when we ask back, and what is never sent."""

from __future__ import annotations

import json
import logging
from dataclasses import replace

import pytest

from bot.answers.model import Answer, Language, Prose, Status
from bot.context import Context, Forgetful
from bot.dialogue import Dialogue
from corpus.model import Repair
from tests.bot.answering import Shelf, articles, dialogue


def cited(answer: Answer) -> set[str]:
    return {quote.citation.id for quote in answer.quotes}


def words(answer: Answer) -> str:
    return " ".join(part.text for part in answer.parts if isinstance(part, Prose))


FOLLOW_UPS = (
    ("浙江省民政工作座谈会什么时候召开？", "那湖北呢？", "湖北民政工作座谈会什么时候召开？"),
    ("What are Shanghai's charity measures?", "What about Zhejiang?", "What are Zhejiang's charity measures?"),
    ("浙江对慈善有什么部署？", "那养老呢？", "浙江对养老有什么部署？"),
    ("浙江座谈会在哪里召开？", "谁主持的？", "浙江座谈会是谁主持的？"),
    ("上海的慈善措施有哪些？", "第五项呢？", "上海慈善方案的第五项措施是什么？"),
    ("河南省民政厅厅长是谁？", "安徽呢？", "安徽省民政厅厅长是谁？"),
)


@pytest.mark.parametrize(("before", "follow_up", "full"), FOLLOW_UPS)
async def test_a_follow_up_answers_as_its_full_question_does(before: str, follow_up: str, full: str) -> None:
    talk = dialogue()
    await talk.ask(f"talk {follow_up}", before)
    followed = await talk.ask(f"talk {follow_up}", follow_up)
    assert cited(followed) == cited(await talk.ask(f"full {full}", full)) != set()
    assert followed.understood


async def test_a_question_that_names_everything_takes_nothing_over() -> None:
    talk = dialogue()
    await talk.ask("full after", "湖北“七大体系”是哪些？")
    answer = await talk.ask("full after", "上海的慈善措施有哪些？")
    assert answer.understood is None
    assert cited(answer) == cited(await talk.ask("alone", "上海的慈善措施有哪些？"))


async def test_conversations_do_not_hear_each_other() -> None:
    talk = dialogue()
    await talk.ask("one", "上海的慈善措施有哪些？")
    assert (await talk.ask("two", "第五项呢？")).understood is None


async def test_a_place_that_means_two_is_asked_back_and_picked_by_number_or_name() -> None:
    talk = dialogue()
    asked = await talk.ask("pick", "Taizhou elderly care")
    assert asked.status is Status.CLARIFY
    assert len(asked.suggestions) == 2
    by_number = await talk.ask("pick", "1")
    await talk.ask("pick by name", "Taizhou elderly care")
    by_name = await talk.ask("pick by name", asked.suggestions[0].label)
    assert by_number.status is not Status.CLARIFY
    assert (by_number.status, cited(by_number)) == (by_name.status, cited(by_name))


async def test_a_short_form_that_stands_for_two_documents_is_asked_back() -> None:
    shelf = Shelf((*articles("bundled"), *articles("invented")))
    talk = Dialogue(shelf, Forgetful())
    one = await talk.ask("short", "《办法》是指什么？")
    assert one.status is Status.ANSWERED
    twice = replace(articles("invented")[0], number=9, title=articles("invented")[1].title)
    both = Dialogue(Shelf((*shelf.articles.values(), twice)))
    asked = await both.ask("short", "《办法》是指什么？")
    assert asked.status is Status.CLARIFY
    picked = await both.ask("short", "1")
    assert picked.status is Status.ANSWERED
    assert {quote.sentence.article.id for quote in picked.quotes} == {articles("invented")[0].id}


async def test_pointing_at_a_sentence_holds_a_question_to_its_article() -> None:
    article = next(a for a in articles("bundled") if "座谈会" in a.title.text)
    answer = await dialogue().ask("about", "谁主持了会议？", about=article.sentence(1))
    assert {quote.sentence.article.id for quote in answer.quotes} == {article.id}


async def test_another_province_changes_every_citation_or_the_status() -> None:
    talk = dialogue()
    first = await talk.ask("place 1", "上海的慈善措施有哪些？")
    for place in ("浙江", "湖北", "安徽", "北京"):
        other = await talk.ask(f"place {place}", f"{place}的慈善措施有哪些？")
        assert not cited(first) & cited(other)
        places = {q.sentence.article.place.short for q in other.quotes if q.sentence.article.place}
        assert places == ({place} if other.status is Status.ANSWERED else set())


async def test_a_comparison_cites_what_each_place_cites() -> None:
    talk = dialogue()
    both = await talk.ask("compare", "比较河南和浙江的殡葬服务")
    single = [await talk.ask(f"single {place}", f"{place}怎样加强殡葬服务？") for place in ("河南", "浙江")]
    assert cited(both) == set().union(*map(cited, single))


@pytest.mark.parametrize("topic", ["养老服务", "慈善", "社会救助", "儿童", "社区"])
async def test_a_row_of_a_comparison_is_what_its_place_alone_is_answered_with(topic: str) -> None:
    talk = dialogue("invented")
    both = await talk.ask(f"both {topic}", f"比较山东和四川的{topic}")
    for place in ("山东", "四川"):
        alone = await talk.ask(f"alone {place} {topic}", f"{place}的{topic}措施")
        row = {
            q.citation.id for q in both.quotes if q.sentence.article.place and q.sentence.article.place.short == place
        }
        assert row == cited(alone)


@pytest.mark.parametrize("name", ["bundled", "invented"])
async def test_an_article_that_is_asked_for_by_its_headline_answers(name: str) -> None:
    talk = dialogue(name)
    for article in articles(name):
        title = article.title.text
        lists = (f"《{title}》提出了哪些措施？", f"Which measures does 《{title}》 list?")
        told = (f"《{title}》讲了什么？", f"What does 《{title}》 say?")
        for question in (*told, *(lists if article.enumerations else ())):
            answer = await talk.ask(f"titled {question}", question)
            assert {quote.sentence.article.id for quote in answer.quotes} == {article.id}, question


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is “Xiandai shequ”?", "现代社区"),
        ("What does Hubei say about gongtong dizao?", "共同缔造"),
        ("上海鼓励什么？", "鼓励民间发起成立慈善研究院"),
        ("What does Shanghai encourage?", "鼓励民间发起成立慈善研究院"),
        ("浙江聚焦了哪些方面？", "要聚焦完善社会治理体系"),
        ("会议传达学习了谁的批示？", "王忠林"),
        ("湖北省民政厅厅长出席了哪次会议？", "陈昌宏出席会议"),
        ("哪些地方开了座谈会？", "浙江省民政工作座谈会在杭州召开"),
        ("Which provinces mention funerals or weddings?", "六是健全惠民殡葬"),
        ("除了捐钱捐物还可以捐什么？", "捐知识产权"),
    ],
)
async def test_what_is_asked_for_is_quoted(question: str, said: str) -> None:
    answer = await dialogue().ask(f"quoted {question}", question)
    assert said in "".join(quote.text for quote in answer.quotes)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("上海是否已经成立了慈善研究院？", "鼓励"),
        ("湖北是否已经全面启动社会组织登记一网通办？", "要求"),
        ("Has Hubei already reached the 75% ratio?", "not a result"),
    ],
)
async def test_what_is_only_wanted_is_told_from_what_is_done(question: str, told: str) -> None:
    assert told in words(await dialogue().ask(f"done {question}", question))


async def test_a_name_in_traditional_characters_is_the_same_person() -> None:
    simplified = await dialogue().ask("simplified", "陈昌宏说了什么？")
    traditional = await dialogue().ask("traditional", "陳昌宏說了什麼？")
    assert (traditional.status, cited(traditional)) == (simplified.status, cited(simplified))
    asked = await dialogue().ask("of whom", "王文序要求的三點是什麼？")
    assert cited(asked) == cited(await dialogue().ask("of her", "王文序要求的三点是什么？")) != set()


async def test_nobody_of_another_post_stands_in_for_the_one_asked_for() -> None:
    which = await dialogue().ask("post", "湖北省民政厅厅长出席了哪次会议？")
    assert "陈昌宏" in words(which)
    assert "毕道丽" not in "".join(quote.text for quote in which.quotes)


async def test_whose_instruction_was_passed_on_is_not_mixed_with_whose_speech() -> None:
    instruction = await dialogue().ask("instruction", "湖北会议传达了谁的批示？")
    speech = await dialogue().ask("speech", "湖北会议传达了谁的讲话精神？")
    assert ("王忠林" in words(instruction), "邵新宇" in words(instruction)) == (True, False)
    assert ("王忠林" in words(speech), "邵新宇" in words(speech)) == (False, True)


async def test_a_typing_error_in_a_word_that_asks_is_forgiven() -> None:
    right = await dialogue().ask("right", "Who attended the Henan video conference?")
    wrong = await dialogue().ask("wrong", "Who attedned the Henan video conferecne?")
    assert cited(wrong) == cited(right) != set()


async def test_an_empty_row_of_a_comparison_speaks_of_the_bulletins_only() -> None:
    answer = await dialogue().ask("row", "上海和安徽的慈善政策有什么不同？")
    assert "没有找到安徽的相关句子" in words(answer)


async def test_not_finding_tells_a_missing_bulletin_from_a_silent_one() -> None:
    talk = dialogue()
    missing = words(await talk.ask("nf 1", "北京的慈善措施有哪些？"))
    silent = words(await talk.ask("nf 2", "安徽的慈善措施有哪些？"))
    assert "其中没有北京的公报" in missing
    assert "来自安徽，但没有说到" in silent


@pytest.mark.parametrize("question", ["北京的慈善措施有哪些？", "安徽的慈善措施有哪些？", "你好", "上海的房价是多少？"])
async def test_what_is_suggested_is_answered(question: str) -> None:
    talk = dialogue()
    answer = await talk.ask(f"suggest {question}", question)
    assert answer.suggestions
    for suggestion in answer.suggestions:
        then = await talk.ask(f"suggested {suggestion.question}", suggestion.question)
        assert then.status is Status.ANSWERED, suggestion.question


async def test_an_item_beyond_the_list_is_answered_by_its_length() -> None:
    answer = await dialogue().ask("beyond", "上海慈善方案的第八项措施是什么？")
    assert answer.status is Status.NOT_FOUND
    assert "共有7项" in words(answer)


async def test_a_list_says_that_it_is_complete() -> None:
    answer = await dialogue().ask("whole", "What are Shanghai's charity measures?")
    assert "7 of 7" in words(answer)
    assert [quote.item for quote in answer.quotes if quote.item is not None] == list(range(1, 8))
    assert list(dict.fromkeys(quote.number for quote in answer.quotes)) == list(range(1, 9))


async def test_the_words_that_answer_are_marked_in_the_quotation() -> None:
    (quote,) = (await dialogue().ask("mark", "谁主持了浙江的座谈会？")).quotes
    marked = [quote.text[start:end] for start, end in quote.highlights]
    assert any("徐晓光" in words for words in marked)


async def test_an_inferred_year_is_said_to_be_inferred() -> None:
    answer = await dialogue().ask("year", "浙江省民政工作座谈会是哪天召开的？")
    assert "推断为2023年" in words(answer)


async def test_our_words_follow_the_question_s_language_unless_it_is_fixed() -> None:
    talk = dialogue()
    assert (await talk.ask("l1", "What are Shanghai's charity measures?")).language is Language.ENGLISH
    assert (await talk.ask("l2", "上海的慈善措施有哪些？")).language is Language.CHINESE
    fixed = await talk.ask("l3", "上海的慈善措施有哪些？", language=Language.ENGLISH)
    assert fixed.language is Language.ENGLISH


async def test_a_quotation_that_does_not_stand_in_its_page_is_not_sent(caplog: pytest.LogCaptureFixture) -> None:
    whole = next(a for a in articles("bundled") if "座谈会" in a.title.text)
    text = whole.body.text.replace("徐晓光", "徐晓亮")
    forged = replace(whole, body=whole.body.read_as(text), repairs=(Repair(0, "甲", "乙", "none"),))
    with caplog.at_level(logging.ERROR):
        answer = await Dialogue(Shelf((forged,))).ask("forged", "谁主持了浙江的座谈会？")
    assert answer.status is Status.NOT_FOUND
    assert not answer.quotes
    assert "does not stand in its page" in caplog.text


@pytest.mark.parametrize(
    "text", ["", "   ", "？？？", "\x00\x1b[2J", "今日は天気がいいですね", "что такое", "啊" * 5000]
)
async def test_what_is_no_question_ends_without_an_answer_and_without_an_error(text: str) -> None:
    answer = await dialogue().ask("bad", text)
    assert answer.status in {Status.NOT_FOUND, Status.HELP}
    assert not answer.quotes


async def test_an_empty_catalogue_says_so() -> None:
    answer = await Dialogue(Shelf(())).ask("empty", "上海的慈善措施有哪些？")
    assert "gongbao ingest" in words(answer)


async def test_the_same_question_gets_the_same_answer() -> None:
    first, second = [await Dialogue(Shelf(articles("bundled"))).ask("same", "哪些省份提到了殡葬服务？") for _ in "ab"]
    assert first.parts == second.parts


def test_a_context_survives_json() -> None:
    context = Context("上海的慈善措施有哪些？", ("GB-1-a1",), 0, 2, ("王强",), (("台州", "台州的养老"),))
    assert Context.from_json(json.loads(json.dumps(context.to_json()))) == context
    with pytest.raises(TypeError):
        Context.from_json({"articles": 3})


async def test_an_answer_says_how_it_was_come_by() -> None:
    answer = await dialogue().ask("why", "谁主持了浙江的座谈会？")
    assert "作答方式：人物（who）" in answer.explanation
    assert answer.explanation[-1].startswith("引文 [1]（共 1 句）")


async def test_an_item_of_no_list_in_particular_is_asked_back() -> None:
    answer = await dialogue().ask("which list", "第六项")
    assert answer.status is Status.CLARIFY
    assert len(answer.suggestions) >= 2
    picked = await dialogue().ask("which list", "1")
    assert picked.status is Status.ANSWERED


async def test_what_was_not_done_is_said_not_to_be_in_the_bulletins() -> None:
    answer = await dialogue().ask("negated", "谁没有出席安徽的会议？")
    assert answer.status is Status.NOT_FOUND
    assert "没有参加的" in words(answer)


async def test_one_article_is_spoken_of_in_the_singular() -> None:
    answer = await dialogue().ask("one", "How many orphans are there in Shanghai?")
    assert "Those from Shanghai (1) do not speak of what was asked." in words(answer)
    assert "Hubei (湖北)" in words(answer)


async def test_one_more_place_is_set_beside_the_last_one() -> None:
    talk = dialogue()
    await talk.ask("beside", "湖北对养老有什么要求？")
    answer = await talk.ask("beside", "跟浙江比呢？")
    assert {quote.sentence.article.place.short for quote in answer.quotes if quote.sentence.article.place} == {
        "湖北",
        "浙江",
    }
    assert answer.understood


async def test_a_name_of_two_places_is_not_asked_back_when_only_one_answers() -> None:
    answer = await dialogue("invented").ask("one place", "Which cities shared their experience in Suzhou?")
    assert answer.status is Status.ANSWERED
    assert "苏州市" in "".join(quote.text for quote in answer.quotes)


async def told(*asked: str) -> Answer:
    """The answer to the last of several questions of one conversation."""
    talk = Dialogue(Shelf(articles("bundled")))
    answers = [await talk.ask("chain", question) for question in asked]
    return answers[-1]


@pytest.mark.parametrize(
    ("chain", "ordinal"),
    [
        (("上海的慈善措施有哪些？", "第二项呢？", "下一项呢"), 3),
        (("上海的慈善措施有哪些？", "第二项呢？", "下一项", "再下一个呢？"), 4),
        (("湖北“七大体系”是哪些？", "第三个", "上一个呢"), 2),
        (("What are Shanghai's charity measures?", "the second one", "and the next one?"), 3),
    ],
)
async def test_the_next_item_is_the_one_after_that_quoted_last(chain: tuple[str, ...], ordinal: int) -> None:
    answer = await told(*chain)
    assert {quote.item for quote in answer.quotes if quote.item is not None} == {ordinal}


async def test_whoever_only_attended_is_not_quoted_with_the_words_of_the_meeting() -> None:
    answer = await told("张勇是谁？", "他讲了什么？")
    assert (answer.status, answer.quotes) == (Status.NOT_FOUND, ())
    assert answer.understood == "张勇讲了什么？"


async def test_whoever_spoke_is_quoted_with_his_own_words() -> None:
    answer = await told("浙江座谈会上谁讲话？", "她强调了什么？")
    assert any("王文序强调" in quote.text for quote in answer.quotes)


async def test_one_of_the_articles_that_were_quoted_is_meant_by_its_number() -> None:
    answer = await told("湖北", "第二篇讲了什么？")
    assert {quote.sentence.article.title.text for quote in answer.quotes} == {"湖北召开全省民政工作会议"}


async def test_a_meeting_is_asked_for_and_picked() -> None:
    asked = await told("会议什么时候召开？")
    answer = await told("会议什么时候召开？", str(len(asked.suggestions)))
    assert asked.status is Status.CLARIFY
    assert answer.status is Status.ANSWERED
    assert {quote.sentence.article.title.text for quote in answer.quotes} == {asked.suggestions[-1].label}


async def test_a_post_alone_asks_who_holds_it_whatever_was_asked_before() -> None:
    answer = await told("安徽会议要求什么？", "那副厅长呢？")
    assert any("副厅长张勇" in quote.text for quote in answer.quotes)


async def test_one_more_place_is_compared_with_those_before() -> None:
    answer = await told("比较上海和湖北的慈善", "那浙江呢？")
    provinces = {p.province for q in answer.quotes if (p := q.sentence.article.place)}
    assert provinces == {"上海", "湖北", "浙江"}


async def test_places_compared_without_a_topic_offer_topics_that_compare() -> None:
    asked = await told("比较上海和湖北")
    for suggestion in asked.suggestions:
        answer = await told(suggestion.question)
        assert {p.province for q in answer.quotes if (p := q.sentence.article.place)} == {"上海", "湖北"}


async def test_what_follows_a_question_not_found_is_asked_of_its_place() -> None:
    answer = await told("上海的慈善措施有哪些？", "第四项呢？", "浙江呢？", "谁主持？")
    assert any("徐晓光主持" in quote.text for quote in answer.quotes)
