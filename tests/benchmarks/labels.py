"""A project of very many labels over fifty years, written past the journal and its rules to be there soon."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId
from annotator.store.store import Store

CODES = 20
MONTHS = 600
TEXT = "No treaty can hold when one shore writes it and the other is told to sign. " * 3


def labelled_project(path: Path, labels: int) -> Path:
    """Four labels a statement, five statements a source, each with one of twenty codes, by one coder."""
    with Store.create(path, title="Labels") as store:
        adopt_codebook(store, _codebook())
        add_coder(store, "Ana")
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER [{name}]")
    for sql, rows in _rows(random.Random(labels), labels):  # noqa: S311 - chance, not secrecy
        connection.executemany(sql, rows)
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    return path


def flat_copy(path: Path) -> sqlite3.Connection:
    """The same labels as one table with nothing but what is counted, each count over an index that covers it.

    Dates as they are, with an index by their months; and months worked out beforehand.
    """
    connection = sqlite3.connect(path.with_suffix(".flat"))
    connection.execute("ATTACH ? AS project", (str(path),))
    connection.execute(
        "CREATE TABLE flat AS SELECT published, substr(published, 1, 4) * 12 + substr(published, 6, 2) AS month, "
        "code_id, statement_id FROM value JOIN annotation ON annotation.id = annotation_id "
        "JOIN statement ON statement.id = statement_id JOIN source ON source.id = source_id"
    )
    connection.execute("CREATE INDEX by_date ON flat (substr(published, 1, 7), code_id, statement_id)")
    connection.execute("CREATE INDEX by_month ON flat (month, code_id, statement_id)")
    connection.execute("ANALYZE main")
    connection.commit()
    return connection


def _codebook() -> Codebook:
    framing = VariableId(1)
    codes = tuple(
        Code(CodeId(number), f"code-{number}", framing, f"code {number}", colour=f"#{number * 12:02X}7299")
        for number in range(1, CODES + 1)
    )
    return Codebook("codebook", "Labels", 1, (Variable(framing, "framing", "framing", codes=codes),))


def _rows(chance: random.Random, labels: int) -> Iterable[tuple[str, Iterable[tuple[object, ...]]]]:
    statements = labels // 4
    yield (
        "INSERT INTO source (id, uid, kind, published, outlet) VALUES (?, ?, 'article', ?, ?)",
        ((key, f"s{key}", _day(chance), f"Outlet {key % 7}") for key in range(1, statements // 5 + 1)),
    )
    yield (
        "INSERT INTO statement (id, uid, source_id, span_start, span_end, text) VALUES (?, ?, ?, 0, ?, ?)",
        ((key, f"t{key}", (key - 1) // 5 + 1, len(TEXT), TEXT) for key in range(1, statements + 1)),
    )
    yield (
        (
            "INSERT INTO annotation (id, uid, statement_id, coder_id, codebook_revision, created_at, updated_at) "
            "VALUES (?, ?, ?, 1, 1, '', '')"
        ),
        ((key, f"a{key}", (key - 1) // 4 + 1) for key in range(1, labels + 1)),
    )
    yield (
        "INSERT INTO value (annotation_id, variable_id, code_id) VALUES (?, 1, ?)",
        ((key, chance.randint(1, CODES)) for key in range(1, labels + 1)),
    )


def _day(chance: random.Random) -> str:
    month = chance.randrange(MONTHS)
    return f"{1975 + month // 12}-{month % 12 + 1:02}-{chance.randint(1, 28):02}"
