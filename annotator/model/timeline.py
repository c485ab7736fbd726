"""The timeline's nouns: what is asked of a study over time, and the answer as plain numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from annotator.model.annotation import CoderId
from annotator.model.codebook import CodeId, VariableId


class BinSize(StrEnum):
    """How long one step of the timeline is; automatic takes the finest that stays readable."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    AUTOMATIC = "automatic"


class Counted(StrEnum):
    """What is counted; all of it in statements that the coder has coded.

    Statements with at least one annotation of the series, the annotations themselves, these
    statements as a share of the coded ones, annotations as a share of all that are shown, or
    annotations per 1,000 words of the coded statements.
    """

    STATEMENTS = "statements"
    ANNOTATIONS = "annotations"
    SHARE = "share"
    MIX = "share of annotations"
    PER_1000_WORDS = "per 1,000 words"


class DateKind(StrEnum):
    """Which date places a statement: its part's or source's, or before these its own."""

    PUBLISHED = "published"
    SAID = "said"


class SeriesBy(StrEnum):
    """What a series stands for: a value of the variable, who speaks, or where it was printed."""

    VALUE = "value"
    SPEAKER = "speaker"
    OUTLET = "outlet"


class OncePer(StrEnum):
    """How often the same speaker counts in the same series: each time, or once per source or period."""

    EACH_TIME = "each time"
    SOURCE = "source"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Duplicates(StrEnum):
    """How often a statement counts that its source says again: once, or with each folded copy of it."""

    ONCE = "once"
    EACH_TIME = "each time"


@dataclass(frozen=True, slots=True)
class Question:
    """All that decides a timeline's numbers.

    `codes` None means all; with `with_children` a code's descendants count with it, and without `codes`
    the top ones stand for all. `attribute` groups actors or codes by that attribute of theirs. Where
    repeats count once (`once_per`), so do duplicates, whatever is asked of them. `most` is how many
    series an open-ended list (actors, speakers, outlets) may have before the rest is put together.
    `since` and `until` are both included. `absences` adds what was answered by *not applicable*,
    *undecided* or not at all. `window` bins (odd) are averaged, the bin itself in the middle; 1 leaves
    each as it is. `interval` adds 95 % intervals to shares.
    """

    variable_id: VariableId
    coder_id: CoderId
    counted: Counted = Counted.STATEMENTS
    bin_size: BinSize = BinSize.MONTH
    dates: DateKind = DateKind.PUBLISHED
    by: SeriesBy = SeriesBy.VALUE
    codes: tuple[CodeId, ...] | None = None
    with_children: bool = False
    attribute: str = ""
    once_per: OncePer = OncePer.EACH_TIME
    duplicates: Duplicates = Duplicates.ONCE
    most: int = 12
    since: date | None = None
    until: date | None = None
    absences: bool = False
    window: int = 1
    cumulative: bool = False
    interval: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one colour of the stack; in the order of the codebook.

    `key` is the code's or actor's id, 0 for what has none.
    """

    key: int
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Bin:
    """One step of the timeline; both days belong to it."""

    name: str
    first: date
    last: date


class Band(StrEnum):
    """Where statements stand that no bin can hold; never spread, never guessed."""

    MONTH_ONLY = "month only"
    YEAR_ONLY = "year only"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Column:
    """A bin or a band, and what was counted in it.

    Per series: `counts`, the `bases` they are a share of (coded statements, or units where repeats
    count once; annotations shown, or words), `heights` to draw (None in a gap) and, where an
    interval was asked for, `low` and `high`. `coded` is n, all coded statements of the column.
    """

    place: Bin | Band
    coded: int
    counts: tuple[int, ...]
    bases: tuple[int, ...]
    heights: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()

    @property
    def name(self) -> str:
        """What the column is called in tables and on the axis."""
        return self.place.name if isinstance(self.place, Bin) else self.place.value

    @property
    def is_gap(self) -> bool:
        """Whether no statement in it was coded, so that zero would say too much."""
        return self.coded == 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The answer: series, one column a bin without holes in between, then one a band that is in use.

    `question.bin_size` is the size used, never automatic. `coded` counts the
    statements that the coder has coded and the question does not leave out. `filtered` says which
    statements alone count, where not all do.
    """

    question: Question
    variable: str
    coder: str
    time_zone: str
    series: tuple[Series, ...]
    bins: tuple[Column, ...]
    bands: tuple[Column, ...]
    coded: int
    filtered: str = ""

    def columns(self) -> Iterator[Column]:
        """Bins, then bands."""
        yield from self.bins
        yield from self.bands

    def totals(self) -> tuple[int, ...]:
        """The counts of each series over all columns."""
        sums = [sum(numbers) for numbers in zip(*(column.counts for column in self.columns()), strict=True)]
        return tuple(sums) or (0,) * len(self.series)
