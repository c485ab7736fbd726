"""A large invented project, written past the journal so that it is there in seconds."""

from __future__ import annotations

import random
from pathlib import Path

from annotator.store.store import Store
from tests.builders import fill

PER_SOURCE = 20
COMMON, MIDDLE, RARE = "bida", "fogu", "tremolanu"


def large_project(path: Path, statements: int) -> Path:
    """Statements of about 400 characters, twenty a source; a third of them done by the first coder.

    `COMMON` stands in nearly every one, `MIDDLE` in one of twenty, `RARE` in one of a thousand.
    """
    chance = random.Random(statements)  # noqa: S311 - chance, not secrecy
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    vocabulary = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(4000)]
    running = [word for word in chance.choices(vocabulary, k=60_000) if word not in {COMMON, MIDDLE, RARE}]
    with Store.create(path, title="Large") as store:
        ana, _ = fill(store)
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
        connection.execute("COMMIT")
    return path
