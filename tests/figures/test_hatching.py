from __future__ import annotations

import pytest

from annotator.figures.hatching import hatch
from annotator.figures.svg import corners


def test_vertical_lines_of_a_square_run_from_edge_to_edge() -> None:
    found = sorted(hatch(corners(0.5, 0, 3, 2), 90, 1))

    # x = 1, 2 and 3 lie between 0.5 and 3.5.
    assert [x for (x, _), _ in found] == pytest.approx([1, 2, 3])
    assert all(sorted((y1, y2)) == pytest.approx([0, 2]) for (_, y1), (_, y2) in found)


def test_lines_leave_out_the_notch_of_a_shape() -> None:
    shape = [(0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (2.0, 0.5), (0.0, 3.0)]

    found = [pair for pair in hatch(shape, 0, 1) if pair[0][1] == pytest.approx(2)]

    assert len(found) == 2
    assert [round(max(x for x, _ in pair), 6) for pair in sorted(found)] == [0.8, 4]
