"""The rows of the actors' panel: who used which code when, and who says opposite things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from annotator.analysis.contradictions import Contradiction
from annotator.gui.widgets.grid import Cell, Column, Row, Tone
from annotator.gui.words.dates import shown_date
from annotator.gui.words.terms import grouped, statements_word
from annotator.model.actors import ActorId
from annotator.model.codebook import Code, Codebook
from annotator.model.dates import StatedDate
from annotator.model.positions import Position
from annotator.timeline.usage import Usage


def usage_columns() -> list[Column]:
    """The heads of the table of usage."""
    return [
        Column(_tr("Speaker"), share=3),
        Column(_tr("Code"), share=5),
        Column(_tr("Times"), _tr("Annotations; the small number counts statements"), number=True, width=68),
        Column(_tr("First"), width=96),
        Column(_tr("Last"), width=96),
    ]


def usage_row(one: Usage, colours: Mapping[int, str]) -> Row:
    """One speaker and one code."""
    tip = _tr("{speaker}, {code}: {count}. Undated: {undated}.").format(
        speaker=one.speaker,
        code=one.value,
        count=statements_word(one.statements),
        undated=grouped(one.undated),
    )
    tone = Tone.TEXT if one.speaker_id else Tone.SECOND
    return (
        Cell(one.speaker, tip, tone, target=one),
        Cell(one.value, tip, mark=colours.get(one.value_id, ""), target=one),
        Cell(grouped(one.annotations), tip, number=True, aside=grouped(one.statements), target=one),
        Cell(_date(one.first), tip, Tone.SECOND, target=one),
        Cell(_date(one.last), tip, Tone.SECOND, target=one),
    )


def contradiction_columns() -> list[Column]:
    """The heads of the table of contradictions."""
    return [
        Column(_tr("Actor"), share=2),
        Column(_tr("Target"), share=2),
        Column(_tr("Says"), share=3),
        Column(_tr("And says"), share=3),
    ]


def contradiction_row(one: Contradiction, names: Mapping[ActorId, str], codebook: Codebook) -> Row:
    """One actor, one target and both sides."""
    first, second = codebook.code(one.first), codebook.code(one.second)
    target = names[one.target_id] if one.target_id is not None else _tr("any")
    return (
        Cell(names[one.speaker_id], _told(one, codebook), target=one),
        Cell(target, _told(one, codebook), Tone.SECOND, target=one),
        _side(one, one.said_first, first),
        _side(one, one.said_second, second),
    )


def _side(one: Contradiction, said: Sequence[Position], code: Code) -> Cell:
    dates = [position.date for position in said if position.date.value]
    when = shown_date(dates[0]) if dates else _tr("undated")
    if dates and dates[0].value != dates[-1].value:
        when = _tr("{first} to {last}").format(first=shown_date(dates[0]), last=shown_date(dates[-1]))
    return Cell(code.name, when, mark=code.colour, aside=f"{len(said)} ×", target=one)


def _told(one: Contradiction, codebook: Codebook) -> str:
    """All of it in the order of its dates, for the tip."""
    return "\n".join(
        f"{shown_date(said.date) or _tr('undated')}: {codebook.code(said.code_id).name}"
        for said in one.in_turn()[:20]
    )


def _date(value: str) -> str:
    return shown_date(StatedDate(value or None))


def _tr(text: str) -> str:
    return QCoreApplication.translate("actor_rows", text)
