"""Words of courtesy around a question: greetings and 请问 before it, thanks behind it.

They are taken off the ends before a question is read, so that what stands at its beginning and at its end is what asks,
and so that a question in pinyin stays one when somebody says please in English. What is nothing but courtesy stays.
"""

from __future__ import annotations

from corpus.patterns import lazy
from retrieval.text import normalise

_SOMEBODY = r"(?:你们?|您|大家|各位|老师|领导|同志|小助手|助手|机器人)"
_OPENING = lazy(
    rf"\W*(?:(?:{_SOMEBODY}好|早上好|上午好|中午好|下午好|晚上好|嗨|哈喽|在吗)[啊呀哈哦]?(?:[，,。!、~\s]+|(?=[请想我谁什怎]))"
    r"|(?:请问|请教|打扰)(?:一下)?|(?:我?想|我要)要?(?:知道|了解|问|咨询|请教)(?:一下|下)?"
    r"|(?:请|麻烦|劳驾)?[你您]?(?:能不能|能否|可否|可以)?告诉我(?:一下)?|(?:麻烦|劳驾)[你您]?"
    r"|(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there| all| everyone)?[,.!:]\s+"
    r"|(?:please|pls|kindly)\b|(?:i want|i would like|i'd like|i wish|i need) to know\b|may i ask\b"
    r"|(?:(?:can|could|would|will) you (?:please |kindly )?)?(?:tell me|let me know)\b(?! about| more))"
    r"[，,：:\s]*(?=.*\w)"
)
_CLOSING = lazy(
    r"[，,。.!~\s]*(?:(?:非常|多|太)?(?:谢谢|感谢|多谢)(?:你们?|您|大家|[了啦])*|(?:麻烦|辛苦|拜托)[你您]?[了啦]"
    r"|\b(?:please|pls|thx|(?:many )?thanks|thank you)(?: very much| a lot| so much| in advance)?)\W*$"
)
_NOTHING = lazy(
    r"\W*(?:好的?|嗯+|行|ok(?:ay)?|(?:我?知道|明白|懂|可以|没问题)了?|没有?了|不用了|再见|拜拜|bye|great|good|no)?\W*"
)
"""What says no more than the courtesy beside it."""


def bare(text: str) -> str:
    """The text without courtesies at its ends; as it is where it has nothing else."""
    folded = normalise(text)
    start = 0
    while opening := _OPENING.match(folded, start):
        start = opening.end()
    closing = _CLOSING.search(folded, start)
    end = closing.start() if closing else len(text)
    return text if _NOTHING.fullmatch(folded, start, end) else text[start:end]
