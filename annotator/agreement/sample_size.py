"""How many statements a test of reliability needs."""

from __future__ import annotations

from math import ceil
from statistics import NormalDist

from annotator.errors import WrongParameterError


def required_units(minimum: float, share: float, *, significance: float = 0.05) -> int:
    """Statements that all coders have to code, so that alpha can be told to lie above `minimum`.

    z^2 [(1 + a)(3 - a) / (4 (1 - a) p (1 - p)) - a], a = `minimum`, p = `share` of the rarest code, z one-sided.
    For q codes that are equally frequent p = 1/q. Raises WrongParameterError.
    Source: Krippendorff (2019), Content Analysis, 4th ed., after Bloch and Kraemer (1989), equation 3.7.
    """
    return ceil(_needed(minimum, share, significance))


def required_answers(minimum: float, share: float, *, coders: int = 2, significance: float = 0.05) -> int:
    """The same counted in answers of all coders together, as the published table has it."""
    return ceil(coders * _needed(minimum, share, significance))


def _needed(minimum: float, share: float, significance: float) -> float:
    for name, value in (("minimum", minimum), ("share", share), ("significance", significance)):
        if not 0 < value < 1:
            raise WrongParameterError(
                measure="required_units", parameter=name, value=value, known="numbers between 0 and 1"
            )
    z = NormalDist().inv_cdf(1 - significance)
    spread = 4 * (1 - minimum) * share * (1 - share)
    return z**2 * ((1 + minimum) * (3 - minimum) / spread - minimum)
