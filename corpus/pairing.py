"""Which headline goes to which body, given what each is worth to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMELESS: Final = -3.0
"""What a body without a headline weighs."""
_MANY: Final = 7
"""Headlines or bodies on one page beyond which the best pairing is sought pair by pair, not over all."""


def tied(worth: list[list[float]], heading: Sequence[float], least: float) -> tuple[float, dict[int, int]]:
    """The best pairing of bodies with headlines, and what it weighs, if that is more than `least`.

    `worth` has a row a body and in it a number a headline, `heading` what each headline weighs that no body has.
    """
    if len(heading) > _MANY or len(worth) > _MANY:
        return _greedy(worth, heading)
    if len(worth) <= len(heading) and worth:
        firsts = [row.index(max(row)) for row in worth]
        if len(set(firsts)) == len(firsts):  # each body's best is another one: nothing can be better
            score = sum([row[j] for row, j in zip(worth, firsts, strict=True)])
            rest = sum([weight for j, weight in enumerate(heading) if j not in firsts])
            return score + rest, dict(enumerate(firsts))
    return _over_all(worth, heading, least)


def _over_all(worth: list[list[float]], heading: Sequence[float], least: float) -> tuple[float, dict[int, int]]:
    """The best of all pairings, sought body by body: a beginning that cannot lead to a better end is left."""
    gains = [
        sorted([(NAMELESS, -1), *((value - heading[j], j) for j, value in enumerate(row))], reverse=True)
        for row in worth
    ]
    hope = [0.0]
    for row in reversed(gains):
        hope.append(hope[-1] + row[0][0])
    hope.reverse()
    best, pairs = least, dict[int, int]()
    taken: list[int] = []

    def seek(score: float) -> None:
        nonlocal best, pairs
        at = len(taken)
        if at == len(gains):
            best, pairs = score, {i: j for i, j in enumerate(taken) if j >= 0}
            return
        for gain, j in gains[at]:
            if score + gain + hope[at + 1] <= best:
                return
            if j < 0 or j not in taken:
                taken.append(j)
                seek(score + gain)
                taken.pop()

    seek(sum(heading))
    return best, pairs


def _greedy(worth: list[list[float]], heading: Sequence[float]) -> tuple[float, dict[int, int]]:
    ranked = sorted(((value, -i, -j) for i, row in enumerate(worth) for j, value in enumerate(row)), reverse=True)
    pairs: dict[int, int] = {}
    used: set[int] = set()
    score = 0.0
    for value, i, j in ranked:
        if -i not in pairs and -j not in used:
            pairs[-i] = -j
            used.add(-j)
            score += value
    score += NAMELESS * (len(worth) - len(pairs))
    return score + sum(heading[j] for j in range(len(heading)) if j not in used), pairs
