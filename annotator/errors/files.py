"""A file cannot be read or written, and why, in plain words."""

from __future__ import annotations

import errno

from annotator.errors.base import AnnotatorError

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

    sentence = "The output cannot be written: {reason}. Write it to another place."


class FileExistsAlreadyError(FileError):
    """A new file would take the place of one that is there."""

    sentence = "{name} is there already and was left as it is. Choose another name."


class NoSuchFormatError(FileError):
    """No format goes by that name or ending."""

    sentence = "There is no format {name}. Known are {known}."
