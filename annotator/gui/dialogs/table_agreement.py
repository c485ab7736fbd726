"""Agreement of a table from elsewhere: ratings or spans in a CSV file, without a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.agreement.explained import explain
from annotator.errors import AnnotatorError
from annotator.gui.agreement.span_rows import measure_name, why_undefined
from annotator.gui.agreement.words import decimal, explanation, interval_words, percent, reason, tr
from annotator.gui.dialogs.text_lengths import TextLengths
from annotator.gui.jobs import Job, run_job
from annotator.gui.theme import theme_in_use
from annotator.gui.widgets.boxes import ComboBox
from annotator.gui.widgets.grid import Cell, Column, Grid, Row, Tone
from annotator.gui.widgets.grid_view import GridView
from annotator.gui.words.terms import grouped, sentence

if TYPE_CHECKING:  # numpy comes with the first figures
    from annotator.agreement.figure import Figure

_RATINGS = (
    *("krippendorff_alpha", "percent_agreement", "cohen_kappa", "scott_pi", "fleiss_kappa", "conger_kappa"),
    *("light_kappa", "brennan_prediger", "gwet_ac"),
)
_SPANS = (
    *("u_alpha", "u_alpha_binary", "cu_alpha", "char_alpha_nominal", "char_alpha_set", "char_f1"),
    *("mean_pairwise_span_f1", "boundary_similarity"),
)
_PARAMS = {"mean_pairwise_span_f1": {"match": "overlap"}}


@dataclass(frozen=True, slots=True)
class TableFound:
    """The figures that could be computed, a sentence for each other measure, and rows left out.

    `lengths`: how long each text of a table of spans is taken to be.
    """

    figures: tuple[Figure, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    is_of_spans: bool = False
    lengths: Mapping[str, int] = field(default_factory=dict)
    failure: AnnotatorError | None = None


class TableAgreement(QDialog):
    """One row a measure; what it means stands below. It stays open beside the window."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Agreement of {name}").format(name=path.name))
        self._path = path
        self._job: Job | None = None
        self.found = TableFound()
        self._least: Mapping[str, int] = {}
        self._lengths: dict[str, int] = {}
        self.scale = ComboBox()
        for words, scale in (
            (self.tr("nominal: same or not"), "nominal"),
            (self.tr("ordinal: ranks"), "ordinal"),
            (self.tr("interval: differences"), "interval"),
            (self.tr("ratio: proportions"), "ratio"),
            (self.tr("sets: several codes with ; between"), "set"),
        ):
            self.scale.addItem(words, scale)
        self.view = GridView(Grid(self), theme_in_use(), rows=True)
        self.view.setAccessibleName(self.tr("Measures of agreement"))
        self.explanation = QLabel()
        self.problems = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.asking = QToolButton()
        self.asking.setText(self.tr("Lengths of the texts …"))
        self.asking.hide()
        self.copying = self.buttons.addButton(
            self.tr("Copy for methods"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._lay_out()
        self.scale.currentIndexChanged.connect(self.read)
        self.view.explained.connect(self._explain)
        self.copying.clicked.connect(self._copy)
        self.asking.clicked.connect(self._ask_lengths)
        self.buttons.rejected.connect(self.reject)
        self.resize(720, 480)
        self.read()

    @Slot()
    def read(self) -> None:
        """Read the table and compute, in a job."""
        if self._job is not None:
            self._job.cancel()
        self.copying.setEnabled(False)
        work = partial(_compute, self._path, self.scale.currentData(), self._lengths)
        self._job = run_job(self, work, self._show)

    def _lay_out(self) -> None:
        self.scale_line = QWidget()
        line = QHBoxLayout(self.scale_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel(self.tr("The values are")))
        line.addWidget(self.scale)
        line.addStretch()
        for label in (self.explanation, self.problems):
            label.setWordWrap(True)
            label.setProperty("tone", "second")
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.problems.hide()
        self.explanation.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.scale_line)
        beside = QHBoxLayout()
        beside.addWidget(self.problems, 1)
        beside.addWidget(self.asking, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(beside)
        column.addWidget(self.view, 1)
        column.addWidget(self.explanation)
        column.addWidget(self.buttons)

    def _show(self, found: TableFound) -> None:
        self._job, self.found = None, found
        self.scale_line.setVisible(not found.is_of_spans)
        words = list(found.problems)
        self.asking.setVisible(found.is_of_spans and found.failure is None)
        if found.is_of_spans and found.failure is None:
            self._least = self._least or found.lengths
            words.append(self._lengths_words(len(found.lengths)))
        if found.failure is not None:
            words = [sentence(found.failure.sentence, found.failure.values)]
        self.problems.setText("\n".join(words[:_SHOWN]))
        self.problems.setVisible(bool(words))
        self.view.grid.show(self._columns(), [*map(_row, found.figures), *map(_refused_row, found.refused)])
        self.copying.setEnabled(bool(found.figures))
        if self.view.grid.rowCount():
            self.view.setCurrentIndex(self.view.grid.index(0, 0))

    @Slot()
    def _ask_lengths(self) -> None:
        asked = TextLengths({**self._least, **self._lengths}, self._least, self)
        asked.chosen.connect(self._take_lengths)
        asked.open()

    @Slot(dict)
    def _take_lengths(self, lengths: dict[str, int]) -> None:
        """Compute again with these; what is as long as its spans reach needs no telling."""
        self._lengths = {name: length for name, length in lengths.items() if length != self._least[name]}
        self.read()

    def _lengths_words(self, texts: int) -> str:
        if not self._lengths:
            return self.tr("Each text is taken to end with its last span.")
        words = self.tr(
            "The lengths of {count} of {all} texts are given; the others end with their last span."
        )
        return words.format(count=len(self._lengths), all=texts)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("Measure"), share=2),
            Column(self.tr("Value"), number=True, width=72),
            Column(self.tr("95 % interval"), number=True, width=120),
            Column(self.tr("Texts") if self.found.is_of_spans else self.tr("Units"), number=True, width=72),
            Column(self.tr("Coders"), number=True, width=64),
            Column(self.tr("Left out"), self.tr("Only one coder has a value."), number=True, width=72),
        ]

    @Slot(str)
    def _explain(self, words: str) -> None:
        self.explanation.setText(words)

    @Slot()
    def _copy(self) -> None:
        from annotator.agreement.methods import methods_paragraph

        program = f"Annotator {__version__}"
        words = methods_paragraph(self.found.figures, variable=self._path.stem, program=program)
        QGuiApplication.clipboard().setText(words)


_SHOWN = 8


def _row(figure: Figure) -> Row:
    is_f1 = figure.measure == "mean_pairwise_span_f1"
    name = measure_name(figure) if is_f1 else tr(explain(figure.measure).title)
    tip = explanation(figure)
    counts = [
        Cell(grouped(count), number=True, tone=Tone.SECOND)
        for count in (figure.n_units, figure.n_coders, figure.n_single)
    ]
    if figure.value is None:
        why = (
            reason(figure)
            if figure.undefined in {"no-pairable-values", "no-variation"}
            else why_undefined(figure)
        )
        return (Cell(name, why), Cell("–", why, Tone.FAINT, number=True), Cell(why, why, Tone.FAINT), *counts)
    value = percent(figure.value) if figure.measure == "percent_agreement" else decimal(figure.value)
    interval = Cell(interval_words(figure), tip, Tone.SECOND, number=True)
    return (Cell(name, tip), Cell(value, tip, number=True), interval, *counts)


def _refused_row(refused: tuple[str, str]) -> Row:
    measure, why = refused
    return (Cell(tr(explain(measure).title), why, Tone.FAINT), Cell("–", why, Tone.FAINT, number=True))


def _compute(path: Path, scale: str, lengths: Mapping[str, int]) -> TableFound:
    """Each measure by itself: where one does not fit, the others are still told."""
    from annotator.agreement.asking import Asked, figures_asked
    from annotator.comparing import read_table

    try:
        table = read_table(path, scale=scale, lengths=lengths)
    except AnnotatorError as error:
        return TableFound(failure=error)
    figures: list[Figure] = []
    refused = []
    for name in _SPANS if table.is_of_spans else _RATINGS:
        try:
            figures += figures_asked(
                table.material, Asked((name,), _PARAMS.get(name, {}), interval=name == "krippendorff_alpha")
            )
        except AnnotatorError as error:
            values = {**error.values, "measure": tr(explain(name).title)}
            refused.append((name, sentence(error.sentence, values)))
    taken = table.choices.get("lengths")
    return TableFound(
        tuple(figures),
        tuple(refused),
        table.problems,
        table.is_of_spans,
        taken if isinstance(taken, dict) else {},
    )
