"""Bringing texts in: what each file, or what was pasted, would become, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.formats.preview import Preview, preview_file, preview_pasted
from annotator.gui.jobs import Job, run_job
from annotator.gui.theme import theme_in_use
from annotator.gui.widgets.boxes import ComboBox
from annotator.gui.widgets.grid import Grid
from annotator.gui.widgets.grid_view import HEAD, ROW, GridView
from annotator.gui.words.previews import (
    doubts,
    file_columns,
    file_row,
    shape_word,
    statement_columns,
    statement_rows,
    summary,
)
from annotator.model.corpus import Unit
from annotator.segmentation.reading import Shape

_PAUSE_MS = 250
"""So long after the last key a pasted text is looked at again."""
_WORDS_OF_A_TEXT = 6
_FILES_AT_ONCE = 5
"""Rows that the list of files is high at most."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be imported, and how: files, or else the pasted text under its name."""

    files: tuple[Path, ...]
    text: str
    name: str
    unit: Unit
    shape: Shape | None = None
    shapes: dict[Path, Shape] = field(default_factory=dict)


class ImportTexts(QDialog):
    """How the texts would be cut, who speaks in them and when.

    `bring_in` is called when the user says so, and answers whether it has begun: else the dialog stays,
    with what was typed. Without files there is a field to paste into.
    """

    def __init__(
        self, files: tuple[Path, ...], bring_in: Callable[[Wanted], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bring_in = bring_in
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import texts") if files else self.tr("Paste a text"))
        self._files = files
        self._shapes: dict[Path, Shape] = {}
        self._found: dict[int, Preview] = {}
        self._job: Job | None = None
        self.pasted = QPlainTextEdit(self)
        self.pasted.setPlaceholderText(
            self.tr("Paste an article, a thread, a channel or any other text here")
        )
        self.pasted.setAccessibleName(self.tr("The text"))
        self.pasted.setTabChangesFocus(True)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("Used where the text has no title of its own"))
        self.files = GridView(Grid(self), theme_in_use(), rows=True)
        self.files.setAccessibleName(self.tr("Files"))
        self.shape = self._make_shapes()
        self.unit = self._make_units()
        self.summary, self.doubts = QLabel(self), QLabel(self)
        self.statements = GridView(Grid(self), theme_in_use(), rows=True)
        self.statements.setAccessibleName(self.tr("The first statements"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setToolTip(self.tr("Ctrl Enter from any field"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self.look()

    def offer_clipboard(self) -> None:
        """Put what was copied into the field, where it looks like more than a word or a path."""
        copied = QGuiApplication.clipboard().text()
        if len(copied.split()) >= _WORDS_OF_A_TEXT:
            self.pasted.setPlainText(copied)

    @Slot()
    def look(self) -> None:
        """Look at all texts anew, one after the other, aside."""
        self._stop()
        self._found = {}
        self._show()
        self._look_at_next()

    @Slot()
    def accept(self) -> None:
        """Say what is wanted, and go."""
        if not self.take.isEnabled():
            return
        wanted = Wanted(
            files=self._files,
            text=self._text(),
            name=self._name(),
            unit=self._unit(),
            shape=None if self._files else self._shape(),
            shapes=dict(self._shapes),
        )
        if self._bring_in(wanted):
            self._stop()
            super().accept()

    def _stop(self) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _look_at_next(self) -> None:
        """The text that the user looks at comes first."""
        waiting = [place for place in range(max(1, len(self._files))) if place not in self._found]
        if not waiting or (not self._files and not self._text().strip()):
            self._job = None
            return
        place = self._place() if self._place() in waiting else waiting[0]
        unit = self._unit()
        if self._files:
            file = self._files[place]
            work = partial(preview_file, file, unit=unit, shape=self._shapes.get(file))
        else:
            shape = self._shape()
            work = partial(preview_pasted, self._text(), name=self._name(), unit=unit, shape=shape)
        self._job = run_job(self, work, partial(self._take_in, place))

    def _take_in(self, place: int, found: Preview) -> None:
        self._found[place] = found
        self._show()
        self._look_at_next()

    def _text(self) -> str:
        return self.pasted.toPlainText()

    def _unit(self) -> Unit:
        return Unit(self.unit.currentData())

    def _shape(self) -> Shape | None:
        """How the text in front is to be read; None as it looks. Qt hands words back, not what they stand for."""
        chosen = self.shape.currentData()
        return Shape(chosen) if chosen else None

    def _name(self) -> str:
        return self.name.text().strip() or self.tr("Pasted text")

    def _place(self) -> int:
        return max(0, self.files.currentIndex().row())

    def _show(self) -> None:
        """All that is known so far."""
        rows = [file_row(file, self._found.get(place)) for place, file in enumerate(self._files)]
        self.files.grid.show(file_columns(), rows)
        self._show_one()
        good = self._text().strip() if not self._files else len(self._found) < len(self._files)
        can = good or any(one.error is None for one in self._found.values())
        if not self._files and 0 in self._found and self._found[0].error is not None:
            can = False
        self.take.setEnabled(bool(can))

    @Slot()
    def _show_one(self) -> None:
        """The text in front: in words, and its first statements."""
        found = self._found.get(self._place())
        is_empty = not self._files and not self._text().strip()
        looking = "" if is_empty else self.tr("Looking at it …")
        self.summary.setText(looking if found is None else summary(found))
        words = doubts(found) if found is not None else ""
        self.doubts.setText(words)
        self.doubts.setVisible(bool(words))
        self.statements.grid.show(statement_columns(), statement_rows(found) if found is not None else [])
        as_it_looks = self.tr("as it looks")
        if found is not None and found.shape and self.shape.currentData() is None:
            as_it_looks = self.tr("as it looks: {shape}").format(shape=shape_word(found.shape))
        self.shape.setItemText(0, as_it_looks)
        self.shape.setEnabled(found is None or bool(found.shape) or found.error is not None)

    @Slot()
    def _show_other(self, _now: QModelIndex | None = None) -> None:
        """Another file was chosen."""
        if self._files:
            shape = self._shapes.get(self._files[self._place()])
            self.shape.blockSignals(True)
            self.shape.setCurrentIndex(self.shape.findData(shape))
            self.shape.blockSignals(False)
        self._show_one()

    @Slot()
    def _choose_shape(self) -> None:
        """Another way to read the text in front; the others stay."""
        place, shape = self._place(), self._shape()
        if self._files:
            if shape is None:
                self._shapes.pop(self._files[place], None)
            else:
                self._shapes[self._files[place]] = shape
        self._stop()
        self._found.pop(place, None)
        self._show_one()
        self._look_at_next()

    def _make_shapes(self) -> ComboBox:
        made = ComboBox(self)
        made.setAccessibleName(self.tr("Read as"))
        made.addItem(self.tr("as it looks"), None)
        for shape in (Shape.ARTICLE, Shape.CHANNEL, Shape.THREAD, Shape.TRANSCRIPT, Shape.TEXT):
            made.addItem(shape_word(shape), shape)
        made.setMinimumContentsLength(30)
        return made

    def _make_units(self) -> ComboBox:
        made = ComboBox(self)
        made.setAccessibleName(self.tr("Cut into"))
        for words, unit in (
            (self.tr("sentences"), Unit.SENTENCE),
            (self.tr("paragraphs"), Unit.PARAGRAPH),
            (self.tr("whole posts, tweets and articles"), Unit.POST),
        ):
            made.addItem(words, unit)
        return made

    def _connect(self) -> None:
        self.pasted.textChanged.connect(self._pause.start)
        self.pasted.textChanged.connect(self._wait)
        self._pause.timeout.connect(self.look)
        self.unit.currentIndexChanged.connect(self.look)
        self.shape.currentIndexChanged.connect(self._choose_shape)
        self.files.selectionModel().currentRowChanged.connect(self._show_other)
        taking = QShortcut(QKeySequence("Ctrl+Return"), self)
        taking.activated.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def _wait(self) -> None:
        """While somebody types, what was found before no longer holds."""
        self.take.setEnabled(bool(self._text().strip()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        many = len(self._files) > 1
        self.files.setVisible(many)
        self.files.setFixedHeight(HEAD + min(len(self._files), _FILES_AT_ONCE) * ROW + 2)
        for shown in (self.pasted, self.name):
            shown.setVisible(not self._files)
        column.addWidget(self.files)
        column.addWidget(self.pasted, 2)
        if not self._files:
            form = QFormLayout()
            form.addRow(self.tr("Name"), self.name)
            column.addLayout(form)
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, choice in ((self.tr("Read as"), self.shape), (self.tr("Cut into"), self.unit)):
            label = QLabel(words, self)
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice)
            row.addSpacing(12)
        row.addStretch()
        column.addLayout(row)
        self.summary.setProperty("tone", "second")
        self.doubts.setProperty("tone", "warning")
        for label in (self.summary, self.doubts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self.statements, 3)
        column.addWidget(self.buttons)
        self.take.setDefault(True)
        self.resize(800, 560)
        (self.pasted if not self._files else self.take).setFocus()
