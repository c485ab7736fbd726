"""The window: three columns, a drawer, and the actions that move between them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QActionGroup, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import prompts
from annotator.gui.actions import Actions
from annotator.gui.coding.coding import Coding
from annotator.gui.coding.key_choices import KeyChoices
from annotator.gui.coding.keys import place_of
from annotator.gui.commands.desk import Desk
from annotator.gui.commands.table import commands
from annotator.gui.cutting import Cutting
from annotator.gui.dropping import Dropping
from annotator.gui.file_actions import FileActions
from annotator.gui.frame.arrangement import Arrangement
from annotator.gui.frame.drawer import Drawer
from annotator.gui.frame.drawer_panels import DrawerPanels
from annotator.gui.frame.drawer_state import DrawerState
from annotator.gui.frame.top_bar import TopBar
from annotator.gui.frame.welcome import Welcome
from annotator.gui.frame.writing_bar import WritingBar
from annotator.gui.keyword_choice import KeywordChoice
from annotator.gui.looks import Looks
from annotator.gui.opening import Make, Opening
from annotator.gui.palette.finding import Finding
from annotator.gui.palette.palette import Palette
from annotator.gui.panels.codebook import CodebookPanel
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.panels.statement_list import StatementList
from annotator.gui.preferences import Preferences
from annotator.gui.reliability.actions import Reliability
from annotator.gui.safety.safety import Safety
from annotator.gui.sharing.sharing import Sharing
from annotator.gui.theme import Theme, ThemeName
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import LeftOff, Workspace
from annotator.gui.writing import Writing
from annotator.store.changes import Changes

_FOLDS = ("foldStatements", "foldCodebook", "foldDrawer")


class MainWindow(QMainWindow):
    """Everything the user sees; it only puts panels together and passes wishes on."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.preferences = preferences
        # The colours come before there are widgets: putting them on later paints them twice.
        self.looks = Looks(preferences, self)
        self.workspace = Workspace(self)
        self.coding = Coding(self.workspace, self)
        self.files = FileActions(self.workspace, self.coding, preferences, self)
        self.sharing = Sharing(self.workspace, self)
        self.reliability = Reliability(self.workspace, self)
        self.safety = Safety(self.workspace, self.looks, preferences, self)
        self._build_panels()
        self.actions_ = Actions(self, commands(self._desk()))
        self.files.share_keys([self.actions_["undo"], self.actions_["redo"]])
        self.drawer.share_keys([self.actions_["undo"], self.actions_["redo"]])
        self.keys = KeyChoices(self.actions_, preferences)
        self.keys.restore()
        self._mount()
        Dropping(self.workspace, self.files, self)
        self._connect()
        self._restore()
        self._show_state()

    def open(self, path: Path) -> Opening | None:
        """Open a project aside and go where one left off; one that is in front already stays."""
        return self.workspace.open(path, self._left_off, self._begin_to_read)

    def make(self, path: Path, make: Make) -> Opening | None:
        """Make a project aside, and open it."""
        return self.workspace.open(path, self._left_off, self._begin_to_read, make)

    def _left_off(self, project_uid: str) -> LeftOff:
        kept = self.preferences
        return LeftOff(kept.coder_of(project_uid), kept.statement_of(project_uid))

    def _begin_to_read(self) -> None:
        (self.reading.view if self.reading.row else self.reading.import_button).setFocus()
        self.preferences.remember_project(self.workspace.store.path)
        QTimer.singleShot(0, self, self.preferences.write)  # what is in front is painted first

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember how things stand and leave the project in order."""
        self._keep_state()
        if self.workspace.writing is not None:
            event.ignore()
            self._stop_and_close(self.workspace.writing)
            return
        if not self.workspace.leave():
            event.ignore()
            return
        self.drawer.leave_windows()
        super().closeEvent(event)

    def _stop_and_close(self, writing: Writing) -> None:
        """Ask whether what is being written shall be given up; close when it has been rolled back."""
        words = self.tr("“{title}” is under way. Stop it and close? What it has not finished is taken back.")
        question = words.format(title=writing.title)
        if not prompts.confirm(self, self.tr("Close"), question, act=self.tr("Stop and close")):
            return
        if self.workspace.writing is None:
            self.close()
            return
        self.workspace.writing.ended.connect(self.close, Qt.ConnectionType.QueuedConnection)
        self.workspace.writing.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of codes work in the lists too, not only in the text."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = place_of(event)
            if place and self.coding.press(place):
                return True
        return super().eventFilter(watched, event)

    def show_theme(self, theme: Theme) -> None:
        """Other colours for what asks to be told."""
        for panel in (self.top, self.codebook, self.drawer, self.palette_):
            panel.set_theme(theme)

    def go_to_search(self) -> None:
        """Go to the search field."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def find_anything(self) -> None:
        """Offer every action and code by typing."""
        self.finding.find_anything(self.actions_)

    def show_keys(self) -> None:
        """Open the list of keys beside the window."""
        from annotator.gui.dialogs.keys import KeysDialog

        KeysDialog(self.keys, self.workspace, self.coding, self).show()

    def undo(self) -> None:
        """Take the last step back; another coder's only after asking."""
        step = self.workspace.store.next_undo()
        names = {coder.id: coder.name for coder in self.workspace.head.coders}
        if step is not None and step.coder_id in names and step.coder_id != self.workspace.coder_id:
            title = sentence(step.action, step.details)
            question = self.tr("The last step is {name}'s: {step}. Take it back?")
            words = question.format(name=names[step.coder_id], step=title)
            if not prompts.confirm(self, self.tr("Undo"), words, act=self.tr("Undo")):
                return
        self.workspace.undo()

    def _desk(self) -> Desk:
        """What the commands act on."""
        return Desk(
            tr=self.tr,
            workspace=self.workspace,
            coding=self.coding,
            cutting=self.cutting,
            files=self.files,
            sharing=self.sharing,
            reliability=self.reliability,
            safety=self.safety,
            finding=self.finding,
            reading=self.reading,
            looks=self.looks,
            statements=self.statements,
            codebook=self.codebook,
            drawer=self.drawer,
            arrangement=self.arrangement,
            undo=self.undo,
            search=self.go_to_search,
            find_anything=self.find_anything,
            go_to_panel=self.panels.go_to,
            step_hits=self.panels.step_hits,
            keywords=self.keywords,
            show_keys=self.show_keys,
            show_history=self.panels.show_history,
            leave=self.close,
        )

    def _build_panels(self) -> None:
        self.top = TopBar(self.workspace, self.looks.theme)
        self.statements = StatementList(self.workspace)
        self.reading = ReadingPanel(self.workspace, self.coding, self.looks.theme)
        self.cutting = Cutting(self.workspace, self.reading, self)
        self.codebook = CodebookPanel(self.workspace, self.coding, self.looks.theme)
        self.drawer = Drawer(self.looks.theme)
        self.panels = DrawerPanels(self.drawer, self.workspace, self.reading, self.files, self)
        self.arrangement = Arrangement(self.statements, self.reading, self.codebook, self.drawer)
        self.welcome = Welcome(self.files)
        self.keywords = KeywordChoice(self.workspace, self.preferences, self.reading.view, self.looks, self)
        self.palette_ = Palette(self.looks.theme, self)
        self.finding = Finding(self.workspace, self.coding, self.reading, self.palette_, self)

    def search(self, words: str) -> None:
        """Show where the words stand, in the drawer."""
        self.panels.search(words)

    def _mount(self) -> None:
        menus = self.actions_.fill(self.menuBar())
        self.files.fill_recent(menus[self.tr("&File")])
        self.top.fill(*(self.actions_[name] for name in ("previous", "next", "undo", "redo")))
        desk = QWidget()
        layout = QVBoxLayout(desk)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.arrangement, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(desk)
        self.setCentralWidget(self.pages)
        self._file_label, self._saved_label = QLabel(), QLabel()
        self.statusBar().addPermanentWidget(WritingBar(self.workspace))
        self.statusBar().addPermanentWidget(self._saved_label)
        self.statusBar().addPermanentWidget(self._file_label)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        workspace = self.workspace
        for signal in (workspace.opened, workspace.closed, workspace.changed, workspace.head_changed):
            signal.connect(self._show_state)
        workspace.opened.connect(self.drawer.open_windows)
        workspace.leaving.connect(self._keep_place)
        workspace.coder_changed.connect(self._keep_coder)
        workspace.said.connect(self.say)
        workspace.failed.connect(self.say_failure)
        workspace.changed.connect(self._say_saved)
        self.codebook.pick_wanted.connect(self.finding.pick_code)
        self.codebook.edit_wanted.connect(self.files.edit_codebook)
        self.finding.search_wanted.connect(self.search)
        self.files.open_wanted.connect(self.open)
        self.files.make_wanted.connect(self.make)
        self.reading.import_wanted.connect(self.files.import_texts)
        self.reading.paste_wanted.connect(self.files.paste_text)
        self.safety.open_wanted.connect(self.open)
        workspace.not_opened.connect(self.safety.offer_help, Qt.ConnectionType.QueuedConnection)
        self.files.imported.connect(self.reading.view.setFocus)
        self.files.questioned_wanted.connect(self.panels.show_questioned)
        self.sharing.conflicts_wanted.connect(self.panels.show_conflicts)
        self.sharing.open_wanted.connect(self.open)
        self.reliability.log_wanted.connect(self.panels.show_log)
        self.top.searched.connect(self.search)
        self.panels.search_wanted.connect(self.go_to_search)
        self.top.search.hits_wanted.connect(self.panels.go_to_hits)
        for leaving in (self.top.search.left, self.top.coders.folded, self.arrangement.focus_folded):
            leaving.connect(self.reading.view.setFocus)
        self.statements.counted.connect(self.top.show_progress)
        self.coding.coder_wanted.connect(self.files.add_coder)
        self.top.coder_wanted.connect(self.files.add_coder)
        self.reading.view.zoomed.connect(self.looks.zoom)
        self.arrangement.changed.connect(self._show_folds)
        self.drawer.turned.connect(self.arrangement.give_drawer)
        self.looks.theme_changed.connect(self.show_theme)
        self.looks.reading_changed.connect(self._apply_reading_look)
        self.looks.coders_changed.connect(self.reading.set_all_coders)
        lists = self.findChild(QWidget, "statementList"), self.findChild(QWidget, "codeTree")
        found = [
            widget for widget in (*lists, self.findChild(QWidget, "annotationList")) if widget is not None
        ]
        self.actions_.give_text_keys(self.reading.view, *found)
        for widget in found:
            widget.installEventFilter(self)

    def say(self, words: str) -> None:
        """A line in the status bar, for a while."""
        self.statusBar().showMessage(words, 8000)

    def say_failure(self, key: str, values: Mapping[str, object]) -> None:
        """What did not work must be noticed: a line that stays until something else is said."""
        self.statusBar().showMessage(sentence(key, values))

    def _say_saved(self, changes: Changes) -> None:
        self._saved_label.setText(self.tr("saved"))
        if not changes.undone and changes.action:
            self.say(sentence(changes.action, changes.details or {}))

    def _show_state(self) -> None:
        opened = self.workspace.is_open
        self.pages.setCurrentIndex(1 if opened else 0)
        self.actions_.enable(has_project=opened)
        undo, redo = self.actions_["undo"], self.actions_["redo"]
        steps = (
            (self.workspace.store.next_undo(), self.workspace.store.next_redo()) if opened else (None, None)
        )
        for action, step, word in zip((undo, redo), steps, (self.tr("&Undo"), self.tr("&Redo")), strict=True):
            action.setEnabled(step is not None)
            title = sentence(step.action, step.details) if step else ""
            action.setText(f"{word} {title[:48]}".rstrip())
        if opened:
            head = self.workspace.head
            self._file_label.setText(
                self.tr("{file}    codebook rev. {revision}").format(
                    file=self.workspace.store.path.name, revision=head.codebook.revision
                )
            )
            self.setWindowTitle(self.tr("{title} – Annotator").format(title=head.title))
        else:
            self._file_label.setText("")
            self._saved_label.setText("")
            self.setWindowTitle("Annotator")

    def _apply_reading_look(self) -> None:
        self.reading.set_look(self.looks.theme, self.preferences.letters)

    def _exclusive(self, *names: str) -> None:
        group = QActionGroup(self)
        for name in names:
            group.addAction(self.actions_[name])

    def _restore(self) -> None:
        self.resize(1280, 720)
        left = bool(self.preferences.layout().get("codebookLeft"))
        self.arrangement.put_codebook_left(left)
        self.actions_["codebookLeft"].setChecked(left)
        self.actions_["showKeywords"].setChecked(True)
        self.preferences.restore(self, **self.arrangement.splitters())
        self.arrangement.settle()
        self._restore_tabs()
        self._show_folds()
        chosen = {
            ThemeName.LIGHT: "themeLight",
            ThemeName.DARK: "themeDark",
            ThemeName.CONTRAST: "themeContrast",
            ThemeName.SYSTEM: "themeSystem",
        }[self.preferences.theme]
        for name in (chosen, "serif" if self.preferences.letters.serif else "sans"):
            action = self.actions_[name]
            action.blockSignals(True)
            action.setChecked(True)
            action.blockSignals(False)
        # A group takes note of what is checked when it is made, and hears nothing while signals are blocked.
        self._exclusive("themeLight", "themeDark", "themeContrast", "themeSystem")
        self._exclusive("serif", "sans")
        self._apply_reading_look()

    def _restore_tabs(self) -> None:
        found = DrawerState.from_settings(self.preferences.layout().get("tabs"))
        if found is not None:
            self.drawer.put_back(found)

    def _show_folds(self) -> None:
        """Let the menu say what is folded."""
        for name, panel in zip(_FOLDS, self.arrangement.panels, strict=True):
            self.actions_[name].setChecked(self.arrangement.is_shown(panel))

    def _keep_place(self) -> None:
        if self.workspace.statement_id is not None:
            self.preferences.remember_place(self.workspace.head.uid, self.workspace.statement_id)

    def _keep_coder(self) -> None:
        if self.workspace.coder_id is not None:
            self.preferences.remember_coder(self.workspace.head.uid, self.workspace.coder_id)

    def _keep_state(self) -> None:
        self.preferences.keep_layout(
            {"codebookLeft": self.arrangement.is_codebook_left, "tabs": self.drawer.state().to_settings()}
        )
        self.preferences.keep(self, **self.arrangement.splitters())
