"""Measures by name, with parameters as they were typed: what the command line, scripts and window ask for."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from annotator.agreement.figure import Figure
from annotator.agreement.measures import MEASURES, RATINGS_MEASURES, compute, expected_material, params_of
from annotator.agreement.ratings import Ratings
from annotator.agreement.resampling import SEED, alpha_ci, resampled_interval
from annotator.agreement.sets import codes_in
from annotator.agreement.spans import Continua
from annotator.errors import NoSuchCategoryError

EACH = "*"
"""A label that stands for each in turn."""

NOTHING = "nothing"
"""What an empty set of codes is called."""

HEADLINE = ("krippendorff_alpha", "percent_agreement")
SPANS_HEADLINE = ("u_alpha", "u_alpha_binary", "cu_alpha", "char_alpha_set", "mean_pairwise_span_f1")
_SPANS_DEFAULTS = {"mean_pairwise_span_f1": {"match": "overlap"}}

_WITHOUT_INTERVAL = frozenset(
    (
        *("alpha_ci", "alpha_q", "cohen_kappa_se", "cohen_kappa_ci"),
        *("alpha_observed_disagreement", "alpha_expected_disagreement"),
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which measures (none means the usual ones), with which parameters, by name, as they were typed.

    With `interval` every coefficient of ratings gets one; `seed` is for it and for whatever else is drawn.
    """

    measures: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    interval: bool = False
    seed: int = SEED

    @property
    def needs_texts(self) -> bool:
        """Whether a measure is asked for that compares marked stretches."""
        return any(name in MEASURES and name not in RATINGS_MEASURES for name in self.measures)


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to compute from. `clusters`: the document of every unit, where documents are drawn.

    `names`: what uids of codes and coders are called.
    """

    ratings: Ratings | None = None
    texts: Continua | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    clusters: Sequence[Hashable] | None = None


def figures_asked(material: Material, asked: Asked) -> tuple[Figure, ...]:
    """The figures in their order, named as people name things. Raises what the measures raise."""
    usual = SPANS_HEADLINE if material.ratings is None else HEADLINE
    measures = asked.measures or usual
    uids = {name: uid for uid, name in material.names.items()}
    given: dict[str, Any] = {name: _parsed(value, uids) for name, value in asked.params.items()}
    try:
        return tuple(_figures(measures, given, material, asked))
    except NoSuchCategoryError as error:
        category = _name(error.values["category"], material.names)
        values = () if material.ratings is None else material.ratings.values
        known = ", ".join(str(_name(value, material.names)) for value in values)
        raise NoSuchCategoryError(category=category, known=known) from None


def _figures(
    measures: Sequence[str], given: Mapping[str, Any], material: Material, asked: Asked
) -> Iterator[Figure]:
    known = {measure: params_of(measure) if measure in MEASURES else () for measure in measures}
    taken_by_none = given.keys() - {name for params in known.values() for name in params}
    for measure in measures:
        params = {name: value for name, value in given.items() if name in {*known[measure], *taken_by_none}}
        if "seed" in known[measure]:
            params.setdefault("seed", asked.seed)
        if "category" in params:
            params["category"] = _as_value(params["category"], material)
        if measure in _SPANS_DEFAULTS and measures[-len(SPANS_HEADLINE) :] == SPANS_HEADLINE:
            params = {**_SPANS_DEFAULTS.get(measure, {}), **params}
        for some in _each(measure, params, material):
            yield _named(_figure(measure, material, asked, some), material.names)


def _each(measure: str, params: dict[str, Any], material: Material) -> list[dict[str, Any]]:
    """One set of parameters, or one a label where a label is asked for as *."""
    name = next((name for name in ("label", "category") if params.get(name) == EACH), None)
    if name is None:
        return [params]
    labels: Sequence[Hashable] = ()
    if expected_material(measure) != "ratings" and material.texts is not None:
        labels = material.texts.labels
    elif material.ratings is not None:
        values = material.ratings.values
        labels = codes_in(values) if name == "label" and _are_sets(values) else values
    return [{**params, name: label} for label in labels]


def _are_sets(values: Iterable[Hashable]) -> bool:
    return any(isinstance(value, frozenset) for value in values)


def _as_value(category: object, material: Material) -> object:
    """A value as the ratings hold it: where they are sets, one code is the set of it alone."""
    if category == EACH or material.ratings is None or not _are_sets(material.ratings.values):
        return category
    return frozenset(category if isinstance(category, list) else {category})


def _figure(measure: str, material: Material, asked: Asked, params: dict[str, Any]) -> Figure:
    of_spans = measure in MEASURES and expected_material(measure) != "ratings"
    first, second = material.ratings, material.texts
    chosen = (second or first) if of_spans else (first or second)
    assert chosen is not None
    figure = compute(measure, chosen, **params)
    if not asked.interval or measure in _WITHOUT_INTERVAL or not isinstance(chosen, Ratings):
        return figure
    if figure.value is None or figure.n_units < 2:
        return figure
    if measure == "krippendorff_alpha":
        found = alpha_ci(chosen, **params, seed=asked.seed, clusters=material.clusters)
        return figure.with_interval(found.interval)
    again: Callable[[Ratings], Figure] = partial(MEASURES[measure], **params)
    found = resampled_interval(again, chosen, seed=asked.seed, clusters=material.clusters)
    return figure.with_interval(found.interval)


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


def _named(figure: Figure, names: Mapping[str, str]) -> Figure:
    place = figure.place
    for uid, name in names.items():
        place = place.replace(uid, name)
    params = {name: _name(value, names) for name, value in figure.params.items()}
    return figure.named(figure.measure, params).at(place)


def _name(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, frozenset):
        return " + ".join(sorted(str(_name(item, names)) for item in value)) or NOTHING
    if isinstance(value, (tuple, list)):
        return [_name(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value
