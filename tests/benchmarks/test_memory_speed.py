"""How fast the memory is: a label, an import and its undo beside bare sqlite3 that writes the same rows.

Run: pytest --benchmark-only tests/benchmarks/test_memory_speed.py. The project has 100,000 statements and
300,000 annotations; ANNOTATOR_BENCH_STATEMENTS asks for another number of statements.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import annotate
from annotator.edits.sources import Origin, import_sources
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.model.annotation import CoderId
from annotator.model.corpus import SourceDraft, SourceKind, StatementDraft, StatementId
from annotator.model.span import Span
from annotator.store.connection import begin_writing, connect
from annotator.store.corpus import statement_row
from annotator.store.store import Store
from tests.benchmarks.large import large_project
from tests.builders import fill, value
from tests.gui.in_front import put_in_front

STATEMENTS = int(os.environ.get("ANNOTATOR_BENCH_STATEMENTS", "100000"))
PER_SOURCE = 20
LABELS = 400

Told = Callable[[str, float], None]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelled(tmp_path_factory.mktemp("large") / "large.annotator", STATEMENTS)


def labelled(path: Path, statements: int) -> Path:
    """Three annotations a statement, each with a code."""
    large_project(path, statements)
    with Store(path, write=True) as store:
        code = value(store, "equality")
        store.connection.execute("BEGIN")
        store.connection.execute(
            "INSERT INTO annotation (uid, statement_id, coder_id, span_start, span_end, quote, "
            "codebook_revision, created_at, updated_at) SELECT 'a' || statement.id || '-' || at, statement.id, "
            "1, span_start + at, span_start + at + 12, substr(text, at + 1, 12), 1, '2031', '2031' "
            "FROM statement, (SELECT 0 AS at UNION ALL SELECT 20 UNION ALL SELECT 40)"
        )
        store.connection.execute(
            "INSERT INTO value (annotation_id, variable_id, code_id) SELECT id, ?, ? FROM annotation",
            (code.variable_id, code.code_id),
        )
        store.connection.execute("COMMIT")
    return path


@pytest.fixture
def told(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> Told:
    def tell(what: str, figure: float) -> None:
        benchmark.extra_info[what] = figure
        with capsys.disabled():
            print(f"\n{benchmark.name}: {what} {figure:.3g}")  # noqa: T201 - this is what it is for

    return tell


@pytest.mark.parametrize("is_full", [False, True], ids=["", "journal above its limit"])
def test_a_label_is_durable_within_two_milliseconds(
    benchmark: BenchmarkFixture, told: Told, large: Path, tmp_path: Path, *, is_full: bool
) -> None:
    path, other = tmp_path / "large.annotator", tmp_path / "bare.annotator"
    shutil.copy(large, path)
    shutil.copy(large, other)
    chance = random.Random(1)  # noqa: S311 - chance, not secrecy
    times: tuple[list[float], list[float]] = ([], [])
    with Store(path, write=True) as store, closing(connect(other, write=True)) as bare:
        begin_writing(bare, other)
        code = value(store, "domination")
        rows = [statement_row(store, StatementId(chance.randint(1, STATEMENTS))) for _ in range(LABELS)]
        if is_full:
            store.limit_journal(1)
        for number, row in enumerate(rows):
            start = row.span.start + 60 + number % 50
            label = partial(annotate, store, row.id, CoderId(1), span=Span(start, start + 9), values=[code])
            for act, found in ((label, times[0]), (partial(_bare_label, bare, row.id, start), times[1])):
                begun = perf_counter()
                act()
                found.append(perf_counter() - begun)
    benchmark.pedantic(lambda: None)
    ours, bares = ([1e3 * one for one in found] for found in times)
    for name, found in (("label", ours), ("bare", bares)):
        told(f"{name}, median ms", median(found))
        told(f"{name}, p99 ms", quantiles(found, n=100)[-1])
    assert median(ours) < 2
    assert quantiles(ours, n=100)[-1] < 8


def _bare_label(connection: sqlite3.Connection, statement: StatementId, start: int) -> None:
    """The rows that a label writes: annotation, value, status, and the step with its notes."""
    connection.execute("BEGIN IMMEDIATE")
    quote = connection.execute(
        "SELECT substr(text, ? - span_start + 1, 9) FROM statement WHERE id = ?", (start, statement)
    ).fetchone()[0]
    step = connection.execute(
        "INSERT INTO step (action, details, coder_id, at, changes, size) VALUES ('Label', '{}', 1, '2031', 3, 200)"
    ).lastrowid
    key = connection.execute(
        "INSERT INTO annotation (uid, statement_id, coder_id, span_start, span_end, quote, codebook_revision, "
        "created_at, updated_at) VALUES (?, ?, 1, ?, ?, ?, 1, '2031', '2031')",
        (f"bare {step}", statement, start, start + 9, quote),
    ).lastrowid
    answer = connection.execute(
        "INSERT INTO value (annotation_id, variable_id, code_id) VALUES (?, 1, 2)", (key,)
    ).lastrowid
    status = connection.execute(
        "INSERT INTO status (statement_id, coder_id, stage) VALUES (?, 1, 'begun') "
        "ON CONFLICT DO UPDATE SET stage = 'begun'",
        (statement,),
    ).lastrowid
    connection.executemany(
        "INSERT INTO change (step_id, table_name, row_id, op) VALUES (?, ?, ?, 'insert')",
        [(step, "annotation", key), (step, "value", answer), (step, "status", status)],
    )
    connection.execute("INSERT INTO step_statement VALUES (?, ?)", (step, statement))
    connection.execute("COMMIT")


@pytest.fixture(scope="module")
def drafts() -> Sequence[SourceDraft]:
    """Sources of twenty statements of some four hundred characters each."""
    chance = random.Random(2)  # noqa: S311 - chance, not secrecy
    vocabulary = ["".join(chance.choices("abdefgiklmnoprstu", k=chance.randint(3, 9))) for _ in range(4000)]
    running = chance.choices(vocabulary, k=60_000)
    made = []
    for number in range(STATEMENTS // PER_SOURCE):
        texts = []
        for _ in range(PER_SOURCE):
            at = chance.randrange(len(running) - 60)
            texts.append(" ".join(running[at : at + 58]))
        spans, place = [], 0
        for text in texts:
            spans.append(StatementDraft(Span(place, place + len(text))))
            place += len(text) + 1
        made.append(
            SourceDraft(
                "\n".join(texts), SourceKind.ARTICLE, title=f"Source {number}", statements=tuple(spans)
            )
        )
    return made


def test_an_import_beside_bare_inserts_and_its_undo_beside_itself(
    benchmark: BenchmarkFixture, told: Told, drafts: Sequence[SourceDraft], tmp_path: Path
) -> None:
    imports, bares, undos, redos = [], [], [], []
    for turn in range(3):
        with Store.create(tmp_path / f"{turn}.annotator", title="Ours") as store:
            fill(store)
            origin = Origin("large.txt", "0" * 64, "test")
            imports.append(_seconds(partial(import_sources, store, origin, drafts)))
            undos.append(_seconds(store.undo))
            redos.append(_seconds(store.redo))
        path = tmp_path / f"bare {turn}.annotator"
        Store.create(path, title="Bare").close()
        with closing(connect(path, write=True)) as bare:
            begin_writing(bare, path)
            bares.append(_seconds(partial(_bare_import, bare, drafts)))
    benchmark.pedantic(lambda: None)
    told("import, s", median(imports))
    told("bare, s", median(bares))
    told("import beside bare", median(imports) / median(bares))
    told("undo beside import", median(undos) / median(imports))
    told("redo beside import", median(redos) / median(imports))
    assert median(imports) < 2.5 * median(bares)
    assert median(undos) < median(imports)


def _bare_import(connection: sqlite3.Connection, drafts: Sequence[SourceDraft]) -> None:
    """The same sources, texts and statements with the same indexes, row by row."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO source (id, uid, kind, title) VALUES (?, ?, 'article', ?)",
        ((key, f"source {key}", draft.title) for key, draft in enumerate(drafts, 1)),
    )
    connection.executemany(
        "INSERT INTO source_text (source_id, text) VALUES (?, ?)",
        ((key, draft.text) for key, draft in enumerate(drafts, 1)),
    )
    connection.executemany(
        "INSERT INTO statement (uid, source_id, span_start, span_end, text) VALUES (?, ?, ?, ?, ?)",
        (
            (
                f"{key}-{one.span.start}",
                key,
                one.span.start,
                one.span.end,
                draft.text[one.span.start : one.span.end],
            )
            for key, draft in enumerate(drafts, 1)
            for one in draft.statements
        ),
    )
    connection.execute("COMMIT")


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for the most that a process needed")
def test_memory_does_not_grow_with_the_file(
    benchmark: BenchmarkFixture, told: Told, large: Path, tmp_path: Path
) -> None:
    peaks: dict[str, list[float]] = {"csv": [], "jsonl": [], "import of jsonl": []}
    for project in (labelled(tmp_path / "small.annotator", STATEMENTS // 4), large):
        whole, empty = tmp_path / "whole.jsonl", tmp_path / "empty.annotator"
        export = ("export", project, "--format")
        peaks["csv"].append(_peak_mb(*export, "csv", "-o", tmp_path / "table.csv"))
        peaks["jsonl"].append(_peak_mb(*export, "jsonl", "-o", whole))
        Store.create(empty, title="Empty").close()
        peaks["import of jsonl"].append(_peak_mb("import", empty, whole))
        empty.unlink()
    benchmark.pedantic(lambda: None)
    for what, (small, four_times) in peaks.items():
        told(f"{what} of a quarter, peak MB", small)
        told(f"{what}, peak MB", four_times)
        assert four_times < 1.15 * small  # one kilobyte and three annotations a statement are let through


MEASURED = """
import re, resource, sys
from pathlib import Path
from annotator.cli import main

assert main(sys.argv[1:]) == 0
own = Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+) kB", own.read_text()) if own.exists() else None
print(int(peak[1]) * 1024 if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
"""What a process held at most, in bytes. What Linux tells its parent begins with what the parent held."""


def _peak_mb(*command: str | Path) -> float:
    """The most memory that a command held, in megabytes."""
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        check=True,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    return int(run.stderr.split()[-1]) / 1e6


def test_a_large_project_opens_as_fast_as_a_small_one(
    benchmark: BenchmarkFixture, told: Told, large: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    # A screen has to be filled in either; what an empty project lacks is that, whatever the size.
    small, empty = labelled(tmp_path / "small.annotator", 400), tmp_path / "empty.annotator"
    with Store.create(empty, title="Empty") as store:
        fill(store)
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    QApplication.processEvents()
    times: dict[Path, list[float]] = {empty: [], small: [], large: []}
    started: dict[Path, list[float]] = {empty: [], large: []}
    for _ in range(7):
        for path, took in started.items():
            took.append(_seconds(partial(_start, path, tmp_path / "settings.json")))
        for path, found in times.items():
            found.append(_seconds(partial(_open, window, path)))
            qtbot.waitUntil(lambda: window.workspace.is_open)
            window.workspace.close()
    window.close()
    benchmark.pedantic(lambda: None)
    told("an empty one, ms", 1e3 * median(times[empty]))
    told("a small one, ms", 1e3 * median(times[small]))
    told("large, ms", 1e3 * median(times[large]))
    told("large beside the small one", median(times[large]) / median(times[small]))
    told("large beside the empty one", median(times[large]) / median(times[empty]))
    told("from the start of the process, an empty one, ms", 1e3 * median(started[empty]))
    told("from the start of the process, large, ms", 1e3 * median(started[large]))
    told("from the start, large beside empty", median(started[large]) / median(started[empty]))
    assert median(times[large]) < 1.3 * median(times[small])
    assert median(started[large]) < 1.3 * median(started[empty])


START = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from tests.gui.in_front import put_in_front

app = QApplication([])
window = MainWindow(Preferences(Path(sys.argv[2])))
window.resize(1280, 720)
window.show()
assert put_in_front(window, Path(sys.argv[1]))
window.repaint()
window.workspace.close()
os._exit(0)
"""


def _start(path: Path, settings: Path) -> None:
    """From the start of a process until the statement in front is painted, and the file let go."""
    command = [sys.executable, "-c", START, str(path), str(settings)]
    subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True)


def _open(window: MainWindow, path: Path) -> None:
    """Until the statement in front is painted and the keys are heard."""
    assert put_in_front(window, path)
    window.repaint()


def _seconds(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun
