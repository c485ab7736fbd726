"""What commands print of agreement: figures in a table, why some have none, and what was compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.commands.printing import Record, table

if TYPE_CHECKING:  # numpy only where figures are asked for
    from annotator.agreement.figure import Figure, Interval
    from annotator.comparing import Compared


def agreement_records(found: Compared) -> Iterator[Record]:
    """One object a figure; names of measures and parameters as in the published cases."""
    from annotator.agreement.explained import explain
    from annotator.agreement.figure import ONE_UNIT, is_of_one_unit

    for figure in found.figures:
        about = explain(figure.measure)
        yield {
            "variable": found.variable,
            **figure_record(figure),
            "part": found.part,
            "values_per_coder": dict(found.sizes),
            "how": {"unit": found.unit, "formula": about.formula, "source": about.source, **found.choices},
            "note": ONE_UNIT if is_of_one_unit(figure) else None,
        }


def figure_record(figure: Figure) -> Record:
    """One figure, without its place."""
    return {
        "measure": figure.measure,
        "params": dict(figure.params),
        "value": figure.value,
        "undefined": figure.undefined,
        "interval": figure.interval and _interval(figure.interval),
        "n_units": figure.n_units,
        "n_coders": figure.n_coders,
        "n_pairable": figure.n_pairable,
        "n_single": figure.n_single,
        "coverage": figure.coverage,
    }


def agreement_lines(found: Sequence[Compared]) -> Iterator[str]:
    """A table of the figures, the reasons of what is undefined, and what was compared."""
    from annotator.comparing import choices_in_words

    if not any(figure.n_units or figure.n_single for some in found for figure in some.figures):
        yield from dict.fromkeys(map(_nothing_to_compare, found))
        return
    yield from _headline(found) if all(some.is_headline for some in found) else _measures(found)
    yield ""
    yield from _reasons(found)
    yield from dict.fromkeys(some.unit for some in found)
    intervals = (figure.interval for some in found for figure in some.figures if figure.interval)
    yield from dict.fromkeys(map(_drawn, intervals))
    yield from dict.fromkeys(sentence for some in found for sentence in choices_in_words(some.choices))
    if any(figure.n_single for some in found for figure in some.figures):
        yield "“Left out” counts the units that only one coder has a value for."


def _nothing_to_compare(found: Compared) -> str:
    if found.variable is None:
        return "There is nothing to compare: no unit of the table has a value."
    if not found.sizes:
        return "There is nothing to compare: the project has no coders yet."
    people = ", ".join(f"{name} {size}" for name, size in found.sizes.items())
    return f"There is nothing to compare: nobody has done a statement yet (done: {people})."


def _reasons(found: Sequence[Compared]) -> Iterator[str]:
    """Why figures have no value, or none that says anything; a sentence for all that have one reason."""
    from annotator.agreement.figure import ONE_UNIT, is_of_one_unit
    from annotator.agreement.instead import instead_of
    from annotator.agreement.methods import UNDEFINED_BECAUSE

    reasons: dict[tuple[str, str], list[str]] = {}
    for some in found:
        about = ", ".join(filter(None, (some.variable, some.part)))
        for figure in some.figures[: 1 if some.is_headline else None]:
            sentence = ONE_UNIT if is_of_one_unit(figure) else ""
            if figure.undefined is not None:
                place = f" ({figure.place})" if figure.place else ""
                why = f"there is no value, because {UNDEFINED_BECAUSE[figure.undefined]}{place}."
                sentence = " ".join(filter(None, (why, _coded(some, figure), instead_of(figure))))
            if sentence:
                name = "" if about and some.is_headline else figure.measure
                reasons.setdefault((about, sentence), []).append(name)
    for (about, sentence), names in reasons.items():
        yield f"{', '.join(filter(None, (about, *dict.fromkeys(names))))}: {sentence}"


def _drawn(interval: Interval) -> str:
    """How an interval came about: with the same seed it comes out the same everywhere."""
    level = f"Intervals of {interval.level * 100:.0f} %"
    if interval.seed is None:
        return f"{level}: {interval.method}."
    return f"{level}: {interval.method}, {interval.resamples} resamples, seed {interval.seed}."


def _coded(found: Compared, figure: Figure) -> str:
    """How much each coder has done, where nothing is shared."""
    if figure.undefined != "no-pairable-values" or not found.sizes:
        return ""
    return f"Coded: {', '.join(f'{coder} {size}' for coder, size in found.sizes.items())}."


def _headline(found: Sequence[Compared]) -> Iterator[str]:
    """A row a variable, with the two usual figures beside each other."""
    rows = []
    for some in found:
        alpha, percent = some.figures
        share = "–" if percent.value is None else f"{percent.value:.1%}"
        counts = (alpha.n_units, alpha.n_coders, alpha.n_single)
        metric = alpha.params.get("metric")
        figures = (_value(alpha.value), _range(alpha.interval), metric, share)
        rows.append((some.variable, some.part, *figures, *counts))
    heads = ("metric", "percent", "units", "coders", "left out")
    return table(("variable", "part", "alpha", "95 % interval", *heads), rows)


def _measures(found: Sequence[Compared]) -> Iterator[str]:
    """A row a figure."""
    return table(
        (
            *("variable", "part", "measure", "parameters", "value", "95 % interval", "coverage"),
            *("units", "coders", "left out"),
        ),
        (
            (
                some.variable,
                some.part,
                figure.measure,
                ", ".join(f"{name}={value}" for name, value in figure.params.items()),
                _value(figure.value),
                _range(figure.interval),
                None if figure.coverage is None else f"{figure.coverage:.1%}",
                figure.n_units,
                figure.n_coders,
                figure.n_single,
            )
            for some in found
            for figure in some.figures
        ),
    )


def _interval(interval: Interval) -> Record:
    return {
        "low": interval.low,
        "high": interval.high,
        "level": interval.level,
        "method": interval.method,
        "resamples": interval.resamples,
        "skipped": interval.skipped,
        "seed": interval.seed,
    }


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:z.3f}"


def _range(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval.low:z.3f} to {interval.high:z.3f}"
