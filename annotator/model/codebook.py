"""The variables of a study and the codes that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

VariableId = NewType("VariableId", int)
CodeId = NewType("CodeId", int)


CODE_COLOURS = (
    *("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B8860B", "#56B4E9", "#882255", "#44AA99", "#999933"),
)
"""For codes that bring none, in turn. Source: Okabe and Ito (2008) and the muted scheme of Tol (2021)."""


class VariableKind(StrEnum):
    """What a variable takes."""

    CODE = "code"
    CODES = "codes"
    ACTORS = "actors"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Code:
    """One answer to a variable.

    `colour` is #RRGGBB; `key` the key that sets it, by its place on a US keyboard; `opposite_id`
    the code that says the contrary. A retired code keeps its annotations and is offered no more.
    """

    id: CodeId
    uid: str
    variable_id: VariableId
    name: str
    parent_id: CodeId | None = None
    colour: str = "#888888"
    key: str = ""
    definition: str = ""
    use_when: str = ""
    avoid_when: str = ""
    examples: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    opposite_id: CodeId | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """One question asked of a span or statement; its codes are in the codebook's order."""

    id: VariableId
    uid: str
    name: str
    kind: VariableKind = VariableKind.CODES
    definition: str = ""
    required: bool = False
    active: bool = True
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """The variables in order, with a revision number that grows at every change."""

    uid: str
    name: str
    revision: int = 1
    variables: tuple[Variable, ...] = ()

    def codes(self) -> Iterator[Code]:
        """All codes, variable by variable."""
        for variable in self.variables:
            yield from variable.codes

    def variable(self, variable_id: VariableId) -> Variable:
        """The variable of that id. Raises KeyError."""
        for variable in self.variables:
            if variable.id == variable_id:
                return variable
        raise KeyError(variable_id)

    def code(self, code_id: CodeId) -> Code:
        """The code of that id. Raises KeyError."""
        for code in self.codes():
            if code.id == code_id:
                return code
        raise KeyError(code_id)
