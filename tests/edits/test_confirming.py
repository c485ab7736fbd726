from __future__ import annotations

from pathlib import Path

from annotator.edits.codes import change_code
from annotator.edits.confirming import confirm_annotations
from annotator.store.questioned import questioned
from annotator.store.registers import read_coders
from annotator.store.store import Store
from tests.builders import draft, fill, label, value
from tests.edits.merging.cases import copied, merged

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


def redefine(store: Store, name: str, definition: str) -> None:
    code = value(store, name).code_id
    assert code is not None
    change_code(store, code, definition=definition)


def test_a_changed_definition_puts_what_was_coded_before_in_question(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    before = label(store, ana, "treaty", "equality")
    label(store, ana, "hold", "security")
    redefine(store, "equality", "Equal in law.")
    label(store, bruno, "harbour", "equality")

    assert [some.annotation_id for some in questioned(store)] == [before]
    assert questioned(store, bruno) == []

    confirm_annotations(store, [before])
    assert questioned(store) == []
    store.undo()
    assert [some.annotation_id for some in questioned(store)] == [before]


def test_colour_and_key_put_nothing_in_question_and_undo_takes_the_question_back(store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "treaty", "equality")
    code = value(store, "equality").code_id
    assert code is not None
    change_code(store, code, colour="#112233", key="9")
    assert questioned(store) == []

    redefine(store, "equality", "Equal in law.")
    assert len(questioned(store)) == 1
    store.undo()
    assert questioned(store) == []


def test_work_done_elsewhere_under_the_old_definition_is_in_question_after_the_merge(
    store: Store, tmp_path: Path
) -> None:
    ana, bruno = fill(store, draft(TEXT))
    with copied(store, tmp_path / "other.annotator") as other:
        redefine(store, "equality", "Equal in law.")
        redefine(other, "security", "Armed.")
        label(other, bruno, "harbour", "equality")
        label(store, ana, "hold", "security")

        merged(store, other)

        assert {some.coder_id for some in questioned(store)} == {ana, bruno}
        confirm_annotations(store, [some.annotation_id for some in questioned(store)])
        assert merged(store, other).changes_nothing
        assert questioned(store) == []
        merged(other, store)
        assert questioned(other) == []
        assert len(read_coders(other)) == 2
