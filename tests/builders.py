"""Small projects, made of a few words, for tests of everything above the model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.edits.annotations import annotate
from annotator.edits.codebooks import adopt_codebook
from annotator.edits.coders import add_coder
from annotator.edits.sources import Origin, import_sources
from annotator.model.annotation import AnnotationId, CoderId, Value
from annotator.model.codebook import Code, Codebook, CodeId, Variable, VariableId, VariableKind
from annotator.model.corpus import SourceDraft, SourceKind, StatementDraft, StatementId
from annotator.model.dates import How, StatedDate
from annotator.model.span import Span
from annotator.store.corpus import statement_rows
from annotator.store.registers import read_codebook
from annotator.store.store import Store


def codebook() -> Codebook:
    """Framing (several codes), claim type (one code), target (actors)."""
    framing = VariableId(1)
    claim = VariableId(2)
    return Codebook(
        uid="00000000-0000-4000-8000-000000000001",
        name="Test codebook",
        variables=(
            Variable(
                framing,
                "00000000-0000-4000-8000-00000000000a",
                "framing",
                VariableKind.CODES,
                required=True,
                codes=(
                    _code(1, framing, "equality", "1", "#0072B2"),
                    _code(2, framing, "domination", "2", "#D55E00"),
                    _code(3, framing, "security", "3", "#009E73"),
                ),
            ),
            Variable(
                claim,
                "00000000-0000-4000-8000-00000000000b",
                "claim type",
                VariableKind.CODE,
                codes=(
                    _code(4, claim, "accusation", "q", "#CC79A7"),
                    _code(5, claim, "appeal", "w", "#E69F00"),
                ),
            ),
            Variable(VariableId(3), "00000000-0000-4000-8000-00000000000c", "target", VariableKind.ACTORS),
        ),
    )


def _code(number: int, variable: VariableId, name: str, key: str, colour: str) -> Code:
    return Code(
        CodeId(number),
        f"00000000-0000-4000-8000-0000000001{number:02}",
        variable,
        name,
        colour=colour,
        key=key,
        definition=f"What {name} means.",
    )


def draft(
    text: str, *, title: str = "", published: str | None = None, outlet: str = "Daily Beacon"
) -> SourceDraft:
    """A source whose lines are its statements."""
    statements = tuple(StatementDraft(Span(*line.span())) for line in re.finditer(r"\S[^\n]*", text))
    date = StatedDate(published, How.METADATA, published) if published else StatedDate()
    return SourceDraft(
        text, SourceKind.ARTICLE, title=title, outlet=outlet, published=date, statements=statements
    )


def fill(store: Store, *drafts: SourceDraft, coders: Sequence[str] = ("Ana", "Bruno")) -> list[CoderId]:
    """Give a fresh project the test codebook, some sources and coders."""
    adopt_codebook(store, codebook())
    if drafts:
        import_sources(store, Origin("test.txt", "0" * 64, "test"), drafts)
    return [add_coder(store, name) for name in coders]


def statement(store: Store, words: str) -> StatementId:
    """The only statement that holds these words."""
    (found,) = [row.id for row in statement_rows(store) if words in row.text]
    return found


def span(store: Store, words: str) -> Span:
    """Where the words stand in their source's stored text."""
    (row,) = [row for row in statement_rows(store) if words in row.text]
    start = row.span.start + row.text.index(words)
    return Span(start, start + len(words))


def value(store: Store, name: str) -> Value:
    """The value that the code of this name stands for."""
    (code,) = [code for code in read_codebook(store).codes() if code.name == name]
    return Value(code.variable_id, code_id=code.id)


def label(store: Store, coder: CoderId, words: str, *names: str) -> AnnotationId:
    """Mark the words and give them codes by name."""
    return annotate(
        store,
        statement(store, words),
        coder,
        span=span(store, words),
        values=[value(store, name) for name in names],
    )


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every journaled table: what must be equal after undo and redo."""
    from annotator.store.schema import JOURNALED

    return {
        table: [tuple(row) for row in store.rows(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608
        for table in JOURNALED
    }
