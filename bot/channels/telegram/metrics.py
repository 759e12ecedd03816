"""Counters and times, for /status and the metrics endpoint; nothing about anybody."""

from __future__ import annotations

import time
from collections import Counter, deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTED = {
    "updates": "updates taken in",
    "duplicates": "updates that came twice",
    "unparsable": "updates that could not be parsed",
    "questions": "questions answered",
    "presses": "buttons pressed",
    "inline": "inline queries answered",
    "commands": "commands answered",
    "ignored": "updates that did not speak to us, or came too fast",
    "resumed": "updates answered after a restart",
    "doubtful": "answers sent again after a restart, which may have arrived before",
    "told_to_wait": "times that Telegram asked to wait",
    "network_errors": "calls that did not get through at first",
    "errors": "failures of ours",
}
"""Name → what it counts."""

STAGES = ("take", "wait", "make", "keep", "render", "send", "close")
"""What an update goes through: kept as it came; parsed, and behind the others of its chat; its answer made, kept, put
into Telegram's form, sent; marked as answered. Telegram's own time is in `send`."""

KEPT = 1024
"""Latest times that the percentiles are taken from."""


class Metrics:
    """Since the start of the process."""

    def __init__(self) -> None:
        self.started = time.time()
        self.alive = time.monotonic()
        self._counts: Counter[str] = Counter()
        self._times: deque[float] = deque(maxlen=KEPT)
        self._stages: dict[str, tuple[int, float]] = dict.fromkeys(STAGES, (0, 0.0))

    def count(self, name: str, by: int = 1) -> None:
        self._counts[name] += by

    def __getitem__(self, name: str) -> int:
        return self._counts[name]

    def took(self, seconds: float) -> None:
        """From an update's arrival to its answer's being sent."""
        self._times.append(seconds)

    def passed(self, stage: str, seconds: float) -> None:
        """An update spent so long in one of `STAGES`."""
        count, total = self._stages[stage]
        self._stages[stage] = count + 1, total + seconds

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """What happens inside is one of `STAGES`; what fails is not counted."""
        begun = time.perf_counter()
        yield
        self.passed(stage, time.perf_counter() - begun)

    def beat(self) -> None:
        """Telegram was reached just now."""
        self.alive = time.monotonic()

    @property
    def silence(self) -> float:
        """Seconds since Telegram was last reached."""
        return time.monotonic() - self.alive

    def percentile(self, share: float) -> float:
        """The time, in seconds, that this share of the latest answers stayed below; 0 before the first."""
        times = sorted(self._times)
        return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0

    def exposition(self) -> str:
        """In Prometheus' text format."""
        lines = []
        for name, help_ in COUNTED.items():
            full = f"gongbao_telegram_{name}_total"
            lines += [f"# HELP {full} {help_}", f"# TYPE {full} counter", f"{full} {self._counts[name]}"]
        full = "gongbao_telegram_answer_seconds"
        lines += [f"# HELP {full} from an update to its answer", f"# TYPE {full} summary"]
        lines += [f'{full}{{quantile="{share}"}} {self.percentile(share):.6f}' for share in (0.5, 0.95, 0.99)]
        lines += [f"{full}_count {self._counts['questions']}"]
        full = "gongbao_telegram_stage_seconds"
        lines += [f"# HELP {full} what an update spends its time on", f"# TYPE {full} summary"]
        for stage, (count, total) in self._stages.items():
            lines += [f'{full}_sum{{stage="{stage}"}} {total:.6f}', f'{full}_count{{stage="{stage}"}} {count}']
        full = "gongbao_telegram_silence_seconds"
        lines += [
            f"# HELP {full} since Telegram was last reached",
            f"# TYPE {full} gauge",
            f"{full} {self.silence:.1f}",
        ]
        return "\n".join(lines) + "\n"
