"""All that can go wrong and that we can explain to a user, drawn as a tree.

AnnotatorError
├── NoQtError              neither window nor pictures without Qt
├── NoScreenError          the window has nowhere to open
├── FileError              a file cannot be read or written
├── TextError              a file holds no text that we can read
├── StoreError             a project file cannot be opened, or holds something broken
├── RuleError              an edit would break a rule of the project
└── ComparisonError        figures cannot be computed from what is there

Each class carries one or two plain sentences with named places. The sentence is the
message key too: the window translates it and fills in the same values.
"""

from __future__ import annotations

import errno
from typing import ClassVar


class AnnotatorError(Exception):
    """Something that we can explain to a user in a sentence; anything else is our bug."""

    sentence: ClassVar[str] = "{reason}"

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.sentence.format(**values))


_REASONS = {
    errno.EACCES: "you may not write in that folder",
    errno.EPERM: "you may not write in that folder",
    errno.EROFS: "that folder is read-only",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "there is no such folder",
    errno.EISDIR: "a folder has that name",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.ENAMETOOLONG: "the name is too long",
}


def why_unwritable(error: OSError) -> str:
    """Why the system takes no file, in plain words."""
    return _REASONS.get(error.errno or 0) or error.strerror or "the system refuses"


def why_unreadable(error: OSError) -> str:
    """Why the system gives us no file, in plain words."""
    if error.errno == errno.EISDIR:
        return "it is a folder"
    return (
        "you may not read it" if error.errno in {errno.EACCES, errno.EPERM} else error.strerror or "unknown"
    )


class NoQtError(AnnotatorError):
    """Qt's libraries, or those it leans on, are not there."""

    sentence = (
        "Qt cannot be loaded here: {reason}. The window, PNG and PDF need it; SVG and everything that "
        "prints numbers do not."
    )


class NoScreenError(AnnotatorError):
    """A window has nowhere to open."""

    sentence = (
        "There is no screen here for a window to open on. “annotator demo --no-window” and the commands "
        "that “annotator --help” names need none."
    )


class FileError(AnnotatorError):
    """A file cannot be read or written."""


class FileMissingError(FileError):
    """There is no file of that name."""

    sentence = "There is no file {name}. Check the name and the folder."


class OtherEndingError(FileError):
    """A file would be written in one form under the ending of another."""

    sentence = (
        "{name} ends like {other}, but would hold {form}. Choose an ending in {ending}, or the other form."
    )


class FileUnreadableError(FileError):
    """The system refuses to give us the file."""

    sentence = "{name} cannot be read: {reason}. Nothing was changed."


class FileUnwritableError(FileError):
    """The system refuses to take the file."""

    sentence = "{name} cannot be written: {reason}. Choose another folder."


class OutputError(FileError):
    """Standard output leads to somewhere that takes no more."""

    sentence = "The output cannot be written: {reason}."


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


class BrokenProjectFileError(TextError):
    """A file of a whole project says something that no project can hold."""

    sentence = "{name} cannot be imported: {what} {reason}. Nothing was changed."


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

    sentence = "{name} is damaged: {reason}. Nothing was changed, and there is no snapshot of it to restore."


class DamagedWithSnapshotError(DamagedProjectError):
    """A damaged file of which a good snapshot is at hand; `snapshot` names it."""

    sentence = (
        "{name} is damaged: {reason}. Nothing was changed. The last good snapshot is of {at}; "
        "restore it in the window, or with annotator restore."
    )


class SnapshotFailedError(StoreError):
    """No snapshot could be written, or none put in place."""

    sentence = (
        "No snapshot of {name} could be written to {folder}: {reason}. Nothing was changed; what you did is "
        "saved in the project itself."
    )


class SnapshotsNotMovedError(StoreError):
    """The folder of snapshots was to be another one, and cannot."""

    sentence = (
        "The snapshots cannot be moved to {folder}: {reason}. "
        "Those that were not moved lie where they were; choose another folder."
    )


class NoSnapshotError(StoreError):
    """The ring of a project is empty."""

    sentence = "There is no snapshot of {name} on this computer."


class DamagedSnapshotError(StoreError):
    """A snapshot that is no whole project any more."""

    sentence = "The snapshot {snapshot} is damaged: {reason}. Nothing was changed; choose an older one."


class NoSuchSnapshotError(StoreError):
    """No snapshot goes by that name."""

    sentence = (
        "There is no snapshot {wanted} of {name}. The command annotator snapshots lists those there are."
    )


class MeaninglessCellError(StoreError):
    """A cell of a project holds what no version of this program writes there."""

    sentence = (
        "The project holds “{cell}” where {expected} must stand: it is damaged, or was changed with "
        "another program. Check the project, or restore the last good snapshot."
    )


class ProjectInUseError(StoreError):
    """Another window or command holds the project for writing."""

    sentence = "{name} is open in another window ({holder}). Close it there, then try again."


class OpenElsewhereError(ProjectInUseError):
    """A project in a shared folder that another computer opened and did not close."""

    sentence = (
        "{name} was opened by {holder} on the computer {computer} and not closed since. Close it there. "
        "If that computer is gone, delete the file {lock} beside the project and try again."
    )


class ProjectMovedError(StoreError):
    """The file was moved, deleted or replaced while it was open."""

    sentence = (
        "{name} is no longer where it was opened: it was moved, deleted or replaced. "
        "The last change was not saved. Put the file back, or open it where it is now."
    )


class ReadOnlyProjectError(StoreError):
    """The project may be read, not written."""

    sentence = "{name} can be read but not changed. Copy it to a folder of your own to work on it."


class DiskFullError(StoreError):
    """No room for the last edit."""

    sentence = "The disk that holds {name} is full. The last change was not saved; make room and repeat it."


class DiskFailedError(StoreError):
    """The disk takes or gives nothing."""

    sentence = (
        "The disk that holds {name} does not answer as it should: {reason}. "
        "The last change was not saved. Check the disk, then open the project again."
    )


class RuleError(AnnotatorError):
    """An edit would break a rule of the project; nothing was written."""


class EmptySpanError(RuleError):
    """A span without a visible character."""

    sentence = "Nothing is marked. Mark some words first."


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

    sentence = "{code} is not a code of {variable}."


class WrongValueError(RuleError):
    """A value that does not fit the variable."""

    sentence = "{value} does not fit {variable}: {reason}."


class WrongPeriodError(RuleError):
    """Days that no calendar has, or in the wrong order."""

    sentence = "{text} is not a period. Write 2031, 2031-03, 2031-03-01 – 2031-05-31, or one end only."


class EmptySampleError(RuleError):
    """A sample of nothing."""

    sentence = "There is nothing to draw from. Choose a size above zero, or another filter."


class SearchError(RuleError):
    """What is looked for cannot be understood."""


class NothingToFindError(SearchError):
    """A search without a word."""

    sentence = "There is nothing to look for. Type a word."


class OpenQuotationError(SearchError):
    """A phrase begins and never ends."""

    sentence = "A quotation mark is open. Close the phrase with a second one."


class OpenBracketError(SearchError):
    """Brackets that do not pair."""

    sentence = "A bracket has no partner, or nothing stands in it. Close it, or leave it out."


class LonelyOperatorError(SearchError):
    """AND, OR, NOT or NEAR with nothing on one side."""

    sentence = "{operator} stands alone. Put words before and after it, or quote it to look for the word."


class NearNeedsWordsError(SearchError):
    """NEAR between things that are no words."""

    sentence = "NEAR needs two or more words or phrases. In a script without blanks, use AND."


class BrokenPatternError(SearchError):
    """A regular expression that breaks its own form."""

    sentence = "/{pattern}/ is not a pattern that can be searched: {reason}."


class GoneError(RuleError):
    """What the edit is about is no longer there."""

    sentence = "The {what} is no longer there. It may have been undone or deleted."


class NothingAgainstError(RuleError):
    """A conflict holds no second value that could be taken."""

    sentence = (
        "{about} was deleted in one file and changed or used in the other, so it was kept. "
        "To do without it, delete it where it stands."
    )


class NameTakenError(RuleError):
    """Two of a kind would have the same name."""

    sentence = "Another {what} is named {name} already. Choose another name."


class ActorInUseError(RuleError):
    """An actor would go who speaks or is a target somewhere."""

    sentence = "{name} speaks or is a target in {count} places. Join it with another actor instead."


class KeyTakenError(RuleError):
    """One key would stand for two codes."""

    sentence = "The key {key} stands for {name} already. Choose another key, or take it from {name} first."


class NameMissingError(RuleError):
    """Something needs a name."""

    sentence = "A {what} needs a name."


class TextMissingError(RuleError):
    """A note without a word."""

    sentence = "Nothing is written yet. Write some words first."


class InUseError(RuleError):
    """Something is needed elsewhere and cannot go."""

    sentence = "{name} is still in use (annotations: {count}). Retire it, or delete it for good."


class NothingToUndoError(RuleError):
    """The journal has no further step that way."""

    sentence = "There is nothing to undo."


class NothingToRedoError(RuleError):
    """No undone step waits."""

    sentence = "There is nothing to redo."


class AlreadyImportedError(RuleError):
    """All of a file is in the project already."""

    sentence = "{name} is in the project already. Nothing was added."


class ProjectNotEmptyError(RuleError):
    """A whole project needs an empty one to go into."""

    sentence = (
        "{name} holds a whole project, and this project is not empty. Merge it with this one, "
        "or import it into a new one."
    )


class DifferentUnitError(RuleError):
    """The same source is there, cut at another unit."""

    sentence = (
        "{name} is in the project already, cut into {present}. Import it as {present}, or remove it first."
    )


class DifferentCutError(RuleError):
    """Two files cut one source into statements that overlap."""

    sentence = (
        "{name} is cut into statements in one way in this project and in another way in {file}. "
        "Take back the split or the import in one of the two, then merge again. Nothing was changed."
    )


class DifferentUnitsError(RuleError):
    """Two files cut one source at two units."""

    sentence = (
        "{name} is cut into {mine} in this project and into {theirs} in {file}. "
        "Choose one of the two, then merge again. Nothing was changed."
    )


class CrossesCutError(RuleError):
    """An annotation lies across the place where its statement was split."""

    sentence = (
        "The annotation of “{quote}” crosses the place where its statement was split. "
        "Move the annotation, or take the split back, then try again. Nothing was changed."
    )


class EmptyPieceError(RuleError):
    """A statement would be split so that one piece holds nothing."""

    sentence = "The statement cannot be split there. Put the caret between two of its words."


class TwoCodersError(RuleError):
    """A name is borne by two coders."""

    sentence = "Two coders are called {coder}. Name one by its uid, {uids}, or join them."


class NoSuchSourceError(RuleError):
    """A source is named by a uid that none has."""

    sentence = (
        "There is no source {uid}. The uid of each source stands in “annotator statements FILE --json”."
    )


class NotNeighboursError(RuleError):
    """Statements that do not follow one another cannot be joined."""

    sentence = (
        "Only statements of one source that follow one another, in one part and of one kind, can be joined. "
        "Choose neighbours."
    )


class NotJoinableError(RuleError):
    """Two coders of different kinds are no one person."""

    sentence = "{name} and {into} cannot be joined: only one of them is the adjudicated coder."


class NotAlikeError(RuleError):
    """A join was asked for by a name that nobody, or more than one, bears."""

    sentence = (
        "There is no single {what} named {name}. Names are written as in the list of coders and actors."
    )


class ComparisonError(AnnotatorError):
    """Figures cannot be computed from what is there."""


class NothingToCompareError(ComparisonError):
    """No unit was coded by two coders."""

    sentence = (
        "No statement was done by two coders. "
        "Agreement needs two coders who have finished the same statements."
    )


class RaggedTableError(ComparisonError):
    """A row of a ratings table has another number of cells than there are coders."""

    sentence = (
        "Row {row} has {found} values, but there are {expected} coders. "
        "Give every coder a value or leave the cell empty."
    )


class CoderTwiceError(ComparisonError):
    """Two coders of a comparison bear one name."""

    sentence = "The coder {coder} stands in two columns. Give each coder a name of their own."


class NotADateError(ComparisonError):
    """A day, month or year is asked for that never was, or in another form."""

    sentence = "{given} is not a date. Write a day, a month or a year, like 2031-03-09, 2031-03 or 2031."


class NoCodersError(ComparisonError):
    """Nobody could have coded anything."""

    sentence = "Nobody codes in {name} yet. Add a coder and label some statements first."


class NoSuchFilterError(ComparisonError):
    """A filter or worklist is asked for that the project does not keep."""

    sentence = "No filter or worklist is kept as {name}. Kept are {known}."


class NoSuchVariableError(ComparisonError):
    """A variable is asked for that the codebook does not have."""

    sentence = "There is no variable {variable}. The variables are {known}."


class NoSuchCodeError(ComparisonError):
    """A code is asked for that the variable does not have."""

    sentence = "There is no code {code} in {variable}. The codes are {known}."


class NoSuchCoderError(ComparisonError):
    """A coder is asked for who rated nothing here."""

    sentence = "There is no coder {coder}. The coders are {known}."


class NoSuchFrozenCodingError(ComparisonError):
    """Coding is asked for as it was frozen under a name that nobody gave."""

    sentence = "No coding was frozen under the name {name}. There is {known}."


class NoSuchWorklistError(ComparisonError):
    """A sample is asked for that nobody drew."""

    sentence = "There is no sample {name}. There is {known}."


class UndeclaredValueError(ComparisonError):
    """A rating uses a value that the scale does not have."""

    sentence = "{coder} gave row {row} the value {value}, which is not among the declared values {known}."


class NoSuchCategoryError(ComparisonError):
    """A figure is asked for a value that nobody declared or used."""

    sentence = "There is no value {category}. The values are {known}."


class TextOnNumericScaleError(ComparisonError):
    """A distance between numbers is asked for, and a value is not a number."""

    sentence = (
        "{value} is not a number, so a {metric} distance cannot be computed. "
        "Choose nominal, or ordinal with a declared order."
    )


class MixedSignsError(ComparisonError):
    """The ratio distance needs numbers on one side of zero."""

    sentence = (
        "A ratio distance needs values on one side of zero, but both {low} and {high} occur. Choose interval."
    )


class NoDeclaredOrderError(ComparisonError):
    """An ordinal distance is asked for text values without an order."""

    sentence = (
        "The values {known} have no declared order. Declare them from lowest to highest, or choose nominal."
    )


class NotSetsError(ComparisonError):
    """A distance between sets is asked for, and the values are no sets."""

    sentence = "{value} is not a set of codes, so a {metric} distance cannot be computed. Choose nominal."


class WrongMatrixError(ComparisonError):
    """A matrix of disagreements does not fit the values."""

    sentence = (
        "A disagreement matrix needs {expected} rows and columns, no negative number, "
        "equal halves and zeros on the diagonal: {reason}."
    )


class NotTwoCodersError(ComparisonError):
    """A measure for two coders meets another number of them."""

    sentence = "{measure} compares two coders, and here are {found}. Name the two to compare."


class NoNamesOfCodersError(ComparisonError):
    """A measure needs to know who gave which value, and only counts are there."""

    sentence = "{measure} needs to know which coder gave which value, and these are counts only."


class NoSuchMeasureError(ComparisonError):
    """No measure goes by that name."""

    sentence = "There is no measure {measure}. Known are {known}."


class WrongParameterError(ComparisonError):
    """A measure is asked for with a parameter that it does not have."""

    sentence = "{value} is not a {parameter} of {measure}. Possible are {known}."


class WrongMaterialError(ComparisonError):
    """A measure for spans is asked of ratings, or the other way round."""

    sentence = "{measure} is computed from {expected}, and these are {found}."


class DifferentLengthsError(ComparisonError):
    """Two segmentations are not of the same text."""

    sentence = "The segments add up to {first} and to {second}. Both have to cut the same text."


class MissingParameterError(ComparisonError):
    """A measure is asked for without something that it needs."""

    sentence = "{measure} needs a {parameter}."


class InvalidSpanError(ComparisonError):
    """A span is empty or leaves its text."""

    sentence = "The span {place} is empty or reaches beyond its text. Correct it, then compare again."


class OverlappingSpansError(ComparisonError):
    """Two spans of one coder overlap where a partition is needed."""

    sentence = (
        "The span {place} overlaps an earlier span of the same coder. "
        "Compare one label at a time, or choose a measure that allows overlaps."
    )


class MissingColumnsError(ComparisonError):
    """A table of spans lacks a column."""

    sentence = "{name} has no column {missing}. A table of spans needs the columns {known}."


class MissingPackageError(ComparisonError):
    """A measure needs a package that is not part of the program."""

    sentence = "{measure} needs the package {package}. Install it, or choose another measure."
