"""Statements chosen for some coders, such as a random sample for a test of reliability."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId


class Stratum(StrEnum):
    """What a sample is drawn evenly over."""

    SOURCE = "source"
    SPEAKER = "speaker"
    MONTH = "month"


WorklistId = NewType("WorklistId", int)


@dataclass(frozen=True, slots=True)
class Worklist:
    """A named choice of statements. `seed`, `drawn_from` tell how a sample was drawn.

    The seed says too what it was drawn evenly over; `drawn_from` is how many statements there were.
    """

    id: WorklistId
    uid: str
    name: str
    coder_ids: tuple[CoderId, ...] = ()
    count: int = 0
    seed: str = ""
    drawn_from: int | None = None


@dataclass(frozen=True, slots=True)
class WholeWorklist:
    """A worklist with the statements that it holds, in the order of the project."""

    worklist: Worklist
    statement_ids: tuple[StatementId, ...]


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A filter of the queue, kept by name. `wishes` is a JSON object that names things by uid."""

    uid: str
    name: str
    wishes: str
