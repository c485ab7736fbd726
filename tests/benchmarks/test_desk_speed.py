"""How fast the coding desk is, beside a bare QTextEdit in the same run.

Run: pytest --benchmark-only -o addopts="--import-mode=importlib" tests/benchmarks/test_desk_speed.py
A frame is 16.7 ms. Everything is timed to the painted picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QTextEdit
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.edits.sources import Origin, import_sources
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.gui.text.keyword_painter import KeywordGroup
from annotator.gui.text.statement_view import StatementView
from annotator.model.annotation import CoderId
from annotator.model.corpus import SourceDraft, StatementDraft, StatementId
from annotator.model.keywords import KeywordPattern
from annotator.model.span import Span
from annotator.store.corpus import StatementRow, statement_rows
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill, value
from tests.gui.in_front import put_in_front

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

    def timed(
        act: Callable[[], object],
        rounds: int,
        before: Callable[[], object] = lambda: None,
        **others: float,
    ) -> float:
        times: list[float] = []

        def once() -> None:
            begun = perf_counter()
            act()
            times.append(perf_counter() - begun)

        def set_up() -> None:
            before()
            QApplication.processEvents()

        benchmark.pedantic(once, setup=set_up, rounds=rounds)
        middle = median(times)
        ratios = ", ".join(f"{name} x {middle / other:.2f}" for name, other in others.items())
        with capsys.disabled():
            print(f"\n{benchmark.name}: {in_frames(times)}; {ratios}")  # noqa: T201
        return middle

    return timed


def bare_edit(text: str) -> QTextEdit:
    """A QTextEdit of the same size that shows the text."""
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.resize(720, 400)
    edit.setPlainText(text)
    edit.show()
    QApplication.processEvents()
    edit.viewport().repaint()
    return edit


def bare(text: str) -> float:
    """Seconds until a bare QTextEdit shows the text."""
    begun = perf_counter()
    edit = bare_edit(text)
    elapsed = perf_counter() - begun
    edit.close()
    return elapsed


def scroll(view: QTextEdit, bar: QScrollBar, step: int) -> None:
    bar.setValue(bar.maximum() // 2 + step * 60)
    view.viewport().repaint()


def seconds(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def in_frames(times: Sequence[float]) -> str:
    """Median and 99th percentile, in milliseconds and frames."""
    middle, last = median(times), quantiles(times, n=100)[-1]
    return (
        f"{middle * 1e3:.1f} ms ({middle / FRAME:.2f} frames), p99 {last * 1e3:.1f} ms ({last / FRAME:.2f})"
    )


def annotation_count(window: MainWindow) -> int:
    count: int = window.workspace.store.rows("SELECT count(*) FROM annotation")[0][0]
    return count


def annotate_in_bulk(store: Store, coder: CoderId, rows: Sequence[StatementRow], count: int) -> None:
    """So many spans of twelve characters, spread evenly over these statements; rows as the program writes them."""
    label = value(store, "equality")
    annotations = []
    for number in range(count):
        row = rows[number * len(rows) // count]
        at = (number * 31) % max(1, len(row.text) - 12)
        annotations.append(
            {
                "uid": f"long {number}",
                "statement_id": row.id,
                "coder_id": coder,
                "span_start": row.span.start + at,
                "span_end": row.span.start + at + 12,
                "quote": row.text[at : at + 12],
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


def sentences(count: int) -> SourceDraft:
    """A source of so many sentences, each a statement, four to a paragraph."""
    text = "\n".join(" ".join([SENTENCE] * 4) for _ in range(count // 4))
    starts = range(0, len(text), len(SENTENCE) + 1)
    spans = tuple(StatementDraft(Span(start, start + len(SENTENCE))) for start in starts)
    return SourceDraft(text, title="Long", statements=spans)


def add_long_source(path: Path, source: SourceDraft, annotations: int) -> list[StatementId]:
    """Put one more source, with annotations of the first coder, into a project; its statements."""
    with Store(path, write=True) as store:
        before = {row[0] for row in store.connection.execute("SELECT id FROM statement")}
        import_sources(store, Origin("long.txt", "1" * 64, "test"), [source])
        added = [row for row in statement_rows(store) if row.id not in before]
        (ana, *_) = read_coders(store)
        annotate_in_bulk(store, ana.id, added, annotations)
    return [row.id for row in added]


def project(path: Path) -> Path:
    """A project with the test codebook and two coders, and nothing in it."""
    with Store.create(path, title="Long") as store:
        fill(store)
    return path


def shown_whole(window: MainWindow, path: Path, statement_id: StatementId) -> StatementView:
    """The project in front, all of one of its sources to be shown."""
    put_in_front(window, path)
    window.workspace.show_statement(statement_id)
    window.actions_["wholeSource"].setChecked(True)
    return window.reading.view


KEYWORDS = "treat*, shore, /b.oc/, said"

LONG = {
    "a million characters": (sentences(11_200), 1_000_000),
    "one paragraph": (draft(" ".join([SENTENCE] * 1_150)), 100_000),
}


@pytest.mark.parametrize("kind", LONG)
def test_opening_and_scrolling_a_long_source(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, tell: Callable[..., float], kind: str
) -> None:
    source, size = LONG[kind]
    path = project(tmp_path / "long.annotator")
    ids = add_long_source(path, source, 10_000)
    view = shown_whole(window, path, ids[0])
    whole = window.actions_["wholeSource"]

    def open_whole() -> None:
        whole.setChecked(True)
        view.viewport().repaint()

    text = view.document().toPlainText()
    middle = tell(open_whole, 5, before=lambda: whole.setChecked(False), bare=bare(text))
    begun = perf_counter()
    qtbot.waitUntil(lambda: not window.reading.is_reading, timeout=20_000)
    spans_s = perf_counter() - begun
    bar, steps = view.verticalScrollBar(), []
    bare_view = bare_edit(text)
    bare_bar, bare_steps = bare_view.verticalScrollBar(), []
    for step in range(100):
        steps.append(seconds(lambda at=step: scroll(view, bar, at)))  # type: ignore[misc]  # the default binds it
        bare_steps.append(seconds(lambda at=step: scroll(bare_view, bare_bar, at)))  # type: ignore[misc]
    bare_view.close()
    view.show_keywords([KeywordGroup(KeywordPattern(KEYWORDS), "#0072B2", 1)])
    framed = [seconds(lambda at=step: scroll(view, bar, at)) for step in range(100, 200)]  # type: ignore[misc]
    print(  # noqa: T201
        f"    with keywords framed {in_frames(framed)}, x {median(framed) / median(steps):.1f} of without\n"
        f"    all spans after {spans_s:.2f} s more; scrolling {in_frames(steps)}, "
        f"x {median(steps) / median(bare_steps):.1f} of a bare QTextEdit"
    )
    assert len(text) >= size
    assert middle < 1
    assert median(steps) < FRAME / 2
    assert median(framed) < FRAME


@pytest.mark.parametrize("whole", [False, True], ids=["one statement", "whole source"])
def test_a_label_among_ten_thousand_annotations(
    window: MainWindow,
    crowded: Path,
    qtbot: QtBot,
    tell: Callable[..., float],
    whole: bool,  # noqa: FBT001
) -> None:
    """10,000 annotations in the source that is shown, 300,000 in the project."""
    source = sentences(2_000) if whole else draft(" ".join([SENTENCE] * 3_400))
    ids = add_long_source(crowded, source, 10_000)
    put_in_front(window, crowded)
    qtbot.waitUntil(lambda: len(window.workspace.queue) > 100_000, timeout=20_000)
    window.workspace.show_statement(ids[len(ids) // 2])
    window.actions_["wholeSource"].setChecked(whole)
    view = window.reading.view
    view.setFocus()
    qtbot.waitUntil(lambda: not window.reading.is_reading, timeout=20_000)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0, timeout=20_000)
    keys = iter("12" * 400)

    def press() -> None:
        QTest.keyClick(view, Qt.Key.Key_1 if next(keys) == "1" else Qt.Key.Key_2)
        view.viewport().repaint()
        window.reading.list.repaint()

    edit = bare_edit(view.document().toPlainText())

    def bare_key() -> float:
        begun = perf_counter()
        edit.textCursor().insertText("1")
        edit.viewport().repaint()
        return perf_counter() - begun

    other = median(bare_key() for _ in range(30))
    edit.close()
    view.mark_next_sentence()
    press()
    before = annotation_count(window)
    assert tell(press, 200, bare_key=other) < FRAME
    assert annotation_count(window) == before  # it is the values of one annotation that change


def test_the_next_of_a_hundred_thousand_statements(
    window: MainWindow, crowded: Path, qtbot: QtBot, tell: Callable[..., float]
) -> None:
    put_in_front(window, crowded)
    qtbot.waitUntil(lambda: len(window.workspace.queue) == 100_000, timeout=20_000)
    view = window.reading.view

    def go_on() -> None:
        window.actions_["next"].trigger()
        view.viewport().repaint()
        window.statements.repaint()

    for place in (10, 50_000, 99_700):
        window.workspace.show_statement(StatementId(window.workspace.queue[place]))
        QApplication.processEvents()
        times = [seconds(go_on) for _ in range(100)]
        print(f"    from {place:,}: {in_frames(times)}")  # noqa: T201
        assert median(times) < FRAME
    window.workspace.show_statement(StatementId(window.workspace.queue[30_000]))
    assert tell(go_on, 100, bare=bare(SENTENCE)) < FRAME
