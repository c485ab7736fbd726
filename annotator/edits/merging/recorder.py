"""Noting the conflicts that a merge finds."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from annotator.edits.merging.rules import Choice
from annotator.model.codebook import Code
from annotator.store.conflicts import (
    Conflict,
    Rule,
    about,
    as_text,
    conflict_key,
    in_words,
    read_conflicts,
)
from annotator.store.fields import Field
from annotator.store.registers import read_codebook
from annotator.store.sides import Side
from annotator.store.store import Edit


class Recorder:
    """Notes the conflicts of one merge in the project, each of them once."""

    def __init__(self, edit: Edit, mine: Side, theirs: Side, found: list[Conflict]) -> None:
        self._edit = edit
        self._stores = (mine.store, theirs.store)
        self._found = found
        self._known = {conflict.uid for conflict in read_conflicts(mine.store)}

    def differ(self, table: str, uid: str, field: Field, choice: Choice, other: list[object]) -> None:
        """Both files changed a field, or made a row, without knowing of each other."""
        kept = choice.value
        texts = sorted((as_text(kept), as_text(other)))
        self._note(
            Conflict(
                uid=_digest(table, uid, field.name, *texts),
                table=table,
                row_uid=uid,
                field=field.name,
                about=self._about(table, uid),
                kept=in_words(self._stores, table, field, kept),
                other=in_words(self._stores, table, field, other),
                other_value=as_text(other),
                rule=choice.rule,
            )
        )

    def deleted(self, table: str, uid: str) -> None:
        """One file deleted a row that the other changed or needs: it stays."""
        found = Conflict(
            uid=_digest(table, uid, "deleted"),
            table=table,
            row_uid=uid,
            field="",
            about=self._about(table, uid),
            kept="",
            other="deleted",
            other_value=None,
            rule=Rule.STAYS,
        )
        self._note(found)

    def shared_keys(self) -> None:
        """One key for two codes: it sets the one that comes first, until somebody gives the other another key."""
        first: dict[str, Code] = {}
        for code in (
            code for code in read_codebook(self._stores[0]).codes() if code.key and not code.retired
        ):
            holder = first.setdefault(code.key, code)
            if holder is not code:
                uids = sorted((holder.uid, code.uid))
                found = Conflict(
                    uid=_digest("code", "key", code.key, *uids),
                    table="code",
                    row_uid=code.uid,
                    field="key",
                    about=code.key.upper(),
                    kept=holder.name,
                    other=code.name,
                    other_value=None,
                    rule=Rule.FIRST_KEY,
                )
                self._note(found)

    def take_over(self) -> None:
        """The conflicts that the other file has on record."""
        for conflict in read_conflicts(self._stores[1]):
            if conflict.uid not in self._known:
                self._write(conflict)
            elif conflict.settled:
                key = conflict_key(self._stores[0], conflict.uid)
                open_ones = {one.uid for one in read_conflicts(self._stores[0], settled=False)}
                if key is not None and conflict.uid in open_ones:
                    self._edit.update("conflict", key, settled=1, rule=conflict.rule.value)

    def _about(self, table: str, uid: str) -> str:
        found = (about(store, table, uid) for store in self._stores)
        return next((words for words in found if words is not None), uid)

    def _note(self, conflict: Conflict) -> None:
        if conflict.uid not in self._known:
            conflict = replace(conflict, found_at=self._edit.at)
            self._write(conflict)
            self._found.append(conflict)

    def _write(self, conflict: Conflict) -> None:
        self._known.add(conflict.uid)
        self._edit.insert(
            "conflict",
            uid=conflict.uid,
            table_name=conflict.table,
            row_uid=conflict.row_uid,
            field=conflict.field,
            about=conflict.about,
            kept=conflict.kept,
            other=conflict.other,
            other_value=conflict.other_value,
            rule=conflict.rule.value,
            found_at=conflict.found_at,
            settled=int(conflict.settled),
        )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
