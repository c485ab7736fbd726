"""A source on its way to a draft: labelled stretches of its text, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.model.corpus import (
    Attribution,
    DropReason,
    PartDraft,
    SourceKind,
    StatementKind,
)
from annotator.model.dates import UNDATED, StatedDate
from annotator.model.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is a statement of some kind or dropped for some reason.

    `paragraph` numbers the line it stands in, `part` the parts of the outline.
    """

    span: Span
    label: StatementKind | DropReason
    paragraph: int = 0
    part: int | None = None
    speaker: Attribution | None = None


def placed(pieces: Iterable[Piece], paragraph: int, part: int | None = None) -> list[Piece]:
    """The same pieces as those of a line of the source."""
    return [Piece(piece.span, piece.label, paragraph, part, piece.speaker) for piece in pieces]


@dataclass(frozen=True, slots=True)
class Outline:
    """What was recognised in one source; the pieces are sentences, in the order of the text."""

    kind: SourceKind
    pieces: tuple[Piece, ...]
    parts: tuple[PartDraft, ...] = ()
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published: StatedDate = UNDATED
    extra: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
