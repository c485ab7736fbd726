"""Values that are sets of codes: distances between sets, and whether one code is in the set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.metrics import Metric, as_table, spread_in_blocks
from annotator.agreement.patterns import Floats, IntArray
from annotator.agreement.ratings import Ratings, Value, value_order
from annotator.errors import NotSetsError


def jaccard(shared: Floats, first: Floats, second: Floats) -> Floats:
    """1 - |A and B| / |A or B| from the sizes; two empty sets are equal."""
    together = first + second - shared
    return 1 - np.where(together == 0, 1.0, shared) / np.where(together == 0, 1.0, together)


def masi(shared: Floats, first: Floats, second: Floats) -> Floats:
    """1 - J M with M = 1 for equal sets, 2/3 if one holds the other, 1/3 if they overlap, 0 if disjoint.

    Source: Passonneau (2006). The exact thirds, not 0.67 and 0.33.
    """
    alike = 1 - jaccard(shared, first, second)
    monotonic = 1 - passonneau2004(shared, first, second)
    return np.asarray(1 - alike * monotonic)


def passonneau2004(shared: Floats, first: Floats, second: Floats) -> Floats:
    """0 for equal sets, 1/3 if one holds the other, 2/3 if they overlap otherwise, 1 if disjoint."""
    equal = (shared == first) & (shared == second)
    inside = (shared == first) | (shared == second)
    cases = [equal, inside, shared > 0]
    return np.select(cases, [np.float64(0), np.float64(1 / 3), np.float64(2 / 3)], 1.0)


SET_METRICS: dict[str, Callable[[Floats, Floats, Floats], Floats]] = {
    "jaccard": jaccard,
    "masi": masi,
    "passonneau2004": passonneau2004,
}


@dataclass(frozen=True, slots=True, eq=False)
class SetDistance:
    """A distance that follows from how many codes two sets have and share.

    `members`: one row per set, one column per code.
    """

    members: NDArray[np.float32]
    formula: Callable[[Floats, Floats, Floats], Floats]

    def between(self, first: IntArray, second: IntArray) -> Floats:
        """The distance of sets by their places, element by element."""
        one, other = self.members[first], self.members[second]
        return self._distance((one * other).sum(axis=-1), one.sum(axis=-1), other.sum(axis=-1))

    def rows(self, places: IntArray) -> Floats:
        """The distances of these sets to all sets."""
        sizes = self.members.sum(axis=-1)
        return self._distance(self.members[places] @ self.members.T, sizes[places, np.newaxis], sizes)

    def spread(self, histograms: Floats) -> Floats:
        """Block by block, for many different sets."""
        return spread_in_blocks(self, histograms)

    def _distance(self, *sizes: NDArray[np.float32]) -> Floats:
        shared, first, second = (part.astype(np.float64) for part in sizes)
        return self.formula(shared, first, second)


def set_metric(values: Sequence[Value], metric: str) -> Metric:
    """The distance named `metric` between the sets in `values`. Raises NotSetsError."""
    sets = []
    for value in values:
        if not isinstance(value, frozenset):
            raise NotSetsError(value=repr(value), metric=metric)
        sets.append(value)
    place = {code: at for at, code in enumerate(codes_in(values))}
    members = np.zeros((len(sets), len(place)), dtype=np.float32)
    for row, value in zip(members, sets, strict=True):
        row[[place[code] for code in value]] = 1
    return as_table(SetDistance(members, SET_METRICS[metric]), len(sets))


def codes_in(values: Sequence[Value]) -> list[Value]:
    """All codes that occur in any set, sorted."""
    found: set[Value] = set()
    for value in values:
        if isinstance(value, frozenset):
            found |= value
    return sorted(found, key=value_order)


def presence(ratings: Ratings, label: Value) -> Ratings:
    """The two-valued ratings "is `label` in the set"; gaps stay gaps, a code nobody used is in no set."""
    places = [int(isinstance(value, frozenset) and label in value) for value in ratings.values]
    return ratings.recoded(places, (False, True))
