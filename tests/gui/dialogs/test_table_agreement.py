from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from annotator.agreement.encoding import encode
from annotator.agreement.many_coders import gwet_ac
from annotator.gui.dialogs.table_agreement import TableAgreement
from annotator.gui.dialogs.text_lengths import TextLengths


def opened(qtbot: QtBot, path: Path) -> TableAgreement:
    dialog = TableAgreement(path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.view.grid.rowCount() > 0 or dialog.problems.isVisible())
    return dialog


def values(dialog: TableAgreement) -> dict[str, str]:
    grid = dialog.view.grid
    return {str(grid.index(row, 0).data()): str(grid.index(row, 1).data()) for row in range(grid.rowCount())}


def test_ratings_of_a_table_give_all_measures_that_fit(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "ratings.csv"
    table.write_text("unit,Ana,Bruno\n1,x,x\n2,x,y\n3,y,y\n4,y,y\n", "utf-8")

    dialog = opened(qtbot, table)

    # x x, x y, y y, y y: n_x 3, n_y 5; D_o = 2/8, D_e = 30/56. kappa: p_o 3/4, p_e = 1/2 * 1/4 + 1/2 * 3/4.
    found = values(dialog)
    assert found["Krippendorff's alpha"] == f"{1 - (2 / 8) / (30 / 56):.3f}"
    assert found["Cohen's kappa"] == "0.500"
    assert found["Percent agreement"] == "75.0 %"
    assert (
        found["Gwet's AC1"]
        == f"{gwet_ac(encode([['x', 'x'], ['x', 'y'], ['y', 'y'], ['y', 'y']])).value:.3f}"
    )
    dialog.copying.click()
    assert QGuiApplication.clipboard().text().startswith("Agreement on “ratings” was measured on 4 units")
    QGuiApplication.clipboard().clear()  # without a screen it would outlive Python


def test_another_scale_is_computed_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "ratings.csv"
    table.write_text("unit,Ana,Bruno\n1,1,1\n2,1,2\n3,5,5\n", "utf-8")
    dialog = opened(qtbot, table)
    before = values(dialog)["Krippendorff's alpha"]

    dialog.scale.setCurrentIndex(2)

    # Values 1 1, 1 2, 5 5: D_o = 2 * 1 / 6, D_e = sum of squared differences of ordered pairs / 30.
    given = [1, 1, 1, 2, 5, 5]
    expected = 1 - (2 / 6) / (sum((one - other) ** 2 for one in given for other in given) / 30)
    qtbot.waitUntil(lambda: values(dialog)["Krippendorff's alpha"] == f"{expected:.3f}")
    assert before != f"{expected:.3f}"


def test_a_table_of_spans_is_known_by_its_columns(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "spans.csv"
    table.write_text(
        "document,coder,start,end,label\nd,Ana,0,10,x\nd,Bruno,0,10,x\nd,Ana,20,30,y\nd,Bruno,20,30,y\n",
        "utf-8",
    )

    dialog = opened(qtbot, table)

    assert not dialog.scale_line.isVisible()
    assert "taken to end with its last span" in dialog.problems.text()
    assert {values(dialog)[name] for name in ("u-alpha", "|u-alpha", "Boundary similarity")} == {"1.000"}


def test_what_does_not_fit_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "ratings.csv"
    table.write_text("unit,Ana,Bruno,Chen\n1,x,x,x\n2,x,y\n", "utf-8")

    dialog = opened(qtbot, table)

    assert "Row 3 of ratings.csv has 2 values, but there are 3 coders." in dialog.problems.text()
    assert values(dialog)["Cohen's kappa"] == "–"
    row = list(values(dialog)).index("Cohen's kappa")
    dialog.view.setCurrentIndex(dialog.view.grid.index(row, 0))
    assert dialog.explanation.text() == (
        "Cohen's kappa compares two coders, and here are 3. Name the two to compare."
    )


def test_a_file_that_is_no_table_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    picture = tmp_path / "ratings.csv"
    picture.write_bytes(b"\x89PNG\xff\xfe")

    dialog = opened(qtbot, picture)

    assert (
        dialog.problems.text() == "ratings.csv is not a text file. Save it as plain text, then import that."
    )


def test_the_lengths_of_texts_can_be_told(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "spans.csv"
    table.write_text("document,coder,start,end,label\nd 1,Ana,0,10,x\nd 1,Bruno,0,10,x\n", "utf-8")
    dialog = opened(qtbot, table)
    assert values(dialog)["u-alpha"] == "–", "one label everywhere leaves no chance to compare with"

    dialog.asking.click()
    asked = dialog.findChild(TextLengths)
    assert asked is not None
    assert asked.lines.toPlainText() == "d 1 = 10"
    for typed, doubt in (
        ("d 1 = 4", "Line 1: spans of d 1 reach to 10. Its text is at least as long."),
        ("d 1\t20\n\nd 2\t30", "Line 3: the table has no text d 2."),
        ("d 1", "Line 1: there is no name with a number behind it. Write name = 1200."),
    ):
        asked.lines.setPlainText(typed)
        qtbot.keyClick(asked.take, Qt.Key.Key_Return)
        assert asked.problem.text() == doubt
    asked.lines.setPlainText("d 1\t40")
    qtbot.keyClick(asked.take, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: values(dialog).get("u-alpha") == "1.000")
    assert "lengths of 1 of 1 texts are given" in dialog.problems.text()
