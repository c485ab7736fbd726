"""What a coder notes for themselves about a statement, a source or a code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.annotation import CoderId


class MemoOn(StrEnum):
    """What a memo is about; the memo of an annotation is part of that annotation."""

    STATEMENT = "statement"
    SOURCE = "source"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Memo:
    """One coder's note; `target_id` is the id of the statement, source or code. It is nobody's answer."""

    uid: str
    coder_id: CoderId
    on: MemoOn
    target_id: int
    text: str
