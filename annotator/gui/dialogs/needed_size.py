"""How large a sample has to be, for the alpha one wants to be sure of."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.agreement.sample_size import required_units
from annotator.gui.theme import CONTROL_HEIGHT
from annotator.gui.widgets.boxes import DoubleSpinBox, SpinBox
from annotator.gui.words.terms import grouped

_MINIMUM = 0.8
_SHARE = 10


class NeededSize(QWidget):
    """`chosen`: so many statements, please."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.minimum = DoubleSpinBox(self)
        self.minimum.setRange(0.1, 0.95)
        self.minimum.setSingleStep(0.05)
        self.minimum.setValue(_MINIMUM)
        self.minimum.setAccessibleName(self.tr("Smallest alpha that would do"))
        self.share = SpinBox(self)
        self.share.setRange(1, 50)
        self.share.setSuffix(self.tr(" %"))
        self.share.setValue(_SHARE)
        self.share.setAccessibleName(self.tr("Share of the rarest code"))
        for box in (self.minimum, self.share):
            box.setFixedWidth(60)
            box.lineEdit().setTextMargins(8, 0, 0, 0)
            box.valueChanged.connect(self._count)
        self.use = QToolButton(self)
        self.use.clicked.connect(self._choose)
        self.setToolTip(
            self.tr(
                "Statements that all coders have to code, so that alpha can be told to lie above the smallest "
                "that would do, at a risk of 5 %. Formula: Krippendorff (2019), after Bloch and Kraemer (1989)."
            )
        )
        self.setMinimumHeight(CONTROL_HEIGHT + 4)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (
            QLabel(self.tr("alpha above"), self),
            self.minimum,
            QLabel(self.tr("rarest code"), self),
            self.share,
            self.use,
        ):
            line.addWidget(widget)
        line.addStretch()
        self._count()

    @property
    def needed(self) -> int:
        """So many statements."""
        return required_units(self.minimum.value(), self.share.value() / 100)

    @Slot()
    def _count(self) -> None:
        self.use.setText(self.tr("Use {count}").format(count=grouped(self.needed)))

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.needed)
