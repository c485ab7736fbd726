"""Spans compared character by character: the same coefficients, every character a unit.

Long spans and, for kappa and alpha, much unmarked text push these figures up. Pieces of text in which
nothing changes are counted by their length, so no array is as long as the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.alpha import krippendorff_alpha
from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.patterns import IntArray, distinct_rows, merged_rows
from annotator.agreement.ratings import MISSING, Ratings, Scale, Value
from annotator.agreement.spans import (
    Continua,
    Continuum,
    Stretches,
    Track,
    as_continua,
    obstacle,
    spans_figure,
)
from annotator.agreement.two_coders import cohen_kappa

_Part = tuple[Continuum, NDArray[np.int64], Sequence[IntArray]]
"""A text, the lengths of its pieces, and per coder the place of each piece's value."""

UNMARKED = None
"""The value of a character without any span."""


def char_alpha_nominal(material: Continuum | Continua) -> Figure:
    """Nominal alpha over characters, unmarked text a value of its own. A coder's spans must not overlap."""
    return _with_ratings("char_alpha_nominal", material, _label_ratings, krippendorff_alpha, partition=True)


def char_alpha_binary(material: Continuum | Continua, label: Value) -> Figure:
    """Nominal alpha of "`label` covers the character"; overlaps do no harm."""
    layer = as_continua(material).of_label(label)
    found = _with_ratings("char_alpha_binary", layer, _set_ratings, _nominal_alpha)
    return found.named("char_alpha_binary", {"label": label})


def char_alpha_set(material: Continuum | Continua, metric: str = "masi") -> Figure:
    """Alpha over characters, each with the set of labels that cover it; `metric` is masi or jaccard."""
    found = _with_ratings(
        "char_alpha_set", material, _set_ratings, lambda ratings: krippendorff_alpha(ratings, metric)
    )
    return found.named("char_alpha_set", {"metric": metric})


def char_cohen_kappa(material: Continuum | Continua, pair: Sequence[str] | None = None) -> Figure:
    """Cohen's kappa over characters, unmarked text included: what some programs show as their kappa."""
    two = as_continua(material).pair("char_cohen_kappa", pair)
    return _with_ratings("char_cohen_kappa", two, _label_ratings, cohen_kappa, partition=True)


def char_f1(
    material: Continuum | Continua, label: Value | None = None, pair: Sequence[str] | None = None
) -> Figure:
    """2 |A and B| / (|A| + |B|) over pairs of a character and a label that covers it; two coders.

    With `label` for this one only. Undefined when nobody marked anything in shared texts.
    """
    two = as_continua(material).pair("char_f1", pair)
    if label is not None:
        two = two.of_label(label)
    params = {} if label is None else {"label": label}
    reason = obstacle(two, partition=False)
    if reason is not None:
        return spans_figure("char_f1", two, reason[0], params, place=reason[1])
    both, single = 0, 0
    for text, tracks in two.shared:
        lengths, (one, other) = _coverage(text, tracks, len(two.labels))
        both += int(lengths @ (one & other).sum(axis=1))
        single += int(lengths @ one.sum(axis=1)) + int(lengths @ other.sum(axis=1))
    return spans_figure("char_f1", two, 2 * both / single if single else Undefined.NO_SPANS, params)


def _with_ratings(
    measure: str,
    material: Continuum | Continua,
    rate: Callable[[Continua], Ratings],
    coefficient: Callable[[Ratings], Figure],
    *,
    partition: bool = False,
) -> Figure:
    given = as_continua(material)
    reason = obstacle(given, partition=partition)
    if reason is not None:
        return spans_figure(measure, given, reason[0], place=reason[1])
    return coefficient(rate(given)).named(measure, {})


def _nominal_alpha(ratings: Ratings) -> Figure:
    return krippendorff_alpha(ratings, "nominal")


def _label_ratings(material: Continua) -> Ratings:
    """Every character a unit with one label per coder; the spans of a coder do not overlap."""
    parts: list[_Part] = []
    for text, marked in material.shared:
        pieces = Stretches.between(text, marked)
        labels = [np.append(track.places + 1, 0)[pieces.span_of(track)] for track in marked]
        parts.append((text, pieces.lengths, labels))
    return _assembled(material.coders, parts, (UNMARKED, *material.labels), Scale.NOMINAL)


def _set_ratings(material: Continua) -> Ratings:
    """Every character a unit with the set of labels that cover it, per coder."""
    q = len(material.labels)
    covers = [(text, *_coverage(text, tracks, q)) for text, tracks in material.shared]
    stacked = [cover for _, _, of_coders in covers for cover in of_coders]
    sets, which = distinct_rows(np.concatenate(stacked).astype(np.int8), 2)
    pieces = iter(np.split(which, np.cumsum([len(cover) for cover in stacked])[:-1]))
    parts = [(text, lengths, [next(pieces) for _ in of_coders]) for text, lengths, of_coders in covers]
    values = tuple(frozenset(material.labels[at] for at in np.flatnonzero(row)) for row in sets)
    return _assembled(material.coders, parts, values, Scale.SET)


def _assembled(
    coders: tuple[str, ...], parts: Sequence[_Part], values: tuple[Value, ...], scale: Scale
) -> Ratings:
    """One table for all texts; who has not finished a text has gaps there."""
    tables = []
    for text, lengths, of_coders in parts:
        table = np.full((len(lengths), len(coders)), MISSING, dtype=np.int64)
        for coder, places in zip(text.spans, of_coders, strict=True):
            table[:, coders.index(coder)] = places
        tables.append(table)
    all_lengths = np.concatenate([lengths for _, lengths, _ in parts])
    patterns, counts = merged_rows(np.concatenate(tables), all_lengths, len(values))
    return Ratings(coders, values, patterns, counts, scale, is_declared=False)


def _coverage(
    text: Continuum, marked: Sequence[Track], n_labels: int
) -> tuple[NDArray[np.int64], list[NDArray[np.bool_]]]:
    """Lengths of the pieces, and per coder pieces x labels: whether the label covers the piece."""
    pieces = Stretches.between(text, marked)
    return pieces.lengths, [pieces.covered(track, n_labels) for track in marked]
