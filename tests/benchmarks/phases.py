"""One run of `gongbao`, taken apart: what each phase takes by itself, as JSON on standard error.

A phase has two figures, in seconds: by the clock, and of the processor's time, which a busy machine does not stretch.

    python tests/benchmarks/phases.py ask --db catalogue.sqlite3 上海的慈善措施有哪些？

`PHASES` names the functions at which a phase begins and ends; what one calls of another is the other's, and what is
imported anywhere is `imports`. cold.py runs this several times and prints the medians.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

STARTED = "GONGBAO_STARTED"
"""The variable in which who starts the process puts the time of it (`time.monotonic`, the same for all processes)."""

PHASES = {
    "open the catalogue": ("corpus.store:Catalogue.open",),
    "understand": ("bot.dialogue:understand", "bot.dialogue:with_places"),
    "list what there is": ("bot.dialogue:Dialogue._holdings",),
    "open the index": ("bot.library:Library._current",),
    "load the dictionary": ("retrieval.text:segmenter",),
    "search": ("retrieval.search:Searcher.passages",),
    "load articles": ("bot.library:Library.load",),
    "choose sentences": ("retrieval.search:Searcher.sentences",),
    "read articles": ("bot.dialogue:Reading",),
    "build": ("bot.dialogue:build_answer",),
    "print": ("bot.commands.ask:render",),
}
"""Phase → the functions (module:name) that are it, as they are called: `Reading` where the dialogue calls it."""
ELSE = "the rest: argparse, the event loop, closing"

_spent: dict[str, tuple[float, float]] = {}
_open: list[str] = []
_since = (0.0, 0.0)


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _turn_to(phase: str | None) -> None:
    """Put the time since the last turn down to the phase that was open; open another (None: close it)."""
    global _since  # noqa: PLW0603 - a clock has one hand
    now = _now()
    name = _open[-1] if _open else ELSE
    clock, processor = _spent.get(name, (0.0, 0.0))
    _spent[name] = clock + now[0] - _since[0], processor + now[1] - _since[1]
    _since = now
    if phase is None:
        _open.pop()
    else:
        _open.append(phase)


def _timed(phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(function):

        async def waited(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
            _turn_to(phase)
            try:
                return await function(*arguments, **named)
            finally:
                _turn_to(None)

        return waited

    @functools.wraps(function)
    def called(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - the same
        _turn_to(phase)
        try:
            return function(*arguments, **named)
        finally:
            _turn_to(None)

    return called


def _wrap(pending: dict[str, str]) -> None:
    """Wrap the functions whose modules are there by now."""
    for target, phase in list(pending.items()):
        module, _, path = target.partition(":")
        *owners, name = path.split(".")
        owner: Any = sys.modules.get(module)
        for each in owners:
            owner = getattr(owner, each, None)
        if owner is None or name not in vars(owner):
            continue
        held = vars(owner)[name]
        inner = held.__func__ if isinstance(held, classmethod) else held
        wrapped = _timed(phase, inner)
        setattr(owner, name, classmethod(wrapped) if isinstance(held, classmethod) else wrapped)
        del pending[target]


def main() -> int:
    """Run the command; what was spent goes to standard error, also when the command fails."""
    global _since  # noqa: PLW0603 - the same
    _since = _now()
    started = float(os.environ.get(STARTED, time.monotonic()))
    _spent["interpreter"] = max(0.0, time.monotonic() - started), _since[1]
    pending = {target: phase for phase, targets in PHASES.items() for target in targets}
    plain_import = builtins.__import__

    def importing(name: str, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - a module
        if name in sys.modules:
            return plain_import(name, *arguments, **named)
        _turn_to("imports")
        try:
            return plain_import(name, *arguments, **named)
        finally:
            _turn_to(None)
            if pending and "imports" not in _open:
                _wrap(pending)

    builtins.__import__ = importing
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import bot.cli  # noqa: PLC0415 - what is measured
    import bot.commands.ask  # noqa: PLC0415 - the same

    status = bot.cli.main()
    _turn_to(ELSE)
    print(json.dumps({"spent": _spent, "ended": time.monotonic()}), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
