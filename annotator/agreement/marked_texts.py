"""From stretches marked in statements to texts that can be compared, a statement or a source at a time."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from annotator.agreement.spans import CodedSpan, Continua, Continuum
from annotator.model.corpus import StatementId
from annotator.model.marked import Marked, MarkedStatement

Names = Mapping[StatementId, str]


class Per(StrEnum):
    """What is one text: a statement, the statements of a source, or all statements together."""

    STATEMENT = "statement"
    SOURCE = "source"
    ALL = "all"


def continua_of(marked: Marked, per: Per = Per.STATEMENT, names: Names | None = None) -> Continua:
    """The texts with what every coder marked there; coders and labels by uid.

    Per source the statements that the same coders have done are laid end to end, since what one of them
    has not done cannot be compared: so a source that is coded in part counts as far as it goes. `names`:
    what a text is called where one has to be pointed at.
    """
    together: dict[tuple[object, frozenset[str]], list[MarkedStatement]] = {}
    for statement in marked.statements:
        text = {Per.STATEMENT: statement.statement_id, Per.SOURCE: statement.source_id, Per.ALL: 0}[per]
        together.setdefault((text, frozenset(statement.spans)), []).append(statement)
    return Continua(tuple(_end_to_end(found, names or {}) for found in together.values()))


def _end_to_end(statements: list[MarkedStatement], names: Names) -> Continuum:
    spans: dict[str, list[CodedSpan]] = {coder: [] for coder in statements[0].spans}
    at = 0
    for statement in statements:
        by = at - statement.span.start
        for coder, given in statement.spans.items():
            spans[coder] += [CodedSpan(one.start + by, one.end + by, one.answer) for one in given]
        at += len(statement.span)
    return Continuum(0, at, spans, names.get(statements[0].statement_id, ""))
