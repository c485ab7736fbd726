"""The part of the filter's menu that holds worklists and filters kept by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.edits.worklists import delete_filter, delete_worklist, save_filter
from annotator.gui import prompts
from annotator.gui.workspace import Workspace
from annotator.model.worklist import Worklist
from annotator.store.queue import QueueFilter
from annotator.store.worklists import SavedFilter, read_saved_filters, read_worklists


class FilterShelf(QMenu):
    """Filled anew whenever the filter's menu opens."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Saved"))
        self._workspace = workspace
        self._window = parent
        self._shown: list[Worklist | SavedFilter] = []
        self._acts: list[Callable[[], None]] = []
        self.triggered.connect(self._choose)

    def fill(self) -> None:
        """Worklists, then filters, then what can be done."""
        self.clear()
        store, coder_id = self._workspace.store, self._workspace.coder_id
        self._shown = [*read_worklists(store), *read_saved_filters(store, coder_id)]
        self._acts = []
        for kept in self._shown:
            action = self._offer(self._words(kept), partial(self._use, kept))
            action.setCheckable(True)
            action.setChecked(self._is_used(kept))
        if self._shown:
            self.addSeparator()
        self._offer(self.tr("Save these filters …"), self._save).setEnabled(self._is_filtered())
        self._offer(self.tr("Draw a random sample …"), self._draw)
        self._offer(self.tr("Delete …"), self._delete).setEnabled(bool(self._shown))

    def _words(self, kept: Worklist | SavedFilter) -> str:
        if isinstance(kept, SavedFilter):
            return kept.name
        coders = [coder.name for coder in self._workspace.head.coders if coder.id in kept.coder_ids]
        if not coders:
            return self.tr("{name} ({count} statements)").format(name=kept.name, count=kept.count)
        words = self.tr("{name} ({count} statements, {coders})")
        return words.format(name=kept.name, count=kept.count, coders=", ".join(coders))

    def _offer(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text.replace("&", "&&"), self)
        action.setData(len(self._acts))
        self._acts.append(act)
        self.addAction(action)
        return action

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self._acts[action.data()]()

    def _is_filtered(self) -> bool:
        return self._workspace.filter != QueueFilter(self._workspace.coder_id)

    def _is_used(self, kept: Worklist | SavedFilter) -> bool:
        if isinstance(kept, Worklist):
            return self._workspace.filter.worklist_id == kept.id
        return self._workspace.filter == kept.wanted

    def _use(self, kept: Worklist | SavedFilter) -> None:
        if isinstance(kept, SavedFilter):
            self._workspace.set_filter(kept.wanted)
        else:
            self._workspace.set_filter(QueueFilter(self._workspace.coder_id, worklist_id=kept.id))

    def _save(self) -> None:
        name = prompts.ask_text(self._window, self.tr("Save filters"), self.tr("Under which name?"))
        if name is not None:
            self._workspace.edit(save_filter, name, self._workspace.filter)

    def _draw(self) -> None:
        from annotator.gui.dialogs.draw_sample import DrawSample

        DrawSample(self._workspace, self._window.window()).open()

    def _delete(self) -> None:
        question = self.tr("Which worklist or filter should go? Statements and labels stay.")
        names = [self._words(kept) for kept in self._shown]
        place = prompts.ask_choice(self._window, self.tr("Delete"), question, names)
        if place is None:
            return
        kept = self._shown[place]
        if isinstance(kept, SavedFilter):
            self._workspace.edit(delete_filter, kept.id)
        else:
            worklist_id = kept.id
            self._workspace.write(
                self.tr("Delete worklist"),
                lambda store, _: delete_worklist(store, worklist_id),
                rows=kept.count,
            )
