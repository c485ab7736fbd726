"""What agreement is computed of: whose coding, on which statements, and how far they are with them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from annotator.gui.agreement.follower import AgreementFollower
from annotator.gui.agreement.frozen_choice import FrozenChoice
from annotator.gui.agreement.words import decimal, tr
from annotator.gui.widgets.menu_button import MenuButton
from annotator.gui.words.terms import grouped
from annotator.gui.workspace import Workspace
from annotator.model.worklist import Worklist, WorklistId
from annotator.store.changes import Changes
from annotator.store.worklists import progress_of, read_worklists

MINIMA = (0.667, 0.7, 0.8, 0.9)
"""Bars that are asked for; the last sentence about alpha says how likely it is to fail the chosen one."""

_NAMED = 3
"""So many coders are called by name on the button."""


class AgreementChoices(QWidget):
    """Two menus and a line on the progress in a sample."""

    def __init__(
        self, workspace: Workspace, follower: AgreementFollower, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._follower = follower
        self.coders = MenuButton(self.tr("Choose whose coding is compared"))
        self.worklists = MenuButton(self.tr("Compare all statements, or those of a sample"))
        self.frozen = FrozenChoice(workspace, follower)
        self.progress = QLabel()
        self.progress.setProperty("tone", "second")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.coders, self.worklists, self.frozen, self.progress):
            line.addWidget(widget)
        line.addStretch()
        for signal in (workspace.head_changed, workspace.opened, workspace.closed):
            signal.connect(self.fill)
        workspace.changed.connect(self._hear)
        follower.changed.connect(self._show_progress)
        self.fill()

    @property
    def worklist(self) -> Worklist | None:
        """The sample that is compared; None for all statements."""
        found = read_worklists(self._workspace.store) if self._workspace.is_open else ()
        return next((one for one in found if one.id == self._follower.worklist_id), None)

    @Slot()
    def fill(self) -> None:
        """The menus, with a tick at what is compared."""
        self._fill_coders()
        self._fill_worklists()
        self._show_progress()

    def _fill_coders(self) -> None:
        menu = QMenu(self.coders)
        people = self._workspace.head.coders if self._workspace.is_open else ()
        chosen = {coder.id for coder in self._follower.coders}
        for coder in people:
            action = menu.addAction(coder.name)
            action.setCheckable(True)
            action.setChecked(coder.id in chosen)
            action.setData(int(coder.id))
            action.toggled.connect(self._choose_coders)
        menu.addSeparator()
        undecided = menu.addAction(self.tr("Count “undecided” as an answer"))
        undecided.setCheckable(True)
        undecided.setChecked(not self._follower.undecided_is_missing)
        undecided.toggled.connect(self._follower.count_undecided)
        menu.addSection(self.tr("Smallest alpha that would do"))
        for minimum in MINIMA:
            action = menu.addAction(decimal(minimum), partial(self._follower.choose_minimum, minimum))
            action.setCheckable(True)
            action.setChecked(minimum == self._follower.minimum)
            action.triggered.connect(self._fill_coders)
        self.coders.put_menu(menu)
        self._name_coders()

    def _fill_worklists(self) -> None:
        found = read_worklists(self._workspace.store) if self._workspace.is_open else ()
        menu = QMenu(self.worklists)
        name = self.tr("All statements")
        self._offer(menu, name, None)
        for one in found:
            self._offer(menu, tr("{name} ({count})", name=one.name, count=grouped(one.count)), one.id)
            if one.id == self._follower.worklist_id:
                name = one.name
        self.worklists.put_menu(menu)
        self.worklists.setText(f"{name} ▾")
        self.worklists.setVisible(bool(found))

    def _offer(self, menu: QMenu, words: str, worklist_id: WorklistId | None) -> None:
        action = menu.addAction(words, partial(self._choose_worklist, worklist_id))
        action.setCheckable(True)
        action.setChecked(worklist_id == self._follower.worklist_id)

    def _choose_coders(self) -> None:
        actions = self.coders.menu().actions()
        ticked = [action.data() for action in actions if action.data() and action.isChecked()]
        self._follower.choose_coders(ticked)
        self._name_coders()

    def _choose_worklist(self, worklist_id: WorklistId | None) -> None:
        self._follower.choose_worklist(worklist_id)
        self._fill_worklists()
        self._show_progress()

    def _name_coders(self) -> None:
        coders = self._follower.coders
        if len(coders) > _NAMED:
            self.coders.setText(tr("{count} coders ▾", count=len(coders)))
        else:
            self.coders.setText(tr("Coders: {names} ▾", names=", ".join(coder.name for coder in coders)))

    @Slot()
    def _show_progress(self) -> None:
        """How far each coder is with the sample."""
        worklist = self.worklist
        if worklist is None:
            self.progress.clear()
            return
        done = progress_of(self._workspace.store, worklist.id)
        parts = [
            tr("{coder} {done}", coder=coder.name, done=grouped(done.get(coder.id, 0)))
            for coder in self._follower.coders
        ]
        words = tr("done of {count}: {coders}", count=grouped(worklist.count), coders=", ".join(parts))
        self.progress.setText(words)
        how = tr(
            "Drawn from {all} statements with the seed {seed}.", all=worklist.drawn_from, seed=worklist.seed
        )
        self.progress.setToolTip(how if worklist.drawn_from else "")

    @Slot(Changes)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("worklist", "worklist_statement"):
            if self._follower.worklist_id is not None and self.worklist is None:
                self._follower.choose_worklist(None)
            self.fill()
