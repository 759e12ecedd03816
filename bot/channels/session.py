"""A conversation at the terminal, one line in and one text out; what the prompt looks like is `repl`'s business.

Slash commands are rows of a table. A number alone picks one of the suggestions that the last answer ended with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING

from bot.answers.model import Answer, Language
from bot.answers.source import find, source_of
from bot.channels.source import render_source
from bot.channels.terminal import PLAIN, Style, render
from corpus.errors import GongbaoError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.commands.house import House

    Command = Callable[["Session", str], Awaitable[str]]

WORDS = {
    Language.CHINESE: {
        "help": "用中文、英文或拼音提问，例如：上海的慈善措施有哪些？\n输入数字可选择建议的问题。",
        "no_answer": "还没有问过问题。",
        "unknown": "没有 {} 这个命令；/help 列出全部命令。",
        "no_suggestion": "上一回答没有第{}条建议；打开引文用 /open {}。",
        "lang": "回答语言：{}",
        "lang_bad": "用 /lang zh、/lang en 或 /lang auto。",
        "feedback_bad": "用 /feedback + 或 /feedback -，后面可写几句意见。",
        "thanks": "已记下，谢谢。",
        "not_kept": "未保存：本次会话不保留记录（--no-history）。",
        "auto": "随提问",
        "open_bad": "用 /open 加编号；加 [n] 的数字则打开上一回答的第 n 条引文。",
    },
    Language.ENGLISH: {
        "help": "Ask in Chinese, English or pinyin, for one: What are Shanghai's charity measures?\n"
        "A number alone asks one of the suggested questions.",
        "no_answer": "Nothing has been asked yet.",
        "unknown": "There is no command {}; /help lists them all.",
        "no_suggestion": "The last answer suggests no {}; /open {} opens a citation.",
        "lang": "Language of the answers: {}",
        "lang_bad": "Use /lang zh, /lang en or /lang auto.",
        "feedback_bad": "Use /feedback + or /feedback -, with a few words of yours if you like.",
        "thanks": "Noted, thank you.",
        "not_kept": "Not kept: this session keeps nothing (--no-history).",
        "auto": "as asked",
        "open_bad": "Use /open with an id, or with a number n for the last answer's quotation [n].",
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
    over: bool = field(default=False, init=False)

    @property
    def words(self) -> Mapping[str, str]:
        """Our words, in the language set, else the last answer's, else Chinese."""
        return WORDS[self.language or (self.last.language if self.last else Language.CHINESE)]

    async def say(self, line: str) -> str:
        """The text that answers `line`; a wrong command gets a sentence, never an exception."""
        line = line.strip()
        if not line:
            return ""
        if line.startswith("/"):
            name, _, rest = line.partition(" ")
            command = COMMANDS.get(name.lower())
            if command is None:
                return self.words["unknown"].format(name)
            try:
                return await command[1](self, rest.strip())
            except GongbaoError as error:
                return str(error)
        if line.isdecimal() and not self._picked(line):
            return self.words["no_suggestion"].format(line, line)
        return await self.ask(self._picked(line) or line)

    def _picked(self, line: str) -> str | None:
        """The question that a number chooses, where it is one of the last answer's."""
        suggestions = self.last.suggestions if self.last else ()
        if line.isdecimal() and 1 <= int(line) <= len(suggestions):
            return suggestions[int(line) - 1].question
        return None

    async def ask(self, question: str) -> str:
        """Ask, remember the answer, and render it."""
        self.last = await self.house.dialogue.ask(self.conversation, question, language=self.language)
        self.asked = question
        return render(self.last, self.style)


async def _help(session: Session, _: str) -> str:
    rows = [f"  {name:<11} {summary}" for name, (summary, _) in COMMANDS.items()]
    return "\n".join([session.words["help"], "", *rows])


async def _bulletins(session: Session, _: str) -> str:
    english = session.language is Language.ENGLISH
    return await session.ask("What bulletins are there?" if english else "有哪些公报？")


async def _open(session: Session, rest: str) -> str:
    quotes = session.last.quotes if session.last else ()
    number = rest.strip("[] ")
    if number.isdecimal() and 1 <= int(number) <= len(quotes):
        sentence = quotes[int(number) - 1].sentence
    elif not rest or number.isdecimal():
        return session.words["open_bad"]
    else:
        sentence = await find(session.house.catalogue, rest)
    language = session.language or (session.last.language if session.last else Language.CHINESE)
    return render_source(source_of(sentence), language, session.style)


async def _why(session: Session, _: str) -> str:
    return "\n".join(session.last.explanation) if session.last else session.words["no_answer"]


async def _lang(session: Session, rest: str) -> str:
    choices = {"zh": Language.CHINESE, "en": Language.ENGLISH, "auto": None}
    if rest.lower() not in choices:
        return session.words["lang_bad"]
    session.language = choices[rest.lower()]
    return session.words["lang"].format(session.language.value if session.language else session.words["auto"])


async def _feedback(session: Session, rest: str) -> str:
    verdict, _, comment = rest.partition(" ")
    good = {"+": True, "👍": True, "-": False, "👎": False}.get(verdict)
    if session.last is None:
        return session.words["no_answer"]
    if good is None:
        return session.words["feedback_bad"]
    if session.house.history is None:
        return session.words["not_kept"]
    await session.house.history.feedback(
        session.conversation, session.asked, session.last, good=good, comment=comment.strip()
    )
    return session.words["thanks"]


async def _quit(session: Session, _: str) -> str:
    session.over = True
    return ""


COMMANDS: dict[str, tuple[str, Command]] = {
    "/help": ("命令与用法 / what you can do", _help),
    "/bulletins": ("已收录的公报 / the bulletins", _bulletins),
    "/open": ("打开引文出处 / open a citation: /open 2, /open GB-…", _open),
    "/why": ("回答是怎样得来的 / how the answer came about", _why),
    "/lang": ("回答语言 / language: zh, en, auto", _lang),
    "/feedback": ("评价上一回答 / rate the answer: + or -", _feedback),
    "/quit": ("离开 / leave", _quit),
}
"""Name → (the line that /help shows, what it does)."""
