"""What an actor said of a target once: the material of contradictions."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.actors import ActorId
from annotator.model.annotation import AnnotationId
from annotator.model.codebook import CodeId
from annotator.model.corpus import StatementId
from annotator.model.dates import StatedDate


@dataclass(frozen=True, slots=True)
class Position:
    """One code of one annotation, with who speaks and one of its targets, None where it has none."""

    annotation_id: AnnotationId
    statement_id: StatementId
    speaker_id: ActorId
    target_id: ActorId | None
    code_id: CodeId
    date: StatedDate
