"""A file holds no text, table, codebook or project that we can read."""

from __future__ import annotations

from annotator.errors.base import AnnotatorError


class TextError(AnnotatorError):
    """A file holds no text that we can read."""


class EmptyTextError(TextError):
    """A file without a single letter."""

    sentence = "{name} holds no text. Nothing was imported from it."


class NotTextError(TextError):
    """A picture, a program or an archive stands where text should."""

    sentence = "{name} is not a text file. Save it as plain text, then import that."


class BrokenRecordError(TextError):
    """A structured file breaks its own form at one place."""

    sentence = "Line {line} of {name} cannot be read: {reason}. Nothing was imported."


class BrokenCodebookError(TextError):
    """A codebook file breaks its own form; the place is counted in variables and codes."""

    sentence = "{name} is not a codebook that can be read: {place} {reason}. Nothing was imported."


class BrokenProjectFileError(TextError):
    """A file of a whole project says something that no project can hold."""

    sentence = "{name} cannot be imported: {what} {reason}. Nothing was changed."
