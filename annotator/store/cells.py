"""Reading single cells that only this program gives a meaning: words, dates, spans and JSON.

A project may have been changed by hand in another program, or be damaged where SQLite cannot see it:
what means nothing is told in a sentence, never guessed at.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TypeVar

from annotator.errors import MeaninglessCellError
from annotator.model.dates import StatedDate
from annotator.model.span import Span

W = TypeVar("W", bound=StrEnum)
T = TypeVar("T")


def word(kind: type[W], cell: str) -> W:
    """One of the words that are known. Raises MeaninglessCellError."""
    try:
        return kind(cell)
    except ValueError as error:
        raise _meaningless(cell, " or ".join(kind)) from error


def date(cell: str | None, how: str | None = None, evidence: str | None = None) -> StatedDate:
    """A date as far as it is known, with its evidence. Raises MeaninglessCellError."""
    from annotator.model.dates import How

    try:
        return StatedDate(cell, None if how is None else How(how), evidence)
    except (ValueError, TypeError) as error:
        raise _meaningless(f"{cell}, {how}", "a date") from error


def span(start: int, end: int) -> Span:
    """A stretch of text. Raises MeaninglessCellError."""
    try:
        return Span(start, end)
    except (ValueError, TypeError) as error:
        raise _meaningless(f"{start}-{end}", "a place in a text") from error


def parsed(cell: str, shape: type[T]) -> T:
    """What the JSON of a cell says, a list or an object. Raises MeaninglessCellError."""
    try:
        found = json.loads(cell)
    except (ValueError, TypeError) as error:
        raise _meaningless(cell, "JSON") from error
    if not isinstance(found, shape):
        raise _meaningless(cell, f"a JSON {'list' if shape is list else 'object'}")
    return found


def _meaningless(cell: object, expected: str) -> MeaninglessCellError:
    shown = str(cell)
    return MeaninglessCellError(cell=shown if len(shown) <= 40 else f"{shown[:39]}…", expected=expected)
