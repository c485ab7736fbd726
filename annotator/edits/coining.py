"""A new code, or a new actor, made while labelling with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from annotator.edits.actors import add_actor
from annotator.edits.codes import add_code
from annotator.model.annotation import CoderId, Value
from annotator.model.codebook import CODE_COLOURS, VariableId, VariableKind
from annotator.model.text import one_line
from annotator.store.registers import read_codebook
from annotator.store.store import Store

T = TypeVar("T")


def coin(
    store: Store,
    coder_id: CoderId,
    variable_id: VariableId,
    name: str,
    label: Callable[[Store, Value], T],
) -> T:
    """Make a code of this name, or an actor where the variable takes actors, and `label` with it: one step.

    A code takes the next free colour. Raises what making and labelling raise; nothing is made then.
    """
    with store.edit("Label {names}", coder=coder_id, names=one_line(name)):
        variable = read_codebook(store).variable(variable_id)
        if variable.kind is VariableKind.ACTORS:
            return label(store, Value(variable_id, actor_id=add_actor(store, name)))
        colour = CODE_COLOURS[len(variable.codes) % len(CODE_COLOURS)]
        return label(store, Value(variable_id, code_id=add_code(store, variable_id, name, colour=colour)))
