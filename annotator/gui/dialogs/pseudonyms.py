"""A copy without the coders' names, and the key that tells who is who, kept apart."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from annotator.edits.sharing import pseudonymise
from annotator.gui import file_prompts
from annotator.gui.dialogs.share_dialog import ShareDialog
from annotator.gui.workspace import Workspace
from annotator.store.holdings import Holdings


class PseudonymisedCopy(ShareDialog):
    """Asks for two places: the copy's and the key's."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("pseudonymisedCopy")
        self.setWindowTitle(self.tr("Copy without names"))
        self.act.setText(self.tr("Make the copy"))
        self.names = self.words()
        self.copy_path = self._line("pseudonymisedFile", self.tr("Copy"))
        self.key_path = self._line("pseudonymKey", self.tr("Key"))
        self.beside = QLabel(
            self.tr("The key lies in the folder of the copy: whoever gets the folder gets both."), self
        )
        self.beside.setWordWrap(True)
        self.beside.setProperty("tone", "warning")
        self.lay_out(
            (
                self.words(self.tr("Coders go by other names"), head=True),
                self.names,
                self.words(
                    self.tr(
                        "Also where memos, notes, definitions, events and file names mention them. Names in the "
                        "texts, of speakers and of targets stay. The copy is a project of its own: it is not "
                        "merged back. It holds no history of edits."
                    )
                ),
                self._places(),
                self.beside,
            )
        )
        self.resize(560, 0)
        self._follow()

    def show_holdings(self, holdings: Holdings) -> None:
        """Who is hidden."""
        coders = ", ".join(work.coder.name for work in holdings.work)
        numbers = self.tr("{coders} become Coder 1 to Coder {count}, in an order that is drawn at random.")
        self.names.setText(numbers.format(coders=coders, count=len(holdings.work)))

    @Slot()
    def accept(self) -> None:
        """Make both files."""
        copy, key = Path(self.copy_path.text()), Path(self.key_path.text())
        work = partial(pseudonymise, self._workspace.store, copy, key)
        self.run(work, partial(self._tell, copy, key))

    def _tell(self, copy: Path, key: Path) -> None:
        words = self.tr("Made {name}. Who is who stands in {key}; keep it apart.")
        self._workspace.say(words, name=copy.name, key=str(key))

    @Slot()
    def _follow(self) -> None:
        copy, key = self.copy_path.text(), self.key_path.text()
        self.act.setEnabled(bool(copy and key) and copy != key)
        self.beside.setVisible(bool(copy and key) and Path(copy).parent == Path(key).parent)
        self.fit()

    @Slot()
    def _ask_copy(self) -> None:
        path = self._workspace.store.path
        suggested = str(path.with_name(f"{path.stem} without names{path.suffix}"))
        found = file_prompts.ask_free_file(self, self.tr("Copy"), suggested, "*.annotator")
        if found is not None:
            self.copy_path.setText(str(found))

    @Slot()
    def _ask_key(self) -> None:
        suggested = str(Path.home() / f"{self._workspace.store.path.stem} key.csv")
        found = file_prompts.ask_free_file(self, self.tr("Key"), suggested, "*.csv")
        if found is not None:
            self.key_path.setText(str(found))

    def _line(self, name: str, spoken: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(spoken)
        field.textChanged.connect(self._follow)
        return field

    def _places(self) -> QWidget:
        places = QWidget(self)
        grid = QGridLayout(places)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        rows = ((self.copy_path, self._ask_copy), (self.key_path, self._ask_key))
        for row, (field, ask) in enumerate(rows):
            label = QLabel(field.accessibleName(), places)
            label.setBuddy(field)
            button = QPushButton(self.tr("Choose …"), places)
            button.setAutoDefault(False)
            button.clicked.connect(ask)
            for column, widget in enumerate((label, field, button)):
                grid.addWidget(widget, row, column)
        return places
