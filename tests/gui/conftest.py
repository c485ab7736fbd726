from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui.workspace import Workspace
from annotator.store.store import Store


@pytest.fixture
def workspace(qapp: QApplication, tmp_path: Path) -> Iterator[Workspace]:
    """An empty project in front; tests fill `workspace.store` with builders."""
    made = Workspace(qapp)
    made.show_store(Store.create(tmp_path / "window.annotator", title="Study"))
    yield made
    made.close()
    made.deleteLater()
