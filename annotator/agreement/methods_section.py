"""A paragraph and a table on all variables of a project, for the methods section of a paper."""

from __future__ import annotations

import html
from collections.abc import Sequence

from annotator.agreement.explained import explain
from annotator.agreement.methods import UNDEFINED_BECAUSE, Style, dressed, escaped, figure_sentence
from annotator.agreement.span_figures import SpanFigures
from annotator.agreement.variables import VariableFigures
from annotator.model.reliability import FrozenCoding
from annotator.model.worklist import Worklist

HEADS = ("Variable", "Statements", "Coders", "Missing", "Equal answers", "Alpha", "95 % interval")

_DISTANCES = {
    "masi": "the MASI distance between sets of codes (Passonneau 2006)",
    "nominal": "the nominal distance",
    "interval": "the interval distance",
}


def methods_section(
    found: Sequence[VariableFigures],
    *,
    program: str,
    style: Style | str = Style.TEXT,
    sample: Worklist | None = None,
    frozen: FrozenCoding | None = None,
    spans: SpanFigures | None = None,
) -> str:
    """The paragraph, then the table; as text the table's cells stand between tabs.

    `sample`: the statements were those of this worklist. `frozen`: the coding was that of this moment.
    `spans`: what is to be said about the spans of one variable as well.
    """
    style = Style(style)
    table = {Style.TEXT: _as_text, Style.LATEX: _as_latex, Style.HTML: _as_html}[style]
    return (
        f"{dressed(paragraph(found, program, sample, frozen, spans), style)}\n\n{table(table_rows(found))}\n"
    )


def paragraph(
    found: Sequence[VariableFigures],
    program: str,
    sample: Worklist | None = None,
    frozen: FrozenCoding | None = None,
    spans: SpanFigures | None = None,
) -> str:
    """What was compared, how, with what, and by whose formulas."""
    return " ".join(
        sentence
        for sentence in (
            _units(found),
            _sample(sample),
            _frozen(frozen),
            _distances(found),
            _intervals(found),
            *_below(found),
            "Percent agreement is the mean over statements of the share of pairs of coders with equal answers.",
            *_undefined(found),
            *_spans(spans),
            f"Computed with {program}.",
            _sources(spans),
        )
        if sentence
    )


def table_rows(found: Sequence[VariableFigures]) -> list[tuple[str, ...]]:
    """One row a variable, in the order of `HEADS`; a dash where there is no figure."""
    rows: list[tuple[str, ...]] = []
    for figures in found:
        alpha, equal = figures.alpha, figures.percent
        interval = alpha.interval
        rows.append(
            (
                figures.units.variable.name,
                str(alpha.n_units),
                str(alpha.n_coders),
                str(figures.n_missing),
                "–" if equal.value is None else f"{equal.value * 100:.1f} %",
                "–" if alpha.value is None else f"{alpha.value:.3f}",
                "–" if interval is None else f"{interval.low:.3f} to {interval.high:.3f}",
            )
        )
    return rows


def _units(found: Sequence[VariableFigures]) -> str:
    coders = max((len(figures.units.coders) for figures in found), default=0)
    alone = max((figures.alpha.n_single for figures in found), default=0)
    left_out = " Statements that only one of them had done were left out." if alone else ""
    return (
        f"Agreement between {coders} coders was measured on statements that at least two of them had done. "
        "For each variable, a coder's answer is the set of all that the coder gave in the statement; done with "
        f"nothing is the empty set, “not applicable” an answer, “undecided” missing; a statement "
        f"that a coder excluded counts as not done by that coder.{left_out}"
    )


def _sample(sample: Worklist | None) -> str:
    if sample is None:
        return ""
    if sample.drawn_from is None:
        return f"The statements were the {sample.count:,} of “{sample.name}”."
    return (
        f"The statements were a random sample of {sample.count:,} of {sample.drawn_from:,} "
        f"(seed {sample.seed})."
    )


def _spans(spans: SpanFigures | None) -> list[str]:
    """The figures of marked spans, which were compared statement by statement."""
    if spans is None:
        return []
    begun = (
        f"Spans marked for “{spans.marked.variable.name}” were compared within {spans.figures[0].n_units:,} "
        "statements, sums taken over statements."
    )
    return [begun, *map(figure_sentence, spans.figures)]


def _sources(spans: SpanFigures | None) -> str:
    of_spans = [figure.measure for figure in spans.figures] if spans else []
    sources = [explain(name).source for name in ("krippendorff_alpha", "percent_agreement", *of_spans)]
    return f"Sources: {'; '.join(dict.fromkeys(sources))}."


def _frozen(frozen: FrozenCoding | None) -> str:
    if frozen is None:
        return ""
    return f"The coding compared is that of {frozen.at[:10]}, kept under the name “{frozen.name}”."


def _distances(found: Sequence[VariableFigures]) -> str:
    """Which variable was compared with which distance."""
    by_metric: dict[str, list[str]] = {}
    for figures in found:
        by_metric.setdefault(str(figures.alpha.params["metric"]), []).append(figures.units.variable.name)
    parts = [
        f"{_DISTANCES[metric]} for {', '.join(f'“{name}”' for name in names)}"
        for metric, names in by_metric.items()
    ]
    return f"Alpha is Krippendorff's, with {'; with '.join(parts)}." if parts else ""


def _intervals(found: Sequence[VariableFigures]) -> str:
    drawn = next((figures.alpha.interval for figures in found if figures.alpha.interval), None)
    if drawn is None:
        return ""
    return (
        f"The {drawn.level:.0%} intervals are percentiles of {drawn.resamples:,} resamples of statements "
        f"(seed {drawn.seed})."
    )


def _below(found: Sequence[VariableFigures]) -> list[str]:
    """How likely alpha is to fail the minimum, for the variables for which that was drawn."""
    told = [figures for figures in found if figures.below is not None]
    if not told:
        return []
    shares = ", ".join(f"{figures.below:.1%} for “{figures.units.variable.name}”" for figures in told)
    return [f"The share of resamples with an alpha below {told[0].minimum:.3f} was {shares}."]


def _undefined(found: Sequence[VariableFigures]) -> list[str]:
    return [
        f"For “{figures.units.variable.name}” alpha is undefined: {UNDEFINED_BECAUSE[figures.alpha.undefined]}."
        for figures in found
        if figures.alpha.undefined is not None
    ]


def _as_text(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in (HEADS, *rows))


def _as_latex(rows: Sequence[Sequence[str]]) -> str:
    lines = [" & ".join(escaped(cell) for cell in row) + r" \\" for row in (HEADS, *rows)]
    return "\n".join(
        (r"\begin{tabular}{lrrrrrr}", r"\hline", lines[0], r"\hline", *lines[1:], r"\hline", r"\end{tabular}")
    )


def _as_html(rows: Sequence[Sequence[str]]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        aligned = [
            f'<{tag} align="{"right" if at else "left"}">{html.escape(cell)}</{tag}>'
            for at, cell in enumerate(cells)
        ]
        return f"<tr>{''.join(aligned)}</tr>"

    return "\n".join(("<table>", line(HEADS, "th"), *(line(row, "td") for row in rows), "</table>"))
