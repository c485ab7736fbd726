"""What a timeline is counted from: plain arrays, read from a store once and counted many times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.actors import Actor
from annotator.model.annotation import Coder
from annotator.model.codebook import Variable
from annotator.model.timeline import DateKind

if TYPE_CHECKING:  # numpy comes after the first paint
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

NOT_APPLICABLE = -1
UNDECIDED = -2
ANY_VALUE = 0
"""Values that are neither code nor actor; the last stands for any number or text."""


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """One coder's answers to one variable, in two tables of columns.

    The first holds one row per statement that the coder has coded, by id; the second one row per
    value. Coded means done, or annotated at least once, and not excluded: an answer of *nothing*
    is there, a statement not yet looked at is not.

    - `statement_ids`; `first_days`, `last_days`: ordinals between which the date lies, 0 when
      undated; `source_ids`; `outlet_numbers`: places in `outlets`; `speaker_ids`: actors, 0 when
      unknown; `words`: how many words, and `copies`: how many folded copies each has; both only read
      where the question needs them (else empty)
    - `rows`: the value's statement, as a row of the first table; `annotations`: numbered from 0;
      `values`: a code's or actor's id, or one of the constants above; `value_speakers`: the
      annotation's own speaker, else the statement's
    """

    variable: Variable
    coder: Coder
    dates: DateKind
    time_zone: str
    statement_ids: Integers
    first_days: Integers
    last_days: Integers
    source_ids: Integers
    outlet_numbers: Integers
    speaker_ids: Integers
    words: Integers
    copies: Integers
    rows: Integers
    annotations: Integers
    values: Integers
    value_speakers: Integers
    outlets: tuple[str, ...]
    actors: Mapping[int, Actor]
