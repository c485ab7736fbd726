"""The codebook editor: variables and codes as a tree, the chosen one as a form beside it.

Every change is an edit of its own, made when the field is left: nothing waits for an OK, and undo
works as everywhere.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.edits.codebook_files import export_codebook, read_codebook_file
from annotator.edits.codebooks import import_codebook
from annotator.edits.codes import (
    add_code,
    add_variable,
    delete_code,
    merge_codes,
    move_code,
    move_variable,
    retire_code,
)
from annotator.errors import AnnotatorError
from annotator.gui import file_prompts, prompts
from annotator.gui.codebook_choice import ask_codebook
from annotator.gui.dialogs.code_form import CodeForm, VariableForm
from annotator.gui.dialogs.codebook_tree import NODE_ROLE, CodebookTree
from annotator.gui.dialogs.split_code import SplitCode
from annotator.gui.jobs import Job, read_job
from annotator.gui.widgets.flow import FlowBox
from annotator.gui.widgets.screen import fitting_size
from annotator.gui.words.terms import grouped, sentence
from annotator.gui.words.touched import touched_words
from annotator.gui.workspace import Workspace
from annotator.model.codebook import CODE_COLOURS, Code, CodeId, Variable, VariableId, VariableKind
from annotator.store.annotations import code_use, uses_of_codes
from annotator.store.changes import Changes
from annotator.store.code_use import use_of_code
from annotator.store.questioned import questioned_by_code
from annotator.store.store import Store

_KINDS = (VariableKind.CODES, VariableKind.CODE, VariableKind.ACTORS, VariableKind.NUMBER, VariableKind.TEXT)


class CodebookEditor(QDialog):
    """Stays open beside the window; shows what edits from elsewhere change.

    `questioned_wanted`: the labels that changed definitions put in question should be seen.
    """

    questioned_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codebookEditor")
        self.setWindowTitle(self.tr("Codebook"))
        self._workspace = workspace
        self._questioned: dict[CodeId, int] = {}
        self._uses: dict[CodeId, int] = {}
        self._counting: Job | None = None
        self._model = QStandardItemModel(self)
        self.tree = CodebookTree()
        self.tree.setObjectName("codebookTree")
        self.tree.setAccessibleName(self.tr("Variables and codes"))
        self.tree.setModel(self._model)
        self.tree.setHeaderHidden(True)
        self.tree.setEditTriggers(CodebookTree.EditTrigger.NoEditTriggers)
        self.tree.selectionModel().currentChanged.connect(self._show_form)
        self.tree.code_dropped.connect(self._move_code)
        self.tree.variable_dropped.connect(self._move_variable)
        self.tree.refused.connect(self._refuse)
        self.code_form = CodeForm(workspace)
        self.variable_form = VariableForm(workspace)
        self._forms = QStackedWidget()
        for form in (QWidget(), self.variable_form, self.code_form):
            self._forms.addWidget(form)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._forms.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        scrolled.setWidget(self._forms)
        split = QSplitter()
        split.addWidget(self.tree)
        split.addWidget(scrolled)
        split.setSizes([360, 560])
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(self._buttons())
        self.code_form.questioned_wanted.connect(self.questioned_wanted)
        workspace.changed.connect(self._follow)
        workspace.closed.connect(self.close)
        self.refresh()
        self._count_aside()
        self.resize(fitting_size(self, 920, 620))

    def refresh(self) -> None:
        """Show the codebook as it is; the chosen row stays chosen."""
        chosen = self._chosen()
        self._model.clear()
        for variable in self._workspace.codebook.variables:
            head = _item(
                variable.name if variable.active else self.tr("{name} (off)").format(name=variable.name)
            )
            head.setData(variable, NODE_ROLE)
            self._model.appendRow([head, _count(0)])
            self._add_codes(head, variable, None)
        self._size_columns()
        self.tree.expandAll()
        self._choose(chosen)

    def _size_columns(self) -> None:
        head = self.tree.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def choose_code(self, code_id: CodeId) -> None:
        """Put a code into the form."""
        self._choose(next((code for code in self._workspace.codebook.codes() if code.id == code_id), None))

    def add_code(self) -> None:
        """Ask for a name and put a code below the chosen variable, or beside the chosen code."""
        variable_id = self._variable_id()
        name = prompts.ask_text(self, self.tr("Add a code"), self.tr("Name")) if variable_id else None
        if variable_id and name:
            taken = len(self._workspace.codebook.variable(variable_id).codes)
            colour = CODE_COLOURS[taken % len(CODE_COLOURS)]
            made = self._workspace.edit(add_code, variable_id, name, colour=colour)
            if made is not None:
                self.choose_code(made)

    def add_variable(self) -> None:
        """Ask for a name and a kind."""
        name = prompts.ask_text(self, self.tr("Add a variable"), self.tr("Name"))
        if not name:
            return
        words = [
            self.tr("several codes"),
            self.tr("one code"),
            self.tr("actors"),
            self.tr("a number"),
            self.tr("free text"),
        ]
        kind = prompts.ask_choice(self, self.tr("Add a variable"), self.tr("What does it take?"), words)
        if kind is not None:
            self._workspace.edit(add_variable, name, _KINDS[kind])

    def retire(self) -> None:
        """Offer the chosen code no more, or again."""
        code = self._chosen()
        if isinstance(code, Code):
            self._workspace.edit(retire_code, code.id, retired=not code.retired)

    def delete(self) -> None:
        """Delete the chosen code, after saying what that touches."""
        code = self._chosen()
        if not isinstance(code, Code):
            return
        use = use_of_code(self._workspace.store, code.id)
        if use.is_nothing:
            self._workspace.edit(delete_code, code.id, for_good=True)
            return
        ways = [self.tr("Retire it: it is offered no more and stays where it was given")]
        ways += [self.tr("Delete it for good: all of that loses it; undo brings it back")]
        chosen = prompts.ask_choice(self, self.tr("Delete code"), touched_words(code.name, use), ways)
        if chosen == 0:
            self._workspace.edit(retire_code, code.id)
        elif chosen == 1:
            self._workspace.write(
                self.tr("Delete code"),
                lambda store, _: delete_code(store, code.id, for_good=True),
                rows=self._at_once(sum(use.annotations.values()) + use.memos),
            )

    def merge(self) -> None:
        """Ask for the code that takes over what the chosen one holds."""
        code = self._chosen()
        if not isinstance(code, Code):
            return
        others = [
            other
            for other in self._workspace.codebook.variable(code.variable_id).codes
            if other.id != code.id and not other.retired
        ]
        chosen = prompts.ask_choice(
            self,
            self.tr("Merge"),
            self.tr("Which code takes over what {name} holds?").format(name=code.name),
            [other.name for other in others],
        )
        if chosen is not None:
            into = others[chosen].id
            self._workspace.write(
                self.tr("Merge codes"),
                lambda store, _: merge_codes(store, code.id, into),
                rows=self._at_once(code_use(self._workspace.store, code.id)),
            )

    def split(self) -> None:
        """Ask which annotations take a new code instead of the chosen one."""
        code = self._chosen()
        if isinstance(code, Code):
            SplitCode(self._workspace, code, self).open()

    def _at_once(self, rows: int) -> int | None:
        """How many rows are written; None in a large project, whose snapshot before it takes a moment."""
        return None if self._workspace.is_large else rows

    def shift(self, by: int) -> None:
        """Let the chosen code or variable change places with its neighbour."""
        node = self._chosen()
        codebook = self._workspace.codebook
        if isinstance(node, Code):
            ids = [code.id for code in codebook.variable(node.variable_id).codes]
            place = min(max(0, ids.index(node.id) + by), len(ids) - 1)
            self._workspace.edit(move_code, node.id, place, parent_id=node.parent_id)
        elif isinstance(node, Variable):
            variables = [variable.id for variable in codebook.variables]
            place = min(max(0, variables.index(node.id) + by), len(variables) - 1)
            self._workspace.edit(move_variable, node.id, place)

    def export(self) -> None:
        """Write the codebook as a file that other projects can begin with."""
        path = file_prompts.ask_new_file(
            self, self.tr("Export codebook"), "codebook.json", "*.json *.csv *.qdc"
        )
        if path is not None:
            self._workspace.edit(export_codebook, path)

    def import_(self) -> None:
        """Add the variables of a ready-made codebook, or of a file: JSON, a table, or REFI-QDA."""
        path = ask_codebook(self)
        if path is None:
            return
        self._workspace.write(
            self.tr("Import codebook"),
            lambda store, _: import_codebook(store, read_codebook_file(path)),
            partial(self._tell_import, path.name),
            self._tell_failure,
        )

    def _tell_import(self, name: str, count: int) -> None:
        if count == 0:
            self._workspace.say(self.tr("All variables of {name} are here already."), name=name)

    def _tell_failure(self, error: AnnotatorError) -> None:
        prompts.warn(self, self.tr("Import codebook"), sentence(error.sentence, error.values))

    def _move_code(self, code: Code, place: int, parent_id: CodeId | None) -> None:
        self._workspace.edit(move_code, code.id, place, parent_id=parent_id)

    def _move_variable(self, variable: Variable, place: int) -> None:
        self._workspace.edit(move_variable, variable.id, place)

    def _refuse(self) -> None:
        self._workspace.say(self.tr("A code stays in its variable, for it answers that variable’s question."))

    def _buttons(self) -> FlowBox:
        box = FlowBox(self, gap=8)
        row: list[QWidget] = []
        for name, text, slot in (
            ("editorAddCode", self.tr("Add code …"), self.add_code),
            ("editorAddVariable", self.tr("Add variable …"), self.add_variable),
            ("editorUp", self.tr("Up"), partial(self.shift, -1)),
            ("editorDown", self.tr("Down"), partial(self.shift, 1)),
            ("editorMerge", self.tr("Merge into …"), self.merge),
            ("editorSplit", self.tr("Split …"), self.split),
            ("editorRetire", self.tr("Retire or restore"), self.retire),
            ("editorDelete", self.tr("Delete …"), self.delete),
            ("editorImport", self.tr("Import …"), self.import_),
            ("editorExport", self.tr("Export …"), self.export),
        ):
            button = QPushButton(text, box)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.append(button)
        box.set_row(row)
        return box

    def _add_codes(self, above: QStandardItem, variable: Variable, parent_id: CodeId | None) -> None:
        for code in variable.codes:
            if code.parent_id == parent_id:
                name = self.tr("{name} (retired)").format(name=code.name) if code.retired else code.name
                item = _item(f"{name}   {code.key.upper()}".rstrip(), code.colour)
                item.setData(code, NODE_ROLE)
                above.appendRow([item, _count(self._uses.get(code.id, 0))])
                self._add_codes(item, variable, code.id)

    def _chosen(self) -> Code | Variable | None:
        index = self.tree.currentIndex()
        node = index.data(NODE_ROLE) if index.isValid() else None
        return node if isinstance(node, Code | Variable) else None

    def _variable_id(self) -> VariableId | None:
        node = self._chosen()
        if isinstance(node, Variable):
            return node.id
        return node.variable_id if isinstance(node, Code) else None

    def _choose(self, node: Code | Variable | None) -> None:
        if node is None:
            return
        for index in self._indexes(QModelIndex()):
            found = index.data(NODE_ROLE)
            if type(found) is type(node) and found.id == node.id:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.tree.selectionModel().setCurrentIndex(index, flags)
                self._show_form()
                return

    def _indexes(self, above: QModelIndex) -> list[QModelIndex]:
        found: list[QModelIndex] = []
        for row in range(self._model.rowCount(above)):
            index = self._model.index(row, 0, above)
            found += [index, *self._indexes(index)]
        return found

    def _show_form(self) -> None:
        node = self._chosen()
        if isinstance(node, Code):
            used = code_use(self._workspace.store, node.id)
            self.code_form.show_code(node, used, self._questioned.get(node.id, 0))
            self._forms.setCurrentWidget(self.code_form)
        elif isinstance(node, Variable):
            self.variable_form.show_variable(node)
            self._forms.setCurrentWidget(self.variable_form)
        else:
            self._forms.setCurrentIndex(0)

    def _follow(self, changes: Changes) -> None:
        if changes.touch("code", "variable", "project"):
            self.refresh()
        if changes.touch("code", "annotation", "value"):
            self._count_aside()

    def _count_aside(self) -> None:
        """Count aside how often codes stand, and what changed definitions put in question."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = read_job(self, self._workspace, _counts, self._take_counts)

    def _take_counts(self, found: tuple[dict[CodeId, int], dict[CodeId, int]]) -> None:
        self._counting = None
        self._uses, self._questioned = found
        for index in self._indexes(QModelIndex()):
            code = index.data(NODE_ROLE)
            if isinstance(code, Code):
                beside = self._model.itemFromIndex(index.siblingAtColumn(1))
                beside.setText(_figure(self._uses.get(code.id, 0)))
        self._show_form()


def _counts(store: Store) -> tuple[dict[CodeId, int], dict[CodeId, int]]:
    return uses_of_codes(store), questioned_by_code(store)


def _figure(count: int) -> str:
    return grouped(count) if count else ""


def _count(count: int) -> QStandardItem:
    """How often a code stands, at the right; it is neither chosen nor dragged."""
    item = QStandardItem(_figure(count))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _item(name: str, colour: str = "") -> QStandardItem:
    item = QStandardItem(name)
    if colour:
        swatch = QPixmap(10, 14)
        swatch.fill(QColor(colour))
        item.setIcon(QIcon(swatch))
    return item
