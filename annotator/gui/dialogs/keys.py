"""All keys in one list: searchable, changeable, and back to the usual ones."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.coding.coding import Coding
from annotator.gui.coding.key_choices import KeyChoices
from annotator.gui.theme import theme_in_use
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Value

_NATIVE = QKeySequence.SequenceFormat.NativeText


class KeysDialog(QDialog):
    """Actions with their keys, then the rows of keys that the codebook owns."""

    def __init__(
        self, choices: KeyChoices, workspace: Workspace, coding: Coding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("keysDialog")
        self.setWindowTitle(self.tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(720, 560)
        self._choices = choices
        self._workspace = workspace
        self._coding = coding
        self._names: list[str] = []
        self.search = QLineEdit()
        self.search.setObjectName("keysFind")
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.view = GridView(Grid(self), theme_in_use(), rows=True)
        self.view.setObjectName("keysList")
        self.view.setAccessibleName(self.tr("Actions and their keys"))
        self.field = QKeySequenceEdit()
        self.field.setObjectName("keysField")
        self.field.setAccessibleName(self.tr("New key"))
        self.field.setMaximumSequenceLength(1)
        self.message = QLabel()
        self.message.setProperty("tone", "second")
        self.message.setWordWrap(True)
        self._lay_out()
        self.search.textChanged.connect(self.refresh)
        self.field.editingFinished.connect(self._take)
        self.view.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.view.activated.connect(self.field.setFocus)
        coding.keys_changed.connect(self.refresh)
        self.refresh()
        self._choose(0)

    def refresh(self) -> None:
        """Show what fits the words that are looked for."""
        kept = self.chosen()
        typed = self.search.text().casefold().split()
        self._names = []
        rows: list[Row] = []
        for name, command in self._choices.commands.items():
            text = command.text.replace("&", "").removesuffix(" …")
            where = command.where.replace("&", "")
            keys = "   ".join(key.toString(_NATIVE) for key in self._choices.keys_of(name))
            if all(word in f"{text} {where} {command.tip} {keys}".casefold() for word in typed):
                tone = Tone.SECOND if self._choices.is_usual(name) else Tone.TEXT
                rows.append(
                    (
                        Cell(text, tip=command.tip),
                        Cell(where, tone=Tone.FAINT),
                        Cell(keys, tone=tone),
                        Cell(self.tr("while reading") if command.text_key else "", tone=Tone.FAINT),
                    )
                )
                self._names.append(name)
        rows += [row for row in self._code_rows() if all(word in row[0].text.casefold() for word in typed)]
        columns = [
            Column(self.tr("Action"), share=5),
            Column(self.tr("Menu"), width=96),
            Column(self.tr("Key"), share=3),
            Column("", width=120),
        ]
        self.view.grid.show(columns, rows)
        self._choose(self._names.index(kept) if kept in self._names else 0)

    def chosen(self) -> str | None:
        """The action in focus; None where a code is."""
        row = self.view.currentIndex().row()
        return self._names[row] if 0 <= row < len(self._names) else None

    def choose(self, name: str) -> None:
        """Put an action into focus."""
        if name in self._names:
            self._choose(self._names.index(name))

    def take_none(self) -> None:
        """The action in focus has no key any more."""
        self._set(QKeySequence())

    def take_usual(self) -> None:
        """All keys as they were at first."""
        self._choices.take_usual()
        self.message.setText(self.tr("All keys are the usual ones again."))
        self.refresh()

    def _code_rows(self) -> list[Row]:
        """The keys that codes and actors have now, as they are engraved."""
        if not self._workspace.is_open:
            return []
        rows: list[Row] = []
        for place, value in self._coding.keyed_values().items():
            variable = self._workspace.codebook.variable(value.variable_id)
            rows.append(
                (
                    Cell(self._name(value), tip=self.tr("Keys of codes are changed in the codebook editor.")),
                    Cell(variable.name, tone=Tone.FAINT),
                    Cell(self._coding.engraved(place), tone=Tone.SECOND),
                    Cell(self.tr("while reading"), tone=Tone.FAINT),
                )
            )
        return rows

    def _name(self, value: Value) -> str:
        if value.code_id is not None:
            return self._workspace.codebook.code(value.code_id).name
        names = {actor.id: actor.name for actor in self._workspace.head.actors}
        return names.get(value.actor_id, "") if value.actor_id is not None else ""

    def _choose(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().setCurrentIndex(self.view.grid.index(row, 0), flags)
        self._show_chosen()

    def _show_chosen(self) -> None:
        name = self.chosen()
        keys = self._choices.keys_of(name) if name else []
        self.field.blockSignals(True)
        self.field.setKeySequence(keys[0] if keys else QKeySequence())
        self.field.blockSignals(False)
        self.field.setEnabled(name is not None)
        self._none.setEnabled(bool(keys))
        words = self.tr("Press a new key in the field below.")
        self.message.setText(words if name else self.tr("Keys of codes are changed in the codebook editor."))

    def _take(self) -> None:
        self._set(self.field.keySequence())

    def _set(self, key: QKeySequence) -> None:
        name = self.chosen()
        if name is None or self._choices.keys_of(name)[:1] == ([] if key.isEmpty() else [key]):
            return
        refused = self._choices.take(name, key)
        self.refresh()
        self.message.setText(refused or self.tr("Kept."))

    def _lay_out(self) -> None:
        self._none = QPushButton(self.tr("No key"))
        self._none.setObjectName("keysNone")
        usual = QPushButton(self.tr("Back to the usual keys"))
        usual.setObjectName("keysUsual")
        for button, slot in ((self._none, self.take_none), (usual, self.take_usual)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        label = QLabel(self.tr("New key"))
        label.setBuddy(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(self._none)
        row.addStretch(1)
        row.addWidget(usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self.message)
        column.addLayout(row)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
