"""Starting the window, and the one hook for what nobody foresaw."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import __version__
from annotator.gui.collecting import collect_between_events
from annotator.gui.file_actions import icon_file
from annotator.gui.jobs import run_job
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences


def run(path: Path | None) -> int:
    """Open the window on a project, on the last one, or on the welcome page; the exit status."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Annotator")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("annotator")
    app.setWindowIcon(QIcon(str(icon_file())))
    preferences = Preferences()
    window = MainWindow(preferences)
    sys.excepthook = _Hook(window)
    window.show()
    QTimer.singleShot(0, window, lambda: collect_between_events(window))
    wanted = path or next(iter(preferences.recent_projects()), None)
    if wanted is not None:
        QTimer.singleShot(0, window, lambda: window.open(wanted))
    QTimer.singleShot(400, window, lambda: run_job(window, _load_what_comes_later, _rest))
    return app.exec()


def _load_what_comes_later() -> None:
    """Import aside what the first import and export would wait for, and clear up after killed processes."""
    from annotator.edits import files
    from annotator.formats.registry import all_formats
    from annotator.store.scratch import sweep_scratch

    all_formats()
    del files
    sweep_scratch()


def _rest(_: object) -> None:
    """Nothing is to be done then."""


class _Hook:
    """Shows an unforeseen error with all that a report needs, after the project was closed in order."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._busy = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        story = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(story)
        if issubclass(kind, KeyboardInterrupt) or self._busy:
            return
        self._busy = True
        self._window.workspace.close()
        box = QMessageBox(self._window)
        box.setObjectName("unforeseenError")
        box.setText(
            self._window.tr(
                "Something went wrong that should not. "
                "Everything up to your last label is saved; the project was closed."
            )
        )
        box.setDetailedText(
            f"Annotator {__version__}, Python {platform.python_version()}, Qt {qt_version}, "
            f"{platform.platform()}\n\n{story}"
        )
        box.exec()
        self._busy = False
