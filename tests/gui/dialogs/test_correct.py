from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.dialogs.correct import CorrectDialog
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.corpus import read_sources, statement_row, statement_rows
from tests.builders import draft, fill


@pytest.fixture
def dialog(workspace: Workspace, qtbot: QtBot) -> CorrectDialog:
    """Two statements of two sources with one outlet and different titles."""
    fill(workspace.store, draft("One harbour.", title="Talks"), draft("Two shores.", title="Fees"))
    made = CorrectDialog(workspace, [row.id for row in statement_rows(workspace.store)])
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.fields["outlet"].text() == "Daily Beacon")
    return made


def test_it_shows_what_is_common_and_writes_only_what_was_changed(
    qtbot: QtBot, workspace: Workspace, dialog: CorrectDialog
) -> None:
    assert dialog.fields["title"].text() == ""
    assert dialog.fields["title"].placeholderText() == "different ones"
    assert not dialog.act.isEnabled()

    qtbot.keyClicks(dialog.fields["speaker"], "Marit Orlan")
    dialog.fields["outlet"].selectAll()
    qtbot.keyClicks(dialog.fields["outlet"], "Sable News")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    assert not dialog.isVisible()
    rows = statement_rows(workspace.store)
    assert [(row.speaker, row.outlet) for row in rows] == [("Marit Orlan", "Sable News")] * 2
    assert [source.title for source in read_sources(workspace.store)] == ["Talks", "Fees"]
    workspace.undo()
    assert [row.speaker for row in statement_rows(workspace.store)] == [None, None]


def test_a_day_that_never_was_is_explained_and_can_be_mended(
    qtbot: QtBot, workspace: Workspace, dialog: CorrectDialog
) -> None:
    qtbot.keyClicks(dialog.fields["published"], "2031-02-30")
    qtbot.keyClick(dialog.fields["published"], Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert dialog.problem.text().startswith("2031-02-30 is not a date.")
    dialog.fields["published"].setText("2031-02-28")
    qtbot.keyClick(dialog.fields["published"], Qt.Key.Key_Return)

    assert not dialog.isVisible()
    assert statement_row(workspace.store, StatementId(1)).date.value == "2031-02-28"
