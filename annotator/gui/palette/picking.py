"""What type-ahead offers: codes by name and definition, actors by name and alias."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from annotator.gui.coding.coding import Coding
from annotator.gui.palette.palette import Entry, similar
from annotator.gui.words.terms import voice_word
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Value, Voice
from annotator.model.codebook import Variable, VariableId, VariableKind


def code_entries(workspace: Workspace, coding: Coding, only: VariableId | None = None) -> list[Entry]:
    """Every value that can be given, of all active variables or of one."""
    keyed = {value: coding.engraved(key) for key, value in coding.keyed_values().items()}
    entries: list[Entry] = []
    for variable in coding.active_variables():
        if only in {None, variable.id}:
            entries += _entries_of(workspace, coding, variable, keyed)
    return entries


def new_entries(coding: Coding, only: VariableId | None, known: Sequence[Entry], typed: str) -> list[Entry]:
    """What is like the typed words and there already, then the offers to make an actor or a code of them."""
    name = " ".join(typed.split())
    taken = {entry.name.casefold() for entry in known}
    offers = similar(known, name)
    if name.casefold() in taken:
        return offers
    wanted = [variable for variable in coding.active_variables() if only in {None, variable.id}]
    for kinds, words in (
        ({VariableKind.ACTORS}, _tr("New actor: {name}")),
        ({VariableKind.CODE, VariableKind.CODES}, _tr("New code: {name}")),
    ):
        offers += [
            Entry(
                words.format(name=name),
                partial(coding.give_new, variable, name),
                aside=variable.name,
            )
            for variable in wanted
            if variable.kind in kinds
        ]
    return offers


def voice_entries(workspace: Workspace, coding: Coding) -> list[Entry]:
    """Whose words an annotation can hold: the three voices, then every actor as its speaker."""
    voices = [
        Entry(voice_word(voice), partial(coding.set_voice, voice=voice), aside=_tr("voice"))
        for voice in Voice
    ]
    speakers = [
        Entry(
            actor.name,
            partial(coding.set_voice, speaker_id=actor.id),
            " ".join(actor.aliases),
            _tr("speaker"),
        )
        for actor in workspace.head.actors
    ]
    return [*voices, *speakers]


def _entries_of(
    workspace: Workspace, coding: Coding, variable: Variable, keyed: dict[Value, str]
) -> list[Entry]:
    if variable.kind is VariableKind.ACTORS:
        return [
            _entry(
                coding,
                Value(variable.id, actor_id=actor.id),
                actor.name,
                " ".join(actor.aliases),
                variable,
                keyed,
            )
            for actor in workspace.head.actors
        ]
    return [
        _entry(
            coding,
            Value(variable.id, code_id=code.id),
            code.name,
            " ".join((code.definition, code.use_when, *code.examples)),
            variable,
            keyed,
            code.colour,
        )
        for code in variable.codes
        if not code.retired
    ]


def _entry(
    coding: Coding,
    value: Value,
    name: str,
    more: str,
    variable: Variable,
    keyed: dict[Value, str],
    colour: str = "",
) -> Entry:
    key = keyed.get(value, "")
    aside = f"{variable.name}   {key}" if key else variable.name
    return Entry(name, partial(coding.give, value), more, aside, colour)


def _tr(words: str) -> str:
    return QCoreApplication.translate("picking", words)
