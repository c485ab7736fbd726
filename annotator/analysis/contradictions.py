"""The same actor saying opposite things of the same target, and when.

Opposite are codes that the codebook marks as each other's opposite: *sovereign equality* and
*domination*, *supports* and *opposes*. The codebook need say it for one of the two only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from annotator.model.actors import ActorId
from annotator.model.codebook import Codebook, CodeId
from annotator.model.positions import Position

_UNDATED = date.max


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One actor, one target (None: none was named), and what was said on both sides, each by date.

    `first` and `second` are the opposite codes, in the order of the codebook.
    """

    speaker_id: ActorId
    target_id: ActorId | None
    first: CodeId
    second: CodeId
    said_first: tuple[Position, ...]
    said_second: tuple[Position, ...]

    def in_turn(self) -> tuple[Position, ...]:
        """Both sides in the order of their dates, the undated last: when the actor changed sides."""
        return tuple(sorted((*self.said_first, *self.said_second), key=_when))


def find_contradictions(
    codebook: Codebook, positions: Iterable[Position], *, across_targets: bool = False
) -> list[Contradiction]:
    """Every actor, target and pair of opposites for which both sides were said, most often said first.

    Positions without a target are compared with one another only; with `across_targets` targets
    make no difference.
    """
    sides: dict[tuple[ActorId, ActorId | None, CodeId], list[Position]] = defaultdict(list)
    for position in positions:
        target = None if across_targets else position.target_id
        sides[position.speaker_id, target, position.code_id].append(position)
    found = [
        Contradiction(
            speaker, target, first, second, _by_date(said), _by_date(sides[speaker, target, second])
        )
        for first, second in _opposites(codebook)
        for (speaker, target, code), said in list(sides.items())
        if code == first and (speaker, target, second) in sides
    ]
    return sorted(found, key=_weight)


def _opposites(codebook: Codebook) -> list[tuple[CodeId, CodeId]]:
    """Each pair of opposites once, in the order of the codebook."""
    order = {code.id: place for place, code in enumerate(codebook.codes())}
    pairs = {
        tuple(sorted((code.id, code.opposite_id), key=order.__getitem__))
        for code in codebook.codes()
        if code.opposite_id in order and code.opposite_id != code.id
    }
    return sorted(((first, second) for first, second in pairs), key=lambda pair: order[pair[0]])


def _by_date(said: Iterable[Position]) -> tuple[Position, ...]:
    """In the order of dates; one annotation once, however many targets it has."""
    once = {position.annotation_id: position for position in said}
    return tuple(sorted(once.values(), key=_when))


def _when(position: Position) -> tuple[date, int]:
    return position.date.first_day() or _UNDATED, position.annotation_id


def _weight(found: Contradiction) -> tuple[int, int, int]:
    fewer, more = sorted((len(found.said_first), len(found.said_second)))
    return -fewer, -more, found.speaker_id
