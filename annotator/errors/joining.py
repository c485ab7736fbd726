"""Two of a kind cannot be made one, or two files' words on one thing."""

from __future__ import annotations

from annotator.errors.rules import RuleError


class TwoCodersError(RuleError):
    """A name is borne by two coders."""

    sentence = "Two coders are called {coder}. Name one by its uid, {uids}, or join them."


class NotJoinableError(RuleError):
    """Two coders of different kinds are no one person."""

    sentence = (
        "{name} and {into} cannot be joined: only one of them is the adjudicated coder. Join two persons."
    )


class NotAlikeError(RuleError):
    """A join was asked for by a name that nobody, or more than one, bears."""

    sentence = (
        "There is no single {what} named {name}. Names are written as in the list of coders and actors."
    )


class NothingAgainstError(RuleError):
    """A conflict holds no second value that could be taken."""

    sentence = (
        "{about} was deleted in one file and changed or used in the other, so it was kept. "
        "To do without it, delete it where it stands."
    )
