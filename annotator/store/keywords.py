"""Reading the keywords of a project."""

from __future__ import annotations

from annotator.model.keywords import Keywords
from annotator.store.store import Store


def keyword_keys(store: Store) -> dict[str, int]:
    """The integer key of each group, by uid."""
    return {row["uid"]: row["id"] for row in store.rows("SELECT id, uid FROM keyword_group")}


def read_keywords(store: Store) -> tuple[Keywords, ...]:
    """The words that stand out in the text, group by group."""
    rows = store.rows("SELECT uid, colour, words FROM keyword_group ORDER BY position, uid")
    return tuple(Keywords(row["colour"], row["words"], row["uid"]) for row in rows)
