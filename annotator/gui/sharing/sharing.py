"""What is done with files of several people: merging them in, copies for others, erasing for good."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.errors import AnnotatorError
from annotator.gui import file_prompts, prompts
from annotator.gui.jobs import read_job, run_job
from annotator.gui.words.terms import conflicts_word, sentence
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Coder
from annotator.model.corpus import SourceId
from annotator.store.holdings import SourceHolding, read_source_holding
from annotator.store.queue import source_names
from annotator.store.store import Store

if TYPE_CHECKING:
    from annotator.edits.merging.merge import Merged


class Sharing(QObject):
    """Slots of actions. `conflicts_wanted`: a merge found some, and they should be seen.

    `open_wanted`: put that project in front again.
    """

    conflicts_wanted = Signal()
    open_wanted = Signal(Path)

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window

    def merge_projects(self) -> None:
        """Ask for other projects, and show what merging them in would do."""
        from annotator.gui.dialogs.merge import MergeProjects

        files = file_prompts.ask_files(
            self._window, self.tr("Merge projects"), self.tr("Annotator projects (*.annotator *.jsonl)")
        )
        if files:
            dialog = MergeProjects(self._workspace, files, self._window)
            dialog.merged.connect(self._tell_merge)
            dialog.show()

    def copy_for_coders(self) -> None:
        """Make files in which each coder finds only their own work."""
        from annotator.gui.dialogs.coder_copies import CoderCopies

        CoderCopies(self._workspace, self._window).show()

    def copy_without_names(self) -> None:
        """Make a file in which coders go by other names."""
        from annotator.gui.dialogs.pseudonyms import PseudonymisedCopy

        PseudonymisedCopy(self._workspace, self._window).show()

    def erase_coder(self) -> None:
        """Ask for a coder, and take out all that he or she did."""
        coders = self._workspace.head.coders
        question = self.tr("Whose work shall leave the file for good?")
        chosen = prompts.ask_choice(
            self._window, self.tr("Erase a coder"), question, [coder.name for coder in coders]
        )
        if chosen is not None:
            self._ask_to_erase(coders[chosen])

    def erase_source(self) -> None:
        """Ask for a source, and take it out with all that was said of it."""
        read_job(self, self._workspace, source_names, self._ask_for_source)

    def _ask_for_source(self, sources: list[tuple[SourceId, str]]) -> None:
        question = self.tr("Which source shall leave the file for good?")
        chosen = prompts.ask_choice(
            self._window, self.tr("Erase a source"), question, [name for _, name in sources]
        )
        if chosen is not None:
            work = partial(read_source_holding, source_id=sources[chosen][0])
            read_job(self, self._workspace, work, self._ask_to_erase)

    def _ask_to_erase(self, goes: Coder | SourceHolding) -> None:
        from annotator.gui.dialogs.erase import EraseForGood

        dialog = EraseForGood(self._workspace, goes, self._window)
        dialog.wanted.connect(partial(self._erase, goes))
        dialog.show()

    def _erase(self, goes: Coder | SourceHolding, keep_snapshots: bool) -> None:  # noqa: FBT001 (a slot)
        """Close the project, erase on another thread, and open it again."""
        path = self._workspace.store.path
        if not self._workspace.close():
            return
        dialog = QProgressDialog(self.tr("Erasing …"), "", 0, 0, self._window)
        dialog.setCancelButton(None)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
        job = run_job(
            self,
            partial(_erased, path, goes, keep_snapshots=keep_snapshots),
            partial(self._tell_erased, path, goes.name),
            partial(self._tell_failure, path),
        )
        job.ended.connect(dialog.deleteLater)

    def _tell_erased(self, path: Path, name: str, snapshots: int) -> None:
        self.open_wanted.emit(path)
        words = self.tr(
            "{name} is erased, and {snapshots} snapshots with it. Delete the copies that hold it, too."
        )
        self._workspace.say(words, name=name, snapshots=snapshots)

    def _tell_failure(self, path: Path, error: AnnotatorError) -> None:
        self.open_wanted.emit(path)
        prompts.warn(self._window, self.tr("Erase"), sentence(error.sentence, error.values))

    def _tell_merge(self, found: Merged) -> None:
        from annotator.gui.words.merges import rows_word

        if found.changes_nothing:
            self._workspace.say(self.tr("All of it was here already."))
        elif found.conflicts:
            words = self.tr("Merged, with {conflicts} listed below; undo takes all of it back.")
            self._workspace.say(words, conflicts=conflicts_word(len(found.conflicts)))
        else:
            what = rows_word(found.added) or rows_word(found.changed) or rows_word(found.removed)
            self._workspace.say(self.tr("Merged: {what}. Undo takes all of it back."), what=what)
        if found.conflicts:
            self.conflicts_wanted.emit()


def _erased(path: Path, goes: Coder | SourceHolding, *, keep_snapshots: bool) -> int:
    """On the other thread: erase; how many snapshots went too."""
    from annotator.edits.sharing import erase_coder, erase_source

    with Store(path, write=True) as store:
        erase = erase_coder if isinstance(goes, Coder) else erase_source
        return erase(store, goes.uid, keep_snapshots=keep_snapshots)
