"""How the look at a text before its import reads: a line, rows of files, rows of statements."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.formats.preview import Preview
from annotator.gui.widgets.grid import Cell, Column, Row, Tone
from annotator.gui.words.dates import shown_date
from annotator.gui.words.terms import grouped, sentence, sources_word, statements_word
from annotator.model.corpus import StatementKind
from annotator.segmentation.reading import Shape

_MOST_DOUBTS = 3


def shape_word(shape: str) -> str:
    """How a text came about."""
    return {
        Shape.ARTICLE: _tr("article"),
        Shape.CHANNEL: _tr("channel, post by post"),
        Shape.THREAD: _tr("thread"),
        Shape.TRANSCRIPT: _tr("debate or interview"),
        Shape.TEXT: _tr("speech or other text"),
    }[Shape(shape)]


def summary(found: Preview) -> str:
    """One text in a line: what it is, how much, from when to when."""
    if found.error is not None:
        return ""
    if not found.shape:
        return _tr("A whole project: it comes in as it is, where this one is still empty.")
    pieces = [
        shape_word(found.shape),
        sources_word(found.sources),
        statements_word(found.statements - found.set_aside),
        _tr("{count} set aside").format(count=grouped(found.set_aside)) if found.set_aside else "",
        _dates(found),
        _tr("{count} undated").format(count=grouped(found.undated))
        if 0 < found.undated < found.sources
        else "",
    ]
    return " · ".join(piece for piece in pieces if piece)


def doubts(found: Preview) -> str:
    """Why nothing comes in, or what to look at; a sentence a line."""
    if found.error is not None:
        return sentence(found.error.sentence, found.error.values)
    lines = list(found.problems[:_MOST_DOUBTS])
    more = len(found.problems) - len(lines)
    if more:
        lines.append(_tr("And {count} more doubts of that kind.").format(count=grouped(more)))
    return "\n".join(lines)


def file_columns() -> list[Column]:
    """The heads above the files."""
    return [
        Column(_tr("File"), share=4),
        Column(_tr("Looks like"), width=152),
        Column(_tr("Sources"), number=True, width=68),
        Column(_tr("Statements"), number=True, width=88),
        Column(_tr("Dates"), share=3),
        Column(_tr("Doubts"), number=True, width=64),
    ]


def file_row(file: Path, found: Preview | None) -> Row:
    """One file; what is not known yet is left empty."""
    name = Cell(file.name, str(file))
    if found is None:
        return (name, Cell("…", tone=Tone.FAINT))
    if found.error is not None:
        why = doubts(found)
        return (
            name,
            Cell(_tr("cannot be read"), why, Tone.SECOND),
            Cell(),
            Cell(),
            Cell(),
            Cell("1", why, number=True),
        )
    if not found.shape:
        return (name, Cell(_tr("project"), summary(found)))
    count = len(found.problems)
    return (
        name,
        Cell(shape_word(found.shape)),
        Cell(grouped(found.sources), tone=Tone.SECOND, number=True),
        Cell(grouped(found.statements - found.set_aside), number=True),
        Cell(_dates(found), tone=Tone.SECOND),
        Cell(grouped(count) if count else "", doubts(found), number=True),
    )


def statement_columns() -> list[Column]:
    """The heads above the statements."""
    return [
        Column(_tr("Statement"), share=5),
        Column(_tr("Speaker"), share=2),
        Column(_tr("Date"), width=100),
    ]


def statement_rows(found: Preview) -> list[Row]:
    """The first statements; those that are set aside stand back and say what they are."""
    rows: list[Row] = []
    for shown in found.shown:
        is_body = shown.kind is StatementKind.BODY
        words = " ".join(shown.text.split())
        rows.append(
            (
                Cell(
                    words,
                    words,
                    Tone.TEXT if is_body else Tone.FAINT,
                    aside="" if is_body else _tr("{kind}, set aside").format(kind=_kind_word(shown.kind)),
                ),
                Cell(shown.speaker, shown.speaker, Tone.SECOND),
                Cell(shown_date(shown.date) or _tr("undated"), tone=Tone.SECOND),
            )
        )
    return rows


def _kind_word(kind: StatementKind) -> str:
    return {
        StatementKind.TITLE: _tr("title"),
        StatementKind.STANDFIRST: _tr("standfirst"),
        StatementKind.CAPTION: _tr("caption"),
        StatementKind.TAGS: _tr("tags"),
    }.get(kind, "")


def _dates(found: Preview) -> str:
    first, last = shown_date(found.first), shown_date(found.last)
    if not first:
        return _tr("undated")
    return first if first == last else f"{first} – {last}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("preview", words)
