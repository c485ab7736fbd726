"""An edit would break a rule of the project."""

from __future__ import annotations

from annotator.errors.base import AnnotatorError


class RuleError(AnnotatorError):
    """An edit would break a rule of the project; nothing was written."""


class EmptySpanError(RuleError):
    """A span without a visible character."""

    sentence = "Nothing is marked. Mark some words first."


class BrokenCharacterError(RuleError):
    """Half a character (a lone surrogate), which no file can hold."""

    sentence = "“{text}” holds half a character, which no file can hold. Type the words anew."


class SpanOutsideError(RuleError):
    """A span that leaves its statement."""

    sentence = "The marked words reach beyond the statement. Mark words inside one statement."


class CutOutsideError(RuleError):
    """A cut that would leave one half empty."""

    sentence = "The annotation cannot be split there. Put the caret between two of its words."


class NothingToJoinError(RuleError):
    """Fewer than two spans of one coder in one statement."""

    sentence = "There is nothing to join. Mark over the annotations that should become one."


class NotInCodebookError(RuleError):
    """A code of another variable."""

    sentence = "{code} is not a code of {variable}. Choose one of its codes."


class WrongValueError(RuleError):
    """A value that does not fit the variable."""

    sentence = "{value} does not fit {variable}: {reason}. Give another answer."


class WrongPeriodError(RuleError):
    """Days that no calendar has, or in the wrong order."""

    sentence = "{text} is not a period. Write 2031, 2031-03, 2031-03-01 – 2031-05-31, or one end only."


class EmptySampleError(RuleError):
    """A sample of nothing."""

    sentence = "There is nothing to draw from. Choose a size above zero, or another filter."


class GoneError(RuleError):
    """What the edit is about is no longer there."""

    sentence = "The {what} is no longer there. It may have been undone or deleted."


class NameMissingError(RuleError):
    """Something needs a name."""

    sentence = "The {what} needs a name. Type one."


class NameTakenError(RuleError):
    """Two of a kind would have the same name."""

    sentence = "Another {what} is named {name} already. Choose another name."


class KeyTakenError(RuleError):
    """One key would stand for two codes."""

    sentence = "The key {key} stands for {name} already. Choose another key, or take it from {name} first."


class TextMissingError(RuleError):
    """A note without a word."""

    sentence = "Nothing is written yet. Write some words first."


class ActorInUseError(RuleError):
    """An actor would go who speaks or is a target somewhere."""

    sentence = "{name} speaks or is a target in {count} places. Join it with another actor instead."


class InUseError(RuleError):
    """Something is needed elsewhere and cannot go."""

    sentence = "{name} is still in use (annotations: {count}). Retire it, or delete it for good."


class NothingToUndoError(RuleError):
    """The journal has no further step that way."""

    sentence = "There is nothing to undo."


class NothingToRedoError(RuleError):
    """No undone step waits."""

    sentence = "There is nothing to redo."
