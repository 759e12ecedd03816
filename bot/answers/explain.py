"""Why an answer is what it is: how the question was read, what was found, and the check of every quotation.

Only answers that went through `bot.answers.checked` are explained, and that lets no quotation pass unchecked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, overload

from bot.answers.compare import place_name
from bot.answers.model import Language, Prose
from bot.answers.score import told
from bot.answers.wording import say
from retrieval.glossary import by_chinese, longest_at
from retrieval.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answers.builder import Evidence
    from bot.answers.matching import Concept
    from bot.answers.model import Answer
    from retrieval.question import Question

HITS = 3
"""How many of the search's sentences are explained."""
TERMS = 6
"""How many of the glossary's words are read to somebody who asks in English."""

PLACE_ENDINGS = frozenset("县市区镇乡村州旗")
"""What makes a word the beginning of a place's name: 公安县."""


@cache
def _read_out() -> dict[str, str]:
    """Each word of the glossary that says the whole of its concept, with the concept's English."""
    entries = ((word, entry) for word, entry in by_chinese().items() if word not in entry.narrower)
    return {word: entry.english[0] for word, entry in entries if entry.english and len(word) > 1}


class Explained(Sequence[str]):
    """What `/why` shows, line by line; worked out when somebody asks, since it takes as long as the answer."""

    def __init__(self, evidence: Evidence, answer: Answer) -> None:
        self._of = evidence, answer

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return explain(*self._of)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self._lines[at]


WORDS = {
    Language.CHINESE: {
        "kinds": "问的是：{}",
        "places": "地方：{}",
        "dates": "时间：{}",
        "topics": "须谈到：{}",
        "words": "还参考：{}",
        "read": "通读文章：{} 篇",
        "read_near": "检索全部公报后细读文章：{} 篇",
        "builder": "作答方式：{}",
        "evidence": "依据的分量：{:.2f}，够 {:.2f} 才作答",
        "hits": "得分最高的句子：",
        "checked": "引文 {}（共 {} 句）已从原页重新取出核对，除注明的校正外逐字相符。",
        "no_quotes": "没有引用任何句子。",
        "and": "；",
    },
    Language.ENGLISH: {
        "kinds": "Asked for: {}",
        "places": "Places: {}",
        "dates": "Dates: {}",
        "topics": "Must be spoken of: {}",
        "words": "Also weighed: {}",
        "read": "Articles read: {}",
        "read_near": "Articles read, out of a search of all: {}",
        "builder": "Answered as: {}",
        "evidence": "Evidence: {:.2f}, of which an answer needs {:.2f}",
        "hits": "Sentences with the highest scores:",
        "checked": "Quotations {} (sentences: {}): cut from the page again, the same but for repairs told.",
        "no_quotes": "No sentence is quoted.",
        "and": "; ",
    },
}

BUILDERS = {
    "measures": "措施清单", "who": "人物", "when": "时间", "where": "地点", "how_many": "数字", "what_is": "名词",
    "which_document": "文件", "compare": "比较", "which_places": "哪些地方", "overview": "要点",
    "bulletins": "公报目录", "greeting": "问候", "help": "帮助", "topic": "某一话题", "aspects": "某一方面",
    "which_articles": "哪些文章", "best": "最相近的句子", "not_found": "未找到", "clarify": "反问",
}  # fmt: skip
"""What the kinds of question and the builders of answers are called in Chinese."""


def explain(evidence: Evidence, answer: Answer) -> tuple[str, ...]:
    """The lines, worked out now, in the answer's language; one that belongs to the line above is indented."""
    question, language = evidence.question, answer.language
    words = WORDS[language]
    asked = {
        "kinds": [_called(kind, language) for kind in question.kinds],
        "places": [place_name(place, language) for place in question.places],
        "dates": [date.text for date in question.dates],
        "topics": [_forms(concept) for concept in evidence.concepts if concept.strong],
        "words": [_forms(concept) for concept in evidence.concepts if not concept.strong],
    }
    lines = [words[name].format(words["and"].join(values)) for name, values in asked.items() if values]
    lines.append(words["read_near" if evidence.wide else "read"].format(len(evidence.readings)))
    lines.append(words["builder"].format("; ".join(_called(name, language) for name in answer.builder.split("+"))))
    if evidence.wide:
        lines += [words["evidence"].format(evidence.weight, evidence.least), words["hits"]]
        hits = ((hit.sentence.id, hit.explain()) for hit in evidence.hits[:HITS])
        lines += [f"  {line}" for line in told(hits, language)]
    numbers = [quote.number for quote in answer.quotes]
    if not numbers:
        return (*lines, words["no_quotes"])
    shown = f"[{numbers[0]}]" + (f"–[{numbers[-1]}]" if numbers[-1] > numbers[0] else "")
    return (*lines, words["checked"].format(shown, len(numbers)))


def _called(name: str, language: Language) -> str:
    return f"{BUILDERS.get(name, name)}（{name}）" if language is Language.CHINESE else name.replace("_", " ")


def _forms(concept: Concept) -> str:
    """A word as it was typed, and the other forms that count as well."""
    typed = normalise(concept.typed)
    return " = ".join((concept.typed, *(form for form in concept.forms[:5] if form != typed)))


def _terms_in(text: str) -> Iterator[str]:
    """The glossary's words that stand in a folded text, the longest at each place, and part of no place's name."""
    at = 0
    while at < len(text):
        word = longest_at(text, at)
        if word is None:
            at += 1
            continue
        if word in _read_out() and text[at + len(word) : at + len(word) + 1] not in PLACE_ENDINGS:
            yield word
        at += len(word)


def glossed(evidence: Evidence, answer: Answer) -> Answer:
    """The answer to an English question with what the glossary calls the terms of its quotations, said at its end."""
    if evidence.language is not Language.ENGLISH or not answer.quotes:
        return answer
    texts = [normalise(quote.text) for quote in answer.quotes]
    asked = {form for concept in evidence.concepts for form in concept.forms}
    stood: dict[str, None] = {}
    for text in texts:
        stood |= dict.fromkeys(_terms_in(text))
    kept = [word for word in stood if word not in asked and not any(word in other for other in stood if other != word)]
    chosen = sorted(kept, key=len, reverse=True)[:TERMS]
    if not chosen:
        return answer
    terms = "; ".join(f"{word} = {_read_out()[word]}" for word in kept if word in chosen)
    return replace(answer, parts=(*answer.parts, Prose(say("glossary", evidence.language, terms=terms))))


def searched(question: Question, answer: Answer) -> tuple[str, ...]:
    """The words that were read as others, as far as that bears on the answer: `低保 = 最低生活保障`.

    Of an answer with quotations, those whose other forms stand there while the one asked for does not; of one without,
    those that have to be there. A forgiven error and a word spelt in letters are told in any case.
    """
    text = normalise("".join(quote.text for quote in answer.quotes))
    joint = say("and", answer.language)
    notes = []
    for concept in question.concepts:
        others = [form for form in concept.told if not text or form in text]
        others = [form for form in others if not any(other in form for other in others if other != form)]
        guessed = any(term.source in {"typo", "pinyin"} for term in concept.terms)
        if concept.either or not (others or (guessed and concept.told)) or normalise(concept.typed) in text:
            continue
        if text or concept.required or guessed:
            notes.append(f"{concept.typed} = {joint.join((others or list(concept.told))[:3])}")
    return tuple(notes)
