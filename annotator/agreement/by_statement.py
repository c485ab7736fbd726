"""How far coders agree on each statement, over all variables: what is to be settled first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.alpha import default_metric, metric_of
from annotator.agreement.units import spreads
from annotator.agreement.variables import ratings_of_units
from annotator.model.codebook import VariableId
from annotator.model.corpus import StatementId
from annotator.model.units import Units


@dataclass(frozen=True, slots=True)
class StatementAgreement:
    """`agreement`: 1 where all answers are equal, 0 where no two share a code. `apart`: variables that differ."""

    statement_id: StatementId
    agreement: float
    apart: tuple[VariableId, ...]


def agreement_by_statement(units: Sequence[Units]) -> list[StatementAgreement]:
    """Every statement that two coders or more have done, the lowest agreement first, else in their order.

    Per variable 1 minus the mean distance of its pairs of answers (nominal, MASI for sets; numbers are
    equal or not), then the mean over the variables that two coders answered. All units hold the same
    statements in the same order.
    """
    if not units:
        return []
    statement_ids = units[0].statement_ids
    total, compared = np.zeros(len(statement_ids)), np.zeros(len(statement_ids))
    apart: list[list[VariableId]] = [[] for _ in statement_ids]
    for found in units:
        ratings = ratings_of_units(found)
        assert ratings.pattern_of_unit is not None
        metric = default_metric(ratings)
        distances = metric_of(ratings, "nominal" if metric == "interval" else metric)
        sizes = ratings.sizes
        mean = spreads(ratings.patterns, distances) / np.maximum(sizes * (sizes - 1), 1)
        of_unit = mean[ratings.pattern_of_unit]
        total += of_unit
        compared += (sizes >= 2)[ratings.pattern_of_unit]
        for at in np.flatnonzero(of_unit > 0):
            apart[at].append(found.variable.id)
    agreement = 1 - total / np.maximum(compared, 1)
    order = [int(at) for at in np.argsort(agreement, kind="stable") if compared[at]]
    return [StatementAgreement(statement_ids[at], float(agreement[at]), tuple(apart[at])) for at in order]
