from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox
from pytestqt.qtbot import QtBot

from annotator.edits.annotations import delete_annotations
from annotator.edits.codes import change_code, set_opposite
from annotator.edits.memos import write_memo
from annotator.edits.projects import create_project
from annotator.gui import file_prompts, prompts
from annotator.gui.dialogs.codebook_editor import CodebookEditor
from annotator.gui.dialogs.split_code import SplitCode
from annotator.gui.main_window import MainWindow
from annotator.gui.preferences import Preferences
from annotator.gui.workspace import Workspace
from annotator.model.codebook import Code, CodeId
from annotator.model.memo import MemoOn
from annotator.store.annotations import read_annotations
from annotator.store.store import Store
from tests.builders import contents, draft, fill, label
from tests.gui.in_front import put_in_front

Where = QAbstractItemView.DropIndicatorPosition


@pytest.fixture
def editor(qtbot: QtBot, workspace: Workspace) -> CodebookEditor:
    ana, _ = fill(workspace.store, draft("One two."))
    label(workspace.store, ana, "One", "equality")
    made = CodebookEditor(workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def names(workspace: Workspace) -> list[str]:
    return [code.name for code in workspace.codebook.variables[0].codes]


def code(workspace: Workspace, name: str) -> Code:
    (found,) = [code for code in workspace.codebook.codes() if code.name == name]
    return found


def test_a_field_is_saved_when_it_is_left(qtbot: QtBot, editor: CodebookEditor, workspace: Workspace) -> None:
    editor.choose_code(CodeId(1))
    form = editor.code_form
    form.definition.setFocus()
    form.definition.selectAll()
    qtbot.keyClicks(form.definition, "All states are equal.")
    form.name.setFocus()
    form.name.selectAll()
    qtbot.keyClicks(form.name, "sovereign equality")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)

    assert code(workspace, "sovereign equality").definition == "All states are equal."
    workspace.undo()
    assert "equality" in names(workspace)


def test_a_taken_key_is_refused_with_a_sentence(
    qtbot: QtBot, editor: CodebookEditor, workspace: Workspace
) -> None:
    editor.choose_code(CodeId(3))
    editor.code_form.key.setText("1")

    with qtbot.waitSignal(workspace.failed) as heard:
        editor.code_form.key.editingFinished.emit()

    assert heard.args is not None
    assert heard.args[1] == {"key": "1", "name": "equality"}
    assert code(workspace, "security").key == "3"


def test_codes_are_added_merged_retired_and_moved(
    editor: CodebookEditor, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "ask_text", lambda *_, **__: "legal order")
    monkeypatch.setattr(prompts, "ask_choice", lambda *_: 0)
    editor.choose_code(CodeId(1))

    editor.add_code()
    editor.shift(-1)
    assert names(workspace) == ["equality", "domination", "legal order", "security"]
    editor.choose_code(CodeId(1))
    editor.merge()

    assert code(workspace, "equality").retired
    editor.retire()
    assert not code(workspace, "equality").retired


def test_an_opposite_is_chosen_and_taken_back(
    editor: CodebookEditor, workspace: Workspace, qtbot: QtBot
) -> None:
    editor.choose_code(CodeId(1))
    box = editor.findChild(QComboBox, "codeOpposite")
    assert isinstance(box, QComboBox)
    editor.show()

    for key, expected in ((Qt.Key.Key_Down, CodeId(2)), (Qt.Key.Key_Up, None)):
        box.setFocus()
        qtbot.keyClick(box, key)

        assert code(workspace, "equality").opposite_id == expected
        assert code(workspace, "domination").opposite_id == (expected and CodeId(1))


def test_deleting_says_what_it_touches(
    editor: CodebookEditor, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter((None, 0, 1))

    def choose(_parent: object, _title: str, question: str, _ways: object) -> int | None:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(prompts, "ask_choice", choose)
    (ana, *_) = workspace.head.coders
    write_memo(workspace.store, ana.id, MemoOn.CODE, 1, "Too wide?")
    set_opposite(workspace.store, CodeId(2), CodeId(1))
    before = contents(workspace.store)
    editor.choose_code(CodeId(1))

    editor.delete()
    assert contents(workspace.store) == before
    editor.delete()
    assert code(workspace, "equality").retired
    editor.delete()

    assert asked[0].splitlines() == [
        "What shall become of “equality”?",
        "It stands in 1 annotation: Ana 1.",
        "Memos on it: 1.",
        "It is the opposite of domination.",
    ]
    assert names(workspace) == ["domination", "security"]
    workspace.undo()
    workspace.undo()
    assert contents(workspace.store) == before


def test_labels_from_before_a_definition_changed_are_counted(
    qtbot: QtBot, editor: CodebookEditor, workspace: Workspace
) -> None:
    editor.choose_code(CodeId(1))
    assert not editor.code_form.questioned.isVisible()

    change_code(workspace.store, CodeId(1), definition="Equal in law.")

    qtbot.waitUntil(editor.code_form.questioned.isVisible)
    assert editor.code_form.questioned.text().startswith("1 annotation from before")
    with qtbot.waitSignal(editor.questioned_wanted):
        qtbot.mouseClick(editor.code_form.questioned, Qt.MouseButton.LeftButton)


def test_each_code_says_how_often_it_stands(
    qtbot: QtBot, editor: CodebookEditor, workspace: Workspace
) -> None:
    def counts() -> list[str]:
        model = editor.tree.model()
        framing = model.index(0, 0)
        return [model.index(row, 1, framing).data() for row in range(model.rowCount(framing))]

    qtbot.waitUntil(lambda: counts() == ["1", "", ""])
    annotation = next(iter(read_annotations(workspace.store)))
    workspace.edit(delete_annotations, [annotation.id])
    qtbot.waitUntil(lambda: counts() == ["", "", ""])


def test_a_code_that_nobody_used_goes_unasked(editor: CodebookEditor, workspace: Workspace) -> None:
    editor.choose_code(CodeId(3))

    editor.delete()

    assert names(workspace) == ["equality", "domination"]


def test_the_codebook_goes_out_as_a_file(
    editor: CodebookEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_prompts, "ask_new_file", lambda *_: tmp_path / "codes.json")

    editor.export()

    assert "equality" in (tmp_path / "codes.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["qdc", "csv", "json"])
def test_a_codebook_goes_out_in_every_form_and_comes_in_elsewhere(
    editor: CodebookEditor,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    path = tmp_path / f"codes.{ending}"
    monkeypatch.setattr(file_prompts, "ask_new_file", lambda *_: path)
    choose_a_file(monkeypatch, path)
    names = [code.name for code in workspace.codebook.variables[0].codes]
    editor.export()
    create_project(tmp_path / "other.annotator", title="Other", codebook="none").close()
    workspace.show_store(Store(tmp_path / "other.annotator", write=True))
    elsewhere = CodebookEditor(workspace)
    qtbot.addWidget(elsewhere)

    elsewhere.import_()
    qtbot.waitUntil(lambda: workspace.writing is None and bool(workspace.codebook.variables))

    assert [code.name for code in workspace.codebook.variables[0].codes] == names
    workspace.undo()
    assert workspace.codebook.variables == ()


@pytest.mark.parametrize(
    ("moved", "onto", "where", "order", "parents"),
    [
        (0, 2, Where.BelowItem, ["domination", "security", "equality"], [None, None, None]),
        (2, 0, Where.AboveItem, ["security", "equality", "domination"], [None, None, None]),
        (2, 0, Where.OnItem, ["equality", "security", "domination"], [None, "equality", None]),
        (0, None, Where.OnItem, ["domination", "security", "equality"], [None, None, None]),
    ],
)
def test_a_dragged_code_stands_where_it_was_dropped_in_one_step(
    editor: CodebookEditor,
    workspace: Workspace,
    moved: int,
    onto: int | None,
    where: Where,
    order: list[str],
    parents: list[str | None],
) -> None:
    model = editor.tree.model()
    framing = model.index(0, 0)
    target = framing if onto is None else model.index(onto, 0, framing)

    editor.tree.drop_at(model.index(moved, 0, framing), target, where)

    assert names(workspace) == order
    codes = workspace.codebook.variables[0].codes
    by_id = {found.id: found.name for found in codes}
    assert [found.parent_id and by_id[found.parent_id] for found in codes] == parents
    workspace.undo()
    assert names(workspace) == ["equality", "domination", "security"]


def test_a_code_is_not_dragged_into_another_variable(
    qtbot: QtBot, editor: CodebookEditor, workspace: Workspace
) -> None:
    model = editor.tree.model()
    before = workspace.codebook

    with qtbot.waitSignal(workspace.said) as heard:
        editor.tree.drop_at(model.index(0, 0, model.index(0, 0)), model.index(1, 0), Where.OnItem)

    assert heard.args is not None
    assert "stays in its variable" in heard.args[0]
    assert workspace.codebook == before


def test_a_variable_is_dragged_behind_another(editor: CodebookEditor, workspace: Workspace) -> None:
    model = editor.tree.model()

    editor.tree.drop_at(model.index(0, 0), model.index(1, 0), Where.BelowItem)

    assert [variable.name for variable in workspace.codebook.variables] == ["claim type", "framing", "target"]


def test_a_table_of_codes_is_imported(
    editor: CodebookEditor,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "tone.csv"
    path.write_text("variable,code\ntone,sharp\ntone,mild\n", encoding="utf-8")
    choose_a_file(monkeypatch, path)

    editor.import_()
    qtbot.waitUntil(lambda: workspace.writing is None)

    assert [found.name for found in workspace.codebook.variables[-1].codes] == ["sharp", "mild"]


def choose_a_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The hand takes a file, not a ready-made codebook."""
    monkeypatch.setattr(
        prompts, "ask_choice", lambda _parent, _title, _question, ways: ways.index("From a file …")
    )
    monkeypatch.setattr(file_prompts, "ask_file", lambda *_: path)


def test_a_ready_made_codebook_is_added_beside_what_is_there(
    editor: CodebookEditor, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [variable.name for variable in workspace.codebook.variables]

    def choose(_parent: object, _title: str, _question: str, ways: list[str]) -> int:
        return next(place for place, way in enumerate(ways) if way.startswith("Narrative roles:"))

    monkeypatch.setattr(prompts, "ask_choice", choose)

    editor.import_()
    qtbot.waitUntil(lambda: workspace.writing is None)

    assert [v.name for v in workspace.codebook.variables][len(before) :][:2] == ["role", "plot"]


def test_a_broken_file_is_explained(
    editor: CodebookEditor,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "broken.qdc"
    path.write_text("<CodeBook>", encoding="utf-8")
    told: list[str] = []
    choose_a_file(monkeypatch, path)
    monkeypatch.setattr(prompts, "warn", lambda *words: told.append(words[2]))

    editor.import_()
    qtbot.waitUntil(lambda: workspace.writing is None)

    assert told
    assert told[0].startswith("broken.qdc is not a codebook that can be read")


def test_attributes_are_lines_and_come_back_by_undo_in_the_editor(
    qtbot: QtBot, tmp_path: Path, project_file: Path
) -> None:
    window = MainWindow(Preferences(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.show()
    put_in_front(window, project_file)
    window.actions_["editCodebook"].trigger()
    (editor,) = window.findChildren(CodebookEditor)
    editor.choose_code(CodeId(1))
    editor.activateWindow()
    editor.code_form.attributes.setFocus()
    qtbot.waitUntil(editor.code_form.attributes.hasFocus)
    qtbot.keyClicks(editor.code_form.attributes, "kind: order")
    editor.tree.setFocus()
    assert code(window.workspace, "equality").attributes == {"kind": "order"}

    qtbot.waitUntil(editor.tree.hasFocus)
    qtbot.keyClick(editor.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert code(window.workspace, "equality").attributes == {}
    assert editor.code_form.attributes.toPlainText() == ""
    editor.close()
    window.close()


def test_a_code_is_split_by_its_words(qtbot: QtBot, workspace: Workspace) -> None:
    ana, _ = fill(workspace.store, draft("One harbour.\nTwo shores.\nThree harbours."))
    for words in ("One", "shores", "harbours"):
        label(workspace.store, ana, words, "equality")
    dialog = SplitCode(workspace, code(workspace, "equality"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    model = dialog.list.model()
    qtbot.waitUntil(lambda: model.rowCount() == 3)
    assert not dialog.act.isEnabled()

    qtbot.keyClicks(dialog.search, "HARBOUR")
    assert model.rowCount() == 1
    model.setData(model.index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    dialog.search.clear()
    assert dialog.count.text() == "1 annotation of 3 take the new code."
    qtbot.keyClicks(dialog.name, "harbour order")
    qtbot.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    assert not dialog.isVisible()
    made = {found.quote: found.values[0].code_id for found in read_annotations(workspace.store)}
    assert made["harbours"] == code(workspace, "harbour order").id
    assert made["shores"] == made["One"] == code(workspace, "equality").id
    workspace.undo()
    assert "harbour order" not in names(workspace)
