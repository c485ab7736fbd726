"""What would be touched if a code went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.model.codebook import CodeId
from annotator.store.store import Store


@dataclass(frozen=True, slots=True)
class CodeUse:
    """Annotations that hold a code, by the coder's name; memos on it; the codes below it and opposite to it."""

    annotations: Mapping[str, int]
    memos: int
    below: tuple[str, ...]
    opposites: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nobody would miss the code."""
        return not (self.annotations or self.memos or self.below or self.opposites)


def use_of_code(store: Store, code_id: CodeId) -> CodeUse:
    """Everything that points to a code."""
    by_coder = store.rows(
        "SELECT coder.name, count(*) AS n FROM value JOIN annotation ON annotation.id = annotation_id "
        "JOIN coder ON coder.id = coder_id WHERE code_id = ? GROUP BY coder.id ORDER BY coder.id",
        code_id,
    )
    names = [
        tuple(row["name"] for row in store.rows(f"SELECT name FROM code WHERE {column} = ?", code_id))
        for column in ("parent_id", "opposite_id")
    ]
    (memos,) = store.rows("SELECT count(*) AS n FROM memo WHERE code_id = ?", code_id)
    return CodeUse({row["name"]: row["n"] for row in by_coder}, memos["n"], names[0], names[1])
