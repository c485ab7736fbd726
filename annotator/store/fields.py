"""The fields of every table, as merging compares them.

A field is what one person changes at once: one column, or several that belong together. Of two
values of a field the later change holds, so a field is also the smallest thing that can be in conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Field:
    """Some columns with one name.

    Of a `quiet` field the later value holds and nobody is asked; one that `follows` goes with the
    latest change of its row; a `fixed` one is the same as long as the row lives.
    """

    name: str
    columns: tuple[str, ...]
    quiet: bool = False
    follows: bool = False
    fixed: bool = False


def _single(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, (name,)) for name in names)


def _date(name: str) -> Field:
    return Field(name, (name, f"{name}_how", f"{name}_evidence"))


_SPEAKER = Field("speaker", ("speaker_id", "speaker_how", "speaker_evidence"))
_POSITION = Field("position", ("position",), quiet=True)

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "project": (*_single("title", "time_zone"), Field("codebook", ("codebook_uid", "codebook_name"))),
    "coder": _single("name", "kind"),
    "actor": _single("name", "attributes", "note"),
    "variable": (_POSITION, *_single("name", "kind", "definition", "required", "active")),
    "code": (
        Field("variable", ("variable_id",)),
        Field("parent", ("parent_id",)),
        _POSITION,
        *_single("name", "colour", "key", "definition", "use_when", "avoid_when", "examples", "attributes"),
        Field("opposite", ("opposite_id",)),
        *_single("retired"),
        Field("defined", ("defined_revision",), quiet=True),
    ),
    "source": (
        Field("import", ("import_id",), quiet=True),
        *_single("kind", "title", "outlet", "author", "url", "language", "external_id", "origin", "unit"),
        _date("published"),
        _SPEAKER,
        *_single("extra"),
    ),
    "part": (*_single("number"), _date("date"), _SPEAKER),
    "statement": (
        Field("place", ("source_id", "span_start", "span_end"), fixed=True),
        *_single("kind", "set_aside"),
        _date("said"),
        _SPEAKER,
        Field("part", ("part_id",), quiet=True),
    ),
    "annotation": (
        Field("place", ("statement_id", "span_start", "span_end", "quote")),
        Field("coder", ("coder_id",), quiet=True),
        *_single("memo"),
        Field("speaker", ("speaker_id",)),
        *_single("voice"),
        Field("made", ("made_by", "created_at"), fixed=True),
        Field("revised", ("codebook_revision", "updated_at"), quiet=True, follows=True),
    ),
    "status": (Field("stage", ("stage", "reason")), Field("flag", ("flagged", "note"))),
    "event": _single("date", "text"),
    "frozen_coding": (*_single("name", "note"), Field("coding", ("at", "coding"), fixed=True)),
    "log_entry": (
        Field("asked", ("coder_uid", "at", "is_question", "statement_uid"), fixed=True),
        *_single("text"),
        Field("answer", ("answer", "answered_by", "answered_at")),
    ),
    "keyword_group": (_POSITION, *_single("colour", "words")),
    "worklist": _single("name", "seed", "drawn_from"),
    "saved_filter": _single("name", "wishes"),
    "memo": (Field("text", ("text", "uid")),),
    "value": (Field("values", ()),),
    "settlement": (Field("decision", ("provenance", "reason", "note", "codebook_should_change", "at")),),
}
"""What a row of each table is made of; the `values` of a value are all that an annotation says for a variable."""

UNTOUCHED: Row = {"stage": "untouched", "reason": "", "flagged": 0, "note": ""}
"""What a status says that was never noted."""

NO_MEMO: Row = {"text": "", "uid": ""}
"""What a memo says that is not there."""

UNSETTLED: Row = {"provenance": None, "reason": "", "note": "", "codebook_should_change": 0, "at": None}
"""What a settlement says that is not there."""

REFERENCES: Mapping[str, str] = {
    "import_id": "import_record",
    "speaker_id": "actor",
    "actor_id": "actor",
    "variable_id": "variable",
    "parent_id": "code",
    "opposite_id": "code",
    "code_id": "code",
    "source_id": "source",
    "part_id": "part",
    "statement_id": "statement",
    "coder_id": "coder",
    "annotation_id": "annotation",
}
"""Columns that point to rows, and the tables of those."""


def changed_fields(table: str, before: Row, after: Row) -> list[str]:
    """The names of the fields whose change is stamped; one that follows only where nothing else changed."""
    changed = [
        field
        for field in FIELDS[table]
        if not field.fixed and any(before.get(column) != after.get(column) for column in field.columns)
    ]
    leading = [field for field in changed if not field.follows]
    return [field.name for field in leading or changed]
