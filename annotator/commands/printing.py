"""What commands print: tables for people, JSON objects for programs.

Apart from the commands themselves, which only open, ask and pass on.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from annotator.edits.files import FileImported
from annotator.model.annotation import Stage
from annotator.model.project import Project
from annotator.store.corpus import StatementRow
from annotator.store.overview import Overview

if TYPE_CHECKING:  # numpy only where figures are asked for
    from annotator.agreement.figure import Figure, Interval
    from annotator.comparing import Compared

Record = dict[str, object]


def as_json(document: object) -> str:
    """One JSON document."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines with columns under one another, numbers at the right; a column without any cell is left out."""
    body = [[_cell(value) for value in row] for row in rows]
    kept = [place for place in range(len(header)) if not body or any(row[place] for row in body)]
    lines = [[line[place] for place in kept] for line in (header, *body)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    right = [
        all(_is_number(line[place]) for line in lines[1:]) and len(lines) > 1 for place in range(len(widths))
    ]
    for number, line in enumerate(lines):
        cells = [
            " " * (width - _width(cell)) + cell if flush else cell + " " * (width - _width(cell))
            for cell, width, flush in zip(line, widths, right, strict=True)
        ]
        yield "  ".join(cells).rstrip()
        if number == 0:
            yield "  ".join("─" * width for width in widths)


# --- what is in a project ---


def overview_record(name: str, head: Project, found: Overview) -> Record:
    """All that `info` knows."""
    return {
        "file": name,
        "uid": head.uid,
        "title": head.title,
        "created_at": head.created_at,
        "time_zone": head.time_zone,
        "sources": found.sources,
        "statements": found.statements,
        "set_aside": found.set_aside,
        "statements_by_kind": {kind.value: number for kind, number in sorted(found.by_kind.items())},
        "undated": found.undated,
        "first_date": found.first,
        "last_date": found.last,
        "actors": found.actors,
        "codebook": {
            "uid": head.codebook.uid,
            "name": head.codebook.name,
            "revision": head.codebook.revision,
            "variables": [
                {
                    "uid": variable.uid,
                    "name": variable.name,
                    "kind": variable.kind.value,
                    "active": variable.active,
                    "codes": [code.name for code in variable.codes if not code.retired],
                }
                for variable in head.codebook.variables
            ],
        },
        "coders": [
            {
                "uid": progress.coder.uid,
                "name": progress.coder.name,
                "kind": progress.coder.kind.value,
                "annotations": progress.annotations,
                "stages": {stage.value: number for stage, number in progress.stages.items()},
            }
            for progress in found.coders
        ],
    }


def overview_lines(name: str, head: Project, found: Overview) -> Iterator[str]:
    """The same for people."""
    yield f"{head.title} ({name})"
    yield (
        f"{_count(found.sources, 'source')}, {_count(found.statements, 'statement')}, "
        f"{found.set_aside} of them set aside, {found.undated} undated"
    )
    if found.first and found.last:
        yield f"Dates from {found.first} to {found.last}"
    yield f"Codebook {head.codebook.name}, revision {head.codebook.revision}:"
    for variable in head.codebook.variables:
        codes = sum(not code.retired for code in variable.codes)
        what = f"{codes} codes" if codes else variable.kind.value
        yield f"  {variable.name}: {what}{'' if variable.active else ', switched off'}"
    yield f"{found.actors} actors, {len(found.coders)} coders"
    if found.coders:
        yield ""
        stages = ("begun", "done", "skipped", "excluded")
        yield from table(
            ("coder", "annotations", *stages),
            (
                (
                    progress.coder.name,
                    progress.annotations,
                    *(_stage(progress.stages, stage) for stage in stages),
                )
                for progress in found.coders
            ),
        )


def statement_record(row: StatementRow) -> Record:
    """One statement; ids are uids, `start` and `end` count code points of the source's stored text."""
    return {
        "id": row.uid,
        "source": row.source_uid,
        "source_title": row.source_title,
        "outlet": row.outlet,
        "url": row.url,
        "kind": row.kind.value,
        "set_aside": row.set_aside,
        "part": row.part,
        "text": row.text,
        "start": row.span.start,
        "end": row.span.end,
        "speaker": row.speaker,
        "speaker_how": row.speaker_how,
        "date": row.date.value,
        "date_precision": row.date.precision.value,
        "date_how": row.date.how,
        "date_evidence": row.date.evidence,
    }


def statement_lines(rows: Iterable[StatementRow]) -> Iterator[str]:
    """Source by source, the statements under its title; those set aside in brackets."""
    for _, group in groupby(rows, key=lambda row: row.source_id):
        some = list(group)
        first = some[0]
        title = first.source_title or " ".join(first.text.split())[:60]
        yield " · ".join(filter(None, (title, first.outlet, first.date.value or "undated")))
        for row in some:
            words = " ".join(row.text.split())
            lead = " ".join(filter(None, (row.part, f"{row.speaker}:" if row.speaker else "")))
            said = f"{lead} {words}" if lead else words
            yield f"  [{row.kind.value}: {said}]" if row.set_aside else f"  {said}"
        yield ""


# --- what an import did ---


def import_record(found: FileImported) -> Record:
    """What became of one file."""
    done = found.imported
    return {
        "file": found.name,
        "error": None if found.error is None else str(found.error),
        "sources": done.sources if done else 0,
        "statements": done.statements if done else 0,
        "set_aside": done.set_aside if done else 0,
        "already_there": done.already_there if done else 0,
        "copies_folded": done.copies if done else 0,
        "undated_sources": done.undated if done else 0,
        "problems": list(found.problems),
    }


def import_lines(found: FileImported) -> Iterator[str]:
    """The same for people; what failed is said elsewhere."""
    if found.imported is None:
        return
    done = found.imported
    parts = [
        f"{_count(done.sources, 'source')} with {_count(done.statements, 'statement')}",
        f"{done.set_aside} set aside" if done.set_aside else "",
        f"{_count(done.copies, 'copy', 'copies')} folded" if done.copies else "",
        f"{_count(done.undated, 'source')} undated" if done.undated else "",
        f"{_count(done.already_there, 'source')} in the project already" if done.already_there else "",
    ]
    yield f"{found.name}: " + ", ".join(filter(None, parts))
    for problem in found.problems:
        yield f"  {problem}"


# --- figures ---


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


# --- lines and cells ---


def print_lines(lines: Iterable[str]) -> None:
    """One after the other, as they come."""
    for line in lines:
        click.echo(line)


def _stage(stages: Mapping[Stage, int], stage: str) -> int:
    return stages.get(Stage(stage), 0)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _value(value: float | None) -> str:
    return "–" if value is None else f"{value:z.3f}"


def _range(interval: Interval | None) -> str:
    return "" if interval is None else f"{interval.low:z.3f} to {interval.high:z.3f}"


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _is_number(cell: str) -> bool:
    return cell in {"", "–"} or cell.removesuffix("%").removeprefix("-").replace(".", "", 1).isdecimal()


def _width(cell: str) -> int:
    """How many places a terminal gives the text; wide signs take two, marks none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in cell
    )
