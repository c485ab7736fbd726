"""All figures on the spans that coders marked for one variable of a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotator.agreement.characters import char_alpha_set
from annotator.agreement.figure import Figure, Undefined
from annotator.agreement.gamma import gamma
from annotator.agreement.marked_texts import Per, continua_of
from annotator.agreement.matching import mean_pairwise_span_f1
from annotator.agreement.ratings import value_order
from annotator.agreement.segmentation_boundaries import boundary_similarity
from annotator.agreement.spans import Continua
from annotator.agreement.unitizing import cu_alpha, ku_alpha, u_alpha, u_alpha_binary
from annotator.agreement.unitizing_1995 import alpha_u_1995
from annotator.model.marked import Marked, MarkedStatement
from annotator.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class LabelSpans:
    """One label: u-alpha of its own layer, (k)u-alpha with coverage, and how many spans each coder marked."""

    label: Hashable
    layer: Figure
    among: Figure
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StatementSpans:
    """One statement: what two coders marked differently, as a share of what anybody marked; the mean over pairs."""

    statement: MarkedStatement
    apart: float


@dataclass(frozen=True, slots=True)
class SpanFigures:
    """The figures of a variable, of each label, and the statements, those marked most differently first.

    `others` are those that other programs show, statement by statement.
    """

    marked: Marked
    figures: tuple[Figure, ...]
    others: tuple[Figure, ...]
    labels: tuple[LabelSpans, ...]
    statements: tuple[StatementSpans, ...]


def span_figures(marked: Marked) -> SpanFigures:
    """Everything about the marked spans; all statements of the same coders are laid end to end.

    That gives the same figures as statement by statement, since spans never reach over a border.
    """
    texts = continua_of(marked, Per.ALL)
    n_units = sum(len(one.spans) >= 2 for one in marked.statements)
    n_single = sum(len(one.spans) == 1 for one in marked.statements)

    def of_statements(figure: Figure) -> Figure:
        return replace(figure, n_units=n_units, n_single=n_single, place="")

    figures = (
        u_alpha(texts),
        u_alpha_binary(texts),
        cu_alpha(texts),
        char_alpha_set(texts),
        mean_pairwise_span_f1(texts, "overlap"),
        mean_pairwise_span_f1(texts, "exact"),
    )
    given = Counter(
        (coder, span.answer)
        for one in marked.statements
        for coder, spans in one.spans.items()
        for span in spans
    )
    return SpanFigures(
        marked,
        tuple(map(of_statements, figures)),
        _others(continua_of(marked)),
        tuple(
            LabelSpans(
                label,
                of_statements(u_alpha(texts, label)),
                of_statements(ku_alpha(texts, label)),
                tuple(given[coder.uid, label] for coder in marked.coders),
            )
            for label in sorted(_labels(marked), key=value_order)
        ),
        tuple(sorted(_apart(marked), key=lambda one: -one.apart)),
    )


def gamma_of(marked: Marked, progress: Progress = silent) -> Figure:
    """Gamma of the statements that all coders have done, end to end. Raises MissingPackageError."""
    together = tuple(one for one in marked.statements if len(one.spans) == len(marked.coders))
    texts = continua_of(replace(marked, statements=together), Per.ALL)
    if not texts.texts:
        return Figure("gamma", None, Undefined.NO_PAIRABLE_VALUES)
    return replace(gamma(texts, progress=progress), n_units=len(together))


def _others(texts: Continua) -> tuple[Figure, ...]:
    pairs = [boundary_similarity(texts, pair=pair) for pair in combinations(texts.coders, 2)]
    known = [one.value for one in pairs if one.value is not None]
    if not pairs:
        return (alpha_u_1995(texts),)
    mean = replace(pairs[0], value=sum(known) / len(known), undefined=None) if known else pairs[0]
    counted = alpha_u_1995(texts)
    return (counted, replace(mean, n_units=counted.n_units, n_coders=len(texts.coders), place=""))


def _apart(marked: Marked) -> list[StatementSpans]:
    """Statements in which two coders marked something; nothing marked by anybody is left out."""
    return [
        StatementSpans(statement, _share_apart(statement))
        for statement in marked.statements
        if len(statement.spans) >= 2 and any(statement.spans.values())
    ]


def _share_apart(statement: MarkedStatement) -> float:
    """Every character has one number per coder: the labels that cover it, a bit each."""
    labels = list(dict.fromkeys(span.answer for spans in statement.spans.values() for span in spans))
    bit = {label: 1 << at for at, label in enumerate(labels)}
    kind = np.int64 if len(labels) < 63 else np.object_
    marks: NDArray[np.int64] = np.zeros((len(statement.spans), len(statement.span)), dtype=kind)
    for row, spans in enumerate(statement.spans.values()):
        for span in spans:
            marks[row, span.start - statement.span.start : span.end - statement.span.start] |= bit[
                span.answer
            ]
    coders = len(marks)
    differing = int((marks[:, np.newaxis] != marks[np.newaxis]).sum())
    return differing / (coders * (coders - 1)) / int((marks != 0).any(axis=0).sum())


def _labels(marked: Marked) -> set[str]:
    return {span.answer for one in marked.statements for spans in one.spans.values() for span in spans}
