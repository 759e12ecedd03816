# ruff: noqa: E501 - a row of the tables below is read as one line
"""Everything the product says in its own words, Chinese and English side by side.

A message is never a claim about policy: it says what is quoted, what was searched and what can be asked. "No sentence
was found in these bulletins" is a statement about our pages; "there is no such policy" would be one about the world.
"""

from __future__ import annotations

from bot.answers.model import Language

WORDS: dict[str, tuple[str, str]] = {
    # lists and clauses
    "list": ("《{title}》列出{count}项：", "《{title}》 lists {count} items:"),
    "list_complete": ("（以上为全部{count}项，{count}/{count}）", "(complete: {count} of {count})"),
    "list_headlines": (
        "（共{count}项，篇幅所限只引各项标题）",
        "({count} items; only their headlines are quoted, for length)",
    ),
    "list_short": (
        "（原文说有{stated}项，文中只列出{count}项，{count}/{stated}；没有第{next}项）",
        "({count} of {stated}: the text speaks of {stated}, lists {count} and has no item {next})",
    ),
    "left_out": ("（篇幅所限，另有{count}句没有引出）", "({count} more sentences are not quoted, for length)"),
    "other_lists": (
        "（该文另有{counts}项的清单也有第{ordinal}项）",
        "(another list of that article, of {counts}, has an item {ordinal} too)",
    ),
    "articles_on": ("有{count}篇文章说到：", "{count} articles speak of it:"),
    "articles_near": (
        "检索到{count}篇文章说到（公报较多，未必是全部）：",
        "{count} articles found that speak of it (of many; there may be more):",
    ),
    "last_question": ("您上一个问题是：{question}", "Your last question was: {question}"),
    "person_of": ("{place}：{post}", "{place}: {post}"),
    "item": ("《{title}》第{ordinal}项（共{count}项）：", "Item {ordinal} of {count} in 《{title}》:"),
    "items_on_topic": ("《{title}》中与所问有关的条目：", "What 《{title}》 lists on this:"),
    "clauses": ("《{title}》中有关的原文：", "What 《{title}》 says on this:"),
    "no_such_item": (
        "《{title}》的这份清单共有{count}项，没有第{ordinal}项。",
        "That list in 《{title}》 has {count} items; there is no item {ordinal}.",
    ),
    "nested": ("其中第{ordinal}项之下又分列：", "Within item {ordinal}:"),
    # people
    "who": ("{people}", "{people}"),
    "person": ("{name}（{post}）：{roles}", "{name} ({post}): {roles}"),
    "person_no_roles": ("{name}（{post}）", "{name} ({post})"),
    "person_no_post": ("{name}：{roles}", "{name}: {roles}"),
    "person_bare": ("{name}", "{name}"),
    "role_attended": ("出席", "attended"),
    "role_spoke": ("讲话", "spoke"),
    "role_chaired": ("主持", "chaired"),
    "role_introduced": ("介绍", "gave an account"),
    "role_visited": ("看望、调研", "visited"),
    "role_accompanied": ("陪同", "accompanied"),
    "role_conveyed": ("其讲话由会议传达", "words were passed on at the meeting"),
    "role_instructed": ("批示", "gave instructions"),
    "role_stated": ("强调", "stated"),
    "role_announced": ("宣布", "announced or read out"),
    "byline": ("署名“{byline}”（第{line}行）的文章：", "Under the byline “{byline}” (line {line}):"),
    "no_byline": ("这篇文章没有署名：", "This article has no byline:"),
    "speakers": ("作经验交流的有：", "Those who shared experience:"),
    "participants": ("参加会议的还有：", "Also taking part:"),
    "where_said": ("见原文：", "In the bulletin's words:"),
    "organiser": ("召开者见原文：", "Held by, in the bulletin's words:"),
    "issuer": ("发布者见原文：", "Issued by, in the bulletin's words:"),
    # when, where, how many, what
    "when": ("时间见原文：", "When, in the bulletin's words:"),
    "when_year_inferred": (
        "原文未写年份；据{reason}推断为{year}年。",
        "The text prints no year; {year} is inferred from {reason}.",
    ),
    "when_no_year": ("原文未写年份，也无法从文中推断。", "The text prints no year, and nothing in it tells one."),
    "when_vague": ("原文只写“{text}”，没有给出具体日期。", "The text says only “{text}” and gives no date."),
    "where": ("地点见原文：", "Where, in the bulletin's words:"),
    "figure": ("数字见原文：{figures}", "The figure, in the bulletin's words: {figures}"),
    "figure_target": ("（这是目标或要求，不是已达到的数字）", "(a target or requirement, not a result)"),
    "figure_done": ("（原文说的是已完成或已达到的情况）", "(the text speaks of what has been reached)"),
    "definition": ("“{name}”见原文：", "“{name}”, in the bulletin's words:"),
    "short_form": ("“{name}”是原文给出的简称：", "“{name}” is a short form that the text gives:"),
    "undefined": (
        "原文用到“{name}”，但没有解释其含义：",
        "The bulletin uses “{name}” without explaining it:",
    ),
    "document": ("文件见原文：", "The document, in the bulletin's words:"),
    "missing_when": ("原文没有给出时间。", "The bulletin gives no time."),
    "missing_where": ("原文没有给出地点。", "The bulletin gives no place."),
    "missing_who": ("原文没有写明是谁。", "The bulletin does not say who."),
    "missing_how_many": ("原文没有给出这个数字。", "The bulletin gives no such figure."),
    # topics, places, overviews
    "sentences": ("《{title}》：", "《{title}》:"),
    "which_places": ("{count}个地方的公报提到：{places}", "Places that speak of it ({count}): {places}"),
    "place": ("{place}", "{place}"),
    "compare": ("按地方对照：", "Side by side:"),
    "of_place": ("{place}的公报文章有{count}篇：", "The bulletins have {count} articles from {place}:"),
    "more_articles": ("（另有{count}篇）", "({count} more)"),
    "empty_cell": ("这些公报中没有找到{place}的相关句子。", "No sentence found for {place} in these bulletins."),
    "overview": ("《{title}》要点：", "The main points of 《{title}》:"),
    "bulletins": (
        "目录中有{files}份公报、{articles}篇文章：",
        "The catalogue holds {files} bulletins with {articles} articles:",
    ),
    "to_do": ("（原文为要求或部署，尚非完成情况）", "(the text sets this as a task, not as a result)"),
    "encouraged": ("（原文为鼓励或支持的提法）", "(the text encourages or supports this)"),
    "done": ("（原文说的是已做的工作）", "(the text speaks of work done)"),
    "glossary": ("词汇：{terms}", "Terms: {terms}"),
    # not found
    "empty_catalogue": (
        "目录里还没有公报。请先用 gongbao ingest 收录。",
        "The catalogue holds no bulletin yet. Add some with gongbao ingest.",
    ),
    "searched": (
        "查过{files}份公报、{articles}篇文章，来自{places}；没有找到回答这个问题的句子。",
        "Searched {files} bulletins, {articles} articles from {places}; no sentence in them answers the question.",
    ),
    "searched_places": ("{count}个地方（{names}）", "{count} places ({names})"),
    "no_bulletin": ("其中没有{place}的公报。", "None of them is from {place}."),
    "place_silent": (
        "其中{count}篇来自{place}，但没有说到所问的内容。",
        "Those from {place} ({count}) do not speak of what was asked.",
    ),
    "place_no_sentence": (
        "其中{count}篇来自{place}，没有在里面找到直接回答的句子。",
        "In those from {place} ({count}) no sentence was found that answers this directly.",
    ),
    "negated": (
        "公报只写做了什么、谁参加了，不写没有做的和没有参加的。",
        "The bulletins say what was done and who took part, not what was not done or who did not.",
    ),
    "which_list": (
        "不止一份清单有第{ordinal}项，您指的是哪一份？",
        "More than one list has an item {ordinal}. Which one?",
    ),
    "ask_item": ("《{title}》的第{ordinal}项是什么？", "What is item {ordinal} of 《{title}》?"),
    "ask_item_of": (
        "《{title}》那{count}项工作的第{ordinal}项是什么？",
        "What is item {ordinal} of the {count} items in 《{title}》?",
    ),
    "city_silent": (
        "其中没有{place}的公报；{count}篇来自{province}，但没有说到所问的内容。",
        "None of them is from {place}; those from {province} ({count}) do not speak of what was asked.",
    ),
    "city_no_sentence": (
        "其中没有{place}的公报；{count}篇来自{province}，没有在里面找到直接回答的句子。",
        "None of them is from {place}; in those from {province} ({count}) no sentence was found that answers this directly.",
    ),
    "word_unknown": (
        "我不认识这个英文词：{words}。请换一个词，或用中文提问。",
        "I do not know the English word {words}. Please try another word, or ask in Chinese.",
    ),
    "words_unknown": (
        "我不认识这些英文词：{words}。请换个说法，或用中文提问。",
        "I do not know the English words {words}. Please try others, or ask in Chinese.",
    ),
    "not_there_in": ("{place}的文章里没有出现：{terms}", "Not in the articles from {place}: {terms}"),
    "not_there": ("没有出现的内容：{terms}", "Not there: {terms}"),
    "can_answer": ("可以回答的问题：", "Questions that can be answered:"),
    "not_said": ("没有找到回答这一问的句子。", "No sentence found that answers this."),
    "unverified": (
        "有引文没有通过与原页的核对，因此没有发出。",
        "A quotation failed the check against its page and was not sent.",
    ),
    # clarify
    "which_place": ("“{name}”可能指：", "“{name}” may mean:"),
    "which_short_name": (
        "“{name}”在不止一篇文章里出现，您指的是哪一篇？",
        "“{name}” stands in more than one article. Which one?",
    ),
    "which_meeting": ("您问的是哪次会议？", "Which meeting do you mean?"),
    # help
    "greeting": ("您好！", "Hello!"),
    "thanks": ("不客气。", "You are welcome."),
    "help": (
        "我只用公报原句回答，每句都注明出处；公报里没有的，会直说没有找到。可以问措施、人物、时间、地点、数字、名词，也可以比较几个地方，或请我列出公报。",
        "I answer only with the bulletins' own sentences, each with its citation, and say so when there is none. Ask for measures, people, dates, places, figures or terms, compare places, or ask for the list of bulletins.",
    ),
    # suggestions
    "ask_overview": ("《{title}》讲了什么？", "What does 《{title}》 say?"),
    "ask_who": ("《{title}》：谁出席了会议？", "Who attended, in 《{title}》?"),
    "ask_when": ("《{title}》：什么时候召开的？", "When was it held, in 《{title}》?"),
    "ask_list": ("《{title}》提出了哪些措施？", "Which measures does 《{title}》 list?"),
    "ask_compare_all": ("比较{places}", "Compare {places}"),
    "ask_compare": ("比较{places}的{topic}", "Compare {topic} in {places}"),
    "ask_group": ("“{name}”是什么？", "What is “{name}”?"),
    "ask_bulletins": ("有哪些公报？", "Which bulletins are there?"),
    "and": ("、", ", "),
    "semicolon": ("；", "; "),
    "full_stop": ("。", "."),
}
"""Message → what is said in Chinese and in English; values in braces are put in by `say`."""


def say(message: str, language: Language, **values: object) -> str:
    """One message in one language.

    Raises:
        KeyError: there is no such message, or a value is missing.
    """
    chinese, english = WORDS[message]
    return (english if language is Language.ENGLISH else chinese).format(**values)
