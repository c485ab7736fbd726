"""What the window remembers from one day to the next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QStandardPaths
from PySide6.QtWidgets import QMainWindow, QSplitter

from annotator import paths
from annotator.gui.theme import USUAL_MEASURE, Letters, ThemeName
from annotator.model.annotation import CoderId
from annotator.model.corpus import StatementId
from annotator.model.keywords import Keywords
from annotator.settings import Settings, read_settings, write_settings

_MOST_RECENT = 8


class Preferences:
    """The user's choices and places, read once and written when the window closes."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.user_files() / "settings.json"
        self._kept: Settings = read_settings(self._file)
        try:
            self.theme = ThemeName(str(self._kept.get("theme", ThemeName.SYSTEM)))
        except ValueError:
            self.theme = ThemeName.SYSTEM
        scale, measure = self._kept.get("scale", 1.0), self._kept.get("measure", USUAL_MEASURE)
        self.letters = Letters(
            scale=float(scale) if isinstance(scale, int | float) and 0.5 <= scale <= 4 else 1.0,
            serif=bool(self._kept.get("serif", True)),
            family=str(self._kept.get("font", "")),
            measure=measure if isinstance(measure, int) and 30 <= measure <= 200 else USUAL_MEASURE,
        )

    def recent_projects(self) -> list[Path]:
        """Projects opened lately that are still there, the latest first."""
        return [known for known in self._recent() if known.is_file()]

    def remember_project(self, path: Path) -> None:
        """Put a project, by its true path, at the head of the recent ones; written when the window is at rest."""
        others = [known for known in self._recent() if known != path]
        self._kept["recent"] = [str(known) for known in (path, *others)][:_MOST_RECENT]

    def folder_of_projects(self) -> Path:
        """Where the project opened last lies, or else where documents do."""
        return next((known.parent for known in self.recent_projects()), _documents())

    def folder_of_texts(self) -> Path:
        """Where texts were imported from last, or else where projects lie."""
        found = Path(str(self._kept.get("texts", "")))
        return found if found.is_absolute() and found.is_dir() else self.folder_of_projects()

    def remember_texts(self, folder: Path) -> None:
        """Texts were imported from there."""
        self._kept["texts"] = str(folder.resolve())
        self.write()

    def statement_of(self, project_uid: str) -> StatementId | None:
        """Where one left off in a project."""
        found = self._by_project("places").get(project_uid)
        return StatementId(found) if isinstance(found, int) else None

    def remember_place(self, project_uid: str, statement_id: StatementId) -> None:
        """Where one leaves off; written at once."""
        self._kept["places"] = {**self._by_project("places"), project_uid: int(statement_id)}
        self.write()

    def coder_of(self, project_uid: str) -> CoderId | None:
        """Who coded last in a project, on this computer."""
        found = self._by_project("coders").get(project_uid)
        return CoderId(found) if isinstance(found, int) else None

    def remember_coder(self, project_uid: str, coder_id: CoderId) -> None:
        """Who codes; written at once, so that a crash does not make it somebody else."""
        self._kept["coders"] = {**self._by_project("coders"), project_uid: int(coder_id)}
        self.write()

    def keywords_of(self, project_uid: str) -> list[Keywords]:
        """Keywords that an earlier version kept here and not in the project, group by group."""
        found = self._by_project("keywords").get(project_uid)
        groups = found if isinstance(found, list) else []
        return [
            Keywords(str(group["colour"]), str(group["typed"]))
            for group in groups
            if isinstance(group, dict) and {"colour", "typed"} <= group.keys()
        ]

    def forget_keywords(self, project_uid: str) -> None:
        """They are in the project now; written at once."""
        others = self._by_project("keywords")
        others.pop(project_uid, None)
        self._kept["keywords"] = others
        self.write()

    def keys(self) -> dict[str, str]:
        """The keys that were chosen instead of the usual ones, by the action's name."""
        found = self._kept.get("keys", {})
        return {str(name): str(keys) for name, keys in found.items()} if isinstance(found, dict) else {}

    def keep_keys(self, keys: Mapping[str, str]) -> None:
        """Keep other keys; written at once."""
        self._kept["keys"] = dict(keys)
        self.write()

    def layout(self) -> dict[str, object]:
        """How the panels were left, beside their sizes."""
        found = self._kept.get("layout", {})
        return dict(found) if isinstance(found, dict) else {}

    def keep_layout(self, layout: Mapping[str, object]) -> None:
        """Keep how the panels stand; written with the sizes."""
        self._kept["layout"] = dict(layout)

    def keep_safety(self, folder: Path, snapshot_megabytes: int, journal_megabytes: int) -> None:
        """Keep where snapshots lie, and how much they and the history may take; written at once."""
        self._kept["snapshot_folder"] = str(folder)
        self._kept["snapshot_megabytes"] = snapshot_megabytes
        self._kept["journal_megabytes"] = journal_megabytes
        self.write()

    def restore(self, window: QMainWindow, **splitters: QSplitter) -> None:
        """Size and columns as they were left."""
        geometry = self._kept.get("geometry")
        if isinstance(geometry, str):
            window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        for name, splitter in splitters.items():
            sizes = self._kept.get(name)
            if (
                isinstance(sizes, list)
                and len(sizes) == splitter.count()
                and all(isinstance(n, int) for n in sizes)
            ):
                splitter.setSizes(sizes)

    def keep(self, window: QMainWindow, **splitters: QSplitter) -> None:
        """Write down how the window stands."""
        self._kept["geometry"] = bytes(window.saveGeometry().toBase64().data()).decode()
        for name, splitter in splitters.items():
            self._kept[name] = splitter.sizes()
        self.write()

    def _recent(self) -> list[Path]:
        found = self._kept.get("recent", [])
        return [Path(str(name)) for name in found] if isinstance(found, list) else []

    def _by_project(self, name: str) -> dict[str, object]:
        """What is kept for each project, by its uid."""
        found = self._kept.get(name, {})
        return dict(found) if isinstance(found, dict) else {}

    def write(self) -> None:
        """Write the choices; a full disk costs only them."""
        letters = self.letters
        self._kept.update(theme=self.theme.value, scale=letters.scale, serif=letters.serif)
        self._kept.update(font=letters.family, measure=letters.measure)
        try:
            write_settings(self._file, self._kept)
        except OSError:
            return


def _documents() -> Path:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return next((Path(place) for place in places if Path(place).is_dir()), Path.home())
