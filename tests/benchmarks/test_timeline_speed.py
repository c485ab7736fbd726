"""How fast the timeline is at a million labels, 20 codes and 600 bins, beside the bare SQL count.

Run: pytest --benchmark-only tests/benchmarks/test_timeline_speed.py. ANNOTATOR_BENCH_LABELS asks for
another number of labels.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import annotate
from annotator.figures.style import paper
from annotator.figures.timeline import Chart, draw
from annotator.gui.panels.timeline import TimelinePanel
from annotator.gui.theme import LIGHT
from annotator.gui.workspace import Workspace
from annotator.model.annotation import CoderId, Value
from annotator.model.codebook import CodeId, VariableId
from annotator.model.corpus import StatementId
from annotator.model.entries import Entries
from annotator.model.timeline import BinSize, Counted, OncePer, Question
from annotator.store.counts import read_entries
from annotator.store.store import Store
from annotator.timeline.counting import count
from tests.benchmarks.labels import flat_copy, labelled_project
from tests.gui.in_front import put_in_front

# The processor's time: what the work takes where nothing else runs.
pytestmark = pytest.mark.benchmark(timer=process_time)

LABELS = int(os.environ.get("ANNOTATOR_BENCH_LABELS", "1000000"))
BY_MONTH = Question(VariableId(1), CoderId(1))
FRAME_S = 1 / 60
BARE = "SELECT substr(published, 1, 7), code_id, count(DISTINCT statement_id) FROM flat GROUP BY 1, 2"
BARE_OF_MONTHS = "SELECT month, code_id, count(DISTINCT statement_id) FROM flat GROUP BY month, code_id"

Told = Callable[[str, float], None]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelled_project(tmp_path_factory.mktemp("labels") / "labels.annotator", LABELS)


@pytest.fixture(scope="module")
def entries(project: Path) -> Entries:
    with Store(project, write=False) as store:
        return read_entries(store, BY_MONTH)


@pytest.fixture
def told(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Told:
    def tell(what: str, value: float) -> None:
        benchmark.extra_info[what] = value
        with capsys.disabled():
            print(f"\n{benchmark.name}: {what} {value:.3g}")  # noqa: T201 - this is what it is for

    return tell


def _ratio(ours: Callable[[], object], bare: Callable[[], object], rounds: int = 7) -> float:
    """Ours beside the bare one, in turn, at the median."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for function, found in zip((ours, bare), times, strict=True):
            begun = process_time()
            function()
            found.append(process_time() - begun)
    return median(times[0]) / median(times[1])


def _median_s(benchmark: BenchmarkFixture) -> float:
    assert benchmark.stats is not None
    return float(benchmark.stats.stats.median)


def test_the_first_timeline_beside_the_bare_count(
    project: Path, benchmark: BenchmarkFixture, told: Told
) -> None:
    flat = flat_copy(project)
    with Store(project, write=False) as store:

        def ours() -> object:
            return count(read_entries(store, BY_MONTH), BY_MONTH)

        ratio = _ratio(ours, lambda: flat.execute(BARE).fetchall())
        of_months = _ratio(ours, lambda: flat.execute(BARE_OF_MONTHS).fetchall(), rounds=3)
        benchmark.pedantic(ours, rounds=3)
    flat.close()
    told("times the bare count", ratio)
    told("times the bare count of months worked out beforehand", of_months)
    assert ratio < 3


@pytest.mark.parametrize(
    "question",
    [
        replace(BY_MONTH, bin_size=BinSize.QUARTER),
        replace(BY_MONTH, bin_size=BinSize.YEAR),
        replace(BY_MONTH, counted=Counted.ANNOTATIONS),
        replace(BY_MONTH, counted=Counted.SHARE, interval=True),
        replace(BY_MONTH, codes=tuple(CodeId(number) for number in range(1, 6))),
        replace(BY_MONTH, window=5),
    ],
    ids=["quarter", "year", "annotations", "share", "five codes", "average"],
)
def test_another_question_is_counted_at_once(
    entries: Entries, benchmark: BenchmarkFixture, told: Told, question: Question
) -> None:
    benchmark(count, entries, question)

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.05


def test_a_filter_is_counted_at_once(entries: Entries, benchmark: BenchmarkFixture, told: Told) -> None:
    half = entries.statement_ids[::2]

    benchmark(count, entries, BY_MONTH, only=half)

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.05


def test_repeats_are_found(entries: Entries, benchmark: BenchmarkFixture, told: Told) -> None:
    benchmark(count, entries, replace(BY_MONTH, once_per=OncePer.SOURCE))

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.15


def test_a_picture_of_all_of_it(entries: Entries, benchmark: BenchmarkFixture, told: Told) -> None:
    timeline = count(entries, BY_MONTH)

    benchmark(draw, timeline, style=paper())

    told("ms", _median_s(benchmark) * 1000)


@pytest.fixture
def workspace(qapp: QApplication, project: Path) -> Iterator[Workspace]:
    made = Workspace(qapp)
    put_in_front(made, project)
    yield made
    made.close()


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> TimelinePanel:
    made = TimelinePanel(workspace, LIGHT)
    qtbot.addWidget(made)
    made.resize(1200, 350)
    made.show()
    qtbot.waitUntil(lambda: made.reader.timeline is not None and not made.reader.is_busy, timeout=30_000)
    return made


def test_a_label_is_in_the_plot_within_50_ms(
    panel: TimelinePanel, workspace: Workspace, benchmark: BenchmarkFixture, told: Told
) -> None:
    store = workspace.store
    numbers = iter(range(1, 1000))

    def label() -> tuple[tuple[object, ...], dict[str, object]]:
        value = Value(VariableId(1), code_id=CodeId(next(numbers) % 20 + 1))
        annotate(store, StatementId(1000), CoderId(1), values=[value])
        return (), {}

    benchmark.pedantic(lambda: (panel.reader.catch_up(), panel.plot.grab()), setup=label, rounds=15)

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.05


def test_a_label_costs_the_same_in_a_project_of_any_size(
    panel: TimelinePanel,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    benchmark: BenchmarkFixture,
    told: Told,
) -> None:
    small = Workspace(workspace.parent())
    put_in_front(small, labelled_project(tmp_path / "small.annotator", LABELS // 20))
    other = TimelinePanel(small, LIGHT)
    qtbot.addWidget(other)
    other.resize(1200, 350)
    other.show()
    qtbot.waitUntil(lambda: other.reader.timeline is not None and not other.reader.is_busy, timeout=30_000)

    def label(some: TimelinePanel, desk: Workspace, place: int) -> None:
        value = Value(VariableId(1), code_id=CodeId(place % 20 + 1))
        annotate(desk.store, StatementId(1000 + place), CoderId(1), values=[value])
        some.reader.catch_up()

    places = iter(range(10_000))
    ratio = _ratio(
        lambda: label(panel, workspace, next(places)), lambda: label(other, small, next(places)), rounds=31
    )
    benchmark.pedantic(lambda: label(panel, workspace, next(places)), rounds=5)
    small.close()

    told("times what it costs in a project of a twentieth", ratio)
    assert ratio < 1.5


@pytest.mark.parametrize("chart", Chart)
def test_another_chart_is_chosen_within_50_ms(
    panel: TimelinePanel, chart: Chart, benchmark: BenchmarkFixture, told: Told
) -> None:
    shown = panel.beside.timelines
    other = Chart.HEAT_MAP if chart is not Chart.HEAT_MAP else Chart.LINES

    def draw_it() -> None:
        panel.plot.show_timelines(shown, chart)
        panel.plot.grab()

    benchmark.pedantic(draw_it, setup=lambda: panel.plot.show_timelines(shown, other), rounds=15)

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.05


@pytest.mark.parametrize("bin_size", ["by quarter", "by year"])
def test_another_bin_is_chosen_counted_and_drawn_within_50_ms(
    panel: TimelinePanel, bin_size: str, benchmark: BenchmarkFixture, told: Told
) -> None:
    def choose() -> None:
        panel.choices.bin_size.setCurrentText(bin_size)
        panel.plot.grab()

    benchmark.pedantic(choose, setup=lambda: panel.choices.bin_size.setCurrentText("by month"), rounds=15)

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.05


def test_other_codes_are_chosen_counted_and_drawn_within_50_ms(
    panel: TimelinePanel, benchmark: BenchmarkFixture, told: Told
) -> None:
    some = tuple(CodeId(number) for number in range(1, 11))

    def choose() -> None:
        panel.choices.choose_codes(some)
        panel.plot.grab()

    benchmark.pedantic(choose, setup=lambda: panel.choices.choose_codes(None), rounds=15)

    told("ms", _median_s(benchmark) * 1000)
    assert _median_s(benchmark) < 0.05


def test_hover_stays_within_a_frame(panel: TimelinePanel, benchmark: BenchmarkFixture, told: Told) -> None:
    box = panel.plot.main_box().sceneBoundingRect()
    steps = iter(range(10**9))

    def move() -> None:
        x = box.left() + next(steps) * 37 % box.width()
        panel.plot.scene().sigMouseMoved.emit(QPointF(x, box.center().y()))
        panel.plot.grab()

    benchmark(move)

    told("frames", _median_s(benchmark) / FRAME_S)
    assert _median_s(benchmark) < FRAME_S
