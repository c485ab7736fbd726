"""Which keywords stand out in the text, kept for each project on this computer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from annotator.errors import BrokenPatternError
from annotator.gui.dialogs.keywords import KeywordsDialog
from annotator.gui.looks import Looks
from annotator.gui.panels.statement_view import StatementView
from annotator.gui.preferences import Preferences
from annotator.gui.text.keyword_painter import FRAMES, KeywordGroup
from annotator.gui.workspace import Workspace
from annotator.model.keywords import KeywordPattern, Keywords


class KeywordChoice(QObject):
    """Reads them when a project opens, shows them in the text, and keeps what is typed."""

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
        workspace.opened.connect(self._show)

    def edit(self) -> None:
        """Let the user type others; the text shows them at once."""
        kept = self._preferences.keywords_of(self._workspace.head.uid)
        dialog = KeywordsDialog(kept, self._looks.theme, self._window)
        dialog.chosen.connect(self._take)
        self._workspace.closed.connect(dialog.close)
        dialog.open()

    def show_keywords(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Frame them in the text, or not."""
        self._are_shown = on
        self._show()

    @Slot(list)
    def _take(self, groups: list[Keywords]) -> None:
        if self._workspace.is_open:
            self._preferences.keep_keywords(self._workspace.head.uid, groups)
            self._show()

    @Slot()
    def _show(self) -> None:
        kept: list[Keywords] = []
        if self._workspace.is_open and self._are_shown:
            kept = self._preferences.keywords_of(self._workspace.head.uid)
        self._view.show_keywords(list(filter(None, map(_group, range(len(kept)), kept))))


def _group(place: int, kept: Keywords) -> KeywordGroup | None:
    """How a group is painted; None for one that finds nothing."""
    try:
        pattern = KeywordPattern(kept.typed)
    except BrokenPatternError:  # kept by another version, or by hand
        return None
    return None if pattern.finds_nothing else KeywordGroup(pattern, kept.colour, FRAMES[place % len(FRAMES)])
