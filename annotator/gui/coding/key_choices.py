"""Which key does what: the usual keys, what the user chose instead, and why a key cannot be taken."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from annotator.gui.actions import Actions, Command
from annotator.gui.coding.keys import ROWS
from annotator.gui.preferences import Preferences

_SEPARATOR = " or "
_TYPING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class KeyChoices:
    """The keys of all actions; what is chosen here is kept from one day to the next."""

    def __init__(self, actions: Actions, preferences: Preferences) -> None:
        self._actions = actions
        self._preferences = preferences
        self.commands = {command.name: command for command in actions.commands}

    def restore(self) -> None:
        """Put the chosen keys in force; those of actions that are gone or that clash by now are passed over."""
        for name, keys in self._preferences.keys().items():
            if name in self.commands and all(self.refusal(name, key) is None for key in sequences(keys)):
                self._actions[name].setShortcuts(sequences(keys))

    def keys_of(self, name: str) -> list[QKeySequence]:
        """The keys of an action, as they are now."""
        return self._actions[name].shortcuts()

    def is_usual(self, name: str) -> bool:
        """Whether nobody changed the keys of an action."""
        return self.keys_of(name) == _usual(self.commands[name])

    def refusal(self, name: str, key: QKeySequence) -> str | None:
        """Why an action cannot have a key, in a sentence; None where it can."""
        tr = QCoreApplication.translate
        words = key.toString(QKeySequence.SequenceFormat.NativeText)
        chord = key[0]  # type: ignore[index]  # the stubs leave it out
        plain = not chord.keyboardModifiers() & ~_TYPING
        typed = plain and Qt.Key.Key_Space <= chord.key() < Qt.Key.Key_Escape
        if plain and key.toString().lower() in set("".join(ROWS)):
            return tr("keys", "{key} belongs to the codes of the codebook.").format(key=words)
        if typed and not self.commands[name].text_key:
            return tr("keys", "{key} is needed for typing. Take one with Ctrl or Alt.").format(key=words)
        for other in self.commands:
            if other != name and key in self.keys_of(other):
                taken = self.commands[other].text.replace("&", "")
                return tr("keys", "{key} is the key of “{action}”.").format(key=words, action=taken)
        return None

    def take(self, name: str, key: QKeySequence) -> str | None:
        """Give an action a key instead of those it has; an empty one takes them away. Why not, or None."""
        refused = None if key.isEmpty() else self.refusal(name, key)
        if refused is None:
            self._actions[name].setShortcuts([] if key.isEmpty() else [key])
            self._keep()
        return refused

    def take_usual(self) -> None:
        """Back to the usual keys, all of them."""
        for name, command in self.commands.items():
            self._actions[name].setShortcuts(_usual(command))
        self._keep()

    def _keep(self) -> None:
        portable = QKeySequence.SequenceFormat.PortableText
        self._preferences.keep_keys(
            {
                name: _SEPARATOR.join(key.toString(portable) for key in self.keys_of(name))
                for name in self.commands
                if not self.is_usual(name)
            }
        )


def sequences(keys: str) -> list[QKeySequence]:
    """Keys as they are written down, with “or” between them."""
    return [QKeySequence(key.strip()) for key in keys.split(_SEPARATOR) if key.strip()]


def _usual(command: Command) -> list[QKeySequence]:
    return sequences(command.text_key or command.key)
