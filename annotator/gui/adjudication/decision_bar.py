"""The line below the layers: why coders differed, a note, and the acts that decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from annotator.model.adjudication import REASONS, Settlement

HEIGHT = 44
_ROOMY = 640


def reason_word(reason: str) -> str:
    """A reason in the user's language; words of one's own stay."""
    tr = QCoreApplication.translate
    return {
        "ambiguous text": tr("adjudication", "ambiguous text"),
        "gap in the codebook": tr("adjudication", "gap in the codebook"),
        "slip": tr("adjudication", "slip"),
        "edge case": tr("adjudication", "edge case"),
        "taste": tr("adjudication", "taste"),
    }.get(reason, reason)


class DecisionBar(QWidget):
    """What goes along with a decision; empty again for the next statement."""

    def __init__(self, settle: QAction, others: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.reason = ""
        self.reasons = QToolButton()
        self.reasons.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.reasons.setToolTip(self.tr("Why the coders differed   R"))
        self.reasons.setMenu(self._menu())
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note   N"))
        self.note.setAccessibleName(self.tr("Note on the decision"))
        self.note.returnPressed.connect(settle.trigger)
        self.codebook = QCheckBox(self.tr("Codebook should change"))
        self.settle = QPushButton(settle.text())
        self.settle.setToolTip(settle.toolTip())
        self.settle.setDefault(True)
        self.settle.clicked.connect(settle.trigger)
        settle.enabledChanged.connect(self.settle.setEnabled)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(self.reasons)
        line.addWidget(self.note, 1)
        line.addWidget(self.codebook)
        for action in others:
            button = QToolButton()
            button.setDefaultAction(action)
            line.addWidget(button)
        line.addWidget(self.settle)
        self.choose_reason("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: where room is short, the longest words are told by the tip."""
        super().resizeEvent(event)
        words = self.tr("Codebook should change")
        self.codebook.setText(words if self.width() >= _ROOMY else self.tr("Codebook"))
        self.codebook.setToolTip(words)
        self.codebook.setAccessibleName(words)

    def show_settlement(self, found: Settlement | None) -> None:
        """Show what was decided before, or nothing."""
        self.choose_reason(found.reason if found else "")
        self.note.setText(found.note if found else "")
        self.codebook.setChecked(found is not None and found.codebook_should_change)

    def choose_reason(self, reason: str) -> None:
        """Say why."""
        self.reason = reason
        words = self.tr("Reason: {reason} ▾").format(reason=reason_word(reason))
        self.reasons.setText(words if reason else self.tr("Reason ▾"))

    def ask_reason(self) -> None:
        """Open the menu of reasons, to be answered by its first letters."""
        self.reasons.showMenu()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for reason in REASONS:
            menu.addAction(f"&{reason_word(reason).capitalize()}").setData(reason)
        menu.addSeparator()
        menu.addAction(self.tr("&None")).setData("")
        menu.triggered.connect(self._take_reason)
        return menu

    def _take_reason(self, action: QAction) -> None:
        self.choose_reason(str(action.data()))
