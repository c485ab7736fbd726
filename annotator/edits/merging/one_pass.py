"""One file put into another: table by table, what arrives, what changes and what goes."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.burying import bury_what_goes
from annotator.edits.merging.cuts import check_cuts
from annotator.edits.merging.fates import arrives, mark_dying
from annotator.edits.merging.memos import merge_memos
from annotator.edits.merging.reconciling import reconcile
from annotator.edits.merging.records import write_records
from annotator.edits.merging.rows import BATCH, Rows
from annotator.edits.merging.sets import merge_set
from annotator.edits.merging.settlements import merge_settlements
from annotator.edits.merging.statuses import merge_statuses
from annotator.edits.merging.values import merge_values
from annotator.edits.merging.worklists import fill_worklists
from annotator.progress import Progress
from annotator.store.images import differences
from annotator.store.merging import import_rows, project_head

_ENTITIES = ("coder", "actor", "variable", "code", "event", "frozen_coding", "log_entry", "keyword_group")


def put_in(both: Both, progress: Progress) -> None:
    """Bring all of the other file in; nothing is written where nothing differs.

    Raises CrossesCutError, DifferentCutError.
    """
    rows = Rows(both, progress)
    _merge_head(both, rows)
    _take_over_imports(both)
    _write_redirects(both)
    for table in _ENTITIES:
        _merge_table(both, rows, table, progress)
    rows.link_codes()
    _merge_table(both, rows, "source", progress)
    merge_set(both, "dropped")
    for table in ("part", "statement", "annotation"):
        _merge_table(both, rows, table, progress)
    merge_values(both, rows)
    merge_statuses(both, rows)
    merge_settlements(both, rows)
    merge_memos(both, rows)
    for table in ("worklist", "saved_filter"):
        _merge_table(both, rows, table, progress)
    fill_worklists(both, rows)
    merge_set(both, "actor_alias")
    rows.link_codes()  # of codes that came back because they are needed
    bury_what_goes(both, rows)
    both.recorder.shared_keys()
    both.recorder.take_over()
    write_records(both)
    check_cuts(both)


def _merge_table(both: Both, rows: Rows, table: str, progress: Progress) -> None:
    mark_dying(both, table)
    found = differences(both.store, both.theirs.store, table)
    arriving = []
    for place, difference in enumerate(found):
        assert difference.theirs is not None
        if difference.mine is not None:
            reconcile(both, rows, table, difference.uid, difference.mine, difference.theirs)
        elif arrives(both, table, difference.uid, difference.theirs):
            arriving.append((difference.uid, difference.theirs))
        if place % BATCH == 0:
            progress(place, len(found))
    rows.bring_in(table, arriving)
    both.arrived[table] = [uid for uid, _ in arriving]


def _merge_head(both: Both, rows: Rows) -> None:
    """Copies of one project agree on its title; of another project only the rows are taken."""
    if project_head(both.store) != project_head(both.theirs.store):
        return
    for found in differences(both.store, both.theirs.store, "project"):
        assert found.mine is not None
        assert found.theirs is not None
        reconcile(both, rows, "project", found.uid, found.mine, found.theirs)


def _take_over_imports(both: Both) -> None:
    known = both.mine.ids("import_record")
    fresh = [(uid, row) for uid, row in import_rows(both.theirs.store) if uid not in known]
    if fresh:
        keys = both.edit.insert_many("import_record", [row for _, row in fresh])
        known.update(zip((uid for uid, _ in fresh), keys, strict=True))


def _write_redirects(both: Both) -> None:
    fresh = sorted(both.redirects - both.mine.redirects())
    both.edit.insert_all(
        "redirect", [{"table_name": table, "uid": uid, "into_uid": into} for table, uid, into in fresh]
    )
