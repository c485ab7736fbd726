"""Verbs of the log: notes on the work, questions to the lead, and answers."""

from __future__ import annotations

import uuid

from annotator.errors import GoneError, TextMissingError
from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.reliability import LogEntry, LogEntryId
from annotator.model.text import prose
from annotator.store.corpus import statement_row
from annotator.store.log import read_log
from annotator.store.registers import read_coders
from annotator.store.store import Store


def write_log(
    store: Store,
    coder_id: CoderId,
    text: str,
    *,
    is_question: bool = False,
    statement_id: StatementId | None = None,
) -> LogEntryId:
    """Note something in the log, or ask the lead; perhaps about a statement. Raises TextMissingError, GoneError."""
    about = "" if statement_id is None else statement_row(store, statement_id).uid
    columns = {"text": _clean(text), "is_question": int(is_question), "statement_uid": about}
    with store.edit("Ask in the log" if is_question else "Note in the log") as edit:
        who = _uid(store, coder_id)
        return LogEntryId(
            edit.insert("log_entry", uid=str(uuid.uuid4()), coder_uid=who, at=edit.at, **columns)
        )


def answer_question(store: Store, entry_id: LogEntryId, coder_id: CoderId, answer: str) -> None:
    """Answer a question; no words take the answer back. Raises GoneError."""
    entry = _entry(store, entry_id)
    clean = prose(answer)
    if clean == entry.answer:
        return
    with store.edit("Answer in the log" if clean else "Take an answer back") as edit:
        answered = {"answered_by": _uid(store, coder_id), "answered_at": edit.at} if clean else {}
        columns = {"answered_by": "", "answered_at": "", **answered}
        edit.update("log_entry", entry_id, answer=clean, **columns)


def change_entry(store: Store, entry_id: LogEntryId, text: str) -> None:
    """Put a note or question in other words. Raises TextMissingError, GoneError."""
    clean = _clean(text)
    if clean != _entry(store, entry_id).text:
        with store.edit("Change the log") as edit:
            edit.update("log_entry", entry_id, text=clean)


def delete_entry(store: Store, entry_id: LogEntryId) -> None:
    """Take a note or question out of the log. Raises GoneError."""
    _entry(store, entry_id)
    with store.edit("Delete from the log") as edit:
        edit.delete("log_entry", entry_id)


def _clean(text: str) -> str:
    clean = prose(text)
    if not clean:
        raise TextMissingError
    return clean


def _entry(store: Store, entry_id: LogEntryId) -> LogEntry:
    found = next((one for one in read_log(store) if one.id == entry_id), None)
    if found is None:
        raise GoneError(what="entry of the log")
    return found


def _uid(store: Store, coder_id: CoderId) -> str:
    found = next((coder.uid for coder in read_coders(store) if coder.id == coder_id), None)
    if found is None:
        raise GoneError(what="coder")
    return found
