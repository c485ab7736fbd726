"""The timeline as a file or on the clipboard: what the panel shows, with how it came about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from annotator import __version__
from annotator.errors import AnnotatorError
from annotator.figures.style import COLUMN_MM, PAGE_MM, Style, paper, screen
from annotator.figures.timeline import Chart, draw, draw_side_by_side
from annotator.formats.whole_file import write_bytes
from annotator.gui import prompts
from annotator.gui.file_prompts import ask_new_file
from annotator.gui.jobs import run_job
from annotator.gui.raster import to_pdf, to_png
from annotator.gui.timeline.words import say
from annotator.gui.workspace import Workspace
from annotator.model.events import Event
from annotator.model.timeline import Timeline
from annotator.model.timeline_words import caption, shared_caption, title
from annotator.timeline.tables import as_csv, timeline_table

Shown = Callable[[], tuple[Sequence[Timeline], Chart] | None]


class TimelineExport(QObject):
    """Writes what `shown` gives, when asked; `dark` tells which colours the screen wears, `events` what is marked."""

    def __init__(self, workspace: Workspace, shown: Shown, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._shown = shown
        self._window = window
        self.dark = False
        self.events: tuple[Event, ...] = ()
        self._title: str | None = None
        self._caption: str | None = None

    def fill(self, menu: QMenu) -> None:
        """Put all ways out into a menu."""
        tr = self.tr
        menu.addAction(tr("Title and caption …"), self.name_picture)
        menu.addSeparator()
        for suffix, name in ((".svg", "SVG"), (".pdf", "PDF")):
            sub = menu.addMenu(tr("{form} picture").format(form=name))
            for words, style in self._styles():
                sub.addAction(words, partial(self.write, suffix, style))
        png = menu.addMenu(tr("PNG picture"))
        png.addAction(tr("For the screen, 1920 pixels wide"), partial(self.write, ".png", None, 192))
        png.addAction(
            tr("For print, one column, 600 dpi"),
            partial(self.write, ".png", partial(paper, COLUMN_MM, say=say), 600),
        )
        png.addAction(
            tr("For print, whole page, 600 dpi"),
            partial(self.write, ".png", partial(paper, PAGE_MM, say=say), 600),
        )
        png.addAction(tr("Other size …"), self.write_sized_png)
        menu.addAction(tr("Table (CSV) …"), self.write_table)
        menu.addSeparator()
        menu.addAction(tr("Copy picture"), self.copy_picture)
        menu.addAction(tr("Copy table"), self.copy_table)

    def write(self, suffix: str, style: Callable[[], Style] | None = None, dpi: float = 192) -> None:
        """Ask for a name and write the picture; in the screen's colours unless a style is given."""
        shown = self._shown()
        if shown is None:
            return
        timelines, chart = shown
        path = self._ask(suffix)
        if path is None:
            return
        picture = self._picture(timelines, chart, style() if style else screen(dark=self.dark, say=say))
        match suffix:
            case ".png":
                self._save(path, lambda: to_png(picture(), dpi=dpi))
            case ".pdf":
                named = self._title or title(timelines[0], say)
                self._save(path, lambda: to_pdf(picture(), title=named))
            case _:
                self._save(path, lambda: picture().encode())

    def name_picture(self) -> None:
        """Ask what stands above and below the picture; left empty, it is our own words."""
        shown = self._shown()
        if shown is None:
            return
        head = self.tr("Title and caption")
        above = prompts.ask_text(
            self._window,
            head,
            self.tr("What stands above the picture?"),
            text=self._title or title(shown[0][0], say),
            may_be_empty=True,
        )
        if above is None:
            return
        below = prompts.ask_text(
            self._window,
            head,
            self.tr("What stands below it?"),
            text=self._caption or _own_caption(shown[0]),
            may_be_empty=True,
        )
        self._title = above or None
        self._caption = self._caption if below is None else below or None

    def forget_words(self) -> None:
        """Use our own words again, since another picture is shown."""
        self._title = self._caption = None

    def write_sized_png(self) -> None:
        """A PNG as wide and as fine as the user says."""
        asked = prompts.ask_text(
            self._window,
            self.tr("PNG picture"),
            self.tr("How wide in millimetres, and how many dots an inch?"),
            text="120 × 300",
        )
        numbers = [
            word for word in (asked or "").replace("×", " ").replace("x", " ").split() if _is_number(word)
        ]
        if not asked:
            return
        if len(numbers) != 2 or not 30 <= float(numbers[0]) <= 1000 or not 30 <= float(numbers[1]) <= 2400:
            self._workspace.failed.emit(
                self.tr(
                    "{given} is not a size. Write a width of 30 to 1000 mm and 30 to 2400 dpi, like 120 × 300."
                ),
                {"given": asked},
            )
            return
        self.write(".png", partial(paper, float(numbers[0]), say=say), float(numbers[1]))

    def write_table(self) -> None:
        """The numbers behind the picture, with how they came about."""
        shown = self._shown()
        path = self._ask(".csv") if shown else None
        if shown and path:
            today = datetime.now(UTC).date().isoformat()
            self._save(path, partial(_tables, shown[0], today))

    def copy_picture(self) -> None:
        """The picture on the clipboard, as pixels: a `QMimeData` of ours would outlive Python and crash its end."""
        shown = self._shown()
        if shown is None:
            return
        picture = self._picture(*shown, screen(dark=self.dark, say=say))
        run_job(self, lambda: to_png(picture(), dpi=192), self._take_picture)

    def _take_picture(self, png: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(png))
        self._workspace.say(self.tr("The picture is on the clipboard."))

    def copy_table(self) -> None:
        """The numbers on the clipboard, as plain text."""
        shown = self._shown()
        if shown is not None:
            QGuiApplication.clipboard().setText("\n".join(map(timeline_table, shown[0])))
            self._workspace.say(self.tr("The table is on the clipboard."))

    def _picture(self, timelines: Sequence[Timeline], chart: Chart, style: Style) -> Callable[[], str]:
        """What draws the picture, as it is asked for now."""
        drawn = partial(draw_side_by_side, timelines) if len(timelines) > 1 else partial(draw, timelines[0])
        return partial(
            drawn, chart=chart, style=style, title=self._title, caption=self._caption, events=self.events
        )

    def _styles(self) -> list[tuple[str, Callable[[], Style] | None]]:
        tr = self.tr
        return [
            (tr("For the screen …"), None),
            (tr("For print, one column (89 mm) …"), partial(paper, COLUMN_MM, say=say)),
            (tr("For print, whole page (183 mm) …"), partial(paper, PAGE_MM, say=say)),
        ]

    def _ask(self, suffix: str) -> Path | None:
        kinds = f"{suffix[1:].upper()} (*{suffix})"
        return ask_new_file(self._window, self.tr("Write the timeline"), f"timeline{suffix}", kinds)

    def _save(self, path: Path, made: Callable[[], bytes]) -> None:
        """Draw and write on another thread: a fine picture of a page takes a third of a second."""

        def said(_: None) -> None:
            self._workspace.say(self.tr("Wrote {name}."), name=path.name)

        def failed(error: AnnotatorError) -> None:
            self._workspace.failed.emit(error.sentence, error.values)

        run_job(self, lambda: write_bytes(path, made()), said, failed)


def _tables(timelines: Sequence[Timeline], today: str) -> bytes:
    return "\n".join(as_csv(one, version=__version__, date=today) for one in timelines).encode()


def _own_caption(timelines: Sequence[Timeline]) -> str:
    return caption(timelines[0], say) if len(timelines) == 1 else shared_caption(timelines[0], say)


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
