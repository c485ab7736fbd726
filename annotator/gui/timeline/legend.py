"""The legend beside the plot: colours in the order of the stack, and which codes are counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from annotator.gui.theme import Theme, legible
from annotator.model.codebook import Code, CodeId
from annotator.model.timeline import Series

_KEY = int(Qt.ItemDataRole.UserRole)


class TimelineLegend(QListView):
    """`codes_chosen` brings the codes that are ticked, None when all are; codes left out stay listed."""

    codes_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelineLegend")
        self.setAccessibleName(self.tr("Legend"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(12, 12))
        self._theme = theme
        self._shown: object = None
        self._hidden: list[CodeId] = []
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._tell)
        self.setModel(self._model)

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self._shown = None

    def show_series(self, series: Sequence[Series], *, top_first: bool) -> None:
        """What is drawn, where nothing can be left out."""
        ordered = list(reversed(series)) if top_first else list(series)
        self._fill([(0, one.name, one.colour, None) for one in ordered])

    def show_codes(
        self,
        codes: Sequence[Code],
        chosen: tuple[CodeId, ...] | None,
        further: Sequence[Series],
        *,
        silent: Collection[int],
        top_first: bool,
    ) -> None:
        """The codes that are counted, ticked, and those left out; then what else is drawn.

        Those in `silent` are counted and were not found: they are not listed, and stay counted.
        """
        counted = {int(code.id) for code in codes if chosen is None or code.id in chosen}
        self._hidden = [CodeId(key) for key in counted & set(silent)] if set(silent) < counted else []
        rows: list[tuple[int, str, str, bool | None]] = [
            (int(code.id), code.name, code.colour, int(code.id) in counted)
            for code in codes
            if code.id not in self._hidden
        ]
        rows += [(0, series.name, series.colour, None) for series in further]
        self._fill(list(reversed(rows)) if top_first else rows)

    def _fill(self, rows: list[tuple[int, str, str, bool | None]]) -> None:
        if rows == self._shown:
            return
        self._shown = rows
        self._model.blockSignals(True)
        self._model.clear()
        for key, name, colour, ticked in rows:
            item = QStandardItem(swatch(colour, self._theme), name)
            item.setData(key, _KEY)
            item.setToolTip(name)
            if ticked is not None:
                item.setCheckable(True)
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._model.appendRow(item)
        self._model.blockSignals(False)
        self._model.layoutChanged.emit()

    @Slot(QStandardItem)
    def _tell(self, changed: QStandardItem) -> None:
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        codes = [item for item in items if item.isCheckable()]
        ticked = [item for item in codes if item.checkState() is Qt.CheckState.Checked]
        if not ticked:  # at least one stays, or there is nothing to see
            changed.setCheckState(Qt.CheckState.Checked)
            return
        found = (*(CodeId(item.data(_KEY)) for item in ticked), *self._hidden)
        self._shown = None
        self.codes_chosen.emit(None if len(ticked) == len(codes) else found)


def swatch(colour: str, theme: Theme) -> QIcon:
    """A square in a code's colour, its edge visible on any ground."""
    pixmap = QPixmap(24, 24)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setBrush(QColor(colour))
        painter.setPen(legible(colour, theme))
        painter.drawRect(1, 1, 21, 21)
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)
