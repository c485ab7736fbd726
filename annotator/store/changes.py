"""What an edit changed, told to whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation import AnnotationId
from annotator.model.corpus import StatementId

MANY = 500
"""Above so many statements a notice says *many* rather than listing them."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Tables that changed, and the statements and annotations concerned; None means too many to list.

    `action` and `details` are the title of the step, `undone` tells its direction.
    """

    tables: frozenset[str]
    statements: frozenset[StatementId] | None
    annotations: frozenset[AnnotationId] | None = None
    action: str = ""
    details: dict[str, object] | None = None
    undone: bool = False

    def touch(self, *tables: str) -> bool:
        """Whether any of the named tables changed."""
        return not self.tables.isdisjoint(tables)
