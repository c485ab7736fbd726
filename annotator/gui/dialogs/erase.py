"""Erasing a coder or a source for good: what goes, what cannot be undone, and a tick before the button."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.gui.dialogs.share_dialog import ShareDialog
from annotator.gui.words.terms import annotations_word, coders_word, statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder
from annotator.store.holdings import Holdings, SourceHolding


class EraseForGood(ShareDialog):
    """`wanted`: the user is sure; whether snapshots are to be kept."""

    wanted = Signal(bool)

    def __init__(
        self, workspace: Workspace, goes: Coder | SourceHolding, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("eraseForGood")
        self._goes = goes
        self.setWindowTitle(self.tr("Erase {name} for good").format(name=goes.name))
        self.act.setText(self.tr("Erase"))
        self.act.setEnabled(False)
        self.goes = self.words()
        self.keep = QCheckBox(self.tr("Keep the project’s snapshots, which still hold it"), self)
        self.keep.setObjectName("keepSnapshots")
        self.sure = QCheckBox(self.tr("I know that this cannot be undone"), self)
        self.sure.setObjectName("sureToErase")
        self.sure.toggled.connect(self.act.setEnabled)
        self.lay_out(
            (
                self.words(self.tr("Goes, and leaves no trace in the file"), head=True),
                self.goes,
                self.words(self.tr("Goes, too"), head=True),
                self.words(
                    self.tr(
                        "The whole history of edits, so nothing before this can be undone; the record of conflicts; "
                        "the snapshots of this project on this computer. No merge brings back what was erased, and "
                        "merged into a copy it goes there as well. Copies that you gave away still hold it."
                    )
                ),
                self.keep,
                self.sure,
            )
        )
        self.resize(520, 0)

    def show_holdings(self, holdings: Holdings) -> None:
        """What was done by the coder, or said of the source."""
        if isinstance(self._goes, Coder):
            (work,) = (work for work in holdings.work if work.coder.id == self._goes.id)
            self.goes.setText(self.work_words(work))
            return
        words = self.tr("{name}: {statements}, {annotations} of {coders}")
        self.goes.setText(
            words.format(
                name=self._goes.name,
                statements=statements_word(self._goes.statements),
                annotations=annotations_word(self._goes.annotations),
                coders=coders_word(self._goes.coders),
            )
        )

    @Slot()
    def accept(self) -> None:
        """Let whoever opened the dialog do it: the project has to be closed for it."""
        keep = self.keep.isChecked()
        super(ShareDialog, self).accept()
        self.wanted.emit(keep)
