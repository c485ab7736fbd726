"""What every table, view and column of a project file holds, and the manual's page that says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from annotator.store.schema import migrate

TABLES = {
    "annotations_flat": "One row per annotation and answer, with its statement, source, speaker and date; "
    "an annotation without any answer has one row.",
    "copies_flat": "One row per statement and folded copy of it: a line of the same source that says again the line "
    "in which the statement begins.",
    "codebook_flat": "One row per code, with its variable; a variable without codes has one row.",
    "log_flat": "One row per note or question in the log of the study.",
    "memos_flat": "One row per memo on a statement, a source or a code.",
    "settlements_flat": "One row per settled statement.",
    "statements_flat": "One row per statement. Speaker and date are its own; where it has none, those of its part, "
    "then those of its source.",
    "statuses_flat": "One row per statement and coder who has been there.",
    "actor": "Persons, institutions and countries that speak or are spoken about.",
    "actor_alias": "Other names of actors.",
    "annotation": "What one coder says about one span, or about a whole statement.",
    "change": "The journal, row by row.",
    "code": "The answers that variables allow.",
    "coder": "Who codes.",
    "conflict": "What merged files said differently.",
    "dropped": "Stretches of a source's text that are in no statement.",
    "event": "Events of the study, drawn in the timeline.",
    "frozen_coding": "What all coders had done at some moment, kept to be compared with later.",
    "import_record": "Every import: the file as it was.",
    "keyword_group": "Words that stand out in the text; they are no labels.",
    "log_entry": "Notes on the work, and questions to the lead with their answers.",
    "memo": "Notes of coders on statements, sources and codes.",
    "part": "Pieces of a source with their own number, date or speaker.",
    "project": "The study; one row.",
    "redirect": "What took the place of a coder, an actor or a statement that was joined or split.",
    "saved_filter": "Filters of the queue, kept by name.",
    "settlement": "What was decided about statements on which coders differed, or agreed.",
    "source": "One text with what is known of it.",
    "source_text": "The stored text of each source; it never changes.",
    "stamp": "The latest change of each field that changed since its row was made; for merging.",
    "statement": "The units that are coded: slices of a source's text.",
    "statement_search": "The search index over the statements (SQLite's FTS5).",
    "status": "Where each coder stands with each statement; without a row it is untouched.",
    "step": "The journal: one row per user action.",
    "step_statement": "Which statements a step touched.",
    "tombstone": "Rows that were deleted; for merging.",
    "value": "The answers of an annotation: exactly one of code, actor, number, text and absence is set.",
    "variable": "The questions of the codebook.",
    "worklist": "Statements chosen for some coders, such as a random sample.",
    "worklist_coder": "The coders of a worklist.",
    "worklist_statement": "The statements of a worklist.",
    "writer": "Each opening of the project that changed something; for merging.",
}

COLUMNS = {
    "_evidence": "the words it was read from",
    "_how": "how it is known: metadata, file name, explicit, inferred or user",
    "about": "of what, in a few words",
    "absence": "not applicable or undecided",
    "action": "what was done, as the Undo menu says it",
    "active": "1 when the variable is in use",
    "actor_id": "the actor",
    "actor_uid": "the actor, where the answer is one",
    "after": "the row after it, as JSON",
    "annotation_end": "its end in the source's text, not included",
    "annotation_id": "the annotation",
    "annotation_speaker": "whose words the span holds, where that differs from its statement",
    "annotation_start": "its start in the source's text",
    "annotation_uid": "what names the annotation across files",
    "answer": "the answer of the lead; empty while there is none",
    "answered_at": "when it was answered, ISO, UTC",
    "answered_by": "who answered; in the table by uid",
    "at": "when, ISO, UTC",
    "attributes": "the analyst's own attributes, a JSON object",
    "author": "who wrote it",
    "avoid_when": "when not to use it",
    "before": "the row before it, as JSON",
    "changes": "how many rows it changed",
    "code": "the code",
    "code_id": "the code",
    "code_uid": "what names the code across files",
    "codebook_name": "the codebook's name",
    "codebook_revision": "the revision of the codebook; an annotation has the one it was made under",
    "codebook_should_change": "1 when the case speaks for changing the codebook",
    "codebook_uid": "what names the codebook across projects",
    "coder": "the coder",
    "coder_id": "the coder",
    "coder_kind": "person; adjudicated: the settled result; again: a person's second pass",
    "coder_uid": "what names the coder across files",
    "coding": "who had done what: coders, variables and answers by number, then the statements, as JSON",
    "colour": "#RRGGBB",
    "compacted": "1 when only the title is left",
    "counter": "the order of changes; for a writer the highest that is known",
    "created_at": "when it was made, ISO, UTC",
    "date": "as far as known: 2031-03-01, 2031-03 or 2031",
    "date_precision": "day, month, year or none",
    "defined_revision": "the revision of the codebook at which its name or definition changed last; 0 for never",
    "definition": "what it means",
    "details": "the values of the action's title, as JSON",
    "drawn_from": "how many statements it was drawn from",
    "edits": "the repairs on the way in: position, what the file had, what is stored instead; JSON",
    "encoding": "the character encoding of the file",
    "entry": "note or question",
    "examples": "a JSON list",
    "external_id": "the number or id that its origin gave it",
    "extra": "what else the file said, a JSON object",
    "field": "which field; empty where a row was deleted",
    "flagged": "1 when flagged to come back to",
    "found_at": "when, ISO, UTC",
    "gone": "1 deleted, 2 erased for good, 0 brought back",
    "id": "the key within this file",
    "import_id": "the import that brought it",
    "imported_at": "when, ISO, UTC",
    "importer": "the reader, with its version",
    "into_uid": "what took its place",
    "kept": "the value that holds",
    "is_question": "1 when it asks the lead",
    "key": "the key that sets it",
    "kind": "what sort of thing it is",
    "language": "the language of the text",
    "made_by": "hand, or what made it",
    "memo": "the coder's note",
    "merging": "1 when the step is a merge",
    "name": "its name",
    "note": "a note",
    "number": "a number as it was written",
    "op": "insert, update or delete",
    "opposite": "the code that says the contrary",
    "opposite_id": "the code that says the contrary",
    "origin": "the file or address it came from",
    "other": "the value that stands against it",
    "other_value": "the same in the form in which it can be taken over",
    "rule": "What decided a conflict: later (the change after more steps of work), fuller, stays, first key, by hand.",
    "outlet": "newspaper, agency or channel",
    "parent": "the code it stands below",
    "parent_id": "the code it stands below",
    "part": "the number of the part",
    "part_id": "the part it stands in",
    "position": "its place among its like",
    "provenance": "unanimous, adjudicated or open",
    "published": "when it was published, as far as known",
    "quote": "the words of the span",
    "reason": "why",
    "repeats_end": "its end, not included",
    "repeats_start": "of a folded copy, where the line that it says again starts in the source's text",
    "report": "what there was to report, a JSON object",
    "required": "1 when the variable wants an answer",
    "retired": "1 when it is offered no more",
    "revisions": "how often this writer raised the codebook's revision",
    "row_id": "the key of the row",
    "row_uid": "what names the row across files",
    "said": "when it was said, where that differs from the publication",
    "seed": "what the sample was drawn with",
    "set_aside": "1 when it is out of the queue",
    "settled": "1 when somebody decided it",
    "settlement_note": "the note on the decision",
    "settlement_reason": "why the coders differed",
    "sha256": "the check sum of the file",
    "size": "how much room its changes take",
    "source_id": "the source",
    "source_kind": "article, post, thread, speech, row or text",
    "source_title": "the title of the source",
    "source_uid": "what names the source across files",
    "span_end": "its end in the source's text, not included",
    "span_start": "its start in the source's text",
    "speaker": "who speaks",
    "speaker_id": "who speaks",
    "stage": "untouched, begun, done, skipped or excluded",
    "state": "done, undone (it can be redone) or abandoned",
    "statement_id": "the statement",
    "statement_text": "the text of the statement",
    "statement_uid": "what names the statement across files",
    "step_id": "the step",
    "table_name": "the table",
    "text": "the text",
    "time_zone": "the time zone in which days are counted",
    "title": "its title",
    "uid": "what names it across files",
    "unit": "what it is cut into: sentence, paragraph or post",
    "updated_at": "when it was changed last, ISO, UTC",
    "url": "its address",
    "use_when": "when to use it",
    "value": "the answer",
    "value_state": "coded, not applicable, undecided, or not coded",
    "variable": "the variable",
    "variable_id": "the variable",
    "variable_position": "the place of the variable in the codebook",
    "voice": "quote, paraphrase or author",
    "wishes": "what is filtered for, as JSON",
    "words": "what is looked for: words apart by commas, regular expressions between slashes",
    "worklist_id": "the worklist",
    "writer": "who changed it: an opening of the project",
}
"""By the column's name, or by its ending."""


_HEAD = """\
# The project file, table by table

A project is an SQLite database. R, pandas, Datasette and DB Browser open it; close it in Annotator first, or open it
for reading only. Begin with the views: they are flat, and stay the same from version to version. Positions count
characters (Unicode code points) of the source's text from 0; the character at the end is not included.

```python
import sqlite3, pandas
pandas.read_sql("SELECT * FROM annotations_flat", sqlite3.connect("straits.annotator"))
```
"""


def schema_page() -> str:
    """The manual's page of the schema, made from the schema itself."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection)
        return "\n".join(_lines(connection)) + "\n"
    finally:
        connection.close()


def _lines(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _HEAD.splitlines()
    for heading, kind in (("Views", "view"), ("Tables", "table")):
        yield from ("", f"## {heading}")
        for name in _names(connection, kind):
            yield from ("", f"### {name}", TABLES[name], "")
            yield from _columns(connection, name)


def _names(connection: sqlite3.Connection, kind: str) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'statement\\_search\\_%' ESCAPE '\\' ORDER BY name",
        (kind,),
    )
    return [name for (name,) in rows]


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    there = {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list([{table}])")}
    yield "| column | type | holds |"
    yield "|---|---|---|"
    for _, name, form, *_ in connection.execute(f"PRAGMA table_info([{table}])").fetchall():
        points = f" (`{there[name]}.id`)" if name in there else ""
        yield f"| `{name}` | {form.lower()} | {_words(name)}{points} |"


def _words(name: str) -> str:
    ending = name[name.rfind("_") :] if "_" in name else ""
    return COLUMNS[name] if name in COLUMNS else COLUMNS[ending]
