"""All figures on the stretches that coders marked for one variable of a project."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from annotator.agreement.characters import char_alpha_set
from annotator.agreement.figure import Figure
from annotator.agreement.marked_texts import Per, continua_of
from annotator.agreement.matching import mean_pairwise_span_f1
from annotator.agreement.ratings import value_order
from annotator.agreement.spans import Continua
from annotator.agreement.unitizing import cu_alpha, ku_alpha, u_alpha, u_alpha_binary
from annotator.model.marked import Marked, MarkedStatement


@dataclass(frozen=True, slots=True)
class LabelStretches:
    """One label: u-alpha of its own layer, (k)u-alpha with coverage, and how many stretches each coder marked."""

    label: Hashable
    layer: Figure
    among: Figure
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StatementStretches:
    """One statement: what two coders marked differently, as a share of what anybody marked; the mean over pairs."""

    statement: MarkedStatement
    apart: float


@dataclass(frozen=True, slots=True)
class Stretches:
    """The figures of a variable, of each label, and the statements, those marked most differently first."""

    marked: Marked
    figures: tuple[Figure, ...]
    labels: tuple[LabelStretches, ...]
    statements: tuple[StatementStretches, ...]


def stretches(marked: Marked) -> Stretches:
    """Everything about the marked stretches; all statements of the same coders are laid end to end.

    That gives the same figures as statement by statement, since stretches never reach over a border.
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
    return Stretches(
        marked,
        tuple(map(of_statements, figures)),
        tuple(_label(texts, marked, label, of_statements) for label in texts.labels),
        tuple(sorted(_apart(marked), key=lambda one: -one.apart)),
    )


def _label(
    texts: Continua, marked: Marked, label: Hashable, of_statements: Callable[[Figure], Figure]
) -> LabelStretches:
    counts = tuple(
        sum(span.answer == label for one in marked.statements for span in one.spans.get(coder.uid, ()))
        for coder in marked.coders
    )
    return LabelStretches(
        label, of_statements(u_alpha(texts, label)), of_statements(ku_alpha(texts, label)), counts
    )


def _apart(marked: Marked) -> list[StatementStretches]:
    """Statements in which two coders marked something; nothing marked by anybody is left out."""
    place = {label: at for at, label in enumerate(sorted(_labels(marked), key=value_order))}
    found = []
    for statement in marked.statements:
        if len(statement.spans) < 2 or not any(statement.spans.values()):
            continue
        cover = np.zeros((len(statement.spans), len(statement.span), len(place)), dtype=np.bool_)
        for row, spans in enumerate(statement.spans.values()):
            for span in spans:
                start = span.start - statement.span.start
                cover[row, start : start + span.end - span.start, place[span.answer]] = True
        anybody = int(cover.any(axis=(0, 2)).sum())
        apart = [float((one != other).any(axis=1).sum()) / anybody for one, other in combinations(cover, 2)]
        found.append(StatementStretches(statement, sum(apart) / len(apart)))
    return found


def _labels(marked: Marked) -> set[str]:
    return {span.answer for one in marked.statements for spans in one.spans.values() for span in spans}
