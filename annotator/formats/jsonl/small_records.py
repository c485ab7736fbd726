"""The small records at the head of JSON lines: events, frozen codings, the log, filters, keywords."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from annotator.formats.records import Record
from annotator.model.dates import How, StatedDate
from annotator.model.events import Event, EventId
from annotator.model.keywords import Keywords
from annotator.model.reliability import FrozenCoding, FrozenCodingId, LogEntry, LogEntryId, is_coding
from annotator.model.worklist import KeptFilter

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(slots=True)
class SmallRecords:
    """What a head holds of them, in the order of the file."""

    events: list[Event] = field(default_factory=list)
    frozen: list[FrozenCoding] = field(default_factory=list)
    log: list[LogEntry] = field(default_factory=list)
    filters: list[KeptFilter] = field(default_factory=list)
    keywords: list[Keywords] = field(default_factory=list)

    def take(self, kind: str, record: Record) -> bool:
        """Take a record in; False where it is none of them. Raises BrokenRecordError."""
        match kind:
            case "event":
                self.events.append(_event(record, self.events))
            case "frozen":
                self.frozen.append(_frozen_coding(record, self.frozen))
            case "log":
                self.log.append(_log_entry(record, self.log))
            case "filter":
                self.filters.append(_kept_filter(record, self.filters))
            case "keywords":
                self.keywords.append(_keywords(record, self.keywords))
            case _:
                return False
        return True


def _event(record: Record, before: list[Event]) -> Event:
    uid = record.fresh_uid({event.uid for event in before})
    try:
        date = StatedDate(record.name("date"), How.USER)
    except ValueError:
        record.refuse(f"“{record.text('date')}” is not a date")
    return Event(EventId(len(before) + 1), uid, date, record.name("text"))


def _frozen_coding(record: Record, before: list[FrozenCoding]) -> FrozenCoding:
    uid = record.fresh_uid({one.uid for one in before})
    if not is_coding(record.keyed("coding")):
        record.refuse("its coding breaks the form")
    coding = json.dumps(record.keyed("coding"), ensure_ascii=False, separators=(",", ":"))
    return FrozenCoding(
        FrozenCodingId(len(before) + 1),
        uid,
        record.name("name"),
        record.text("at"),
        record.text("note"),
        coding,
    )


def _log_entry(record: Record, before: list[LogEntry]) -> LogEntry:
    return LogEntry(
        id=LogEntryId(len(before) + 1),
        uid=record.fresh_uid({one.uid for one in before}),
        coder_uid=record.name("coder"),
        at=record.text("at"),
        text=record.name("text"),
        is_question=record.truth("question"),
        statement_uid=record.text("statement"),
        answer=record.text("answer"),
        answered_by=record.text("answered_by"),
        answered_at=record.text("answered_at"),
    )


def _kept_filter(record: Record, before: list[KeptFilter]) -> KeptFilter:
    """A filter; its wishes are texts, truths and lists of texts."""
    uid = record.fresh_uid({one.uid for one in before})
    wishes = record.keyed("wishes")
    for name, wish in wishes.items():
        texts = isinstance(wish, list) and all(isinstance(one, str) for one in wish)
        if not (isinstance(wish, str | bool) or texts):
            record.refuse(f"its wish {name} is none that a filter can have")
    return KeptFilter(uid, record.name("name"), json.dumps(dict(wishes), ensure_ascii=False))


def _keywords(record: Record, before: list[Keywords]) -> Keywords:
    uid = record.fresh_uid({group.uid for group in before})
    colour = record.text("colour")
    if not _COLOUR.fullmatch(colour):
        record.refuse(f"“{colour}” is not a colour")
    return Keywords(colour, record.name("words"), uid)
