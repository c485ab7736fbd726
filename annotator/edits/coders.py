"""Verbs of the coders."""

from __future__ import annotations

import uuid

from annotator.errors import NameMissingError, NameTakenError
from annotator.model.annotation import CoderId, CoderKind
from annotator.model.text import one_line
from annotator.store.registers import read_coders
from annotator.store.store import Store


def add_coder(store: Store, name: str, *, kind: CoderKind = CoderKind.PERSON) -> CoderId:
    """Let somebody code. Raises NameMissingError; NameTakenError when a coder has exactly that name."""
    clean = one_line(name)
    if not clean:
        raise NameMissingError(what="coder")
    if any(coder.name == clean for coder in read_coders(store)):
        raise NameTakenError(what="coder", name=clean)
    with store.edit("Add coder {name}", name=clean) as edit:
        return CoderId(edit.insert("coder", uid=str(uuid.uuid4()), name=clean, kind=kind.value))


def rename_coder(store: Store, coder_id: CoderId, name: str) -> None:
    """Call a coder something else. Raises NameMissingError, NameTakenError."""
    clean = one_line(name)
    if not clean:
        raise NameMissingError(what="coder")
    if any(coder.name == clean and coder.id != coder_id for coder in read_coders(store)):
        raise NameTakenError(what="coder", name=clean)
    with store.edit("Rename coder to {name}", name=clean) as edit:
        edit.update("coder", coder_id, name=clean)
