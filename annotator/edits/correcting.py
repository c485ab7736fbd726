"""Correcting what is known of statements and their sources: who said it, when, and where it appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.edits.actors import insert_actor, names_of
from annotator.edits.sources import date_columns
from annotator.errors import NotADateError
from annotator.model.actors import ActorId, folded_name
from annotator.model.corpus import StatementId
from annotator.model.dates import UNDATED, How, StatedDate
from annotator.model.text import one_line
from annotator.store.facts import sources_of
from annotator.store.registers import read_actors
from annotator.store.ring import bulk
from annotator.store.store import Edit, Store


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to hold from now on; None leaves a field as it is.

    Speaker (a name) and the day it was said are the statements' own; an empty one lets them take those of
    their part or source again. The others are those of the sources; an empty `published` is *undated*.
    """

    speaker: str | None = None
    said: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None


def correct(store: Store, statement_ids: Sequence[StatementId], wanted: Correction) -> None:
    """Correct some statements, and the sources they stand in, as one step.

    A speaker who is in the register, by name or alias, is that actor; another name comes into it. What was
    corrected says so: it was found by the *user*. Raises NotADateError.
    """
    own = {} if wanted.said is None else date_columns("said", _date(wanted.said))
    theirs: dict[str, object] = {
        name: one_line(value)
        for name in ("title", "outlet", "author", "url")
        if (value := getattr(wanted, name)) is not None
    }
    if wanted.published is not None:
        theirs |= date_columns("published", _date(wanted.published))
    if not statement_ids or not (own or theirs or wanted.speaker is not None):
        return
    sources = sources_of(store, statement_ids) if theirs else []
    count = len(statement_ids)
    action = "Correct a statement" if count == 1 else "Correct {count} statements"
    with store.edit(action, risk=bulk(count), count=count) as edit:
        if wanted.speaker is not None:
            own |= _speaker_columns(store, edit, one_line(wanted.speaker))
        if own:
            edit.update_all("statement", statement_ids, **own)
        if theirs:
            edit.update_all("source", sources, **theirs)


def _date(typed: str) -> StatedDate:
    if not typed.strip():
        return UNDATED
    try:
        return StatedDate(typed.strip(), How.USER, "")
    except ValueError as error:
        raise NotADateError(given=typed) from error


def _speaker_columns(store: Store, edit: Edit, name: str) -> dict[str, object]:
    if not name:
        return {"speaker_id": None, "speaker_how": None, "speaker_evidence": ""}
    known = names_of(read_actors(store)).get(folded_name(name))
    actor: ActorId = known if known is not None else insert_actor(edit, name)
    return {"speaker_id": actor, "speaker_how": How.USER.value, "speaker_evidence": ""}
