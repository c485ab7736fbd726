from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from annotator.errors import GoneError
from annotator.gui.latest_read import LatestRead
from annotator.gui.workspace import Workspace
from annotator.store.store import Store


def test_what_is_asked_anew_takes_the_place_of_what_was_asked_before(
    workspace: Workspace, qtbot: QtBot
) -> None:
    owner, came = QObject(), list[str]()
    reading = LatestRead(owner, workspace)

    reading.begin(lambda _: "first", came.append)
    reading.begin(lambda _: "second", came.append)

    assert reading.is_busy
    qtbot.waitUntil(lambda: not reading.is_busy)
    assert came == ["second"]


def test_what_goes_wrong_is_told_in_the_window(workspace: Workspace, qtbot: QtBot) -> None:
    owner = QObject()
    reading = LatestRead(owner, workspace)

    def look(_: Store) -> None:
        raise GoneError(what="code")

    with qtbot.waitSignal(workspace.failed) as told:
        reading.begin(look, lambda _: None)

    assert told.args == [GoneError.sentence, {"what": "code"}]
    assert not reading.is_busy
