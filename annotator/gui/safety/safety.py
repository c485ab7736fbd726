"""Going back: what the window does with snapshots, and with a project that cannot be opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from annotator.errors import (
    AnnotatorError,
    DamagedProjectError,
    DamagedWithSnapshotError,
    ReadOnlyProjectError,
)
from annotator.gui import file_prompts, prompts
from annotator.gui.jobs import run_job
from annotator.gui.looks import Looks
from annotator.gui.preferences import Preferences
from annotator.gui.safety.clock import SnapshotClock
from annotator.gui.words.snapshots import moment_word
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.store.copies import copy_file
from annotator.store.restoring import restore_snapshot
from annotator.store.ring import Snapshot
from annotator.store.store import Store

if TYPE_CHECKING:
    from annotator.edits.mending import Checked

_LISTED = 12


class Safety(QObject):
    """Slots of actions, and the clock of the snapshots. `open_wanted`: put that project in front."""

    open_wanted = Signal(Path)

    def __init__(self, workspace: Workspace, looks: Looks, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._looks = looks
        self._preferences = preferences
        self._window = window
        self.clock = SnapshotClock(workspace)

    def show_snapshots(self) -> None:
        """List the snapshots of the open project, to look at what has changed since, or to go back."""
        store = self._workspace.store
        self._workspace.closed.connect(self._choose_snapshot(store.path, store).reject)

    def restore(self, path: Path, snapshot: Snapshot) -> None:
        """Close the project, bring the snapshot back aside, and open it again."""
        if self._workspace.is_open and not self._workspace.close():
            return
        run_job(
            self._window,
            partial(restore_snapshot, path, snapshot.path),
            lambda _: self._tell_restored(path, snapshot),
            partial(self._tell_failure, path),
        )

    def change_settings(self) -> None:
        """Where snapshots lie, and how much they and the history may take."""
        from annotator.gui.dialogs.safety_settings import SafetySettings

        for before in self._window.findChildren(SafetySettings):
            before.close()
        SafetySettings(self._preferences, self._workspace, self._window).show()

    def check(self) -> None:
        """Look through the whole file in a job, say what is wrong, and offer to mend what can be."""
        from annotator.edits.mending import check_file

        self._workspace.say(self.tr("Checking …"))
        store = self._workspace.store
        told = partial(self._tell_check, store.path)
        run_job(self._workspace, partial(check_file, store), told, self._tell)

    def _tell_check(self, path: Path, found: Checked) -> None:
        title = self.tr("Check the project")
        words = "\n\n".join(found.problems[:_LISTED]) or self.tr("No problem found.")
        if len(found.problems) > _LISTED:
            more = self.tr("And {count} more; “annotator check” prints them all.")
            words += "\n\n" + more.format(count=len(found.problems) - _LISTED)
        self._workspace.say(self.tr("Checked."))
        if not found.mendable:
            prompts.warn(self._window, title, words)
            return
        offer = self.tr("{count} of them can be mended, after a snapshot.").format(count=len(found.mendable))
        if prompts.confirm(self._window, title, f"{words}\n\n{offer}", act=self.tr("Mend")):
            self._mend(path)

    def _mend(self, path: Path) -> None:
        """The project is opened anew, for all of it may look different."""
        from annotator.edits.mending import mend_project

        self._workspace.write(
            self.tr("Mend the project"),
            lambda store, _: mend_project(store),
            lambda _: self._tell_mended(path),
        )

    def _tell_mended(self, path: Path) -> None:
        self._workspace.close()
        self.open_wanted.emit(path)
        self._workspace.say(self.tr("Mended. What it was before is kept as a snapshot."))

    def _tell(self, error: AnnotatorError) -> None:
        self._workspace.failed.emit(error.sentence, error.values)

    def offer_help(self, path: Path, error: AnnotatorError) -> None:
        """Where a project cannot be opened as it is, offer what is left to do."""
        words = sentence(error.sentence, error.values)
        if isinstance(error, DamagedWithSnapshotError):
            if prompts.confirm(self._window, self.tr("Damaged project"), words, act=self.tr("Restore …")):
                self._choose_snapshot(path)
        elif isinstance(error, DamagedProjectError):
            prompts.warn(self._window, self.tr("Damaged project"), words)
        elif isinstance(error, ReadOnlyProjectError) and prompts.confirm(
            self._window, self.tr("Read-only project"), words, act=self.tr("Work on a copy …")
        ):
            self._copy(path)

    def _choose_snapshot(self, path: Path, opened: Store | None = None) -> QDialog:
        """The one dialog of snapshots, made anew."""
        from annotator.gui.dialogs.restore import RestoreSnapshot

        for before in self._window.findChildren(RestoreSnapshot):
            before.close()
        dialog = RestoreSnapshot(path, self._looks.theme, opened=opened, parent=self._window)
        dialog.restore_wanted.connect(partial(self.restore, path))
        dialog.show()
        return dialog

    def _copy(self, path: Path) -> None:
        kind = self.tr("Annotator projects (*.annotator)")
        target = file_prompts.ask_new_file(self._window, self.tr("Work on a copy"), path.name, kind)
        if target is not None:
            run_job(
                self._window,
                partial(copy_file, path, target),
                lambda _: self.open_wanted.emit(target),
                partial(self._tell_failure, path),
            )

    def _tell_restored(self, path: Path, snapshot: Snapshot) -> None:
        self.open_wanted.emit(path)
        words = self.tr("Restored as of {moment}. What it was before is kept as a snapshot.")
        self._workspace.say(words, moment=moment_word(snapshot.at))

    def _tell_failure(self, path: Path, error: AnnotatorError) -> None:
        self._tell(error)
        if not self._workspace.is_open and not isinstance(error, DamagedProjectError):
            self.open_wanted.emit(path)
