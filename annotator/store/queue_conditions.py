"""Single wishes of a queue filter as SQL on `statement`, each answered from an index.

Speaker and date are inherited: a statement's own, else its part's, else its source's. A view says that in
one expression, but then every text would have to be read; three look-ups say the same.
"""

from __future__ import annotations

from annotator.model.annotation import Stage

Condition = tuple[str, list[object]]


def at_stages(coder_id: int | None, stages: frozenset[Stage]) -> Condition:
    """Where the coder is at one of these stages; nothing is stored of most untouched statements."""
    stored = stages if Stage.UNTOUCHED not in stages else frozenset(Stage) - stages
    negation = "" if stored is stages else "NOT "
    marks = ",".join("?" * len(stored))
    condition = f"SELECT statement_id FROM status WHERE coder_id = ? AND stage IN ({marks})"
    return f"statement.id {negation}IN ({condition})", [coder_id, *sorted(stored)]


def flagged_by(coder_id: int | None) -> Condition:
    """Where the coder put a flag."""
    return "statement.id IN (SELECT statement_id FROM status WHERE coder_id = ? AND flagged)", [coder_id]


def noted_by(coder_id: int | None) -> Condition:
    """Where the coder wrote a memo, on the statement or on an annotation of it."""
    found = (
        "SELECT statement_id FROM memo WHERE coder_id = ? AND statement_id IS NOT NULL "
        "UNION SELECT statement_id FROM annotation WHERE coder_id = ? AND memo <> ''"
    )
    return f"statement.id IN ({found})", [coder_id, coder_id]


def questioned_by(coder_id: int | None) -> Condition:
    """Where a code that the coder gave has changed its definition since."""
    found = (
        "SELECT statement_id FROM code JOIN value ON value.code_id = code.id "
        "JOIN annotation ON annotation.id = annotation_id "
        "WHERE defined_revision > annotation.codebook_revision AND coder_id = ?"
    )
    return f"statement.id IN ({found})", [coder_id]


def coded_with(coder_id: int | None, code_id: int) -> Condition:
    """Where an annotation of the coder holds the code."""
    found = (
        "SELECT statement_id FROM value JOIN annotation ON annotation.id = annotation_id "
        "WHERE code_id = ? AND coder_id = ?"
    )
    return f"statement.id IN ({found})", [code_id, coder_id]


def coded_by(coder_id: int) -> Condition:
    """What this coder has done, or begun."""
    condition = "SELECT statement_id FROM status WHERE coder_id = ? AND stage IN ('done', 'begun')"
    return f"statement.id IN ({condition})", [coder_id]


def disputed(variable_id: int | None) -> Condition:
    """Where people who have done it answered differently: one answer that not all of them gave shows it.

    As for agreement, the answer of a coder is all that he or she said for the variable in the statement, done
    with nothing is an answer too, and whoever is undecided is left out.
    """
    which = "+variable_id = ?"
    if variable_id is None:
        which = "variable_id IN (SELECT id FROM variable WHERE active)"
    found = f"""
        WITH finished AS MATERIALIZED (
            SELECT statement_id, coder_id FROM status JOIN coder ON coder.id = coder_id
            WHERE stage = 'done' AND coder.kind = 'person'
        ), shared AS MATERIALIZED (
            SELECT statement_id, count(*) AS coders FROM finished GROUP BY statement_id HAVING coders > 1
        ), said AS MATERIALIZED (
            SELECT DISTINCT statement_id, coder_id, variable_id,
                coalesce(code_id, actor_id, number, text, absence) AS answer
            FROM finished CROSS JOIN annotation USING (statement_id, coder_id)
            CROSS JOIN value ON annotation_id = annotation.id
            WHERE {which} AND statement_id IN (SELECT statement_id FROM shared)
        ), undecided AS MATERIALIZED (
            SELECT statement_id, coder_id, variable_id FROM said WHERE answer = 'undecided'
        )
        SELECT statement_id FROM said JOIN shared USING (statement_id)
        WHERE (statement_id, coder_id, variable_id) NOT IN undecided
        GROUP BY statement_id, variable_id, answer
        HAVING count(*) < max(coders) - (
            SELECT count(*) FROM undecided AS open
            WHERE open.statement_id = said.statement_id AND open.variable_id = said.variable_id)
    """
    return f"statement.id IN ({found})", [] if variable_id is None else [variable_id]


def undated() -> Condition:
    """Where no date is known, neither its own nor one to inherit."""
    condition = (
        "statement.said IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM part WHERE part.id = statement.part_id AND part.date IS NOT NULL) "
        "AND statement.source_id NOT IN (SELECT id FROM source WHERE published IS NOT NULL)"
    )
    return condition, []


def said_by(actor_id: int) -> Condition:
    """Where the actor speaks."""
    return _inherited("speaker_id", "speaker_id", "speaker_id", "{column} = ?", [actor_id])


def said_between(first_day: str, last_day: str) -> Condition:
    """Where the date may lie between two ISO days; an empty one is open.

    `2031-03` may be any day of March, so it must not be later than the last day, and not end before the
    first: it begins later, or is the first day's own month or year.
    """
    parts: list[str] = []
    values: list[object] = []
    if first_day:
        month, year = first_day[:7], first_day[:4]
        parts.append("{column} >= ? AND ({column} >= ? OR {column} IN (?, ?))")
        values += [year, first_day, month, year]
    if last_day:
        parts.append("{column} <= ?")
        values.append(last_day)
    return _inherited("said", "date", "published", " AND ".join(parts), values)


def _inherited(own: str, parts: str, sources: str, test: str, values: list[object]) -> Condition:
    """Statements whose own value passes, or which have none and inherit one that does."""
    # CROSS JOIN keeps SQLite from reading all statements first, whatever it guesses of their number.
    passed = f"""
        SELECT id FROM statement WHERE {test.format(column=own)}
        UNION ALL SELECT heir.id FROM part CROSS JOIN statement AS heir ON heir.part_id = part.id
        WHERE {test.format(column=f"part.{parts}")} AND heir.{own} IS NULL
        UNION ALL SELECT heir.id FROM source CROSS JOIN statement AS heir ON heir.source_id = source.id
        LEFT JOIN part ON part.id = heir.part_id
        WHERE {test.format(column=f"source.{sources}")} AND heir.{own} IS NULL AND part.{parts} IS NULL
    """
    return f"statement.id IN ({passed})", values * 3
