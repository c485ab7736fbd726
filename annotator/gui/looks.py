"""How the window looks: colours, size and font of the text, what is folded, whose layers are shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator.gui.preferences import Preferences
from annotator.gui.theme import Letters, Theme, ThemeName, apply_theme, theme_for


class Looks(QObject):
    """The user's choices of looks, worn by the program at once and kept in the preferences."""

    theme_changed = Signal(Theme)
    reading_changed = Signal()
    coders_changed = Signal(bool)

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.theme = theme_for(preferences.theme)
        self._wear()

    def choose_theme(self, name: ThemeName) -> None:
        """Paint everything in other colours."""
        self._preferences.theme = name
        self.theme = theme_for(name)
        self._wear()
        self.theme_changed.emit(self.theme)
        self.reading_changed.emit()

    def zoom(self, by: int) -> None:
        """Larger or smaller text; 0 is the usual size."""
        scale = 1.0 if by == 0 else self._preferences.letters.scale * (1.1**by)
        self._set(replace(self._preferences.letters, scale=min(3.0, max(0.6, scale))))

    def choose_font(self, *, serif: bool) -> None:
        """Let the text be set with serifs or without."""
        self._set(replace(self._preferences.letters, serif=serif, family=""))

    def choose_family(self, family: str) -> None:
        """Let the text be set in a font by its name."""
        self._set(replace(self._preferences.letters, family=family))

    def widen(self, by: int) -> None:
        """Longer or shorter lines."""
        letters = self._preferences.letters
        self._set(replace(letters, measure=min(120, max(40, letters.measure + 6 * by))))

    def show_all_coders(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Show what other coders marked, or hide it."""
        self.coders_changed.emit(on)

    def _set(self, letters: Letters) -> None:
        self._preferences.letters = letters
        self.reading_changed.emit()

    def _wear(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self.theme)
