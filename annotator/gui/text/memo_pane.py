"""Notes under the text: on the active annotation, the statement, its source, and the code in focus.

Nothing is asked and nothing is confirmed: what is written is kept at a pause, and when the eye goes elsewhere.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.annotations import set_memo
from annotator.edits.memos import write_memo
from annotator.gui.coding.coding import Coding
from annotator.gui.theme import head_font
from annotator.gui.words.terms import shortened
from annotator.gui.workspace import Workspace
from annotator.gui.writing import Writing
from annotator.model.annotation import AnnotationId
from annotator.model.codebook import Code
from annotator.model.memo import MemoOn
from annotator.store.annotations import annotations_by_id
from annotator.store.changes import Changes
from annotator.store.corpus import statement_rows
from annotator.store.memos import memo_of

ANNOTATION = "annotation"
KINDS = (ANNOTATION, *(on.value for on in MemoOn))
_PAUSE_MS = 3000
_LINES = 2


class MemoPane(QFrame):
    """One note at a time. `opened`: it stands under the text now; `left`: the hand goes back to the text."""

    opened = Signal()
    left = Signal()

    def __init__(self, workspace: Workspace, coding: Coding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("memoPane")
        self._workspace = workspace
        self._coding = coding
        self._kind, self._target_id = "", 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._build()
        self.hide()
        workspace.annotation_chosen.connect(self._follow_the_eye)
        workspace.statement_shown.connect(self._follow_the_eye)
        workspace.coder_changed.connect(self._follow_the_eye)
        workspace.changed.connect(self._follow)
        workspace.leaving.connect(self.keep)
        workspace.writing_begins.connect(self._wait)
        workspace.closed.connect(self.hide)

    def write(self) -> None:
        """Open at the active annotation, else the statement; in the pane, go on to the next kind of note."""
        if not self._workspace.is_open or self._workspace.statement_id is None:
            return
        if self._workspace.coder_id is None:
            self._coding.coder_wanted.emit()
            return
        there = [kind for kind in KINDS if self._target(kind)]
        if self.isVisible() and self.field.hasFocus():
            self.show_kind(there[(there.index(self._kind) + 1) % len(there)])
        else:
            self.show_kind(there[0])
        self.show()
        self.opened.emit()
        self.field.setFocus()

    def show_kind(self, kind: str) -> None:
        """Show the note on the annotation, the statement, the source or the code."""
        self.keep()
        self._kind, self._target_id = kind, self._target(kind)
        self._buttons[kind].setChecked(True)
        for name, button in self._buttons.items():
            button.setEnabled(bool(self._target(name)))
        self.field.setPlainText(self._stored())
        self.field.document().setModified(False)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._about.setText(self._what())
        self.field.setPlaceholderText(self.tr("A note for yourself. It is no answer and counts nowhere."))

    def keep(self) -> None:
        """Write down what was changed."""
        self._pause.stop()
        coder_id = self._workspace.coder_id
        if not self.field.document().isModified() or not self._workspace.is_open or coder_id is None:
            return
        self.field.document().setModified(False)
        text = self.field.toPlainText().strip()
        if self._kind == ANNOTATION:
            self._workspace.edit(set_memo, AnnotationId(self._target_id), text)
        else:
            self._workspace.edit(write_memo, coder_id, MemoOn(self._kind), self._target_id, text)

    def _wait(self, writing: Writing) -> None:
        """Nothing can be kept meanwhile, so nothing is typed."""
        self.keep()
        self.field.setReadOnly(True)
        writing.ended.connect(self._go_on)

    def _go_on(self) -> None:
        self.field.setReadOnly(False)

    def leave(self) -> None:
        """Keep the note and put the pane away."""
        self.keep()
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape goes back to the text; where the focus goes elsewhere the note is kept."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        elif isinstance(event, QFocusEvent) and event.lostFocus():
            self.keep()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        title = QLabel(self.tr("Memo"))
        title.setFont(head_font(self.font()))
        title.setProperty("tone", "second")
        head.addWidget(title)
        head.addSpacing(8)
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for kind, name in zip(
            KINDS,
            (self.tr("Annotation"), self.tr("Statement"), self.tr("Source"), self.tr("Code")),
            strict=True,
        ):
            button = QToolButton()
            button.setText(name)
            button.setCheckable(True)
            button.setProperty("kind", kind)
            button.setToolTip(self.tr("Ctrl+M goes on to the next"))
            group.addButton(button)
            head.addWidget(button)
            self._buttons[kind] = button
        group.buttonClicked.connect(self._take_kind)
        self._about = QLabel()
        self._about.setProperty("tone", "faint")
        head.addWidget(self._about, 1)
        away = QToolButton()
        away.setText("×")
        away.setAccessibleName(self.tr("Put the memo away"))
        away.setToolTip(self.tr("Put the memo away (Esc)"))
        away.clicked.connect(self.leave)
        head.addWidget(away)
        self.field = QPlainTextEdit()
        self.field.setObjectName("memoField")
        self.field.setAccessibleName(self.tr("Memo"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 24)
        self.field.textChanged.connect(self._pause.start)
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 4, 28, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.field)

    def _take_kind(self, button: QToolButton) -> None:
        self.show_kind(str(button.property("kind")))
        self.field.setFocus()

    def _target(self, kind: str) -> int:
        """The id of what a note of this kind would be on now; 0 where there is nothing."""
        if kind == ANNOTATION:
            active = self._coding.active()
            return active.id if active else 0
        if kind == MemoOn.STATEMENT.value:
            return self._workspace.statement_id or 0
        if kind == MemoOn.SOURCE.value:
            rows = statement_rows(self._workspace.store, [self._workspace.statement_id or 0])  # type: ignore[list-item]  # 0 finds none
            return rows[0].source_id if rows else 0
        code = self._code()
        return code.id if code else 0

    def _code(self) -> Code | None:
        """The first code of the active annotation, else the one that was given last."""
        active = self._coding.active()
        values = [*(active.values if active else ()), self._coding.last_given]
        wanted = next((value.code_id for value in values if value and value.code_id), None)
        return next((code for code in self._workspace.codebook.codes() if code.id == wanted), None)

    def _stored(self) -> str:
        store, coder_id = self._workspace.store, self._workspace.coder_id
        if self._kind == ANNOTATION:
            found = annotations_by_id(store, [AnnotationId(self._target_id)])
            return found[0].memo if found else ""
        memo = memo_of(store, coder_id, MemoOn(self._kind), self._target_id) if coder_id else None
        return memo.text if memo else ""

    def _what(self) -> str:
        if self._kind == ANNOTATION:
            active = self._coding.active()
            return f"“{shortened(' '.join(active.quote.split()), 60)}”" if active and active.quote else ""
        code = self._code()
        return code.name if code is not None and self._kind == MemoOn.CODE.value else ""

    def _follow_the_eye(self) -> None:
        """Something else is in front: its note, and the one before is kept."""
        if self.isVisible() and self._workspace.statement_id is not None:
            self.show_kind(self._kind if self._target(self._kind) else MemoOn.STATEMENT.value)

    def _follow(self, changes: Changes) -> None:
        """Undo may have brought back other words."""
        if self.isVisible() and changes.touch("memo", "annotation"):
            if not self._target(self._kind):
                self._follow_the_eye()
            elif (
                not self.field.document().isModified() and self.field.toPlainText().strip() != self._stored()
            ):
                self.field.setPlainText(self._stored())
                self.field.document().setModified(False)
