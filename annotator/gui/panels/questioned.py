"""The panel of labels in question: given before the definition of their code changed, to be confirmed or changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.edits.confirming import confirm_annotations
from annotator.gui import prompts
from annotator.gui.latest_read import LatestRead
from annotator.gui.theme import Theme
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import annotations_word
from annotator.gui.workspace import Workspace
from annotator.model.codebook import Code
from annotator.store.changes import Changes
from annotator.store.questioned import Questioned, questioned


class QuestionedPanel(QWidget):
    """`chosen`: an annotation to look at, with its statement. Each coder sees their own."""

    chosen = Signal(object, object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questionedPanel")
        self.setAccessibleName(self.tr("In question"))
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._reading = LatestRead(self, workspace)
        self.found: list[Questioned] = []
        self.message = QLabel(self)
        self.message.setProperty("tone", "second")
        self.confirm = QPushButton(self.tr("&Confirm"), self)
        self.confirm.setToolTip(self.tr("The label is right under the new definition, too (Space)"))
        self.confirm_code = QPushButton(self)
        self.confirm_all = QPushButton(self.tr("Confirm all …"), self)
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("questionedList")
        self.view.setAccessibleName(self.tr("Labels that a changed definition puts in question"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(300)
        self._lay_out()
        self._connect()
        self._show([])

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    @Slot()
    def read(self) -> None:
        """Read what is in question for the coder, in a job."""
        self._rest.stop()
        self._reading.stop()
        workspace = self._workspace
        if workspace.is_open and self.isVisible() and workspace.coder_id is not None:
            work = partial(questioned, coder_id=workspace.coder_id)
            self._reading.begin(work, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is read now."""
        super().showEvent(event)
        self.read()

    def current(self) -> Questioned | None:
        """What the current row says."""
        row = self.view.currentIndex().row()
        return self.found[row] if 0 <= row < len(self.found) else None

    def _show(self, found: list[Questioned]) -> None:
        row = self.view.currentIndex().row()
        codes = {code.id: code for code in self._workspace.codebook.codes()} if found else {}
        self.found = found = [one for one in found if one.code_id in codes]
        self.view.grid.show(self._columns(), [self._row(one, codes[one.code_id]) for one in found])
        if found:
            self.view.setCurrentIndex(self.view.grid.index(min(max(row, 0), len(found) - 1), 0))
        words = self.tr(
            "{labels} of yours: the definition of their code changed since. Are they still right?"
        )
        if not found:
            words = self.tr(
                "When a code’s name or definition changes, your earlier labels with it are listed here."
            )
        count = len({one.annotation_id for one in found})
        self.message.setText(words.format(labels=annotations_word(count)))
        self.confirm_all.setEnabled(bool(found))
        self._follow_row()

    @Slot()
    def _follow_row(self) -> None:
        current = self.current()
        self.confirm.setEnabled(current is not None)
        self.confirm_code.setVisible(current is not None)
        if current is not None:
            name = self._workspace.codebook.code(current.code_id).name
            self.confirm_code.setText(self.tr("Confirm all of “{code}” …").format(code=name))

    @Slot(object)
    def _go(self, target: object) -> None:
        if isinstance(target, Questioned):
            self.chosen.emit(target.statement_id, target.annotation_id)

    @Slot()
    def _confirm(self) -> None:
        current = self.current()
        if current is not None:
            self._workspace.edit(confirm_annotations, [current.annotation_id])

    @Slot()
    def _confirm_code(self) -> None:
        current = self.current()
        if current is not None:
            self._ask([one for one in self.found if one.code_id == current.code_id])

    @Slot()
    def _confirm_all(self) -> None:
        self._ask(self.found)

    def _ask(self, found: list[Questioned]) -> None:
        """Confirm many after saying how many of which code."""
        codebook = self._workspace.codebook
        counts: dict[str, int] = {}
        for one in found:
            name = codebook.code(one.code_id).name
            counts[name] = counts.get(name, 0) + 1
        listed = "\n".join(f"{name}: {annotations_word(count)}" for name, count in counts.items())
        question = self.tr("These labels are right under the definitions as they are now:\n\n{list}")
        words = question.format(list=listed)
        if prompts.confirm(self, self.tr("Confirm labels"), words, act=self.tr("Confirm")):
            ids = list(dict.fromkeys(one.annotation_id for one in found))
            self._workspace.write(
                self.tr("Confirm labels"), lambda store, _: confirm_annotations(store, ids), rows=len(ids)
            )

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Code"), share=2),
            Column(self.tr("Words"), share=6),
            Column(self.tr("Given at revision"), number=True, width=140),
            Column(self.tr("Changed at"), number=True, width=110),
        ]

    @staticmethod
    def _row(found: Questioned, code: Code) -> Row:
        words = " ".join(found.words.split())
        tip = f"{code.name}\n{code.definition}\n“{words}”"
        return (
            Cell(code.name, tip=tip, mark=code.colour, target=found),
            Cell(words, tip=tip, target=found),
            Cell(str(found.made_under), tip=tip, tone=Tone.SECOND, number=True, target=found),
            Cell(str(found.changed_in), tip=tip, tone=Tone.SECOND, number=True, target=found),
        )

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("annotation", "value", "code", "statement"):
            self._rest.start()

    @Slot()
    def _clear(self) -> None:
        self._rest.stop()
        self._show([])

    def _connect(self) -> None:
        workspace = self._workspace
        self._rest.timeout.connect(self.read)
        for button, act in (
            (self.confirm, self._confirm),
            (self.confirm_code, self._confirm_code),
            (self.confirm_all, self._confirm_all),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(act)
        self.view.chosen.connect(self._go)
        self.view.selectionModel().currentChanged.connect(self._follow_row)
        space = QShortcut(QKeySequence("Space"), self.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._confirm)
        workspace.opened.connect(self.read)
        workspace.coder_changed.connect(self.read)
        workspace.changed.connect(self._hear)
        workspace.closed.connect(self._clear)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 4)
        head.setSpacing(8)
        head.addWidget(self.message, 1)
        for button in (self.confirm, self.confirm_code, self.confirm_all):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
