"""Write `pinyin.tsv` (words by their toneless pinyin) and `syllables.tsv` (characters by their toneless syllables).

`pinyin.tsv` has the glossary's words, those of questions, those of the field, and the commonest of jieba's
dictionary; each line is `cishan TAB 慈善 …`, the likeliest word first. `syllables.tsv` tells whether a
name in a text sounds like one that was typed in Latin letters. The readings are those of the package `pypinyin` (MIT).

    python -m retrieval.data.make_pinyin
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from retrieval import glossary, littlewords, text
from retrieval.data.make_english import counts
from retrieval.pinyin import PHRASES

FOLDER = Path(__file__).parent
COMMONEST = 14_000


def words() -> list[str]:
    """All words, the likeliest to be meant first."""
    common = counts()
    known = [word for word in common if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word)]
    commonest = sorted(known, key=lambda word: (-common[word], word))[:COMMONEST]
    light, stop = sorted(littlewords.light_words()), sorted(littlewords.stop_words())
    ordered = [*PHRASES, *glossary.by_chinese(), *light, *text.field_words(), *stop, *commonest]
    return list(dict.fromkeys(word for word in ordered if re.fullmatch(r"[\u4e00-\u9fff]+", word)))


def toneless(word: str) -> str:
    """Its syllables without tones, with v for ü."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - needed only to make the table

    return "".join(lazy_pinyin(word, style=Style.NORMAL, v_to_u=False))


def characters() -> dict[str, str]:
    """Syllable → the characters of GB 2312 that can be read so."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - the same

    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                character = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            for syllable in sorted(set(pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0])):
                found[syllable].append(character)
    return {syllable: "".join(found[syllable]) for syllable in sorted(found)}


if __name__ == "__main__":
    spelt: defaultdict[str, list[str]] = defaultdict(list)
    for each in words():
        spelt[toneless(each)].append(each)
    lines = [f"{key}\t{' '.join(spelt[key][:6])}\n" for key in sorted(spelt) if re.fullmatch("[a-z]+", key)]
    (FOLDER / "pinyin.tsv").write_text("".join(lines), encoding="utf-8")
    lines = [f"{syllable}\t{those}\n" for syllable, those in characters().items() if re.fullmatch("[a-z]+", syllable)]
    (FOLDER / "syllables.tsv").write_text("".join(lines), encoding="utf-8")
