"""What coders said of texts, read back from JSON lines: annotations, statuses, settlements, memos, worklists."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.jsonl.known import Known, fresh_uid
from annotator.formats.records import Record
from annotator.model.adjudication import Provenance, Settlement
from annotator.model.annotation import Absence, Annotation, AnnotationId, Stage, Status, Value, Voice
from annotator.model.memo import Memo, MemoOn
from annotator.model.worklist import WholeWorklist, Worklist, WorklistId
from annotator.on_disk import OnDisk


def read_annotations(known: Known) -> Iterator[Annotation]:
    """What was said of spans and statements."""
    seen: OnDisk[str, int] = OnDisk()
    for number, record in enumerate(known.records("annotation"), start=1):
        yield Annotation(
            id=AnnotationId(number),
            uid=fresh_uid(record, seen, number),
            statement_id=known.statement_id(record),
            coder_id=known.coder_id(record),
            span=record.span_or_none(),
            quote=record.text("quote"),
            values=tuple(_value(known, record, value) for value in record.objects("values")),
            memo=record.text("memo"),
            speaker_id=known.speaker_id(record),
            voice=record.one_of_or_none(Voice, "voice"),
            made_by=record.text("made_by"),
            codebook_revision=record.whole("codebook_revision"),
            created_at=record.text("created_at"),
            updated_at=record.text("updated_at"),
        )


def _value(known: Known, record: Record, value: Record) -> Value:
    given = value.found.keys() - {"variable"}
    if len(given) != 1:
        record.refuse("a value holds one of code, actor, number, text and absence")
    variable = record.known(known.variables, value.text("variable"), "variable")
    match given.pop():
        case "code":
            return Value(variable, code_id=record.known(known.codes, value.text("code"), "code"))
        case "actor":
            return Value(variable, actor_id=record.known(known.actors, value.text("actor"), "actor"))
        case "number":
            return Value(variable, number=value.text("number"))
        case "text":
            return Value(variable, text=value.text("text"))
        case _:
            return Value(variable, absence=value.one_of(Absence, "absence"))


def read_statuses(known: Known) -> Iterator[Status]:
    """Where coders stand; each once for a statement."""
    seen: OnDisk[str, int] = OnDisk()
    for record in known.records("status"):
        status = Status(
            statement_id=known.statement_id(record),
            coder_id=known.coder_id(record),
            stage=record.one_of(Stage, "stage"),
            reason=record.text("reason"),
            flagged=record.truth("flagged"),
            note=record.text("note"),
        )
        key = f"{status.statement_id} {status.coder_id}"
        if key in seen:
            record.refuse("this coder has a status for this statement already")
        seen[key] = 1
        yield status


def read_settlements(known: Known) -> Iterator[Settlement]:
    """What was settled, once for a statement."""
    seen: OnDisk[str, int] = OnDisk()
    for record in known.records("settlement"):
        settlement = Settlement(
            statement_id=known.statement_id(record),
            provenance=record.one_of(Provenance, "provenance"),
            reason=record.text("reason"),
            note=record.text("note"),
            codebook_should_change=record.truth("codebook_should_change"),
            at=record.text("at"),
        )
        key = str(settlement.statement_id)
        if key in seen:
            record.refuse("this statement is settled already")
        seen[key] = 1
        yield settlement


def read_worklists(known: Known) -> Iterator[WholeWorklist]:
    """Worklists with the statements that they hold."""
    seen: OnDisk[str, int] = OnDisk()
    for number, record in enumerate(known.records("worklist"), start=1):
        uid = fresh_uid(record, seen, number)
        held = [known.statement_id(record, one) for one in record.texts("statements")]
        coders = [record.known(known.coders, one, "coder") for one in record.texts("coders")]
        worklist = Worklist(
            WorklistId(number),
            uid,
            record.name("name"),
            tuple(dict.fromkeys(coders)),
            len(held),
            record.text("seed"),
            record.whole_or_none("drawn_from"),
        )
        yield WholeWorklist(worklist, tuple(dict.fromkeys(held)))


def read_memos(known: Known) -> Iterator[Memo]:
    """A memo is on exactly one thing, and each coder has one memo on it."""
    seen: OnDisk[str, int] = OnDisk()
    for number, record in enumerate(known.records("memo"), start=1):
        given = [on for on in MemoOn if record.text(on.value)]
        if len(given) != 1:
            record.refuse("a memo is on one of statement, source and code")
        on = given[0]
        uid = fresh_uid(record, seen, number)
        coder_id = known.coder_id(record)
        target_id = _memo_target(known, record, on)
        key = f"{coder_id} {on} {target_id}"
        if key in seen:
            record.refuse(f"this coder has a memo on this {on} already")
        seen[key] = number
        yield Memo(uid, coder_id, on, target_id, record.text("text"))


def _memo_target(known: Known, record: Record, on: MemoOn) -> int:
    uid = record.text(on.value)
    if on is MemoOn.CODE:
        return record.known(known.codes, uid, "code")
    return known.place_of(record, on.value, uid)
