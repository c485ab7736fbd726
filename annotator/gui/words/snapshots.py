"""What snapshots, and what going back would change, are called on screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTimeZone

from annotator.gui.words.terms import grouped, quoted, shortened
from annotator.store.differences import Difference
from annotator.store.ring import Reason, Snapshot

_NAMED = 3
_LENGTH = 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("safety", text)


def reason_word(reason: Reason) -> str:
    """Why a snapshot was taken."""
    return {
        Reason.WORK: _tr("while you worked"),
        Reason.IMPORT: _tr("before an import"),
        Reason.MERGE: _tr("before a merge"),
        Reason.CODEBOOK: _tr("before a change of the codebook"),
        Reason.BULK: _tr("before many statements were changed"),
        Reason.ERASE: _tr("before something was erased"),
        Reason.MIGRATION: _tr("before it was brought up to date"),
        Reason.RESTORE: _tr("before a snapshot was restored"),
        Reason.REPAIR: _tr("before it was mended"),
        Reason.DAMAGED: _tr("the damaged file, put aside"),
    }[reason]


def why_taken(snapshot: Snapshot) -> str:
    """Why a snapshot was taken, and of which project where it is of another one."""
    reason = reason_word(snapshot.reason)
    if not snapshot.other:
        return reason
    return _tr("of the project “{title}”, {reason}").format(title=snapshot.other, reason=reason)


def moment_word(at: datetime) -> str:
    """A moment in the time of this place; of today the time alone."""
    moment = QDateTime.fromMSecsSinceEpoch(round(at.timestamp() * 1000), QTimeZone.systemTimeZone())
    locale = QLocale()
    time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    if moment.date() == QDate.currentDate():
        return _tr("today, {time}").format(time=time)
    return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)}, {time}"


def table_word(table: str) -> str:
    """The rows of a table, as things people know."""
    return {
        "source": _tr("Sources"),
        "statement": _tr("Statements"),
        "annotation": _tr("Annotations"),
        "value": _tr("Answers"),
        "status": _tr("Stages"),
        "settlement": _tr("Settled statements"),
        "memo": _tr("Memos"),
        "variable": _tr("Variables"),
        "code": _tr("Codes"),
        "coder": _tr("Coders"),
        "actor": _tr("Actors"),
        "worklist": _tr("Worklists"),
        "event": _tr("Events"),
        "keyword_group": _tr("Keywords"),
    }.get(table, _tr("Other rows"))


def difference_lines(difference: Difference) -> Iterator[tuple[str, str]]:
    """What becomes of the rows of one table: a few words, and the names of some."""
    sides = (
        (_tr("1 comes back"), _tr("{count} come back"), difference.back),
        (_tr("1 goes"), _tr("{count} go"), difference.gone),
        (_tr("1 is changed back"), _tr("{count} are changed back"), difference.changed),
    )
    for (one, many, names), count in zip(sides, difference.counts, strict=True):
        if count:
            words = one if count == 1 else many
            yield words.format(count=grouped(count)), _some(names, count)


def _some(names: Sequence[str], count: int) -> str:
    shown = [quoted(shortened(" ".join(name.split()), _LENGTH)) for name in names[:_NAMED] if name.strip()]
    return ", ".join(shown) + (" …" if shown and count > len(shown) else "")
