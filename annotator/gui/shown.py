"""Annotations as they are shown: colour and name by the chosen variable, everything else in words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt

from annotator.gui.span_painter import ShownSpan
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Annotation, Value
from annotator.model.codebook import Code, VariableId
from annotator.model.project import Project
from annotator.model.span import Span
from annotator.store.annotations import annotations_of
from annotator.store.corpus import StatementRow

UNLABELLED = "#8A867E"
_PATTERNS = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One annotation with its looks and its words."""

    annotation: Annotation
    drawn: ShownSpan
    words: str
    coder: str
    tip: str


def shown_annotations(
    workspace: Workspace, row: StatementRow, *, colour_by: VariableId | None = None, all_coders: bool = False
) -> list[Shown]:
    """The coder's annotations of a statement, by place; those of all coders on request.

    The colour is that of the first code of the variable `colour_by`, else of the first code there is;
    the pattern tells which variable it comes from.
    """
    head = workspace.head
    found = annotations_of(workspace.store, [row.id], None if all_coders else workspace.coder_id)
    return [_shown(workspace, head, row, annotation, colour_by) for annotation in found]


def value_name(head: Project, value: Value) -> str:
    """What a value says, in the words of the codebook or the register."""
    if value.code_id is not None:
        return head.codebook.code(value.code_id).name
    if value.actor_id is not None:
        return next((actor.name for actor in head.actors if actor.id == value.actor_id), "")
    if value.absence is not None:
        return f"{head.codebook.variable(value.variable_id).name}: {value.absence}"
    return value.number or value.text or ""


def _shown(
    workspace: Workspace,
    head: Project,
    row: StatementRow,
    annotation: Annotation,
    colour_by: VariableId | None,
) -> Shown:
    codes = [head.codebook.code(value.code_id) for value in annotation.values if value.code_id is not None]
    leading = next((code for code in codes if code.variable_id == colour_by), codes[0] if codes else None)
    own = annotation.coder_id == workspace.coder_id
    coder = next((coder.name for coder in head.coders if coder.id == annotation.coder_id), "")
    words = " · ".join(value_name(head, value) for value in annotation.values) or "no label yet"
    place = annotation.span or row.span
    drawn = ShownSpan(
        annotation.id,
        Span(place.start - row.span.start, place.end - row.span.start),
        leading.colour if leading else UNLABELLED,
        (leading.name if leading else words) if own else f"{coder}: {leading.name if leading else words}",
        _pattern(head, leading),
        whole=annotation.span is None,
        own=own,
    )
    return Shown(annotation, drawn, words, coder, _tip(head, annotation, coder))


def _pattern(head: Project, code: Code | None) -> Qt.PenStyle:
    """By the variable's place in the codebook; a dotted line where there is no code."""
    if code is None:
        return Qt.PenStyle.DotLine
    places = [variable.id for variable in head.codebook.variables]
    return _PATTERNS[places.index(code.variable_id) % len(_PATTERNS)]


def _tip(head: Project, annotation: Annotation, coder: str) -> str:
    lines = [f"<b>{escape(coder)}</b>"]
    for variable in head.codebook.variables:
        names = [value_name(head, value) for value in annotation.values if value.variable_id == variable.id]
        if names:
            lines.append(f"{escape(variable.name)}: {escape(', '.join(names))}")
    if annotation.memo:
        lines.append(f"<i>{escape(annotation.memo)}</i>")
    return "<br>".join(lines)
