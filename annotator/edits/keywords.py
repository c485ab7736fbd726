"""Verbs of keywords: which words stand out in the text."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace

from annotator.model.keywords import KeywordPattern, Keywords
from annotator.model.text import prose
from annotator.store.keywords import keyword_keys, read_keywords
from annotator.store.store import Edit, Store


def keep_keywords(store: Store, groups: Iterable[Keywords]) -> None:
    """Let these stand out from now on, in this order; a group without words goes, one without uid is new.

    Raises BrokenPatternError.
    """
    stripped = (replace(group, typed=prose(group.typed)) for group in groups)
    wanted = [group for group in stripped if group.typed]
    for group in wanted:
        KeywordPattern(group.typed)
    if list(read_keywords(store)) == wanted:
        return
    known = keyword_keys(store)
    with store.edit("Change keywords") as edit:
        for uid in sorted(known.keys() - {group.uid for group in wanted}):
            edit.delete("keyword_group", known[uid])
        for position, group in enumerate(wanted):
            if group.uid in known:
                edit.update("keyword_group", known[group.uid], **_row(position, group))
            else:
                edit.insert("keyword_group", uid=group.uid or str(uuid.uuid4()), **_row(position, group))


def insert_keywords(edit: Edit, groups: Iterable[Keywords]) -> None:
    """Inside a larger edit: groups with their uids, in a project that has none."""
    rows = [{"uid": group.uid, **_row(place, group)} for place, group in enumerate(groups)]
    edit.insert_all("keyword_group", rows)


def _row(position: int, group: Keywords) -> dict[str, object]:
    return {"position": position, "colour": group.colour, "words": group.typed}
