"""The panels of the drawer, each imported and made when it is first shown, and the ways to them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.file_actions import FileActions
from annotator.gui.frame.drawer import Drawer
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.theme import Theme
from annotator.gui.workspace import Workspace
from annotator.model.annotation import AnnotationId
from annotator.model.corpus import StatementId
from annotator.model.span import Span


class DrawerPanels(QObject):
    """Fills the drawer; the first window loads no plots.

    `search_wanted`: a panel sends the user to the search field.
    """

    search_wanted = Signal()

    def __init__(
        self, drawer: Drawer, workspace: Workspace, reading: ReadingPanel, files: FileActions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._drawer = drawer
        self._workspace = workspace
        self._reading = reading
        self._files = files
        drawer.add(self.tr("Timeline"), self._make_timeline)
        drawer.add(self.tr("Actors"), self._make_actors)
        drawer.add(self.tr("Agreement"), self._make_agreement)
        drawer.add(self.tr("Adjudication"), self._make_adjudication)
        self._found = drawer.add(self.tr("Found"), self._make_found)
        drawer.add(self.tr("Retrieved"), self._make_retrieved)
        self._questioned = drawer.add(self.tr("In question"), self._make_questioned)
        self._log = drawer.add(self.tr("Log"), self._make_log)
        self._conflicts = drawer.add(self.tr("Conflicts"), self._make_conflicts)
        self._history = drawer.add(self.tr("History"), self._make_history)

    def go_to(self, number: int) -> None:
        """Show the panel of that place in the drawer, ready for the keyboard."""
        self._drawer.show_panel(number).setFocus()

    def show_questioned(self) -> None:
        """Show what changed definitions put in question."""
        self._drawer.show_panel(self._questioned)

    def show_log(self) -> None:
        """Show the log of the study, ready to be written into."""
        self.go_to(self._log)

    def show_conflicts(self) -> None:
        """Show what files of a merge said differently."""
        self._drawer.show_panel(self._conflicts)

    def show_history(self) -> None:
        """Show who did what when."""
        from annotator.gui.panels.history import HistoryPanel

        panel = self._drawer.show_panel(self._history)
        assert isinstance(panel, HistoryPanel)
        panel.view.setFocus()

    def search(self, words: str) -> None:
        """Show where the words stand."""
        from annotator.gui.panels.found import FoundPanel

        panel = self._drawer.show_panel(self._found)
        assert isinstance(panel, FoundPanel)
        panel.search(words)

    def go_to_hits(self) -> None:
        """Go to the list of what was found, to its first place where none was chosen."""
        from annotator.gui.panels.found import FoundPanel

        panel = self._drawer.show_panel(self._found)
        assert isinstance(panel, FoundPanel)
        if panel.model.rowCount() and not panel.view.currentIndex().isValid():
            panel.view.setCurrentIndex(panel.model.index(0, 0))
        panel.view.setFocus()

    def step_hits(self, by: int) -> None:
        """Go on in what was found."""
        from annotator.gui.panels.found import FoundPanel

        panel = self._drawer.panel(self._found)
        assert isinstance(panel, FoundPanel)
        panel.step(by)

    def _make_timeline(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.timeline import TimelinePanel

        return TimelinePanel(self._workspace, theme)

    def _make_actors(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.actors import ActorsPanel

        return ActorsPanel(self._workspace, theme)

    def _make_agreement(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.agreement import AgreementPanel

        return AgreementPanel(self._workspace, theme)

    def _make_adjudication(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.adjudication import AdjudicationPanel

        panel = AdjudicationPanel(self._workspace, theme)
        panel.text_wanted.connect(self._reading.view.setFocus)
        return panel

    def _make_found(self, _theme: Theme) -> QWidget:
        from annotator.gui.panels.found import FoundPanel

        panel = FoundPanel(self._workspace)
        panel.hit_chosen.connect(self._show_hit)
        panel.search_wanted.connect(self.search_wanted)
        return panel

    def _make_retrieved(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.retrieved import RetrievedPanel

        panel = RetrievedPanel(self._workspace, theme)
        panel.chosen.connect(self._show_annotation)
        return panel

    def _make_questioned(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.questioned import QuestionedPanel

        panel = QuestionedPanel(self._workspace, theme)
        panel.chosen.connect(self._show_annotation)
        return panel

    def _make_log(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.log import LogPanel

        return LogPanel(self._workspace, theme)

    def _make_conflicts(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.conflicts import ConflictsPanel

        panel = ConflictsPanel(self._workspace, theme)
        panel.code_wanted.connect(self._files.edit_code)
        return panel

    def _make_history(self, theme: Theme) -> QWidget:
        from annotator.gui.panels.history import HistoryPanel

        return HistoryPanel(self._workspace, theme)

    def _show_annotation(self, statement_id: StatementId, annotation_id: AnnotationId) -> None:
        self._workspace.show_statement(statement_id)
        self._workspace.choose_annotation(annotation_id)

    def _show_hit(self, statement_id: StatementId, span: Span) -> None:
        self._workspace.show_statement(statement_id)
        self._reading.mark_in_source(span)
        self._reading.view.setFocus()
