"""Make the pictures of the window: light and dark for the README, all states for a look.

    python packaging/dev.py pictures [--all FOLDER | --timelines FOLDER]

The sample project is built afresh in a temporary folder; nothing of the user's is touched. The
pictures are made without a screen. Fonts are those of the machine, so pictures differ a little
from one to the next.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotator.gui.main_window import MainWindow
    from annotator.model.events import Event

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Make the pictures; where they went is printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="also the other states, into this folder")
    parser.add_argument("--timelines", type=Path, metavar="FOLDER", help="only timelines, into this folder")
    parser.add_argument("--scale", default="2", help="pixels a point (2)")
    wanted = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = wanted.scale
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ["ANNOTATOR_HOME"] = home
        made = _pictures(Path(home), wanted.all)
        if wanted.timelines:
            made = _only_timelines(Path(home), wanted.timelines)
        for file in made:
            print(file)
    return 0


def _only_timelines(home: Path, folder: Path) -> Iterator[Path]:
    from PySide6.QtGui import QGuiApplication

    from annotator.edits.sample import sample_project

    folder.mkdir(parents=True, exist_ok=True)
    _app = QGuiApplication(sys.argv[:1])  # kept as long as anything is drawn
    yield from _timelines(sample_project(home / "lantern-strait.annotator"), folder)


def _pictures(home: Path, others: Path | None) -> Iterator[Path]:
    from PySide6.QtWidgets import QApplication

    from annotator.edits.sample import sample_project
    from annotator.gui.main_window import MainWindow
    from annotator.gui.preferences import Preferences
    from annotator.gui.theme import ThemeName

    _app = QApplication(sys.argv[:1])  # kept as long as there are windows
    project = sample_project(home / "lantern-strait.annotator")
    readme = ROOT / "resources" / "screenshots"
    looks = (ThemeName.LIGHT, ThemeName.DARK) if others is None else (*ThemeName,)[1:]
    for name in looks:
        preferences = Preferences(home / f"{name}.json")
        preferences.theme = name
        window = MainWindow(preferences)
        window.resize(1280, 720)
        window.show()
        if others is not None:
            yield _picture(window, others / f"welcome-{_named(name)}.png")
        _open(window, project)
        _show_a_statement(window)
        place = others if others is not None and name is ThemeName.CONTRAST else readme
        yield _picture(window, place / f"window-{_named(name)}.png")
        if others is not None:
            yield from _other_states(window, others, _named(name))
        window.close()
    if others is not None:
        yield from _timelines(project, others)


def _open(window: MainWindow, project: Path) -> None:
    from PySide6.QtCore import QEventLoop

    opening = window.open(project)
    assert opening is not None
    waiting = QEventLoop()
    opening.ended.connect(waiting.quit)
    waiting.exec()


def _timelines(project: Path, folder: Path) -> Iterator[Path]:
    """Every chart of the sample study, as it is exported for screens and for print."""
    from annotator.api import open_project
    from annotator.figures.style import paper, screen
    from annotator.figures.timeline import Chart, draw, draw_side_by_side
    from annotator.gui.raster import to_png

    with open_project(project) as study:
        found = {
            "statements": study.timeline(),
            "share": study.timeline(counted="share", bin="quarter", interval=True),
            "speakers": study.timeline(by="speaker", bin="quarter"),
        }
        coders = study.timelines(["Ana", "Bruno", "Chen"])
    events = _events()
    drawn = {name: partial(draw, timeline, events=events) for name, timeline in found.items()}
    drawn["coders"] = partial(draw_side_by_side, coders, events=events)
    looks = (
        *(("light", screen(), 96), ("light-2x", screen(), 192)),
        *(("dark", screen(dark=True), 96), ("dark-2x", screen(dark=True), 192)),
        *(("column", paper(85), 300), ("page", paper(), 300)),
    )
    for said, picture in drawn.items():
        for chart in Chart:
            for name, style, dpi in looks:
                file = folder / f"timeline-{said}-{chart.value.replace(' ', '-')}-{name}.png"
                file.write_bytes(to_png(picture(chart=chart, style=style), dpi=dpi))
                yield file


def _events() -> tuple[Event, ...]:
    """Days and a month for the pictures, some near to each other."""
    from annotator.model.dates import StatedDate
    from annotator.model.events import Event, EventId

    told = (
        *(("2030-09-12", "General Assembly opens"), ("2031-02-28", "Tolls doubled")),
        *(("2031-03", "Pilots on strike"), ("2031-10-08", "Election in Velm")),
    )
    return tuple(
        Event(EventId(number), str(number), StatedDate(date), text)
        for number, (date, text) in enumerate(told)
    )


def _named(look: str) -> str:
    """A look's name as a part of a file's."""
    return look.replace(" ", "-")


def _show_a_statement(window: MainWindow) -> None:
    """A dated one with a speaker and as many annotations as any."""
    from annotator.store.annotations import annotation_counts
    from annotator.store.corpus import statement_rows

    workspace = window.workspace
    assert workspace.coder_id is not None
    told = [
        row.id
        for row in statement_rows(workspace.store)
        if row.date.value and row.speaker and row.source_title
    ]
    counts = annotation_counts(workspace.store, workspace.coder_id, told)
    workspace.show_statement(max(counts, key=lambda key: (counts[key], -key)))
    window.reading.choose_next()


def _other_states(window: MainWindow, folder: Path, name: str) -> Iterator[Path]:
    for place in range(window.drawer.count()):
        window.drawer.show_panel(place)
        yield _picture(window, folder / f"drawer-{place}-{name}.png")
    window.drawer.show_panel(0)
    yield from _readings(window, folder, name)
    yield from _dialogs(window, folder, name)
    window.resize(1024, 640)
    yield _picture(window, folder / f"small-{name}.png")
    window.resize(1280, 720)


def _readings(window: MainWindow, folder: Path, name: str) -> Iterator[Path]:
    """The text in its other states, and what lies over it."""
    from annotator.edits.keywords import keep_keywords
    from annotator.model.keywords import Keywords
    from annotator.store.keywords import read_keywords

    window.actions_["allCoders"].setChecked(True)
    yield _picture(window, folder / f"all-coders-{name}.png")
    groups = [
        Keywords("#0072B2", "shore, island*, Assembly"),
        Keywords("#D55E00", "treat*, strait*, fisher*"),
    ]
    if not read_keywords(window.workspace.store):
        window.workspace.edit(keep_keywords, groups)
    yield _picture(window, folder / f"words-{name}.png")
    window.actions_["wholeSource"].setChecked(True)
    yield _picture(window, folder / f"whole-source-{name}.png")
    window.actions_["wholeSource"].setChecked(False)
    window.find_anything()
    yield _picture(window, folder / f"palette-{name}.png")
    window.palette_.hide()
    for _ in range(4):
        window.looks.zoom(1)
    yield _picture(window, folder / f"zoomed-{name}.png")
    window.looks.zoom(0)
    window.statements.chips.menu.popup(window.pos())  # `showMenu` would wait until it is closed
    yield _picture(window.statements.chips.menu, folder / f"filters-{name}.png")
    window.statements.chips.menu.hide()


def _dialogs(window: MainWindow, folder: Path, name: str) -> Iterator[Path]:
    """The editors and questions beside the window."""
    from PySide6.QtWidgets import QDialog

    for action in ("editCodebook", "editActors", "keys", "correct", "keywords"):
        window.actions_[action].trigger()
        shown = [found for found in window.findChildren(QDialog) if found.isVisible()]
        yield _picture(shown[0], folder / f"{action}-{name}.png")
        shown[0].close()


def _picture(shown: QWidget, file: Path) -> Path:
    from PySide6.QtCore import QEventLoop, QTimer

    # Jobs and the drawer's first panel come a moment after the window.
    waiting = QEventLoop()
    QTimer.singleShot(2500, waiting.quit)
    waiting.exec()
    file.parent.mkdir(parents=True, exist_ok=True)
    shown.grab().save(str(file))
    return file


if __name__ == "__main__":
    raise SystemExit(main())
