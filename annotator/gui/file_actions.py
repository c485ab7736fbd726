"""What the menus do with files, coders and single statements: ask, then call a verb."""

from __future__ import annotations

import getpass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from annotator import __version__, paths
from annotator.edits.actors import add_actor
from annotator.edits.coders import add_coder
from annotator.edits.statuses import set_aside
from annotator.errors import AnnotatorError
from annotator.gui import file_prompts, prompts
from annotator.gui.codebook_choice import ask_first_codebook
from annotator.gui.coding.coding import Coding
from annotator.gui.jobs import run_job
from annotator.gui.preferences import Preferences
from annotator.gui.words.terms import exclusion_word, sentence, sources_word, statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import EXCLUSIONS
from annotator.model.codebook import CodeId
from annotator.model.corpus import Unit
from annotator.store.corpus import statement_row

if TYPE_CHECKING:
    from annotator.edits.files import FileImported
    from annotator.gui.dialogs.import_texts import Wanted
    from annotator.progress import Progress
    from annotator.store.store import Store

_PROJECT = "Annotator projects (*.annotator)"


class FileActions(QObject):
    """Slots of actions that begin with a question.

    `open_wanted`: put that project in front. `make_wanted`: make it first, with what is given.
    `imported`: texts came in, and can be read.
    `questioned_wanted`: the labels that changed definitions put in question should be seen.
    """

    open_wanted = Signal(Path)
    make_wanted = Signal(Path, object)
    imported = Signal()
    questioned_wanted = Signal()

    def __init__(
        self, workspace: Workspace, coding: Coding, preferences: Preferences, window: QWidget
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._coding = coding
        self._window = window
        self._preferences = preferences
        self._recent: QMenu | None = None
        self._editor: QDialog | None = None
        self._register: QDialog | None = None
        self._shared: list[QAction] = []
        self._manual: QDialog | None = None

    def new_project(self) -> None:
        """Ask for a file and a codebook to begin with; make the project and open it."""
        suggested = str(self._preferences.folder_of_projects() / "study.annotator")
        path = file_prompts.ask_free_file(self._window, self.tr("New project"), suggested, _PROJECT)
        if path is None:
            return
        codebook = ask_first_codebook(self._window)
        if codebook is None:
            return
        from annotator.edits.projects import create_project

        file = path if path.suffix == ".annotator" else path.with_name(f"{path.name}.annotator")

        def make() -> None:
            create_project(file, title=file.stem, codebook=codebook).close()

        self.make_wanted.emit(file, make)

    def open_project(self) -> None:
        """Ask for a project and open it."""
        folder = self._preferences.folder_of_projects()
        path = file_prompts.ask_file(self._window, self.tr("Open"), _PROJECT, folder=folder)
        if path is not None:
            self.open_wanted.emit(path)

    def open_sample(self) -> None:
        """Open the sample project, made when it is not there yet."""
        from annotator.edits.sample import sample_file, sample_project

        self.make_wanted.emit(sample_file(), sample_project)

    def fill_recent(self, menu: QMenu) -> None:
        """Give the File menu the projects opened lately."""
        self._recent = QMenu(self.tr("Open &recent"), menu)
        self._recent.setObjectName("recentMenu")
        menu.insertMenu(menu.actions()[2], self._recent)
        self._recent.aboutToShow.connect(self._list_recent)

    def recent_projects(self) -> list[Path]:
        """The projects opened lately, the latest first."""
        return self._preferences.recent_projects()

    def import_texts(self) -> None:
        """Ask for files and how to cut them, and bring them in, each as one step."""
        files = file_prompts.ask_files(
            self._window,
            self.tr("Import texts"),
            self.tr("Texts (*.txt *.md);;Whole projects (*.jsonl);;All files (*)"),
            folder=self._preferences.folder_of_texts(),
        )
        if not files:
            return
        self.look_at_texts(files)

    def look_at_texts(self, files: list[Path]) -> None:
        """Show what files would become, and bring them in when that is right."""
        self._preferences.remember_texts(files[0].parent)
        self._look_before_import(tuple(files))

    def paste_text(self) -> None:
        """Take a text from the clipboard or the keyboard, and show what it would become."""
        self._look_before_import(())

    def _look_before_import(self, files: tuple[Path, ...]) -> None:
        from annotator.gui.dialogs.import_texts import ImportTexts

        if not self._workspace.is_open:
            return
        dialog = ImportTexts(files, self._bring_in, self._window)
        self._workspace.closed.connect(dialog.reject)
        dialog.open()
        if not files:
            dialog.offer_clipboard()

    def _bring_in(self, wanted: Wanted) -> bool:
        from annotator.edits.files import import_files, import_pasted

        def bring_in(store: Store, progress: Progress) -> list[FileImported]:
            if wanted.files:
                return import_files(
                    store, wanted.files, unit=wanted.unit, shapes=wanted.shapes, progress=progress
                )
            return [
                import_pasted(
                    store,
                    wanted.text,
                    name=wanted.name,
                    unit=wanted.unit,
                    shape=wanted.shape,
                    progress=progress,
                )
            ]

        # What is doubtful in them stood in the dialog already.
        tell = partial(self._tell_import, doubts=False)
        return self._workspace.write(self.tr("Import texts"), bring_in, tell) is not None

    def import_files(self, files: list[Path], unit: Unit = Unit.SENTENCE) -> None:
        """Bring files in aside; a long import can be stopped."""
        from annotator.edits.files import import_files

        self._workspace.write(
            self.tr("Import texts"),
            lambda store, progress: import_files(store, files, unit=unit, progress=progress),
            self._tell_import,
        )

    def export_project(self) -> None:
        """Ask for a format and a file, and write the whole project."""
        from annotator.formats.registry import all_formats

        # The table comes first: it is what most people mean by exporting. Then whole projects, then codebooks.
        forms = sorted(
            (form for form in all_formats() if form.write_project),
            key=lambda form: (form.name != "csv", form.read_project is None),
        )
        chosen = prompts.ask_choice(
            self._window, self.tr("Export"), self.tr("In which form?"), [form.title for form in forms]
        )
        if chosen is None:
            return
        form = forms[chosen]
        beside = self._workspace.store.path.with_suffix(form.ending)
        path = file_prompts.ask_new_file(self._window, self.tr("Export"), str(beside), f"*{form.ending}")
        if path is None:
            return
        if not path.suffix:
            path = path.with_name(path.name + form.ending)
        from annotator.edits.files import export_file

        run_job(
            self._workspace,
            partial(export_file, self._workspace.store, form.name, path),
            lambda _: self._workspace.say(self.tr("Exported to {name}."), name=path.name),
            self._tell_failure,
        )

    def exclude(self) -> None:
        """Ask why, then exclude the statement."""
        reasons = list(map(exclusion_word, EXCLUSIONS))
        chosen = prompts.ask_choice(self._window, self.tr("Exclude"), self.tr("Why?"), reasons)
        if chosen is not None:
            self._coding.exclude(EXCLUSIONS[chosen])

    def flag_with_note(self) -> None:
        """Ask what the flag is to say, and flag the statement."""
        status = self._coding.status()
        if status is None:
            return
        note = prompts.ask_text(
            self._window, self.tr("Flag"), self.tr("What is to be looked at?"), text=status.note
        )
        if note:
            self._coding.flag_with(note)

    def edit_codebook(self) -> None:
        """Open the codebook editor beside the window, or bring it to the front."""
        from annotator.gui.dialogs.codebook_editor import CodebookEditor

        if self._editor is None or not self._editor.isVisible():
            editor = CodebookEditor(self._workspace, self._window)
            editor.questioned_wanted.connect(self.questioned_wanted)
            editor.addActions(self._shared)
            self._editor = _in_place_of(self._editor, editor)
        _bring_forward(self._editor)

    def edit_actors(self) -> None:
        """Open the register of actors beside the window, or bring it to the front."""
        from annotator.gui.dialogs.actor_register import ActorRegister

        if self._register is None or not self._register.isVisible():
            self._register = _in_place_of(self._register, ActorRegister(self._workspace, self._window))
            self._register.addActions(self._shared)
        _bring_forward(self._register)

    def share_keys(self, actions: list[QAction]) -> None:
        """Actions whose keys work in the editors beside the window, too: undo above all."""
        self._shared = actions

    def edit_code(self, code_id: CodeId) -> None:
        """Open the codebook editor with that code."""
        from annotator.gui.dialogs.codebook_editor import CodebookEditor

        self.edit_codebook()
        if isinstance(self._editor, CodebookEditor):
            self._editor.choose_code(code_id)

    def add_coder(self) -> None:
        """Ask for a name and let that person code."""
        suggested = "" if self._workspace.head.coders else _login()
        question = self.tr("Who codes? Annotations are kept apart by this name.")
        name = prompts.ask_text(self._window, self.tr("Add a coder"), question, text=suggested)
        if name:
            made = self._workspace.edit(add_coder, name)
            if made is not None:
                self._workspace.set_coder(made)

    def add_actor(self) -> None:
        """Ask for a name and put it into the register."""
        name = prompts.ask_text(self._window, self.tr("Add an actor"), self.tr("Name"))
        if name:
            self._workspace.edit(add_actor, name)

    def toggle_aside(self) -> None:
        """Take the statement into the queue, or out of it."""
        place = self._workspace.statement_id
        if place is not None:
            row = statement_row(self._workspace.store, place)
            self._workspace.edit(set_aside, [place], aside=not row.set_aside)

    def correct(self) -> None:
        """Correct who said the statement in front, when, and where it appeared."""
        if self._workspace.statement_id is not None:
            from annotator.gui.dialogs.correct import CorrectDialog

            CorrectDialog(self._workspace, [self._workspace.statement_id], self._window).open()

    def show_manual(self) -> None:
        """Open the manual in its own window, or bring it to the front."""
        from annotator.gui.manual import ManualWindow

        if self._manual is None:
            self._manual = ManualWindow(self._window)
        _bring_forward(self._manual)

    def about(self) -> None:
        """Say what this is."""
        prompts.warn(
            self._window,
            self.tr("About Annotator"),
            self.tr(
                "Annotator {version}\nCode statements, compare coders, see labelled themes over time.\nMIT licence."
            ).format(version=__version__),
        )

    def _list_recent(self) -> None:
        assert self._recent is not None
        self._recent.clear()
        for path in self._preferences.recent_projects():
            action = QAction(path.name, self._recent)
            action.setStatusTip(str(path))
            action.triggered.connect(partial(self.open_wanted.emit, path))
            self._recent.addAction(action)
        self._recent.setEnabled(not self._recent.isEmpty())

    def _tell_import(self, found: list[FileImported], *, doubts: bool = True) -> None:
        done = [one.imported for one in found if one.imported is not None]
        self._workspace.say(
            self.tr("Imported {sources} with {statements}."),
            sources=sources_word(sum(one.sources for one in done)),
            statements=statements_word(sum(one.statements - one.set_aside for one in done)),
        )
        if self._workspace.statement_id is None:
            self._workspace.step(1)
        self.imported.emit()
        lines = [sentence(one.error.sentence, one.error.values) for one in found if one.error]
        lines += [f"{one.name}: {problem}" for one in found for problem in one.problems if doubts]
        if lines:
            prompts.warn(self._window, self.tr("Import"), "\n\n".join(lines[:12]))

    def _tell_failure(self, error: AnnotatorError) -> None:
        self._workspace.failed.emit(error.sentence, error.values)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _in_place_of(before: QDialog | None, made: QDialog) -> QDialog:
    if before is not None:
        before.deleteLater()
    return made


def _bring_forward(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()


def icon_file() -> Path:
    """The program's icon."""
    return paths.resources() / "icons" / "annotator.svg"
