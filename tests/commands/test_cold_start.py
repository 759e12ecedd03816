"""One question at the shell is answered fast because little is imported; time itself is measured in the benchmarks."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = frozenset(
    "numpy pydantic pydantic_settings jieba rank_bm25 prompt_toolkit telegram httpx rapidfuzz platformdirs".split()
)
ASK = """
import sys
from bot.cli import main
status = main(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


def modules_of(*arguments: str) -> set[str]:
    """What a process has imported by the time it has answered."""
    done = subprocess.run([sys.executable, "-c", ASK, *arguments], capture_output=True, text=True, check=True)
    status, *modules = done.stderr.splitlines()[-1].split()
    assert status == "0"
    return set(modules)


@pytest.mark.parametrize(
    "question", ["上海的慈善措施有哪些？", "谁出席了河南的会议？", "What are Shanghai's charity measures?"]
)
def test_a_plain_answer_imports_nothing_heavy(tmp_path: Path, question: str) -> None:
    database = str(tmp_path / "catalogue.sqlite3")
    assert HEAVY & modules_of("ask", "--db", database, "你好") == {"numpy"}  # pages are read into a new catalogue
    assert not HEAVY & modules_of("ask", "--db", database, question)


def test_a_chinese_question_loads_neither_english_nor_a_dictionary_nor_the_search(tmp_path: Path) -> None:
    database = str(tmp_path / "catalogue.sqlite3")
    modules_of("ask", "--db", database, "你好")  # a new catalogue is filled, which takes more
    modules = modules_of("ask", "--db", database, "上海的慈善措施有哪些？")
    assert not modules & {"rjieba", "retrieval.search", "retrieval.latin", "retrieval.english", "retrieval.spelling"}
