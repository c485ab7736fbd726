"""The menu behind the + of the filter: every wish that there is, those in force ticked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui.queue.filter_questions import FilterQuestions
from annotator.gui.queue.filter_shelf import FilterShelf
from annotator.gui.words.terms import stage_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Stage
from annotator.store.queue import NOT_DONE, Order, QueueFilter


class FilterMenu(QMenu):
    """Filled anew whenever it opens."""

    def __init__(self, workspace: Workspace, questions: FilterQuestions, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._questions = questions
        self._offers: list[QueueFilter | str] = []
        self._stages = QMenu(self.tr("Stage"), self)
        self._disputes = QMenu(self.tr("Disagreement"), self)
        self._orders = QMenu(self.tr("Sort"), self)
        self.shelf = FilterShelf(workspace, self)
        self.aboutToShow.connect(self.fill)
        self.triggered.connect(self._choose)

    @Slot()
    def fill(self) -> None:
        """Offer what can be wished for now."""
        wanted = self._workspace.filter
        self.clear()
        self._stages.clear()
        self._disputes.clear()
        self._orders.clear()
        self._offers = []
        not_done = frozenset[Stage]() if wanted.stages == NOT_DONE else NOT_DONE
        self._offer(self.tr("Not done"), replace(wanted, stages=not_done), chosen=wanted.stages == NOT_DONE)
        self._offer(self.tr("Flagged"), replace(wanted, flagged=not wanted.flagged), chosen=wanted.flagged)
        self._offer(self.tr("With memo"), replace(wanted, noted=not wanted.noted), chosen=wanted.noted)
        self._offer(
            self.tr("With labels in question"),
            replace(wanted, questioned=not wanted.questioned),
            chosen=wanted.questioned,
        )
        self.addMenu(self._stages)
        for stage in Stage:
            self._offer_stage(wanted, stage)
        self.addMenu(self._disputes)
        self._offer_disputes(wanted)
        self.addSeparator()
        self._offer(self.tr("Source …"), "source")
        self._offer(self.tr("Speaker …"), "speaker")
        self._offer(self.tr("Dates …"), "days")
        self._offer(self.tr("Undated"), replace(wanted, undated=not wanted.undated), chosen=wanted.undated)
        self._offer(self.tr("Code …"), "code")
        self._offer(self.tr("Coder …"), "coder")
        self._offer(self.tr("Words …"), "words")
        self.addSeparator()
        aside = replace(wanted, set_aside=not wanted.set_aside)
        self._offer(self.tr("Also those set aside"), aside, chosen=wanted.set_aside)
        self.addMenu(self._orders)
        self.addMenu(self.shelf)
        self.shelf.fill()
        self._offer_orders(wanted)
        if not wanted.asks_for_nothing:
            self._offer(
                self.tr("Show all"),
                QueueFilter(wanted.coder_id, order=wanted.order, descending=wanted.descending),
            )

    def _offer_stage(self, wanted: QueueFilter, stage: Stage) -> None:
        changed = replace(wanted, stages=wanted.stages ^ {stage})
        self._offer(stage_word(stage), changed, chosen=stage in wanted.stages, menu=self._stages)

    def _offer_disputes(self, wanted: QueueFilter) -> None:
        variables = [variable for variable in self._workspace.codebook.variables if variable.active]
        offers = [(self.tr("On any variable"), None), *((one.name, one.id) for one in variables)]
        for text, variable_id in offers:
            chosen = wanted.disputed and wanted.disputed_variable_id == variable_id
            offer = (
                wanted.without("disputed", "disputed_variable_id")
                if chosen
                else replace(wanted, disputed=True, disputed_variable_id=variable_id)
            )
            self._offer(text.replace("&", "&&"), offer, chosen=chosen, menu=self._disputes)

    def _offer_orders(self, wanted: QueueFilter) -> None:
        words = {
            (Order.PROJECT, False): self.tr("As in the sources"),
            (Order.DATE, False): self.tr("Oldest first"),
            (Order.DATE, True): self.tr("Newest first"),
            (Order.SPEAKER, False): self.tr("By speaker"),
            (Order.LENGTH, False): self.tr("Shortest first"),
            (Order.LENGTH, True): self.tr("Longest first"),
        }
        for (order, descending), text in words.items():
            chosen = (wanted.order, wanted.descending) == (order, descending)
            sorted_so = replace(wanted, order=order, descending=descending)
            self._offer(text, sorted_so, chosen=chosen, menu=self._orders)

    def _offer(
        self, text: str, offer: QueueFilter | str, *, chosen: bool | None = None, menu: QMenu | None = None
    ) -> None:
        action = QAction(text, self)
        action.setData(len(self._offers))
        action.setCheckable(chosen is not None)
        action.setChecked(bool(chosen))
        self._offers.append(offer)
        (menu or self).addAction(action)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        if action in self.shelf.actions():
            return  # a menu hears of its submenus' actions, too
        offer = self._offers[action.data()]
        if isinstance(offer, QueueFilter):
            self._workspace.set_filter(offer)
        else:
            self._questions.ask(offer)
