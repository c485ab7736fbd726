"""Which coding is compared: as it is now, or as it was frozen; and the way to freeze it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from annotator.edits.frozen import delete_frozen
from annotator.gui.agreement.follower import AgreementFollower
from annotator.gui.agreement.freezing import ask_and_freeze
from annotator.gui.agreement.words import tr
from annotator.gui.widgets.menu_button import MenuButton
from annotator.gui.workspace import Workspace
from annotator.model.reliability import FrozenCoding, FrozenCodingId
from annotator.store.changes import Changes
from annotator.store.frozen import read_frozen


class FrozenChoice(MenuButton):
    """A button with a menu."""

    def __init__(
        self, workspace: Workspace, follower: AgreementFollower, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Compare the coding as it is now, or as it was before a discussion"), parent)
        self._workspace = workspace
        self._follower = follower
        for signal in (workspace.head_changed, workspace.opened, workspace.closed):
            signal.connect(self.fill)
        workspace.changed.connect(self._hear)
        self.fill()

    @property
    def chosen(self) -> FrozenCoding | None:
        """What is compared; None is the coding as it is now."""
        found = read_frozen(self._workspace.store) if self._workspace.is_open else ()
        return next((one for one in found if one.id == self._follower.frozen_id), None)

    @Slot()
    def fill(self) -> None:
        """The menu, with a tick at what is compared."""
        found = read_frozen(self._workspace.store) if self._workspace.is_open else ()
        menu = QMenu(self)
        self._offer(menu, self.tr("As it is now"), None)
        name = self.tr("As it is now")
        for one in found:
            words = tr("{name} ({day})", name=one.name, day=one.at[:10])
            self._offer(menu, words, one.id)
            if one.id == self._follower.frozen_id:
                name = words
        menu.addSeparator()
        menu.addAction(
            self.tr("Freeze the coding as it is now …"), partial(ask_and_freeze, self._workspace, self)
        )
        if self._follower.frozen_id is not None:
            menu.addAction(self.tr("Delete what is chosen"), self._delete)
        self.put_menu(menu)
        self.setText(f"{name} ▾")

    def _delete(self) -> None:
        if self._follower.frozen_id is not None:
            self._workspace.edit(delete_frozen, self._follower.frozen_id)

    def _offer(self, menu: QMenu, words: str, frozen_id: FrozenCodingId | None) -> None:
        action = menu.addAction(words, partial(self._choose, frozen_id))
        action.setCheckable(True)
        action.setChecked(frozen_id == self._follower.frozen_id)

    def _choose(self, frozen_id: FrozenCodingId | None) -> None:
        self._follower.choose_frozen(frozen_id)
        self.fill()

    @Slot(Changes)
    def _hear(self, changes: Changes) -> None:
        if changes.touch("frozen_coding"):
            if self._follower.frozen_id is not None and self.chosen is None:
                self._follower.choose_frozen(None)
            self.fill()
