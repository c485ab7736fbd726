"""Reading who said what of whom, where it has an opposite."""

from __future__ import annotations

from annotator.model.actors import ActorId
from annotator.model.annotation import AnnotationId, CoderId
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import StatementId
from annotator.model.dates import StatedDate
from annotator.model.positions import Position
from annotator.model.timeline import DateKind
from annotator.store.store import Store


def read_positions(
    store: Store, coder_id: CoderId, target_id: VariableId | None, dates: DateKind = DateKind.PUBLISHED
) -> list[Position]:
    """All a coder's codes that have an opposite, with a known speaker, by annotation.

    `target_id` is the variable that holds the targets; an annotation with two of them gives two
    positions. Excluded statements are left out.
    """
    date = "coalesce(statement.said, part.date, source.published)"
    if dates is DateKind.PUBLISHED:
        date = "coalesce(part.date, source.published)"
    speaker = "coalesce(annotation.speaker_id, statement.speaker_id, part.speaker_id, source.speaker_id)"
    rows = store.rows(
        f"SELECT annotation.id, annotation.statement_id, {speaker} AS speaker, target.actor_id, value.code_id, "
        f"{date} AS date FROM value JOIN code ON code.id = value.code_id "
        "JOIN annotation ON annotation.id = value.annotation_id "
        "JOIN statement ON statement.id = annotation.statement_id "
        "JOIN source ON source.id = statement.source_id LEFT JOIN part ON part.id = statement.part_id "
        "LEFT JOIN value AS target ON target.annotation_id = annotation.id AND target.variable_id = ? "
        "AND target.actor_id IS NOT NULL "
        "LEFT JOIN status ON status.statement_id = statement.id AND status.coder_id = annotation.coder_id "
        "WHERE annotation.coder_id = ? AND ifnull(status.stage, '') <> 'excluded' AND speaker IS NOT NULL "
        "AND (code.opposite_id IS NOT NULL OR EXISTS (SELECT 1 FROM code AS other WHERE other.opposite_id = code.id)) "
        "ORDER BY annotation.id, value.id, target.id",
        target_id,
        coder_id,
    )
    return [
        Position(
            AnnotationId(row["id"]),
            StatementId(row["statement_id"]),
            ActorId(row["speaker"]),
            None if row["actor_id"] is None else ActorId(row["actor_id"]),
            CodeId(row["code_id"]),
            StatedDate(row["date"]),
        )
        for row in rows
    ]
