"""Every count equals a plain query on the flat views, whatever is asked of whatever project."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from annotator.edits.coders import add_coder
from annotator.model.annotation import Coder, CoderKind
from annotator.model.codebook import Variable
from annotator.model.timeline import (
    Bin,
    BinSize,
    Column,
    Counted,
    DateKind,
    OncePer,
    Question,
    SeriesBy,
    Timeline,
)
from annotator.store.counts import read_entries, shown_coder, statement_days
from annotator.store.registers import read_codebook, read_coders
from annotator.store.store import Store
from annotator.timeline.counting import count, statements_in
from tests.builders import draft, fill, label, statement
from tests.timelines import fill_at_random

Cells = dict[tuple[str, str], int]
SIZES = [size for size in BinSize if size is not BinSize.AUTOMATIC]

# What a date counts as: the first day of its bin, or how far it is known where that is too coarse.
PLACE = {
    BinSize.DAY: "{d}",
    BinSize.WEEK: "date({d}, 'weekday 0', '-6 days')",
    BinSize.MONTH: "substr({d}, 1, 7) || '-01'",
    BinSize.QUARTER: "substr({d}, 1, 4) || CASE (substr({d}, 6, 2) - 1) / 3 "
    "WHEN 0 THEN '-01-01' WHEN 1 THEN '-04-01' WHEN 2 THEN '-07-01' ELSE '-10-01' END",
    BinSize.YEAR: "substr({d}, 1, 4) || '-01-01'",
}
NEEDED = {BinSize.DAY: 10, BinSize.WEEK: 10, BinSize.MONTH: 7, BinSize.QUARTER: 7, BinSize.YEAR: 4}


def _place(size: BinSize, date: str) -> str:
    return (
        f"CASE WHEN {date} IS NULL THEN 'undated' WHEN length({date}) >= {NEEDED[size]} "
        f"THEN {PLACE[size].format(d=date)} WHEN length({date}) = 7 THEN 'month only' ELSE 'year only' END"
    )


def _date(question: Question) -> str:
    return "date" if question.dates is DateKind.SAID else "published"


NOT_EXCLUDED = (
    "statement_id NOT IN (SELECT statement_id FROM statuses_flat WHERE coder = :coder AND stage = 'excluded')"
)
CODED = """statement_id IN (
  SELECT statement_id FROM annotations_flat WHERE coder = :coder
  UNION SELECT statement_id FROM statuses_flat WHERE coder = :coder AND stage = 'done')"""


def _cells(store: Store, sql: str, coder: Coder, variable: Variable) -> Cells:
    rows = store.connection.execute(sql, {"coder": coder.name, "variable": variable.name}).fetchall()
    return {(place, series): number for place, series, number in rows}


def _coded(store: Store, question: Question, coder: Coder, variable: Variable) -> Cells:
    place = _place(question.bin_size, _date(question))
    sql = f"SELECT {place}, 'all', count(*) FROM statements_flat WHERE {CODED} AND {NOT_EXCLUDED} GROUP BY 1"  # noqa: S608
    return _cells(store, sql, coder, variable)


def _expected(store: Store, question: Question, coder: Coder, variable: Variable) -> Cells:
    """One row per value that counts, repeats numbered by time; then the first of each counted by place."""
    of_statements = question.counted in {Counted.STATEMENTS, Counted.SHARE}
    own = "speaker" if of_statements else "coalesce(annotation_speaker, speaker)"
    series = {
        SeriesBy.VALUE: "value",
        SeriesBy.SPEAKER: "coalesce(annotation_speaker, speaker, 'no speaker known')",
        SeriesBy.OUTLET: "iif(outlet = '', 'no outlet', outlet)",
    }[question.by]
    date = _date(question)
    voice = f"coalesce({own}, 'source ' || source_id)"
    period = {
        OncePer.EACH_TIME: "statement_id" if of_statements else "annotation_id",
        OncePer.SOURCE: f"source_id || {voice}",
    }.get(question.once_per)
    if period is None:
        size = BinSize(question.once_per.value)
        period = (
            f"CASE WHEN length({date}) >= {NEEDED[size]} THEN {PLACE[size].format(d=date)} || {voice} "
            "ELSE statement_id END"
        )
    first_day = f"ifnull(substr({date} || '-01-01', 1, 10), 'never')"
    sql = f"""
      SELECT place, series, count(*) FROM (
        SELECT {_place(question.bin_size, date)} AS place, {series} AS series,
          row_number() OVER (PARTITION BY {series}, {period} ORDER BY {first_day}, statement_id) AS turn
        FROM annotations_flat
        WHERE coder = :coder AND variable = :variable AND value_state = 'coded' AND {NOT_EXCLUDED})
      WHERE turn = 1 GROUP BY place, series"""  # noqa: S608
    return _cells(store, sql, coder, variable)


def _name(column: Column) -> str:
    return column.place.first.isoformat() if isinstance(column.place, Bin) else column.place.value


def _counted(timeline: Timeline) -> Cells:
    return {
        (_name(column), series.name): number
        for column in timeline.columns()
        for series, number in zip(timeline.series, column.counts, strict=True)
        if number
    }


def _questions(store: Store, random: Random, number: int) -> Iterator[tuple[Question, Coder, Variable]]:
    for _ in range(number):
        coder = random.choice(read_coders(store))
        variable = random.choice(read_codebook(store).variables)
        yield (
            Question(
                variable.id,
                coder.id,
                counted=random.choice(list(Counted)),
                bin_size=random.choice(SIZES),
                dates=random.choice(list(DateKind)),
                by=random.choice(list(SeriesBy)),
                once_per=random.choice(list(OncePer)),
            ),
            coder,
            variable,
        )


@pytest.mark.parametrize("seed", range(12))
def test_counts_equal_a_plain_query_on_the_flat_views(store: Store, seed: int) -> None:
    fill_at_random(store, seed)

    for question, coder, variable in _questions(store, Random(seed), 20):  # noqa: S311
        timeline = count(read_entries(store, question), question)

        assert _counted(timeline) == _expected(store, question, coder, variable), question
        coded = {(_name(column), "all"): column.coded for column in timeline.columns() if column.coded}
        assert coded == _coded(store, question, coder, variable), question
        assert timeline.coded == sum(coded.values())


@pytest.mark.parametrize("seed", range(4))
def test_the_statements_behind_a_cell_are_as_many_as_it_counts(store: Store, seed: int) -> None:
    fill_at_random(store, seed)

    for question, *_ in _questions(store, Random(seed), 6):  # noqa: S311
        entries = read_entries(store, question)
        timeline = count(entries, question)
        for column in (column for column in timeline.columns() if not column.is_gap):
            assert len(statements_in(entries, question, [column.place])) == column.coded
            for series, number in enumerate(column.counts):
                found = statements_in(entries, question, [column.place], series=series)
                assert len(found) <= number
                if question.counted is Counted.STATEMENTS:
                    assert len(found) == number


def test_words_are_those_of_the_coded_statements(store: Store) -> None:
    ana, _ = fill(store, draft("No treaty can hold.\nThe bloc never asked.", published="2031-03-03"))
    label(store, ana, "treaty", "equality")
    label(store, ana, "hold", "equality")
    question = Question(read_codebook(store).variables[0].id, ana, counted=Counted.PER_1000_WORDS)

    (column,) = count(read_entries(store, question), question).bins

    # Two annotations in the four words of the first statement; nobody looked at the second.
    assert (column.counts[0], column.bases[0], column.heights[0]) == (2, 4, 500)


def test_the_first_view_shows_the_settled_layer_once_it_holds_anything(store: Store) -> None:
    ana, _ = fill(store, draft("No treaty can hold.", published="2031-03-03"))
    label(store, ana, "treaty", "equality")
    settled = add_coder(store, "Settled", kind=CoderKind.ADJUDICATED)

    before = shown_coder(store, ana)
    label(store, settled, "treaty", "equality")

    assert (before, shown_coder(store, ana)) == (ana, settled)


def test_an_empty_project_has_an_empty_timeline(store: Store) -> None:
    ana, _ = fill(store)
    question = Question(read_codebook(store).variables[0].id, ana, bin_size=BinSize.AUTOMATIC)

    timeline = count(read_entries(store, question), question)

    assert (timeline.bins, timeline.bands, timeline.coded) == ((), (), 0)
    assert [series.name for series in timeline.series] == ["equality", "domination", "security"]


def test_the_days_of_any_statement_are_known(store: Store) -> None:
    ana, _ = fill(store, draft("No treaty can hold.", published="2031-03"), draft("The bloc."))

    assert ana
    march = (date(2031, 3, 1).toordinal(), date(2031, 3, 31).toordinal())
    assert statement_days(store, statement(store, "treaty"), DateKind.PUBLISHED) == march
    assert statement_days(store, statement(store, "bloc"), DateKind.SAID) == (0, 0)
