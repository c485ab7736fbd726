"""Find or do anything: actions, codes and actors by a few typed letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.theme import Theme, legible

_ENTRY = Qt.ItemDataRole.UserRole
_MOST = 500
_ALIKE = 0.66
_MOST_SIMILAR = 5
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be picked. `more` is searched as well, after the name; `aside` stands at the right."""

    name: str
    act: Callable[[], object]
    more: str = ""
    aside: str = ""
    colour: str = ""


def ranked(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Entries that hold every typed word, best first: at the name's start, at a word's start, anywhere."""
    words = typed.casefold().split()
    scored = []
    for order, entry in enumerate(entries):
        name, more = entry.name.casefold(), entry.more.casefold()
        scores = [_score(word, name, more) for word in words]
        if all(score is not None for score in scores):
            scored.append((sum(score or 0 for score in scores), order, entry))
    return [entry for _, _, entry in sorted(scored, key=lambda found: found[:2])]


def similar(entries: Iterable[Entry], typed: str) -> list[Entry]:
    """Entries whose names are nearly what was typed, or share most of its words; the nearest first."""
    wanted, words = typed.casefold().strip(), set(typed.casefold().split())
    scored = []
    for order, entry in enumerate(entries):
        name = entry.name.casefold()
        shared = len(words & set(name.split())) / max(1, len(words))
        likeness = max(shared, SequenceMatcher(None, name, wanted).ratio())
        if likeness >= _ALIKE:
            scored.append((-likeness, order, entry))
    return [entry for _, _, entry in sorted(scored, key=lambda found: found[:2])][:_MOST_SIMILAR]


def _score(word: str, name: str, more: str) -> int | None:
    if name.startswith(word):
        return 0
    if f" {word}" in f" {name}":
        return 1
    if word in name:
        return 2
    return 3 if word in more else None


class Palette(QFrame):
    """A field and a list over the window; Enter takes the best, Escape goes back to where one was."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._entries: Sequence[Entry] = ()
        self._fallback: Callable[[str], Sequence[Entry]] | None = None
        self._back_to: QWidget | None = None
        self.field = QLineEdit()
        self.field.setObjectName("paletteField")
        self.field.setAccessibleName(self.tr("Find or do anything"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self._model = _Model(self)
        self.list = QListView()
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setModel(self._model)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._delegate = _Delegate(theme, self)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._delegate.theme = theme

    def ask(
        self,
        entries: Sequence[Entry],
        hint: str,
        *,
        fallback: Callable[[str], Sequence[Entry]] | None = None,
        typed: str = "",
    ) -> None:
        """Offer these; `fallback` makes last entries of what was typed, such as a new code."""
        self._entries, self._fallback = entries, fallback
        window = self.parentWidget()
        self._back_to = window.focusWidget() if window is not None else None
        self.field.setPlaceholderText(hint)
        self.field.setText(typed)
        self._narrow(typed)
        if window is not None:
            width = min(620, window.width() - 80)
            self.setGeometry((window.width() - width) // 2, 72, width, min(420, window.height() - 140))
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter takes, Escape and a lost focus put the palette away."""
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 8, keys.Key_PageUp: -8}
        pressed = Qt.Key(event.key())
        if pressed in steps:
            row = self.list.currentIndex().row() + steps[pressed]
            self.list.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1)), 0))
            return True
        if pressed in {keys.Key_Return, keys.Key_Enter}:
            self._take(self.list.currentIndex())
            return True
        if pressed is keys.Key_Escape:
            self._put_away()
            return True
        return False

    def _narrow(self, typed: str) -> None:
        found = ranked(self._entries, typed)[:_MOST]
        extra = self._fallback(typed) if self._fallback and typed.strip() else ()
        known = {(entry.name, entry.aside) for entry in found}
        self._model.show([*found, *(entry for entry in extra if (entry.name, entry.aside) not in known)])
        self.list.setCurrentIndex(self._model.index(0, 0))

    def _take(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(_ENTRY) if index.isValid() else None
        self._put_away()
        if entry is not None:
            entry.act()

    def _put_away(self) -> None:
        self.hide()
        if self._back_to is not None:
            self._back_to.setFocus()


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._found: Sequence[Entry] = ()

    def show(self, found: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        entry = self._found[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.name, entry.aside)))
        return entry.name if role == Qt.ItemDataRole.DisplayRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(_ENTRY)
        painter.save()
        rect: QRect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, QColor(self.theme.chosen))
        if entry.colour:
            painter.fillRect(QRect(rect.left() + 8, rect.top() + 8, 4, 14), legible(entry.colour, self.theme))
        metrics = painter.fontMetrics()
        aside = metrics.elidedText(entry.aside, Qt.TextElideMode.ElideRight, rect.width() // 2)
        inner = rect.adjusted(20, 0, -10, 0)
        painter.setPen(QColor(self.theme.faint))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        painter.setPen(QColor(self.theme.text))
        width = inner.width() - metrics.horizontalAdvance(aside) - 16
        painter.drawText(
            inner,
            Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, width),
        )
        painter.restore()
