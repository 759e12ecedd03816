"""A score told line by line."""

from bot.answers.model import Language
from bot.answers.score import told
from retrieval.index.model import Explanation


def term(name: str, tf: float) -> Explanation:
    length = Explanation("norm = k1 (1 - b + b dl / avgdl)", 0.9, (Explanation("k1", 0.6), Explanation("b", 0.4)))
    share = (Explanation("tf, times in the document", tf), length)
    idf = Explanation("idf = log((N + 1) / df)", 2.0, (Explanation("N, documents", 7), Explanation("df, with it", 1)))
    return Explanation(name, 3.0 * tf, (Explanation("weight", 1), idf, Explanation("(k1 + 1) tf / …", 1.5, share)))


PASSAGE = Explanation(
    "passage GB-1-a1#1-2",
    12.0,
    (
        Explanation("score", 12.0, (term("words:救助", 1), term("bigrams:救助", 2), term("words:养老", 3))),
        Explanation("said in other words", 0.0, (Explanation("weight", 0.6), Explanation("sum of idf", 0.0))),
    ),
)
FOUND = Explanation("has a number", 1.5, (Explanation("weight", 1.5), Explanation("found", 1.0)))
SCORES = [
    ("GB-1-a1-s1", Explanation("sentence", 5.0, (FOUND, PASSAGE))),
    ("GB-1-a1-s2", Explanation("sentence", 4.0, (PASSAGE,))),
]


def test_what_all_terms_share_is_told_once_and_their_own_beside_them() -> None:
    lines = list(told(SCORES, Language.ENGLISH))
    shared = [line.strip() for line in lines if "N 7" in line]
    assert shared == ["score = 12 (weight 1, idf 2, df 1, norm 0.9, k1 0.6, b 0.4, N 7)"]
    assert [line.strip() for line in lines if "tf" in line and "养老" in line] == ["养老 = 9 (tf 3)"]
    assert sum(line.strip() == "words" for line in lines) == 1


def test_a_passage_that_two_sentences_share_is_explained_with_the_first() -> None:
    lines = list(told(SCORES, Language.ENGLISH))
    assert lines[-1] == "  passage GB-1-a1#1-2 = 12 (see above)"
    assert sum("养老" in line for line in lines) == 1


def test_a_part_that_adds_nothing_is_not_told() -> None:
    assert not [line for line in told(SCORES, Language.ENGLISH) if "other words" in line]


def test_in_chinese_the_parts_have_chinese_names_and_the_formula_its_own() -> None:
    text = "\n".join(told(SCORES, Language.CHINESE))
    assert "有数字 = 1.5 (权重 1.5 · 所得 1)" in text
    assert "idf = log((N + 1) / df)" in text
