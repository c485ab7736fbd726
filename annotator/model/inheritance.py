"""What a statement takes over from its part and its source: who speaks, and when."""

from __future__ import annotations

from annotator.model.corpus import Part, Source, Statement
from annotator.model.dates import StatedDate


def date_of(statement: Statement, part: Part | None, source: Source) -> StatedDate:
    """The nearest date that is known; else what the source says of being undated."""
    for date in (statement.said, part.date if part else None):
        if date is not None and date.value is not None:
            return date
    return source.published


def speaker_of(statement: Statement, part: Part | None, source: Source) -> Statement | Part | Source:
    """The nearest of the three that names a speaker; the source where none does."""
    for level in (statement, part):
        if level is not None and level.speaker_id is not None:
            return level
    return source
