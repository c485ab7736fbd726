"""Agreement part by part as rows of cells: over the days of coding, over months, over sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.agreement.figure import is_of_one_unit
from annotator.gui.agreement.rows import TableCell
from annotator.gui.agreement.words import decimal, explanation, one_unit, percent, tr
from annotator.gui.widgets.grid import Cell, Column, Range, Row, Tone
from annotator.gui.words.terms import grouped, statements_word
from annotator.model.units import Over
from annotator.store.parts import UNDATED

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.slices import Slice
    from annotator.gui.agreement.aside import Parts


def over_words(over: Over) -> str:
    """What the parts are."""
    return {
        Over.CODED: tr("By the day of coding"),
        Over.MONTH: tr("By month of publication"),
        Over.SOURCE: tr("By source"),
    }[over]


def part_columns(over: Over) -> list[Column]:
    """Heads of the table of parts."""
    heads = {Over.CODED: tr("Coded"), Over.MONTH: tr("Month"), Over.SOURCE: tr("Source")}
    return [
        Column(heads[over], share=2),
        Column(tr("Alpha"), tr("Krippendorff’s alpha of this part alone."), number=True, width=58),
        Column("", tr("Alpha between 0 and 1."), width=96),
        Column(tr("Agreement"), tr("Share of pairs of coders with equal answers."), number=True, width=86),
        Column(tr("Statements"), tr("Statements that two coders or more have done."), number=True, width=80),
    ]


def part_rows(parts: Parts) -> list[Row]:
    """One row a part; where too little is there for alpha, it says so. A click lists the statements."""
    low_end = min([0.0, *(one.figures.alpha.value or 0.0 for one in parts.slices)])
    return [_row(one, low_end) for one in parts.slices]


def _row(one: Slice, low_end: float) -> Row:
    alpha, equal = one.figures.alpha, one.figures.percent
    name = tr("undated") if one.name == UNDATED else one.name
    words = f"{name} · {statements_word(alpha.n_units)}"
    target = TableCell(one.statement_ids, name)
    if alpha.value is None or is_of_one_unit(alpha):
        why = one_unit() if alpha.value is not None else explanation(alpha)
        figure = Cell("–", why, Tone.FAINT, number=True, target=target)
        plot = Cell("", why, target=target)
    else:
        tip = explanation(alpha)
        figure = Cell(decimal(alpha.value), tip, number=True, target=target)
        plot = Cell("", tip, range=Range(alpha.value, None, None, low_end), target=target)
    share = "" if equal.value is None else percent(equal.value)
    return (
        Cell(name, words, target=target),
        figure,
        plot,
        Cell(share, explanation(equal), number=True, target=target),
        Cell(grouped(alpha.n_units), number=True, tone=Tone.SECOND, target=target),
    )
