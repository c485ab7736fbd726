"""All figures of one variable of a project, from its units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alpha import (
    krippendorff_alpha,
    krippendorff_alpha_category,
    label_presence_alpha,
)
from annotator.agreement.code_table import CodeTable, code_table
from annotator.agreement.disagreements import Disagreement, disagreements
from annotator.agreement.figure import Figure
from annotator.agreement.pairs import CoderMatrix, coder_matrix
from annotator.agreement.percent import percent_agreement, specific_agreement
from annotator.agreement.ratings import MISSING, Ratings, Scale, Value, value_order
from annotator.agreement.resampling import SEED, Resampling, percentiles, resampled_alphas
from annotator.agreement.sets import codes_in, presence
from annotator.agreement.units import pairable
from annotator.model.codebook import VariableKind
from annotator.model.units import Units
from annotator.progress import Progress, silent

MINIMUM = 0.8
"""Where Krippendorff (2004) puts the bar; anybody may choose another."""


@dataclass(frozen=True, slots=True)
class VariableFigures:
    """What is said first about a variable.

    `sizes`: how many statements each coder has an answer for. `n_missing`: answers that are missing in
    the statements compared. `is_drawn`: whether an interval was looked for; there may be none. `below`: the
    share of resamples in which alpha lies below `minimum`.
    """

    units: Units
    alpha: Figure
    percent: Figure
    n_missing: int
    is_drawn: bool = False
    below: float | None = None
    minimum: float = MINIMUM

    @property
    def sizes(self) -> tuple[int, ...]:
        """Per coder, in the order of the coders."""
        return self.units.sizes


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One code: alpha of *given or not*, specific agreement, and in how many compared statements each coder gave it."""

    code: Value
    alpha: Figure
    specific: Figure
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VariableDetails:
    """What is behind the first figures. Coders go by their uid; units are places in `statement_ids`."""

    codes: tuple[CodeFigures, ...]
    matrix: CoderMatrix
    table: CodeTable
    tables: dict[tuple[str, str], CodeTable]
    disagreements: tuple[Disagreement, ...]


def ratings_of_units(units: Units) -> Ratings:
    """The units as ratings: nominal where every answer is a single one, else sets; coders by their uid.

    Single numbers keep their distances. The codes of the codebook that are still offered are declared,
    in their order, before those that only occur.
    """
    cells = np.array(units.places, dtype=np.int32).reshape(len(units.statement_ids), len(units.coders))
    used = np.unique(cells[cells >= 0])
    answers = [units.sets[at] for at in used]
    if any(len(answer) != 1 for answer in answers):
        values: list[Value] = sorted(answers, key=value_order)
        return _placed(units, cells, dict(zip(used.tolist(), answers, strict=True)), values, Scale.SET)
    singles: dict[int, Value] = {
        at: next(iter(answer)) for at, answer in zip(used.tolist(), answers, strict=True)
    }
    numbers = _numbers(singles) if units.variable.kind is VariableKind.NUMBER else None
    if numbers is not None:
        return _placed(units, cells, numbers, sorted(set(numbers.values()), key=value_order), Scale.INTERVAL)
    declared: list[Value] = [code.uid for code in units.variable.codes if not code.retired]
    others = sorted(set(singles.values()) - set(declared), key=value_order)
    return _placed(units, cells, singles, [*declared, *others], Scale.NOMINAL)


def figures_of(units: Units) -> VariableFigures:
    """Alpha (nominal for single answers, else MASI) and percent agreement."""
    ratings = ratings_of_units(units)
    alpha = krippendorff_alpha(ratings)
    compared = pairable(ratings)
    missing = int((compared.counts * (ratings.n_coders - compared.sizes)).sum())
    return VariableFigures(units, alpha, percent_agreement(ratings), missing)


def with_interval(
    figures: VariableFigures,
    *,
    seed: int = SEED,
    level: float = 0.95,
    minimum: float = MINIMUM,
    progress: Progress = silent,
) -> VariableFigures:
    """The same figures, alpha with the interval of resampled statements, and how often it fails `minimum`.

    From one statement there is nothing to draw, and no interval.
    """
    alpha = figures.alpha
    if alpha.value is None or alpha.n_units < 2:
        return replace(figures, is_drawn=True, minimum=minimum)
    drawing = Resampling(seed=seed, progress=progress)
    found = resampled_alphas(ratings_of_units(figures.units), None, None, drawing)
    kept = found[~np.isnan(found)]
    return replace(
        figures,
        alpha=alpha.with_interval(percentiles(found, level, drawing)),
        is_drawn=True,
        below=float((kept < minimum).mean()) if len(kept) else None,
        minimum=minimum,
    )


def details_of(units: Units) -> VariableDetails:
    """Everything behind the first figures of a variable."""
    ratings = ratings_of_units(units)
    return VariableDetails(
        codes=tuple(_code_figures(ratings)),
        matrix=coder_matrix(ratings),
        table=code_table(ratings),
        tables={pair: code_table(ratings, pair) for pair in combinations(ratings.coders, 2)},
        disagreements=tuple(disagreements(ratings)),
    )


def _code_figures(ratings: Ratings) -> list[CodeFigures]:
    """Codes that somebody gave in a compared statement, in the order of the values."""
    sets = ratings.scale is Scale.SET
    codes = codes_in(ratings.values) if sets else ratings.values
    found = []
    for code in codes:
        alone = presence(ratings, code) if sets else ratings.split_by(code)
        given = pairable(alone)
        counts = (given.counts[:, np.newaxis] * (given.patterns == 1)).sum(axis=0)
        if counts.any():
            alpha = (label_presence_alpha if sets else krippendorff_alpha_category)(ratings, code)
            specific = specific_agreement(alone, category=True)
            specific = specific.named("specific_agreement", {"category": code})
            found.append(CodeFigures(code, alpha, specific, tuple(counts.tolist())))
    return found


def _placed(
    units: Units, cells: NDArray[np.int32], answers: dict[int, Value], values: list[Value], scale: Scale
) -> Ratings:
    """Ratings whose values are `answers`, known in `cells` by their place."""
    there = {value: at for at, value in enumerate(values)}
    table = np.full(len(units.sets) + 1, MISSING, dtype=np.int32)
    for at, answer in answers.items():
        table[at] = there[answer]
    return Ratings.of_codes(
        table[cells],
        values,
        coders=[coder.uid for coder in units.coders],
        scale=scale,
        is_declared=scale is Scale.NOMINAL,
        units=units.statement_ids,
    )


def _numbers(singles: dict[int, Value]) -> dict[int, Value] | None:
    """The answers as numbers; None when one of them is none, like *not applicable*."""
    try:
        numbers = {at: float(str(answer)) for at, answer in singles.items()}
    except ValueError:
        return None
    return {**numbers} if np.isfinite(list(numbers.values())).all() else None
