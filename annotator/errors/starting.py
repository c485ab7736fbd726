"""The program cannot do what it was started for: no Qt, or no screen."""

from __future__ import annotations

from annotator.errors.base import AnnotatorError


class NoQtError(AnnotatorError):
    """Qt's libraries, or those it leans on, are not there."""

    sentence = (
        "Qt cannot be loaded here: {reason}. The window, PNG and PDF need it; SVG and everything that "
        "prints numbers do not."
    )


class NoScreenError(AnnotatorError):
    """A window has nowhere to open."""

    sentence = (
        "There is no screen here for a window to open on. “annotator demo --no-window” and the commands "
        "that “annotator --help” names need none."
    )
