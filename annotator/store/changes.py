"""What an edit changed, told to whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.model.annotation import AnnotationId
from annotator.model.corpus import StatementId

T = TypeVar("T")

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


def together(notices: Sequence[Changes]) -> Changes:
    """Several notices as one, with the title of the last; there is at least one."""
    return replace(
        notices[-1],
        tables=frozenset().union(*(one.tables for one in notices)),
        statements=_all(one.statements for one in notices),
        annotations=_all(one.annotations for one in notices),
    )


def _all(listed: Iterable[frozenset[T] | None]) -> frozenset[T] | None:
    found: set[T] = set()
    for some in listed:
        if some is None:
            return None
        found |= some
    return frozenset(found) if len(found) <= MANY else None
