"""What spans are compared from: which stretches coders marked for one variable, statement by statement."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotator.model.annotation import Coder
from annotator.model.codebook import Variable
from annotator.model.corpus import SourceId, StatementId
from annotator.model.span import Span


class MarkedSpan(NamedTuple):
    """Code points of the source's stored text, half-open, and the answer given there."""

    start: int
    end: int
    answer: str


@dataclass(frozen=True, slots=True)
class MarkedStatement:
    """One statement; `spans` holds every coder, by uid, who has done it, also those who marked nothing."""

    statement_id: StatementId
    source_id: SourceId
    span: Span
    spans: Mapping[str, tuple[MarkedSpan, ...]]


@dataclass(frozen=True, slots=True)
class Marked:
    """All statements that somebody has done, in the order of the project.

    An annotation of a whole statement marks all of it. *Not applicable* marks nothing.
    """

    variable: Variable
    coders: tuple[Coder, ...]
    statements: tuple[MarkedStatement, ...]

    def among(self, statement_ids: Container[StatementId]) -> Marked:
        """Only these statements."""
        kept = tuple(one for one in self.statements if one.statement_id in statement_ids)
        return replace(self, statements=kept)
