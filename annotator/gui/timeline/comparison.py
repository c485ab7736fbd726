"""The time before an event beside the time after it, in the timeline's panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from annotator.gui.theme import Theme
from annotator.gui.timeline.words import say
from annotator.gui.widgets.chooser import Chooser
from annotator.gui.widgets.grid import Cell, Column, Grid, Range, Row
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import grouped
from annotator.model.events import Event
from annotator.model.timeline_words import series_name
from annotator.timeline.before_after import Change, Comparison, comparison_table

_DAYS = (None, 30, 90, 180, 365)


class TimelineComparison(QWidget):
    """One row a series. `asked`: compare around this event, so many days on both sides (None: all)."""

    asked = Signal(object, object)
    put_away = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event: Event | None = None
        self._found: Comparison | None = None
        self.head = QLabel(self)
        self.head.setWordWrap(True)
        self.note = QLabel(self)
        self.note.setProperty("tone", "second")
        self.note.setWordWrap(True)
        self.days = Chooser(self.tr("How far on both sides"), parent=self)
        self.days.addItems(
            [self.tr("all time"), *(self.tr("{count} days").format(count=days) for days in _DAYS[1:])]
        )
        self.days.currentIndexChanged.connect(self._ask)
        self.copying = self._button(self.tr("Copy"), self.tr("Copy the table"))
        self.copying.clicked.connect(self._copy)
        close = self._button("×", self.tr("Put the comparison away"))
        close.clicked.connect(self.put_away)
        self.view = GridView(Grid(self), theme, rows=True)
        self.view.setObjectName("timelineComparison")
        self.view.setAccessibleName(self.tr("Shares before and after"))
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        for widget in (self.days, self.copying, close):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.view.set_theme(theme)

    def open_for(self, event: Event) -> None:
        """Compare around this event from now on."""
        self._event = event
        self._ask()

    @Slot()
    def ask_again(self) -> None:
        """Compare anew, after an edit or another question; nothing where it is put away."""
        if self.isVisible():
            self._ask()

    def show_comparison(self, event: Event, found: Comparison) -> None:
        """Show what was found."""
        self._found = found
        self.head.setText(
            self.tr("{event} ({date}): n = {before} before, {after} after").format(
                event=event.text,
                date=event.date.value,
                before=grouped(found.coded_before),
                after=grouped(found.coded_after),
            )
        )
        self.view.grid.show(self._columns(), [self._row(change) for change in found.changes])
        self.note.setText(
            self.tr(
                "Shares of coded statements; 95 % interval of the difference. On neither side: {count}."
            ).format(count=grouped(found.neither))
        )

    def _columns(self) -> list[Column]:
        tr = self.tr
        return [
            Column(tr("Series")),
            Column(tr("Before"), number=True, width=72),
            Column(tr("After"), number=True, width=72),
            Column(tr("Difference"), tr("In percentage points"), number=True, width=84),
            Column(tr("95 % interval"), tr("Newcombe (1998), method 10"), share=1),
        ]

    def _row(self, change: Change) -> Row:
        plain = (change.difference, change.low, change.high)
        tip = (
            ""
            if None in plain
            else self.tr("{difference}, from {low} to {high} percentage points").format(
                **dict(zip(("difference", "low", "high"), map(_points, plain), strict=True))
            )
        )
        return (
            Cell(series_name(change.series, say), tip, mark=change.series.colour),
            Cell(_share(change.before, change.coded_before), str(change.before), number=True),
            Cell(_share(change.after, change.coded_after), str(change.after), number=True),
            Cell(_points(change.difference), tip, number=True),
            Cell("–", tip)
            if change.difference is None
            else Cell(tip, tip, range=Range(change.difference, change.low, change.high, -1.0)),
        )

    @Slot()
    def _ask(self) -> None:
        if self._event is not None:
            self.asked.emit(self._event, _DAYS[max(self.days.currentIndex(), 0)])

    @Slot()
    def _copy(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(comparison_table(self._found))

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button


def _share(found: int, base: int) -> str:
    return f"{100 * found / base:.1f} %" if base else "–"


def _points(difference: float | None) -> str:
    return "–" if difference is None else f"{100 * difference:+.1f}"
