"""Verbs of memos: what a coder notes on a statement, a source or a code."""

from __future__ import annotations

import uuid

from annotator.model.annotation import CoderId
from annotator.model.memo import MemoOn
from annotator.model.text import prose
from annotator.store.memos import memo_keys
from annotator.store.store import Edit, Store


def write_memo(store: Store, coder_id: CoderId, on: MemoOn, target_id: int, text: str) -> None:
    """Note something, or something else; an empty text takes the memo away. Blanks at the ends go."""
    text = prose(text)
    key, before = memo_keys(store, on, target_id).get(coder_id, (0, ""))
    if text == before:
        return
    with store.edit("Write memo", coder=coder_id) as edit:
        if not text:
            edit.delete("memo", key)
        elif key:
            edit.update("memo", key, text=text)
        else:
            insert_memo(edit, coder_id, on, target_id, text)


def insert_memo(
    edit: Edit, coder_id: int, on: MemoOn, target_id: int, text: str, *, uid: str | None = None
) -> None:
    """Put a memo in; for other verbs."""
    edit.insert(
        "memo",
        uid=uid or str(uuid.uuid4()),
        coder_id=coder_id,
        **{f"{kind.value}_id": target_id if kind is on else None for kind in MemoOn},
        text=text,
    )
