"""What this channel says, in both languages: short enough for a phone, and the same length of honesty in each.

The two tables are one type, so a sentence that is missing in one language is an error of types, not of a Tuesday.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers.model import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Our sentences in one language; `{}` are filled in with `str.format`."""

    understood: str
    searched: str
    lines: str
    line: str
    too_long: str
    repaired: str
    page_lines: str
    paragraph: str
    button_source: str
    button_back: str
    button_copy: str
    button_article: str
    button_page: str
    button_open: str
    thanks: str
    thanks_no: str
    not_yours: str
    stale: str
    no_such_id: str
    open_usage: str
    trouble: str
    flood: str
    greeting: str
    knows: str
    knows_nothing: str
    places: str
    try_these: str
    sources: str
    help: str
    bulletins: str
    lang_now: str
    lang_set: str
    lang_auto: str
    lang_usage: str
    privacy: str
    forgotten: str
    forgotten_own: str
    forgotten_nothing: str
    forget_who: str
    unknown_command: str
    inline_none: str
    inline_hint: str
    inline_start: str
    article_end: str


CHINESE = Words(
    understood="理解为：{}",
    searched="检索时：{}",
    lines="第{}行",
    line="第{}行",
    too_long="此句有 {} 字，一条消息放不下；请用 /open {} 分页查看全文。",
    repaired="版面修复：{}",
    page_lines="原版面",
    paragraph="所在段落",
    button_source="📄 {}",
    button_back="↩ 返回回答",
    button_copy="📋 复制出处",
    button_article="📰 全文",
    button_page="{} / {}",
    button_open="🔗 查看原文",
    thanks="谢谢，已记下。",
    thanks_no="谢谢，已记下。我们会看看哪里不对。",
    not_yours="这些按钮属于提问的人。请您自己问一次。",
    stale="这个按钮已失效，请再问一次。",
    no_such_id="没有编号为 {} 的文章或句子。/bulletins 列出全部。",
    open_usage="用法：/open 编号，例如 /open {}",
    trouble="抱歉，出了点问题，这次没能回答；管理员已收到通知。",
    flood="问题来得太快了，请过 {} 秒再问；在此之前的消息不作回答。",
    greeting="我用政策公报的原句回答问题，每句都注明出处。公报里没有的，我会直说。",
    knows="目前收录公报 {} 份、文章 {} 篇，涉及：{}。",
    knows_nothing="目前还没有收录公报。",
    places="、",
    try_these="可以这样问：",
    sources="原文：",
    help=(
        "直接写下问题即可；中文、英文、拼音都行。\n"
        "在群里：@{bot} 问题、/ask 问题，或回复我的回答来追问；回复时选中一句，就是问那一句。\n"
        "在任何聊天里：输入 @{bot} 关键词，选一条引文发出。\n\n"
        "改了问题，回答也会跟着改。📄 打开出处，👍👎 告诉我们好不好。\n\n"
        "/bulletins 公报目录\n/open 编号 打开出处\n/lang 回答所用语言\n/privacy 隐私\n/forget 删除您的记录"
    ),
    bulletins="公报目录（{} 份，{} 篇文章）",
    lang_now="回答语言：{}。用 /lang zh、/lang en 或 /lang auto 更改。",
    lang_set="好的，以后用中文回答。引文仍是原文。",
    lang_auto="自动（随提问语言）",
    lang_usage="没有这种语言。用 /lang zh、/lang en 或 /lang auto。",
    privacy=(
        "保存的内容：您的问题、回答引用了哪些句子、您的评价和语言设置，以便按钮和追问可用；{days} 天后自动删除。"
        "不保存姓名，不记录没有问我的消息，不转给任何人，日志里没有您的话。\n"
        "/forget 立即全部删除。"
    ),
    forgotten="已删除：{} 条问答及其评价、对话和设置。旧按钮从此失效。",
    forgotten_own="已删除您在这里的 {} 条问答和评价。",
    forgotten_nothing="没有保存过任何内容，无需删除。",
    forget_who="以频道身份发言时无法辨认您是谁，什么也没有删除。请用本人账号发送，或请管理员来做。",
    unknown_command="没有这个命令。/help 说明怎么用。",
    inline_none="没有找到相关句子",
    inline_hint="换个说法，或直接问我",
    inline_start="打开 gongbao",
    article_end="（全文完）",
)

ENGLISH = Words(
    understood="Understood as: {}",
    searched="Searched: {}",
    lines="lines {}",
    line="line {}",
    too_long="This sentence has {} characters, too many for one message; /open {} shows it in pages.",
    repaired="Repaired on the page: {}",
    page_lines="As printed",
    paragraph="In its paragraph",
    button_source="📄 {}",
    button_back="↩ Back to the answer",
    button_copy="📋 Copy citation",
    button_article="📰 Whole article",
    button_page="{} / {}",
    button_open="🔗 See the source",
    thanks="Thank you, noted.",
    thanks_no="Thank you, noted. We will look at what went wrong.",
    not_yours="These buttons belong to the person who asked. Please ask for yourself.",
    stale="This button is out of date. Please ask again.",
    no_such_id="There is no article or sentence {}. /bulletins lists them all.",
    open_usage="Use: /open ID, for example /open {}",
    trouble="Sorry, something went wrong and this was not answered; the operator has been told.",
    flood="That is too fast; please ask again in {} seconds. Until then messages go unanswered.",
    greeting=(
        "I answer questions with the very sentences of Chinese policy bulletins, each with its source. "
        "What the bulletins do not say, I tell you so."
    ),
    knows="I hold {} bulletins with {} articles, on: {}.",
    knows_nothing="I hold no bulletins yet.",
    places=", ",
    try_these="You could ask:",
    sources="Sources:",
    help=(
        "Just write your question, in Chinese, English or pinyin.\n"
        "In a group: @{bot} question, /ask question, or reply to an answer of mine to go on; select a sentence in your "
        "reply to ask about that one.\n"
        "In any chat: type @{bot} and a few words, and choose a quotation to send.\n\n"
        "Edit your question and the answer follows. 📄 opens a source, 👍👎 tell us how it was.\n\n"
        "/bulletins what I hold\n/open ID open a source\n/lang language of the answers\n/privacy what is kept\n"
        "/forget delete what is kept of you"
    ),
    bulletins="Bulletins ({} files, {} articles)",
    lang_now="Language of the answers: {}. Change it with /lang zh, /lang en or /lang auto.",
    lang_set="All right, I answer in English. Quotations stay in Chinese.",
    lang_auto="automatic (that of the question)",
    lang_usage="There is no such language. Use /lang zh, /lang en or /lang auto.",
    privacy=(
        "Kept: your questions, which sentences answered them, your ratings and language, so that buttons and "
        "follow-ups work; deleted after {days} days. No names are kept, nor messages that were not for me; nothing is "
        "passed on, and the logs hold none of your words.\n/forget deletes it all at once."
    ),
    forgotten="Deleted: {} questions with their answers and ratings, the conversation and the settings. "
    "Old buttons no longer work.",
    forgotten_own="Deleted: your {} questions, answers and ratings in this chat.",
    forgotten_nothing="Nothing was kept, so there was nothing to delete.",
    forget_who="You speak as a channel, so I cannot tell what is yours; nothing was deleted. Send this as yourself, "
    "or ask an administrator.",
    unknown_command="There is no such command. /help says how to use me.",
    inline_none="No sentence found",
    inline_hint="Put it another way, or ask me directly",
    inline_start="Open gongbao",
    article_end="(end of the article)",
)

WORDS = {Language.CHINESE: CHINESE, Language.ENGLISH: ENGLISH}

NAMES = {Language.CHINESE: "中文", Language.ENGLISH: "English"}
"""Each language by its own name."""

COMMANDS = {
    "ask": ("ask a question", "提问"),
    "bulletins": ("what I hold", "公报目录"),
    "open": ("open a source by its ID", "按编号打开出处"),
    "lang": ("language of the answers", "回答所用语言"),
    "help": ("how to use me", "使用说明"),
    "privacy": ("what is kept", "隐私说明"),
    "forget": ("delete what is kept of you", "删除您的记录"),
    "status": ("how the bot is doing", "运行状况"),
}
"""Command → what the menu says, in English and Chinese."""

PRIVATE_COMMANDS = ("ask", "bulletins", "open", "lang", "help", "privacy", "forget")
GROUP_COMMANDS = ("ask", "bulletins", "open", "lang", "help", "privacy", "forget")
OPERATOR_COMMANDS = (*PRIVATE_COMMANDS, "status")

ABOUT = (
    "Answers questions about Chinese policy bulletins with their own sentences, each with its source.",
    "用政策公报的原句回答问题，每句注明出处。",
)
"""Our profile's text, in English and Chinese (120 characters at most)."""
