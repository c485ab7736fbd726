"""A project file cannot be opened, written or restored, or holds something broken."""

from __future__ import annotations

from annotator.errors.base import AnnotatorError


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
