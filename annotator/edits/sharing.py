"""Verbs that hand a project on: without others' work, under other names; and erasing for good."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

from annotator.edits.again import second_pass
from annotator.errors import FileExistsAlreadyError, NoSuchCoderError, NoSuchSourceError, TwoCodersError
from annotator.formats.whole_file import written_text
from annotator.model.annotation import Coder
from annotator.store.copies import copy_of
from annotator.store.corpus import known_sources
from annotator.store.erasing import erase_coder as erase_coder_rows
from annotator.store.erasing import erase_source as erase_source_rows
from annotator.store.registers import read_coders, read_head
from annotator.store.renewing import Pseudonym, copy_for_coder, copy_with_pseudonyms
from annotator.store.ring import Reason, delete_snapshots
from annotator.store.scratch import scratch_folder
from annotator.store.store import Store


def copy_for(source: Path | Store, coder: str, target: Path) -> None:
    """Make a copy for one coder, named or by uid, in which nobody else's work is; it can be merged back.

    Raises NoSuchCoderError, TwoCodersError, FileExistsAlreadyError, and what opening a project raises.
    """
    with scratch_folder() as folder:
        with copy_of(source, Path(folder) / "old.annotator") as store:
            found = _coder(store, coder)
        copy_for_coder(Path(folder) / "old.annotator", target, found.uid)


def pseudonymise(source: Path | Store, target: Path, key_file: Path) -> list[Pseudonym]:
    """Make a copy in which coders are called *Coder 1*, *Coder 2* …; who they are stands in the key file alone.

    Names are replaced where memos and notes mention them too. The copy is a project of its own and is
    not merged back. Raises FileExistsAlreadyError, FileUnwritableError, and what opening a project raises.
    """
    for file in (target, key_file):
        if file.exists():
            raise FileExistsAlreadyError(name=file.name)
    with scratch_folder() as folder:
        with copy_of(source, Path(folder) / "old.annotator") as store:
            coders = list(read_coders(store))
        SystemRandom().shuffle(coders)
        width = len(str(len(coders)))
        found = [
            Pseudonym(coder.id, coder.name, coder.uid, f"Coder {number:0{width}}", str(uuid.uuid4()))
            for number, coder in enumerate(coders, start=1)
        ]
        with written_text(key_file) as out:
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(("pseudonym", "name", "uid"))
            rows.writerows((one.pseudonym, one.name, one.uid) for one in found)
        copy_with_pseudonyms(
            Path(folder) / "old.annotator", target, str(uuid.uuid4()), {one.key: one for one in found}
        )
    return found


def erase_source(store: Store, uid: str, *, keep_snapshots: bool = False) -> int:
    """Take a source, all that was said of it, and the history of edits out of the file for good.

    No merge brings it back. The project's snapshots on this computer are deleted, for they hold it; how
    many they were. To keep them takes one more, as there is no other way back. Raises NoSuchSourceError.
    """
    if uid not in known_sources(store):
        raise NoSuchSourceError(uid=uid)
    return _erase(store, erase_source_rows, uid, keep_snapshots=keep_snapshots)


def erase_coder(store: Store, name: str, *, keep_snapshots: bool = False) -> int:
    """Take a coder, all that coder did, and the history of edits out of the file for good.

    A second pass of the same person goes along. No merge brings it back. Snapshots are dealt with as by
    `erase_source`. Raises NoSuchCoderError.
    """
    coder = _coder(store, name)
    again = second_pass(store, coder)
    uids = [coder.uid] if again is None else [again.uid, coder.uid]
    return _erase(store, erase_coder_rows, *uids, keep_snapshots=keep_snapshots)


def _erase(store: Store, erase: Callable[[Store, str], None], *uids: str, keep_snapshots: bool) -> int:
    if keep_snapshots:
        store.take_snapshot(Reason.ERASE)
    for uid in uids:
        erase(store, uid)
    return 0 if keep_snapshots else delete_snapshots(store.path, read_head(store).uid)


def _coder(store: Store, name: str) -> Coder:
    coders = read_coders(store)
    found = [coder for coder in coders if name in {coder.name, coder.uid}]
    if not found:
        raise NoSuchCoderError(coder=name, known=", ".join(coder.name for coder in coders))
    if len(found) > 1:
        raise TwoCodersError(coder=name, uids=" or ".join(coder.uid for coder in found))
    return found[0]
