from __future__ import annotations

from annotator.edits.statuses import set_flag, set_stage
from annotator.model.annotation import Stage
from annotator.model.dates import StatedDate
from annotator.store.queue_rows import OPENING, queue_rows
from annotator.store.store import Store
from tests.builders import draft, fill, label, statement


def test_a_row_tells_where_the_coder_stands_and_what_the_source_knows(store: Store) -> None:
    ana, bruno = fill(store, draft("The harbour stays open.", published="2031-03", outlet="Daily Beacon"))
    harbour = statement(store, "harbour")
    label(store, ana, "harbour", "equality")
    label(store, ana, "open", "security")
    label(store, bruno, "open", "security")
    set_stage(store, [harbour], ana, Stage.DONE)
    set_flag(store, harbour, bruno, flagged=True)

    row = queue_rows(store, ana, [harbour])[harbour]
    other = queue_rows(store, bruno, [harbour])[harbour]

    assert (row.opening, row.outlet, row.speaker) == ("The harbour stays open.", "Daily Beacon", "")
    assert row.date == StatedDate("2031-03")
    assert (row.stage, row.flagged, row.annotations) == (Stage.DONE, False, 2)
    assert (other.stage, other.flagged, other.annotations) == (Stage.BEGUN, True, 1)


def test_only_the_first_words_of_a_long_statement_are_read(store: Store) -> None:
    ana, _ = fill(store, draft("🇺🇳" + "word " * 1000))
    (key,) = [row["id"] for row in store.rows("SELECT id FROM statement")]

    assert len(queue_rows(store, ana, [key])[key].opening) == OPENING


def test_without_a_coder_everything_is_untouched_and_what_is_gone_is_left_out(store: Store) -> None:
    fill(store, draft("One harbour."))
    one = statement(store, "One")

    rows = queue_rows(store, None, [one, type(one)(4711)])

    assert [(row.id, row.stage) for row in rows.values()] == [(one, Stage.UNTOUCHED)]
