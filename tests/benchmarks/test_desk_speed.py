"""How fast the coding desk is, beside a bare QTextEdit in the same run.

Run: pytest --benchmark-only -o addopts="--import-mode=importlib" tests/benchmarks/test_desk_speed.py
A frame is 16.7 ms. Everything is timed to the painted picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.annotation import CoderId
from annotator.model.corpus import SourceDraft, StatementDraft
from annotator.model.span import Span
from annotator.store.corpus import statement_rows
from annotator.store.store import Store
from tests.builders import draft, fill, value

FRAME = 1 / 60
SENTENCE = "No treaty can hold when one shore writes it and the other is told to sign, said the bloc."


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    yield made
    made.close()


@pytest.fixture
def tell(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Callable[..., float]:
    """Time one act some times, print median and 99th percentile; the median."""

    def timed(act: Callable[[], object], rounds: int, **others: float) -> float:
        times: list[float] = []

        def once() -> None:
            begun = perf_counter()
            act()
            times.append(perf_counter() - begun)

        benchmark.pedantic(once, rounds=rounds)
        middle = median(times)
        last = quantiles(times, n=100)[-1] if len(times) > 1 else middle
        ratios = ", ".join(f"{name} x {middle / other:.2f}" for name, other in others.items())
        with capsys.disabled():
            print(f"\n{benchmark.name}: {middle * 1e3:.1f} ms, p99 {last * 1e3:.1f} ms; {ratios}")  # noqa: T201
        return middle

    return timed


def bare(text: str) -> float:
    """Seconds until a bare QTextEdit of the same size shows the text."""
    begun = perf_counter()
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.resize(720, 400)
    edit.setPlainText(text)
    edit.show()
    edit.repaint()
    elapsed = perf_counter() - begun
    edit.close()
    return elapsed


def annotate_in_bulk(store: Store, coder: CoderId, count: int, *, length: int = 12) -> None:
    """So many spans, spread evenly over all statements; rows as the program writes them."""
    rows = statement_rows(store)
    label = value(store, "equality")
    annotations = []
    for number in range(count):
        row = rows[number * len(rows) // count]
        start = row.span.start + (number * 31) % max(1, len(row.text) - length)
        annotations.append(
            {
                "uid": f"bulk {number}",
                "statement_id": row.id,
                "coder_id": coder,
                "span_start": start,
                "span_end": start + length,
                "quote": row.text[start - row.span.start : start - row.span.start + length],
                "codebook_revision": 1,
                "created_at": "2031",
                "updated_at": "2031",
            }
        )
    with store.edit("Fill") as edit:
        keys = edit.insert_many("annotation", annotations)
        edit.insert_all(
            "value",
            (
                {"annotation_id": key, "variable_id": label.variable_id, "code_id": label.code_id}
                for key in keys
            ),
        )


def long_source(path: Path, sentences: int, annotations: int) -> Path:
    with Store.create(path, title="Long") as store:
        paragraphs = "\n".join(" ".join([SENTENCE] * 4) for _ in range(sentences // 4))
        spans, place = [], 0
        for line in paragraphs.split("\n"):
            for number in range(4):
                start = place + number * (len(SENTENCE) + 1)
                spans.append(StatementDraft(Span(start, start + len(SENTENCE))))
            place += len(line) + 1
        coder, _ = fill(store, SourceDraft(paragraphs, title="Long", statements=tuple(spans)))
        annotate_in_bulk(store, coder, annotations)
    return path


def test_opening_a_source_of_a_million_characters(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, tell: Callable[..., float]
) -> None:
    window.open(long_source(tmp_path / "long.annotator", 11_200, 10_000))
    whole, view = window.actions_["wholeSource"], window.reading.view
    text = ""

    def toggle() -> None:
        whole.setChecked(False)
        whole.setChecked(True)
        view.viewport().repaint()

    whole.setChecked(True)
    text = view.document().toPlainText()
    middle = tell(toggle, 5, bare=bare(text))
    begun = perf_counter()
    qtbot.waitUntil(lambda: not window.reading.is_reading, timeout=20_000)
    print(f"all spans after {perf_counter() - begun:.2f} s more")  # noqa: T201
    bar, steps = view.verticalScrollBar(), []
    for step in range(100):
        begun = perf_counter()
        bar.setValue(bar.maximum() // 2 + step * 60)
        view.viewport().repaint()
        steps.append(perf_counter() - begun)
    fronts = []
    ids = [row.id for row in statement_rows(window.workspace.store)]
    for number in range(5000, 5030):
        begun = perf_counter()
        window.workspace.show_statement(ids[number])
        view.viewport().repaint()
        fronts.append(perf_counter() - begun)
    print(f"scroll {median(steps) * 1e3:.1f} ms a step; another in front {median(fronts) * 1e3:.1f} ms")  # noqa: T201
    assert len(text) >= 1_000_000
    assert middle < 2
    assert median(steps) < FRAME


@pytest.mark.parametrize("whole", [False, True], ids=["one statement", "whole source"])
def test_a_label_among_ten_thousand_annotations(
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    tell: Callable[..., float],
    whole: bool,  # noqa: FBT001
) -> None:
    path = tmp_path / "dense.annotator"
    if whole:
        long_source(path, 2_000, 10_000)
    else:
        with Store.create(path, title="Dense") as store:
            coder, _ = fill(store, draft(" ".join([SENTENCE] * 3_400)))
            annotate_in_bulk(store, coder, 10_000)
    window.open(path)
    window.actions_["wholeSource"].setChecked(whole)
    view = window.reading.view
    view.setFocus()
    qtbot.waitUntil(lambda: not window.reading.is_reading, timeout=20_000)
    QApplication.processEvents()
    keys = iter("12" * 200)

    def press() -> None:
        QTest.keyClick(view, Qt.Key.Key_1 if next(keys) == "1" else Qt.Key.Key_2)
        view.viewport().repaint()
        window.reading.list.repaint()

    def mark_and_press() -> None:
        view.mark_next_sentence()
        press()

    edit = QTextEdit()
    edit.resize(view.size())
    edit.setPlainText(view.document().toPlainText())
    edit.show()
    QApplication.processEvents()

    def bare_key() -> float:
        begun = perf_counter()
        edit.textCursor().insertText("1")
        edit.viewport().repaint()
        return perf_counter() - begun

    other = median(bare_key() for _ in range(30))
    mark_and_press()
    assert tell(press, 100, bare_key=other) < 2 * FRAME


def test_the_next_of_a_hundred_thousand_statements(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, tell: Callable[..., float]
) -> None:
    path = tmp_path / "many.annotator"
    with Store.create(path, title="Many") as store:
        fill(store, *(draft("\n".join([f"{SENTENCE} {n}"] * 500), title=f"Source {n}") for n in range(200)))
    window.open(path)
    qtbot.waitUntil(lambda: len(window.workspace.queue) == 100_000, timeout=20_000)
    window.workspace.show_statement(window.workspace.queue[50_000])  # type: ignore[arg-type]  # plain numbers
    QApplication.processEvents()
    view = window.reading.view

    def go_on() -> None:
        window.actions_["next"].trigger()
        view.viewport().repaint()
        window.statements.repaint()

    assert tell(go_on, 100, bare=bare(SENTENCE)) < 2 * FRAME
