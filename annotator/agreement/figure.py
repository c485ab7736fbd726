"""What every measure gives back: a figure with its counts, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Undefined(StrEnum):
    """Why a measure has no value."""

    NO_PAIRABLE_VALUES = "no-pairable-values"
    NO_VARIATION = "no-variation"
    NO_VALUED_INTERSECTION = "no-valued-intersection"
    NO_SPANS = "no-spans"
    OVERLAP_WITHIN_CODER = "overlap-within-coder"
    INVALID_SPAN = "invalid-span"


@dataclass(frozen=True, slots=True)
class Interval:
    """The range in which a figure may lie, and all that is needed to compute it again.

    `method` is unit-resampling, pair-resampling or asymptotic. `skipped` counts the resamples
    without any variation, in which the measure has no value. `seed` is None when nothing was drawn.
    """

    low: float
    high: float
    level: float
    method: str
    resamples: int = 0
    skipped: int = 0
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One result: a value or the reason why it is undefined, never both, never NaN.

    `n_units` counts the units that entered (rated by two coders or more; for spans the documents),
    `n_coders` the coders with at least one rating, `n_pairable` the ratings in those units (for
    spans the characters), `n_single` the units left out because only one coder rated them.
    `place` names the span or coder behind an undefined result.
    """

    measure: str
    value: float | None
    undefined: Undefined | None = None
    n_units: int = 0
    n_coders: int = 0
    n_pairable: int = 0
    n_single: int = 0
    interval: Interval | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    coverage: float | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.undefined is None):
            message = "a figure has either a value or a reason for having none"
            raise ValueError(message)
        if self.value is not None and not float("-inf") < self.value < float("inf"):
            message = f"{self.measure} gave {self.value}: a case without variation was not caught"
            raise ValueError(message)

    def with_interval(self, interval: Interval | None) -> Figure:
        """The same figure with its interval beside it."""
        return replace(self, interval=interval)

    def at(self, place: str) -> Figure:
        """The same figure, pointing elsewhere for the reason why there is no value."""
        return replace(self, place=place)

    def named(self, measure: str, params: Mapping[str, object]) -> Figure:
        """The same figure under the name and parameters by which it was asked for."""
        return replace(self, measure=measure, params=dict(params))


ONE_UNIT = (
    "This rests on one unit. Its observed disagreement is at once the expected one, so that alpha is 0 "
    "whatever the coders answered; it says nothing before there are more units."
)


def is_of_one_unit(figure: Figure) -> bool:
    """Whether an alpha of ratings is 0 by construction, because only one unit was rated by two coders."""
    return figure.measure in _ALPHAS and figure.value is not None and figure.n_units == 1


_ALPHAS = frozenset(("krippendorff_alpha", "alpha_ci", "pairwise_krippendorff_alpha"))
