"""Forms for one code and one variable; each field is saved when it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from annotator.edits.codes import change_code, change_variable, set_opposite
from annotator.gui import prompts
from annotator.gui.dialogs.attribute_lines import from_lines, to_lines
from annotator.gui.widgets.boxes import ComboBox
from annotator.gui.words.terms import annotations_word
from annotator.gui.workspace import Workspace
from annotator.model.codebook import Code, Variable


class LeftText(QPlainTextEdit):
    """A field of several lines that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The user goes on to something else."""
        super().focusOutEvent(event)
        self.left.emit()


class CodeForm(QWidget):
    """Everything about one code. `questioned_wanted`: the labels in question should be seen."""

    questioned_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._code: Code | None = None
        self.name = self._line("codeName", self.tr("Name"))
        self.key = self._line("codeKey", self.tr("Key"))
        self.key.setMaxLength(1)
        self.key.setPlaceholderText(self.tr("by its place"))
        self.colour = QPushButton()
        self.colour.setObjectName("codeColour")
        self.colour.setAccessibleName(self.tr("Colour"))
        self.colour.setAutoDefault(False)
        self.colour.clicked.connect(self._ask_colour)
        self.definition = self._text("codeDefinition", self.tr("Definition"))
        self.use_when = self._text("codeUseWhen", self.tr("Use when"))
        self.avoid_when = self._text("codeAvoidWhen", self.tr("Avoid when"))
        self.examples = self._text("codeExamples", self.tr("Examples, one a line"))
        self.attributes = self._text("codeAttributes", self.tr("Attributes, one a line, as “type: state”"))
        self.opposite = ComboBox()
        self.opposite.setObjectName("codeOpposite")
        self.opposite.setAccessibleName(self.tr("Opposite"))
        self.opposite.activated.connect(self._save_opposite)
        self.used = QLabel()
        self.used.setProperty("tone", "second")
        self.questioned = QPushButton()
        self.questioned.setObjectName("codeQuestioned")
        self.questioned.setAutoDefault(False)
        self.questioned.clicked.connect(self.questioned_wanted)
        form = QFormLayout(self)
        form.setContentsMargins(16, 8, 8, 8)
        for label, field in (
            (self.tr("Name"), self.name),
            (self.tr("Key"), self.key),
            (self.tr("Colour"), self.colour),
            (self.tr("Definition"), self.definition),
            (self.tr("Use when"), self.use_when),
            (self.tr("Avoid when"), self.avoid_when),
            (self.tr("Examples"), self.examples),
            (self.tr("Attributes"), self.attributes),
            (self.tr("Opposite"), self.opposite),
            ("", self.used),
            ("", self.questioned),
        ):
            form.addRow(label, field)

    def show_code(self, code: Code, used: int, in_question: int = 0) -> None:
        """Fill the fields; one that has the focus keeps what is being typed.

        `in_question`: so many of the annotations that hold it were made before it meant what it means now.
        """
        same = self._code is not None and self._code.id == code.id
        self._code = code
        for field, text in ((self.name, code.name), (self.key, code.key.upper())):
            if not (same and field.hasFocus()):
                field.setText(text)
        for area, text in (
            (self.definition, code.definition),
            (self.use_when, code.use_when),
            (self.avoid_when, code.avoid_when),
            (self.examples, "\n".join(code.examples)),
            (self.attributes, to_lines(code.attributes)),
        ):
            if not (same and area.hasFocus()):
                area.setPlainText(text)
        self.colour.setText(code.colour)
        swatch = QPixmap(16, 16)
        swatch.fill(QColor(code.colour))
        self.colour.setIcon(QIcon(swatch))
        self._fill_opposites(code)
        self.used.setText(self.tr("Stands in {count} annotations.").format(count=used))
        question = self.tr("{labels} from before the definition changed …")
        self.questioned.setText(question.format(labels=annotations_word(in_question)))
        self.questioned.setVisible(in_question > 0)

    def _line(self, name: str, spoken: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(spoken)
        field.editingFinished.connect(self._save)
        return field

    def _text(self, name: str, spoken: str) -> LeftText:
        field = LeftText()
        field.setObjectName(name)
        field.setAccessibleName(spoken)
        field.setTabChangesFocus(True)
        field.setMaximumHeight(90)
        field.setMinimumHeight(44)
        field.left.connect(self._save)
        return field

    def _save(self) -> None:
        code = self._code
        if code is None:
            return
        examples = [line.strip() for line in self.examples.toPlainText().splitlines() if line.strip()]
        self._workspace.edit(
            change_code,
            code.id,
            name=self.name.text(),
            key=self.key.text().lower(),
            definition=self.definition.toPlainText(),
            use_when=self.use_when.toPlainText(),
            avoid_when=self.avoid_when.toPlainText(),
            examples=examples,
            attributes=from_lines(self.attributes.toPlainText()),
        )

    def _ask_colour(self) -> None:
        if self._code is None:
            return
        chosen = prompts.ask_colour(self, self.tr("Colour"), self._code.colour)
        if chosen is not None:
            self._workspace.edit(change_code, self._code.id, colour=chosen)

    def _fill_opposites(self, code: Code) -> None:
        self.opposite.clear()
        self.opposite.addItem(self.tr("none"), None)
        for other in self._workspace.codebook.variable(code.variable_id).codes:
            if other.id != code.id:
                self.opposite.addItem(other.name, other.id)
                if other.id == code.opposite_id:
                    self.opposite.setCurrentIndex(self.opposite.count() - 1)

    def _save_opposite(self, index: int) -> None:
        if self._code is not None:
            self._workspace.edit(set_opposite, self._code.id, self.opposite.itemData(index))


class VariableForm(QWidget):
    """Everything about one variable; what it takes is fixed once it is there."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._variable: Variable | None = None
        self.name = QLineEdit()
        self.name.setObjectName("variableName")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.editingFinished.connect(self._save)
        self.definition = LeftText()
        self.definition.setObjectName("variableDefinition")
        self.definition.setAccessibleName(self.tr("Definition"))
        self.definition.setTabChangesFocus(True)
        self.definition.left.connect(self._save)
        self.kind = QLabel()
        self.required = QCheckBox(self.tr("Required: a statement that is done should answer it"))
        self.required.setObjectName("variableRequired")
        self.active = QCheckBox(self.tr("Switched on"))
        self.active.setObjectName("variableActive")
        for box in (self.required, self.active):
            box.clicked.connect(self._save)
        form = QFormLayout(self)
        form.setContentsMargins(16, 8, 8, 8)
        form.addRow(self.tr("Name"), self.name)
        form.addRow(self.tr("Takes"), self.kind)
        form.addRow(self.tr("Definition"), self.definition)
        form.addRow("", self.required)
        form.addRow("", self.active)

    def show_variable(self, variable: Variable) -> None:
        """Fill the fields."""
        self._variable = variable
        self.name.setText(variable.name)
        self.kind.setText(variable.kind.value)
        if not self.definition.hasFocus():
            self.definition.setPlainText(variable.definition)
        self.required.setChecked(variable.required)
        self.active.setChecked(variable.active)

    def _save(self) -> None:
        if self._variable is not None:
            self._workspace.edit(
                change_variable,
                self._variable.id,
                name=self.name.text(),
                definition=self.definition.toPlainText(),
                required=self.required.isChecked(),
                active=self.active.isChecked(),
            )
