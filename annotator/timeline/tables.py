"""A timeline as numbers: for the terminal, as CSV and as JSON, with a header that says how they came about."""

from __future__ import annotations

import csv
import io
import json
from textwrap import wrap

from annotator.model.timeline import Bin, Column, Counted, Duplicates, OncePer, Question, SeriesBy, Timeline
from annotator.model.timeline_words import caption, title


def facts(timeline: Timeline, *, version: str, date: str) -> dict[str, str]:
    """How the numbers came about, by name, in the order of the header.

    `date` is that of the export, `version` the program's.
    """
    question = timeline.question
    found = {
        "title": title(timeline),
        "variable": timeline.variable,
        "series": question.by.value + (f", by {question.attribute}" if question.attribute else ""),
        "coder": timeline.coder,
        "counted": question.counted.value,
        "bin": question.bin_size.value,
        "date": question.dates.value,
        "repeats": "each time"
        if question.once_per is OncePer.EACH_TIME
        else f"once per speaker and {question.once_per.value}",
        "duplicates": f"folded copies counted {_duplicates(question)}",
        "codes": "all" if question.codes is None else ", ".join(series.name for series in timeline.series),
        "children": "with their parents" if question.with_children else "on their own",
        "since": question.since.isoformat() if question.since else "",
        "until": question.until.isoformat() if question.until else "",
        "filter": timeline.filtered,
        "moving average": f"{question.window} bins, centred" if question.window > 1 else "",
        "intervals": "95 %, Wilson" if question.interval and question.counted is Counted.SHARE else "",
        "cumulative": "yes" if question.cumulative else "",
        "n": f"{timeline.coded} coded statements",
        "time zone": timeline.time_zone,
        "exported": date,
        "program": f"Annotator {version}",
    }
    if question.by is not SeriesBy.VALUE:
        del found["children"]
    return {name: said for name, said in found.items() if said}


def _duplicates(question: Question) -> Duplicates:
    """Where repeats count once, so do copies, whatever was asked for them."""
    return question.duplicates if question.once_per is OncePer.EACH_TIME else Duplicates.ONCE


def as_csv(timeline: Timeline, *, version: str, date: str) -> str:
    """Exactly what is plotted: a header of lines that begin with #, then one row per bin and band.

    Columns: the bin's name, its first and last day (empty for bands), n coded, then per series its
    count and, where the plot shows something else, that too. A gap has empty cells, never zeros.
    """
    text = io.StringIO()
    for name, said in facts(timeline, version=version, date=date).items():
        text.write(f"# {name}: {' '.join(said.split())}\n")
    write = csv.writer(text, lineterminator="\n").writerow
    write(["bin", "first day", "last day", "n coded", *_headings(timeline)])
    for column in timeline.columns():
        write([*_place(column), column.coded, *_cells(timeline, column)])
    return text.getvalue()


def as_json(timeline: Timeline, *, version: str, date: str) -> str:
    """The same as one JSON object: `about`, `series`, `bins` and `bands`."""
    found = {
        "about": facts(timeline, version=version, date=date),
        "series": [{"name": series.name, "colour": series.colour} for series in timeline.series],
        "bins": [_record(column) for column in timeline.bins],
        "bands": [_record(column) for column in timeline.bands],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def timeline_table(timeline: Timeline) -> str:
    """The numbers as plain text in columns, one line per bin and band; a gap shows a dash.

    Above stands what is counted, of whose coding, and how; series without any count are named below
    instead of getting a column.
    """
    totals = timeline.totals()
    shown = [place for place, total in enumerate(totals) if total]
    heads = [[timeline.question.bin_size.value], ["n"]]
    heads += [wrap(timeline.series[place].name, 12, break_long_words=False) for place in shown]
    deepest = max(map(len, heads))
    heads = [[""] * (deepest - len(head)) + head for head in heads]
    lines = [[head[level] for head in heads] for level in range(deepest)]
    for column in timeline.columns():
        heights = [_height(timeline, column, place) for place in shown]
        lines.append([column.name, str(column.coded), *heights])
    if timeline.question.counted in {Counted.STATEMENTS, Counted.ANNOTATIONS}:
        lines.append(["all", str(timeline.coded), *(str(totals[place]) for place in shown)])
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    rows = [
        "  ".join([line[0].ljust(widths[0]), *(map(str.rjust, line[1:], widths[1:]))]).rstrip()
        for line in lines
    ]
    silent = ", ".join(
        series.name for series, total in zip(timeline.series, totals, strict=True) if not total
    )
    if silent:
        rows += ["", f"Not found: {silent}."]
    return "\n".join([title(timeline), *wrap(caption(timeline), 100), "", *rows]) + "\n"


def _headings(timeline: Timeline) -> list[str]:
    names = [series.name for series in timeline.series]
    return names + [f"{name}: {unit}" for unit in _further(timeline) for name in names]


def _further(timeline: Timeline) -> list[str]:
    """What the plot shows beside or instead of plain counts."""
    question = timeline.question
    if question.counted is Counted.SHARE:
        return ["share", *(["low", "high"] if question.interval else [])]
    if question.counted in {Counted.MIX, Counted.PER_1000_WORDS}:
        return [question.counted.value]
    return ["plotted"] if question.window > 1 or question.cumulative else []


def _cells(timeline: Timeline, column: Column) -> list[str]:
    if column.is_gap and not timeline.question.cumulative:
        return [""] * len(_headings(timeline))
    cells = ["" if column.is_gap else str(number) for number in column.counts]
    rows = (column.heights, column.low, column.high)
    for row, _ in zip(rows, _further(timeline), strict=False):
        cells += ["" if height is None else f"{height:.6g}" for height in row]
    return cells


def _place(column: Column) -> list[str]:
    if isinstance(column.place, Bin):
        return [column.name, column.place.first.isoformat(), column.place.last.isoformat()]
    return [column.name, "", ""]


def _record(column: Column) -> dict[str, object]:
    name, first, last = _place(column)
    days = {"first_day": first, "last_day": last} if first else {}
    found: dict[str, object] = {"name": name, **days, "coded": column.coded}
    if column.is_gap:
        found["gap"] = True
    found |= {"counts": column.counts, "bases": column.bases, "plotted": column.heights}
    return found | ({"low": column.low, "high": column.high} if column.low else {})


def _height(timeline: Timeline, column: Column, place: int) -> str:
    height = column.heights[place]
    if height is None:
        return "-"
    if timeline.question.counted in {Counted.SHARE, Counted.MIX}:
        return f"{100 * height:.1f} %"
    return f"{height:g}" if height == int(height) else f"{height:.2f}"
