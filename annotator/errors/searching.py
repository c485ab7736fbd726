"""What is looked for cannot be understood."""

from __future__ import annotations

from annotator.errors.rules import RuleError


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
