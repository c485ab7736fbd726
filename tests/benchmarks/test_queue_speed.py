"""How fast list, filter and search are at 100,000 statements, beside bare Qt and bare SQLite in the same run.

Run: pytest --benchmark-only tests/benchmarks/test_queue_speed.py. ANNOTATOR_BENCH_STATEMENTS asks for
another number; a million take two minutes to write.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.gui.panels.statement_list import StatementList
from annotator.gui.theme import ROW_HEIGHT
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementId
from annotator.store.queue import NOT_DONE, QueueFilter, queue_ids, queue_progress
from annotator.store.search import find, read_lines
from annotator.store.search_query import parse_query
from annotator.store.store import Store
from tests.benchmarks.large import COMMON, MIDDLE, RARE, large_project
from tests.gui.in_front import put_in_front

COUNT = int(os.environ.get("ANNOTATOR_BENCH_STATEMENTS", "100000"))
FRAME_S = 1 / 60
ROOT = Path(__file__).resolve().parents[2]

Beside = Callable[[Callable[[], object], Callable[[], object]], float]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_project(tmp_path_factory.mktemp("large") / "large.annotator", COUNT)


@pytest.fixture
def reader(project: Path) -> Iterator[Store]:
    with Store(project, write=False) as store:
        yield store


@pytest.fixture
def beside(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Beside:
    """Time ours and the bare one in turn; how many times longer ours takes, at the median."""

    def compare(ours: Callable[[], object], bare: Callable[[], object]) -> float:
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(15):
            for function, found in zip((ours, bare), times, strict=True):
                begun = perf_counter()
                function()
                found.append(perf_counter() - begun)
        own, other = map(median, times)
        benchmark.extra_info["ratio"] = own / other
        benchmark.pedantic(ours, rounds=3)
        with capsys.disabled():
            print(f"\n{benchmark.name}: {own * 1000:.2f} ms, x {own / other:.2f} of bare")  # noqa: T201
        return own / other

    return compare


def _median_s(benchmark: BenchmarkFixture) -> float:
    assert benchmark.stats is not None
    return float(benchmark.stats.stats.median)


@pytest.mark.parametrize(
    ("wish", "most"),
    [
        ("all", 1.5),
        ("not done", 2.5),
        ("dates", 0.5),
        ("rare word", 0.5),
    ],
)
def test_ids_of_a_filter_beside_fetching_all_ids(
    reader: Store, beside: Beside, wish: str, most: float
) -> None:
    plain = QueueFilter(reader.connection.execute("SELECT min(id) FROM coder").fetchone()[0])
    wanted = {
        "all": plain,
        "not done": replace(plain, stages=NOT_DONE),
        "dates": replace(plain, first_day="2010-03-01", last_day="2010-03-31"),
        "rare word": replace(plain, words=RARE),
    }[wish]

    def bare() -> object:
        return [row[0] for row in reader.connection.execute("SELECT id FROM statement").fetchall()]

    assert beside(lambda: queue_ids(reader, wanted), bare) < most


def test_the_first_ids_come_at_once(reader: Store, beside: Beside) -> None:
    def bare() -> object:
        return reader.connection.execute("SELECT id FROM statement LIMIT 256").fetchall()

    assert beside(lambda: queue_ids(reader, QueueFilter(), limit=256), bare) < 20


def test_progress_beside_fetching_all_ids(reader: Store, beside: Beside) -> None:
    ids = queue_ids(reader, QueueFilter())

    def bare() -> object:
        return [row[0] for row in reader.connection.execute("SELECT id FROM statement").fetchall()]

    assert beside(lambda: queue_progress(reader, None, ids), bare) < 1


@pytest.mark.parametrize("typed", [COMMON, MIDDLE, RARE, f"{RARE}*", f'"{COMMON} {MIDDLE}"', "/fogu/"])
def test_the_first_hits_come_within_thirty_milliseconds(
    reader: Store, benchmark: BenchmarkFixture, typed: str
) -> None:
    def first() -> object:
        hits = find(reader, parse_query(typed), limit=50)
        return read_lines(reader, [hits.at(place) for place in range(len(hits))])

    benchmark.pedantic(first, rounds=5, warmup_rounds=1)

    assert _median_s(benchmark) < 0.03


def test_all_hits_beside_all_texts(reader: Store, beside: Beside) -> None:
    def bare() -> object:
        return reader.connection.execute(
            "SELECT statement.text FROM statement_search JOIN statement ON statement.id = statement_search.rowid "
            "WHERE statement_search MATCH ?",
            (COMMON,),
        ).fetchall()

    assert beside(lambda: find(reader, parse_query(COMMON)), bare) < 25


class BareModel(QAbstractTableModel):
    """As many rows, each the same few words."""

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return COUNT

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 1

    def data(self, _index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        return "The same few words in every row" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def bare_view(qtbot: QtBot) -> QTableView:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(BareModel(view))
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    view.resize(320, 540)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def panel(project: Path, qtbot: QtBot) -> Iterator[StatementList]:
    workspace = Workspace()
    made = StatementList(workspace)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    qtbot.waitExposed(made)
    assert put_in_front(workspace, project)
    qtbot.waitUntil(lambda: len(workspace.queue) == COUNT, timeout=20_000)
    qtbot.waitUntil(lambda: " of " in made.count.text(), timeout=20_000)
    yield made
    workspace.close()


def test_a_jump_anywhere_stays_within_a_frame(
    panel: StatementList, bare_view: QTableView, beside: Beside, benchmark: BenchmarkFixture
) -> None:
    chance = random.Random(1)  # noqa: S311 - chance, not secrecy
    workspace = panel._workspace

    def jump() -> None:
        workspace.show_statement(StatementId(workspace.queue[chance.randrange(COUNT)]))
        panel.view.viewport().repaint()

    def bare() -> None:
        bare_view.setCurrentIndex(bare_view.model().index(chance.randrange(COUNT), 0))
        bare_view.viewport().repaint()

    assert beside(jump, bare) < 6
    assert _median_s(benchmark) < FRAME_S


def test_the_next_statement_stays_within_a_frame(
    panel: StatementList, bare_view: QTableView, beside: Beside, benchmark: BenchmarkFixture
) -> None:
    workspace = panel._workspace
    workspace.show_statement(StatementId(workspace.queue[COUNT // 2]))
    rows = iter(range(COUNT // 2, COUNT))

    def step() -> None:
        workspace.step(1)
        panel.view.viewport().repaint()

    def bare() -> None:
        bare_view.setCurrentIndex(bare_view.model().index(next(rows), 0))
        bare_view.viewport().repaint()

    assert beside(step, bare) < 6
    assert _median_s(benchmark) < FRAME_S


def test_opening_shows_the_first_rows_at_once(
    project: Path, qtbot: QtBot, benchmark: BenchmarkFixture
) -> None:
    workspace = Workspace()
    panel = StatementList(workspace)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    qtbot.waitExposed(panel)

    def begin() -> tuple[tuple[Store], dict[str, object]]:
        workspace.close()
        return (Store(project, write=True),), {}

    def open_project(store: Store) -> None:
        workspace.show_store(store)
        panel.view.viewport().repaint()

    benchmark.pedantic(open_project, setup=begin, rounds=5)

    assert _median_s(benchmark) < 0.05
    workspace.close()


def test_typing_a_filter_never_waits(panel: StatementList, qtbot: QtBot, benchmark: BenchmarkFixture) -> None:
    """What the window itself spends on a new filter; the queue follows from a job."""
    workspace = panel._workspace
    typed = iter(f"{COMMON} {letter}*" for letter in "abcdefghijklmnopqrst")

    def narrow() -> None:
        workspace.set_filter(replace(workspace.filter, words=next(typed)))

    benchmark.pedantic(narrow, rounds=15)

    assert _median_s(benchmark) < FRAME_S
    qtbot.waitUntil(lambda: workspace._reading is None, timeout=20_000)


LIST_ALL = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences

app = QApplication([])
window = MainWindow(Preferences(Path(sys.argv[1]).with_name("settings.json")))
window.resize(1280, 720)
window.show()
window.open(Path(sys.argv[1]))
wanted = int(sys.argv[2])
while len(window.workspace.queue) < wanted:
    QTest.qWait(50)
for place in range(0, wanted, wanted // 200):
    window.workspace.show_statement(window.workspace.queue[place])
    QTest.qWait(1)
QTest.qWait(500)
window.close()
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells it this way")
def test_the_window_stays_small(
    project: Path, tmp_path: Path, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The most memory that a process needs that lists all statements and jumps through them, in MB."""
    copy = shutil.copyfile(project, tmp_path / "large.annotator")

    def run() -> int:
        command = [sys.executable, "-c", LIST_ALL, str(copy), str(COUNT)]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return int(told.stdout) // 1024

    most_mb = benchmark.pedantic(run, rounds=1)
    with capsys.disabled():
        print(f"\n{COUNT:,} statements listed in {most_mb} MB at most")  # noqa: T201
    assert most_mb < 250
