"""What commands print: tables for people, one JSON document for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import click

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


def print_lines(lines: Iterable[str]) -> None:
    """One after the other, as they come."""
    for line in lines:
        click.echo(line)


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
