"""A row that both files have: of each field that differs, the later value holds."""

from __future__ import annotations

from annotator.edits.merging.both import Both
from annotator.edits.merging.cuts import choose_one_cut
from annotator.edits.merging.rows import Rows
from annotator.edits.merging.rules import choose
from annotator.store.fields import FIELDS, Field
from annotator.store.images import Values
from annotator.store.merging import part_key, row_of
from annotator.store.sides import NEVER, Stamp

_MEANING = frozenset(("name", "definition", "use_when", "avoid_when"))

Stamps = tuple[dict[str, Stamp], dict[str, Stamp]]


def reconcile(both: Both, rows: Rows, table: str, uid: str, mine: Values, theirs: Values) -> None:
    """Write what changes of the row here."""
    columns: dict[str, object] = {}
    stamps: Stamps | None = None
    for one, my_value, their_value in zip(FIELDS[table], mine, theirs, strict=True):
        if my_value == their_value or one.fixed or _same_words(table, one.name, mine, theirs):
            continue
        if stamps is None:
            stamps = (both.mine.stamps(table, uid), both.theirs.stamps(table, uid))
        pair = _pair(both, table, uid, one, stamps)
        if table == "source" and one.name == "unit" and pair[0] == pair[1]:
            columns |= choose_one_cut(both, uid, str(my_value[0]), str(their_value[0]))
            continue
        choice = choose(one, (my_value, their_value), pair, (both.mine, both.theirs))
        found = rows.columns_of(table, uid, one.columns, choice.value) if choice.is_theirs else {}
        if table == "code" and one.name in _MEANING:
            both.redefined[choice.is_theirs].add(uid)
        if choice.is_conflict:
            lost = my_value if choice.is_theirs else their_value
            both.recorder.differ(table, uid, one, choice, lost)
        columns |= found or {}
    _write(both, table, uid, columns)


def _write(both: Both, table: str, uid: str, columns: dict[str, object]) -> None:
    if table == "part":
        key = part_key(both.store, *uid.rsplit("/", 1))
    else:
        key = 1 if table == "project" else both.mine.ids(table)[uid]
    if not columns or key is None:
        return
    there = row_of(both.store, table, key)  # two uids may point to one row here, after a join
    columns = {name: value for name, value in columns.items() if there[name] != value}
    if columns:
        both.edit.update(table, key, **columns)
        if columns.keys() != {"import_id"}:  # of two imports of one text either will do
            both.tally.count(both.tally.changed, table)


def _pair(both: Both, table: str, uid: str, one: Field, stamps: Stamps) -> tuple[Stamp, Stamp]:
    """When a field was changed here and there."""
    if one.follows:
        return both.mine.latest(table, uid), both.theirs.latest(table, uid)
    return stamps[0].get(one.name, NEVER), stamps[1].get(one.name, NEVER)


def _same_words(table: str, name: str, mine: Values, theirs: Values) -> bool:
    """Whether two places differ only because a statement was split or joined in one file."""
    return table == "annotation" and name == "place" and mine[0][1:] == theirs[0][1:]
