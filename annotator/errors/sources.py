"""A source cannot come in, or be cut into statements, in the way that was asked for."""

from __future__ import annotations

from annotator.errors.rules import RuleError


class AlreadyImportedError(RuleError):
    """All of a file is in the project already."""

    sentence = "{name} is in the project already. Nothing was added."


class ProjectNotEmptyError(RuleError):
    """A whole project needs an empty one to go into."""

    sentence = (
        "{name} holds a whole project, and this project is not empty. Merge it with this one, "
        "or import it into a new one."
    )


class NoSuchSourceError(RuleError):
    """A source is named by a uid that none has."""

    sentence = (
        "There is no source {uid}. The uid of each source stands in “annotator statements FILE --json”."
    )


class DifferentUnitError(RuleError):
    """The same source is there, cut at another unit."""

    sentence = (
        "{name} is in the project already, cut into {present}. Import it as {present}, or remove it first."
    )


class DifferentUnitsError(RuleError):
    """Two files cut one source at two units."""

    sentence = (
        "{name} is cut into {mine} in this project and into {theirs} in {file}. "
        "Choose one of the two, then merge again. Nothing was changed."
    )


class DifferentCutError(RuleError):
    """Two files cut one source into statements that overlap."""

    sentence = (
        "{name} is cut into statements in one way in this project and in another way in {file}. "
        "Take back the split or the import in one of the two, then merge again. Nothing was changed."
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


class NotNeighboursError(RuleError):
    """Statements that do not follow one another cannot be joined."""

    sentence = (
        "Only statements of one source that follow one another, in one part and of one kind, can be joined. "
        "Choose neighbours."
    )
