"""How a statement was settled after its coders had differed, or had agreed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.corpus import StatementId

REASONS = ("ambiguous text", "gap in the codebook", "slip", "edge case", "taste")
"""Why coders differ, as offered; other words may be written."""


class Provenance(StrEnum):
    """Where the settled answer comes from; *open* was looked at and left."""

    UNANIMOUS = "unanimous"
    ADJUDICATED = "adjudicated"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided about a statement; the answer itself is the adjudicated coder's annotations of it."""

    statement_id: StatementId
    provenance: Provenance
    reason: str = ""
    note: str = ""
    codebook_should_change: bool = False
    at: str = ""
