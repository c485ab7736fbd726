"""Material for the timeline: random projects that hold all a count could trip over, and entries by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np

from annotator.edits.actors import add_actor
from annotator.edits.annotations import annotate
from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.edits.sources import Origin, import_sources
from annotator.edits.statuses import set_aside, set_stage
from annotator.model.annotation import Absence, Coder, CoderId, CoderKind, Stage, Value
from annotator.model.codebook import CodeId, Variable, VariableKind
from annotator.model.corpus import (
    Attribution,
    Dropped,
    DropReason,
    PartDraft,
    SourceDraft,
    StatementDraft,
)
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.entries import NOT_APPLICABLE, UNDECIDED, Entries
from annotator.model.span import Span
from annotator.model.timeline import DateKind
from annotator.segmentation.copies import linked
from annotator.store.corpus import statement_rows
from annotator.store.registers import read_actors, read_codebook, read_coders
from annotator.store.store import Store
from tests.builders import codebook

DATES = (
    *("{0}-12-30", "{1}-01-02", "{1}-01-03", "{1}-01-04", "{0}-02-28", "{1}-01"),
    *("{1}", "{0}-12-31", "{1}-03-31", "{1}-04-01", "{0}-12", None),
)
YEARS = ((2020, 2021), (1899, 1900), (987, 988))
LINES = ("No treaty 🇺🇳 can hold.", "The bloc never asked.", "Никто не спросил острова.", "三座島。", "Yes.")


def fill_at_random(store: Store, seed: int) -> None:
    """A dozen sources of up to four statements, two coders and the adjudicated one, all in disorder."""
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    adopt_codebook(store, codebook())
    add_actor(store, "the bloc", attributes={"country": "Velm"})
    add_actor(store, "the islands", attributes={"country": "Orm"})
    add_actor(store, "the council")
    years = random.choice(YEARS)
    drafts = [_draft(random, number, years) for number in range(random.randint(0, 12))]
    if drafts:
        import_sources(store, Origin("random.txt", "0" * 64, "test"), drafts)
    for name in ("Ana", "Bruno"):
        add_coder(store, name)
    add_coder(store, "Settled", kind=CoderKind.ADJUDICATED)
    for coder in read_coders(store):
        _code(store, random, coder)


def _date(random: Random, years: tuple[int, int]) -> StatedDate:
    form = random.choice(DATES)
    if form is None:
        return UNDATED
    value = form.format(*(f"{year:04}" for year in years))
    return StatedDate(value, How.METADATA, value)


def _speaker(random: Random) -> Attribution | None:
    name = random.choice(("M. Orlan", "K. Velm", "the council", None))
    return Attribution(name, How.EXPLICIT) if name else None


def _draft(random: Random, number: int, years: tuple[int, int]) -> SourceDraft:
    lines = [f"{number}: {random.choice(LINES)}" for _ in range(random.randint(1, 4))]
    text = "\n".join(lines)
    statements: list[StatementDraft] = []
    parts: list[PartDraft] = []
    start = 0
    for line in lines:
        span = Span(start, start + len(line))
        start += len(line) + 1
        part = None
        if random.random() < 0.5:
            part = len(parts)
            parts.append(PartDraft(span, str(part), _date(random, years), _speaker(random)))
        said = _date(random, years) if random.random() < 0.3 else UNDATED
        speaker = _speaker(random) if random.random() < 0.3 else None
        statements.append(StatementDraft(span, part=part, said=said, speaker=speaker))
    dropped: list[Dropped] = []
    for line in random.choices(lines, k=random.choice((0, 0, 1, 2, 3))):
        dropped.append(Dropped(Span(start, start + len(line)), DropReason.COPY))
        text += f"\n{line}"
        start += len(line) + 1
    return SourceDraft(
        text,
        dropped=linked(text, dropped),
        outlet=random.choice(("Daily Beacon", "The Tide", "")),
        published=_date(random, years),
        speaker=_speaker(random),
        parts=tuple(parts),
        statements=tuple(statements),
    )


def _code(store: Store, random: Random, coder: Coder) -> None:
    actors = [actor.id for actor in read_actors(store)]
    for row in statement_rows(store):
        for _ in range(random.choice((0, 0, 1, 1, 2, 3))):
            values = [
                value
                for variable in read_codebook(store).variables
                for value in _values(store, random, variable)
            ]
            span = None if random.random() < 0.3 else Span(row.span.start, row.span.start + 1)
            own = random.choice(actors) if random.random() < 0.2 else None
            annotate(store, row.id, coder.id, span=span, values=values, speaker_id=own)
        stage = random.choice((None, None, Stage.DONE, Stage.DONE, Stage.SKIPPED, Stage.EXCLUDED))
        if stage is not None:
            set_stage(store, [row.id], coder.id, stage)
        if random.random() < 0.1:
            set_aside(store, [row.id], aside=True)


def _values(store: Store, random: Random, variable: Variable) -> list[Value]:
    chance = random.random()
    if chance < 0.3:
        return []
    if chance < 0.4:
        return [Value(variable.id, absence=random.choice(list(Absence)))]
    if variable.kind is VariableKind.ACTORS:
        actors = [actor.id for actor in read_actors(store)]
        return [Value(variable.id, actor_id=found) for found in random.sample(actors, random.randint(1, 2))]
    most = 1 if variable.kind is VariableKind.CODE else 3
    chosen = random.sample(variable.codes, min(random.randint(1, most), len(variable.codes)))
    return [Value(variable.id, code_id=code.id) for code in chosen]


def entries(*statements: tuple[str | None, str], children: Mapping[str, str] | None = None) -> Entries:
    """Entries as one would write them down: per statement its date and its codes.

    Codes are those of the test codebook's framing, parted by blanks; `-` is *not applicable*, `?`
    *undecided*. Each code is an annotation of its own, codes joined by + share one. Each statement
    has a source of its own, two words, and no speaker.
    """
    framing = codebook().variables[0]
    ids = {code.name: int(code.id) for code in framing.codes} | {"-": NOT_APPLICABLE, "?": UNDECIDED}
    parents = children or {}
    codes = tuple(
        replace(code, parent_id=CodeId(ids[parents[code.name]]) if code.name in parents else None)
        for code in framing.codes
    )
    dates = [StatedDate(value) for value, _ in statements]
    marks = [(row, mark) for row, (_, said) in enumerate(statements) for mark in said.split()]
    values = [
        (row, number, ids[name]) for number, (row, mark) in enumerate(marks) for name in mark.split("+")
    ]
    count = len(statements)
    none = np.zeros(count, dtype=np.int64)
    return Entries(
        variable=replace(framing, codes=codes),
        coder=Coder(CoderId(1), "00000000-0000-4000-8000-0000000000aa", "Ana"),
        dates=DateKind.PUBLISHED,
        time_zone="UTC",
        statement_ids=np.arange(count) + 1,
        first_days=np.array([_ordinal(date.first_day()) for date in dates], dtype=np.int64),
        last_days=np.array([_ordinal(date.last_day()) for date in dates], dtype=np.int64),
        source_ids=np.arange(count) + 1,
        outlet_numbers=none,
        speaker_ids=none,
        words=none + 2,
        copies=none,
        rows=np.array([row for row, _, _ in values], dtype=np.int64),
        annotations=np.array([number for _, number, _ in values], dtype=np.int64),
        values=np.array([value for _, _, value in values], dtype=np.int64),
        value_speakers=np.zeros(len(values), dtype=np.int64),
        outlets=("Daily Beacon",),
        actors={},
    )


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
