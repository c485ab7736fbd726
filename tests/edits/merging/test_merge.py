from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from annotator.edits.adjudication import settle
from annotator.edits.annotations import delete_annotations, set_memo, set_values
from annotator.edits.codes import add_code, change_code, delete_code
from annotator.edits.files import export_file
from annotator.edits.joining import join_coders
from annotator.edits.keywords import keep_keywords
from annotator.edits.memos import write_memo
from annotator.edits.merging.conflicts import reopen_conflicts, settle_conflicts, take_other_value
from annotator.edits.merging.merge import merge, preview_merge
from annotator.edits.sources import Origin, import_sources
from annotator.edits.statuses import set_flag, set_stage
from annotator.edits.worklists import draw_sample, save_filter
from annotator.errors import DifferentUnitsError, NotAlikeError, NothingAgainstError
from annotator.model.annotation import Coder, CoderId, CoderKind, Stage
from annotator.model.corpus import StatementDraft, Unit
from annotator.model.keywords import Keywords
from annotator.model.memo import MemoOn
from annotator.model.span import Span
from annotator.store.annotations import annotations_of, read_annotations, read_status
from annotator.store.conflicts import Rule, read_conflicts, statement_in_conflict, waiting_conflicts
from annotator.store.keywords import read_keywords
from annotator.store.memos import read_memos
from annotator.store.queue import QueueFilter
from annotator.store.registers import read_codebook, read_coders, read_head
from annotator.store.settlements import settlement_keys
from annotator.store.store import Store
from annotator.store.worklists import read_saved_filters
from tests.builders import contents, draft, fill, label, statement, value
from tests.edits.merging.cases import copied, merged, substance

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."


@pytest.fixture
def laptops(tmp_path: Path, store: Store) -> Iterator[tuple[Store, Store]]:
    """Two copies of one project: Ana labelled “treaty” before they parted."""
    ana, _ = fill(store, draft(TEXT))
    label(store, ana, "treaty", "equality")
    with copied(store, tmp_path / "one.annotator") as one, copied(store, tmp_path / "two.annotator") as two:
        yield one, two


def test_the_work_of_two_laptops_comes_together(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    ana, bruno = (coder.id for coder in read_coders(one))
    label(one, ana, "hold", "security")
    label(two, bruno, "harbour", "domination", "appeal")
    set_stage(two, [statement(two, "harbour")], bruno, Stage.DONE)

    found = merged(one, two)

    assert found.added == {"annotation": 1, "status": 1}
    assert found.conflicts == ()
    assert [some.quote for some in read_annotations(one)] == ["treaty", "hold", "harbour"]
    assert read_status(one, statement(one, "harbour"), bruno).stage is Stage.DONE
    assert one.next_undo() is not None


def test_texts_imported_apart_are_the_same_statements(tmp_path: Path, store: Store) -> None:
    ana, _ = fill(store, draft(TEXT, title="Here"))
    label(store, ana, "treaty", "equality")
    with Store.create(tmp_path / "other.annotator", title="Other") as other:
        carla, _ = fill(other, draft(TEXT, title=""), coders=("Carla", "Ana"))
        label(other, carla, "treaty", "domination")

        found = merged(store, other)

    assert found.added == {"annotation": 1, "coder": 2, "status": 1}
    assert [some.names for some in found.alike] == [("Ana", "Ana")]
    here = annotations_of(store, [statement(store, "treaty")])
    assert [some.quote for some in here] == ["treaty", "treaty"]
    assert store.rows("SELECT title FROM source")[0]["title"] == "Here"


def test_one_annotation_changed_on_both_sides_is_a_conflict_on_record(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    (mine,), (theirs,) = list(read_annotations(one)), list(read_annotations(two))
    framing = read_codebook(one).variables[0].id
    set_values(one, mine.id, framing, [value(one, "security")])
    set_values(two, theirs.id, framing, [value(two, "domination")])

    (conflict,) = merged(one, two).conflicts

    assert conflict.about == "Ana: “treaty”, framing"
    assert {conflict.kept, conflict.other} == {"security", "domination"}
    assert conflict.rule is Rule.LATER
    assert [one.uid for one in read_conflicts(one, settled=False)] == [conflict.uid]
    take_other_value(one, conflict.uid)
    (annotation,) = read_annotations(one)
    assert [read_codebook(one).code(some.code_id or 0).name for some in annotation.values] == [conflict.other]  # type: ignore[arg-type]  # every value here is a code
    assert read_conflicts(one, settled=False) == []
    assert [one.rule for one in read_conflicts(one)] == [Rule.HAND]
    merged(two, one)
    assert substance(two) == substance(one)
    assert [one.rule for one in read_conflicts(two)] == [Rule.HAND]


def test_different_fields_of_one_thing_are_no_conflict(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    (mine,), (theirs,) = list(read_annotations(one)), list(read_annotations(two))
    set_memo(one, mine.id, "Compare §2 👀")
    set_values(two, theirs.id, read_codebook(two).variables[0].id, [value(two, "security")])

    assert merged(one, two).conflicts == ()

    (annotation,) = read_annotations(one)
    assert annotation.memo == "Compare §2 👀"
    assert annotation.values == (value(one, "security"),)


def test_a_code_renamed_differently_keeps_one_name_and_records_the_other(
    laptops: tuple[Store, Store],
) -> None:
    one, two = laptops
    code = value(one, "equality").code_id
    assert code is not None
    change_code(one, code, name="parity")
    change_code(two, code, name="مساواة")

    (conflict,) = merged(one, two).conflicts

    assert {conflict.kept, conflict.other} == {"parity", "مساواة"}
    assert read_codebook(one).code(code).name == conflict.kept
    settle_conflicts(one, [conflict.uid])
    assert read_conflicts(one, settled=False) == []


def test_one_key_for_two_codes_is_told_and_left_to_people(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    framing = read_codebook(one).variables[0].id
    add_code(one, framing, "irony", key="7")
    add_code(two, framing, "threat", key="7")

    found = merged(one, two)

    assert [(some.field, some.kept, some.other) for some in found.conflicts] in (
        [("key", "irony", "threat")],
        [("key", "threat", "irony")],
    )
    assert merged(one, two).conflicts == ()


def test_what_was_edited_outlives_its_deletion_elsewhere(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    (mine,), (theirs,) = list(read_annotations(one)), list(read_annotations(two))
    delete_annotations(one, [mine.id])
    set_memo(two, theirs.id, "Keep this")

    (conflict,) = merged(one, two).conflicts

    assert (conflict.about, conflict.other) == ("Ana: “treaty”", "deleted")
    assert [some.memo for some in read_annotations(one)] == ["Keep this"]


def test_what_nobody_touched_stays_deleted(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    delete_annotations(one, [some.id for some in read_annotations(one)])

    assert merged(one, two).changes_nothing
    assert merged(two, one).removed == {"annotation": 1}
    assert list(read_annotations(two)) == []


def test_a_code_deleted_here_comes_back_where_it_was_used_there(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    code = value(one, "security").code_id
    assert code is not None
    delete_code(one, code)
    label(two, read_coders(two)[1].id, "harbour", "security")

    found = merged(one, two)

    assert [some.other for some in found.conflicts] == ["deleted"]
    assert value(one, "security") in [some for one_ in read_annotations(one) for some in one_.values]


def test_an_edit_made_knowing_the_other_is_no_conflict(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    (mine,) = read_annotations(one)
    set_memo(one, mine.id, "first")
    merged(two, one)
    set_memo(two, mine.id, "second")

    assert merged(one, two).conflicts == ()

    assert [some.memo for some in read_annotations(one)] == ["second"]


def test_one_coder_on_two_laptops_keeps_stage_and_flag(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    ana = read_coders(one)[0].id
    place = statement(one, "harbour")
    set_stage(one, [place], ana, Stage.DONE)
    set_flag(two, place, ana, flagged=True, note="look again")

    merged(one, two)

    status = read_status(one, place, ana)
    assert (status.stage, status.flagged, status.note) == (Stage.DONE, True, "look again")


def test_coders_are_joined_only_when_asked(tmp_path: Path, store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    set_stage(store, [statement(store, "treaty")], ana, Stage.BEGUN)
    with Store.create(tmp_path / "other.annotator", title="Other") as other:
        (other_ana,) = fill(other, draft(TEXT), coders=("ana",))
        label(other, other_ana, "harbour", "security")
        set_stage(other, [statement(other, "treaty")], other_ana, Stage.DONE)

        offered = preview_merge(store.path, [other.path])
        assert [some.names for some in offered.alike] == [("Ana", "ana")]
        with pytest.raises(NotAlikeError):
            merge(store, [other.path], joins=[("ana", "Anna")])
        merge(store, [other.path], joins=[("ana", "Ana")])

        assert [coder.name for coder in read_coders(store)] == ["Ana", "Bruno"]
        assert [some.coder_id for some in read_annotations(store)] == [ana]
        assert read_status(store, statement(store, "treaty"), ana).stage is Stage.DONE
        label(other, other_ana, "hold", "equality")
        merged(store, other)
        assert {some.coder_id for some in read_annotations(store)} == {ana}
        merged(other, store)
        assert substance(other)[1:] != []
        assert {coder.name for coder in read_coders(other)} == {"Ana", "Bruno"}


def test_joining_coders_can_be_undone(store: Store) -> None:
    ana, bruno = fill(store, draft(TEXT))
    label(store, ana, "treaty", "equality")
    label(store, bruno, "treaty", "equality")
    before = contents(store)

    join_coders(store, bruno, ana)
    assert {some.coder_id for some in read_annotations(store)} == {ana}
    store.undo()

    assert contents(store) == before


def test_a_dry_run_changes_nothing(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    label(two, read_coders(two)[1].id, "harbour", "security")
    before = contents(one)

    assert preview_merge(one.path, [two.path]).added == {"annotation": 1, "status": 1}

    assert contents(one) == before


def test_a_source_cut_at_two_units_waits_for_a_choice(tmp_path: Path, store: Store) -> None:
    fill(store)
    text = "One. Two 🇺🇳."
    halves = replace(draft(text), statements=(StatementDraft(Span(0, 4)), StatementDraft(Span(5, 12))))
    import_sources(store, Origin("a.txt", "0", "test"), [replace(halves, title="Beacon")])
    with Store.create(tmp_path / "other.annotator", title="Other") as other:
        carla, _ = fill(other, coders=("Carla", "Dan"))
        whole = replace(draft(text), title="Beacon", unit=Unit.PARAGRAPH)
        import_sources(other, Origin("a.txt", "0", "test"), [whole])
        label(other, carla, "Two", "security")
        before = contents(store)

        with pytest.raises(DifferentUnitsError, match="Beacon is cut into sentences in this project"):
            merged(store, other)
        assert contents(store) == before
        with copied(store, tmp_path / "third.annotator") as third:
            merge(store, [other.path], unit=Unit.SENTENCE)
            merge(third, [other.path], unit=Unit.PARAGRAPH)

            assert [row["text"] for row in store.rows("SELECT text FROM statement")] == ["One.", "Two 🇺🇳."]
            assert [row["text"] for row in third.rows("SELECT text FROM statement")] == [text]
        (annotation,) = read_annotations(store)
        assert annotation.quote == "Two"
        assert merged(store, other).changes_nothing


def test_memos_of_one_coder_on_one_thing_are_a_conflict_and_those_of_two_are_not(
    laptops: tuple[Store, Store],
) -> None:
    one, two = laptops
    ana, bruno = (coder.id for coder in read_coders(one))
    place = statement(one, "harbour")
    write_memo(one, ana, MemoOn.STATEMENT, place, "Who says so?")
    write_memo(two, bruno, MemoOn.STATEMENT, place, "שלום")

    assert merged(one, two).conflicts == ()
    assert {memo.text for memo in read_memos(one)} == {"Who says so?", "שלום"}

    write_memo(one, ana, MemoOn.STATEMENT, place, "The speaker.")
    write_memo(two, ana, MemoOn.STATEMENT, place, "The author.")
    (conflict,) = merged(one, two).conflicts
    assert {conflict.kept, conflict.other} == {"The speaker.", "The author."}
    assert merged(one, two).changes_nothing


def test_the_other_value_can_be_taken_and_given_back(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    ana = read_coders(one)[0].id
    place = statement(one, "treaty")
    set_stage(one, [place], ana, Stage.DONE)
    set_stage(two, [place], ana, Stage.EXCLUDED, reason="off topic")
    write_memo(one, ana, MemoOn.STATEMENT, place, "Compare §2 👀")
    write_memo(two, ana, MemoOn.STATEMENT, place, "قارن")
    first_stage, first_memo = Stage.DONE, "Compare §2 👀"

    conflicts = {conflict.table: conflict for conflict in merged(one, two).conflicts}
    held = {"status": conflicts["status"].kept, "memo": conflicts["memo"].kept}
    for conflict in conflicts.values():
        assert statement_in_conflict(one, conflict) == place
        take_other_value(one, conflict.uid)

    after = {conflict.table: conflict for conflict in read_conflicts(one)}
    assert waiting_conflicts(one) == 0
    assert {table: conflict.other for table, conflict in after.items()} == held
    stages = {read_status(one, place, ana).stage}
    memos = {memo.text for memo in read_memos(one)}
    reopen_conflicts(one, [conflict.uid for conflict in conflicts.values()])
    assert waiting_conflicts(one) == 2
    for conflict in conflicts.values():
        take_other_value(one, conflict.uid)
    stages.add(read_status(one, place, ana).stage)
    memos |= {memo.text for memo in read_memos(one)}
    assert stages == {first_stage, Stage.EXCLUDED}
    assert memos == {first_memo, "قارن"}


def test_a_key_goes_to_the_other_code_and_a_kept_label_goes_after_all(
    laptops: tuple[Store, Store],
) -> None:
    one, two = laptops
    framing = read_codebook(one).variables[0].id
    add_code(one, framing, "irony", key="7")
    add_code(two, framing, "threat", key="7")
    (mine,), (theirs,) = list(read_annotations(one)), list(read_annotations(two))
    delete_annotations(one, [mine.id])
    set_memo(two, theirs.id, "Keep this")
    conflicts = {conflict.table: conflict for conflict in merged(one, two).conflicts}

    take_other_value(one, conflicts["code"].uid)
    take_other_value(one, conflicts["annotation"].uid)

    keyed = [code.name for code in read_codebook(one).codes() if code.key == "7"]
    assert keyed == [conflicts["code"].other]
    assert list(read_annotations(one)) == []
    one.undo()
    assert [some.memo for some in read_annotations(one)] == ["Keep this"]


def test_a_code_that_was_kept_is_not_deleted_from_the_list(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    code = value(one, "domination").code_id
    assert code is not None
    delete_code(one, code)
    label(two, read_coders(two)[1].id, "harbour", "domination")
    (conflict,) = merged(one, two).conflicts

    with pytest.raises(NothingAgainstError, match="delete it where it stands"):
        take_other_value(one, conflict.uid)


def test_settled_answers_of_projects_begun_apart_are_one_layer(tmp_path: Path, store: Store) -> None:
    ana, _ = fill(store, draft(TEXT))
    here = label(store, ana, "treaty", "equality")
    settle(store, statement(store, "treaty"), take=[here])
    with Store.create(tmp_path / "other.annotator", title="Other") as other:
        (carla,) = fill(other, draft(TEXT), coders=("Carla",))
        there = label(other, carla, "harbour", "security")
        settle(other, statement(other, "harbour"), take=[there])
        with copied(store, tmp_path / "one.annotator") as one:
            merged(one, other)
            merged(other, store)

            for project in (one, other):
                coders = read_coders(project)
                (layer,) = [coder for coder in coders if coder.kind is CoderKind.ADJUDICATED]
                assert layer.uid == min(layer.uid for layer in _layers(store, other))
                settled = [some for some in read_annotations(project) if some.coder_id == layer.id]
                assert [some.quote for some in settled] == ["treaty", "harbour"]
                assert len(settlement_keys(project)) == 2
            assert [line for line in substance(one) if '"format": ' not in line] == [
                line for line in substance(other) if '"format": ' not in line
            ]
            assert merged(one, other).changes_nothing
            other.undo()
            assert len(settlement_keys(other)) == 1


def _layers(*stores: Store) -> list[Coder]:
    """The adjudicated coders as they are, or were before they were joined."""
    uids = {uuid5(NAMESPACE_URL, f"annotator:{read_head(one).uid}/adjudicated") for one in stores}
    return [Coder(CoderId(0), str(uid), "", CoderKind.ADJUDICATED) for uid in uids]


def test_done_with_nothing_is_something(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    bruno = read_coders(two)[1].id
    set_stage(two, [statement(two, "harbour")], bruno, Stage.DONE)

    found = merged(one, two)

    assert not found.changes_nothing
    assert found.added == {"status": 1}
    assert read_status(one, statement(one, "harbour"), bruno).stage is Stage.DONE


def test_what_changed_is_counted_by_kind(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    ana = read_coders(two)[0].id
    (there,) = read_annotations(two)
    set_values(two, there.id, read_codebook(two).variables[0].id, [value(two, "security")])
    set_stage(two, [there.statement_id], ana, Stage.DONE)
    write_memo(two, ana, MemoOn.CODE, 1, "Too wide?")
    settle(two, there.statement_id, take=[there.id])

    found = merged(one, two)

    assert found.added == {"coder": 1, "annotation": 1, "status": 1, "settlement": 1, "memo": 1}
    assert found.changed == {"annotation": 1, "value": 1, "status": 1}


def test_a_project_as_json_lines_is_merged_like_a_file(laptops: tuple[Store, Store], tmp_path: Path) -> None:
    one, two = laptops
    ana, bruno = (coder.id for coder in read_coders(two))
    label(two, bruno, "harbour", "domination")
    save_filter(two, "Flagged 🔵", QueueFilter(flagged=True))
    here = [statement(two, "harbour")]
    draw_sample(two, "Probe", here, size=1, seed="7", coder_ids=[ana, bruno])
    lines = tmp_path / "two مشروع.jsonl"
    export_file(two.path, "jsonl", lines)

    found = merge(one, [lines])

    expected = {"annotation": 1, "status": 1, "saved_filter": 1, "worklist": 1}
    assert (found.added, found.conflicts) == (expected, ())
    assert substance(one) == substance(two)
    step = one.next_undo()
    assert merge(one, [lines]).changes_nothing
    assert one.next_undo() == step
    one.undo()
    assert [some.quote for some in read_annotations(one)] == ["treaty"]


def test_keywords_of_two_laptops_come_together(laptops: tuple[Store, Store], tmp_path: Path) -> None:
    one, two = laptops
    keep_keywords(one, [Keywords("#0072B2", "sea"), Keywords("#D55E00", "harbour")])
    merged(two, one)
    sea, harbour = read_keywords(one)
    keep_keywords(one, [replace(sea, typed="sea, shore*"), harbour])
    keep_keywords(two, [sea, Keywords("#009E73", "/trea.y/")])
    lines = tmp_path / "two.jsonl"
    export_file(two.path, "jsonl", lines)

    tally = merged(one, two)
    merged(two, one)

    assert (tally.added, tally.changed, tally.conflicts) == ({"keyword_group": 1}, {}, ())
    assert [group.typed for group in read_keywords(one)] == ["sea, shore*", "/trea.y/"]
    assert read_keywords(one) == read_keywords(two)
    assert merge(one, [lines]).changes_nothing


def test_a_filter_changed_on_both_laptops_is_a_conflict(laptops: tuple[Store, Store]) -> None:
    one, two = laptops
    save_filter(one, "Mine", QueueFilter(flagged=True))
    merged(two, one)
    save_filter(one, "Mine", QueueFilter(noted=True))
    save_filter(two, "mine", QueueFilter(words="harbour"))

    conflicts = merged(one, two).conflicts

    # Only one of them gave it another name, so that holds and is no conflict.
    assert [(conflict.table, conflict.field) for conflict in conflicts] == [("saved_filter", "wishes")]
    assert [saved.name for saved in read_saved_filters(one, None)] == ["mine"]
    assert len(read_saved_filters(one, None)) == 1
