from __future__ import annotations

from pathlib import Path

import pytest

from annotator.edits.again import begin_again
from annotator.edits.annotations import delete_annotations, set_memo
from annotator.edits.coders import rename_coder
from annotator.edits.correcting import Correction, correct
from annotator.edits.frozen import freeze_coding
from annotator.edits.log import answer_question, write_log
from annotator.edits.memos import write_memo
from annotator.edits.sharing import copy_for, erase_coder, erase_source, pseudonymise
from annotator.edits.statuses import set_flag, set_stage
from annotator.errors import FileExistsAlreadyError, NoSuchCoderError, NoSuchSourceError
from annotator.model.annotation import Stage
from annotator.model.memo import MemoOn
from annotator.store.annotations import read_annotations
from annotator.store.checking import find_problems
from annotator.store.corpus import read_sources
from annotator.store.frozen import read_frozen
from annotator.store.log import read_log
from annotator.store.registers import read_coders
from annotator.store.store import Store
from annotator.store.worklists import read_worklists
from tests.builders import draft, fill, label, statement
from tests.edits.merging.cases import copied, merged, substance

TEXT = "No treaty 🇺🇳 can hold.\nשלום to the harbour."
SECRETS = ("Brunhilde", "brunhilde", "Xanthippe-memo", "a-secret-note", "Zweifel-שם", "deleted-words")


@pytest.fixture
def shared(store: Store) -> Store:
    """Ana's work, and Brunhilde's with words that may not be found elsewhere."""
    ana, bruno = fill(
        store, draft(TEXT), draft("Second source, secret.", title="Secret"), coders=("Ana", "Bruno")
    )
    rename_coder(store, bruno, "Brunhilde")
    mine = label(store, ana, "treaty", "equality")
    set_memo(store, mine, "Mine 👀")
    theirs = label(store, bruno, "harbour", "security")
    set_memo(store, theirs, "Xanthippe-memo")
    gone = label(store, bruno, "שלום", "domination")
    set_memo(store, gone, "deleted-words")
    delete_annotations(store, [gone])
    set_flag(store, statement(store, "harbour"), bruno, flagged=True, note="a-secret-note")
    set_stage(store, [statement(store, "harbour")], ana, Stage.DONE)
    write_memo(store, bruno, MemoOn.STATEMENT, statement(store, "treaty"), "Zweifel-שם")
    return store


def found_in(path: Path, words: tuple[str, ...] = SECRETS) -> list[str]:
    content = path.read_bytes()
    return [word for word in words if word.encode() in content or word.encode("utf-16-le") in content]


def test_a_copy_for_one_coder_holds_nothing_of_the_others(shared: Store, tmp_path: Path) -> None:
    target = tmp_path / "für Ana 📁.annotator"

    copy_for(shared.path, "Ana", target)

    assert found_in(target) == []
    with Store(target, write=False) as copy:
        assert [some.memo for some in read_annotations(copy)] == ["Mine 👀"]
        assert [coder.name for coder in read_coders(copy)] == ["Ana"]
        assert copy.rows("SELECT * FROM step") == []
        assert copy.rows("SELECT rowid FROM statement_search WHERE statement_search MATCH 'harbour'") != []
        assert list(find_problems(copy)) == []


def test_a_copy_for_one_coder_merges_back(shared: Store, tmp_path: Path) -> None:
    target = tmp_path / "ana.annotator"
    copy_for(shared.path, "Ana", target)
    before = substance(shared)
    with Store(target, write=True) as copy:
        assert merged(shared, copy).changes_nothing
        assert substance(shared) == before
        label(copy, read_coders(copy)[0].id, "harbour", "equality")
        (mine, _) = read_annotations(copy)
        set_memo(copy, mine.id, "Mine, again")

        found = merged(shared, copy)

    assert (found.added, found.conflicts) == ({"annotation": 1}, ())
    memos = {some.memo for some in read_annotations(shared)}
    assert memos == {"Mine, again", "Xanthippe-memo", ""}


def test_pseudonyms_stand_for_coders_everywhere_and_the_key_is_apart(shared: Store, tmp_path: Path) -> None:
    (first, *_) = read_annotations(shared)
    set_memo(shared, first.id, "Ask brunhilde, says Ana; anagram stays")
    target, key = tmp_path / "shared.annotator", tmp_path / "key.csv"

    pseudonymise(shared.path, target, key)

    assert found_in(target, ("Brunhilde", "brunhilde")) == []
    lines = key.read_text(encoding="utf-8").splitlines()
    names = {line.split(",")[1]: line.split(",")[0] for line in lines[1:]}
    assert set(names) == {"Ana", "Brunhilde"}
    with Store(target, write=False) as copy:
        assert {coder.name for coder in read_coders(copy)} == {"Coder 1", "Coder 2"}
        by_memo = {some.memo: some.coder_id for some in read_annotations(copy)}
        pseudonyms = {coder.id: coder.name for coder in read_coders(copy)}
        assert pseudonyms[by_memo["Xanthippe-memo"]] == names["Brunhilde"]
        assert f"Ask {names['Brunhilde']}, says {names['Ana']}; anagram stays" in by_memo
        uids = {coder.uid for coder in read_coders(shared)}
        assert uids.isdisjoint(coder.uid for coder in read_coders(copy))
        assert found_in(target, tuple(uids)) == []
        assert list(find_problems(copy)) == []
    with pytest.raises(FileExistsAlreadyError):
        pseudonymise(shared.path, tmp_path / "again.annotator", key)


def test_an_erased_coder_leaves_no_byte_and_does_not_come_back(shared: Store, tmp_path: Path) -> None:
    with copied(shared, tmp_path / "copy.annotator") as copy:
        erase_coder(shared, "Brunhilde")

        assert found_in(shared.path) == []
        assert shared.next_undo() is None
        merged(shared, copy)
        assert [coder.name for coder in read_coders(shared)] == ["Ana"]
        assert [some.memo for some in read_annotations(shared)] == ["Mine 👀"]
        assert list(find_problems(shared)) == []
        merged(copy, shared)
        assert [coder.name for coder in read_coders(copy)] == ["Ana"]
    with pytest.raises(NoSuchCoderError):
        erase_coder(shared, "Brunhilde")


def test_a_second_pass_goes_with_the_coder_whose_it_is(shared: Store, tmp_path: Path) -> None:
    ana, bruno = read_coders(shared)
    set_stage(shared, [statement(shared, "harbour")], bruno.id, Stage.DONE)
    again, _ = begin_again(shared, bruno.id, size=1, seed="7")
    label(shared, again, "harbour", "security")
    with copied(shared, tmp_path / "copy.annotator") as copy:
        erase_coder(shared, "Brunhilde")

        assert found_in(shared.path) == []
        merged(shared, copy)
        assert found_in(shared.path) == []
        merged(copy, shared)
        for store in (shared, copy):
            assert [coder.name for coder in read_coders(store)] == [ana.name]
            assert read_worklists(store) == ()
            assert list(find_problems(store)) == []


def test_an_erased_source_leaves_no_byte_and_does_not_come_back(shared: Store, tmp_path: Path) -> None:
    (uid,) = [row["uid"] for row in shared.rows("SELECT uid FROM source WHERE title = 'Secret'")]
    ana = read_coders(shared)[0].id
    with copied(shared, tmp_path / "copy.annotator") as copy:
        label(copy, ana, "Second", "security")
        erase_source(shared, uid)

        assert found_in(shared.path, ("Second source", "second")) == []
        merged(shared, copy)
        assert len(shared.rows("SELECT * FROM source")) == 1
        merged(copy, shared)
        assert len(copy.rows("SELECT * FROM source")) == 1
    with pytest.raises(NoSuchSourceError):
        erase_source(shared, uid)


def test_what_was_erased_does_not_come_back_with_changes_made_elsewhere(
    shared: Store, tmp_path: Path
) -> None:
    with copied(shared, tmp_path / "laptop.annotator") as laptop:
        secret = statement(laptop, "Second source")
        correct(laptop, [secret], Correction(title="Secret after all", said="2031-03-03"))
        rename_coder(laptop, read_coders(laptop)[1].id, "Brunhilde again")
        label(laptop, read_coders(laptop)[1].id, "treaty 🇺🇳", "security")
        label(laptop, read_coders(laptop)[0].id, "Second source", "equality")
        erase_coder(shared, "Brunhilde")
        erase_source(shared, list(read_sources(shared))[1].uid)
        before = substance(shared)

        merged(shared, laptop)
        assert substance(shared) == before
        merged(laptop, shared)

        assert [coder.name for coder in read_coders(laptop)] == ["Ana"]
        assert len(list(read_sources(laptop))) == 1
        assert list(find_problems(laptop)) == []


def test_what_the_log_and_frozen_coding_say_of_the_erased_does_not_come_back(
    shared: Store, tmp_path: Path
) -> None:
    ana, bruno = read_coders(shared)
    set_stage(shared, [statement(shared, "harbour"), statement(shared, "Second")], bruno.id, Stage.DONE)
    set_stage(shared, [statement(shared, "Second")], ana.id, Stage.DONE)
    question = write_log(shared, ana.id, "Who asks?", is_question=True)
    answer_question(shared, question, bruno.id, "Xanthippe-memo")
    write_log(shared, bruno.id, "a-secret-note")
    write_log(shared, ana.id, "About this", statement_id=statement(shared, "Second"))
    (secret,) = shared.rows(
        "SELECT source.uid AS source, statement.uid FROM source JOIN statement "
        "ON source_id = source.id WHERE title = 'Secret'"
    )
    with copied(shared, tmp_path / "copy.annotator") as copy:
        freeze_coding(copy, "Later")
        erase_coder(shared, "Brunhilde")
        erase_source(shared, secret["source"])

        merged(shared, copy)
        merged(copy, shared)

        for store in (shared, copy):
            assert [(entry.text, entry.answer) for entry in read_log(store)] == [("Who asks?", "")]
            (frozen,) = read_frozen(store, whole=True)
            assert bruno.uid not in frozen.coding
            assert secret["uid"] not in frozen.coding
            assert ana.uid in frozen.coding
