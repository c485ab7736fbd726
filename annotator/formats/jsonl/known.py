"""Which id each uid of a file has got: the head's at once, those of texts when they are first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from annotator.formats.jsonl.form import kind_of, records
from annotator.formats.records import Record
from annotator.model.actors import ActorId
from annotator.model.annotation import CoderId
from annotator.model.codebook import Codebook, CodeId, VariableId
from annotator.model.corpus import ImportId, StatementId
from annotator.on_disk import OnDisk


class Known:
    """The ids of one file, counted from 1 for each kind; it walks the lines again as often as is needed."""

    def __init__(self, lines: Iterable[str], name: str) -> None:
        self.name = name
        self.actors: dict[str, ActorId] = {}
        self.coders: dict[str, CoderId] = {}
        self.imports: dict[int, ImportId] = {}
        self.codes: dict[str, CodeId] = {}
        self.variables: dict[str, VariableId] = {}
        self._lines = lines
        self._placed: OnDisk[str, int] | None = None

    def records(self, *wanted: str) -> Iterator[Record]:
        """The records of some kinds, in the order of the file."""
        return records(self._lines, self.name, frozenset(wanted))

    def take_codebook(self, codebook: Codebook) -> None:
        """Know its variables and codes."""
        self.variables = {variable.uid: variable.id for variable in codebook.variables}
        self.codes = {code.uid: code.id for code in codebook.codes()}

    def coder_id(self, record: Record) -> CoderId:
        """Whose record it is."""
        return record.known(self.coders, record.text("coder"), "coder")

    def speaker_id(self, record: Record) -> ActorId | None:
        """Who speaks; None where nobody is named."""
        uid = record.text("speaker")
        return record.known(self.actors, uid, "actor") if uid else None

    def statement_id(self, record: Record, uid: str | None = None) -> StatementId:
        """The statement that the record, or one of the uids in it, names."""
        uid = record.text("statement") if uid is None else uid
        return StatementId(self.place_of(record, "statement", uid))

    def place_of(self, record: Record, kind: str, uid: str) -> int:
        """Which source or which statement of the file has a uid."""
        number = self.places().get(f"{kind} {uid}")
        return record.refuse(f"there is no {kind} {uid} in the file") if number is None else number

    def places(self) -> OnDisk[str, int]:
        """The places of all sources and statements: found in a walk of its own."""
        if self._placed is None:
            placed: OnDisk[str, int] = OnDisk()
            counts: Counter[str] = Counter()
            for record in self.records("source", "statement"):
                kind = kind_of(record)
                key = f"{kind} {record.uid()}"
                if key in placed:
                    record.refuse("its uid stands before it already")
                counts[kind] += 1
                placed[key] = counts[kind]
            self._placed = placed
        return self._placed


def fresh_uid(record: Record, seen: OnDisk[str, int], number: int) -> str:
    """The record's uid, noted with its number; none before it may have it."""
    uid = record.fresh_uid(seen)
    seen[uid] = number
    return uid
