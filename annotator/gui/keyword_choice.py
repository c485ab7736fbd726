"""Which keywords stand out in the text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from annotator.edits.keywords import keep_keywords
from annotator.errors import BrokenPatternError
from annotator.gui.dialogs.keywords import KeywordsDialog
from annotator.gui.looks import Looks
from annotator.gui.preferences import Preferences
from annotator.gui.text.keyword_painter import KeywordGroup
from annotator.gui.text.statement_view import StatementView
from annotator.gui.workspace import Workspace
from annotator.model.keywords import KeywordPattern, Keywords
from annotator.store.changes import Changes
from annotator.store.keywords import read_keywords


class KeywordChoice(QObject):
    """Shows the project's keywords in the text, and lets them be changed."""

    def __init__(
        self,
        workspace: Workspace,
        preferences: Preferences,
        view: StatementView,
        looks: Looks,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._preferences = preferences
        self._view = view
        self._looks = looks
        self._window = window
        self._are_shown = True
        workspace.opened.connect(self._begin)
        workspace.changed.connect(self._follow)

    def edit(self) -> None:
        """Let the user type others; the text shows them at once, the project has them when they are kept."""
        dialog = KeywordsDialog(read_keywords(self._workspace.store), self._looks.theme, self._window)
        dialog.tried.connect(self._try)
        dialog.chosen.connect(self._keep)
        dialog.finished.connect(self._show)
        self._workspace.closed.connect(dialog.close)
        dialog.open()

    def show_keywords(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Frame them in the text, or not."""
        self._are_shown = on
        self._show()

    @Slot()
    def _begin(self) -> None:
        self._show()
        QTimer.singleShot(0, self, self._adopt)

    @Slot()
    def _adopt(self) -> None:
        """Earlier versions kept keywords on the computer: they move into the project, once."""
        if not self._workspace.is_open or self._workspace.writing is not None:
            return
        uid = self._workspace.head.uid
        here = read_keywords(self._workspace.store)
        words = {group.typed for group in here}
        kept = [group for group in self._preferences.keywords_of(uid) if group.typed]
        fresh = [group for group in kept if group.typed not in words]
        if fresh:
            self._workspace.edit(keep_keywords, [*here, *fresh])
            if len(read_keywords(self._workspace.store)) == len(here):
                return  # why not is told; this computer keeps them until they can move
            self._workspace.say(self.tr("The keywords that this computer kept are in the project now."))
        if kept:
            self._preferences.forget_keywords(uid)

    @Slot(list)
    def _try(self, groups: list[Keywords]) -> None:
        self._paint(groups)

    @Slot(list)
    def _keep(self, groups: list[Keywords]) -> None:
        if self._workspace.is_open:
            self._workspace.edit(keep_keywords, groups)

    @Slot(Changes)
    def _follow(self, changes: Changes) -> None:
        if changes.touch("keyword_group"):
            self._show()

    @Slot()
    def _show(self) -> None:
        self._paint(read_keywords(self._workspace.store) if self._workspace.is_open else ())

    def _paint(self, groups: Iterable[Keywords]) -> None:
        shown = [group for group in groups if group.typed] if self._are_shown else []
        self._view.show_keywords(list(filter(None, map(_group, range(len(shown)), shown))))


def _group(place: int, kept: Keywords) -> KeywordGroup | None:
    """How a group is painted; None for one that finds nothing."""
    try:
        pattern = KeywordPattern(kept.typed)
    except BrokenPatternError:  # written by another program
        return None
    return None if pattern.finds_nothing else KeywordGroup(pattern, kept.colour, place)
