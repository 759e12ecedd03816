"""Counters and times, for /status and the metrics endpoint; nothing about anybody."""

from __future__ import annotations

import time
from collections import Counter, deque

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

KEPT = 1024
"""Latest times that the percentiles are taken from."""


class Metrics:
    """Since the start of the process."""

    def __init__(self) -> None:
        self.started = time.time()
        self.alive = time.monotonic()
        self._counts: Counter[str] = Counter()
        self._times: deque[float] = deque(maxlen=KEPT)

    def count(self, name: str, by: int = 1) -> None:
        self._counts[name] += by

    def __getitem__(self, name: str) -> int:
        return self._counts[name]

    def took(self, seconds: float) -> None:
        """From an update's arrival to its answer's being sent."""
        self._times.append(seconds)

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
        full = "gongbao_telegram_silence_seconds"
        lines += [
            f"# HELP {full} since Telegram was last reached",
            f"# TYPE {full} gauge",
            f"{full} {self.silence:.1f}",
        ]
        return "\n".join(lines) + "\n"
