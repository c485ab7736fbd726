"""Agreement over time and over sources: the same figures, part by part."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace

from annotator.agreement.variables import VariableFigures, figures_of
from annotator.model.corpus import StatementId
from annotator.model.units import Units


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of one part: a source, a month, the statements coded on a day."""

    name: str
    figures: VariableFigures

    @property
    def statement_ids(self) -> tuple[StatementId, ...]:
        """What is in the part."""
        return self.figures.units.statement_ids


def slices(units: Units, parts: Mapping[StatementId, str]) -> list[Slice]:
    """One a part, in the order in which `parts` names them first; without parts where nothing is compared."""
    found = [Slice(name, figures_of(some)) for name, some in units_by_part(units, parts).items()]
    return [one for one in found if one.figures.alpha.n_units]


def units_by_part(units: Units, parts: Mapping[StatementId, str]) -> dict[str, Units]:
    """The statements of every part, each in their order; statements without a part are left out."""
    rows: dict[str, list[int]] = {name: [] for name in parts.values()}
    for row, statement_id in enumerate(units.statement_ids):
        if statement_id in parts:
            rows[parts[statement_id]].append(row)
    return {name: _only(units, some) for name, some in rows.items() if some}


def _only(units: Units, rows: list[int]) -> Units:
    width, places = len(units.coders), array("i")
    for row in rows:
        places += units.places[row * width : (row + 1) * width]
    return replace(units, statement_ids=tuple(units.statement_ids[row] for row in rows), places=places)
