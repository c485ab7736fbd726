"""The panel of labels over time: a question, its picture, and the statements behind every part of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.figures.timeline import Chart, suited
from annotator.gui.queue.filter_words import FilterWords
from annotator.gui.theme import Theme
from annotator.gui.timeline.beside import TimelinesBeside
from annotator.gui.timeline.choices import TimelineChoices
from annotator.gui.timeline.comparison import TimelineComparison
from annotator.gui.timeline.events import TimelineEvents
from annotator.gui.timeline.export import TimelineExport
from annotator.gui.timeline.legend import TimelineLegend
from annotator.gui.timeline.plot import ZOOM, TimelinePlot
from annotator.gui.timeline.reader import TimelineReader
from annotator.gui.timeline.statements import TimelineStatements
from annotator.gui.timeline.table import TimelineTable, height_words
from annotator.gui.timeline.words import say
from annotator.gui.words.terms import grouped, statements_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId
from annotator.model.events import Event
from annotator.model.timeline import Column, SeriesBy, Timeline
from annotator.model.timeline_words import band_name, title
from annotator.store.counts import shown_coder, statement_days

_TOP_FIRST = frozenset({Chart.STACKED_BARS, Chart.STACKED_AREAS})


class TimelinePanel(QWidget):
    """`statements_chosen` brings the statements behind what was clicked."""

    statements_chosen = Signal(object)

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timelinePanel")
        self.setAccessibleName(self.tr("Timeline"))
        self._workspace = workspace
        self.choices = TimelineChoices(self)
        self.reader = TimelineReader(workspace, self)
        self.beside = TimelinesBeside(workspace, self.reader, self)
        self.plot = TimelinePlot(theme, self)
        self.plot_page = self._make_page()
        self._filter_words = FilterWords(workspace, self)
        self.legend = TimelineLegend(theme, self)
        self.table = TimelineTable(self)
        self.table_view = self._make_table()
        self.statements = TimelineStatements(workspace, self)
        self.statements.hide()
        self.readout = QLabel(self)
        self.readout.setProperty("tone", "second")
        self.readout.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._missed = False
        self.empty = QLabel(
            self.tr(
                "Labels over time appear here as soon as a statement is coded. Mark some words and press a code's key."
            ),
            self,
        )
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.as_table = QToolButton(self)
        self.as_table.setText(self.tr("Table"))
        self.as_table.setCheckable(True)
        self.as_table.setStatusTip(self.tr("The same numbers as a table"))
        self.export = TimelineExport(workspace, self._shown, self)
        self.export_button = QToolButton(self)
        self.export_button.setText(self.tr("Export"))
        self.export_button.setStatusTip(self.tr("Write the picture or its numbers to a file, or copy them"))
        self.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button.setMenu(QMenu(self.export_button))
        self.export.fill(self.export_button.menu())
        self.zooms = [
            self._button("−", self.tr("Farther away"), partial(self.plot.zoom, 1 / ZOOM)),
            self._button("+", self.tr("Nearer"), partial(self.plot.zoom, ZOOM)),
            self._button(self.tr("All"), self.tr("Show all again"), self.plot.show_all),
        ]
        self.other_layer = self._button("", self.tr("Another layer"), self._show_other_layer)
        self._other: CoderId | None = None
        self.events = TimelineEvents(workspace, self)
        self.events_button = QToolButton(self)
        self.events_button.setText(self.tr("Events"))
        self.events_button.setStatusTip(self.tr("Mark what happened, and compare the time before and after"))
        self.events_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.events_button.setMenu(QMenu(self.events_button))
        self.events.fill(self.events_button.menu())
        self.comparison = TimelineComparison(theme, self)
        self.comparison.hide()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._show_events()
        self._offer()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self.export.dark = theme.is_dark
        self.plot.set_theme(theme)
        self.legend.set_theme(theme)
        self.comparison.set_theme(theme)
        if self.beside.timelines:
            self._show_legend()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: ask when first seen, or again after what was missed."""
        super().showEvent(event)
        if self.reader.timeline is None or self._missed:
            self._ask()

    def _make_page(self) -> QScrollArea:
        """The plot, in a frame that scrolls where it has to be higher than the panel."""
        page = QScrollArea(self)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(self.plot)
        return page

    def _make_table(self) -> QTableView:
        view = QTableView(self)
        view.setObjectName("timelineTable")
        view.setAccessibleName(self.tr("Timeline as a table"))
        view.setModel(self.table)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        rows = view.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(24)
        view.activated.connect(self._choose_cell)
        return view

    def _button(self, text: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        self.pages = QStackedWidget(self)
        for page in (self.empty, self.plot_page, self.table_view):
            self.pages.addWidget(page)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        for widget, share in ((self.pages, 1), (self.legend, 0), (self.statements, 0), (self.comparison, 0)):
            self.columns.addWidget(widget)
            self.columns.setStretchFactor(self.columns.count() - 1, share)
        self.columns.setSizes([700, 180, 300, 460])
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.choices, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.events_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(top)
        said = QHBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.readout, 1)
        self.other_layer.setFixedHeight(24)
        said.addWidget(self.other_layer)
        for button in self.zooms:
            button.setFixedHeight(24)
            said.addWidget(button)
        column.addLayout(said)
        column.addWidget(self.columns, 1)

    def _connect(self) -> None:
        workspace = self._workspace
        self.choices.changed.connect(self._ask)
        self.beside.answered.connect(self._show)
        self.beside.failed.connect(workspace.failed)
        self.plot.pointed.connect(self._read_out)
        self.plot.chosen.connect(self._choose)
        self.plot.range_chosen.connect(self._filter)
        self.legend.codes_chosen.connect(self.choices.choose_codes)
        self.as_table.toggled.connect(self._show_page)
        self.statements.put_away.connect(self.statements.hide)
        self.events.changed.connect(self._show_events)
        self.events.compare_wanted.connect(self.compare)
        self.comparison.asked.connect(self._compare)
        self.comparison.put_away.connect(self.comparison.hide)
        self.reader.answered.connect(self.comparison.ask_again)
        workspace.opened.connect(self._offer)
        workspace.head_changed.connect(self._offer)
        workspace.coder_changed.connect(self._follow_coder)
        workspace.queue_changed.connect(self._follow_queue)
        workspace.statement_shown.connect(self._mark_day)
        workspace.closed.connect(self._clear)

    @Slot()
    def _offer(self) -> None:
        """Offer what the project has; ask only where that changes the question."""
        workspace = self._workspace
        if not workspace.is_open or workspace.coder_id is None:
            if workspace.is_open:
                self.choices.offer(workspace.head, CoderId(0))
            self._clear()
            return
        self.choices.offer(workspace.head, shown_coder(workspace.store, workspace.coder_id))
        if self.choices.question() != self.reader.question:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        question = self.choices.question()
        self._missed = not self.isVisible()
        if question is None or self._workspace.coder_id is None or self._missed:
            return
        if question != self.reader.question:
            self.export.forget_words()
        if not self.choices.queue_only:
            self.beside.ask(question, self.choices.beside())
            return
        wishes = ", ".join(words for _, words in self._filter_words.wishes())
        filtered = self.tr("the queue: {wishes}").format(wishes=wishes) if wishes else self.tr("the queue")
        self.beside.ask(question, self.choices.beside(), only=self._workspace.queue, filtered=filtered)

    @Slot(object)
    def _show(self, timelines: tuple[Timeline, ...]) -> None:
        self.plot.show_timelines(timelines, self.choices.chart)
        self.table.show_timelines(timelines)
        head = self.table_view.horizontalHeader()
        for section in range(head.count()):
            head.resizeSection(section, min(max(head.sectionSizeHint(section), 64), 200))
        self._show_legend()
        self._show_page()
        self._offer_other_layer()
        self._mark_day()
        self._read_out(0, -1, -1)

    def _offer_other_layer(self) -> None:
        """One click from the settled layer, which is shown first, to one's own coding, and back."""
        workspace = self._workspace
        own, question = workspace.coder_id, self.choices.question()
        settled = None if own is None else shown_coder(workspace.store, own)
        is_settled = question is not None and question.coder_id == settled
        self._other = None if own == settled else own if is_settled else settled
        names = {coder.id: coder.name for coder in workspace.head.coders}
        self.other_layer.setVisible(self._other is not None)
        if self._other is not None:
            self.other_layer.setText(self.tr("Show {coder}").format(coder=names[self._other]))
            self.other_layer.setAccessibleName(self.other_layer.text())
            self.other_layer.setToolTip(
                self.tr("Count the coding of {coder}").format(coder=names[self._other])
            )

    @Slot()
    def _show_other_layer(self) -> None:
        if self._other is not None:
            self.choices.choose_coder(self._other)

    @Slot()
    def _show_page(self) -> None:
        if not any(timeline.coded for timeline in self.beside.timelines):
            self.pages.setCurrentWidget(self.empty)
        else:
            self.pages.setCurrentWidget(self.table_view if self.as_table.isChecked() else self.plot_page)
        self.legend.setVisible(self.pages.currentWidget() is self.plot_page)

    def _show_legend(self) -> None:
        timeline = self.beside.timelines[0]
        totals = [
            sum(numbers) for numbers in zip(*(one.totals() for one in self.beside.timelines), strict=True)
        ]
        silent = {one.key for one, total in zip(timeline.series, totals, strict=True) if not total}
        chart = suited(self.choices.chart, timeline)
        top_first = chart in _TOP_FIRST
        question = timeline.question
        codes = self.choices.offered_codes()
        if codes and question.by is SeriesBy.VALUE and not question.with_children and not question.attribute:
            keys = {int(code.id) for code in codes}
            further = [series for series in timeline.series if series.key not in keys]
            self.legend.show_codes(codes, question.codes, further, silent=silent, top_first=top_first)
        else:
            found = [one for one in timeline.series if one.key not in silent or not one.key]
            self.legend.show_series(found or timeline.series, top_first=top_first)

    @Slot(int, int, int)
    def _read_out(self, layer: int, column: int, series: int) -> None:
        """Say in one line what is pointed at, or what all of it is."""
        timelines = self.beside.timelines
        if not timelines:
            self.readout.setText("")
            return
        columns = list(timelines[layer].columns()) if layer < len(timelines) else []
        if 0 <= column < len(columns):
            said = self._column_words(timelines[layer], columns[column], series)
            said = said if len(timelines) == 1 else f"{timelines[layer].coder} · {said}"
        else:
            coded = " · ".join(
                self.tr("{coder} · n = {count} coded statements").format(
                    coder=one.coder, count=grouped(one.coded)
                )
                for one in timelines
            )
            only = (
                self.tr(" · only {words}").format(words=timelines[0].filtered)
                if timelines[0].filtered
                else ""
            )
            said = f"{title(timelines[0], say)} · {coded}{only}"
        self.readout.setText(said)
        self.plot.setAccessibleDescription(said)

    def _column_words(self, timeline: Timeline, column: Column, series: int) -> str:
        if column.is_gap:
            return self.tr("{bin}: no statement coded").format(bin=band_name(column, say))
        places = [place for place, number in enumerate(column.counts) if number] if series < 0 else [series]
        numbers = " · ".join(
            f"{timeline.series[place].name} {height_words(timeline, column, place)}" for place in places[:8]
        )
        more = self.tr(" and {count} more").format(count=len(places) - 8) if len(places) > 8 else ""
        return self.tr("{bin} · n = {count} · {numbers}{more}").format(
            bin=band_name(column, say), count=grouped(column.coded), numbers=numbers, more=more
        )

    @Slot(QModelIndex)
    def _choose_cell(self, index: QModelIndex) -> None:
        found = self.table.cell(index)
        if found is not None:
            self._choose(*found)

    @Slot(int, int, int)
    def _choose(self, layer: int, column: int, series: int) -> None:
        """List the statements of a column, or of one series in it."""
        if layer >= len(self.beside.timelines) or column < 0:
            return
        timeline = self.beside.timelines[layer]
        found = list(timeline.columns())[column]
        ids = self.beside.statements(layer, [found.place], series if series >= 0 else None)
        name = timeline.series[series].name if series >= 0 else self.tr("all coded")
        words = self.tr("{statements} · {bin} · {series}").format(
            statements=statements_word(len(ids)), bin=band_name(found, say), series=name
        )
        if len(self.beside.timelines) > 1:
            words += f" · {timeline.coder}"
        self.statements.show_statements(words, ids)
        self.comparison.hide()
        self.statements.show()
        self.statements_chosen.emit(ids)

    @Slot(object)
    def compare(self, event: Event) -> None:
        """Show the shares before an event and after it."""
        self.statements.hide()
        self.comparison.show()
        self.comparison.open_for(event)

    @Slot(object, object)
    def _compare(self, event: Event, days: int | None) -> None:
        found = self.reader.compare(event, days)
        if found is not None:
            self.comparison.show_comparison(event, found)

    @Slot()
    def _show_events(self) -> None:
        self.plot.show_events(self.events.events)
        self.export.events = self.events.events

    @Slot(int, int)
    def _filter(self, first: int, last: int) -> None:
        """Let the queue hold the statements of a range of days."""
        wanted = replace(
            self._workspace.filter,
            first_day=date.fromordinal(first).isoformat(),
            last_day=date.fromordinal(last).isoformat(),
        )
        self._workspace.set_filter(wanted)
        self._workspace.say(
            self.tr("The queue holds {first} to {last}."), first=wanted.first_day, last=wanted.last_day
        )

    @Slot()
    def _follow_coder(self) -> None:
        self.choices.forget_coder()
        self._offer()

    @Slot()
    def _follow_queue(self) -> None:
        if self.choices.queue_only:
            self._ask()

    @Slot()
    def _mark_day(self) -> None:
        question, statement_id = self.choices.question(), self._workspace.statement_id
        if question is None or statement_id is None or not self._workspace.is_open:
            return
        self.plot.show_day(*statement_days(self._workspace.store, statement_id, question.dates))

    @Slot()
    def _clear(self) -> None:
        self.reader.forget()
        self.choices.forget_project()
        self.table.show_timelines(())
        self.statements.hide()
        self.comparison.hide()
        self._read_out(0, -1, -1)
        self._show_page()

    def _shown(self) -> tuple[tuple[Timeline, ...], Chart] | None:
        return (self.beside.timelines, self.choices.chart) if self.beside.timelines else None
