"""Every question that the window and the verbs ask SQLite, and how SQLite goes about it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.errors import RuleError
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.store.store import Store
from tests import random_edits
from tests.builders import draft, fill, label
from tests.gui.in_front import put_in_front

LARGE = frozenset(
    {
        *("statement", "annotation", "value", "status", "source", "source_text", "part", "dropped"),
        *("change", "step", "step_statement", "stamp", "tombstone", "memo", "worklist_statement"),
    }
)
"""Tables that grow with the work."""
ALLOWED = {
    r"LIMIT \?$": "it stops at its limit: the order is that of the table or the index",
    r"WHERE \w+ IN \(\) ": "nothing is asked for, and nothing is read",
    r"^SELECT count\(\*\) FROM (statement|annotation)$": "a snapshot is counted when it is taken, in its copy",
    r"^SELECT group_concat\(id\) FROM \(SELECT statement.id FROM statement": "the queue is all of them, by one index; "
    "of a large project in a job",
    r"json_group_array\(variable_id\)": "agreement is of all answers; in a job",
    r"^SELECT group_concat\(annotation_id \* ": "the timeline is of all answers; in a job",
    r"^SELECT annotation.id, annotation.statement_id, coalesce\(": "contradictions are between all answers; in a job",
    r"^SELECT (uid, unit|id) FROM source": "sources are a twentieth of the statements; an import, an export or a test "
    "looks at them all",
    r"^SELECT DISTINCT outlet FROM source": "the list of all outlets, when it is opened",
    r"^SELECT uid, id FROM statement$": "coding is frozen with all its statements",
    r"^SELECT \* FROM statements_flat ORDER BY": "random edits choose among all statements",
    r"^UPDATE temp.journal_extent": "what the journal takes is summed up once in a session, by an index of that",
}
"""Questions that may read a large table from end to end, and why."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What is asked on any connection from now on, with its values."""
    found: set[str] = set()
    connect = sqlite3.connect

    def traced(*args: Any, **kwargs: Any) -> sqlite3.Connection:  # as sqlite3 takes them
        connection: sqlite3.Connection = connect(*args, **kwargs)
        connection.set_trace_callback(found.add)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Some hundred statements with labels, and what SQLite knows of such tables."""
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        texts = ["\n".join(f"Treaty {number} of shore {line}." for line in range(20)) for number in range(30)]
        ana, bruno = fill(store, *(draft(text, published="2031-03-03") for text in texts))
        for number in range(0, 30, 3):
            for line in range(0, 20, 4):
                label(store, ana, f"Treaty {number} of shore {line}.", "equality")
                label(store, bruno, f"Treaty {number} of shore {line}.", "security")
    return path


def test_no_verb_and_no_undo_reads_a_large_table_from_end_to_end(project: Path, asked: set[str]) -> None:
    random = Random(7)  # noqa: S311
    with Store(project, write=True) as store:
        asked.clear()
        for _ in range(150):
            random_edits.edit(store, random, random_edits.ALL_VERBS)
            if random.random() < 0.2:
                with_rules(store.undo)
                with_rules(store.redo)
        questions = set(asked)

        assert set(scans(store, questions)) == set()


def with_rules(act: Callable[[], object]) -> None:
    try:
        act()
    except RuleError:
        return


def test_no_view_reads_a_large_table_from_end_to_end(
    project: Path, asked: set[str], qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()

    put_in_front(window, project)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_2, Qt.Key.Key_PageUp):
        QTest.keyClick(window.reading.view, key)
    window.actions_["undo"].trigger()
    window.actions_["redo"].trigger()
    window.search("treaty")
    for place in range(window.drawer.count()):
        window.drawer.show_panel(place)
        qtbot.wait(150)
    window.close()

    with Store(project, write=True) as store:
        assert set(scans(store, set(asked))) == set()


def scans(store: Store, questions: set[str]) -> Iterator[str]:
    """Questions for which SQLite reads a large table, or an index of it, from end to end."""
    # Without figures SQLite takes every table for a large one.
    store.connection.execute("PRAGMA query_only = OFF")
    if store.rows("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'"):
        store.connection.execute("DELETE FROM sqlite_stat1")
        store.connection.execute("ANALYZE sqlite_schema")
    known: set[str] = set()
    for question in sorted(questions):
        form = re.sub(r"'[^']*'|\b\d+\b", "?", " ".join(question.split()))
        if form in known or not form.upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            continue
        known.add(form)
        try:
            plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {question}")]
        except sqlite3.OperationalError:
            continue  # it speaks of temporary tables of another connection
        for line in plan:
            found = re.match(r"SCAN (\w+)", line)
            if found and table_of(found[1], form) in LARGE and not is_allowed(form):
                yield f"{line}: {form[:300]}"


def table_of(name: str, question: str) -> str:
    """The table behind an alias."""
    alias = re.search(rf"\b(\w+) AS {name}\b", question)
    return alias[1] if alias else name


def is_allowed(question: str) -> bool:
    return any(re.search(form, question) for form in ALLOWED)
