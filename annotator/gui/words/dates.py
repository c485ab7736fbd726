"""How dates read on screen: no finer than they are known."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from annotator.model.dates import Precision, StatedDate

_FORMS = {Precision.DAY: "d MMM yyyy", Precision.MONTH: "MMM yyyy", Precision.YEAR: "yyyy"}


def shown_date(date: StatedDate) -> str:
    """The date in the user's language, as far as it is known; empty when undated."""
    first = date.first_day()
    if first is None:
        return ""
    return QLocale().toString(QDate(first.year, first.month, first.day), _FORMS[date.precision])
