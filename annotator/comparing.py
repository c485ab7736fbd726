"""Measures of agreement by name: of the variables of a project, or of a table from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.agreement.encoding import encode
from annotator.agreement.figure import Figure
from annotator.agreement.measures import MEASURES, compute, params_of
from annotator.agreement.ratings import Ratings
from annotator.agreement.resampling import SEED, alpha_ci
from annotator.agreement.spans import Continua, Continuum
from annotator.agreement.variables import ratings_of_units
from annotator.errors import MissingColumnsError
from annotator.formats.ratings_table import read_ratings, read_spans
from annotator.model.units import Units
from annotator.store.registers import find_coder, find_variable, read_head
from annotator.store.store import Store
from annotator.store.units import read_units

HEADLINE = ("krippendorff_alpha", "percent_agreement")
SPANS_HEADLINE = ("u_alpha", "u_alpha_binary", "cu_alpha")

UNIT = (
    "The unit is a statement that the coders have done; its value is the set of all that a coder gave in it. "
    "Done with nothing is the empty set, “not applicable” is a value, “undecided” is missing."
)
ROW = "The unit is a row of the table; an empty cell is missing."
DOCUMENT = "Spans are compared within each document that two coders or more have finished."


@dataclass(frozen=True, slots=True)
class Asked:
    """Which measures (none means the usual ones), with which parameters, by name, as they were typed.

    With `interval` alpha gets its own; `seed` is for it and for whatever else is drawn.
    """

    measures: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    interval: bool = False
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of one variable, or of a whole table; `unit` says in words what was compared.

    `sizes` counts the values of each coder of a project; `problems` are rows of a table left out.
    """

    variable: str | None
    unit: str
    figures: tuple[Figure, ...]
    sizes: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def is_headline(self) -> bool:
        """Whether these are the usual two figures of ratings."""
        return tuple(figure.measure for figure in self.figures) == HEADLINE


def compare_project(
    store: Store, variable: str | None = None, coders: Sequence[str] | None = None, asked: Asked | None = None
) -> list[Compared]:
    """The variables in use or the one named, of all persons or of those named."""
    with store.one_moment():
        head = read_head(store)
        found = read_units(
            store,
            None if variable is None else [find_variable(head.codebook, variable)],
            None if coders is None else [find_coder(head.coders, name) for name in coders],
        )
    return [_compared(units, asked or Asked()) for units in found]


def compare_table(
    path: Path,
    *,
    scale: str = "nominal",
    lengths: Mapping[str, int] | None = None,
    coders: Sequence[str] | None = None,
    asked: Asked | None = None,
) -> Compared:
    """A table of spans where its columns say so, else one of ratings on that scale."""
    asked = asked or Asked()
    try:
        spans = read_spans(path, lengths=lengths)
    except MissingColumnsError:
        table = read_ratings(path, scale=scale)
        ratings = encode(table.rows, coders=table.coders, scale=scale, units=table.units)
        ratings = ratings if coders is None else ratings.of_coders(coders)
        return Compared(None, ROW, _figures(ratings, asked, {}), problems=table.problems)
    texts = Continua(
        tuple(
            Continuum.of(0, spans.lengths[document], rows, document) for document, rows in spans.spans.items()
        )
    )
    texts = texts if coders is None else texts.of_coders(coders)
    return Compared(None, DOCUMENT, _figures(texts, asked, {}), problems=spans.problems)


def _compared(units: Units, asked: Asked) -> Compared:
    names = {code.uid: code.name for code in units.variable.codes}
    names |= {coder.uid: coder.name for coder in units.coders}
    return Compared(
        units.variable.name,
        UNIT,
        _figures(ratings_of_units(units), asked, names),
        {coder.name: size for coder, size in zip(units.coders, units.sizes, strict=True)},
    )


def _figures(material: Ratings | Continua, asked: Asked, names: Mapping[str, str]) -> tuple[Figure, ...]:
    measures = asked.measures or (HEADLINE if isinstance(material, Ratings) else SPANS_HEADLINE)
    uids = {name: uid for uid, name in names.items()}
    given: dict[str, Any] = {"seed": asked.seed}  # each measure has its own parameters
    given |= {name: _parsed(value, uids) for name, value in asked.params.items()}
    known = {measure: params_of(measure) if measure in MEASURES else () for measure in measures}
    taken_by_none = given.keys() - {"seed"} - {name for params in known.values() for name in params}
    found = []
    for measure in measures:
        params = {name: value for name, value in given.items() if name in {*known[measure], *taken_by_none}}
        figure = compute(measure, material, **params)
        if asked.interval and measure == HEADLINE[0] and isinstance(material, Ratings):
            figure = figure.with_interval(alpha_ci(material, seed=asked.seed, **params).interval)
        named = {name: _named(value, names) for name, value in figure.params.items()}
        found.append(figure.named(figure.measure, named))
    return tuple(found)


def _parsed(value: str, uids: Mapping[str, str]) -> object:
    """A parameter as typed: a code or coder by name, else JSON, else text."""
    if value in uids:
        return uids[value]
    try:
        found: object = json.loads(value)
    except ValueError:
        return value
    if isinstance(found, list):
        return [uids.get(item, item) if isinstance(item, str) else item for item in found]
    return found


def _named(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, (tuple, list)):
        return [_named(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value
