"""The cross-table of what is retrieved: codes down, speakers, outlets, sources or periods across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from annotator.gui.widgets.grid import Cell, Column, Row, Tone
from annotator.model.actors import ActorId
from annotator.model.codebook import CodeId
from annotator.model.corpus import SourceId
from annotator.model.periods import read_period
from annotator.store.retrieval import Count, CrossBy, Wanted

MOST = 12
"""So many columns of their own, the largest; the others are added up in one."""
_Place = tuple[int, str]


def cross_columns(counts: Sequence[Count]) -> list[Column]:
    """The code, a column for each speaker, outlet, source or period, what is left, and the sum."""
    tr = QCoreApplication.translate
    places, others = _places(counts)
    heads = [
        Column(name or tr("retrieval", "not known"), tip=name, number=True, share=2) for _, name in places
    ]
    if others:
        heads.append(
            Column(tr("retrieval", "{count} others").format(count=len(others)), number=True, share=2)
        )
    return [
        Column(tr("retrieval", "Code"), share=3),
        *heads,
        Column(tr("retrieval", "All"), number=True, width=70),
    ]


def cross_rows(
    counts: Sequence[Count], wanted: Wanted, by: CrossBy, codes: Mapping[CodeId, str]
) -> list[Row]:
    """A row for each code that was used, in the order of the codebook; each figure opens its spans."""
    places, others = _places(counts)
    found = {(cell.code_id, (cell.key, cell.name)): cell.count for cell in counts}
    most = max((cell.count for cell in counts), default=1)
    rows: list[Row] = []
    for code_id, name in codes.items():
        used = {place: count for (code, place), count in found.items() if code == code_id}
        if not used:
            continue
        cells = [_cell(used.get(place, 0), most, _narrowed(wanted, by, code_id, place)) for place in places]
        if others:
            cells.append(_cell(sum(used.get(place, 0) for place in others), most, None))
        total = _cell(sum(used.values()), 0, replace(wanted, code_id=code_id))
        rows.append((Cell(name, target=replace(wanted, code_id=code_id)), *cells, total))
    return rows


def _places(counts: Sequence[Count]) -> tuple[list[_Place], list[_Place]]:
    """The columns in their order, and what is left for the last one."""
    sums: dict[_Place, int] = {}
    for cell in counts:
        sums[cell.key, cell.name] = sums.get((cell.key, cell.name), 0) + cell.count
    largest = set(sorted(sums, key=lambda place: -sums[place])[:MOST])
    ordered = sorted(sums, key=lambda place: (not place[1], place[1].casefold()))
    return [place for place in ordered if place in largest], [
        place for place in ordered if place not in largest
    ]


def _cell(count: int, most: int, target: Wanted | None) -> Cell:
    if not count:
        return Cell("·", tone=Tone.FAINT, number=True)
    return Cell(str(count), number=True, tint=count / most if most else 0.0, target=target)


def _narrowed(wanted: Wanted, by: CrossBy, code_id: CodeId, place: _Place) -> Wanted | None:
    """What a cell opens; None where *not known* cannot be asked for."""
    key, name = place
    one = replace(wanted, code_id=code_id)
    if by is CrossBy.SOURCE:
        return replace(one, source_id=SourceId(key))
    if not name:
        return None
    if by is CrossBy.SPEAKER:
        return replace(one, speaker_id=ActorId(key))
    if by is CrossBy.OUTLET:
        return replace(one, outlet=name)
    return replace(one, period=read_period(name))
