"""The panel of adjudication: what is disputed, the coders' layers side by side, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.adjudication import add_adjudicated
from annotator.gui.adjudication.decision_bar import DecisionBar
from annotator.gui.adjudication.layer_card import LayerCard
from annotator.gui.adjudication.queue import AdjudicationQueue, Wanted
from annotator.gui.adjudication.settling import Settling
from annotator.gui.adjudication.shown_list import BAR, AdjudicationList
from annotator.gui.adjudication.unanimous import UnanimousSettling
from annotator.gui.theme import Theme
from annotator.gui.widgets.heights import WANTED_HEIGHT
from annotator.gui.words.terms import sentence
from annotator.gui.workspace import Workspace
from annotator.model.adjudication import Provenance
from annotator.model.corpus import StatementId
from annotator.store.changes import Changes

MOST_CODERS = 9
_LIST_SHARE, _LEAST_LIST, _MOST_LIST = 0.26, 212, 300
_HEIGHT = 400
"""Texts and answers of several coders side by side need more than a table does."""


class AdjudicationPanel(QWidget):
    """Everything goes by keys: 1 to 9 take a coder's answer over, Return settles and goes on.

    `text_wanted`: the settled answer is to be written by hand, in the text.
    """

    text_wanted = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adjudicationPanel")
        self.setProperty(WANTED_HEIGHT, _HEIGHT)
        self.setAutoFillBackground(True)
        self._workspace = workspace
        self._theme = theme
        self._deciding = False
        self._is_dragged = False
        self._has_gone = False
        self.queue = AdjudicationQueue(workspace, self)
        self.settling = Settling(workspace, self)
        self._unanimous = UnanimousSettling(workspace, self)
        self.actions_ = self._make_actions()
        self.list = AdjudicationList(workspace, self.queue, theme)
        self.bar = DecisionBar(self.actions_["settle"], [self.actions_["nothing"], self.actions_["open"]])
        self.cards: list[LayerCard] = []
        self.settled = LayerCard(theme, self.actions_["reopen"])
        self.blind = QToolButton()
        self.empty = QLabel()
        self._lay_out()
        self.queue.changed.connect(self._show_state)
        self.queue.failed.connect(self._show_failure)
        self.list.moved.connect(self._show_statement)
        self.list.wanted.connect(self._put_in_front)
        self.settling.changed.connect(self._show_layers)
        self.blind.toggled.connect(self.settling.set_blind)
        self.settled.chosen.connect(self.settling.take_one)
        workspace.changed.connect(self._hear)
        self._show_layers()
        self._show_state()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.list.view.set_theme(theme)
        for card in (self.settled, *self.cards):
            card.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """What is disputed is computed while somebody looks."""
        super().showEvent(event)
        self.queue.wake()
        self._go_to_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: the list has its part of the width, unless a hand gave it another."""
        super().resizeEvent(event)
        if not self._is_dragged:
            wanted = max(_LEAST_LIST, min(_MOST_LIST, int(self.width() * _LIST_SHARE)))
            self._halves.setSizes([wanted, self.width() - wanted])

    @Slot()
    def _leave_list(self) -> None:
        self._is_dragged = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.queue.sleep()

    def _make_actions(self) -> dict[str, QAction]:
        tr, settling = self.tr, self.settling
        taking = [
            self._action(
                f"take{number}",
                tr("Take  {key}").format(key=number),
                tr("Let the answer be this coder’s"),
                str(number),
                partial(settling.take, number - 1),
            )
            for number in range(1, MOST_CODERS + 1)
        ]
        others = [
            ("merge", tr("Take all  M"), tr("Let the answer be what all said"), "M", settling.take_all),
            ("text", tr("Write  E"), tr("Write the answer by hand, in the text"), "E", self._write),
            ("nothing", tr("Nothing here  0"), tr("Settle that nothing is here"), "0", self._settle_nothing),
            ("open", tr("Leave open  O"), tr("Come back to it later"), "O", self._leave_open),
            ("reopen", tr("Reopen"), tr("Take the decision back"), "Backspace", settling.reopen),
            ("settle", tr("Settle  ⏎"), tr("Settle the statement and go on"), "Return", self._settle),
            ("reason", tr("Reason"), tr("Say why the coders differed"), "R", self._ask_reason),
            ("note", tr("Note"), tr("Write a note on the decision"), "N", self._write_note),
            (
                "unanimous",
                tr("Settle unanimous …  U"),
                tr("Settle in one step what nobody disputes"),
                "U",
                self._unanimous.begin,
            ),
        ]
        return {action.objectName(): action for action in (*taking, *(self._action(*one) for one in others))}

    def _action(self, name: str, text: str, tip: str, key: str, act: Callable[[], object]) -> QAction:
        """An act with a key that works anywhere in the panel."""
        action = QAction(text, self)
        action.setObjectName(name)
        action.setIconText(text)  # else Qt takes the dots off a button
        action.setStatusTip(tip)
        action.setToolTip(f"{tip}   {key}")
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self.blind.setText(self.tr("Hide names"))
        self.blind.setCheckable(True)
        self.blind.setToolTip(self.tr("Hide who said what, in an order drawn anew for each statement"))
        bar = QWidget()
        bar.setFixedHeight(BAR)
        line = QHBoxLayout(bar)
        line.setContentsMargins(4, 4, 4, 4)
        line.addWidget(self._button("unanimous"))
        line.addStretch()
        for button in (self.blind, self._button("merge"), self._button("text")):
            line.addWidget(button)
        layers = QWidget()
        self._side_by_side = QHBoxLayout(layers)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(1)
        self._side_by_side.addWidget(self.settled, 1)
        beside = QScrollArea()  # more coders than there is width for stand beside each other all the same
        beside.setObjectName("layers")
        beside.setFrameShape(QFrame.Shape.NoFrame)
        beside.setWidgetResizable(True)
        beside.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        beside.setWidget(layers)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(beside, 1)
        column.addWidget(self.bar)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.list)
        halves.addWidget(right)
        halves.setChildrenCollapsible(False)
        halves.setStretchFactor(1, 1)
        halves.splitterMoved.connect(self._leave_list)
        self._halves = halves
        self.empty.setProperty("tone", "second")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(halves)
        self._pages.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)
        self.setFocusProxy(self.list)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.actions_[name])
        return button

    def _go_to_text(self) -> None:
        """Begin with the statement that is read, where it is listed."""
        if self._workspace.is_open and not self.list.is_empty:
            self.list.go_to(self._workspace.statement_id)

    @Slot()
    def _show_state(self) -> None:
        if self.queue.is_ready and not self._has_gone:
            self._has_gone = True
            self._go_to_text()
        missing = self._what_is_missing()
        self.empty.setText(missing)
        self._pages.setCurrentIndex(1 if missing else 0)

    @Slot(object)
    def _show_statement(self, statement_id: StatementId | None) -> None:
        self.settling.show(statement_id)
        self.bar.show_settlement(self.settling.settlement)
        if self._deciding:
            self._put_in_front(statement_id)

    @Slot(object)
    def _put_in_front(self, statement_id: StatementId | None) -> None:
        """Only when somebody asks: the text is not taken away from who reads it."""
        if statement_id is not None and self.isVisible():
            self._workspace.show_statement(statement_id)

    @Slot()
    def _show_layers(self) -> None:
        settling = self.settling
        layers = settling.layers[:MOST_CODERS]
        while len(self.cards) < len(layers):
            self._add_card()
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(layers))
            if place < len(layers):
                card.show_layer(layers[place])
        for place in range(MOST_CODERS):
            self.actions_[f"take{place + 1}"].setEnabled(place < len(layers))
        self.settled.setVisible(settling.settled is not None)
        if settling.settled is not None:
            self.settled.show_layer(settling.settled)
        for name in ("merge", "nothing", "open", "text", "settle", "reason", "note"):
            self.actions_[name].setEnabled(settling.row is not None)
        self.actions_["reopen"].setEnabled(settling.settlement is not None)
        self.settled.button.setVisible(settling.settlement is not None)

    def _add_card(self) -> None:
        """One more coder beside the others."""
        card = LayerCard(self._theme, self.actions_[f"take{len(self.cards) + 1}"])
        card.chosen.connect(self.settling.take_one)
        self._side_by_side.insertWidget(len(self.cards), card, 1)
        self.cards.append(card)

    @Slot(Changes)
    def _hear(self, changes: Changes) -> None:
        """Somebody changed what is shown, here or in the text."""
        row = self.settling.row
        here = changes.statements is None or (row is not None and row.id in changes.statements)
        if row is not None and here and self.isVisible():
            self.settling.show(row.id)

    def _settle(self) -> None:
        self._decide()

    def _settle_nothing(self) -> None:
        self._decide(nothing=True)

    def _leave_open(self) -> None:
        self._decide(provenance=Provenance.OPEN)

    def _decide(self, *, provenance: Provenance = Provenance.ADJUDICATED, nothing: bool = False) -> None:
        """Settle, and go on."""
        here = self.settling.row
        self._deciding = True
        settled = self.settling.settle(
            self.bar.reason,
            self.bar.note.text().strip(),
            codebook_should_change=self.bar.codebook.isChecked(),
            provenance=provenance,
            nothing=nothing,
        )
        if settled and here is not None:
            self.list.setFocus()
            self.list.go_on_from(here.id)
        self._deciding = False

    def _write(self) -> None:
        """Code as the adjudicated coder, in the text."""
        here = self.settling.row
        coder = self._workspace.edit(add_adjudicated)
        if coder is not None and here is not None:
            self._workspace.set_coder(coder)
            self._workspace.show_statement(here.id)
            self.text_wanted.emit()

    def _ask_reason(self) -> None:
        self.bar.ask_reason()

    def _write_note(self) -> None:
        self.bar.note.setFocus()

    @Slot(str, dict)
    def _show_failure(self, words: str, values: dict[str, object]) -> None:
        self.empty.setText(sentence(words, values))
        self._pages.setCurrentIndex(1)

    def _what_is_missing(self) -> str:
        """Why there is nothing to settle; empty when there is."""
        if not self._workspace.is_open:
            return self.tr("Statements on which coders differ will be settled here.")
        if self.queue.is_ready and not self.queue.count(Wanted.ALL):
            return self.tr("Nothing is to settle before two coders have done the same statements.")
        return ""
