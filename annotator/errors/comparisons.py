"""Figures cannot be computed from what is there, or are asked for something that is not."""

from __future__ import annotations

from annotator.errors.base import AnnotatorError


class ComparisonError(AnnotatorError):
    """Figures cannot be computed from what is there."""


class NoCodersError(ComparisonError):
    """Nobody could have coded anything."""

    sentence = "Nobody codes in {name} yet. Add a coder and label some statements first."


class NotADateError(ComparisonError):
    """A day, month or year is asked for that never was, or in another form."""

    sentence = "{given} is not a date. Write a day, a month or a year, like 2031-03-09, 2031-03 or 2031."


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


class NoSuchMeasureError(ComparisonError):
    """No measure goes by that name."""

    sentence = "There is no measure {measure}. Known are {known}."


class NoSuchCategoryError(ComparisonError):
    """A figure is asked for a value that nobody declared or used."""

    sentence = "There is no value {category}. The values are {known}."


class WrongParameterError(ComparisonError):
    """A measure is asked for with a parameter that it does not have."""

    sentence = "{value} is not a {parameter} of {measure}. Possible are {known}."


class MissingParameterError(ComparisonError):
    """A measure is asked for without something that it needs."""

    sentence = "{measure} needs a {parameter}."


class MissingPackageError(ComparisonError):
    """A measure needs a package that is not part of the program."""

    sentence = "{measure} needs the package {package}. Install it, or choose another measure."


class WrongMaterialError(ComparisonError):
    """A measure for spans is asked of ratings, or the other way round."""

    sentence = "{measure} is computed from {expected}, and these are {found}."


class NotTwoCodersError(ComparisonError):
    """A measure for two coders meets another number of them."""

    sentence = "{measure} compares two coders, and here are {found}. Name the two to compare."


class NoNamesOfCodersError(ComparisonError):
    """A measure needs to know who gave which value, and only counts are there."""

    sentence = "{measure} needs to know which coder gave which value, and these are counts only."
