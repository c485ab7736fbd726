"""What a text would become, before anything is written: its shape, its statements, what is doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats import plain_text
from annotator.formats.reading import Reading
from annotator.formats.registry import format_of_project
from annotator.model.corpus import SourceDraft, StatementDraft, StatementKind, Unit
from annotator.model.dates import UNDATED, StatedDate
from annotator.segmentation.reading import Shape

SHOWN = 60
"""Statements that are shown of a text; enough to see how it was cut."""


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One statement as it would be listed; `speaker` is empty where nobody is known."""

    text: str
    kind: StatementKind
    speaker: str
    date: StatedDate


@dataclass(frozen=True, slots=True)
class Preview:
    """One text in numbers, with its first statements; `error` when nothing of it can come in.

    `shape` is empty for a whole project, which is taken over as it is. `first` and `last` are the earliest
    and latest published dates, `undated` counts sources without one.
    """

    name: str
    shape: str = ""
    sources: int = 0
    statements: int = 0
    set_aside: int = 0
    undated: int = 0
    first: StatedDate = UNDATED
    last: StatedDate = UNDATED
    shown: tuple[ShownStatement, ...] = ()
    problems: tuple[str, ...] = ()
    error: AnnotatorError | None = None


def preview_file(path: Path, *, unit: Unit = Unit.SENTENCE, shape: Shape | None = None) -> Preview:
    """What a file would become; a whole project is told by its name alone."""
    if format_of_project(path) is not None:
        return Preview(path.name)
    try:
        reading = plain_text.read(path, unit=unit, shape=shape)
    except AnnotatorError as error:
        return Preview(path.name, error=error)
    return _previewed(path.name, reading)


def preview_pasted(
    text: str, *, name: str, unit: Unit = Unit.SENTENCE, shape: Shape | None = None
) -> Preview:
    """What a pasted text would become."""
    try:
        reading = plain_text.read_pasted(text, name=name, unit=unit, shape=shape)
    except AnnotatorError as error:
        return Preview(name, error=error)
    return _previewed(name, reading)


def _previewed(name: str, reading: Reading) -> Preview:
    drafts = reading.drafts
    statements = [(draft, statement) for draft in drafts for statement in draft.statements]
    dates = sorted(
        (date for date in map(_published, drafts) if date.value is not None),
        key=lambda date: date.value or "",
    )
    return Preview(
        name,
        shape=reading.shape,
        sources=len(drafts),
        statements=len(statements),
        set_aside=sum(statement.kind is not StatementKind.BODY for _, statement in statements),
        undated=len(drafts) - len(dates),
        first=dates[0] if dates else UNDATED,
        last=dates[-1] if dates else UNDATED,
        shown=tuple(_shown(draft, statement) for draft, statement in statements[:SHOWN]),
        problems=reading.problems,
    )


def _published(draft: SourceDraft) -> StatedDate:
    """The source's date, or else the first of its parts."""
    known = (
        date for date in (draft.published, *(part.date for part in draft.parts)) if date.value is not None
    )
    return next(known, UNDATED)


def _shown(draft: SourceDraft, statement: StatementDraft) -> ShownStatement:
    part = draft.parts[statement.part] if statement.part is not None else None
    speaker = statement.speaker or (part and part.speaker) or draft.speaker
    inherited = part.date if part is not None and part.date.value is not None else draft.published
    return ShownStatement(
        statement.span.of(draft.text),
        statement.kind,
        speaker.name if speaker else "",
        statement.said if statement.said.value is not None else inherited,
    )
