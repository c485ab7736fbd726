"""What a coder says about a span, and where a coder stands with a statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from annotator.model.actors import ActorId
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import StatementId
from annotator.model.span import Span

AnnotationId = NewType("AnnotationId", int)
CoderId = NewType("CoderId", int)


class CoderKind(StrEnum):
    """A person who codes, the settled result, or a person's second pass over their own sample."""

    PERSON = "person"
    ADJUDICATED = "adjudicated"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody whose annotations are kept apart from everybody else's."""

    id: CoderId
    uid: str
    name: str
    kind: CoderKind = CoderKind.PERSON


class Absence(StrEnum):
    """Two of the three meanings of nothing; the third, *not coded*, is the absence of any value."""

    NOT_APPLICABLE = "not applicable"
    UNDECIDED = "undecided"


class Voice(StrEnum):
    """Whose words a span holds."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Value:
    """One answer to one variable: exactly one of code, actor, number, text or absence.

    A variable that takes several codes or actors has several values. `number` is a decimal
    as it was typed, so that no digit is lost.
    """

    variable_id: VariableId
    code_id: CodeId | None = None
    actor_id: ActorId | None = None
    number: str | None = None
    text: str | None = None
    absence: Absence | None = None

    def __post_init__(self) -> None:
        given = (self.code_id, self.actor_id, self.number, self.text, self.absence)
        if sum(answer is not None for answer in given) != 1:
            message = "a value holds exactly one of code, actor, number, text and absence"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one coder says about one span, or about the whole statement when `span` is None.

    `span` counts in the source's stored text; `quote` is the text it covers. Times are ISO, UTC.
    """

    id: AnnotationId
    uid: str
    statement_id: StatementId
    coder_id: CoderId
    span: Span | None = None
    quote: str = ""
    values: tuple[Value, ...] = ()
    memo: str = ""
    speaker_id: ActorId | None = None
    voice: Voice | None = None
    made_by: str = "hand"
    codebook_revision: int = 1
    created_at: str = ""
    updated_at: str = ""


class Stage(StrEnum):
    """Where a coder stands with a statement."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    DONE = "done"
    SKIPPED = "skipped"
    EXCLUDED = "excluded"


EXCLUSIONS = ("off topic", "duplicate", "not a statement", "unreadable")
"""Reasons for excluding a statement that are offered, as they are kept in every language."""


@dataclass(frozen=True, slots=True)
class Status:
    """A coder's stage with a statement, with the reason where it is excluded, and a flag beside it."""

    statement_id: StatementId
    coder_id: CoderId
    stage: Stage = Stage.UNTOUCHED
    reason: str = ""
    flagged: bool = False
    note: str = ""
