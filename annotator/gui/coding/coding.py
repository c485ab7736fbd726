"""From a key or a click to a verb: what is labelled, and with what.

A label goes to the marked words, else to the active annotation, else to the whole statement. The
same key takes it off again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from annotator.edits.annotations import annotate, delete_annotations, move_span, set_values, set_voice
from annotator.edits.coining import coin
from annotator.edits.spans import join_annotations, split_annotation
from annotator.edits.statuses import set_flag, set_stage
from annotator.gui.coding.keys import ROWS
from annotator.gui.jobs import read_job
from annotator.gui.workspace import Workspace
from annotator.model.actors import ActorId
from annotator.model.annotation import Absence, Annotation, AnnotationId, CoderId, Stage, Status, Value, Voice
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.span import Span
from annotator.store.annotations import (
    annotations_by_id,
    annotations_of,
    frequent_actors,
    is_answered,
    read_status,
    whole_annotation,
)
from annotator.store.changes import Changes
from annotator.store.store import Store


class Coding(QObject):
    """What the hands do. `selection_used`: the marked words became an annotation; let go of them.

    `keys_changed`: other keys stand for other values. `options_changed`: sticky or auto-advance.
    `coder_wanted`: nobody codes yet, and somebody should.
    """

    selection_used = Signal()
    keys_changed = Signal()
    options_changed = Signal()
    coder_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.selection: Span | None = None
        self.focused_variable_id: VariableId | None = None
        self.last_values: tuple[Value, ...] = ()
        self.last_given: Value | None = None
        self.sticky = False
        self.auto_advance = False
        self._keyed_actors: list[ActorId] = []
        self._engravings: dict[str, str] = {}
        workspace.opened.connect(self._reload_keys)
        workspace.coder_changed.connect(self._reload_keys)
        workspace.head_changed.connect(self.keys_changed)
        workspace.changed.connect(self._forget_what_is_gone)
        workspace.statement_shown.connect(self._drop_selection)
        workspace.annotation_chosen.connect(self._forget_last_given)

    def active(self) -> Annotation | None:
        """The annotation that keys change: the active one, when it is the coder's own."""
        chosen = self._workspace.annotation_id
        found = annotations_by_id(self._workspace.store, [chosen]) if chosen is not None else []
        return next((one for one in found if one.coder_id == self._workspace.coder_id), None)

    def own(self) -> list[Annotation]:
        """The coder's annotations of the statement in front."""
        place, coder = self._workspace.statement_id, self._workspace.coder_id
        if place is None or coder is None:
            return []
        return annotations_of(self._workspace.store, [place], coder)

    def keyed_values(self) -> dict[str, Value]:
        """Which key stands for which value; codes by their own key or their place, actors by first use."""
        keyed: dict[str, Value] = {}
        for variable, row in zip(self.active_variables(), ROWS, strict=False):
            answers = self._answers(variable)
            free = iter([place for place in row if place not in {key for key, _ in answers}])
            for key, value in answers:
                place = key or next(free, "")
                if place:
                    keyed.setdefault(place, value)
        return keyed

    def active_variables(self) -> list[Variable]:
        """The variables that are switched on, in their order."""
        return [variable for variable in self._workspace.codebook.variables if variable.active]

    def press(self, place: str) -> bool:
        """Give the value that the key at `place` stands for; False when it stands for none."""
        value = self.keyed_values().get(place) if self._workspace.is_open else None
        if value is None:
            self._say_what_the_row_is_for(place)
            return False
        self.give(value)
        return True

    def _say_what_the_row_is_for(self, place: str) -> None:
        if not self._workspace.is_open:
            return
        for variable, row in zip(self.active_variables(), ROWS, strict=False):
            if place in row:
                words = self.tr("{key} has no answer to {variable} yet. / finds one by typing.")
                self._workspace.say(words, key=self.engraved(place), variable=variable.name)

    def engraved(self, place: str) -> str:
        """What stands on the key at a place: what it typed when it was pressed, else as on a US keyboard."""
        return self._engravings.get(place, place).upper()

    def learn_engraving(self, place: str, letter: str) -> None:
        """The key at `place` types this letter on the user's keyboard."""
        if letter.isprintable() and letter and letter.upper() != self.engraved(place):
            self._engravings[place] = letter
            self.keys_changed.emit()

    def give(self, value: Value) -> None:
        """Label what is meant with a value, or take it off where it is already."""
        self._focus(value)
        if not self._may_code():
            return
        on_words = self.selection is not None
        target = self._target()
        if target is None:
            self._annotate([value])
        else:
            self._change(target, value)
        self._note(value)
        if self.auto_advance and target is None and not on_words:
            self.done_and_next()

    def give_new(self, variable: Variable, name: str) -> None:
        """Make a code of this name, or an actor, and label what is meant with it, as one step."""
        if not self._may_code():
            return
        place, coder = self._workspace.statement_id, self._workspace.coder_id
        assert place is not None
        assert coder is not None
        target, span = self._target(), self.selection

        def label(store: Store, value: Value) -> tuple[AnnotationId, Value]:
            if target is None:
                return annotate(store, place, coder, span=span, values=(value,)), value
            set_values(store, target.id, variable.id, _with(target, variable, value))
            return target.id, value

        made = self._workspace.edit(coin, coder, variable.id, name, label)
        if made is not None:
            self._focus(made[1])
            self.selection = None
            self.selection_used.emit()
            self._workspace.choose_annotation(made[0])
            self._note(made[1])

    def give_absence(self, absence: Absence) -> None:
        """Answer *not applicable* or *undecided* for the variable in focus."""
        variables = self.active_variables()
        if not variables:
            return
        known = {variable.id for variable in variables}
        variable_id = self.focused_variable_id if self.focused_variable_id in known else variables[0].id
        self.give(Value(variable_id or variables[0].id, absence=absence))

    def repeat(self) -> None:
        """Give the marked words, or the whole statement, the values that were given last."""
        if not self.last_values:
            self._workspace.say(self.tr("Nothing was labelled yet, so there is nothing to repeat."))
        elif self._may_code():
            self._annotate(self.last_values)

    def annotate_again(self) -> None:
        """Make a second annotation on the words of the active one, to be labelled next."""
        active = self.active()
        if active is not None and active.span is not None:
            self.selection = active.span
            self._annotate(())

    def delete_active(self) -> None:
        """Take the active annotation back."""
        active = self.active()
        if active is not None:
            self._workspace.edit(delete_annotations, [active.id])

    def move(self, annotation_id: AnnotationId, span: Span) -> None:
        """Let an annotation cover other words."""
        self._workspace.edit(move_span, annotation_id, span)

    def split(self, position: int) -> None:
        """Cut the active annotation at a place of the stored text."""
        active = self.active()
        if active is None:
            self._workspace.say(
                self.tr("Choose an annotation first, then put the caret where it should be cut.")
            )
        else:
            self._workspace.edit(split_annotation, active.id, position)

    def join(self) -> None:
        """Make one of the coder's annotations that the marked words touch."""
        touched = [
            found.id
            for found in self.own()
            if found.span is not None and self.selection is not None and found.span.overlaps(self.selection)
        ]
        made = self._workspace.edit(join_annotations, touched)
        if made is not None:
            self.selection_used.emit()
            self._workspace.choose_annotation(made)

    def copy_labels(self) -> None:
        """Remember the labels of the active annotation; *repeat* gives them to what is marked next."""
        active = self.active()
        if active is not None:
            self.last_values = active.values
            self._workspace.say(self.tr("The labels are ready for the next mark: press the full stop."))

    def set_voice(self, *, speaker_id: ActorId | None = None, voice: Voice | None = None) -> None:
        """Say whose words the active annotation holds; what is None stays as it is."""
        active = self.active()
        if active is not None:
            speaker, kept = speaker_id or active.speaker_id, voice or active.voice
            self._workspace.edit(set_voice, active.id, speaker_id=speaker, voice=kept)

    def done_and_next(self) -> None:
        """The statement is done: on to the next one."""
        if self._stage(Stage.DONE) and not self._workspace.step(1):
            self._workspace.say(self.tr("This is the last statement of the queue."))

    def skip(self) -> None:
        """Leave the statement for later."""
        if self._stage(Stage.SKIPPED):
            self._workspace.step(1)

    def exclude(self, reason: str) -> None:
        """The statement is not part of the study, for a reason."""
        if self._stage(Stage.EXCLUDED, reason):
            self._workspace.step(1)

    def toggle_flag(self) -> None:
        """Flag the statement to come back to, or take the flag off, and its note with it."""
        status = self.status() if self._may_code() else None
        if status is not None:
            self._workspace.edit(set_flag, status.statement_id, status.coder_id, flagged=not status.flagged)

    def flag_with(self, note: str) -> None:
        """Flag the statement, and say why."""
        status = self.status() if self._may_code() else None
        if status is not None:
            self._workspace.edit(set_flag, status.statement_id, status.coder_id, flagged=True, note=note)

    def status(self) -> Status | None:
        """Where the coder stands with the statement in front."""
        place, coder = self._workspace.statement_id, self._workspace.coder_id
        if place is None or coder is None:
            return None
        return read_status(self._workspace.store, place, coder)

    def set_sticky(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """While sticky, every new mark gets the last values at once."""
        self.sticky = on
        self.options_changed.emit()

    def set_auto_advance(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """While on, a label for the whole statement also means done and next."""
        self.auto_advance = on
        self.options_changed.emit()

    def mark(self, span: Span | None) -> None:
        """Words were marked, or nothing is marked any more."""
        self.selection = span
        if span is not None:
            self._workspace.choose_annotation(None)

    def settle(self) -> None:
        """The hand has let go of the marked words: sticky labels stick now."""
        if self.selection is not None and self.sticky and self.last_values and self._may_code():
            self._annotate(self.last_values)

    def missing(self) -> list[Variable]:
        """Required variables that the coder has not answered in the statement, once anything is labelled in it."""
        store, place, coder = self._workspace.store, self._workspace.statement_id, self._workspace.coder_id
        required = [variable for variable in self.active_variables() if variable.required]
        if not required or place is None or coder is None or not is_answered(store, place, coder):
            return []
        return [variable for variable in required if not is_answered(store, place, coder, variable.id)]

    def _annotate(self, values: Sequence[Value]) -> None:
        workspace = self._workspace
        assert workspace.statement_id is not None
        assert workspace.coder_id is not None
        span, self.selection = self.selection, None
        made = workspace.edit(
            annotate, workspace.statement_id, workspace.coder_id, span=span, values=tuple(values)
        )
        self.selection_used.emit()
        if made is not None:
            workspace.choose_annotation(made)

    def _change(self, target: Annotation, value: Value) -> None:
        wanted = _with(target, self._workspace.codebook.variable(value.variable_id), value)
        others = [kept for kept in target.values if kept.variable_id != value.variable_id]
        if target.span is None and not wanted and not others and not target.memo:
            self._workspace.edit(delete_annotations, [target.id])
            return
        self._workspace.edit(set_values, target.id, value.variable_id, wanted)
        self._workspace.choose_annotation(target.id)

    def _target(self) -> Annotation | None:
        """What a label changes: nothing where words are marked, for then it makes an annotation of them."""
        return None if self.selection is not None else (self.active() or self._whole_statement())

    def _whole_statement(self) -> Annotation | None:
        place, coder = self._workspace.statement_id, self._workspace.coder_id
        if place is None or coder is None:
            return None
        return whole_annotation(self._workspace.store, place, coder)

    def _may_code(self) -> bool:
        if self._workspace.statement_id is None:
            return False
        if self._workspace.coder_id is None:
            self.coder_wanted.emit()
        return self._workspace.coder_id is not None

    def _stage(self, stage: Stage, reason: str = "") -> bool:
        """Put the statement in that stage; False when nobody codes."""
        if not self._may_code():
            return False
        place, coder = self._workspace.statement_id, self._workspace.coder_id
        assert place is not None
        assert coder is not None
        missing = self.missing() if stage is Stage.DONE else []
        self._workspace.edit(set_stage, [place], coder, stage, reason=reason)
        if missing:
            names = ", ".join(variable.name for variable in missing)
            self._workspace.say(self.tr("Done, though {names} was not coded."), names=names)
        return True

    def _answers(self, variable: Variable) -> list[tuple[str, Value]]:
        """The variable's keys, where codes bring their own, and its values in the order of keys."""
        if variable.kind is VariableKind.ACTORS:
            return [("", Value(variable.id, actor_id=actor)) for actor in self._keyed_actors]
        return [
            (code.key, Value(variable.id, code_id=code.id)) for code in variable.codes if not code.retired
        ]

    def _focus(self, value: Value) -> None:
        self.focused_variable_id = value.variable_id
        self.last_given = value

    def _note(self, value: Value) -> None:
        """What can be repeated; an actor that is used for the first time takes the next free key, and keeps it."""
        active = self.active()
        if active is not None and active.values:
            self.last_values = active.values
        if value.actor_id is not None and value.actor_id not in self._keyed_actors:
            self._keyed_actors.append(value.actor_id)
            self.keys_changed.emit()

    def _reload_keys(self) -> None:
        self._keyed_actors = []
        if self._workspace.coder_id is not None:
            read = partial(frequent_actors, coder_id=self._workspace.coder_id, limit=len(ROWS[2]))
            if self._workspace.is_large:
                read_job(self, self._workspace, read, partial(self._take_actors, self._workspace.coder_id))
            else:
                self._keyed_actors = read(self._workspace.store)
        self.last_values = ()
        self.last_given = None
        self.keys_changed.emit()

    def _take_actors(self, coder_id: CoderId, actors: list[ActorId]) -> None:
        """The actors that this coder named most; those named meanwhile come behind them."""
        if coder_id == self._workspace.coder_id:
            later = [actor for actor in self._keyed_actors if actor not in actors]
            self._keyed_actors = [*actors, *later]
            self.keys_changed.emit()

    def _forget_what_is_gone(self, changes: Changes) -> None:
        chosen = self._workspace.annotation_id
        concerned = changes.annotations is None or chosen in changes.annotations
        if chosen is not None and concerned and not annotations_by_id(self._workspace.store, [chosen]):
            self._workspace.choose_annotation(None)

    def _forget_last_given(self) -> None:
        if self.last_given is not None and self.last_given not in getattr(self.active(), "values", ()):
            self.last_given = None

    def _drop_selection(self) -> None:
        self.selection = None


def _with(target: Annotation, variable: Variable, value: Value) -> list[Value]:
    """What an annotation says for a variable once a value is given to it, or taken off where it is already."""
    present = [kept for kept in target.values if kept.variable_id == variable.id]
    if value in present:
        return [kept for kept in present if kept != value]
    if variable.kind in {VariableKind.CODES, VariableKind.ACTORS} and value.absence is None:
        return [*(kept for kept in present if kept.absence is None), value]
    return [value]
