"""What a merge did, counted as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.store.conflicts import Conflict


@dataclass(slots=True)
class Tally:
    """What came in, what changed and what went, by table."""

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def count(self, what: dict[str, int], table: str, number: int = 1) -> None:
        """Note some more rows."""
        if number:
            what[table] = what.get(table, 0) + number
