"""What stands above the text: its title, who said it where and when, and notes on it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.coding.coding import Coding
from annotator.gui.theme import scaled
from annotator.gui.words.dates import shown_date
from annotator.gui.words.terms import date_source_word
from annotator.gui.workspace import Workspace
from annotator.model.corpus import StatementKind
from annotator.model.dates import How, Precision, StatedDate
from annotator.model.memo import MemoOn
from annotator.store.corpus import StatementRow, origin_of
from annotator.store.memos import memo_of


class Header(QWidget):
    """Three lines at most; what is cut off stands in the tips."""

    def __init__(self, workspace: Workspace, coding: Coding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._coding = coding
        self.title = QLabel()
        self.title.setFont(scaled(self.font(), 1.25, bold=True))
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._meta = QLabel()
        self._meta.setProperty("tone", "second")
        self._meta.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._meta.setTextFormat(Qt.TextFormat.RichText)
        self._notes = QLabel()
        self._notes.setObjectName("headerNotes")
        self._notes.setProperty("tone", "second")
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(28, 14, 28, 6)
        lines.setSpacing(2)
        for line in (self.title, self._meta, self._notes):
            lines.addWidget(line)
        self._whole = {self.title: "", self._notes: ""}
        for line in self._whole:
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_row(self, row: StatementRow) -> None:
        """Say whose statement it is, where and when it was said, and what was noted on it."""
        title = row.source_title or row.outlet or self._file_name(row) or self.tr("Untitled source")
        self._whole[self.title] = title
        self.title.setToolTip(escape(title))
        kinds = {
            StatementKind.TITLE: self.tr("title"),
            StatementKind.STANDFIRST: self.tr("standfirst"),
            StatementKind.CAPTION: self.tr("caption"),
            StatementKind.TAGS: self.tr("tags"),
        }
        speaker = row.speaker or ""
        if speaker and row.speaker_how is How.INFERRED:
            speaker = self.tr("{name} (inferred)").format(name=speaker)
        pieces = [
            row.outlet if row.source_title else "",
            speaker,
            self._date(row.date),
            self.tr("part {number}").format(number=row.part) if row.part else "",
            kinds.get(row.kind, ""),
        ]
        known = " ⓘ" if row.date.value is not None or row.date.evidence else ""
        self._meta.setText(" · ".join(escape(piece) for piece in pieces if piece) + known)
        self._meta.setToolTip(self._evidence(row.date))
        self._meta.setAccessibleDescription(self._evidence(row.date))
        self.show_notes(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: as much of each line as there is room for now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for line, words in self._whole.items():
            line.setText(line.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self._room()))

    def _room(self) -> int:
        """Pixels of a line: those of the column, for the header itself may not be laid out yet."""
        around = self.parentWidget() or self
        return max(200, around.width() - 60)

    def _file_name(self, row: StatementRow) -> str:
        """What a source without title and outlet goes by."""
        return origin_of(self._workspace.store, row.source_id)

    def show_notes(self, row: StatementRow) -> None:
        """What the coder's flag says, and the memos on the statement and its source, in one quiet line."""
        store, coder_id = self._workspace.store, self._workspace.coder_id
        wanted = ((MemoOn.STATEMENT, row.id), (MemoOn.SOURCE, row.source_id))
        found = [memo_of(store, coder_id, on, target) for on, target in wanted] if coder_id else []
        notes = [("✎", memo.text) for memo in found if memo is not None]
        status = self._coding.status()
        if status is not None and status.flagged and status.note:
            notes.insert(0, ("⚑", status.note))
        line = "    ".join(f"{sign} {' '.join(note.split())}" for sign, note in notes)
        self._whole[self._notes] = line
        self._fit()
        self._notes.setToolTip("<hr>".join(escape(note).replace("\n", "<br>") for _, note in notes))
        self._notes.setVisible(bool(notes))

    def _date(self, date: StatedDate) -> str:
        words = shown_date(date) or self.tr("undated")
        return self.tr("{date} (inferred)").format(date=words) if date.how is How.INFERRED else words

    def _evidence(self, date: StatedDate) -> str:
        if date.value is None:
            words = self.tr("No date is known.")
            return f"{words} “{escape(date.evidence)}”" if date.evidence else words
        how = self.tr("Date known to the {precision}, {how}").format(
            precision=self._precision(date.precision), how=date_source_word(date.how)
        )
        return f"{how}: “{escape(date.evidence)}”" if date.evidence else how

    def _precision(self, precision: Precision) -> str:
        return {
            Precision.DAY: self.tr("day"),
            Precision.MONTH: self.tr("month"),
            Precision.YEAR: self.tr("year"),
        }.get(precision, "")
