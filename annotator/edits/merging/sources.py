"""Whole sources from one file into another, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annotator.store.merging import SOURCE_TABLES, WORK, rows_with, sources_with_rows, statements_in_source
from annotator.store.sides import Side
from annotator.store.store import Edit, Store

Row = dict[str, object]


class SourceCopier:
    """Copies sources with text, parts, statements and dropped stretches, or takes them out."""

    def __init__(self, edit: Edit, mine: Side, theirs: Side, key: Callable[[str, str], int | None]) -> None:
        self._edit = edit
        self._mine = mine
        self._theirs = theirs
        self._key = key

    def copy(self, uids: Sequence[str]) -> int:
        """Bring the sources in; how many statements they have."""
        found = sources_with_rows(self._theirs.store, [self._theirs.ids("source")[uid] for uid in uids])
        for table in SOURCE_TABLES:
            for row in found[table]:
                self._point(row)
        sources = self._moved(found["source"], "source")
        for table in ("source_text", "part", "dropped", "statement"):
            for row in found[table]:
                row["source_id"] = sources[row["source_id"]]
        self._edit.insert_all("source_text", found["source_text"])
        parts = self._moved(found["part"], "part")
        for row in found["statement"]:
            row["part_id"] = parts.get(row["part_id"])
        self._edit.insert_all("dropped", [{**row, "id": None} for row in found["dropped"]])
        self._moved(found["statement"], "statement")
        return len(found["statement"])

    def remove(self, uid: str) -> None:
        """Take a source out with all that belongs to it."""
        key = self._mine.ids("source").pop(uid)
        for statement in statements_in_source(self._mine.store, key):
            remove_work(self._mine.store, self._edit, "statement_id", statement)
        self._edit.delete_where("memo", source_id=key)
        for table in ("statement", "dropped", "part", "source_text"):
            self._edit.delete_where(table, source_id=key)
        self._edit.delete("source", key)

    def _point(self, row: Row) -> None:
        """References to registers, from uid to key."""
        for name, table in (("speaker_id", "actor"), ("import_id", "import_record")):
            if row.get(name) is not None:
                row[name] = self._key(table, str(row[name]))

    def _moved(self, rows: list[Row], table: str) -> dict[object, int]:
        """Insert the rows under keys of this file; old key to new key."""
        old = [row.pop("id") for row in rows]
        keys = dict(zip(old, self._edit.insert_many(table, rows), strict=True)) if rows else {}
        if table != "part":
            self._mine.ids(table).update(
                {str(row["uid"]): key for row, key in zip(rows, keys.values(), strict=True)}
            )
        return keys


def remove_work(store: Store, edit: Edit, column: str, key: int) -> None:
    """Take out all that was said of a statement, or by a coder."""
    for annotation in rows_with(store, "annotation", column, key):
        edit.delete_where("value", annotation_id=annotation)
    for table in WORK:
        if rows_with(store, table, column, key):
            edit.delete_where(table, **{column: key})
