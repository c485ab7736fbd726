"""What the actions act on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from annotator.gui.coding.coding import Coding
from annotator.gui.cutting import Cutting
from annotator.gui.file_actions import FileActions
from annotator.gui.frame.arrangement import Arrangement
from annotator.gui.frame.drawer import Drawer
from annotator.gui.keyword_choice import KeywordChoice
from annotator.gui.looks import Looks
from annotator.gui.palette.finding import Finding
from annotator.gui.panels.reading import ReadingPanel
from annotator.gui.reliability.actions import Reliability
from annotator.gui.safety.safety import Safety
from annotator.gui.sharing.sharing import Sharing
from annotator.gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that commands act on, and the few things that the window does itself."""

    tr: Callable[[str], str]
    workspace: Workspace
    coding: Coding
    cutting: Cutting
    files: FileActions
    sharing: Sharing
    reliability: Reliability
    safety: Safety
    finding: Finding
    reading: ReadingPanel
    looks: Looks
    keywords: KeywordChoice
    statements: QWidget
    codebook: QWidget
    drawer: Drawer
    arrangement: Arrangement
    undo: Callable[[], None]
    search: Callable[[], None]
    find_anything: Callable[[], None]
    go_to_panel: Callable[[int], None]
    step_hits: Callable[[int], None]
    show_keys: Callable[[], None]
    show_history: Callable[[], None]
    leave: Callable[[], object]
