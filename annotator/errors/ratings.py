"""Ratings or spans do not fit the measure that is asked of them."""

from __future__ import annotations

from annotator.errors.comparisons import ComparisonError


class RaggedTableError(ComparisonError):
    """A row of a ratings table has another number of cells than there are coders."""

    sentence = (
        "Row {row} has {found} values, but there are {expected} coders. "
        "Give every coder a value or leave the cell empty."
    )


class CoderTwiceError(ComparisonError):
    """Two coders of a comparison bear one name."""

    sentence = "The coder {coder} stands in two columns. Give each coder a name of their own."


class MissingColumnsError(ComparisonError):
    """A table of spans lacks a column."""

    sentence = "{name} has no column {missing}. A table of spans needs the columns {known}."


class UndeclaredValueError(ComparisonError):
    """A rating uses a value that the scale does not have."""

    sentence = "{coder} gave row {row} the value {value}, which is not among the declared values {known}."


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


class DifferentLengthsError(ComparisonError):
    """Two segmentations are not of the same text."""

    sentence = "The segments add up to {first} and to {second}. Both have to cut the same text."


class InvalidSpanError(ComparisonError):
    """A span is empty or leaves its text."""

    sentence = "The span {place} is empty or reaches beyond its text. Correct it, then compare again."


class OverlappingSpansError(ComparisonError):
    """Two spans of one coder overlap where a partition is needed."""

    sentence = (
        "The span {place} overlaps an earlier span of the same coder. "
        "Compare one label at a time, or choose a measure that allows overlaps."
    )
