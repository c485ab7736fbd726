from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.edits.codes import (
    add_code,
    add_variable,
    change_code,
    change_variable,
    delete_code,
    merge_codes,
    move_code,
    move_variable,
    retire_code,
    set_opposite,
    split_code,
)
from annotator.errors import InUseError, KeyTakenError, NameTakenError, WrongValueError
from annotator.model.codebook import Code, CodeId, VariableId, VariableKind
from annotator.store.annotations import read_annotation
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label

FRAMING = VariableId(1)


def code(store: Store, name: str) -> Code:
    (found,) = [code for code in read_codebook(store).codes() if code.name == name]
    return found


def test_a_new_code_stands_last_and_the_revision_grows(store: Store) -> None:
    fill(store)

    add_code(store, FRAMING, "  legal   order ", colour="#123456")

    codebook = read_codebook(store)
    assert codebook.variables[0].codes[-1].name == "legal order"
    assert codebook.revision == 2


def test_names_and_keys_are_not_taken_twice(store: Store) -> None:
    fill(store)

    with pytest.raises(NameTakenError, match="Equality"):
        add_code(store, FRAMING, "Equality")
    with pytest.raises(KeyTakenError, match="The key 1 stands for equality"):
        change_code(store, code(store, "security").id, key="1")
    with pytest.raises(WrongValueError, match="#RRGGBB"):
        change_code(store, code(store, "security").id, colour="red")


def test_a_renamed_code_keeps_what_was_coded_with_it(store: Store) -> None:
    ana, _ = fill(store, draft("One two."))
    key = label(store, ana, "One", "equality")

    change_code(store, code(store, "equality").id, name="sovereign equality", definition="All are equal.")

    assert [value.code_id for value in read_annotation(store, key).values] == [1]
    assert code(store, "sovereign equality").definition == "All are equal."


def test_a_code_in_use_is_retired_not_deleted(store: Store) -> None:
    ana, _ = fill(store, draft("One two."))
    key = label(store, ana, "One", "equality")
    equality = code(store, "equality").id

    with pytest.raises(InUseError, match=r"equality is still in use \(annotations: 1\)"):
        delete_code(store, equality)
    retire_code(store, equality)
    assert code(store, "equality").retired
    assert len(read_annotation(store, key).values) == 1
    delete_code(store, equality, for_good=True)

    assert read_annotation(store, key).values == ()


def test_merging_leaves_one_where_both_stood(store: Store) -> None:
    ana, bruno = fill(store, draft("One two three."))
    both = label(store, ana, "One", "equality", "domination")
    one = label(store, bruno, "two", "equality")

    changed = merge_codes(store, code(store, "equality").id, code(store, "domination").id)

    assert changed == 2
    assert [value.code_id for value in read_annotation(store, both).values] == [2]
    assert [value.code_id for value in read_annotation(store, one).values] == [2]
    assert code(store, "equality").retired


def test_splitting_moves_the_chosen_annotations_only(store: Store) -> None:
    ana, _ = fill(store, draft("One two three."))
    first, second = label(store, ana, "One", "equality"), label(store, ana, "two", "equality")

    made = split_code(store, code(store, "equality").id, "formal equality", [second])

    assert [value.code_id for value in read_annotation(store, first).values] == [1]
    assert [value.code_id for value in read_annotation(store, second).values] == [made]


def test_a_code_moves_among_its_own_and_never_below_itself(store: Store) -> None:
    fill(store)
    equality, security, appeal = (code(store, name).id for name in ("equality", "security", "appeal"))

    move_code(store, security, 0)
    move_code(store, equality, 2, parent_id=security)

    assert [found.name for found in read_codebook(store).variables[0].codes] == [
        *("security", "domination", "equality"),
    ]
    assert code(store, "equality").parent_id == security
    for below in (equality, security, appeal):
        with pytest.raises(WrongValueError):
            move_code(store, security, 0, parent_id=below)


def test_variables_are_added_switched_and_moved(store: Store) -> None:
    fill(store)

    intensity = add_variable(store, "intensity", VariableKind.NUMBER)
    change_variable(store, intensity, name="strength", required=True, active=False)
    move_variable(store, intensity, 0)

    first = read_codebook(store).variables[0]
    assert (first.name, first.required, first.active) == ("strength", True, False)


def opposites(store: Store) -> dict[str, str]:
    codes = {code.id: code for code in read_codebook(store).codes()}
    return {
        code.name: codes[code.opposite_id].name for code in codes.values() if code.opposite_id is not None
    }


def test_another_opposite_leaves_nothing_of_the_earlier_pairs(store: Store) -> None:
    fill(store)
    equality, domination, security, appeal = (CodeId(number) for number in (1, 2, 3, 5))
    set_opposite(store, equality, domination)
    set_opposite(store, security, appeal)
    before = contents(store)

    set_opposite(store, equality, security)

    assert opposites(store) == {"equality": "security", "security": "equality"}
    store.undo()
    assert contents(store) == before
    set_opposite(store, domination, None)
    assert opposites(store) == {"security": "appeal", "appeal": "security"}
    with pytest.raises(WrongValueError, match="not its own opposite"):
        set_opposite(store, security, security)


VERBS: dict[str, Callable[[Store], object]] = {
    "add": lambda store: add_code(store, FRAMING, "new"),
    "change": lambda store: change_code(store, CodeId(1), name="x", examples=["a"]),
    "opposite": lambda store: set_opposite(store, CodeId(1), CodeId(2)),
    "retire": lambda store: retire_code(store, CodeId(1)),
    "move": lambda store: move_code(store, CodeId(1), 2, parent_id=CodeId(3)),
    "merge": lambda store: merge_codes(store, CodeId(1), CodeId(2)),
    "delete": lambda store: delete_code(store, CodeId(1), for_good=True),
    "variable": lambda store: move_variable(store, FRAMING, 2),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_every_verb_of_the_codebook_raises_its_revision_by_one(
    store: Store, verb: Callable[[Store], object]
) -> None:
    fill(store)
    before = read_codebook(store).revision

    verb(store)

    assert read_codebook(store).revision == before + 1


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_every_verb_of_the_codebook_can_be_undone(store: Store, verb: Callable[[Store], object]) -> None:
    ana, _ = fill(store, draft("One two."))
    label(store, ana, "One", "equality", "domination")
    before = contents(store)

    verb(store)
    after = contents(store)
    assert after != before
    store.undo()
    assert contents(store) == before
    store.redo()
    assert contents(store) == after
