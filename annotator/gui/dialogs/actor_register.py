"""The register of actors: who speaks and who is a target, with other names and attributes.

As in the codebook editor, each field is saved when it is left, and undo works as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.actors import add_actor, change_actor, delete_actor
from annotator.edits.joining import join_actors
from annotator.gui import prompts
from annotator.gui.dialogs.attribute_lines import from_lines, to_lines
from annotator.gui.dialogs.code_form import LeftText
from annotator.gui.widgets.screen import fitting_size
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.model.actors import Actor, ActorId
from annotator.store.changes import Changes

_KEY = int(Qt.ItemDataRole.UserRole) + 1
_NAMES = int(Qt.ItemDataRole.UserRole) + 2
USUAL = ("country", "organisation", "type")
"""Attributes that have a field of their own; others are lines."""


class ActorRegister(QDialog):
    """Stays open beside the window; shows what edits from elsewhere change."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actorRegister")
        self.setWindowTitle(self.tr("Actors"))
        self._workspace = workspace
        self._shown: Actor | None = None
        self._model = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(_NAMES)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit(self)
        self.search.setObjectName("actorSearch")
        self.search.setAccessibleName(self.tr("Find an actor"))
        self.search.setPlaceholderText(self.tr("Find an actor"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._found.setFilterFixedString)
        self.list = QListView(self)
        self.list.setObjectName("actorList")
        self.list.setAccessibleName(self.tr("Actors"))
        self.list.setModel(self._found)
        self.list.setSpacing(3)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.selectionModel().currentChanged.connect(self._show_actor)
        self.empty = QLabel(self.tr("Speakers and targets appear here. Add one to begin."), self)
        self.empty.setWordWrap(True)
        self.empty.setProperty("tone", "second")
        self.problem = QLabel(self)
        self.problem.setProperty("tone", "warning")
        self.problem.setWordWrap(True)
        self._make_fields()
        self._lay_out()
        workspace.changed.connect(self._follow)
        workspace.closed.connect(self.close)
        self.refresh()
        self.resize(fitting_size(self, 860, 560))

    def refresh(self) -> None:
        """List the register as it is; the chosen actor stays chosen."""
        chosen = self._shown.id if self._shown is not None else None
        self.list.selectionModel().blockSignals(True)
        self._model.clear()
        for actor in self._workspace.head.actors:
            item = QStandardItem(actor.name)
            item.setData(actor.id, _KEY)
            item.setData(" ".join((actor.name, *actor.aliases)), _NAMES)
            self._model.appendRow(item)
        self.list.selectionModel().blockSignals(False)
        self.empty.setVisible(not self._model.rowCount())
        self.choose(chosen)

    def choose(self, actor_id: ActorId | None) -> None:
        """Put an actor into the form; the first one when that one is not there."""
        rows = range(self._found.rowCount())
        keys = [self._found.index(row, 0).data(_KEY) for row in rows]
        row = keys.index(actor_id) if actor_id in keys else 0
        self.list.setCurrentIndex(self._found.index(row, 0))
        self._show_actor()

    @Slot()
    def add(self) -> None:
        """Ask for a name and put an actor into the register."""
        name = prompts.ask_text(self, self.tr("Add an actor"), self.tr("Name"), text=self.search.text())
        made = self._workspace.edit(add_actor, name) if name else None
        if made is not None:
            self.search.clear()
            self.choose(made)

    @Slot()
    def delete(self) -> None:
        """Delete the chosen actor, where nothing mentions it."""
        if self._shown is not None:
            self.problem.clear()
            self._workspace.failed.connect(self._explain)
            self._workspace.edit(delete_actor, self._shown.id)
            self._workspace.failed.disconnect(self._explain)

    @Slot()
    def join(self) -> None:
        """Ask who the chosen actor really is: that one takes over its names and all its places."""
        actor = self._shown
        if actor is None:
            return
        others = [other for other in self._workspace.head.actors if other.id != actor.id]
        question = self.tr("Who takes over the names and all places of {name}?").format(name=actor.name)
        place = prompts.ask_choice(self, self.tr("Join actors"), question, [one.name for one in others])
        if place is not None:
            into = others[place].id
            self._workspace.write(
                self.tr("Join actors"),
                lambda store, _: join_actors(store, actor.id, into),
                lambda _: self.choose(into),
            )

    def _make_fields(self) -> None:
        self.name = self._line("actorName", self.tr("Name"))
        self.aliases = self._text("actorAliases", self.tr("Other names, one a line"))
        self.usual = {name: self._line(f"actor{name.title()}", name) for name in USUAL}
        self.others = self._text(
            "actorAttributes", self.tr("Other attributes, such as “party: Harbour League”")
        )
        self.note = self._text("actorNote", self.tr("Note"))

    def _line(self, name: str, spoken: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(spoken)
        field.editingFinished.connect(self._save)
        return field

    def _text(self, name: str, spoken: str) -> LeftText:
        field = LeftText(self)
        field.setObjectName(name)
        field.setAccessibleName(spoken)
        field.setPlaceholderText(spoken)
        field.setTabChangesFocus(True)
        field.setMaximumHeight(84)
        field.left.connect(self._save)
        return field

    @Slot(QModelIndex)
    def _show_actor(self, _index: QModelIndex | None = None) -> None:
        key = self.list.currentIndex().data(_KEY) if self.list.currentIndex().isValid() else None
        actor = next((one for one in self._workspace.head.actors if one.id == key), None)
        self._shown = actor
        self._form.setEnabled(actor is not None)
        for button in (self._join, self._delete):
            button.setEnabled(actor is not None)
        attributes = dict(actor.attributes) if actor is not None else {}
        self.name.setText(actor.name if actor is not None else "")
        self.aliases.setPlainText("\n".join(actor.aliases) if actor is not None else "")
        for name, field in self.usual.items():
            field.setText(attributes.pop(name, ""))
        self.others.setPlainText(to_lines(attributes))
        self.note.setPlainText(actor.note if actor is not None else "")

    @Slot()
    def _save(self) -> None:
        if self._shown is None or not self._workspace.is_open:
            return
        self.problem.clear()
        self._workspace.failed.connect(self._explain)
        usual = {name: field.text() for name, field in self.usual.items() if field.text().strip()}
        self._workspace.edit(
            change_actor,
            self._shown.id,
            name=self.name.text(),
            aliases=self.aliases.toPlainText().splitlines(),
            attributes={**usual, **from_lines(self.others.toPlainText())},
            note=self.note.toPlainText(),
        )
        self._workspace.failed.disconnect(self._explain)

    @Slot(str, dict)
    def _explain(self, key: str, values: dict[str, object]) -> None:
        self.problem.setText(sentence(key, values))

    @Slot(Changes)
    def _follow(self, changes: Changes) -> None:
        if changes.touch("actor", "actor_alias"):
            self.refresh()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self.empty, self.list):
            column.addWidget(widget)
        self._form = QWidget(self)
        form = QFormLayout(self._form)
        form.setContentsMargins(16, 0, 0, 0)
        form.setSpacing(8)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Other names"), self.aliases)
        words = (self.tr("Country"), self.tr("Organisation"), self.tr("Type"))
        for label, field in zip(words, self.usual.values(), strict=True):
            form.addRow(label, field)
        form.addRow(self.tr("Attributes"), self.others)
        form.addRow(self.tr("Note"), self.note)
        split = QSplitter(self)
        split.addWidget(left)
        split.addWidget(self._form)
        split.setSizes([300, 540])
        buttons = QHBoxLayout()
        self._add = self._button("actorAdd", self.tr("Add actor …"), self.add)
        self._join = self._button("actorJoin", self.tr("Join with …"), self.join)
        self._delete = self._button("actorDelete", self.tr("Delete"), self.delete)
        for button in (self._add, self._join, self._delete):
            buttons.addWidget(button)
        buttons.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(split, 1)
        outer.addWidget(self.problem)
        outer.addLayout(buttons)

    def _button(self, name: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button
