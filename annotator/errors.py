"""All that can go wrong and that we can explain to a user, drawn as a tree.

AnnotatorError
├── FileError              a file cannot be read or written
├── TextError              a file holds no text that we can read
├── StoreError             a project file cannot be opened, or holds something broken
├── RuleError              an edit would break a rule of the project
└── ComparisonError        figures cannot be computed from what is there

Each class carries one or two plain sentences with named places. The sentence is the
message key too: the window translates it and fills in the same values.
"""

from __future__ import annotations

from typing import ClassVar


class AnnotatorError(Exception):
    """Something that we can explain to a user in a sentence; anything else is our bug."""

    sentence: ClassVar[str] = "{reason}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))


class FileError(AnnotatorError):
    """A file cannot be read or written."""


class FileMissingError(FileError):
    """There is no file of that name."""

    sentence = "There is no file {name}. Check the name and the folder."


class FileUnreadableError(FileError):
    """The system refuses to give us the file."""

    sentence = "{name} cannot be read: {reason}. Nothing was changed."


class FileUnwritableError(FileError):
    """The system refuses to take the file."""

    sentence = "{name} cannot be written: {reason}. Choose another folder."


class FileExistsAlreadyError(FileError):
    """A new file would take the place of one that is there."""

    sentence = "{name} is there already and was left as it is. Choose another name."


class NoSuchFormatError(FileError):
    """No format goes by that name or ending."""

    sentence = "There is no format {name}. Known are {known}."


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


class StoreError(AnnotatorError):
    """A project file cannot be opened, or holds something broken."""


class NotAProjectError(StoreError):
    """A file that was not written by this program."""

    sentence = (
        "{name} is not an Annotator project. Open a file that ends in .annotator, or make a new project."
    )


class NewerProjectError(StoreError):
    """A project of a later version of this program."""

    sentence = (
        "{name} was written by a newer version of Annotator (project version {found}; "
        "this program knows {known}). Install the newer version to open it."
    )


class DamagedProjectError(StoreError):
    """SQLite finds the file malformed."""

    sentence = "{name} is damaged: {reason}. Nothing was changed; restore the last good snapshot."


class ProjectInUseError(StoreError):
    """Another window or command holds the project for writing."""

    sentence = "{name} is open in another window ({holder}). Close it there, then try again."


class ReadOnlyProjectError(StoreError):
    """The project may be read, not written."""

    sentence = "{name} can be read but not changed. Copy it to a folder of your own to work on it."


class DiskFullError(StoreError):
    """No room for the last edit."""

    sentence = "The disk that holds {name} is full. The last change was not saved; make room and repeat it."


class RuleError(AnnotatorError):
    """An edit would break a rule of the project; nothing was written."""


class EmptySpanError(RuleError):
    """A span without a visible character."""

    sentence = "Nothing is marked. Mark some words first."


class SpanOutsideError(RuleError):
    """A span that leaves its statement."""

    sentence = "The marked words reach beyond the statement. Mark words inside one statement."


class NotInCodebookError(RuleError):
    """A code of another variable."""

    sentence = "{code} is not a code of {variable}."


class WrongValueError(RuleError):
    """A value that does not fit the variable."""

    sentence = "{value} does not fit {variable}: {reason}."


class GoneError(RuleError):
    """What the edit is about is no longer there."""

    sentence = "The {what} is no longer there. It may have been undone or deleted."


class NameTakenError(RuleError):
    """Two of a kind would have the same name."""

    sentence = "There is already a {what} named {name}. Choose another name."


class NameMissingError(RuleError):
    """Something needs a name."""

    sentence = "A {what} needs a name."


class InUseError(RuleError):
    """Something is needed elsewhere and cannot go."""

    sentence = "{name} is used {count} times. Retire it, or delete it for good."


class NothingToUndoError(RuleError):
    """The journal has no further step that way."""

    sentence = "There is nothing to undo."


class NothingToRedoError(RuleError):
    """No undone step waits."""

    sentence = "There is nothing to redo."


class AlreadyImportedError(RuleError):
    """All of a file is in the project already."""

    sentence = "{name} is in the project already. Nothing was added."


class DifferentUnitError(RuleError):
    """The same source is there, cut at another unit."""

    sentence = (
        "{name} is in the project already, cut into {present}. Import it as {present}, or remove it first."
    )


class ComparisonError(AnnotatorError):
    """Figures cannot be computed from what is there."""


class NothingToCompareError(ComparisonError):
    """No unit was coded by two coders."""

    sentence = (
        "No statement was done by two coders. "
        "Agreement needs two coders who have finished the same statements."
    )
