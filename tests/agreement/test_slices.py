from __future__ import annotations

from array import array

from annotator.agreement.slices import slices
from annotator.model.annotation import Coder, CoderId
from annotator.model.codebook import Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.model.units import Units


def test_each_part_has_its_own_figures_in_the_order_of_the_parts() -> None:
    x, y = frozenset({"x"}), frozenset({"y"})
    units = Units(
        Variable(VariableId(1), "v", "framing", VariableKind.CODES),
        (Coder(CoderId(1), "a", "Ana"), Coder(CoderId(2), "b", "Bruno")),
        tuple(map(StatementId, (1, 2, 3, 4))),
        (x, y),
        array("i", [0, 0, 0, 1, 1, 1, 0, -1]),
    )
    parts = {StatementId(1): "March", StatementId(3): "March", StatementId(2): "May", StatementId(4): "June"}

    found = slices(units, parts)

    # March: x x, y y. May: x y. June was done by one alone and is left out.
    assert [(one.name, one.figures.alpha.value, one.statement_ids) for one in found] == [
        ("March", 1.0, (1, 3)),
        ("May", 0.0, (2,)),
    ]
