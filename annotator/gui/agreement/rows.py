"""Figures of agreement as rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from annotator.agreement.figure import Figure, is_of_one_unit
from annotator.gui.agreement.words import (
    answer_words,
    answers_words,
    decimal,
    explanation,
    interval_words,
    one_unit,
    percent,
    reason,
    tr,
)
from annotator.gui.widgets.grid import Cell, Column, Range, Row, Tone
from annotator.gui.words.terms import grouped, statements_word
from annotator.model.annotation import Coder
from annotator.model.codebook import VariableId
from annotator.model.corpus import StatementId
from annotator.model.project import Project

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.code_table import CodeTable
    from annotator.agreement.variables import VariableDetails, VariableFigures

_NAME = 320
NUMBER_WIDTH = 64
PLOT_WIDTH = 104


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where a click on a cell of the code table leads: the statements behind it, and what it says."""

    statement_ids: tuple[StatementId, ...]
    words: str


def variable_columns() -> list[Column]:
    """Heads of the first table."""
    number = partial(Column, number=True)
    return [
        Column(tr("Variable"), most=_NAME),
        number(tr("Alpha"), tr("Krippendorff’s alpha: 1 is full agreement, 0 is chance."), width=58),
        number(
            tr("95 % interval"), tr("Where alpha would lie with other statements of the kind."), width=112
        ),
        Column("", tr("Alpha and its interval between 0 and 1."), width=PLOT_WIDTH),
        number(tr("Agreement"), tr("Share of pairs of coders with equal answers."), width=86),
        number(tr("Statements"), tr("Statements that two coders or more have done."), width=86),
        number(tr("Coders"), tr("Coders with at least one answer."), width=60),
        number(tr("Missing"), tr("Answers that are missing in the statements compared."), width=66),
    ]


def variable_rows(found: Sequence[VariableFigures]) -> list[Row]:
    """One row a variable: alpha with its interval, equal answers, and the numbers behind them."""
    lowest = min((_lowest(figures.alpha) for figures in found), default=0.0)
    return [_variable_row(figures, min(0.0, lowest)) for figures in found]


def code_columns(coders: Iterable[Coder]) -> list[Column]:
    """Heads of the table of codes."""
    return [
        Column(tr("Code"), most=_NAME),
        Column(tr("Alpha"), tr("Alpha of the question whether this code was given."), number=True, width=64),
        Column(
            tr("Specific"),
            tr("Where one coder gave this code, how often the others gave it too."),
            number=True,
            width=76,
        ),
        *(
            Column(
                coder.name,
                tr("How many of the statements compared {coder} gave the code.", coder=coder.name),
                number=True,
                width=NUMBER_WIDTH,
            )
            for coder in coders
        ),
    ]


def code_rows(head: Project, details: VariableDetails) -> list[Row]:
    """One row a code that somebody gave."""
    rows: list[Row] = []
    for found in details.codes:
        name = answer_words(head, found.code)
        rows.append(
            (
                Cell(name, name),
                _figure_cell(found.alpha, of=name),
                _figure_cell(found.specific, of=name),
                *(Cell(grouped(count), number=True, tone=Tone.SECOND) for count in found.counts),
            )
        )
    return rows


def coder_columns(coders: Iterable[Coder]) -> list[Column]:
    """Heads of the matrix of coders."""
    return [
        Column(tr("Coder"), most=_NAME),
        *(Column(coder.name, number=True, width=112) for coder in coders),
    ]


def coder_rows(details: VariableDetails, coders: Sequence[Coder], sizes: Sequence[int]) -> list[Row]:
    """Coder by coder: alpha of the two, and on how many statements; beside each name what is done."""
    rows: list[Row] = []
    for coder, size in zip(coders, sizes, strict=True):
        name = Cell(
            coder.name,
            tr("{coder} has {count} statements with an answer.", coder=coder.name, count=grouped(size)),
            aside=tr("{count} done", count=grouped(size)),
        )
        rows.append((name, *(_pair_cell(details, coder, other) for other in coders)))
    return rows


def table_columns(head: Project, table: CodeTable) -> list[Column]:
    """Heads of the code table: the codes by their number, which stands before their name in the rows."""
    names = [answer_words(head, code) for code in table.codes]
    return [
        Column(tr("Code"), most=_NAME),
        *(
            Column("–" if code is None else str(at + 1), name, number=True, width=40)
            for at, (code, name) in enumerate(zip(table.codes, names, strict=True))
        ),
    ]


def table_rows(
    head: Project, table: CodeTable, coders: Sequence[Coder], statement_ids: Sequence[StatementId]
) -> list[Row]:
    """Code by code how often they met; what differs is tinted by its weight, and leads to its statements."""
    names = [answer_words(head, code) for code in table.codes]
    people = [next(coder.name for coder in coders if coder.uid == uid) for uid in table.coders]
    apart = [
        float(table.cells[row, column])
        for row in range(len(names))
        for column in range(len(names))
        if row != column
    ]
    most = max(apart, default=0.0)
    rows: list[Row] = []
    for row, name in enumerate(names):
        number = "–" if table.codes[row] is None else str(row + 1)
        cells = [Cell(f"{number}   {name}", name)]
        for column in range(len(names)):
            count = float(table.cells[row, column])
            places = table.units_of.get((row, column), ())
            behind = tuple(statement_ids[place] for place in places)
            cells.append(_table_cell(count, most, (name, names[column]), people, behind, agree=row == column))
        rows.append(cells)
    return rows


def statement_columns(coders: Iterable[Coder]) -> list[Column]:
    """Heads of the list of disagreements."""
    return [
        Column(tr("Statement")),  # its beginning is enough; the answers are what one compares
        *(Column(coder.name) for coder in coders),
        Column(
            tr("Share"),
            tr("The statement’s share of all disagreement on the variable."),
            number=True,
            width=68,
        ),
    ]


def statement_row(
    head: Project,
    statement_id: StatementId,
    opening: str,
    given: Sequence[object],
    share: float,
) -> Row:
    """One statement: its first words, each coder's answer, its share of the disagreement."""
    return (
        Cell(opening, opening, target=statement_id),
        *(_answer_cell(head, answer, statement_id) for answer in given),
        Cell(percent(share), number=True, tone=Tone.SECOND, target=statement_id),
    )


def _variable_row(figures: VariableFigures, low_end: float) -> Row:
    alpha, variable = figures.alpha, figures.units.variable
    target: VariableId = variable.id
    name = Cell(variable.name, variable.definition or variable.name, target=target)
    if alpha.value is None or is_of_one_unit(alpha):
        words = reason(alpha) if alpha.value is None else tr("too few: one statement")
        why = explanation(alpha) if alpha.value is None else one_unit()
        first = Cell(words, why, Tone.SECOND, target=target)
        middle: tuple[Cell, ...] = (first, Cell(target=target), Cell(target=target))
    else:
        found = alpha.interval
        ends = (None, None) if found is None else (found.low, found.high)
        reach = Range(alpha.value, ends[0], ends[1], low_end)
        tip = explanation(alpha, below=figures.below, minimum=figures.minimum)
        middle = (
            Cell(decimal(alpha.value), tip, number=True, target=target),
            Cell(
                interval_words(alpha) or ("" if figures.is_drawn else "…"),
                tip,
                Tone.SECOND,
                number=True,
                target=target,
            ),
            Cell("", tip, range=reach, target=target),
        )
    share = figures.percent
    equal = "" if share.value is None else percent(share.value)
    return (
        name,
        *middle,
        Cell(equal, explanation(share), number=True, target=target),
        *(_count_cell(words, count, target) for words, count in _counts(figures)),
    )


def _counts(figures: VariableFigures) -> list[tuple[str, int]]:
    alpha = figures.alpha
    left_out = tr("{count} more, done by one coder only, are left out.", count=grouped(alpha.n_single))
    compared = tr("{count} statements were done by two coders or more.", count=grouped(alpha.n_units))
    behind = tr(
        "Coders: {coders}. Answers that are missing in these statements: {missing}.",
        coders=alpha.n_coders,
        missing=grouped(figures.n_missing),
    )
    return [
        (f"{compared} {left_out if alpha.n_single else ''} {behind}".replace("  ", " "), alpha.n_units),
        (tr("Coders with at least one answer."), alpha.n_coders),
        (tr("Answers that are missing in the statements compared."), figures.n_missing),
    ]


def _count_cell(tip: str, count: int, target: VariableId) -> Cell:
    return Cell(grouped(count), tip, Tone.SECOND, number=True, target=target)


def _figure_cell(figure: Figure, *, of: str) -> Cell:
    words = explanation(figure, of=of)
    if figure.value is None:
        return Cell("–", words, Tone.FAINT, number=True)
    return Cell(decimal(figure.value), words, number=True)


def _pair_cell(details: VariableDetails, one: Coder, other: Coder) -> Cell:
    if one.uid == other.uid:
        return Cell("·", tone=Tone.FAINT, number=True)
    figure = details.matrix.of(one.uid, other.uid)
    shared = grouped(figure.n_units)
    pair = tr("{one} and {other}", one=one.name, other=other.name)
    words = explanation(figure.named("pairwise_krippendorff_alpha", figure.params), of=pair)
    target = (one.uid, other.uid)
    if figure.value is None or is_of_one_unit(figure):
        why = reason(figure) if figure.value is None else tr("too few")
        return Cell(why, words, Tone.FAINT, number=True, target=target)
    return Cell(
        decimal(figure.value), words, number=True, target=target, aside=tr("of {count}", count=shared)
    )


def _table_cell(
    count: float,
    most: float,
    names: tuple[str, str],
    people: Sequence[str],
    behind: tuple[StatementId, ...],
    *,
    agree: bool,
) -> Cell:
    if not behind:
        return Cell("·", tone=Tone.FAINT, number=True)
    if people:
        first, second = people[0], people[-1]
        words = tr("{one}: {code}; {two}: {other}", one=first, code=names[0], two=second, other=names[1])
    else:
        words = tr("{code} met {other}", code=names[0], other=names[1])
    tip = tr("{what}: {statements}. Click to see them.", what=words, statements=statements_word(len(behind)))
    if not people:
        weight = tr("Each pair of coders counts both ways and weighs 1 / (answers to the statement − 1).")
        tip = f"{tip} {weight}"
    shown = f"{count:.0f}" if abs(count - round(count)) < 1e-9 else f"{count:.1f}"
    return Cell(
        shown,
        tip,
        Tone.SECOND if agree else Tone.TEXT,
        number=True,
        tint=0.0 if agree or not most else count / most,
        target=TableCell(behind, words),
    )


def _answer_cell(head: Project, answer: object, statement_id: StatementId) -> Cell:
    if answer is None:
        return Cell(tr("not done"), tone=Tone.FAINT, target=statement_id)
    words = answers_words(head, answer)
    tone = Tone.FAINT if answer == frozenset() else Tone.TEXT
    return Cell(words, words, tone, target=statement_id)


def _lowest(figure: Figure) -> float:
    if figure.value is None:
        return 0.0
    return figure.value if figure.interval is None else min(figure.value, figure.interval.low)
