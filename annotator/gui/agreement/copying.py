"""What goes to the clipboard for the methods section."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from annotator import __version__
from annotator.model.reliability import FrozenCoding
from annotator.model.worklist import Worklist

if TYPE_CHECKING:  # numpy comes with the first figures, not with the window
    from annotator.agreement.span_figures import SpanFigures
    from annotator.agreement.variables import VariableFigures


def copy_methods(
    found: Sequence[VariableFigures],
    style: str,
    sample: Worklist | None = None,
    frozen: FrozenCoding | None = None,
    spans: SpanFigures | None = None,
) -> QMimeData:
    """Paragraph and table in a style; HTML goes along with plain text, so that any program can paste it."""
    from annotator.agreement.methods_section import methods_section

    section = partial(
        methods_section, found, program=f"Annotator {__version__}", sample=sample, frozen=frozen, spans=spans
    )
    copied = QMimeData()
    if style == "html":
        copied.setHtml(section(style=style))
        copied.setText(section())
    else:
        copied.setText(section(style=style))
    return copied
