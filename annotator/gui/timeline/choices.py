"""What is asked of the timeline: one row of choosers, and a menu for what is asked less often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.figures.timeline import Chart
from annotator.gui.timeline.codes_menu import CodesMenu
from annotator.gui.widgets.chooser import Chooser
from annotator.gui.widgets.flow import FlowBox
from annotator.model.annotation import CoderId
from annotator.model.codebook import Code, CodeId, Variable, VariableId
from annotator.model.project import Project
from annotator.model.timeline import BinSize, Counted, DateKind, Duplicates, OncePer, Question, SeriesBy

T = TypeVar("T")


class TimelineChoices(FlowBox):
    """Holds a question and a chart. `changed` comes after the user chose something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=4)
        self.chart = Chart.STACKED_BARS
        self.queue_only = False
        self._codes: tuple[CodeId, ...] | None = None
        self._further = Question(VariableId(0), CoderId(0))
        self._attributes: list[str] = []
        self._coders: dict[CoderId, str] = {}
        self._beside: tuple[CoderId, ...] = ()
        self._variables: dict[VariableId, Variable] = {}
        self._values: dict[Chooser, list[object]] = {}
        tr = self.tr
        self.variable = self._chooser(tr("Variable"), tr("Which variable is counted"))
        self.by = self._chooser(tr("Series"), tr("What each colour or line stands for"))
        self.counted = self._chooser(tr("Counted"), tr("What is counted"))
        self.bin_size = self._chooser(tr("Bin"), tr("How long one step of the timeline is"))
        self.charts = self._chooser(tr("Chart"), tr("How it is drawn"))
        self.coder = self._chooser(tr("Coder"), tr("Whose coding is counted"))
        self.codes = QToolButton(self)
        self.codes.setAccessibleName(tr("Codes"))
        self.codes.setToolTip(tr("Which codes are counted"))
        self.codes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._code_menu = CodesMenu(self.codes)
        self._code_menu.chosen.connect(self.choose_codes)
        self.codes.setMenu(self._code_menu)
        self.more = QToolButton(self)
        self.more.setText(tr("More"))
        self.more.setStatusTip(tr("Dates, repeats, averages, and which statements count"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self._fill(self.by, self._by_words())
        self._fill(self.counted, self._counted_words())
        self._fill(self.bin_size, self._bin_words())
        self._say_what_is_missing()
        self._fill(self.charts, self._chart_words())
        self._choose(self.bin_size, BinSize.MONTH)
        self._say_codes()

    def offer(self, head: Project, coder_id: CoderId) -> None:
        """Offer the variables and coders of a project; what was chosen stays where it is still there."""
        old_variable, old_coder = self._chosen(self.variable), self._chosen(self.coder)
        self._fill(
            self.variable,
            {variable.id: variable.name for variable in head.codebook.variables if variable.active},
        )
        self._fill(self.coder, {coder.id: coder.name for coder in head.coders})
        of_actors = {name for actor in head.actors for name in actor.attributes}
        self._attributes = sorted(
            of_actors | {name for code in head.codebook.codes() for name in code.attributes}
        )
        self._choose(self.variable, old_variable)
        self._choose(self.coder, coder_id if old_coder is None else old_coder)
        self._say_what_is_missing()
        self._coders = {coder.id: coder.name for coder in head.coders}
        self._variables = {variable.id: variable for variable in head.codebook.variables}
        self._offer_codes()

    def choose_coder(self, coder_id: CoderId) -> None:
        """Count this coder's coding."""
        self._choose(self.coder, coder_id)
        self.changed.emit()

    def forget_coder(self) -> None:
        """Let the next offer say whose coding is counted."""
        self._fill(self.coder, {})

    def forget_project(self) -> None:
        """Keep nothing that means something else in another project: coders and chosen codes."""
        self.forget_coder()
        self._coders = {}
        self._beside = ()
        self._codes = None
        self._offer_codes()

    def question(self) -> Question | None:
        """What is asked; None before there is anything to ask about."""
        chosen = {
            "variable_id": self._chosen(self.variable),
            "coder_id": self._chosen(self.coder),
            "counted": self._chosen(self.counted),
            "bin_size": self._chosen(self.bin_size),
            "by": self._chosen(self.by),
            "codes": self._codes,
        }
        if chosen["variable_id"] is None or chosen["coder_id"] is None:
            return None
        return self._changed(**chosen)

    def variable_id(self) -> VariableId:
        """The chosen variable, 0 for none."""
        found = self._chosen(self.variable)
        return VariableId(found if isinstance(found, int) else 0)

    def choose_codes(self, codes: tuple[CodeId, ...] | None) -> None:
        """Count these codes alone, or all."""
        if codes != self._codes:
            self._codes = codes
            self._offer_codes()
            self.changed.emit()

    def offered_codes(self) -> list[Code]:
        """The codes of the chosen variable that can be left out; none where it is answered otherwise."""
        variable = self._variables.get(self.variable_id())
        return [code for code in variable.codes if not code.retired] if variable else []

    def beside(self) -> tuple[CoderId, ...]:
        """The coders whose timelines stand below that of the question's coder."""
        main = self._chosen(self.coder)
        return tuple(key for key in self._beside if key in self._coders and key != main)

    def _say_what_is_missing(self) -> None:
        """In the empty boxes; what stands in full ones would widen them."""
        for box, words in (
            (self.variable, self.tr("no variable yet")),
            (self.coder, self.tr("no coder yet")),
        ):
            box.setPlaceholderText("" if box.count() else words)

    def _offer_codes(self) -> None:
        """Let the menu of codes hold those of the variable, the chosen ones ticked."""
        self._code_menu.offer(self.offered_codes(), self._codes)
        self._say_codes()

    def _say_codes(self) -> None:
        codes = self.offered_codes()
        rest = [self.by, self.counted, self.bin_size, self.charts, self.coder, self.more]
        self.codes.setVisible(bool(codes))
        self.set_row([self.variable, *([self.codes] if codes else []), *rest])
        self.codes.setText(
            self.tr("all codes")
            if self._codes is None
            else self.tr("{count} of {all} codes").format(count=len(self._codes), all=len(codes))
        )

    @Slot()
    def _tell(self) -> None:
        if self.sender() is self.variable:
            self._codes = None
            self._offer_codes()
        chart = self._chosen(self.charts)
        self.chart = chart if isinstance(chart, Chart) else Chart.STACKED_BARS
        self.changed.emit()

    def _chooser(self, name: str, tip: str) -> Chooser:
        box = Chooser(name, tip, self)
        box.setMaximumWidth(200)
        box.currentIndexChanged.connect(self._tell)
        return box

    def _fill(self, box: Chooser, words: Mapping[T, str]) -> None:
        """Qt would make plain texts of our terms, so they are kept beside the box."""
        with QSignalBlocker(box):
            box.clear()
            box.addItems(list(words.values()))
            box.setEnabled(bool(words))
        self._values[box] = list(words)

    def _chosen(self, box: Chooser) -> object:
        """The value that a box stands on; None for an empty one."""
        values = self._values.get(box, [])
        return values[box.currentIndex()] if 0 <= box.currentIndex() < len(values) else None

    def _choose(self, box: Chooser, value: object) -> None:
        values = self._values[box]
        with QSignalBlocker(box):
            box.setCurrentIndex(values.index(value) if value in values else min(0, len(values) - 1))

    def _changed(self, **fields: object) -> Question:
        """What else is asked, with these fields."""
        return replace(self._further, **fields)  # type: ignore[arg-type] # each field's own choices

    def _menu(self) -> QMenu:
        tr, menu = self.tr, QMenu(self)
        self._offer_one(menu.addMenu(tr("Date")), "dates", self._date_words())
        self._offer_one(menu.addMenu(tr("Repeats of a speaker")), "once_per", self._once_words())
        self._offer_one(menu.addMenu(tr("Folded copies")), "duplicates", self._duplicates_words())
        windows = {1: tr("None"), 3: tr("3 bins"), 5: tr("5 bins"), 7: tr("7 bins"), 13: tr("13 bins")}
        self._offer_one(menu.addMenu(tr("Moving average")), "window", windows)
        groups = menu.addMenu(tr("Group by attribute"))
        groups.aboutToShow.connect(partial(self._offer_attributes, groups))
        beside = menu.addMenu(tr("Coders side by side"))
        beside.aboutToShow.connect(partial(self._offer_beside, beside))
        menu.addSeparator()
        self._offer_switch(menu, "cumulative", tr("Summed up"))
        self._offer_switch(menu, "interval", tr("95 % intervals of shares"))
        self._offer_switch(menu, "with_children", tr("Codes with their children"))
        self._offer_switch(menu, "absences", tr("Not applicable, undecided, not coded"))
        menu.addSeparator()
        queue = QAction(tr("Only the statements of the queue"), menu, checkable=True)
        queue.toggled.connect(self._set_queue_only)
        menu.addAction(queue)
        return menu

    def _offer_attributes(self, menu: QMenu) -> None:
        """The attributes that actors and codes have now."""
        menu.clear()
        self._offer_one(menu, "attribute", {"": self.tr("None"), **{name: name for name in self._attributes}})

    def _offer_beside(self, menu: QMenu) -> None:
        """The other coders, each to be set beside."""
        menu.clear()
        for coder_id, name in self._coders.items():
            action = QAction(name.replace("&", "&&"), menu, checkable=True)
            is_main = coder_id == self._chosen(self.coder)
            action.setChecked(is_main or coder_id in self._beside)
            action.setEnabled(not is_main)
            action.toggled.connect(partial(self._set_beside, coder_id))
            menu.addAction(action)

    def _set_beside(self, coder_id: CoderId, on: bool) -> None:  # noqa: FBT001 (Qt's argument)
        others = [key for key in self._coders if key in self._beside and key != coder_id]
        self._beside = tuple([*others, coder_id] if on else others)
        self.changed.emit()

    def _offer_one(self, menu: QMenu, field: str, words: Mapping[T, str]) -> None:
        """One of several values of a field of the question."""
        group = QActionGroup(menu)
        for value, word in words.items():
            action = QAction(word, menu, checkable=True)
            action.setChecked(getattr(self._further, field) == value)
            action.triggered.connect(partial(self._set, field, value))
            group.addAction(action)
            menu.addAction(action)

    def _offer_switch(self, menu: QMenu, field: str, word: str) -> None:
        action = QAction(word, menu, checkable=True)
        action.toggled.connect(partial(self._set, field))
        menu.addAction(action)

    def _set(self, field: str, value: object, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 (Qt's argument)
        self._further = self._changed(**{field: value})
        self.changed.emit()

    @Slot(bool)
    def _set_queue_only(self, on: bool) -> None:  # noqa: FBT001 (as above)
        self.queue_only = on
        self.changed.emit()

    def _by_words(self) -> dict[SeriesBy, str]:
        tr = self.tr
        return {
            SeriesBy.VALUE: tr("by code"),
            SeriesBy.SPEAKER: tr("by speaker"),
            SeriesBy.OUTLET: tr("by outlet"),
        }

    def _counted_words(self) -> dict[Counted, str]:
        tr = self.tr
        return {
            Counted.STATEMENTS: tr("statements"),
            Counted.ANNOTATIONS: tr("annotations"),
            Counted.SHARE: tr("share of coded statements"),
            Counted.MIX: tr("share of annotations"),
            Counted.PER_1000_WORDS: tr("per 1,000 words"),
        }

    def _bin_words(self) -> dict[BinSize, str]:
        tr = self.tr
        return {
            BinSize.DAY: tr("by day"),
            BinSize.WEEK: tr("by week"),
            BinSize.MONTH: tr("by month"),
            BinSize.QUARTER: tr("by quarter"),
            BinSize.YEAR: tr("by year"),
            BinSize.AUTOMATIC: tr("automatic"),
        }

    def _chart_words(self) -> dict[Chart, str]:
        tr = self.tr
        return {
            Chart.STACKED_BARS: tr("Stacked bars"),
            Chart.GROUPED_BARS: tr("Grouped bars"),
            Chart.LINES: tr("Lines"),
            Chart.STACKED_AREAS: tr("Stacked areas"),
            Chart.SMALL_MULTIPLES: tr("Small multiples"),
            Chart.HEAT_MAP: tr("Heat map"),
        }

    def _date_words(self) -> dict[DateKind, str]:
        return {
            DateKind.PUBLISHED: self.tr("When published"),
            DateKind.SAID: self.tr("When said, else published"),
        }

    def _once_words(self) -> dict[OncePer, str]:
        tr = self.tr
        return {
            OncePer.EACH_TIME: tr("Count each time"),
            OncePer.SOURCE: tr("Once per source"),
            OncePer.DAY: tr("Once per day"),
            OncePer.WEEK: tr("Once per week"),
            OncePer.MONTH: tr("Once per month"),
            OncePer.QUARTER: tr("Once per quarter"),
            OncePer.YEAR: tr("Once per year"),
        }

    def _duplicates_words(self) -> dict[Duplicates, str]:
        return {
            Duplicates.ONCE: self.tr("Count with their statement, once"),
            Duplicates.EACH_TIME: self.tr("Count each time"),
        }
