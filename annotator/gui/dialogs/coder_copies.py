"""Copies for coders: each with the texts, the codebook and one coder's work, so that nobody is led by others."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from annotator.edits.sharing import copy_for
from annotator.errors import FileExistsAlreadyError
from annotator.gui import file_prompts
from annotator.gui.dialogs.share_dialog import ShareDialog
from annotator.gui.words.terms import sources_word, statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder, CoderKind
from annotator.store.holdings import Holdings
from annotator.store.store import Store


class CoderCopies(ShareDialog):
    """One file for each coder that is ticked."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("coderCopies")
        self.setWindowTitle(self.tr("Copies for coders"))
        self.act.setText(self.tr("Make the copies …"))
        coders = [coder for coder in workspace.head.coders if coder.kind is CoderKind.PERSON]
        self.coders = [(coder, QCheckBox(coder.name, self)) for coder in coders]
        self.along = self.words()
        self.stays = self.words()
        boxes = QWidget(self)
        column = QVBoxLayout(boxes)
        column.setContentsMargins(0, 0, 0, 0)
        for coder, box in self.coders:
            box.setObjectName(f"copyFor{coder.id}")
            box.setChecked(coder.id == workspace.coder_id)
            box.toggled.connect(self._follow)
            column.addWidget(box)
        self.lay_out(
            (
                self.words(self.tr("One file for each of"), head=True),
                boxes,
                self.words(self.tr("Goes along"), head=True),
                self.along,
                self.words(self.tr("Stays here"), head=True),
                self.stays,
            )
        )
        self.resize(520, 0)
        self._follow()

    def show_holdings(self, holdings: Holdings) -> None:
        """What goes along, and whose work stays."""
        texts = self.tr("{sources} with {statements}; the codebook, actors and events").format(
            sources=sources_word(holdings.sources), statements=statements_word(holdings.statements)
        )
        ticked = {coder.id for coder in self.ticked()}
        own = [self.work_words(work) for work in holdings.work if work.coder.id in ticked]
        self.along.setText("\n".join((texts, *own)))
        rest = [
            self.work_words(work) for work in holdings.work if len(ticked) > 1 or work.coder.id not in ticked
        ]
        others = self.tr("in each file, what the others did") if len(ticked) > 1 else "\n".join(rest)
        history = self.tr("the history of edits, conflicts and saved filters")
        self.stays.setText("\n".join(part for part in (others, history) if part))

    def ticked(self) -> list[Coder]:
        """For whom."""
        return [coder for coder, box in self.coders if box.isChecked()]

    @Slot()
    def accept(self) -> None:
        """Ask where to, then make them."""
        folder = file_prompts.ask_folder(self, self.tr("Where shall the copies lie?"))
        if folder is None:
            return
        store, coders = self._workspace.store, self.ticked()
        files = [folder / f"{store.path.stem} {_plain(coder.name)}{store.path.suffix}" for coder in coders]
        there = next((file for file in files if file.exists()), None)
        if there is not None:
            self.explain(FileExistsAlreadyError(name=there.name))
            return
        self.run(partial(_make, store, coders, files), partial(self._tell, files))

    @Slot()
    def _follow(self) -> None:
        self.act.setEnabled(bool(self.ticked()))
        if self.holdings is not None:
            self.show_holdings(self.holdings)

    def _tell(self, files: list[Path]) -> None:
        names = ", ".join(file.name for file in files)
        self._workspace.say(self.tr("Made {names} in {folder}."), names=names, folder=str(files[0].parent))


def _make(store: Store, coders: list[Coder], files: list[Path]) -> None:
    for coder, file in zip(coders, files, strict=True):
        copy_for(store, coder.uid, file)


def _plain(name: str) -> str:
    """A name without what file systems do not take."""
    return "".join("_" if sign in '/\\:*?"<>|' else sign for sign in name).strip(" .")
