"""A large invented project, written past the journal so that it is there in seconds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from annotator.model.annotation import CoderId
from annotator.store.store import Store
from tests.builders import fill

PER_SOURCE = 20
ACTORS = 500
COMMON, MIDDLE, RARE = "bida", "fogu", "tremolanu"


def large_project(path: Path, statements: int, annotations: int = 0) -> Path:
    """Statements of about 400 characters, twenty a source; a third of them done by the first coder.

    `COMMON` stands in nearly every one, `MIDDLE` in one of twenty, `RARE` in one of a thousand. The
    annotations go round all statements, two coders and five codes; a fifth of them names an actor.
    """
    chance = random.Random(statements)  # noqa: S311 - chance, not secrecy
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    vocabulary = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(4000)]
    running = [word for word in chance.choices(vocabulary, k=60_000) if word not in {COMMON, MIDDLE, RARE}]
    with Store.create(path, title="Large") as store:
        ana, _ = coders = fill(store)
        connection = store.connection
        connection.execute("BEGIN")
        for number in range(1, statements // PER_SOURCE + 1):
            day = f"{chance.randint(2001, 2030)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            texts = []
            for place in range(PER_SOURCE):
                at = chance.randrange(len(running) - 60)
                words = [COMMON, *running[at : at + 55]]
                words += [MIDDLE] if place == 3 else []
                words += [RARE] if place == 7 and number % 50 == 0 else []
                texts.append(" ".join(words))
            connection.execute(
                "INSERT INTO source (id, uid, kind, title, outlet, published, published_how) "
                "VALUES (?, ?, 'article', ?, ?, ?, 'metadata')",
                (number, f"s{number}", f"Title {number}", f"Outlet {number % 40}", day),
            )
            connection.execute(
                "INSERT INTO source_text (source_id, text) VALUES (?, ?)", (number, "\n".join(texts))
            )
            start = 0
            for place, text in enumerate(texts):
                connection.execute(
                    "INSERT INTO statement (uid, source_id, span_start, span_end, text) VALUES (?, ?, ?, ?, ?)",
                    (f"{number}-{place}", number, start, start + len(text), text),
                )
                start += len(text) + 1
        connection.execute(
            "INSERT INTO status (statement_id, coder_id, stage) SELECT id, ?, 'done' FROM statement WHERE id % 3 = 0",
            (ana,),
        )
        if annotations:
            _annotate(store, coders, annotations)
        for table in ("step_statement", "change", "step"):  # what is not in the journal cannot be undone
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
        connection.execute("COMMIT")
    return path


def _annotate(store: Store, coders: Sequence[CoderId], count: int) -> None:
    """Twelve characters each, the first of each statement at its start, the next ones further on."""
    connection = store.connection
    connection.executemany(
        "INSERT INTO actor (uid, name) VALUES (?, ?)", ((f"a{n}", f"Actor {n}") for n in range(ACTORS))
    )
    connection.execute(
        "UPDATE source SET speaker_id = 1 + id % ?, speaker_how = 'metadata', language = 'en'", (ACTORS,)
    )
    connection.execute(_ANNOTATIONS, {"count": count, "ana": coders[0], "bruno": coders[1]})
    connection.execute(
        "INSERT INTO value (annotation_id, variable_id, code_id) "
        "SELECT annotation.id, code.variable_id, code.id FROM annotation JOIN code ON code.id = 1 + annotation.id % 5"
    )
    connection.execute(
        "INSERT INTO value (annotation_id, variable_id, actor_id) "
        "SELECT annotation.id, variable.id, 1 + annotation.id % ? FROM annotation, variable "
        "WHERE variable.kind = 'actors' AND annotation.id % 5 = 0",
        (ACTORS,),
    )
    connection.execute(
        "INSERT OR IGNORE INTO status (statement_id, coder_id, stage) "
        "SELECT id, ?, 'done' FROM statement WHERE id % 4 = 0",
        (coders[1],),
    )


_ANNOTATIONS = """
WITH RECURSIVE
  size(statements) AS (SELECT count(*) FROM statement),
  number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :count),
  place(n, statement_id, at) AS (SELECT n, 1 + n % statements, 13 * (n / statements) FROM number, size)
INSERT INTO annotation (
  uid, statement_id, coder_id, span_start, span_end, quote, codebook_revision, created_at, updated_at)
SELECT 'bulk ' || n, statement.id, iif(n % 3 = 0, :bruno, :ana), span_start + at, span_start + at + 12,
  substr(text, at + 1, 12), 1, '2031', '2031'
FROM place JOIN statement ON statement.id = place.statement_id
"""
