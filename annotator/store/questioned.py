"""Annotations that a changed codebook puts in question: made with a code before it meant what it means now."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation import AnnotationId, CoderId
from annotator.model.codebook import CodeId
from annotator.model.corpus import StatementId
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class Questioned:
    """An annotation to look at again, the words it is about, and the code that changed since.

    It was made at revision `made_under` of the codebook; the code has meant what it means since `changed_in`.
    """

    annotation_id: AnnotationId
    statement_id: StatementId
    coder_id: CoderId
    code_id: CodeId
    words: str
    made_under: int
    changed_in: int


def questioned(store: Store, coder_id: CoderId | None = None) -> list[Questioned]:
    """What a changed name or definition of a code puts in question, code by code in the order of the statements."""
    coder = "" if coder_id is None else f"AND coder_id = {int(coder_id)}"
    rows = store.rows(
        "SELECT annotation.id, statement_id, coder_id, code.id AS code_id, "
        "coalesce(nullif(quote, ''), substr(statement.text, 1, 200)) AS words, "
        f"annotation.codebook_revision AS made_under, defined_revision AS changed_in {_QUESTIONED} {coder} "
        "ORDER BY code.id, statement.source_id, statement.span_start, annotation.id"
    )
    return [
        Questioned(
            AnnotationId(row["id"]),
            StatementId(row["statement_id"]),
            CoderId(row["coder_id"]),
            CodeId(row["code_id"]),
            row["words"],
            row["made_under"],
            row["changed_in"],
        )
        for row in rows
    ]


def questioned_by_code(store: Store) -> dict[CodeId, int]:
    """How many annotations, of whichever coder, each changed code puts in question; others are left out."""
    rows = store.rows(f"SELECT code.id, count(*) AS n {_QUESTIONED} GROUP BY code.id")
    return {CodeId(row["id"]): row["n"] for row in rows}


_QUESTIONED = (
    "FROM code JOIN value ON value.code_id = code.id JOIN annotation ON annotation.id = annotation_id "
    "JOIN statement ON statement.id = statement_id WHERE defined_revision > annotation.codebook_revision"
)
