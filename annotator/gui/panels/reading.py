"""The middle of the window: who said it where and when, the text, and what was said about it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.gui.coding.coding import Coding
from annotator.gui.text.annotation_list import AnnotationList
from annotator.gui.text.header import Header
from annotator.gui.text.memo_pane import MemoPane
from annotator.gui.text.sheet import Page
from annotator.gui.text.shown import Shown, shown_annotations
from annotator.gui.text.source_spans import SourceSpans
from annotator.gui.text.statement_view import StatementView
from annotator.gui.theme import Letters, Theme
from annotator.gui.widgets.empty_page import EmptyPage
from annotator.gui.workspace import Workspace
from annotator.model.annotation import Annotation, AnnotationId, CoderKind
from annotator.model.codebook import VariableId
from annotator.model.corpus import SourceId, StatementId
from annotator.model.span import Span
from annotator.store.annotations import annotations_by_id, annotations_of
from annotator.store.changes import Changes
from annotator.store.corpus import (
    StatementRow,
    neighbours,
    read_dropped,
    read_text,
    statement_at,
    statement_rows,
)
from annotator.store.queue import statement_count

_SIDE_CHARACTERS = 400


class ReadingPanel(QWidget):
    """Header, text and list of annotations of the statement in front.

    `import_wanted`, `paste_wanted`: there are no texts yet, and some are to come from files or the clipboard.
    """

    import_wanted = Signal()
    paste_wanted = Signal()

    def __init__(
        self, workspace: Workspace, coding: Coding, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("surface", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workspace = workspace
        self._coding = coding
        self.row: StatementRow | None = None
        self.colour_by: VariableId | None = None
        self.show_all_coders = False
        self.whole_source = False
        self._shown_source: SourceId | None = None
        self._length = 0
        self.view = StatementView(theme)
        self.list = AnnotationList(theme)
        self.memo = MemoPane(workspace, coding)
        self.memo.opened.connect(self.list.hide)
        self.memo.left.connect(self._back_to_text)
        self._spans = SourceSpans(workspace, self)
        self._spans.found.connect(self._add)
        self._build(theme)
        workspace.statement_shown.connect(self.show_statement)
        workspace.closed.connect(self.show_statement)
        workspace.coder_changed.connect(self._show_other_coder)
        workspace.head_changed.connect(self.show_annotations)
        workspace.annotation_chosen.connect(self._show_active)
        workspace.changed.connect(self._follow)
        coding.selection_used.connect(self._let_go)
        self.view.marked.connect(self._mark)
        self.view.settled.connect(coding.settle)
        self.view.key_pressed.connect(coding.press)
        self.view.key_typed.connect(coding.learn_engraving)
        self.view.span_clicked.connect(self._choose)
        self.view.left.connect(self._show_statement_at)
        self.view.held_changed.connect(self._tell_held)
        self.view.span_moved.connect(self._move)
        self.list.chosen.connect(self._choose)

    def set_look(self, theme: Theme, letters: Letters) -> None:
        """Other colours, another size."""
        self._theme = theme
        self.view.set_look(theme, letters)
        self.list.set_theme(theme)
        self.show_annotations()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of annotations gives way to the text."""
        super().resizeEvent(event)
        self.list.leave_room(self.height())

    @property
    def sees_all(self) -> bool:
        """Whether others' annotations are shown; never in a second pass, which is blind to the first."""
        coder = self._workspace.coder
        return self.show_all_coders and (coder is None or coder.kind is not CoderKind.AGAIN)

    def set_all_coders(self, on: bool) -> None:  # noqa: FBT001 (a slot)
        """Show what other coders marked as well, or only the coder's own."""
        self.show_all_coders = on
        self.show_annotations()

    def set_colour_by(self, variable_id: VariableId) -> None:
        """Let spans take the colour of another variable's code."""
        self.colour_by = variable_id
        self.show_annotations()

    def show_statement(self) -> None:
        """Read the statement in front and show it with its neighbours."""
        self.row = self._read_row()
        self._empty.setVisible(self.row is None)
        self.view.setVisible(self.row is not None)
        self.list.setVisible(self.row is not None and not self.memo.isVisible())
        self._header.setVisible(self.row is not None)
        if self.row is None:
            self._say_what_is_missing()
            self._shown_source = None
            self._spans.stop()
            self.view.show_page(None)
            return
        self._header.show_row(self.row)
        if self.whole_source and self._shown_source == self.row.source_id:
            self.view.bring_to_front(self.row.span)
            self._show_list()
        else:
            self.view.show_page(self._source_page(self.row) if self.whole_source else self._page(self.row))
            self._shown_source = self.row.source_id if self.whole_source else None
            self.show_annotations()

    def _read_row(self) -> StatementRow | None:
        place = self._workspace.statement_id
        found = statement_rows(self._workspace.store, [place]) if place is not None else []
        return found[0] if found else None

    def set_whole_source(self, on: bool) -> None:  # noqa: FBT001 (a slot of a checkable action)
        """Show the statement in its whole source, or between its neighbours."""
        self.whole_source = on
        self._show_anew()

    @property
    def is_reading(self) -> bool:
        """Whether spans of the source are still to come."""
        return self._spans.is_reading

    def _show_anew(self) -> None:
        self._shown_source = None
        active = self._workspace.annotation_id
        self.show_statement()
        self.view.set_active(active)

    def _page(self, row: StatementRow) -> Page:
        before, after = neighbours(self._workspace.store, row)
        return Page(row.text, row.span, row.span.start, _tail(before), _head(after))

    def _source_page(self, row: StatementRow) -> Page:
        store = self._workspace.store
        text = read_text(store, row.source_id)
        self._length = len(text)
        dropped = tuple(found.span for found in read_dropped(store, row.source_id))
        return Page(text, row.span, dropped=dropped, whole=True)

    def _show_statement_at(self, position: int) -> None:
        if self.row is not None:
            found = statement_at(self._workspace.store, self.row.source_id, position)
            if found is not None and found != self.row.id:
                self._workspace.show_statement(found)

    def _show_other_coder(self) -> None:
        if self.row is not None and self._workspace.is_open:
            self._header.show_notes(self.row)
        self.show_annotations()

    def show_annotations(self) -> None:
        """Read the annotations again and draw them."""
        if self.row is None or not self._workspace.is_open:
            return
        self._spans.stop()
        if self._shown_source is None:
            self._show_list()
            return
        self.view.show_spans((), {}, self._workspace.annotation_id)
        self._show_list()
        near = self.row.span.start
        self._spans.read(self._shown_source, self._length, near, all_coders=self.sees_all)

    def _show_list(self) -> None:
        """What is said of the statement in front: below the text, and in it."""
        assert self.row is not None
        coder = None if self.sees_all else self._workspace.coder_id
        found = self._as_shown(annotations_of(self._workspace.store, [self.row.id], coder))
        active = self._workspace.annotation_id
        if self._shown_source is None:
            tips = {shown.annotation.id: shown.tip for shown in found}
            self.view.show_spans([shown.drawn for shown in found], tips, active)
        else:
            self.view.set_active(active)
        self.list.show_annotations(found, active)

    def _add(self, annotations: list[Annotation]) -> None:
        """More of the source was read."""
        found = self._as_shown(annotations)
        tips = {shown.annotation.id: shown.tip for shown in found}
        self.view.change_spans((), [shown.drawn for shown in found], tips)

    def _places(self) -> Mapping[StatementId, Span]:
        """The statements whose annotations are shown, and where they stand."""
        assert self.row is not None
        front = {self.row.id: self.row.span}
        return front if self._shown_source is None else ChainMap(front, dict(self._spans.places))

    def _show_changed(self, annotation_ids: Collection[AnnotationId]) -> None:
        """Only what an edit touched: a label costs the same however many there are."""
        assert self.row is not None
        coder, places = self._workspace.coder_id, self._places()
        there = [
            annotation
            for annotation in annotations_by_id(self._workspace.store, annotation_ids)
            if annotation.statement_id in places and (self.sees_all or annotation.coder_id == coder)
        ]
        found = self._as_shown(there)
        gone = set(annotation_ids) - {annotation.id for annotation in there}
        tips = {shown.annotation.id: shown.tip for shown in found}
        self.view.change_spans(gone, [shown.drawn for shown in found], tips)
        here = [shown for shown in found if shown.annotation.statement_id == self.row.id]
        self.list.change_annotations(set(annotation_ids) - {shown.annotation.id for shown in here}, here)

    def _as_shown(self, annotations: Iterable[Annotation]) -> list[Shown]:
        return shown_annotations(self._workspace, annotations, self._places(), colour_by=self.colour_by)

    def choose_next(self) -> None:
        """Make the next annotation of the statement the active one, round to the first again."""
        self._choose_by(1)

    def choose_previous(self) -> None:
        """Make the annotation before the active one."""
        self._choose_by(-1)

    def mark_in_source(self, span: Span) -> None:
        """Mark words of the statement in front; `span` counts in the source's stored text."""
        if self.row is not None and self.row.span.contains(span):
            self.view.mark(span.moved(-self.row.span.start))
            self.view.setFocus()

    def title(self) -> str:
        """What stands above the text."""
        return self._header.title.text()

    def marked_words(self) -> str:
        """The words that are marked; empty when none are."""
        marked = self.view.marked_span()
        return marked.of(self.view.text()) if marked is not None else ""

    def split_at_caret(self) -> None:
        """Cut the active annotation where the caret stands."""
        if self.row is not None:
            self._coding.split(self.view.caret() + self.row.span.start)

    def _tell_held(self, held: str) -> None:
        words = {
            "end": self.tr(
                "Arrows move the end by words, Shift and arrows by characters. F2 holds the start."
            ),
            "start": self.tr("Arrows move the start by words, Shift and arrows by characters. F2 lets go."),
        }
        if held:
            self._workspace.say(words[held])

    def _back_to_text(self) -> None:
        self.list.setVisible(self.row is not None and not self.memo.isVisible())
        self.view.setFocus()

    def let_go(self) -> None:
        """Nothing marked, nothing active."""
        self.view.mark(None)
        self._workspace.choose_annotation(None)

    def _choose_by(self, step: int) -> None:
        ids = self.list.ids()
        if not ids:
            return
        active = self._workspace.annotation_id
        place = ids.index(active) + step if active in ids else (0 if step > 0 else -1)
        self._workspace.choose_annotation(ids[place % len(ids)])

    def _build(self, theme: Theme) -> None:
        self._theme = theme
        self._header = Header(self._workspace, self._coding)
        self._empty = self._make_empty()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.list)
        layout.addWidget(self.memo)
        layout.addWidget(self._empty, 1)

    def _make_empty(self) -> EmptyPage:
        """What is here while no statement is in front, and the next step."""
        self.import_button = QPushButton(self.tr("Import texts …"))
        self.import_button.setObjectName("emptyImport")
        self.import_button.clicked.connect(self.import_wanted)
        self.paste_button = QPushButton(self.tr("Paste a text …"))
        self.paste_button.setObjectName("emptyPaste")
        self.paste_button.clicked.connect(self.paste_wanted)
        return EmptyPage("", self.import_button, self.paste_button)

    def _say_what_is_missing(self) -> None:
        has_texts = self._workspace.is_open and statement_count(self._workspace.store) > 0
        self._empty.words.setText(
            self.tr("Choose a statement in the list to read and code it.")
            if has_texts
            else self.tr("Statements will be read and coded here. Bring in texts to begin.")
        )
        self.import_button.setVisible(not has_texts)
        self.paste_button.setVisible(not has_texts)

    def _show_active(self) -> None:
        self.view.set_active(self._workspace.annotation_id)
        self.list.set_active(self._workspace.annotation_id)

    def _follow(self, changes: Changes) -> None:
        if changes.touch("memo", "status") and self.row is not None:
            self._header.show_notes(self.row)
        if changes.touch("statement", "source", "part", "dropped"):
            self._show_anew()
        elif changes.touch("code", "variable", "actor"):  # the annotations were read with the head
            self.row = self._read_row()
            if self.row is not None:
                self._header.show_row(self.row)
        elif changes.annotations is None:
            self.show_annotations()
        elif changes.annotations and self.row is not None and self._concern(changes.statements or ()):
            self._show_changed(changes.annotations)

    def _concern(self, statement_ids: Iterable[StatementId]) -> bool:
        return not self._places().keys().isdisjoint(statement_ids)

    def _let_go(self) -> None:
        self.view.mark(None)

    def _choose(self, annotation_id: int) -> None:
        self._workspace.choose_annotation(AnnotationId(annotation_id) if annotation_id else None)

    def _mark(self, span: object) -> None:
        if isinstance(span, Span) and self.row is not None:
            self._coding.mark(span.moved(self.row.span.start))
        else:
            self._coding.mark(None)

    def _move(self, annotation_id: int, span: object) -> None:
        if isinstance(span, Span) and self.row is not None:
            self._coding.move(AnnotationId(annotation_id), span.moved(self.row.span.start))


def _tail(text: str) -> str:
    """The end of the statement before, in one paragraph."""
    words = " ".join(text.split())
    return words if len(words) <= _SIDE_CHARACTERS else "… " + words[-_SIDE_CHARACTERS:].split(" ", 1)[-1]


def _head(text: str) -> str:
    """The beginning of the statement after, in one paragraph."""
    words = " ".join(text.split())
    return words if len(words) <= _SIDE_CHARACTERS else words[:_SIDE_CHARACTERS].rsplit(" ", 1)[0] + " …"
