"""A conversation at the terminal, one line in and one text out; what the prompt looks like is `repl`'s business.

Slash commands are rows of a table. A number alone picks one of the suggestions that the last answer ended with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from bot.answers.model import Answer, Language
from bot.answers.source import find, source_of
from bot.channels.source import render_source
from bot.channels.terminal import PLAIN, Style, render, why
from corpus.errors import GongbaoError
from corpus.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.commands.house import House

WORD = lazy("[A-Za-z\u4e00-\u9fff]")
"""What tells a question's language; one without it leaves that of the conversation as it was."""
LONGEST_NUMBER = 4
"""Digits of a line that may choose a suggestion; a longer one is a question like any other."""

LEAVING = frozenset({"exit", "quit", ":q", "bye", "退出", "离开"})
"""What leaves without a slash; none of it is a question."""

LONGEST_NAME = 24
"""Characters of an unknown command that are said again."""

WORDS = {
    Language.CHINESE: {
        "holds": "公报 gongbao · {} 份公报，{} 篇文章",
        "begin": "试问：上海的慈善措施有哪些？\n/help 帮助，Ctrl-D 离开",
        "help": "用中文、英文或拼音提问，例如：上海的慈善措施有哪些？\n回答末尾有建议的问题时，输入编号即可提问。",
        "no_answer": "还没有提过问题。",
        "unknown": "没有 {} 这个命令；/help 列出全部命令。",
        "no_suggestion": "没有第 {} 条建议可选；打开引文请用 /open {}。",
        "lang": "回答语言：{}",
        "lang_bad": "请用 /lang zh、/lang en 或 /lang auto。",
        "feedback_bad": "请用 /feedback + 或 /feedback -，后面可写几句意见。",
        "thanks": "已记下，谢谢。",
        "not_kept": "没有记下：本次会话不保留记录（--no-history）。",
        "set": "中文",
        "auto": "随提问的语言",
        "bulletins": "有哪些公报？",
        "open_bad": "请在 /open 后写引文编号，如 /open 2 或 /open GB-…。",
        "open_none": "上一回答没有编号为 {} 的引文。",
    },
    Language.ENGLISH: {
        "holds": "gongbao 公报 · {} bulletins, {} articles",
        "begin": "Try: What are Shanghai's charity measures?\n/help for help, Ctrl-D to leave",
        "help": "Ask in Chinese, English or pinyin. Try: What are Shanghai's charity measures?\n"
        "Where an answer ends with suggestions, a number asks one of them.",
        "no_answer": "Nothing has been asked yet.",
        "unknown": "There is no command {}; /help lists them all.",
        "no_suggestion": "There is no suggestion {} to choose; to open a citation, use /open {}.",
        "lang": "Language of the answers: {}",
        "lang_bad": "Use /lang zh, /lang en or /lang auto.",
        "feedback_bad": "Use /feedback + or /feedback -, with a few words if you like.",
        "thanks": "Noted, thank you.",
        "not_kept": "Not noted: this session keeps nothing (--no-history).",
        "set": "English",
        "auto": "that of the question",
        "bulletins": "What bulletins are there?",
        "open_bad": "Use /open with a citation's number or id: /open 2, /open GB-…",
        "open_none": "The last answer has no citation {}.",
    },
}


@dataclass
class Session:
    """What one person at one terminal has set and was last told."""

    house: House
    style: Style = PLAIN
    language: Language | None = None
    conversation: str = field(default_factory=lambda: f"terminal:{token_hex(8)}", init=False)
    last: Answer | None = field(default=None, init=False)
    asked: str = field(default="", init=False)
    spoken: Language | None = field(default=None, init=False)
    over: bool = field(default=False, init=False)

    @property
    def languages(self) -> tuple[Language, ...]:
        """That of our words: the one set, else the last answer's; until one is known, both."""
        known = self.language or self.spoken
        return (known,) if known else tuple(Language)

    def tell(self, message: str, *values: object) -> str:
        """One of our messages, in the session's language or languages."""
        told = (WORDS[language][message].format(*values) for language in self.languages)
        return "\n".join(self.style.lines("\n".join(told)))

    def greet(self, bulletins: int, articles: int) -> str:
        """What stands above the first prompt."""
        told = ((WORDS[each]["holds"].format(bulletins, articles), WORDS[each]["begin"]) for each in self.languages)
        return "\n\n".join("\n".join(self.style.lines("\n".join(each))) for each in told)

    async def say(self, line: str) -> str:
        """The text that answers `line`; a wrong command gets a sentence, never an exception."""
        line = line.strip()
        if not line:
            return ""
        if line.startswith("/"):
            return await self._command(*line.split(None, 1))
        if line.lower().rstrip(" ;；。.!！") in LEAVING:
            return await _quit(self, "")
        if not line.isdecimal() or len(line) > LONGEST_NUMBER:
            return await self.ask(line)
        suggestions = self.last.suggestions if self.last else ()
        if not 1 <= int(line) <= len(suggestions):
            return self.tell("no_suggestion", line, line)
        return await self.ask(suggestions[int(line) - 1].question, self.spoken)

    async def _command(self, name: str, rest: str = "") -> str:
        command = COMMANDS.get(name.lower())
        if command is None:
            return self.tell("unknown", name if len(name) < LONGEST_NAME else f"{name[:LONGEST_NAME]}…")
        try:
            return await command.do(self, rest.strip())
        except GongbaoError as error:
            english, _, chinese = str(error).partition(" / ")
            said = chinese if self.languages[0] is Language.CHINESE and chinese else english
            return "\n".join(self.style.lines(said))

    async def ask(self, question: str, language: Language | None = None) -> str:
        """Ask, remember the answer, and render it; it is in the language set, else in `language`, else as asked."""
        fixed = self.language or language
        self.last = await self.house.dialogue.ask(self.conversation, question, language=fixed)
        self.asked = question
        if WORD.search(question):
            self.spoken = self.last.language
        return render(self.last, self.style)


async def _help(session: Session, _: str) -> str:
    style = session.style
    room = max(map(len, COMMANDS)) + 4
    rows = [
        line
        for name, command in COMMANDS.items()
        for line in style.hanging(
            f"  {name}".ljust(room), "\n".join(command.summary[language] for language in session.languages)
        )
    ]
    return "\n".join([session.tell("help"), "", *rows])


async def _bulletins(session: Session, _: str) -> str:
    return await session.ask(WORDS[session.languages[0]]["bulletins"])


async def _open(session: Session, rest: str) -> str:
    number = rest.strip("[]［］【】 ")
    if not rest:
        return session.tell("open_bad")
    if number.isdecimal() and len(number) <= LONGEST_NUMBER:
        quotes = session.last.quotes if session.last else ()
        sentences = tuple(quote.sentence for quote in quotes if quote.number == int(number))
        if not sentences:
            return session.tell("open_none" if session.last else "no_answer", number)
    else:
        sentences = await find(session.house.catalogue, rest)
    return render_source(source_of(*sentences), session.languages[0], session.style)


async def _why(session: Session, _: str) -> str:
    if session.last is None:
        return session.tell("no_answer")
    return why(session.last, session.style)


async def _lang(session: Session, rest: str) -> str:
    choices = {"zh": Language.CHINESE, "en": Language.ENGLISH, "auto": None}
    if rest and rest.lower() not in choices:
        return session.tell("lang_bad")
    if not rest:
        state = "set" if session.language else "auto"
        now = [WORDS[each]["lang"].format(WORDS[each][state]) for each in session.languages]
        return "\n".join([*session.style.lines("\n".join(now)), session.tell("lang_bad")])
    session.language = choices[rest.lower()]
    language = session.languages[0]
    return session.tell("lang", WORDS[language]["set" if session.language else "auto"])


async def _feedback(session: Session, rest: str) -> str:
    verdict, _, comment = rest.partition(" ")
    good = {"+": True, "👍": True, "-": False, "👎": False}.get(verdict)
    if session.last is None:
        return session.tell("no_answer")
    if good is None:
        return session.tell("feedback_bad")
    if session.house.history is None:
        return session.tell("not_kept")
    await session.house.history.feedback(
        session.conversation, session.asked, session.last, good=good, comment=comment.strip()
    )
    return session.tell("thanks")


async def _quit(session: Session, _: str) -> str:
    session.over = True
    return ""


class Command(NamedTuple):
    """A slash command: the line that /help shows, in both languages, and what it does."""

    summary: Mapping[Language, str]
    do: Callable[[Session, str], Awaitable[str]]


def _command(chinese: str, english: str, do: Callable[[Session, str], Awaitable[str]]) -> Command:
    return Command({Language.CHINESE: chinese, Language.ENGLISH: english}, do)


COMMANDS: dict[str, Command] = {
    "/help": _command("用法与命令", "what you can do", _help),
    "/bulletins": _command("已收录的公报", "the bulletins", _bulletins),
    "/open": _command("打开引文出处：/open 2，/open GB-…", "open a citation: /open 2, /open GB-…", _open),
    "/why": _command("这个回答是怎样得来的", "how the answer came about", _why),
    "/lang": _command("回答语言：zh、en、auto", "language of the answers: zh, en, auto", _lang),
    "/feedback": _command("评价上一回答：+ 或 -", "rate the answer: + or -", _feedback),
    "/quit": _command("离开（或按 Ctrl-D）", "leave (or Ctrl-D)", _quit),
}
