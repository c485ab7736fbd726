"""A paragraph for the methods section, from figures: plain text, LaTeX or HTML."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from annotator.agreement.explained import explain
from annotator.agreement.figure import Figure, Interval, Undefined
from annotator.agreement.measures import expected_material

UNDEFINED_BECAUSE: Mapping[Undefined, str] = {
    Undefined.NO_PAIRABLE_VALUES: "no unit was coded by two coders",
    Undefined.NO_VARIATION: "all ratings are the same, so that chance-corrected agreement cannot be computed",
    Undefined.NO_VALUED_INTERSECTION: "marked stretches of different coders never meet",
    Undefined.NO_SPANS: "nobody marked anything",
    Undefined.OVERLAP_WITHIN_CODER: "spans of one coder overlap",
    Undefined.INVALID_SPAN: "a span is empty or reaches beyond its text",
}

_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_"},
    "–": "--",
    "“": "``",
    "”": "''",
    "±": r"$\pm$",
    "·": r"$\cdot$",
}


_WITHOUT_INTERVAL = {"alpha_ci": "krippendorff_alpha", "cohen_kappa_ci": "cohen_kappa"}


class Style(StrEnum):
    """Where the paragraph goes."""

    TEXT = "text"
    LATEX = "latex"
    HTML = "html"


def methods_paragraph(
    figures: Sequence[Figure], *, variable: str, program: str, style: Style | str = Style.TEXT
) -> str:
    """What to write about the agreement on one variable: figures, intervals, numbers of units, sources.

    `program` is the name and version to cite. The first figure gives the numbers of units and coders.
    """
    sentences = [_counts(figures[0], variable), *map(figure_sentence, figures)]
    sentences.append(f"Computed with {program}.")
    asked = [name for figure in figures for name in (_WITHOUT_INTERVAL.get(figure.measure), figure.measure)]
    sources = dict.fromkeys(explain(name).source for name in asked if name is not None)
    sentences.append(f"Sources: {'; '.join(sources)}.")
    return dressed(" ".join(sentences), Style(style))


def dressed(paragraph: str, style: Style) -> str:
    """A plain paragraph, as it is written in that style."""
    return _DRESS[style](paragraph)


def escaped(text: str) -> str:
    """The text as LaTeX writes it."""
    return "".join(_LATEX.get(sign, sign) for sign in text)


def _counts(figure: Figure, variable: str) -> str:
    if expected_material(figure.measure) == "spans":
        what = f"{_number(figure.n_units, 'text')} ({figure.n_pairable:,} characters)"
    else:
        what = f"{_number(figure.n_units, 'unit')} ({figure.n_pairable:,} ratings)"
    were = "was" if figure.n_single == 1 else "were"
    alone = f"; {figure.n_single:,} more, with one coder only, {were} left out"
    return (
        f"Agreement on “{variable}” was measured on {what} "
        f"that at least two of {_number(figure.n_coders, 'coder')} had finished"
        f"{alone if figure.n_single else ''}."
    )


def figure_sentence(figure: Figure) -> str:
    """One figure with its parameters, interval and coverage, or the reason why it is undefined."""
    title = explain(_WITHOUT_INTERVAL.get(figure.measure, figure.measure)).title + _details(figure)
    if figure.undefined is not None:
        place = f" ({figure.place})" if figure.place else ""
        return f"{title} is undefined: {UNDEFINED_BECAUSE[figure.undefined]}{place}."
    assert figure.value is not None
    covered = "" if figure.coverage is None else f", covering {figure.coverage:.1%} of the text"
    return f"{title} is {figure.value:.3f}{_interval(figure.interval)}{covered}."


def _details(figure: Figure) -> str:
    """The parameters that change the value; a matrix only by name."""
    hidden = {"method", "level", "disagreement_matrix"}
    shown = [
        f"{name.replace('_', ' ')} {_value(value)}"
        for name, value in figure.params.items()
        if name not in hidden and value is not None
    ]
    return f" ({', '.join(shown)})" if shown else ""


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        return " and ".join(map(str, value))
    return str(value).replace("_", " ")


def _interval(interval: Interval | None) -> str:
    if interval is None:
        return ""
    drawn = f", {interval.resamples:,} resamples, seed {interval.seed}" if interval.resamples else ""
    skipped = f", {interval.skipped} of them without variation" if interval.skipped else ""
    return (
        f", {interval.level:.0%} interval {interval.low:.3f} to {interval.high:.3f} "
        f"({interval.method.replace('-', ' ')}{drawn}{skipped})"
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _as_html(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


_DRESS: Mapping[Style, Callable[[str], str]] = {Style.TEXT: str, Style.LATEX: escaped, Style.HTML: _as_html}
