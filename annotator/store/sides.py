"""What one file of a merge knows: which changes it has seen, what it deleted, where its rows are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from annotator.store.images import IMPORT_UID
from annotator.store.store import Store


class Stamp(NamedTuple):
    """When a field was changed: later ones are greater, whoever's clock says what."""

    counter: int = 0
    writer: str = ""


class Tombstone(NamedTuple):
    """When a row was deleted (1), erased for good (2) or brought back (0)."""

    counter: int
    writer: str
    gone: int

    @property
    def stamp(self) -> Stamp:
        """When it was."""
        return Stamp(self.counter, self.writer)


NEVER = Stamp()
"""The stamp of a field that nobody changed since its row was made."""


@dataclass(frozen=True, slots=True)
class Writer:
    """One opening that changed something, as far as a file has seen of it."""

    uid: str
    counter: int
    revisions: int


class Side:
    """A file with its records of changes, read as the merge asks for them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.writers = {
            row["uid"]: Writer(row["uid"], row["counter"], row["revisions"])
            for row in store.rows("SELECT uid, counter, revisions FROM writer")
        }
        self.tombstones: dict[tuple[str, str], Tombstone] = {
            (row["table_name"], row["uid"]): Tombstone(row["counter"], row["writer"], row["gone"])
            for row in store.rows("SELECT * FROM tombstone")
        }
        self._ids: dict[str, dict[str, int]] = {}

    def has_seen(self, stamp: Stamp) -> bool:
        """Whether this file held that change once."""
        writer = self.writers.get(stamp.writer)
        return stamp == NEVER or (writer is not None and stamp.counter <= writer.counter)

    def gone(self, table: str, uid: str) -> Tombstone | None:
        """The tombstone of a row that was deleted and not brought back."""
        found = self.tombstones.get((table, uid))
        return found if found is not None and found.gone else None

    def stamps(self, table: str, uid: str) -> dict[str, Stamp]:
        """The stamped fields of a row."""
        rows = self.store.rows(
            "SELECT field, counter, writer FROM stamp WHERE table_name = ? AND uid = ?", table, uid
        )
        return {row["field"]: Stamp(row["counter"], row["writer"]) for row in rows}

    def stamps_within(self, table: str, uid: str) -> list[Stamp]:
        """All stamps of a row; those of its values too where it is an annotation."""
        found = list(self.stamps(table, uid).values())
        if table == "annotation":
            found += [
                Stamp(row["counter"], row["writer"])
                for row in self.store.rows(
                    "SELECT counter, writer FROM stamp WHERE table_name = 'value' AND uid >= ? AND uid < ?",
                    f"{uid}/",
                    f"{uid}0",  # the sign that follows the slash
                )
            ]
        return found

    def latest(self, table: str, uid: str) -> Stamp:
        """When anything of a row was changed last."""
        return max(self.stamps_within(table, uid), default=NEVER)

    def ids(self, table: str) -> dict[str, int]:
        """The key of every row by uid; whoever adds a row adds it here."""
        if table not in self._ids:
            uid = IMPORT_UID if table == "import_record" else "uid"
            rows = self.store.connection.execute(f"SELECT {uid}, id FROM {table} ORDER BY id DESC")
            self._ids[table] = dict(rows.fetchall())
        return self._ids[table]

    def all_stamps(self) -> Iterable[tuple[str, str, str, int, str]]:
        """Every stamp of a row that is there, to be taken over; what was changed of a deleted one is lost."""
        return self.store.connection.execute(
            "SELECT table_name, uid, field, counter, writer FROM stamp WHERE NOT EXISTS (SELECT 1 FROM tombstone "
            "WHERE gone AND tombstone.table_name = iif(stamp.table_name = 'value', 'annotation', stamp.table_name) "
            "AND tombstone.uid = iif(stamp.table_name = 'value', substr(stamp.uid, 1, instr(stamp.uid, '/') - 1), "
            "stamp.uid))"
        )

    def redirects(self) -> set[tuple[str, str, str]]:
        """Table, uid, and the uid where what was said of it belongs now."""
        rows = self.store.rows("SELECT table_name, uid, into_uid FROM redirect ORDER BY id")
        return {(row["table_name"], row["uid"], row["into_uid"]) for row in rows}


def take_over_records(mine: Side, theirs: Side, tombstones: dict[tuple[str, str], Tombstone]) -> None:
    """Let `mine` know every change that `theirs` knows; `tombstones` as the merge decided them."""
    connection = mine.store.connection
    connection.executemany(
        "INSERT INTO stamp (table_name, uid, field, counter, writer) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (table_name, uid, field) DO UPDATE SET counter = excluded.counter, writer = excluded.writer "
        "WHERE (excluded.counter, excluded.writer) > (stamp.counter, stamp.writer)",
        theirs.all_stamps(),
    )
    connection.executemany(
        "INSERT INTO tombstone (table_name, uid, counter, writer, gone) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (table_name, uid) DO UPDATE SET counter = excluded.counter, writer = excluded.writer, "
        "gone = excluded.gone",
        [(*place, *tombstone) for place, tombstone in sorted(tombstones.items())],
    )
    connection.executemany(
        "INSERT INTO writer (uid, counter, revisions) VALUES (?, ?, ?) ON CONFLICT (uid) DO UPDATE "
        "SET counter = excluded.counter, revisions = excluded.revisions WHERE excluded.counter > writer.counter",
        [(writer.uid, writer.counter, writer.revisions) for writer in theirs.writers.values()],
    )
