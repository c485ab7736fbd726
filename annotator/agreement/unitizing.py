"""Did coders mark the same stretches: the alpha-u family for spans on a text.

Each coder cuts the text into labelled segments and gaps; a coder's own spans must not overlap.
Source: Krippendorff, Mathet, Bouvry and Widlöcher (2016), Quality & Quantity 50, 2347-2364, with its
erratum; Krippendorff (2019), Content Analysis, 4th ed., section 12.6. Gaps are place 0 in all matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.patterns import Floats
from annotator.agreement.ratings import Value
from annotator.agreement.spans import (
    Continua,
    Continuum,
    Stretches,
    Track,
    as_continua,
    obstacle,
    spans_figure,
)


@dataclass(frozen=True, slots=True, eq=False)
class Intersections:
    """How long the segments of different coders lie over each other, summed over texts.

    `lengths` (l in the paper): by label of the one and of the other coder, gaps first; `own` (K): what
    a segment would share with itself. `valued`, `valued_own` (l*, K*): the same without gaps.
    """

    lengths: Floats
    own: Floats
    valued: Floats
    valued_own: Floats

    def __add__(self, other: Intersections) -> Intersections:
        return Intersections(
            self.lengths + other.lengths,
            self.own + other.own,
            self.valued + other.valued,
            self.valued_own + other.valued_own,
        )

    @property
    def coverage(self) -> float:
        """Share of the text in which valued segments meet."""
        return float(self.valued.sum() / self.lengths.sum())


def u_alpha(material: Continuum | Continua, label: Value | None = None) -> Figure:
    """Boundaries and labels together: 1 - (l.. - sum l_cc) / (l.. - sum e_cc).

    With `label` of this one only, as a layer of its own: so it can be had where labels overlap.
    """
    layer, params = _layer(material, label)
    return _figure("u_alpha", layer, lambda found: _of_diagonal(found.lengths, found.own), params)


def u_alpha_binary(material: Continuum | Continua, label: Value | None = None) -> Figure:
    """The same relevant text, whatever the label: 1 - sum l_0k / sum e_0k over labels k, 0 the gaps.

    With `label` of this one only, as a layer of its own.
    """
    layer, params = _layer(material, label)

    def value(found: Intersections) -> float | Undefined:
        expected = _expected(found.lengths, found.own)[0, 1:].sum()
        return float(1 - found.lengths[0, 1:].sum() / expected) if expected > 0 else Undefined.NO_VARIATION

    return _figure("u_alpha_binary", layer, value, params)


def cu_alpha(material: Continuum | Continua) -> Figure:
    """Labels only, where marked stretches meet: 1 - (l*.. - sum l*_cc) / (l*.. - sum e*_cc).

    `coverage` says how much of the text that is. Undefined when marked stretches never meet.
    """

    def value(found: Intersections) -> float | Undefined:
        if not found.valued.any():
            return Undefined.NO_VALUED_INTERSECTION
        return _of_diagonal(found.valued, found.valued_own)

    return _figure("cu_alpha", material, value, coverage=lambda found: found.coverage)


def cu_coverage(material: Continuum | Continua) -> Figure:
    """Share of the text in which marked stretches of different coders meet: l*.. / l..."""
    return _figure("cu_coverage", material, lambda found: found.coverage)


def ku_alpha(material: Continuum | Continua, category: Value) -> Figure:
    """One label k: 1 - (e*.k / l*.k) (l*.k - l*_kk) / (e*.k - e*_kk); coverage l*.k / l.k."""
    labels = as_continua(material).labels
    k = labels.index(category) if category in labels else None

    def value(found: Intersections) -> float | Undefined:
        if k is None or not found.valued[:, k].any():
            return Undefined.NO_VALUED_INTERSECTION
        expected = _expected(found.valued, found.valued_own)
        apart = expected[:, k].sum() - expected[k, k]
        if np.count_nonzero(found.valued.sum(axis=0)) < 2:
            return Undefined.NO_VARIATION
        met = found.valued[:, k].sum()
        return float(1 - expected[:, k].sum() / met * (met - found.valued[k, k]) / apart)

    def coverage(found: Intersections) -> float:
        marked = 0.0 if k is None else float(found.lengths[:, k + 1].sum())
        return float(found.valued[:, k].sum() / marked) if marked else 0.0

    return _figure("ku_alpha", material, value, {"category": category}, coverage)


def intersections(material: Continua) -> Intersections:
    """The sums over all texts with two coders or more; text of different sources is never paired.

    Summing numerators and corrections over texts is a rule of this program.
    """
    q = len(material.labels)
    total = Intersections(np.zeros((q + 1, q + 1)), np.zeros(q + 1), np.zeros((q, q)), np.zeros(q))
    for text, tracks in material.shared:
        total += _of_text(text, tracks, q)
    return total


def _layer(material: Continuum | Continua, label: Value | None) -> tuple[Continua, dict[str, object]]:
    given = as_continua(material)
    return (given, {}) if label is None else (given.of_label(label), {"label": label})


def _of_text(text: Continuum, marked: Sequence[Track], q: int) -> Intersections:
    pieces = Stretches.between(text, marked)
    spans = [pieces.span_of(track) for track in marked]
    label = [_label_of_pieces(track, at) for track, at in zip(marked, spans, strict=True)]
    lengths = np.zeros((q + 1) ** 2)
    for one, other in combinations(label, 2):
        lengths += np.bincount(one * (q + 1) + other, weights=pieces.lengths, minlength=len(lengths))
    table = lengths.reshape(q + 1, q + 1)
    table = (table + table.T) / (len(marked) - 1)
    own, valued_own = np.zeros(q + 1), np.zeros(q)
    met = self_shares(spans, pieces.lengths)
    for track, at, share in zip(marked, spans, met, strict=True):
        own[0] += pieces.lengths[at < 0].sum()
        own[1:] += _by_label(track, (track.ends - track.starts).astype(np.float64), q)
        valued_own += _by_label(track, share, q)
    return Intersections(table, own, table[1:, 1:], valued_own)


def self_shares(spans: Sequence[NDArray[np.int64]], lengths: NDArray[np.int64]) -> list[Floats]:
    """r_S for every segment S of every coder: how long marked segments of the others cover it, per other.

    (1 / (m - 1)) times the sum over the other coders of the covered length. The paper's wording leaves
    room for three coders or more; of four readings only this one gives the printed 0.724 of the
    book's example (each pairwise overlap squared: 0.726, the union: 0.728, per intersection: 0.721).
    `spans`: per coder and piece the covering segment, -1 for none.
    """
    marked = np.sum([at >= 0 for at in spans], axis=0)
    result = []
    for at in spans:
        inside = at >= 0
        others = (marked[inside] - 1) * lengths[inside]
        n_segments = int(at.max(initial=-1)) + 1
        result.append(np.bincount(at[inside], weights=others, minlength=n_segments) / (len(spans) - 1))
    return result


def _label_of_pieces(track: Track, at: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.append(track.places + 1, 0)[at]  # -1, a gap, reads the last: 0


def _by_label(track: Track, sizes: Floats, q: int) -> Floats:
    squares = np.zeros(len(track.starts))
    squares[: len(sizes)] = sizes**2
    return np.bincount(track.places, weights=squares, minlength=q).astype(np.float64)


def _expected(lengths: Floats, own: Floats) -> Floats:
    """e_ck = l.. (l_c. l_k. - [c = k] K_c) / (l..^2 - K)."""
    total, shares = lengths.sum(), lengths.sum(axis=1)
    return np.asarray(total * (np.outer(shares, shares) - np.diag(own)) / (total**2 - own.sum()))


def _of_diagonal(lengths: Floats, own: Floats) -> float | Undefined:
    if np.count_nonzero(lengths.sum(axis=0)) < 2:
        return Undefined.NO_VARIATION
    expected = lengths.sum() - np.trace(_expected(lengths, own))
    return float(1 - (lengths.sum() - np.trace(lengths)) / expected)


def _figure(
    measure: str,
    material: Continuum | Continua,
    value: Callable[[Intersections], float | Undefined],
    params: dict[str, object] | None = None,
    coverage: Callable[[Intersections], float] | None = None,
) -> Figure:
    given = as_continua(material)
    reason = obstacle(given, partition=True)
    if reason is not None:
        return spans_figure(measure, given, reason[0], params, place=reason[1])
    found = intersections(given)
    covered = None if coverage is None else coverage(found)
    return spans_figure(measure, given, value(found), params, coverage=covered)
