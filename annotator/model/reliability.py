"""What a study of reliability keeps beside the coding: coding frozen at a moment, and the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

FrozenCodingId = NewType("FrozenCodingId", int)
LogEntryId = NewType("LogEntryId", int)


@dataclass(frozen=True, slots=True)
class FrozenCoding:
    """All that coders had done at a moment, under a name: before a discussion, say.

    `coding` is the document itself, empty where only the list is wanted.
    """

    id: FrozenCodingId
    uid: str
    name: str
    at: str
    note: str = ""
    coding: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A note on the work, or a question to the lead with its answer. Coders and statement go by uid."""

    id: LogEntryId
    uid: str
    coder_uid: str
    at: str
    text: str
    is_question: bool = False
    statement_uid: str = ""
    answer: str = ""
    answered_by: str = ""
    answered_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.is_question and not self.answer


def is_coding(document: Mapping[str, object]) -> bool:
    """Whether a document of frozen coding keeps its form, which stands in `store/frozen.py`."""
    if document.keys() != {"coders", "variables", "answers", "done", "excluded"}:
        return False
    lists = {key: found for key, found in document.items() if isinstance(found, list)}
    if len(lists) < len(document):
        return False
    names = (*lists["coders"], *lists["variables"], *lists["answers"])
    sizes = len(lists["coders"]), len(lists["variables"]), len(lists["answers"])
    return (
        all(isinstance(name, str) for name in names)
        and all(_is_row(row, 3, sizes[0]) and _are_annotations(row[2], *sizes[1:]) for row in lists["done"])
        and all(_is_row(row, 2, sizes[0]) for row in lists["excluded"])
    )


def _is_row(row: object, width: int, coders: int) -> bool:
    return (
        isinstance(row, list) and len(row) == width and isinstance(row[0], str) and _is_place(row[1], coders)
    )


def _are_annotations(found: object, variables: int, answers: int) -> bool:
    return isinstance(found, list) and all(
        isinstance(one, list)
        and len(one) >= 4
        and len(one) % 2 == 0
        and _is_stretch(one[0], one[1])
        and all(_is_place(place, variables) for place in one[2::2])
        and all(_is_place(place, answers) for place in one[3::2])
        for one in found
    )


def _is_stretch(start: object, end: object) -> bool:
    if start is None or end is None:
        return start is end
    return _is_place(start, 2**53) and _is_place(end, 2**53) and int(str(start)) < int(str(end))


def _is_place(found: object, size: int) -> bool:
    return isinstance(found, int) and not isinstance(found, bool) and 0 <= found < size
