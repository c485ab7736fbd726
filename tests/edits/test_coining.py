from __future__ import annotations

import pytest

from annotator.edits.annotations import annotate
from annotator.edits.coining import coin
from annotator.errors import NameTakenError
from annotator.model.annotation import Value
from annotator.model.codebook import VariableId
from annotator.store.annotations import read_annotations
from annotator.store.changes import Changes
from annotator.store.registers import read_codebook
from annotator.store.store import Store
from tests.builders import contents, draft, fill, statement


def test_a_code_and_its_first_label_are_one_step(store: Store) -> None:
    ana, _ = fill(store, draft("One harbour."))
    before = contents(store)
    place = statement(store, "harbour")
    heard: list[Changes] = []
    store.listen(heard.append)

    coin(
        store,
        ana,
        VariableId(1),
        " new   order ",
        lambda store, value: annotate(store, place, ana, values=[value]),
    )

    (made,) = read_annotations(store)
    (code,) = [code for code in read_codebook(store).codes() if code.name == "new order"]
    assert made.values == (Value(VariableId(1), code_id=code.id),)
    assert len(heard) == 1
    step = store.next_undo()
    assert step is not None
    assert (step.action, step.details, step.coder_id) == ("Label {names}", {"names": "new order"}, ana)
    store.undo()
    assert contents(store) == before


def test_nothing_is_made_where_the_name_is_taken_or_the_label_refused(store: Store) -> None:
    ana, _ = fill(store, draft("One harbour."))
    before = contents(store)

    def refuse(_store: Store, _value: Value) -> None:
        raise NameTakenError(what="code", name="any")

    for name, label in (("Equality", lambda *_: None), ("new order", refuse)):
        with pytest.raises(NameTakenError):
            coin(store, ana, VariableId(1), name, label)

    assert contents(store) == before
    coin(store, ana, VariableId(3), "Sea Assembly", lambda *_: None)
    store.undo()
    assert contents(store) == before
