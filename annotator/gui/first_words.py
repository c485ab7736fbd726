"""The first words of many statements, read a page at a time, as they come up in a list."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.queue_rows import queue_rows

_PAGE = 64


class FirstWords:
    """The words of `ids`, by their place."""

    def __init__(self, workspace: Workspace, ids: Sequence[StatementId]) -> None:
        self._workspace = workspace
        self._ids = ids
        self._words: dict[StatementId, str] = {}

    def __getitem__(self, at: int) -> str:
        key = self._ids[at]
        if key not in self._words and self._workspace.is_open:
            page = self._ids[at - at % _PAGE : at - at % _PAGE + _PAGE]
            found = queue_rows(self._workspace.store, None, page)
            self._words |= {row.id: " ".join(row.opening.split()) for row in found.values()}
        return self._words.get(key, "")
