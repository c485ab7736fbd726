"""Verbs that keep the coding as it stands at a moment, so that it can be compared with later."""

from __future__ import annotations

import uuid

from annotator.errors import GoneError, NameMissingError, NameTakenError
from annotator.model.reliability import FrozenCoding, FrozenCodingId
from annotator.model.text import one_line, prose
from annotator.store.frozen import coding_document, read_frozen
from annotator.store.store import Store


def freeze_coding(store: Store, name: str, *, note: str = "", document: str | None = None) -> FrozenCodingId:
    """Keep what everybody has done until now under a name; what is coded afterwards does not change it.

    `document`: what `coding_document` read aside, where that takes long. Raises NameMissingError,
    NameTakenError.
    """
    kept = one_line(name)
    if not kept:
        raise NameMissingError(what="frozen coding")
    if any(one.name.casefold() == kept.casefold() for one in read_frozen(store)):
        raise NameTakenError(what="frozen coding", name=kept)
    coding = coding_document(store) if document is None else document
    with store.edit("Freeze the coding: {name}", name=kept) as edit:
        columns = {"uid": str(uuid.uuid4()), "name": kept, "at": edit.at, "note": prose(note)}
        return FrozenCodingId(edit.insert("frozen_coding", **columns, coding=coding))


def delete_frozen(store: Store, frozen_id: FrozenCodingId) -> None:
    """Forget frozen coding; what is coded now stays as it is. Raises GoneError."""
    found = _found(store, frozen_id)
    with store.edit("Delete frozen coding {name}", name=found.name) as edit:
        edit.delete("frozen_coding", frozen_id)


def _found(store: Store, frozen_id: FrozenCodingId) -> FrozenCoding:
    found = next((one for one in read_frozen(store) if one.id == frozen_id), None)
    if found is None:
        raise GoneError(what="frozen coding")
    return found
