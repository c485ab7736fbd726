"""Annotations as they are shown: colour and name by the chosen variable, everything else in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import cycle, groupby

from PySide6.QtCore import QCoreApplication, Qt

from annotator.gui.text.span_painter import ShownSpan
from annotator.gui.words.terms import absence_word, voice_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Annotation, Value
from annotator.model.codebook import VariableId
from annotator.model.corpus import StatementId
from annotator.model.span import Span

UNLABELLED = "#8A867E"
_PATTERNS = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One annotation with its looks and its words; `answers` one by one, as its values."""

    annotation: Annotation
    drawn: ShownSpan
    words: str
    answers: tuple[str, ...]
    coder: str
    tip: Callable[[], str]
    """What hovering tells: put together when it is asked for, since ten thousand are shown and few are asked."""


def shown_annotations(
    workspace: Workspace,
    annotations: Iterable[Annotation],
    places: Mapping[StatementId, Span],
    *,
    colour_by: VariableId | None = None,
) -> list[Shown]:
    """Annotations as they are shown, in their order; `places` tells where their statements stand.

    The colour is that of the first code of the variable `colour_by`, else of the first code there is;
    the pattern tells which variable it comes from.
    """
    names = _Names(workspace)
    return [_shown(names, places, annotation, colour_by) for annotation in annotations]


class _Names:
    """The project's names by key, looked up once for many annotations."""

    def __init__(self, workspace: Workspace) -> None:
        self.head = workspace.head
        self.coder_id = workspace.coder_id
        self.codes = {code.id: code for code in self.head.codebook.codes()}
        self.actors = {actor.id: actor.name for actor in self.head.actors}
        self.coders = {coder.id: coder.name for coder in self.head.coders}
        self.variables = {variable.id: variable for variable in self.head.codebook.variables}
        self.patterns = dict(zip(self.variables, cycle(_PATTERNS), strict=False))

    def value(self, value: Value) -> str:
        if value.code_id is not None:
            return self.codes[value.code_id].name
        if value.actor_id is not None:
            return self.actors.get(value.actor_id, "")
        if value.absence is not None:
            return f"{self.variables[value.variable_id].name}: {absence_word(value.absence)}"
        return value.number or value.text or ""


def _shown(
    names: _Names, places: Mapping[StatementId, Span], annotation: Annotation, colour_by: VariableId | None
) -> Shown:
    codes = [names.codes[value.code_id] for value in annotation.values if value.code_id is not None]
    leading = next((code for code in codes if code.variable_id == colour_by), codes[0] if codes else None)
    own = annotation.coder_id == names.coder_id
    coder = names.coders.get(annotation.coder_id, "")
    answers = tuple(names.value(value) for value in annotation.values)
    words = " · ".join(answers) or _no_label()
    name = leading.name if leading else words
    drawn = ShownSpan(
        annotation.id,
        annotation.span or places[annotation.statement_id],
        leading.colour if leading else UNLABELLED,
        name if own else f"{coder}: {name}",
        names.patterns[leading.variable_id] if leading else Qt.PenStyle.DotLine,
        whole=annotation.span is None,
        own=own,
    )
    return Shown(annotation, drawn, words, answers, coder, partial(_tip, names, annotation, coder))


def _no_label() -> str:
    return QCoreApplication.translate("shown", "no label yet")


def _tip(names: _Names, annotation: Annotation, coder: str) -> str:
    lines = [f"<b>{escape(coder)}</b>"]
    for variable_id, values in groupby(annotation.values, key=lambda value: value.variable_id):
        said = ", ".join(names.value(value) for value in values)
        lines.append(f"{escape(names.variables[variable_id].name)}: {escape(said)}")
    if annotation.speaker_id is not None or annotation.voice is not None:
        voice = voice_word(annotation.voice) if annotation.voice is not None else ""
        speaker = names.actors.get(annotation.speaker_id, "") if annotation.speaker_id is not None else ""
        lines.append(escape(" · ".join(filter(None, (speaker, voice)))))
    if annotation.memo:
        lines.append(f"<i>{escape(annotation.memo)}</i>")
    return "<br>".join(lines)
