"""`gongbao eval retrieval`: how often does the ranking find the passage and the sentence that answer?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.evaluation import evaluate, load, table

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `gongbao eval` takes."""
    parser.epilog = (
        "passages: one JSON object a line with pid, doc and text; the passages of one doc are one notice, in order. "
        "queries: qid, q, gold (ids of the passages that answer) and answers (the answer's words, any of them)."
    )
    parser.add_argument("what", choices=["retrieval"], help="what to measure / 评测对象")
    parser.add_argument("--passages", type=Path, required=True, metavar="FILE", help="passages.jsonl / 段落文件")
    parser.add_argument("--queries", type=Path, required=True, metavar="FILE", help="questions.jsonl / 问题文件")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table / 输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; what is being done is told on a terminal's standard error."""
    held = load(arguments.passages, arguments.queries)
    rows = evaluate(held, tell=_tell if sys.stderr.isatty() else lambda _: None)
    if sys.stderr.isatty():
        _tell("")
    if arguments.json:
        systems = {name: {measure: figure._asdict() for measure, figure in row.items()} for name, row in rows.items()}
        print(json.dumps({"passages": len(held.passages), "questions": len(held.questions), "systems": systems}))
        return 0
    print(f"{len(held.passages):,} passages, {len(held.questions):,} questions; per cent, with 95 % intervals\n")
    print(table(rows))
    return 0


def _tell(doing: str) -> None:
    print(f"\r\x1b[K{doing}", end="", file=sys.stderr, flush=True)
