"""The tree of the codebook, whose rows are moved by dragging."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from annotator.model.codebook import Code, CodeId, Variable

NODE_ROLE = Qt.ItemDataRole.UserRole
"""The Code or Variable of a row."""


class CodebookTree(QTreeView):
    """Drops move nothing by themselves.

    `code_dropped`: a code, its new place among the codes of its variable, and the code it then lies below.
    `variable_dropped`: a variable and its new place. `refused`: a code was dropped into another variable.
    """

    code_dropped = Signal(object, int, object)
    variable_dropped = Signal(object, int)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped where; the tree is shown anew when the store has it."""
        target = self.indexAt(event.position().toPoint())
        self.drop_at(self.currentIndex(), target, self.dropIndicatorPosition())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def drop_at(
        self,
        moved: QModelIndex | QPersistentModelIndex,
        target: QModelIndex,
        where: QAbstractItemView.DropIndicatorPosition,
    ) -> None:
        """Say where a row would come to stand, dropped on, above or below another one."""
        node = moved.data(NODE_ROLE)
        onto = target.data(NODE_ROLE) if target.isValid() else None
        below = where is not QAbstractItemView.DropIndicatorPosition.AboveItem
        if isinstance(node, Variable):
            self._drop_variable(node, onto, below=below)
        elif isinstance(node, Code) and onto is not None:
            self._drop_code(node, onto, where)

    def _drop_variable(self, node: Variable, onto: Code | Variable | None, *, below: bool) -> None:
        ids = [variable.id for variable in self._variables()]
        wanted = onto.variable_id if isinstance(onto, Code) else onto.id if onto is not None else None
        others = [variable_id for variable_id in ids if variable_id != node.id]
        if wanted == node.id:
            return
        place = len(others) if wanted is None else others.index(wanted) + below
        self.variable_dropped.emit(node, place)

    def _drop_code(
        self, node: Code, onto: Code | Variable, where: QAbstractItemView.DropIndicatorPosition
    ) -> None:
        variable_id = onto.variable_id if isinstance(onto, Code) else onto.id
        if variable_id != node.variable_id:
            self.refused.emit()
            return
        variable = next(found for found in self._variables() if found.id == variable_id)
        others: list[CodeId] = [code.id for code in variable.codes if code.id != node.id]
        if isinstance(onto, Variable):
            self.code_dropped.emit(node, len(others), None)
        elif onto.id != node.id:
            place = others.index(onto.id)
            if where is QAbstractItemView.DropIndicatorPosition.OnItem:
                self.code_dropped.emit(node, place + 1, onto.id)
            else:
                below = where is QAbstractItemView.DropIndicatorPosition.BelowItem
                self.code_dropped.emit(node, place + below, onto.parent_id)

    def _variables(self) -> list[Variable]:
        model = self.model()
        return [model.index(row, 0).data(NODE_ROLE) for row in range(model.rowCount())]
