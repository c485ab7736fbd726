"""The line of choices above what is retrieved: which code, with and without which, whose, where and when."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.errors import WrongPeriodError
from annotator.gui.widgets.chooser import Chooser
from annotator.gui.widgets.flow import FlowBox
from annotator.gui.workspace import Workspace
from annotator.model.codebook import CodeId
from annotator.model.periods import Period, read_period
from annotator.store.retrieval import CrossBy, Wanted, outlets


class RetrievalChoices(FlowBox):
    """Everything that narrows the list; `changed` when something else is wanted."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=6)
        self._workspace = workspace
        self._code = self._chooser("retrieveCode", self.tr("Code"))
        self._also = self._chooser("retrieveWith", self.tr("With which code on the same words"))
        self._never = self._chooser("retrieveWithout", self.tr("Without which code on the same words"))
        self._speaker = self._chooser("retrieveSpeaker", self.tr("Speaker"))
        self._outlet = self._chooser("retrieveOutlet", self.tr("Outlet"))
        self._coder = self._chooser("retrieveCoder", self.tr("Coder"))
        self._period = QLineEdit(self)
        self._period.setObjectName("retrievePeriod")
        self._period.setAccessibleName(self.tr("Period"))
        self._period.setPlaceholderText(self.tr("Any time"))
        self._period.setToolTip(self.tr("A day, a month, a year, or from one to another: 2031-03 – 2031-05"))
        self._period.editingFinished.connect(self.changed)
        self.cross_by = self._chooser("retrieveBy", self.tr("As a list or a table"))
        self._fill_ways()
        self.set_row(
            [
                *(self._code, self._also, self._never, self._speaker, self._outlet, self._period),
                *(self._coder, self.cross_by),
            ]
        )

    def fill(self) -> None:
        """Offer what the project has; what was chosen stays chosen where it is still there."""
        if not self._workspace.is_open:
            return
        head = self._workspace.head
        codes = [(code.name, code.id) for code in head.codebook.codes() if not code.retired]
        actors = [(actor.name, actor.id) for actor in head.actors]
        _offer(self._code, [(self.tr("Any code"), None), *codes])
        _offer(self._also, [(self.tr("with …"), None), *_worded(self.tr("with {name}"), codes)])
        _offer(self._never, [(self.tr("without …"), None), *_worded(self.tr("without {name}"), codes)])
        _offer(self._speaker, [(self.tr("Any speaker"), None), *actors])
        papers = [(name, name) for name in outlets(self._workspace.store)]
        _offer(self._outlet, [(self.tr("Any outlet"), ""), *papers])
        coders = [(coder.name, coder.id) for coder in head.coders]
        _offer(self._coder, [(self.tr("Any coder"), None), *coders])
        for combo, offered in ((self._speaker, actors), (self._outlet, papers)):
            combo.setEnabled(bool(offered))

    def choose_coder(self) -> None:
        """Begin with who codes, so that blind coding stays blind."""
        with QSignalBlocker(self._coder):
            self._coder.setCurrentIndex(max(0, self._coder.findData(self._workspace.coder_id)))

    def wanted(self) -> Wanted:
        """What is chosen. Raises WrongPeriodError."""
        typed = self._period.text().strip()
        return Wanted(
            code_id=self._code.currentData(),
            also=self._also.currentData(),
            never=self._never.currentData(),
            speaker_id=self._speaker.currentData(),
            outlet=self._outlet.currentData() or "",
            coder_id=self._coder.currentData(),
            period=read_period(typed) if typed else Period(),
        )

    def choose_code(self, code_id: CodeId | None) -> None:
        """Look for this code."""
        self._code.setCurrentIndex(max(0, self._code.findData(code_id)))

    def by(self) -> CrossBy | None:
        """What the table crosses codes with; None for the list."""
        chosen = self.cross_by.currentData()
        return CrossBy(chosen) if chosen else None

    def show_as_list(self) -> None:
        """From a cell of the table to its spans."""
        with QSignalBlocker(self.cross_by):
            self.cross_by.setCurrentIndex(0)

    def period_is_wrong(self, error: WrongPeriodError | None) -> None:
        """Mark what cannot be read as a period."""
        self._period.setProperty("tone", "warning" if error else "")
        self._period.style().unpolish(self._period)
        self._period.style().polish(self._period)

    def _fill_ways(self) -> None:
        ways = {
            "": self.tr("As a list"),
            CrossBy.SPEAKER.value: self.tr("Table by speaker"),
            CrossBy.OUTLET.value: self.tr("Table by outlet"),
            CrossBy.SOURCE.value: self.tr("Table by source"),
            CrossBy.YEAR.value: self.tr("Table by year"),
            CrossBy.MONTH.value: self.tr("Table by month"),
        }
        _offer(self.cross_by, [(name, way) for way, name in ways.items()])

    def _chooser(self, name: str, meaning: str) -> Chooser:
        chooser = Chooser(meaning, parent=self)
        chooser.setObjectName(name)
        chooser.setMaxVisibleItems(20)
        chooser.currentIndexChanged.connect(self.changed)
        return chooser


def _worded(words: str, codes: Iterable[tuple[str, CodeId]]) -> list[tuple[str, CodeId]]:
    return [(words.format(name=name), code_id) for name, code_id in codes]


def _offer(combo: Chooser, entries: Iterable[tuple[str, object]]) -> None:
    with QSignalBlocker(combo):
        kept = combo.currentData()
        combo.clear()
        for name, chosen in entries:
            combo.addItem(name, chosen)
        combo.setCurrentIndex(max(0, combo.findData(kept)))
    combo.updateGeometry()
