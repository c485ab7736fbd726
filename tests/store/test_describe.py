from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from annotator import paths
from annotator.store.describe import schema_page
from annotator.store.store import Store
from tests.builders import draft, fill, label


def test_the_page_of_the_schema_is_that_of_the_schema() -> None:
    page = (paths.resources() / "manual" / "schema.md").read_text(encoding="utf-8")

    assert page == schema_page(), "run packaging/schema_page.py"


def test_the_views_open_without_this_program(tmp_path: Path) -> None:
    path = tmp_path / "study.annotator"
    with Store.create(path, title="Study") as store:
        ana, _ = fill(store, draft("No treaty 🇺🇳 can hold.\nשלום.", title="Beacon", published="2031-03-03"))
        label(store, ana, "treaty", "equality", "security", "appeal")

    with closing(sqlite3.connect(path)) as plain:
        flat = plain.execute(
            "SELECT coder, quote, variable, value, date, substr(text, annotation_start + 1, 6) FROM annotations_flat"
        ).fetchall()
        counts = {
            view: plain.execute(f"SELECT count(*) FROM {view}").fetchone()[0]  # noqa: S608
            for (view,) in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
        }

    assert flat == [
        ("Ana", "treaty", "framing", "equality", "2031-03-03", "treaty"),
        ("Ana", "treaty", "framing", "security", "2031-03-03", "treaty"),
        ("Ana", "treaty", "claim type", "appeal", "2031-03-03", "treaty"),
    ]
    assert counts == {
        "annotations_flat": 3,
        "statements_flat": 2,
        "codebook_flat": 6,  # five codes, and target, which has none
        "statuses_flat": 1,
        "settlements_flat": 0,
        "memos_flat": 0,
        "log_flat": 0,
        "copies_flat": 0,
    }
