"""Marked spans as rows of cells: their figures, and who marked what, in lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from annotator.agreement.figure import Figure, Undefined
from annotator.gui.agreement.words import answer_words, decimal, explanation, percent, reason, tr
from annotator.gui.first_words import FirstWords
from annotator.gui.widgets.grid import Cell, Column, Lanes, Row, Tone
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder
from annotator.model.project import Project

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.span_figures import LabelSpans, SpanFigures, StatementSpans

_NUMBER = 60
COMPUTE = "compute"
"""What choosing a figure means that is computed only when it is asked for."""


@dataclass(frozen=True, slots=True)
class Gamma:
    """Where gamma stands: how much is done, what came of it, or why nothing did; nothing before it is asked for."""

    share: float | None = None
    figure: Figure | None = None
    failure: str = ""


def span_columns(coders: Sequence[Coder]) -> list[Column]:
    """Heads of the table of figures."""
    return [
        Column(tr("Measure or code"), share=2),
        Column(tr("Value"), tr("u-alpha of the code’s own layer."), number=True, width=64),
        Column(tr("Coverage"), tr("How much of the text the figure speaks of."), number=True, width=76),
        *(
            Column(
                coder.name,
                tr("How many spans {coder} marked.", coder=coder.name),
                number=True,
                width=_NUMBER,
            )
            for coder in coders
        ),
    ]


def span_rows(head: Project, found: SpanFigures, gamma: Gamma) -> list[Row]:
    """The figures of the variable, then one row a code."""
    coders = len(found.marked.coders)
    figures = [_figure(one) for one in (*found.figures, *found.others)]
    return [
        *((*cells, *(Cell() for _ in range(coders))) for cells in (*figures, _gamma(gamma))),
        *(_label(head, one) for one in found.labels),
    ]


def lane_columns(coders: Sequence[Coder]) -> list[Column]:
    """Heads of the list of lanes; the order of the lanes is that of the coders."""
    names = ", ".join(coder.name for coder in coders)
    return [
        Column(tr("Statement")),
        Column(tr("Who marked what: {coders}", coders=names), tr("One lane a coder, from above."), share=2),
        Column(
            tr("Apart"),
            tr("What two coders marked differently, as a share of what anybody marked."),
            number=True,
            width=64,
        ),
    ]


def measure_name(figure: Figure) -> str:
    """What a figure of spans is called."""
    if figure.measure == "mean_pairwise_span_f1":
        exact = figure.params.get("match") == "exact"
        return tr("F1 of spans, same ends") if exact else tr("F1 of spans that touch")
    return {
        "u_alpha": tr("u-alpha: spans, codes"),
        "u_alpha_binary": tr("|u-alpha: spans"),
        "cu_alpha": tr("cu-alpha: codes that meet"),
        "char_alpha_set": tr("Alpha over characters"),
        "alpha_u_1995": tr("alpha-U of 1995"),
        "boundary_similarity": tr("Boundary similarity"),
        "gamma": tr("Gamma"),
    }.get(figure.measure, figure.measure)


def why_undefined(figure: Figure) -> str:
    """Why there is no figure, and what can be read instead."""
    match figure.undefined:
        case Undefined.OVERLAP_WITHIN_CODER:
            return tr(
                "Spans of one coder overlap, which this measure does not allow. Read the rows of the "
                "single codes, alpha over characters or F1 instead."
            )
        case Undefined.NO_VALUED_INTERSECTION:
            return tr("Spans of different coders never meet. Read |u-alpha instead.")
        case Undefined.NO_SPANS:
            return tr("Nobody marked anything.")
        case Undefined.NO_VARIATION:
            return tr("Everybody marked the same, everything or nothing; there is no chance to compare with.")
        case _:
            return tr("{why}.", why=reason(figure).capitalize())


class LaneRows(Sequence[Row]):
    """Rows of lanes; the words of the statements are read a page at a time."""

    def __init__(self, workspace: Workspace, found: SpanFigures) -> None:
        self._workspace = workspace
        self._found = found
        self._colours = {code.uid: code.colour for code in found.marked.variable.codes}
        ids = [one.statement.statement_id for one in found.statements]
        self._first_words = FirstWords(workspace, ids)

    def __len__(self) -> int:
        return len(self._found.statements)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        one = self._found.statements[at]
        key, words = one.statement.statement_id, self._first_words[at]
        return (
            Cell(words, words, target=key),
            Cell(self._names(one), self._names(one), lanes=self._lanes(one), target=key),
            Cell(percent(one.apart), number=True, tone=Tone.SECOND, target=key),
        )

    def _lanes(self, one: StatementSpans) -> Lanes:
        """A coder who has not done the statement has no lane."""
        begin, length = one.statement.span.start, len(one.statement.span)
        return Lanes(
            tuple(
                None
                if coder.uid not in one.statement.spans
                else tuple(
                    (
                        (span.start - begin) / length,
                        (span.end - begin) / length,
                        self._colours.get(span.answer, ""),
                    )
                    for span in one.statement.spans[coder.uid]
                )
                for coder in self._found.marked.coders
            )
        )

    def _names(self, one: StatementSpans) -> str:
        """Who marked what, in words."""
        head, parts = self._workspace.head, []
        for coder in self._found.marked.coders:
            if coder.uid not in one.statement.spans:
                parts.append(tr("{coder}: not done", coder=coder.name))
                continue
            given = [answer_words(head, span.answer) for span in one.statement.spans[coder.uid]]
            parts.append(tr("{coder}: {codes}", coder=coder.name, codes=", ".join(given) or tr("nothing")))
        return " · ".join(parts)


def _gamma(gamma: Gamma) -> tuple[Cell, Cell, Cell]:
    """Computed when it is asked for: it draws random texts and takes its time."""
    name = tr("Gamma")
    if gamma.figure is not None:
        return _figure(gamma.figure)
    if gamma.failure:
        return Cell(name, gamma.failure), Cell("–", gamma.failure, Tone.FAINT, number=True), Cell()
    if gamma.share is not None:
        tip = tr("Gamma is being computed. It draws random texts, which takes its time.")
        return Cell(name, tip), Cell(percent(gamma.share), tip, Tone.SECOND, number=True), Cell()
    tip = tr(
        "How much better the spans can be put side by side, places and codes together, than those of "
        "random texts. Press Enter or click to compute it; many spans take minutes."
    )
    cell = Cell(tr("compute"), tip, Tone.SECOND, number=True, target=COMPUTE)
    return Cell(name, tip, target=COMPUTE), cell, Cell("", tip)


def _figure(figure: Figure) -> tuple[Cell, Cell, Cell]:
    name = measure_name(figure)
    if figure.value is None:
        why = why_undefined(figure)
        short = tr("overlaps") if figure.undefined is Undefined.OVERLAP_WITHIN_CODER else "–"
        return Cell(name, why), Cell(short, why, Tone.FAINT, number=True), Cell("", why)
    tip = explanation(figure)
    share = "" if figure.coverage is None else percent(figure.coverage)
    return (
        Cell(name, tip),
        Cell(decimal(figure.value), tip, number=True),
        Cell(share, tip, Tone.SECOND, number=True),
    )


def _label(head: Project, one: LabelSpans) -> Row:
    name = answer_words(head, one.label)
    layer, among = one.layer, one.among
    words = explanation(layer, of=name) if layer.value is not None else why_undefined(layer)
    share = "" if among.coverage is None or among.value is None else percent(among.coverage)
    also = explanation(among, of=name) if among.value is not None else why_undefined(among)
    overlaps = layer.undefined is Undefined.OVERLAP_WITHIN_CODER
    value = decimal(layer.value) if layer.value is not None else tr("overlaps") if overlaps else "–"
    tone = Tone.FAINT if layer.value is None else Tone.TEXT
    return (
        Cell(name, words),
        Cell(value, words, tone, number=True),
        Cell(share, also, Tone.SECOND, number=True),
        *(Cell(grouped(count), number=True, tone=Tone.SECOND) for count in one.counts),
    )
