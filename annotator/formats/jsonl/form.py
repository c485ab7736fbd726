"""What marks the form, and which records there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotator.formats.records import Record

FORM = "annotator project"
VERSION = 1
HEAD = frozenset(
    ("project", "codebook", "coder", "actor", "import", "event", "frozen", "log", "filter", "keywords")
)
_KINDS = HEAD | {"source", "statement", "annotation", "status", "settlement", "memo", "worklist"}
_KIND = re.compile(r'\{"type": "(\w+)"')


def kind_of(record: Record) -> str:
    """What the record says it is."""
    return record.text("type")


def records(lines: Iterable[str], name: str, wanted: frozenset[str]) -> Iterator[Record]:
    """The records of some kinds; a line that says its kind first is not even parsed for nothing."""
    for number, line in enumerate(lines, start=1):
        quick = _KIND.match(line)
        if (quick and quick[1] in _KINDS - wanted) or not line.strip():
            continue
        record = Record.of_line(line, number, name)
        if kind_of(record) not in _KINDS:
            record.refuse(f"it is of an unknown type, “{kind_of(record)}”")
        if kind_of(record) in wanted:
            yield record
