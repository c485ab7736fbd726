"""The codebook beside the text: every answer with its key, and the help for the one in focus."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.coding import Coding
from annotator.gui.jobs import Job, run_job
from annotator.gui.theme import Theme, head_font, icon, legible, scaled, with_alpha
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Value
from annotator.model.codebook import Code, CodeId, Variable, VariableKind
from annotator.store.annotations import code_counts
from annotator.store.changes import Changes
from annotator.store.store import Store

_ANSWER = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 26
_HEAD_HEIGHT = 30
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Answer:
    """One row: a value with its looks. A head has no value."""

    name: str
    key: str = ""
    colour: str = ""
    count: int = 0
    value: Value | None = None
    code: Code | None = None
    given: bool = False


class CodebookPanel(QWidget):
    """Variables and their codes in rows; a click or the key gives the code. `pick_wanted`: type-ahead asked for."""

    pick_wanted = Signal(object)

    def __init__(
        self, workspace: Workspace, coding: Coding, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("codebookPanel")
        self.setAccessibleName(self.tr("Codebook"))
        self.setProperty("surface", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._coding = coding
        self._counts: dict[CodeId, int] = {}
        self._counting: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(300)
        self._soon.timeout.connect(self._recount)
        self._model = QStandardItemModel(self)
        self._build(theme)
        self.set_theme(theme)
        for signal in (workspace.opened, workspace.coder_changed):
            signal.connect(self._recount)
        for signal in (
            workspace.closed,
            workspace.annotation_chosen,
            workspace.statement_shown,
            coding.keys_changed,
        ):
            signal.connect(self.refresh)
        workspace.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme
        self._theme = theme
        self._find.setIcon(icon("search", theme))
        self._tree.viewport().update()
        self._show_help()

    def refresh(self) -> None:
        """Show the codebook as it is, with what the active annotation says marked."""
        chosen = self._tree.currentIndex().row(), self._tree.currentIndex().parent().row()
        self._model.clear()
        if self._workspace.is_open:
            keyed = {value: self._coding.engraved(key) for key, value in self._coding.keyed_values().items()}
            active = self._coding.active()
            given = set(active.values) if active else set()
            for variable in self._coding.active_variables():
                self._add_variable(variable, keyed, given)
        self._tree.expandAll()
        self._restore(*chosen)
        self._show_help()

    def _build(self, theme: Theme) -> None:
        title = QLabel(self.tr("Codebook"))
        title.setFont(head_font(self.font()))
        title.setProperty("tone", "second")
        self._find = QToolButton()
        self._find.setObjectName("findCodeButton")
        self._find.setAccessibleName(self.tr("Find a code"))
        self._find.setToolTip(self.tr("Find a code by typing  ( / )"))
        self._find.clicked.connect(self._ask_for_pick)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 0)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self._find)
        self._tree = QTreeView()
        self._tree.setObjectName("codeTree")
        self._tree.setAccessibleName(self.tr("Codes"))
        self._tree.setModel(self._model)
        self._tree.setHeaderHidden(True)
        self._tree.setIndentation(0)
        self._tree.setRootIsDecorated(False)
        self._tree.setExpandsOnDoubleClick(False)
        self._tree.setMouseTracking(True)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tree.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self._tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._delegate = _AnswerDelegate(theme, self._tree)
        self._tree.setItemDelegate(self._delegate)
        self._tree.clicked.connect(self._give)
        self._tree.activated.connect(self._give)
        self._tree.entered.connect(self._show_help)
        self._tree.selectionModel().currentChanged.connect(self._show_help)
        self._help = QTextBrowser()
        self._help.setObjectName("codeHelp")
        self._help.setAccessibleName(self.tr("Help for the code"))
        self._help.setOpenLinks(False)
        self._help.setMinimumHeight(110)
        self._help.setMaximumHeight(190)
        self._help.document().setDocumentMargin(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._tree, 3)
        layout.addWidget(self._help, 1)

    def _add_variable(self, variable: Variable, keyed: dict[Value, str], given: set[Value]) -> None:
        answers = self._answers(variable, keyed, given)
        keys = [answer.key.upper() for answer in answers if answer.key and answer.value is not None]
        head = _item(Answer(variable.name, key=f"{keys[0]} … {keys[-1]}" if len(keys) > 1 else "".join(keys)))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._model.appendRow(head)
        for answer in answers:
            head.appendRow(_item(answer))

    def _answers(self, variable: Variable, keyed: dict[Value, str], given: set[Value]) -> list[Answer]:
        found: list[Answer] = []
        for code in variable.codes:
            value = Value(variable.id, code_id=code.id)
            if not code.retired or value in given:
                count = self._counts.get(code.id, 0)
                found.append(
                    Answer(
                        code.name, keyed.get(value, ""), code.colour, count, value, code, given=value in given
                    )
                )
        if variable.kind is VariableKind.ACTORS:
            names = {actor.id: actor.name for actor in self._workspace.head.actors}
            values = [value for value in keyed if value.variable_id == variable.id]
            values += [value for value in given if value.variable_id == variable.id and value not in values]
            found += [
                Answer(names[value.actor_id], keyed.get(value, ""), value=value, given=value in given)
                for value in values
                if value.actor_id in names
            ]
            found.append(Answer(self.tr("Another actor …"), key="/", value=None, colour=""))
        found += [
            Answer(
                self.tr("not applicable") if value.absence == "not applicable" else self.tr("undecided"),
                value=value,
                given=True,
            )
            for value in given
            if value.variable_id == variable.id and value.absence is not None
        ]
        return found

    def _code_given_last(self) -> Code | None:
        if not self._workspace.is_open:
            return None
        active = self._coding.active()
        said = [value for value in active.values if value.code_id is not None] if active else []
        value = self._coding.last_given or (said[0] if said else None)
        if value is None or value.code_id is None:
            return None
        return next((code for code in self._workspace.codebook.codes() if code.id == value.code_id), None)

    def _restore(self, row: int, parent: int) -> None:
        above = self._model.index(parent, 0) if parent >= 0 else QModelIndex()
        index = self._model.index(row, 0, above)
        if index.isValid():
            self._tree.setCurrentIndex(index)

    def _recount(self) -> None:
        """Count how often each code stands, in a job: in a large project that takes longer than a frame."""
        self.refresh()
        coder = self._workspace.coder_id
        if coder is None or not self._workspace.is_open:
            return
        if self._counting is not None:
            self._counting.cancel()
        store = self._workspace.store
        self._counting = run_job(self._workspace, partial(_count, store, coder), self._show_counts)

    def _show_counts(self, counts: dict[CodeId, int]) -> None:
        self._counting = None
        if counts != self._counts:
            self._counts = counts
            self.refresh()

    def _follow(self, changes: Changes) -> None:
        concerned = changes.annotations is None or self._workspace.annotation_id in changes.annotations
        if concerned or changes.touch("code", "variable", "actor"):
            self.refresh()
        if changes.touch("value"):
            self._soon.start()

    def _give(self, index: QModelIndex) -> None:
        answer = index.data(_ANSWER)
        if answer.value is not None:
            self._coding.give(answer.value)
        elif index.parent().isValid():
            self.pick_wanted.emit(self._coding.active_variables()[index.parent().row()].id)

    def _ask_for_pick(self) -> None:
        self.pick_wanted.emit(None)

    def _show_help(self, index: QModelIndex | None = None) -> None:
        found = index if isinstance(index, QModelIndex) and index.isValid() else self._tree.currentIndex()
        answer: Answer | None = found.data(_ANSWER) if found.isValid() else None
        code = (answer.code if answer else None) or self._code_given_last()
        if code is None:
            hint = self.tr("Point at a code to read its definition here.")
            self._help.setHtml(f"<p style='color:{self._theme.faint}'>{hint}</p>")
            return
        lines = [f"<p style='margin:0 0 6px 0'><b>{_html(code.name)}</b></p>"]
        for head, words in (
            ("", code.definition),
            (self.tr("Use when"), code.use_when),
            (self.tr("Avoid when"), code.avoid_when),
            (self.tr("Example"), " ".join(f"“{example}”" for example in code.examples)),
        ):
            if words:
                mark = f"<span style='color:{self._theme.second}'><b>{head}</b></span> " if head else ""
                lines.append(f"<p style='margin:0 0 5px 0'>{mark}{_html(words)}</p>")
        self._help.setHtml("".join(lines))


class _AnswerDelegate(QStyledItemDelegate):
    """Key, colour, name and count in one row; heads in spaced capitals."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Heads have air above them."""
        return QSize(120, _ROW_HEIGHT if index.parent().isValid() else _HEAD_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        answer: Answer = index.data(_ANSWER)
        painter.save()
        rect: QRect = option.rect
        if index.parent().isValid():
            state = option.state
            self._paint_answer(painter, rect, answer, state)
        else:
            self._paint_head(painter, rect, answer)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, answer: Answer) -> None:
        painter.setFont(head_font(painter.font()))
        painter.setPen(QColor(self.theme.second))
        inner = rect.adjusted(16, 10, -16, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, answer.name)
        painter.setPen(QColor(self.theme.faint))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, answer.key)

    def _paint_answer(self, painter: QPainter, rect: QRect, answer: Answer, state: QStyle.StateFlag) -> None:
        if answer.given:
            painter.fillRect(rect, with_alpha(answer.colour or self.theme.accent, 0.18))
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(self.theme.chosen))
        badge = QRect(rect.left() + 14, rect.center().y() - 9, 20, 20)
        if answer.key:
            self._paint_key(painter, badge, answer.key)
        if answer.colour:
            bar = QRect(badge.right() + 9, rect.center().y() - 7, 4, 15)
            painter.fillRect(bar, legible(answer.colour, self.theme))
        count = str(answer.count) if answer.count else ""
        numbers = scaled(painter.font(), 0.9)
        width = QFontMetrics(numbers).horizontalAdvance(count) + 16
        name = QRect(QPoint(badge.right() + 22, rect.top()), QPoint(rect.right() - width - 6, rect.bottom()))
        painter.setPen(QColor(self.theme.second if answer.value is None else self.theme.text))
        words = painter.fontMetrics().elidedText(answer.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(numbers)
        painter.setPen(QColor(self.theme.faint))
        painter.drawText(
            rect.adjusted(0, 0, -16, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count
        )

    def _paint_key(self, painter: QPainter, badge: QRect, key: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.line), 1))
        painter.setBrush(QColor(self.theme.ground))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        kept = painter.font()
        painter.setFont(scaled(kept, 0.85))
        painter.setPen(QColor(self.theme.second))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, key.upper())
        painter.setFont(kept)


def _count(store: Store, coder_id: CoderId) -> dict[CodeId, int]:
    with store.reader() as reader:
        return code_counts(reader, coder_id)


def _item(answer: Answer) -> QStandardItem:
    item = QStandardItem(answer.name)
    item.setData(answer, _ANSWER)
    spoken = f"{answer.name}, {answer.key}" if answer.key else answer.name
    item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
    return item


def _html(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
