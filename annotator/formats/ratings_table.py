"""Ratings and coded spans from plain tables, for agreement without a project.

CSV as in RFC 4180 (2005), with a header; comma, semicolon or tab between the cells; UTF-8 with or without
a byte order mark. There is no way out.

`ratings.csv`: one row per unit, one column per coder. The first column holds the units' ids when its
head is empty or one of unit, id, unit_id, statement, statement_id, item, case, document; otherwise it is a coder
too and the units are numbered. An empty cell is missing. On the scale `set` a cell holds codes with
semicolons between them, and [] is the empty set. On the scales ordinal, interval and ratio cells are
numbers when all of them are; on interval and ratio another cell is a problem and taken as missing.

`spans.csv`: the columns document, coder, start, end, label in any order, others are left alone; half-open
ranges of characters. A row with start, end and label empty says that the coder has finished the
document and marked nothing there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from annotator.errors import (
    BrokenRecordError,
    EmptyTextError,
    FileMissingError,
    FileUnreadableError,
    MissingColumnsError,
    NotTextError,
    why_unreadable,
)

UNIT_HEADS = ("", "unit", "id", "unit_id", "statement", "statement_id", "item", "case", "document")
SPAN_COLUMNS = ("document", "coder", "start", "end", "label")
EMPTY_SET = "[]"

Cell = str | int | float | tuple[str, ...] | None
"""Text, a number, the codes of a set, or None for missing."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """Units x coders as they stand in the file, and what was left out, in sentences with their rows."""

    coders: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpansTable:
    """Per document the coders who have finished it and their spans; a length of each document.

    A length that was not given is the end of the last span in the document.
    """

    lengths: Mapping[str, int]
    spans: Mapping[str, Mapping[str, tuple[tuple[int, int, str], ...]]]
    problems: tuple[str, ...] = ()


def read_ratings(path: Path, *, scale: str = "nominal") -> RatingsTable:
    """The table of a file. Raises FileMissingError, FileUnreadableError, NotTextError, EmptyTextError."""
    return ratings_of_text(_text(path), name=path.name, scale=scale)


def ratings_of_text(text: str, *, name: str, scale: str = "nominal") -> RatingsTable:
    """As `read_ratings`, for text that is at hand; rows are counted from the header, which is row 1."""
    head, *body = _records(text, name)
    has_units = bool(head[1]) and head[1][0].strip().casefold() in UNIT_HEADS
    coders = tuple(cell.strip() for cell in head[1][int(has_units) :])
    problems: list[str] = []
    units: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    places: list[str] = []
    for row, record in body:
        cells = record[int(has_units) :]
        if len(cells) != len(coders):
            problems.append(
                f"Row {row} of {name} has {len(cells)} values, but there are {len(coders)} coders. "
                "The row was skipped."
            )
            continue
        units.append(record[0].strip() if has_units else str(row - 1))
        rows.append(tuple(_cell(cell, scale) for cell in cells))
        places.append(f"Row {row} of {name}")
    if scale in {"interval", "ratio"}:
        problems += _not_numbers(rows, places, coders)
    return RatingsTable(coders, tuple(units), tuple(_with_numbers(rows, scale)), tuple(problems))


def read_spans(path: Path, *, lengths: Mapping[str, int] | None = None) -> SpansTable:
    """The spans of a file; `lengths` of documents in characters, as far as they are known.

    Raises FileMissingError, FileUnreadableError, NotTextError, EmptyTextError, MissingColumnsError.
    """
    return spans_of_text(_text(path), name=path.name, lengths=lengths)


def spans_of_text(text: str, *, name: str, lengths: Mapping[str, int] | None = None) -> SpansTable:
    """As `read_spans`, for text that is at hand; rows are counted from the header, which is row 1."""
    head, *body = _records(text, name)
    place = {cell.strip().casefold(): at for at, cell in enumerate(head[1])}
    missing = [column for column in SPAN_COLUMNS if column not in place]
    if missing:
        raise MissingColumnsError(name=name, missing=", ".join(missing), known=", ".join(SPAN_COLUMNS))
    found: dict[str, dict[str, list[tuple[int, int, str]]]] = {}
    problems: list[str] = []
    for row, record in body:
        cells = [
            record[place[column]].strip() if place[column] < len(record) else "" for column in SPAN_COLUMNS
        ]
        document, coder, *span = cells
        reason = _span_problem(coder, span, (lengths or {}).get(document))
        if reason:
            problems.append(f"Row {row} of {name} {reason}. The row was skipped.")
            continue
        spans = found.setdefault(document, {}).setdefault(coder, [])
        if any(span):
            spans.append((int(span[0]), int(span[1]), span[2]))
    kept = {
        document: {coder: tuple(spans) for coder, spans in coders.items()}
        for document, coders in found.items()
    }
    found_lengths = _lengths(kept, lengths or {})
    problems += [
        f"{name} tells neither a span nor the length of {document}, so that nothing can be compared there."
        for document, length in found_lengths.items()
        if not length
    ]
    return SpansTable(found_lengths, kept, tuple(problems))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FileMissingError(name=path.name) from error
    except UnicodeDecodeError as error:
        raise NotTextError(name=path.name) from error
    except OSError as error:
        raise FileUnreadableError(name=path.name, reason=why_unreadable(error)) from error


def _records(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Row numbers and cells; blank rows are passed over. Raises EmptyTextError, BrokenRecordError."""
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        found = [(row, cells) for row, cells in enumerate(reader, start=1) if any(map(str.strip, cells))]
    except csv.Error as error:
        raise BrokenRecordError(line=reader.line_num, name=name, reason=str(error)) from error
    if not found:
        raise EmptyTextError(name=name)
    return found


def _cell(cell: str, scale: str) -> Cell:
    cell = cell.strip()
    if not cell:
        return None
    if scale != "set":
        return cell
    return () if cell == EMPTY_SET else tuple(code.strip() for code in cell.split(";") if code.strip())


def _with_numbers(rows: Sequence[tuple[Cell, ...]], scale: str) -> Iterable[tuple[Cell, ...]]:
    """Cells as numbers where the scale has them: always, or for `ordinal` when all cells are numbers."""
    if scale in {"nominal", "set"}:
        return rows
    if scale == "ordinal" and not all(_is_number(cell) for row in rows for cell in row if cell is not None):
        return rows
    return [tuple(_number(cell) for cell in row) for row in rows]


def _not_numbers(rows: Sequence[tuple[Cell, ...]], places: Sequence[str], coders: Sequence[str]) -> list[str]:
    return [
        f"{place}: {cell} of {coder} is not a number. It was taken as missing."
        for row, place in zip(rows, places, strict=True)
        for cell, coder in zip(row, coders, strict=True)
        if cell is not None and not _is_number(cell)
    ]


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and _NUMBER.fullmatch(cell) is not None


def _number(cell: Cell) -> Cell:
    if not isinstance(cell, str) or not _is_number(cell):
        return None
    number = float(cell)
    return int(number) if number.is_integer() else number


def _span_problem(coder: str, span: Sequence[str], length: int | None) -> str:
    """What is wrong with a row, as the end of a sentence; nothing when it is in order."""
    if not coder:
        return "names no coder"
    if not any(span):
        return ""
    start, end, label = span
    if not (re.fullmatch(r"\d+", start) and re.fullmatch(r"\d+", end)):
        return f"has no whole numbers for start and end: {start or 'nothing'}, {end or 'nothing'}"
    if int(start) >= int(end):
        return f"holds an empty span: {start} to {end}"
    if length is not None and int(end) > length:
        return f"reaches to {end}, beyond the {length} characters of its document"
    return "" if label else "has no label"


def _lengths(
    found: Mapping[str, Mapping[str, Sequence[tuple[int, int, str]]]], given: Mapping[str, int]
) -> dict[str, int]:
    last = {
        document: max((end for spans in coders.values() for _, end, _ in spans), default=0)
        for document, coders in found.items()
    }
    return {document: given.get(document, end) for document, end in last.items()}
