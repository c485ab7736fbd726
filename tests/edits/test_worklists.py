from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.edits.interchange import add_project
from annotator.edits.sources import Origin, import_sources
from annotator.edits.worklists import delete_filter, delete_worklist, draw_sample, save_filter
from annotator.errors import EmptySampleError, GoneError, NameMissingError, NameTakenError
from annotator.formats.jsonl import reading, writing
from annotator.model.annotation import Stage
from annotator.model.worklist import Stratum, WorklistId
from annotator.store import schema
from annotator.store.corpus import statement_rows
from annotator.store.queue import NOT_DONE, Order, QueueFilter, queue_ids
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from annotator.store.whole import read_project
from annotator.store.worklists import (
    SavedFilterId,
    read_saved_filters,
    read_worklists,
    statements_of,
    strata_of,
)
from tests.builders import contents, draft, fill

LINES = "\n".join(f"Line {number}." for number in range(40))


def test_a_sample_is_a_worklist_of_its_coders(store: Store) -> None:
    ana, bruno = fill(store, draft(LINES))
    everything = queue_ids(store, QueueFilter())

    key = draw_sample(store, " Reliability ", everything, size=10, seed="7", coder_ids=[ana, bruno])

    (worklist,) = read_worklists(store)
    assert (worklist.id, worklist.name, worklist.coder_ids) == (key, "Reliability", (ana, bruno))
    assert (worklist.count, worklist.seed, worklist.drawn_from) == (10, "7", 40)
    chosen = queue_ids(store, QueueFilter(worklist_id=key))
    assert len(chosen) == 10
    assert list(chosen) == sorted(set(chosen) & set(everything))


def test_the_same_seed_draws_the_same_statements_in_another_copy(store: Store, tmp_path: Path) -> None:
    fill(store, draft("Before."), draft(LINES))
    with Store.create(tmp_path / "other.annotator", title="Other") as other:
        fill(other, draft("Elsewhere."), draft("More."), draft(LINES))
        texts = []
        for one in (store, other):
            among = [row.id for row in statement_rows(one) if row.text.startswith("Line")]
            key = draw_sample(one, "Sample", among, size=5, seed="spring", coder_ids=[])
            chosen = queue_ids(one, QueueFilter(worklist_id=key))
            texts.append([row.text for row in statement_rows(one) if row.id in chosen])

    assert texts[0] == texts[1]
    assert len(texts[0]) == 5


def test_a_sample_can_be_drawn_evenly_over_the_sources(store: Store) -> None:
    fill(store, draft(LINES), draft("\n".join(f"Other {number}." for number in range(10))))

    key = draw_sample(
        store, "Even", queue_ids(store, QueueFilter()), size=10, seed="7", coder_ids=[], evenly=Stratum.SOURCE
    )

    chosen = [row.text for row in statement_rows(store, statements_of(store, key))]
    # 40 and 10 of 50 statements: 8 and 2 of 10.
    assert sum(text.startswith("Line") for text in chosen) == 8
    assert len(chosen) == 10
    assert read_worklists(store)[0].seed == "7, by source"


def test_months_and_speakers_are_strata_too(store: Store) -> None:
    fill(
        store,
        draft("One.\nTwo.", published="2031-03-03"),
        draft("Three.", published="2031-04"),
        draft("Four."),
    )
    everything = queue_ids(store, QueueFilter())

    assert list(strata_of(store, everything, Stratum.MONTH).values()) == ["2031-03", "2031-03", "2031-04", ""]
    assert set(strata_of(store, everything, Stratum.SPEAKER).values()) == {""}


def test_a_sample_is_undone_and_redone_in_one_step(store: Store) -> None:
    ana, _ = fill(store, draft(LINES))
    before = contents(store)
    draw_sample(store, "Sample", queue_ids(store, QueueFilter()), size=5, seed="1", coder_ids=[ana])
    after = contents(store)

    store.undo()
    assert contents(store) == before
    store.redo()
    assert contents(store) == after


def test_a_worklist_is_deleted_without_its_statements(store: Store) -> None:
    ana, _ = fill(store, draft(LINES))
    key = draw_sample(store, "Sample", queue_ids(store, QueueFilter()), size=5, seed="1", coder_ids=[ana])

    delete_worklist(store, key)

    assert read_worklists(store) == ()
    assert len(queue_ids(store, QueueFilter())) == 40
    assert len(queue_ids(store, QueueFilter(worklist_id=key))) == 0
    with pytest.raises(GoneError):
        delete_worklist(store, key)


def test_a_sample_needs_a_name_of_its_own_and_something_to_draw_from(store: Store) -> None:
    fill(store, draft(LINES))
    everything = queue_ids(store, QueueFilter())
    draw_sample(store, "Sample", everything, size=5, seed="1", coder_ids=[])

    with pytest.raises(NameTakenError):
        draw_sample(store, "sample", everything, size=5, seed="2", coder_ids=[])
    with pytest.raises(NameMissingError):
        draw_sample(store, "  ", everything, size=5, seed="2", coder_ids=[])
    with pytest.raises(EmptySampleError):
        draw_sample(store, "None", everything, size=0, seed="2", coder_ids=[])
    with pytest.raises(EmptySampleError):
        draw_sample(store, "None", [], size=5, seed="2", coder_ids=[])


def test_undoing_an_import_after_its_sample_leaves_nothing_behind(store: Store) -> None:
    fill(store, draft("One."))
    import_sources(store, Origin("more.txt", "1" * 64, "test"), [draft(LINES)])
    draw_sample(store, "Sample", queue_ids(store, QueueFilter()), size=41, seed="1", coder_ids=[])

    store.undo()
    store.undo()

    assert store.rows("SELECT * FROM worklist_statement") == []
    assert store.rows("PRAGMA foreign_key_check") == []


def test_a_filter_is_kept_by_name_whole(store: Store) -> None:
    ana, bruno = fill(store, draft(LINES, published="2031-03-03"))
    key = draw_sample(store, "Sample", queue_ids(store, QueueFilter()), size=5, seed="1", coder_ids=[])
    wanted = QueueFilter(
        ana,
        stages=NOT_DONE,
        flagged=True,
        source_id=statement_rows(store)[0].source_id,
        code_id=next(read_codebook(store).codes()).id,
        worklist_id=key,
        first_day="2031-03-01",
        last_day="2031-03-31",
        words='"far north"',
        undated=True,
        disputed=True,
        disputed_variable_id=read_codebook(store).variables[0].id,
        coded_by_id=ana,
        set_aside=True,
        order=Order.DATE,
        descending=True,
    )

    save_filter(store, "March", wanted)
    save_filter(store, "All", QueueFilter(ana))

    names = [saved.name for saved in read_saved_filters(store, bruno)]
    kept = [saved.wanted for saved in read_saved_filters(store, bruno)]
    assert names == ["All", "March"]
    assert kept == [QueueFilter(bruno), replace(wanted, coder_id=bruno)]


def test_a_filter_of_the_same_name_takes_the_place_of_the_old_one(store: Store) -> None:
    ana, _ = fill(store, draft("One."))
    save_filter(store, "Mine", QueueFilter(ana, flagged=True))

    save_filter(store, "mine", QueueFilter(ana, stages=frozenset({Stage.DONE})))

    (saved,) = read_saved_filters(store, ana)
    assert (saved.name, saved.wanted) == ("mine", QueueFilter(ana, stages=frozenset({Stage.DONE})))
    store.undo()
    (saved,) = read_saved_filters(store, ana)
    assert (saved.name, saved.wanted.flagged) == ("Mine", True)


def test_a_wish_about_something_that_is_gone_is_left_out(store: Store) -> None:
    ana, _ = fill(store, draft("One."))
    key = draw_sample(store, "Sample", queue_ids(store, QueueFilter()), size=1, seed="1", coder_ids=[])
    save_filter(store, "Sample, not done", QueueFilter(ana, worklist_id=key, stages=NOT_DONE))
    delete_worklist(store, key)

    (saved,) = read_saved_filters(store, ana)

    assert saved.wanted == QueueFilter(ana, stages=NOT_DONE)


def test_a_filter_is_deleted_and_needs_a_name(store: Store) -> None:
    ana, _ = fill(store)
    key = save_filter(store, "Mine", QueueFilter(ana))

    delete_filter(store, key)

    assert read_saved_filters(store, ana) == ()
    with pytest.raises(GoneError):
        delete_filter(store, SavedFilterId(key))
    with pytest.raises(NameMissingError):
        save_filter(store, " ", QueueFilter(ana))


def test_a_project_of_the_first_version_gets_worklists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.annotator"
    with monkeypatch.context() as old:
        old.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        old.setattr(schema, "SCHEMA_VERSION", 1)
        connection = sqlite3.connect(path, isolation_level=None)
        schema.migrate(connection)
        connection.execute(
            "INSERT INTO project (id, uid, title, codebook_uid, codebook_name, created_at) "
            "VALUES (1, 'p', 'Old', 'c', 'Old', '2031-03-03')"
        )
        connection.close()

    with Store(path, write=True) as store:
        fill(store, draft("One."))

        assert draw_sample(
            store, "S", queue_ids(store, QueueFilter()), size=1, seed="", coder_ids=[]
        ) == WorklistId(1)


def test_worklists_go_through_json_lines(store: Store, fresh: Callable[[], Store]) -> None:
    ana, bruno = fill(store, draft("No treaty holds.\nThe islands wait.\nShips came."))
    among = [row.id for row in statement_rows(store)]
    draw_sample(store, "Test", among, size=2, seed="7", coder_ids=[ana, bruno])
    out = io.StringIO()
    writing.write(read_project(store), out)

    with fresh() as other:
        lines = out.getvalue().splitlines()
        add_project(other, reading.read(lines, "study.jsonl"), name="study.jsonl")
        again = io.StringIO()
        writing.write(read_project(other), again)
        (kept,) = read_worklists(other)

    assert again.getvalue() == out.getvalue()
    assert (kept.name, kept.seed, kept.drawn_from, kept.count) == ("Test", "7", 3, 2)
