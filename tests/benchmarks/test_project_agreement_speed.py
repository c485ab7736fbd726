"""How soon the figures of a project are there: 5 coders, 5,000 statements, 10 variables.

Run: pytest --benchmark-only -o addopts="--import-mode=importlib" tests/benchmarks/test_project_agreement_speed.py
Wanted: 500 ms for all from the file, 50 ms after one edit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.agreement.variables import figures_of
from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.edits.sources import Origin, import_sources
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.corpus import StatementId
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from annotator.store.units import read_again, read_units
from tests.builders import draft

CODERS, SOURCES, LINES, VARIABLES, CODES = 5, 100, 50, 10, 8


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.create(tmp_path_factory.mktemp("large") / "large.annotator", title="Large")
    adopt_codebook(store, _codebook())
    text = "\n".join("No treaty can hold when one shore writes it." for _ in range(LINES))
    import_sources(
        store, Origin("a.txt", "0" * 64, "t"), [draft(f"{number}\n{text}") for number in range(SOURCES)]
    )
    coders = [add_coder(store, f"Coder {number}") for number in range(CODERS)]
    chance = random.Random(1)  # noqa: S311
    variables = read_codebook(store).variables
    statements = [row[0] for row in store.rows("SELECT id FROM statement")]
    with store.edit("Code everything") as edit:
        done = [{"statement_id": s, "coder_id": c, "stage": "done"} for c in coders for s in statements]
        edit.insert_many("status", done)
        keys = edit.insert_many("annotation", [_annotation(row, at) for at, row in enumerate(done)])
        edit.insert_many(
            "value",
            [
                {"annotation_id": key, "variable_id": variable.id, "code_id": code.id}
                for key in keys
                for variable in variables
                for code in chance.sample(variable.codes, 2 if chance.random() < 0.1 else 1)
            ],
        )
    with store:
        yield store


def test_all_figures_from_the_file(benchmark: BenchmarkFixture, large: Store) -> None:
    with large.reader() as reader:
        figures = benchmark(lambda: [figures_of(units) for units in read_units(reader)])

    assert {found.alpha.n_units for found in figures} == {SOURCES * (LINES + 1)}


def test_figures_after_one_edit(benchmark: BenchmarkFixture, large: Store) -> None:
    with large.reader() as reader:
        units = read_units(reader)
        changed = [StatementId(77)]
        figures = benchmark(lambda: [figures_of(found) for found in read_again(reader, units, changed)])

    assert len(figures) == VARIABLES


def _codebook() -> Codebook:
    variables = tuple(
        Variable(
            VariableId(number),
            f"00000000-0000-4000-8000-0000000000{number:02}",
            f"variable {number}",
            VariableKind.CODES,
            codes=tuple(
                Code(
                    CodeId(number * 100 + at),
                    f"00000000-0000-4000-8000-00000001{number:02}{at:02}",
                    VariableId(number),
                    f"code {at}",
                )
                for at in range(CODES)
            ),
        )
        for number in range(1, VARIABLES + 1)
    )
    return Codebook("00000000-0000-4000-8000-000000000001", "Large", variables=variables)


def _annotation(done: dict[str, object], number: int) -> dict[str, object]:
    return {
        "uid": f"a{number}",
        "statement_id": done["statement_id"],
        "coder_id": done["coder_id"],
        "codebook_revision": 1,
        "created_at": "2031-03-03",
        "updated_at": "2031-03-03",
    }
